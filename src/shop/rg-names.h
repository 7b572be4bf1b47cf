/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* The names of all rows of @entity, which has a field "name", in the order of
 * their readings, none twice; at most @limit. For lists to choose from.
 * (transfer full) (array zero-terminated=1) */
char **rg_names_list (RgRead *read, const RgEntity *entity, guint limit, GError **error);
/* Those of @names that @text may mean: by characters, pinyin or initials, those
 * that begin with it first; all for "". At most @limit. (transfer full) (array
 * zero-terminated=1) */
char **rg_names_complete (const char *const *names, const char *text, guint limit);

G_END_DECLS
