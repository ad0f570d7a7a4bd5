#include "etl/confine.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define WATCHED 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define WATCHED 1
#endif
#ifndef WATCHED
#define WATCHED 0 /* a sanitizer maps terabytes, opens files and writes reports: it gets neither limit nor filter */
#endif

static void close_others(const int keep[3]) {
    int a = keep[0], b = keep[1], c = keep[2], t;
    if (a > b) t = a, a = b, b = t;
    if (b > c) t = b, b = c, c = t;
    if (a > b) t = a, a = b, b = t;
    int first = WATCHED ? 3 : 0;
    if (a > first) close_range((unsigned)first, (unsigned)a - 1, 0);
    if (b > a + 1) close_range((unsigned)a + 1, (unsigned)b - 1, 0);
    if (c > b + 1) close_range((unsigned)b + 1, (unsigned)c - 1, 0);
    close_range((unsigned)c + 1, ~0u, 0);
}

static bool limit(__rlimit_resource_t what, rlim_t to) {
    struct rlimit now, next = {to, to};
    if (getrlimit(what, &now) == 0 && now.rlim_max < to) next = (struct rlimit){now.rlim_max, now.rlim_max};
    return setrlimit(what, &next) == 0;
}

/* The address space that this process has already. */
static int64_t mapped(void) {
    char text[64];
    long long pages = 0;
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    if (fd >= 0) close(fd);
    if (n <= 0) return (int64_t)2 << 30;
    text[n] = 0;
    for (const char *p = text; *p >= '0' && *p <= '9'; p++) pages = pages * 10 + (*p - '0');
    return (int64_t)pages * sysconf(_SC_PAGESIZE);
}

/* Landlock: a ruleset that handles every right it knows and allows none. Its numbers stand in the kernel's
 * documentation (userspace-api/landlock); older kernels know fewer. */
static void refuse_files(void) {
#ifdef SYS_landlock_create_ruleset
    struct {
        uint64_t fs, net;
    } rules = {0, 0};
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, 1u);
    if (abi < 1) return;
    int rights = abi >= 5 ? 16 : abi >= 3 ? 15 : abi == 2 ? 14 : 13;
    rules.fs = ((uint64_t)1 << rights) - 1;
    rules.net = abi >= 4 ? 3 : 0;
    long fd = syscall(SYS_landlock_create_ruleset, &rules, abi >= 4 ? sizeof rules : sizeof rules.fs, 0u);
    if (fd < 0) return;
    syscall(SYS_landlock_restrict_self, (int)fd, 0u);
    close((int)fd);
#endif
}

#if defined(__x86_64__)
#define THIS_MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define THIS_MACHINE AUDIT_ARCH_AARCH64
#endif

/* seccomp: reading, writing, memory and the end of the process; anything else kills it. */
static void refuse_calls(void) {
#if defined(THIS_MACHINE)
    static const unsigned calls[] = {
        SYS_read,         SYS_pread64,        SYS_write,  SYS_close,      SYS_lseek,         SYS_fstat,  SYS_newfstatat,
        SYS_mmap,         SYS_munmap,         SYS_mremap, SYS_brk,        SYS_madvise,       SYS_futex,  SYS_getrandom,
        SYS_rt_sigreturn, SYS_rt_sigprocmask, SYS_exit,   SYS_exit_group, SYS_clock_gettime, SYS_gettid, SYS_getpid,
    };
    enum { N = sizeof calls / sizeof *calls };
    struct sock_filter code[N + 6];
    unsigned short n = 0;
    code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, THIS_MACHINE, 1, 0);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (unsigned i = 0; i < N; i++)
        code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, calls[i], (unsigned char)(N - i), 0);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    struct sock_fprog program = {n, code};
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
#endif
}

void confine_self(const int keep[3], int cpu_seconds, int64_t memory, pid_t parent, struct err *e) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
    int64_t all = mapped() + memory;
    close_others(keep);
    bool right = limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CPU, (rlim_t)cpu_seconds) &&
                 prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    if (!WATCHED) right = right && limit(RLIMIT_AS, (rlim_t)all);
    prctl(PR_SET_DUMPABLE, 0);
    refuse_files();
    if (!WATCHED) right = right && limit(RLIMIT_NOFILE, 0);
    if (!WATCHED) refuse_calls();
    if (!right) err_set(e, ERR_DATA, "cannot be unpacked safely here (%s); unpack it by hand", strerror(errno));
}
