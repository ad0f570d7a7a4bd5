#include "etl/import.h"
#include "base/file.h"
#include "base/mem.h"
#include "etl/bulk.h"
#include "etl/dates.h"
#include "etl/drift.h"
#include "etl/input.h"
#include "etl/load.h"
#include "etl/refused.h"
#include "etl/remark.h"
#include "etl/settle.h"
#include <unistd.h>

enum { REFUSED_ROWS = 10, SPANS_SHOWN = 1000, PROGRESS_ROWS = 20000 };

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

static const char *keep(struct import_report *r, const char *s) { return s ? arena_cstr(&r->arena, str_of(s)) : NULL; }

static struct import_file *report_file(struct import_report *r, const struct config *cfg, const struct source *src,
                                       const char *path) {
    struct import_file *f = VEC_ADD(r->file, r->n_files, r->cap_files);
    *f = (struct import_file){.path = keep(r, input_relative(cfg, path)),
                              .source = src->name,
                              .table = src->table,
                              .unmapped = "",
                              .besides = ""};
    return f;
}

static void report_refused(struct import_report *r, struct import_file *f, const struct import_options *o,
                           const struct row *row, const struct refusal *no) {
    size_t most = o && o->refused_rows > 0 ? (size_t)o->refused_rows : REFUSED_ROWS;
    if (f->n_refused >= most) return;
    *VEC_ADD(f->refused, f->n_refused, f->cap_refused) = (struct import_refused){
        row->line, no->col, keep(r, no->header), no->reason, keep(r, no->found), keep(r, no->expected)};
}

static void report_counts(struct import_report *r, struct import_file *f, const struct ledger_counts *k) {
    f->count = *k;
    f->equation = arena_printf(
        &r->arena, "%lld read = %lld new + %lld changed + %lld unchanged + %lld duplicate + %lld quarantined",
        (long long)k->rows, (long long)k->n_new, (long long)k->n_changed, (long long)k->n_unchanged,
        (long long)k->n_duplicate, (long long)k->n_quarantined);
    struct ledger_counts *t = &r->total;
    t->rows += k->rows, t->n_new += k->n_new, t->n_changed += k->n_changed, t->n_unchanged += k->n_unchanged;
    t->n_duplicate += k->n_duplicate, t->n_quarantined += k->n_quarantined, t->n_conflict += k->n_conflict;
}

static const char *besides(struct import_report *r, const struct spans *s) {
    static const char *const one[] = {"mark", "header", "blank", "total", "comment", "ignored"};
    static const char *const many[] = {"marks", "headers", "blank", "totals", "comments", "ignored"};
    struct buf b;
    buf_init(&b);
    for (int o = SPAN_HEADER; o < SPAN_NEW; o++)
        if (s->rows[o])
            buf_printf(&b, "%s%lld %s", b.n ? ", " : "", (long long)s->rows[o], s->rows[o] == 1 ? one[o] : many[o]);
    const char *text = keep(r, b.p);
    buf_release(&b);
    return text;
}

/* A table's account as it was closed. */
static void report_spans(struct import_report *r, struct import_file *f, const struct input *in,
                         const struct spans *s) {
    f->besides = besides(r, s);
    f->bytes = rows_bytes(in->rows);
    f->stream = input_stream(in);
    for (size_t i = 0; i < s->n && f->n_spans < SPANS_SHOWN; i++)
        *VEC_ADD(f->span, f->n_spans, f->cap_spans) = s->list[i];
}

static void report_problem(struct import_report *r, struct import_file *f, const struct err *why) {
    f->status = IMPORT_REFUSED;
    f->problem = keep(r, why->text);
    f->problem_code = why->code;
    r->n_refused++;
}

static void report_warning(struct import_report *r, struct import_file *f, const char *text) {
    f->warning = f->warning ? arena_printf(&r->arena, "%s; %s", f->warning, text) : keep(r, text);
}

/* --- drift ---------------------------------------------------------------------------------------------------- */

static const char *drift_text(struct arena *a, const struct drift_finding *f) {
    const char *k = f->kind;
    if (strcmp(k, "column_new") == 0) return arena_printf(a, "a new column, `%s`, which %s", f->what, f->found);
    if (strcmp(k, "column_gone") == 0) return arena_printf(a, "the column `%s` is gone", f->what);
    if (strcmp(k, "column_renamed") == 0)
        return arena_printf(a, "the column `%s` stands where `%s` stood, and %s", f->what, f->expected, f->found);
    if (strcmp(k, "word_new") == 0) return arena_printf(a, "a word that never came before: %s", f->what);
    if (strcmp(k, "missing") == 0) return "no file matches its pattern";
    if (strcmp(k, "silent") == 0)
        return arena_printf(a, "silent: the latest row is of %s, expected %s", f->found ? f->found : "never",
                            f->expected);
    return arena_printf(a, "%s, usual are %s", f->found, f->expected);
}

static void report_drift(struct import_report *r, const char *source, const char *path, const struct drift_finding *f) {
    *VEC_ADD(r->drift, r->n_drift, r->cap_drift) =
        (struct import_drift){source, keep(r, path), f->kind, drift_text(&r->arena, f)};
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

/* Dates that could be read in two ways are refused; what the file's others say helps whoever has to decide. */
static void report_dates(struct import_report *r, struct import_file *f, const struct mapping *m) {
    const struct mapping_dates *d = m->dates;
    if (!d || !d->ambiguous) return;
    const char *hint = d->day_first && !d->month_first   ? "dmy, as its other dates are"
                       : d->month_first && !d->day_first ? "mdy, as its other dates are"
                                                         : "dmy or mdy";
    report_warning(r, f,
                   arena_printf(&r->arena,
                                "%lld dates could have the day or the month first: say `date_format:` %s, in "
                                "source %s",
                                (long long)d->ambiguous, hint, m->source->name));
}

/* Whether an error is about one file only, so that the others go on. */
static bool of_file(const struct err *e) { return e->code == ERR_DATA || e->code == ERR_NOINPUT; }

static void refuse_header(const struct mapping *m, const char *path, struct err *e) {
    if (m->duplicate) {
        err_set(e, ERR_DATA, "%s:1: two columns are headed `%s`; rename one of them", path, m->duplicate);
        return;
    }
    struct buf found;
    buf_init(&found);
    for (int c = 0; c < m->n_headers && found.n < 300; c++) buf_printf(&found, "%s%s", c ? ", " : "", m->header[c]);
    err_set(e, ERR_DATA, "%s:1: no column for required %s; found: %s; name the column under `columns:` of source %s",
            path, m->missing, found.p, m->source->name);
    buf_release(&found);
}

/* Whether the row is a header again; one with another order of columns is bound. */
static bool heading(struct mapping *m, struct arena *a, const struct row *row, const char *path, struct err *e) {
    enum mapping_heading h = mapping_heading(m, row);
    if (h == HEADING_OTHER && !mapping_bind(m, a, row)) refuse_header(m, path, e);
    return h != HEADING_NONE;
}

/* --- one file into the store ---------------------------------------------------------------------------------- */

struct job {
    struct store *store;
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
    struct arena file, row; /* texts of one file, of one row */
};

/* Into the store, or why not. */
static enum span_outcome take_cells(struct job *j, const struct row *row, struct import_file *f, struct err *e) {
    struct record rec;
    struct refusal no;
    if (heading(j->map, &j->file, row, f->path, e)) return SPAN_HEADER;
    if (mapping_ignores(j->map, row)) return SPAN_IGNORED;
    arena_reset(&j->row);
    if (record_read(j->map, &j->row, row, &rec, &no)) {
        drift_row(j->drift, &rec);
        return load_row(j->loader, &j->row, &rec, row->line, e);
    }
    enum span_outcome o = remark_of(&j->row, row, &no);
    if (o != SPAN_QUARANTINED) return o;
    report_refused(j->r, f, j->o, row, &no);
    load_refused(j->loader, &j->row, row, &no, e);
    return o;
}

static void read_rows(struct job *j, struct input *in, struct import_file *f, int64_t file, struct err *e) {
    struct row row;
    for (int64_t n = 1; rows_every(in->rows, &row, e); n++) {
        spans_add(&j->spans,
                  row.kind == ROW_CELLS  ? take_cells(j, &row, f, e)
                  : row.kind == ROW_MARK ? SPAN_MARK
                                         : SPAN_BLANK,
                  &row);
        spans_write(&j->spans, j->store, file, e);
        if (n % PROGRESS_ROWS == 0 && j->o && j->o->progress) j->o->progress(j->o->ctx, f->path, n);
    }
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

/* Reads one table's rows. `header`: the first line's bytes; absent when the table holds no row. */
static void read_table(struct job *j, struct input *in, struct str header, struct import_file *f,
                       struct table_done *done, struct err *e) {
    bool empty = !header.p;
    const struct source *src = j->map->source;
    const struct ledger_file *file =
        ledger_begin(j->ledger, j->map, f->path, &in->verdict, f->encoding, f->delimiter, e);
    struct str rank = file_rank(&j->file, src, f->path);
    bool late = src->snapshot && outdated(j, file, rank);
    struct bulk bulk;
    bulk_begin(&bulk, &j->file, j->store, j->map->log->table, e);
    load_begin(j->loader, file, rank, src->snapshot && !late, late, e);
    if (!empty) drift_begin(j->drift, e);
    if (!empty) read_rows(j, in, f, file->id, e);
    bulk_end(&bulk, j->store, e);
    const struct ledger_counts *k = load_counts(j->loader);
    if (src->snapshot && !late && k->rows > 0) f->withdrawn = load_withdraw_unseen(j->loader, e);
    struct str first, last;
    load_times(j->loader, &first, &last);
    ledger_finish(j->ledger, file->id, k, first, last, empty ? NULL : j->map, e);
    if (!err_is(e)) check_rejects(j, f->path, e);
    input_settled(in, e); /* one that grows has no account to close */
    spans_close(&j->spans, j->store, file->id, input_stream(in), rows_bytes(in->rows), e);
    report_spans(j->r, f, in, &j->spans);
    if (!empty) report_dates(j->r, f, j->map);
    if (k->rows == 0) report_warning(j->r, f, src->snapshot ? "no rows; nothing is withdrawn for that" : "no rows");
    *done = (struct table_done){(size_t)(f - j->r->file), file->id, header, *k};
    size_t n = 0;
    const struct drift_finding *found = empty ? NULL : drift_end(j->drift, true, f->path, &n, e);
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
    f->path = keep(j->r, t->path);
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
    if (any && !mapping_bind(j->map, &j->file, &head)) refuse_header(j->map, f->path, e);
    if (err_is(e)) return;
    if (any) f->unmapped = keep(j->r, j->map->unmapped);
    if (any && j->map->absent) report_warning(j->r, f, j->map->absent);
    read_table(j, in, header, f, done, e);
}

static void report_done(struct job *j, const struct input *in, const struct table_done *d, struct err *e) {
    struct import_file *f = &j->r->file[d->report];
    report_counts(j->r, f, &d->count);
    j->r->n_read++;
    if (!d->header.p || !j->o || !j->o->refused_dir) return;
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
    if (!err_is(e)) {
        store_commit(j->store, e);
    } else {
        store_rollback(j->store);
        while (j->ledger->n > begun) ledger_drop(j->ledger);
        j->r->n_files = first + 1; /* what was said of its other sheets did not happen */
        j->r->n_drift = drifted;
        struct err own = {0};
        drift_drop(j->drift, &own);
    }
    for (size_t i = 0; i < in->n_tables && !err_is(e); i++) report_done(j, in, &done[i], e);
}

static void import_path(struct job *j, const char *path, struct err *e) {
    struct err own = {0};
    struct input in;
    struct import_file *f = report_file(j->r, j->cfg, j->map->source, path);
    size_t first = j->r->n_files - 1;
    arena_reset(&j->file);
    f->encoding = f->delimiter = "";
    const char *left = settle_left(&j->settle, path);
    if (left) {
        f->status = IMPORT_LEFT;
        report_warning(j->r, f, left);
        j->r->n_left++;
        return;
    }
    input_open(&in, path, &own);
    if (known_already(j, &in, f->path, &own)) {
        f->status = IMPORT_SAME;
        j->r->n_same++;
    } else if (!err_is(&own)) {
        import_opened(j, &in, first, &own);
    }
    input_close(&in);
    if (!err_is(&own)) return;
    report_problem(j->r, &j->r->file[first], &own);
    if (!of_file(&own)) *e = own;
}

static void note_missing(struct job *j, const struct source *src, struct err *e) {
    static const struct drift_finding missing = {"missing", "", NULL, NULL};
    *VEC_ADD(j->r->unmatched, j->r->n_unmatched, j->r->cap_unmatched) = src->name;
    store_begin(j->store, e);
    drift_note(j->store, j->ledger->run, src->name, NULL, &missing, e);
    store_commit(j->store, e);
}

static void import_source(struct job *j, const struct source *src, struct err *e) {
    struct arena a;
    arena_init(&a);
    size_t n = 0;
    char **list = input_files(&a, j->cfg, src, &n, e);
    j->map = mapping_open(&a, j->cfg, src, e);
    if (n == 0) note_missing(j, src, e);
    if (!err_is(e) && n > 0) {
        j->loader = load_open(j->store, j->ledger, &j->touch, j->map, e);
        j->drift = drift_open(&a, j->store, j->ledger->run, j->map, e);
        for (size_t i = 0; i < n && !err_is(e); i++) import_path(j, list[i], e);
        const struct drift_finding *volume = err_is(e) ? NULL : drift_volume(j->drift, e);
        if (volume) report_drift(j->r, src->name, NULL, volume);
        drift_close(j->drift);
        load_close(j->loader);
    }
    mapping_close(j->map);
    arena_release(&a);
}

void import_run(struct store *s, const struct config *cfg, int64_t run, const struct import_options *o,
                struct import_report *r, struct err *e) {
    if (err_is(e)) return;
    struct job j = {
        .store = s, .cfg = cfg, .o = o, .r = r, .ledger = ledger_open(s, run, e), .touch = touch_open(s, e)};
    arena_init(&j.file);
    arena_init(&j.row);
    settle_open(&j.settle, cfg, o ? o->now : 0, e);
    for (size_t i = 0; i < cfg->n_sources && !err_is(e); i++) import_source(&j, &cfg->source[i], e);
    settle_close(&j.settle);
    spans_release(&j.spans);
    if (!err_is(e) && o && o->refused_dir) refused_tidy(s, o->refused_dir, run, e);
    arena_release(&j.row);
    arena_release(&j.file);
    ledger_close(j.ledger);
}

/* --- a trial -------------------------------------------------------------------------------------------------- */

struct trial {
    const struct config *cfg;
    struct store *known;
    const struct import_options *o;
    struct import_report *r;
    struct spans spans;
    struct arena file, row;
};

static void add_column(struct import_report *r, struct import_file *f, const char *header, const char *field,
                       const char *how) {
    *VEC_ADD(f->column, f->n_columns, f->cap_columns) = (struct import_column){keep(r, header), keep(r, field), how};
}

static void list_field(struct import_report *r, struct import_file *f, const struct mapped *m) {
    bool needed = m->field->flags & LOG_REQUIRED;
    if (m->constant)
        add_column(r, f, NULL, m->field->name, "constant");
    else if (m->column < 0)
        add_column(r, f, NULL, m->field->name, needed ? "missing" : "optional");
}

static const char *how_fed(const struct mapping *m, int column) {
    for (int i = 0; i < m->log->n_fields; i++)
        if (m->field[i].column == column && m->field[i].by_config) return "columns";
    return (m->status.column == column && m->status.by_config) || (m->updated.column == column && m->updated.by_config)
               ? "columns"
               : "built-in";
}

static void list_columns(struct import_report *r, struct import_file *f, const struct mapping *m) {
    for (int c = 0; c < m->n_headers; c++)
        add_column(r, f, m->header[c], m->feeds[c], m->feeds[c] ? how_fed(m, c) : "unused");
    for (int i = 0; i < m->log->n_fields; i++) list_field(r, f, &m->field[i]);
}

static void report_trial(struct import_report *r, struct import_file *f) {
    f->equation = arena_printf(&r->arena, "%lld read = %lld good + %lld quarantined", (long long)f->count.rows,
                               (long long)(f->count.rows - f->count.n_quarantined), (long long)f->count.n_quarantined);
}

static void try_rows(struct trial *t, struct mapping *m, struct input *in, struct import_file *f, struct err *e) {
    struct drift *d = drift_open(&t->file, t->known, INT64_MAX, m, e);
    struct row row;
    struct record rec;
    struct refusal no;
    drift_begin(d, e);
    while (rows_next(in->rows, &row, e)) {
        if (heading(m, &t->file, &row, f->path, e) || mapping_ignores(m, &row)) continue;
        arena_reset(&t->row);
        f->count.rows++;
        if (record_read(m, &t->row, &row, &rec, &no)) {
            drift_row(d, &rec);
            continue;
        }
        f->count.n_quarantined++;
        report_refused(t->r, f, t->o, &row, &no);
    }
    size_t n;
    const struct drift_finding *found = drift_end(d, false, NULL, &n, e);
    for (size_t i = 0; i < n && !err_is(e); i++) report_drift(t->r, m->source->name, f->path, &found[i]);
    drift_close(d);
    report_dates(t->r, f, m);
    report_trial(t->r, f);
}

static void try_table(struct trial *t, struct mapping *m, struct input *in, size_t table, struct import_file *f,
                      struct err *e) {
    struct row head;
    f->path = keep(t->r, in->table[table].path);
    f->encoding = input_encoding(in);
    if (in->table[table].note) report_warning(t->r, f, in->table[table].note);
    if (table == 0 && in->left_out) report_warning(t->r, f, in->left_out);
    if (!input_header(in, table, m->source, &head, &t->spans, e)) {
        if (!err_is(e)) report_warning(t->r, f, "no rows");
        report_trial(t->r, f);
        return;
    }
    f->delimiter = input_delimiter(in);
    bool right = mapping_bind(m, &t->file, &head);
    list_columns(t->r, f, m);
    f->unmapped = keep(t->r, m->unmapped);
    if (m->absent) report_warning(t->r, f, m->absent);
    if (right)
        try_rows(t, m, in, f, e);
    else
        refuse_header(m, f->path, e);
}

static struct import_file *try_report(struct trial *t, const struct source *src, const char *path) {
    struct import_file *f = report_file(t->r, t->cfg, src, path);
    f->status = IMPORT_TRIED;
    f->delimiter = f->encoding = "";
    return f;
}

/* Whether the error is settled: said about this file, so that the others go on. */
static void settle(struct trial *t, struct import_file *f, const struct err *own, struct err *e) {
    if (err_is(own)) report_problem(t->r, f, own);
    if (err_is(own) && !of_file(own)) *e = *own;
}

static void try_path(struct trial *t, const struct source *src, const char *path, struct err *e) {
    struct err own = {0};
    struct input in;
    struct mapping *m = mapping_open(&t->file, t->cfg, src, e);
    if (!err_is(e)) {
        struct import_file *f = try_report(t, src, path);
        input_open(&in, path, &own);
        input_look(&in, &t->file, f->path, src, &own);
        settle(t, f, &own, e);
        for (size_t i = 0; i < in.n_tables && !err_is(&own) && !err_is(e); i++) {
            struct err of_table = {0};
            if (i > 0) f = try_report(t, src, path);
            try_table(t, m, &in, i, f, &of_table);
            settle(t, f, &of_table, e);
        }
        input_close(&in);
    }
    mapping_close(m);
}

static bool same_file(const char *a, const char *b) {
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static const struct source *source_of(struct trial *t, const char *path, struct err *e) {
    for (size_t i = 0; i < t->cfg->n_sources; i++) {
        size_t n;
        char **list = input_files(&t->file, t->cfg, &t->cfg->source[i], &n, e);
        for (size_t k = 0; k < n; k++)
            if (same_file(list[k], path)) return &t->cfg->source[i];
    }
    return NULL;
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
    input_open(&in, path, e);
    input_look(&in, &a, path, &plain, e);
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

static void try_stranger(struct trial *t, const char *path, struct err *e) {
    struct err own = {0};
    struct source src = {.name = "(none)", .encoding = "auto", .reject_above = 1};
    src.table = best_log(path, &own);
    size_t before = t->r->n_files;
    try_path(t, &src, path, e);
    if (t->r->n_files == before) return;
    report_warning(t->r, &t->r->file[before],
                   arena_printf(&t->r->arena, "no source names this file; read as `table: %s`, whose headers fit best",
                                src.table));
}

void import_check(const struct config *cfg, struct store *known, const char **files, size_t n_files,
                  const struct import_options *o, struct import_report *r, struct err *e) {
    struct trial t = {.cfg = cfg, .known = known, .o = o, .r = r};
    arena_init(&t.file);
    arena_init(&t.row);
    for (size_t i = 0; i < n_files && !err_is(e); i++) {
        const struct source *src = source_of(&t, files[i], e);
        if (src)
            try_path(&t, src, files[i], e);
        else
            try_stranger(&t, files[i], e);
    }
    for (size_t i = 0; n_files == 0 && i < cfg->n_sources && !err_is(e); i++) {
        size_t n;
        char **list = input_files(&t.file, cfg, &cfg->source[i], &n, e);
        if (n == 0) *VEC_ADD(r->unmatched, r->n_unmatched, r->cap_unmatched) = cfg->source[i].name;
        for (size_t k = 0; k < n && !err_is(e); k++) try_path(&t, &cfg->source[i], list[k], e);
    }
    spans_release(&t.spans);
    arena_release(&t.row);
    arena_release(&t.file);
}
