/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "records/rg-row.h"
#include "store/rg-op.h"

G_BEGIN_DECLS

/* Who works in the shop. Rows name staff by name (each field whose "list" is
 * "staff": who is in charge of a customer, who wrote an entry, who does a task);
 * nobody signs in. */

/**
 * RgStaffWords:
 * @name: what they are called; no two alike
 * @phone: (nullable)
 * @region: (nullable): where they work
 * @skills: (nullable)
 * @notes: (nullable)
 *
 * What is said of somebody. In a change a text that is %NULL stays as it is and ""
 * takes it away.
 */
typedef struct
{
  const char *name;
  const char *phone;
  const char *region;
  const char *skills;
  const char *notes;
} RgStaffWords;

/* (element-type RgRow) (transfer full): those who work here first, by name's reading. */
GPtrArray *rg_staff_list (RgRead *read, GError **error);
/* By name or id; NULL and @error when there is none. (transfer full) */
RgRow *rg_staff_find (RgRead *read, const char *name, GError **error);
/* (transfer full) (array zero-terminated=1): names that rows give as staff and that
 * are nobody's yet, those that are named most often first; at most @limit. */
char **rg_staff_unknown (RgRead *read, guint limit, GError **error);

gint64 rg_staff_add (RgOp *op, const RgStaffWords *words, GError **error);
/* Another name is written wherever the old one stands. */
gboolean rg_staff_change (RgOp *op, gint64 id, const RgStaffWords *words, GError **error);
/* Who works here no more is not proposed, and stands where they stood. */
gboolean rg_staff_set_active (RgOp *op, gint64 id, gboolean active, GError **error);

G_END_DECLS
