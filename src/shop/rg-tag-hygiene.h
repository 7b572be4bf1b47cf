/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-tag-tree.h"

G_BEGIN_DECLS

/**
 * RgTagLikeness:
 * @RG_TAG_SAME_NAME: the same name, but for case, width, signs and the form of
 *   its characters (VIP and ｖｉｐ, 會員 and 会员)
 * @RG_TAG_SAME_SOUND: sounds the same
 * @RG_TAG_ONE_LETTER: one character more, less or another
 *
 * Why two tags may mean the same.
 */
typedef enum
{
  RG_TAG_SAME_NAME,
  RG_TAG_SAME_SOUND,
  RG_TAG_ONE_LETTER,
} RgTagLikeness;

/**
 * RgTagPair:
 * @keep: the one that more customers have
 * @gone: the other one
 *
 * Two tags of a tree that may mean the same.
 */
typedef struct
{
  RgTag *keep;
  RgTag *gone;
  RgTagLikeness likeness;
} RgTagPair;

/**
 * RgTagHygiene:
 * @tree: what the tags belong to
 * @unused: (element-type RgTag): those in use that nobody has, that nothing
 *   stands below, and that no rule gives
 * @pairs: (element-type RgTagPair): the likeliest first
 * @n_without_phone: customers without any phone
 * @n_never_contacted: customers with whom nobody has spoken yet
 *
 * What could be put in order.
 */
typedef struct
{
  RgTagTree *tree;
  GPtrArray *unused;
  GPtrArray *pairs;
  guint64 n_without_phone;
  guint64 n_never_contacted;
} RgTagHygiene;

void rg_tag_hygiene_free (RgTagHygiene *hygiene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTagHygiene, rg_tag_hygiene_free)

/* @tree: one with counts. */
RgTagHygiene *rg_tag_hygiene_read (RgRead *read, RgTagTree *tree, GCancellable *cancellable, GError **error);
/* (transfer full) (element-type RgTagPair): only the pairs */
GPtrArray *rg_tag_hygiene_pairs (RgTagTree *tree);

/* Whom the two counts count, in the stored form of a condition. */
#define RG_TAG_WITHOUT_PHONE "{\"field\":\"phones\",\"op\":\"empty\"}"
#define RG_TAG_NEVER_CONTACTED "{\"field\":\"last_contact\",\"op\":\"empty\"}"

G_END_DECLS
