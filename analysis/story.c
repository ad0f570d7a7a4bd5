/* story_tell(): the parts of a telling in their order. A visit's own story has its figures, checks and findings
 * only; the story of a customer or an event has everything else. */
#include "analysis/tell.h"

static void tell_events(struct telling *t) {
    for (size_t i = 0; i < t->n_judges; i++) {
        struct judge *j = &t->judge[i];
        repeat_keys(t, j);
        merge_tell(t, j);
        count_tell(t, j);
        repeat_tell(t, j);
        rework_tell(t, j);
        limit_tell(t, j);
    }
    for (size_t lane = 0; lane < t->n_lanes; lane++) obligation_tell(t, lane);
}

void story_tell(const struct story *s, const struct world *w, struct arena *a, struct tale *out) {
    struct telling t;
    tale_reset(out);
    tell_open(&t, s, w, a, out);
    check_see(&t, s);
    if (s->kind == STORY_EVENTS) tell_events(&t);
    for (size_t i = 0; i < t.n_judges; i++) visit_tell(&t, &t.judge[i]);
    for (size_t i = 0; i < t.n_judges; i++) check_tell(&t, &t.judge[i]);
    contradiction_tell(&t);
}
