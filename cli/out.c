/* What the program prints: sentences for a person, progress on a terminal, data for a pipe. */
#include "base/file.h"
#include "cli/cli.h"
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool plain_terminal(void) {
    const char *term = getenv("TERM");
    return !isatty(STDERR_FILENO) || !term || strcmp(term, "dumb") == 0;
}

static bool colour(void) {
    const char *no = getenv("NO_COLOR");
    return !plain_terminal() && !(no && no[0]);
}

static void clear_progress(void) {
    if (!plain_terminal()) fputs("\r\033[K", stderr);
}

void out_say(const struct options *o, const char *fmt, ...) {
    if (o->quiet || o->json) return;
    clear_progress();
    va_list ap;
    va_start(ap, fmt);
    vprintf(fmt, ap);
    va_end(ap);
    putchar('\n');
}

void out_warn(const struct options *o, const char *fmt, ...) {
    if (o->json) return;
    FILE *to = o->quiet ? stderr : stdout;
    clear_progress();
    if (o->quiet) fputs("huifang: ", to);
    va_list ap;
    va_start(ap, fmt);
    vfprintf(to, fmt, ap);
    va_end(ap);
    fputc('\n', to);
}

void out_note(const struct options *o, const char *fmt, ...) {
    if (!o->verbose || o->quiet || o->json) return;
    va_list ap;
    va_start(ap, fmt);
    vprintf(fmt, ap);
    va_end(ap);
    putchar('\n');
}

void out_progress(const struct options *o, const char *fmt, ...) {
    if (o->quiet || plain_terminal()) return;
    clear_progress();
    va_list ap;
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fflush(stderr);
}

/* One line; under the journal with the priority prefix of sd-daemon(3). */
void out_error(const struct err *e) {
    clear_progress();
    const char *prefix = getenv("JOURNAL_STREAM") ? "<3>" : "";
    if (colour()) fprintf(stderr, "%shuifang: \033[31m%s\033[0m\n", prefix, e->text);
    else fprintf(stderr, "%shuifang: %s\n", prefix, e->text);
}

void out_write(const struct options *o, struct str bytes, struct err *e) {
    if (err_is(e)) return;
    if (o->output) {
        file_write(o->output, bytes, true, e);
        return;
    }
    if (fwrite(bytes.p, 1, bytes.n, stdout) != bytes.n || fflush(stdout) != 0)
        err_set(e, ERR_IO, "standard output cannot be written");
}

static bool listener_gone(void) {
    struct pollfd p = {STDOUT_FILENO, POLLOUT, 0};
    return poll(&p, 1, 0) == 1 && (p.revents & POLLERR);
}

int out_end(int code) {
    bool lost = fflush(stdout) != 0;
    if (!(lost || ferror(stdout)) || listener_gone() || code >= ERR_IO) return code;
    struct err e = {0};
    err_set(&e, ERR_IO, "standard output cannot be written");
    out_error(&e);
    return ERR_IO;
}
