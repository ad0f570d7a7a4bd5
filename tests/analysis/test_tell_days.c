/* A tale from one as-of to the next (architecture.md, decision 3): until next_day it stays the same, and the telling
 * is a function of facts and as-of alone. Random stories with every rule that looks at as-of. */
#include "tests/analysis/tell_kit.h"

void tell_days(Suite *s);

static uint32_t draw(uint64_t *seed, uint32_t below) {
    *seed = *seed * 6364136223846793005ull + 1442695040888963407ull;
    return (uint32_t)(*seed >> 33) % below;
}

static void put_time(struct buf *b, uint64_t *seed, const char *name, int32_t day) {
    char text[MOMENT_TEXT];
    buf_printf(b, "|%s=%s", name, civil_day_text(day, text));
    if (draw(seed, 3)) buf_printf(b, " %02u:%02u:00", draw(seed, 24), draw(seed, 60));
}

static int32_t later(uint64_t *seed, int32_t from, int32_t span) { return from + (int32_t)draw(seed, (uint32_t)span); }

static void random_event(struct buf *b, uint64_t *seed, int i, int32_t first) {
    static const char *const category[] = {"complaint", "repair", "project", "special_service", "activity"};
    int32_t at = later(seed, first, 60), start = later(seed, at, 10), end = later(seed, start, 50);
    buf_printf(b, "id=e%d|cust=K|site=%c|dept=%u|cat=%s", i, "AB"[draw(seed, 2)], draw(seed, 3),
               category[draw(seed, 5)]);
    put_time(b, seed, "acc", at);
    if (draw(seed, 3)) buf_printf(b, "|issue=%u", draw(seed, 3));
    else buf_puts(b, "|text=same words every time");
    if (draw(seed, 3)) put_time(b, seed, "con", later(seed, at, 4));
    if (draw(seed, 4)) put_time(b, seed, "sta", start);
    if (draw(seed, 4)) put_time(b, seed, "plan", end);
    if (draw(seed, 3)) put_time(b, seed, "fin", later(seed, end, 20) - 5);
    if (draw(seed, 4) == 0) put_time(b, seed, "esc", later(seed, at, 20));
    if (draw(seed, 2)) put_time(b, seed, "war", later(seed, end, 90));
    if (draw(seed, 3) == 0) put_time(b, seed, "form", later(seed, end, 90));
    if (draw(seed, 5) == 0) buf_puts(b, "|anon=1");
    if (draw(seed, 5) == 0) buf_puts(b, "|letter=1");
    if (draw(seed, 3) == 0) buf_puts(b, "|again=1");
    buf_printf(b, "|sev=%s\n", draw(seed, 2) ? "major" : "ordinary");
}

static void random_visit(struct buf *b, uint64_t *seed, int i, int n_events, int32_t first) {
    static const char *const stage[] = {"start", "mid", "repair", "complaint"};
    int32_t at = later(seed, first, 160);
    buf_printf(b, "id=v%d|of=e%u", i, draw(seed, (uint32_t)n_events));
    if (draw(seed, 5) == 0) buf_printf(b, ";e%u", draw(seed, (uint32_t)n_events + 2));
    if (draw(seed, 5) == 0) buf_printf(b, "|stage=%s", stage[draw(seed, 4)]);
    put_time(b, seed, "at", at);
    buf_printf(b, "|how=%s|out=%s", draw(seed, 2) ? "phone" : "onsite",
               draw(seed, 5)   ? "pass"
               : draw(seed, 2) ? "fail"
                               : "unreachable");
    if (draw(seed, 3)) put_time(b, seed, "filed", later(seed, at, 40));
    if (draw(seed, 3)) put_time(b, seed, "reviewed", later(seed, at, 20));
    buf_puts(b, "|by=Ma|note=ok");
    if (draw(seed, 2)) put_time(b, seed, "reported", later(seed, at, 3));
    if (draw(seed, 3) == 0) buf_puts(b, "|issue=1|raised=x");
    if (draw(seed, 2)) put_time(b, seed, "raised_fin", later(seed, at, 30));
    buf_printf(b, "|sat=%u\n", draw(seed, 6));
}

static void random_story(struct kit *k, uint64_t seed, bool of_visit) {
    struct buf events, visits;
    int32_t first = kit_day("2024-01-01");
    int n_events = 1 + (int)draw(&seed, 6), n_visits = of_visit ? 1 : (int)draw(&seed, 10);
    buf_init(&events);
    buf_init(&visits);
    for (int i = 0; i < n_events; i++) random_event(&events, &seed, i, first);
    for (int i = 0; i < n_visits; i++) random_visit(&visits, &seed, i, n_events, first);
    if (of_visit) kit_visit_story(k, events.p, visits.p);
    else kit_story(k, events.p, visits.p);
    buf_release(&events);
    buf_release(&visits);
}

/* Both regulations side by side, with every limit that they leave out. */
static void strict_policies(struct kit *k) {
    static struct severity_limit by[] = {{"major", {true, 30, SPAN_HOUR}, {0}},
                                         {"ordinary", {true, 9, SPAN_WORKDAY}, {0}}};
    const char *name[] = {"property-10", "decoration"};
    for (size_t i = 0; i < 2; i++) {
        struct policy *p = kit_policy(k, name[i]);
        p->contact.within = (struct span){true, 3, SPAN_HOUR};
        p->unresolved.within = (struct span){true, 72, SPAN_HOUR};
        p->escalation.after = (struct span){true, 1, SPAN_MONTH};
        p->escalation.at_count = 2;
        p->resolution = by;
        p->n_resolutions = 2;
        if (i) p->cohort = COHORT_ANCHOR;
        kit_use(k, p, NULL, NULL, NULL);
    }
}

static const char *told_at(struct kit *k, int32_t day, struct buf *out) {
    k->w.as_of = day;
    kit_tell(k);
    return kit_dump(k, out);
}

START_TEST(test_next_day) {
    enum { DAYS = 200 };
    struct kit k;
    struct buf before, now;
    buf_init(&before);
    buf_init(&now);
    kit_init(&k, NULL, "2024-01-01");
    strict_policies(&k);
    random_story(&k, (uint64_t)_i * 977 + 3, _i % 5 == 4);
    int32_t first = k.w.as_of;
    told_at(&k, first, &before);
    bool changes = k.tale.changes;
    int32_t next = k.tale.next_day;
    for (int32_t day = first + 1; day < first + DAYS; day++) {
        told_at(&k, day, &now);
        size_t at = 0;
        while (before.p[at] && before.p[at] == now.p[at]) at++;
        bool same = before.p[at] == now.p[at];
        ck_assert_msg(same || (changes && day >= next),
                      "story %d, day %d after 2024-01-01, from byte %zu:\n%.200s\n"
                      "was\n%.200s",
                      _i, day - first, at, now.p + at, before.p + at);
        if (changes && day < next) continue;
        told_at(&k, day, &before);
        changes = k.tale.changes;
        next = k.tale.next_day;
        ck_assert(!changes || next > day);
    }
    buf_release(&before);
    buf_release(&now);
    kit_release(&k);
}
END_TEST

static const struct {
    const char *cites, *policy, *as_of, *events, *visits, *next;
} next[] = {
    {"a deadline", "property-10", "2024-03-05", "id=a|cat=complaint|cust=K|acc=2024-03-01|fin=2024-03-04\n",
     "id=v|of=a|at=2024-03-05|how=phone|filed=2024-03-05\n", "2024-03-07"},
    {"an opening without an end", "property-10", "2024-03-05",
     "id=a|cat=special_service|cust=K|acc=2024-03-01|sta=2024-03-01|plan=2024-03-21\n", "", "2024-03-11"},
    {"a row dated ahead", "property-10", "2024-03-05", "id=a|cat=help|cust=K|acc=2024-04-01\n", "", "2024-04-01"},
    {"a happening dated ahead", "property-10", "2024-03-05",
     "id=a|cat=help|cust=K|acc=2024-03-01|esc=2024-03-09 10:00:00\n", "", "2024-03-09"},
    {"a hand-in", "property-10", "2024-03-05", "id=a|cat=help|cust=K|acc=2024-03-01\n",
     "id=v|of=a|at=2024-03-02|how=phone\n", "2024-03-30"},
    {"a running project: the next week begins on Sunday", "decoration", "2024-03-20",
     "id=p|cat=project|cust=K|acc=2024-02-20|sta=2024-03-01\n", "", "2024-03-24"},
    {"a planned end", "decoration", "2024-03-20", "id=p|cat=help|cust=K|acc=2024-02-20|plan=2024-04-01\n", "",
     "2024-04-01"},
    {"nothing more", "property-10", "2024-03-20", "id=a|cat=help|cust=K|acc=2024-02-20\n", "", ""},
};

START_TEST(test_last_day_of_coverage) { /* without any stage: the day on which the project is judged */
    static struct coverage_rule rule = {.category = "project", .visits = 1, .grace = {true, 3, SPAN_DAY}};
    struct kit k;
    kit_init(&k, NULL, "2024-05-11");
    struct policy *p = kit_bare(&k);
    p->coverage = &rule;
    p->n_coverages = 1;
    kit_use(&k, p, NULL, NULL, NULL);
    kit_story(&k, "id=p|cat=project|cust=K|acc=2024-02-20|fin=2024-05-10\n", "");
    kit_tell(&k);
    ck_assert_int_eq(k.tale.next_day, kit_day("2024-05-13"));
    kit_release(&k);
}
END_TEST

START_TEST(test_next) {
    struct kit k;
    char day[MOMENT_TEXT];
    kit_init(&k, NULL, next[_i].as_of);
    kit_use(&k, kit_policy(&k, next[_i].policy), NULL, NULL, NULL);
    kit_story(&k, next[_i].events, next[_i].visits);
    kit_tell(&k);
    ck_assert_msg(!strcmp(k.tale.changes ? civil_day_text(k.tale.next_day, day) : "", next[_i].next), "%s",
                  next[_i].cites);
    kit_release(&k);
}
END_TEST

void tell_days(Suite *s) {
    TCase *c = tcase_create("days");
    tcase_set_timeout(c, 120);
    tcase_add_loop_test(c, test_next_day, 0, 60);
    LOOP_TEST(c, test_next, next);
    tcase_add_test(c, test_last_day_of_coverage);
    suite_add_tcase(s, c);
}
