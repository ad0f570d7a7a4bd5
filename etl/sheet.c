#include "etl/sheet.h"
#include "etl/dates.h"
#include "etl/formats.h"
#include "etl/xml.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum cell_type { CELL_NUMBER, CELL_SHARED, CELL_TEXT, CELL_FLAG, CELL_ERROR };
enum { ADDRESS_COLUMNS_MAX = 16384, MERGED_MAX = 1 << 16, NUMBER_TEXT = 64 };

struct sheet {
    const struct sheet_shared *shared;
    struct frames_out *out;
    struct err *e;
    int64_t line; /* of the row that was begun last */
    int col;      /* of the cell that was begun last, 1-based; 0: none */
    int written;  /* cells handed on of the row */
    bool in_row, in_value, in_formula_cell;
    enum cell_type type;
    enum format_kind kind;
    struct buf value;
    enum row_fault fault;
    int fault_col;
    uint32_t formulas, hidden_rows, n_merged;
};

static void refuse(struct sheet *s, const char *why) {
    err_set(s->e, ERR_DATA, "is no workbook to be read: %s; open it in a spreadsheet and save it anew as .xlsx", why);
}

static void blame(struct sheet *s, enum row_fault fault) {
    if (s->fault) return;
    s->fault = fault;
    s->fault_col = s->col <= ROW_COLUMNS_MAX ? s->col : 0;
}

/* --- addresses ------------------------------------------------------------------------------------------------ */

/* "AB12" into line and column; false when it is no such thing. */
static bool address(const char **p, uint32_t *line, uint32_t *col) {
    *line = *col = 0;
    for (; **p >= 'A' && **p <= 'Z' && *col <= ADDRESS_COLUMNS_MAX; ++*p) *col = *col * 26 + (uint32_t)(**p - 'A' + 1);
    for (; **p >= '0' && **p <= '9' && *line <= FRAMES_LINE_MAX; ++*p) *line = *line * 10 + (uint32_t)(**p - '0');
    return *line && *col && *line <= FRAMES_LINE_MAX && *col <= ADDRESS_COLUMNS_MAX;
}

static bool yes(const char *v) { return v && (strcmp(v, "1") == 0 || strcmp(v, "true") == 0); }

/* --- rows ----------------------------------------------------------------------------------------------------- */

static void end_row(struct sheet *s) {
    if (!s->in_row) return;
    s->in_row = false;
    if (s->written == 0 && !s->fault) { /* a row without anything in it is none */
        frames_row_drop(s->out);
        return;
    }
    frames_row_end(s->out, s->fault, s->fault_col);
}

static void begin_row(struct sheet *s, const char **at) {
    const char *r = xml_attribute(at, "r");
    int64_t line = r ? strtoll(r, NULL, 10) : s->line + 1;
    end_row(s);
    if (line <= s->line || line > FRAMES_LINE_MAX) {
        refuse(s, "its rows are not in order");
        return;
    }
    s->line = line;
    s->col = s->written = 0;
    s->fault = ROW_RIGHT;
    s->fault_col = 0;
    s->in_row = true;
    s->hidden_rows += yes(xml_attribute(at, "hidden"));
    frames_row_begin(s->out, line);
}

static enum cell_type type_of(const char *t) {
    if (!t || strcmp(t, "n") == 0) return CELL_NUMBER;
    if (strcmp(t, "s") == 0) return CELL_SHARED;
    if (strcmp(t, "b") == 0) return CELL_FLAG;
    return strcmp(t, "e") == 0 ? CELL_ERROR : CELL_TEXT; /* str, inlineStr, d */
}

static void begin_cell(struct sheet *s, const char **at) {
    const char *r = xml_attribute(at, "r"), *style = xml_attribute(at, "s");
    uint32_t line = (uint32_t)s->line, col = (uint32_t)s->col + 1;
    if (r && (!address(&r, &line, &col) || line != s->line || (int)col <= s->col)) {
        refuse(s, "its cells are not in order");
        return;
    }
    if (col > ADDRESS_COLUMNS_MAX) {
        refuse(s, "a row has more than 16384 cells");
        return;
    }
    unsigned long k = style ? strtoul(style, NULL, 10) : 0;
    s->col = (int)col;
    s->type = type_of(xml_attribute(at, "t"));
    s->kind = k < s->shared->n_styles ? (enum format_kind)s->shared->style[k] : FORMAT_NUMBER;
    s->in_formula_cell = s->in_value = false;
    buf_reset(&s->value);
}

/* --- values --------------------------------------------------------------------------------------------------- */

static struct str clock_text(double v, char out[NUMBER_TEXT]) {
    long sec = lround(v * CIVIL_DAY_S);
    int n = snprintf(out, NUMBER_TEXT, "%02ld:%02ld:%02ld", sec / 3600, sec / 60 % 60, sec % 60);
    return str_n(out, (size_t)n);
}

static struct str day_text(struct sheet *s, double v, char out[NUMBER_TEXT]) {
    struct moment at;
    if (v >= 0 && v < 1) return clock_text(v, out);
    if (!dates_serial(v, s->shared->epoch == ROW_SINCE_1904, &at)) {
        blame(s, ROW_SERIAL);
        return buf_view(&s->value);
    }
    return str_of(moment_text(at, out));
}

/* Numbers as a spreadsheet shows them: whole ones in full, others with at most 15 digits, so that 0.1 + 0.2 is 0.3. */
static struct str number_text(struct sheet *s, char out[NUMBER_TEXT]) {
    struct str raw = buf_view(&s->value);
    int64_t whole;
    if (s->kind == FORMAT_NUMBER && raw.n < 16 && str_to_int(raw, &whole)) return raw;
    char *end;
    double v = strtod(s->value.p, &end);
    if (end == s->value.p || *end || !isfinite(v)) {
        blame(s, ROW_CELL);
        return raw;
    }
    if (s->kind == FORMAT_DAY || s->kind == FORMAT_CLOCK) return day_text(s, v, out);
    int n = v == floor(v) && fabs(v) < 1e15 ? snprintf(out, NUMBER_TEXT, "%.0f", v)
                                            : snprintf(out, NUMBER_TEXT, "%.15g", v);
    return str_n(out, (size_t)n);
}

static struct str shared_text(struct sheet *s) {
    char *end;
    unsigned long k = strtoul(s->value.p, &end, 10);
    if (end == s->value.p || *end || k >= s->shared->n_texts) {
        blame(s, ROW_CELL);
        return str_none();
    }
    size_t from = s->shared->text[k];
    return str_n(s->shared->bytes.p + from, s->shared->text[k + 1] - from);
}

static struct str cell_text(struct sheet *s, char out[NUMBER_TEXT]) {
    if (s->in_formula_cell && !s->value.n && s->type != CELL_TEXT) blame(s, ROW_CELL); /* never computed */
    if (!s->value.n) return str_none();
    switch (s->type) {
    case CELL_NUMBER: return number_text(s, out);
    case CELL_SHARED: return shared_text(s);
    case CELL_FLAG: return s->value.p[0] == '1' ? STR_LIT("TRUE") : STR_LIT("FALSE");
    case CELL_ERROR: blame(s, ROW_CELL); return buf_view(&s->value);
    case CELL_TEXT: break;
    }
    return buf_view(&s->value);
}

static int hex(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

/* _x000D_ is how workbooks write what XML cannot hold; only control characters need it. Written in place of `s`. */
static struct str unescape(struct str s, struct buf *scratch) {
    if (s.n < 7 || !memmem(s.p, s.n, "_x", 2)) return s;
    struct buf out;
    buf_init(&out);
    for (size_t i = 0; i < s.n; i++) {
        bool here = i + 6 < s.n && s.p[i] == '_' && s.p[i + 1] == 'x' && s.p[i + 6] == '_';
        int v = 0;
        for (int k = 2; here && k < 6; k++) {
            int h = hex(s.p[i + (size_t)k]);
            here = h >= 0;
            v = v * 16 + h;
        }
        here = here && v > 0 && v < 0x80;
        buf_byte(&out, here ? (char)v : s.p[i]);
        if (here) i += 6;
    }
    buf_reset(scratch);
    buf_str(scratch, buf_view(&out));
    buf_release(&out);
    return buf_view(scratch);
}

static void end_cell(struct sheet *s) {
    char text[NUMBER_TEXT];
    struct str v = cell_text(s, text);
    if (s->type == CELL_SHARED || s->type == CELL_TEXT) v = unescape(v, &s->value);
    if (!v.n) return;
    if (v.n > ROW_FIELD_MAX) blame(s, ROW_TOO_LONG), v.n = 0;
    if (s->col > ROW_COLUMNS_MAX) {
        blame(s, ROW_COLUMNS);
        return;
    }
    for (; s->written < s->col - 1; s->written++) frames_cell(s->out, str_n("", 0));
    frames_cell(s->out, v);
    s->written++;
    if (s->out->buf.n - s->out->start > ROW_MAX) refuse(s, "a row holds more than 4 MiB");
}

/* --- elements ------------------------------------------------------------------------------------------------- */

static void merge(struct sheet *s, const char *ref) {
    uint32_t corner[4];
    if (!ref || !address(&ref, &corner[0], &corner[1]) || *ref++ != ':' || !address(&ref, &corner[2], &corner[3]))
        return;
    if (++s->n_merged > MERGED_MAX) refuse(s, "it has more than 65536 merged cells");
    else frames_merged(s->out, corner);
}

static void on_start(void *ctx, const char *name, const char **at) {
    struct sheet *s = ctx;
    if (strcmp(name, "row") == 0) {
        begin_row(s, at);
    } else if (strcmp(name, "c") == 0 && s->in_row) {
        begin_cell(s, at);
    } else if (strcmp(name, "f") == 0) {
        s->in_formula_cell = true;
        s->formulas++;
    } else if (strcmp(name, "v") == 0 || (strcmp(name, "t") == 0 && s->type == CELL_TEXT)) {
        s->in_value = s->in_row && s->col > 0;
    } else if (strcmp(name, "rPh") == 0) {
        s->in_value = false;
    } else if (strcmp(name, "mergeCell") == 0) {
        end_row(s);
        merge(s, xml_attribute(at, "ref"));
    }
}

static void on_end(void *ctx, const char *name) {
    struct sheet *s = ctx;
    if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) s->in_value = false;
    else if (strcmp(name, "c") == 0 && s->in_row && s->col) end_cell(s);
    else if (strcmp(name, "row") == 0) end_row(s);
}

static void on_text(void *ctx, struct str piece) {
    struct sheet *s = ctx;
    if (s->in_value && s->value.n <= ROW_FIELD_MAX) buf_str(&s->value, piece);
}

void sheet_read(struct archive *zip, const char *part, const struct sheet_shared *shared, struct frames_out *out,
                struct err *e) {
    struct sheet s = {.shared = shared, .out = out, .e = e};
    struct xml_handler h = {on_start, on_end, on_text, &s, &out->gone};
    buf_init(&s.value);
    xml_read(zip, part, &h, e);
    if (!err_is(e)) end_row(&s);
    if (!err_is(e)) frames_notes(out, s.formulas, s.hidden_rows);
    buf_release(&s.value);
}
