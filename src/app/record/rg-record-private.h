/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the record page, whose parts are files of their own. */

#include "app/record/rg-attachments-section.h"
#include "app/record/rg-composer.h"
#include "app/record/rg-record-page.h"
#include "app/record/rg-section.h"

G_BEGIN_DECLS

struct _RgRecordPage
{
  AdwBin parent_instance;

  AdwToolbarView *toolbar_view;
  GtkRevealer *title_revealer;
  AdwWindowTitle *window_title;
  GtkWidget *close_button;
  GtkWidget *menu_button;
  GtkStack *stack;
  GtkWidget *spinner;
  AdwStatusPage *error_page;
  GtkScrolledWindow *scroller;
  AdwViewStack *view_stack;
  AdwViewStackPage *files_page;
  GtkBox *header_place;
  GtkBox *timeline_place;
  GtkBox *details_place;
  GtkBox *files_place;

  RgComposer *composer;
  RgAttachmentsSection *attachments;
  GtkWidget *fields;
  GtkWidget *contacts;

  RgSettings *settings;
  RgStore *store;
  /* Who is to be shown, and what is shown: of somebody else until the reading
   * that is under way has ended. */
  gint64 id;
  RgProfile *profile;
  GPtrArray *sections; /* (element-type RgSection) not owned */
  GCancellable *reading;
  /* Something changed while it was read. */
  gboolean outdated;
  /* All entries of the timeline are wanted, not only the latest. */
  gboolean whole;
  /* It was said already that the customer is gone. */
  gboolean gone;
  /* The day of what is shown: ages and "3 days ago" grow. */
  GDate today;
  guint day_timeout;
  guint read_timeout;
  guint spinner_timeout;
};

/* --- rg-record-read.c --------------------------------------------------- */
/* Asks for the profile of whoever is to be shown. */
void rg_record_page_read (RgRecordPage *self);
/* Forgets what was asked. */
void rg_record_page_stop_reading (RgRecordPage *self);
void rg_record_page_follow (RgRecordPage *self, RgStore *store);
/* --- rg-record-page.c --------------------------------------------------- */
/* @profile: (nullable): nobody is there any more */
void rg_record_page_show (RgRecordPage *self, RgProfile *profile);
void rg_record_page_show_error (RgRecordPage *self, const char *message);
/* --- rg-record-merge.c -------------------------------------------------- */
void rg_record_page_install_merging (GtkWidgetClass *klass);
/* --- rg-record-actions.c ------------------------------------------------ */
void rg_record_page_install_actions (GtkWidgetClass *klass);
void rg_record_page_update_actions (RgRecordPage *self);

G_END_DECLS
