#include "etl/record.h"
#include "etl/dates.h"
#include "etl/fold.h"
#include "etl/identity.h"
#include "etl/values.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>

static struct value text(struct str s) { return s.n ? (struct value){VALUE_TEXT, s, 0, 0} : (struct value){0}; }

const char *record_expects(const struct log_field *f) {
    switch (f->type) {
    case LOG_MOMENT:
    case LOG_PLANNED: return "a time such as 2026-10-03 14:05 or a day such as 2026-10-03";
    case LOG_DATE: return "a day such as 2026-10-03";
    case LOG_FLAG: return "1 or 0, 是 or 否, Y or N";
    case LOG_LEVEL: return "5 to 1 or 非常满意, 满意, 一般, 不满意, 很不满意";
    case LOG_INT: return "a whole number";
    case LOG_NUMBER: return "a number such as 12500.50";
    case LOG_FRACTION: return "a share such as 90% or 0.9";
    case LOG_PERIOD: return "a period such as 2026-10, 2026-Q4, 2026-H2, 2026 or 2026-W47";
    case LOG_PHONE:
    case LOG_ID:
    case LOG_KEY:
    case LOG_KEYS: return "all digits (format the column as text and export again)";
    case LOG_CATEGORY: return "a category of docs/logs.md or of the policy, or a word under `values:`";
    default: return "a known word, or a word under `values:`";
    }
}

/* --- refusing ------------------------------------------------------------------------------------------------- */

enum { SHOWN = 40 };

/* At most 40 characters for a message: whole UTF-8, control characters as \xNN. */
static const char *shown(struct arena *row, struct str s) {
    struct buf b;
    buf_init(&b);
    size_t i = 0, bad = s.n;
    encoding_utf8(s, &bad);
    for (int n = 0; i < s.n && n < SHOWN; n++) {
        unsigned char c = (unsigned char)s.p[i];
        size_t k = 1;
        if (i < bad)
            while (i + k < bad && c >= 0x80 && ((unsigned char)s.p[i + k] & 0xC0) == 0x80) k++;
        if (c < ' ' || c == 0x7F || i >= bad) buf_printf(&b, "\\x%02X", c);
        else buf_add(&b, s.p + i, k);
        i += k;
    }
    if (i < s.n) buf_puts(&b, "…");
    const char *out = arena_cstr(row, buf_view(&b));
    buf_release(&b);
    return out;
}

static bool refuse(const struct mapping *m, struct arena *row, const struct mapped *f, const char *reason,
                   struct str found, const char *expected, struct refusal *no) {
    if (no->reason) return false;
    bool personal = f->field->flags & LOG_PERSONAL;
    *no = (struct refusal){reason,
                           f->column + 1,
                           f->column >= 0 ? m->header[f->column] : f->field->name,
                           personal ? NULL : shown(row, found),
                           expected,
                           str_none(),
                           false,
                           str_none()};
    return false;
}

enum { LISTED_CODES = 14, READY_MAX = 60 };

/* The line that would make the word known, ready for the configuration. */
static void add_ready(struct buf *b, const struct mapping *m, const struct mapped *f, struct str found,
                      const char *code) {
    size_t bad;
    if (found.n > READY_MAX || !encoding_utf8(found, &bad) || (f->field->flags & LOG_PERSONAL)) return;
    buf_printf(b, "; if it means that, say in source %s: `values: {%s: {", m->source->name, f->field->name);
    buf_json(b, found);
    buf_printf(b, ": %s}}`", code);
}

static const char *known_words(const struct mapping *m, struct arena *row, const struct mapped *f, struct str found) {
    struct buf b;
    buf_init(&b);
    int n = 0;
    while (f->field->codes && f->field->codes[n].code) n++;
    if (n > 0 && n <= LISTED_CODES) {
        buf_puts(&b, "one of ");
        for (int i = 0; i < n; i++) {
            struct str rest = str_of(f->field->codes[i].names), first;
            str_split(&rest, '|', &first);
            buf_printf(&b, "%s%s %.*s", i ? ", " : "", f->field->codes[i].code, STR_ARG(first));
        }
    } else {
        buf_puts(&b, record_expects(f->field));
    }
    struct str near = lexicon_nearest(f->words, row, found);
    const char *code = near.n ? lexicon_find(f->words, row, near) : NULL;
    if (code) buf_printf(&b, "; nearest: %.*s", STR_ARG(near));
    if (code) add_ready(&b, m, f, found, code);
    const char *out = arena_cstr(row, buf_view(&b));
    buf_release(&b);
    return out;
}

/* --- single values -------------------------------------------------------------------------------------------- */

/* What one reader needs: the mapping, the row's arena, the field, its cell and where to complain. */
struct cell {
    const struct mapping *m;
    struct arena *row;
    const struct mapped *f;
    struct str s;
    enum row_epoch epoch;
    struct refusal *no;
    bool renamed; /* the source's `values:` name the whole cell */
};

static bool bad_cell(const struct cell *c, const char *reason, const char *expected) {
    return refuse(c->m, c->row, c->f, reason, c->s, expected ? expected : record_expects(c->f->field), c->no);
}

static struct str prefixed(const struct cell *c, struct str key) {
    const char *prefix = c->m->source->key_prefix;
    if (!prefix || !prefix[0] || !key.n) return key;
    size_t n = strlen(prefix);
    char *p = arena_alloc(c->row, n + key.n + 1);
    memcpy(p, prefix, n);
    memcpy(p + n, key.p, key.n);
    p[n + key.n] = 0;
    return str_n(p, n + key.n);
}

static bool read_key(const struct cell *c, struct value *out) {
    if (values_rounded(c->s)) return bad_cell(c, "number", NULL);
    struct str key = fold_key(c->row, c->s);
    *out = text(c->f->field->type == LOG_KEY ? prefixed(c, key) : key);
    return true;
}

/* 13800001234.0 is what is left of a number that a spreadsheet kept as such. */
static bool read_phone(const struct cell *c, struct value *out) {
    if (values_rounded(c->s)) return bad_cell(c, "number", NULL);
    struct str s = c->s;
    if (s.n > 2 && str_ends(s, ".0") && s.p[0] >= '0' && s.p[0] <= '9') s.n -= 2;
    *out = text(s);
    return true;
}

static bool two(const char *p, int most, int *out) {
    *out = (p[0] - '0') * 10 + (p[1] - '0');
    return p[0] >= '0' && p[0] <= '9' && p[1] >= '0' && p[1] <= '9' && *out <= most;
}

/* Whether s is written as the store wants it, YYYY-MM-DD or YYYY-MM-DD HH:MM:SS. Times mostly are. */
static bool stored_form(struct str s, int *year) {
    int century, y, m, d, h, mi, se;
    if ((s.n != 10 && s.n != 19) || s.p[4] != '-' || s.p[7] != '-') return false;
    if (!two(s.p, 99, &century) || !two(s.p + 2, 99, &y) || !two(s.p + 5, 12, &m) || !two(s.p + 8, 31, &d))
        return false;
    *year = century * 100 + y;
    if (m == 0 || d == 0 || (d > 28 && !civil_valid(*year, m, d))) return false;
    if (s.n == 10) return true;
    return s.p[10] == ' ' && s.p[13] == ':' && s.p[16] == ':' && two(s.p + 11, 23, &h) && two(s.p + 14, 59, &mi) &&
           two(s.p + 17, 59, &se);
}

/* A bare number in a workbook is a day when its column is one of days. */
static bool read_serial(const struct cell *c, struct moment *at) {
    double number;
    return c->epoch != ROW_NO_SERIALS && values_number(c->s, &number) &&
           dates_serial(number, c->epoch == ROW_SINCE_1904, at);
}

/* Nobody but the source's people can say whether 10/03 is in March or in October. */
static bool bad_order(const struct cell *c) {
    bad_cell(c, "date",
             arena_printf(c->row, "an order of day and month: say `date_format: dmy` or mdy in source %s",
                          c->m->source->name));
    c->no->ambiguous = true;
    return false;
}

static bool other_form(const struct cell *c, struct moment *at) {
    enum date_order order = c->m->source->date_order;
    enum dates_order own = order == DATE_YMD ? dates_order(c->s) : DATES_OTHER;
    c->m->dates->day_first += own == DATES_DAY_FIRST;
    c->m->dates->month_first += own == DATES_MONTH_FIRST;
    if (dates_read(c->s, order, at) || read_serial(c, at)) return true;
    return own == DATES_AMBIGUOUS ? bad_order(c) : bad_cell(c, "date", NULL);
}

enum { FIRST_YEAR = 1980 }; /* older moments are what systems write for an empty one */

/* What a column keeps of a moment in the store's form. */
static struct str kept_of(enum log_type type, struct str s) {
    bool day_only = type == LOG_DATE || (type == LOG_PLANNED && str_ends(s, " 00:00:00"));
    return day_only ? str_n(s.p, 10) : s;
}

static bool read_moment(const struct cell *c, struct value *out) {
    struct moment at = moment_none();
    enum log_type type = c->f->field->type;
    int year;
    bool stored = stored_form(c->s, &year);
    if (!stored) {
        if (!other_form(c, &at)) return false;
        year = civil_of(moment_day(at)).year;
    }
    if (year < (type == LOG_DATE ? DATES_FIRST_YEAR : FIRST_YEAR) || year > DATES_LAST_YEAR)
        return bad_cell(c, "date", NULL);
    struct str s = stored ? c->s : str_of(moment_text(at, arena_alloc(c->row, MOMENT_TEXT)));
    *out = text(kept_of(type, s));
    return true;
}

static bool read_word(const struct cell *c, struct value *out) {
    const char *code = c->f->words ? lexicon_find(c->f->words, c->row, c->s) : NULL;
    bool closed = c->f->field->type == LOG_CODE || c->f->field->type == LOG_CATEGORY;
    if (!code && closed) return bad_cell(c, "enum", known_words(c->m, c->row, c->f, c->s));
    *out = text(code ? str_of(code) : fold_name(c->row, c->s));
    return true;
}

static bool read_level(const struct cell *c, struct value *out) {
    int64_t level = 0;
    const char *code = lexicon_find(c->f->words, c->row, c->s);
    if (code) level = code[0] - '0';
    else if (!values_int(c->s, &level) || level < 1 || level > 5)
        return bad_cell(c, "enum", known_words(c->m, c->row, c->f, c->s));
    *out = (struct value){VALUE_INT, str_none(), level, 0};
    return true;
}

/* --- the source's `values:` ---------------------------------------------------------------------------------- */

static bool rename_text(const struct mapped *f, struct arena *row, struct str *s) {
    const struct str *to = NULL;
    struct str said = str_none(), folded = str_none();
    for (size_t i = 0; f->values && i < f->values->n && !to; i++)
        if (str_is(*s, f->values->pair[i].from)) said = str_of(f->values->pair[i].to), to = &said;
    if (f->values && !to && s->n) folded = fold_word(row, *s);
    for (size_t i = 0; folded.n && i < f->values->n && !to; i++)
        if (str_eq(folded, fold_word(row, str_of(f->values->pair[i].from))))
            said = str_of(f->values->pair[i].to), to = &said;
    if (to) *s = str_trim(*to);
    return to != NULL;
}

/* --- lists --------------------------------------------------------------------------------------------------- */

/* The part before the next ; or ； or 、. */
static struct str list_part(struct str *rest) {
    for (size_t i = 0; i < rest->n; i++) {
        unsigned char lead = (unsigned char)rest->p[i];
        if (lead != ';' && lead != 0xEF && lead != 0xE3) continue;
        struct str here = str_n(rest->p + i, rest->n - i);
        size_t k = here.p[0] == ';' ? 1 : str_starts(here, "；") || str_starts(here, "、") ? 3 : 0;
        if (!k) continue;
        struct str part = str_n(rest->p, i);
        *rest = str_n(here.p + k, here.n - k);
        return part;
    }
    struct str part = *rest;
    *rest = str_none();
    return part;
}

static struct str list_item(const struct cell *c, struct str part) {
    struct cell one = *c;
    one.s = str_trim(part);
    if (!c->renamed) rename_text(c->f, c->row, &one.s);
    enum log_type type = c->f->field->type;
    if (type == LOG_KEYS) return prefixed(&one, fold_key(c->row, one.s));
    const char *code = type == LOG_WORDS && c->f->words ? lexicon_find(c->f->words, c->row, one.s) : NULL;
    return code ? str_of(code) : fold_name(c->row, one.s);
}

/* Lists lose empty and repeated items and keep their order. */
static bool read_list(const struct cell *c, struct value *out) {
    if (c->f->field->type == LOG_KEYS && values_rounded(c->s)) return bad_cell(c, "number", NULL);
    struct buf b;
    buf_init(&b);
    struct str rest = c->s, only = str_none();
    int n = 0;
    while (rest.n) {
        struct str item = list_item(c, list_part(&rest));
        if (!item.n || str_list_has(n > 1 ? buf_view(&b) : only, ';', item)) continue;
        if (n == 0) only = item;
        if (n == 1) buf_str(&b, only);
        if (n > 0) buf_byte(&b, ';'), buf_str(&b, item);
        n++;
    }
    *out = text(n > 1 ? arena_str(c->row, buf_view(&b)) : only);
    buf_release(&b);
    return true;
}

static bool read_number(const struct cell *c, struct value *out) {
    double real;
    int64_t i;
    struct str s;
    switch (c->f->field->type) {
    case LOG_FLAG:
        if (!values_flag(c->s, &i)) return bad_cell(c, "flag", NULL);
        *out = (struct value){VALUE_INT, str_none(), i, 0};
        return true;
    case LOG_INT:
        if (!values_int(c->s, &i)) return bad_cell(c, "number", NULL);
        *out = (struct value){VALUE_INT, str_none(), i, 0};
        return true;
    case LOG_NUMBER:
        if (!values_number(c->s, &real)) return bad_cell(c, "number", NULL);
        *out = (struct value){VALUE_REAL, str_none(), 0, real};
        return true;
    case LOG_FRACTION:
        if (!values_fraction(c->row, c->s, &s)) return bad_cell(c, "number", NULL);
        *out = text(s);
        return true;
    default:
        if (!values_period(c->row, c->s, &s)) return bad_cell(c, "date", NULL);
        *out = text(s);
        return true;
    }
}

static bool read_cell(const struct cell *c, struct value *out) {
    switch (c->f->field->type) {
    case LOG_KEY:
    case LOG_ID: return read_key(c, out);
    case LOG_NAME: *out = text(fold_name(c->row, c->s)); return true;
    case LOG_TEXT: *out = text(c->s); return true;
    case LOG_PHONE: return read_phone(c, out);
    case LOG_MOMENT:
    case LOG_PLANNED:
    case LOG_DATE: return read_moment(c, out);
    case LOG_CODE:
    case LOG_WORD:
    case LOG_CATEGORY: return read_word(c, out);
    case LOG_LEVEL: return read_level(c, out);
    case LOG_KEYS:
    case LOG_NAMES:
    case LOG_WORDS: return read_list(c, out);
    default: return read_number(c, out);
    }
}

/* --- the row -------------------------------------------------------------------------------------------------- */

/* The cell's text after the source's `values:`. */
static struct str cell_text(const struct mapped *f, struct arena *row, const struct row *in, bool *renamed) {
    struct str s = f->constant                           ? str_of(f->constant)
                   : f->column >= 0 && f->column < in->n ? in->field[f->column]
                                                         : str_none();
    s = fold_trim(s);
    *renamed = rename_text(f, row, &s);
    return s;
}

static bool read_field(const struct mapping *m, struct arena *row, const struct row *in, const struct mapped *f,
                       struct value *out, struct refusal *no) {
    bool renamed;
    struct str s = cell_text(f, row, in, &renamed);
    *out = (struct value){0};
    if (s.n) {
        struct cell c = {m, row, f, s, in->epoch, no, renamed};
        if (!read_cell(&c, out)) return false;
    }
    if (out->kind != VALUE_NONE) return true;
    if (f->field->blank) *out = (struct value){VALUE_TEXT, str_of(f->field->blank), 0, 0};
    else if (f->field->flags & LOG_REQUIRED)
        return refuse(m, row, f, "required", s, "a value, the field is required", no);
    return true;
}

static enum alias_kind kind_of(unsigned flags) {
    return flags & LOG_SITE ? ALIAS_SITE : flags & LOG_DEPARTMENT ? ALIAS_DEPARTMENT : ALIAS_STAFF;
}

static struct str renamed_list(const struct mapping *m, struct arena *row, struct str list, bool known, int32_t day) {
    struct buf b;
    buf_init(&b);
    for (struct str rest = list, part; str_split(&rest, ';', &part);) {
        struct str now = alias_now(m->aliases, ALIAS_STAFF, part, known, day);
        if (str_list_has(buf_view(&b), ';', now)) continue;
        if (b.n) buf_byte(&b, ';');
        buf_str(&b, now);
    }
    struct str out = arena_str(row, buf_view(&b));
    buf_release(&b);
    return out;
}

static void rename_all(const struct mapping *m, struct arena *row, struct record *r) {
    if (!m->cfg->n_aliases) return;
    int32_t day = 0;
    bool known = r->own.p && civil_parse_day(str_n(r->own.p, 10), &day);
    for (int i = 0; i < m->log->n_fields; i++) {
        const struct log_field *f = &m->log->field[i];
        if (!(f->flags & (LOG_SITE | LOG_DEPARTMENT | LOG_STAFF)) || r->v[i].kind != VALUE_TEXT) continue;
        if (f->type == LOG_NAMES) r->v[i].text = renamed_list(m, row, r->v[i].text, known, day);
        else r->v[i].text = alias_now(m->aliases, kind_of(f->flags), r->v[i].text, known, day);
    }
}

/* The key's fields joined by |; absent when one of them is missing. */
static struct str join_key(const struct mapping *m, struct arena *row, const struct record *r) {
    struct str only = str_none();
    struct buf b;
    buf_init(&b);
    int n = 0;
    for (int i = 0; i < m->log->n_fields; i++) {
        if (!(m->log->field[i].flags & LOG_IN_KEY)) continue;
        if (r->v[i].kind == VALUE_NONE) {
            buf_release(&b);
            return str_none();
        }
        if (n == 0) only = r->v[i].text;
        if (n == 1) buf_str(&b, only);
        if (n > 0) buf_byte(&b, '|'), buf_str(&b, r->v[i].text);
        n++;
    }
    struct str key = n > 1 ? arena_str(row, buf_view(&b)) : only;
    buf_release(&b);
    return key;
}

static void count_events(const struct mapping *m, struct record *r) {
    const struct value *list = &r->v[m->at.event_id];
    int64_t n = list->kind == VALUE_TEXT;
    for (size_t i = 0; n && i < list->text.n; i++) n += list->text.p[i] == ';';
    r->derived = (struct value){VALUE_INT, str_none(), n, 0};
}

/* The questionnaire's answers as a JSON object, items in the file's order. */
static bool read_items(const struct mapping *m, struct arena *row, const struct row *in, struct record *r,
                       struct refusal *no) {
    static const struct log_field level = {"item", "answers", LOG_LEVEL, 0, "", logs_levels, 0};
    struct lexicon words;
    struct buf b;
    bool right = true;
    lexicon_init(&words);
    lexicon_add_codes(&words, logs_levels);
    buf_init(&b);
    for (int i = 0; i < m->n_items && right; i++) {
        struct mapped f = {&level, m->item[i].column, true, NULL, m->item[i].values, &words};
        struct value v;
        right = read_field(m, row, in, &f, &v, no);
        if (!right || v.kind == VALUE_NONE) continue;
        buf_byte(&b, b.n ? ',' : '{');
        buf_json(&b, str_of(m->item[i].name));
        buf_printf(&b, ":%lld", (long long)v.i);
    }
    if (b.n) buf_byte(&b, '}');
    r->derived = text(b.n ? arena_str(row, buf_view(&b)) : str_none());
    buf_release(&b);
    lexicon_release(&words);
    return right;
}

enum { OWN_MOST = 1000000000 }; /* of a number, up or down; six decimals are kept */

static void put_number(struct buf *b, double real) {
    int64_t micro = llround(real * 1e6), rest = llabs(micro) % 1000000;
    buf_printf(b, "%s%lld", micro < 0 ? "-" : "", (long long)(llabs(micro) / 1000000));
    int width = 6;
    while (rest && rest % 10 == 0) rest /= 10, width--;
    if (rest) buf_printf(b, ".%0*lld", width, (long long)rest);
}

static void put_own(struct buf *b, const char *name, const struct value *v) {
    buf_byte(b, b->n ? ',' : '{');
    buf_json(b, str_of(name));
    buf_byte(b, ':');
    if (v->kind == VALUE_TEXT) buf_json(b, v->text);
    else if (v->kind == VALUE_REAL) put_number(b, v->real);
    else buf_printf(b, "%lld", (long long)v->i);
}

static bool own_field(const struct mapping *m, struct arena *row, const struct row *in, const struct mapped *f,
                      struct value *out, struct refusal *no) {
    bool ignored;
    if (!read_field(m, row, in, f, out, no)) return false;
    if (out->kind != VALUE_REAL || fabs(out->real) <= OWN_MOST) return true;
    return refuse(m, row, f, "number", cell_text(f, row, in, &ignored), "a number of at most a thousand millions", no);
}

/* The columns that policies declare, as a JSON object. */
static bool read_own(const struct mapping *m, struct arena *row, const struct row *in, struct record *r,
                     struct refusal *no) {
    struct buf b;
    bool right = true;
    int32_t day = 0;
    bool known = r->own.p && civil_parse_day(str_n(r->own.p, 10), &day);
    buf_init(&b);
    for (int i = 0; i < m->n_own && right; i++) {
        struct value v;
        right = own_field(m, row, in, &m->own[i], &v, no);
        if (!right || v.kind == VALUE_NONE) continue;
        if (m->own_field[i].flags & LOG_STAFF) v.text = alias_now(m->aliases, ALIAS_STAFF, v.text, known, day);
        put_own(&b, m->own_field[i].name, &v);
    }
    if (b.n) buf_byte(&b, '}');
    r->declared = text(b.n ? arena_str(row, buf_view(&b)) : str_none());
    buf_release(&b);
    return right;
}

static bool derive(const struct mapping *m, struct arena *row, const struct row *in, struct record *r,
                   struct refusal *no) {
    identity_settle(m, row, r);
    if (m->log->reach == REACH_VISIT) count_events(m, r);
    if (m->n_own && !read_own(m, row, in, r, no)) return false;
    return m->n_items == 0 || read_items(m, row, in, r, no);
}

static bool refuse_row(struct arena *row, const struct mapping *m, const struct row *in, struct refusal *no) {
    const char *header = in->col > 0 && in->col <= m->n_headers ? m->header[in->col - 1] : NULL;
    *no = (struct refusal){.col = in->col, .header = header};
    switch (in->fault) {
    case ROW_RIGHT:
        no->reason = "fields";
        no->found = arena_printf(row, "%d fields", in->n);
        no->expected = arena_printf(row, "%d fields as in the header", m->n_headers);
        break;
    case ROW_QUOTE:
        no->reason = "quote";
        no->expected = "quotes around whole fields only, doubled within them";
        break;
    case ROW_TOO_LONG:
    case ROW_COLUMNS:
        no->reason = "too_long";
        no->expected = "at most 1 MiB in a field, 4 MiB in a row, 512 fields";
        break;
    case ROW_ENCODING:
        no->reason = "encoding";
        no->expected = "bytes that are right in the file's encoding";
        break;
    case ROW_CONTROL:
        no->reason = "control";
        no->expected = "text without NUL characters";
        break;
    case ROW_CELL:
        no->reason = "cell";
        no->expected = "a value (no error such as #N/A, no formula that was never computed)";
        break;
    case ROW_MERGED:
        no->reason = "merged";
        no->expected = "a cell of its own (split the merged cells and fill each of them)";
        break;
    case ROW_SERIAL:
        no->reason = "date";
        no->expected = "a day that exists (day 60 of a workbook that counts from 1900 does not)";
        break;
    case ROW_FAULTS: /* the number of faults is none */ break;
    }
    return false;
}

/* As much of a refused row as tells its key and its own time. */
static struct str key_only(const struct mapping *m, struct arena *row, const struct row *in, struct str *own) {
    struct record r = {0};
    for (int i = 0; i < m->log->n_fields; i++) {
        struct refusal ignored = {0};
        const struct log_field *f = &m->log->field[i];
        size_t bad;
        bool renamed;
        if (!(f->flags & (LOG_IN_KEY | LOG_OWN_TIME))) continue;
        if (!encoding_utf8(cell_text(&m->field[i], row, in, &renamed), &bad)) return str_none();
        if (!read_field(m, row, in, &m->field[i], &r.v[i], &ignored)) r.v[i] = (struct value){0};
        if ((f->flags & LOG_OWN_TIME) && r.v[i].kind == VALUE_TEXT) *own = r.own = r.v[i].text;
    }
    rename_all(m, row, &r);
    return join_key(m, row, &r);
}

/* Most cells are empty: those are settled without a call. */
static bool is_blank(const struct mapped *f, const struct row *in) {
    if (f->constant || f->values || f->field->blank || (f->field->flags & LOG_REQUIRED)) return false;
    return f->column < 0 || in->field[f->column].n == 0;
}

static bool read_values(const struct mapping *m, struct arena *row, const struct row *in, struct record *r,
                        struct refusal *no) {
    struct value v;
    r->own = r->updated = str_none();
    r->derived = r->declared = (struct value){0};
    for (int i = 0; i < m->log->n_fields; i++) {
        if (is_blank(&m->field[i], in)) r->v[i].kind = VALUE_NONE;
        else if (!read_field(m, row, in, &m->field[i], &r->v[i], no)) return false;
        if ((m->field[i].field->flags & LOG_OWN_TIME) && r->v[i].kind == VALUE_TEXT) r->own = r->v[i].text;
    }
    if (!read_field(m, row, in, &m->status, &v, no)) return false;
    r->withdrawn = v.kind == VALUE_TEXT && str_is(v.text, "withdrawn");
    if (!read_field(m, row, in, &m->updated, &v, no)) return false;
    r->updated = v.kind == VALUE_TEXT ? v.text : str_none();
    return true;
}

bool record_read(const struct mapping *m, struct arena *row, const struct row *in, struct record *r,
                 struct refusal *no) {
    no->reason = NULL;
    no->ambiguous = false;
    bool right =
        in->fault == ROW_RIGHT && in->n == m->n_headers ? read_values(m, row, in, r, no) : refuse_row(row, m, in, no);
    if (right) {
        rename_all(m, row, r);
        right = derive(m, row, in, r, no);
        r->key = join_key(m, row, r);
        assert(!right || r->key.p);
    }
    if (right) return true;
    m->dates->ambiguous += no->ambiguous;
    no->own = str_none();
    no->key = key_only(m, row, in, &no->own);
    return false;
}
