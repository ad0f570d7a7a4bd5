#include "etl/mapping.h"
#include "base/hash.h"
#include "base/mem.h"
#include "etl/fold.h"

/* Rows read by another edition of the rules below are read anew: raise it when values come out differently. */
static const char rules_edition[] = "2";

static bool common_field(const char *name) { return strcmp(name, "status") == 0 || strcmp(name, "updated_at") == 0; }

static bool has_items(const struct log *log) { return log->derived && strcmp(log->derived, "answers") == 0; }

/* What is no field of a questionnaire's log is one of its items. */
static bool is_item(const struct log *log, const char *name) {
    return has_items(log) && logs_field(log, name) < 0 && !common_field(name);
}

static bool is_own(const struct mapping *m, const char *name) {
    for (int i = 0; i < m->n_own; i++)
        if (strcmp(m->own_field[i].name, name) == 0) return true;
    return false;
}

static bool known_field(const struct mapping *m, const char *name) {
    return logs_field(m->log, name) >= 0 || common_field(name) || is_item(m->log, name) || is_own(m, name);
}

static void refuse_field(const struct config *cfg, const struct source *s, const struct log *log, const char *where,
                         const char *name, struct err *e) {
    const char *best = "updated_at";
    size_t least = str_distance(str_of(name), str_of(best), 64);
    for (int i = 0; i < log->n_fields; i++) {
        size_t d = str_distance(str_of(name), str_of(log->field[i].name), 64);
        if (d < least) least = d, best = log->field[i].name;
    }
    err_set(e, ERR_CONFIG, "%s:%d: source %s: %s: `%s` is no field of %s; nearest: `%s` (docs/logs.md lists them)",
            cfg->path, s->line, s->name, where, name, log->name, best);
}

static void check_fields(const struct mapping *m, struct err *e) {
    const struct source *s = m->source;
    for (size_t i = 0; i < s->n_columns; i++)
        if (!known_field(m, s->columns[i].from)) refuse_field(m->cfg, s, m->log, "columns", s->columns[i].from, e);
    for (size_t i = 0; i < s->n_constants; i++)
        if (!known_field(m, s->constants[i].from))
            refuse_field(m->cfg, s, m->log, "constants", s->constants[i].from, e);
    for (size_t i = 0; i < s->n_values; i++)
        if (!known_field(m, s->values[i].field)) refuse_field(m->cfg, s, m->log, "values", s->values[i].field, e);
}

static const char *pair_to(const struct pair *p, size_t n, const char *from) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(p[i].from, from) == 0) return p[i].to;
    return NULL;
}

static void add_title(struct lexicon *w, const char *code, const char *zh, const char *en) {
    lexicon_add(w, str_of(code), code);
    if (zh) lexicon_add(w, str_of(zh), code);
    if (en) lexicon_add(w, str_of(en), code);
}

/* What the policies in force call their categories, roles and stages. */
static void add_policy_words(struct lexicon *w, const struct log_field *f, const struct policy *p) {
    if (f->type == LOG_CATEGORY || (f->flags & LOG_CATEGORIES))
        for (size_t i = 0; i < p->n_categories; i++)
            add_title(w, p->category[i].code, p->category[i].title.zh, p->category[i].title.en);
    if (f->flags & LOG_ROLES)
        for (size_t i = 0; i < p->n_posts; i++) add_title(w, p->post[i].code, p->post[i].title.zh, p->post[i].title.en);
    if (f->flags & LOG_STAGES)
        for (size_t i = 0; i < p->n_stages; i++)
            add_title(w, p->stage[i].name, p->stage[i].title.zh, p->stage[i].title.en);
}

static struct lexicon *words_of(const struct mapping *m, const struct log_field *f) {
    bool enumerated = f->codes || f->type == LOG_CATEGORY || (f->flags & (LOG_CATEGORIES | LOG_ROLES | LOG_STAGES));
    if (!enumerated) return NULL;
    struct lexicon *w = mem_alloc(sizeof *w);
    lexicon_init(w);
    lexicon_add_codes(w, f->codes);
    for (size_t i = 0; i < m->cfg->n_uses; i++)
        if (m->cfg->use[i].policy) add_policy_words(w, f, m->cfg->use[i].policy);
    return w;
}

static const struct value_map *values_of(const struct source *s, const char *field) {
    for (size_t i = 0; i < s->n_values; i++)
        if (strcmp(s->values[i].field, field) == 0) return &s->values[i];
    return NULL;
}

static struct mapped prepare(const struct mapping *m, const struct log_field *f) {
    const struct source *s = m->source;
    return (struct mapped){.field = f,
                           .column = -1,
                           .constant = pair_to(s->constants, s->n_constants, f->name),
                           .values = values_of(s, f->name),
                           .words = words_of(m, f)};
}

static void hash_text(struct hash *h, const char *s) { hash_field(h, str_of(s)); }

static void hash_number(struct hash *h, int64_t v) { hash_field(h, str_n((const char *)&v, sizeof v)); }

static void hash_pairs(struct hash *h, const struct pair *p, size_t n) {
    hash_number(h, (int64_t)n);
    for (size_t i = 0; i < n; i++) hash_text(h, p[i].from), hash_text(h, p[i].to);
}

static void hash_source(struct hash *h, const struct source *s) {
    hash_text(h, rules_edition);
    hash_text(h, s->table);
    hash_text(h, s->encoding);
    hash_text(h, s->dated);
    hash_text(h, s->key_prefix);
    hash_number(h, s->delimiter);
    hash_text(h, s->sheet);
    hash_number(h, s->date_order);
    hash_number(h, s->snapshot);
    hash_text(h, s->ignore_without);
    hash_number(h, (int64_t)(s->reject_above * 1e9));
    hash_pairs(h, s->columns, s->n_columns);
    hash_pairs(h, s->constants, s->n_constants);
    for (size_t i = 0; i < s->n_values; i++) {
        hash_text(h, s->values[i].field);
        hash_pairs(h, s->values[i].pair, s->values[i].n);
    }
}

static void hash_config(struct hash *h, const struct config *cfg) {
    hash_text(h, cfg->timezone);
    hash_number(h, cfg->tenants_change);
    for (size_t i = 0; i < cfg->n_aliases; i++) {
        const struct alias *a = &cfg->alias[i];
        hash_text(h, a->field), hash_text(h, a->from), hash_text(h, a->to);
        hash_number(h, a->dated ? a->since : INT64_MIN);
    }
    for (size_t i = 0; i < cfg->not_customers.n; i++) hash_text(h, cfg->not_customers.name[i]);
}

static void hash_words(struct hash *h, const struct lexicon *w) {
    for (size_t i = 0; w && i < w->n; i++) hash_field(h, w->name.name[i]), hash_text(h, w->code[i]);
}

static void hash_own(struct hash *h, const struct mapping *m) {
    for (int i = 0; i < m->n_own; i++) {
        hash_text(h, m->own_field[i].name);
        hash_number(h, m->own_field[i].type);
        hash_text(h, m->own_field[i].headers);
        hash_words(h, m->own[i].words);
    }
}

static void take_digest(struct mapping *m) {
    unsigned char full[HASH_BYTES];
    struct hash *h = hash_open();
    hash_source(h, m->source);
    hash_config(h, m->cfg);
    for (int i = 0; i < m->log->n_fields; i++) hash_words(h, m->field[i].words);
    hash_own(h, m);
    hash_take(h, full);
    hash_close(h);
    memcpy(m->digest, full, sizeof m->digest);
}

struct mapping *mapping_open(struct arena *a, const struct config *cfg, const struct source *src, struct err *e) {
    const struct log *log = logs_find(str_of(src->table));
    if (!log) {
        err_set(e, ERR_CONFIG, "%s:%d: source %s: `%s` is no table; docs/logs.md lists them", cfg->path, src->line,
                src->name, src->table);
        return NULL;
    }
    struct mapping *m = arena_zero(a, sizeof *m);
    *m = (struct mapping){.cfg = cfg, .source = src, .log = log, .aliases = alias_open(a, cfg)};
    intern_init(&m->not_customers);
    for (size_t i = 0; i < cfg->not_customers.n; i++)
        intern_add(&m->not_customers, fold_key(a, str_of(cfg->not_customers.name[i])));
    for (int i = 0; i < log->n_fields; i++) m->field[i] = prepare(m, &log->field[i]);
    m->n_own = own_fields(a, cfg, log, m->own_field);
    for (int i = 0; i < m->n_own; i++) m->own[i] = prepare(m, &m->own_field[i]);
    m->status = prepare(m, &logs_status);
    m->updated = prepare(m, &logs_updated);
    m->at.customer_id = logs_field(log, "customer_id");
    m->at.customer_name = logs_field(log, "customer_name");
    m->at.unit = logs_field(log, "unit");
    m->at.site = logs_field(log, "site");
    m->at.anonymous = logs_field(log, "anonymous");
    m->at.event_id = logs_field(log, "event_id");
    int without = src->ignore_without ? logs_field(log, src->ignore_without) : -1;
    if (without >= 0) m->without = &m->field[without];
    check_fields(m, e);
    take_digest(m);
    return m;
}

static void free_words(struct lexicon *w) {
    if (w) lexicon_release(w);
    mem_free(w);
}

void mapping_close(struct mapping *m) {
    if (!m) return;
    for (int i = 0; i < m->log->n_fields; i++) free_words(m->field[i].words);
    for (int i = 0; i < m->n_own; i++) free_words(m->own[i].words);
    free_words(m->status.words);
    free_words(m->updated.words);
    intern_release(&m->not_customers);
}

/* The first column with that header, and where `unused` is asked one that feeds nothing yet; else -1. */
static int column_of(const struct mapping *m, struct arena *a, struct str name, bool unused) {
    struct str want = fold_word(a, name);
    for (int c = 0; c < m->n_headers && want.n; c++)
        if (!(unused && m->feeds[c]) && str_eq(m->folded[c], want)) return c;
    return -1;
}

static void feed(struct mapping *m, struct mapped *to, int column, bool by_config) {
    if (column < 0) return;
    to->column = column;
    to->by_config = by_config;
    m->feeds[column] = to->field->name;
}

/* A column may feed several fields when the configuration says so. */
static void bind_config(struct mapping *m, struct arena *a, struct mapped *f) {
    const char *header = pair_to(m->source->columns, m->source->n_columns, f->field->name);
    f->column = -1;
    f->by_config = false;
    if (header && !f->constant) feed(m, f, column_of(m, a, str_of(header), false), true);
}

static void bind_builtin(struct mapping *m, struct arena *a, struct mapped *f) {
    if (f->column >= 0 || f->constant || pair_to(m->source->columns, m->source->n_columns, f->field->name)) return;
    feed(m, f, column_of(m, a, str_of(f->field->name), true), false);
    for (struct str rest = str_of(f->field->headers), name; f->column < 0 && str_split(&rest, '|', &name);)
        feed(m, f, column_of(m, a, name, true), false);
}

static bool numbered(const char *header) {
    if (header[0] != 'Q' && header[0] != 'q') return false;
    const char *p = header + 1;
    while (*p >= '0' && *p <= '9') p++;
    return p > header + 1 && !*p;
}

static void add_item(struct mapping *m, const char *name, int column) {
    if (column < 0 || m->n_items == MAPPING_ITEMS_MAX) return;
    m->item[m->n_items++] = (struct mapping_item){name, column, values_of(m->source, name)};
    m->feeds[column] = name;
}

static void bind_items(struct mapping *m, struct arena *a) {
    m->n_items = 0;
    if (!has_items(m->log)) return;
    for (size_t i = 0; i < m->source->n_columns; i++) {
        const struct pair *p = &m->source->columns[i];
        if (is_item(m->log, p->from)) add_item(m, p->from, column_of(m, a, str_of(p->to), true));
    }
    for (int c = 0; c < m->n_headers; c++)
        if (!m->feeds[c] && numbered(m->header[c])) add_item(m, m->header[c], c);
}

static void list_gaps(struct mapping *m, struct arena *a) {
    struct buf missing, unmapped;
    buf_init(&missing);
    buf_init(&unmapped);
    for (int i = 0; i < m->log->n_fields; i++) {
        const struct mapped *f = &m->field[i];
        if (!(f->field->flags & LOG_REQUIRED) || f->column >= 0 || f->constant) continue;
        buf_printf(&missing, "%s%s", missing.n ? ", " : "", f->field->name);
        struct str rest = str_of(f->field->headers), first;
        if (str_split(&rest, '|', &first) && first.n) buf_printf(&missing, " (%.*s)", STR_ARG(first));
    }
    for (int c = 0; c < m->n_headers; c++)
        if (!m->feeds[c] && m->header[c][0]) buf_printf(&unmapped, "%s%s", unmapped.n ? ";" : "", m->header[c]);
    m->missing = arena_cstr(a, buf_view(&missing));
    m->unmapped = arena_cstr(a, buf_view(&unmapped));
    buf_release(&missing);
    buf_release(&unmapped);
}

/* Columns that the configuration names and the file does not have. */
static void list_absent(struct mapping *m, struct arena *a) {
    struct buf b;
    buf_init(&b);
    for (size_t i = 0; i < m->source->n_columns; i++) {
        const struct pair *p = &m->source->columns[i];
        if (column_of(m, a, str_of(p->to), false) >= 0) continue;
        buf_printf(&b, "%sno column is headed `%s`, which `columns:` names for %s", b.n ? "; " : "", p->to, p->from);
    }
    m->absent = b.n ? arena_cstr(a, buf_view(&b)) : NULL;
    buf_release(&b);
}

static void find_duplicate(struct mapping *m) {
    m->duplicate = NULL;
    for (int c = 0; c < m->n_headers; c++)
        for (int d = 0; d < c && m->folded[c].n; d++)
            if ((m->feeds[c] || m->feeds[d]) && str_eq(m->folded[c], m->folded[d])) m->duplicate = m->header[c];
}

static void note_heads(struct mapping *m) {
    memset(m->heads, 0, sizeof m->heads);
    for (int c = 0; c < m->n_headers; c++)
        if (m->header[c][0]) m->heads[(unsigned char)m->header[c][0]] = true;
        else memset(m->heads, 1, sizeof m->heads);
}

bool mapping_bind(struct mapping *m, struct arena *a, const struct row *head) {
    m->n_headers = head->n;
    m->dates = arena_zero(a, sizeof *m->dates);
    m->header = arena_alloc(a, (size_t)(head->n + 1) * sizeof *m->header);
    m->feeds = arena_zero(a, (size_t)(head->n + 1) * sizeof *m->feeds);
    m->folded = arena_alloc(a, (size_t)(head->n + 1) * sizeof *m->folded);
    m->header_length = arena_alloc(a, (size_t)(head->n + 1) * sizeof *m->header_length);
    for (int c = 0; c < head->n; c++) {
        m->header[c] = arena_cstr(a, str_trim(head->field[c]));
        m->header_length[c] = strlen(m->header[c]);
        m->folded[c] = fold_word(a, str_of(m->header[c]));
    }
    note_heads(m);
    for (int i = 0; i < m->log->n_fields; i++) bind_config(m, a, &m->field[i]);
    for (int i = 0; i < m->n_own; i++) bind_config(m, a, &m->own[i]);
    bind_config(m, a, &m->status);
    bind_config(m, a, &m->updated);
    for (int i = 0; i < m->log->n_fields; i++) bind_builtin(m, a, &m->field[i]);
    for (int i = 0; i < m->n_own; i++) bind_builtin(m, a, &m->own[i]);
    bind_builtin(m, a, &m->status);
    bind_builtin(m, a, &m->updated);
    bind_items(m, a);
    list_gaps(m, a);
    list_absent(m, a);
    find_duplicate(m);
    return !m->missing[0] && !m->duplicate;
}

void mapping_refuse(const struct mapping *m, const char *path, struct err *e) {
    if (m->duplicate) {
        err_set(e, ERR_DATA, "%s:1: two columns are headed `%s`; rename one of them", path, m->duplicate);
        return;
    }
    struct buf found;
    buf_init(&found);
    for (int c = 0; c < m->n_headers && found.n < 300; c++) buf_printf(&found, "%s%s", c ? ", " : "", m->header[c]);
    err_set(e, ERR_DATA, "%s:1: no column for required %s; found: %s; name the column under `columns:` of source %s",
            path, m->missing, found.p, m->source->name);
    buf_release(&found);
}

static bool is_header(const struct mapping *m, struct str cell, int c) { return str_is(str_trim(cell), m->header[c]); }

static bool same_header(const struct mapping *m, const struct row *row) {
    for (int c = 0; c < row->n; c++)
        if (!is_header(m, row->field[c], c)) return false;
    return true;
}

/* Whether the cells are the headers in another order. */
static bool same_set(const struct mapping *m, const struct row *row) {
    bool used[ROW_COLUMNS_MAX] = {false};
    for (int i = 0; i < row->n; i++) {
        int c = 0;
        while (c < m->n_headers && (used[c] || !is_header(m, row->field[i], c))) c++;
        if (c == m->n_headers) return false;
        used[c] = true;
    }
    return true;
}

static bool begins_any(const struct mapping *m, struct str cell) {
    for (size_t i = 0; i < cell.n; i++)
        if (m->heads[(unsigned char)cell.p[i]]) return true;
    return m->heads[0];
}

enum mapping_heading mapping_heading(const struct mapping *m, const struct row *row) {
    if (row->n != m->n_headers || row->fault || row->n == 0) return HEADING_NONE;
    size_t n = row->field[0].n;
    if (!begins_any(m, row->field[0])) return HEADING_NONE;
    bool may = false;
    for (int c = 0; c < m->n_headers && !may; c++) /* most rows are told from a header by the first cell's length */
        may = n >= m->header_length[c] && n <= m->header_length[c] + 16 &&
              memmem(row->field[0].p, n, m->header[c], m->header_length[c]);
    if (!may) return HEADING_NONE;
    return same_header(m, row) ? HEADING_SAME : same_set(m, row) ? HEADING_OTHER : HEADING_NONE;
}

bool mapping_ignores(const struct mapping *m, const struct row *row) {
    int c = m->without ? m->without->column : -1;
    return c >= 0 && c < row->n && !row->fault && !str_trim(row->field[c]).n;
}

static bool head_has(struct arena *a, const struct row *head, struct str name) {
    struct str want = fold_word(a, name);
    for (int c = 0; c < head->n; c++)
        if (str_eq(fold_word(a, head->field[c]), want)) return true;
    return false;
}

int mapping_fit(const struct log *log, const struct row *head) {
    struct arena a;
    arena_init(&a);
    int fit = 0;
    for (int i = 0; i < log->n_fields; i++) {
        const struct log_field *f = &log->field[i];
        bool has = head_has(&a, head, str_of(f->name));
        for (struct str rest = str_of(f->headers), name; !has && str_split(&rest, '|', &name);)
            has = name.n && head_has(&a, head, name);
        bool needed = f->flags & LOG_REQUIRED;
        fit += has ? 1 + needed : -2 * needed;
    }
    arena_release(&a);
    return fit;
}
