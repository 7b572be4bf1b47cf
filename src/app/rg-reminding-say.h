/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-reminders.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reminders as notifications of the desktop: one task has one with Done, Tomorrow
 * and Open; several at once have one together, and so have the things of a day. */

/* What rg_reminding_withdraw() takes back. */
#define RG_REMINDING_GROUP "group"
#define RG_REMINDING_DAY "day"

/* @app: (nullable): without one nothing is said; @mask: phones are masked. */
void rg_reminding_say (GApplication *app, RgStore *store, const RgReminders *reminders, gboolean mask);
void rg_reminding_withdraw (GApplication *app, RgStore *store, const char *what);
void rg_reminding_withdraw_task (GApplication *app, RgStore *store, gint64 id);
/* Numbers that may be phones are masked wherever they stand. (transfer full) */
char *rg_reminding_mask (const char *text);

G_END_DECLS
