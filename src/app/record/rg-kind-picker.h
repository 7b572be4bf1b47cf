/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalog/rg-catalog.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The kinds of entries that are no events. */
#define RG_KIND_SALE "sale"
#define RG_KIND_DEAL "deal"

/**
 * RgKindPicker:
 *
 * A row of icons, one per kind of entry, of which one is chosen and says its
 * name. One stop for Tab; the arrow keys go from one to the next. Emits
 * notify::kind.
 */
#define RG_TYPE_KIND_PICKER (rg_kind_picker_get_type ())
G_DECLARE_FINAL_TYPE (RgKindPicker, rg_kind_picker, RG, KIND_PICKER, GtkBox)

/**
 * RgKindSet:
 * @RG_KIND_SET_ALL: what may happen, and a sale
 * @RG_KIND_SET_EVENTS: without a sale: an event stays one
 * @RG_KIND_SET_SALE: nothing but a sale
 */
typedef enum
{
  RG_KIND_SET_ALL,
  RG_KIND_SET_EVENTS,
  RG_KIND_SET_SALE,
} RgKindSet;

/* @kind: what is chosen; offered too when it is one that is usually not. */
void rg_kind_picker_fill (RgKindPicker *self, RgCatalog *catalog, RgKindSet set, const char *kind);
const char *rg_kind_picker_get_kind (RgKindPicker *self);
void rg_kind_picker_set_kind (RgKindPicker *self, const char *kind);

/* What a kind of event, "sale" or "deal" is shown with. */
const char *rg_kind_get_icon (const char *kind);
/* Translated; the key itself when nothing is known of it. */
const char *rg_kind_get_label (RgCatalog *catalog, const char *kind);

G_END_DECLS
