/* Jobs of people and complaints about them, summed by person, role and period (metrics.md, section 5).
 *
 * A job counts from the period in which it was accepted to the one in which it was finished, so two marks say it for
 * all periods at once: started, ended. Complaints about a job count for the people assigned to it (those that they
 * name, or all when they name nobody), complaints that name a person but none of the person's jobs under the role '',
 * which stands for every role the person has. All of this adds, job by job and complaint by complaint: a night takes
 * back what a changed one had added. ratios.h makes ratios of the sums. */
#ifndef ANALYSIS_STAFF_H
#define ANALYSIS_STAFF_H
#include "analysis/merges.h"
#include "analysis/part.h"

enum staff_count { STAFF_STARTED, STAFF_ENDED, STAFF_EXTRA, STAFF_COMPLAINED, STAFF_COMPLAINTS, STAFF_COUNTS };

/* What the jobs and complaints are seen through: the facts as known after a run, as of a day. */
struct staff_lens {
    const struct world *world;
    int64_t known;
    bool before;
    int sign;
};

/* For explain: what is added, or left out and why, for one person in one role ("": every role of the person). job and
 * complaint: what it comes from, absent where there is none. */
typedef void staff_look(void *ctx, uint16_t policy, struct period at, struct str role, struct str person,
                        enum staff_count what, struct str job, struct str complaint, const char *why);

struct staff {
    struct store *store;
    const struct part *part;
    size_t n_parts;
    struct merges *merges;
    struct staff_lens now, was;
    struct intern role, person; /* "" is 0 */
    struct staff_cell *slot;
    size_t n, n_slots;     /* what was added */
    struct intern changed; /* events that may have counted otherwise */
    struct intern name;
    uint32_t *by_name;
    size_t n_names, cap_names; /* of people: the one person of that name */
    bool names_read;
    staff_look *look;
    void *look_ctx; /* for explain */
    struct arena scratch;
};

void staff_init(struct staff *s, struct store *store, const struct part *part, size_t n_parts, struct merges *m);
void staff_release(struct staff *s);

/* Everything in force, seen through s->now. */
void staff_all(struct staff *s, struct err *e);
/* Notes which events of a story that was told again count otherwise now. */
void staff_note(struct staff *s, const struct story *old, const struct tale *old_tale, const struct story *new,
                const struct tale *new_tale);
/* Takes back what the noted events, and those whose assignments changed, had added through s->was, and adds what they
 * add now. */
void staff_changed(struct staff *s, struct err *e);

/* Writes the sums, and hands on the first period of each policy and kind that has another sum now. */
typedef void staff_dirty(void *ctx, uint16_t policy, struct period p);
void staff_fold(struct staff *s, bool fresh, staff_dirty *dirty, void *ctx, struct err *e);
#endif
