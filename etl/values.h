/* Single values other than dates: truth, levels, numbers, shares, periods (data.md). Each reader takes the whole
 * trimmed text, which is not empty, and refuses what it does not know: nothing is guessed. */
#ifndef ETL_VALUES_H
#define ETL_VALUES_H
#include "base/arena.h"

/* 1/0, 是/否, 有/无, √/×, Y/N, yes/no, true/false, T/F. */
bool values_flag(struct str s, int64_t *out);
/* A whole number, also with groups of thousands (12,345) or an empty fraction (5.0). */
bool values_int(struct str s, int64_t *out);
/* A decimal number, also with groups of thousands, a leading ¥ or a trailing 元. */
bool values_number(struct str s, double *out);
/* A share as an exact decimal fraction without trailing zeros: 0.9, 90 %, 90 and 90% are all "0.9" (metrics.md,
 * section 9: more than 1 means per cent). The text lives in the arena. */
bool values_fraction(struct arena *a, struct str s, struct str *out);
/* A period as period_text writes it; 2026年10月 and 2026年 too. */
bool values_period(struct arena *a, struct str s, struct str *out);
/* Whether a spreadsheet has rounded a long number to powers of ten (1.38E+10): digits are lost. */
bool values_rounded(struct str s);
#endif
