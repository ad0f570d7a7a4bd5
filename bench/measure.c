/* measure TABLE LABEL COMMAND [ARG…]: runs the command and appends one line to TABLE: label, wall seconds, processor
 * seconds, peak memory of its largest process in kB, exit code; separated by tabs. Exits as the command does. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec * 1e-6; }

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fputs("usage: measure TABLE LABEL COMMAND [ARG...]\n", stderr);
        return 64;
    }
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        execvp(argv[3], argv + 3);
        fprintf(stderr, "measure: %s: %s\n", argv[3], strerror(errno));
        _exit(127);
    }
    int status = 0;
    struct rusage used;
    if (child < 0 || wait4(child, &status, 0, &used) != child) {
        perror("measure");
        return 74;
    }
    double wall = now() - start;
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    FILE *f = fopen(argv[1], "a");
    if (!f) {
        perror(argv[1]);
        return 73;
    }
    fprintf(f, "%s\t%.4f\t%.4f\t%ld\t%d\n", argv[2], wall, seconds(used.ru_utime) + seconds(used.ru_stime),
            used.ru_maxrss, code);
    return fclose(f) == 0 ? code : 74;
}
