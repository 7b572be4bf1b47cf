/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-window.h"

G_BEGIN_DECLS

/**
 * RgBackupsDialog:
 *
 * The backups of a shop: when the last one was made, all that are kept, and a
 * second place for them. Over a shop that cannot be opened it shows what can be
 * restored.
 */
#define RG_TYPE_BACKUPS_DIALOG (rg_backups_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgBackupsDialog, rg_backups_dialog, RG, BACKUPS_DIALOG, AdwDialog)

AdwDialog *rg_backups_dialog_new (RgWindow *window);
/* What its buttons do. */
void rg_backups_dialog_make (RgBackupsDialog *self);
void rg_backups_dialog_cancel (RgBackupsDialog *self);
void rg_backups_dialog_restore (RgBackupsDialog *self, guint index);
void rg_backups_dialog_prove (RgBackupsDialog *self, guint index);
/* What the button for another folder does once one is chosen, and what is shown
 * then. */
void rg_backups_dialog_look_elsewhere (RgBackupsDialog *self, const char *path);
guint rg_backups_dialog_get_n_elsewhere (RgBackupsDialog *self);
GtkWidget *rg_backups_dialog_get_row_elsewhere (RgBackupsDialog *self, guint index);
/* @path: (nullable): none any more */
void rg_backups_dialog_set_place (RgBackupsDialog *self, const char *path);

/* "loading" or "page" */
const char *rg_backups_dialog_get_state (RgBackupsDialog *self);
guint rg_backups_dialog_get_n (RgBackupsDialog *self);
GtkWidget *rg_backups_dialog_get_row (RgBackupsDialog *self, guint index);
/* What stands in large letters, and what is wrong: (nullable). */
const char *rg_backups_dialog_get_headline (RgBackupsDialog *self);
const char *rg_backups_dialog_get_trouble (RgBackupsDialog *self);
const char *rg_backups_dialog_get_place (RgBackupsDialog *self);
/* Whether something is being read, made, proved or changed. */
gboolean rg_backups_dialog_is_busy (RgBackupsDialog *self);

G_END_DECLS
