#include "base/embed.h"

struct str embed_find(const struct embed_file *t, const char *path) {
    for (; t->path; t++)
        if (strcmp(t->path, path) == 0) return str_n(t->bytes, t->n);
    return str_none();
}
