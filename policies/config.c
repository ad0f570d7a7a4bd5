#include "policies/config.h"
#include "base/buf.h"
#include "base/file.h"
#include "policies/codes.h"
#include "policies/policy_schema.h"
#include "policies/scalar.h"
#include <sys/stat.h>

static const char zone_dir[] = "/usr/share/zoneinfo";

/* As bound: the configuration and what only the reading needs. */
struct config_file {
    struct config c;
    const char *policy;
    struct use_row *row;
    size_t n_rows;
};

struct use_row {
    const char *policy;
    struct policy_use use;
};

/* ---- sources ---- */

static const char *const encodings[] = {"auto", "utf-8", "gb18030", "utf-16", "big5", NULL};
static const struct bind_vocab encoding_vocab = {"an encoding", encodings, NULL};
static const char *const date_orders[] = {"ymd", "mdy", "dmy", NULL};
static const struct bind_vocab date_order_vocab = {"an order of dates", date_orders, NULL};

/* `auto`, `comma`, `semicolon`, `tab`, or the character itself. */
static void bind_delimiter(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    static const struct {
        const char *name;
        char c;
    } words[] = {{"auto", 0}, {"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"bar", '|'},
                 {",", ','},  {";", ';'},     {"\t", '\t'},       {"|", '|'}};
    (void)k;
    for (size_t i = 0; v->kind == YAML_SCALAR && i < sizeof words / sizeof *words; i++) {
        if (!str_is(v->text, words[i].name)) continue;
        ((struct source *)row)->delimiter = words[i].c;
        return;
    }
    bind_wrong(b, v, "auto, comma, semicolon, tab or bar", NULL);
}

/* `values: {severity: {A级: major}}`: the file's words by column. */
static void bind_values(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct source *s = row;
    static const struct bind_key pairs =
        BIND_KEY("values", BIND_PAIRS, MAY, AT(value_map, pair), .count = AT(value_map, n));
    (void)k;
    if (v->kind != YAML_MAP) bind_wrong(b, v, "a mapping of columns to {word of the file: our word}", NULL);
    s->values = arena_zero(b->a, (v->n + 1) * sizeof *s->values);
    for (const struct yaml_node *i = v->first; i && !err_is(b->e); i = i->next) {
        struct value_map *m = &s->values[s->n_values++];
        m->field = arena_cstr(b->a, i->key->text);
        bind_value(b, &pairs, i, m);
    }
}

/* A pattern of strftime's letters for a date: %Y, %m, %d, %%. */
static void check_dated(struct bind *b, const struct yaml_node *v, const char *pattern) {
    bool year = false, month = false, day = false, ok = true;
    for (const char *p = pattern; ok && *p; p++) {
        if (*p != '%') continue;
        bool *seen = *++p == 'Y' ? &year : *p == 'm' ? &month : *p == 'd' ? &day : NULL;
        ok = *p == '%' || (seen && !*seen);
        if (seen) *seen = true;
        if (!*p) break;
    }
    if (!ok || !year || (day && !month)) bind_wrong(b, v, "a pattern of %Y, %m and %d such as %Y-%m-%d", NULL);
}

/* Our side of constants and values must be a code that the column takes. Categories are checked with the policies. */
static void check_code(struct bind *b, const struct source *s, const struct yaml_node *column,
                       const struct yaml_node *v) {
    const struct bind_vocab *codes = codes_of(s->table, column->text);
    if (codes && bind_place(b, codes, v->text) < 0) bind_wrong(b, v, codes->what, codes);
}

static void check_source(struct bind *b, const struct yaml_node *map, void *row) {
    struct source *s = row;
    s->line = map->line;
    const struct yaml_node *columns = yaml_get(map, "columns"), *constants = yaml_get(map, "constants"),
                           *values = yaml_get(map, "values"), *dated = yaml_get(map, "dated");
    for (const struct yaml_node *v = constants ? constants->first : NULL; v && !err_is(b->e); v = v->next) {
        if (columns && yaml_get(columns, v->key->text.p))
            yaml_error(v->key, b->e, "the column «%s» stands in columns and in constants", v->key->text.p);
        check_code(b, s, v->key, v);
    }
    for (const struct yaml_node *v = values ? values->first : NULL; v && !err_is(b->e); v = v->next)
        for (const struct yaml_node *w = v->first; w; w = w->next) check_code(b, s, v->key, w);
    const struct yaml_node *without = yaml_get(map, "ignore_without");
    if (without && !codes_has_column(s->table, without->text))
        bind_wrong(b, without, codes_columns(s->table)->what, codes_columns(s->table));
    if (dated) check_dated(b, dated, s->dated);
}

static const struct bind_key source_keys[] = {
    BIND_KEY("table", BIND_NAME, MUST, AT(source, table), .vocab = &codes_tables),
    BIND_KEY("name", BIND_CODE, MAY, AT(source, name)),
    BIND_KEY("files", BIND_NAMES, MUST | BIND_NOT_EMPTY, AT(source, files), .count = AT(source, n_files)),
    BIND_KEY("encoding", BIND_NAME, MAY, AT(source, encoding), .vocab = &encoding_vocab),
    BIND_KEY("delimiter", BIND_CUSTOM, MAY, AT(source, delimiter), .custom = bind_delimiter),
    BIND_KEY("sheet", BIND_TEXT, MAY, AT(source, sheet)),
    BIND_KEY("columns", BIND_PAIRS, MAY, AT(source, columns), .count = AT(source, n_columns)),
    BIND_KEY("constants", BIND_PAIRS, MAY, AT(source, constants), .count = AT(source, n_constants)),
    BIND_KEY("values", BIND_CUSTOM, MAY, AT(source, values), .custom = bind_values),
    BIND_KEY("date_format", BIND_ENUM, MAY, AT(source, date_order), .vocab = &date_order_vocab),
    BIND_KEY("dated", BIND_TEXT, MAY, AT(source, dated)),
    BIND_KEY("key_prefix", BIND_TEXT, MAY, AT(source, key_prefix)),
    BIND_KEY("ignore_without", BIND_TEXT, MAY, AT(source, ignore_without)),
    BIND_KEY("snapshot", BIND_BOOL, MAY, AT(source, snapshot)),
    BIND_KEY("expected_every", BIND_DAYS, MAY, AT(source, expected_every_days), .min = 1, .max = 3660),
    BIND_KEY("reject_above", BIND_SHARE, MAY, AT(source, reject_above)),
    BIND_END,
};
static const struct source source_defaults = {.encoding = "auto", .reject_above = 1};
static const struct bind_table source_table = {"a source",       source_keys, sizeof(struct source),
                                               &source_defaults, "name",      check_source};

/* ---- the rest of the file ---- */

static const char *const languages[] = {"zh-CN", "en", NULL};
static const struct bind_vocab language_vocab = {"a language", languages, NULL};
static const char *const alias_fields[] = {"department", "site", "staff", NULL};
static const struct bind_vocab alias_vocab = {"what is renamed", alias_fields, NULL};

static void check_alias(struct bind *b, const struct yaml_node *map, void *row) {
    const struct alias *x = row;
    if (strcmp(x->from, x->to) == 0) yaml_error(yaml_get(map, "to"), b->e, "from and to are the same");
}
static const struct bind_key alias_keys[] = {
    BIND_KEY("field", BIND_NAME, MUST, AT(alias, field), .vocab = &alias_vocab),
    BIND_KEY("from", BIND_TEXT, MUST, AT(alias, from)),
    BIND_KEY("to", BIND_TEXT, MUST, AT(alias, to)),
    BIND_KEY("since", BIND_DAY, MAY, AT(alias, since), .has = AT(alias, dated)),
    BIND_END,
};
static const struct bind_table alias_table = {"an alias", alias_keys, sizeof(struct alias), NULL, NULL, check_alias};

static void check_use(struct bind *b, const struct yaml_node *map, void *row) {
    const struct use_row *r = row;
    if (r->use.from_set && r->use.until_set && r->use.until < r->use.from)
        yaml_error(yaml_get(map, "until"), b->e, "until lies before from");
}
static const struct bind_key use_keys[] = {
    BIND_KEY("policy", BIND_TEXT, MUST, AT(use_row, policy)),
    BIND_KEY("sites", BIND_NAMES, MAY | BIND_NOT_EMPTY, AT(use_row, use.sites.name), .count = AT(use_row, use.sites.n)),
    BIND_KEY("from", BIND_DAY, MAY, AT(use_row, use.from), .has = AT(use_row, use.from_set)),
    BIND_KEY("until", BIND_DAY, MAY, AT(use_row, use.until), .has = AT(use_row, use.until_set)),
    BIND_END,
};
static const struct bind_table use_table = {"a policy in use", use_keys, sizeof(struct use_row), NULL, NULL, check_use};

static const char *const audiences[] = {"audit", NULL};
static const struct bind_vocab audience_vocab = {"an audience", audiences, NULL};
static const struct bind_key edition_keys[] = {
    BIND_KEY("audience", BIND_NAME, MUST, AT(edition_use, audience), .vocab = &audience_vocab),
    BIND_KEY("output", BIND_TEXT, MUST, AT(edition_use, output)),
    BIND_END,
};
static const struct bind_table edition_table = {"an edition", edition_keys, sizeof(struct edition_use),
                                                NULL,         "audience",   NULL};

static void bind_next_update(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    int minute;
    (void)k;
    if (v->kind == YAML_SCALAR && scalar_minute(v->text, &minute))
        ((struct config *)row)->next_update = arena_cstr(b->a, v->text);
    else bind_wrong(b, v, "a time of day such as 02:30", NULL);
}

static const struct bind_key config_keys[] = {
    BIND_KEY("organisation", BIND_TEXT, MUST, AT(config, organisation)),
    BIND_KEY("policy", BIND_TEXT, MAY, AT(config_file, policy)),
    BIND_KEY("policies", BIND_TABLES, MAY | BIND_NOT_EMPTY, AT(config_file, row), .count = AT(config_file, n_rows),
             .table = &use_table),
    BIND_KEY("timezone", BIND_TEXT, MAY, AT(config, timezone)),
    BIND_KEY("language", BIND_ENUM, MAY, AT(config, language), .vocab = &language_vocab),
    BIND_KEY("store", BIND_TEXT, MAY, AT(config, store)),
    BIND_KEY("output", BIND_TEXT, MAY, AT(config, output)),
    BIND_KEY("editions", BIND_TABLES, MAY, AT(config, edition), .count = AT(config, n_editions),
             .table = &edition_table),
    BIND_KEY("next_update", BIND_CUSTOM, MAY, 0, .custom = bind_next_update),
    BIND_KEY("count_from", BIND_DAY, MAY, AT(config, count_from), .has = AT(config, count_from_set)),
    BIND_KEY("not_customers", BIND_NAMES, MAY, AT(config, not_customers.name), .count = AT(config, not_customers.n)),
    BIND_KEY("tenants_change", BIND_BOOL, MAY, AT(config, tenants_change)),
    BIND_KEY("aliases", BIND_TABLES, MAY, AT(config, alias), .count = AT(config, n_aliases), .table = &alias_table),
    BIND_KEY("sources", BIND_TABLES, MUST | BIND_NOT_EMPTY, AT(config, source), .count = AT(config, n_sources),
             .table = &source_table),
    BIND_END,
};
static const struct config_file config_defaults = {
    .c = {.timezone = "Asia/Shanghai", .store = "var/huifang.db", .output = "site"}};
const struct bind_table config_schema = {"the configuration", config_keys, sizeof(struct config_file),
                                         &config_defaults,    NULL,        NULL};

/* ---- after binding ---- */

static const struct yaml_node *place(const struct yaml_node *tree, const char *key) {
    const struct yaml_node *v = yaml_get(tree, key);
    return v ? v : tree;
}

static bool zone_exists(struct arena *a, const char *name) {
    for (const char *p = name; *p; p++)
        if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/", *p)) return false;
    if (name[0] == '/') return false;
    struct err quiet = {0};
    struct buf bytes;
    buf_init(&bytes);
    file_read(arena_printf(a, "%s/%s", zone_dir, name), 1 << 20, &bytes, &quiet);
    bool ok = !err_is(&quiet) && str_starts(buf_view(&bytes), "TZif");
    buf_release(&bytes);
    return ok;
}

static void check_zone(struct bind *b, const struct config *c, const struct yaml_node *tree) {
    if (err_is(b->e) || zone_exists(b->a, c->timezone)) return;
    struct err quiet = {0};
    size_t n = 0;
    char **names = file_is_dir(zone_dir) ? file_walk(b->a, zone_dir, &n, &quiet) : NULL;
    const char **list = arena_zero(b->a, (n + 1) * sizeof *list);
    for (size_t i = 0; i < n; i++) list[i] = names[i];
    struct bind_vocab zones = {"a time zone", list, NULL};
    const char *near = bind_nearest(b, &zones, str_of(c->timezone));
    if (near) near = arena_printf(b->a, "did you mean «%s»?", near);
    else near = n ? "name it like Asia/Shanghai" : "install the package tzdata";
    yaml_error(place(tree, "timezone"), b->e, "the time zone «%s» is not in the system's zone database %s; %s",
               yaml_shown(b->a, str_of(c->timezone)), zone_dir, near);
}

/* The path without `.`, `x/..` and doubled slashes. */
static const char *plain_path(struct arena *a, const char *path) {
    const char *out = path[0] == '/' ? "/" : "";
    struct str rest = str_of(path), part;
    while (str_split(&rest, '/', &part)) {
        bool up = str_is(part, ".."), root = strcmp(out, "/") == 0;
        if (!part.n || str_is(part, ".") || (up && root)) continue;
        const char *last = file_basename(out);
        if (!up || !*last || strcmp(last, "..") == 0)
            out = arena_printf(a, "%s%s%.*s", out, *out && !root ? "/" : "", STR_ARG(part));
        else if (last == out) out = "";
        else out = last - out == 1 ? "/" : arena_cstr(a, str_n(out, (size_t)(last - out) - 1));
    }
    return out;
}

/* Whether a path lies in the folder by their names, for places that do not exist yet. */
static bool holds_name(struct arena *a, const char *folder, const char *path) {
    folder = plain_path(a, folder), path = plain_path(a, path);
    size_t n = strlen(folder);
    return n && strncmp(folder, path, n) == 0 && (path[n] == 0 || path[n] == '/');
}

/* Whether one of the folders above the path, or the path, is the folder, whatever links lead there. */
static bool holds_place(struct arena *a, const char *folder, const char *path) {
    struct stat f, here, above;
    if (stat(folder, &f) != 0) return false;
    while (stat(path, &here) != 0) { /* the part that exists */
        if (strcmp(path, ".") == 0 || strcmp(path, "/") == 0) return false;
        path = file_dirname(a, path);
    }
    if (!S_ISDIR(here.st_mode)) path = file_dirname(a, path);
    for (int depth = 0; depth < 256 && stat(path, &here) == 0; depth++) {
        if (here.st_dev == f.st_dev && here.st_ino == f.st_ino) return true;
        path = arena_printf(a, "%s/..", path);
        if (stat(path, &above) != 0 || (above.st_dev == here.st_dev && above.st_ino == here.st_ino)) return false;
    }
    return false;
}

static bool holds(struct arena *a, const char *folder, const char *path) {
    return holds_name(a, folder, path) || holds_place(a, folder, path);
}

/* The site folder is replaced as a whole every night: nothing else may live in it. */
static const char *site_folder(struct bind *b, const struct config *c, const char *output, const struct yaml_node *v) {
    size_t n = strlen(output);
    while (n > 1 && output[n - 1] == '/') n--;
    output = file_join(b->a, c->dir, arena_cstr(b->a, str_n(output, n)));
    const char *inside = NULL;
    if (holds(b->a, output, c->store)) inside = "the store";
    if (holds(b->a, output, c->path)) inside = "the configuration";
    if (inside)
        yaml_error(v, b->e, "the output folder holds %s, and is replaced as a whole; name a folder of its own", inside);
    return output;
}

static void set_paths(struct bind *b, struct config *c, const struct yaml_node *tree) {
    c->store = file_join(b->a, c->dir, c->store);
    c->output = site_folder(b, c, c->output, place(tree, "output"));
    const struct yaml_node *row = c->n_editions ? place(tree, "editions")->first : NULL;
    for (size_t i = 0; i < c->n_editions && row; i++, row = row->next) {
        const struct yaml_node *v = place(row, "output");
        c->edition[i].output = site_folder(b, c, c->edition[i].output, v);
        for (size_t k = 0; k <= i; k++) {
            const char *other = k ? c->edition[k - 1].output : c->output;
            if (holds(b->a, other, c->edition[i].output) || holds(b->a, c->edition[i].output, other))
                yaml_error(v, b->e, "the folder lies in another edition's, and each is replaced as a whole");
        }
    }
}

/* Unnamed sources are called after their table: events-1, events-2. */
static void name_sources(struct bind *b, struct config *c, const struct yaml_node *rows) {
    const struct yaml_node *row = rows->first;
    for (size_t i = 0; i < c->n_sources && !err_is(b->e); i++, row = row->next) {
        struct source *s = &c->source[i];
        int no = 1;
        for (size_t j = 0; j < i; j++) no += strcmp(c->source[j].table, s->table) == 0;
        if (!s->name) s->name = arena_printf(b->a, "%s-%d", s->table, no);
        for (size_t j = 0; j < i; j++)
            if (strcmp(s->name, c->source[j].name) == 0)
                yaml_error(row, b->e, "two sources are called «%s», the first in line %d; give one a name", s->name,
                           c->source[j].line);
    }
}

/* ---- policies ---- */

static struct policy *read_policy(struct bind *b, const struct config *c, const char *name, struct row_further *further,
                                  const struct yaml_node *at) {
    const char *folder = file_join(b->a, c->dir, "policies");
    struct names search = {&folder, 1};
    bool path = strchr(name, '/') || str_ends(str_of(name), ".yaml");
    struct policy *p = policy_read_beside(b->a, path ? file_join(b->a, c->dir, name) : name, &search, further, b->e);
    if (err_is(b->e) && b->e->code != ERR_CONFIG) yaml_blame(at, b->e);
    return p;
}

static bool days_meet(const struct policy_use *a, const struct policy_use *b) {
    return !(a->until_set && b->from_set && a->until < b->from) && !(b->until_set && a->from_set && b->until < a->from);
}

static bool sites_meet(const struct policy_use *a, const struct policy_use *b) {
    for (size_t i = 0; i < a->sites.n; i++)
        if (!b->sites.n || names_have(&b->sites, str_of(a->sites.name[i]))) return true;
    return a->sites.n == 0;
}

/* Two entries may share a policy, but figures go by its id, so one id is one text and counts a day once. */
static void check_uses(struct bind *b, const struct config *c, size_t n, const struct yaml_node *at) {
    const struct policy_use *mine = &c->use[n];
    for (size_t i = 0; i < n && !err_is(b->e); i++) {
        const struct policy_use *other = &c->use[i];
        if (strcmp(mine->policy->id, other->policy->id) != 0) continue;
        if (memcmp(mine->policy->digest, other->policy->digest, HASH_BYTES) != 0)
            yaml_error(at, b->e, "two different policies call themselves «%s»; figures go by that name",
                       mine->policy->id);
        else if (days_meet(mine, other) && sites_meet(mine, other))
            yaml_error(at, b->e, "the policy «%s» is in use twice for the same sites and days", mine->policy->id);
    }
}

static void read_policies(struct bind *b, struct config_file *f, const struct yaml_node *tree) {
    struct config *c = &f->c;
    const struct yaml_node *one = yaml_get(tree, "policy"), *many = yaml_get(tree, "policies");
    if ((one != NULL) == (many != NULL)) {
        yaml_error(one ? one : tree, b->e, "the configuration needs one of policy and policies");
        return;
    }
    c->n_uses = one ? 1 : f->n_rows;
    c->use = arena_zero(b->a, c->n_uses * sizeof *c->use);
    struct row_further *further = arena_zero(b->a, sizeof *further);
    const struct yaml_node *row = one ? one : many->first;
    for (size_t i = 0; i < c->n_uses && !err_is(b->e); i++, row = row->next) {
        const struct yaml_node *at = one ? one : yaml_get(row, "policy");
        if (!one) c->use[i] = f->row[i].use;
        c->use[i].policy = read_policy(b, c, one ? f->policy : f->row[i].policy, further, at);
        if (!err_is(b->e)) check_uses(b, c, i, at);
    }
}

static bool is_own(const struct config *c, const char *table, struct str name) {
    for (size_t i = 0; i < c->n_uses; i++)
        for (size_t k = 0; k < c->use[i].policy->n_own; k++) {
            const struct own_column *o = &c->use[i].policy->own[k];
            if (str_is(name, o->name) && strcmp(row_kind_log(o->of), table) == 0) return true;
        }
    return false;
}

/* A column of data.md, or one that a policy declares. */
static void check_columns(struct bind *b, const struct config *c, const char *table, const struct yaml_node *map) {
    const struct bind_vocab *columns = codes_columns(table);
    for (const struct yaml_node *v = map ? map->first : NULL; v && !err_is(b->e); v = v->next)
        if (!codes_has_column(table, v->key->text) && !is_own(c, table, v->key->text))
            bind_wrong(b, v->key, columns->what, columns);
}

static void check_sources(struct bind *b, const struct config *c, const struct yaml_node *row) {
    static const char *const sections[] = {"columns", "constants", "values"};
    for (size_t i = 0; i < c->n_sources && !err_is(b->e); i++, row = row->next)
        for (size_t k = 0; k < sizeof sections / sizeof *sections; k++)
            check_columns(b, c, c->source[i].table, yaml_get(row, sections[k]));
}

/* A category of data.md or of one of the policies. */
static void check_category(struct bind *b, const struct config *c, const struct yaml_node *v) {
    if (bind_place(b, &codes_categories, v->text) >= 0) return;
    for (size_t i = 0; i < c->n_uses; i++) {
        struct bind of_policy = {b->a, c->use[i].policy, b->e};
        if (bind_place(&of_policy, &condition_categories, v->text) >= 0) return;
    }
    bind_wrong(b, v, "a category of data.md or of the policy", &codes_categories);
}

static void check_categories(struct bind *b, const struct config *c, const struct yaml_node *sources) {
    for (const struct yaml_node *s = sources->first; s && !err_is(b->e); s = s->next) {
        const struct yaml_node *constants = yaml_get(s, "constants"), *values = yaml_get(s, "values");
        const struct yaml_node *fixed = constants ? yaml_get(constants, "category") : NULL;
        const struct yaml_node *map = values ? yaml_get(values, "category") : NULL;
        if (fixed) check_category(b, c, fixed);
        for (const struct yaml_node *v = map ? map->first : NULL; v; v = v->next) check_category(b, c, v);
    }
}

static void set_digest(struct config *c, struct str bytes) {
    struct hash *h = hash_open();
    hash_field(h, bytes);
    for (size_t i = 0; i < c->n_uses; i++) hash_field(h, str_n((const char *)c->use[i].policy->digest, HASH_BYTES));
    hash_take(h, c->digest);
    hash_close(h);
}

struct config *config_read(struct arena *a, const char *path, struct err *e) {
    struct buf bytes;
    buf_init(&bytes);
    if (!err_is(e)) file_read(path, YAML_BYTES_MAX, &bytes, e);
    struct yaml_node *tree = yaml_read(a, path, buf_view(&bytes), e);
    struct config_file *f = arena_zero(a, sizeof *f);
    struct bind b = {a, f, e};
    if (tree) bind_map(&b, &config_schema, tree, f);
    f->c.path = arena_cstr(a, str_of(path));
    f->c.dir = file_dirname(a, path);
    if (!err_is(e)) check_zone(&b, &f->c, tree);
    if (!err_is(e)) set_paths(&b, &f->c, tree);
    if (!err_is(e)) name_sources(&b, &f->c, yaml_get(tree, "sources"));
    if (!err_is(e)) read_policies(&b, f, tree);
    if (!err_is(e)) check_sources(&b, &f->c, yaml_get(tree, "sources")->first);
    if (!err_is(e)) check_categories(&b, &f->c, yaml_get(tree, "sources"));
    if (!err_is(e)) set_digest(&f->c, buf_view(&bytes));
    buf_release(&bytes);
    return err_is(e) ? NULL : &f->c;
}

bool config_first_use(const struct config *c, size_t use) {
    for (size_t i = 0; i < use; i++)
        if (strcmp(c->use[i].policy->id, c->use[use].policy->id) == 0) return false;
    return true;
}
