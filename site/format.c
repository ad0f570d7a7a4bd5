#include "site/format.h"

#define NARROW "\xE2\x80\xAF" /* U+202F narrow no-break space */
#define MINUS "\xE2\x88\x92"  /* U+2212 */
#define NO_VALUE "—"

static const char *const names[] = {
#define X(name, right) #name,
    FORMATS(X)
#undef X
        NULL};
static const bool rights[] = {
#define X(name, right) right,
    FORMATS(X)
#undef X
};

const char *format_name(enum format f) { return names[f]; }
const char *const *format_names(void) { return names; }
bool format_right(enum format f) { return rights[f]; }

bool format_find(struct str name, enum format *out) {
    for (int i = 0; i < FORMAT_COUNT; i++)
        if (str_is(name, names[i])) {
            *out = (enum format)i;
            return true;
        }
    return false;
}

bool format_empty(struct str v) { return v.n == 0 || str_is(v, "0"); }

/* ---- numbers ---- */

static void add_grouped(struct buf *b, uint64_t n) {
    char t[24];
    int len = 0;
    do t[len++] = (char)('0' + n % 10);
    while (n /= 10);
    for (int i = len - 1; i >= 0; i--) {
        buf_byte(b, t[i]);
        if (i && i % 3 == 0 && len > 4) buf_puts(b, NARROW);
    }
}

static uint64_t magnitude(int64_t v) { return v < 0 ? 0 - (uint64_t)v : (uint64_t)v; }

static void add_int(struct buf *b, int64_t v) {
    if (v < 0) buf_puts(b, MINUS);
    add_grouped(b, magnitude(v));
}

/* v / 10^6 × 10^shift with `decimals` digits. */
static void add_micro(struct buf *b, int64_t v, int shift, int decimals) {
    uint64_t unit = 1000000, ten = 1;
    for (int i = 0; i < shift + decimals; i++) unit /= 10;
    for (int i = 0; i < decimals; i++) ten *= 10;
    uint64_t n = (magnitude(v) + unit / 2) / unit;
    if (v < 0 && n) buf_puts(b, MINUS);
    add_grouped(b, n / ten);
    if (decimals) buf_printf(b, ".%0*llu", decimals, (unsigned long long)(n % ten));
}

static bool add_number(struct buf *b, enum format f, struct str v, const struct format_context *c) {
    int64_t n;
    if (!str_to_int(v, &n)) return false;
    switch (f) {
    case FORMAT_int: add_int(b, n); return true;
    case FORMAT_percent: add_micro(b, n, 2, 1); break;
    case FORMAT_percent0: add_micro(b, n, 2, (magnitude(n) + 500) / 1000 % 10 ? 1 : 0); break;
    case FORMAT_change:
        if (n >= 500) buf_byte(b, '+');
        add_micro(b, n, 2, 1);
        return true;
    case FORMAT_number1: add_micro(b, n, 0, 1); return true;
    case FORMAT_hours:
        add_micro(b, n, 0, 1);
        buf_puts(b, c->language == LANG_ZH ? NARROW "小时" : NARROW "h");
        return true;
    default: return false;
    }
    buf_puts(b, NARROW "%");
    return true;
}

static bool add_fraction(struct buf *b, struct str v) {
    struct str rest = v, part;
    int64_t num, den;
    if (!str_split(&rest, '/', &part) || !rest.p) return false;
    if (!str_to_int(str_trim(part), &num) || !str_to_int(str_trim(rest), &den)) return false;
    add_int(b, num);
    buf_puts(b, NARROW "/" NARROW);
    add_int(b, den);
    return true;
}

static void add_unit(struct buf *b, int64_t n, const char *zh, const char *en, enum language l) {
    add_int(b, n);
    buf_puts(b, NARROW);
    buf_puts(b, l == LANG_ZH ? zh : en);
}

/* The two largest units. */
static void add_seconds(struct buf *b, int64_t s, enum language l) {
    if (s < 0) buf_puts(b, MINUS), s = -s;
    int64_t minutes = s / 60, hours = minutes / 60, days = hours / 24;
    if (days) add_unit(b, days, "天", "d", l);
    if (days && hours % 24) buf_byte(b, ' ');
    if (hours % 24) add_unit(b, hours % 24, "小时", "h", l);
    if (days) return;
    if (hours && minutes % 60) buf_byte(b, ' ');
    if (minutes % 60 || !hours) add_unit(b, minutes % 60, "分钟", "min", l);
}

static bool add_duration(struct buf *b, struct str v, enum language l) {
    int64_t s;
    if (!str_to_int(v, &s)) return false;
    add_seconds(b, s, l);
    return true;
}

static bool add_minute(struct buf *b, struct str v) {
    int64_t n;
    if (!str_to_int(v, &n) || n < 0 || n > 24 * 60) return false;
    buf_printf(b, "%02d:%02d", (int)(n / 60), (int)(n % 60));
    return true;
}

/* ---- days and periods ---- */

static const char *const month_en[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};

static bool parse_date(struct str v, int32_t *day) { return v.n >= 10 && civil_parse_day(str_n(v.p, 10), day); }

static bool add_date(struct buf *b, enum format f, struct str v) {
    int32_t day;
    if (!parse_date(v, &day)) return false;
    if (f == FORMAT_monthday) buf_add(b, v.p + 5, 5);
    else buf_add(b, v.p, f == FORMAT_datetime && v.n >= 16 ? 16 : 10);
    return true;
}

static void add_month(struct buf *b, struct period p, bool brief, enum language l) {
    struct civil d = civil_of(period_first(p, 0));
    if (l == LANG_ZH && brief) buf_printf(b, "%d月", d.month);
    else if (l == LANG_ZH) buf_printf(b, "%d年%d月", d.year, d.month);
    else if (brief) buf_printf(b, "%.3s", month_en[d.month - 1]);
    else buf_printf(b, "%s %d", month_en[d.month - 1], d.year);
}

/* The number behind the letter of 2026-Q4, 2026-H2, 2026-W47. */
static int period_number(struct str v) {
    int64_t n = 0;
    str_to_int(str_n(v.p + 6, v.n - 6), &n);
    return (int)n;
}

static bool add_period(struct buf *b, enum format f, struct str v, const struct format_context *c) {
    static const char *const ordinal[] = {"", "一", "二", "三", "四"};
    struct period p;
    if (v.n > 10) v.n = 10; /* a date or time: its month */
    int32_t day;
    if (parse_date(v, &day)) v.n = 7;
    if (!period_parse(v, c->week_start, &p)) return false;
    bool zh = c->language == LANG_ZH;
    if (p.kind == PERIOD_MONTH) add_month(b, p, f == FORMAT_monthshort, c->language);
    else if (f != FORMAT_period) return false;
    else if (p.kind == PERIOD_YEAR) buf_printf(b, zh ? "%.4s年" : "%.4s", v.p);
    else if (p.kind == PERIOD_QUARTER && zh) buf_printf(b, "%.4s年第%s季度", v.p, ordinal[period_number(v)]);
    else if (p.kind == PERIOD_QUARTER) buf_printf(b, "Q%d %.4s", period_number(v), v.p);
    else if (p.kind == PERIOD_HALF && zh) buf_printf(b, "%.4s年%s半年", v.p, period_number(v) == 1 ? "上" : "下");
    else if (p.kind == PERIOD_HALF) buf_printf(b, "%s half of %.4s", period_number(v) == 1 ? "first" : "second", v.p);
    else if (zh) buf_printf(b, "%.4s年第%d周", v.p, period_number(v));
    else buf_printf(b, "week %d of %.4s", period_number(v), v.p);
    return true;
}

static bool add_days(struct buf *b, struct str v, const struct format_context *c) {
    int32_t day;
    if (!parse_date(v, &day)) return false;
    add_int(b, (int64_t)c->as_of - day);
    return true;
}

/* Two digits of a time, or -1. */
static int two_digits(struct str v, size_t at) {
    if (v.n < at + 2) return -1;
    char x = v.p[at], y = v.p[at + 1];
    return x >= '0' && x <= '9' && y >= '0' && y <= '9' ? (x - '0') * 10 + y - '0' : -1;
}

static bool add_since(struct buf *b, struct str v, const struct format_context *c) {
    int32_t day;
    int hour = two_digits(v, 11), minute = two_digits(v, 14);
    if (!parse_date(v, &day) || (v.n > 10 && (hour < 0 || minute < 0))) return false;
    int64_t minutes = ((int64_t)c->as_of + 1 - day) * 24 * 60;
    if (v.n > 10) minutes -= hour * 60 + minute;
    add_seconds(b, minutes * 60, c->language);
    return true;
}

static bool add_ago(struct buf *b, struct str v, const struct format_context *c) {
    int64_t n;
    int32_t day;
    if (parse_date(v, &day)) n = (int64_t)c->as_of - day;
    else if (!str_to_int(v, &n)) return false;
    bool zh = c->language == LANG_ZH;
    if (n == 0) {
        buf_puts(b, zh ? "当天" : "the same day");
        return true;
    }
    if (n < 0 && !zh) buf_puts(b, "in ");
    add_int(b, n < 0 ? -n : n);
    if (zh) buf_puts(b, n < 0 ? NARROW "天后" : NARROW "天前");
    else buf_puts(b, n == 1 ? NARROW "day ago" : n > 0 ? NARROW "days ago" : n == -1 ? NARROW "day" : NARROW "days");
    return true;
}

/* ---- words ---- */

static bool add_names(struct buf *b, struct str v, enum language l) {
    bool first = true;
    for (struct str part; str_split(&v, ';', &part); first = false) {
        if (!first) buf_puts(b, l == LANG_ZH ? "、" : ", ");
        buf_str(b, str_trim(part));
    }
    return true;
}

static bool add_word(struct buf *b, struct str key, const struct format_context *c) {
    struct str w = word_list_find(c->words, key, c->language);
    if (w.p) buf_str(b, w);
    return w.p != NULL;
}

/* Splits bad:worse; an unknown class is calm. */
static const char *badge_class(struct str v, struct str *name) {
    static const char *const known[] = {"good", "bad", "warn", "calm"};
    struct str rest = v, cls;
    str_split(&rest, ':', &cls);
    *name = rest.p ? rest : v;
    for (size_t i = 0; rest.p && i < sizeof known / sizeof *known; i++)
        if (str_is(cls, known[i])) return known[i];
    return "calm";
}

static bool add_badge(struct buf *b, struct str v, const struct format_context *c) {
    struct str name;
    badge_class(v, &name);
    char key[80];
    if (name.n > 70) return false;
    memcpy(key, "badge.", 6);
    memcpy(key + 6, name.p, name.n);
    if (!add_word(b, str_n(key, 6 + name.n), c)) buf_str(b, name);
    return true;
}

void format_text(struct buf *b, enum format f, struct str v, const struct format_context *c) {
    if (!v.p) {
        if (f != FORMAT_badge) buf_puts(b, NO_VALUE);
        return;
    }
    bool done = false;
    switch (f) {
    case FORMAT_int:
    case FORMAT_percent:
    case FORMAT_percent0:
    case FORMAT_change:
    case FORMAT_number1:
    case FORMAT_hours: done = add_number(b, f, v, c); break;
    case FORMAT_fraction: done = add_fraction(b, v); break;
    case FORMAT_duration: done = add_duration(b, v, c->language); break;
    case FORMAT_since: done = add_since(b, v, c); break;
    case FORMAT_days: done = add_days(b, v, c); break;
    case FORMAT_minute: done = add_minute(b, v); break;
    case FORMAT_date:
    case FORMAT_datetime:
    case FORMAT_monthday: done = add_date(b, f, v); break;
    case FORMAT_month:
    case FORMAT_monthshort:
    case FORMAT_period: done = add_period(b, f, v, c); break;
    case FORMAT_word: done = add_word(b, v, c); break;
    case FORMAT_names: done = add_names(b, v, c->language); break;
    case FORMAT_ago: done = add_ago(b, v, c); break;
    case FORMAT_badge: done = add_badge(b, v, c); break;
    default: break;
    }
    if (!done) buf_str(b, v);
}

void format_html(struct buf *b, enum format f, struct str v, const struct format_context *c) {
    if (f == FORMAT_badge && !v.n) return;
    struct buf text;
    buf_init(&text);
    format_text(&text, f, v, c);
    struct str name;
    if (f == FORMAT_badge) buf_printf(b, "<span class=\"mark %s\">", badge_class(v, &name));
    if (f == FORMAT_code) buf_puts(b, "<pre><code>");
    buf_html(b, buf_view(&text));
    if (f == FORMAT_code) buf_puts(b, "</code></pre>");
    if (f == FORMAT_badge) buf_puts(b, "</span>");
    buf_release(&text);
}
