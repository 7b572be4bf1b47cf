-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Deals, the stages they go through, what a stage asks of them, and every move.

-- The owner's steps of a sale, in the order of "position". "key" names one that
-- came with the program, "days" is how long a deal may stay, "chance" how many of
-- a hundred come to a sale from there. One that is retired keeps its history.
CREATE TABLE stage (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  name       TEXT NOT NULL UNIQUE,
  key        TEXT,
  position   REAL NOT NULL,
  days       REAL,
  chance     REAL,
  color      TEXT,
  retired    INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX stage_key ON stage (key) WHERE key IS NOT NULL;

-- What must be there before a deal comes into the stage: @n attachments of the
-- kind "what", @n effective contacts, the fields "what" (a JSON array of keys)
-- filled, or a sale of at least "amount_fen".
CREATE TABLE gate (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  stage_id   INTEGER NOT NULL REFERENCES stage (id),
  kind       TEXT NOT NULL,
  what       TEXT,
  n          REAL,
  amount_fen INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX gate_stage ON gate (stage_id);

-- A chance of a sale. "chance" is the owner's own number where it is not the
-- stage's, "code" what another program called it. "next_date" is the day of its
-- first open task and is kept by who writes tasks.
CREATE TABLE deal (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER REFERENCES customer (id),
  contact_id  INTEGER REFERENCES contact (id),
  title       TEXT NOT NULL,
  stage_id    INTEGER NOT NULL REFERENCES stage (id),
  state       TEXT NOT NULL DEFAULT 'open',
  amount_fen  INTEGER,
  chance      REAL,
  expected    TEXT,
  owner       TEXT,
  source      TEXT,
  product     TEXT,
  code        TEXT,
  opened      TEXT NOT NULL,
  closed      TEXT,
  lost_reason TEXT,
  stage_since INTEGER NOT NULL,
  next_date   TEXT,
  notes       TEXT,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX deal_open ON deal (stage_id, next_date) WHERE state = 'open';
CREATE INDEX deal_customer ON deal (customer_id, state) WHERE customer_id IS NOT NULL;
CREATE INDEX deal_contact ON deal (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX deal_closed ON deal (closed) WHERE state <> 'open';
CREATE INDEX deal_code ON deal (code) WHERE code IS NOT NULL;

-- Every move of a deal, its beginning first ("from_id" and "from_state" null).
-- "reason" is why it was lost, opened again, or let through a closed gate;
-- "passed" a JSON array of what the gates missed then.
CREATE TABLE deal_move (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  deal_id    INTEGER NOT NULL REFERENCES deal (id),
  from_id    INTEGER REFERENCES stage (id),
  to_id      INTEGER NOT NULL REFERENCES stage (id),
  from_state TEXT,
  to_state   TEXT NOT NULL,
  at         INTEGER NOT NULL,
  staff      TEXT,
  reason     TEXT,
  passed     TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX deal_move_deal ON deal_move (deal_id, at);
CREATE INDEX deal_move_at ON deal_move (at);

-- What belongs to a deal beside its customer.
ALTER TABLE task ADD COLUMN deal_id INTEGER REFERENCES deal (id);
ALTER TABLE event ADD COLUMN deal_id INTEGER REFERENCES deal (id);
ALTER TABLE attachment ADD COLUMN deal_id INTEGER REFERENCES deal (id);
CREATE INDEX task_deal ON task (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX event_deal ON event (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX attachment_deal ON attachment (deal_id) WHERE deal_id IS NOT NULL;

-- Views of deals stand beside those of customers.
ALTER TABLE view ADD COLUMN entity TEXT;

-- What was done today.
CREATE INDEX task_done ON task (done_at) WHERE done_at IS NOT NULL;
