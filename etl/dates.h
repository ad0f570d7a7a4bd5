/* Dates and times as people and systems write them (data.md, «Accepted date forms»), read into civil moments.
 *
 * Nothing is guessed: a two-digit year, a day that does not exist, a month and day in doubtful order or words left
 * over are refused. A number of four digits in front is always the year. Where the year comes last, DATE_YMD reads only
 * what can be read in one way (25/12/2026, 03/03/2026); else the source has to say the order (`date_format`). A time
 * with an offset or Z is converted to the organisation's zone, which the caller has put into TZ (tzset) before; without
 * offset no zone is looked at. */
#ifndef ETL_DATES_H
#define ETL_DATES_H
#include "base/civil.h"
#include "policies/config.h"

enum { DATES_FIRST_YEAR = 1900, DATES_LAST_YEAR = 2199 };

/* Reads the whole of s (already trimmed, not empty). False: s is no such moment or its year lies outside
 * DATES_FIRST_YEAR … DATES_LAST_YEAR. Full-width digits and marks are read like narrow ones. */
bool dates_read(struct str s, enum date_order order, struct moment *out);
/* A workbook's day number: 1 is 1900-01-01 and 60 a day that never was (1900 had no 29 February), or 0 is 1904-01-01.
 * A whole number is a day without a clock, because workbooks do not tell one from midnight. False: below 1, day 60 of
 * 1900, or behind DATES_LAST_YEAR. Rounded to the second. */
bool dates_serial(double number, bool since_1904, struct moment *out);
/* What a date whose year comes last says about the order of its day and month. */
enum dates_order { DATES_OTHER /* no such date */, DATES_EITHER, DATES_DAY_FIRST, DATES_MONTH_FIRST, DATES_AMBIGUOUS };
enum dates_order dates_order(struct str s);
/* The day that a pattern such as "%Y-%m" or "%Y%m%d" finds in a file's name: the first place where it matches.
 * %Y four digits, %m and %d one or two, %% itself; a missing day or month is the first. */
bool dates_in_name(const char *name, const char *pattern, int32_t *day);
#endif
