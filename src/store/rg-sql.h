/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): for json_each(): "[1,2,3]". */
char *rg_sql_ids (const gint64 *ids, gsize n_ids);
char *rg_sql_short_ids (const guint32 *ids, gsize n_ids);
/* (transfer full): for LIKE … ESCAPE '\'. */
char *rg_sql_like (const char *text, gboolean anywhere);

G_END_DECLS
