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
    if (!str_to_int(str_of(epoch), &v) || v < 0)
        err_set(e, ERR_CONFIG, "SOURCE_DATE_EPOCH=%s is not a number of seconds", epoch);
    return err_is(e) ? 0 : (time_t)v;
}

/* What the libraries below would read from it changes fonts, digests, time zones and places of temporary files, so
 * nothing of the environment is left but what is read here. */
static void clear_environment(struct arena *a, struct err *e) {
    static const char *const keep[] = {"SOURCE_DATE_EPOCH", "TERM", "NO_COLOR", "JOURNAL_STREAM"};
    enum { N = sizeof keep / sizeof *keep };
    const char *value[N];
    for (size_t i = 0; i < N; i++) {
        const char *v = getenv(keep[i]);
        value[i] = v ? arena_cstr(a, str_of(v)) : NULL;
    }
    bool ok = clearenv() == 0;
    for (size_t i = 0; i < N; i++) ok = ok && (!value[i] || setenv(keep[i], value[i], 1) == 0);
    if (!ok) err_set(e, ERR_INVARIANT, "the environment cannot be set: %s", strerror(errno));
}

/* A zone whose file cannot be read is UTC to the C library, without a word: the name that it gives the zone must stand in
 * the file. */
static void set_zone(struct session *x, struct err *e) {
    if (err_is(e)) return;
    if (setenv("TZ", x->c->timezone, 1) != 0)
        err_set(e, ERR_CONFIG, "the time zone cannot be set: %s", strerror(errno));
    tzset();
    struct buf b;
    buf_init(&b);
    file_read(arena_printf(&x->a, "/usr/share/zoneinfo/%s", x->c->timezone), 1 << 20, &b, e);
    if (!err_is(e) && !memmem(b.p, b.n, tzname[0], strlen(tzname[0])))
        err_set(e, ERR_IO, "the time zone %s cannot be read; run again", x->c->timezone);
    buf_release(&b);
}

static void set_time(struct session *x, const struct options *o, struct err *e) {
    set_zone(x, e);
    time_t t = now(e);
    x->now = (int64_t)t;
    struct tm tm;
    if (err_is(e)) return;
    if (!localtime_r(&t, &tm)) {
        err_set(e, ERR_CONFIG, "the clock shows no valid time");
        return;
    }
    int32_t today = civil_day(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
    moment_text((struct moment){(int64_t)today * CIVIL_DAY_S + tm.tm_hour * 3600 + tm.tm_min * 60 +
                                    (tm.tm_sec > 59 ? 59 : tm.tm_sec),
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
    *x = (struct session){.lock_fd = -1, .store_fd = -1};
    arena_init(&x->a);
    const char *path = find_config(&x->a, o, e);
    if (path) path = arena_cstr(&x->a, str_of(path));
    clear_environment(&x->a, e);
    if (path) x->c = config_read(&x->a, path, e);
    if (err_is(e)) return;
    set_time(x, o, e);
    set_language(x, o, e);
    /* Temporary files hold rows as they came, so they lie beside the store. */
    if (setenv("SQLITE_TMPDIR", file_dirname(&x->a, x->c->store), 1) != 0)
        err_set(e, ERR_INVARIANT, "the environment cannot be set: %s", strerror(errno));
    if (need == SESSION_CONFIG || err_is(e)) return;
    if (need == SESSION_WRITE) {
        file_mkdirs_durable(file_dirname(&x->a, x->c->store), e);
        if (!o->force) store_check_place(x->c->store, e);
        x->lock_fd = lock_take(x->c->store, x->started, e);
    }
    x->s = store_open(x->c->store, need == SESSION_WRITE ? STORE_WRITE : STORE_READ, e);
    if (need == SESSION_WRITE) x->store_fd = lock_store(x->c->store, e);
    if (need == SESSION_READ && e->code == ERR_NOINPUT)
        err_context(e, "nothing was imported yet (run `huifang run` first)");
}

void session_close(struct session *x, struct err *e) {
    store_close(x->s, e);
    if (x->store_fd >= 0) close(x->store_fd);
    if (x->lock_fd >= 0) close(x->lock_fd);
    arena_release(&x->a);
}

enum { BACK_S = 300, LEAP_DAYS = 45 };

static void check_clock(struct session *x, const struct options *o, bool with_as_of, struct err *e) {
    struct stmt *q = store_stmt(x->s, "SELECT run, started_at FROM run ORDER BY run DESC LIMIT 1", e);
    struct moment last = moment_none(), now = moment_none();
    int64_t run = stmt_step(q, e) ? stmt_int(q, 0) : 0;
    if (run) last = stmt_moment(q, 1);
    stmt_reset(q);
    moment_parse(str_of(x->started), &now);
    if (err_is(e) || !moment_is(last) || o->force) return;
    char text[MOMENT_TEXT];
    if (now.s < last.s - BACK_S)
        err_set(e, ERR_CONFIG,
                "the clock shows %s, which is before the run before (%s); set it, or say --force where it is right",
                x->started, moment_text(last, text));
    else if (with_as_of && !o->as_of && now.s > last.s + (int64_t)LEAP_DAYS * CIVIL_DAY_S)
        err_set(
            e, ERR_CONFIG,
            "the clock shows %s, more than %d days after the run before (%s); set it, or name the day with --as-of, or say "
            "--force where it is right",
            x->started, LEAP_DAYS, moment_text(last, text));
}

void session_run(struct session *x, const struct options *o, const char *command, bool with_as_of, struct err *e) {
    char day[MOMENT_TEXT];
    check_clock(x, o, with_as_of, e);
    if (err_is(e)) return;
    store_begin(x->s, e);
    struct stmt *q = store_stmt(
        x->s, "INSERT INTO run (command, as_of, started_at, software, config) VALUES (?1, ?2, ?3, ?4, ?5)", e);
    stmt_bind_str(q, 1, str_of(command));
    stmt_bind_str(q, 2, str_of(civil_day_text(x->as_of, day)));
    stmt_bind_str(q, 3, str_of(x->started));
    stmt_bind_str(q, 4, str_of(CLI_VERSION));
    stmt_bind_blob(q, 5, x->c->digest, sizeof x->c->digest);
    stmt_run(q, e);
    store_commit(x->s, e);
    x->run = store_int(x->s, "SELECT max(run) FROM run", e);
}
