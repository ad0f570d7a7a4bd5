#include "policies/policy.h"
#include "base/buf.h"
#include "base/embed.h"
#include "base/file.h"
#include "policies/policy_schema.h"

enum { EXTENDS_MAX = 8 };

/* One file of a policy and those it extends, child first. */
struct found {
    const char *path;
    struct str bytes;
};

struct search {
    struct arena *a;
    const struct names *folders;
    struct found file[EXTENDS_MAX];
    size_t n;
    struct err *e;
};

const struct stage *policy_stage(const struct policy *p, struct str name) {
    for (size_t i = 0; i < p->n_stages; i++)
        if (str_is(name, p->stage[i].name)) return &p->stage[i];
    return NULL;
}

const struct survey_score *policy_survey_score(const struct policy *p, enum survey_score_kind kind) {
    for (size_t i = 0; i < p->n_survey_scores; i++)
        if (p->survey_score[i].kind == (int)kind) return &p->survey_score[i];
    return NULL;
}

bool policy_target_takes(const struct target *t, struct str category) {
    return t->categories.n ? names_have(&t->categories, category) : !names_have(&t->excluded, category);
}

const struct own_column *policy_own(const struct policy *p, enum row_kind of, const char *name) {
    for (size_t i = 0; i < p->n_own; i++)
        if (p->own[i].of == of && strcmp(p->own[i].name, name) == 0) return &p->own[i];
    return NULL;
}

enum row_kind policy_own_rows(const struct own_column *c) { return c->of == ROW_CUSTOMER ? ROW_EVENT : c->of; }

const struct own_column *policy_own_called(const struct policy *p, enum row_kind kind, const char *called) {
    for (size_t i = 0; i < p->n_own; i++)
        if (policy_own_rows(&p->own[i]) == kind && strcmp(p->own[i].called, called) == 0) return &p->own[i];
    return NULL;
}

struct words policy_category_title(const struct policy *p, struct str code) {
    for (size_t i = 0; i < p->n_categories; i++)
        if (str_is(code, p->category[i].code)) return p->category[i].title;
    return (struct words){code.p, code.p};
}

/* ---- finding ---- */

static bool taken(const struct search *s, const char *path) {
    for (size_t i = 0; i < s->n; i++)
        if (strcmp(s->file[i].path, path) == 0) return true;
    return false;
}

static void add_file(struct search *s, const char *path) {
    struct buf b;
    buf_init(&b);
    file_read(path, YAML_BYTES_MAX, &b, s->e);
    if (!err_is(s->e)) s->file[s->n++] = (struct found){path, arena_str(s->a, buf_view(&b))};
    buf_release(&b);
}

/* The names of the policies carried in the program, for advice. */
static const char *const *carried(struct arena *a) {
    size_t n = 0;
    while (embed_policies[n].path) n++;
    const char **list = arena_zero(a, (n + 1) * sizeof *list);
    for (size_t i = 0; i < n; i++) {
        struct str leaf = str_of(file_basename(embed_policies[i].path));
        list[i] = arena_cstr(a, str_n(leaf.p, leaf.n - strlen(".yaml")));
    }
    return list;
}

/* NAME.yaml in one of the folders, then among those carried in the program. */
static void add_named(struct search *s, const char *name) {
    const char *leaf = arena_printf(s->a, "%s.yaml", name);
    for (size_t i = 0; s->folders && i < s->folders->n; i++) {
        const char *path = file_join(s->a, s->folders->name[i], leaf);
        if (taken(s, path) || !file_exists(path)) continue;
        add_file(s, path);
        return;
    }
    const char *path = arena_printf(s->a, "policies/%s", leaf);
    struct str bytes = embed_find(embed_policies, path);
    if (bytes.p && !taken(s, path)) {
        s->file[s->n++] = (struct found){path, bytes};
        return;
    }
    struct bind_vocab vocab = {"a policy", carried(s->a), NULL};
    struct bind b = {s->a, NULL, s->e};
    const char *near = bind_advice(&b, &vocab, str_of(name));
    err_set(s->e, ERR_NOINPUT, "policy «%s» is neither a file nor one of ours%s", name, near);
}

/* A name with a slash or .yaml is a path, in an `extends` relative to the file that says it. */
static void find_policy(struct search *s, const char *name, const char *dir) {
    if (s->n == EXTENDS_MAX) {
        err_set(s->e, ERR_CONFIG, "policy «%s»: more than %d files extend one another", name, EXTENDS_MAX);
        return;
    }
    if (!strchr(name, '/') && !str_ends(str_of(name), ".yaml")) {
        add_named(s, name);
        return;
    }
    const char *path = file_join(s->a, dir, name);
    if (taken(s, path)) err_set(s->e, ERR_CONFIG, "%s extends itself", path);
    else add_file(s, path);
}

/* ---- reading ---- */

/* The tree of the file found last, over that of the policy it extends. */
static struct yaml_node *read_tree(struct search *s) {
    const struct found *f = &s->file[s->n - 1];
    struct yaml_node *mine = yaml_read(s->a, f->path, f->bytes, s->e);
    const struct yaml_node *extends = mine ? yaml_get(mine, "extends") : NULL;
    if (!extends) return mine;
    struct bind b = {s->a, NULL, s->e};
    const char *name = bind_text(&b, extends);
    if (!name) return NULL;
    find_policy(s, name, file_dirname(s->a, f->path));
    if (err_is(s->e)) {
        yaml_blame(extends, s->e);
        return NULL;
    }
    struct yaml_node *parent = read_tree(s);
    return parent ? bind_merge(&b, &policy_schema, parent, mine) : NULL;
}

/* What metrics.md sections 3, 5 and 6 say for a policy that does not mention it; `exemptions: []` and so on say none.
 */
static const char implied[] =
    "exemptions:\n"
    "- {reason: anonymous, title: {zh: 匿名投诉, en: Anonymous complaint}, categories: complaint,\n"
    "   condition: {anonymous: true}}\n"
    "- {reason: anonymous, title: {zh: 匿名投诉, en: Anonymous complaint}, categories: complaint,\n"
    "   condition: {customer_id: empty}}\n"
    "- {reason: letter_reply_only, title: {zh: 只需复函, en: Reply by letter only},\n"
    "   condition: {letter_reply_only: true}}\n"
    "repeats:\n"
    "- {category: complaint, min_count: 2, window: 365 d}\n"
    "- {category: repair, min_count: 3, window: 365 d}\n"
    "rework:\n"
    "- {category: repair, window: 30 d}\n";

/* Rows about categories that the policy does not declare stay out. */
static void keep_declared(struct yaml_node *rows, const struct yaml_node *categories) {
    struct yaml_node **at = &rows->first;
    rows->n = 0;
    for (struct yaml_node *row = rows->first; row; row = row->next) {
        const struct yaml_node *category = yaml_get(row, "category");
        if (!category) category = yaml_get(row, "categories");
        if (category && !yaml_get(categories, category->text.p)) continue; /* a row about all of them stays */
        *at = row;
        at = &row->next;
        rows->n++;
    }
    *at = NULL;
}

/* The tree with the implied sections that it does not have itself. */
static void add_implied(struct search *s, struct yaml_node *tree) {
    struct yaml_node *root = yaml_read(s->a, "implied", str_of(implied), s->e), *next;
    const struct yaml_node *categories = yaml_get(tree, "categories");
    if (!root || !categories) return;
    for (struct yaml_node *v = root->first; v; v = next) {
        next = v->next;
        if (yaml_get(tree, v->key->text.p)) continue;
        keep_declared(v, categories);
        v->next = tree->first;
        tree->first = v;
        tree->n++;
    }
}

static const struct words *title_of(const struct policy *p, const char *role) {
    for (size_t i = 0; i < p->n_posts; i++)
        if (strcmp(p->post[i].code, role) == 0) return &p->post[i].title;
    return NULL;
}

static void set_ratio_roles(struct policy_file *f, struct arena *a) {
    struct policy *p = &f->p;
    p->n_roles = f->ratio_roles.n;
    p->role = arena_zero(a, (p->n_roles + 1) * sizeof *p->role);
    for (size_t i = 0; i < p->n_roles; i++)
        p->role[i] = (struct role){f->ratio_roles.name[i], *title_of(p, f->ratio_roles.name[i])};
}

static void set_digest(const struct search *s, struct policy *p) {
    struct hash *h = hash_open();
    for (size_t i = 0; i < s->n; i++) hash_field(h, s->file[i].bytes);
    hash_take(h, p->digest);
    hash_close(h);
}

struct policy_file *policy_schema_bind(struct arena *a, const struct yaml_node *tree, struct row_further *further,
                                       struct err *e) {
    struct policy_file *f = arena_zero(a, sizeof *f), start;
    struct bind b = {a, f, e};
    struct bind_table schema = policy_schema;
    memcpy(&start, policy_schema.defaults, sizeof start);
    start.p.further = further;
    schema.defaults = &start;
    bind_map(&b, &schema, tree, f);
    return f;
}

struct policy *policy_read(struct arena *a, const char *name, const struct names *search, struct err *e) {
    return policy_read_beside(a, name, search, arena_zero(a, sizeof(struct row_further)), e);
}

struct policy *policy_read_beside(struct arena *a, const char *name, const struct names *search,
                                  struct row_further *further, struct err *e) {
    if (err_is(e)) return NULL;
    struct search s = {.a = a, .folders = search, .e = e};
    find_policy(&s, name, "");
    if (err_is(e)) return NULL;
    struct yaml_node *tree = read_tree(&s);
    if (!tree) return NULL;
    add_implied(&s, tree);
    struct policy_file *f = policy_schema_bind(a, tree, further, e);
    if (err_is(e)) return NULL;
    set_ratio_roles(f, a);
    f->p.path = s.file[0].path;
    set_digest(&s, &f->p);
    return &f->p;
}
