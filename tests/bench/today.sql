-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The day's page of today.c, as somebody would write it who knows the shop's tables
-- and indexes, on 2026-03-02 in China, the 14th of the first lunar month: of each
-- part first how many there are, then the first 200. What a birthday is called by
-- the moon on each of the eight days has been looked up in a calendar.
--
-- Columns: kind, task, customer, name, phone, WeChat id, what to do, the task's
-- kind, day, time, staff, priority, class, repeat, whose birthday, as it is stored,
-- age.

-- Overdue

SELECT (SELECT count (*) FROM task WHERE state = 'open' AND due < '2026-03-02')
     + (SELECT count (*) FROM customer WHERE next_date < '2026-03-02');

SELECT CASE WHEN f.task IS NULL THEN 'step' ELSE 'task' END, f.task, f.customer, t.name, t.phone, t.wechat,
       CASE WHEN f.task IS NULL THEN t.next_what ELSE k.title END, k.kind, f.day, f.time,
       CASE WHEN f.task IS NULL THEN t.owner ELSE k.staff END, k.priority, f.class, k.repeat, NULL, NULL, NULL
FROM (
  SELECT * FROM (
    SELECT * FROM (
      SELECT k.id AS task, k.customer_id AS customer, k.due AS day, k.due_time AS time,
             CASE k.priority WHEN 'high' THEN 0 WHEN 'low' THEN 2 ELSE 1 END AS rank, s.class AS class
      FROM task k LEFT JOIN standing s ON s.customer_id = k.customer_id
      WHERE k.state = 'open' AND k.due < '2026-03-02'
      ORDER BY k.due, k.due_time IS NULL, k.due_time, rank, s.class IS NULL, s.class, k.id
      LIMIT 200)
    UNION ALL
    SELECT * FROM (
      SELECT NULL, t.id, t.next_date, NULL, 1, s.class
      FROM customer t LEFT JOIN standing s ON s.customer_id = t.id
      WHERE t.next_date < '2026-03-02'
      ORDER BY t.next_date, s.class IS NULL, s.class, t.id
      LIMIT 200))
  ORDER BY day, time IS NULL, time, rank, class IS NULL, class, task IS NULL, task, customer
  LIMIT 200) f
LEFT JOIN task k ON k.id = f.task
LEFT JOIN customer t ON t.id = f.customer
ORDER BY f.day, f.time IS NULL, f.time, f.rank, f.class IS NULL, f.class, f.task IS NULL, f.task, f.customer;

-- Today

SELECT (SELECT count (*) FROM task WHERE state = 'open' AND due = '2026-03-02')
     + (SELECT count (*) FROM customer WHERE next_date = '2026-03-02');

SELECT CASE WHEN f.task IS NULL THEN 'step' ELSE 'task' END, f.task, f.customer, t.name, t.phone, t.wechat,
       CASE WHEN f.task IS NULL THEN t.next_what ELSE k.title END, k.kind, f.day, f.time,
       CASE WHEN f.task IS NULL THEN t.owner ELSE k.staff END, k.priority, f.class, k.repeat, NULL, NULL, NULL
FROM (
  SELECT * FROM (
    SELECT * FROM (
      SELECT k.id AS task, k.customer_id AS customer, k.due AS day, k.due_time AS time,
             CASE k.priority WHEN 'high' THEN 0 WHEN 'low' THEN 2 ELSE 1 END AS rank, s.class AS class
      FROM task k LEFT JOIN standing s ON s.customer_id = k.customer_id
      WHERE k.state = 'open' AND k.due = '2026-03-02'
      ORDER BY k.due, k.due_time IS NULL, k.due_time, rank, s.class IS NULL, s.class, k.id
      LIMIT 200)
    UNION ALL
    SELECT * FROM (
      SELECT NULL, t.id, t.next_date, NULL, 1, s.class
      FROM customer t LEFT JOIN standing s ON s.customer_id = t.id
      WHERE t.next_date = '2026-03-02'
      ORDER BY t.next_date, s.class IS NULL, s.class, t.id
      LIMIT 200))
  ORDER BY day, time IS NULL, time, rank, class IS NULL, class, task IS NULL, task, customer
  LIMIT 200) f
LEFT JOIN task k ON k.id = f.task
LEFT JOIN customer t ON t.id = f.customer
ORDER BY f.day, f.time IS NULL, f.time, f.rank, f.class IS NULL, f.class, f.task IS NULL, f.task, f.customer;

-- The seven days after it

SELECT (SELECT count (*) FROM task WHERE state = 'open' AND due BETWEEN '2026-03-03' AND '2026-03-09')
     + (SELECT count (*) FROM customer WHERE next_date BETWEEN '2026-03-03' AND '2026-03-09');

SELECT CASE WHEN f.task IS NULL THEN 'step' ELSE 'task' END, f.task, f.customer, t.name, t.phone, t.wechat,
       CASE WHEN f.task IS NULL THEN t.next_what ELSE k.title END, k.kind, f.day, f.time,
       CASE WHEN f.task IS NULL THEN t.owner ELSE k.staff END, k.priority, f.class, k.repeat, NULL, NULL, NULL
FROM (
  SELECT * FROM (
    SELECT * FROM (
      SELECT k.id AS task, k.customer_id AS customer, k.due AS day, k.due_time AS time,
             CASE k.priority WHEN 'high' THEN 0 WHEN 'low' THEN 2 ELSE 1 END AS rank, s.class AS class
      FROM task k LEFT JOIN standing s ON s.customer_id = k.customer_id
      WHERE k.state = 'open' AND k.due BETWEEN '2026-03-03' AND '2026-03-09'
      ORDER BY k.due, k.due_time IS NULL, k.due_time, rank, s.class IS NULL, s.class, k.id
      LIMIT 200)
    UNION ALL
    SELECT * FROM (
      SELECT NULL, t.id, t.next_date, NULL, 1, s.class
      FROM customer t LEFT JOIN standing s ON s.customer_id = t.id
      WHERE t.next_date BETWEEN '2026-03-03' AND '2026-03-09'
      ORDER BY t.next_date, s.class IS NULL, s.class, t.id
      LIMIT 200))
  ORDER BY day, time IS NULL, time, rank, class IS NULL, class, task IS NULL, task, customer
  LIMIT 200) f
LEFT JOIN task k ON k.id = f.task
LEFT JOIN customer t ON t.id = f.customer
ORDER BY f.day, f.time IS NULL, f.time, f.rank, f.class IS NULL, f.class, f.task IS NULL, f.task, f.customer;

-- Deals that are too long in their stage at noon, the worst first

SELECT count (*) FROM stage g CROSS JOIN deal d
  ON d.stage_id = g.id AND d.state = 'open'
     AND d.stage_since < unixepoch ('2026-03-02 12:00', '-8 hours') * 1000 - g.days * 86400000
WHERE g.days > 0;

SELECT 'deal', NULL, d.customer_id, t.name, t.phone, t.wechat, d.title, NULL,
       date (d.stage_since / 1000, 'unixepoch', '+8 hours'), NULL, d.owner, NULL, s.class, NULL, NULL, NULL, NULL
FROM (
  SELECT d.id AS id, d.stage_since + g.days * 86400000 AS due
  FROM stage g CROSS JOIN deal d
    ON d.stage_id = g.id AND d.state = 'open'
       AND d.stage_since < unixepoch ('2026-03-02 12:00', '-8 hours') * 1000 - g.days * 86400000
  WHERE g.days > 0
  ORDER BY due, d.id
  LIMIT 200) f
CROSS JOIN deal d ON d.id = f.id
LEFT JOIN customer t ON t.id = d.customer_id
LEFT JOIN standing s ON s.customer_id = d.customer_id
ORDER BY f.due, d.id;

-- New customers: since 2026-02-24, 00:00 in China; none of them by an import

SELECT count (*) FROM customer t
WHERE created_at >= unixepoch ('2026-02-24', '-8 hours') * 1000
  AND EXISTS (SELECT 1 FROM customer n INDEXED BY customer_last_contact WHERE n.last_contact IS NULL AND n.id = t.id)
  AND t.id NOT IN (SELECT j.row_id FROM operation o CROSS JOIN journal j ON j.op = o.id
                   WHERE o.origin = 'import' AND o.at >= unixepoch ('2026-02-23', '-8 hours') * 1000
                     AND j.tbl = 'customer' AND j.kind = 'insert');

SELECT 'customer', NULL, t.id, t.name, t.phone, t.wechat, NULL, NULL,
       date (t.created_at / 1000, 'unixepoch', '+8 hours'), NULL, t.owner, NULL, s.class, NULL, NULL, NULL, NULL
FROM customer t LEFT JOIN standing s ON s.customer_id = t.id
WHERE t.created_at >= unixepoch ('2026-02-24', '-8 hours') * 1000
  AND EXISTS (SELECT 1 FROM customer n INDEXED BY customer_last_contact WHERE n.last_contact IS NULL AND n.id = t.id)
  AND t.id NOT IN (SELECT j.row_id FROM operation o CROSS JOIN journal j ON j.op = o.id
                   WHERE o.origin = 'import' AND o.at >= unixepoch ('2026-02-23', '-8 hours') * 1000
                     AND j.tbl = 'customer' AND j.kind = 'insert')
ORDER BY t.created_at DESC, t.id DESC
LIMIT 200;

-- Birthdays of customers, contact people and relatives on the day or the seven
-- after it

CREATE TEMP TABLE keep (ending TEXT, moon INTEGER, day TEXT, PRIMARY KEY (ending, moon)) WITHOUT ROWID;

INSERT INTO keep VALUES
  ('03-02', 0, '2026-03-02'), ('03-03', 0, '2026-03-03'), ('03-04', 0, '2026-03-04'), ('03-05', 0, '2026-03-05'),
  ('03-06', 0, '2026-03-06'), ('03-07', 0, '2026-03-07'), ('03-08', 0, '2026-03-08'), ('03-09', 0, '2026-03-09'),
  ('01-14', 1, '2026-03-02'), ('01-15', 1, '2026-03-03'), ('01-16', 1, '2026-03-04'), ('01-17', 1, '2026-03-05'),
  ('01-18', 1, '2026-03-06'), ('01-19', 1, '2026-03-07'), ('01-20', 1, '2026-03-08'), ('01-21', 1, '2026-03-09');

SELECT (SELECT count (*) FROM keep d CROSS JOIN customer b
        ON substr (b.birthday, -5) = +d.ending AND b.birthday IS NOT NULL AND (b.birthday >= 'lunar') = d.moon)
     + (SELECT count (*) FROM keep d CROSS JOIN contact b
        ON substr (b.birthday, -5) = +d.ending AND b.birthday IS NOT NULL AND (b.birthday >= 'lunar') = d.moon)
     + (SELECT count (*) FROM keep d CROSS JOIN relation b
        ON substr (b.birthday, -5) = +d.ending AND b.birthday IS NOT NULL AND (b.birthday >= 'lunar') = d.moon
        WHERE b.other_id IS NULL);

SELECT 'birthday', NULL, f.customer, t.name, t.phone, t.wechat, NULL, NULL, f.day, NULL, t.owner, NULL, f.class, NULL,
       CASE f.source WHEN 1 THEN (SELECT ifnull (name, '') FROM contact WHERE id = f.row)
                     WHEN 2 THEN (SELECT ifnull (name, '') FROM relation WHERE id = f.row) END,
       f.birthday,
       CASE WHEN f.birthday GLOB 'lunar:[12]???-*' THEN 2026 - substr (f.birthday, 7, 4)
            WHEN f.birthday GLOB '[12]*' THEN 2026 - substr (f.birthday, 1, 4) END
FROM (
  SELECT d.day, s.class AS class, b.id AS customer, 0 AS row, 0 AS source, b.birthday
  FROM keep d CROSS JOIN customer b
    ON substr (b.birthday, -5) = +d.ending AND b.birthday IS NOT NULL AND (b.birthday >= 'lunar') = d.moon
  LEFT JOIN standing s ON s.customer_id = b.id
  UNION ALL
  SELECT d.day, s.class, b.customer_id, b.id, 1, b.birthday
  FROM keep d CROSS JOIN contact b
    ON substr (b.birthday, -5) = +d.ending AND b.birthday IS NOT NULL AND (b.birthday >= 'lunar') = d.moon
  LEFT JOIN standing s ON s.customer_id = b.customer_id
  UNION ALL
  SELECT d.day, s.class, b.customer_id, b.id, 2, b.birthday
  FROM keep d CROSS JOIN relation b
    ON substr (b.birthday, -5) = +d.ending AND b.birthday IS NOT NULL AND (b.birthday >= 'lunar') = d.moon
  LEFT JOIN standing s ON s.customer_id = b.customer_id
  WHERE b.other_id IS NULL
  ORDER BY 1, 2 NULLS LAST, 3, 4
  LIMIT 200) f
CROSS JOIN customer t ON t.id = f.customer
ORDER BY f.day, f.class NULLS LAST, f.customer, f.row;

-- Nobody planned anything, and nobody spoke to them since 2026-01-01, or ever since
-- they were added before that day: the best first

SELECT (SELECT count (*) FROM customer WHERE next_date IS NULL AND last_contact < '2026-01-01'
          AND id NOT IN (SELECT customer_id FROM task WHERE state = 'open' AND customer_id IS NOT NULL))
     + (SELECT count (*) FROM customer WHERE next_date IS NULL AND last_contact IS NULL
          AND created_at < unixepoch ('2026-01-01', '-8 hours') * 1000
          AND id NOT IN (SELECT customer_id FROM task WHERE state = 'open' AND customer_id IS NOT NULL));

SELECT 'customer', NULL, t.id, t.name, t.phone, t.wechat, NULL, NULL,
       t.last_contact, NULL, t.owner, NULL, s.class, NULL, NULL, NULL, NULL
FROM standing s CROSS JOIN customer t ON t.id = s.customer_id
WHERE s.class IS NOT NULL AND t.next_date IS NULL
  AND (t.last_contact < '2026-01-01'
       OR t.last_contact IS NULL AND t.created_at < unixepoch ('2026-01-01', '-8 hours') * 1000)
  AND NOT EXISTS (SELECT 1 FROM task WHERE customer_id = t.id AND state = 'open')
ORDER BY s.class, s.score DESC, s.customer_id
LIMIT 200;
