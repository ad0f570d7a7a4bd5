/* sample-data OUTDIR [NAME… | all]: writes the logs of invented organisations to OUTDIR/NAME/logs and says on stdout
 * how many rows of what (README.md lists what was planted where). Without a name: the two large ones, property and
 * decoration, whose configurations lie here in folders of their own; the small ones (org_list.c) are written with
 * theirs. `sample-data --list` prints the names. No clock, no locale, no floating point: the same sources give the same
 * bytes. */
#include "base/file.h"
#include "sample-data/decoration.h"
#include "sample-data/org.h"
#include "sample-data/property.h"
#include <stdio.h>
#include <string.h>

static const char *const large[] = {"property", "decoration"};

static void write_property(const char *dir, struct buf *say, struct err *e) {
    struct property *p = &(struct property){0};
    property_make(p);
    property_write(p, file_join(&p->a, dir, "property"), say, e);
    property_release(p);
}

static void write_decoration(struct arena *a, const char *dir, struct buf *say, struct err *e) {
    decoration_write(file_join(a, dir, "decoration"), say, e);
}

static void write_small(const struct org *of, const char *dir, struct buf *say, struct err *e) {
    struct org_work w;
    org_make(&w, of);
    org_write(&w, file_join(&w.a, dir, of->id), say, e);
    org_release(&w);
}

/* False when no organisation has the name. */
static bool write_one(struct arena *a, const char *name, const char *dir, struct buf *say, struct err *e) {
    bool all = strcmp(name, "all") == 0, done = all;
    if (all || strcmp(name, large[0]) == 0) write_property(dir, say, e), done = true;
    if (all || strcmp(name, large[1]) == 0) write_decoration(a, dir, say, e), done = true;
    const struct org *of;
    for (size_t i = 0; (of = org_list(i)); i++)
        if (all || strcmp(name, of->id) == 0) write_small(of, dir, say, e), done = true;
    return done;
}

static int list(void) {
    const struct org *of;
    for (size_t i = 0; i < KIT_COUNT(large); i++) puts(large[i]);
    for (size_t i = 0; (of = org_list(i)); i++) puts(of->id);
    return 0;
}

int main(int argc, char **argv) {
    if (argc == 2 && strcmp(argv[1], "--list") == 0) return list();
    if (argc < 2 || argv[1][0] == '-') {
        fputs("usage: sample-data OUTDIR [NAME… | all]\n       sample-data --list\n", stderr);
        return ERR_USAGE;
    }
    struct err e = {0};
    struct arena a;
    struct buf say;
    arena_init(&a);
    buf_init(&say);
    if (argc == 2) {
        write_property(argv[1], &say, &e);
        write_decoration(&a, argv[1], &say, &e);
    }
    for (int i = 2; i < argc; i++)
        if (!write_one(&a, argv[i], argv[1], &say, &e)) err_set(&e, ERR_USAGE, "no organisation is called %s", argv[i]);
    if (err_is(&e)) fprintf(stderr, "sample-data: %s\n", e.text);
    else fputs(say.p, stdout);
    buf_release(&say);
    arena_release(&a);
    return e.code;
}
