#include "etl/settle.h"
#include "base/file.h"
#include "base/mem.h"
#include <poll.h>

enum { YOUNG_SECONDS = 10, PAUSE_MS = 1000 };

struct young {
    char *path;
    struct stat at;
};

struct youngs {
    struct young *file;
    size_t n, cap;
};

static void add_young(struct youngs *y, struct arena *a, const struct config *cfg, const struct source *src,
                      int64_t now, struct err *e) {
    size_t n = 0;
    char **list = input_files(a, cfg, src, &n, e);
    for (size_t i = 0; i < n; i++) {
        struct stat st;
        if (stat(list[i], &st) != 0) continue;
        int64_t age = now - (int64_t)st.st_mtim.tv_sec;
        if (age > -YOUNG_SECONDS && age < YOUNG_SECONDS) *VEC_ADD(y->file, y->n, y->cap) = (struct young){list[i], st};
    }
}

static bool same(const struct stat *a, const struct stat *b) {
    return a->st_size == b->st_size && a->st_ino == b->st_ino && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

void settle_open(struct settle *s, const struct config *cfg, int64_t now, struct err *e) {
    struct youngs y = {0};
    struct arena a;
    intern_init(&s->left);
    if (now == 0) return;
    arena_init(&a);
    for (size_t i = 0; i < cfg->n_sources && !err_is(e); i++) add_young(&y, &a, cfg, &cfg->source[i], now, e);
    if (y.n) poll(NULL, 0, PAUSE_MS);
    for (size_t i = 0; i < y.n; i++) {
        struct stat st;
        if (stat(y.file[i].path, &st) != 0 || !same(&st, &y.file[i].at)) intern_add(&s->left, str_of(y.file[i].path));
    }
    mem_free(y.file);
    arena_release(&a);
}

void settle_close(struct settle *s) { intern_release(&s->left); }

static const char *by_name(const char *name) {
    static const char *const parts[] = {".part", ".filepart", ".crdownload", ".tmp"};
    if (strncmp(name, "~$", 2) == 0 || strncmp(name, ".~lock.", 7) == 0)
        return "is what a spreadsheet program keeps while the file is open; not read";
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (str_ends(str_of(name), parts[i]))
            return "is part of a file that is still being copied; left for the next run";
    return NULL;
}

const char *settle_left(const struct settle *s, const char *path) {
    if (intern_find(&s->left, str_of(path)) != INTERN_NONE) return "is still being written; left for the next run";
    return by_name(file_basename(path));
}
