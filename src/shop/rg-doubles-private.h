/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-doubles.h"

G_BEGIN_DECLS

/**
 * RgFacts:
 * @name: (nullable): as written
 * @sound: (nullable): how it is read
 * @phones: (element-type utf8): all of them, and so for the others
 *
 * By what a customer is compared with another.
 */
typedef struct
{
  char *name;
  char *sound;
  GPtrArray *phones;
  GPtrArray *wechats;
  GPtrArray *emails;
} RgFacts;

void rg_facts_free (RgFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgFacts, rg_facts_free)

/* (transfer full): of a customer that is not there, nothing is known. */
RgFacts *rg_facts_read (RgRead *read, gint64 id, GError **error);
/* @shared: (out) (optional): what they have in common. */
RgDoubleEvidence rg_facts_compare (const RgFacts *a, const RgFacts *b, char **shared);
/* The last digits that speak for a pair; NULL when a number has too few. */
const char *rg_double_tail (const char *phone);
gboolean rg_double_is_likely (RgDoubleEvidence evidence);
/* The more, the likelier. */
guint rg_double_strength (RgDoubleEvidence evidence);

/* One that is to be merged into another: the same name and the same phone. */
typedef struct
{
  guint32 keep;
  guint32 gone;
} RgSurePair;

/* Two ids as one number that sorts by the first. */
static inline guint64
rg_pair_key (guint32 one, guint32 other)
{
  return (guint64) MIN (one, other) << 32 | MAX (one, other);
}

/**
 * RgCandidate:
 * @pair: see rg_pair_key
 * @evidence: RgDoubleEvidence
 */
typedef struct
{
  guint64 pair;
  guint evidence;
} RgCandidate;

/* All likely pairs by their ids, without those called different.
 * (element-type RgCandidate) (transfer full) */
GArray *rg_doubles_scan (RgRead *read, GCancellable *cancellable, GError **error);
/* (element-type RgSurePair) (transfer full): by @gone, each once. */
GArray *rg_doubles_sure (const GArray *candidates);
gboolean
rg_doubles_is_dismissed (RgRead *read, gint64 one, gint64 other, gboolean *dismissed, GError **error);

G_END_DECLS
