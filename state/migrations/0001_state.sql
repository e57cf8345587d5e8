-- The first tables. Times are nanoseconds since 1970 (0: none), digests 16 bytes.

CREATE TABLE workspace (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  lineage TEXT    NOT NULL,
  serial  INTEGER NOT NULL,
  epoch   INTEGER NOT NULL,
  commits INTEGER NOT NULL
) STRICT;

-- One short line a product: a plan where nothing changed reads nothing else.
CREATE TABLE product (
  address TEXT NOT NULL PRIMARY KEY,
  digest  BLOB NOT NULL CHECK (length(digest) = 16),
  seen    BLOB NOT NULL CHECK (length(seen) = 16)
) STRICT, WITHOUT ROWID;

CREATE TABLE shot (
  address  TEXT    NOT NULL UNIQUE,
  product  TEXT    NOT NULL,
  digest   BLOB    NOT NULL CHECK (length(digest) = 16),
  manifest TEXT    NOT NULL,
  object   TEXT    NOT NULL,
  width    INTEGER NOT NULL,
  height   INTEGER NOT NULL,
  process  TEXT    NOT NULL,
  task     TEXT    NOT NULL,
  made     INTEGER NOT NULL,
  previous TEXT    NOT NULL,
  before   TEXT    NOT NULL
) STRICT;
CREATE INDEX shot_product ON shot (product, address);

CREATE TABLE file (
  shot   TEXT    NOT NULL REFERENCES shot (address) ON UPDATE CASCADE ON DELETE CASCADE,
  format TEXT    NOT NULL,
  recipe TEXT    NOT NULL,
  path   TEXT    NOT NULL,
  object TEXT    NOT NULL,
  sha256 TEXT    NOT NULL,
  size   INTEGER NOT NULL,
  mtime  INTEGER NOT NULL,
  PRIMARY KEY (shot, format)
) STRICT, WITHOUT ROWID;

CREATE TABLE asset (
  photo       TEXT    NOT NULL,
  provider    TEXT    NOT NULL,
  id          TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  description TEXT    NOT NULL,
  prompts     TEXT    NOT NULL CHECK (json_valid(prompts)),
  presets     TEXT    NOT NULL CHECK (json_valid(presets)),
  attempts    INTEGER NOT NULL,
  PRIMARY KEY (photo, provider)
) STRICT;

CREATE TABLE job (
  id         TEXT    NOT NULL PRIMARY KEY,
  product    TEXT    NOT NULL,
  provider   TEXT    NOT NULL,
  lane       TEXT    NOT NULL,
  state      TEXT    NOT NULL,
  attempt    INTEGER NOT NULL,
  request    TEXT    NOT NULL,
  not_after  INTEGER NOT NULL,
  epoch      INTEGER NOT NULL,
  credits    INTEGER NOT NULL,
  process    TEXT    NOT NULL,
  provenance TEXT    NOT NULL,
  fault      TEXT    NOT NULL,
  trace_id   TEXT    NOT NULL,
  created    INTEGER NOT NULL,
  updated    INTEGER NOT NULL
) STRICT;
CREATE INDEX job_product ON job (product, id) WHERE state <> 'done';
CREATE INDEX job_open ON job (id) WHERE state NOT IN ('done', 'failed', 'rejected');
-- A lane with two requests that may be on their way could not tell whose a stray process is.
CREATE UNIQUE INDEX job_intent ON job (lane) WHERE state = 'intent';

CREATE TABLE task (
  job      TEXT    NOT NULL REFERENCES job (id) ON DELETE CASCADE,
  place    INTEGER NOT NULL,
  shot     TEXT    NOT NULL,
  digest   BLOB    NOT NULL CHECK (length(digest) = 16),
  manifest TEXT    NOT NULL,
  id       TEXT    NOT NULL,
  state    TEXT    NOT NULL,
  url      TEXT    NOT NULL,
  object   TEXT    NOT NULL,
  attempts INTEGER NOT NULL,
  fault    TEXT    NOT NULL,
  PRIMARY KEY (job, place)
) STRICT;
CREATE INDEX task_shot ON task (shot);

-- Lines are only ever added.
CREATE TABLE ledger (
  seq     INTEGER PRIMARY KEY,
  time    INTEGER NOT NULL,
  run     TEXT    NOT NULL,
  kind    TEXT    NOT NULL,
  product TEXT    NOT NULL,
  job     TEXT    NOT NULL,
  shot    TEXT    NOT NULL,
  process TEXT    NOT NULL,
  credits INTEGER NOT NULL,
  note    TEXT    NOT NULL
) STRICT;
-- A process of the service is booked exactly once, whatever it turned out to be.
CREATE UNIQUE INDEX ledger_process ON ledger (process)
  WHERE process <> '' AND kind IN ('accepted', 'adopted', 'duplicate');
