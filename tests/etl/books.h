/* Workbooks for tests, put together part by part, so that each test says what is wrong with its own. */
#ifndef TESTS_ETL_BOOKS_H
#define TESTS_ETL_BOOKS_H
#include "tests/etl/kit.h"
#include <zip.h>

struct book {
    struct arena a;
    const char *name[64];
    struct str part[64];
    int n, n_sheets;
    struct buf sheets, relations; /* of the workbook */
    const char *workbook_pr;      /* an attribute such as date1904="1" */
    bool stored;                  /* members are not compressed */
};

void book_open(struct book *b);
void book_close(struct book *b);
/* Any part; a name given again replaces it. */
void book_part(struct book *b, const char *name, const char *text);
/* A sheet: `rows` is what stands within <sheetData>, `behind` what follows it (may be ""). */
void book_sheet(struct book *b, const char *name, const char *state, const char *rows, const char *behind);
/* The workbook's bytes, in its arena; workbook.xml and the rest are written unless they were given. */
struct str book_bytes(struct book *b);
/* A row of inline texts, e.g. book_row(&b, 3, "编号|类别"). */
char *book_row(struct book *b, int line, const char *cells);
/* gzip of any bytes. */
struct str book_gzip(struct book *b, struct str bytes);
#endif
