#include "base/err.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void err_set(struct err *e, int code, const char *fmt, ...) {
    if (e->code != ERR_NONE) return;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(e->text, sizeof e->text, fmt, ap);
    va_end(ap);
    e->code = code;
}

void err_context(struct err *e, const char *fmt, ...) {
    if (e->code == ERR_NONE) return;
    char old[sizeof e->text];
    memcpy(old, e->text, sizeof old);
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(e->text, sizeof e->text, fmt, ap);
    va_end(ap);
    size_t at = n < 0 ? 0 : (size_t)n;
    const char *parts[] = {": ", old};
    for (int i = 0; i < 2; i++)
        for (const char *p = parts[i]; *p && at + 1 < sizeof e->text; p++) e->text[at++] = *p;
    if (at < sizeof e->text) e->text[at] = 0;
}
