/* site.json: what a published site consists of, written last. Each file stands with its size, its SHA-256 and, for
 * pages and row files, the digest of everything it was made from; the head says which results it shows. A site counts
 * as complete only when this file is there and reads as this program writes it. */
#ifndef SITE_MANIFEST_H
#define SITE_MANIFEST_H
#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/arena.h"

struct manifest_file {
    struct str path;
    int64_t size;
    char sha256[HASH_HEX];
    char input[HASH_HEX]; /* "" where the file has no input digest */
    struct str page;      /* the declaration that made it; absent for other files */
    struct str *uses;     /* files that it shows: charts */
    size_t n_uses;
};

struct manifest_head { /* compared as a whole by the fast path, but for run, started_at and failed */
    struct str audience, language, as_of, started_at;
    char config[HASH_HEX], template_digest[HASH_HEX];
    int64_t analysis_run, run;
    int64_t failed; /* pages that could not be made: such a site is built again */
};

struct manifest {
    struct manifest_head head;
    struct manifest_file *file; /* sorted by path in a manifest that was read */
    size_t n, cap;
};

void manifest_release(struct manifest *m);
struct manifest_file *manifest_add(struct manifest *m);
/* Sorts the files by path. */
void manifest_sort(struct manifest *m);
/* In a sorted manifest; NULL: none. */
const struct manifest_file *manifest_find(const struct manifest *m, struct str path);
void manifest_write(const struct manifest *m, struct buf *b);
/* Reads what manifest_write writes; strings live in the arena. False, and an empty manifest, for anything else. */
bool manifest_read(struct manifest *m, struct arena *a, struct str bytes);
#endif
