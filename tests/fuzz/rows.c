/* Everything between a file's bytes and a row for the store: encoding, CSV, mapping, values.
 *
 * The first byte chooses log, encoding and order of dates; the rest is the file. What must hold: rows come in the
 * order of their lines, never more bytes than the file has, a refused row says why, an accepted one has its key. */
#include "etl/csv.h"
#include "etl/record.h"
#include "tests/fuzz/fuzz.h"
#include <sys/mman.h>
#include <unistd.h>

static void read_rows(struct csv *c, struct mapping *m, struct arena *file, size_t size, struct err *e) {
    struct row row;
    struct arena a;
    int64_t line = 0;
    size_t bytes = 0;
    bool bound = false;
    arena_init(&a);
    while (csv_next(c, &row, e)) {
        require(row.line > line && row.n <= ROW_COLUMNS_MAX);
        line = row.line;
        bytes += row.raw.n;
        require(bytes <= size * 2 + 4); /* UTF-16 grows to at most three bytes for two */
        if (!bound) {
            if (row.fault || !mapping_bind(m, file, &row)) break;
            csv_expect(c, row.n);
            bound = true;
            continue;
        }
        struct record r;
        struct refusal no;
        arena_reset(&a);
        if (record_read(m, &a, &row, &r, &no)) require(r.key.p && !no.reason);
        else require(no.reason && no.expected);
    }
    arena_release(&a);
}

void fuzz_rows(const uint8_t *data, size_t size) {
    static const char *const encodings[] = {"auto", "utf-8", "gb18030", "utf-16", "big5"};
    if (size < 2) return;
    struct err e = {0};
    struct arena a;
    arena_init(&a);
    struct source src = {.name = "f",
                         .table = logs_all[data[0] % (unsigned)logs_count].name,
                         .encoding = encodings[data[1] % 5],
                         .date_order = (enum date_order)(data[1] / 5 % 3),
                         .reject_above = 1};
    struct config cfg = {.path = "f"};
    int fd = memfd_create("fuzz", 0);
    if (write(fd, data + 2, size - 2) != (ssize_t)(size - 2)) abort();
    struct encoding_verdict v = encoding_look(fd, "f", src.encoding, &e);
    if (!err_is(&e)) {
        struct mapping *m = mapping_open(&a, &cfg, &src, &e);
        struct csv *c = csv_open(fd, "f", &v, 0, &e);
        read_rows(c, m, &a, size, &e);
        csv_close(c);
        mapping_close(m);
    }
    close(fd);
    arena_release(&a);
}
