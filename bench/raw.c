/* raw: what the work costs without us, measured beside huifang in the same run. The referee: it links sqlite3 by
 * itself and shares no code with the product's reading and storing.
 *
 *   raw scan FILE…            splits every line into fields (quotes and line breaks obeyed) and counts
 *   raw insert DB SCHEMA DIR  makes DB with the tables of SCHEMA (store/schema/facts.sql), inserts the rows of
 *                             DIR/events-*.csv and DIR/visits-*.csv with bare prepared statements (every column of
 *                             the tables has a value) and builds the indexes afterwards; no journal, no flush: the
 *                             cheapest way that SQLite knows
 *   raw append DB DIR         inserts the rows of DIR into that DB, indexes in place, one durable transaction; rows
 *                             that are there already are replaced
 *   raw read DB               reads every column of every event and visit back
 * Each says on stdout what it counted. Rows with another number of fields than the header are left out. */
#include <assert.h>
#include <fcntl.h>
#include <glob.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIELDS = 64, COLUMNS = 64 };

static void die(const char *what) {
    perror(what);
    exit(74);
}

/* ---- CSV ---- */

struct piece {
    const char *p;
    int n;
};

struct csv {
    const char *p, *at, *end;
    size_t size;
    struct piece f[FIELDS];
    int n;      /* fields of the row */
    char *room; /* unquoted fields */
    int64_t line;
};

static struct csv csv_open(const char *path) {
    struct csv c = {0};
    struct stat st;
    int fd = open(path, O_RDONLY);
    if (fd < 0 || fstat(fd, &st) != 0) die(path);
    c.size = (size_t)st.st_size;
    c.p = mmap(NULL, c.size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (c.p == MAP_FAILED) die(path);
    madvise((void *)(uintptr_t)c.p, c.size, MADV_SEQUENTIAL);
    close(fd);
    c.at = c.p;
    c.end = c.p + c.size;
    c.room = malloc(1 << 20);
    return c;
}

static void csv_close(struct csv *c) {
    munmap((void *)(uintptr_t)c->p, c->size);
    free(c->room);
}

static const char *quoted(struct csv *c, const char *s, char **room) {
    char *to = *room;
    while (s < c->end) {
        if (*s == '"') {
            if (s + 1 == c->end || s[1] != '"') break;
            s++;
        }
        *to++ = *s++;
    }
    c->f[c->n++] = (struct piece){*room, (int)(to - *room)};
    *room = to;
    return s < c->end ? s + 1 : s;
}

static bool csv_row(struct csv *c) {
    const char *s = c->at;
    char *room = c->room;
    c->n = 0;
    if (s == c->end) return false;
    for (;;) {
        if (s < c->end && *s == '"') {
            s = quoted(c, s + 1, &room);
        } else {
            const char *from = s;
            while (s < c->end && *s != ',' && *s != '\n') s++;
            c->f[c->n++] = (struct piece){from, (int)(s - from)};
        }
        bool more = s < c->end && *s == ',' && c->n < FIELDS;
        if (s < c->end) s++;
        if (!more) break;
    }
    c->line++;
    c->at = s;
    return true;
}

/* ---- scan ---- */

static int scan(int n, char **path) {
    int64_t rows = 0, fields = 0, bytes = 0;
    for (int i = 0; i < n; i++) {
        struct csv c = csv_open(path[i]);
        while (csv_row(&c)) rows++, fields += c.n;
        bytes += (int64_t)c.size;
        csv_close(&c);
    }
    printf("scan: %lld rows, %lld fields, %lld bytes\n", (long long)rows, (long long)fields, (long long)bytes);
    return 0;
}

/* ---- insert ---- */

static void sql(sqlite3 *db, const char *text) {
    char *why = NULL;
    if (sqlite3_exec(db, text, NULL, NULL, &why) == SQLITE_OK) return;
    fprintf(stderr, "raw: %s: %s\n", text, why);
    exit(70);
}

static char *slurp(const char *path) {
    struct stat st;
    int fd = open(path, O_RDONLY);
    if (fd < 0 || fstat(fd, &st) != 0) die(path);
    char *s = malloc((size_t)st.st_size + 1);
    if (read(fd, s, (size_t)st.st_size) != st.st_size) die(path);
    s[st.st_size] = 0;
    close(fd);
    return s;
}

/* The semicolon that ends the statement, or the end of the text; those in comments and quotes end nothing. */
static const char *statement_end(const char *p) {
    while (*p && *p != ';') {
        if (strncmp(p, "--", 2) == 0) {
            p += strcspn(p, "\n");
        } else if (*p++ == '\'') {
            p += strcspn(p, "'");
            if (*p) p++;
        }
    }
    return p;
}

/* Runs the statements of the schema that make indexes, or the others. */
static void schema(sqlite3 *db, const char *text, bool indexes) {
    for (const char *rest = text; *rest;) {
        sqlite3_stmt *q = NULL;
        const char *tail = rest;
        /* An index can only be prepared once its table is there, so its text is looked at first. */
        const char *word = rest;
        for (;;) {
            word += strspn(word, " \n\t");
            if (strncmp(word, "--", 2) != 0) break;
            word += strcspn(word, "\n");
        }
        bool index = strncmp(word, "CREATE INDEX", 12) == 0 || strncmp(word, "CREATE UNIQUE", 13) == 0;
        const char *stop = statement_end(word);
        if (!*word) break;
        if (index == indexes) {
            if (sqlite3_prepare_v2(db, word, (int)(stop - word) + 1, &q, &tail) != SQLITE_OK ||
                sqlite3_step(q) != SQLITE_DONE) {
                fprintf(stderr, "raw: %.60s…: %s\n", word, sqlite3_errmsg(db));
                exit(70);
            }
            sqlite3_finalize(q);
        }
        rest = *stop ? stop + 1 : stop;
    }
}

enum fill {
    FILL_FIELD,
    FILL_INT,
    FILL_STORY,
    FILL_IDS,
    FILL_COUNT,
    FILL_SOURCE,
    FILL_ONE,
    FILL_ZERO,
    FILL_LINE,
    FILL_RANK,
    FILL_DIGEST,
    FILL_NULL
};

struct table {
    sqlite3_stmt *q;
    enum fill fill[COLUMNS];
    int field[COLUMNS], n, header; /* columns of the table, fields of the file */
    int id, customer, events;      /* places of these fields */
};

static int place(const struct csv *head, const char *name) {
    for (int i = 0; i < head->n; i++)
        if ((int)strlen(name) == head->f[i].n && memcmp(name, head->f[i].p, strlen(name)) == 0) return i;
    return -1;
}

static enum fill fill_of(const char *name, bool is_int, int field) {
    static const struct {
        const char *name;
        enum fill fill;
    } ours[] = {{"story", FILL_STORY}, {"event_ids", FILL_IDS}, {"n_events", FILL_COUNT}, {"source", FILL_SOURCE},
                {"file", FILL_ONE},    {"run", FILL_ONE},       {"withdrawn", FILL_ZERO}, {"line", FILL_LINE},
                {"rank", FILL_RANK},   {"digest", FILL_DIGEST}};
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        if (strcmp(name, ours[i].name) == 0) return ours[i].fill;
    return field < 0 ? FILL_NULL : is_int ? FILL_INT : FILL_FIELD;
}

static struct table table_open(sqlite3 *db, const char *name, const struct csv *head, const char *id) {
    struct table t = {.header = head->n,
                      .id = place(head, id),
                      .customer = place(head, "customer_id"),
                      .events = place(head, "event_id")};
    char text[4096], marks[256] = "";
    sqlite3_stmt *q;
    snprintf(text, sizeof text, "PRAGMA table_info(%s)", name);
    if (sqlite3_prepare_v2(db, text, -1, &q, NULL) != SQLITE_OK) exit(70);
    while (sqlite3_step(q) == SQLITE_ROW) {
        const char *column = (const char *)sqlite3_column_text(q, 1), *type = (const char *)sqlite3_column_text(q, 2);
        t.field[t.n] = place(head, column);
        t.fill[t.n] = fill_of(column, strcmp(type, "INTEGER") == 0 || strcmp(type, "REAL") == 0, t.field[t.n]);
        strcat(marks, t.n++ ? ",?" : "?");
    }
    sqlite3_finalize(q);
    snprintf(text, sizeof text, "INSERT INTO %s VALUES (%s)", name, marks);
    if (sqlite3_prepare_v2(db, text, -1, &t.q, NULL) != SQLITE_OK) {
        fprintf(stderr, "raw: %s: %s\n", text, sqlite3_errmsg(db));
        exit(70);
    }
    return t;
}

static int64_t whole(struct piece f) {
    int64_t v = 0;
    for (int i = 0; i < f.n; i++) v = v * 10 + (f.p[i] - '0');
    return v;
}

static void bind(const struct table *t, const struct csv *c, const char *source) {
    static const unsigned char digest[32] = "the digest of a row has 32 bytes";
    static char story[512];
    for (int i = 0; i < t->n; i++) {
        struct piece f = t->field[i] >= 0 ? c->f[t->field[i]] : (struct piece){"", 0};
        switch (t->fill[i]) {
        case FILL_IDS: f = c->f[t->events]; /* fall through */
        case FILL_FIELD:
            if (f.n) sqlite3_bind_text(t->q, i + 1, f.p, f.n, SQLITE_STATIC);
            else sqlite3_bind_null(t->q, i + 1);
            break;
        case FILL_INT:
            if (f.n) sqlite3_bind_int64(t->q, i + 1, whole(f));
            else sqlite3_bind_null(t->q, i + 1);
            break;
        case FILL_STORY:
            f = c->f[t->customer].n ? c->f[t->customer] : c->f[t->id];
            snprintf(story, sizeof story, "%c:%.*s", c->f[t->customer].n ? 'c' : 'e', f.n, f.p);
            sqlite3_bind_text(t->q, i + 1, story, -1, SQLITE_STATIC);
            break;
        case FILL_COUNT: {
            int n = c->f[t->events].n > 0;
            for (int k = 0; k < c->f[t->events].n; k++) n += c->f[t->events].p[k] == ';';
            sqlite3_bind_int(t->q, i + 1, n);
            break;
        }
        case FILL_SOURCE: sqlite3_bind_text(t->q, i + 1, source, -1, SQLITE_STATIC); break;
        case FILL_ONE: sqlite3_bind_int(t->q, i + 1, 1); break;
        case FILL_ZERO: sqlite3_bind_int(t->q, i + 1, 0); break;
        case FILL_LINE: sqlite3_bind_int64(t->q, i + 1, c->line); break;
        case FILL_RANK: sqlite3_bind_text(t->q, i + 1, "2026-10-31", 10, SQLITE_STATIC); break;
        case FILL_DIGEST: sqlite3_bind_blob(t->q, i + 1, digest, sizeof digest, SQLITE_STATIC); break;
        case FILL_NULL: sqlite3_bind_null(t->q, i + 1); break;
        }
    }
}

/* A row that the table's own constraints refuse is one of the bad ones: left out. */
static bool step(sqlite3_stmt *q) {
    int rc = sqlite3_step(q);
    sqlite3_reset(q);
    if (rc == SQLITE_DONE) return true;
    if ((rc & 0xff) == SQLITE_CONSTRAINT) return false;
    fprintf(stderr, "raw: %s\n", sqlite3_errmsg(sqlite3_db_handle(q)));
    exit(74);
}

static void link_events(sqlite3_stmt *q, const struct table *t, const struct csv *c) {
    struct piece ids = c->f[t->events];
    for (int at = 0; at < ids.n;) {
        const char *end = memchr(ids.p + at, ';', (size_t)(ids.n - at));
        int n = end ? (int)(end - ids.p) - at : ids.n - at;
        sqlite3_bind_text(q, 1, ids.p + at, n, SQLITE_STATIC);
        sqlite3_bind_text(q, 2, c->f[t->id].p, c->f[t->id].n, SQLITE_STATIC);
        step(q);
        at += n + 1;
    }
}

/* `replace`: the row that is there under this key goes first. */
static int64_t load(sqlite3 *db, const char *table, const char *id, const char *path, bool replace) {
    struct csv c = csv_open(path);
    int64_t rows = 0;
    if (!csv_row(&c)) return 0;
    struct table t = table_open(db, table, &c, id);
    sqlite3_stmt *link = NULL, *gone = NULL;
    char text[200];
    snprintf(text, sizeof text, "UPDATE %s SET run_out = 2 WHERE %s = ?1 AND run_out IS NULL", table, id);
    if (replace) assert(sqlite3_prepare_v2(db, text, -1, &gone, NULL) == SQLITE_OK);
    if (strcmp(table, "visit") == 0)
        sqlite3_prepare_v2(db, "INSERT OR IGNORE INTO visit_event VALUES (?1, ?2)", -1, &link, NULL);
    while (csv_row(&c)) {
        if (c.n != t.header) continue;
        if (gone) {
            sqlite3_bind_text(gone, 1, c.f[t.id].p, c.f[t.id].n, SQLITE_STATIC);
            step(gone);
        }
        bind(&t, &c, table);
        if (!step(t.q)) continue;
        rows++;
        if (link) link_events(link, &t, &c);
    }
    sqlite3_finalize(link);
    sqlite3_finalize(gone);
    sqlite3_finalize(t.q);
    csv_close(&c);
    return rows;
}

static int64_t load_all(sqlite3 *db, const char *table, const char *id, const char *dir, const char *files,
                        bool replace) {
    char pattern[4096];
    snprintf(pattern, sizeof pattern, "%s/%s", dir, files);
    glob_t g;
    if (glob(pattern, 0, NULL, &g) != 0) return 0;
    int64_t rows = 0;
    for (size_t i = 0; i < g.gl_pathc; i++) rows += load(db, table, id, g.gl_pathv[i], replace);
    globfree(&g);
    return rows;
}

static sqlite3 *open_db(const char *path) {
    sqlite3 *db;
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    if (sqlite3_open(path, &db) != SQLITE_OK) {
        fprintf(stderr, "raw: %s: %s\n", path, sqlite3_errmsg(db));
        exit(74);
    }
    sql(db, "PRAGMA cache_size = -65536");
    sql(db, "PRAGMA locking_mode = EXCLUSIVE");
    return db;
}

static int insert(const char *path, const char *schema_path, const char *dir) {
    unlink(path);
    sqlite3 *db = open_db(path);
    sql(db, "PRAGMA journal_mode = OFF");
    sql(db, "PRAGMA synchronous = OFF");
    char *text = slurp(schema_path);
    sql(db, "BEGIN");
    schema(db, text, false);
    int64_t events = load_all(db, "event", "event_id", dir, "events-*.csv", false);
    int64_t visits = load_all(db, "visit", "visit_id", dir, "visits-*.csv", false);
    schema(db, text, true);
    sql(db, "COMMIT");
    sqlite3_close(db);
    free(text);
    struct stat st;
    if (stat(path, &st) != 0) die(path);
    printf("insert: %lld events, %lld visits, %lld bytes\n", (long long)events, (long long)visits,
           (long long)st.st_size);
    return 0;
}

static int append(const char *path, const char *dir) {
    sqlite3 *db = open_db(path);
    sql(db, "PRAGMA journal_mode = DELETE");
    sql(db, "PRAGMA synchronous = EXTRA");
    sql(db, "BEGIN IMMEDIATE");
    int64_t events = load_all(db, "event", "event_id", dir, "events-*.csv", true);
    int64_t visits = load_all(db, "visit", "visit_id", dir, "visits-*.csv", true);
    sql(db, "COMMIT");
    sqlite3_close(db);
    printf("append: %lld events, %lld visits\n", (long long)events, (long long)visits);
    return 0;
}

static int64_t read_table(sqlite3 *db, const char *text, int64_t *rows) {
    sqlite3_stmt *q;
    int64_t bytes = 0;
    if (sqlite3_prepare_v2(db, text, -1, &q, NULL) != SQLITE_OK) exit(70);
    for (int n = sqlite3_column_count(q); sqlite3_step(q) == SQLITE_ROW; ++*rows)
        for (int i = 0; i < n; i++)
            if (sqlite3_column_type(q, i) == SQLITE_INTEGER) bytes += 8;
            else if (sqlite3_column_text(q, i)) bytes += sqlite3_column_bytes(q, i);
    sqlite3_finalize(q);
    return bytes;
}

static int read_back(const char *path) {
    sqlite3 *db = open_db(path);
    int64_t rows = 0, bytes = read_table(db, "SELECT * FROM event", &rows);
    bytes += read_table(db, "SELECT * FROM visit", &rows);
    sqlite3_close(db);
    printf("read: %lld rows, %lld bytes\n", (long long)rows, (long long)bytes);
    return 0;
}

int main(int argc, char **argv) {
    const char *verb = argc > 1 ? argv[1] : "";
    if (strcmp(verb, "scan") == 0 && argc > 2) return scan(argc - 2, argv + 2);
    if (strcmp(verb, "insert") == 0 && argc == 5) return insert(argv[2], argv[3], argv[4]);
    if (strcmp(verb, "append") == 0 && argc == 4) return append(argv[2], argv[3]);
    if (strcmp(verb, "read") == 0 && argc == 3) return read_back(argv[2]);
    fputs("usage: raw scan FILE... | insert DB SCHEMA DIR | append DB DIR | read DB\n", stderr);
    return 64;
}
