/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the files of a customer, whose parts are files of their own. */

#include "app/record/rg-attach-job.h"
#include "app/record/rg-attachment-row.h"
#include "app/record/rg-attachments-section.h"

G_BEGIN_DECLS

struct _RgAttachmentsSection
{
  RgSection parent_instance;

  GtkWidget *box;
  GtkWidget *add_box;
  GtkLabel *hint_label;
  GtkWidget *error_box;
  GtkLabel *error_label;
  GtkListBox *list;
  GtkWidget *empty_label;

  GHashTable *rows; /* id → RgAttachmentRow, not owned */
  GMenuModel *menu;
  /* The shop's kinds, by name. */
  char **kinds;
  GCancellable *asking;
  guint n_saving;
};

/* --- rg-attachments-section.c --------------------------------------------- */
/* @message: (nullable) */
void rg_attachments_set_error (RgAttachmentsSection *self, const char *message);
/* --- rg-attachments-add.c --------------------------------------------------- */
void rg_attachments_install_add_actions (GtkWidgetClass *klass);
void rg_attachments_add_drop_target (RgAttachmentsSection *self);
/* --- rg-attachments-menu.c --------------------------------------------------- */
/* Asks for the kinds and makes the menu of them. */
void rg_attachments_update_kinds (RgAttachmentsSection *self);
void rg_attachments_requested_cb (RgAttachmentRow *row, const char *what, RgAttachmentsSection *self);
/* --- rg-attachments-open.c --------------------------------------------------- */
void rg_attachments_open (RgAttachmentsSection *self, const RgAttachedFile *file);
void rg_attachments_preview (RgAttachmentsSection *self, const RgAttachedFile *file);
void rg_attachments_save_as (RgAttachmentsSection *self, const RgAttachedFile *file);

G_END_DECLS
