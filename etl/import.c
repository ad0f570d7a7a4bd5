#include "etl/import.h"
#include "base/file.h"
#include "base/mem.h"
#include "etl/ahead.h"
#include "etl/bulk.h"
#include "etl/cut.h"
#include "etl/dates.h"
#include "etl/drift.h"
#include "etl/input.h"
#include "etl/known.h"
#include "etl/load.h"
#include "etl/refused.h"
#include "etl/report.h"
#include "etl/settle.h"
#include <sys/stat.h>
#include <unistd.h>

enum { SPANS_SHOWN = 20, PROGRESS_ROWS = 20000 };

void import_report_init(struct import_report *r) {
    *r = (struct import_report){0};
    arena_init(&r->arena);
}

void import_report_release(struct import_report *r) {
    for (size_t i = 0; i < r->n_files; i++) {
        mem_free(r->file[i].refused);
        mem_free(r->file[i].column);
        mem_free(r->file[i].span);
    }
    mem_free(r->file);
    mem_free(r->unmatched);
    mem_free(r->drift);
    arena_release(&r->arena);
    *r = (struct import_report){0};
}

void import_silence(struct store *s, const struct config *cfg, int64_t run, int32_t as_of, struct import_report *r,
                    struct err *e) {
    for (size_t i = 0; i < cfg->n_sources && !err_is(e); i++) {
        const struct source *src = &cfg->source[i];
        if (!src->expected_every_days) continue;
        struct stmt *q = store_stmt(s, "SELECT max(last_at) FROM file WHERE source = ?1", e);
        stmt_bind_str(q, 1, str_of(src->name));
        const char *last = stmt_step(q, e) && !stmt_is_null(q, 0) ? arena_cstr(&r->arena, stmt_str(q, 0)) : NULL;
        int32_t day = last ? moment_day(stmt_moment(q, 0)) : 0;
        stmt_reset(q);
        if (last && as_of - day <= src->expected_every_days) continue;
        struct drift_finding f = {"silent", "", last,
                                  arena_printf(&r->arena, "every %d days", src->expected_every_days)};
        report_drift(r, src->name, NULL, &f);
        store_begin(s, e);
        drift_note(s, run, src->name, NULL, &f, e);
        store_commit(s, e);
    }
}

/* Whether an error is about one file only, so that the others go on. */
static bool of_file(const struct err *e) { return e->code == ERR_DATA || e->code == ERR_NOINPUT; }

/* --- one file into the store ---------------------------------------------------------------------------------- */

struct job {
    struct store *store; /* of a trial: one that is thrown away */
    bool trial;
    struct store *asked; /* of a trial: what is known; NULL: nothing */
    struct known *known; /* of its log that is read */
    const struct config *cfg;
    const struct import_options *o;
    struct import_report *r;
    struct ledger *ledger;
    struct touch touch;
    struct mapping *map;
    struct loader *loader;
    struct drift *drift;
    struct settle settle;
    struct spans spans;     /* of the table that is read */
    struct cut cut;         /* what its state before broke off with */
    int reasons;            /* its column with the reasons why its rows were refused before; -1: none */
    int64_t n_rows;         /* of the table, so far */
    struct arena file, row; /* texts of one file, of one row */
};

/* A row that was refused before and returns in the CSV of refused rows names its entry, whatever its key is now. */
static void mend_named(struct job *j, const struct row *row, struct err *e) {
    if (j->reasons < 0 || j->reasons >= row->n) return;
    int64_t file = j->ledger->file[j->ledger->n - 1].id;
    ledger_mend_named(j->ledger, row->field[j->reasons], (struct ledger_place){file, row->line}, e);
}

/* What became of it. */
static enum span_outcome take_row(struct job *j, const struct ahead_row *r, bool entered, struct import_file *f,
                                  struct err *e) {
    if (r->outcome < SPAN_NEW) return r->outcome;
    arena_reset(&j->row);
    if (r->outcome == SPAN_QUARANTINED) {
        report_refused(j->r, f, j->o, &r->row, &r->refusal);
        load_refused(j->loader, &j->row, &r->row, &r->refusal, e);
        return r->outcome;
    }
    known_bring(j->known, &r->record, e);
    mend_named(j, &r->row, e);
    return load_row(j->loader, &j->row, &r->record, r->digest, entered, r->row.line, e);
}

static void take_batch(struct job *j, const struct ahead_batch *b, struct import_file *f, int64_t file, struct err *e) {
    bool entered[AHEAD_ROWS] = {false}, *next = entered;
    if (!j->known) load_enter(j->loader, b->cell, b->n_records, entered, e);
    for (size_t i = 0; i < b->n && !err_is(e); i++) {
        const struct ahead_row *r = &b->row[i];
        spans_add(&j->spans, take_row(j, r, r->outcome == SPAN_OUTCOMES && *next++, f, e), &r->row);
        spans_write(&j->spans, j->store, file, e);
        cut_row(&j->cut, j->ledger, file, &r->row, e);
        if (++j->n_rows % PROGRESS_ROWS == 0 && j->o && j->o->progress) j->o->progress(j->o->ctx, f->path, j->n_rows);
    }
}

static void read_rows(struct job *j, struct input *in, struct import_file *f, int64_t file, struct err *e) {
    struct ahead *h = ahead_open(in->rows, j->map, j->drift, &j->file, f->path);
    j->n_rows = 0;
    for (const struct ahead_batch *b; (b = ahead_next(h, e)) != NULL;) take_batch(j, b, f, file, e);
    ahead_close(h);
}

/* The rank that rows without a time of their own have: the date in the name, else the path. */
static struct str file_rank(struct arena *a, const struct source *src, const char *path) {
    char text[MOMENT_TEXT];
    int32_t day;
    if (src->dated && dates_in_name(file_basename(path), src->dated, &day))
        return arena_str(a, str_of(civil_day_text(day, text)));
    return str_of(arena_printf(a, "/%s", path));
}

/* Whether the source is known to have a snapshot that stands above this file. */
static bool outdated(struct job *j, const struct ledger_file *file, struct str rank) {
    struct arena a;
    arena_init(&a);
    bool above = false;
    for (size_t i = 0; i < j->ledger->n && !above; i++) {
        const struct ledger_file *g = &j->ledger->file[i];
        if (!str_eq(g->source, file->source) || str_eq(g->path, file->path)) continue;
        int c = str_cmp(file_rank(&a, j->map->source, arena_cstr(&a, g->path)), rank);
        above = c > 0 || (c == 0 && str_cmp(g->path, file->path) > 0);
    }
    arena_release(&a);
    return above;
}

static void check_rejects(const struct job *j, const char *path, struct err *e) {
    const struct ledger_counts *k = load_counts(j->loader);
    double limit = j->map->source->reject_above;
    if (limit >= 1 || k->rows == 0 || (double)k->n_quarantined <= limit * (double)k->rows) return;
    err_set(e, ERR_DATA,
            "%s: %lld of %lld rows would be refused, more than source %s allows (reject_above); the whole file is set "
            "aside",
            path, (long long)k->n_quarantined, (long long)k->rows, j->map->source->name);
}

/* A table of the file that was read within the transaction, until the transaction is through. */
struct table_done {
    size_t report; /* its place in the report */
    int64_t file;
    struct str header;
    struct ledger_counts count;
};

/* Of a trial: what is said of an account. */
static void report_trial(struct job *j, struct import_file *f, int64_t file, struct err *e) {
    size_t asked = j->o && j->o->refused_rows > 0 ? (size_t)j->o->refused_rows : 0;
    report_counts(j->r, f, load_counts(j->loader));
    report_spans(f, j->store, file, asked > SPANS_SHOWN ? asked : SPANS_SHOWN, e);
}

/* Reads one table's rows. `header`: the first line's bytes; absent when the table holds no row. */
static void read_table(struct job *j, struct input *in, struct str header, struct import_file *f,
                       struct table_done *done, struct err *e) {
    bool empty = !header.p;
    const struct source *src = j->map->source;
    const struct ledger_file *file =
        ledger_begin(j->ledger, j->map, f->path, &in->verdict, f->encoding, f->delimiter, e);
    struct str rank = file_rank(&j->file, src, f->path);
    bool late = src->snapshot && outdated(j, file, rank);
    struct bulk bulk = {0};
    if (!j->trial) bulk_begin(&bulk, &j->file, j->store, j->map->log->table, e);
    load_begin(j->loader, file, rank, src->snapshot && !late, late, e);
    if (src->snapshot && !late) known_bring_source(j->known, src->name, e);
    j->cut = cut_find(&j->file, j->store, file->id, e);
    if (!empty) drift_begin(j->drift, e);
    j->reasons = empty ? -1 : refused_column(j->map);
    if (!empty) read_rows(j, in, f, file->id, e);
    load_rows_end(j->loader, e);
    bulk_end(&bulk, j->store, e);
    const struct ledger_counts *k = load_counts(j->loader);
    if (src->snapshot && !late && k->rows > 0) f->withdrawn = load_withdraw_unseen(j->loader, e);
    struct str first, last;
    load_times(j->loader, &first, &last);
    ledger_finish(j->ledger, file->id, k, first, last, empty ? NULL : j->map, e);
    input_settled(in, e); /* one that grows has no account to close */
    spans_close(&j->spans, j->store, file->id, input_stream(in), rows_bytes(in->rows), e);
    ledger_mend_lines(j->ledger, file->id, e);
    report_besides(j->r, f, &j->spans);
    f->bytes = rows_bytes(in->rows);
    f->stream = input_stream(in);
    if (j->trial) report_trial(j, f, file->id, e);
    if (!err_is(e)) check_rejects(j, f->path, e);
    if (!empty) report_dates(j->r, f, j->map);
    if (k->rows == 0) report_warning(j->r, f, src->snapshot ? "no rows; nothing is withdrawn for that" : "no rows");
    *done = (struct table_done){(size_t)(f - j->r->file), file->id, header, *k};
    size_t n = 0;
    const struct drift_finding *found = empty ? NULL : drift_end(j->drift, !j->trial, f->path, &n, e);
    for (size_t i = 0; i < n && !err_is(e); i++) report_drift(j->r, src->name, f->path, &found[i]);
}

/* Whether the latest import of the path, or of the sheets in it, had these bytes and settings. Read whole only where
 * the size agrees. */
static bool known_already(const struct job *j, const struct input *in, const char *path, struct err *e) {
    unsigned char sha256[HASH_BYTES];
    const struct ledger_file *g = ledger_latest(j->ledger, j->map->source->name, path);
    if (!g && unpack_packing(in->fd) != UNPACK_NONE) g = ledger_latest_sheet(j->ledger, j->map->source->name, path);
    if (err_is(e) || !g || g->bytes != in->before.st_size || memcmp(g->mapping, j->map->digest, sizeof g->mapping) != 0)
        return false;
    encoding_digest(in->fd, in->path, sha256, e);
    return memcmp(g->sha256, sha256, sizeof sha256) == 0;
}

/* The place in the report of a table: that of its file for the first one. */
static struct import_file *report_table(struct job *j, const struct input *in, size_t table, size_t first) {
    const struct input_table *t = &in->table[table];
    struct import_file *f = table == 0 ? &j->r->file[first] : report_file(j->r, j->cfg, j->map->source, in->path);
    f->path = report_keep(j->r, t->path);
    f->encoding = input_encoding(in);
    f->delimiter = "";
    if (t->note) report_warning(j->r, f, t->note);
    if (table == 0 && in->left_out) report_warning(j->r, f, in->left_out);
    return f;
}

static void import_table(struct job *j, struct input *in, size_t table, size_t first, struct table_done *done,
                         struct err *e) {
    struct row head;
    struct import_file *f = report_table(j, in, table, first);
    bool any = input_header(in, table, j->map->source, &head, &j->spans, e);
    if (err_is(e)) return;
    f->delimiter = input_delimiter(in);
    struct str header = any ? arena_str(&j->file, head.raw) : str_none();
    bool right = !any || mapping_bind(j->map, &j->file, &head);
    if (any && j->trial) report_columns(j->r, f, j->map);
    if (!right) mapping_refuse(j->map, f->path, e);
    if (err_is(e)) return;
    if (any) f->unmapped = report_keep(j->r, j->map->unmapped);
    if (any && j->map->absent) report_warning(j->r, f, j->map->absent);
    read_table(j, in, header, f, done, e);
}

/* Before the commit: a run that dies in between reads the file again and writes it again. */
static void write_refused(struct job *j, const struct input *in, const struct table_done *d, struct err *e) {
    if (j->trial || err_is(e) || !d->header.p || !j->o || !j->o->refused_dir) return;
    refused_write(j->store, ledger_at(j->ledger, d->file), j->o->refused_dir, d->header,
                  in->unpacked.book.n ? NULL : &in->verdict, in->rows ? rows_delimiter(in->rows) : ',', e);
}

/* All tables of a file, in one transaction. */
static void import_opened(struct job *j, struct input *in, size_t first, struct err *e) {
    input_look(in, &j->file, j->r->file[first].path, j->map->source, e);
    if (err_is(e)) return;
    struct table_done *done = arena_zero(&j->file, in->n_tables * sizeof *done);
    size_t begun = j->ledger->n, drifted = j->r->n_drift;
    store_begin(j->store, e);
    for (size_t i = 0; i < in->n_tables && !err_is(e); i++) import_table(j, in, i, first, &done[i], e);
    input_settled(in, e);
    for (size_t i = 0; i < in->n_tables && !err_is(e); i++) write_refused(j, in, &done[i], e);
    if (!err_is(e)) store_commit(j->store, e);
    if (err_is(e)) {
        store_rollback(j->store);
        while (j->ledger->n > begun) ledger_drop(j->ledger);
        j->r->n_files = first + 1; /* what was said of its other sheets did not happen */
        j->r->n_drift = drifted;
        struct err own = {0};
        drift_drop(j->drift, &own);
    }
    for (size_t i = 0; i < in->n_tables && !err_is(e) && !j->trial; i++) {
        report_counts(j->r, &j->r->file[done[i].report], &done[i].count);
        j->r->n_read++;
    }
}

static void import_settled(struct job *j, struct input *in, size_t first, struct err *e) {
    struct import_file *f = &j->r->file[first];
    bool same = known_already(j, in, f->path, e);
    if (same && !j->trial) {
        f->status = IMPORT_SAME;
        j->r->n_same++;
        return;
    }
    if (same) report_warning(j->r, f, "already imported, with these bytes and settings");
    if (!err_is(e)) import_opened(j, in, first, e);
}

static void import_path(struct job *j, const char *path, struct err *e) {
    struct err own = {0};
    struct input in;
    struct import_file *f = report_file(j->r, j->cfg, j->map->source, path);
    size_t first = j->r->n_files - 1;
    arena_reset(&j->file);
    f->encoding = f->delimiter = "";
    if (j->trial) f->status = IMPORT_TRIED;
    const char *left = settle_left(&j->settle, path);
    if (left) {
        f->status = IMPORT_LEFT;
        report_warning(j->r, f, left);
        j->r->n_left++;
        return;
    }
    input_open(&in, path, input_shown(&j->file, path), &own);
    import_settled(j, &in, first, &own);
    input_close(&in);
    if (!err_is(&own)) return;
    report_problem(j->r, &j->r->file[first], &own);
    if (!of_file(&own)) *e = own;
}

static void note_missing(struct job *j, const struct source *src, struct err *e) {
    static const struct drift_finding missing = {"missing", "", NULL, NULL};
    *VEC_ADD(j->r->unmatched, j->r->n_unmatched, j->r->cap_unmatched) = src->name;
    if (j->trial) return;
    store_begin(j->store, e);
    drift_note(j->store, j->ledger->run, src->name, NULL, &missing, e);
    store_commit(j->store, e);
}

/* Files of one source. */
static void import_files(struct job *j, struct arena *a, const struct source *src, char *const *list, size_t n,
                         struct err *e) {
    j->map = mapping_open(a, j->cfg, src, e);
    if (n == 0) note_missing(j, src, e);
    if (!err_is(e) && n > 0) {
        j->loader = load_open(j->store, j->ledger, &j->touch, j->map, e);
        j->known = known_open(j->asked, j->store, j->map->log, e);
        j->drift = drift_open(a, j->trial ? j->asked : j->store, j->trial ? INT64_MAX : j->ledger->run, j->map, e);
        for (size_t i = 0; i < n && !err_is(e); i++) import_path(j, list[i], e);
        const struct drift_finding *volume = err_is(e) || j->trial ? NULL : drift_volume(j->drift, e);
        if (volume) report_drift(j->r, src->name, NULL, volume);
        drift_close(j->drift);
        known_close(j->known);
        load_close(j->loader);
    }
    mapping_close(j->map);
}

static void refuse_flood(struct job *j, const struct source *src, size_t n) {
    struct err why = {0};
    struct import_file *f = report_file(j->r, j->cfg, src, src->files[0]);
    f->encoding = f->delimiter = "";
    err_set(&why, ERR_DATA,
            "source %s: %zu files match, more than %d; none is read. Say narrower `files:` or move old ones elsewhere",
            src->name, n, INPUT_FILES_MAX);
    report_problem(j->r, f, &why);
}

static void import_source(struct job *j, const struct source *src, struct err *e) {
    struct arena a;
    arena_init(&a);
    size_t n = 0;
    char **list = input_files(&a, j->cfg, src, &n, e);
    if (n > INPUT_FILES_MAX) refuse_flood(j, src, n);
    else import_files(j, &a, src, list, n, e);
    arena_release(&a);
}

static void open_job(struct job *j, int64_t run, int64_t now, struct err *e) {
    j->ledger = ledger_open(j->store, run, e);
    j->touch = touch_open(j->store, e);
    arena_init(&j->file);
    arena_init(&j->row);
    settle_open(&j->settle, j->cfg, now, e);
}

static void close_job(struct job *j) {
    settle_close(&j->settle);
    spans_release(&j->spans);
    arena_release(&j->row);
    arena_release(&j->file);
    ledger_close(j->ledger);
}

void import_run(struct store *s, const struct config *cfg, int64_t run, const struct import_options *o,
                struct import_report *r, struct err *e) {
    if (err_is(e)) return;
    struct job j = {.store = s, .cfg = cfg, .o = o, .r = r};
    open_job(&j, run, o ? o->now : 0, e);
    for (size_t i = 0; i < cfg->n_sources && !err_is(e); i++) import_source(&j, &cfg->source[i], e);
    settle_close(&j.settle);
    spans_release(&j.spans);
    if (!err_is(e) && o && o->refused_dir) refused_tidy(s, o->refused_dir, e);
    arena_release(&j.row);
    arena_release(&j.file);
    ledger_close(j.ledger);
}

/* --- a trial -------------------------------------------------------------------------------------------------- */

static bool same_file(const char *a, const char *b) {
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static const struct source *source_of(const struct config *cfg, const char *path, struct err *e) {
    const struct source *found = NULL;
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < cfg->n_sources && !found; i++) {
        size_t n;
        char **list = input_files(&a, cfg, &cfg->source[i], &n, e);
        for (size_t k = 0; k < n && !found; k++)
            if (same_file(list[k], path)) found = &cfg->source[i];
    }
    arena_release(&a);
    return found;
}

/* The log whose headers fit a file best that no source names. */
static const char *best_log(const char *path, struct err *e) {
    static const struct source plain = {.name = "-", .table = "events", .encoding = "auto"};
    struct input in;
    struct row head;
    struct spans spans = {0};
    const char *best = logs_all[0].name;
    int most = -1000;
    struct arena a;
    arena_init(&a);
    input_open(&in, path, input_shown(&a, path), e);
    input_look(&in, &a, in.path, &plain, e);
    if (!err_is(e) && input_header(&in, 0, &plain, &head, &spans, e))
        for (int i = 0; i < logs_count; i++) {
            int fit = mapping_fit(&logs_all[i], &head);
            if (fit > most) most = fit, best = logs_all[i].name;
        }
    input_close(&in);
    spans_release(&spans);
    arena_release(&a);
    return best;
}

static void try_file(struct job *j, const char *path, struct err *e) {
    struct arena a;
    struct err own = {0};
    struct source stranger = {.name = "(none)", .encoding = "auto", .reject_above = 1};
    const struct source *src = source_of(j->cfg, path, e);
    if (!src) stranger.table = best_log(path, &own);
    size_t before = j->r->n_files;
    char *list[] = {arena_cstr(&j->r->arena, str_of(path))};
    arena_init(&a);
    import_files(j, &a, src ? src : &stranger, list, 1, e);
    arena_release(&a);
    if (src || j->r->n_files == before) return;
    report_warning(j->r, &j->r->file[before],
                   arena_printf(&j->r->arena, "no source names this file; read as `table: %s`, whose headers fit best",
                                stranger.table));
}

void import_check(const struct config *cfg, struct store *known, const char **files, size_t n_files,
                  const struct import_options *o, struct import_report *r, struct err *e) {
    struct store *s = store_open("", STORE_WRITE, e); /* of no name, gone when it is closed */
    if (err_is(e)) return;
    struct job j = {.store = s, .trial = true, .asked = known, .cfg = cfg, .o = o, .r = r};
    if (known) known_files(known, s, e);
    open_job(&j, known ? store_int(known, "SELECT coalesce(max(run), 0) + 1 FROM run", e) : 1, 0, e);
    for (size_t i = 0; i < n_files && !err_is(e); i++) try_file(&j, files[i], e);
    for (size_t i = 0; n_files == 0 && i < cfg->n_sources && !err_is(e); i++) import_source(&j, &cfg->source[i], e);
    close_job(&j);
    store_close(s, e);
}
