#include "etl/formats.h"
#include <stddef.h>
#include <strings.h>

enum format_kind formats_builtin(long id) {
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56)
        return FORMAT_CLOCK;
    bool day = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58);
    return day ? FORMAT_DAY : FORMAT_NUMBER;
}

/* Behind a part of the code that is shown as it stands or only colours it: "text", \x, _x, *x, [Red]; else p. */
static const char *skip_literal(const char *p) {
    if (*p == '"' || *p == '[') {
        char end = *p == '"' ? '"' : ']';
        const char *q = p + 1;
        if (end == ']' && (*q == 'h' || *q == 'H' || *q == 'm' || *q == 'M' || *q == 's' || *q == 'S')) return p;
        while (*q && *q != end) q++;
        return *q ? q + 1 : q;
    }
    if ((*p == '\\' || *p == '_' || *p == '*') && p[1]) return p + 2;
    if (strncasecmp(p, "General", 7) == 0) return p + 7;
    if (strncasecmp(p, "AM/PM", 5) == 0) return p + 5;
    if (strncasecmp(p, "A/P", 3) == 0) return p + 3;
    return p;
}

enum format_kind formats_code(const char *code) {
    bool day = false, clock = false, month = false;
    for (const char *p = code; *p && *p != ';';) {
        const char *next = skip_literal(p);
        if (next != p) {
            p = next;
            continue;
        }
        char c = (char)(*p | 0x20);
        day = day || c == 'd' || c == 'y';
        clock = clock || c == 'h' || c == 's';
        month = month || c == 'm';
        p++;
    }
    if (day || (month && !clock)) return FORMAT_DAY;
    return clock ? FORMAT_CLOCK : FORMAT_NUMBER;
}
