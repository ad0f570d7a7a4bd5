/* Paths and links of the site. A site path is relative to the site's folder, in UTF-8, unencoded, with an optional
 * fragment: `departments/工程部.html#missed`. Pages link to each other by relative, percent-encoded references only,
 * so a site works from any folder and from file://. */
#ifndef SITE_URL_H
#define SITE_URL_H
#include "base/buf.h"

/* Whether a file may be written at this path: relative, no empty, `.` or `..` part, no control character, none of
 * \ : * ? " < > | # % that a file system or a link would take for something else, parts of at most 200 bytes. */
bool url_path_ok(struct str path);
/* A value as part of a path: characters that url_path_ok refuses, and `/`, become their full-width forms; blanks at
 * the ends go; an empty value becomes `_`. Different values can become one path only when they differ in these. */
void url_part(struct buf *b, struct str value);
/* The file part of a site path (without `#…`), and the fragment (absent when there is none). */
struct str url_file(struct str target);
struct str url_fragment(struct str target);
/* The reference to `target` from the page at site path `from`, percent-encoded: `../months/2026-10.html#missed`. */
void url_relative(struct buf *b, struct str from, struct str target);
/* "../" for every folder above the page, "" for one at the top. */
void url_root(struct buf *b, struct str from);
/* The other way: the site path that a relative reference on page `from` points to, decoded, with its fragment. False
 * when it leaves the site or is not well-formed. */
bool url_resolve(struct buf *b, struct str from, struct str reference);
/* The scheme of a reference in front of its colon (`https`, `javascript`), absent for a relative one. `//host` has
 * the scheme `//`. Blanks and control characters in front are not part of it. */
struct str url_scheme(struct str reference);
/* Whether the scheme may stand in a prose link: http, https, mailto. */
bool url_scheme_ok(struct str scheme);
#endif
