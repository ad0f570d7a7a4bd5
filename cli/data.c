/* Verbs that hand out data: export and explain. */
#include "analysis/worksheet.h"
#include "base/file.h"
#include "cli/cli.h"
#include <stdio.h>
#include <string.h>

static void sink_stdout(void *ctx, struct buf *b, struct err *e) {
    (void)ctx;
    if (err_is(e)) return;
    if (fwrite(b->p, 1, b->n, stdout) != b->n) err_set(e, ERR_IO, "standard output cannot be written");
    buf_reset(b);
}

static void export_worksheets(const struct options *o, struct session *x, struct err *e) {
    const char *folder = o->output ? o->output : arena_printf(&x->a, "%s/worksheets", file_dirname(&x->a, x->c->store));
    struct worksheet_report r;
    worksheet_write(x->s, x->c, folder, &r, e);
    if (!err_is(e))
        out_say(o, "%lld visits to make, in %lld workbooks: %s", (long long)r.rows, (long long)r.files, folder);
}

int verb_export(const struct options *o, struct err *e) {
    struct session x;
    struct buf out;
    buf_init(&out);
    session_open(&x, o, SESSION_READ, e);
    if (!err_is(e) && strcmp(o->arg[0], "worksheets") == 0) {
        export_worksheets(o, &x, e);
    } else if (!err_is(e)) {
        /* A file is written whole and renamed into place; a pipe is fed as rows come. */
        analysis_export(x.s, x.c, str_of(o->arg[0]), &out, o->output ? NULL : sink_stdout, NULL, e);
        out_write(o, buf_view(&out), e);
    }
    buf_release(&out);
    session_close(&x, e);
    return 0;
}

/* all, site:NAME, department:NAME, … */
static void read_scope(struct figure *f, const char *text, struct err *e) {
    struct str s = str_of(text);
    f->scope_kind = STR_LIT("all");
    if (str_is(s, "all")) return;
    if (str_starts(s, "site:")) f->scope_kind = STR_LIT("site"), f->scope = str_of(text + 5);
    else if (str_starts(s, "department:")) f->scope_kind = STR_LIT("department"), f->scope = str_of(text + 11);
    else if (str_starts(s, "role:")) f->scope_kind = STR_LIT("role"), f->scope = str_of(text + 5);
    else if (str_starts(s, "surveyor:")) f->scope_kind = STR_LIT("surveyor"), f->scope = str_of(text + 9);
    else if (str_starts(s, "staff:")) f->scope_kind = STR_LIT("staff"), f->scope = str_of(text + 6);
    else
        err_set(e, ERR_USAGE,
                "scope `%s`: expected all, site:NAME, department:NAME, surveyor:NAME, role:CODE or staff:CODE", text);
}

int verb_explain(const struct options *o, struct err *e) {
    struct session x;
    struct buf out;
    buf_init(&out);
    session_open(&x, o, SESSION_READ, e);
    struct figure f = {.metric = str_of(o->arg[0]),
                       .period = str_of(o->arg[1]),
                       .scope = STR_LIT(""),
                       .category = str_of(o->category ? o->category : ""),
                       .stage = str_of(o->stage ? o->stage : "")};
    read_scope(&f, o->n_args > 2 ? o->arg[2] : "all", e);
    if (!err_is(e)) {
        f.policy = str_of(o->policy ? o->policy : x.c->use[0].policy->id);
        analysis_explain(x.s, x.c, &f, &out, e);
        struct err written = {0};
        out_write(o, buf_view(&out), &written);
        if (!err_is(e)) *e = written;
    }
    buf_release(&out);
    session_close(&x, e);
    return 0;
}
