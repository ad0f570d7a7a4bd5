#include "etl/own.h"
#include <stdlib.h>

bool own_may(const struct log *log, enum row_kind *kind) {
    for (int k = 0; k <= ROW_CUSTOMER; k++) {
        if (strcmp(row_kind_log((enum row_kind)k), log->name) != 0) continue;
        *kind = (enum row_kind)k;
        return true;
    }
    return false;
}

static enum log_type type_of(enum own_type t) {
    static const enum log_type type[] = {[OWN_TEXT] = LOG_TEXT,
                                         [OWN_NUMBER] = LOG_NUMBER,
                                         [OWN_FLAG] = LOG_FLAG,
                                         [OWN_STAFF] = LOG_NAME,
                                         [OWN_WORD] = LOG_CODE};
    return type[t];
}

static unsigned flags_of(enum own_type t) { return t == OWN_TEXT ? LOG_PERSONAL : t == OWN_STAFF ? LOG_STAFF : 0; }

/* The policy's own column of that name, where it has one. */
static const struct own_column *in_use(const struct config *cfg, size_t i, enum row_kind kind, const char *name) {
    return cfg->use[i].policy ? policy_own(cfg->use[i].policy, kind, name) : NULL;
}

/* «经济损失|Loss|损失»: titles and headers in all policies. */
static const char *headers_of(struct arena *a, const struct config *cfg, enum row_kind kind, const char *name) {
    const char *list = "";
    for (size_t i = 0; i < cfg->n_uses; i++) {
        const struct own_column *c = in_use(cfg, i, kind, name);
        if (!c) continue;
        list = arena_printf(a, "%s%s%s|%s", list, *list ? "|" : "", c->title.zh, c->title.en);
        for (size_t k = 0; k < c->headers.n; k++) list = arena_printf(a, "%s|%s", list, c->headers.name[k]);
    }
    return list;
}

static const struct log_code *codes_of_own(struct arena *a, const struct config *cfg, enum row_kind kind,
                                           const char *name) {
    size_t n = 0, most = 1;
    for (size_t i = 0; i < cfg->n_uses; i++) {
        const struct own_column *c = in_use(cfg, i, kind, name);
        most += c ? c->n_values : 0;
    }
    struct log_code *code = arena_zero(a, most * sizeof *code);
    for (size_t i = 0; i < cfg->n_uses; i++) {
        const struct own_column *c = in_use(cfg, i, kind, name);
        for (size_t k = 0; c && k < c->n_values; k++)
            code[n++] = (struct log_code){c->value[k].code,
                                          arena_printf(a, "%s|%s", c->value[k].title.zh, c->value[k].title.en)};
    }
    return n ? code : NULL;
}

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct log_field *)a)->name, ((const struct log_field *)b)->name);
}

static bool has(const struct log_field *list, int n, const char *name) {
    for (int i = 0; i < n; i++)
        if (strcmp(list[i].name, name) == 0) return true;
    return false;
}

int own_fields(struct arena *a, const struct config *cfg, const struct log *log, struct log_field *out) {
    enum row_kind kind;
    int n = 0;
    if (!own_may(log, &kind)) return 0;
    for (size_t u = 0; u < cfg->n_uses; u++) {
        const struct policy *p = cfg->use[u].policy;
        for (size_t i = 0; p && i < p->n_own && n < ROW_FURTHER_MOST; i++) {
            const struct own_column *c = &p->own[i];
            if (c->of != kind || has(out, n, c->name)) continue;
            out[n++] = (struct log_field){c->name,
                                          "own",
                                          type_of(c->type),
                                          flags_of(c->type),
                                          headers_of(a, cfg, kind, c->name),
                                          codes_of_own(a, cfg, kind, c->name),
                                          NULL};
        }
    }
    if (n) qsort(out, (size_t)n, sizeof *out, by_name);
    return n;
}
