/* Telling the stories, all of them or what a night touched, into the cube and the rows of the tales.
 *
 * A night tells each touched or due story twice: as it was known and seen at the last analysis, which is taken back,
 * and as it is now. Counting is adding, so the cube then holds the difference. Visits that name several events are
 * told last: which complaint counts for a merged one is known by then, and what counted before is kept aside. */
#ifndef ANALYSIS_RETELL_H
#define ANALYSIS_RETELL_H
#include "analysis/pipeline.h"

/* Every story in force, after facts_begin(); the result tables of stories are empty. */
void retell_all(struct pipeline *p, struct err *e);
/* The stories named in `touched`. */
void retell_touched(struct pipeline *p, struct err *e);

/* For explain: hands every telling of the facts in force to `look`, which must not keep it. */
typedef void retell_look(void *ctx, const struct story *s, const struct tale *t);
void retell_look_at_all(struct pipeline *p, retell_look *look, void *ctx, struct err *e);
#endif
