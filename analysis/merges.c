#include "analysis/merges.h"
#include "base/embed.h"
#include "base/mem.h"

void merges_init(struct merges *m, struct store *s) {
    *m = (struct merges){.store = s};
    intern_init(&m->key);
}

void merges_release(struct merges *m) {
    intern_release(&m->key);
    mem_free(m->into);
    arena_release(&m->text);
    arena_release(&m->scratch);
    *m = (struct merges){0};
}

static struct str key_of(struct merges *m, struct str policy, struct str event) {
    arena_reset(&m->scratch);
    return str_of(arena_printf(&m->scratch, "%.*s %.*s", STR_ARG(policy), STR_ARG(event)));
}

void merges_keep(struct merges *m, struct str policy, struct str event, struct str into) {
    uint32_t no = intern_add(&m->key, key_of(m, policy, event));
    if (no == m->n) *VEC_ADD(m->into, m->n, m->cap) = arena_str(&m->text, into);
}

struct str merges_find(struct merges *m, bool before, struct str policy, struct str story, struct str event,
                       struct arena *a, struct err *e) {
    uint32_t no = before ? intern_find(&m->key, key_of(m, policy, event)) : INTERN_NONE;
    if (no != INTERN_NONE) return m->into[no].n ? m->into[no] : str_none();
    struct stmt *q = store_stmt_file(m->store, embed_analysis, "analysis/sql/merged_of.sql", e);
    stmt_bind_str(q, 1, story);
    stmt_bind_str(q, 2, event);
    stmt_bind_str(q, 3, policy);
    struct str into = stmt_step(q, e) ? arena_str(a, stmt_str(q, 0)) : str_none();
    stmt_reset(q);
    return into;
}
