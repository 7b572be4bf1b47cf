/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

G_BEGIN_DECLS

/* Somebody who has just come in: a few words, as they were written. */

/**
 * RgNewcomer:
 * @name: (nullable)
 * @phone: (nullable): in any spelling
 * @wechat: (nullable)
 * @need: (nullable): what they want; becomes the first note of the timeline
 * @next_date: (nullable): when the next step is, in any spelling of a date
 *
 * What is known of a new customer. A text of blanks is none.
 */
typedef struct
{
  const char *name;
  const char *phone;
  const char *wechat;
  const char *need;
  const char *next_date;
} RgNewcomer;

/* Adds a customer. Refused without a name, a phone or a WeChat id, or with a
 * value that its field does not take. Returns the id, or 0 and @error. */
gint64 rg_newcomer_add (RgOp *op, const RgNewcomer *newcomer, GError **error);
/* Writes down for a customer who is there already what they want and the next
 * step. Another name, and a WeChat id where there is one already, are kept in the
 * note; an empty field is filled. */
gboolean rg_newcomer_join (RgOp *op, gint64 customer_id, const RgNewcomer *newcomer, GError **error);
/* (transfer full): by what a person is called in a message: the name, else the
 * phone or the WeChat id; "" when there is none. */
char *rg_newcomer_dup_name (const RgNewcomer *newcomer);

G_END_DECLS
