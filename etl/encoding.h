/* In which encoding a file is written, decided once for the whole file and never guessed per row (ecosystem.md,
 * section 3): byte order mark; many NULs are UTF-16; strict UTF-8; else GB18030 or Big5 by how many of its
 * characters are common ones. Where that is not clear the file is refused and the source is asked to say
 * `encoding:`. Rows are converted to UTF-8 one by one, so bytes that are wrong cost their row and no other.
 *
 * The C library's iconv converts; where its tables of GB18030 differ by edition, that of 2022 holds, and a test pins
 * all 23,940 codes of two bytes. */
#ifndef ETL_ENCODING_H
#define ETL_ENCODING_H
#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"
#include <stdint.h>

enum encoding { ENC_UTF8, ENC_UTF16LE, ENC_UTF16BE, ENC_GB18030, ENC_CP936, ENC_BIG5 };

struct encoding_verdict {
    enum encoding encoding;
    bool bom;
    bool clean;   /* every byte is right: rows need no check */
    bool nuls;    /* the text holds U+0000 */
    double score; /* share of common characters, 0 where the encoding is certain */
    int64_t bytes;
    unsigned char sha256[HASH_BYTES];
};

/* "utf-8", "utf-16", "gb18030", "cp936", "big5": for the ledger and messages. */
const char *encoding_name(enum encoding e);
/* Reads the file from its start to its end, a long one in two threads at once. `wanted` is the source's word ("auto" or NULL: look). ERR_IO when
 * reading fails, ERR_DATA when the file is no text or its encoding is doubtful. */
struct encoding_verdict encoding_look(int fd, const char *path, const char *wanted, struct err *e);

/* Only the file's digest, for a file that may be known already. */
void encoding_digest(int fd, const char *path, unsigned char sha256[HASH_BYTES], struct err *e);

/* Strict UTF-8 (no surrogates, no overlong forms, nothing above U+10FFFF). *bad is the place of the first wrong
 * byte, where the answer is false. */
bool encoding_utf8(struct str s, size_t *bad);
/* UTF-16 to UTF-8, appended. A lone surrogate becomes bytes that encoding_utf8 refuses. Returns the bytes used:
 * all but an unfinished character, unless `last`. */
size_t encoding_utf16(struct str in, bool big_endian, bool last, struct buf *out);

/* UTF-8 into a file's encoding, appended; UTF-16 stays UTF-8 (see encoding_to_utf16). False, with nothing appended,
 * when the encoding has no such character. */
bool encoding_encode(enum encoding to, struct str text, struct buf *out);
void encoding_to_utf16(struct str text, bool big_endian, struct buf *out);

struct decoder; /* for the rows of one file in GB18030, CP936 or Big5 */
struct decoder *decoder_open(enum encoding e);
void decoder_close(struct decoder *d);
/* One row into `out` (reset first). False with the place of the first wrong byte; `out` then holds the row with
 * U+FFFD for every wrong byte. */
bool decoder_row(struct decoder *d, struct str row, struct buf *out, size_t *bad);
#endif
