#include "policies/policy.h"

static const struct {
    const char *name;
    enum field_type type;
} fields[] = {
#define X(name, type) {#name, FIELD_##type},
    EVENT_FIELDS(X)
#undef X
};

const char *event_field_name(enum event_field f) { return fields[f].name; }
enum field_type event_field_type(enum event_field f) { return fields[f].type; }

bool event_field_find(struct str name, enum event_field *out) {
    for (int i = 0; i < EVENT_FIELD_COUNT; i++) {
        if (!str_is(name, fields[i].name)) continue;
        *out = (enum event_field)i;
        return true;
    }
    return false;
}
