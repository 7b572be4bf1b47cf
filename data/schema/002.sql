-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- People who belong together, and pairs that only look alike.

-- What other_id, or somebody who is no customer (name, birthday), is to
-- customer_id: its referrer, its child … Seen from both sides.
CREATE TABLE relation (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  kind        TEXT NOT NULL,
  other_id    INTEGER REFERENCES customer (id),
  name        TEXT,
  birthday    TEXT,
  notes       TEXT,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX relation_customer ON relation (customer_id);
CREATE INDEX relation_other ON relation (other_id) WHERE other_id IS NOT NULL;

-- The owner said that these two are different people.
CREATE TABLE not_same (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  first_id   INTEGER NOT NULL REFERENCES customer (id),
  second_id  INTEGER NOT NULL REFERENCES customer (id),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK (first_id < second_id)
) STRICT;
CREATE UNIQUE INDEX not_same_pair ON not_same (first_id, second_id);
CREATE INDEX not_same_second ON not_same (second_id);
