/* Counted strings: a pointer and a length, no ownership. Bytes are UTF-8 unless a header says otherwise. An
 * absent value is p == NULL; str_none() makes one. Comparison is by bytes, which is also the order of every
 * list that huifang prints. */
#ifndef BASE_STR_H
#define BASE_STR_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *p;
    size_t n;
};

/* For printf: "%.*s", STR_ARG(s). */
#define STR_ARG(s) (int)(s).n, (s).p ? (s).p : ""
#define STR_LIT(lit) ((struct str){"" lit, sizeof(lit) - 1})

static inline struct str str_none(void) { return (struct str){NULL, 0}; }
static inline struct str str_of(const char *s) { return (struct str){s, s ? strlen(s) : 0}; }
static inline struct str str_n(const char *p, size_t n) { return (struct str){p, n}; }
static inline bool str_eq(struct str a, struct str b) { return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0); }
static inline bool str_is(struct str a, const char *b) { return str_eq(a, str_of(b)); }
/* Byte order; an empty string sorts first. */
int str_cmp(struct str a, struct str b);
/* Without ASCII blanks, tabs, line ends, NBSP and U+3000 at both ends. */
struct str str_trim(struct str s);
/* Takes the part before the next `sep` off *rest; false when *rest is used up. "a;;b" yields "a", "", "b". */
bool str_split(struct str *rest, char sep, struct str *part);
/* Whether `list`, items separated by `sep`, contains `item` as a whole item (blanks around items ignored). */
bool str_list_has(struct str list, char sep, struct str item);
bool str_starts(struct str s, const char *prefix);
bool str_ends(struct str s, const char *suffix);
/* A whole decimal number with optional sign; false if anything else stands in s or it does not fit. */
bool str_to_int(struct str s, int64_t *out);
uint64_t str_hash(struct str s);
/* Levenshtein distance over bytes, at most `limit` (then limit is returned): for "did you mean". */
size_t str_distance(struct str a, struct str b, size_t limit);
#endif
