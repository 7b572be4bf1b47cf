/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The order of names: by the reading of the first character (曾 under Z, 单
 * under S) with its tone, Latin names among them by their letters, all that
 * begins with digits or signs afterwards, nameless ones last. Keys are
 * compared with memcmp (a BLOB column does just that).
 *
 * They do not depend on the locale, but on the collator's version: store
 * rg_sort_version() beside them and make reading, tokens and key again when it
 * differs. It also changes with the tables of readings. */
GBytes *rg_sort_key (const char *name, const char *reading);
const char *rg_sort_version (void);

/* The heading a name stands under: 'A'…'Z' or '#'. The first byte of its sort
 * key says the same: the small letter, or '{' and above for '#'. */
int rg_sort_letter (const char *name, const char *reading);

G_END_DECLS
