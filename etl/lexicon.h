/* Names that stand for a code: «重大», «major» and «MAJOR » are all `major`. Looked up once per value and row, so it
 * is a hash table; exact text first, then without regard to width, case and blanks. */
#ifndef ETL_LEXICON_H
#define ETL_LEXICON_H
#include "base/intern.h"
#include "etl/logs.h"

struct lexicon {
    struct intern name;
    const char **code; /* by number of the name */
    size_t n, cap;
    struct intern missed; /* words that were looked up in vain, so that they are folded once */
};

void lexicon_init(struct lexicon *w);
void lexicon_release(struct lexicon *w);
/* The first code given for a name stays. Texts must outlive the table. */
void lexicon_add(struct lexicon *w, struct str name, const char *code);
/* All codes of a field's table with their names. */
void lexicon_add_codes(struct lexicon *w, const struct log_code *codes);
/* The code or NULL. `row` holds what folding needs. */
const char *lexicon_find(struct lexicon *w, struct arena *row, struct str name);
/* The known name that is nearest in spelling. */
struct str lexicon_nearest(const struct lexicon *w, struct arena *row, struct str name);
#endif
