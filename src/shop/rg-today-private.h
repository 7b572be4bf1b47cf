/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-today.h"

G_BEGIN_DECLS

/* One column of a row as text of its own. (transfer full) (nullable) */
char *rg_today_dup (RgStatement *statement, int column);
/* " AND COLUMN IS ?4", or nothing when everybody is asked for. */
void rg_today_add_staff (const RgTodayQuery *query, const char *column, GString *sql);
/* Binds the fourth parameter where rg_today_add_staff() made it. */
void rg_today_bind_staff (RgStatement *statement, const RgTodayQuery *query);

/* Of the query's day and @days after it. */
gboolean rg_today_read_birthdays (RgRead *read,
                                  const RgTodayQuery *query,
                                  guint days,
                                  RgTodayList *list,
                                  GError **error);

G_END_DECLS
