/* 云杉装饰设计有限公司, an invented decoration firm: 60 projects, policy decoration. */
#ifndef SAMPLE_DATA_DECORATION_H
#define SAMPLE_DATA_DECORATION_H
#include "base/buf.h"
#include "base/err.h"

/* Makes the firm and writes dir/logs/…; the summary goes to `say`. */
void decoration_write(const char *dir, struct buf *say, struct err *e);
#endif
