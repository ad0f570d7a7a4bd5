/* How a value is written for readers, in Chinese and English. Values come as text from a query; a value that is
 * absent (NULL) is «—», one that does not have the form that the format expects is shown as it is. Numbers group from
 * 10 000 on with narrow no-break spaces and carry a real minus sign; rounding is half away from zero on the integer. */
#ifndef SITE_FORMAT_H
#define SITE_FORMAT_H
#include "base/buf.h"
#include "base/civil.h"
#include "site/word_list.h"

/* «To add one»: a line here (name, whether it is a number and stands right in a table) and a function in format.c. */
#define FORMATS(X)                                                                                                     \
    X(text, 0)       /* as it is */                                                                                    \
    X(int, 1)        /* 12 345 */                                                                                      \
    X(percent, 1)    /* millionths, one decimal: 91.4 % */                                                             \
    X(percent0, 1)   /* millionths, no decimal where whole: 100 %, 12.5 % */                                           \
    X(change, 1)     /* millionths, as percentage points with sign: +1.2, −5.5 */                                    \
    X(number1, 1)    /* millionths, one decimal: 2.1 */                                                                \
    X(fraction, 1)   /* 352/385 → 352 / 385 */                                                                       \
    X(hours, 1)      /* millionths of hours: 5.2 小时 */                                                             \
    X(duration, 1)   /* seconds: 6 天 4 小时 */                                                                     \
    X(since, 1)      /* a time: how long ago it was at the end of the as-of day, as duration */                        \
    X(days, 1)       /* a date: how many days before the as-of day */                                                  \
    X(minute, 1)     /* minute of the day: 17:30 */                                                                    \
    X(date, 0)       /* 2026-10-31 */                                                                                  \
    X(datetime, 0)   /* 2026-10-31 14:05; a date alone stays one */                                                    \
    X(monthday, 0)   /* 10-31 */                                                                                       \
    X(month, 0)      /* 2026-10 → 2026年10月, October 2026 */                                                      \
    X(monthshort, 0) /* 2026-10 → 10月, Oct */                                                                      \
    X(period, 0)     /* month, quarter, half, year or week, as the trade writes it */                                  \
    X(word, 0)       /* looked up in the words files; without such a key as it is */                                   \
    X(names, 0)      /* a;b;c → a、b、c */                                                                         \
    X(ago, 0)        /* a date, or a number of days: 3 天前 */                                                       \
    X(badge, 0)      /* bad:worse → the word `badge.worse` in a mark */                                              \
    X(code, 0)       /* a block in fixed width */                                                                      \
    X(spark, 0)      /* 1,2,,4 → a sparkline (tables only) */
enum format {
#define X(name, right) FORMAT_##name,
    FORMATS(X)
#undef X
        FORMAT_COUNT
};

struct format_context {
    enum language language;
    const struct word_list *words;
    int32_t as_of; /* day, for ago, days and since */
    int week_start;
};

const char *format_name(enum format f);
bool format_find(struct str name, enum format *out);
/* Whether a column of this format is aligned to the right. */
bool format_right(enum format f);
/* The value as plain text. */
void format_text(struct buf *b, enum format f, struct str v, const struct format_context *c);
/* The value as HTML content: badges and code with their markup, all else escaped text. */
void format_html(struct buf *b, enum format f, struct str v, const struct format_context *c);
/* Whether a value counts as empty for conditions: absent, '', 0. */
bool format_empty(struct str v);
/* NULL-terminated names, for messages and vocabularies. */
const char *const *format_names(void);
#endif
