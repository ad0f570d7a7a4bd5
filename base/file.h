/* Files: whole reads, durable writes, folders. Every return code is looked at; a file is written beside its
 * place, flushed and renamed, so a reader sees the old bytes or the new ones. Paths are bytes. */
#ifndef BASE_FILE_H
#define BASE_FILE_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/* Reads the whole file into b (which is reset first). More than `limit` bytes is ERR_DATA; a missing file ERR_NOINPUT. */
void file_read(const char *path, size_t limit, struct buf *b, struct err *e);
/* Writes beside the place and renames over it; `durable`: file and folder are flushed. Folders must exist. */
void file_write(const char *path, struct str bytes, bool durable, struct err *e);
/* Creates the folder and its parents where missing. */
void file_mkdirs(const char *path, struct err *e);
/* The same, and each folder made is there after a power cut. */
void file_mkdirs_durable(const char *path, struct err *e);
/* False only when that is certain: a disk that fails makes it true, and the error comes up when the file is opened. */
bool file_exists(const char *path);
bool file_is_dir(const char *path);
/* Flushes a file to the disk. */
void file_flush(const char *path, struct err *e);
/* Flushes a folder, so that renames in it last. */
void file_sync_dir(const char *path, struct err *e);
/* Removes a file or a whole tree; a path that does not exist is fine. */
void file_remove_tree(const char *path, struct err *e);
/* base + "/" + path, or path alone when it is absolute or base is empty. */
char *file_join(struct arena *a, const char *base, const char *path);
/* The folder part of a path: "." when there is none. */
char *file_dirname(struct arena *a, const char *path);
const char *file_basename(const char *path);
/* Paths that match a shell pattern, sorted by bytes. A pattern without * ? [ \ is returned as it is when the file
 * exists. No match: *n = 0; a folder that cannot be read to its end is an error. */
char **file_glob(struct arena *a, const char *pattern, size_t *n, struct err *e);
/* Every regular file below dir, relative to it, sorted by bytes. Symbolic links are not followed. */
char **file_walk(struct arena *a, const char *dir, size_t *n, struct err *e);
#endif
