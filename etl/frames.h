/* Sheets on their way from the process that reads workbooks to the one that imports them: frames in a byte stream,
 * each a kind, a length and its bytes, in the machine's own order of bytes. The reader believes nothing: every length
 * is held against what is there, texts are checked to be UTF-8, numbers to be in their range. */
#ifndef ETL_FRAMES_H
#define ETL_FRAMES_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "etl/row.h"

/* --- writing --- */

struct frames_out {
    struct buf buf; /* what was not handed on yet */
    int fd;         /* -1: kept in buf */
    bool gone;      /* nobody reads any more */
    size_t start;   /* of the row in the making */
    uint32_t cells;
};

enum { FRAMES_LINE_MAX = 1048576 };

void frames_sheet(struct frames_out *o, struct str name, bool hidden, bool read, enum row_epoch epoch);
void frames_row_begin(struct frames_out *o, int64_t line);
void frames_cell(struct frames_out *o, struct str text);
void frames_row_end(struct frames_out *o, enum row_fault fault, int col);
void frames_row_drop(struct frames_out *o); /* instead: the row was none */
/* Cells from (line, col) to (line2, col2), both inclusive, of which only the first holds the value. */
void frames_merged(struct frames_out *o, const uint32_t corner[4]);
void frames_notes(struct frames_out *o, uint32_t formulas, uint32_t hidden_rows);
/* The end: without it the rest counts for nothing. */
void frames_end(struct frames_out *o);

/* --- reading --- */

struct frames_sheet {
    struct str name;
    bool hidden, read; /* read: its rows are here */
    enum row_epoch epoch;
    int64_t n_rows;
    uint32_t formulas, hidden_rows;
    const char *first, *last; /* its frames */
    const uint32_t (*merged)[4];
    size_t n_merged;
};

struct frames {
    struct frames_sheet *sheet;
    size_t n;
};

/* Looks at all frames once. ERR_DATA when they are not as written above. The bytes must outlive what is read. */
void frames_open(struct frames *f, struct arena *a, struct str bytes, struct err *e);

enum { FRAMES_ACTIVE_MAX = 64 };

struct frames_cursor {
    const struct frames_sheet *sheet;
    const char *at;                               /* NULL: at its start */
    int64_t line;                                 /* of the latest row */
    size_t next_merged;                           /* the first merged range that no row has reached */
    uint32_t active[FRAMES_ACTIVE_MAX], n_active; /* those that reach to the row */
};
/* The next frame: a row, or a mark where it is none. Fields point into the bytes, as many as the row has or `width` where that is more (ROW_COLUMNS_MAX at
 * most). width 0: not known yet, the row is a header, in which merged cells do no harm. `from` and `to` count from the sheet's first frame. False at the end. */
bool frames_every(struct frames_cursor *c, struct row *row, struct str field[ROW_COLUMNS_MAX], int width);
#endif
