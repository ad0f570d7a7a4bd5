/* What is said about a job: sentences for a person, one JSON object for a program. */
#include "cli/job.h"
#include <string.h>

static void say_refused(const struct job *j, const struct import_file *f) {
    for (size_t i = 0; i < f->n_refused; i++) {
        const struct import_refused *r = &f->refused[i];
        out_note(j->o, "  %s:%lld:%d: %s%s%s: found %s, expected %s", f->path, (long long)r->line, r->col, r->reason,
                 r->header ? " in " : "", r->header ? r->header : "", r->found ? r->found : "(not shown)", r->expected);
    }
}

void job_say_import(const struct job *j) {
    for (size_t i = 0; i < j->imported.n_files; i++) {
        const struct import_file *f = &j->imported.file[i];
        if (f->status == IMPORT_SAME) out_note(j->o, "%s: already imported", f->path);
        else if (f->status == IMPORT_LEFT) out_note(j->o, "%s: not read", f->path);
        else if (f->status == IMPORT_REFUSED && (f->problem_code == ERR_DATA || f->problem_code == ERR_NOINPUT))
            out_warn(j->o, "%s: refused: %s", f->path, f->problem);
        else if (f->status != IMPORT_REFUSED) /* another error than the file's own ends the run and is said there */
            out_say(j->o, "%s: %s, %s%s%s", f->path, f->encoding, f->equation, f->besides[0] ? "; besides: " : "",
                    f->besides);
        if (f->warning) out_say(j->o, "%s: %s", f->path, f->warning);
        if (f->unmapped && f->unmapped[0]) out_note(j->o, "  columns that feed nothing: %s", f->unmapped);
        say_refused(j, f);
    }
    const struct ledger_counts *t = &j->imported.total;
    out_say(j->o,
            "%d files read, %d known, %d refused: %lld rows = %lld new + %lld changed + %lld unchanged + %lld "
            "duplicate + %lld quarantined",
            j->imported.n_read, j->imported.n_same, j->imported.n_refused, (long long)t->rows, (long long)t->n_new,
            (long long)t->n_changed, (long long)t->n_unchanged, (long long)t->n_duplicate, (long long)t->n_quarantined);
    if (t->n_quarantined) out_say(j->o, "refused rows, in the sender's own columns with the reason: %s", j->refused);
    for (size_t i = 0; i < j->imported.n_unmatched; i++)
        out_say(j->o, "source %s: no file matches its pattern", j->imported.unmatched[i]);
    for (size_t i = 0; i < j->imported.n_drift; i++) {
        const struct import_drift *d = &j->imported.drift[i];
        out_say(j->o, "source %s%s%s: %s", d->source, d->path ? ", " : "", d->path ? d->path : "", d->text);
    }
}

static void json_key(struct buf *b, const char *key) {
    if (b->p[b->n - 1] != '{' && b->p[b->n - 1] != '[') buf_byte(b, ',');
    buf_json(b, str_of(key));
    buf_byte(b, ':');
}

static void json_int(struct buf *b, const char *key, int64_t v) {
    json_key(b, key);
    buf_int(b, v);
}

static void json_text(struct buf *b, const char *key, const char *v) {
    json_key(b, key);
    if (v) buf_json(b, str_of(v));
    else buf_puts(b, "null");
}

static void json_counts(struct buf *b, const struct ledger_counts *k) {
    json_int(b, "rows_read", k->rows);
    json_int(b, "new", k->n_new);
    json_int(b, "changed", k->n_changed);
    json_int(b, "unchanged", k->n_unchanged);
    json_int(b, "duplicate", k->n_duplicate);
    json_int(b, "quarantined", k->n_quarantined);
    json_int(b, "conflicts", k->n_conflict);
}

/* "silent" names the sources that are, "drift" everything else that changed about one. */
static void json_drift(struct buf *b, const struct job *j, bool silent) {
    bool first = true;
    json_key(b, silent ? "silent" : "drift");
    buf_byte(b, '[');
    for (size_t i = 0; i < j->imported.n_drift; i++) {
        const struct import_drift *d = &j->imported.drift[i];
        if ((strcmp(d->kind, "silent") == 0) != silent) continue;
        if (!first) buf_byte(b, ',');
        first = false;
        if (silent) {
            buf_json(b, str_of(d->source));
            continue;
        }
        buf_byte(b, '{');
        json_text(b, "source", d->source);
        json_text(b, "kind", d->kind);
        json_text(b, "path", d->path);
        json_text(b, "text", d->text);
        buf_byte(b, '}');
    }
    buf_byte(b, ']');
}

static void json_import(struct buf *b, const struct job *j) {
    json_key(b, "import");
    buf_byte(b, '{');
    json_counts(b, &j->imported.total);
    json_key(b, "files");
    buf_byte(b, '[');
    for (size_t i = 0; i < j->imported.n_files; i++) {
        const struct import_file *f = &j->imported.file[i];
        static const char *const status[] = {"read", "known", "refused", "tried", "left"};
        buf_puts(b, i ? ",{" : "{");
        json_text(b, "path", f->path);
        json_text(b, "status", status[f->status]);
        json_text(b, "encoding", f->encoding);
        json_counts(b, &f->count);
        if (f->problem) json_text(b, "problem", f->problem);
        buf_byte(b, '}');
    }
    buf_byte(b, ']');
    json_drift(b, j, true);
    json_drift(b, j, false);
    buf_byte(b, '}');
}

void job_json(const struct job *j, const struct err *e) {
    struct buf b;
    buf_init(&b);
    buf_byte(&b, '{');
    json_int(&b, "schema", 1);
    json_text(&b, "command", j->command);
    char day[MOMENT_TEXT];
    if (j->x.c) json_text(&b, "as_of", civil_day_text(j->x.as_of, day));
    json_int(&b, "run", j->x.run);
    if (j->did_import) json_import(&b, j);
    if (j->did_analyse) {
        json_int(&b, "full", j->analysed.full);
        json_int(&b, "stories_told", j->analysed.stories_told);
        json_int(&b, "periods_summed", j->analysed.periods_summed);
    }
    if (j->did_render) {
        json_int(&b, "charts_drawn", j->charts_drawn);
        json_int(&b, "pages_rendered", j->pages_rendered);
        json_int(&b, "pages_failed", j->pages_failed);
        json_text(&b, "index", j->index);
    }
    json_int(&b, "exit", err_is(e) ? e->code : j->code);
    json_text(&b, "error", err_is(e) ? e->text : NULL);
    buf_puts(&b, "}\n");
    struct err ignored = {0};
    struct options plain = *j->o;
    plain.output = NULL;
    out_write(&plain, buf_view(&b), &ignored);
    buf_release(&b);
}
