/* C10: whatever a parser is made to do, it can only hand bytes back. Each of these is a parser that was taken over. */
#include "etl/sandbox.h"
#include "tests/etl/cases.h"
#include "tests/etl/kit.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define WATCHED 1
#endif
#ifndef WATCHED
#define WATCHED 0
#endif

/* Says what an attempt came to; where seccomp is, the process is dead by then. */
static void say(int out, const char *what, bool done) {
    sandbox_put(out, what, strlen(what));
    sandbox_put(out, done ? ":done " : ":no ", done ? 6 : 4);
}

static void opens(void *ctx, int in, int out, struct err *e) {
    (void)ctx, (void)in, (void)e;
    say(out, "read", open("/etc/passwd", O_RDONLY) >= 0);
}
static void creates(void *ctx, int in, int out, struct err *e) {
    (void)in, (void)e;
    say(out, "create", open(ctx, O_WRONLY | O_CREAT, 0600) >= 0);
}
static void connects(void *ctx, int in, int out, struct err *e) {
    (void)ctx, (void)in, (void)e;
    say(out, "socket", socket(AF_INET, SOCK_STREAM, 0) >= 0);
}
static void forks(void *ctx, int in, int out, struct err *e) {
    (void)ctx, (void)in, (void)e;
    pid_t p = fork();
    if (p == 0) _exit(0);
    say(out, "fork", p > 0);
}
static void executes(void *ctx, int in, int out, struct err *e) {
    (void)ctx, (void)in, (void)e;
    execl("/bin/true", "true", (char *)NULL);
    say(out, "exec", false);
}
static void kills(void *ctx, int in, int out, struct err *e) {
    (void)ctx, (void)in, (void)e;
    say(out, "kill", kill(getppid(), 0) == 0);
}

START_TEST(naughty) {
    static sandbox_fn *const tries[] = {opens, creates, connects, forks, executes, kills};
    struct kit k;
    struct err e = {0};
    kit_open(&k);
    char *made = arena_printf(&k.a, "%s/made", k.dir), got[200] = "";
    int in = open("/dev/null", O_RDONLY), fd = sandbox_run(tries[_i], made, in, "x", &sandbox_usual, &e);
    if (fd >= 0) {
        ck_assert_int_ge(read(fd, got, sizeof got - 1), 0);
        close(fd);
        /* Landlock alone stands between a sanitized build and files; the rest is seccomp's. */
        if (_i < 2 || !WATCHED) ck_assert_msg(!strstr(got, ":done"), "%s", got);
    } else {
        ck_assert_int_eq(e.code, ERR_DATA);
    }
    ck_assert(access(made, F_OK) != 0);
    close(in);
    kit_close(&k);
}
END_TEST

static void spins(void *ctx, int in, int out, struct err *e) {
    (void)ctx, (void)in, (void)out, (void)e;
    for (volatile unsigned i = 0;; i++) {
    }
}
static void waits(void *ctx, int in, int out, struct err *e) {
    (void)ctx, (void)in, (void)out, (void)e;
    int pair[2];
    char c;
    if (pipe(pair) == 0 && read(pair[0], &c, 1) < 0) return;
    for (volatile unsigned i = 0;; i++) {
    }
}
static void floods(void *ctx, int in, int out, struct err *e) {
    (void)ctx, (void)in, (void)e;
    static char piece[1 << 16];
    while (sandbox_put(out, piece, sizeof piece)) {
    }
}
static void crashes(void *ctx, int in, int out, struct err *e) {
    (void)in, (void)e;
    sandbox_put(out, "half a row", 10);
    *(volatile char *)ctx = 1;
}
static void hoards(void *ctx, int in, int out, struct err *e) {
    (void)ctx, (void)in, (void)e;
    for (int i = 0; i < 100; i++) {
        void *p = mmap(NULL, 64 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (p == MAP_FAILED) _exit(ERR_INVARIANT); /* as base/mem.c does */
    }
    sandbox_put(out, "all of it", 9);
}
static void speaks(void *ctx, int in, int out, struct err *e) {
    (void)ctx, (void)in, (void)out;
    err_set(e, ERR_CONFIG, "broken\x1B[31m at\nline 7");
}
static void leaves(void *ctx, int in, int out, struct err *e) {
    (void)ctx, (void)in, (void)out, (void)e;
    _exit(9);
}

static const struct {
    sandbox_fn *fn;
    const char *say;
} deaths[] = {
    {spins, "book.xlsx: unpacking it took more than 1 s"},
    {floods, "book.xlsx: holds more than 1 MiB unpacked; split it"},
    {crashes, "book.xlsx: the unpacking process died (signal 11)"},
    {hoards, "book.xlsx: needs more than 64 MiB of memory to unpack; split it"},
    {speaks, "book.xlsx: broken [31m at line 7"}, /* A12: nothing that a terminal obeys */
    {leaves, "book.xlsx: the unpacking process died (exit code 9)"},
    {waits, "book.xlsx: "},
};

START_TEST(overruns) {
    struct sandbox_limits small = {1, deaths[_i].fn == waits ? 2 : 20, 64 << 20, 1 << 20};
    struct err e = {0};
    if (WATCHED && (deaths[_i].fn == hoards || deaths[_i].fn == crashes)) return; /* the sanitizer stands before both */
    int in = open("/dev/null", O_RDONLY), fd = sandbox_run(deaths[_i].fn, NULL, in, "book.xlsx", &small, &e);
    ck_assert_int_eq(fd, -1);
    ck_assert_int_eq(e.code, ERR_DATA);
    ck_assert_msg(strncmp(e.text, deaths[_i].say, strlen(deaths[_i].say)) == 0, "%s", e.text);
    close(in);
}
END_TEST

static void copies(void *ctx, int in, int out, struct err *e) {
    char piece[100];
    ssize_t n = read(in, piece, sizeof piece);
    (void)ctx, (void)e;
    for (int i = 0; i < 3000; i++) sandbox_put(out, piece, (size_t)n);
}

START_TEST(hands_back) {
    struct err e = {0};
    int pair[2];
    ck_assert_int_eq(pipe(pair), 0);
    ck_assert_int_eq(write(pair[1], "abcdefgh", 8), 8);
    int fd = sandbox_run(copies, NULL, pair[0], "x", &sandbox_usual, &e);
    ck_assert_msg(fd >= 0, "%s", e.text);
    ck_assert_int_eq(lseek(fd, 0, SEEK_END), 24000);
    close(fd);
    close(pair[0]);
    close(pair[1]);
}
END_TEST

TCase *sandbox_case(void) {
    TCase *t = tcase_create("sandbox");
    tcase_set_timeout(t, 30);
    tcase_add_loop_test(t, naughty, 0, 6);
    tcase_add_loop_test(t, overruns, 0, sizeof deaths / sizeof *deaths);
    tcase_add_test(t, hands_back);
    return t;
}
