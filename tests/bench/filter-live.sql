-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What the filter of filter-live.c asks, as somebody would write it who knows the
-- shop's tables, on 2026-03-02 in China: in and around 杭州, with the tag 8 or 9 or one
-- below, bought something in the last 180 days, no visit for 90 days, and not
-- asleep. First how many there are, then the first page of them by name, then all.

SELECT count (*)
FROM customer
WHERE (region = '浙江省 杭州市' OR region LIKE '浙江省 杭州市 %')
  AND stage IS NOT '沉睡'
  AND id IN (SELECT customer_id FROM customer_tag WHERE tag_id IN (
        SELECT id FROM tag WHERE id IN (8, 9) OR parent_id IN (8, 9)))
  AND EXISTS (SELECT 1 FROM sale WHERE customer_id = customer.id AND date BETWEEN '2025-09-04' AND '2026-03-02')
  AND NOT EXISTS (SELECT 1 FROM event WHERE customer_id = customer.id AND kind = 'visit'
        AND at >= unixepoch ('2025-12-03', '-8 hours') * 1000 AND at < unixepoch ('2026-03-03', '-8 hours') * 1000);

SELECT id
FROM customer
WHERE (region = '浙江省 杭州市' OR region LIKE '浙江省 杭州市 %')
  AND stage IS NOT '沉睡'
  AND id IN (SELECT customer_id FROM customer_tag WHERE tag_id IN (
        SELECT id FROM tag WHERE id IN (8, 9) OR parent_id IN (8, 9)))
  AND EXISTS (SELECT 1 FROM sale WHERE customer_id = customer.id AND date BETWEEN '2025-09-04' AND '2026-03-02')
  AND NOT EXISTS (SELECT 1 FROM event WHERE customer_id = customer.id AND kind = 'visit'
        AND at >= unixepoch ('2025-12-03', '-8 hours') * 1000 AND at < unixepoch ('2026-03-03', '-8 hours') * 1000)
ORDER BY sort_key, id
LIMIT 200;

SELECT id
FROM customer
WHERE (region = '浙江省 杭州市' OR region LIKE '浙江省 杭州市 %')
  AND stage IS NOT '沉睡'
  AND id IN (SELECT customer_id FROM customer_tag WHERE tag_id IN (
        SELECT id FROM tag WHERE id IN (8, 9) OR parent_id IN (8, 9)))
  AND EXISTS (SELECT 1 FROM sale WHERE customer_id = customer.id AND date BETWEEN '2025-09-04' AND '2026-03-02')
  AND NOT EXISTS (SELECT 1 FROM event WHERE customer_id = customer.id AND kind = 'visit'
        AND at >= unixepoch ('2025-12-03', '-8 hours') * 1000 AND at < unixepoch ('2026-03-03', '-8 hours') * 1000)
ORDER BY sort_key, id;
