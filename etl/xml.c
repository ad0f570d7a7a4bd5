#include "etl/xml.h"
#include <expat.h>
#include <string.h>

enum { DEPTH_MAX = 64, TOKEN_MAX = 1 << 20, FED_MAX = 1 << 16 };

struct reader {
    XML_Parser parser;
    const struct xml_handler *h;
    struct err *e;
    int depth;
    int64_t fed;
    bool done; /* the handler has enough */
};

static void stop(struct reader *r, const char *why) {
    err_set(r->e, ERR_DATA, "is no workbook to be read: %s; open it in a spreadsheet and save it anew as .xlsx", why);
    XML_StopParser(r->parser, XML_FALSE);
}

static const char *local(const char *name) {
    const char *bar = strrchr(name, '|');
    return bar ? bar + 1 : name;
}

const char *xml_attribute(const char **at, const char *name) {
    for (; *at; at += 2)
        if (strcmp(local(at[0]), name) == 0) return at[1];
    return NULL;
}

static void look_for_end(struct reader *r) {
    if (!r->h->enough || !*r->h->enough || r->done) return;
    r->done = true;
    XML_StopParser(r->parser, XML_FALSE);
}

static void XMLCALL on_start(void *ctx, const char *name, const char **attributes) {
    struct reader *r = ctx;
    if (r->done || err_is(r->e)) return;
    if (++r->depth > DEPTH_MAX) stop(r, "its XML is more than 64 elements deep");
    else if (r->h->start) r->h->start(r->h->ctx, local(name), attributes);
    look_for_end(r);
}

static void XMLCALL on_end(void *ctx, const char *name) {
    struct reader *r = ctx;
    if (r->done || err_is(r->e)) return;
    r->depth--;
    if (r->h->end) r->h->end(r->h->ctx, local(name));
    look_for_end(r);
}

static void XMLCALL on_text(void *ctx, const char *p, int n) {
    struct reader *r = ctx;
    if (!r->done && !err_is(r->e) && r->h->text) r->h->text(r->h->ctx, str_n(p, (size_t)n));
}

static void XMLCALL on_doctype(void *ctx, const char *a, const char *b, const char *c, int d) {
    (void)a, (void)b, (void)c, (void)d;
    stop(ctx, "its XML declares a DOCTYPE, which no spreadsheet writes");
}

static bool feed(struct reader *r, const char *p, size_t n, bool last) {
    enum XML_Status right = XML_Parse(r->parser, p, (int)n, last);
    if (r->done || err_is(r->e)) return false;
    r->fed += (int64_t)n;
    if (right == XML_STATUS_ERROR) stop(r, XML_ErrorString(XML_GetErrorCode(r->parser)));
    else if (!last && r->fed - XML_GetCurrentByteIndex(r->parser) > TOKEN_MAX + FED_MAX)
        stop(r, "its XML holds a tag or text above 1 MiB");
    return !err_is(r->e);
}

static bool sink(void *ctx, const char *p, size_t n) { return feed(ctx, p, n, false); }

static void open_reader(struct reader *r, const struct xml_handler *h, struct err *e) {
    *r = (struct reader){.parser = XML_ParserCreateNS(NULL, '|'), .h = h, .e = e};
    if (!r->parser) {
        err_set(e, ERR_DATA, "needs more memory than there is");
        return;
    }
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, on_start, on_end);
    XML_SetCharacterDataHandler(r->parser, on_text);
    XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
}

static void close_reader(struct reader *r) {
    if (r->parser && !r->done && !err_is(r->e)) feed(r, "", 0, true);
    XML_ParserFree(r->parser);
}

void xml_read(struct archive *a, const char *name, const struct xml_handler *h, struct err *e) {
    struct reader r;
    if (err_is(e)) return;
    open_reader(&r, h, e);
    archive_read(a, name, sink, &r, e);
    close_reader(&r);
}

void xml_read_bytes(struct str bytes, const struct xml_handler *h, struct err *e) {
    struct reader r;
    if (err_is(e)) return;
    open_reader(&r, h, e);
    for (size_t i = 0; i < bytes.n && !err_is(e) && !r.done; i += FED_MAX)
        feed(&r, bytes.p + i, bytes.n - i < FED_MAX ? bytes.n - i : FED_MAX, false);
    close_reader(&r);
}
