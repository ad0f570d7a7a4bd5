#include "site/word_list.h"
#include "base/mem.h"
#include <stdlib.h>

static const char *const file_name[] = {"site-template/words.zh-CN.txt", "site-template/words.en.txt"};

struct word_line {
    struct str key, text;
    int line;
};

struct word_lines {
    struct word_line *item;
    size_t n, cap;
};

static int by_key(const void *a, const void *b) {
    const struct word_line *x = a, *y = b;
    int c = str_cmp(x->key, y->key);
    return c ? c : x->line - y->line;
}

static void read_file(struct word_lines *w, struct str bytes, const char *name, struct err *e) {
    int no = 0;
    for (struct str line; str_split(&bytes, '\n', &line) && !err_is(e);) {
        no++;
        line = str_trim(line);
        if (line.n == 0 || line.p[0] == '#') continue;
        struct str rest = line, key;
        str_split(&rest, ':', &key);
        if (!rest.p || key.n == 0) err_set(e, ERR_CONFIG, "%s:%d: expected «key: text»", name, no);
        *VEC_ADD(w->item, w->n, w->cap) = (struct word_line){str_trim(key), str_trim(rest), no};
    }
    if (!w->n || err_is(e)) return;
    qsort(w->item, w->n, sizeof *w->item, by_key);
    for (size_t i = 1; i < w->n; i++)
        if (str_eq(w->item[i].key, w->item[i - 1].key))
            err_set(e, ERR_CONFIG, "%s:%d: the word «%.*s» stands there already in line %d", name, w->item[i].line,
                    STR_ARG(w->item[i].key), w->item[i - 1].line);
}

/* The first key that one file has and the other lacks. */
static void compare(const struct word_lines w[2], struct err *e) {
    for (size_t i = 0; (i < w[0].n || i < w[1].n) && !err_is(e); i++) {
        int c = i >= w[0].n ? 1 : i >= w[1].n ? -1 : str_cmp(w[0].item[i].key, w[1].item[i].key);
        if (c == 0) continue;
        int has = c < 0 ? 0 : 1;
        err_set(e, ERR_CONFIG, "%s:%d: the word «%.*s» is missing in %s", file_name[has], w[has].item[i].line,
                STR_ARG(w[has].item[i].key), file_name[!has]);
    }
}

void word_list_read(struct word_list *w, struct arena *a, struct str zh, struct str en, struct err *e) {
    *w = (struct word_list){0};
    struct word_lines lines[2] = {{0}, {0}};
    read_file(&lines[0], zh, file_name[0], e);
    read_file(&lines[1], en, file_name[1], e);
    compare(lines, e);
    if (!err_is(e)) {
        w->n = lines[0].n;
        w->item = arena_zero(a, (w->n + 1) * sizeof *w->item);
        for (size_t i = 0; i < w->n; i++) {
            w->item[i].key = lines[0].item[i].key;
            for (int l = 0; l < 2; l++)
                w->item[i].text[l] = lines[l].item[i].text, w->item[i].line[l] = lines[l].item[i].line;
        }
    }
    for (int l = 0; l < 2; l++) mem_free(lines[l].item);
}

struct str word_list_find(const struct word_list *w, struct str key, enum language l) {
    size_t lo = 0, hi = w->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int c = str_cmp(w->item[mid].key, key);
        if (c == 0) return w->item[mid].text[l];
        if (c < 0) lo = mid + 1;
        else hi = mid;
    }
    return str_none();
}
