/* The rows of `answers`: items of the answers log that are counted, as levels of satisfaction or by their values. */
#include "policies/policy_schema.h"

static void check_answer(struct bind *b, const struct yaml_node *map, void *row) {
    struct answer_rule *r = row;
    if (!r->title.zh) r->title = (struct words){r->item, r->item};
    if (r->levels == (r->n_values > 0))
        yaml_error(map, b->e, "an item of answers needs one of levels: true and values");
}

static const struct bind_key answer_keys[] = {
    BIND_KEY("item", BIND_CODE, MUST, AT(answer_rule, item)),
    BIND_KEY("title", BIND_WORDS, MAY, AT(answer_rule, title)),
    BIND_KEY("parts", BIND_BOOL, MAY, AT(answer_rule, parts)),
    CATEGORIES(answer_rule, MAY | BIND_NOT_EMPTY),
    BIND_KEY("levels", BIND_BOOL, MAY, AT(answer_rule, levels)),
    BIND_KEY("values", BIND_TITLES, MAY | BIND_NOT_EMPTY, AT(answer_rule, value), .count = AT(answer_rule, n_values)),
    CLAUSE(answer_rule),
    BIND_END,
};
const struct bind_table answer_schema = {"an item of answers", answer_keys, sizeof(struct answer_rule), NULL, "item",
                                         check_answer};
