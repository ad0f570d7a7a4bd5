/* The rows of `forms`: paper forms and reports that the regulation names, and which of the site's layouts each has. */
#include "policies/policy_schema.h"

static const char *const layouts[] = {
    "visit", "event",    "month",       "quarter", "half",     "year",  "week",   "meeting",
    "plan",  "register", "preparation", "scheme",  "workflow", "sites", "ledger", NULL,
};
static const struct bind_vocab layout_vocab = {"a layout", layouts, NULL}; /* as enum form_layout */
static const char *const logs[] = {"events",  "visits",  "steps",  "findings",    "actions", "plans",
                                   "letters", "custody", "checks", "submissions", NULL};
static const struct bind_vocab log_vocab = {"a log that is kept as a register", logs, NULL};
static const char *const periods[] = {"month", "quarter", "half", "year", "week", NULL};
static const struct bind_vocab period_vocab = {"sites and a period, such as sites month", periods, NULL};
static const char *const sources[] = {"steps",   "findings", "actions", "plans",       "letters",
                                      "custody", "answers",  "checks",  "submissions", NULL};
static const struct bind_vocab source_vocab = {"a log that an organisation may lack", sources, NULL};

static bool is_statistics(const struct form *f) { return f->layout >= FORM_MONTH && f->layout <= FORM_WEEK; }

/* `layout: visit`, `layout: register custody`, `layout: sites month`. */
static void bind_layout(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct form *f = row;
    struct str rest = v->kind == YAML_SCALAR ? v->text : str_none(), word;
    (void)k;
    str_split(&rest, ' ', &word);
    int layout = bind_place(b, &layout_vocab, word);
    if (layout < 0) {
        bind_wrong(b, v, layout_vocab.what, &layout_vocab);
        return;
    }
    f->layout = (enum form_layout)layout;
    rest = str_trim(rest);
    int log = rest.n ? bind_place(b, &log_vocab, rest) : -1, period = bind_place(b, &period_vocab, rest);
    bool is_register = f->layout == FORM_REGISTER, sites = f->layout == FORM_SITES;
    if (is_register && log < 0) bind_wrong(b, v, "register and a log, such as register custody", &log_vocab);
    else if (sites && period < 0) bind_wrong(b, v, period_vocab.what, &period_vocab);
    else if (!is_register && !sites && rest.n) bind_wrong(b, v, layout_vocab.what, &layout_vocab);
    else if (is_register) f->log = logs[log];
    else if (sites) f->period = periods[period];
    else if (is_statistics(f)) f->period = layouts[layout];
}

/* The stages of the form's categories. */
enum { LEDGER_STAGES = 8 };
static int stages_of(const struct policy *p, const struct form *f) {
    int n = 0;
    for (size_t i = 0; i < p->n_stages; i++) {
        bool takes = f->categories.n == 0;
        for (size_t k = 0; k < f->categories.n; k++)
            takes = takes || names_have(&p->stage[i].categories, str_of(f->categories.name[k]));
        n += takes;
    }
    return n;
}

static void check_form(struct bind *b, const struct yaml_node *map, void *row) {
    const struct form *f = row;
    const struct yaml_node *items = yaml_get(map, "items"), *texts = yaml_get(map, "texts");
    const struct yaml_node *from = yaml_get(map, "logs"), *measures = yaml_get(map, "measures");
    if (items && f->layout != FORM_VISIT && f->layout != FORM_EVENT)
        yaml_error(items, b->e, "items are answers printed on sheets of visits and events; this form is no such sheet");
    if (texts && f->layout != FORM_PREPARATION && f->layout != FORM_SCHEME)
        yaml_error(texts, b->e, "texts are printed on preparation sheets and schemes; this form is neither");
    if (f->layout == FORM_SCHEME && f->categories.n)
        yaml_error(yaml_get(map, "categories"), b->e,
                   "a scheme is about all that the policy visits, and has no categories");
    if (from && !is_statistics(f))
        yaml_error(from, b->e, "logs are named on statistics of a period; this form is none");
    if (f->important && f->layout != FORM_LEDGER)
        yaml_error(yaml_get(map, "important"), b->e, "important customers are marked in ledgers; this form is none");
    if (f->layout == FORM_LEDGER && stages_of(b->top, f) > LEDGER_STAGES)
        yaml_error(map, b->e, "a ledger has room for %d stages, and the categories have %d", LEDGER_STAGES,
                   stages_of(b->top, f));
    if (measures && f->layout != FORM_SITES)
        yaml_error(measures, b->e, "measures are the columns of a comparison of sites; this form is none");
    if (!measures && f->layout == FORM_SITES) yaml_error(map, b->e, "a comparison of sites lacks the key «measures»");
}

static const struct bind_key text_keys[] = {
    BIND_KEY("title", BIND_WORDS, MUST, AT(form_text, title)),
    BIND_KEY("text", BIND_WORDS, MAY, AT(form_text, text)),
    BIND_END,
};
static const struct bind_table text_schema = {
    "a text of a form", text_keys, sizeof(struct form_text), NULL, NULL, NULL};

static const struct bind_key form_keys[] = {
    BIND_KEY("form", BIND_CODE, MUST, AT(form, form)),
    BIND_KEY("title", BIND_WORDS, MUST, AT(form, title)),
    BIND_KEY("alias", BIND_TEXT, MAY, AT(form, alias)),
    BIND_KEY("code", BIND_TEXT, MAY, AT(form, code)),
    BIND_KEY("layout", BIND_CUSTOM, MUST, 0, .custom = bind_layout),
    CATEGORIES(form, MAY),
    BIND_KEY("items", BIND_TITLES, MAY, AT(form, item), .count = AT(form, n_items)),
    BIND_KEY("texts", BIND_TABLES, MAY | BIND_NOT_EMPTY, AT(form, text), .count = AT(form, n_texts),
             .table = &text_schema),
    BIND_KEY("signatures", BIND_NAMES, MAY, LIST(form, signatures), .vocab = &policy_schema_posts),
    BIND_KEY("measures", BIND_CUSTOM, MAY, 0, .custom = measure_schema_bind),
    BIND_KEY("logs", BIND_NAMES, MAY, LIST(form, logs), .vocab = &source_vocab),
    BIND_KEY("important", BIND_NUMBER, MAY, AT(form, important), .min = 1, .max = 1000000000000),
    BIND_KEY("restricted", BIND_BOOL, MAY, AT(form, restricted)),
    CLAUSE(form),
    BIND_END,
};
const struct bind_table form_schema = {"a form", form_keys, sizeof(struct form), NULL, "form", check_form};
