/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgTagNames:
 *
 * Names of tags that are being gathered: a chip for each, which takes it away
 * again, and an entry for one more. Emits "changed"; what is still being written
 * counts as a name.
 */
#define RG_TYPE_TAG_NAMES (rg_tag_names_get_type ())
G_DECLARE_FINAL_TYPE (RgTagNames, rg_tag_names, RG, TAG_NAMES, GtkWidget)

GtkWidget *rg_tag_names_new (void);
/* @store: (nullable): whose tags are proposed */
void rg_tag_names_set_store (RgTagNames *self, RgStore *store);
/* (transfer full) (array zero-terminated=1) */
char **rg_tag_names_dup (RgTagNames *self);
/* (transfer none): where one more is written. */
GtkEditable *rg_tag_names_get_editable (RgTagNames *self);

G_END_DECLS
