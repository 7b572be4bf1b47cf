/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-pictures-private.h"

G_BEGIN_DECLS

/* What pictures of the record page show. */

/* Brings the part of @type to the top of what it scrolls in. */
void rg_record_pictures_scroll (GtkWidget *root, GType type);
/* Whoever has most to be done for. */
void rg_record_pictures_todo (RgStudio *studio);
/* Whoever's deal stands longest. */
void rg_record_pictures_deals (RgStudio *studio);
/* A visit whose form is half answered and was refused. */
void rg_record_pictures_form (RgStudio *studio);

G_END_DECLS
