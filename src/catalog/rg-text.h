/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text made comparable: NFKC with case folded (so full width becomes half
 * width), format and control characters dropped, runs of blanks made one
 * ASCII blank, none at the ends. (transfer full) */
char *rg_text_normalize (const char *text);
/* A copy without blanks of any script (U+3000 too), zero width characters and
 * byte order marks at its ends. (transfer full) */
char *rg_text_trim (const char *text);
/* A list of texts as a JSON array: how several choices are stored.
 * (transfer full) */
char *rg_text_list_to_json (const char *const *list);
/* (transfer full) (array zero-terminated=1) (nullable): %NULL unless @json is
 * an array of texts */
char **rg_text_list_from_json (const char *json);
/* Whether the first @n texts of @list have @text among them. @index, %NULL at
 * first, makes that quick for long lists: it belongs to that list, borrows its
 * texts and is dropped before them. */
gboolean rg_text_list_has (const char *const *list, guint n, GHashTable **index, const char *text);
/* Appends @text unless it is there. @index: as above, of this list, which else
 * only grows. @text: (transfer full) */
void rg_text_list_take (GPtrArray *list, GHashTable **index, char *text);

G_END_DECLS
