/* The loader's statements for one log. Their text is put together once, from the constants of logs.h and nothing
 * else, because 21 tables times seven statements in files would say the same thing 147 times; a test prepares them
 * all against the schema. Keys are bound first, as ?1 … ?n. */
#ifndef ETL_STATEMENTS_H
#define ETL_STATEMENTS_H
#include "etl/logs.h"
#include "store/store.h"

struct statements {
    const char *insert; /* one version: see statements_insert_places; does nothing when the key is in force */
    const char
        *enter; /* many versions from `feed`, as content_cells gives them: ?1 withdrawn ?2 source ?3 file ?4 rank of
                            rows without one ?5 run; passes over keys that are in force */
    const char *latest;  /* ?1 how many: the lines of the versions inserted last, latest first */
    const char *current; /* by key: rowid, digest, rank, file, line, withdrawn, run, source, derived, events, visit */
    const char
        *past; /* by key, then ?n+1 digest: rowid, rank, file, line, run_out of the past versions, latest first */
    const char *retire;    /* ?1 run ?2 rowid: the version is replaced by that run */
    const char *revive;    /* ?1 rowid ?2 rank ?3 file ?4 line ?5 source ?6 withdrawn: in force again */
    const char *raise;     /* the same, for a row whose force does not change */
    const char *withdraw;  /* ?1 rowid ?2 withdrawn ?3 run: a copy with another `withdrawn` by that run */
    const char *mark;      /* ?1 rowid ?2 withdrawn: the same within one run */
    const char *unseen;    /* ?1 source: rowid, run and key of the rows in force that no snapshot brought (temp.seen) */
    const char *conflicts; /* by key, then table name, then key text: rows of `conflict` */
    const char *versions;  /* by key: all versions, with the columns that `insert` takes, oldest first */
    const char *in_force;  /* ?1 source: the keys of the rows in force that it brought */
    int n_keys;
};

/* Texts live in the arena. */
struct statements *statements_make(struct arena *a, const struct log *log);
/* Parameters of `insert`: the fields in order from 1, then these. */
struct insert_places {
    int derived, own, withdrawn, source, file, line, rank, digest, run, run_out;
};
struct insert_places statements_insert_places(const struct log *log);
#endif
