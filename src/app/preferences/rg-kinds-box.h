/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalog/rg-catalog.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgKindsBox:
 *
 * A button for each kind of event, of which any number are chosen. Emits
 * changed when a person chooses.
 */
#define RG_TYPE_KINDS_BOX (rg_kinds_box_get_type ())
G_DECLARE_FINAL_TYPE (RgKindsBox, rg_kinds_box, RG, KINDS_BOX, AdwBin)

GtkWidget *rg_kinds_box_new (void);
/* Makes the buttons. @hidden: (nullable): not offered unless chosen. */
void rg_kinds_box_fill (RgKindsBox *self,
                        RgCatalog *catalog,
                        const char *const *hidden,
                        const char *const *chosen);
/* (transfer full): in the catalogue's order. */
char **rg_kinds_box_dup_kinds (RgKindsBox *self);
/* Others are not chosen any more. Nothing is emitted. */
void rg_kinds_box_set_kinds (RgKindsBox *self, const char *const *chosen);
/* What a person would do. */
void rg_kinds_box_choose (RgKindsBox *self, const char *kind, gboolean chosen);

G_END_DECLS
