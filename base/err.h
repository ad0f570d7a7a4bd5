/* Errors: one sticky struct travels down as the last parameter; the first error wins.
 *
 * A function that can fail takes `struct err *e` last and returns a value the caller may ignore once e->code is
 * set. Callers check err_is(e) where going on would do harm. Lower layers say what went wrong, upper layers add
 * where with err_context(). Codes are the exit codes of the program, so nothing is translated at the top.
 * Only cli/ prints and exits. */
#ifndef BASE_ERR_H
#define BASE_ERR_H
#include <stdbool.h>

enum err_code {
    ERR_NONE = 0,
    ERR_PARTIAL = 3,     /* done, with rows quarantined or a source silent */
    ERR_USAGE = 64,      /* the command line is wrong */
    ERR_DATA = 65,       /* a file is refused as a whole */
    ERR_NOINPUT = 66,    /* an input does not exist or cannot be read */
    ERR_INVARIANT = 70,  /* an account does not close; nothing was committed */
    ERR_CANTCREATE = 73, /* an output cannot be created */
    ERR_IO = 74,         /* reading or writing failed, or the disk is full */
    ERR_BUSY = 75,       /* another run holds the lock */
    ERR_NOPERM = 77,     /* an approval is missing */
    ERR_CONFIG = 78,     /* configuration, policy or clock */
    ERR_VERIFY = 79      /* a check of stored results failed */
};

struct err {
    int code;        /* ERR_NONE while all is well */
    char text[1200]; /* one line: where, what, what to do */
};

/* Records an error unless one is there already. The text is one line without a final period. */
void err_set(struct err *e, int code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Puts "context: " in front of the text of an error that is there; does nothing otherwise. */
void err_context(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static inline bool err_is(const struct err *e) { return e->code != ERR_NONE; }
#endif
