#include "site/publish.h"
#include "base/mem.h"
#include "site/url.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define MANIFEST "site.json"
enum { MANIFEST_MAX = 256 << 20 };

struct publish_stream {
    int fd;
    struct str path;
    const char *full;
    int64_t size;
    struct hash *hash;
};

static const char *full_path(struct publish *p, const char *folder, struct str path) {
    return arena_printf(&p->a, "%s/%.*s", folder, STR_ARG(path));
}

/* ---- opening ---- */

/* Whether the folder holds nothing, for certain: it would be removed. */
static bool is_empty(const char *path) {
    DIR *d = opendir(path);
    if (!d) return false;
    bool empty = true;
    errno = 0;
    for (struct dirent *en; empty && (en = readdir(d));)
        empty = strcmp(en->d_name, ".") == 0 || strcmp(en->d_name, "..") == 0;
    empty = empty && errno == 0;
    closedir(d);
    return empty;
}

static const char *without_slash(struct arena *a, const char *path) {
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/') n--;
    return arena_cstr(a, str_n(path, n));
}

/* What a killed run may have left. */
static void recover(struct publish *p, struct err *e) {
    bool has = file_exists(p->output), moved = file_exists(p->aside);
    if (!has && moved && rename(p->aside, p->output) != 0)
        err_set(e, ERR_IO, "%s: cannot be moved back to %s: %s", p->aside, p->output, strerror(errno));
    file_remove_tree(p->staging, e);
    if (has) file_remove_tree(p->aside, e);
}

static void read_old(struct publish *p, struct err *e) {
    const char *path = full_path(p, p->output, STR_LIT(MANIFEST));
    p->has_old = file_exists(p->output);
    if (!p->has_old || is_empty(p->output)) return;
    if (!file_is_dir(p->output) || !file_exists(path)) {
        err_set(e, ERR_CANTCREATE, "%s: holds files that huifang did not write; name another folder under `output:`",
                p->output);
        return;
    }
    struct buf b;
    buf_init(&b);
    file_read(path, MANIFEST_MAX, &b, e);
    if (!err_is(e)) manifest_read(&p->old, &p->a, buf_view(&b));
    buf_release(&b);
}

void publish_open(struct publish *p, const char *output, struct err *e) {
    *p = (struct publish){0};
    arena_init(&p->a);
    p->output = without_slash(&p->a, output);
    p->staging = arena_printf(&p->a, "%s.new", p->output);
    p->aside = arena_printf(&p->a, "%s.old", p->output);
    p->paths = arena_alloc(&p->a, sizeof *p->paths);
    intern_init(p->paths);
    if (err_is(e)) return;
    recover(p, e);
    if (!err_is(e)) read_old(p, e);
}

void publish_start(struct publish *p, struct err *e) { file_mkdirs(p->staging, e); }

bool publish_has(const struct publish *p, struct str path) { return intern_find(p->paths, path) != INTERN_NONE; }

/* ---- files ---- */

/* The place of a new file in the staging folder, its folders made; NULL after an error. */
static const char *place(struct publish *p, struct str path, struct err *e) {
    if (err_is(e)) return NULL;
    if (!url_path_ok(path)) err_set(e, ERR_CONFIG, "«%.*s» is no path for a file of the site", STR_ARG(path));
    else if (publish_has(p, path)) err_set(e, ERR_CONFIG, "two files of the site are named «%.*s»", STR_ARG(path));
    if (err_is(e)) return NULL;
    const char *full = full_path(p, p->staging, path), *dir = file_dirname(&p->a, full);
    if (!p->last_dir || strcmp(dir, p->last_dir) != 0) file_mkdirs(dir, e);
    p->last_dir = dir;
    return err_is(e) ? NULL : full;
}

static struct manifest_file *enter(struct publish *p, struct str path) {
    intern_add(p->paths, path);
    struct manifest_file *f = manifest_add(&p->now);
    f->path = arena_str(&p->a, path);
    return f;
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

static int create(const char *full, struct err *e) {
    int fd = open(full, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0) err_set(e, ERR_CANTCREATE, "%s: cannot be created: %s", full, strerror(errno));
    return fd;
}

/* The staging folder is flushed as a whole before it is published, so files are not flushed one by one. */
static void write_file(const char *full, struct str bytes, struct err *e) {
    int fd = create(full, e);
    if (fd < 0) return;
    bool ok = write_all(fd, bytes);
    int code = errno;
    if (close(fd) != 0 && ok) ok = false, code = errno;
    if (!ok) err_set(e, ERR_IO, "%s: cannot be written: %s", full, strerror(code));
}

struct manifest_file *publish_write(struct publish *p, struct str path, struct str bytes, struct err *e) {
    const char *full = place(p, path, e);
    if (full) write_file(full, bytes, e);
    if (err_is(e)) return NULL;
    struct manifest_file *f = enter(p, path);
    unsigned char digest[HASH_BYTES];
    hash_once(bytes, digest);
    hash_hex(digest, f->sha256);
    f->size = (int64_t)bytes.n;
    return f;
}

/* For file systems without hard links. */
static bool copy(const char *from, const char *to, int64_t size, struct err *e) {
    struct buf b;
    buf_init(&b);
    struct err missing = {0};
    file_read(from, (size_t)size + 1, &b, &missing);
    bool ok = !err_is(&missing) && (int64_t)b.n == size;
    if (ok) write_file(to, buf_view(&b), e);
    buf_release(&b);
    return ok && !err_is(e);
}

/* Links or copies an old file that is still as long as its manifest says. */
static bool take_over(struct publish *p, const struct manifest_file *old, const char *full, struct err *e) {
    const char *from = full_path(p, p->output, old->path);
    struct stat st;
    if (lstat(from, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size != old->size) return false;
    return link(from, full) == 0 || copy(from, full, old->size, e);
}

struct manifest_file *publish_keep(struct publish *p, struct str path, struct err *e) {
    const struct manifest_file *old = manifest_find(&p->old, path);
    const char *full = old ? place(p, path, e) : NULL;
    if (!full || !take_over(p, old, full, e)) return NULL;
    struct manifest_file *f = enter(p, path);
    struct str own = f->path;
    *f = *old;
    f->path = own;
    return f;
}

/* ---- a file piece by piece ---- */

void publish_begin(struct publish *p, struct str path, struct err *e) {
    const char *full = place(p, path, e);
    int fd = full ? create(full, e) : -1;
    if (fd < 0) return;
    p->stream = arena_zero(&p->a, sizeof *p->stream);
    *p->stream = (struct publish_stream){fd, arena_str(&p->a, path), full, 0, hash_open()};
}

void publish_add(struct publish *p, struct str bytes, struct err *e) {
    struct publish_stream *s = p->stream;
    if (!s || err_is(e)) return;
    if (!write_all(s->fd, bytes)) err_set(e, ERR_IO, "%s: cannot be written: %s", s->full, strerror(errno));
    hash_add(s->hash, bytes);
    s->size += (int64_t)bytes.n;
}

struct manifest_file *publish_end(struct publish *p, bool *same, struct err *e) {
    struct publish_stream *s = p->stream;
    *same = false;
    if (!s) return NULL;
    p->stream = NULL;
    struct manifest_file *f = enter(p, s->path);
    unsigned char digest[HASH_BYTES];
    hash_take(s->hash, digest);
    hash_close(s->hash);
    hash_hex(digest, f->sha256);
    f->size = s->size;
    if (close(s->fd) != 0) err_set(e, ERR_IO, "%s: cannot be written: %s", s->full, strerror(errno));
    const struct manifest_file *old = manifest_find(&p->old, s->path);
    if (err_is(e) || !old || old->size != f->size || strcmp(old->sha256, f->sha256) != 0) return f;
    if (unlink(s->full) != 0) err_set(e, ERR_IO, "%s: cannot be removed: %s", s->full, strerror(errno));
    *same = !err_is(e) && take_over(p, old, s->full, e);
    if (!*same) err_set(e, ERR_VERIFY, "%s: changed while the site was being built; run again", old->path.p);
    return f;
}

/* ---- by another thread ---- */

void publish_part(const struct publish *p, struct publish *part) {
    *part = (struct publish){.output = p->output, .staging = p->staging, .aside = p->aside, .has_old = p->has_old};
    part->old = p->old;
    arena_init(&part->a);
    part->paths = arena_alloc(&part->a, sizeof *part->paths);
    intern_init(part->paths);
}

void publish_join(struct publish *p, const struct publish *part, struct err *e) {
    for (size_t i = 0; i < part->now.n && !err_is(e); i++) {
        const struct manifest_file *f = &part->now.file[i];
        if (publish_has(p, f->path)) err_set(e, ERR_CONFIG, "two files of the site are named «%.*s»", STR_ARG(f->path));
        else {
            struct manifest_file *own = enter(p, f->path);
            struct str path = own->path;
            *own = *f;
            own->path = path;
        }
    }
}

static void close_stream(struct publish *p) {
    if (!p->stream) return;
    close(p->stream->fd);
    hash_close(p->stream->hash);
}

void publish_part_close(struct publish *part) {
    close_stream(part);
    if (part->paths) intern_release(part->paths);
    manifest_release(&part->now);
    arena_release(&part->a);
    *part = (struct publish){0};
}

/* ---- the exchange ---- */

static void flush(struct publish *p, struct err *e) {
    if (err_is(e)) return;
    int fd = open(p->staging, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 || syncfs(fd) != 0) err_set(e, ERR_IO, "%s: cannot be flushed: %s", p->staging, strerror(errno));
    if (fd >= 0) close(fd);
}

/* False: the file system cannot exchange. */
static bool exchange(struct publish *p, struct err *e) {
    if (renameat2(AT_FDCWD, p->staging, AT_FDCWD, p->output, RENAME_EXCHANGE) == 0) return true;
    if (errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP) return false;
    err_set(e, ERR_IO, "%s: cannot be exchanged for the new site: %s", p->output, strerror(errno));
    return true;
}

static void move(const char *from, const char *to, struct err *e) {
    if (!err_is(e) && rename(from, to) != 0)
        err_set(e, ERR_IO, "%s: cannot be renamed to %s: %s", from, to, strerror(errno));
}

static void swap(struct publish *p, struct err *e) {
    if (err_is(e)) return;
    if (p->has_old && !exchange(p, e)) {
        move(p->output, p->aside, e);
        move(p->staging, p->output, e);
    } else if (!p->has_old) {
        move(p->staging, p->output, e);
    }
    file_sync_dir(file_dirname(&p->a, p->output), e);
    p->done = !err_is(e);
}

void publish_finish(struct publish *p, const struct manifest_head *head, struct err *e) {
    if (err_is(e)) return;
    p->now.head = *head;
    manifest_sort(&p->now);
    struct buf b;
    buf_init(&b);
    manifest_write(&p->now, &b);
    flush(p, e);
    if (!err_is(e)) write_file(full_path(p, p->staging, STR_LIT(MANIFEST)), buf_view(&b), e);
    buf_release(&b);
    if (!err_is(e)) file_flush(full_path(p, p->staging, STR_LIT(MANIFEST)), e);
    file_sync_dir(p->staging, e);
    swap(p, e);
}

void publish_close(struct publish *p) {
    struct err dropped = {0};
    close_stream(p);
    if (p->staging) file_remove_tree(p->staging, &dropped);
    if (p->done) file_remove_tree(p->aside, &dropped);
    if (p->paths) intern_release(p->paths);
    manifest_release(&p->old);
    manifest_release(&p->now);
    arena_release(&p->a);
    *p = (struct publish){0};
}
