/* The SVG writer (paint.h). Cairo prints paths with numbered groups and style attributes; of its output only the
 * paths are taken, each with its properties as attributes and short numbers. Attributes work under any content
 * policy, and a class for each colour lets a style sheet change it in the dark. */
#include "charts/draw.h"
#include "charts/paint.h"
#include "base/str.h"
#include <cairo-svg.h>
#include <stdio.h>

static cairo_status_t take(void *to, const unsigned char *bytes, unsigned n) {
    buf_add(to, bytes, n);
    return CAIRO_STATUS_SUCCESS;
}

static void cairo_print(const struct marks *m, struct buf *out, struct err *e) {
    cairo_surface_t *s = cairo_svg_surface_create_for_stream(take, out, m->width, m->height);
    cairo_t *cr = cairo_create(s);
    shapes_draw(m, cr);
    cairo_status_t st = cairo_status(cr);
    cairo_destroy(cr);
    cairo_surface_finish(s);
    if (st == CAIRO_STATUS_SUCCESS) st = cairo_surface_status(s);
    cairo_surface_destroy(s);
    if (st != CAIRO_STATUS_SUCCESS) err_set(e, ERR_INVARIANT, "drawing a chart: %s", cairo_status_to_string(st));
}

/* What one <path> of Cairo says, from attributes (1.18) or from one style attribute (1.16). */
struct path {
    struct str fill, stroke, width, cap, dash, d;
};

static void path_property(struct path *p, struct str name, struct str value) {
    name = str_trim(name);
    value = str_trim(value);
    if (str_is(name, "fill")) p->fill = value;
    else if (str_is(name, "stroke")) p->stroke = value;
    else if (str_is(name, "stroke-width")) p->width = value;
    else if (str_is(name, "stroke-linecap")) p->cap = value;
    else if (str_is(name, "stroke-dasharray")) p->dash = value;
    else if (str_is(name, "d")) p->d = value;
}

static struct path path_read(struct str element) {
    struct path p = {0};
    struct str rest = element, name, value;
    while (str_split(&rest, '"', &name) && str_split(&rest, '"', &value)) {
        name = str_trim(name);
        if (name.n && name.p[name.n - 1] == '=') name.n--;
        if (!str_is(name, "style")) {
            path_property(&p, name, value);
            continue;
        }
        struct str item, key;
        while (str_split(&value, ';', &item))
            if (str_split(&item, ':', &key)) path_property(&p, key, item);
    }
    return p;
}

/* Takes the next decimal number off the text; by hand, because strtod follows the locale. */
static double next_number(struct str *s) {
    size_t i = 0;
    double v = 0, unit = 0;
    while (i < s->n && !(s->p[i] >= '0' && s->p[i] <= '9')) i++;
    for (; i < s->n && ((s->p[i] >= '0' && s->p[i] <= '9') || s->p[i] == '.'); i++) {
        if (s->p[i] == '.') unit = 1;
        else {
            v = v * 10 + (s->p[i] - '0');
            unit *= 10;
        }
    }
    *s = str_n(s->p + i, s->n - i);
    return unit > 0 ? v / unit : v;
}

/* The role whose light colour Cairo printed as rgb(12.1%, …); ROLES for none. */
static enum role role_of(struct str colour) {
    if (!str_starts(colour, "rgb(")) return ROLES;
    uint32_t c = 0;
    for (int i = 0; i < 3; i++) c = c << 8 | (uint32_t)(next_number(&colour) * 2.55 + 0.5);
    for (int r = 0; r < ROLES; r++)
        if (theme_light((enum role)r) == c) return (enum role)r;
    return ROLES;
}

/* "M 1 2 L 3 4 " → "M1 2L3 4": blanks beside letters say nothing. */
static void path_data(struct buf *out, struct str d) {
    for (size_t i = 0; i < d.n; i++) {
        bool letter_next = i + 1 >= d.n || (d.p[i + 1] >= 'A' && d.p[i + 1] <= 'Z');
        bool letter_before = i > 0 && d.p[i - 1] >= 'A' && d.p[i - 1] <= 'Z';
        if (d.p[i] == ' ' && (letter_next || letter_before)) continue;
        buf_byte(out, d.p[i]);
    }
}

struct svg {
    const struct marks *m;
    struct buf *out;
    bool fills[ROLES], strokes[ROLES]; /* classes in use: f0…, s0… */
};

static void path_write(struct svg *w, struct str element, struct err *e) {
    struct path p = path_read(element);
    bool stroke = p.stroke.n && !str_is(p.stroke, "none");
    enum role r = role_of(stroke ? p.stroke : p.fill);
    if (r == ROLES || !p.d.n) {
        err_set(e, ERR_INVARIANT, "Cairo printed a path that cannot be read: %.*s",
                (int)(element.n < 200 ? element.n : 200), element.p);
        return;
    }
    (stroke ? w->strokes : w->fills)[r] = true;
    buf_printf(w->out, "<path class=\"%c%d\" %s=\"#%06x\"", stroke ? 's' : 'f', (int)r,
               stroke ? "fill=\"none\" stroke" : "fill", theme_light(r));
    if (stroke && p.width.n) buf_printf(w->out, " stroke-width=\"%.*s\"", STR_ARG(p.width));
    if (stroke && str_is(p.cap, "round")) buf_puts(w->out, " stroke-linecap=\"round\"");
    if (stroke && p.dash.n) buf_printf(w->out, " stroke-dasharray=\"%.*s\"", STR_ARG(p.dash));
    buf_puts(w->out, " d=\"");
    path_data(w->out, p.d);
    buf_puts(w->out, "\"/>\n");
}

/* Takes the paths out of Cairo's document; anything else that draws is an error. */
static void paths_write(struct svg *w, struct str doc, struct err *e) {
    struct str tag;
    while (str_split(&doc, '<', &tag) && !err_is(e)) {
        if (str_starts(tag, "path ")) path_write(w, str_n(tag.p + 5, tag.n - 5), e);
        else if (tag.n && !str_starts(tag, "?xml") && !str_starts(tag, "svg ") && !str_starts(tag, "g ") &&
                 !str_starts(tag, "/g") && !str_starts(tag, "/svg"))
            err_set(e, ERR_INVARIANT, "Cairo printed <%.*s, which no mark draws", (int)(tag.n < 40 ? tag.n : 40),
                    tag.p);
    }
}

static void attribute(struct buf *b, const char *name, double v) {
    buf_printf(b, " %s=\"", name);
    long long n = (long long)(v * 1000 + (v < 0 ? -0.5 : 0.5)), f = n < 0 ? -n % 1000 : n % 1000;
    if (n < 0 && n > -1000) buf_byte(b, '-');
    buf_int(b, n / 1000);
    if (f) {
        char digits[8];
        int len = snprintf(digits, sizeof digits, ".%03lld", f);
        while (len && digits[len - 1] == '0') len--;
        buf_add(b, digits, (size_t)len);
    }
    buf_byte(b, '"');
}

static void word_write(struct svg *w, const struct mark *t) {
    static const char *const anchor[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    buf_puts(w->out, "<text");
    attribute(w->out, "x", t->x);
    attribute(w->out, "y", t->y);
    buf_puts(w->out, anchor[t->anchor]);
    if (t->size < 12 || t->size > 12) attribute(w->out, "font-size", t->size);
    if (t->bold) buf_puts(w->out, " font-weight=\"700\"");
    buf_byte(w->out, '>');
    buf_html(w->out, t->text);
    buf_puts(w->out, "</text>\n");
}

/* Words in groups by colour, so that a colour is said once. */
static void words_write(struct svg *w) {
    for (int r = 0; r < ROLES; r++) {
        bool open = false;
        for (int i = 0; i < w->m->n; i++) {
            const struct mark *t = &w->m->m[i];
            if (t->kind != MARK_TEXT || t->role != (enum role)r || !t->text.n) continue;
            if (!open) buf_printf(w->out, "<g class=\"f%d\" fill=\"#%06x\">\n", r, theme_light((enum role)r));
            open = true;
            word_write(w, t);
        }
        if (open) buf_puts(w->out, "</g>\n");
        if (open) w->fills[r] = true;
    }
}

static void dark_write(const struct svg *w, struct buf *out) {
    buf_puts(out, "<style>@media screen and (prefers-color-scheme:dark){");
    for (int r = 0; r < ROLES; r++) {
        if (w->fills[r]) buf_printf(out, ".f%d{fill:#%06x}", r, theme_dark((enum role)r));
        if (w->strokes[r]) buf_printf(out, ".s%d{stroke:#%06x}", r, theme_dark((enum role)r));
    }
    buf_puts(out, "}</style>\n");
}

static void head_write(const struct marks *m, struct buf *out) {
    buf_puts(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    attribute(out, "width", m->width);
    attribute(out, "height", m->height);
    buf_printf(out, " viewBox=\"0 0 %.0f %.0f\" role=\"img\" xml:lang=\"%s\">\n", m->width, m->height,
               m->lang == CHART_EN ? "en" : "zh-CN");
    buf_puts(out, "<title>");
    buf_html(out, m->title);
    buf_puts(out, "</title>\n<desc>");
    buf_html(out, m->desc);
    buf_puts(out, "</desc>\n");
}

void paint_svg(const struct marks *m, struct buf *out, struct err *e) {
    struct buf cairo, body;
    buf_init(&cairo);
    buf_init(&body);
    cairo_print(m, &cairo, e);
    struct svg w = {.m = m, .out = &body};
    if (!err_is(e)) paths_write(&w, buf_view(&cairo), e);
    buf_puts(&body,
             "<g font-family=\"'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif\" font-size=\"12\">\n");
    words_write(&w);
    buf_puts(&body, "</g>\n</svg>\n");
    if (!err_is(e)) {
        head_write(m, out);
        dark_write(&w, out);
        buf_str(out, buf_view(&body));
    }
    buf_release(&cairo);
    buf_release(&body);
}
