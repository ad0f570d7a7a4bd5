/* Publishing: the new site is written beside the old one and takes its place in one step.
 *
 *     publish_open    clears what a killed run left, reads the old site's manifest, makes the staging folder
 *     publish_write, publish_keep, publish_begin/add/end    files of the new site; nothing else may write there
 *     publish_finish  manifest last, one flush of the file system, then the exchange; the old site is removed
 *     publish_close   frees everything; without publish_finish the staging folder goes and the old site stays
 * Staging is <output>.new; a folder that was moved aside because the file system cannot exchange two folders is
 * <output>.old, and goes back when a run was killed between the two renames. An output folder that holds anything but
 * a site of ours is refused: it would be removed. */
#ifndef SITE_PUBLISH_H
#define SITE_PUBLISH_H
#include "base/file.h"
#include "base/intern.h"
#include "site/manifest.h"

struct publish {
    struct arena a;
    const char *output, *staging, *aside;
    bool has_old;
    struct manifest old; /* sorted; empty where there is no complete old site */
    struct manifest now;
    struct intern *paths; /* of `now` */
    struct publish_stream *stream;
    const char *last_dir;
    bool done;
};

/* Looks at the output: clears leftovers and reads the manifest. Makes no staging folder yet. */
void publish_open(struct publish *p, const char *output, struct err *e);
/* Makes the staging folder; before the first file. */
void publish_start(struct publish *p, struct err *e);
/* Whether the new site has the file already. */
bool publish_has(const struct publish *p, struct str path);
/* Adds a file. The entry may be completed (input, page, uses) until the next file is added; its strings must live in
 * p->a. ERR_INVARIANT when the path is taken or not url_path_ok. NULL after an error. */
struct manifest_file *publish_write(struct publish *p, struct str path, struct str bytes, struct err *e);
/* Takes a file over from the old site, entry and all, by hard link or copy. NULL: the old site does not have it whole.
 */
struct manifest_file *publish_keep(struct publish *p, struct str path, struct err *e);
/* A file that is written piece by piece: begin, add …, end. When the old site has the same bytes under the same path,
 * end takes that file over and sets *same. */
void publish_begin(struct publish *p, struct str path, struct err *e);
void publish_add(struct publish *p, struct str bytes, struct err *e);
struct manifest_file *publish_end(struct publish *p, bool *same, struct err *e);

/* A part of the publication for files that another thread writes, of paths that nobody else writes. It looks at the old
 * site's manifest, which must not change meanwhile. publish_join enters its files into the publication; publish_part_close
 * ends it, joined or not. */
void publish_part(const struct publish *p, struct publish *part);
void publish_join(struct publish *p, const struct publish *part, struct err *e);
void publish_part_close(struct publish *part);

void publish_finish(struct publish *p, const struct manifest_head *head, struct err *e);
void publish_close(struct publish *p);
#endif
