/* YAML, read strictly: libyaml's events turned into a tree whose every scalar is text with its place.
 *
 * Nothing is guessed: `no`, `1.10` and `08:30` stay these letters until a schema (bind.h) types them. Everything in
 * YAML that can surprise a reader is an error with file:line:column: duplicate keys, anchors, aliases, tags, merge
 * keys, directives, a second document, tab characters, an empty value, `~` and `null` (say not_set, or leave the key
 * out), bytes that are not UTF-8, control characters, and files beyond the limits below. A byte order mark at the
 * start is passed over, as Windows editors write one. Columns count characters, from 1. */
#ifndef POLICIES_YAML_H
#define POLICIES_YAML_H
#include "base/arena.h"
#include "base/err.h"

enum { YAML_BYTES_MAX = 1 << 20, YAML_DEPTH_MAX = 16, YAML_ENTRIES_MAX = 4096 };

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_node {
    enum yaml_kind kind;
    const char *path; /* of the file, as errors name it */
    int line, column;
    struct str text;         /* YAML_SCALAR: as written, without quotes */
    struct yaml_node *key;   /* in a mapping: the scalar that names this value */
    struct yaml_node *first; /* YAML_LIST, YAML_MAP: the items or values, in the file's order */
    struct yaml_node *next;
    size_t n; /* number of them */
};

/* The tree of the one document in `bytes`, a mapping at the top. NULL with ERR_CONFIG on any fault. */
struct yaml_node *yaml_read(struct arena *a, const char *path, struct str bytes, struct err *e);
/* The value of that key in a mapping or NULL. */
struct yaml_node *yaml_get(const struct yaml_node *map, const char *key);
/* ERR_CONFIG «path:line:column: …». */
void yaml_error(const struct yaml_node *at, struct err *e, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Puts the node's place in front of an error that what it names has caused; a missing file is its fault: ERR_CONFIG. */
void yaml_blame(const struct yaml_node *at, struct err *e);
/* The text for a message: at most 60 bytes, whole characters, control characters shown as ?. */
const char *yaml_shown(struct arena *a, struct str text);
#endif
