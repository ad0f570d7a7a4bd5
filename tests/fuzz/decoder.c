/* Any bytes as one row in any encoding: what comes out is UTF-8, and no comma, quote or line end is swallowed or made
 * (reliability.md, A6). The first byte chooses the encoding, or UTF-16. */
#include "etl/encoding.h"
#include "tests/fuzz/fuzz.h"

static size_t count(struct str s, char c) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == c;
    return n;
}

static void wide(struct str in, bool big_endian, struct buf *out) {
    size_t used = encoding_utf16(in, big_endian, false, out);
    require(used <= in.n && used + 4 > in.n);
    buf_reset(out);
    require(encoding_utf16(in, big_endian, true, out) == in.n);
    require(out->n <= in.n * 2 + 1);
}

static void row(enum encoding e, struct str in, struct buf *out) {
    struct decoder *d = decoder_open(e);
    size_t bad = in.n + 1, wrong;
    bool right = decoder_row(d, in, out, &bad);
    require(right || bad < in.n);
    require(encoding_utf8(buf_view(out), &wrong));
    for (const char *p = ",\"\n\r\t;"; *p; p++) require(count(in, *p) == count(buf_view(out), *p));
    decoder_close(d);
}

void fuzz_decoder(const uint8_t *data, size_t size) {
    if (size < 1) return;
    struct str in = str_n((const char *)data + 1, size - 1);
    struct buf out;
    buf_init(&out);
    if (data[0] % 5 < 3) row((enum encoding)(ENC_GB18030 + data[0] % 5), in, &out);
    else wide(in, data[0] % 5 == 4, &out);
    buf_release(&out);
}
