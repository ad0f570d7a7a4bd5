#include "etl/sandbox.h"
#include "base/buf.h"
#include "etl/confine.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

const struct sandbox_limits sandbox_usual = {120, 60, (int64_t)1 << 30, (int64_t)512 << 20};

enum { CHILD_FAILED = 65 };

bool sandbox_put(int out, const void *p, size_t n) {
    const char *from = p;
    while (n) {
        ssize_t k = write(out, from, n);
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return false;
        from += k;
        n -= (size_t)k;
    }
    return true;
}

/* The two pipes: rows come over one, an error's text over the other. Index 0 is the caller's end. */
struct pipes {
    int rows[2], word[2];
};

static void close_pair(int pair[2]) {
    for (int i = 0; i < 2; i++)
        if (pair[i] >= 0) close(pair[i]);
}

static bool open_pipes(struct pipes *p) {
    *p = (struct pipes){{-1, -1}, {-1, -1}};
    if (pipe2(p->rows, O_CLOEXEC) != 0) return false;
    if (pipe2(p->word, O_CLOEXEC) == 0) return true;
    close_pair(p->rows);
    return false;
}

static _Noreturn void child(sandbox_fn *fn, void *ctx, int in, const struct pipes *p, const struct sandbox_limits *l,
                            pid_t parent) {
    struct err e = {0};
    signal(SIGPIPE, SIG_DFL);
    confine_self((const int[]){in, p->rows[1], p->word[1]}, l->cpu_seconds, l->memory, parent, &e);
    if (!err_is(&e)) fn(ctx, in, p->rows[1], &e);
    if (!err_is(&e)) _exit(0);
    sandbox_put(p->word[1], e.text, strlen(e.text));
    _exit(CHILD_FAILED);
}

struct gather {
    const char *path;
    const struct sandbox_limits *limits;
    int to;
    int64_t total;
    bool overrun, stalled, full;
    struct buf word;
};

/* Takes what is there from one pipe; false at its end. */
static bool take(struct gather *g, int from, bool rows) {
    char piece[1 << 16];
    ssize_t n = read(from, piece, sizeof piece);
    if (n < 0) return errno == EINTR;
    if (n == 0) return false;
    if (!rows) {
        if (g->word.n < 1000) buf_add(&g->word, piece, (size_t)n < 1000 ? (size_t)n : 1000);
        return true;
    }
    g->total += n;
    g->overrun = g->total > g->limits->output;
    g->full = !g->overrun && !sandbox_put(g->to, piece, (size_t)n);
    return !g->overrun && !g->full;
}

static void gather_all(struct gather *g, const struct pipes *p) {
    struct pollfd at[2] = {{p->rows[0], POLLIN, 0}, {p->word[0], POLLIN, 0}};
    while (at[0].fd >= 0 || at[1].fd >= 0) {
        int n = poll(at, 2, g->limits->stall_seconds * 1000);
        if (n < 0 && errno == EINTR) continue;
        g->stalled = n <= 0;
        if (g->stalled) return;
        for (int i = 0; i < 2; i++)
            if (at[i].fd >= 0 && at[i].revents && !take(g, at[i].fd, i == 0)) at[i].fd = -1;
        if (g->overrun || g->full) return;
    }
}

/* The child's own words, harmless on a terminal. */
static const char *clean(struct buf *word) {
    for (size_t i = 0; i < word->n; i++)
        if ((unsigned char)word->p[i] < ' ' || word->p[i] == 0x7F) word->p[i] = ' ';
    return word->p;
}

static void judge(struct gather *g, int status, struct err *e) {
    static const char advice[] = "nothing of it was read; open it in a spreadsheet, save it anew and try again";
    if (g->full) {
        err_set(e, ERR_IO, "%s: no room to unpack it: %s", g->path, strerror(errno));
    } else if (g->overrun) {
        err_set(e, ERR_DATA, "%s: holds more than %lld MiB unpacked; split it", g->path,
                (long long)(g->limits->output >> 20));
    } else if (g->stalled) {
        err_set(e, ERR_DATA, "%s: unpacking it stood still for %d s; %s", g->path, g->limits->stall_seconds, advice);
    } else if (WIFEXITED(status) && WEXITSTATUS(status) == CHILD_FAILED && g->word.n) {
        err_set(e, ERR_DATA, "%s: %s", g->path, clean(&g->word));
    } else if (WIFEXITED(status) && WEXITSTATUS(status) == ERR_INVARIANT) {
        err_set(e, ERR_DATA, "%s: needs more than %lld MiB of memory to unpack; split it", g->path,
                (long long)(g->limits->memory >> 20));
    } else if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL)) {
        err_set(e, ERR_DATA, "%s: unpacking it took more than %d s; %s", g->path, g->limits->cpu_seconds, advice);
    } else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        err_set(e, ERR_DATA, "%s: the unpacking process died (%s %d); %s", g->path,
                WIFSIGNALED(status) ? "signal" : "exit code",
                WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status), advice);
    }
}

static int wait_for(pid_t pid) {
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

static void run(struct gather *g, sandbox_fn *fn, void *ctx, int in, struct pipes *p, struct err *e) {
    pid_t parent = getpid(), pid = fork();
    if (pid == 0) child(fn, ctx, in, p, g->limits, parent);
    close(p->rows[1]);
    close(p->word[1]);
    p->rows[1] = p->word[1] = -1;
    if (pid < 0) {
        err_set(e, ERR_IO, "%s: no process to unpack it: %s", g->path, strerror(errno));
        return;
    }
    gather_all(g, p);
    if (g->overrun || g->stalled || g->full) kill(pid, SIGKILL);
    judge(g, wait_for(pid), e);
}

int sandbox_run(sandbox_fn *fn, void *ctx, int in, const char *path, const struct sandbox_limits *limits,
                struct err *e) {
    struct pipes p;
    struct gather g = {.path = path, .limits = limits};
    if (err_is(e)) return -1;
    g.to = memfd_create("unpacked", MFD_CLOEXEC);
    if (g.to < 0 || !open_pipes(&p)) {
        err_set(e, ERR_IO, "%s: cannot be unpacked: %s", path, strerror(errno));
        if (g.to >= 0) close(g.to);
        return -1;
    }
    buf_init(&g.word);
    run(&g, fn, ctx, in, &p, e);
    buf_release(&g.word);
    close_pair(p.rows);
    close_pair(p.word);
    if (!err_is(e) && lseek(g.to, 0, SEEK_SET) < 0)
        err_set(e, ERR_IO, "%s: cannot be unpacked: %s", path, strerror(errno));
    if (!err_is(e)) return g.to;
    close(g.to);
    return -1;
}
