#include "etl/workbook.h"
#include "base/mem.h"
#include "etl/formats.h"
#include "etl/sheet.h"
#include "etl/xml.h"
#include <fnmatch.h>
#include <stdlib.h>
#include <strings.h>

enum { SHEETS_MAX = 1000, STYLES_MAX = 1 << 16, PART_NAME = 512 };

/* One sheet as the workbook lists it. */
struct listed {
    char *name, *relation;
    bool hidden;
};

struct format {
    long id;
    enum format_kind kind;
};

struct workbook {
    struct archive *zip;
    struct arena a;
    struct err *e;
    char part[PART_NAME], relations[PART_NAME]; /* the workbook's own part, and the one that says where others are */
    struct listed *sheet;
    size_t n_sheets, cap_sheets;
    struct pair_of_texts {
        char *id, *target, *type;
    } * relation;
    size_t n_relations, cap_relations;
    struct format *format;
    size_t n_formats, cap_formats;
    bool in_cell_formats;
    struct sheet_shared shared;
    bool phonetic, in_text; /* within <rPh>: how a word sounds; within <t> */
};

static void refuse(struct err *e, const char *why) { err_set(e, ERR_DATA, "%s", why); }

static char *keep(struct workbook *w, const char *s) { return arena_cstr(&w->a, str_of(s ? s : "")); }

/* --- where the parts are -------------------------------------------------------------------------------------- */

static void on_relation(void *ctx, const char *name, const char **at) {
    struct workbook *w = ctx;
    if (strcmp(name, "Relationship") != 0 || w->n_relations > 10 * SHEETS_MAX) return;
    struct pair_of_texts *r = VEC_ADD(w->relation, w->n_relations, w->cap_relations);
    r->id = keep(w, xml_attribute(at, "Id"));
    r->target = keep(w, xml_attribute(at, "Target"));
    const char *type = xml_attribute(at, "Type"), *slash = type ? strrchr(type, '/') : NULL;
    r->type = keep(w, slash ? slash + 1 : "");
}

static void read_relations(struct workbook *w, const char *part) {
    w->n_relations = 0;
    xml_read(w->zip, part, &(struct xml_handler){.start = on_relation, .ctx = w}, w->e);
}

static const char *target_of(const struct workbook *w, const char *id, const char *type) {
    for (size_t i = 0; i < w->n_relations; i++)
        if (strcmp(id ? w->relation[i].id : w->relation[i].type, id ? id : type) == 0) return w->relation[i].target;
    return NULL;
}

/* A part's name from what a relation says, seen from the workbook's folder; only ever looked up in the archive. */
static char *resolve(struct workbook *w, const char *base, const char *target) {
    if (!target || !*target || strstr(target, "..") || strlen(target) > PART_NAME / 2) return NULL;
    if (target[0] == '/') return keep(w, target + 1);
    const char *slash = strrchr(base, '/');
    int n = slash ? (int)(slash - base) + 1 : 0;
    return arena_printf(&w->a, "%.*s%s", n, base, target);
}

/* --- what the workbook says about itself ---------------------------------------------------------------------- */

static bool yes(const char *v) { return v && (strcmp(v, "1") == 0 || strcasecmp(v, "true") == 0); }

static void on_workbook(void *ctx, const char *name, const char **at) {
    struct workbook *w = ctx;
    if (strcmp(name, "workbookPr") == 0 && yes(xml_attribute(at, "date1904"))) w->shared.epoch = ROW_SINCE_1904;
    if (strcmp(name, "sheet") != 0) return;
    if (w->n_sheets == SHEETS_MAX) {
        refuse(w->e, "has more than 1000 sheets; split it");
        return;
    }
    const char *state = xml_attribute(at, "state");
    *VEC_ADD(w->sheet, w->n_sheets, w->cap_sheets) = (struct listed){
        keep(w, xml_attribute(at, "name")), keep(w, xml_attribute(at, "id")), state && strcmp(state, "visible") != 0};
}

static bool foreign_type(void *ctx, const char *p, size_t n) {
    bool *macros = ctx;
    *macros = *macros || memmem(p, n, "macroEnabled", 12) || memmem(p, n, "sheet.binary", 12);
    return true;
}

/* Archives that are something else, or hold programs. */
static void check_kind(struct workbook *w) {
    bool macros = archive_has(w->zip, "xl/vbaProject.bin");
    if (archive_has(w->zip, "mimetype")) {
        refuse(w->e, "is an OpenDocument file; save it as .xlsx or CSV");
    } else if (!archive_has(w->zip, "[Content_Types].xml")) {
        refuse(w->e, "is an archive, not a workbook; put the files that it holds beside the other logs");
    } else {
        archive_read(w->zip, "[Content_Types].xml", foreign_type, &macros, w->e);
    }
    if (macros) refuse(w->e, "is a workbook with macros or in binary form (.xlsm, .xlsb); save it as .xlsx");
}

static void find_workbook(struct workbook *w) {
    read_relations(w, "_rels/.rels");
    char *part = resolve(w, "", target_of(w, NULL, "officeDocument"));
    if (!part || strlen(part) + 12 > PART_NAME) {
        refuse(w->e, "is no workbook: nothing in it says where its sheets are; save it anew as .xlsx");
        return;
    }
    const char *slash = strrchr(part, '/');
    int n = slash ? (int)(slash - part) + 1 : 0;
    memcpy(w->part, part, strlen(part) + 1);
    const char *rels = arena_printf(&w->a, "%.*s_rels/%s.rels", n, part, part + n);
    memcpy(w->relations, rels, strlen(rels) + 1);
    xml_read(w->zip, w->part, &(struct xml_handler){.start = on_workbook, .ctx = w}, w->e);
    if (!err_is(w->e)) read_relations(w, w->relations);
}

/* --- formats -------------------------------------------------------------------------------------------------- */

static enum format_kind kind_of(const struct workbook *w, long id) {
    for (size_t i = 0; i < w->n_formats; i++)
        if (w->format[i].id == id) return w->format[i].kind;
    return formats_builtin(id);
}

static void on_style(void *ctx, const char *name, const char **at) {
    struct workbook *w = ctx;
    const char *id = xml_attribute(at, "numFmtId"), *code = xml_attribute(at, "formatCode");
    if (strcmp(name, "cellXfs") == 0) {
        w->in_cell_formats = true;
    } else if (strcmp(name, "numFmt") == 0 && id && code && w->n_formats < STYLES_MAX) {
        *VEC_ADD(w->format, w->n_formats, w->cap_formats) = (struct format){strtol(id, NULL, 10), formats_code(code)};
    } else if (strcmp(name, "xf") == 0 && w->in_cell_formats && w->shared.n_styles < STYLES_MAX) {
        *VEC_ADD(w->shared.style, w->shared.n_styles, w->shared.cap_styles) =
            (char)kind_of(w, id ? strtol(id, NULL, 10) : 0);
    }
}

static void on_style_end(void *ctx, const char *name) {
    struct workbook *w = ctx;
    if (strcmp(name, "cellXfs") == 0) w->in_cell_formats = false;
}

/* --- shared texts --------------------------------------------------------------------------------------------- */

static void on_string(void *ctx, const char *name, const char **at) {
    struct workbook *w = ctx;
    (void)at;
    if (strcmp(name, "si") == 0) *VEC_ADD(w->shared.text, w->shared.n_texts, w->shared.cap_texts) = w->shared.bytes.n;
    if (strcmp(name, "rPh") == 0) w->phonetic = true;
    if (strcmp(name, "t") == 0) w->in_text = !w->phonetic && w->shared.n_texts > 0;
}

static void on_string_end(void *ctx, const char *name) {
    struct workbook *w = ctx;
    if (strcmp(name, "rPh") == 0) w->phonetic = false;
    if (strcmp(name, "t") == 0) w->in_text = false;
}

static void on_string_text(void *ctx, struct str s) {
    struct workbook *w = ctx;
    if (w->in_text) buf_str(&w->shared.bytes, s);
}

/* --- the whole ------------------------------------------------------------------------------------------------ */

static void read_parts(struct workbook *w) {
    struct xml_handler styles = {.start = on_style, .end = on_style_end, .ctx = w};
    struct xml_handler strings = {.start = on_string, .end = on_string_end, .text = on_string_text, .ctx = w};
    char *part = resolve(w, w->part, target_of(w, NULL, "styles"));
    if (part && !err_is(w->e)) xml_read(w->zip, part, &styles, w->e);
    part = resolve(w, w->part, target_of(w, NULL, "sharedStrings"));
    if (part && !err_is(w->e)) xml_read(w->zip, part, &strings, w->e);
    *VEC_ADD(w->shared.text, w->shared.n_texts, w->shared.cap_texts) = w->shared.bytes.n; /* where the last one ends */
    w->shared.n_texts--;
}

static bool is_wanted(const struct listed *s, const char *wanted) {
    if (!wanted) return !s->hidden;
    return strcmp(s->name, wanted) == 0 || (!s->hidden && fnmatch(wanted, s->name, 0) == 0);
}

/* A sheet's name without what cannot stand in the name of its account. */
static struct str plain_name(struct workbook *w, const char *name) {
    char *out = keep(w, name);
    for (char *p = out; *p; p++)
        if ((unsigned char)*p < ' ' || strchr("/\\[]", *p)) *p = '_';
    return str_of(*out ? out : "_");
}

static void write_sheet(struct workbook *w, const struct listed *s, const char *wanted, struct frames_out *out) {
    bool read = is_wanted(s, wanted);
    char *part = resolve(w, w->part, target_of(w, s->relation, NULL));
    bool table = part && strstr(part, "worksheets/") != NULL; /* else a chart or a dialogue of old */
    frames_sheet(out, plain_name(w, s->name), s->hidden, read && table, w->shared.epoch);
    if (read && table) sheet_read(w->zip, part, &w->shared, out, w->e);
}

static void release(struct workbook *w) {
    archive_close(w->zip);
    mem_free(w->sheet);
    mem_free(w->relation);
    mem_free(w->format);
    mem_free(w->shared.style);
    mem_free(w->shared.text);
    buf_release(&w->shared.bytes);
    arena_release(&w->a);
}

void workbook_read(struct str bytes, const char *wanted, struct frames_out *out, struct err *e) {
    struct workbook w = {.e = e};
    arena_init(&w.a);
    buf_init(&w.shared.bytes);
    w.shared.epoch = ROW_SINCE_1900;
    w.zip = archive_open(bytes, e);
    if (!err_is(e)) check_kind(&w);
    if (!err_is(e)) find_workbook(&w);
    if (!err_is(e)) read_parts(&w);
    if (!err_is(e) && w.n_sheets == 0) refuse(e, "holds no sheet");
    for (size_t i = 0; i < w.n_sheets && !err_is(e) && !out->gone; i++) write_sheet(&w, &w.sheet[i], wanted, out);
    if (!err_is(e)) frames_end(out);
    release(&w);
}
