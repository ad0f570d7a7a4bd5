/* The keys of duties that come back with the calendar: stages that recur. */
#include "policies/condition.h"
#include "policies/policy_schema.h"

/* ---- stages: every, until ---- */

static const char *const periods[] = {"month", "quarter", "half", "year", NULL}; /* as enum period_kind */
const struct bind_vocab duty_schema_every = {"a calendar period", periods, NULL};

void duty_schema_until(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    enum event_field f = EVENT_finished_at;
    bool ok = v->kind == YAML_SCALAR && event_field_find(v->text, &f) && event_field_type(f) == FIELD_TIME;
    if (!ok) bind_wrong(b, v, condition_times.what, &condition_times);
    memcpy((char *)row + k->offset, &f, sizeof f);
}

/* The periods are the windows: whatever else would make or move one contradicts them. */
void duty_schema_check_stage(struct bind *b, const struct yaml_node *map, const struct stage *s) {
    static const char *const windows[] = {"earliest", "latest", "tolerance", "skip_holidays"};
    const struct yaml_node *until = yaml_get(map, "until");
    if (!s->recurs) {
        if (until) yaml_error(until, b->e, "until belongs to a stage that recurs, with «every»");
        if (!yaml_get(map, "latest")) yaml_error(map, b->e, "a stage lacks the key «latest»");
        return;
    }
    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
        const struct yaml_node *key = yaml_get(map, windows[i]);
        if (key) yaml_error(key, b->e, "a stage that recurs has its periods as windows, and no %s", windows[i]);
    }
}
