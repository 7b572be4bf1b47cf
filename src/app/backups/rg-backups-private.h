/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the backups dialog, whose parts are files of their own. */

#include "app/backups/rg-backups-dialog.h"

#include "store/rg-backup.h"

G_BEGIN_DECLS

struct _RgBackupsDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toast_overlay;
  AdwNavigationView *view;
  GtkStack *stack;
  GtkImage *state_icon;
  GtkLabel *state_label;
  GtkLabel *about_label;
  GtkLabel *trouble_label;
  GtkWidget *make_button;
  GtkWidget *making_box;
  GtkProgressBar *bar;
  GtkWidget *cancel_button;
  AdwPreferencesGroup *list_group;
  GtkWidget *elsewhere_group;
  AdwPreferencesPage *elsewhere_page;
  GtkWidget *place_group;
  AdwActionRow *place_row;
  GtkWidget *forget_button;

  RgWindow *window; /* weak */
  RgStore *store;   /* (nullable): the shop cannot be opened */
  char *folder;
  GCancellable *cancellable;   /* of everything but the making */
  GPtrArray *rows;             /* (unowned) RgBackupRow, in the order of the list */
  RgBackupState *state;        /* (nullable) */
  char *elsewhere;             /* (nullable): the folder that was looked into */
  GPtrArray *elsewhere_groups; /* (unowned) */
  GPtrArray *elsewhere_rows;   /* (unowned) RgBackupRow */
  guint n_reading;
  gboolean proving;
  gboolean placing;

  /* The backup that is being made. */
  GCancellable *making;
  guint bar_timeout;
  GMutex mutex;
  double fraction;
};

/* --- rg-backups-dialog.c -------------------------------------------------- */
void rg_backups_say (RgBackupsDialog *self, const char *text);
/* A sentence that must be read. */
void rg_backups_alert (RgBackupsDialog *self, const char *heading, const char *body);
/* --- rg-backups-look.c ---------------------------------------------------- */
void rg_backups_refresh (RgBackupsDialog *self);
/* @backup: (transfer full) */
GtkWidget *rg_backups_add_row (RgBackupsDialog *self, AdwPreferencesGroup *group, RgBackup *backup);
/* --- rg-backups-elsewhere.c ----------------------------------------------- */
void rg_backups_choose_elsewhere (RgBackupsDialog *self);
void rg_backups_refresh_elsewhere (RgBackupsDialog *self);
/* --- rg-backups-make.c ---------------------------------------------------- */
void rg_backups_prove_row (RgBackupsDialog *self, const RgBackup *backup);
void rg_backups_end_bar (RgBackupsDialog *self);
/* --- rg-backups-place.c --------------------------------------------------- */
void rg_backups_choose_place (RgBackupsDialog *self);
void rg_backups_update_place (RgBackupsDialog *self);

G_END_DECLS
