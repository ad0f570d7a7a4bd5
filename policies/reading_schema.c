/* The rows of `readings`: what the words of the regulation leave open, and how the policy reads them. */
#include "policies/policy_schema.h"

const char *const policy_parts[] = {"stages",     "targets",  "merge",  "exemptions", "repeats", "rework",
                                    "limits",     "visitors", "visits", "samples",    "scores",  "checks",
                                    "escalation", "counts",   "forms",  "reports",    NULL};
static const struct bind_vocab part_vocab = {"a part of the policy", policy_parts, NULL};

static const struct bind_key reading_keys[] = {
    BIND_KEY("name", BIND_CODE, MUST, AT(reading_rule, name)),
    BIND_KEY("text", BIND_WORDS, MUST, AT(reading_rule, text)),
    BIND_KEY("about", BIND_NAMES, MUST | BIND_NOT_EMPTY, LIST(reading_rule, about), .vocab = &part_vocab),
    CLAUSE(reading_rule),
    BIND_END,
};
const struct bind_table reading_schema = {"a reading", reading_keys, sizeof(struct reading_rule), NULL, "name", NULL};
