/* What every verb needs first: the configuration, its time zone, the as-of day, the lock, the store, the run. */
#include "base/file.h"
#include "cli/cli.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char *find_config(struct arena *a, const struct options *o, struct err *e) {
    if (o->config) return o->config;
    const char *env = getenv("HUIFANG_CONFIG");
    if (env && env[0]) return env;
    const char *xdg = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    const char *place[] = {"huifang.yaml",
                           xdg && xdg[0]     ? arena_printf(a, "%s/huifang/huifang.yaml", xdg)
                           : home && home[0] ? arena_printf(a, "%s/.config/huifang/huifang.yaml", home)
                                             : "huifang.yaml",
                           "/etc/huifang/huifang.yaml"};
    for (size_t i = 0; i < sizeof place / sizeof *place; i++)
        if (file_exists(place[i])) return place[i];
    err_set(e, ERR_NOINPUT, "no configuration found; name one with -c FILE, or make one with `huifang init DIR`");
    return NULL;
}

/* The clock, read once: SOURCE_DATE_EPOCH where set, for runs that must give the same bytes again. */
static time_t now(struct err *e) {
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (!epoch || !epoch[0]) return time(NULL);
    int64_t v;
    if (!str_to_int(str_of(epoch), &v) || v < 0) err_set(e, ERR_CONFIG, "SOURCE_DATE_EPOCH=%s is not a number of seconds", epoch);
    return err_is(e) ? 0 : (time_t)v;
}

static void set_time(struct session *x, const struct options *o, struct err *e) {
    if (setenv("TZ", x->c->timezone, 1) != 0) err_set(e, ERR_CONFIG, "the time zone cannot be set: %s", strerror(errno));
    tzset();
    time_t t = now(e);
    x->now = (int64_t)t;
    struct tm tm;
    if (err_is(e)) return;
    if (!localtime_r(&t, &tm)) {
        err_set(e, ERR_CONFIG, "the clock shows no valid time");
        return;
    }
    int32_t today = civil_day(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
    moment_text((struct moment){(int64_t)today * CIVIL_DAY_S + tm.tm_hour * 3600 + tm.tm_min * 60 + (tm.tm_sec > 59 ? 59 : tm.tm_sec),
                                MOMENT_TIME},
                x->started);
    x->as_of = today - 1;
    if (o->as_of && !civil_parse_day(str_of(o->as_of), &x->as_of))
        err_set(e, ERR_USAGE, "--as-of %s: expected a date such as 2026-10-31", o->as_of);
}

static void set_language(struct session *x, const struct options *o, struct err *e) {
    if (!o->language || err_is(e)) return;
    if (strcmp(o->language, "zh-CN") == 0) x->c->language = LANG_ZH;
    else if (strcmp(o->language, "en") == 0) x->c->language = LANG_EN;
    else err_set(e, ERR_USAGE, "--language %s: expected zh-CN or en", o->language);
}

void session_open(struct session *x, const struct options *o, enum session_need need, struct err *e) {
    *x = (struct session){.lock_fd = -1};
    arena_init(&x->a);
    const char *path = find_config(&x->a, o, e);
    if (path) x->c = config_read(&x->a, path, e);
    if (err_is(e)) return;
    set_time(x, o, e);
    set_language(x, o, e);
    if (need == SESSION_CONFIG || err_is(e)) return;
    if (need == SESSION_WRITE) {
        file_mkdirs_durable(file_dirname(&x->a, x->c->store), e);
        x->lock_fd = lock_take(x->c->store, x->started, e);
    }
    x->s = store_open(x->c->store, need == SESSION_WRITE ? STORE_WRITE : STORE_READ, e);
    if (need == SESSION_READ && e->code == ERR_NOINPUT)
        err_context(e, "nothing was imported yet (run `huifang run` first)");
}

void session_close(struct session *x, struct err *e) {
    store_close(x->s, e);
    if (x->lock_fd >= 0) close(x->lock_fd);
    arena_release(&x->a);
}

void session_run(struct session *x, const char *command, bool with_as_of, struct err *e) {
    char day[MOMENT_TEXT];
    store_begin(x->s, e);
    struct stmt *q = store_stmt(x->s,
                                "INSERT INTO run (command, as_of, started_at, software, config) VALUES (?1, ?2, ?3, ?4, ?5)", e);
    stmt_bind_str(q, 1, str_of(command));
    if (with_as_of) stmt_bind_str(q, 2, str_of(civil_day_text(x->as_of, day)));
    stmt_bind_str(q, 3, str_of(x->started));
    stmt_bind_str(q, 4, str_of(CLI_VERSION));
    stmt_bind_blob(q, 5, x->c->digest, sizeof x->c->digest);
    stmt_run(q, e);
    store_commit(x->s, e);
    x->run = store_int(x->s, "SELECT max(run) FROM run", e);
}
