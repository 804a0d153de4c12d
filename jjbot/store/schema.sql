-- A snapshot: one pack, compiled.  Written once, then only read.
-- Dates are ISO texts, so that they compare as they should; 0001-01-01 means "always known".

CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entity (
    id    TEXT    NOT NULL PRIMARY KEY,
    kind  TEXT    NOT NULL,
    named INTEGER NOT NULL CHECK (named IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
    id        TEXT    NOT NULL PRIMARY KEY,
    publisher TEXT    NOT NULL,
    title     TEXT    NOT NULL,
    url       TEXT,
    published TEXT    CHECK (published GLOB '[0-9][0-9][0-9][0-9]*'),
    estimated INTEGER NOT NULL CHECK (estimated IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
    rowid     INTEGER PRIMARY KEY,
    id        TEXT    NOT NULL UNIQUE,
    subject   TEXT    NOT NULL REFERENCES entity (id),
    predicate TEXT    NOT NULL,
    text      TEXT,
    number    INTEGER,
    day       TEXT    CHECK (day GLOB '[0-9][0-9][0-9][0-9]*'),
    ref       TEXT    REFERENCES entity (id),
    known_on  TEXT    CHECK (known_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    revealed  INTEGER NOT NULL CHECK (revealed >= 0),
    certainty INTEGER NOT NULL CHECK (certainty BETWEEN 0 AND 3),
    about     INTEGER NOT NULL CHECK (about IN (0, 1)),
    note      TEXT    NOT NULL,
    wrong     TEXT,
    wrong_on  TEXT    CHECK (wrong_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    sources   TEXT    NOT NULL, -- ids, the most important first, parted by blanks
    wrong_sources TEXT,
    CHECK ((text IS NOT NULL) + (number IS NOT NULL) + (day IS NOT NULL) + (ref IS NOT NULL) = 1),
    CHECK (wrong IS NOT NULL OR wrong_on IS NULL),
    CHECK ((wrong IS NULL) = (wrong_sources IS NULL))
) STRICT;

CREATE INDEX entity_by_kind ON entity (kind);
CREATE INDEX claim_by_ref ON claim (ref, predicate) WHERE ref IS NOT NULL;
CREATE INDEX claim_by_predicate ON claim (predicate);

-- The order in which the gate gives claims: what it reads in this order it need not sort.
CREATE INDEX claim_by_subject ON claim
    (subject, predicate, certainty DESC, coalesce(known_on, '0001-01-01') DESC, id);

-- What has a date, the last known first: what is news need not be looked for among all of it.  A
-- coarse date is its last day, or later.
CREATE INDEX claim_by_day ON claim (
    coalesce(known_on, day || CASE length(day) WHEN 4 THEN '-12-31' WHEN 7 THEN '-31' ELSE '' END)
        DESC,
    id
) WHERE day IS NOT NULL;

-- The names of an entity, the best first: a name before an alias ('name' > 'alias').  The last
-- columns are for the gate, which need not look into the table for those that it keeps back.
CREATE INDEX name_of ON claim
    (subject, predicate DESC, certainty DESC, known_on DESC, id, revealed, wrong_on, wrong)
    WHERE predicate IN ('name', 'alias');
