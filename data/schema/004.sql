-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What is to be done, by whom, and what a contact has to tell.

-- Who works in the shop. Customers, events and tasks name them by name; nobody
-- signs in.
CREATE TABLE staff (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  name       TEXT NOT NULL UNIQUE,
  phone      TEXT,
  region     TEXT,
  skills     TEXT,
  notes      TEXT,
  active     INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- One thing to be done on one day. "first_due" is the day for which it was
-- meant, before it was put off; "repeat" says when the next one is made
-- (shop/rg-repeat.h), "event_id" what it came to.
CREATE TABLE task (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER REFERENCES customer (id),
  title       TEXT NOT NULL,
  kind        TEXT,
  due         TEXT NOT NULL,
  due_time    TEXT,
  staff       TEXT,
  priority    TEXT NOT NULL DEFAULT 'normal',
  repeat      TEXT,
  state       TEXT NOT NULL DEFAULT 'open',
  first_due   TEXT NOT NULL,
  put_off     REAL NOT NULL DEFAULT 0,
  done_at     INTEGER,
  outcome     TEXT,
  event_id    INTEGER REFERENCES event (id),
  notes       TEXT,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX task_open ON task (due) WHERE state = 'open';
CREATE INDEX task_customer ON task (customer_id, state) WHERE customer_id IS NOT NULL;
CREATE INDEX task_first_due ON task (first_due);
CREATE INDEX task_event ON task (event_id) WHERE event_id IS NOT NULL;

-- What an entry of a kind is asked for: "parts" is a JSON array of
-- {"field":KEY,"required":BOOL} over the fields of event. "key" names one that
-- came with the program.
CREATE TABLE contact_form (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  name       TEXT NOT NULL,
  key        TEXT,
  kinds      TEXT,                  -- JSON array of kinds of events
  parts      TEXT NOT NULL,
  position   REAL NOT NULL,
  retired    INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX contact_form_key ON contact_form (key) WHERE key IS NOT NULL;

-- The parts of the standard log of a visit, and how much somebody wants it.
ALTER TABLE event ADD COLUMN purpose TEXT;
ALTER TABLE event ADD COLUMN present TEXT;
ALTER TABLE event ADD COLUMN needs TEXT;
ALTER TABLE event ADD COLUMN concerns TEXT;
ALTER TABLE event ADD COLUMN budget TEXT;
ALTER TABLE event ADD COLUMN competitors TEXT;
ALTER TABLE event ADD COLUMN agreed TEXT;
ALTER TABLE event ADD COLUMN intent TEXT;

-- What the customer's next step is, beside its day.
ALTER TABLE customer ADD COLUMN next_what TEXT;

-- Who has a birthday within days from now: all ways of writing one end with the
-- month and the day.
CREATE INDEX customer_birthday ON customer (substr (birthday, -5), birthday) WHERE birthday IS NOT NULL;
CREATE INDEX contact_birthday ON contact (substr (birthday, -5), birthday) WHERE birthday IS NOT NULL;
CREATE INDEX relation_birthday ON relation (substr (birthday, -5), birthday) WHERE birthday IS NOT NULL;

-- With whom nothing is planned, who comes first among them, and what happened
-- on a day.
CREATE INDEX customer_no_plan ON customer (last_contact, created_at) WHERE next_date IS NULL;
DROP INDEX standing_class;
CREATE INDEX standing_class ON standing (class, score DESC);
CREATE INDEX event_at ON event (at);

-- What the owner has been reminded of, so that it happens once: in no journal.
-- "what" is task, step or day; "due" the day, with the time of a task that has
-- one.
CREATE TABLE reminded (
  what   TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  due    TEXT NOT NULL,
  at     INTEGER NOT NULL,
  PRIMARY KEY (what, row_id, due)
) STRICT, WITHOUT ROWID;
CREATE INDEX reminded_due ON reminded (due);
