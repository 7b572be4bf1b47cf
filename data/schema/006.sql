-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Open deals by how long they are in their stage, and whose they are.

CREATE INDEX deal_since ON deal (stage_id, stage_since, owner) WHERE state = 'open';
