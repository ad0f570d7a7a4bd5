#include "base/file.h"
#include "base/mem.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int io_code(int err) {
    switch (err) {
    case ENOENT:
    case ENOTDIR:
    case EACCES:
    case EISDIR: return ERR_NOINPUT;
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
        } else if (durable) {
            file_sync_dir(file_dirname(&a, path), e);
        }
    }
    arena_release(&a);
}

static void sync_parent(const char *path, struct err *e) {
    struct arena a;
    arena_init(&a);
    file_sync_dir(file_dirname(&a, path), e);
    arena_release(&a);
}

static void make_dirs(const char *path, bool durable, struct err *e) {
    if (err_is(e)) return;
    char *p = mem_strdup(path);
    for (char *q = p + 1; !err_is(e); q++) {
        if (*q != '/' && *q != 0) continue;
        char c = *q;
        *q = 0;
        if (mkdir(p, 0755) == 0) {
            if (durable) sync_parent(p, e);
        } else if (errno != EEXIST) {
            err_set(e, ERR_CANTCREATE, "%s: folder cannot be created: %s", p, strerror(errno));
        }
        *q = c;
        if (!c) break;
    }
    if (!err_is(e) && !file_is_dir(path)) err_set(e, ERR_CANTCREATE, "%s: is not a folder", path);
    mem_free(p);
}

void file_mkdirs(const char *path, struct err *e) { make_dirs(path, false, e); }
void file_mkdirs_durable(const char *path, struct err *e) { make_dirs(path, true, e); }

/* Whether a failed look at a path says that nothing is there (that can be seen); a disk that fails says nothing. */
static bool is_absent(int err) {
    return err == ENOENT || err == ENOTDIR || err == EACCES || err == ELOOP || err == ENAMETOOLONG;
}

bool file_exists(const char *path) { return access(path, F_OK) == 0 || !is_absent(errno); }

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

/* The next entry of a folder but . and ..; NULL at the end or after an error, which is no end. */
static struct dirent *next_entry(DIR *d, const char *path, struct err *e) {
    for (;;) {
        errno = 0;
        struct dirent *en = err_is(e) ? NULL : readdir(d);
        if (!en && errno && !err_is(e)) err_set(e, ERR_IO, "%s: folder cannot be read: %s", path, strerror(errno));
        if (!en || (strcmp(en->d_name, ".") != 0 && strcmp(en->d_name, "..") != 0)) return en;
    }
}

void file_remove_tree(const char *path, struct err *e) {
    if (err_is(e)) return;
    struct stat st;
    if (lstat(path, &st) != 0) {
        if (!is_absent(errno)) err_set(e, ERR_IO, "%s: cannot be looked at: %s", path, strerror(errno));
        return;
    }
    if (S_ISDIR(st.st_mode)) {
        DIR *d = opendir(path);
        if (!d) {
            err_set(e, ERR_IO, "%s: cannot be opened: %s", path, strerror(errno));
            return;
        }
        struct arena a;
        arena_init(&a);
        for (struct dirent *en; (en = next_entry(d, path, e));)
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

struct names {
    struct arena *a;
    char **name;
    size_t n, cap;
};

static char **sorted(struct names *l, size_t *n) {
    char **list = arena_alloc(l->a, (l->n + 1) * sizeof *list);
    if (l->n) {
        qsort(l->name, l->n, sizeof *l->name, by_bytes);
        memcpy(list, l->name, l->n * sizeof *list);
    }
    *n = l->n;
    mem_free(l->name);
    return list;
}

/* Adds what matches `rest`, a pattern, below the folder `base` ("" or ending with a slash). glob(3) is not used: it takes
 * a folder that fails while it is read for a short one. */
static void glob_into(struct names *l, const char *base, const char *rest, struct err *e) {
    size_t n = strcspn(rest, "/"), slashes = strspn(rest + n, "/");
    const char *part = arena_cstr(l->a, str_n(rest, n)), *after = rest + n + slashes;
    if (n == strcspn(part, "*?[\\")) {
        const char *path = arena_printf(l->a, "%s%.*s", base, (int)(n + slashes), rest);
        struct stat st;
        if (*after) glob_into(l, path, after, e);
        else if (lstat(path, &st) == 0) *VEC_ADD(l->name, l->n, l->cap) = arena_cstr(l->a, str_of(path));
        else if (!is_absent(errno)) err_set(e, ERR_IO, "%s: cannot be looked at: %s", path, strerror(errno));
        return;
    }
    const char *folder = base[0] ? base : ".";
    DIR *d = opendir(folder);
    if (!d && errno != ENOENT && errno != ENOTDIR)
        err_set(e, ERR_IO, "%s: folder cannot be opened: %s", folder, strerror(errno));
    if (!d) return;
    for (struct dirent *en; (en = next_entry(d, folder, e));) {
        if (fnmatch(part, en->d_name, FNM_PERIOD) != 0) continue;
        char *path = arena_printf(l->a, "%s%s", base, en->d_name);
        if (!*after) *VEC_ADD(l->name, l->n, l->cap) = path;
        else if (file_is_dir(path)) glob_into(l, arena_printf(l->a, "%s/", path), after, e);
    }
    closedir(d);
}

char **file_glob(struct arena *a, const char *pattern, size_t *n, struct err *e) {
    struct names l = {.a = a};
    if (!err_is(e)) glob_into(&l, "", pattern, e);
    return sorted(&l, n);
}

static void walk_into(struct names *l, const char *dir, const char *rel, struct err *e) {
    DIR *d = opendir(dir);
    if (!d) {
        err_set(e, ERR_IO, "%s: cannot be opened: %s", dir, strerror(errno));
        return;
    }
    for (struct dirent *en; (en = next_entry(d, dir, e));) {
        char *path = arena_printf(l->a, "%s/%s", dir, en->d_name);
        char *name = rel[0] ? arena_printf(l->a, "%s/%s", rel, en->d_name) : arena_printf(l->a, "%s", en->d_name);
        struct stat st;
        if (lstat(path, &st) != 0) err_set(e, ERR_IO, "%s: cannot be looked at: %s", path, strerror(errno));
        else if (S_ISDIR(st.st_mode)) walk_into(l, path, name, e);
        else if (S_ISREG(st.st_mode)) *VEC_ADD(l->name, l->n, l->cap) = name;
    }
    closedir(d);
}

char **file_walk(struct arena *a, const char *dir, size_t *n, struct err *e) {
    struct names l = {.a = a};
    walk_into(&l, dir, "", e);
    return sorted(&l, n);
}
