/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

G_BEGIN_DECLS

/* Who is who: one person is one customer row. Families share a phone, so the
 * same phone names the same person only together with the same name. */

/**
 * RgPerson:
 * @name: (nullable): as written; compared trimmed and normalised
 * @phone: (nullable): normalised by rg_phone_normalize
 * @wechat: (nullable): compared without regard to case
 * @email: (nullable): compared without regard to case
 *
 * By what a person can be recognised.
 */
typedef struct
{
  const char *name;
  const char *phone;
  const char *wechat;
  const char *email;
} RgPerson;

/* The customers that @person is: same phone (first or further) and same name;
 * without a phone the same WeChat id or e-mail and the same name. Ids
 * ascending. (element-type gint64) (transfer full) */
GArray *rg_people_find_same (RgRead *read, const RgPerson *person, GError **error);
/* Whether two names are the same person's when the phone is the same. Empty
 * and NULL are equal. */
gboolean rg_people_same_name (const char *a, const char *b);
/* All phones of a customer, normalised, the first one first. (transfer full)
 * (array zero-terminated=1) */
char **rg_people_phones (RgRead *read, gint64 customer_id, GError **error);
/* Adds a further phone unless the customer has it. */
gboolean rg_people_add_phone (RgOp *op, gint64 customer_id, const char *phone, GError **error);

/* Customers one of whose phones begins with the digits of @digits (a whole
 * number or its first seven or more), from the tables themselves, so that what
 * was saved a moment ago is found. At most @limit. (element-type RgRow)
 * (transfer full) */
GPtrArray *rg_people_with_phone (RgRead *read, const char *digits, guint limit, GError **error);

/* Makes the name known in the table of channels (sources), unless it is.
 * Returns its id, or 0 and @error. */
gint64 rg_channels_ensure (RgOp *op, const char *name, GError **error);

G_END_DECLS
