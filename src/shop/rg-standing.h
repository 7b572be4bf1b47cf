/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-classes.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/**
 * RgStander:
 *
 * Works out how customers stand: it reads their sales and contacts, and writes
 * the tables standing and life_move, which are derived and in no journal. Lives
 * within one transaction.
 *
 * What counts: sales, on their date or, without one, on the day they were
 * entered; events of an effective kind, on their local day; and the customer's
 * own day of last contact, which an old list may have brought. What is dated
 * behind today counts from its day on. Money given back is no sale.
 */
typedef struct _RgStander RgStander;

RgStander *rg_stander_new (RgRead *read, GError **error);
void rg_stander_free (RgStander *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgStander, rg_stander_free)

/* (transfer none): the numbers it judges by */
const RgDefaults *rg_stander_get_defaults (RgStander *self);
/* Writes anew what is not as it should be, of those @ids that are customers, and
 * takes away what stands of others. @ids: sorted. @changed: (nullable)
 * (element-type gint64): those whose lines changed are added. */
gboolean rg_stander_update (RgStander *self,
                            RgWrite *write,
                            const gint64 *ids,
                            gsize n_ids,
                            GArray *changed,
                            GError **error);
/* Only reads: of how many of @ids, sorted, something else stands than it would be
 * today. */
gboolean rg_stander_check (RgStander *self, const gint64 *ids, gsize n_ids, guint *n_wrong, GError **error);
/* Only reads. */
gboolean rg_stander_score (RgStander *self, gint64 customer, RgScore *score, GError **error);

/* Today by the clock of the store, as GDate counts days. */
guint32 rg_standing_today (void);
/* "2026-03-01"; @text has room for 11 bytes. */
void rg_standing_day_to_text (guint32 day, char *text);

G_END_DECLS
