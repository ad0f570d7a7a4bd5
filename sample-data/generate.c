/* sample-data OUTDIR: writes the logs of two invented organisations, OUTDIR/property/logs and OUTDIR/decoration/logs,
 * and says on stdout how many rows of what (README.md lists what was planted where). No clock, no locale, no
 * floating point: the same sources give the same bytes. */
#include "base/file.h"
#include "sample-data/decoration.h"
#include "sample-data/property.h"
#include <stdio.h>

int main(int argc, char **argv) {
    if (argc != 2 || argv[1][0] == '-') {
        fputs("usage: sample-data OUTDIR\n", stderr);
        return ERR_USAGE;
    }
    struct err e = {0};
    struct buf say;
    struct property *p = &(struct property){0};
    buf_init(&say);
    property_make(p);
    property_write(p, file_join(&p->a, argv[1], "property"), &say, &e);
    decoration_write(file_join(&p->a, argv[1], "decoration"), &say, &e);
    property_release(p);
    if (err_is(&e)) fprintf(stderr, "sample-data: %s\n", e.text);
    else fputs(say.p, stdout);
    buf_release(&say);
    return e.code;
}
