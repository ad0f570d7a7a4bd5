#include "base/hash.h"
#include "base/mem.h"
#include <openssl/evp.h>

struct hash {
    EVP_MD_CTX *ctx;
    EVP_MD *md;
};

/* A digest of bytes fails for want of memory only. */
static void must(bool done) {
    if (!done) mem_exhausted();
}

static void begin(struct hash *h) { must(EVP_DigestInit_ex(h->ctx, h->md, NULL) == 1); }

struct hash *hash_open(void) {
    struct hash *h = mem_alloc(sizeof *h);
    h->ctx = EVP_MD_CTX_new();
    h->md = EVP_MD_fetch(NULL, "SHA256", NULL);
    must(h->ctx && h->md);
    begin(h);
    return h;
}

void hash_add(struct hash *h, struct str s) {
    if (s.n) must(EVP_DigestUpdate(h->ctx, s.p, s.n) == 1);
}

void hash_field(struct hash *h, struct str s) {
    unsigned char n[4] = {(unsigned char)(s.n >> 24), (unsigned char)(s.n >> 16), (unsigned char)(s.n >> 8),
                          (unsigned char)s.n};
    must(EVP_DigestUpdate(h->ctx, n, sizeof n) == 1);
    hash_add(h, s);
}

void hash_take(struct hash *h, unsigned char out[HASH_BYTES]) {
    unsigned n = 0;
    must(EVP_DigestFinal_ex(h->ctx, out, &n) == 1 && n == HASH_BYTES);
    begin(h);
}

void hash_close(struct hash *h) {
    if (!h) return;
    EVP_MD_CTX_free(h->ctx);
    EVP_MD_free(h->md);
    mem_free(h);
}

void hash_once(struct str bytes, unsigned char out[HASH_BYTES]) {
    struct hash *h = hash_open();
    hash_add(h, bytes);
    hash_take(h, out);
    hash_close(h);
}

const char *hash_hex(const unsigned char d[HASH_BYTES], char out[HASH_HEX]) {
    static const char hex[] = "0123456789abcdef";
    for (int i = 0; i < HASH_BYTES; i++) out[2 * i] = hex[d[i] >> 4], out[2 * i + 1] = hex[d[i] & 15];
    out[2 * HASH_BYTES] = 0;
    return out;
}
