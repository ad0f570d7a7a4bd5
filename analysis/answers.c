/* What was answered at counted visits (docs/policy-format.md «answers»): levels of satisfaction for each item, and how
 * often each value was given. Stage = the item, or item and value joined by ':'; never pooled over stages. */
#include "analysis/tell.h"

static const char *const level_name[][2] = {
    {"1", "很不满意"}, {"2", "不满意"}, {"3", "一般"}, {"4", "满意"}, {"5", "非常满意"},
};

/* 1 to 5; 0: no level. */
static int level_of(struct str value) {
    for (int i = 0; i < 5; i++)
        if (str_is(value, level_name[i][0]) || str_is(value, level_name[i][1])) return i + 1;
    return str_is(value, "非常不满意");
}

struct answered {
    struct telling *t;
    const struct judge *j;
    const struct tell_visit *v;
    const struct visit_places *p;
    struct str item, value;
};

static uint32_t stage_of(const struct answered *x, const char *value) {
    struct intern *names = &x->t->w->dims->stage;
    if (!value) return intern_add(names, x->item);
    return intern_add(names, str_of(arena_printf(x->t->a, "%.*s:%s", STR_ARG(x->item), value)));
}

static void add(const struct answered *x, enum metric_no metric, uint32_t stage, int64_t num) {
    visit_add_item(x->t, x->j, x->v, x->p, (uint16_t)metric, stage, num, 1, "counted");
}

static void add_level(const struct answered *x, int level) {
    uint32_t stage = stage_of(x, NULL);
    add(x, METRIC_satisfaction_rate, stage, level >= 4);
    add(x, METRIC_dissatisfaction_rate, stage, level <= 2);
    add(x, METRIC_satisfaction_mean, stage, level);
    for (int i = 5; i >= 1; i--) add(x, METRIC_answer_share, stage_of(x, level_name[i - 1][0]), i == level);
}

/* A log may give the value's code or its title. */
static bool says(const struct answer_value *v, struct str value) {
    return str_is(value, v->value) || str_is(value, v->title.zh);
}

static void add_value(const struct answered *x, const struct answer_rule *r) {
    bool known = false;
    for (size_t i = 0; i < r->n_values; i++) {
        bool said = !known && says(&r->value[i], x->value);
        known |= said;
        add(x, METRIC_answer_share, stage_of(x, r->value[i].value), said);
    }
    add(x, METRIC_answer_share, stage_of(x, "other"), !known);
}

static bool is_item(const struct answer_rule *r, struct str item) {
    size_t n = strlen(r->item);
    return str_is(item, r->item) || (r->parts && item.n > n && str_starts(item, r->item) && item.p[n] == '_');
}

static bool covers(const struct answered *x, const struct answer_rule *r) {
    for (size_t i = 0; i < x->p->n; i++)
        if (tell_covers(&r->categories, x->t->w->dims->category.name[x->p->place[i].category])) return true;
    return false;
}

static void tell_answer(const struct answered *x) {
    const struct policy *p = x->j->policy;
    for (const struct answer_rule *r = p->answer; r < p->answer + p->n_answers; r++) {
        if (!is_item(r, x->item) || !covers(x, r)) continue;
        int level = r->levels ? level_of(x->value) : 0;
        if (level) add_level(x, level);
        else if (!r->levels) add_value(x, r);
        return;
    }
}

/* Answers follow the rows of all other kinds, in order of their keys, which begin with the visit's. */
static size_t first_answer(const struct telling *t, struct str visit_id) {
    size_t lo = 0, hi = t->n_sides;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        const struct side_row *s = &t->side[mid];
        if (s->kind < ROW_ANSWER || (s->kind == ROW_ANSWER && str_cmp(s->id, visit_id) < 0)) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

void answers_tell(struct telling *t, const struct judge *j, const struct tell_visit *v, const struct visit_places *p) {
    struct str id = v->row->visit_id;
    for (size_t i = first_answer(t, id); i < t->n_sides; i++) {
        const struct side_row *s = &t->side[i];
        if (s->kind != ROW_ANSWER || s->id.n < id.n || memcmp(s->id.p, id.p, id.n) != 0) return;
        struct answered x = {t, j, v, p, s->value[ANSWER_item].text, s->value[ANSWER_value].text};
        if (str_eq(s->visit_id, id)) tell_answer(&x);
    }
}
