#include "site/build.h"
#include "base/mem.h"
#include "site/layout.h"
#include "site/prose.h"
#include "site/readings.h"
#include "site/url.h"

enum { EACH_MAX = 100000, LAYOUT_KEYS = 128, PARAMS_MAX = 64 };

bool build_is_local(const struct err *e) {
    return err_is(e) && e->code != ERR_IO && e->code != ERR_CANTCREATE && e->code != ERR_BUSY && e->code != ERR_VERIFY;
}

void build_edition_open(struct build *b, struct err *e) {
    struct err dropped = {0};
    store_close(b->edition, &dropped);
    b->edition = store_open(b->edition_path, STORE_FENCED, e);
}

static void note_failed(struct build *b, struct str where, const struct err *e) {
    struct site_notes *n = &b->report->failed;
    *VEC_ADD(n->item, n->n, n->cap) =
        (struct site_note){arena_cstr(&b->report->a, where), arena_cstr(&b->report->a, str_of(e->text))};
}

/* ---- which pages ---- */

static void add_task(struct build *b, const struct page *p, const struct answer *each, size_t row, struct err *e) {
    struct scope_item item[2] = {{"site", b->site, 0}, {"each", each, row}};
    struct scope scope = {item, each ? 2 : 1};
    struct buf path;
    buf_init(&path);
    phrase_path(&path, &p->path, &scope, &b->format, e);
    struct str s = arena_str(&b->a, buf_view(&path));
    buf_release(&path);
    if (!err_is(e) && !url_path_ok(s)) err_set(e, ERR_CONFIG, "%s: «%.*s» is no path for a page", p->file, STR_ARG(s));
    if (!err_is(e) && intern_find(&b->targets, s) != INTERN_NONE)
        err_set(e, ERR_CONFIG, "%s: two pages are named «%.*s»", p->file, STR_ARG(s));
    if (err_is(e)) return;
    intern_add(&b->targets, s);
    *VEC_ADD(b->task, b->n_tasks, b->cap_tasks) = (struct build_task){p, s, each, row};
}

static void plan_page(struct build *b, const struct page *p, struct err *e) {
    if (!p->each) {
        add_task(b, p, NULL, 0, e);
        return;
    }
    const struct answer *each = answer_load(b->edition, b->files, p->each, b->param, b->n_params, EACH_MAX, &b->a, e);
    for (size_t i = 0; i < each->n && !err_is(e); i++) add_task(b, p, each, i, e);
}

/* Takes an old page over with the drawings that it shows. */
static bool keep_page(struct build *b, struct str path, struct err *e) {
    struct manifest_file *f = publish_keep(&b->publish, path, e);
    if (!f) return false;
    struct manifest_file kept = *f; /* the list moves when files are added */
    for (size_t i = 0; i < kept.n_uses && !err_is(e); i++)
        if (!publish_has(&b->publish, kept.uses[i])) publish_keep(&b->publish, kept.uses[i], e);
    return true;
}

/* The pages that this declaration made the last time stay as they are. */
static void keep_old_pages(struct build *b, const struct page *p, struct err *e) {
    for (size_t i = 0; i < b->publish.old.n && !err_is(e); i++) {
        const struct manifest_file *f = &b->publish.old.file[i];
        if (!str_is(f->page, p->name) || publish_has(&b->publish, f->path) ||
            intern_find(&b->targets, f->path) != INTERN_NONE)
            continue;
        if (!keep_page(b, f->path, e)) continue;
        intern_add(&b->targets, f->path);
        intern_add(&b->failed, f->path);
    }
}

static void digest_targets(struct build *b) {
    struct hash *h = hash_open();
    unsigned char digest[HASH_BYTES];
    for (size_t i = 0; i < b->targets.n; i++) hash_field(h, b->targets.name[i]);
    hash_take(h, digest);
    hash_hex(digest, b->targets_digest);
    hash_close(h);
}

void build_plan(struct build *b, struct err *e) {
    for (size_t i = 0; i < b->pages.n && !err_is(e); i++) {
        const struct page *p = &b->pages.item[i];
        if (!names_have(&p->audience, str_of(b->audience))) continue;
        struct err own = {0};
        plan_page(b, p, &own);
        if (!err_is(&own)) continue;
        if (!build_is_local(&own)) {
            *e = own;
            return;
        }
        note_failed(b, str_of(p->name), &own);
        build_edition_open(b, e);
        keep_old_pages(b, p, e);
    }
    for (size_t i = 0; i < b->publish.now.n; i++) intern_add(&b->targets, b->publish.now.file[i].path);
    digest_targets(b);
}

/* ---- one page ---- */

struct page_inputs {
    struct param param[PARAMS_MAX];
    size_t n_params;
    struct scope_item item[40];
    char digest[HASH_HEX];
};

static void page_params(struct build *b, const struct build_task *t, struct page_inputs *in, struct arena *a,
                        struct err *e) {
    memcpy(in->param, b->param, b->n_params * sizeof *in->param);
    in->n_params = b->n_params;
    for (int c = 0; t->each && c < t->each->n_cols; c++) {
        if (in->n_params == PARAMS_MAX) {
            err_set(e, ERR_CONFIG, "%s: the query %s has too many columns", t->page->file, t->page->each);
            return;
        }
        in->param[in->n_params++] =
            (struct param){arena_printf(a, "each_%s", t->each->col[c]), answer_cell(t->each, t->row, c),
                           answer_is_integer(t->each, t->row, c)};
    }
}

/* A page's answers in their order: its queries, its blocks. */
struct page_answers {
    const struct answer **query;
    struct answer **block;
};

static void ask(struct build *b, const struct page *p, const struct page_inputs *in, struct page_answers *all,
                struct render *r) {
    struct param param[PARAMS_MAX];
    size_t n_params = in->n_params;
    memcpy(param, in->param, n_params * sizeof *param);
    if (p->version) recall_params(param, &n_params);
    for (size_t i = 0; i < p->n_queries && !err_is(r->e); i++) {
        const struct answer *rows = answer_load(b->edition, b->files, p->query[i].to, param, n_params, 1, r->a, r->e);
        if (rows->total > 1)
            err_set(r->e, ERR_CONFIG, "%s: the query %s stands in the prose and yields %zu rows, expected one", p->file,
                    p->query[i].to, rows->total);
        all->query[i] = rows;
    }
    for (size_t i = 0; i < p->n_blocks && !err_is(r->e); i++) {
        all->block[i] =
            answer_load(b->edition, b->files, p->block[i].query, param, n_params, block_keep(&p->block[i]), r->a, r->e);
        err_context(r->e, "%s:%d: block %s", p->file, p->block[i].line, p->block[i].name);
    }
}

static bool recall(const struct page *p, struct str rows, struct page_answers *all, struct arena *a) {
    bool good = rows.p != NULL;
    for (size_t i = 0; i < p->n_queries && good; i++) good = (all->query[i] = answer_unpack(&rows, a)) != NULL;
    for (size_t i = 0; i < p->n_blocks && good; i++) good = (all->block[i] = answer_unpack(&rows, a)) != NULL;
    return good && !rows.n;
}

/* What the page's version query and its row of `each` say; false where it has none, or none for this period. */
static bool page_version(struct build *b, const struct build_task *t, const struct page_inputs *in, struct render *r,
                         char version[HASH_HEX]) {
    if (!t->page->version) return false;
    const struct answer *v =
        answer_load(b->edition, b->files, t->page->version, in->param, in->n_params, 1, r->a, r->e);
    if (err_is(r->e) || !v->n || !v->n_cols || !answer_cell(v, 0, 0).p) return false;
    unsigned char digest[HASH_BYTES];
    struct hash *h = hash_open();
    hash_field(h, str_of(b->template_digest));
    hash_add(h, str_n((const char *)v->digest, HASH_BYTES));
    for (size_t i = b->n_params; i < in->n_params; i++) {
        hash_field(h, str_of(in->param[i].name));
        hash_field(h, in->param[i].value.p ? in->param[i].value : STR_LIT("NULL"));
    }
    hash_take(h, digest);
    hash_close(h);
    hash_hex(digest, version);
    return true;
}

static void ask_or_recall(struct build *b, const struct build_task *t, const struct page_inputs *in,
                          struct page_answers *all, struct render *r) {
    const struct page *p = t->page;
    char version[HASH_HEX];
    bool has = page_version(b, t, in, r, version);
    if (has && recall(p, recall_find(&b->recall, b->edition, t->path, version, r->a, r->e), all, r->a)) return;
    if (!err_is(r->e)) ask(b, p, in, all, r);
    if (!has || err_is(r->e)) return;
    struct buf *out = recall_add(&b->recall, t->path, version);
    for (size_t i = 0; i < p->n_queries; i++) answer_pack(out, all->query[i]);
    for (size_t i = 0; i < p->n_blocks; i++) answer_pack(out, all->block[i]);
}

static void load_queries(struct build *b, const struct build_task *t, struct page_inputs *in, struct render *r) {
    const struct page *p = t->page;
    in->item[r->scope.n++] = (struct scope_item){"site", b->site, 0};
    if (t->each) in->item[r->scope.n++] = (struct scope_item){"each", t->each, t->row};
    r->answer = arena_alloc(r->a, (p->n_blocks + 1) * sizeof *r->answer);
    struct page_answers all = {arena_alloc(r->a, (p->n_queries + 1) * sizeof *all.query), r->answer};
    ask_or_recall(b, t, in, &all, r);
    for (size_t i = 0; i < p->n_queries && !err_is(r->e); i++)
        in->item[r->scope.n++] = (struct scope_item){p->query[i].from, all.query[i], 0};
    in->item[r->scope.n++] = (struct scope_item){"row", b->site, SIZE_MAX};
}

/* Everything that the page is made from. */
static void digest_inputs(struct build *b, const struct build_task *t, const struct render *r, struct page_inputs *in) {
    struct hash *h = hash_open();
    hash_field(h, str_of(b->template_digest));
    hash_field(h, str_of(b->targets_digest));
    hash_field(h, b->regulations);
    hash_field(h, str_of(r->readings));
    hash_field(h, t->path);
    for (size_t i = 0; i < in->n_params; i++) {
        hash_field(h, str_of(in->param[i].name));
        hash_field(h, in->param[i].value.p ? in->param[i].value : STR_LIT("NULL"));
    }
    for (size_t i = 0; i + 1 < r->scope.n; i++)
        if (in->item[i].rows != t->each) hash_add(h, str_n((const char *)in->item[i].rows->digest, HASH_BYTES));
    for (size_t i = 0; i < t->page->n_blocks; i++) hash_add(h, str_n((const char *)r->answer[i]->digest, HASH_BYTES));
    unsigned char digest[HASH_BYTES];
    hash_take(h, digest);
    hash_close(h);
    hash_hex(digest, in->digest);
}

static void place_block(void *ctx, struct str name, struct buf *out) {
    struct render *r = ctx;
    block_html(r, page_block(r->page, name), out);
}

static bool place_link(void *ctx, struct str target, struct buf *href) { return render_link(ctx, target, href); }

/* ---- the layout around it ---- */

struct layout_keys {
    struct layout_key item[LAYOUT_KEYS];
    size_t n;
};

static void add_key(struct layout_keys *k, const char *name, struct str value, bool html) {
    if (k->n < LAYOUT_KEYS) k->item[k->n++] = (struct layout_key){name, value, html};
}

static void add_nav(struct build *b, const struct page *page, struct layout_keys *k, struct arena *a) {
    for (size_t i = 0; i < b->pages.n; i++) {
        const char *nav = b->pages.item[i].nav;
        if (!nav) continue;
        const char *name = arena_printf(a, "nav.%s", nav);
        bool there = false, current = page->nav && strcmp(nav, page->nav) == 0;
        for (size_t j = 0; j < k->n; j++) there = there || strcmp(k->item[j].name, name) == 0;
        if (!there) add_key(k, name, current ? STR_LIT(" aria-current=\"page\"") : STR_LIT(""), true);
    }
}

/* The address of a declaration's page, of the last one where it makes several, "" where it makes none. */
static void add_edition(struct build *b, struct layout_keys *k, struct arena *a) {
    struct str word = word_list_find(&b->words, str_of(arena_printf(a, "audience.%s", b->audience)), b->language);
    add_key(k, "edition", word.p ? word : str_of(b->audience), false);
}

static void add_pages(struct build *b, struct str from, struct layout_keys *k, struct arena *a) {
    for (size_t i = 0; i < b->pages.n; i++) {
        struct buf href;
        buf_init(&href);
        for (size_t t = b->n_tasks; t-- > 0 && !href.n;)
            if (b->task[t].page == &b->pages.item[i]) url_relative(&href, from, b->task[t].path);
        add_key(k, arena_printf(a, "page.%s", b->pages.item[i].name), arena_str(a, buf_view(&href)), false);
        buf_release(&href);
    }
}

static void wrap_layout(struct build *b, struct render *r, const char *digest, struct str body, struct buf *out,
                        struct err *e) {
    struct layout_keys k = {.n = 0};
    struct buf title, root;
    buf_init(&title);
    buf_init(&root);
    render_text(r, &r->page->title, &title);
    url_root(&root, r->path);
    for (size_t i = 0; i < b->n_params; i++) add_key(&k, b->param[i].name, b->param[i].value, false);
    add_key(&k, "lang", str_of(b->language == LANG_ZH ? "zh-CN" : "en"), false);
    add_key(&k, "title", buf_view(&title), false);
    add_key(&k, "root", buf_view(&root), false);
    add_key(&k, "path", r->path, false);
    add_key(&k, "regulations", b->regulations, false);
    add_key(&k, "readings", str_of(r->readings), false);
    add_edition(b, &k, r->a);
    add_key(&k, "hash", str_of(arena_printf(r->a, "%.4s %.4s", digest, digest + 4)), false);
    add_key(&k, "body", body, true);
    add_nav(b, r->page, &k, r->a);
    add_pages(b, r->path, &k, r->a);
    layout_expand(out, "site-template/layout.html", b->layout, k.item, k.n, &b->words, b->language, e);
    buf_release(&title);
    buf_release(&root);
}

static void store_page(struct build *b, struct render *r, const char *digest, struct str html, struct err *e) {
    struct manifest_file *f = publish_write(&b->publish, r->path, html, e);
    if (!f) return;
    strcpy(f->input, digest);
    f->page = str_of(r->page->name);
    f->n_uses = r->n_uses;
    f->uses = arena_alloc(&b->publish.a, (r->n_uses + 1) * sizeof *f->uses);
    if (r->n_uses) memcpy(f->uses, r->uses, r->n_uses * sizeof *f->uses);
    link_check_page(&b->links, r->path, html, e);
}

static void render_page(struct build *b, struct render *r, const char *digest) {
    struct prose_host host = {r, place_block, place_link};
    struct buf body, html;
    buf_init(&body);
    buf_init(&html);
    prose_html(&body, r->page->prose[r->language], &r->scope, &r->format, &host, r->e);
    if (!err_is(r->e)) wrap_layout(b, r, digest, buf_view(&body), &html, r->e);
    if (!err_is(r->e)) {
        store_page(b, r, digest, buf_view(&html), r->e);
        b->report->pages_rendered++;
    }
    buf_release(&body);
    buf_release(&html);
}

/* The old page when it was made from the same inputs. */
static bool unchanged(struct build *b, struct str path, const char *digest) {
    const struct manifest_file *old = b->force ? NULL : manifest_find(&b->publish.old, path);
    return old && strcmp(old->input, digest) == 0;
}

/* An old page's references, to be checked with the others'. */
static void read_links(struct build *b, struct str path, struct err *e) {
    struct buf html;
    buf_init(&html);
    file_read(arena_printf(&b->a, "%s/%.*s", b->publish.staging, STR_ARG(path)), 256 << 20, &html, e);
    if (!err_is(e)) link_check_page(&b->links, path, buf_view(&html), e);
    buf_release(&html);
}

/* The regulation that the page is about; absent: all. */
static struct str regulation_of(const struct build_task *t) {
    int c = t->each ? answer_column(t->each, "policy") : -1;
    return c < 0 ? str_none() : answer_cell(t->each, t->row, c);
}

static void begin_render(struct build *b, const struct build_task *t, struct render *r, struct arena *a,
                         struct err *e) {
    *r = (struct render){.a = a,
                         .page = t->page,
                         .path = t->path,
                         .language = b->language,
                         .format = b->format,
                         .words = &b->words,
                         .readings = readings_text(a, b->config, t->page, regulation_of(t), &b->words, b->language),
                         .drawings = &b->drawings,
                         .targets = &b->targets,
                         .report = b->report,
                         .e = e};
}

/* A page whose own texts are not used, because they failed or do not matter. */
struct bare_page {
    struct page page;
    struct scope_item item[2];
};

static void begin_bare(struct build *b, const struct build_task *t, struct render *r, struct bare_page *bare,
                       struct arena *a, struct err *e) {
    static const struct page_text no_title;
    begin_render(b, t, r, a, e);
    *bare = (struct bare_page){*t->page, {{"site", b->site, 0}, {"row", b->site, SIZE_MAX}}};
    bare->page.title = no_title;
    r->scope = (struct scope){bare->item, 2};
    r->page = &bare->page;
}

void build_check_layout(struct build *b, struct err *e) {
    struct build_task t = {.page = &b->pages.item[0], .path = STR_LIT("index.html")};
    struct render r;
    struct bare_page bare;
    struct buf html;
    buf_init(&html);
    begin_bare(b, &t, &r, &bare, &b->a, e);
    wrap_layout(b, &r, "00000000", STR_LIT(""), &html, e);
    buf_release(&html);
}

/* A page says that it could not be made, where there is no older one. */
static void write_failed(struct build *b, const struct build_task *t, const struct err *why, struct arena *a,
                         struct err *e) {
    struct render r;
    struct bare_page bare;
    begin_bare(b, t, &r, &bare, a, e);
    struct buf body, html;
    buf_init(&body);
    buf_init(&html);
    buf_puts(&body, "<h1>"), buf_html(&body, render_word(&r, "page.failed")), buf_puts(&body, "</h1>\n<p>");
    buf_html(&body, render_word(&r, "page.failed_text"));
    buf_puts(&body, "</p>\n<p><code>"), buf_html(&body, str_of(why->text)), buf_puts(&body, "</code></p>\n");
    wrap_layout(b, &r, "00000000", buf_view(&body), &html, e);
    if (!err_is(e)) store_page(b, &r, "", buf_view(&html), e);
    buf_release(&body);
    buf_release(&html);
}

static void fail_page(struct build *b, const struct build_task *t, const struct err *why, struct arena *a,
                      struct err *e) {
    note_failed(b, t->path, why);
    intern_add(&b->failed, t->path);
    build_edition_open(b, e);
    if (publish_has(&b->publish, t->path)) return; /* it was written, and only its check failed */
    if (keep_page(b, t->path, e)) read_links(b, t->path, e);
    else write_failed(b, t, why, a, e);
}

static void make_page(struct build *b, const struct build_task *t, struct arena *a, struct err *e) {
    struct err own = {0};
    struct render r;
    struct page_inputs *in = arena_zero(a, sizeof *in);
    begin_render(b, t, &r, a, &own);
    r.scope.item = in->item;
    page_params(b, t, in, a, &own);
    if (!err_is(&own)) load_queries(b, t, in, &r);
    if (!err_is(&own)) {
        digest_inputs(b, t, &r, in);
        if (unchanged(b, t->path, in->digest) && keep_page(b, t->path, &own)) {
            read_links(b, t->path, &own);
            b->report->pages_kept++;
        } else {
            render_page(b, &r, in->digest);
        }
    }
    mem_free(r.uses);
    if (!err_is(&own)) return;
    if (build_is_local(&own)) fail_page(b, t, &own, a, e);
    else *e = own;
}

void build_pages(struct build *b, struct err *e) {
    struct arena a;
    arena_init(&a);
    for (size_t i = 0; i < b->n_tasks && !err_is(e); i++) {
        arena_reset(&a);
        make_page(b, &b->task[i], &a, e);
    }
    arena_release(&a);
}
