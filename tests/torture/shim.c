/* For the torture harness alone, by LD_PRELOAD: a machine that is weaker than it says.
 *   TORTURE_SYNC=none     no flush of any kind reaches the disk
 *   TORTURE_SYNC=site     the flush of the new site as a whole does not, all others do
 *   TORTURE_SYNC=OFF, NORMAL, FULL  what `PRAGMA synchronous = EXTRA` is made
 *   TORTURE_DELETE=1      the journal is deleted at each commit, as if the lock were not exclusive
 *   TORTURE_MALLOC=N      the Nth allocation fails, "N+": and every one behind it; "0" counts, to TORTURE_COUNT
 *   TORTURE_CLOSE=N:ERRNO the Nth close fails ("N+:ERRNO", "0" likewise), and has closed all the same, as it does on Linux
 *   TORTURE_STATFS=TYPE   what every file system says it is */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

static const char *word(const char *name) {
    const char *v = getenv(name);
    return v ? v : "";
}

/* ---- flushes ---- */

static char sync_mode[16], no_lock[2];
static unsigned long statfs_type;

static bool is_mute(bool site) { return strcmp(sync_mode, "none") == 0 || (site && strcmp(sync_mode, "site") == 0); }

int fsync(int fd) { return is_mute(false) ? 0 : (int)syscall(SYS_fsync, fd); }
int fdatasync(int fd) { return is_mute(false) ? 0 : (int)syscall(SYS_fdatasync, fd); }
int syncfs(int fd) { return is_mute(true) ? 0 : (int)syscall(SYS_syncfs, fd); }

int sqlite3_exec(void *db, const char *sql, void *f, void *arg, char **msg) {
    int (*real)(void *, const char *, void *, void *, char **) = NULL;
    *(void **)&real = dlsym(RTLD_NEXT, "sqlite3_exec");
    char weaker[64];
    if (strcmp(sql, "PRAGMA synchronous = EXTRA") == 0 && strchr("OFN", sync_mode[0]) && sync_mode[0]) {
        snprintf(weaker, sizeof weaker, "PRAGMA synchronous = %s", sync_mode);
        sql = weaker;
    }
    if (no_lock[0] && strcmp(sql, "PRAGMA locking_mode = EXCLUSIVE") == 0) sql = "";
    return real(db, sql, f, arg, msg);
}

int statfs(const char *path, struct statfs *out) {
    int rc = (int)syscall(SYS_statfs, path, out);
    if (statfs_type) out->f_type = (__fsword_t)statfs_type;
    return rc;
}

/* ---- the Nth allocation or close ---- */

static long taken, fails_at = -1;
static bool for_good, of_close;
static int fails_with;
static char count_to[256];

static bool fails(bool close) {
    if (fails_at < 0 || close != of_close) return false;
    long n = __atomic_add_fetch(&taken, 1, __ATOMIC_RELAXED);
    if (fails_at == 0 || (for_good ? n < fails_at : n != fails_at)) return false;
    errno = fails_with;
    return true;
}

int close(int fd) {
    int rc = (int)syscall(SYS_close, fd);
    return rc == 0 && fails(true) ? -1 : rc;
}

/* ---- memory ---- */

extern void *__libc_memalign(size_t, size_t);

/* base/mem.c stands in front of malloc and takes memory from these. */
void *__libc_malloc(size_t n) { return fails(false) ? NULL : __libc_memalign(16, n); }

void *__libc_calloc(size_t n, size_t size) {
    size_t all;
    void *p = __builtin_mul_overflow(n, size, &all) || fails(false) ? NULL : __libc_memalign(16, all);
    return p ? memset(p, 0, all) : NULL;
}

void *__libc_realloc(void *old, size_t n) {
    void *p = fails(false) ? NULL : __libc_memalign(16, n);
    if (!p || !old) return p;
    size_t had = malloc_usable_size(old);
    memcpy(p, old, had < n ? had : n);
    free(old);
    return p;
}

/* The program clears its environment, so all is read before it starts. */
__attribute__((constructor)) static void begin(void) {
    snprintf(sync_mode, sizeof sync_mode, "%s", word("TORTURE_SYNC"));
    snprintf(no_lock, sizeof no_lock, "%s", word("TORTURE_DELETE"));
    snprintf(count_to, sizeof count_to, "%s", word("TORTURE_COUNT"));
    statfs_type = strtoul(word("TORTURE_STATFS"), NULL, 0);
    of_close = word("TORTURE_CLOSE")[0] != '\0';
    const char *at = word(of_close ? "TORTURE_CLOSE" : "TORTURE_MALLOC"), *with = strchr(at, ':');
    for_good = strchr(at, '+') != NULL;
    fails_with = with ? (int)strtol(with + 1, NULL, 10) : ENOMEM;
    if (at[0]) fails_at = strtol(at, NULL, 10);
}

/* How many there were; a file that is there says that the failing one was reached. */
__attribute__((destructor)) static void end(void) {
    if (!count_to[0]) return;
    char text[32];
    int n = snprintf(text, sizeof text, "%ld\n", taken), fd = open(count_to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd < 0 || write(fd, text, (size_t)n) != n) _exit(1);
    close(fd);
}
