/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

G_BEGIN_DECLS

/* Tags and their assignment to customers. */

/* The tag of that name, of any family (one without a family first), made
 * without a family when there is none. Names are compared trimmed and exactly.
 * Returns its id, or 0 and @error. */
gint64 rg_tags_ensure (RgOp *op, const char *name, GError **error);
/* Gives a customer a tag; %TRUE also when it has it already. @cause: (nullable):
 * what gave it ("import", a rule's name). One that a rule gave is by hand once it
 * is given without a cause. */
gboolean rg_tags_assign (RgOp *op, gint64 customer_id, gint64 tag_id, const char *cause, GError **error);
/* Whether a customer has a tag that no rule may take. */
gboolean
rg_tags_is_by_hand (RgRead *read, gint64 customer_id, gint64 tag_id, gboolean *by_hand, GError **error);
/* Takes it away; %TRUE also when the customer does not have it. */
gboolean rg_tags_remove (RgOp *op, gint64 customer_id, gint64 tag_id, GError **error);
/* The names of a customer's tags, in the order in which they were given.
 * (transfer full) (array zero-terminated=1) */
char **rg_tags_of (RgRead *read, gint64 customer_id, GError **error);
/* Names of tags that @text may be the beginning of, by characters, pinyin or
 * initials; those used most first; all of them for "". At most @limit.
 * (transfer full) (array zero-terminated=1) */
char **rg_tags_complete (RgRead *read, const char *text, guint limit, GError **error);
/* Splits what a cell or a person wrote at ; ； , ， 、 | and line breaks, trimmed,
 * no doubles, order kept. (transfer full) (array zero-terminated=1) */
char **rg_tags_split (const char *text);
/* A name as rg_tags_split takes it for one. (transfer full) */
char *rg_tags_escape (const char *name);

G_END_DECLS
