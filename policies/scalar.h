/* Scalars of policies and configurations: text to value, each in one exact way of writing. Every function returns
 * false, and leaves *out alone, for anything else; none of them knows a default or a locale. */
#ifndef POLICIES_SCALAR_H
#define POLICIES_SCALAR_H
#include "policies/policy.h"

/* `true` or `false`; `yes`, `no`, `on` … are not truth values. */
bool scalar_bool(struct str s, bool *out);
/* `12`, `-3`, `0`: no sign +, no leading zeros, no separators. */
bool scalar_int(struct str s, int64_t *out);
/* `30 %`, `30%`, `12.5 %`, `0.3`, `1`, `1/2`: kept exactly as written, never negative (30 % is 30/100). */
bool scalar_fraction(struct str s, struct fraction *out);
/* A decimal number in millionths: `1`, `0.5`, `-2.25`; at most six decimals. */
bool scalar_micro(struct str s, int64_t *out);
/* `3 d`, `3d`: a whole number and min, h, d, wd (working days), w, m (months), q (3 months) or y; `same_day` is 0 d.
 * At most one blank between. `not_set` is no span here. */
bool scalar_span(struct str s, struct span *out);
/* `08:30` in minutes of the day, 00:00 to 23:59. */
bool scalar_minute(struct str s, int *out);
/* Letters of ASCII, digits, `_`, `-` and `.`, beginning with a letter or a digit; at most 64. */
bool scalar_code(struct str s);
#endif
