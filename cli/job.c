/* The nightly job and its three steps: import, analyse, render. Each step is driven by what the store holds, so running
 * again is the only recovery there is. */
#include "cli/job.h"
#include "base/file.h"

static void worse(struct job *j, int code) {
    if (code > j->code) j->code = code;
}

static void job_open(struct job *j, const struct options *o, const char *command, bool with_as_of, struct err *e) {
    *j = (struct job){.o = o, .command = command};
    import_report_init(&j->imported);
    session_open(&j->x, o, SESSION_WRITE, e);
    if (!err_is(e)) session_run(&j->x, o, command, with_as_of, e);
}

static int job_close(struct job *j, struct err *e) {
    if (j->o->json) job_json(j, e);
    import_report_release(&j->imported);
    session_close(&j->x, e);
    return j->code;
}

static void show_progress(void *ctx, const char *path, int64_t rows) {
    const struct job *j = ctx;
    out_progress(j->o, "importing %s: %lld rows", path, (long long)rows);
}

static void step_import(struct job *j, struct err *e) {
    if (err_is(e)) return;
    j->refused = arena_printf(&j->x.a, "%s/refused", file_dirname(&j->x.a, j->x.c->store));
    struct import_options io = {.refused_dir = j->refused,
                                .refused_rows = j->o->verbose ? 1000 : 10,
                                .now = j->x.now,
                                .progress = show_progress,
                                .ctx = j};
    import_run(j->x.s, j->x.c, j->x.run, &io, &j->imported, e);
    j->did_import = true;
    import_silence(j->x.s, j->x.c, j->x.run, j->x.as_of, &j->imported, e);
    job_say_import(j);
    if (j->imported.total.n_quarantined || j->imported.n_drift || j->imported.n_unmatched || j->imported.n_left)
        worse(j, ERR_PARTIAL);
    for (size_t i = 0; i < j->imported.n_files; i++)
        if (j->imported.file[i].status == IMPORT_REFUSED) worse(j, j->imported.file[i].problem_code);
}

static void step_analyse(struct job *j, struct err *e) {
    if (err_is(e)) return;
    struct stmt *q = store_stmt(j->x.s, "SELECT as_of FROM analysis ORDER BY run DESC LIMIT 1", e);
    struct moment last = moment_none();
    if (stmt_step(q, e)) last = stmt_moment(q, 0);
    stmt_reset(q);
    if (moment_is(last) && j->x.as_of < moment_day(last))
        out_say(j->o, "back to a day before the latest results: everything is told anew");
    out_progress(j->o, "analysing…");
    analysis_run(j->x.s, j->x.c, j->x.as_of, j->o->full, j->x.run, &j->analysed, e);
    j->did_analyse = true;
    if (err_is(e)) return;
    char day[MOMENT_TEXT];
    out_say(j->o, "as of %s: %lld stories told, %lld periods summed%s", civil_day_text(j->x.as_of, day),
            (long long)j->analysed.stories_told, (long long)j->analysed.periods_summed,
            j->analysed.full ? " (everything)" : "");
}

static void say_site(struct job *j, const struct site_report *r) {
    for (size_t i = 0; i < r->failed.n; i++)
        out_warn(j->o, "page %s could not be made: %s", r->failed.item[i].where, r->failed.item[i].text);
    for (size_t i = 0; i < r->dead.n; i++) out_note(j->o, "%s: %s", r->dead.item[i].where, r->dead.item[i].text);
    for (size_t i = 0; i < r->missing.n; i++)
        out_say(j->o, "no glyph for %s in: %s", r->missing.item[i].text, r->missing.item[i].where);
    if (r->failed.n) worse(j, ERR_INVARIANT);
}

static void say_made(const struct job *j, const struct site_report *r) {
    out_say(j->o, "%lld pages rendered, %lld kept; %lld charts drawn; %lld CSV files written",
            (long long)r->pages_rendered, (long long)r->pages_kept, (long long)r->charts_drawn,
            (long long)r->csv_written);
    out_say(j->o, "%s", r->index ? r->index : "");
}

static void render_edition(struct job *j, const struct site_options *o, struct err *e) {
    struct site_report r;
    site_render(j->x.s, j->x.c, o, &r, e);
    say_site(j, &r);
    if (!err_is(e)) say_made(j, &r);
    j->charts_drawn += r.charts_drawn;
    j->pages_rendered += r.pages_rendered;
    j->pages_failed += (int64_t)r.failed.n;
    if (!j->index && r.index) j->index = arena_str(&j->x.a, str_of(r.index)).p;
    site_report_release(&r);
}

/* The edition builder reads the store, which a writing connection would keep to itself. */
static void step_render(struct job *j, struct err *e) {
    if (err_is(e)) return;
    store_close(j->x.s, e);
    j->x.s = store_open(j->x.c->store, STORE_READ, e);
    if (err_is(e)) return;
    struct stmt *q = store_stmt(j->x.s, "SELECT max(as_of) FROM analysis", e);
    if (stmt_step(q, e)) civil_parse_day(stmt_str(q, 0), &j->x.as_of); /* what is shown, not what was asked */
    stmt_reset(q);
    if (store_int(j->x.s, "SELECT count(*) FROM analysis", e) == 0)
        err_set(e, ERR_NOINPUT, "%s holds no results yet; run `huifang analyse` first", j->x.c->store);
    if (err_is(e)) return;
    out_progress(j->o, "rendering…");
    struct site_options so = {.run = j->x.run, .started_at = j->x.started, .force = j->o->full};
    j->did_render = true;
    render_edition(j, &so, e);
    for (size_t i = 0; i < j->x.c->n_editions && !err_is(e); i++) {
        so.audience = j->x.c->edition[i].audience;
        so.output = j->x.c->edition[i].output;
        render_edition(j, &so, e);
    }
}

int verb_run(const struct options *o, struct err *e) {
    struct job j;
    job_open(&j, o, "run", true, e);
    step_import(&j, e);
    step_analyse(&j, e);
    step_render(&j, e);
    return job_close(&j, e);
}

int verb_import(const struct options *o, struct err *e) {
    struct job j;
    job_open(&j, o, "import", false, e);
    step_import(&j, e);
    return job_close(&j, e);
}

int verb_analyse(const struct options *o, struct err *e) {
    struct job j;
    job_open(&j, o, "analyse", true, e);
    step_analyse(&j, e);
    return job_close(&j, e);
}

int verb_render(const struct options *o, struct err *e) {
    struct job j;
    job_open(&j, o, "render", false, e);
    step_render(&j, e);
    return job_close(&j, e);
}
