-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The first schema of a shop. Steps are numbered, run once each inside one
-- transaction together with their user_version, and never edited once
-- released. Row ids come from AUTOINCREMENT: small and never used again.
-- Money is an integer of fen, instants are UTC milliseconds, dates ISO text.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY NOT NULL,
  value TEXT
) STRICT;

-- Every change is one operation. A row stays for ever; its images in journal
-- may be thinned later (images = 0), after which it can no longer be undone.
CREATE TABLE operation (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  origin  TEXT NOT NULL,            -- window, cli, server, rule, import …
  session TEXT NOT NULL,            -- whose Ctrl+Z takes it: one window or process
  label   TEXT NOT NULL,            -- what a person reads in the history
  at      INTEGER NOT NULL,
  kind    TEXT NOT NULL DEFAULT 'do' CHECK (kind IN ('do', 'undo', 'redo')),
  target  INTEGER REFERENCES operation (id),  -- of an undo or redo
  state   TEXT NOT NULL CHECK (state IN ('open', 'done', 'undone')),
  changed INTEGER NOT NULL,         -- the operation by which state last changed
  n_rows  INTEGER NOT NULL DEFAULT 0,
  images  INTEGER NOT NULL DEFAULT 1 -- 0: thinned; 2: was never whole, not to be made again
) STRICT;
CREATE INDEX operation_session ON operation (session, state, changed);
CREATE INDEX operation_changed ON operation (changed);
CREATE INDEX operation_open ON operation (state) WHERE state = 'open';

-- Before and after images of single rows: JSON objects of the columns that
-- changed (insert: after only, delete: before only, whole row). Derived
-- columns are never in an image.
CREATE TABLE journal (
  id     INTEGER PRIMARY KEY,
  op     INTEGER NOT NULL REFERENCES operation (id),
  tbl    TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  kind   TEXT NOT NULL CHECK (kind IN ('insert', 'update', 'delete')),
  before TEXT,
  after  TEXT
) STRICT;
CREATE INDEX journal_op ON journal (op);
CREATE INDEX journal_row ON journal (tbl, row_id);

-- Many rows in one line. insert: the rows first … last of a table, all new,
-- without images. update: one column of the n rows listed in data as
-- {"column":…, "ids":[…], "before":[…], "after":… or […]}, and the same for
-- the time of change as "updated_before" and "updated_after". Ids are given out
-- together with journal's: ordered by id, both tell what came after what.
CREATE TABLE journal_bulk (
  id    INTEGER PRIMARY KEY,
  op    INTEGER NOT NULL REFERENCES operation (id),
  tbl   TEXT NOT NULL,
  kind  TEXT NOT NULL CHECK (kind IN ('insert', 'update')),
  first INTEGER NOT NULL,
  last  INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  data  TEXT
) STRICT;
CREATE INDEX journal_bulk_op ON journal_bulk (op);
CREATE INDEX journal_bulk_rows ON journal_bulk (tbl, first, last);

-- Whole rows taken away by the undo of a bulk insert, for its redo.
CREATE TABLE removed (
  id     INTEGER PRIMARY KEY,
  op     INTEGER NOT NULL REFERENCES operation (id),
  tbl    TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  image  TEXT NOT NULL
) STRICT;
CREATE INDEX removed_op ON removed (op);

CREATE TABLE customer (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  name         TEXT,
  kind         TEXT NOT NULL DEFAULT 'person',
  phone        TEXT,
  wechat       TEXT,
  email        TEXT,
  gender       TEXT,
  birthday     TEXT,
  region       TEXT,
  address      TEXT,
  source       TEXT,
  owner        TEXT,
  stage        TEXT,
  notes        TEXT,
  next_date    TEXT,
  last_contact TEXT,
  reading      TEXT,
  pinyin       TEXT,
  sort_key     BLOB,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX customer_sort_key ON customer (sort_key);
CREATE INDEX customer_phone ON customer (phone) WHERE phone IS NOT NULL;
CREATE INDEX customer_wechat ON customer (wechat) WHERE wechat IS NOT NULL;
CREATE INDEX customer_email ON customer (email) WHERE email IS NOT NULL;
CREATE INDEX customer_next_date ON customer (next_date) WHERE next_date IS NOT NULL;
CREATE INDEX customer_last_contact ON customer (last_contact);
CREATE INDEX customer_created_at ON customer (created_at);

CREATE TABLE contact (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  name        TEXT,
  role        TEXT,
  phone       TEXT,
  wechat      TEXT,
  email       TEXT,
  birthday    TEXT,
  notes       TEXT,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX contact_customer ON contact (customer_id);
CREATE INDEX contact_phone ON contact (phone) WHERE phone IS NOT NULL;

-- Further phones and platform ids. The first phone, WeChat id and e-mail of a
-- customer stand in its own row.
CREATE TABLE identity (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  kind        TEXT NOT NULL,
  value       TEXT NOT NULL,
  label       TEXT,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX identity_customer ON identity (customer_id);
CREATE INDEX identity_value ON identity (kind, value);
-- Families share a phone; a platform's id is one person.
CREATE UNIQUE INDEX identity_platform ON identity (kind, value)
  WHERE kind IN ('openid', 'unionid', 'wecom');

CREATE TABLE event (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  kind        TEXT NOT NULL,
  at          INTEGER NOT NULL,
  text        TEXT,
  outcome     TEXT,
  next_date   TEXT,
  staff       TEXT,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX event_customer ON event (customer_id, at);

CREATE TABLE sale (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  date        TEXT,
  amount_fen  INTEGER,
  item        TEXT,
  quantity    REAL,
  category    TEXT,
  channel     TEXT,
  notes       TEXT,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX sale_customer ON sale (customer_id, date);
CREATE INDEX sale_date ON sale (date);

CREATE TABLE tag (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  name        TEXT NOT NULL,
  parent_id   INTEGER REFERENCES tag (id),
  color       TEXT,
  description TEXT,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX tag_name ON tag (ifnull (parent_id, 0), name);

CREATE TABLE customer_tag (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  tag_id      INTEGER NOT NULL REFERENCES tag (id),
  cause       TEXT,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX customer_tag_pair ON customer_tag (customer_id, tag_id);
CREATE INDEX customer_tag_tag ON customer_tag (tag_id, customer_id);

CREATE TABLE channel (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  name       TEXT NOT NULL UNIQUE,
  code       TEXT UNIQUE,
  notes      TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE attachment_kind (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  name       TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- The bytes lie in files/ under their content's hash.
CREATE TABLE attachment (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  event_id    INTEGER REFERENCES event (id),
  kind        TEXT,
  name        TEXT NOT NULL,
  hash        TEXT NOT NULL,
  size        REAL NOT NULL,
  mime        TEXT,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX attachment_customer ON attachment (customer_id);
CREATE INDEX attachment_event ON attachment (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX attachment_hash ON attachment (hash);

-- The shop's own fields; each is a real column of its entity's table.
CREATE TABLE own_field (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  entity     TEXT NOT NULL,
  key        TEXT NOT NULL,         -- x1, x2 …: the column
  label      TEXT NOT NULL,
  type       TEXT NOT NULL,
  choices    TEXT,                  -- JSON array
  grp        TEXT,
  position   REAL NOT NULL,
  retired    INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX own_field_key ON own_field (entity, key);
