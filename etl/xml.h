/* XML from strangers, through expat (the only file that knows it). Any DOCTYPE is refused, so there are no entities but
 * the five of XML; elements may be 64 deep, and no tag or piece of text that has to be held may exceed 1 MiB
 * (reliability.md, C2 and C5). Names come without their namespace: workbooks are written in two of them. */
#ifndef ETL_XML_H
#define ETL_XML_H
#include "etl/archive.h"

struct xml_handler {
    /* attributes: name, value, …, NULL; see xml_attribute. Any of the three may be NULL. */
    void (*start)(void *ctx, const char *name, const char **attributes);
    void (*end)(void *ctx, const char *name);
    void (*text)(void *ctx, struct str piece);
    void *ctx;
    const bool *enough; /* reading stops without an error once it is set; may be NULL */
};

/* Reads one member of an archive. */
void xml_read(struct archive *a, const char *name, const struct xml_handler *h, struct err *e);
/* The same from memory. */
void xml_read_bytes(struct str bytes, const struct xml_handler *h, struct err *e);
/* An attribute's value or NULL. */
const char *xml_attribute(const char **attributes, const char *name);
#endif
