/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/**
 * RgDefaults:
 *
 * The numbers by which customers are judged: after how many days somebody is
 * asleep, what much money is, which kinds of events are contacts. They come
 * from data/default.json, and a shop may have its own (meta: thresholds,
 * class_weights, effective_kinds). Immutable.
 */
typedef struct _RgDefaults RgDefaults;

/**
 * RgClassPart:
 *
 * What a customer's score is made of.
 */
typedef enum
{
  RG_CLASS_MONEY,
  RG_CLASS_CONTACT,
  RG_CLASS_RECENCY,
  RG_N_CLASS_PARTS,
} RgClassPart;

/* As they came with the program. */
RgDefaults *rg_defaults_new (void);
/* As they are in this shop. NULL and @error when meta cannot be read. */
RgDefaults *rg_defaults_read (RgRead *read, GError **error);
void rg_defaults_free (RgDefaults *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDefaults, rg_defaults_free)

/* One of the numbers of data/default.json. */
gint64 rg_defaults_get (const RgDefaults *self, const char *key);
/* Percent; the three are 100 together. */
guint rg_defaults_get_weight (const RgDefaults *self, RgClassPart part);
/* Kinds of events that mean that somebody was spoken to; kept by @self. */
const char *const *rg_defaults_get_contact_kinds (const RgDefaults *self);
/* Kinds of events that say something when they have enough words or an outcome;
 * kept by @self. A note may be one of them, and is yet no contact. */
const char *const *rg_defaults_get_effective_kinds (const RgDefaults *self);
/* What customers are judged by in one line: two that judge alike have the same. (transfer full) */
char *rg_defaults_to_text (const RgDefaults *self);

/* The shop's own number; 0 for the program's again. Whoever writes lets the
 * follower run after it. */
gboolean rg_defaults_set (RgWrite *write, const char *key, gint64 value, GError **error);
/* @weights: (array fixed-size=3): percent, by RgClassPart; 100 together */
gboolean rg_defaults_set_weights (RgWrite *write, const guint *weights, GError **error);
/* @kinds: (nullable): of events, at least one; NULL for the program's again */
gboolean rg_defaults_set_effective_kinds (RgWrite *write, const char *const *kinds, GError **error);

/* A text of the shop's own in meta. (transfer full) (nullable); NULL when there
 * is none or it cannot be read */
char *rg_meta_get (RgRead *read, const char *key);
/* @value: (nullable): NULL takes it away */
gboolean rg_meta_set (RgWrite *write, const char *key, const char *value, GError **error);

G_END_DECLS
