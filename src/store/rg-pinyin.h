/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How Chinese names are read: what a customer's name sounds like, the keys by
 * which it is found, and whether something typed means it.
 *
 * All functions are thread-safe, need no set-up, take valid UTF-8 (anything
 * else is passed over, never a crash) and take NULL for an empty name.
 * "company" is TRUE for a company's name: then words win over surnames.
 * "override" is the owner's own reading of the name or NULL, in any spelling
 * people use: "zeng guo fan", "Zēng Guófān", "zengguofan", "zeng1", or only
 * the surname's; it is put in front, the table's readings still find the name.
 *
 * Only the first RG_PINYIN_MAX_UNITS syllables and Latin words of a name are
 * searched by sound; its reading is always whole. */
#define RG_PINYIN_MAX_UNITS 32

/* Everything that is stored beside a name, made in one go. */
typedef struct
{
  char *reading;    /* "zhang san feng"; "" when nothing can be read */
  GString *tokens;  /* "zsf zhangsanfeng sf …", see rg_pinyin_tokens() */
  GBytes *sort_key; /* see rg_sort_key() in rg-collate.h */
  int letter;       /* 'A'…'Z' or '#' */
} RgNameKeys;

char *rg_pinyin_reading (const char *name, gboolean company);
char *rg_pinyin_initials (const char *reading);
void rg_pinyin_tokens (const char *name, gboolean company, const char *override, GString *tokens);

/* The tokens are for prefix look-ups. A Latin query is first folded by
 * rg_pinyin_fold_query() ("Zhang San" → "zhangsan"). Looked up itself as a
 * prefix it finds every name typed in full (zhangsan) or by initials (zs).
 * rg_pinyin_query_keys() gives the initials of all *mixed* ways to read it
 * (zhangsf → zsf …; empty for zs): look each up as a prefix too and keep the
 * candidates that rg_pinyin_match() accepts. Queries with Han characters:
 * candidates by the characters, then rg_pinyin_match(). */
char *rg_pinyin_fold_query (const char *query);
char **rg_pinyin_query_keys (const char *query);
gboolean rg_pinyin_match (const char *name, gboolean company, const char *override, const char *query);

void rg_name_keys (const char *name, gboolean company, const char *override, RgNameKeys *out);
void rg_name_keys_clear (RgNameKeys *keys);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgNameKeys, rg_name_keys_clear)

G_END_DECLS
