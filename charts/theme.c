/* See theme.h. The colours are those of the site's stylesheet where it has the same role. */
#include "charts/theme.h"
#include "charts/marks.h"

/* To add a role: its light colour must differ from all others here. */
static const struct {
    uint32_t light, dark;
} colour[ROLES] = {
    [ROLE_INK] = {0x1c2430, 0xe6eaf0},       [ROLE_INK2] = {0x55606e, 0xaab4c0},    [ROLE_AXIS] = {0x8a94a1, 0x7e8995},
    [ROLE_GRID] = {0xe3e7ec, 0x2c343e},      [ROLE_PAPER] = {0xffffff, 0x1a2028},   [ROLE_BRAND] = {0x1f5f8b, 0x7ab8e0},
    [ROLE_TINT] = {0xb5d3e7, 0x335d7c},      [ROLE_CALM] = {0x5d7183, 0x9fb0bf},    [ROLE_MUTE] = {0x93a4b3, 0x566778},
    [ROLE_BAND] = {0xe9eef3, 0x28323d},      [ROLE_RUN] = {0xbcc7d1, 0x434f5c},     [ROLE_GOOD] = {0x1b7f5c, 0x5cc59b},
    [ROLE_GOOD_TINT] = {0xa3d5c1, 0x2c6b53}, [ROLE_NEUTRAL] = {0xdde2e8, 0x3a4450}, [ROLE_BAD] = {0xb3401f, 0xf08a67},
    [ROLE_BAD_TINT] = {0xefb8a3, 0x7d4532},  [ROLE_WARN] = {0xa86a00, 0xe2b154},    [ROLE_HEAT1] = {0xedf4f9, 0x202c37},
    [ROLE_HEAT2] = {0xc9dfee, 0x274559},     [ROLE_HEAT3] = {0x94bfdd, 0x2f6287},   [ROLE_HEAT4] = {0x34739f, 0x5497c4},
    [ROLE_HEAT5] = {0x134a70, 0x8cc8ee},
};

uint32_t theme_light(enum role r) { return colour[r].light; }
uint32_t theme_dark(enum role r) { return colour[r].dark; }

void theme_dash(enum dash d, double *on, double *off) {
    static const double len[DASHES][2] = {{0, 0}, {6, 4}, {3, 3}, {1, 3}};
    *on = len[d][0];
    *off = len[d][1];
}

struct look theme_look(int i) {
    static const struct look look[] = {
        {ROLE_BRAND, ROLE_BRAND, DASH_NONE, MARK_DOT, 0},  {ROLE_CALM, ROLE_TINT, DASH_LONG, MARK_SQUARE, 0},
        {ROLE_INK, ROLE_MUTE, DASH_DOT, MARK_TRIANGLE, 0}, {ROLE_BRAND, ROLE_PAPER, DASH_SHORT, MARK_RING, 1},
        {ROLE_INK2, ROLE_INK, DASH_NONE, MARK_SQUARE, 0},  {ROLE_CALM, ROLE_NEUTRAL, DASH_DOT, MARK_RING, 0},
    };
    return look[i % (int)(sizeof look / sizeof *look)];
}
