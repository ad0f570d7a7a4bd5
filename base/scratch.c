#include "base/scratch.h"
#include "base/mem.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct scratch {
    int fd;
    int64_t n;
    char *folder;
};

/* Not every file system has files without a name: there it loses its name at once. */
static int unnamed(const char *folder) {
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT)) return fd;
    char *path = mem_alloc(strlen(folder) + sizeof "/.scratch-XXXXXX");
    sprintf(path, "%s/.scratch-XXXXXX", folder);
    fd = mkostemp(path, O_CLOEXEC);
    int code = errno;
    if (fd >= 0) unlink(path);
    mem_free(path);
    errno = code;
    return fd;
}

struct scratch *scratch_open(const char *folder, struct err *e) {
    int fd = err_is(e) ? -1 : unnamed(folder);
    if (fd < 0) {
        err_set(e, ERR_CANTCREATE, "%s: no scratch file can be made there: %s", folder, strerror(errno));
        return NULL;
    }
    struct scratch *s = mem_zero(sizeof *s);
    *s = (struct scratch){fd, 0, mem_strdup(folder)};
    return s;
}

int64_t scratch_add(struct scratch *s, struct str bytes, struct err *e) {
    if (!s || err_is(e)) return 0;
    int64_t from = s->n;
    for (size_t at = 0; at < bytes.n;) {
        ssize_t n = pwrite(s->fd, bytes.p + at, bytes.n - at, s->n);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) {
            err_set(e, ERR_IO, "%s: scratch file cannot be written: %s", s->folder, strerror(errno));
            return 0;
        }
        at += (size_t)n;
        s->n += n;
    }
    return from;
}

void scratch_read(struct scratch *s, int64_t at, size_t n, struct buf *b, struct err *e) {
    char piece[1 << 16];
    while (n && s && !err_is(e)) {
        ssize_t got = pread(s->fd, piece, n < sizeof piece ? n : sizeof piece, at);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) {
            err_set(e, ERR_IO, "%s: scratch file cannot be read: %s", s->folder,
                    got ? strerror(errno) : "it is too short");
            return;
        }
        buf_add(b, piece, (size_t)got);
        at += got;
        n -= (size_t)got;
    }
}

void scratch_close(struct scratch *s) {
    if (!s) return;
    close(s->fd);
    mem_free(s->folder);
    mem_free(s);
}
