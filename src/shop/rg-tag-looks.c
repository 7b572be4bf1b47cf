/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-tag-looks.h"

#include <glib/gi18n-lib.h>

/* In the order of the window's palette. */
static const struct
{
  const char *key;
  const char *label;
} colors[RG_TAG_N_COLORS] = {
  { "blue", N_ ("Blue") },     { "green", N_ ("Green") }, { "straw", N_ ("Straw") },
  { "orange", N_ ("Orange") }, { "rose", N_ ("Rose") },   { "violet", N_ ("Violet") },
  { "teal", N_ ("Teal") },     { "sand", N_ ("Sand") },
};

/* Words that packs and other programs write. */
static const struct
{
  const char *word;
  int index;
} others[] = {
  { "yellow", 2 }, { "red", 4 },  { "pink", 4 }, { "purple", 5 },
  { "cyan", 6 },   { "grey", 7 }, { "gray", 7 }, { "brown", 7 },
};

/* Keys are kept by shops; icons are those of the platform's own set. */
static const RgTagSymbol symbols[] = {
  { "star", "starred-symbolic", N_ ("Star") },
  { "heart", "emote-love-symbolic", N_ ("Heart") },
  { "smile", "face-smile-symbolic", N_ ("Smile") },
  { "person", "avatar-default-symbolic", N_ ("Person") },
  { "people", "system-users-symbolic", N_ ("People") },
  { "home", "go-home-symbolic", N_ ("Home") },
  { "place", "mark-location-symbolic", N_ ("Place") },
  { "phone", "call-start-symbolic", N_ ("Phone") },
  { "chat", "chat-message-new-symbolic", N_ ("Chat") },
  { "mail", "mail-unread-symbolic", N_ ("Letter") },
  { "calendar", "x-office-calendar-symbolic", N_ ("Calendar") },
  { "clock", "alarm-symbolic", N_ ("Clock") },
  { "warning", "dialog-warning-symbolic", N_ ("Warning") },
  { "important", "emblem-important-symbolic", N_ ("Important") },
  { "check", "object-select-symbolic", N_ ("Tick") },
  { "flag", "emoji-flags-symbolic", N_ ("Flag") },
  { "food", "emoji-food-symbolic", N_ ("Food") },
  { "nature", "emoji-nature-symbolic", N_ ("Nature") },
  { "sport", "emoji-activities-symbolic", N_ ("Sport") },
  { "travel", "emoji-travel-symbolic", N_ ("Travel") },
  { "idea", "emoji-objects-symbolic", N_ ("Idea") },
  { "camera", "camera-photo-symbolic", N_ ("Camera") },
  { "music", "audio-headphones-symbolic", N_ ("Music") },
  { "card", "auth-smartcard-symbolic", N_ ("Card") },
  { "pin", "view-pin-symbolic", N_ ("Pin") },
  { "pen", "document-edit-symbolic", N_ ("Pen") },
};

static const struct
{
  const char *key;
  const char *label;
} families[RG_TAG_N_FAMILIES] = {
  { "basic", N_ ("Basic") },
  { "behaviour", N_ ("Behaviour") },
  { "channel", N_ ("Channel") },
  { "own", N_ ("Own") },
};

/**
 * rg_tag_color_key:
 * @index: below %RG_TAG_N_COLORS
 *
 * Returns: (transfer none): the word by which it is stored
 */
const char *
rg_tag_color_key (guint index)
{
  g_return_val_if_fail (index < RG_TAG_N_COLORS, NULL);

  return colors[index].key;
}

/**
 * rg_tag_color_label:
 * @index: below %RG_TAG_N_COLORS
 *
 * Returns: (transfer none): what it is called
 */
const char *
rg_tag_color_label (guint index)
{
  g_return_val_if_fail (index < RG_TAG_N_COLORS, NULL);

  return _ (colors[index].label);
}

/**
 * rg_tag_color_index:
 * @word: (nullable): what is stored
 *
 * Returns: which of the colours it names; -1 when none
 */
int
rg_tag_color_index (const char *word)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (colors); i++)
    if (g_ascii_strcasecmp (colors[i].key, word) == 0)
      return (int) i;
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (others); i++)
    if (g_ascii_strcasecmp (others[i].word, word) == 0)
      return others[i].index;
  return -1;
}

/**
 * rg_tag_n_symbols:
 *
 * Returns: how many symbols there are
 */
guint
rg_tag_n_symbols (void)
{
  return G_N_ELEMENTS (symbols);
}

/**
 * rg_tag_symbol_at:
 * @index: below rg_tag_n_symbols()
 *
 * Returns: (transfer none): the symbol
 */
const RgTagSymbol *
rg_tag_symbol_at (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (symbols), NULL);

  return &symbols[index];
}

/**
 * rg_tag_symbol_find:
 * @key: (nullable): what is stored
 *
 * Returns: (transfer none) (nullable): the symbol of that key
 */
const RgTagSymbol *
rg_tag_symbol_find (const char *key)
{
  for (guint i = 0; key != NULL && i < G_N_ELEMENTS (symbols); i++)
    if (g_str_equal (symbols[i].key, key))
      return &symbols[i];
  return NULL;
}

/**
 * rg_tag_family_key:
 * @index: below %RG_TAG_N_FAMILIES
 *
 * Returns: (transfer none): the word by which it is stored
 */
const char *
rg_tag_family_key (guint index)
{
  g_return_val_if_fail (index < RG_TAG_N_FAMILIES, NULL);

  return families[index].key;
}

/**
 * rg_tag_family_label:
 * @index: below %RG_TAG_N_FAMILIES
 *
 * Returns: (transfer none): what it is called
 */
const char *
rg_tag_family_label (guint index)
{
  g_return_val_if_fail (index < RG_TAG_N_FAMILIES, NULL);

  return _ (families[index].label);
}

/**
 * rg_tag_family_index:
 * @key: (nullable): what is stored
 * @strict: whether an unknown one is none
 *
 * Returns: which family it is; the owner's own for one that is not known, -1
 *   with @strict
 */
int
rg_tag_family_index (const char *key, gboolean strict)
{
  for (guint i = 0; key != NULL && i < G_N_ELEMENTS (families); i++)
    if (g_str_equal (families[i].key, key))
      return (int) i;
  return strict ? -1 : RG_TAG_N_FAMILIES - 1;
}
