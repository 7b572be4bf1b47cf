/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-settings.h"
#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgRemindersGroup:
 *
 * When and where reminders come: the hour of the morning summary, which belongs
 * to the shop, and whether they come with the window closed, which belongs to
 * this computer.
 */
#define RG_TYPE_REMINDERS_GROUP (rg_reminders_group_get_type ())
G_DECLARE_FINAL_TYPE (RgRemindersGroup, rg_reminders_group, RG, REMINDERS_GROUP, AdwPreferencesGroup)

/* @store: (nullable): a shop that can be changed */
GtkWidget *rg_reminders_group_new (RgSettings *settings, RgStore *store);

G_END_DECLS
