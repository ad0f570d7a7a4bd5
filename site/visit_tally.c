#include "site/visit_tally.h"
#include "base/mem.h"

#define VISITS "site-template/edition/visits.sql"
#define EVENTS "site-template/edition/events.sql"
#define EVENT "site-template/edition/event.sql"

enum { WINDOW = 3 }; /* months of events that are kept */

struct tally_cell {
    uint32_t category, method; /* words */
    int64_t level;             /* 0: no answer */
    int64_t n, silent;
};

struct tally_day {
    uint32_t filed_on;
    int64_t n;
};

struct tally_month {
    struct intern key; /* of the cells: category, method, level */
    struct tally_cell *cell;
    size_t n_cells, cap_cells;
    struct intern day; /* numbers of `filed` */
    struct tally_day *filed;
    size_t n_filed, cap_filed;
    struct arena a;
    struct str *look; /* visits that somebody has to look at */
    size_t n_look, cap_look;
};

/* The events accepted in one month, and their categories. */
struct event_month {
    int32_t no; /* of the month */
    struct intern id;
    uint32_t *category;
    size_t n, cap;
};

struct counter {
    struct visit_tally *t;
    struct store *s;
    struct stmt *visits, *events, *event;
    struct event_month window[WINDOW]; /* a month stands at its number modulo WINDOW */
};

bool visit_tally_wanted(const struct embed_file *files) { return embed_find(files, VISITS).p != NULL; }

/* ---- categories of events ---- */

static void forget(struct event_month *m) {
    intern_release(&m->id);
    mem_free(m->category);
    *m = (struct event_month){.no = INT32_MIN};
}

static void bind_span(struct stmt *q, int32_t month, int32_t before, char from[MOMENT_TEXT], char to[MOMENT_TEXT]) {
    struct period p = {PERIOD_MONTH, month};
    int32_t end = period_last(p, 0) + 1;
    civil_day_text(period_first(p, 0), from);
    civil_day_text(end < before ? end : before, to);
    stmt_bind_str(q, stmt_param(q, "from"), str_of(from));
    stmt_bind_str(q, stmt_param(q, "to"), str_of(to));
}

static void read_events(struct counter *c, int32_t no) {
    struct event_month *m = &c->window[(no % WINDOW + WINDOW) % WINDOW];
    char from[MOMENT_TEXT], to[MOMENT_TEXT];
    if (m->no == no) return;
    forget(m);
    m->no = no;
    bind_span(c->events, no, INT32_MAX, from, to);
    while (stmt_step(c->events, &c->t->e)) {
        struct str id = stmt_str(c->events, 0);
        if (intern_find(&m->id, id) != INTERN_NONE) continue;
        intern_add(&m->id, id);
        *VEC_ADD(m->category, m->n, m->cap) = intern_add(&c->t->words, stmt_str(c->events, 1));
    }
}

/* INTERN_NONE: there is no such event. */
static uint32_t category_of(struct counter *c, struct str event_id) {
    for (int i = 0; i < WINDOW; i++) {
        uint32_t no = intern_find(&c->window[i].id, event_id);
        if (no != INTERN_NONE) return c->window[i].category[no];
    }
    uint32_t found = INTERN_NONE;
    stmt_bind_str(c->event, stmt_param(c->event, "event_id"), event_id);
    if (stmt_step(c->event, &c->t->e)) found = intern_add(&c->t->words, stmt_str(c->event, 0));
    stmt_reset(c->event);
    return found;
}

/* ---- visits ---- */

enum { V_EVENT_IDS, V_CATEGORY, V_METHOD, V_LEVEL, V_SILENT, V_COUNTS, V_FILED_ON, V_LOOK };

static void count_filed(struct counter *c, struct tally_month *m, struct str day) {
    uint32_t no = intern_find(&m->day, day);
    if (no == INTERN_NONE) {
        no = intern_add(&m->day, day);
        VEC_ADD(m->filed, m->n_filed, m->cap_filed)->filed_on = intern_add(&c->t->words, day);
    }
    m->filed[no].n++;
}

static void count_visit(struct counter *c, struct tally_month *m) {
    struct intern *words = &c->t->words;
    struct str event_ids = stmt_str(c->visits, V_EVENT_IDS), category = stmt_str(c->visits, V_CATEGORY);
    struct tally_cell v = {.category = event_ids.p ? category_of(c, event_ids) : INTERN_NONE, .n = 0};
    if (v.category == INTERN_NONE) v.category = intern_add(words, category.p ? category : STR_LIT(""));
    v.method = intern_add(words, stmt_str(c->visits, V_METHOD));
    v.level = stmt_int(c->visits, V_LEVEL);
    struct {
        uint32_t category, method;
        int64_t level;
    } key = {v.category, v.method, v.level};
    uint32_t no = intern_find(&m->key, str_n((const char *)&key, sizeof key));
    if (no == INTERN_NONE) {
        no = intern_add(&m->key, str_n((const char *)&key, sizeof key));
        *VEC_ADD(m->cell, m->n_cells, m->cap_cells) = v;
    }
    m->cell[no].n++;
    m->cell[no].silent += stmt_int(c->visits, V_SILENT);
}

static void count_month(struct counter *c, size_t i) {
    struct tally_month *m = &c->t->found[i];
    struct period p;
    char from[MOMENT_TEXT], to[MOMENT_TEXT];
    if (!period_parse(c->t->month[i], 0, &p)) return;
    for (int back = WINDOW - 1; back >= 0; back--) read_events(c, p.no - back);
    bind_span(c->visits, p.no, c->t->as_of + 1, from, to);
    while (stmt_step(c->visits, &c->t->e)) {
        struct str filed_on = stmt_str(c->visits, V_FILED_ON), look = stmt_str(c->visits, V_LOOK);
        if (look.p) *VEC_ADD(m->look, m->n_look, m->cap_look) = arena_str(&m->a, look);
        if (filed_on.p) count_filed(c, m, filed_on);
        if (stmt_int(c->visits, V_COUNTS)) count_visit(c, m);
    }
}

static struct stmt *statement(struct counter *c, const char *path) {
    return store_stmt_file(c->s, c->t->files, path, &c->t->e);
}

void visit_tally_run(void *tally) {
    struct visit_tally *t = tally;
    struct counter c = {.t = t};
    intern_init(&t->words);
    t->found = mem_zero((t->n_months + 1) * sizeof *t->found);
    for (int i = 0; i < WINDOW; i++) forget(&c.window[i]);
    c.s = store_open(t->store_path, STORE_READ, &t->e);
    if (c.s) store_exec(c.s, "PRAGMA cache_size = -8192", &t->e); /* what was read is not read again */
    if (c.s) c.visits = statement(&c, VISITS), c.events = statement(&c, EVENTS), c.event = statement(&c, EVENT);
    for (size_t i = 0; i < t->n_months && !err_is(&t->e); i++) count_month(&c, i);
    store_close(c.s, &t->e);
    for (int i = 0; i < WINDOW; i++) forget(&c.window[i]);
}

/* ---- into the edition ---- */

static void bind_word(const struct visit_tally *t, struct stmt *q, int i, uint32_t no) {
    stmt_bind_str(q, i, t->words.name[no]);
}

static void put_cells(const struct visit_tally *t, size_t i, struct store *s, struct err *e) {
    const struct tally_month *m = &t->found[i];
    for (size_t k = 0; k < m->n_cells; k++) {
        const struct tally_cell *v = &m->cell[k];
        struct stmt *q = store_stmt(s, "INSERT INTO visit_month VALUES (?1, ?2, ?3, nullif(?4, 0), ?5, ?6)", e);
        stmt_bind_str(q, 1, t->month[i]);
        bind_word(t, q, 2, v->category), bind_word(t, q, 3, v->method);
        stmt_bind_int(q, 4, v->level), stmt_bind_int(q, 5, v->n), stmt_bind_int(q, 6, v->silent);
        stmt_run(q, e);
    }
    for (size_t k = 0; k < m->n_filed; k++) {
        struct stmt *q = store_stmt(s, "INSERT INTO filed_day VALUES (?1, ?2, ?3)", e);
        stmt_bind_str(q, 1, t->month[i]);
        bind_word(t, q, 2, m->filed[k].filed_on);
        stmt_bind_int(q, 3, m->filed[k].n);
        stmt_run(q, e);
    }
}

static void put_look(const struct visit_tally *t, size_t i, struct store *s, struct err *e) {
    const struct tally_month *m = &t->found[i];
    for (size_t k = 0; k < m->n_look; k++) {
        struct stmt *q = store_stmt(s, "INSERT INTO look VALUES (?1, ?2)", e);
        stmt_bind_str(q, 1, t->month[i]);
        stmt_bind_str(q, 2, m->look[k]);
        stmt_run(q, e);
    }
}

static void clear(struct store *s, const char *sql, struct str month, struct err *e) {
    struct stmt *q = store_stmt(s, sql, e);
    stmt_bind_str(q, 1, month);
    stmt_run(q, e);
}

void visit_tally_put(const struct visit_tally *t, struct store *edition, struct err *e) {
    if (err_is(&t->e) && !err_is(e)) *e = t->e;
    if (!err_is(e)) store_exec(edition, "CREATE TEMP TABLE look (month TEXT, visit_id TEXT)", e);
    for (size_t i = 0; i < t->n_months && !err_is(e); i++) {
        clear(edition, "DELETE FROM visit_month WHERE month = ?1", t->month[i], e);
        clear(edition, "DELETE FROM filed_day WHERE month = ?1", t->month[i], e);
        put_cells(t, i, edition, e);
        put_look(t, i, edition, e);
    }
}

void visit_tally_release(struct visit_tally *t) {
    for (size_t i = 0; i < t->n_months && t->found; i++) {
        intern_release(&t->found[i].key);
        intern_release(&t->found[i].day);
        mem_free(t->found[i].cell);
        mem_free(t->found[i].filed);
        mem_free(t->found[i].look);
        arena_release(&t->found[i].a);
    }
    mem_free(t->found);
    intern_release(&t->words);
    *t = (struct visit_tally){0};
}
