/* Repeats, texts alike, rework (metrics.md, sections 5 and 6), against hand-made logs and against plain slow models. */
#include "analysis/tell.h"
#include "tests/analysis/tell_kit.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

void tell_repeats(Suite *s);

static const struct {
    const char *cites, *policy, *events, *expected;
} repeats[] = {
    {"R-property-10-28: two complaints in a row on one matter", "property-10",
     "id=a|cat=complaint|issue=x|acc=2024-01-01\nid=b|cat=complaint|issue=x|acc=2024-02-01|esc=2024-02-02\n",
     "b x 2 a;b escalated\n"},
    {"R-property-10-28: another issue between them breaks the run", "property-10",
     "id=a|cat=complaint|issue=x|acc=2024-01-01\nid=b|cat=complaint|issue=y|acc=2024-02-01\n"
     "id=c|cat=complaint|issue=x|acc=2024-03-01\n",
     ""},
    {"metrics 6: one without a code breaks it too; another category does not", "property-10",
     "id=a|cat=complaint|issue=x|acc=2024-01-01\nid=b|cat=complaint|acc=2024-02-01\n"
     "id=c|cat=complaint|issue=x|acc=2024-03-01\n"
     "id=d|cat=repair|issue=y|acc=2024-03-02\nid=e|cat=complaint|issue=x|acc=2024-03-03\n",
     "e x 3 a;c;e\n"},
    {"metrics 6: the window is the day itself and 364 before: 2023-05-01 counts until 2024-04-29", "property-10",
     "id=a|cat=complaint|issue=x|acc=2023-05-01\nid=b|cat=complaint|issue=x|acc=2024-04-29\n", "b x 2 a;b\n"},
    {"metrics 6: and no longer on 2024-04-30", "property-10",
     "id=a|cat=complaint|issue=x|acc=2023-05-01\nid=b|cat=complaint|issue=x|acc=2024-04-30\n", ""},
    {"R-property-10-29: three repairs of one kind; the third and each later one", "property-10",
     "id=a|cat=repair|issue=x|acc=2024-01-01\nid=b|cat=repair|issue=y|acc=2024-01-02\n"
     "id=c|cat=repair|issue=x|acc=2024-01-03\n"
     "id=d|cat=repair|issue=x|acc=2024-01-04\nid=e|cat=repair|issue=x|acc=2024-01-05\n",
     "d x 3 a;c;d\n"
     "e x 4 a;c;d;e\n"},
    {"R-decoration: complaints twice, not consecutive", "decoration",
     "id=a|cat=complaint|issue=x|acc=2024-01-01\nid=b|cat=complaint|issue=y|acc=2024-02-01\n"
     "id=c|cat=complaint|issue=x|acc=2024-03-01\n",
     "c x 2 a;c\n"},
    {"metrics 6: anonymous events have no key", "decoration",
     "id=a|cat=complaint|issue=x|acc=2024-01-01\nid=b|cat=complaint|issue=x|anon=1|acc=2024-02-01\n", ""},
    /* 三号 号楼 楼电 电梯 梯又 又停 停了 | 3号 号楼 楼电 电梯 梯又 又停 停了: 6 of 8 in common */
    {"metrics 6: texts alike, without a code; punctuation and width aside; the key is the smallest id", "decoration",
     "id=b|cat=complaint|acc=2024-01-01|text=三号楼电梯又停了!\nid=a|cat=complaint|acc=2024-01-02|text=３号楼 电梯又停了。\n"
     "id=c|cat=complaint|acc=2024-01-03|text=三号楼,电梯又停了\nid=d|cat=complaint|acc=2024-01-04|text=垃圾没有人收\n",
     "a a 2 b;a text\nc a 3 b;a;c text\n"},
};

START_TEST(test_repeats) {
    struct kit k;
    struct buf b;
    kit_init(&k, NULL, "2024-12-31");
    buf_init(&b);
    kit_use(&k, kit_policy(&k, repeats[_i].policy), NULL, NULL, NULL);
    struct str lines = str_of(repeats[_i].events);
    for (struct str l; str_split(&lines, '\n', &l);)
        if (l.n) buf_printf(&b, "cust=K|%.*s\n", STR_ARG(l));
    kit_story(&k, b.p, "");
    kit_tell(&k);
    ck_assert_msg(!strcmp(kit_repeats(&k), repeats[_i].expected), "%s:\n%s", repeats[_i].cites, kit_repeats(&k));
    kit_release(&k);
    buf_release(&b);
}
END_TEST

START_TEST(test_cases) { /* metrics 6: distinct keys by period, site and department of the flagged events, once per
    cell */
    struct kit k;
    kit_init(&k, NULL, "2024-12-31");
    kit_use(&k, kit_policy(&k, "decoration"), NULL, NULL, NULL);
    kit_story(&k,
              "id=a|cat=repair|cust=K|site=A|issue=x|acc=2024-01-01\n"
              "id=b|cat=repair|cust=K|site=A|issue=x|acc=2024-01-02\n"
              "id=c|cat=repair|cust=K|site=A|dept=1|issue=x|acc=2024-01-03\n"
              "id=d|cat=repair|cust=K|site=B|issue=x|acc=2024-01-04\n"
              "id=e|cat=repair|cust=K|site=A|issue=x|acc=2024-02-29\n"
              "id=f|cat=repair|cust=K|site=A|issue=y|acc=2024-01-03\n",
              "");
    kit_tell(&k);
    ck_assert_str_eq(kit_cell(&k, "repeat_repair_cases", "2024-01", "", "repair", ""), "1/0");
    ck_assert_str_eq(kit_cell(&k, "repeat_repair_cases", "2024-02", "", "repair", ""), "1/0");
    ck_assert_str_eq(kit_cell(&k, "repeat_repair_cases", "2024-Q1", "", "repair", ""), "1/0");
    ck_assert_str_eq(kit_cell(&k, "repeat_repair_cases", "2024-01", "A", "repair", ""), "1/0");
    ck_assert_str_eq(kit_cell(&k, "repeat_repair_cases", "2024", "B", "repair", ""), "1/0");
    ck_assert_str_eq(kit_cell(&k, "repeat_repair_cases", "2024-01", "/1", "repair", ""), "1/0");
    ck_assert_str_eq(kit_cell(&k, "repeat_repair_cases", "2024-W01", "", "repair", ""), "1/0");
    ck_assert_str_eq(kit_cell(&k, "repeat_repair_cases", "2024-02", "B", "repair", ""), "");
    ck_assert_str_eq(kit_cell(&k, "repeat_repair_cases", "2024-01", "", "", ""), ""); /* of one category */
    kit_release(&k);
}
END_TEST

START_TEST(test_text_counts) { /* metrics 6: by text counts nowhere unless the policy says so: repeats, rework,
    merging */
    for (int count = 0; count < 2; count++) {
        struct kit k;
        kit_init(&k, NULL, "2024-12-31");
        struct policy *p = kit_policy(&k, "decoration");
        for (size_t i = 0; i < p->n_repeats; i++) p->repeat[i].count_by_text = count;
        kit_use(&k, p, NULL, NULL, NULL);
        kit_story(&k,
                  "id=a|cat=complaint|cust=K|dept=1|acc=2024-01-01|text=电梯又停了\n"
                  "id=b|cat=complaint|cust=K|dept=2|acc=2024-01-02|text=电梯又停了\n"
                  "id=c|cat=complaint|cust=K|dept=1|acc=2024-03-01|text=电梯又停了\n"
                  "id=r|cat=repair|cust=K|acc=2024-01-01|fin=2024-01-05|text=水管漏水\n"
                  "id=s|cat=repair|cust=K|acc=2024-01-10|text=水管漏水\n",
                  "");
        kit_tell(&k);
        ck_assert_str_eq(kit_merged(&k), count ? "b>a\n" : "");
        ck_assert_str_eq(kit_repeats(&k), count ? "c a 2 a;c text\n" : "b a 2 a;b text\nc a 3 a;b;c text\n");
        ck_assert_str_eq(kit_cell(&k, "repeat_complaint_cases", "2024", "", "complaint", ""), count ? "1/0" : "");
        ck_assert_str_eq(kit_cell(&k, "rework_rate", "2024", "", "repair", ""), count ? "1/2" : "0/2");
        kit_release(&k);
    }
}
END_TEST

static const struct {
    const char *cites, *first, *second;
    bool alike;
} similar[] = {
    /* bigrams ab bc cd | ab bc cx: 2 of 4 = 0.5 */
    {"below 0.6", "abcd", "abcx", false},
    /* ab bc cd de | ab bc cd dx: 3 of 5 = 0.6 exactly */
    {"0.6 exactly is alike", "abcde", "abcdx", true},
    {"NFKC, case, punctuation and blanks aside", "ＡＢ-c ①d", "abc1D!", true},
    {"fewer than two characters: never, even when equal", "漏", "漏", false},
    {"marks and signs are dropped, nothing is left", "!!!…", "!!!…", false},
    {"a set: repeated bigrams count once", "abababab", "aba", true},
    {"letters of any script and decimal digits stay", "電梯٣", "電梯3", false}, /* 電梯 梯٣ | 電梯 梯3: 1 of 3 */
    {"composed after compatibility decomposition", "e\xCC\x81t\xC3\xA9", "\xC3\xA9te\xCC\x81", true},
};

START_TEST(test_similarity) {
    struct arena a;
    arena_init(&a);
    struct str text[2] = {str_of(similar[_i].first), str_of(similar[_i].second)};
    uint32_t group[2];
    text_groups(&a, text, 2, (struct fraction){true, 6, 10}, group);
    ck_assert_msg((group[0] == group[1]) == similar[_i].alike, "%s", similar[_i].cites);
    arena_release(&a);
}
END_TEST

/* ---- against slow models ---- */

static uint32_t lcg(uint64_t *state) {
    *state = *state * 6364136223846793005ull + 1442695040888963407ull;
    return (uint32_t)(*state >> 33);
}

/* All pairs, by the definition: sets of bigrams over small letters. */
static bool model_alike(const char *x, const char *y) {
    static bool a[26 * 26], b[26 * 26];
    int common = 0, all = 0;
    memset(a, 0, sizeof a);
    memset(b, 0, sizeof b);
    if (strlen(x) < 2 || strlen(y) < 2) return false;
    for (; x[1]; x++) a[(x[0] - 'a') * 26 + x[1] - 'a'] = true;
    for (; y[1]; y++) b[(y[0] - 'a') * 26 + y[1] - 'a'] = true;
    for (int i = 0; i < 26 * 26; i++) {
        common += a[i] && b[i];
        all += a[i] || b[i];
    }
    return 10 * common >= 6 * all;
}

enum { TEXTS = 120, TEXT_MOST = 60 };

/* Short ones over four letters, or long ones over all, each second one an earlier one with a few letters changed. */
static void random_texts(char text[TEXTS][TEXT_MOST + 1], uint64_t seed, bool wide) {
    for (int i = 0; i < TEXTS; i++) {
        uint32_t letters = wide ? 26 : 4, n = lcg(&seed) % (wide ? TEXT_MOST : 11);
        for (uint32_t k = 0; k < n; k++) text[i][k] = (char)('a' + lcg(&seed) % letters);
        text[i][n] = 0;
        if (!wide || !i || i % 2) continue;
        strcpy(text[i], text[lcg(&seed) % (uint32_t)i]);
        for (uint32_t k = lcg(&seed) % 9, most = (uint32_t)strlen(text[i]); k && most; k--)
            text[i][lcg(&seed) % most] = (char)('a' + lcg(&seed) % letters);
    }
}

START_TEST(test_text_model) {
    enum { N = TEXTS };
    static char text[N][TEXT_MOST + 1];
    struct str s[N];
    uint32_t group[N], model[N];
    struct arena a;
    arena_init(&a);
    random_texts(text, (uint64_t)_i + 1, _i % 2);
    for (int i = 0; i < N; i++) {
        s[i] = str_of(text[i]);
        model[i] = (uint32_t)i;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < N; i++)
            for (int k = 0; k < N; k++)
                if (i != k && model[k] < model[i] && model_alike(text[i], text[k])) {
                    model[i] = model[k];
                    changed = true;
                }
    }
    text_groups(&a, s, N, (struct fraction){true, 6, 10}, group);
    for (int i = 0; i < N; i++)
        for (int k = 0; k < N; k++)
            ck_assert_msg((group[i] == group[k]) == (model[i] == model[k]), "%s and %s", text[i], text[k]);
    arena_release(&a);
}
END_TEST

/* A random story of one customer; few issues and departments, so that everything meets. */
static void random_story(struct kit *k, struct buf *b, uint64_t seed, int n, int days) {
    char day[MOMENT_TEXT];
    buf_reset(b);
    for (int i = 0; i < n; i++) {
        int32_t at = kit_day("2023-01-01") + (int32_t)(lcg(&seed) % (uint32_t)days);
        buf_printf(b, "id=e%05u-%d|cat=%s|cust=K|", lcg(&seed) % 100000, i, lcg(&seed) % 3 ? "complaint" : "repair");
        buf_printf(b, "acc=%s %02u:00:00|", civil_day_text(at, day), lcg(&seed) % 24);
        if (lcg(&seed) % 8) buf_printf(b, "issue=%c|", 'a' + lcg(&seed) % 3);
        if (lcg(&seed) % 6) buf_printf(b, "dept=%u|", 1 + lcg(&seed) % 3);
        if (lcg(&seed) % 12 == 0) buf_puts(b, "anon=1|");
        if (lcg(&seed) % 2) buf_printf(b, "fin=%s|", civil_day_text(at + (int32_t)(lcg(&seed) % 20) - 1, day));
        buf_byte(b, '\n');
    }
    kit_story(k, b->p, "");
}

struct model {
    int n, canon[400];
};

static bool same(struct str a, struct str b) { return str_eq(a, b); }

/* metrics 2, word by word: each complaint looks through all groups, oldest first. */
static void model_merge(const struct kit *k, struct model *m) {
    const struct event_row *e = k->s.event;
    m->n = (int)k->s.n_events;
    for (int i = 0; i < m->n; i++) {
        m->canon[i] = i;
        if (!str_is(e[i].category, "complaint") || e[i].anonymous || !e[i].issue.n || !e[i].department.n) continue;
        for (int f = 0; f < i && m->canon[i] == i; f++) {
            if (m->canon[f] != f || !str_is(e[f].category, "complaint") || e[f].anonymous || !e[f].department.n)
                continue;
            if (!same(e[f].issue, e[i].issue) || moment_day(e[i].accepted) > moment_day(e[f].accepted) + 7) continue;
            bool taken = false;
            for (int g = f; g < i; g++)
                if (m->canon[g] == f && same(e[g].department, e[i].department)) taken = true;
            if (!taken) m->canon[i] = f;
        }
    }
}

static bool model_keyed(const struct event_row *e) { return e->issue.n && !e->anonymous; }

/* metrics 6, word by word: repairs three within 365 days; complaints two adjacent ones. */
static bool model_flagged(const struct kit *k, const struct model *m, int i) {
    const struct event_row *e = k->s.event;
    int count = 0, before = -1;
    if (m->canon[i] != i || !model_keyed(&e[i])) return false;
    for (int g = 0; g <= i; g++) {
        if (m->canon[g] != g || !same(e[g].category, e[i].category)) continue;
        if (g < i) before = g;
        if (model_keyed(&e[g]) && same(e[g].issue, e[i].issue) &&
            moment_day(e[g].accepted) > moment_day(e[i].accepted) - 365)
            count++;
    }
    if (str_is(e[i].category, "repair")) return count >= 3;
    return before >= 0 && model_keyed(&e[before]) && same(e[before].issue, e[i].issue) &&
           moment_day(e[before].accepted) > moment_day(e[i].accepted) - 365;
}

/* metrics 5, word by word. */
static bool model_rework(const struct kit *k, int i) {
    const struct event_row *e = k->s.event;
    for (int g = 0; g < i && model_keyed(&e[i]); g++) {
        if (!str_is(e[g].category, "repair") || !model_keyed(&e[g]) || !same(e[g].issue, e[i].issue)) continue;
        int32_t gap = moment_day(e[i].accepted) - moment_day(e[g].finished);
        if (moment_is(e[g].finished) && gap >= 0 && gap <= 30) return true;
    }
    return false;
}

START_TEST(test_models) {
    struct kit k;
    struct buf b;
    buf_init(&b);
    kit_init(&k, NULL, "2025-12-31");
    kit_use(&k, kit_policy(&k, "property-10"), NULL, NULL, NULL);
    random_story(&k, &b, (uint64_t)_i + 77, 300, _i % 2 ? 40 : 700);
    kit_tell(&k);
    struct model m;
    model_merge(&k, &m);
    size_t merged = 0, flagged = 0, again = 0, repairs = 0;
    for (int i = 0; i < m.n; i++) {
        merged += m.canon[i] != i;
        flagged += model_flagged(&k, &m, i);
        bool repair = str_is(k.s.event[i].category, "repair");
        repairs += repair;
        again += repair && model_rework(&k, i);
        if (m.canon[i] == i) continue;
        bool found = false;
        for (size_t x = 0; x < k.tale.n_merged; x++)
            found = found ||
                    (k.tale.merged[x].event == &k.s.event[i] && k.tale.merged[x].canonical == &k.s.event[m.canon[i]]);
        ck_assert_msg(found, "%.*s", STR_ARG(k.s.event[i].event_id));
    }
    ck_assert_uint_eq(k.tale.n_merged, merged);
    ck_assert_uint_eq(k.tale.n_repeats, flagged);
    for (size_t x = 0; x < k.tale.n_repeats; x++)
        ck_assert(model_flagged(&k, &m, (int)(k.tale.repeat[x].event - k.s.event)));
    char expected[40];
    snprintf(expected, sizeof expected, "%zu/%zu", again, repairs);
    struct buf sum;
    buf_init(&sum);
    int64_t num = 0, den = 0;
    for (size_t x = 0; x < k.tale.n_tallies; x++) {
        const struct tally *y = &k.tale.tally[x];
        if (y->metric != METRIC_rework_rate || y->scope_kind != SCOPE_ALL) continue;
        num += y->num;
        den += y->den;
    }
    buf_printf(&sum, "%lld/%lld", (long long)num, (long long)den);
    ck_assert_str_eq(sum.p, expected);
    buf_release(&sum);
    buf_release(&b);
    kit_release(&k);
}
END_TEST

START_TEST(test_rework) { /* metrics 5: finished 0 to 30 days before; R-property-10 rework window 30 days */
    static const struct {
        const char *first, *second, *expected;
    } row[] = {{"fin=2024-05-01", "acc=2024-05-31", "1/2"},
               {"fin=2024-05-01", "acc=2024-06-01", "0/2"},
               {"fin=2024-05-31", "acc=2024-05-31", "1/2"},
               {"fin=2024-06-01", "acc=2024-05-31", "0/2"},
               {"", "acc=2024-05-31", "0/2"}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct kit k;
        char events[200];
        kit_init(&k, NULL, "2024-12-31");
        kit_use(&k, kit_policy(&k, "property-10"), NULL, NULL, NULL);
        snprintf(events, sizeof events,
                 "id=a|cat=repair|cust=K|issue=x|acc=2024-04-20|%s\n"
                 "id=b|cat=repair|cust=K|issue=x|%s\n",
                 row[i].first, row[i].second);
        kit_story(&k, events, "");
        kit_tell(&k);
        ck_assert_msg(!strcmp(kit_cell(&k, "rework_rate", "2024", "", "repair", ""), row[i].expected), "%s %s",
                      row[i].first, row[i].second);
        ck_assert_str_eq(kit_cell(&k, "rework_rate", "2024", "", "", ""), "");
        kit_release(&k);
    }
}
END_TEST

/* ---- size ---- */

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* n complaints and repairs of one customer on one week: merging, repeats, rework and texts at their worst. */
static double tell_big(uint32_t n, size_t *tallies) {
    struct kit k;
    struct buf b;
    uint64_t seed = 5;
    char day[MOMENT_TEXT];
    buf_init(&b);
    kit_init(&k, NULL, "2024-12-31");
    kit_use(&k, kit_policy(&k, "property-10"), NULL, NULL, NULL);
    for (uint32_t i = 0; i < n; i++)
        buf_printf(&b, "id=e%u|cat=%s|cust=K|site=A|dept=%u|acc=%s|fin=2024-02-01|sev=ordinary|channel=phone|%s%u\n", i,
                   i % 2 ? "complaint" : "repair", 1 + lcg(&seed) % 40,
                   civil_day_text(kit_day("2024-01-01") + (int32_t)(lcg(&seed) % 7), day),
                   i % 4 ? "issue=x" : "text=楼道灯坏了请尽快派人来看", i % 4 ? lcg(&seed) % 2 : lcg(&seed) % 500);
    kit_story(&k, b.p, "");
    double from = seconds();
    kit_tell(&k);
    double took = seconds() - from;
    *tallies = k.tale.n_tallies;
    kit_release(&k);
    buf_release(&b);
    return took;
}

START_TEST(test_size) { /* a story of 50 000 events: near linear, and its tallies as many as its cells */
    size_t small, big;
    double one = tell_big(12500, &small), four = tell_big(50000, &big);
    ck_assert_uint_lt(big, 200000);
    ck_assert_msg(four < 10 * one + 1, "%.2f s for 12 500 events, %.2f s for 50 000", one, four);
}
END_TEST

START_TEST(test_adding_up) { /* tallies added up in place: every period of every kind keeps its count */
    enum { N = 40000, DAYS = 400 };
    static const char *const period[] = {"2024-01",  "2024-03", "2024-W09", "2024-W14", "2024-W27",
                                         "2025-W01", "2024-Q2", "2024-H1",  "2025"};
    struct kit k;
    struct buf b;
    char day[MOMENT_TEXT];
    uint64_t seed = 9;
    buf_init(&b);
    kit_init(&k, NULL, "2025-12-31");
    kit_use(&k, kit_policy(&k, "decoration"), NULL, NULL, NULL);
    int32_t first = kit_day("2024-01-01"), *at = arena_alloc(&k.a, N * sizeof *at);
    for (uint32_t i = 0; i < N; i++) {
        at[i] = first + (int32_t)(lcg(&seed) % DAYS);
        buf_printf(&b, "id=e%u|cat=help|cust=K|site=A|acc=%s\n", i, civil_day_text(at[i], day));
    }
    kit_story(&k, b.p, "");
    kit_tell(&k);
    ck_assert_uint_lt(k.tale.n_tallies, 2 * N); /* two scopes for each event, were they not added up */
    for (size_t x = 0; x < sizeof period / sizeof *period; x++) {
        struct period q;
        char expected[40];
        int n = 0;
        ck_assert(period_parse(str_of(period[x]), 6, &q));
        for (uint32_t i = 0; i < N; i++) n += period_of(q.kind, at[i], 6).no == q.no;
        snprintf(expected, sizeof expected, "%d/0", n);
        ck_assert_str_eq(kit_cell(&k, "events", period[x], "A", "help", ""), expected);
    }
    buf_release(&b);
    kit_release(&k);
}
END_TEST

void tell_repeats(Suite *s) {
    TCase *c = tcase_create("repeats");
    tcase_set_timeout(c, 120);
    LOOP_TEST(c, test_repeats, repeats);
    tcase_add_test(c, test_cases);
    tcase_add_test(c, test_text_counts);
    LOOP_TEST(c, test_similarity, similar);
    tcase_add_loop_test(c, test_text_model, 0, 20);
    tcase_add_loop_test(c, test_models, 0, 20);
    tcase_add_test(c, test_rework);
    tcase_add_test(c, test_size);
    tcase_add_test(c, test_adding_up);
    suite_add_tcase(s, c);
}
