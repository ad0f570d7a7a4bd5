/* Whether a cell's number format shows a day or a time, which is all that tells a workbook's days from its numbers. */
#ifndef ETL_FORMATS_H
#define ETL_FORMATS_H
#include <stdbool.h>

enum format_kind { FORMAT_NUMBER, FORMAT_DAY, FORMAT_CLOCK /* hours only */ };
/* By the number of a built-in format (ECMA-376 18.8.30, with those of Chinese and Japanese workbooks). */
enum format_kind formats_builtin(long id);
/* By a format's code, such as `yyyy"年"m"月"d"日"` or `[$-804]h:mm;@`. */
enum format_kind formats_code(const char *code);
#endif
