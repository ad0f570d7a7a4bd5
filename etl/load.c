#include "etl/load.h"
#include "base/mem.h"
#include "store/feed.h"

enum { DIGEST = CONTENT_DIGEST, LINE_BITS = 64, NAMES = 1024 };

/* The version of a key that is in force. */
struct force {
    int64_t rowid, file, line, run;
    bool withdrawn;
    unsigned char digest[DIGEST];
    struct str rank, source, story, events, visit; /* story: the derived column where the log has one */
};

struct loader {
    struct store *store;
    struct ledger *ledger;
    const struct touch *touch;
    const struct mapping *map;
    const struct log *log;
    struct arena arena;
    struct statements *sql;
    struct insert_places at;
    struct stmt *insert, *current, *name; /* used for every row: kept at hand */
    struct feed_cell names[NAMES * 2];    /* events and the visits that name them, to be entered together */
    size_t n_names;
    struct arena names_text;
    bool bound_none[LOG_FIELDS_MAX]; /* what is empty again need not be bound again */

    const struct ledger_file *file;
    struct str rank; /* of the file */
    bool newest, outdated, conflicts, likely_known;
    bool tried; /* the batch's new records were entered together */
    struct ledger_counts k;
    struct buf same_lines; /* a bit per line: its row stood there already in the file's state before */
    char first[MOMENT_TEXT], last[MOMENT_TEXT];
};

struct loader *load_open(struct store *s, struct ledger *l, const struct touch *t, const struct mapping *m,
                         struct err *e) {
    struct loader *ld = mem_zero(sizeof *ld);
    *ld = (struct loader){.store = s, .ledger = l, .touch = t, .map = m, .log = m->log};
    arena_init(&ld->arena);
    ld->sql = statements_make(&ld->arena, m->log);
    ld->at = statements_insert_places(m->log);
    buf_init(&ld->same_lines);
    ld->insert = store_stmt(s, ld->sql->insert, e);
    ld->current = store_stmt(s, ld->sql->current, e);
    feed_open(s, e);
    ld->name = store_stmt(s, "INSERT OR IGNORE INTO visit_event(event_id, visit_id) SELECT c0, c1 FROM feed", e);
    struct stmt *q = store_stmt(s, "SELECT EXISTS (SELECT 1 FROM conflict WHERE table_name = ?1)", e);
    stmt_bind_str(q, 1, str_of(m->log->table));
    ld->conflicts = stmt_step(q, e) && stmt_int(q, 0);
    stmt_reset(q);
    if (m->source->snapshot) store_exec(s, "CREATE TEMP TABLE IF NOT EXISTS seen(k TEXT PRIMARY KEY) WITHOUT ROWID", e);
    return ld;
}

void load_close(struct loader *ld) {
    if (!ld) return;
    buf_release(&ld->same_lines);
    arena_release(&ld->names_text);
    arena_release(&ld->arena);
    mem_free(ld);
}

void load_begin(struct loader *ld, const struct ledger_file *file, struct str rank, bool newest, bool outdated,
                struct err *e) {
    ld->file = file;
    ld->rank = rank;
    ld->newest = newest;
    ld->outdated = outdated;
    ld->k = (struct ledger_counts){0};
    ld->first[0] = ld->last[0] = 0;
    buf_reset(&ld->same_lines);
    ld->tried = false;
    ld->n_names = 0; /* of a file that was given up */
    arena_reset(&ld->names_text);
    if (newest) store_exec(ld->store, "DELETE FROM temp.seen", e);
}

const struct ledger_counts *load_counts(const struct loader *ld) { return &ld->k; }

void load_times(const struct loader *ld, struct str *first, struct str *last) {
    *first = ld->first[0] ? str_of(ld->first) : str_none();
    *last = ld->last[0] ? str_of(ld->last) : str_none();
}

/* --- binding --------------------------------------------------------------------------------------------------- */

static void bind_value(struct stmt *q, int place, const struct value *v) {
    switch (v->kind) {
    case VALUE_NONE: stmt_bind_null(q, place); break;
    case VALUE_TEXT: stmt_bind_str(q, place, v->text); break;
    case VALUE_INT: stmt_bind_int(q, place, v->i); break;
    case VALUE_REAL: stmt_bind_real(q, place, v->real); break;
    }
}

/* A row on its way in. */
struct incoming {
    const struct record *r;
    int64_t line;
    struct str rank;
    const unsigned char *digest;
};

static void bind_version(struct loader *ld, const struct incoming *in) {
    struct stmt *q = ld->insert;
    for (int i = 0; i < ld->log->n_fields; i++) {
        bool none = in->r->v[i].kind == VALUE_NONE;
        if (!(none && ld->bound_none[i])) bind_value(q, i + 1, &in->r->v[i]);
        ld->bound_none[i] = none;
    }
    if (ld->at.derived) bind_value(q, ld->at.derived, &in->r->derived);
    if (ld->at.own && ld->map->n_own) bind_value(q, ld->at.own, &in->r->declared);
    stmt_bind_int(q, ld->at.withdrawn, in->r->withdrawn || ld->outdated);
    stmt_bind_str(q, ld->at.source, ld->file->source);
    stmt_bind_int(q, ld->at.file, ld->file->id);
    stmt_bind_int(q, ld->at.line, in->line);
    stmt_bind_str(q, ld->at.rank, in->rank);
    stmt_bind_blob(q, ld->at.digest, in->digest, DIGEST);
    stmt_bind_int(q, ld->at.run, ld->ledger->run);
    stmt_bind_null(q, ld->at.run_out);
}

static void enter_names(struct loader *ld, struct err *e) {
    feed_run(ld->store, ld->name, ld->names, ld->n_names, 2, e);
    ld->n_names = 0;
    arena_reset(&ld->names_text);
}

/* Every version's named events, so that a visit is found from any event that it ever named. Nothing asks for them before
 * the file is through. */
static void name_events(struct loader *ld, const struct record *r, struct err *e) {
    if (ld->log->reach != REACH_VISIT || r->v[ld->map->at.event_id].kind != VALUE_TEXT) return;
    struct str visit = arena_str(&ld->names_text, r->key);
    for (struct str rest = r->v[ld->map->at.event_id].text, id; str_split(&rest, ';', &id);) {
        struct feed_cell *row = &ld->names[2 * ld->n_names++];
        row[0] = feed_str(arena_str(&ld->names_text, id));
        row[1] = feed_str(visit);
        if (ld->n_names < NAMES) continue;
        enter_names(ld, e);
        visit = arena_str(&ld->names_text, r->key);
    }
}

void load_rows_end(struct loader *ld, struct err *e) { enter_names(ld, e); }

/* --- touching ------------------------------------------------------------------------------------------------- */

static struct str field_text(const struct loader *ld, const struct record *r, const char *name) {
    int i = logs_field(ld->log, name);
    return i >= 0 && r->v[i].kind == VALUE_TEXT ? r->v[i].text : str_none();
}

static void touch_old(const struct loader *ld, struct str key, const struct force *old, struct err *e) {
    switch (ld->log->reach) {
    case REACH_NONE: break;
    case REACH_ALL: touch_all(ld->touch, e); break;
    case REACH_EVENT: touch_story(ld->touch, old->story, e); break;
    case REACH_VISIT: touch_visit(ld->touch, key, old->events, e); break;
    case REACH_OF_EVENT:
        touch_events(ld->touch, old->events, e);
        touch_visit_known(ld->touch, old->visit, e);
        break;
    }
}

static void touch_new(const struct loader *ld, const struct record *r, bool presence, struct err *e) {
    switch (ld->log->reach) {
    case REACH_NONE: break;
    case REACH_ALL: touch_all(ld->touch, e); break;
    case REACH_EVENT:
        touch_story(ld->touch, r->derived.text, e);
        touch_visits_of(ld->touch, r->key, presence, e);
        break;
    case REACH_VISIT: touch_visit(ld->touch, r->key, field_text(ld, r, "event_id"), e); break;
    case REACH_OF_EVENT:
        touch_events(ld->touch, field_text(ld, r, "event_id"), e);
        touch_visit_known(ld->touch, field_text(ld, r, "visit_id"), e);
        break;
    }
}

static void touch_change(const struct loader *ld, const struct record *r, const struct force *old, bool presence,
                         struct err *e) {
    if (!ld->touch->active) return;
    if (old) touch_old(ld, r->key, old, e);
    touch_new(ld, r, presence, e);
}

/* --- versions ------------------------------------------------------------------------------------------------- */

static int bind_key(const struct loader *ld, struct stmt *q, const struct record *r) {
    int n = 0;
    for (int i = 0; i < ld->log->n_fields; i++)
        if (ld->log->field[i].flags & LOG_IN_KEY) bind_value(q, ++n, &r->v[i]);
    return n;
}

static bool find_force(struct loader *ld, struct arena *row, const struct record *r, struct force *f, struct err *e) {
    struct stmt *q = ld->current;
    bind_key(ld, q, r);
    if (!stmt_step(q, e)) return false;
    *f = (struct force){.rowid = stmt_int(q, 0),
                        .file = stmt_int(q, 3),
                        .line = stmt_int(q, 4),
                        .withdrawn = stmt_int(q, 5) != 0,
                        .run = stmt_int(q, 6)};
    struct str digest = stmt_blob(q, 1);
    memcpy(f->digest, digest.p, digest.n < DIGEST ? digest.n : DIGEST);
    f->rank = arena_str(row, stmt_str(q, 2));
    f->source = arena_str(row, stmt_str(q, 7));
    struct str *text[] = {&f->story, &f->events, &f->visit};
    for (int i = 0; i < 3; i++)
        if (!stmt_is_null(q, 8 + i)) *text[i] = arena_str(row, stmt_str(q, 8 + i));
    stmt_reset(q);
    return true;
}

/* A place among the copies of a key. */
struct place {
    struct str rank;
    int64_t file, line;
};

static bool same_path(const struct loader *ld, int64_t file) {
    return file == ld->file->id || str_eq(ledger_at(ld->ledger, file)->path, ld->file->path);
}

/* Whether a copy of this file's path was read with other settings: its ranks may mean something else. */
static bool other_settings(const struct loader *ld, int64_t file) {
    return memcmp(ledger_at(ld->ledger, file)->mapping, ld->file->mapping, sizeof ld->file->mapping) != 0;
}

/* More than 0: the incoming row stands above the stored place. */
static int compare(const struct loader *ld, const struct incoming *in, struct place p) {
    bool same = same_path(ld, p.file);
    if (same && p.file != ld->file->id && other_settings(ld, p.file)) return 1;
    int c = str_cmp(in->rank, p.rank);
    if (c) return c;
    if (p.file == ld->file->id) return in->line > p.line ? 1 : -1;
    if (!same) return str_cmp(ld->file->path, ledger_at(ld->ledger, p.file)->path);
    return ld->file->id > p.file ? 1 : -1;
}

static bool by_date(struct str rank) { return rank.n && rank.p[0] != '/'; }

static bool in_conflict(const struct loader *ld, const struct incoming *in, struct place p) {
    return by_date(in->rank) && str_eq(in->rank, p.rank) && (p.file == ld->file->id || !same_path(ld, p.file));
}

/* Writes the key's conflicts anew, because they follow from its versions alone; nothing to do while the table has none.
 */
static void list_conflicts(struct loader *ld, const struct record *r, bool clash, struct err *e) {
    if (!clash && !ld->conflicts) return;
    struct stmt *q = store_stmt(ld->store, "DELETE FROM conflict WHERE table_name = ?1 AND record_key = ?2", e);
    stmt_bind_str(q, 1, str_of(ld->log->table));
    stmt_bind_str(q, 2, r->key);
    stmt_run(q, e);
    q = store_stmt(ld->store, ld->sql->conflicts, e);
    int n = bind_key(ld, q, r);
    stmt_bind_str(q, n + 1, str_of(ld->log->table));
    stmt_bind_str(q, n + 2, r->key);
    stmt_run(q, e);
    ld->k.n_conflict += clash;
    ld->conflicts = true;
}

static void move_version(struct loader *ld, const char *sql, int64_t rowid, const struct incoming *in, bool withdrawn,
                         struct err *e) {
    struct stmt *q = store_stmt(ld->store, sql, e);
    stmt_bind_int(q, 1, rowid);
    stmt_bind_str(q, 2, in->rank);
    stmt_bind_int(q, 3, ld->file->id);
    stmt_bind_int(q, 4, in->line);
    stmt_bind_str(q, 5, ld->file->source);
    stmt_bind_int(q, 6, withdrawn);
    stmt_run(q, e);
}

static void retire(struct loader *ld, int64_t rowid, struct err *e) {
    struct stmt *q = store_stmt(ld->store, ld->sql->retire, e);
    stmt_bind_int(q, 1, ld->ledger->run);
    stmt_bind_int(q, 2, rowid);
    stmt_run(q, e);
}

/* The same content with another `withdrawn`, as a version of this run. */
static void set_withdrawn(struct loader *ld, int64_t rowid, int64_t run, bool withdrawn, struct err *e) {
    bool within = run == ld->ledger->run;
    if (!within) retire(ld, rowid, e);
    struct stmt *q = store_stmt(ld->store, within ? ld->sql->mark : ld->sql->withdraw, e);
    stmt_bind_int(q, 1, rowid);
    stmt_bind_int(q, 2, withdrawn);
    if (!within) stmt_bind_int(q, 3, ld->ledger->run);
    stmt_run(q, e);
}

/* --- one row -------------------------------------------------------------------------------------------------- */

static bool stood_there(const struct loader *ld, int64_t line) {
    size_t byte = (size_t)line >> 3;
    return byte < ld->same_lines.n && (unsigned char)ld->same_lines.p[byte] >> (line & 7) & 1;
}

static void note_line(struct loader *ld, int64_t line) {
    size_t byte = (size_t)line >> 3;
    while (ld->same_lines.n <= byte) buf_byte(&ld->same_lines, 0);
    ld->same_lines.p[byte] = (char)((unsigned char)ld->same_lines.p[byte] | 1u << (line & 7));
}

static enum span_outcome load_same(struct loader *ld, const struct incoming *in, const struct force *f, struct err *e) {
    bool same = same_path(ld, f->file), first = f->file != ld->file->id && !(same && stood_there(ld, f->line));
    enum span_outcome o = first ? SPAN_UNCHANGED : SPAN_DUPLICATE;
    bool above = compare(ld, in, (struct place){f->rank, f->file, f->line}) > 0;
    bool mine = str_eq(f->source, ld->file->source);
    bool back = f->withdrawn && !in->r->withdrawn && !ld->outdated && (ld->newest ? above || mine : above);
    if (above && same && f->line == in->line && str_eq(f->rank, in->rank) && !other_settings(ld, f->file)) {
        note_line(ld, in->line); /* a file that only grew: nothing is written for what it had */
    } else if (above) {
        move_version(ld, ld->sql->raise, f->rowid, in, f->withdrawn, e);
        list_conflicts(ld, in->r, false, e);
    }
    if (!back) return o;
    set_withdrawn(ld, f->rowid, f->run, false, e);
    touch_change(ld, in->r, f, true, e);
    return o;
}

/* A past version with this content: it is raised, or put in force again where this run had taken it out. */
struct past {
    bool found;
    int64_t rowid, run_out;
    struct str rank;
    int64_t file, line;
};

static struct past find_past(struct loader *ld, struct arena *row, const struct incoming *in, struct err *e) {
    struct past p = {0};
    struct stmt *q = store_stmt(ld->store, ld->sql->past, e);
    int n = bind_key(ld, q, in->r);
    stmt_bind_blob(q, n + 1, in->digest, DIGEST);
    if (!stmt_step(q, e)) return p;
    p = (struct past){true,           stmt_int(q, 0), stmt_int(q, 4), arena_str(row, stmt_str(q, 1)),
                      stmt_int(q, 2), stmt_int(q, 3)};
    stmt_reset(q);
    return p;
}

/* The row in force stood on its line already in this file's state before, for which nothing was written; that it stands
 * there still matters once another row of the file claims the same rank. */
static void place_anew(struct loader *ld, const struct incoming *in, struct force *f, struct err *e) {
    if (f->file == ld->file->id || !same_path(ld, f->file) || !stood_there(ld, f->line) || !str_eq(in->rank, f->rank))
        return;
    struct incoming was = {.line = f->line, .rank = f->rank};
    f->file = ld->file->id;
    move_version(ld, ld->sql->raise, f->rowid, &was, f->withdrawn, e);
}

static enum span_outcome load_winner(struct loader *ld, struct arena *row, const struct incoming *in,
                                     const struct force *f, struct err *e) {
    bool clash = in_conflict(ld, in, (struct place){f->rank, f->file, f->line});
    bool withdrawn = in->r->withdrawn || (ld->outdated && f->withdrawn);
    retire(ld, f->rowid, e);
    struct past p = find_past(ld, row, in, e);
    if (p.found && p.run_out == ld->ledger->run && p.rowid != f->rowid) {
        move_version(ld, ld->sql->revive, p.rowid, in, withdrawn, e);
    } else {
        stmt_bind_int(ld->insert, ld->at.withdrawn, withdrawn);
        stmt_run(ld->insert, e);
        name_events(ld, in->r, e);
    }
    list_conflicts(ld, in->r, clash, e);
    touch_change(ld, in->r, f, f->withdrawn != withdrawn, e);
    return SPAN_CHANGED;
}

static enum span_outcome load_loser(struct loader *ld, struct arena *row, const struct incoming *in,
                                    const struct force *f, struct err *e) {
    enum span_outcome o = SPAN_CHANGED;
    bool clash = in_conflict(ld, in, (struct place){f->rank, f->file, f->line});
    struct past p = find_past(ld, row, in, e);
    if (p.found) {
        o = p.file == ld->file->id ? SPAN_DUPLICATE : SPAN_UNCHANGED;
        if (compare(ld, in, (struct place){p.rank, p.file, p.line}) > 0)
            move_version(ld, ld->sql->raise, p.rowid, in, in->r->withdrawn, e);
    } else {
        stmt_bind_int(ld->insert, ld->at.run_out, ld->ledger->run);
        stmt_run(ld->insert, e);
        name_events(ld, in->r, e);
    }
    list_conflicts(ld, in->r, clash, e);
    return o;
}

static void note_time(struct loader *ld, struct str own) {
    if (!own.n || own.n >= MOMENT_TEXT) return;
    char text[MOMENT_TEXT];
    memcpy(text, own.p, own.n);
    text[own.n] = 0;
    if (!ld->first[0] || strcmp(text, ld->first) < 0) memcpy(ld->first, text, own.n + 1);
    if (!ld->last[0] || strcmp(text, ld->last) > 0) memcpy(ld->last, text, own.n + 1);
}

static void note_seen(struct loader *ld, struct str key, struct err *e) {
    if (!ld->newest || !key.p) return;
    struct stmt *q = store_stmt(ld->store, "INSERT OR IGNORE INTO temp.seen(k) VALUES (?1)", e);
    stmt_bind_str(q, 1, key);
    stmt_run(q, e);
}

static enum span_outcome load_known(struct loader *ld, struct arena *row, const struct incoming *in, struct force *f,
                                    struct err *e) {
    if (memcmp(f->digest, in->digest, DIGEST) == 0) return load_same(ld, in, f, e);
    place_anew(ld, in, f, e);
    bind_version(ld, in);
    bool above = compare(ld, in, (struct place){f->rank, f->file, f->line}) > 0;
    return above ? load_winner(ld, row, in, f, e) : load_loser(ld, row, in, f, e);
}

static enum span_outcome load_new(struct loader *ld, const struct record *r, struct err *e) {
    name_events(ld, r, e);
    touch_change(ld, r, NULL, true, e);
    return SPAN_NEW;
}

static void count(struct ledger_counts *k, enum span_outcome o) {
    k->rows++;
    k->n_new += o == SPAN_NEW;
    k->n_changed += o == SPAN_CHANGED;
    k->n_unchanged += o == SPAN_UNCHANGED;
    k->n_duplicate += o == SPAN_DUPLICATE;
    k->n_quarantined += o == SPAN_QUARANTINED;
}

/* The lines of the versions inserted last say which records those are. */
static void tell_entered(struct loader *ld, const struct feed_cell *cell, size_t n, int64_t inserted, bool *entered,
                         struct err *e) {
    size_t columns = (size_t)content_columns(ld->log), at = (size_t)content_line(ld->log);
    struct stmt *q = store_stmt(ld->store, ld->sql->latest, e);
    stmt_bind_int(q, 1, inserted);
    for (size_t i = n; i > 0 && stmt_step(q, e);) {
        while (i > 0 && cell[(i - 1) * columns + at].v != stmt_int(q, 0)) i--;
        if (i > 0) entered[--i] = true;
    }
    stmt_reset(q);
}

void load_enter(struct loader *ld, const struct feed_cell *cell, size_t n, bool *entered, struct err *e) {
    memset(entered, 0, n * sizeof *entered);
    ld->tried = !ld->likely_known;
    if (!ld->tried || !n) return;
    struct stmt *q = store_stmt(ld->store, ld->sql->enter, e);
    stmt_bind_int(q, 1, ld->outdated);
    stmt_bind_str(q, 2, ld->file->source);
    stmt_bind_int(q, 3, ld->file->id);
    stmt_bind_str(q, 4, ld->rank);
    stmt_bind_int(q, 5, ld->ledger->run);
    int64_t inserted = feed_run(ld->store, q, cell, n, content_columns(ld->log), e);
    if (inserted == (int64_t)n) memset(entered, 1, n * sizeof *entered);
    else if (inserted) tell_entered(ld, cell, n, inserted, entered, e);
}

/* Inserting first is the cheap way for keys that are new, looking first for those that are not: what the row before
 * was is the best guess. */
enum span_outcome load_row(struct loader *ld, struct arena *row, const struct record *r,
                           const unsigned char digest[CONTENT_DIGEST], bool entered, int64_t line, struct err *e) {
    struct incoming in = {r, line, r->updated.p ? r->updated : ld->rank, digest};
    struct force f;
    note_time(ld, r->own);
    bool known = !entered && (ld->likely_known || ld->tried) && find_force(ld, row, r, &f, e);
    if (!known && !entered) {
        bind_version(ld, &in);
        known = stmt_run(ld->insert, e) == 0 && find_force(ld, row, r, &f, e);
    }
    ld->likely_known = known;
    enum span_outcome o = known ? load_known(ld, row, &in, &f, e) : load_new(ld, r, e);
    count(&ld->k, o);
    note_seen(ld, r->key, e);
    ledger_mend(ld->ledger, row, ld->log, r->key, (struct ledger_place){ld->file->id, line}, e);
    return o;
}

/* --- refused rows and snapshots ------------------------------------------------------------------------------- */

/* The key's values from its text, for looking it up. */
static bool split_key(const struct loader *ld, struct str key, struct record *r) {
    struct str part;
    for (int i = 0; i < ld->log->n_fields; i++) {
        if (!(ld->log->field[i].flags & LOG_IN_KEY)) continue;
        if (!str_split(&key, '|', &part)) return false;
        r->v[i] = (struct value){VALUE_TEXT, part, 0, 0};
    }
    return !key.p;
}

/* Whether the store holds the row already, from a place above this file's, and which. */
static bool mended_before(struct loader *ld, struct arena *row, struct str key, int64_t line,
                          struct ledger_place *where, struct err *e) {
    struct record r = {0};
    struct force f;
    if (!key.p || !split_key(ld, key, &r) || !find_force(ld, row, &r, &f, e)) return false;
    struct incoming in = {&r, line, ld->rank, NULL};
    *where = (struct ledger_place){f.file, f.line};
    return !same_path(ld, f.file) && compare(ld, &in, (struct place){f.rank, f.file, f.line}) < 0;
}

void load_refused(struct loader *ld, struct arena *row, const struct row *in, const struct refusal *no, struct err *e) {
    count(&ld->k, SPAN_QUARANTINED);
    note_seen(ld, no->key, e);
    struct ledger_place where;
    bool mended = mended_before(ld, row, no->key, in->line, &where, e);
    ledger_refuse(ld->ledger, ld->log, ld->file->id, in, no, mended ? &where : NULL, e);
}

enum { BATCH = 256 };

static void touch_withdrawn(struct loader *ld, struct arena *row, struct str key, struct err *e) {
    struct record r = {0};
    struct force f;
    if (!ld->touch->active || !split_key(ld, key, &r) || !find_force(ld, row, &r, &f, e)) return;
    touch_old(ld, key, &f, e);
    if (ld->log->reach == REACH_EVENT) touch_visits_of(ld->touch, key, true, e);
}

int64_t load_withdraw_unseen(struct loader *ld, struct err *e) {
    struct arena row;
    arena_init(&row);
    int64_t total = 0;
    for (int n = BATCH; n == BATCH && !err_is(e); total += n) {
        struct {
            int64_t rowid, run;
            struct str key;
        } gone[BATCH];
        arena_reset(&row);
        struct stmt *q = store_stmt(ld->store, ld->sql->unseen, e);
        stmt_bind_str(q, 1, ld->file->source);
        for (n = 0; n < BATCH && stmt_step(q, e); n++) {
            gone[n].rowid = stmt_int(q, 0);
            gone[n].run = stmt_int(q, 1);
            gone[n].key = arena_str(&row, stmt_str(q, 2));
        }
        stmt_reset(q);
        for (int i = 0; i < n; i++) {
            touch_withdrawn(ld, &row, gone[i].key, e);
            set_withdrawn(ld, gone[i].rowid, gone[i].run, true, e);
        }
    }
    arena_release(&row);
    return total;
}
