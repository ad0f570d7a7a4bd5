/* SQL functions that masking needs (architecture.md, decision 5): the first character of a name, the ends of a
 * phone number, the building of a room number, nothing of a free text. Pure functions of their argument; NULL stays
 * NULL. A connection for readers who may see all of it has the same functions show it (store_unmask). */
#include "base/hash.h"
#include "store/internal.h"
#include <string.h>

static struct str arg(sqlite3_value *v) {
    const char *p = (const char *)sqlite3_value_text(v);
    return p ? str_n(p, (size_t)sqlite3_value_bytes(v)) : str_none();
}

static size_t utf8_len(unsigned char c) { return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4; }

/* 王小明 → 王** : the first character and two stars, whatever the length. */
static void mask_name(sqlite3_context *ctx, int n, sqlite3_value **v) {
    (void)n;
    struct str s = arg(v[0]);
    if (!s.p) return;
    char out[8];
    size_t k = s.n ? utf8_len((unsigned char)s.p[0]) : 0;
    if (k > s.n) k = s.n;
    if (k) memcpy(out, s.p, k);
    memcpy(out + k, "**", 2);
    sqlite3_result_text(ctx, out, (int)k + 2, SQLITE_TRANSIENT);
}

/* 13812341234 → 138****1234; shorter than 8 characters: four stars. */
static void mask_phone(sqlite3_context *ctx, int n, sqlite3_value **v) {
    (void)n;
    struct str s = arg(v[0]);
    if (!s.p) return;
    char out[16] = "****";
    size_t len = 4;
    if (s.n >= 8) {
        memcpy(out, s.p, 3);
        memcpy(out + 3, "****", 4);
        memcpy(out + 7, s.p + s.n - 4, 4);
        len = 11;
    }
    sqlite3_result_text(ctx, out, (int)len, SQLITE_TRANSIENT);
}

/* 3-2-1201 → 3-2-***: everything after the last '-' is hidden; without one, all of it. */
static void mask_unit(sqlite3_context *ctx, int n, sqlite3_value **v) {
    (void)n;
    struct str s = arg(v[0]);
    if (!s.p) return;
    size_t keep = s.n;
    while (keep && s.p[keep - 1] != '-') keep--;
    char *out = sqlite3_malloc64(keep + 4);
    if (!out) {
        sqlite3_result_error_nomem(ctx);
        return;
    }
    memcpy(out, s.p, keep);
    memcpy(out + keep, "***", 4);
    sqlite3_result_text(ctx, out, (int)keep + 3, sqlite3_free);
}

static void mask_text(sqlite3_context *ctx, int n, sqlite3_value **v) {
    (void)n, (void)v;
    sqlite3_result_null(ctx);
}

/* A pseudonym: the first half of the SHA-256, in hexadecimal digits. Texts that are easy to guess are easy to find again,
 * so it serves to tell rows apart, not to be shown. */
static void mask_key(sqlite3_context *ctx, int n, sqlite3_value **v) {
    (void)n;
    struct str s = arg(v[0]);
    if (!s.p) return;
    unsigned char digest[HASH_BYTES];
    char hex[HASH_HEX];
    hash_once(s, digest);
    sqlite3_result_text(ctx, hash_hex(digest, hex), (HASH_HEX - 1) / 2, SQLITE_TRANSIENT);
}

static void shown(sqlite3_context *ctx, int n, sqlite3_value **v) {
    (void)n;
    sqlite3_result_value(ctx, v[0]);
}

static void set_functions(struct store *s, bool masked, struct err *e) {
    static const struct {
        const char *name;
        void (*f)(sqlite3_context *, int, sqlite3_value **);
    } table[] = {{"mask_name", mask_name},
                 {"mask_phone", mask_phone},
                 {"mask_unit", mask_unit},
                 {"mask_text", mask_text},
                 {"mask_key", mask_key}};
    for (size_t i = 0; i < sizeof table / sizeof *table && !err_is(e); i++) {
        int rc =
            sqlite3_create_function_v2(s->db, table[i].name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                       NULL, masked ? table[i].f : shown, NULL, NULL, NULL);
        if (rc != SQLITE_OK) store_fail(s, rc, e, "function cannot be registered");
    }
}

void store_functions(struct store *s, struct err *e) { set_functions(s, true, e); }
void store_unmask(struct store *s, struct err *e) { set_functions(s, false, e); }
