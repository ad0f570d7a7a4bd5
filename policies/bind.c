#include "policies/bind.h"
#include "base/civil.h"
#include "policies/scalar.h"

static void *field(void *row, size_t offset) { return (char *)row + offset; }
static void put_ptr(void *row, size_t offset, const void *p) { memcpy(field(row, offset), &p, sizeof p); }
static void put_int(void *row, size_t offset, int v) { memcpy(field(row, offset), &v, sizeof v); }
static void put_size(void *row, size_t offset, size_t n) { memcpy(field(row, offset), &n, sizeof n); }

/* ---- words ---- */

static const char *vocab_word(const struct bind *b, const struct bind_vocab *v, size_t i) {
    size_t n = 0;
    for (; v->list && v->list[n]; n++)
        if (n == i) return v->list[n];
    return v->at ? v->at(b->top, i - n) : NULL;
}

int bind_place(const struct bind *b, const struct bind_vocab *v, struct str s) {
    const char *w;
    for (size_t i = 0; (w = vocab_word(b, v, i)); i++)
        if (str_is(s, w)) return (int)i;
    return -1;
}

/* Within a third of its letters, at least two; else the first word that s begins, or that begins s. */
const char *bind_nearest(const struct bind *b, const struct bind_vocab *v, struct str s) {
    size_t best = s.n / 3 > 2 ? s.n / 3 + 1 : 3;
    const char *found = NULL, *start = NULL, *w;
    for (size_t i = 0; (w = vocab_word(b, v, i)); i++) {
        size_t n = strlen(w), shorter = n < s.n ? n : s.n, d = str_distance(s, str_of(w), best);
        if (d < best && d < n) best = d, found = w;
        if (!start && shorter >= 3 && memcmp(w, s.p, shorter) == 0) start = w;
    }
    return found ? found : start;
}

/* «; did you mean «x»?», or the first words known, or nothing. */
const char *bind_advice(const struct bind *b, const struct bind_vocab *v, struct str s) {
    const char *w = v ? bind_nearest(b, v, s) : NULL;
    if (w) return arena_printf(b->a, "; did you mean «%s»?", w);
    const char *list = "";
    for (size_t i = 0; v && i < 40 && (w = vocab_word(b, v, i)); i++)
        list = arena_printf(b->a, "%s%s%s", list, i ? ", " : "; known: ", w);
    return list;
}

static const char *shown(const struct bind *b, const struct yaml_node *v) {
    if (v->kind == YAML_LIST) return "a list";
    if (v->kind == YAML_MAP) return "a mapping";
    return arena_printf(b->a, "«%s»", yaml_shown(b->a, v->text));
}

void bind_wrong(struct bind *b, const struct yaml_node *at, const char *expected, const struct bind_vocab *near) {
    if (err_is(b->e)) return;
    const char *tail = near && at->kind == YAML_SCALAR ? bind_advice(b, near, at->text) : "";
    const char *key = at->key ? arena_printf(b->a, "%s: ", yaml_shown(b->a, at->key->text)) : "";
    yaml_error(at, b->e, "%sfound %s, expected %s%s", key, shown(b, at), expected, tail);
}

bool bind_not_set(const struct yaml_node *v) { return v->kind == YAML_SCALAR && str_is(v->text, "not_set"); }

const char *bind_text(struct bind *b, const struct yaml_node *v) {
    struct str s = v->kind == YAML_SCALAR ? str_trim(v->text) : str_none();
    if (s.n && !memchr(s.p, '\n', s.n) && !memchr(s.p, '\t', s.n)) return arena_cstr(b->a, s);
    bind_wrong(b, v, "one line of text", NULL);
    return NULL;
}

/* ---- single values ---- */

static void bind_code(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    if (v->kind == YAML_SCALAR && scalar_code(v->text) && !bind_not_set(v))
        put_ptr(row, k->offset, arena_cstr(b->a, v->text));
    else bind_wrong(b, v, "a short name of ASCII letters, digits, _ - .", NULL);
}

static void bind_word(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    int i = v->kind == YAML_SCALAR ? bind_place(b, k->vocab, v->text) : -1;
    if (i < 0) bind_wrong(b, v, k->vocab->what, k->vocab);
    else if (k->type == BIND_ENUM) put_int(row, k->offset, i);
    else put_ptr(row, k->offset, arena_cstr(b->a, v->text));
}

static void bind_names(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    const struct yaml_node *item = v->kind == YAML_SCALAR ? v : v->first;
    size_t n = 0;
    if (v->kind == YAML_MAP) bind_wrong(b, v, k->vocab ? k->vocab->what : "a list of texts", NULL);
    if (!item && k->flags & BIND_NOT_EMPTY) yaml_error(v, b->e, "%s: the list is empty", k->name);
    const char **list = arena_zero(b->a, (v->n + 1) * sizeof *list);
    for (; item && !err_is(b->e); item = v->kind == YAML_LIST ? item->next : NULL) {
        const char *s = bind_text(b, item);
        if (s && k->vocab && bind_place(b, k->vocab, str_of(s)) < 0) bind_wrong(b, item, k->vocab->what, k->vocab);
        for (size_t i = 0; s && i < n; i++)
            if (strcmp(list[i], s) == 0) yaml_error(item, b->e, "%s: found «%s» twice", k->name, s);
        list[n++] = s;
    }
    put_ptr(row, k->offset, list);
    put_size(row, k->count, n);
}

static void bind_fraction(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct fraction f = {0};
    bool ok = v->kind == YAML_SCALAR && (bind_not_set(v) || scalar_fraction(v->text, &f));
    if (!ok || f.num > (f.set ? f.den : 0) || (k->type == BIND_SHARE && !f.set)) {
        bind_wrong(b, v, "a share from 0 to 1, such as 30 %, 0.3 or 1/2, or not_set", NULL);
        return;
    }
    double share = f.set ? (double)f.num / (double)f.den : 0;
    if (k->type == BIND_SHARE) memcpy(field(row, k->offset), &share, sizeof share);
    else memcpy(field(row, k->offset), &f, sizeof f);
}

static void bind_number(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    int64_t n = 0;
    bool ok = v->kind == YAML_SCALAR && (k->type == BIND_MICRO ? scalar_micro(v->text, &n) : scalar_int(v->text, &n));
    int64_t unit = k->type == BIND_MICRO ? 1000000 : 1;
    if (!ok || n < k->min || n > k->max) {
        bind_wrong(b, v,
                   arena_printf(b->a, "a %snumber from %lld to %lld", unit == 1 ? "whole " : "",
                                (long long)(k->min / unit), (long long)(k->max / unit)),
                   NULL);
        return;
    }
    if (k->type == BIND_INT) put_int(row, k->offset, (int)n);
    else memcpy(field(row, k->offset), &n, sizeof n);
}

static bool span_fits(const struct bind_key *k, struct span s) {
    if (!s.set) return !(k->units & BIND_GIVEN);
    return k->units & 1u << s.unit && (s.n >= 0 || k->units & BIND_NEGATIVE);
}

static void bind_span(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    static const char *const names[] = {"min", "h", "d", "wd", "w", "m", "y"};
    struct span s = {0};
    bool ok = v->kind == YAML_SCALAR && (bind_not_set(v) || scalar_span(v->text, &s));
    if (ok && span_fits(k, s)) {
        memcpy(field(row, k->offset), &s, sizeof s);
        return;
    }
    const char *list = "";
    for (unsigned i = SPAN_MINUTE; i <= SPAN_YEAR; i++)
        if (k->units & 1u << i) list = arena_printf(b->a, "%s%s%s", list, *list ? ", " : "", names[i]);
    bind_wrong(b, v,
               arena_printf(b->a, "a length of time in %s, such as 3 %.*s%s", list, (int)strcspn(list, ","), list,
                            k->units & BIND_GIVEN ? "" : ", or not_set"),
               NULL);
}

static void bind_days(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct span s = {0};
    int64_t n = -1;
    bool months = k->type == BIND_MONTHS;
    if (v->kind == YAML_SCALAR && scalar_span(v->text, &s)) {
        if (months) n = s.unit == SPAN_MONTH ? s.n : s.unit == SPAN_YEAR ? (int64_t)s.n * 12 : -1;
        else n = s.unit == SPAN_DAY ? s.n : s.unit == SPAN_WEEK ? (int64_t)s.n * 7 : -1;
    }
    if (n >= k->min && n <= k->max) put_int(row, k->offset, (int)n);
    else
        bind_wrong(
            b, v,
            arena_printf(b->a, "%s to %lld %s",
                         months ? "months or years, such as 24 m or 2 y, up" : "days or weeks, such as 7 d or 1 w, up",
                         (long long)k->max, months ? "months" : "days"),
            NULL);
}

static void bind_minute(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    int minute;
    if (v->kind == YAML_SCALAR && scalar_minute(v->text, &minute)) put_int(row, k->offset, minute);
    else bind_wrong(b, v, "a time of day such as 08:30", NULL);
}

static void bind_day(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    int32_t day;
    if (v->kind == YAML_SCALAR && civil_parse_day(v->text, &day)) memcpy(field(row, k->offset), &day, sizeof day);
    else bind_wrong(b, v, "a date such as 2026-10-03", NULL);
}

static void bind_bool(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    static const char *const both[] = {"true", "false", NULL};
    static const struct bind_vocab vocab = {"true or false", both, NULL};
    bool yes;
    if (v->kind == YAML_SCALAR && scalar_bool(v->text, &yes)) memcpy(field(row, k->offset), &yes, sizeof yes);
    else bind_wrong(b, v, vocab.what, v->kind == YAML_SCALAR && bind_nearest(b, &vocab, v->text) ? &vocab : NULL);
}

/* ---- small structs ---- */

static const struct bind_key words_keys[] = {
    BIND_KEY("zh", BIND_TEXT, BIND_REQUIRED, offsetof(struct words, zh)),
    BIND_KEY("en", BIND_TEXT, BIND_OPTIONAL, offsetof(struct words, en)),
    BIND_END,
};
static const struct bind_table words_table = {
    "a title in Chinese and English", words_keys, sizeof(struct words), NULL, NULL, NULL};

static struct words read_words(struct bind *b, const struct yaml_node *v) {
    struct words w = {0};
    if (v->kind == YAML_MAP) bind_map(b, &words_table, v, &w);
    else w.zh = bind_text(b, v);
    if (!w.en) w.en = w.zh;
    return w;
}

static const char *const strengths[] = {"must", "should", "aim", "may", NULL};
static const struct bind_vocab strength_vocab = {"a strength", strengths, NULL};
static const struct bind_key clause_keys[] = {
    BIND_KEY("number", BIND_TEXT, BIND_REQUIRED, offsetof(struct clause, no)),
    BIND_KEY("text", BIND_TEXT, BIND_OPTIONAL, offsetof(struct clause, text)),
    BIND_KEY("strength", BIND_ENUM, BIND_OPTIONAL, offsetof(struct clause, strength), .vocab = &strength_vocab),
    BIND_END,
};
static const struct bind_table clause_table = {"a clause", clause_keys, sizeof(struct clause), NULL, NULL, NULL};

static void bind_clause(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct clause c = {0};
    if (v->kind == YAML_MAP) bind_map(b, &clause_table, v, &c);
    else c.no = bind_text(b, v);
    c.line = v->line;
    memcpy(field(row, k->offset), &c, sizeof c);
}

static void bind_titles(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    if (v->kind != YAML_MAP) bind_wrong(b, v, "a mapping of codes to titles", NULL);
    struct bind_title *list = arena_zero(b->a, (v->n + 1) * sizeof *list);
    size_t n = 0;
    for (const struct yaml_node *i = v->first; i && !err_is(b->e); i = i->next) {
        if (!scalar_code(i->key->text) || str_is(i->key->text, "not_set"))
            bind_wrong(b, i->key, "a short name of ASCII letters, digits, _ - .", NULL);
        list[n] = (struct bind_title){arena_cstr(b->a, i->key->text), read_words(b, i)};
        for (size_t j = 0; j < n && !err_is(b->e); j++) /* logs may name it by its title */
            if (strcmp(list[j].title.zh, list[n].title.zh) == 0)
                yaml_error(i, b->e, "%s: the title «%s» stands for «%s» too", list[n].code, list[n].title.zh,
                           list[j].code);
        n++;
    }
    if (!n && k->flags & BIND_NOT_EMPTY) yaml_error(v, b->e, "%s: the list is empty", k->name);
    put_ptr(row, k->offset, list);
    put_size(row, k->count, n);
}

static void bind_pairs(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    if (v->kind != YAML_MAP) bind_wrong(b, v, "a mapping of text to text", NULL);
    struct bind_pair *list = arena_zero(b->a, (v->n + 1) * sizeof *list);
    size_t n = 0;
    for (const struct yaml_node *i = v->first; i && !err_is(b->e); i = i->next) {
        if (k->vocab && bind_place(b, k->vocab, i->key->text) < 0) bind_wrong(b, i->key, k->vocab->what, k->vocab);
        list[n++] = (struct bind_pair){arena_cstr(b->a, i->key->text), bind_text(b, i)};
    }
    put_ptr(row, k->offset, list);
    put_size(row, k->count, n);
}

/* ---- mappings and lists of them ---- */

static const struct bind_key *find_key(const struct bind_table *t, struct str name) {
    for (const struct bind_key *k = t->key; k->name; k++)
        if (str_is(name, k->name)) return k;
    return NULL;
}

static const char *key_name(const void *top, size_t i) { return ((const struct bind_table *)top)->key[i].name; }

static void check_keys(struct bind *b, const struct bind_table *t, const struct yaml_node *map) {
    static const struct bind_vocab names = {"a key", NULL, key_name};
    struct bind keys = {b->a, t, b->e};
    for (const struct yaml_node *v = map->first; v && !err_is(b->e); v = v->next)
        if (!find_key(t, v->key->text))
            yaml_error(v->key, b->e, "found the key «%s», which %s does not have%s", yaml_shown(b->a, v->key->text),
                       t->what, bind_advice(&keys, &names, v->key->text));
}

void bind_map(struct bind *b, const struct bind_table *t, const struct yaml_node *map, void *row) {
    if (t->defaults) memcpy(row, t->defaults, t->size);
    else memset(row, 0, t->size);
    if (map->kind != YAML_MAP) bind_wrong(b, map, arena_printf(b->a, "%s, a mapping", t->what), NULL);
    if (err_is(b->e)) return;
    check_keys(b, t, map);
    for (const struct bind_key *k = t->key; k->name && !err_is(b->e); k++) {
        const struct yaml_node *v = yaml_get(map, k->name);
        if (!v && k->flags & BIND_REQUIRED) yaml_error(map, b->e, "%s lacks the key «%s»", t->what, k->name);
        if (!v) continue;
        bind_value(b, k, v, row);
        bool there = !bind_not_set(v);
        if (k->has) memcpy(field(row, k->has), &there, sizeof there);
    }
    if (!err_is(b->e) && t->check) t->check(b, map, row);
}

/* No two rows may have the same value under the identity key. */
static void check_identity(struct bind *b, const struct bind_table *t, const struct yaml_node *list) {
    for (const struct yaml_node *i = list->first; i && t->identity; i = i->next) {
        const struct yaml_node *id = yaml_get(i, t->identity);
        for (const struct yaml_node *j = list->first; id && j != i; j = j->next) {
            const struct yaml_node *other = yaml_get(j, t->identity);
            if (other && str_eq(id->text, other->text) && id->kind == YAML_SCALAR && other->kind == YAML_SCALAR)
                yaml_error(id, b->e, "%s: found «%s» twice, first in line %d", t->identity, yaml_shown(b->a, id->text),
                           other->line);
        }
    }
}

static void bind_rows(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    if (v->kind != YAML_LIST) bind_wrong(b, v, arena_printf(b->a, "a list, each item %s", k->table->what), NULL);
    else if (!v->n && k->flags & BIND_NOT_EMPTY) yaml_error(v, b->e, "%s: the list is empty", k->name);
    char *rows = arena_zero(b->a, (v->n + 1) * k->table->size);
    size_t n = 0;
    put_ptr(row, k->offset, rows);
    for (const struct yaml_node *i = v->first; i && !err_is(b->e); i = i->next) {
        bind_map(b, k->table, i, rows + n * k->table->size);
        put_size(row, k->count, ++n);
    }
    if (!err_is(b->e)) check_identity(b, k->table, v);
}

void bind_value(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    switch (k->type) {
    case BIND_TEXT: put_ptr(row, k->offset, bind_text(b, v)); return;
    case BIND_CODE: bind_code(b, k, v, row); return;
    case BIND_NAME:
    case BIND_ENUM: bind_word(b, k, v, row); return;
    case BIND_NAMES: bind_names(b, k, v, row); return;
    case BIND_BOOL: bind_bool(b, k, v, row); return;
    case BIND_INT:
    case BIND_MICRO:
    case BIND_NUMBER: bind_number(b, k, v, row); return;
    case BIND_FRACTION:
    case BIND_SHARE: bind_fraction(b, k, v, row); return;
    case BIND_SPAN: bind_span(b, k, v, row); return;
    case BIND_DAYS:
    case BIND_MONTHS: bind_days(b, k, v, row); return;
    case BIND_MINUTE: bind_minute(b, k, v, row); return;
    case BIND_DAY: bind_day(b, k, v, row); return;
    case BIND_PAIRS: bind_pairs(b, k, v, row); return;
    case BIND_CUSTOM: k->custom(b, k, v, row); return;
    case BIND_WORDS: {
        struct words w = read_words(b, v);
        memcpy(field(row, k->offset), &w, sizeof w);
        return;
    }
    case BIND_CLAUSE:
    case BIND_TITLES:
    case BIND_TABLE:
    case BIND_TABLES: break;
    }
    if (bind_not_set(v)) return;
    if (k->type == BIND_CLAUSE) bind_clause(b, k, v, row);
    else if (k->type == BIND_TITLES) bind_titles(b, k, v, row);
    else if (k->type == BIND_TABLE) bind_map(b, k->table, v, field(row, k->offset));
    else bind_rows(b, k, v, row);
}

/* ---- one tree over another ---- */

static struct yaml_node *copy_node(struct bind *b, const struct yaml_node *n) {
    struct yaml_node *c = arena_alloc(b->a, sizeof *c);
    *c = *n;
    c->next = NULL;
    return c;
}

static void append(struct yaml_node *parent, struct yaml_node ***at, struct yaml_node *n) {
    **at = n;
    *at = &n->next;
    parent->n++;
}

static struct yaml_node *row_of(const struct yaml_node *list, const char *identity, struct str name) {
    for (struct yaml_node *i = list->first; i; i = i->next) {
        const struct yaml_node *id = yaml_get(i, identity);
        if (id && id->kind == YAML_SCALAR && str_eq(id->text, name)) return i;
    }
    return NULL;
}

/* Whether the row says `drop: true`; any other value of drop is an error. */
static bool drops(struct bind *b, const struct yaml_node *row) {
    const struct yaml_node *v = yaml_get(row, "drop");
    if (v && !str_is(v->text, "true")) bind_wrong(b, v, "true", NULL);
    if (v && row->n != 2) yaml_error(v, b->e, "drop: stands beside nothing but the name of the row to drop");
    return v != NULL;
}

static struct yaml_node *merge_maps(struct bind *b, const struct bind_table *t, struct yaml_node *parent,
                                    struct yaml_node *child);

/* Rows of one name are merged key by key in the parent's place; new names follow. */
static struct yaml_node *merge_rows(struct bind *b, const struct bind_table *t, struct yaml_node *parent,
                                    struct yaml_node *child) {
    struct yaml_node *out = copy_node(b, child), **at = &out->first;
    out->first = NULL;
    out->n = 0;
    for (struct yaml_node *i = parent->first; i; i = i->next) {
        const struct yaml_node *id = yaml_get(i, t->identity);
        struct yaml_node *mine = id ? row_of(child, t->identity, id->text) : NULL;
        if (!mine) append(out, &at, copy_node(b, i));
        else if (!drops(b, mine)) append(out, &at, merge_maps(b, t, i, mine));
    }
    for (struct yaml_node *i = child->first; i; i = i->next) {
        const struct yaml_node *id = yaml_get(i, t->identity);
        if (id && row_of(parent, t->identity, id->text)) continue;
        if (drops(b, i)) yaml_error(i, b->e, "drop: the policy that this one extends has no such row");
        append(out, &at, copy_node(b, i));
    }
    return out;
}

static struct yaml_node *merge_value(struct bind *b, const struct bind_key *k, struct yaml_node *parent,
                                     struct yaml_node *child) {
    if (k && parent->kind == child->kind) {
        bool section = k->type == BIND_TABLE || (k->type == BIND_CUSTOM && k->table);
        if (section && child->kind == YAML_MAP) return merge_maps(b, k->table, parent, child);
        if (k->type == BIND_TITLES && child->kind == YAML_MAP) return merge_maps(b, NULL, parent, child);
        if (k->type == BIND_TABLES && child->kind == YAML_LIST && k->table->identity)
            return merge_rows(b, k->table, parent, child);
    }
    return copy_node(b, child);
}

static struct yaml_node *merge_maps(struct bind *b, const struct bind_table *t, struct yaml_node *parent,
                                    struct yaml_node *child) {
    struct yaml_node *out = copy_node(b, child), **at = &out->first;
    out->first = NULL;
    out->n = 0;
    for (struct yaml_node *v = parent->first; v; v = v->next) {
        struct yaml_node *mine = yaml_get(child, arena_cstr(b->a, v->key->text));
        append(out, &at, mine ? merge_value(b, t ? find_key(t, v->key->text) : NULL, v, mine) : copy_node(b, v));
    }
    for (struct yaml_node *v = child->first; v; v = v->next)
        if (!yaml_get(parent, arena_cstr(b->a, v->key->text))) append(out, &at, copy_node(b, v));
    return out;
}

struct yaml_node *bind_merge(struct bind *b, const struct bind_table *t, struct yaml_node *parent,
                             struct yaml_node *child) {
    return merge_maps(b, t, parent, child);
}
