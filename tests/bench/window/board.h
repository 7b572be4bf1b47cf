/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-window.h"

G_BEGIN_DECLS

/* Goes to the pipeline, drags a card over it, scrolls its lanes, moves a deal, and says
 * what each took. */
void board_measure (GtkWidget *window);

G_END_DECLS
