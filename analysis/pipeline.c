#include "analysis/pipeline.h"
#include "analysis/derive.h"
#include "analysis/methods.h"
#include "analysis/ratios.h"
#include "analysis/reports.h"
#include "analysis/retell.h"
#include "analysis/samples.h"
#include "analysis/surveys.h"
#include "base/embed.h"
#include "base/mem.h"
#include "store/reindex.h"

/* What the results stand for. */
struct last {
    bool is;
    int64_t run;
    int32_t as_of, count_from;
    bool has_count_from, same_config;
};

/* ---- the world ---- */

static void read_people(struct pipeline *p, struct err *e) {
    struct stmt *q = store_stmt_file(p->store, embed_analysis, "analysis/sql/people.sql", e);
    stmt_bind_int(q, 1, p->run);
    struct person *list = NULL;
    size_t n = 0, cap = 0;
    while (stmt_step(q, e))
        *VEC_ADD(list, n, cap) = (struct person){.staff = arena_str(&p->arena, stmt_str(q, 0)),
                                                 .name = arena_str(&p->arena, stmt_str(q, 1)),
                                                 .role = arena_str(&p->arena, stmt_str(q, 2)),
                                                 .department = arena_str(&p->arena, stmt_str(q, 3)),
                                                 .site = arena_str(&p->arena, stmt_str(q, 4)),
                                                 .joined = stmt_moment(q, 5),
                                                 .left = stmt_moment(q, 6)};
    struct person *kept = arena_alloc(&p->arena, n * sizeof *kept);
    if (n) memcpy(kept, list, n * sizeof *kept);
    p->world.person = kept;
    p->world.n_persons = n;
    mem_free(list);
}

/* Who was allowed to consult what, as known after the run. */
static void read_grants(struct pipeline *p, int64_t run, struct world *w, struct err *e) {
    if (!p->side.grants) return;
    struct stmt *q = store_stmt_file(p->store, embed_analysis, "analysis/sql/grants.sql", e);
    stmt_bind_int(q, stmt_param(q, "known"), run);
    struct grant *list = NULL;
    size_t n = 0, cap = 0;
    while (stmt_step(q, e))
        *VEC_ADD(list, n, cap) =
            (struct grant){arena_str(&p->arena, stmt_str(q, 0)), arena_str(&p->arena, stmt_str(q, 1)),
                           stmt_moment(q, 2), stmt_moment(q, 3)};
    struct grant *kept = arena_alloc(&p->arena, (n + 1) * sizeof *kept);
    if (n) memcpy(kept, list, n * sizeof *kept);
    w->grant = kept;
    w->n_grants = n;
    w->no_grants = side_no_grants(&p->side, run);
    mem_free(list);
}

static void read_holidays(struct pipeline *p, struct err *e) {
    struct stmt *q = store_stmt_file(p->store, embed_analysis, "analysis/sql/holidays.sql", e);
    stmt_bind_int(q, 1, p->run);
    int32_t *off = NULL, *work = NULL;
    size_t n_off = 0, n_work = 0, cap_off = 0, cap_work = 0;
    while (stmt_step(q, e)) {
        int32_t day;
        if (!civil_parse_day(stmt_str(q, 0), &day)) continue;
        if (str_is(stmt_str(q, 1), "workday")) *VEC_ADD(work, n_work, cap_work) = day;
        else *VEC_ADD(off, n_off, cap_off) = day;
    }
    int32_t *days = arena_alloc(&p->arena, (n_off + n_work) * sizeof *days);
    if (n_off) memcpy(days, off, n_off * sizeof *days);
    if (n_work) memcpy(days + n_off, work, n_work * sizeof *days);
    p->world.day_off = days;
    p->world.n_days_off = n_off;
    p->world.workday = days + n_off;
    p->world.n_workdays = n_work;
    mem_free(off);
    mem_free(work);
}

/* Figures are kept by policy, however many times a policy is in use. */
static void split_policies(struct pipeline *p) {
    const struct config *c = p->config;
    p->policy_no = arena_alloc(&p->arena, c->n_uses * sizeof *p->policy_no);
    p->part = arena_zero(&p->arena, c->n_uses * sizeof *p->part);
    for (size_t i = 0; i < c->n_uses; i++) {
        size_t k = 0;
        while (!str_eq(str_of(p->config->use[k].policy->id), str_of(c->use[i].policy->id))) k++;
        p->policy_no[i] = (uint16_t)k;
        if (k == i)
            p->part[p->n_parts++] = (struct part){(uint16_t)k, arena_alloc(&p->arena, c->n_uses * sizeof *c->use), 0};
    }
    for (size_t i = 0; i < p->n_parts; i++)
        for (size_t k = 0; k < c->n_uses; k++)
            if (p->policy_no[k] == p->part[i].no) p->part[i].use[p->part[i].n_uses++] = c->use[k];
}

static void open_dims(struct dims *d) {
    struct intern *list[] = {&d->site, &d->department, &d->category, &d->stage};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        intern_init(list[i]);
        intern_add(list[i], STR_LIT(""));
    }
}

void pipeline_open(struct pipeline *p, struct store *s, const struct config *c, int64_t run, struct err *e) {
    *p = (struct pipeline){.store = s, .config = c, .run = run};
    open_dims(&p->dims);
    metric_list_init(&p->metrics, c->use, c->n_uses, &p->arena);
    p->world.use = c->use;
    p->world.n_uses = c->n_uses;
    p->world.dims = &p->dims;
    p->world.metrics = &p->metrics;
    read_people(p, e);
    read_holidays(p, e);
    split_policies(p);
    facts_init(&p->facts, s, &p->dims, c->use, c->n_uses);
    side_init(&p->side, s, c->use, c->n_uses, e);
    for (int k = 0; k < ROW_KINDS; k++) p->world.absent[k] = side_absent(&p->side, (enum row_kind)k, run);
    read_grants(p, run, &p->world, e);
    p->before = p->world;
    outbox_init(&p->outbox, s);
    told_init(&p->told, s, &p->dims, &p->outbox);
    cube_init(&p->cube, c->use, p->policy_no);
    changes_init(&p->changes);
    rows_init(&p->rows, s, &p->world, &p->changes, &p->outbox, e);
    merges_init(&p->merges, s);
    staff_init(&p->staff, s, p->part, p->n_parts, &p->merges);
    durations_init(&p->durations, s, &p->world, p->policy_no, &p->outbox);
    targets_init(&p->targets, s, run, &p->arena, e);
}

void pipeline_release(struct pipeline *p) {
    changes_release(&p->changes);
    sums_release(&p->sums);
    restate_release(&p->restate);
    targets_release(&p->targets);
    staff_release(&p->staff);
    merges_release(&p->merges);
    durations_release(&p->durations);
    news_release(&p->news);
    side_release(&p->side);
    told_release(&p->told);
    facts_release(&p->facts);
    rows_release(&p->rows);
    cube_release(&p->cube);
    outbox_release(&p->outbox);
    intern_release(&p->dims.site);
    intern_release(&p->dims.department);
    intern_release(&p->dims.category);
    intern_release(&p->dims.stage);
    arena_release(&p->arena);
}

/* ---- what has to be done ---- */

static struct last read_last(struct pipeline *p, struct err *e) {
    struct last l = {0};
    struct stmt *q = store_stmt_file(p->store, embed_analysis, "analysis/sql/last_analysis.sql", e);
    if (!stmt_step(q, e)) return l;
    l.is = civil_parse_day(stmt_str(q, 1), &l.as_of);
    l.run = stmt_int(q, 0);
    l.has_count_from = civil_parse_day(stmt_str(q, 2), &l.count_from);
    struct str digest = stmt_blob(q, 3);
    l.same_config = str_eq(digest, str_n((const char *)p->config->digest, HASH_BYTES));
    stmt_reset(q);
    return l;
}

static bool first_event(struct pipeline *p, int32_t *day, struct err *e) {
    struct stmt *q = store_stmt_file(p->store, embed_analysis, "analysis/sql/first_event.sql", e);
    struct moment m = stmt_step(q, e) ? stmt_moment(q, 0) : moment_none();
    stmt_reset(q);
    *day = moment_day(m);
    return moment_is(m);
}

/* Whether the first event may have come or gone since the last analysis: what came since then is looked at, the whole
 * log only when one of the first day was replaced. */
static bool first_event_stands(struct pipeline *p, const struct last *l, struct err *e) {
    bool stands = true;
    struct stmt *q = store_stmt_file(p->store, embed_analysis, "analysis/sql/events_latest.sql", e);
    while (stands && stmt_step(q, e) && stmt_int(q, 0) > l->run) {
        int32_t day = moment_day(stmt_moment(q, 2));
        bool counts = stmt_int(q, 3);
        if (counts && day < l->count_from) stands = false;
        if (counts && day <= l->count_from) continue;
        struct stmt *past = store_stmt_file(p->store, embed_analysis, "analysis/sql/event_replaced.sql", e);
        stmt_bind_str(past, 1, stmt_str(q, 1));
        stmt_bind_int(past, 2, l->run);
        if (stmt_step(past, e) && !stmt_is_null(past, 0)) stands &= moment_day(stmt_moment(past, 0)) > l->count_from;
        stmt_reset(past);
    }
    stmt_reset(q);
    return stands;
}

/* The day from which on things are owed; false before the first event. */
static bool find_count_from(struct pipeline *p, const struct last *l, int32_t *day, struct err *e) {
    if (p->config->count_from_set) {
        *day = p->config->count_from;
        return true;
    }
    *day = l->count_from;
    if (l->is && l->has_count_from && l->same_config && first_event_stands(p, l, e)) return true;
    return first_event(p, day, e);
}

static bool touched_all(struct pipeline *p, int64_t *n, struct err *e) {
    struct stmt *q = store_stmt_file(p->store, embed_analysis, "analysis/sql/touched_all.sql", e);
    bool all = false;
    if (stmt_step(q, e)) {
        all = stmt_int(q, 0);
        *n = stmt_int(q, 1);
    }
    stmt_reset(q);
    return all;
}

/* Whether a log that had never brought a row has brought one since: what asks for it is judged from now on. */
static bool log_appeared(const struct pipeline *p, const struct last *l) {
    for (int k = 0; k < ROW_KINDS; k++)
        if (side_absent(&p->side, (enum row_kind)k, l->run) && !side_absent(&p->side, (enum row_kind)k, p->run))
            return true;
    return side_no_grants(&p->side, l->run) && !side_no_grants(&p->side, p->run);
}

static void touch_due(struct pipeline *p, struct err *e) {
    struct stmt *q = store_stmt_file(p->store, embed_analysis, "analysis/sql/touch_due.sql", e);
    char text[MOMENT_TEXT];
    stmt_bind_str(q, 1, str_of(civil_day_text(p->world.as_of, text)));
    stmt_run(q, e);
}

/* Whether any file was read since that run: also one that touches no story, such as notes, changes what is shown. */
static bool came_since(struct pipeline *p, int64_t run, struct err *e) {
    struct stmt *q = store_stmt_file(p->store, embed_analysis, "analysis/sql/files_since.sql", e);
    stmt_bind_int(q, 1, run);
    bool came = stmt_step(q, e);
    stmt_reset(q);
    return came;
}

static void record(struct pipeline *p, bool counts, struct err *e) {
    char as_of[MOMENT_TEXT], from[MOMENT_TEXT];
    struct stmt *q = store_stmt_file(p->store, embed_analysis, "analysis/sql/analysis_put.sql", e);
    stmt_bind_int(q, 1, p->run);
    stmt_bind_str(q, 2, str_of(civil_day_text(p->world.as_of, as_of)));
    stmt_bind_str(q, 3, counts ? str_of(civil_day_text(p->world.count_from, from)) : STR_LIT(""));
    stmt_bind_blob(q, 4, p->config->digest, HASH_BYTES);
    stmt_bind_int(q, 5, p->report->stories_told);
    stmt_bind_int(q, 6, p->report->periods_summed);
    stmt_run(q, e);
}

/* ---- the run ---- */

static const char clear[] =
    "DELETE FROM metric; DELETE FROM obligation; DELETE FROM merged_event; "
    "DELETE FROM repeat_flag; DELETE FROM repeat_list; DELETE FROM limit_case; DELETE FROM visit_breach; "
    "DELETE FROM coverage_case; DELETE FROM contradiction; DELETE FROM staff_ratio; "
    "DELETE FROM staff_sum; DELETE FROM duration; DELETE FROM story_due; DELETE FROM told; "
    "DELETE FROM month_change; DELETE FROM row_change; DELETE FROM check_case; DELETE FROM sample_draw; DELETE FROM report_due;";

static void sum_people(struct pipeline *p, bool full, struct err *e) {
    struct ratios ratios;
    ratios_begin(&ratios, p, e);
    if (full) staff_all(&p->staff, e);
    else staff_changed(&p->staff, e);
    staff_fold(&p->staff, full, ratios_note, &ratios, e);
    ratios_finish(&ratios, e);
}

/* The long tables that have indexes beside their keys. */
static const char *const bulky[] = {"obligation", "limit_case", "visit_breach", "repeat_flag", "check_case"};

static void begin_bulk(struct pipeline *p, struct reindex *b, struct err *e) {
    *b = (struct reindex){0};
    for (size_t i = 0; i < sizeof bulky / sizeof *bulky; i++) reindex_begin(b, p->store, bulky[i], e);
    store_exec(p->store, clear, e);
}

static void compute(struct pipeline *p, bool full, struct err *e) {
    struct derive derive;
    struct reindex bulk;
    if (full) restate_keep(&p->restate, e);
    if (full) begin_bulk(p, &bulk, e);
    derive_begin(&derive, p, e);
    sums_init(&p->sums, p->store, &p->world, &p->targets, &p->changes, full, e);
    if (!full) p->sums.restate = &p->restate;
    news_init(&p->news, &p->facts, &p->side, p->run_before, p->run);
    p->changes.event = &p->news.event;
    p->changes.visit = &p->news.visit;
    p->staff.now = (struct staff_lens){&p->world, p->run, false, 1};
    p->staff.was = (struct staff_lens){&p->before, p->run_before, true, -1};
    if (full) {
        retell_all(p, e);
        reindex_end(&bulk, p->store, e);
        reindex_release(&bulk);
    } else {
        news_read(&p->news, e);
        retell_touched(p, e);
    }
    cube_fold(&p->cube, &p->dims, &p->metrics, sums_add, &p->sums, e);
    durations_fold(&p->durations, &p->sums, e);
    sum_people(p, full, e);
    derive_finish(&derive, p, e);
    methods_sum(p, e);
    samples_sum(p, e);
    surveys_sum(p, e);
    reports_list(p, e);
    sums_flush(&p->sums, e);
    restate_finish(&p->restate, full, e);
}

static void begin_restating(struct pipeline *p, const struct last *l, bool full, struct err *e) {
    const char *cause = !l->same_config ? "config" : full ? "whole" : "rows";
    restate_begin(&p->restate, p->store, &p->world, p->policy_no, p->run, l->run, l->as_of, cause, e);
    p->restate.news = &p->news;
}

static void analyse(struct pipeline *p, int32_t as_of, bool full, struct err *e) {
    struct last l = read_last(p, e);
    int64_t n_touched = 0;
    p->world.as_of = as_of;
    bool counts = find_count_from(p, &l, &p->world.count_from, e);
    full |= touched_all(p, &n_touched, e) || !l.is || !l.same_config || as_of < l.as_of || p->run < l.run ||
            counts != l.has_count_from || log_appeared(p, &l) || (counts && p->world.count_from != l.count_from);
    p->report->full = full;
    p->counts = counts;
    if (!full) {
        p->had_before = true;
        p->run_before = l.run;
        p->before.as_of = l.as_of;
        p->before.count_from = l.count_from;
        read_grants(p, l.run, &p->before, e);
        touch_due(p, e);
    }
    if (l.is) begin_restating(p, &l, full, e);
    if (full) facts_begin(&p->facts, e);
    store_share(p->store, false, e);
    compute(p, full, e);
    p->report->periods_summed = (int64_t)p->sums.n_periods;
    if (!full && as_of == l.as_of && !n_touched && p->sums.n_periods == 0 && p->report->stories_told == 0 &&
        !came_since(p, l.run, e))
        return;
    if (!full) changes_sight(&p->changes, l.as_of + 1, as_of);
    changes_write(&p->changes, p->store, p->run, full, e);
    record(p, counts, e);
    store_exec(p->store, "DELETE FROM touched;", e);
}

void analysis_run(struct store *s, const struct config *c, int32_t as_of, bool full, int64_t run,
                  struct analysis_report *out, struct err *e) {
    *out = (struct analysis_report){0};
    store_share(s, true, e);
    store_begin(s, e);
    struct pipeline p;
    pipeline_open(&p, s, c, run, e);
    p.report = out;
    if (!err_is(e)) analyse(&p, as_of, full, e);
    struct err dropped = {0};
    if (err_is(e)) store_rollback(s);
    else store_commit(s, e);
    store_share(s, false, err_is(e) ? &dropped : e);
    pipeline_release(&p);
}
