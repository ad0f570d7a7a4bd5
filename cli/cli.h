/* The command line: verbs, options, what is printed and with which code the program ends. The only layer that
 * prints, exits, reads the clock or the environment. */
#ifndef CLI_CLI_H
#define CLI_CLI_H
#include "analysis/analysis.h"
#include "base/buf.h"
#include "policies/config.h"
#include "store/store.h"

#define CLI_VERSION "0.1.0"

struct options {
    const char *config;                    /* -c: NULL: searched */
    const char *as_of;                     /* --as-of: NULL: yesterday */
    const char *language;                  /* --language: NULL: the configuration's */
    const char *output;                    /* -o: NULL: standard output */
    const char *policy, *category, *stage; /* explain */
    bool full, quiet, verbose, json, dry_run;
    bool force; /* --force: go on where the place of the store or the clock is doubted */
    char **arg; /* what is left after the options */
    int n_args;
};

struct verb {
    const char *name, *args, *summary;
    const char *help; /* what it does, with an example */
    int min_args, max_args;
    int (*run)(const struct options *o, struct err *e); /* an exit code; e wins when set */
    bool works; /* its output is only word of what it did: it goes on when nobody listens any more */
};

extern const struct verb cli_verbs[]; /* ends with a NULL name */

/* The session of a verb: configuration read, time zone set, as-of known, and where asked the lock and the store. */
struct session {
    struct arena a;
    struct config *c;
    struct store *s;
    int lock_fd, store_fd;
    int32_t as_of; /* day */
    int64_t run;   /* number of this run; 0 where none was begun */
    char started[MOMENT_TEXT];
    int64_t now; /* seconds since 1970 */
};
enum session_need { SESSION_CONFIG, SESSION_READ, SESSION_WRITE };
void session_open(struct session *x, const struct options *o, enum session_need need, struct err *e);
void session_close(struct session *x, struct err *e);
/* Begins a run in the ledger. Refuses (ERR_CONFIG) a clock that stands before the run before, and, where the as-of day
 * comes from the clock, one that has leapt; --force goes on. */
void session_run(struct session *x, const struct options *o, const char *command, bool with_as_of, struct err *e);

int verb_run(const struct options *o, struct err *e);
int verb_import(const struct options *o, struct err *e);
int verb_analyse(const struct options *o, struct err *e);
int verb_render(const struct options *o, struct err *e);
int verb_export(const struct options *o, struct err *e);
int verb_check(const struct options *o, struct err *e);
int verb_explain(const struct options *o, struct err *e);
int verb_init(const struct options *o, struct err *e);

/* Takes the lock beside the store; ERR_BUSY names the holder's process and when it started. Kept until the fd closes. */
int lock_take(const char *store_path, const char *started, struct err *e);
/* The same on the store file, which is there by then. */
int lock_store(const char *store_path, struct err *e);

/* Output. say: to standard output unless --quiet; warn: the same, but under --quiet to standard error (what makes the
 * exit code one of failure is never kept quiet); note: only with --verbose; progress: one line that is drawn over,
 * on a terminal only. Data (exports, explanations, JSON) goes through out_write. */
void out_say(const struct options *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void out_warn(const struct options *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void out_note(const struct options *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void out_progress(const struct options *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void out_error(const struct err *e);
/* Ends the output: the exit code, or ERR_IO with a line where standard output could not take all of it. A reader that
 * went away is no error. */
int out_end(int code);
/* Writes bytes to standard output, or to the file of -o (durably, renamed into place). */
void out_write(const struct options *o, struct str bytes, struct err *e);
#endif
