-- The ledger: what came in, what became of every row, and what each run did.

-- One invocation of the program that wrote.
CREATE TABLE run (
    run        INTEGER PRIMARY KEY,
    command    TEXT NOT NULL,
    as_of      TEXT NOT NULL,  -- the last complete day of its world: --as-of, or the day before
    started_at TEXT NOT NULL,  -- civil time, given by the caller (SOURCE_DATE_EPOCH in tests)
    software   TEXT NOT NULL,  -- version of the program
    config     BLOB NOT NULL   -- digest of configuration and policies
);

-- One file as it was imported. The same path with the same bytes is not read again. A transaction that enters one
-- cannot be committed before its account is closed.
CREATE TABLE file (
    file        INTEGER PRIMARY KEY REFERENCES account(file) DEFERRABLE INITIALLY DEFERRED,
    run         INTEGER NOT NULL,
    source      TEXT NOT NULL,
    path        TEXT NOT NULL,    -- relative to the configuration where it lies below it
    sha256      BLOB NOT NULL,
    mapping     BLOB NOT NULL,    -- digest of the source's settings
    bytes       INTEGER NOT NULL,
    encoding    TEXT NOT NULL,
    delimiter   TEXT NOT NULL,
    rows_read   INTEGER NOT NULL,
    n_new       INTEGER NOT NULL,
    n_changed   INTEGER NOT NULL,
    n_unchanged INTEGER NOT NULL,
    n_duplicate INTEGER NOT NULL,
    n_quarantined INTEGER NOT NULL,
    n_conflict  INTEGER NOT NULL, -- of the changed and unchanged: equal rank, other content
    first_at    TEXT,             -- the earliest and latest own time of its rows, to tell silence
    last_at     TEXT,
    unmapped    TEXT,             -- headers that feed nothing, separated by ';'
    headers     TEXT,             -- all headers, one a line; NULL: it held no row
    CHECK (rows_read = n_new + n_changed + n_unchanged + n_duplicate + n_quarantined)
);
CREATE INDEX file_path ON file(path, sha256);

-- What became of a file's bytes: a run of rows with one outcome. The spans of a file tile its bytes (see account).
CREATE TABLE span (
    file       INTEGER NOT NULL,
    from_byte  INTEGER NOT NULL,
    to_byte    INTEGER NOT NULL,  -- exclusive
    first_line INTEGER NOT NULL,  -- on which its first row begins, and its last
    last_line  INTEGER NOT NULL,
    n_rows     INTEGER NOT NULL,
    outcome    TEXT NOT NULL,     -- new, changed, unchanged, duplicate, quarantined; no rows: mark, header, blank, total,
                                  -- comment, ignored
    PRIMARY KEY (file, from_byte),
    CHECK (from_byte >= 0 AND to_byte > from_byte AND first_line >= 1 AND last_line >= first_line AND n_rows >= 1),
    CHECK (outcome IN ('new', 'changed', 'unchanged', 'duplicate', 'quarantined', 'mark', 'header', 'blank', 'total', 'comment', 'ignored'))
) WITHOUT ROWID;

-- A file's account is closed: its spans tile its bytes and sum up to its counts. Refused where they do not; nothing of
-- the file can be entered or changed afterwards.
CREATE TABLE account (
    file   INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,    -- what the spans' bytes are of: file (as it lies there), unpacked (the text in a .gz), sheet
                             -- (the rows of a workbook's sheet as the reading process handed them over)
    bytes  INTEGER NOT NULL, -- how many there are, by the file system or the reading process
    CHECK (stream IN ('file', 'unpacked', 'sheet') AND bytes >= 0)
);

CREATE TRIGGER span_closed BEFORE INSERT ON span WHEN EXISTS (SELECT 1 FROM account WHERE file = NEW.file) BEGIN
    SELECT RAISE(ABORT, 'the account of this file is closed');
END;
CREATE TRIGGER span_stays BEFORE UPDATE ON span BEGIN
    SELECT RAISE(ABORT, 'a span does not change');
END;
CREATE TRIGGER span_kept BEFORE DELETE ON span WHEN EXISTS (SELECT 1 FROM account WHERE file = OLD.file) BEGIN
    SELECT RAISE(ABORT, 'the account of this file is closed');
END;
CREATE TRIGGER account_tiles BEFORE INSERT ON account BEGIN
    SELECT RAISE(ABORT, 'a span does not begin where the one before it ends')
    FROM (SELECT from_byte, lag(to_byte, 1, 0) OVER (ORDER BY from_byte) AS end_before FROM span WHERE file = NEW.file) AS s
    WHERE from_byte <> end_before;
    SELECT RAISE(ABORT, 'the spans of a file do not reach to its end')
    WHERE NEW.bytes <> coalesce((SELECT max(to_byte) FROM span WHERE file = NEW.file), 0)
       OR (NEW.stream = 'file' AND NEW.bytes <> (SELECT bytes FROM file WHERE file = NEW.file));
END;
CREATE TRIGGER account_sums BEFORE INSERT ON account BEGIN
    SELECT RAISE(ABORT, 'the spans of a file do not sum up to its counts')
    FROM file AS f,
         (SELECT total(CASE outcome WHEN 'new' THEN n_rows END) AS n_new,
                 total(CASE outcome WHEN 'changed' THEN n_rows END) AS n_changed,
                 total(CASE outcome WHEN 'unchanged' THEN n_rows END) AS n_unchanged,
                 total(CASE outcome WHEN 'duplicate' THEN n_rows END) AS n_duplicate,
                 total(CASE outcome WHEN 'quarantined' THEN n_rows END) AS n_quarantined
          FROM span WHERE file = NEW.file) AS s
    WHERE f.file = NEW.file
      AND (f.n_new <> s.n_new OR f.n_changed <> s.n_changed OR f.n_unchanged <> s.n_unchanged
           OR f.n_duplicate <> s.n_duplicate OR f.n_quarantined <> s.n_quarantined
           OR f.n_quarantined <> (SELECT count(*) FROM quarantine WHERE file = NEW.file));
END;
CREATE TRIGGER account_stays BEFORE UPDATE ON account BEGIN
    SELECT RAISE(ABORT, 'a closed account does not change');
END;
CREATE TRIGGER file_stays BEFORE UPDATE ON file WHEN EXISTS (SELECT 1 FROM account WHERE file = OLD.file) BEGIN
    SELECT RAISE(ABORT, 'the account of this file is closed');
END;

-- One row that was refused, kept with its raw text; open until the mended row arrives, and kept as history afterwards.
CREATE TABLE quarantine (
    file     INTEGER NOT NULL,
    line     INTEGER NOT NULL,    -- of its first byte, 1 is the header
    at_byte  INTEGER NOT NULL,    -- where it begins in the file (see span)
    col      INTEGER,             -- number of the column, 1-based; NULL: the whole row
    field    TEXT,                -- header of the column
    reason   TEXT NOT NULL,       -- code: required, date, enum, number, flag, fields, quote, encoding, control, too_long,
                                  -- cell, merged
    found    TEXT,                -- what stood there; NULL for personal columns
    expected TEXT NOT NULL,       -- what was expected, one line
    raw      BLOB NOT NULL,       -- the row's bytes
    record_key TEXT,              -- its business key where readable
    own_at     TEXT,              -- its own time where readable
    since_run  INTEGER NOT NULL,  -- the run that refused it first; the same bytes may be refused again in a newer file
    closed_run INTEGER,           -- the run in which the mended row came, or the same bytes were refused again; NULL: open
    closed_file INTEGER,          -- where that row stands
    closed_line INTEGER,
    PRIMARY KEY (file, line)
) WITHOUT ROWID;
CREATE INDEX quarantine_key ON quarantine(record_key) WHERE closed_run IS NULL;
CREATE INDEX quarantine_closed ON quarantine(closed_file, closed_line) WHERE closed_file IS NOT NULL;

-- Two versions of one row with equal rank and other content; the winner is the later by file name and line.
CREATE TABLE conflict (
    table_name TEXT NOT NULL,
    record_key TEXT NOT NULL,
    kept_file  INTEGER NOT NULL, kept_line INTEGER NOT NULL,
    other_file INTEGER NOT NULL, other_line INTEGER NOT NULL,
    PRIMARY KEY (table_name, record_key, other_file, other_line)
) WITHOUT ROWID;

-- What changed about a source without anybody having said so: findings of a run (etl/drift.h).
CREATE TABLE drift (
    run      INTEGER NOT NULL,
    source   TEXT NOT NULL,
    kind     TEXT NOT NULL, -- column_new, column_gone, column_renamed, word_new, volume_low, volume_high, missing, silent
    path     TEXT NOT NULL, -- of the file; '' for the source as a whole
    what     TEXT NOT NULL, -- the header; FIELD: WORD; else ''
    found    TEXT,          -- the field that a column feeds; how many new rows came; the latest row's time
    expected TEXT,          -- the header that a column had before; the usual range; how often rows are expected
    PRIMARY KEY (run, source, kind, path, what)
) WITHOUT ROWID;

-- Words of open lists (categories, channels, roles ...) that a source has brought, and the run that brought them first.
CREATE TABLE source_word (
    source TEXT NOT NULL,
    field  TEXT NOT NULL,
    word   TEXT NOT NULL,
    run    INTEGER NOT NULL,
    PRIMARY KEY (source, field, word)
) WITHOUT ROWID;

-- Stories that a new, changed or withdrawn row touched since the last analysis; 'all' touches every story.
-- 'v:' visit_id is the story of a visit that names no event or several.
CREATE TABLE touched (
    story TEXT PRIMARY KEY
) WITHOUT ROWID;
