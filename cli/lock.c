/* One run at a time on one store: a lock on a file beside it, never deleted, with the holder's process id and
 * start time inside; and one on the store itself, for when somebody deletes that file all the same. */
#include "base/arena.h"
#include "cli/cli.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static void say_holder(int fd, const char *path, struct err *e) {
    char text[128] = "";
    ssize_t n = pread(fd, text, sizeof text - 1, 0);
    if (n > 0) text[strcspn(text, "\n")] = 0;
    err_set(e, ERR_BUSY, "%s: another run is at work (%s); wait for it to end", path, n > 0 ? text : "just starting");
}

/* Whether the file still has its name: a lock on one that was removed keeps nobody out. */
static bool is_named(int fd, const char *path) {
    struct stat own, named;
    return fstat(fd, &own) == 0 && stat(path, &named) == 0 && own.st_ino == named.st_ino && own.st_dev == named.st_dev;
}

int lock_take(const char *store_path, const char *started, struct err *e) {
    if (err_is(e)) return -1;
    struct arena a;
    arena_init(&a);
    char *path = arena_printf(&a, "%s.lock", store_path);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (fd < 0) {
        err_set(e, ERR_CANTCREATE, "%s: cannot be created: %s", path, strerror(errno));
    } else if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) say_holder(fd, path, e);
        else err_set(e, ERR_IO, "%s: cannot be locked: %s", path, strerror(errno));
        close(fd);
        fd = -1;
    } else if (!is_named(fd, path)) {
        err_set(e, ERR_BUSY, "%s: was removed while it was taken; run again", path);
        close(fd);
        fd = -1;
    } else {
        char *text = arena_printf(&a, "process %ld, started %s\n", (long)getpid(), started);
        if (ftruncate(fd, 0) != 0 || pwrite(fd, text, strlen(text), 0) != (ssize_t)strlen(text)) {
            err_set(e, ERR_IO, "%s: cannot be written: %s", path, strerror(errno));
            close(fd);
            fd = -1;
        }
    }
    arena_release(&a);
    return fd;
}

/* flock(2) and SQLite's own locks know nothing of each other; but closing this descriptor drops SQLite's, so it is closed
 * behind the store. */
int lock_store(const char *store_path, struct err *e) {
    if (err_is(e)) return -1;
    int fd = open(store_path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        err_set(e, ERR_IO, "%s: cannot be opened: %s", store_path, strerror(errno));
    } else if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) err_set(e, ERR_BUSY, "%s: another run is at work; wait for it to end", store_path);
        else err_set(e, ERR_IO, "%s: cannot be locked: %s", store_path, strerror(errno));
        close(fd);
        fd = -1;
    }
    return fd;
}
