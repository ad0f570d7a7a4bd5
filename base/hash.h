/* SHA-256 through OpenSSL; the only file that knows it. */
#ifndef BASE_HASH_H
#define BASE_HASH_H
#include "base/str.h"

enum { HASH_BYTES = 32, HASH_HEX = 65 };

struct hash; /* a running digest */

struct hash *hash_open(void);
void hash_add(struct hash *h, struct str bytes);
/* Adds the length first, so that ("ab","c") and ("a","bc") differ. */
void hash_field(struct hash *h, struct str bytes);
/* The digest of what was added since open or the last take; the state starts anew. */
void hash_take(struct hash *h, unsigned char out[HASH_BYTES]);
void hash_close(struct hash *h);
void hash_once(struct str bytes, unsigned char out[HASH_BYTES]);
/* Lower-case hexadecimal. */
const char *hash_hex(const unsigned char digest[HASH_BYTES], char out[HASH_HEX]);
#endif
