/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-defaults.h"
#include "shop/rg-life.h"

G_BEGIN_DECLS

/* A, B and C: who matters how much, by a formula that everybody can work out
 * with a pencil.
 *
 *   money    weight × money of sales in 365 days ÷ “high value”, at most the weight
 *   contact  weight × effective contacts in 90 days ÷ 6, at most the weight
 *   recency  weight × (90 − days since the last sale or contact) ÷ 90, at least 0
 *
 * Each part is rounded to whole points, half a point up, so that what is shown
 * adds up. 60 points and more are an A, 30 and more a B, fewer a C; who never
 * bought anything nor was spoken to has no class. The numbers are those of
 * data/default.json or the shop's own. */

/**
 * RgScore:
 * @points: of each part
 * @weights: how many it could have been
 * @total: their sum
 * @letter: 'A', 'B' or 'C'; 0 for none
 * @fen: money of sales that counts
 * @contacts: contacts that count
 * @days: since the last sale or contact; only with a letter
 * @due: the day on which it may change although nothing happens; 0: never
 */
typedef struct
{
  guint points[RG_N_CLASS_PARTS];
  guint weights[RG_N_CLASS_PARTS];
  guint total;
  char letter;
  gint64 fen;
  guint contacts;
  guint32 days;
  guint32 due;
} RgScore;

void rg_classes_score (const RgDefaults *defaults,
                       const RgActivity *activities,
                       guint n_activities,
                       guint32 today,
                       RgScore *score);
/* One of three @weights is moved to @weight; the others give or take what is
 * missing to a hundred, each in proportion. */
void rg_classes_balance (guint *weights, RgClassPart moved, guint weight);
/* The score as it is now, worked out anew. */
gboolean rg_classes_read (RgRead *read, gint64 customer, RgScore *score, GError **error);
/* "60 = 30 money + 20 contact + 10 recency". (transfer full) */
char *rg_classes_describe (const RgScore *score);
/* What each part comes of: "Money: 30 of 50 points. ¥3,000 of ¥5,000 in 365 days."
 * (transfer full) (array zero-terminated=1), RG_N_CLASS_PARTS of them */
char **rg_classes_explain (const RgScore *score, const RgDefaults *defaults);
/* The formula in words, with the numbers that hold. (transfer full) */
char *rg_classes_describe_formula (const RgDefaults *defaults);

G_END_DECLS
