#include "site/readings.h"

struct readings {
    struct arena *a;
    const struct page *page;
    const struct word_list *words;
    enum language language;
    const char *said, *ours;
};

static const char *in(const struct readings *r, const struct words *w) {
    return r->language == LANG_EN && w->en ? w->en : w->zh;
}

static const char *word(const struct readings *r, const char *key) {
    struct str w = word_list_find(r->words, str_of(key), r->language);
    return w.p ? arena_cstr(r->a, w) : key;
}

static void add(const struct readings *r, const char **list, const char *text) {
    if (*list && strstr(*list, text)) return; /* two regulations may share it */
    const char *between = !*list ? "" : r->language == LANG_ZH ? "；" : "; ";
    *list = arena_printf(r->a, "%s%s%s", *list ? *list : "", between, text);
}

static bool leans(const struct readings *r, const char *part) {
    return r->page->leans.n && names_have(&r->page->leans, str_of(part));
}

static bool leans_on_any(const struct readings *r, const struct names *parts) {
    for (size_t i = 0; i < parts->n; i++)
        if (leans(r, parts->name[i])) return true;
    return false;
}

static void say(struct readings *r, const struct policy *p) {
    const char *form = r->language == LANG_ZH ? "%s（%s %s）" : "%s (%s %s)";
    for (size_t i = 0; i < p->n_readings; i++) {
        const struct reading_rule *x = &p->reading[i];
        if (leans_on_any(r, &x->about))
            add(r, &r->said, arena_printf(r->a, form, in(r, &x->text), word(r, "readings.clause"), x->clause.no));
    }
}

/* ---- where the regulation says nothing ---- */

/* The word with {what} and {n} filled in. */
static const char *filled(const struct readings *r, const char *key, const char *what, int n, int days) {
    struct str rest = str_of(word(r, key)), before;
    const char *text = "";
    for (bool hole = false; rest.n; hole = !hole) {
        before = rest;
        const char *end = memchr(rest.p, hole ? '}' : '{', rest.n);
        if (end) before.n = (size_t)(end - rest.p);
        rest = end ? str_n(end + 1, rest.n - before.n - 1) : str_none();
        if (!hole) text = arena_printf(r->a, "%s%.*s", text, STR_ARG(before));
        else if (str_is(before, "what")) text = arena_printf(r->a, "%s%s", text, what);
        else text = arena_printf(r->a, "%s%d", text, str_is(before, "n") ? n : days);
    }
    return text;
}

static bool knows_complaints(const struct policy *p) {
    for (size_t i = 0; i < p->n_categories; i++)
        if (strcmp(p->category[i].code, "complaint") == 0) return true;
    return false;
}

static int days(struct span s) { return s.n * (s.unit == SPAN_WEEK ? 7 : 1); }

static void add_ours(struct readings *r, const struct policy *p) {
    struct words title;
    if (leans(r, "merge") && p->merge.on && !p->merge.clause.no && knows_complaints(p))
        add(r, &r->ours, filled(r, "readings.merge", "", 0, days(p->merge.window)));
    for (size_t i = 0; i < p->n_exemptions && leans(r, "exemptions"); i++)
        if (!p->exemption[i].clause.no) {
            title = p->exemption[i].title;
            add(r, &r->ours, filled(r, "readings.exempt", in(r, &title), 0, 0));
        }
    for (size_t i = 0; i < p->n_repeats && leans(r, "repeats"); i++)
        if (!p->repeat[i].clause.no) {
            title = policy_category_title(p, str_of(p->repeat[i].category));
            add(r, &r->ours,
                filled(r, "readings.repeat", in(r, &title), p->repeat[i].min_count, p->repeat[i].window_days));
        }
    for (size_t i = 0; i < p->n_reworks && leans(r, "rework"); i++)
        if (!p->rework[i].clause.no) {
            title = policy_category_title(p, str_of(p->rework[i].category));
            add(r, &r->ours, filled(r, "readings.rework", in(r, &title), 0, p->rework[i].window_days));
        }
}

const char *readings_text(struct arena *a, const struct config *c, const struct page *p, struct str policy,
                          const struct word_list *words, enum language language) {
    struct readings r = {a, p, words, language, NULL, NULL};
    for (size_t i = 0; i < c->n_uses; i++) {
        const struct policy *x = c->use[i].policy;
        if (!config_first_use(c, i) || (policy.p && !str_is(policy, x->id))) continue;
        say(&r, x);
        add_ours(&r, x);
    }
    const char *stop = language == LANG_ZH ? "。" : ". ", *blank = language == LANG_ZH ? "" : " ", *text = "";
    if (r.said) text = arena_printf(a, "%s%s%s%s", word(&r, "readings.said"), blank, r.said, stop);
    if (r.ours) text = arena_printf(a, "%s%s%s%s%s", text, word(&r, "readings.ours"), blank, r.ours, stop);
    return text;
}
