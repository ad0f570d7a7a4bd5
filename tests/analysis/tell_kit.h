/* Small stories for tests, written as text: one event or visit per line, `name=value` parts separated by '|'.
 *
 *   id=c1|cat=complaint|cust=K1|site=A|dept=D1|issue=lift|acc=2024-03-01 09:00:00|fin=2024-03-04
 *   id=v1|of=c1|at=2024-03-07 23:59:59|how=phone|out=pass
 *
 * kit_tell() tells them; kit_* read the tale back as text, so that a case is a line of words. */
#ifndef TESTS_ANALYSIS_TELL_KIT_H
#define TESTS_ANALYSIS_TELL_KIT_H
#include "analysis/metric.h"
#include "analysis/story.h"
#include "base/buf.h"
#include <check.h>

/* Runs the test once for each row of the table. */
#define LOOP_TEST(tcase, test, table) tcase_add_loop_test(tcase, test, 0, (int)(sizeof(table) / sizeof *(table)))

struct kit {
    struct arena a;
    struct dims dims;
    struct policy_use use[4];
    struct metric_list metrics;
    struct world w;
    struct story s;
    struct tale tale;
    struct buf text;
};

/* With one use of the policy; as-of and count_from are days as text. */
void kit_init(struct kit *k, const struct policy *p, const char *as_of);
void kit_release(struct kit *k);
/* A policy carried in the program, ready to be changed. */
struct policy *kit_policy(struct kit *k, const char *name);
/* A policy of nothing but a name; put rules into it. */
struct policy *kit_bare(struct kit *k);
void kit_use(struct kit *k, const struct policy *p, const char *site, const char *from, const char *until);
void kit_as_of(struct kit *k, const char *day);
int32_t kit_day(const char *day);
/* Sets the story; lines are separated by '\n'. Sorted as the store gives them. */
void kit_story(struct kit *k, const char *events, const char *visits);
void kit_visit_story(struct kit *k, const char *events, const char *visit);
void kit_tell(struct kit *k);

/* "c1 complaint 2024-03-04..2024-03-07 met due v1\n" for each obligation, in the tale's order. */
const char *kit_obligations(struct kit *k);
/* "num/den" of a cell, "" when nothing counts there. scope: "", "A" (site), "/D1" (department). */
const char *kit_cell(struct kit *k, const char *metric, const char *period, const char *scope, const char *category,
                     const char *stage);
/* "v1 method 4.1.4\n" …, "c1 contact open\n" …, "c2>c1\n" …, "kind event visit\n" … */
const char *kit_breaches(struct kit *k);
const char *kit_limits(struct kit *k);
const char *kit_merged(struct kit *k);
const char *kit_contradictions(struct kit *k);
/* "r3 leak 3 r1;r2;r3" with " text" and " escalated" where they hold. */
const char *kit_repeats(struct kit *k);
/* "p1 2/3 running start 2024-03-14\n" */
const char *kit_coverage(struct kit *k);
/* The whole tale with its tallies added up, in a fixed order: two tales are the same when these are. */
const char *kit_dump(struct kit *k, struct buf *out);
#endif
