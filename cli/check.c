/* check: a dry run of the import, file by file, that writes nothing. */
#include "cli/cli.h"
#include "base/file.h"
#include "etl/import.h"

static void say_columns(struct buf *b, const struct import_file *f) {
    const char *sep = "  no column, which is no matter, for ";
    for (size_t i = 0; i < f->n_columns; i++) {
        const struct import_column *c = &f->column[i];
        if (c->header && c->field) buf_printf(b, "  %s → %s (%s)\n", c->header, c->field, c->how);
        else if (c->header) buf_printf(b, "  %s → nothing\n", c->header);
        else if (strcmp(c->how, "optional") != 0) buf_printf(b, "  %s has no column (%s)\n", c->field, c->how);
    }
    for (size_t i = 0; i < f->n_columns; i++) {
        const struct import_column *c = &f->column[i];
        if (c->header || strcmp(c->how, "optional") != 0) continue;
        buf_printf(b, "%s%s", sep, c->field);
        sep = ", ";
    }
    if (sep[0] == ',') buf_byte(b, '\n');
}

/* What became of every byte. */
static void say_spans(struct buf *b, const struct import_file *f) {
    const char *of = strcmp(f->stream, "sheet") == 0      ? "of the sheet's rows"
                     : strcmp(f->stream, "unpacked") == 0 ? "of the unpacked text"
                                                          : "of the file";
    buf_printf(b, "  %lld bytes %s:\n", (long long)f->bytes, of);
    for (size_t i = 0; i < f->n_spans; i++) {
        const struct byte_span *x = &f->span[i];
        buf_printf(b, "    %lld to %lld, line %lld", (long long)x->from, (long long)x->to, (long long)x->first);
        if (x->last > x->first) buf_printf(b, " to %lld", (long long)x->last);
        buf_printf(b, ": %lld %s\n", (long long)x->rows, span_word(x->outcome));
    }
    if (f->more_spans) buf_printf(b, "    and %zu more (--verbose)\n", f->more_spans);
}

static void say_refused(struct buf *b, const struct import_file *f) {
    for (size_t i = 0; i < f->n_refused; i++) {
        const struct import_refused *r = &f->refused[i];
        buf_printf(b, "  line %lld", (long long)r->line);
        if (r->col) buf_printf(b, ", column %d", r->col);
        if (r->header) buf_printf(b, " (%s)", r->header);
        buf_printf(b, ": %s: found %s, expected %s\n", r->reason, r->found ? r->found : "(not shown)", r->expected);
    }
    int64_t more = f->count.n_quarantined - (int64_t)f->n_refused;
    if (more > 0) buf_printf(b, "  and %lld more rows refused (--verbose)\n", (long long)more);
}

static void say_file(struct buf *b, const struct import_file *f) {
    buf_printf(b, "%s as %s", f->path, f->table ? f->table : "?");
    if (f->status == IMPORT_REFUSED) buf_printf(b, ": refused: %s\n", f->problem);
    else buf_printf(b, ", %s%s%s\n", f->encoding, f->delimiter[0] ? ", delimiter " : "", f->delimiter);
    say_columns(b, f);
    if (!f->equation) return;
    buf_printf(b, "  %s\n", f->equation);
    if (f->besides[0]) buf_printf(b, "  besides: %s\n", f->besides);
    if (f->withdrawn)
        buf_printf(b, "  %lld rows that this snapshot does not bring would be withdrawn\n", (long long)f->withdrawn);
    if (f->warning) buf_printf(b, "  %s\n", f->warning);
    say_refused(b, f);
    say_spans(b, f);
}

int verb_check(const struct options *o, struct err *e) {
    struct session x;
    struct import_report r;
    struct buf out;
    int code = 0;
    buf_init(&out);
    import_report_init(&r);
    session_open(&x, o, SESSION_CONFIG, e);
    if (!err_is(e)) {
        struct import_options io = {.refused_rows = o->verbose ? 1000 : 10};
        struct store *known = file_exists(x.c->store) ? store_open(x.c->store, STORE_READ, e) : NULL;
        import_check(x.c, known, (const char **)o->arg, (size_t)o->n_args, &io, &r, e);
        store_close(known, e);
    }
    for (size_t i = 0; i < r.n_files; i++) {
        say_file(&out, &r.file[i]);
        if (r.file[i].status == IMPORT_REFUSED && r.file[i].problem_code > code) code = r.file[i].problem_code;
        else if (r.file[i].n_refused && code == 0) code = ERR_PARTIAL;
    }
    for (size_t i = 0; i < r.n_drift; i++)
        buf_printf(&out, "source %s, %s: %s\n", r.drift[i].source, r.drift[i].path, r.drift[i].text);
    if (r.n_drift && code == 0) code = ERR_PARTIAL;
    for (size_t i = 0; i < r.n_unmatched; i++)
        buf_printf(&out, "source %s: no file matches its pattern\n", r.unmatched[i]);
    if (r.n_unmatched && code == 0) code = ERR_PARTIAL;
    if (!err_is(e)) out_write(o, buf_view(&out), e);
    import_report_release(&r);
    buf_release(&out);
    session_close(&x, e);
    return code;
}
