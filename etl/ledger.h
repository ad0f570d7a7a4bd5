/* What came in (store/schema/ledger.sql): the files and the rows that were refused. Knows which files were read
 * before, by path, bytes and the settings that they were read with, and closes a refused row's entry when the
 * mended row arrives. Memory grows with the number of files, not of rows. */
#ifndef ETL_LEDGER_H
#define ETL_LEDGER_H
#include "base/intern.h"
#include "etl/encoding.h"
#include "etl/record.h"
#include "store/store.h"

struct ledger_file {
    int64_t id, bytes;
    struct str source, path;
    unsigned char sha256[HASH_BYTES], mapping[16];
};

struct ledger_counts {
    int64_t rows, n_new, n_changed, n_unchanged, n_duplicate, n_quarantined, n_conflict;
};

struct ledger {
    struct store *store;
    int64_t run;
    struct arena text;
    struct ledger_file *file; /* by id */
    size_t n, cap;
    struct intern paths;                  /* path and source */
    size_t *latest, n_latest, cap_latest; /* by number in `paths`: index of the latest file */
    unsigned char *open_keys;             /* a bit for each hash of an open entry's key */
};

struct ledger *ledger_open(struct store *s, int64_t run, struct err *e);
void ledger_close(struct ledger *l);
/* The latest import of that path by that source, or NULL. */
const struct ledger_file *ledger_latest(const struct ledger *l, const char *source, const char *path);
/* The latest import of a sheet of that workbook (its account is PATH[NAME]), or NULL. */
const struct ledger_file *ledger_latest_sheet(const struct ledger *l, const char *source, const char *path);
/* The file with that number; it exists. */
const struct ledger_file *ledger_at(const struct ledger *l, int64_t id);
/* Enters a file, with zero counts, within the caller's transaction; bytes and digest from v. The pointer lives until
 * the next one is entered. */
const struct ledger_file *ledger_begin(struct ledger *l, const struct mapping *m, const char *path,
                                       const struct encoding_verdict *v, const char *encoding, const char *delimiter,
                                       struct err *e);
/* Its final counts, which obey the equation, and what stands in its header; m NULL: it held no row. */
void ledger_finish(struct ledger *l, int64_t file, const struct ledger_counts *k, struct str first_at,
                   struct str last_at, const struct mapping *m, struct err *e);
/* Forgets the file last begun: its transaction is rolled back. */
void ledger_drop(struct ledger *l);

struct ledger_place {
    int64_t file, line;
};

/* Enters a refused row. `mended`: where a better version of the row stands, which is in the store already; NULL: none. */
void ledger_refuse(struct ledger *l, const struct log *log, int64_t file, const struct row *row,
                   const struct refusal *no, const struct ledger_place *mended, struct err *e);
/* A good row with that key came from there: entries for it are closed. */
void ledger_mend(struct ledger *l, struct arena *row, const struct log *log, struct str key, struct ledger_place from,
                 struct err *e);
/* A good row came whose column of reasons still holds that text of a CSV of refused rows (refused.h): the entry that it
 * names is closed, whatever became of its key. */
void ledger_mend_named(struct ledger *l, struct str reason, struct ledger_place from, struct err *e);
/* The file's rows and spans are entered: entries of its state before that have no key are closed where the same lines now
 * hold good rows that are new, and nothing but such lines. */
void ledger_mend_lines(struct ledger *l, int64_t file, struct err *e);
#endif
