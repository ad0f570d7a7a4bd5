#include "etl/lexicon.h"
#include "base/mem.h"
#include "etl/fold.h"

void lexicon_init(struct lexicon *w) {
    *w = (struct lexicon){0};
    intern_init(&w->name);
    intern_init(&w->missed);
}

void lexicon_release(struct lexicon *w) {
    intern_release(&w->name);
    intern_release(&w->missed);
    mem_free(w->code);
    *w = (struct lexicon){0};
}

static void add_once(struct lexicon *w, struct str name, const char *code) {
    if (!name.n || intern_find(&w->name, name) != INTERN_NONE) return;
    intern_add(&w->name, name);
    *VEC_ADD(w->code, w->n, w->cap) = code;
}

void lexicon_add(struct lexicon *w, struct str name, const char *code) {
    struct arena a;
    arena_init(&a);
    add_once(w, str_trim(name), code);
    add_once(w, fold_word(&a, name), code);
    arena_release(&a);
}

void lexicon_add_codes(struct lexicon *w, const struct log_code *codes) {
    for (; codes && codes->code; codes++) {
        lexicon_add(w, str_of(codes->code), codes->code);
        for (struct str rest = str_of(codes->names), name; str_split(&rest, '|', &name);)
            lexicon_add(w, name, codes->code);
    }
}

enum { MISSED_MAX = 4096, MISSED_LENGTH = 64 }; /* what is not short or not few is no enumeration */

const char *lexicon_find(struct lexicon *w, struct arena *row, struct str name) {
    uint32_t id = intern_find(&w->name, name);
    if (id != INTERN_NONE) return w->code[id];
    if (intern_find(&w->missed, name) != INTERN_NONE) return NULL;
    id = intern_find(&w->name, fold_word(row, name));
    if (id != INTERN_NONE) return w->code[id];
    if (w->missed.n < MISSED_MAX && name.n <= MISSED_LENGTH) intern_add(&w->missed, name);
    return NULL;
}

struct str lexicon_nearest(const struct lexicon *w, struct arena *row, struct str name) {
    struct str folded = fold_word(row, name), best = str_none();
    size_t least = 65;
    for (size_t i = 0; i < w->name.n; i++) {
        size_t d = str_distance(folded, w->name.name[i], least);
        if (d < least) least = d, best = w->name.name[i];
    }
    return best;
}
