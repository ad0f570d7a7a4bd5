#include "etl/report.h"
#include "base/mem.h"
#include "etl/input.h"

enum { REFUSED_ROWS = 10 };

const char *report_keep(struct import_report *r, const char *s) { return s ? arena_cstr(&r->arena, str_of(s)) : NULL; }

struct import_file *report_file(struct import_report *r, const struct config *cfg, const struct source *src,
                                const char *path) {
    struct import_file *f = VEC_ADD(r->file, r->n_files, r->cap_files);
    *f = (struct import_file){.path = input_shown(&r->arena, input_relative(cfg, path)),
                              .source = src->name,
                              .table = src->table,
                              .unmapped = "",
                              .besides = ""};
    return f;
}

void report_refused(struct import_report *r, struct import_file *f, const struct import_options *o,
                    const struct row *row, const struct refusal *no) {
    size_t most = o && o->refused_rows > 0 ? (size_t)o->refused_rows : REFUSED_ROWS;
    if (f->n_refused >= most) return;
    *VEC_ADD(f->refused, f->n_refused, f->cap_refused) = (struct import_refused){row->line,
                                                                                 no->col,
                                                                                 report_keep(r, no->header),
                                                                                 no->reason,
                                                                                 report_keep(r, no->found),
                                                                                 report_keep(r, no->expected)};
}

void report_counts(struct import_report *r, struct import_file *f, const struct ledger_counts *k) {
    f->count = *k;
    f->equation = arena_printf(
        &r->arena, "%lld read = %lld new + %lld changed + %lld unchanged + %lld duplicate + %lld quarantined",
        (long long)k->rows, (long long)k->n_new, (long long)k->n_changed, (long long)k->n_unchanged,
        (long long)k->n_duplicate, (long long)k->n_quarantined);
    struct ledger_counts *t = &r->total;
    t->rows += k->rows, t->n_new += k->n_new, t->n_changed += k->n_changed, t->n_unchanged += k->n_unchanged;
    t->n_duplicate += k->n_duplicate, t->n_quarantined += k->n_quarantined, t->n_conflict += k->n_conflict;
}

void report_besides(struct import_report *r, struct import_file *f, const struct spans *s) {
    static const char *const one[] = {"mark", "header", "blank", "total", "comment", "ignored"};
    static const char *const many[] = {"marks", "headers", "blank", "totals", "comments", "ignored"};
    struct buf b;
    buf_init(&b);
    for (int o = SPAN_HEADER; o < SPAN_NEW; o++)
        if (s->rows[o])
            buf_printf(&b, "%s%lld %s", b.n ? ", " : "", (long long)s->rows[o], s->rows[o] == 1 ? one[o] : many[o]);
    f->besides = report_keep(r, b.p);
    buf_release(&b);
}

void report_spans(struct import_file *f, struct store *s, int64_t file, size_t most, struct err *e) {
    struct stmt *q = store_stmt(s,
                                "SELECT from_byte, to_byte, first_line, last_line, n_rows, outcome FROM span WHERE "
                                "file = ?1 ORDER BY from_byte",
                                e);
    stmt_bind_int(q, 1, file);
    while (stmt_step(q, e)) {
        if (f->n_spans == most) {
            f->more_spans++;
            continue;
        }
        enum span_outcome o = SPAN_MARK;
        while (o + 1 < SPAN_OUTCOMES && !str_is(stmt_str(q, 5), span_word(o))) o++;
        *VEC_ADD(f->span, f->n_spans, f->cap_spans) =
            (struct byte_span){o, stmt_int(q, 0), stmt_int(q, 1), stmt_int(q, 2), stmt_int(q, 3), stmt_int(q, 4)};
    }
}

void report_problem(struct import_report *r, struct import_file *f, const struct err *why) {
    f->status = IMPORT_REFUSED;
    f->problem = report_keep(r, why->text);
    f->problem_code = why->code;
    r->n_refused++;
}

void report_warning(struct import_report *r, struct import_file *f, const char *text) {
    f->warning = f->warning ? arena_printf(&r->arena, "%s; %s", f->warning, text) : report_keep(r, text);
}

/* --- drift and dates
 * ---------------------------------------------------------------------------------------------------- */

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

void report_drift(struct import_report *r, const char *source, const char *path, const struct drift_finding *f) {
    *VEC_ADD(r->drift, r->n_drift, r->cap_drift) =
        (struct import_drift){source, report_keep(r, path), f->kind, drift_text(&r->arena, f)};
}

void report_dates(struct import_report *r, struct import_file *f, const struct mapping *m) {
    const struct mapping_dates *d = m->dates;
    if (!d || !d->ambiguous) return;
    const char *hint = d->day_first && !d->month_first   ? "dmy, as its other dates are"
                       : d->month_first && !d->day_first ? "mdy, as its other dates are"
                                                         : "dmy or mdy";
    report_warning(r, f,
                   arena_printf(&r->arena,
                                "%lld date%s could have the day or the month first: say `date_format:` %s, in "
                                "source %s",
                                (long long)d->ambiguous, d->ambiguous == 1 ? "" : "s", hint, m->source->name));
}

/* --- columns of a trial ------------------------------------------------------------------------------------------- */

static void add_column(struct import_report *r, struct import_file *f, const char *header, const char *field,
                       const char *how) {
    *VEC_ADD(f->column, f->n_columns, f->cap_columns) =
        (struct import_column){report_keep(r, header), report_keep(r, field), how};
}

static void list_field(struct import_report *r, struct import_file *f, const struct mapped *m) {
    bool needed = m->field->flags & LOG_REQUIRED;
    if (m->constant) add_column(r, f, NULL, m->field->name, "constant");
    else if (m->column < 0) add_column(r, f, NULL, m->field->name, needed ? "missing" : "optional");
}

static const char *how_fed(const struct mapping *m, int column) {
    for (int i = 0; i < m->log->n_fields; i++)
        if (m->field[i].column == column && m->field[i].by_config) return "columns";
    for (int i = 0; i < m->n_own; i++)
        if (m->own[i].column == column && m->own[i].by_config) return "columns";
    return (m->status.column == column && m->status.by_config) || (m->updated.column == column && m->updated.by_config)
               ? "columns"
               : "built-in";
}

void report_columns(struct import_report *r, struct import_file *f, const struct mapping *m) {
    for (int c = 0; c < m->n_headers; c++)
        add_column(r, f, m->header[c], m->feeds[c], m->feeds[c] ? how_fed(m, c) : "unused");
    for (int i = 0; i < m->log->n_fields; i++) list_field(r, f, &m->field[i]);
    for (int i = 0; i < m->n_own; i++) list_field(r, f, &m->own[i]);
}
