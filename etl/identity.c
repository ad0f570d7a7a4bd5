#include "etl/identity.h"
#include "etl/fold.h"

static struct str text_at(const struct record *r, int i) {
    return i >= 0 && r->v[i].kind == VALUE_TEXT ? r->v[i].text : str_none();
}

static bool placeholder(const struct mapping *m, struct arena *row, struct str s) {
    return s.n && m->not_customers.n && intern_find(&m->not_customers, fold_key(row, s)) != INTERN_NONE;
}

/* A part of a joined number: a slash in it becomes a wide one, so that parts stay apart. */
static void add_part(struct buf *b, struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '/') buf_puts(b, "／");
        else buf_byte(b, s.p[i]);
}

static struct str home(struct arena *row, struct str site, struct str unit, struct str name) {
    struct buf b;
    buf_init(&b);
    add_part(&b, fold_key(row, site));
    buf_byte(&b, '/');
    add_part(&b, fold_key(row, unit));
    if (name.n) {
        buf_byte(&b, '/');
        add_part(&b, fold_key(row, name));
    }
    struct str s = arena_str(row, buf_view(&b));
    buf_release(&b);
    return s;
}

static struct str customer(const struct mapping *m, struct arena *row, const struct record *r) {
    struct str id = text_at(r, m->at.customer_id), unit = text_at(r, m->at.unit), site = text_at(r, m->at.site);
    struct str name = text_at(r, m->at.customer_name);
    if (m->at.anonymous >= 0 && r->v[m->at.anonymous].kind == VALUE_INT && r->v[m->at.anonymous].i) return str_none();
    if (placeholder(m, row, id) || placeholder(m, row, unit) || placeholder(m, row, name)) return str_none();
    if (id.n) return id;
    if (!site.n || !unit.n) return str_none();
    return home(row, site, unit, m->cfg->tenants_change ? name : str_none());
}

static struct str story(struct arena *row, const char *kind, struct str id) {
    char *p = arena_alloc(row, id.n + 3);
    memcpy(p, kind, 2);
    memcpy(p + 2, id.p, id.n);
    p[id.n + 2] = 0;
    return str_n(p, id.n + 2);
}

void identity_settle(const struct mapping *m, struct arena *row, struct record *r) {
    int i = m->at.customer_id;
    bool is_key = i >= 0 && (m->log->field[i].flags & LOG_IN_KEY);
    if (i < 0 || is_key) return;
    struct str id = customer(m, row, r);
    r->v[i] = id.n ? (struct value){VALUE_TEXT, id, 0, 0} : (struct value){VALUE_NONE, str_none(), 0, 0};
    if (m->log->reach != REACH_EVENT) return;
    struct str s = id.n ? story(row, "c:", id) : story(row, "e:", r->v[0].text);
    r->derived = (struct value){VALUE_TEXT, s, 0, 0};
}
