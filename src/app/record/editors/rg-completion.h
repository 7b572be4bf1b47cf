/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RgCompletion:
 *
 * Names below an entry that what is written may be the beginning of, by
 * characters, pinyin or initials. The focus stays in the entry; Up and Down go
 * through them, Enter takes one. Emits "chosen" after it has written the name
 * into the entry.
 */
#define RG_TYPE_COMPLETION (rg_completion_get_type ())
G_DECLARE_FINAL_TYPE (RgCompletion, rg_completion, RG, COMPLETION, GtkPopover)

/* @parent: a box in which @text stands; it owns the completion. */
RgCompletion *rg_completion_new (GtkWidget *parent, GtkText *text);
/* (array zero-terminated=1): copied */
void rg_completion_set_names (RgCompletion *self, const char *const *names);
gboolean rg_completion_is_empty (RgCompletion *self);
/* Opens or closes as what is written demands. @all: whatever is written. */
void rg_completion_update (RgCompletion *self, gboolean all);
void rg_completion_close (RgCompletion *self);
/* Whether the key was its own. */
gboolean rg_completion_key (RgCompletion *self, guint key, GdkModifierType state);

G_END_DECLS
