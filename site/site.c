#include "site/site.h"
#include "base/mem.h"
#include "base/thread.h"
#include "site/build.h"
#include "site/edition.h"
#include "site/prose.h"
#include "site/row_files.h"
#include <stdio.h>

/* ---- what the site stands for ---- */

struct results {
    int64_t run;
    struct str as_of;
};

static struct results read_results(struct store *s, struct build *b, struct err *e) {
    struct results r = {0};
    struct stmt *q = store_stmt(s, "SELECT run, as_of FROM analysis ORDER BY run DESC LIMIT 1", e);
    if (stmt_step(q, e)) {
        r.run = stmt_int(q, 0);
        r.as_of = arena_str(&b->a, stmt_str(q, 1));
        stmt_reset(q);
    }
    if (!err_is(e) && !civil_parse_day(r.as_of, &b->as_of))
        err_set(e, ERR_DATA, "%s: holds no results yet; run `huifang analyse` first", store_path(s));
    return r;
}

static void digest_template(struct build *b) {
    struct hash *h = hash_open();
    for (const struct embed_file *f = b->files; f->path; f++) {
        hash_field(h, str_of(f->path));
        hash_field(h, str_n(f->bytes, f->n));
    }
    unsigned char digest[HASH_BYTES];
    hash_take(h, digest);
    hash_close(h);
    hash_hex(digest, b->template_digest);
}

/* Whether both were made by the same rules, from whatever results. */
static bool same_rules(const struct manifest_head *a, const struct manifest_head *b) {
    return str_eq(a->audience, b->audience) && str_eq(a->language, b->language) && strcmp(a->config, b->config) == 0 &&
           strcmp(a->template_digest, b->template_digest) == 0;
}

static bool same_head(const struct manifest_head *a, const struct manifest_head *b) {
    return same_rules(a, b) && str_eq(a->as_of, b->as_of) && a->analysis_run == b->analysis_run && !a->failed &&
           !b->failed;
}

static struct manifest_head make_head(const struct build *b, const struct site_options *o, const struct results *r) {
    struct manifest_head h = {.audience = str_of(b->audience),
                              .language = str_of(b->language == LANG_ZH ? "zh-CN" : "en"),
                              .as_of = r->as_of,
                              .started_at = str_of(o->started_at ? o->started_at : ""),
                              .analysis_run = r->run,
                              .run = o->run};
    hash_hex(b->config->digest, h.config);
    memcpy(h.template_digest, b->template_digest, sizeof h.template_digest);
    return h;
}

/* ---- parameters ---- */

static void add_param(struct build *b, const char *name, const char *value) {
    b->param[b->n_params++] = (struct param){.name = name, .value = arena_str(&b->a, str_of(value))};
}

static void add_period(struct build *b, const char *name, enum period_kind kind, int back) {
    char text[PERIOD_TEXT];
    struct period p = period_of(kind, b->as_of, b->format.week_start);
    p.no -= back;
    add_param(b, name, period_text(p, b->format.week_start, text));
}

/* The results of the day after as-of come with the run of the day after that. */
static const char *next_update(struct build *b) {
    char day[MOMENT_TEXT];
    if (!b->config->next_update) return "";
    return arena_printf(&b->a, "%s %s", civil_day_text(b->as_of + 2, day) + 5, b->config->next_update);
}

static void make_params(struct build *b, struct str as_of) {
    add_param(b, "as_of", as_of.p);
    add_period(b, "month", PERIOD_MONTH, 0);
    add_period(b, "prev_month", PERIOD_MONTH, 1);
    add_period(b, "year_ago", PERIOD_MONTH, 12);
    add_period(b, "quarter", PERIOD_QUARTER, 0);
    add_period(b, "year", PERIOD_YEAR, 0);
    add_period(b, "week", PERIOD_WEEK, 0);
    add_param(b, "language", b->language == LANG_ZH ? "zh-CN" : "en");
    add_param(b, "organisation", b->config->organisation);
    add_param(b, "audience", b->audience);
    add_param(b, "next_update", next_update(b));
    struct str cell[BUILD_PARAMS];
    const char **own = arena_alloc(&b->a, b->n_params * sizeof *own);
    for (size_t i = 0; i < b->n_params; i++) own[i] = b->param[i].name, cell[i] = b->param[i].value;
    b->site = answer_single(&b->a, "site", own, cell, (int)b->n_params);
}

static void regulations(struct build *b) {
    bool zh = b->language == LANG_ZH;
    const char *text = "";
    for (size_t i = 0; i < b->config->n_uses; i++) {
        const struct policy *p = b->config->use[i].policy;
        if (!config_first_use(b->config, i)) continue;
        const char *title = zh || !p->title.en ? p->title.zh : p->title.en;
        const char *detail = arena_printf(&b->a, "%s%s%s", p->code ? p->code : "", p->code && p->edition ? ", " : "",
                                          p->edition ? p->edition : "");
        const char *open = zh ? "（" : " (", *close = zh ? "）" : ")";
        text = arena_printf(&b->a, "%s%s%s%s%s%s", text, text[0] ? (zh ? "；" : "; ") : "", title ? title : p->id,
                            detail[0] ? open : "", detail, detail[0] ? close : "");
    }
    b->regulations = str_of(text);
}

/* ---- the template ---- */

static void read_template(struct build *b, struct err *e) {
    word_list_read(&b->words, &b->a, embed_find(b->files, "site-template/words.zh-CN.txt"),
                   embed_find(b->files, "site-template/words.en.txt"), e);
    for (size_t i = 0; render_words[i]; i++)
        if (!word_list_find(&b->words, str_of(render_words[i]), b->language).p)
            err_set(e, ERR_CONFIG, "site-template/words.zh-CN.txt: the word «%s» is missing", render_words[i]);
    b->layout = embed_find(b->files, "site-template/layout.html");
    if (!b->layout.p) err_set(e, ERR_CONFIG, "site-template/layout.html: there is no such file");
    if (!err_is(e)) page_read_all(&b->pages, b->files, &b->a, e);
    if (!err_is(e) && !b->pages.n) err_set(e, ERR_CONFIG, "site-template/pages: there is no page");
    if (!err_is(e)) build_check_layout(b, e);
}

static void write_assets(struct build *b, struct err *e) {
    static const struct {
        const char *from, *to;
    } asset[] = {{"site-template/style.css", "assets/style.css"}, {"site-template/site.js", "assets/site.js"}};
    for (size_t i = 0; i < sizeof asset / sizeof *asset && !err_is(e); i++) {
        struct str bytes = embed_find(b->files, asset[i].from), to = str_of(asset[i].to);
        if (!bytes.p) continue;
        if (str_ends(to, ".css")) link_check_style(to, bytes, e);
        char sha256[HASH_HEX];
        unsigned char digest[HASH_BYTES];
        hash_once(bytes, digest);
        hash_hex(digest, sha256);
        const struct manifest_file *old = manifest_find(&b->publish.old, to);
        bool same = old && strcmp(old->sha256, sha256) == 0;
        if (!same || !publish_keep(&b->publish, to, e)) publish_write(&b->publish, to, bytes, e);
    }
}

/* ---- row files, beside everything else ---- */

/* They need the store and nothing that the pages need: a thread with a connection of its own writes them. */
struct rows_job {
    struct thread *thread;
    const char *store_path;
    bool unmasked;
    struct row_files files;
    struct publish part;
    struct err e;
};

static void run_rows(void *ctx) {
    struct rows_job *j = ctx;
    j->files.store = store_open(j->store_path, STORE_READ, &j->e);
    if (!err_is(&j->e)) store_exec(j->files.store, "PRAGMA cache_size = -24576", &j->e); /* passes need little */
    if (j->unmasked && !err_is(&j->e)) store_unmask(j->files.store, &j->e);
    if (!err_is(&j->e)) row_files_write(&j->files, &j->e);
    store_close(j->files.store, &j->e);
}

static void start_rows(struct build *b, struct store *s, const struct manifest_head *head, struct rows_job *j) {
    bool same = !b->force && b->publish.old.n && same_rules(head, &b->publish.old.head);
    *j = (struct rows_job){.store_path = store_path(s), .unmasked = strcmp(b->audience, "audit") == 0};
    j->files = (struct row_files){NULL, b->config, b->files, &b->words, b->language, b->as_of, &b->months,
                                  same, &j->part,  0,        0};
    publish_part(&b->publish, &j->part);
    row_files_paths(&j->files, &b->targets);
    j->thread = thread_start(run_rows, j);
}

static void end_rows(struct build *b, struct rows_job *j, struct err *e) {
    thread_join(j->thread);
    if (err_is(&j->e) && !err_is(e)) *e = j->e;
    if (!err_is(e)) publish_join(&b->publish, &j->part, e);
    b->report->csv_written = j->files.written;
    b->report->csv_kept = j->files.kept;
    publish_part_close(&j->part);
}

/* ---- checks ---- */

struct check {
    struct build *b;
    struct err *e;
};

static bool has_file(void *ctx, struct str path) {
    const struct check *c = ctx;
    return publish_has(&c->b->publish, path);
}

/* Yesterday's version of a page that failed may refer to what is gone; a place that is missing only loses the place. */
static void note_dead(void *ctx, struct str page, struct str target, bool file) {
    struct check *c = ctx;
    struct site_report *r = c->b->report;
    bool old = intern_find(&c->b->failed, page) != INTERN_NONE;
    if (file && !old)
        err_set(c->e, ERR_VERIFY, "%.*s: the link to %.*s leads nowhere; the published site was left as it is",
                STR_ARG(page), STR_ARG(target));
    *VEC_ADD(r->dead.item, r->dead.n, r->dead.cap) =
        (struct site_note){arena_cstr(&r->a, page), arena_cstr(&r->a, target)};
}

static void note_missing(struct build *b) {
    struct site_report *r = b->report;
    for (size_t i = 0; i < b->drawings.n_missing; i++)
        *VEC_ADD(r->missing.item, r->missing.n, r->missing.cap) =
            (struct site_note){arena_cstr(&r->a, b->drawings.missing[i].text),
                               arena_printf(&r->a, "U+%04X", (unsigned)b->drawings.missing[i].cp)};
    r->charts_drawn = b->drawings.drawn;
    r->charts_kept = b->drawings.kept;
}

/* ---- all of it ---- */

static void build_edition(struct build *b, struct store *s, const struct manifest_head *head, struct err *e) {
    struct edition_input in = {
        .config = b->config,
        .files = b->files,
        .words = &b->words,
        .months = &b->months,
        .audience = b->audience,
        .store_path = store_path(s),
        .run = head->analysis_run,
        .anew = b->force,
        .as_of = b->as_of,
        .param = b->param,
        .n_params = b->n_params,
        .rules = arena_printf(&b->a, "%s %s %.*s", head->config, head->template_digest, STR_ARG(head->language))};
    b->edition_path = arena_printf(&b->a, "%s.%s", store_path(s), b->audience);
    edition_build(b->edition_path, &in, e);
    if (!err_is(e)) build_edition_open(b, e);
}

/* The edition is closed behind the last page and gets what pages of past periods were told. */
static void save_answers(struct build *b, int64_t run, struct err *e) {
    store_close(b->edition, e);
    b->edition = NULL;
    recall_save(&b->recall, b->edition_path, run, e);
    b->report->pages_recalled = b->recall.recalled;
}

/* An edition that proved damaged while pages were read from it is not carried on by the next run. */
static void drop_damaged(struct build *b, const struct err *e) {
    struct err dropped = {0};
    if (e->code == ERR_VERIFY && b->edition_path) file_remove_tree(b->edition_path, &dropped);
}

static void build_all(struct build *b, struct store *s, const struct manifest_head *head, struct err *e) {
    read_template(b, e);
    months_read(&b->months, s, b->config, b->as_of, &b->a, e);
    if (!err_is(e)) publish_start(&b->publish, e);
    if (err_is(e)) return;
    struct rows_job rows;
    start_rows(b, s, head, &rows);
    build_edition(b, s, head, e);
    if (!err_is(e)) write_assets(b, e);
    if (!err_is(e)) build_plan(b, e);
    if (!err_is(e)) build_pages(b, e);
    save_answers(b, head->analysis_run, e);
    end_rows(b, &rows, e);
    struct check check = {b, e};
    if (!err_is(e)) link_check_finish(&b->links, has_file, note_dead, &check);
    if (!err_is(e) && !publish_has(&b->publish, STR_LIT("index.html")))
        err_set(e, ERR_CONFIG, "site-template/pages: no page has the path index.html");
    struct manifest_head own = *head;
    own.failed = (int64_t)b->report->failed.n;
    publish_finish(&b->publish, &own, e);
    drop_damaged(b, e);
}

static void release(struct build *b) {
    struct err dropped = {0};
    store_close(b->edition, &dropped);
    link_check_release(&b->links);
    recall_release(&b->recall);
    intern_release(&b->targets);
    intern_release(&b->failed);
    mem_free(b->task);
    page_release(&b->pages);
    drawing_close(&b->drawings);
    publish_close(&b->publish);
    arena_release(&b->a);
}

static void begin(struct build *b, const struct config *c, const struct site_options *o, struct site_report *out) {
    *b = (struct build){.config = c,
                        .files = o->files ? o->files : embed_site,
                        .force = o->force,
                        .audience = o->audience ? o->audience : "management",
                        .language = o->language_set ? o->language : c->language,
                        .report = out};
    arena_init(&b->a);
    intern_init(&b->targets);
    intern_init(&b->failed);
    link_check_init(&b->links);
    drawing_open(&b->drawings, &b->publish, o->force);
}

void site_render(struct store *s, const struct config *c, const struct site_options *o, struct site_report *out,
                 struct err *e) {
    *out = (struct site_report){0};
    arena_init(&out->a);
    if (err_is(e)) return;
    struct build b;
    begin(&b, c, o, out);
    if (strcmp(b.audience, "audit") == 0) store_unmask(s, e);
    struct results results = read_results(s, &b, e);
    const char *output = o->output ? o->output : c->output;
    if (!err_is(e)) publish_open(&b.publish, output, e);
    if (!err_is(e)) {
        digest_template(&b);
        b.format = (struct format_context){b.language, &b.words, b.as_of, c->n_uses ? c->use[0].policy->week_start : 0};
        out->index = arena_printf(&out->a, "%s/index.html", b.publish.output);
        struct manifest_head head = make_head(&b, o, &results);
        out->unchanged =
            !o->force && b.publish.old.n && same_head(&head, &b.publish.old.head) && file_exists(out->index);
        make_params(&b, results.as_of);
        regulations(&b);
        if (!out->unchanged) build_all(&b, s, &head, e);
    }
    note_missing(&b);
    release(&b);
}

void site_report_release(struct site_report *r) {
    mem_free(r->failed.item);
    mem_free(r->dead.item);
    mem_free(r->missing.item);
    arena_release(&r->a);
    *r = (struct site_report){0};
}
