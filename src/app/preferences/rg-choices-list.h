/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgChoicesList:
 *
 * The choices of a field, each on a row of its own: named, moved, taken away,
 * and an empty row at the end for one more. Knows what each was called before.
 * Emits "changed".
 */
#define RG_TYPE_CHOICES_LIST (rg_choices_list_get_type ())
G_DECLARE_FINAL_TYPE (RgChoicesList, rg_choices_list, RG, CHOICES_LIST, AdwPreferencesGroup)

GtkWidget *rg_choices_list_new (void);
/* (array zero-terminated=1) (nullable): as they are saved. */
void rg_choices_list_set (RgChoicesList *self, const char *const *choices);
/* (transfer full) (array zero-terminated=1): without empty ones. */
char **rg_choices_list_get (RgChoicesList *self);
/* What each of them was called; "" for a new one. (transfer full) */
char **rg_choices_list_get_before (RgChoicesList *self);
/* (nullable): what keeps them from being saved. */
const char *rg_choices_list_find_fault (RgChoicesList *self);
void rg_choices_list_add (RgChoicesList *self, const char *name);
void rg_choices_list_rename (RgChoicesList *self, guint index, const char *name);
void rg_choices_list_move (RgChoicesList *self, guint index, int by);
void rg_choices_list_remove (RgChoicesList *self, guint index);

G_END_DECLS
