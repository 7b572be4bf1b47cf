/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-defaults.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgClassesPage:
 *
 * The numbers by which customers are judged: the three weights of their class and
 * where its parts begin and end, after how many days they are asleep. What is set
 * here holds at once; everybody's class and stage are worked out anew behind it.
 */
#define RG_TYPE_CLASSES_PAGE (rg_classes_page_get_type ())
G_DECLARE_FINAL_TYPE (RgClassesPage, rg_classes_page, RG, CLASSES_PAGE, AdwPreferencesPage)

GtkWidget *rg_classes_page_new (RgStore *store);
/* Whether something is being read, written or worked out. */
gboolean rg_classes_page_is_busy (RgClassesPage *self);
/* The formula in words. (transfer none) */
const char *rg_classes_page_get_formula (RgClassesPage *self);
/* What a person would do. */
void rg_classes_page_set_weight (RgClassesPage *self, RgClassPart part, guint weight);
guint rg_classes_page_get_weight (RgClassesPage *self, RgClassPart part);
/* @key: as in data/default.json. */
void rg_classes_page_set_number (RgClassesPage *self, const char *key, gint64 number);
/* Whether contacts of a kind may be effective. */
void rg_classes_page_choose_kind (RgClassesPage *self, const char *kind, gboolean chosen);
void rg_classes_page_reset (RgClassesPage *self);

G_END_DECLS
