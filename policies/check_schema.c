/* The rows of `checks` (docs/policy-format.md): something that must be there, follow within a time or by a day. */
#include "policies/check_schema.h"
#include "policies/codes.h"
#include "policies/policy_schema.h"

static const char *kind_at(const void *top, size_t i) {
    (void)top;
    return i < ROW_KINDS ? row_kind_name((enum row_kind)i) : NULL;
}
static const struct bind_vocab kind_vocab = {"a kind of row", NULL, kind_at};

/* ---- conditions on rows ---- */

static void bind_where(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    const struct check_rule *c = row;
    if (c->of == ROW_EVENT)
        yaml_error(v, b->e, "where is about rows of another log; tests on the event stand under condition");
    else condition_bind_where(b, k, v, c->of, true, row);
}

static void bind_condition(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    condition_bind_open(b, k, v, ROW_EVENT, row);
}

static void bind_count_where(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    const struct check_rule *c = row;
    if (c->of == ROW_EVENT) bind_where(b, k, v, row);
    else condition_bind_where(b, k, v, c->of, false, row);
}

static void bind_is(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    condition_bind_on(b, k, v, ((const struct check_rule *)row)->of, row);
}

static void bind_with(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct check_rule *c = row;
    if (c->needs != NEEDS_ROW) {
        yaml_error(v, b->e, "with is about needed rows, and needs names none");
        return;
    }
    condition_bind_on(b, k, v, c->needs_kind, row);
    for (size_t i = 0; i < c->with.n; i++)
        c->with_phase |= c->needs_kind == ROW_VISIT && c->with.item[i].field == VISIT_phase;
}

/* ---- needs ---- */

/* Kinds of rows that are needed by a word: the step's kind, the custody's step, the answer's item, the spot check's kind. */
static bool wants_word(enum row_kind k) {
    return k == ROW_STEP || k == ROW_CUSTODY || k == ROW_ANSWER || k == ROW_CHECK;
}

static bool needs_row(struct bind *b, const struct yaml_node *v, struct check_rule *c) {
    struct str rest = str_trim(v->text), first = str_none();
    str_split(&rest, ' ', &first);
    rest = str_trim(rest);
    enum row_kind kind;
    if (!row_kind_find(first, &kind) || kind == ROW_EVENT || wants_word(kind) != (rest.n > 0)) return false;
    if (kind == ROW_STEP && bind_place(b, &codes_steps, rest) < 0) {
        struct yaml_node word = *v;
        word.text = rest;
        bind_wrong(b, &word, codes_steps.what, &codes_steps);
    }
    c->needs = NEEDS_ROW;
    c->needs_kind = kind;
    c->needs_word = rest.n ? arena_cstr(b->a, rest) : NULL;
    return true;
}

/* `grant to`: an approval in the log grants for whom that column of a custody row names. */
static bool needs_grant(struct bind *b, const struct yaml_node *v, struct check_rule *c) {
    struct str rest = str_trim(v->text), first = str_none();
    str_split(&rest, ' ', &first);
    if (!str_is(first, "grant")) return false;
    rest = str_trim(rest);
    c->needs = NEEDS_GRANT;
    c->needs_column = str_is(rest, "by") ? CUSTODY_by : CUSTODY_to;
    if (c->of != ROW_CUSTODY || !(str_is(rest, "by") || str_is(rest, "to")))
        bind_wrong(b, v, "grant by or grant to, of rows of custody", NULL);
    return true;
}

static void bind_needs(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct check_rule *c = row;
    (void)k;
    if (v->kind == YAML_SCALAR && (needs_grant(b, v, c) || needs_row(b, v, c))) return;
    c->needs = NEEDS_COLUMN;
    if (!condition_column(b, v, c->of, &c->needs_column))
        bind_wrong(b, v,
                   arena_printf(b->a,
                                "%s, or visit, finding, action, plan, letter, step KIND, custody STEP, answer ITEM, "
                                "check KIND",
                                condition_columns[c->of].what),
                   &condition_columns[c->of]);
}

/* What must not come: such a row, or the problem again. */
static void bind_never(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct check_rule *c = row;
    (void)k;
    if (c->needs != NEEDS_NOTHING) {
        yaml_error(v, b->e, "a check has needs or never");
        return;
    }
    c->never = true;
    if (v->kind == YAML_SCALAR && needs_row(b, v, c)) return;
    if (v->kind != YAML_SCALAR || !str_is(v->text, "repeat"))
        bind_wrong(b, v,
                   "repeat, visit, finding, action, plan, letter, step KIND, custody STEP, answer ITEM or check KIND",
                   NULL);
    c->needs = NEEDS_ROW;
    c->needs_kind = ROW_EVENT;
}

/* The names of a list one by one, each with its place: a list of one may stand without brackets. */
static const struct yaml_node *first_name(struct bind *b, const struct bind_key *k, const struct yaml_node *v,
                                          size_t *n) {
    struct names list = {0};
    struct bind_key names =
        BIND_KEY(k->name, BIND_NAMES, BIND_NOT_EMPTY, offsetof(struct names, name), .count = offsetof(struct names, n));
    bind_value(b, &names, v, &list);
    *n = err_is(b->e) ? 0 : list.n;
    return v->kind == YAML_SCALAR ? v : v->first;
}

static bool is_text(struct bind *b, enum row_kind kind, int f) {
    return row_column_type(((const struct policy *)b->top)->further, kind, f) == FIELD_TEXT;
}

/* A column by its name in both logs. */
static void bind_same(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct check_rule *c = row;
    if (c->needs != NEEDS_ROW) {
        yaml_error(v, b->e, "same compares with needed rows, and needs names none");
        return;
    }
    size_t n;
    const struct yaml_node *name = first_name(b, k, v, &n);
    c->same = arena_zero(b->a, (n + 1) * sizeof *c->same);
    for (; c->n_same < n && !err_is(b->e); c->n_same++, name = name->next) {
        int *pair = c->same[c->n_same];
        if (!condition_column(b, name, c->of, &pair[0]))
            bind_wrong(b, name, condition_columns[c->of].what, &condition_columns[c->of]);
        else if (!condition_column(b, name, c->needs_kind, &pair[1]) || !is_text(b, c->of, pair[0]) ||
                 !is_text(b, c->needs_kind, pair[1]))
            bind_wrong(
                b, v, arena_printf(b->a, "%s that is a text and the needed row has too", condition_columns[c->of].what),
                NULL);
    }
}

static void bind_present(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct check_rule *c = row;
    size_t n;
    const struct yaml_node *name = first_name(b, k, v, &n);
    c->present = arena_zero(b->a, (n + 1) * sizeof *c->present);
    for (; c->n_present < n && !err_is(b->e); c->n_present++, name = name->next)
        if (!condition_column(b, name, c->of, &c->present[c->n_present]))
            bind_wrong(b, name, condition_columns[c->of].what, &condition_columns[c->of]);
}

/* ---- times ---- */

static bool time_column(enum row_kind kind, struct str name, int *out) {
    return row_field_find(kind, name, out) && row_field_type(kind, *out) == FIELD_TIME;
}

/* `due_at`, `event planned_end_at`: a time of the row or of its event. */
static bool read_time(struct str s, enum row_kind of, enum check_time *time, int *column) {
    bool of_event = str_starts(s, "event ");
    *time = of_event ? TIME_EVENT : TIME_OWN;
    return of_event ? time_column(ROW_EVENT, str_trim(str_n(s.p + 6, s.n - 6)), column) : time_column(of, s, column);
}

static void bind_from(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct check_rule *c = row;
    struct str s = v->kind == YAML_SCALAR ? str_trim(v->text) : str_none();
    (void)k;
    c->from_given = true;
    if (str_starts(s, "step ") && bind_place(b, &codes_steps, str_trim(str_n(s.p + 5, s.n - 5))) >= 0) {
        c->from = TIME_STEP;
        c->from_step = arena_cstr(b->a, str_trim(str_n(s.p + 5, s.n - 5)));
    } else if (str_is(s, "last visit")) c->from = TIME_LAST_VISIT;
    else if (!read_time(s, c->of, &c->from, &c->from_column))
        bind_wrong(b, v,
                   arena_printf(b->a, "%s, event COLUMN, step KIND or last visit", condition_times_of[c->of].what),
                   &condition_times_of[c->of]);
}

static void bind_by(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct check_rule *c = row;
    struct str s = v->kind == YAML_SCALAR ? str_trim(v->text) : str_none();
    (void)k;
    c->by_given = true;
    if (!read_time(s, c->of, &c->by, &c->by_column))
        bind_wrong(b, v, arena_printf(b->a, "%s or event COLUMN", condition_times_of[c->of].what),
                   &condition_times_of[c->of]);
}

static void bind_per(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    (void)k;
    if (v->kind != YAML_SCALAR || !str_is(v->text, "customer")) bind_wrong(b, v, "customer", NULL);
    ((struct check_rule *)row)->per_customer = true;
}

/* ---- a check ---- */

/* What comes back has its own clock and is done by rows. */
static void check_recurring(struct bind *b, const struct yaml_node *map, const struct check_rule *c) {
    static const char *const others[] = {"within", "by", "count", "present", "is"};
    for (size_t i = 0; i < sizeof others / sizeof *others && !err_is(b->e); i++)
        if (yaml_get(map, others[i]))
            yaml_error(yaml_get(map, others[i]), b->e, "%s has no effect on a check that comes back (every)",
                       others[i]);
    if (!err_is(b->e) && c->needs != NEEDS_ROW)
        yaml_error(yaml_get(map, "every"), b->e, "every is about needed rows, and needs names none");
    if (!err_is(b->e) && yaml_get(map, "target") && !c->within.set)
        yaml_error(yaml_get(map, "target"), b->e, "a check whose every is not_set gives no verdict, so no target");
}

/* An approval is looked up on the row's own day. */
static void check_grant(struct bind *b, const struct yaml_node *map) {
    static const char *const others[] = {"from", "within", "every", "by"};
    for (size_t i = 0; i < sizeof others / sizeof *others && !err_is(b->e); i++)
        if (yaml_get(map, others[i]))
            yaml_error(yaml_get(map, others[i]), b->e, "%s has no effect on a check of approvals", others[i]);
}

/* It asks for nothing but that a row does not come. */
static void check_never(struct bind *b, const struct yaml_node *map) {
    static const char *const others[] = {"count", "present", "is", "every"};
    for (size_t i = 0; i < sizeof others / sizeof *others && !err_is(b->e); i++)
        if (yaml_get(map, others[i]))
            yaml_error(yaml_get(map, others[i]), b->e, "%s has no effect on a check of what must never come",
                       others[i]);
}

static bool is_open(const struct conditions *c) {
    for (size_t i = 0; i < c->n; i++)
        if (c->item[i].unset) return true;
    return false;
}

static void check_check(struct bind *b, const struct yaml_node *map, void *row) {
    struct check_rule *c = row;
    const struct yaml_node *count = yaml_get(map, "count"), *by = yaml_get(map, "by"),
                           *target = yaml_get(map, "target");
    if (!c->title.zh) c->title = (struct words){c->name, c->name};
    if (!c->from_given) c->from_column = row_own_time(c->of);
    c->recurs = yaml_get(map, "every") != NULL;
    c->timed = c->recurs || yaml_get(map, "within") != NULL;
    if (c->recurs) c->from_given = true;
    c->undecided = is_open(&c->condition) || is_open(&c->where);
    if (c->needs == NEEDS_NOTHING && !c->n_present && !c->is.n)
        yaml_error(map, b->e, "a check lacks needs, never, present or is");
    else if (c->per_customer && (c->of != ROW_EVENT || c->needs == NEEDS_ROW))
        yaml_error(yaml_get(map, "per"), b->e,
                   "a customer is checked by what an event says of it, without needed rows of other logs");
    else if (target && c->undecided)
        yaml_error(target, b->e, "a check with a threshold that is not_set gives no verdict, so no target");
    else if (c->never) check_never(b, map);
    else if (c->needs == NEEDS_GRANT) check_grant(b, map);
    if (err_is(b->e)) return;
    if (count && c->needs != NEEDS_ROW) yaml_error(count, b->e, "count is about needed rows, and needs names none");
    else if (c->recurs) check_recurring(b, map, c);
    else if (yaml_get(map, "until"))
        yaml_error(yaml_get(map, "until"), b->e, "until ends a check that comes back, and this one has no every");
    else if (by && c->timed) yaml_error(by, b->e, "by and within are two deadlines; a check has one");
    else if (target && c->timed && !c->within.set)
        yaml_error(target, b->e, "a check whose within is not_set gives no verdict, so no target");
}

static const struct bind_key check_keys[] = {
    BIND_KEY("name", BIND_CODE, MUST, AT(check_rule, name)),
    BIND_KEY("title", BIND_WORDS, MAY, AT(check_rule, title)),
    BIND_KEY("of", BIND_ENUM, MAY, AT(check_rule, of), .vocab = &kind_vocab),
    CATEGORIES(check_rule, MAY | BIND_NOT_EMPTY),
    BIND_KEY("condition", BIND_CUSTOM, MAY, AT(check_rule, condition), .custom = bind_condition),
    BIND_KEY("per", BIND_CUSTOM, MAY, 0, .custom = bind_per),
    BIND_KEY("repeated", BIND_INT, MAY, AT(check_rule, repeated), .min = 2, .max = 1000),
    BIND_KEY("where", BIND_CUSTOM, MAY, AT(check_rule, where), .custom = bind_where),
    BIND_KEY("needs", BIND_CUSTOM, MAY, 0, .custom = bind_needs),
    BIND_KEY("never", BIND_CUSTOM, MAY, 0, .custom = bind_never),
    BIND_KEY("with", BIND_CUSTOM, MAY, AT(check_rule, with), .custom = bind_with),
    BIND_KEY("same", BIND_CUSTOM, MAY, 0, .custom = bind_same),
    BIND_KEY("count", BIND_INT, MAY, AT(check_rule, count), .min = 1, .max = 1000),
    BIND_KEY("present", BIND_CUSTOM, MAY, 0, .custom = bind_present),
    BIND_KEY("is", BIND_CUSTOM, MAY, AT(check_rule, is), .custom = bind_is),
    BIND_KEY("from", BIND_CUSTOM, MAY, 0, .custom = bind_from),
    BIND_KEY("within", BIND_SPAN, MAY, AT(check_rule, within), .units = BIND_CLOCK | BIND_CALENDAR),
    BIND_KEY("every", BIND_SPAN, MAY, AT(check_rule, within), .units = BIND_CLOCK | BIND_CALENDAR),
    BIND_KEY("until", BIND_CUSTOM, MAY, AT(check_rule, until), .custom = duty_schema_until),
    BIND_KEY("by", BIND_CUSTOM, MAY, 0, .custom = bind_by),
    BIND_KEY("target", BIND_FRACTION, MAY, AT(check_rule, target)),
    CLAUSE(check_rule),
    BIND_END,
};
static const struct check_rule check_defaults = {.count = 1, .until = EVENT_finished_at};
const struct bind_table check_schema = {"a check",       check_keys, sizeof(struct check_rule),
                                        &check_defaults, "name",     check_check};

/* ---- counts: which rows as above, and by which columns ---- */

/* `visits`, `visits until finished_at`. */
static bool counts_visits(struct str s, struct count_by *out) {
    struct str until = str_trim(str_n(s.p + 6, s.n > 6 ? s.n - 6 : 0));
    int column = 0;
    out->ends = str_starts(s, "visits until ");
    if (out->ends && !time_column(ROW_EVENT, str_trim(str_n(until.p + 6, until.n - 6)), &column)) return false;
    out->column = COUNT_BY_VISITS;
    out->until = (enum event_field)column;
    return out->ends || str_is(s, "visits");
}

static bool text_column(struct bind *b, enum row_kind kind, const struct yaml_node *v, struct count_by *out) {
    if (kind == ROW_EVENT && counts_visits(v->text, out)) return true;
    if (kind == ROW_VISIT && str_is(v->text, "served")) {
        out->column = COUNT_BY_SERVED;
        return true;
    }
    return condition_column(b, v, kind, &out->column) && is_text(b, kind, out->column);
}

/* What people wrote: personal data (data.md, Privacy), and no two say the same. */
static bool is_free(struct bind *b, enum row_kind kind, int f) {
    static const char *const written[] = {"description", "opinion", "review_note", "reason",
                                          "note",        "content", "value"};
    const struct policy *p = b->top;
    const char *name = f < 0 ? "" : row_column_name(p->further, kind, f);
    const struct own_column *own = policy_own(p, kind, name);
    for (size_t i = 0; i < sizeof written / sizeof *written; i++)
        if (strcmp(name, written[i]) == 0) return true;
    return own && own->type == OWN_TEXT;
}

static bool by_customer(const struct bind *b, const struct count_rule *c, const struct count_by *by) {
    if (by->column < 0) return false;
    enum row_kind kind = by->needed ? c->check.needs_kind : c->check.of;
    return strcmp(row_column_name(((const struct policy *)b->top)->further, kind, by->column), "customer_id") == 0;
}

/* `by: kind`, `by: [needed by]`: the row's column, or that of the first row that is needed. */
static void bind_by_column(struct bind *b, struct count_rule *c, const struct yaml_node *v, struct count_by *out) {
    struct yaml_node name = *v;
    out->needed = str_starts(v->text, "needed ");
    if (out->needed) name.text = str_trim(str_n(v->text.p + 7, v->text.n - 7));
    enum row_kind kind = out->needed ? c->check.needs_kind : c->check.of;
    if (out->needed && c->check.needs != NEEDS_ROW)
        yaml_error(v, b->e, "needed is about needed rows, and needs names none");
    else if (!text_column(b, kind, &name, out) || (out->needed && out->column < 0))
        bind_wrong(b, v, arena_printf(b->a, "%s that is a text", condition_columns[kind].what),
                   &condition_columns[kind]);
    else if (is_free(b, kind, out->column))
        yaml_error(v, b->e,
                   "«%.*s» is free text, which no figure names; count by a column with values, or an item of answers",
                   STR_ARG(name.text));
}

static void bind_by_columns(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct count_rule *c = row;
    size_t n;
    const struct yaml_node *name = first_name(b, k, v, &n);
    c->by = arena_zero(b->a, (n + 1) * sizeof *c->by);
    for (; c->n_by < n && !err_is(b->e); c->n_by++, name = name->next) {
        struct count_by *by = &c->by[c->n_by];
        bind_by_column(b, c, name, by);
        if (err_is(b->e) || !by_customer(b, c, by)) continue;
        c->by_customer = true;
        if (n > 1 || by->needed || c->check.of != ROW_EVENT)
            yaml_error(
                name, b->e,
                "«customer_id» stands alone, of events: pages show the customer's name as their reader may see it");
    }
}

static void bind_sum(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct count_rule *c = row;
    const struct row_further *further = ((const struct policy *)b->top)->further;
    (void)k;
    if (!condition_column(b, v, c->check.of, &c->sum) || row_column_type(further, c->check.of, c->sum) != FIELD_NUMBER)
        bind_wrong(b, v, arena_printf(b->a, "%s that is a number", condition_columns[c->check.of].what),
                   &condition_columns[c->check.of]);
}

static void check_count(struct bind *b, const struct yaml_node *map, void *row) {
    struct count_rule *c = row;
    const struct yaml_node *needs = yaml_get(map, "needs"), *per = yaml_get(map, "per");
    if (!c->check.title.zh) c->check.title = (struct words){c->check.name, c->check.name};
    c->check.from_column = row_own_time(c->check.of);
    if (needs && c->check.needs != NEEDS_ROW)
        yaml_error(needs, b->e,
                   "a count needs a row such as step handover; a column that must be there stands under where");
    else if (per && c->check.of != ROW_EVENT) yaml_error(per, b->e, "customers are counted by their events");
}

static const struct bind_key count_keys[] = {
    BIND_KEY("name", BIND_CODE, MUST, AT(count_rule, check.name)),
    BIND_KEY("title", BIND_WORDS, MAY, AT(count_rule, check.title)),
    BIND_KEY("of", BIND_ENUM, MAY, AT(count_rule, check.of), .vocab = &kind_vocab),
    BIND_KEY("categories", BIND_NAMES, MAY | BIND_NOT_EMPTY, AT(count_rule, check.categories.name),
             .count = AT(count_rule, check.categories.n), .vocab = &condition_categories),
    BIND_KEY("condition", BIND_CUSTOM, MAY, AT(count_rule, check.condition), .custom = condition_bind),
    BIND_KEY("where", BIND_CUSTOM, MAY, AT(count_rule, check.where), .custom = bind_count_where),
    BIND_KEY("needs", BIND_CUSTOM, MAY, 0, .custom = bind_needs),
    BIND_KEY("with", BIND_CUSTOM, MAY, AT(count_rule, check.with), .custom = bind_with),
    BIND_KEY("per", BIND_CUSTOM, MAY, 0, .custom = bind_per),
    BIND_KEY("by", BIND_CUSTOM, MAY, 0, .custom = bind_by_columns),
    BIND_KEY("sum", BIND_CUSTOM, MAY, 0, .custom = bind_sum),
    BIND_KEY("clause", BIND_CLAUSE, MUST, AT(count_rule, check.clause)),
    BIND_END,
};
_Static_assert(offsetof(struct count_rule, check) == 0, "the binders of a check serve a count too");
static const struct count_rule count_defaults = {.check.count = 1, .sum = -1};
const struct bind_table count_schema = {"a count",       count_keys, sizeof(struct count_rule),
                                        &count_defaults, "name",     check_count};
