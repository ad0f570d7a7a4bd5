/* Texts alike (metrics.md, section 6): the same issue when the Jaccard similarity of their sets of character bigrams
 * reaches the policy's share, closed transitively.
 *
 * Exact, without comparing every pair: bigrams are ranked from rare to common, sets sorted by size, equal sets joined
 * at once, and two sets can only reach the share when they have one of their first |x| − ceil(share · |x|) + 1
 * bigrams in common (prefix filter: Chaudhuri, Ganti, Kaushik 2006; Bayardo, Ma, Srikant 2007). Of those that have, most
 * fall to their sketches: two sets differ in at least as many bigrams as in bits (bitmap filter: Sandes, Teodoro, Melo
 * 2020). Pairs that are in one group already are not compared. */
#include "analysis/tell.h"
#include <stdlib.h>
#include <utf8proc.h>

struct gram_set {
    uint32_t *gram;
    uint32_t n, text;
    uint64_t sketch[2]; /* a bit for each bigram; several bigrams may share one */
};

struct grams {      /* bigrams by number */
    uint64_t *pair; /* both characters; by slot */
    uint32_t *no;   /* by slot; TELL_NONE: free */
    size_t n_slots;
    uint32_t n;
};

static bool is_letter_or_digit(utf8proc_int32_t c) {
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND: return true;
    default: return false;
    }
}

/* NFKC, lower case, letters and decimal digits only; *n characters. */
static utf8proc_int32_t *characters(struct arena *a, struct str s, size_t *n) {
    const utf8proc_option_t nfkc = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)s.p;
    *n = 0;
    utf8proc_ssize_t need = utf8proc_decompose(bytes, (utf8proc_ssize_t)s.n, NULL, 0, nfkc);
    if (need <= 0) return NULL;
    utf8proc_int32_t *c = arena_alloc(a, ((size_t)need + 1) * sizeof *c);
    need = utf8proc_decompose(bytes, (utf8proc_ssize_t)s.n, c, need, nfkc);
    need = need < 0 ? need : utf8proc_normalize_utf32(c, need, nfkc);
    for (utf8proc_ssize_t i = 0; i < need; i++) {
        utf8proc_int32_t low = utf8proc_tolower(c[i]);
        if (is_letter_or_digit(low)) c[(*n)++] = low;
    }
    return c;
}

static uint32_t gram_no(struct grams *g, uint64_t pair) {
    size_t i = (pair * 0x9E3779B97F4A7C15ull) >> 24 & (g->n_slots - 1);
    while (g->no[i] != TELL_NONE && g->pair[i] != pair) i = (i + 1) & (g->n_slots - 1);
    if (g->no[i] == TELL_NONE) {
        g->pair[i] = pair;
        g->no[i] = g->n++;
    }
    return g->no[i];
}

static int by_number(const void *x, const void *y) {
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

static uint32_t sort_unique(uint32_t *v, uint32_t n) {
    qsort(v, n, sizeof *v, by_number);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++)
        if (!kept || v[kept - 1] != v[i]) v[kept++] = v[i];
    return kept;
}

/* The sets of all texts with at least two characters; the numbers of their bigrams are not ranked yet. */
static size_t read_sets(struct arena *a, const struct str *text, size_t n, struct gram_set *set, struct grams *g) {
    utf8proc_int32_t **c = arena_alloc(a, n * sizeof *c);
    size_t *length = arena_alloc(a, n * sizeof *length), total = 0, n_sets = 0;
    for (size_t i = 0; i < n; i++) {
        c[i] = characters(a, text[i], &length[i]);
        total += length[i];
    }
    for (g->n_slots = 16; g->n_slots < total * 2;) g->n_slots *= 2;
    g->pair = arena_alloc(a, g->n_slots * sizeof *g->pair);
    g->no = arena_alloc(a, g->n_slots * sizeof *g->no);
    for (size_t i = 0; i < g->n_slots; i++) g->no[i] = TELL_NONE;
    for (size_t i = 0; i < n; i++) {
        if (length[i] < 2) continue;
        struct gram_set *s = &set[n_sets++];
        *s = (struct gram_set){.gram = arena_alloc(a, length[i] * sizeof *s->gram), .text = (uint32_t)i};
        for (size_t k = 0; k + 1 < length[i]; k++)
            s->gram[s->n++] = gram_no(g, (uint64_t)(uint32_t)c[i][k] << 32 | (uint32_t)c[i][k + 1]);
        s->n = sort_unique(s->gram, s->n);
    }
    return n_sets;
}

struct rank {
    uint32_t count, no;
};

static int by_count(const void *x, const void *y) {
    const struct rank *a = x, *b = y;
    if (a->count != b->count) return a->count < b->count ? -1 : 1;
    return (a->no > b->no) - (a->no < b->no);
}

/* Renumbers bigrams from rare to common. */
static void rank_sets(struct arena *a, struct gram_set *set, size_t n, uint32_t n_grams) {
    struct rank *rank = arena_zero(a, n_grams * sizeof *rank);
    uint32_t *to = arena_alloc(a, n_grams * sizeof *to);
    for (uint32_t g = 0; g < n_grams; g++) rank[g].no = g;
    for (size_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < set[i].n; k++) rank[set[i].gram[k]].count++;
    qsort(rank, n_grams, sizeof *rank, by_count);
    for (uint32_t g = 0; g < n_grams; g++) to[rank[g].no] = g;
    for (size_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < set[i].n; k++) set[i].gram[k] = to[set[i].gram[k]];
        qsort(set[i].gram, set[i].n, sizeof *set[i].gram, by_number);
        for (uint32_t k = 0; k < set[i].n; k++) {
            uint32_t bit = set[i].gram[k] * 0x9E3779B1u >> 25;
            set[i].sketch[bit >> 6] |= 1ull << (bit & 63);
        }
    }
}

static int by_size(const void *x, const void *y) {
    const struct gram_set *a = x, *b = y;
    if (a->n != b->n) return a->n < b->n ? -1 : 1;
    int c = memcmp(a->gram, b->gram, a->n * sizeof *a->gram); /* any total order that brings equal sets together */
    return c ? c : (a->text > b->text) - (a->text < b->text);
}

static uint32_t find(uint32_t *group, uint32_t i) {
    while (group[i] != i) i = group[i] = group[group[i]];
    return i;
}

static void join(uint32_t *group, uint32_t i, uint32_t k) {
    i = find(group, i);
    k = find(group, k);
    if (i < k) group[k] = i;
    else group[i] = k;
}

/* common ≥ share · union, in integers. */
static bool alike(const struct gram_set *x, const struct gram_set *y, struct fraction share) {
    int64_t both = (int64_t)x->n + y->n, common = 0;
    for (uint32_t i = 0, k = 0; i < x->n && k < y->n;) {
        if (x->gram[i] == y->gram[k]) {
            common++;
            i++;
            k++;
        } else if (x->gram[i] < y->gram[k]) i++;
        else k++;
    }
    return common * share.den >= share.num * (both - common);
}

/* Whether the sketches leave it possible: what differs in them is not common. */
static bool may_be_alike(const struct gram_set *x, const struct gram_set *y, struct fraction share) {
    int differ = __builtin_popcountll(x->sketch[0] ^ y->sketch[0]) + __builtin_popcountll(x->sketch[1] ^ y->sketch[1]);
    int64_t both = (int64_t)x->n + y->n, common = (both - differ) / 2;
    return common * share.den >= share.num * (both - common);
}

static size_t join_equal(struct gram_set *set, size_t n, uint32_t *group) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        const struct gram_set *x = kept ? &set[kept - 1] : NULL;
        bool equal = x && x->n == set[i].n && !memcmp(x->gram, set[i].gram, x->n * sizeof *x->gram);
        if (equal) join(group, x->text, set[i].text);
        else set[kept++] = set[i];
    }
    return kept;
}

static void join_alike(struct arena *a, const struct gram_set *set, size_t n, uint32_t n_grams, struct fraction share,
                       uint32_t *group) {
    struct posting {
        uint32_t set, next;
    } * posting;
    size_t total = 0, used = 0;
    for (size_t i = 0; i < n; i++) total += set[i].n;
    posting = arena_alloc(a, (total + 1) * sizeof *posting);
    uint32_t *head = arena_alloc(a, n_grams * sizeof *head), *met = arena_alloc(a, n * sizeof *met);
    for (uint32_t g = 0; g < n_grams; g++) head[g] = TELL_NONE;
    for (size_t i = 0; i < n; i++) met[i] = TELL_NONE;
    for (uint32_t i = 0; i < n; i++) {
        const struct gram_set *x = &set[i];
        int64_t least = (x->n * share.num + share.den - 1) / share.den, prefix = x->n - least + 1;
        for (int64_t k = 0; k < prefix && k < x->n; k++) {
            for (uint32_t p = head[x->gram[k]]; p != TELL_NONE; p = posting[p].next) {
                const struct gram_set *y = &set[posting[p].set];
                if (y->n < least) break; /* behind it only smaller sets follow */
                if (met[posting[p].set] == i || !may_be_alike(x, y, share)) continue;
                met[posting[p].set] = i;
                if (find(group, x->text) == find(group, y->text)) continue;
                if (alike(x, y, share)) join(group, x->text, y->text);
            }
            posting[used] = (struct posting){i, head[x->gram[k]]};
            head[x->gram[k]] = (uint32_t)used++;
        }
    }
}

void text_groups(struct arena *a, const struct str *text, size_t n, struct fraction similarity, uint32_t *group) {
    struct gram_set *set = arena_alloc(a, n * sizeof *set);
    struct grams g = {0};
    for (uint32_t i = 0; i < n; i++) group[i] = i;
    size_t n_sets = read_sets(a, text, n, set, &g);
    rank_sets(a, set, n_sets, g.n);
    qsort(set, n_sets, sizeof *set, by_size);
    n_sets = join_equal(set, n_sets, group);
    join_alike(a, set, n_sets, g.n, similarity, group);
    for (uint32_t i = 0; i < n; i++) group[i] = find(group, i);
}
