/* Traditional characters of the words that huifang knows, so that 類別 is the header 类别 and 投訴 the category 投诉.
 * Only for looking words up: what a file says is kept as it stands there. The table holds the characters of etl/logs.c
 * and their traditional and variant forms by OpenCC's table from traditional to simplified (TSCharacters). */
#ifndef ETL_HANZI_H
#define ETL_HANZI_H
#include "base/str.h"

/* The simplified form of the three bytes of one character, or the same bytes. */
const char *hanzi_simple(const char *three);
#endif
