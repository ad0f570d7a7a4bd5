/* Text made comparable. Keys are compared by Unicode compatibility form (NFKC, utf8proc), so that １２３ and 123 are
 * one number; names that are also shown keep their look and lose only what nobody sees (full-width letters and
 * digits become narrow, odd blanks become blanks, zero-width characters go; tabs and line breaks are a blank). Input is
 * valid UTF-8; the result is the input itself where nothing changes, else lives in the arena. */
#ifndef ETL_FOLD_H
#define ETL_FOLD_H
#include "base/arena.h"

/* str_trim, at once where neither end can be a blank: ASCII ones, or the first bytes C2, E3, EF and last bytes A0,
 * 80, BF of the wide ones. */
static inline struct str fold_trim(struct str s) {
    if (s.n == 0) return s;
    unsigned char a = (unsigned char)s.p[0], b = (unsigned char)s.p[s.n - 1];
    bool first = a > ' ' && a != 0xC2 && a != 0xE3 && a != 0xEF, last = b > ' ' && b != 0xA0 && b != 0x80 && b != 0xBF;
    return first && last ? s : str_trim(s);
}
/* A key: NFKC, zero-width characters dropped, tabs and line breaks a blank, trimmed. */
struct str fold_key(struct arena *a, struct str s);
/* A name: see above, trimmed. */
struct str fold_name(struct arena *a, struct str s);
/* A word to be looked up (a header, an enumerated value): NFKC, case folded, without any blank, in
 * simplified characters as far as the known words need them (etl/hanzi.h). */
struct str fold_word(struct arena *a, struct str s);
#endif
