/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/pages/today/rg-today-item.h"
#include "app/widgets/rg-display.h"

G_BEGIN_DECLS

/* What a line of the day's list says: pure functions of the line and of today. */

/* (transfer full): what is to be done, or who it is */
char *rg_today_words_title (RgTodayItem *item);
/* (transfer full): whom it is about, the phone, who does it. @mask: whether phones
 * are masked */
char *rg_today_words_subtitle (RgTodayItem *item, gboolean mask);
/* (transfer full): when. @due: (out): what its pill looks like */
char *rg_today_words_when (RgTodayItem *item, const GDate *today, RgDue *due);
/* Everything but the title, for a screen reader. (transfer full) */
char *rg_today_words_describe (RgTodayItem *item, const GDate *today, gboolean mask);
/* The icon of what kind of thing it is. */
const char *rg_today_words_icon (RgTodayItem *item);

G_END_DECLS
