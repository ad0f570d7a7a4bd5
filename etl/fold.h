/* Text made comparable. Keys are compared by Unicode compatibility form (NFKC, utf8proc), so that １２３ and 123 are
 * one number; names that are also shown keep their look and lose only what nobody sees (full-width letters and
 * digits become narrow, odd blanks become blanks, zero-width characters go). Input is valid UTF-8; the result is
 * the input itself where nothing changes, else lives in the arena. */
#ifndef ETL_FOLD_H
#define ETL_FOLD_H
#include "base/arena.h"

/* A key: NFKC, zero-width characters dropped, trimmed. */
struct str fold_key(struct arena *a, struct str s);
/* A name: see above, trimmed. */
struct str fold_name(struct arena *a, struct str s);
/* A word to be looked up (a header, an enumerated value): NFKC, case folded, without any blank. */
struct str fold_word(struct arena *a, struct str s);
#endif
