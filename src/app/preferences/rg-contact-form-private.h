/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the page of a form, whose parts are a file of their own. */

#include "app/preferences/rg-contact-form-page.h"

G_BEGIN_DECLS

struct _RgContactFormPage
{
  AdwNavigationPage parent_instance;

  GtkWidget *name_row;
  GtkWidget *kinds_box;
  AdwPreferencesGroup *parts_group;
  GtkWidget *add_button;
  GtkWidget *fault_label;
  GtkWidget *save_button;
  GtkWidget *reset_row;
  GtkWidget *retire_row;
  GtkWidget *delete_row;
  GPtrArray *part_rows; /* in the group, not owned */

  RgStore *store;
  RgCatalog *catalog;
  RgContactForm *form;
  gboolean touched;
  gboolean filling;
  gboolean busy;
  /* A field that the catalogue gets now is to be a part. */
  gboolean awaits_field;
};

/* --- rg-contact-form-parts.c --------------------------------------------- */
/* Makes the rows again; @focus: (nullable): the part whose row gets the focus. */
void rg_contact_form_parts_fill (RgContactFormPage *self, const char *focus);
/* FALSE when it is no part. */
gboolean rg_contact_form_parts_find (RgContactFormPage *self, const char *field, guint *place);
/* --- rg-contact-form-page.c ---------------------------------------------- */
void rg_contact_form_page_changed (RgContactFormPage *self);

G_END_DECLS
