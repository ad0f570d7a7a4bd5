/* policies/yaml.h: what is text stays text, and everything that surprises is an error with its place. */
#include "policies/yaml.h"
#include "base/buf.h"
#include "tests/policies/parts.h"

/* The tree on one line: 'text'@line:column, [..] and {key: value}. */
static void dump(struct buf *b, const struct yaml_node *n) {
    if (n->kind == YAML_SCALAR) {
        buf_printf(b, "'%.*s'@%d:%d", STR_ARG(n->text), n->line, n->column);
        return;
    }
    buf_puts(b, n->kind == YAML_LIST ? "[" : "{");
    for (const struct yaml_node *i = n->first; i; i = i->next) {
        if (i->key) buf_printf(b, "%.*s: ", STR_ARG(i->key->text));
        dump(b, i);
        if (i->next) buf_puts(b, ", ");
    }
    buf_puts(b, n->kind == YAML_LIST ? "]" : "}");
}

static const struct {
    const char *text, *tree;
} good[] = {
    {"a: no\nb: 1.10\nc: 08:30\n", "{a: 'no'@1:4, b: '1.10'@2:4, c: '08:30'@3:4}"},
    {"a: 0x1F\nb: 1_000\nc: .inf\nd: 010\n", "{a: '0x1F'@1:4, b: '1_000'@2:4, c: '.inf'@3:4, d: '010'@4:4}"},
    {"a: '~'\nb: \"null\"\nc: ''\n", "{a: '~'@1:4, b: 'null'@2:4, c: ''@3:4}"},
    {"a: [x, y]\n", "{a: ['x'@1:5, 'y'@1:8]}"},
    {"a:\n  - x\n  - {b: y}\n", "{a: ['x'@2:5, {b: 'y'@3:9}]}"},
    {"# only a comment before\na: x # and behind\n", "{a: 'x'@2:4}"},
    /* columns count characters: 中文 are two */
    {"中文: [回访, x]\n", "{中文: ['回访'@1:6, 'x'@1:10]}"},
    {"\xEF\xBB\xBF"
     "a: x\n",
     "{a: 'x'@1:4}"},
    {"a: x\r\nb: y\r\n", "{a: 'x'@1:4, b: 'y'@2:4}"},
    {"a: \"\\t\"\n", "{a: '\t'@1:4}"},
    {"a: >\n  one\n  two\n", "{a: 'one two\n'@1:4}"},
    {"---\na: x\n...\n", "{a: 'x'@2:4}"},
    {"a: {}\nb: []\n", "{a: {}, b: []}"},
    {"a: x:y\nb: a#b\n", "{a: 'x:y'@1:4, b: 'a#b'@2:4}"},
    {"{a: x}\n", "{a: 'x'@1:5}"},
};
START_TEST(reads) {
    struct arena a;
    struct err e = {0};
    struct buf b;
    arena_init(&a);
    buf_init(&b);
    struct yaml_node *n = yaml_read(&a, "f.yaml", str_of(good[_i].text), &e);
    ck_assert_msg(n != NULL, "%s", e.text);
    dump(&b, n);
    ck_assert_str_eq(b.p, good[_i].tree);
    buf_release(&b);
    arena_release(&a);
}
END_TEST

static const struct {
    const char *text, *error;
} bad[] = {
    {"", "f:1:1: the file is empty"},
    {"# nothing\n", "f:1:1: the file is empty"},
    {"- a\n", "f:1:1: expected «key: value» lines at the top"},
    {"text\n", "f:1:1: expected «key: value» lines at the top"},
    {"a: 1\nb: 2\na: 3\n", "f:3:1: found the key «a» twice, first in line 1"},
    {"a: {x: 1, 'x': 2}\n", "f:1:11: found the key «x» twice, first in line 1"},
    {"a: &k 1\n", "f:1:4: found an anchor"},
    {"a: &k {b: 1}\n", "f:1:4: found an anchor"},
    {"a: &k [b]\n", "f:1:4: found an anchor"},
    {"a: 1\nb: *k\n", "f:2:4: found an alias"},
    {"<<: {a: 1}\n", "f:1:1: found a merge key"},
    {"a: !!str 1\n", "f:1:4: found a tag"},
    {"a: !own {b: 1}\n", "f:1:4: found a tag"},
    {"a: ! x\n", "f:1:4: found a tag"},
    {"a: 1\n---\nb: 2\n", "f:2:1: found a second document"},
    {"%YAML 1.1\n---\na: 1\n", "f:1:1: found a directive"},
    {"%TAG ! tag:x,2000:\n---\na: 1\n", "f:1:1: found a directive"},
    {"a:\tx\n", "f:1:3: found a tab"},
    {"a: 1\n\tb: 2\n", "f:2:1: found a tab"},
    {"a: 1 # \t\n", "f:1:8: found a tab"},
    {"a:\n", "f:1:3: found nothing, expected a value"},
    {"a: ~\n", "f:1:4: found nothing"},
    {"a: null\n", "f:1:4: found nothing"},
    {"a: NULL\n", "f:1:4: found nothing"},
    {"a: [x, ]\nb: [,]\n", "f:2:5: not valid YAML"},
    {"a: {x}\n", "f:1:6: found nothing"},
    {"~: x\n", "f:1:1: found nothing"},
    {"? [a]\n: x\n", "f:1:3: found a list or a mapping as a key"},
    {"? {a: 1}\n: x\n", "f:1:3: found a list or a mapping as a key"},
    {"a: 'x\n", "f:2:1: not valid YAML"},
    {"a: [x\nb: y\n", "f:2:2: not valid YAML"},
    {"a: x: y\n", "f:1:5: not valid YAML"},
    {"a: x\n  b: y\n", "f:2:4: not valid YAML"},
    {"a: @x\n", "f:1:4: not valid YAML"},
    {"a: \"\\0\"\n", "f:1:4: found a control character"},
    {"a: \"\\e[1m\"\n", "f:1:4: found a control character"},
    {"a: x\x01\n", "f:1:5: found a control character"},
    {"a: \x7F\n", "f:1:4: found a control character"},
    /* bytes: a lone continuation, GB18030 text, a shortest form broken, a surrogate, beyond U+10FFFF, cut short */
    {"a: \x80\n", "f:1:4: not UTF-8"},
    {"a: \xBB\xD8\xB7\xC3\n", "f:1:4: not UTF-8"},
    {"a: 中\xC0\xAF\n", "f:1:5: not UTF-8"},
    {"a: \xED\xA0\x80\n", "f:1:4: not UTF-8"},
    {"a: \xF4\x90\x80\x80\n", "f:1:4: not UTF-8"},
    {"a: \xE4\xB8", "f:1:4: not UTF-8"},
    {"\xFF\xFE"
     "a",
     "f:1:1: not UTF-8"},
    /* a character that YAML itself does not allow */
    {"a: \xC2\x80\n", "f:1:4: not valid YAML"},
    {"a: [[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]\n", "f:1:20: nested too deeply"},
};
START_TEST(refuses) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    ck_assert_ptr_null(yaml_read(&a, "f", str_of(bad[_i].text), &e));
    ck_assert_int_eq(e.code, ERR_CONFIG);
    ck_assert_msg(str_starts(str_of(e.text), bad[_i].error), "«%s»\nwanted «%s»", e.text, bad[_i].error);
    arena_release(&a);
}
END_TEST

static void refuse_bytes(const struct buf *b, const char *what) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    ck_assert_ptr_null(yaml_read(&a, "f", buf_view(b), &e));
    ck_assert_msg(strstr(e.text, what) != NULL, "%s", e.text);
    arena_release(&a);
}

START_TEST(limits) {
    struct buf b;
    buf_init(&b);
    buf_puts(&b, "a: [");
    for (int i = 0; i <= YAML_ENTRIES_MAX; i++) buf_puts(&b, "x, ");
    buf_puts(&b, "x]\n");
    refuse_bytes(&b, "more than 4096 entries");
    buf_reset(&b);
    buf_puts(&b, "a: ");
    while (b.n <= YAML_BYTES_MAX) buf_puts(&b, "xxxxxxxxxxxxxxxx");
    refuse_bytes(&b, "larger than 1048576 bytes");
    buf_reset(&b);
    buf_puts(&b, "a: ");
    for (int i = 0; i < 100000; i++) buf_puts(&b, "[");
    refuse_bytes(&b, "nested too deeply");
    buf_release(&b);
}
END_TEST

/* Whatever the bytes: a tree or an error with a place, and no text of one for the other. */
START_TEST(mangled_bytes) {
    static const char text[] = "a: {b: 'x', c: [1, 2]}\nd:\n  - e: \"y\"\n    f: >\n      z\n";
    for (size_t i = 0; i < sizeof text - 1; i++) {
        for (int c = 0; c < 256; c += 3) {
            char copy[sizeof text];
            struct arena a;
            struct err e = {0};
            arena_init(&a);
            memcpy(copy, text, sizeof text);
            copy[i] = (char)c;
            struct yaml_node *n = yaml_read(&a, "f", str_n(copy, sizeof text - 1), &e);
            ck_assert_int_eq(n == NULL, err_is(&e));
            if (!n) ck_assert_msg(strncmp(e.text, "f:", 2) == 0 && e.text[2] >= '1' && e.text[2] <= '9', "%s", e.text);
            arena_release(&a);
        }
    }
}
END_TEST

TCase *yaml_part(void) {
    TCase *t = tcase_create("yaml");
    tcase_add_loop_test(t, reads, 0, sizeof good / sizeof *good);
    tcase_add_loop_test(t, refuses, 0, sizeof bad / sizeof *bad);
    tcase_add_test(t, limits);
    tcase_add_test(t, mangled_bytes);
    return t;
}
