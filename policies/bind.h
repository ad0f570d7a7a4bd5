/* From the tree of a YAML file to plain structs, by one schema table per mapping.
 *
 * A table lists the keys that a mapping may hold; each key says its type, where its value goes and whether it must be
 * there. Everything else is an error with file:line:column, what was found, what was expected and the nearest known
 * word: an unknown key, a wrong type or unit, a value out of range, a missing key, two rows of one name. Keys are
 * bound in the table's order, so a key may refer to names that an earlier key has brought. The first error wins. */
#ifndef POLICIES_BIND_H
#define POLICIES_BIND_H
#include "policies/policy.h"
#include "policies/yaml.h"

enum bind_type {
    BIND_TEXT,     /* const char *: one line, not blank */
    BIND_CODE,     /* const char *: a short name (scalar_code) */
    BIND_NAME,     /* const char *: a word of the vocabulary */
    BIND_NAMES,    /* const char ** at offset, size_t at count: one word or a list of them, none twice; with a
                      vocabulary words of it, else any text */
    BIND_ENUM,     /* int: the place of the word in the vocabulary */
    BIND_BOOL,     /* bool: true or false */
    BIND_INT,      /* int, between min and max */
    BIND_FRACTION, /* struct fraction, 0 to 1 */
    BIND_SHARE,    /* double, 0 to 1 */
    BIND_MICRO,    /* int64_t: a number from min to max (in millionths), in millionths */
    BIND_NUMBER,   /* int64_t: a whole number from min to max */
    BIND_SPAN,     /* struct span in one of `units` */
    BIND_DAYS,     /* int: a span in d or w, in days, between min and max */
    BIND_MONTHS,   /* int: a span in m, q or y, in months, between min and max */
    BIND_MINUTE,   /* int: a time of day in minutes */
    BIND_DAY,      /* int32_t: a date as a day number */
    BIND_WORDS,    /* struct words: text (zh), or {zh: …, en: …} */
    BIND_TITLES,   /* struct bind_title * and count: a mapping of code to words */
    BIND_PAIRS,    /* struct bind_pair * and count: a mapping of text to text; keys of the vocabulary if there is one */
    BIND_CLAUSE,   /* struct clause: text (the number), or {number, text, strength} */
    BIND_TABLE,    /* a nested mapping bound into the struct at offset by `table` */
    BIND_TABLES,   /* rows * and count: a list of mappings, each bound by `table` */
    BIND_CUSTOM    /* `custom` does it */
};

enum { BIND_OPTIONAL = 0, BIND_REQUIRED = 1, BIND_NOT_EMPTY = 2 }; /* flags; NOT_EMPTY: a list has at least one item */

/* Units of a span, one bit each (1 << enum span_unit). */
enum {
    BIND_CLOCK = 1 << SPAN_MINUTE | 1 << SPAN_HOUR,
    BIND_CALENDAR = 1 << SPAN_DAY | 1 << SPAN_WORKDAY | 1 << SPAN_WEEK | 1 << SPAN_MONTH | 1 << SPAN_YEAR,
    BIND_NEGATIVE = 1 << 16, /* may lie before its anchor */
    BIND_GIVEN = 1 << 17     /* not_set is no value here */
};

struct bind {
    struct arena *a;
    const void *top; /* the outermost struct that is being bound: for vocabularies that it brings itself */
    struct err *e;
};

/* The words that a key accepts: the fixed list, then those that `at` yields from bind.top until NULL. */
struct bind_vocab {
    const char *what;        /* "a category of the policy" */
    const char *const *list; /* ends with NULL; may be NULL */
    const char *(*at)(const void *top, size_t i);
};

struct bind_table;
struct bind_key {
    const char *name;
    enum bind_type type;
    unsigned flags;
    size_t offset, count; /* of the value and, for lists, of its length */
    size_t has;           /* offset of a bool that becomes true when the key is there; 0: none */
    const struct bind_table *table;
    const struct bind_vocab *vocab;
    unsigned units;
    int64_t min, max;
    void (*custom)(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row);
};

/* One line of a table: BIND_KEY("day", BIND_INT, BIND_REQUIRED, offsetof(…), .min = 1, .max = 31). */
#define BIND_KEY(key_name, key_type, key_flags, ...)                                                                   \
    { .name = key_name, .type = key_type, .flags = key_flags, .offset = __VA_ARGS__ }
#define BIND_END                                                                                                       \
    { .name = NULL }

struct bind_table {
    const char *what;           /* "a stage", for messages */
    const struct bind_key *key; /* ends with name == NULL */
    size_t size;                /* of the struct */
    const void *defaults;       /* a struct to start from; NULL: zeros */
    const char *identity;       /* the key that names a row of a list; no two rows share it. NULL: rows have no names */
    void (*check)(struct bind *b, const struct yaml_node *map, void *row); /* after all keys; may be NULL */
};

/* The layouts that BIND_TITLES and BIND_PAIRS write: as struct role, struct category, struct pair. */
struct bind_title {
    const char *code;
    struct words title;
};
struct bind_pair {
    const char *from, *to;
};

/* Binds the mapping into *row, which starts as the table's defaults. */
void bind_map(struct bind *b, const struct bind_table *t, const struct yaml_node *map, void *row);
/* One key's value into its struct, as bind_map does. */
void bind_value(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row);
/* The tree of a policy that extends another: the parent's tree with the child's values in their place, by the rules
 * of docs/policy-format.md «extends». Nodes keep the places where they stand. */
struct yaml_node *bind_merge(struct bind *b, const struct bind_table *t, struct yaml_node *parent,
                             struct yaml_node *child);

/* «found «x», expected <expected>» at the node, with the nearest word of the vocabulary (NULL: none). */
void bind_wrong(struct bind *b, const struct yaml_node *at, const char *expected, const struct bind_vocab *near);
/* «; did you mean «x»?» where a word of the vocabulary is near, else «; known: a, b, c», else "". */
const char *bind_advice(const struct bind *b, const struct bind_vocab *v, struct str s);
/* The word of the vocabulary that most resembles s, or NULL where none does. */
const char *bind_nearest(const struct bind *b, const struct bind_vocab *v, struct str s);
/* The place of s in the vocabulary or -1. */
int bind_place(const struct bind *b, const struct bind_vocab *v, struct str s);
/* The text of a scalar without blanks around, or an error and NULL. */
const char *bind_text(struct bind *b, const struct yaml_node *v);
bool bind_not_set(const struct yaml_node *v);
#endif
