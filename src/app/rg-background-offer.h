/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Says what reminders with the window closed are, and asks whether they are wanted;
 * what comes of it is said in a toast of @parent's window. (transfer none) */
AdwDialog *rg_background_offer_present (GtkWidget *parent);

G_END_DECLS
