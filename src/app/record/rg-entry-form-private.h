/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the form of an entry, whose reading is a file of its own. */

#include "app/record/rg-date-button.h"
#include "app/record/rg-entry-form.h"
#include "app/record/rg-text-area.h"

G_BEGIN_DECLS

struct _RgEntryForm
{
  AdwBin parent_instance;

  RgTextArea *text_area;
  RgKindPicker *kind_picker;
  GtkEditable *amount_entry;
  GtkWidget *when_box;
  RgDateButton *day_button;
  GtkEditable *time_entry;
  RgDateButton *next_button;
  GtkEditable *what_entry;
  RgEntryParts *parts;
  AdwWrapBox *tools;
  AdwWrapBox *foot;
  GtkWidget *buttons;
  GtkLabel *error_label;

  RgCatalog *catalog;
  RgTimelineEntry *entry; /* NULL: a new one */
  /* What an entry that is edited had at first. */
  RgDraft *first;
  char *first_day;
  char *first_time;
  gboolean busy;
  /* The next date comes from what was answered, and nobody has chosen another. */
  gboolean proposed;
  gboolean filling;
};

/* --- rg-entry-form-read.c ----------------------------------------------- */
const RgField *rg_entry_form_find_field (RgEntryForm *self, const char *entity, const char *key);
gboolean rg_entry_form_is_sale (RgEntryForm *self);
/* Blank is no amount, which is no mistake. */
gboolean rg_entry_form_read_amount (RgEntryForm *self, RgValue *amount, GError **error);

G_END_DECLS
