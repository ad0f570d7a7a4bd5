/* See fonts.h. Of the two halves of this file the first is the font map and the measure, the second makes texts fit
 * to be drawn. */
#include "charts/fonts.h"
#include "base/mem.h"
#include "charts/draw.h"
#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

static const char fonts_conf[] = "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">"
                                 "<fontconfig>"
                                 "<dir>/usr/share/fonts/opentype/noto</dir>"
                                 "<cachedir>/var/cache/fontconfig</cachedir>"
                                 "<selectfont>"
                                 "<acceptfont>"
                                 "<glob>/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc</glob>"
                                 "<glob>/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc</glob>"
                                 "<pattern><patelt name=\"family\"><string>Noto Sans CJK SC</string></patelt></pattern>"
                                 "</acceptfont>"
                                 "<rejectfont><glob>*</glob>"
                                 "<pattern><patelt name=\"scalable\"><bool>true</bool></patelt></pattern>"
                                 "</rejectfont>"
                                 "</selectfont>"
                                 "</fontconfig>";

#ifdef CHARTS_LEAK_CHECK
/* fontconfig keeps its patterns through offsets, which the leak checker cannot follow, and loses some hundred bytes for
 * each configuration that it reads. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);
const char *__lsan_default_suppressions(void) { return "leak:libfontconfig.so\n"; }
const char *__lsan_default_options(void) { return "print_suppressions=0"; }
#endif

enum { WIDTHS_MAX = 1 << 14, SLOTS = WIDTHS_MAX * 2, ELLIPSIS_BYTES = 3 };

struct width {
    struct str text; /* p == NULL: free */
    double px;
    int unknown; /* glyphs that the font lacks */
    int style;   /* size in 1/8 px × 2 + bold */
};

struct fonts {
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *ctx;
    PangoLayout *layout;
    PangoFontDescription *face[2]; /* regular, bold */
    struct width *slot;            /* SLOTS of them */
    int n_widths;
    struct arena text;
};

static void fonts_context(struct fonts *f) {
    f->ctx = pango_font_map_create_context(f->map);
    pango_context_set_language(f->ctx, pango_language_from_string("zh-CN"));
    pango_context_set_base_dir(f->ctx, PANGO_DIRECTION_LTR);
    pango_context_set_round_glyph_positions(f->ctx, FALSE);
    cairo_font_options_t *o = cairo_font_options_create();
    cairo_font_options_set_antialias(o, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(f->ctx, o);
    cairo_font_options_destroy(o);
    f->layout = pango_layout_new(f->ctx);
    pango_layout_set_auto_dir(f->layout, FALSE);
    pango_layout_set_wrap(f->layout, PANGO_WRAP_WORD_CHAR);
    for (int i = 0; i < 2; i++) {
        f->face[i] = pango_font_description_new();
        pango_font_description_set_family_static(f->face[i], "Noto Sans CJK SC");
        pango_font_description_set_weight(f->face[i], i ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    }
}

/* Whether both faces can be drawn and measured. Their files are opened here and stay open: Pango would draw and measure
 * without them, with a warning of its own on standard error. */
static bool faces_load(struct fonts *f) {
    bool good = true;
    for (int i = 0; i < 2; i++) {
        pango_font_description_set_absolute_size(f->face[i], 16.0 * PANGO_SCALE);
        PangoFont *font = pango_context_load_font(f->ctx, f->face[i]);
        cairo_scaled_font_t *drawn = font ? pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)) : NULL;
        good = good && drawn && cairo_scaled_font_status(drawn) == CAIRO_STATUS_SUCCESS &&
               hb_face_get_glyph_count(hb_font_get_face(pango_font_get_hb_font(font))) > 0;
        if (font) g_object_unref(font);
    }
    return good;
}

static struct fonts *no_fonts(struct err *e) {
    err_set(e, ERR_IO, "the font Noto Sans CJK SC is not there or cannot be read: install the package fonts-noto-cjk");
    return NULL;
}

struct fonts *fonts_open(struct err *e) {
    FcConfig *config = FcConfigCreate();
    FcFontSet *found = NULL;
    if (config && FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)fonts_conf, FcFalse) &&
        FcConfigBuildFonts(config))
        found = FcConfigGetFonts(config, FcSetSystem);
    if (!found || found->nfont < 2) {
        if (config) FcConfigDestroy(config);
        return no_fonts(e);
    }
    struct fonts *f = mem_zero(sizeof *f);
    f->config = config;
    f->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(f->map), config);
    fonts_context(f);
    f->slot = mem_zero(SLOTS * sizeof *f->slot);
    arena_init(&f->text);
    if (faces_load(f)) return f;
    fonts_close(f);
    return no_fonts(e);
}

void fonts_close(struct fonts *f) {
    if (!f) return;
    for (int i = 0; i < 2; i++) pango_font_description_free(f->face[i]);
    g_object_unref(f->layout);
    g_object_unref(f->ctx);
    g_object_unref(f->map);
    FcConfigDestroy(f->config);
    arena_release(&f->text);
    mem_free(f->slot);
    mem_free(f);
}

static void fonts_set(struct fonts *f, struct str text, double size, bool bold, double max_w) {
    pango_font_description_set_absolute_size(f->face[bold], size * PANGO_SCALE);
    pango_layout_set_font_description(f->layout, f->face[bold]);
    pango_layout_set_width(f->layout, max_w > 0 ? (int)(max_w * PANGO_SCALE) : -1);
    pango_layout_set_text(f->layout, text.n ? text.p : "", (int)text.n);
}

/* The entry of the text in its style, measured when it is new. A full table starts again: the measure does not
 * depend on what is kept. */
static const struct width *fonts_measure(struct fonts *f, struct str text, double size, bool bold) {
    int style = (int)(size * 8) * 2 + bold;
    size_t at = (size_t)(str_hash(text) ^ (uint64_t)style * 0x9E3779B97F4A7C15u) % SLOTS;
    for (; f->slot[at].text.p; at = (at + 1) % SLOTS)
        if (f->slot[at].style == style && str_eq(f->slot[at].text, text)) return &f->slot[at];
    if (f->n_widths == WIDTHS_MAX) {
        memset(f->slot, 0, SLOTS * sizeof *f->slot);
        arena_reset(&f->text);
        f->n_widths = 0;
        return fonts_measure(f, text, size, bold);
    }
    fonts_set(f, text, size, bold, 0);
    int w;
    pango_layout_get_size(f->layout, &w, NULL);
    int unknown = pango_layout_get_unknown_glyphs_count(f->layout);
    f->slot[at] = (struct width){arena_str(&f->text, text), (double)w / PANGO_SCALE, unknown, style};
    f->n_widths++;
    return &f->slot[at];
}

double fonts_width(struct fonts *f, struct str text, double size, bool bold) {
    return text.n ? fonts_measure(f, text, size, bold)->px : 0;
}

void fonts_draw(struct fonts *f, cairo_t *cr, double x, double y, struct str text, double size, bool bold) {
    fonts_set(f, text, size, bold, 0);
    cairo_move_to(cr, x, y);
    pango_cairo_show_layout_line(cr, pango_layout_get_line_readonly(f->layout, 0));
}

/* The next character of s from *at on, U+FFFD for a byte that is not UTF-8. */
static uint32_t next_char(struct str s, size_t *at) {
    gunichar c = g_utf8_get_char_validated(s.p + *at, (gssize)(s.n - *at));
    if (c == (gunichar)-1 || c == (gunichar)-2) {
        ++*at;
        return 0xFFFD;
    }
    *at += (size_t)g_unichar_to_utf8(c, NULL);
    return c;
}

static bool is_dropped(uint32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFFFE || c == 0xFFFF;
}

static bool has_glyph(struct fonts *f, uint32_t c) {
    char bytes[8];
    int n = g_unichar_to_utf8(c, bytes);
    return c != 0xFFFD && fonts_measure(f, str_n(bytes, (size_t)n), 12, false)->unknown == 0;
}

/* Whether the text can be drawn as it stands: the common case, answered from the table of widths. */
static bool is_plain(struct fonts *f, struct str s) {
    for (size_t i = 0; i < s.n;) {
        uint32_t c = next_char(s, &i);
        if (c == 0xFFFD || c < 0x20 || is_dropped(c)) return false;
    }
    return !s.n || fonts_measure(f, s, 12, false)->unknown == 0;
}

int fonts_missing(struct fonts *f, struct str s, uint32_t *first) {
    if (is_plain(f, s)) return 0;
    int n = 0;
    for (size_t i = 0; i < s.n;) {
        uint32_t c = next_char(s, &i);
        if (c < 0x20 || is_dropped(c) || has_glyph(f, c)) continue;
        if (!n++ && first) *first = c;
    }
    return n;
}

static void miss_add(struct fonts_misses *misses, uint32_t c, struct str text, struct arena *a) {
    if (!misses) return;
    for (int i = 0; i < misses->n; i++)
        if (misses->item[i].cp == c && str_eq(misses->item[i].text, text)) return;
    if (misses->n == misses->cap) {
        int cap = misses->cap ? misses->cap * 2 : 4;
        struct fonts_missing *item = arena_alloc(a, (size_t)cap * sizeof *item);
        if (misses->n) memcpy(item, misses->item, (size_t)misses->n * sizeof *item);
        misses->item = item;
        misses->cap = cap;
    }
    misses->item[misses->n++] = (struct fonts_missing){c, text};
}

struct str fonts_safe(struct fonts *f, struct str s, struct arena *a, struct fonts_misses *misses) {
    if (is_plain(f, s)) return s;
    char *out = arena_alloc(a, s.n * 3 + 1); /* a bad byte becomes three */
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        uint32_t c = next_char(s, &i);
        if (c == '\t' || c == '\n' || c == '\r') c = ' ';
        if (is_dropped(c)) continue;
        if (!has_glyph(f, c)) {
            miss_add(misses, c, s, a);
            c = 0x3013;
        }
        n += (size_t)g_unichar_to_utf8(c, out + n);
    }
    out[n] = 0;
    for (int i = 0; misses && i < misses->n; i++) /* list the text as it was drawn */
        if (misses->item[i].text.p == s.p) misses->item[i].text = str_n(out, n);
    return str_n(out, n);
}

static size_t char_start(struct str s, size_t at) {
    while (at > 0 && at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80) at--;
    return at;
}

struct str fonts_elide(struct fonts *f, struct str s, double size, bool bold, double max_w, struct arena *a) {
    if (fonts_width(f, s, size, bold) <= max_w) return s;
    char *out = arena_alloc(a, s.n + ELLIPSIS_BYTES + 1);
    size_t best = 0, n_out = 0;
    for (size_t lo = 0, hi = s.n; lo <= hi && hi <= s.n;) { /* the longest prefix that fits, by halving */
        size_t cut = char_start(s, (lo + hi) / 2), from = (lo + hi) / 2;
        memcpy(out, s.p, cut);
        memcpy(out + cut, "…", ELLIPSIS_BYTES);
        if (fonts_width(f, str_n(out, cut + ELLIPSIS_BYTES), size, bold) <= max_w) {
            best = cut;
            n_out = cut + ELLIPSIS_BYTES;
            lo = from + 1;
        } else {
            if (from == 0) break;
            hi = from - 1;
        }
    }
    while (best > 0 && s.p[best - 1] == ' ') best--;
    if (n_out) {
        memcpy(out, s.p, best);
        memcpy(out + best, "…", ELLIPSIS_BYTES);
        n_out = best + ELLIPSIS_BYTES;
    }
    out[n_out] = 0;
    return str_n(out, n_out);
}

int fonts_wrap(struct fonts *f, struct str s, double size, bool bold, double max_w, int max_lines, struct str *line,
               struct arena *a) {
    if (max_lines < 1 || !s.n) return 0;
    line[0] = s;
    if (fonts_width(f, s, size, bold) <= max_w) return 1;
    fonts_set(f, s, size, bold, max_w);
    int n = pango_layout_get_line_count(f->layout), used = 0;
    size_t start = 0;
    for (int i = 0; i < n && used < max_lines; i++) {
        PangoLayoutLine *l = pango_layout_get_line_readonly(f->layout, i);
        size_t len = (size_t)l->length;
        start = (size_t)l->start_index;
        if (used == max_lines - 1) len = s.n - start; /* the rest, elided below */
        line[used++] = str_trim(str_n(s.p + start, len));
    }
    for (int i = 0; i < used; i++) line[i] = fonts_elide(f, line[i], size, bold, max_w, a);
    return used;
}
