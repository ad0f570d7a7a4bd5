#include "base/file.h"
#include "base/mem.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int io_code(int err) {
    switch (err) {
    case ENOENT: case ENOTDIR: case EACCES: case EISDIR: return ERR_NOINPUT;
    default: return ERR_IO;
    }
}

void file_read(const char *path, size_t limit, struct buf *b, struct err *e) {
    buf_reset(b);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        err_set(e, io_code(errno), "%s: cannot be opened: %s", path, strerror(errno));
        return;
    }
    static const size_t step = 64 << 10;
    char *piece = mem_alloc(step);
    for (;;) {
        ssize_t n = read(fd, piece, step);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) err_set(e, io_code(errno), "%s: cannot be read: %s", path, strerror(errno));
        if (n <= 0) break;
        if (b->n + (size_t)n > limit) {
            err_set(e, ERR_DATA, "%s: larger than %zu bytes", path, limit);
            break;
        }
        buf_add(b, piece, (size_t)n);
    }
    mem_free(piece);
    close(fd);
}

static bool write_all(int fd, struct str s) {
    for (size_t at = 0; at < s.n;) {
        ssize_t n = write(fd, s.p + at, s.n - at);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        at += (size_t)n;
    }
    return true;
}

void file_write(const char *path, struct str bytes, bool durable, struct err *e) {
    if (err_is(e)) return;
    struct arena a;
    arena_init(&a);
    char *beside = arena_printf(&a, "%s.new", path);
    int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0) {
        err_set(e, ERR_CANTCREATE, "%s: cannot be created: %s", beside, strerror(errno));
    } else {
        bool ok = write_all(fd, bytes) && (!durable || fsync(fd) == 0);
        int err = errno;
        if (close(fd) != 0 && ok) ok = false, err = errno;
        if (ok && rename(beside, path) != 0) ok = false, err = errno;
        if (!ok) {
            err_set(e, ERR_IO, "%s: cannot be written: %s", path, strerror(err));
            unlink(beside);
        }
    }
    arena_release(&a);
}

void file_mkdirs(const char *path, struct err *e) {
    if (err_is(e)) return;
    char *p = mem_strdup(path);
    for (char *q = p + 1;; q++) {
        if (*q != '/' && *q != 0) continue;
        char c = *q;
        *q = 0;
        if (mkdir(p, 0755) != 0 && errno != EEXIST) {
            err_set(e, ERR_CANTCREATE, "%s: folder cannot be created: %s", p, strerror(errno));
            break;
        }
        *q = c;
        if (!c) break;
    }
    if (!err_is(e) && !file_is_dir(path)) err_set(e, ERR_CANTCREATE, "%s: is not a folder", path);
    mem_free(p);
}

bool file_exists(const char *path) { return access(path, F_OK) == 0; }

bool file_is_dir(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

void file_sync_dir(const char *path, struct err *e) {
    if (err_is(e)) return;
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 || fsync(fd) != 0) err_set(e, ERR_IO, "%s: folder cannot be flushed: %s", path, strerror(errno));
    if (fd >= 0) close(fd);
}

void file_flush(const char *path, struct err *e) {
    if (err_is(e)) return;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fsync(fd) != 0) err_set(e, ERR_IO, "%s: cannot be flushed: %s", path, strerror(errno));
    if (fd >= 0) close(fd);
}

void file_remove_tree(const char *path, struct err *e) {
    if (err_is(e)) return;
    struct stat st;
    if (lstat(path, &st) != 0) return;
    if (S_ISDIR(st.st_mode)) {
        DIR *d = opendir(path);
        if (!d) {
            err_set(e, ERR_IO, "%s: cannot be opened: %s", path, strerror(errno));
            return;
        }
        struct arena a;
        arena_init(&a);
        for (struct dirent *en; !err_is(e) && (en = readdir(d));)
            if (strcmp(en->d_name, ".") != 0 && strcmp(en->d_name, "..") != 0)
                file_remove_tree(arena_printf(&a, "%s/%s", path, en->d_name), e);
        arena_release(&a);
        closedir(d);
    }
    if (!err_is(e) && remove(path) != 0) err_set(e, ERR_IO, "%s: cannot be removed: %s", path, strerror(errno));
}

char *file_join(struct arena *a, const char *base, const char *path) {
    if (path[0] == '/' || !base || !base[0] || strcmp(base, ".") == 0) return arena_cstr(a, str_of(path));
    return arena_printf(a, "%s/%s", base, path);
}

char *file_dirname(struct arena *a, const char *path) {
    const char *slash = strrchr(path, '/');
    if (!slash) return arena_cstr(a, STR_LIT("."));
    if (slash == path) return arena_cstr(a, STR_LIT("/"));
    return arena_cstr(a, str_n(path, (size_t)(slash - path)));
}

const char *file_basename(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

char **file_glob(struct arena *a, const char *pattern, size_t *n, struct err *e) {
    glob_t g;
    *n = 0;
    int rc = glob(pattern, GLOB_NOSORT, NULL, &g);
    if (rc == GLOB_NOMATCH) return NULL;
    if (rc != 0) {
        err_set(e, ERR_IO, "%s: folder cannot be read", pattern);
        return NULL;
    }
    char **list = arena_alloc(a, (g.gl_pathc + 1) * sizeof *list);
    for (size_t i = 0; i < g.gl_pathc; i++) list[i] = arena_cstr(a, str_of(g.gl_pathv[i]));
    *n = g.gl_pathc;
    globfree(&g);
    qsort(list, *n, sizeof *list, by_bytes);
    return list;
}

struct walk {
    char **name;
    size_t n, cap;
};

static void walk_into(struct arena *a, const char *dir, const char *rel, struct walk *w, struct err *e) {
    DIR *d = opendir(dir);
    if (!d) {
        err_set(e, ERR_IO, "%s: cannot be opened: %s", dir, strerror(errno));
        return;
    }
    for (struct dirent *en; !err_is(e) && (en = readdir(d));) {
        if (strcmp(en->d_name, ".") == 0 || strcmp(en->d_name, "..") == 0) continue;
        char *path = arena_printf(a, "%s/%s", dir, en->d_name);
        char *name = rel[0] ? arena_printf(a, "%s/%s", rel, en->d_name) : arena_printf(a, "%s", en->d_name);
        struct stat st;
        if (lstat(path, &st) != 0) continue;
        if (S_ISDIR(st.st_mode)) walk_into(a, path, name, w, e);
        else if (S_ISREG(st.st_mode)) *VEC_ADD(w->name, w->n, w->cap) = name;
    }
    closedir(d);
}

char **file_walk(struct arena *a, const char *dir, size_t *n, struct err *e) {
    struct walk w = {0};
    walk_into(a, dir, "", &w, e);
    char **list = arena_alloc(a, (w.n + 1) * sizeof *list);
    if (w.n) {
        qsort(w.name, w.n, sizeof *w.name, by_bytes);
        memcpy(list, w.name, w.n * sizeof *list);
    }
    *n = w.n;
    mem_free(w.name);
    return list;
}
