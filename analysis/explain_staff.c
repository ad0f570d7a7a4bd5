/* The rows of a staff complaint ratio (metrics.md, section 5): the jobs that went on in the period, those complained about
 * in it, and the complaints, each with the person whom it counts for. */
#include "analysis/explain.h"
#include "base/embed.h"
#include "base/mem.h"

struct people {
    const struct figure *f;
    uint16_t policy;
    struct period period;
    struct intern person;
    struct intern job;
    int *going;
    size_t n, cap; /* "person: job X": started less ended up to the period */
    struct arena text;
    struct explain_rows *out;
};

static void say(struct people *x, struct str person, struct str job, struct str complaint, const char *why) {
    bool counts = !strcmp(why, "counted");
    struct buf *b = counts ? &x->out->counted : &x->out->left;
    buf_printf(b, "  %.*s: ", STR_ARG(person));
    if (complaint.n) buf_printf(b, "complaint %.*s", STR_ARG(complaint));
    if (complaint.n && job.n) buf_puts(b, " about ");
    else if (job.n) buf_puts(b, "job ");
    buf_printf(b, "%.*s (%s)\n", STR_ARG(job), why);
    if (counts) x->out->n_counted++;
    else x->out->n_left++;
}

static void note_job(struct people *x, struct str person, struct str job, int sign) {
    struct str key = str_of(arena_printf(&x->text, "%.*s\n%.*s", STR_ARG(person), STR_ARG(job)));
    uint32_t no = intern_add(&x->job, key);
    if (no == x->n) *VEC_ADD(x->going, x->n, x->cap) = 0;
    x->going[no] += sign;
    arena_reset(&x->text);
}

static void look(void *ctx, uint16_t policy, struct period at, struct str role, struct str person,
                 enum staff_count what, struct str job, struct str complaint, const char *why) {
    struct people *x = ctx;
    if (policy != x->policy || at.kind != x->period.kind || (role.n && !str_eq(role, x->f->category))) return;
    if (intern_find(&x->person, person) == INTERN_NONE || at.no > x->period.no) return;
    if (what == STAFF_STARTED) note_job(x, person, job, 1);
    if (what == STAFF_ENDED) note_job(x, person, job, -1);
    if (at.no != x->period.no || (what != STAFF_COMPLAINED && what != STAFF_EXTRA)) return;
    say(x, person, job, what == STAFF_EXTRA ? str_none() : complaint, why);
    x->out->num += what == STAFF_COMPLAINED && !strcmp(why, "counted");
    x->out->den += what == STAFF_EXTRA;
}

static void read_people(struct people *x, struct store *s, struct err *e) {
    if (str_is(x->f->scope_kind, "staff")) {
        intern_add(&x->person, x->f->scope);
        return;
    }
    struct stmt *q = store_stmt_file(s, embed_analysis, "analysis/sql/explain_people.sql", e);
    stmt_bind_str(q, 1, x->f->policy);
    stmt_bind_str(q, 2, x->f->period);
    stmt_bind_str(q, 3, x->f->category);
    while (stmt_step(q, e)) intern_add(&x->person, stmt_str(q, 0));
}

static void say_jobs(struct people *x) {
    for (size_t i = 0; i < x->n; i++) {
        struct str job = x->job.name[i], person;
        if (x->going[i] <= 0) continue;
        str_split(&job, '\n', &person);
        say(x, person, job, str_none(), "counted");
        x->out->den++;
    }
}

void explain_staff(struct pipeline *p, const struct figure *f, uint16_t policy, struct period period,
                   struct explain_rows *out, struct err *e) {
    struct people x = {.f = f, .policy = policy, .period = period, .out = out};
    intern_init(&x.person);
    intern_init(&x.job);
    read_people(&x, p->store, e);
    p->staff.now = (struct staff_lens){&p->world, p->run, false, 1};
    p->staff.look = look;
    p->staff.look_ctx = &x;
    staff_all(&p->staff, e);
    say_jobs(&x);
    mem_free(x.going);
    intern_release(&x.person);
    intern_release(&x.job);
    arena_release(&x.text);
}
