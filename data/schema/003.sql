-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Tags that sort people by themselves, saved views, and how customers stand.

-- The picture beside the colour (a name of the fixed list), where it stands
-- among its siblings (null: by name), whether it is out of use, to which
-- family a root belongs, and, in its stored form, whom it is given to by
-- itself while rule_on.
ALTER TABLE tag ADD COLUMN symbol TEXT;
ALTER TABLE tag ADD COLUMN position REAL;
ALTER TABLE tag ADD COLUMN retired INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tag ADD COLUMN family TEXT;
ALTER TABLE tag ADD COLUMN condition TEXT;
ALTER TABLE tag ADD COLUMN rule_on INTEGER NOT NULL DEFAULT 0;

-- Sold at a discount.
ALTER TABLE sale ADD COLUMN promo INTEGER;

-- A question that is kept: who, in which order, with which columns. "key" names
-- one that came with the program, for its words and its place in a new version.
CREATE TABLE view (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  name       TEXT NOT NULL,
  key        TEXT,
  icon       TEXT,
  condition  TEXT,
  search     TEXT,
  sort       TEXT,
  descending INTEGER NOT NULL DEFAULT 0,
  columns    TEXT,                  -- JSON array of keys; null: the page's
  position   REAL NOT NULL,
  pinned     INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX view_key ON view (key) WHERE key IS NOT NULL;

-- How each customer stands, made from contacts and sales by the follower; in no
-- journal, and made again when it is missing. "due" is the day on which
-- something of it changes although nothing happens.
CREATE TABLE standing (
  customer_id  INTEGER PRIMARY KEY,
  life         TEXT NOT NULL,
  life_since   TEXT,
  class        TEXT,
  score        REAL NOT NULL,
  n_sales      INTEGER NOT NULL,
  sales_fen    INTEGER NOT NULL,
  last_sale    TEXT,
  n_contacts   INTEGER NOT NULL,
  last_contact TEXT,
  due          TEXT
) STRICT;
CREATE INDEX standing_life ON standing (life, life_since);
CREATE INDEX standing_class ON standing (class);
CREATE INDEX standing_due ON standing (due) WHERE due IS NOT NULL;

-- Each change of a customer's life stage, with its day.
CREATE TABLE life_move (
  customer_id INTEGER NOT NULL,
  at          TEXT NOT NULL,
  from_life   TEXT NOT NULL,
  to_life     TEXT NOT NULL,
  PRIMARY KEY (customer_id, at, to_life)
) STRICT, WITHOUT ROWID;
CREATE INDEX life_move_at ON life_move (at);
