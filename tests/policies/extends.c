/* `extends`: every value inherited, some replaced; lists of named rows by name, other lists as a whole. */
#include "policies/policy.h"
#include "tests/policies/parts.h"

static struct policy *child_of(struct arena *a, const char *text, struct err *e) {
    const char *folder = "";
    const char *path = scratch(a, "child.yaml", text);
    struct names search = {&folder, 1};
    folder = arena_cstr(a, str_n(path, strlen(path) - strlen("/child.yaml")));
    return policy_read(a, path, &search, e);
}

START_TEST(inherits) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    struct policy *p = child_of(&a,
                                "policy: own\nextends: property-10\nedition: b/1\n"
                                "categories: {lift: 电梯}\n"
                                "stages:\n"
                                "  - {name: complaint, latest: 2 d}\n"
                                "  - {name: repair2, drop: true}\n"
                                "  - {name: lift, categories: lift, anchor: finished_at, latest: 1 d, clause: x}\n"
                                "repeats:\n  - {category: complaint, consecutive: false}\n"
                                "visitors: []\n"
                                "visits: {review: not_set, filed: {day: 25}}\n"
                                "retention: not_set\n",
                                &e);
    ck_assert_msg(p != NULL, "%s", e.text);
    ck_assert_str_eq(p->id, "own");
    ck_assert_str_eq(p->edition, "b/1");
    ck_assert_str_eq(p->code, "qw-21-14");
    ck_assert_uint_eq(p->n_categories, 13);
    ck_assert_str_eq(p->category[12].code, "lift");
    ck_assert_uint_eq(p->n_stages, 8); /* 8 − repair2 + lift */
    ck_assert_str_eq(p->stage[0].name, "complaint");
    ck_assert_int_eq(p->stage[0].latest.n, 2);
    ck_assert_int_eq(p->stage[0].target.num, 100);
    ck_assert_ptr_null(policy_stage(p, STR_LIT("repair2")));
    ck_assert_str_eq(p->stage[7].name, "lift");
    ck_assert_int_eq(p->repeat[0].consecutive, false);
    ck_assert_int_eq(p->repeat[0].min_count, 2);
    ck_assert_uint_eq(p->n_repeats, 2);
    ck_assert_uint_eq(p->n_visitors, 0);
    ck_assert(!p->visit.review && p->visit.filed_day == 25 && p->visit.methods.n == 3);
    ck_assert_str_eq(p->visit.filed_clause.no, "4.7");
    ck_assert_int_eq(p->retention_months, 0);
    struct policy *parent = policy_read(&a, "property-10", NULL, &e);
    ck_assert(memcmp(p->digest, parent->digest, HASH_BYTES) != 0);
    arena_release(&a);
}
END_TEST

/* An organisation's own property-10.yaml may extend the one carried in the program. */
START_TEST(same_name) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    const char *path =
        scratch(&a, "own/property-10.yaml", "policy: property-10\nextends: property-10\nweek_start: sunday\n");
    const char *folder = arena_cstr(&a, str_n(path, strlen(path) - strlen("/property-10.yaml")));
    struct names search = {&folder, 1};
    struct policy *p = policy_read(&a, "property-10", &search, &e);
    ck_assert_msg(p != NULL, "%s", e.text);
    ck_assert_int_eq(p->week_start, 6);
    ck_assert_uint_eq(p->n_stages, 8);
    ck_assert_str_eq(p->path, path);
    arena_release(&a);
}
END_TEST

/* Three files in a row; a path is relative to the file that says it. */
START_TEST(chain) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    scratch(&a, "sub/b.yaml", "policy: b\nextends: property-10\nweek_start: sunday\ncode: B\n");
    struct policy *p = child_of(&a, "policy: c\nextends: sub/b.yaml\ncode: C\n", &e);
    ck_assert_msg(p != NULL, "%s", e.text);
    ck_assert_str_eq(p->code, "C");
    ck_assert_int_eq(p->week_start, 6);
    ck_assert_str_eq(p->edition, "a/0");
    unsigned char before[HASH_BYTES];
    memcpy(before, p->digest, HASH_BYTES);
    scratch(&a, "sub/b.yaml", "policy: b\nextends: property-10\nweek_start: sunday\ncode: BB\n");
    p = child_of(&a, "policy: c\nextends: sub/b.yaml\ncode: C\n", &e);
    ck_assert(memcmp(before, p->digest, HASH_BYTES) != 0); /* the digest covers what is extended */
    arena_release(&a);
}
END_TEST

static const struct {
    const char *text, *error;
} faults[] = {
    {"policy: c\nextends: ^child.yaml\n", ""},
    {"policy: c\nextends: ^''\n", "extends: found «», expected one line of text"},
    {"policy: c\nextends: property-10\nstages: [^{name: repair9, drop: true}]\n",
     "drop: the policy that this one extends has no such row"},
    {"policy: c\nextends: property-10\nstages: [{name: repair, drop: ^no}]\n", "drop: found «no», expected true"},
    {"policy: c\nextends: property-10\nstages: [{name: repair, drop: ^true, latest: 3 d}]\n",
     "drop: stands beside nothing but the name"},
    {"policy: c\nextends: property-10\nstages: [{name: repair, latest: ^3}]\n", "latest: found «3»"},
    {"policy: c\nextends: property-10\nstages: [{name: repair, ^latst: 3 d}]\n", "found the key «latst»"},
    {"policy: c\nextends: property-10\nstages: [^{name: repair3, latest: 3 d}]\n",
     "a stage lacks the key «categories»"},
};
START_TEST(fault) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    const char *place, *text = unmark(&a, faults[_i].text, &place);
    ck_assert_ptr_null(child_of(&a, text, &e));
    const char *want = arena_printf(&a, "child.yaml:%s: %s", place, faults[_i].error);
    ck_assert_msg(strstr(e.text, want) != NULL, "«%s»\nwanted «%s»", e.text, want);
    arena_release(&a);
}
END_TEST

TCase *extends_part(void) {
    TCase *t = tcase_create("extends");
    tcase_add_test(t, inherits);
    tcase_add_test(t, same_name);
    tcase_add_test(t, chain);
    tcase_add_loop_test(t, fault, 0, sizeof faults / sizeof *faults);
    return t;
}
