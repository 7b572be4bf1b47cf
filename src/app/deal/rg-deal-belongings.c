/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/deal/rg-deal-belongings.h"

#include "app/deal/rg-deal-entry-dialog.h"
#include "app/record/rg-attachments-section.h"
#include "app/record/rg-timeline-view.h"
#include "app/record/rg-todo-section.h"
#include "app/rg-reread.h"

#include <glib/gi18n-lib.h>

/* With whose rows it changes. */
#define ENTITIES "deal task event attachment customer stage contact_form"

struct _RgDealBelongings
{
  AdwBin parent_instance;

  GtkWidget *todo;
  GtkWidget *of_customer; /* what is a customer's besides */
  GtkWidget *write_button;
  GtkWidget *timeline;
  GtkWidget *files;
  GtkWidget *nobody_label;

  RgStore *store;
  gint64 deal_id;
  RgReread *reread;
};

G_DEFINE_FINAL_TYPE (RgDealBelongings, rg_deal_belongings, ADW_TYPE_BIN)

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_profile_read_deal (read, *(const gint64 *) data, 0, error);
}

static void
found_cb (gpointer found, const GError *error, gpointer user_data)
{
  RgDealBelongings *self = user_data;
  g_autoptr (RgProfile) profile = found;
  RgProfile *of_customer = profile != NULL && rg_profile_get_id (profile) != 0 ? profile : NULL;

  /* A deal that is gone has nothing; all else is said where it is done. */
  gtk_widget_set_visible (GTK_WIDGET (self), profile != NULL);
  gtk_widget_set_visible (self->of_customer, of_customer != NULL);
  gtk_widget_set_visible (self->nobody_label, of_customer == NULL);
  gtk_widget_set_visible (self->write_button, !rg_store_is_read_only (self->store));
  rg_section_show (RG_SECTION (self->todo), self->store, profile);
  rg_section_show (RG_SECTION (self->timeline), self->store, of_customer);
  rg_section_show (RG_SECTION (self->files), self->store, of_customer);
}

static void
write_cb (GtkWidget *button, RgDealBelongings *self)
{
  gint64 customer_id = rg_section_get_customer_id (RG_SECTION (self->timeline));

  if (customer_id != 0)
    rg_deal_entry_dialog_present (GTK_WIDGET (self), self->store, self->deal_id, customer_id, "call",
                                  _ ("It is put to the deal."));
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_deal_belongings_dispose (GObject *object)
{
  RgDealBelongings *self = RG_DEAL_BELONGINGS (object);

  g_clear_pointer (&self->reread, rg_reread_stop);
  adw_bin_set_child (ADW_BIN (object), NULL);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_deal_belongings_parent_class)->dispose (object);
}

static void
rg_deal_belongings_class_init (RgDealBelongingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_deal_belongings_dispose;
}

/* @button: (nullable): what stands at its end */
static GtkWidget *
make_heading (const char *title, GtkWidget *button)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", title, "accessible-role",
                                     GTK_ACCESSIBLE_ROLE_HEADING, "xalign", 0.0f, "hexpand", TRUE, NULL);

  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (box, "rows-header");
  gtk_box_append (GTK_BOX (box), heading);
  if (button != NULL)
    gtk_box_append (GTK_BOX (box), button);
  return box;
}

static GtkWidget *
make_part (GtkWidget *heading, GtkWidget *section)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), section);
  return box;
}

static void
rg_deal_belongings_init (RgDealBelongings *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->todo = rg_todo_section_new ();
  self->timeline = rg_timeline_view_new ();
  self->files = rg_attachments_section_new ();
  self->write_button = gtk_button_new_with_label (_ ("Write Entry…"));
  gtk_widget_add_css_class (self->write_button, "flat");
  g_signal_connect (self->write_button, "clicked", G_CALLBACK (write_cb), self);
  rg_timeline_view_set_empty (RG_TIMELINE_VIEW (self->timeline),
                              _ ("A call or a visit about this deal stands here with its day."));
  rg_attachments_section_set_empty (RG_ATTACHMENTS_SECTION (self->files),
                                    _ ("Drawings, quotations, the contract: whatever belongs to this deal."));
  self->of_customer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_box_append (GTK_BOX (self->of_customer),
                  make_part (make_heading (_ ("Timeline"), self->write_button), self->timeline));
  gtk_box_append (GTK_BOX (self->of_customer), make_part (make_heading (_ ("Files"), NULL), self->files));
  self->nobody_label = gtk_label_new (_ ("With a customer, entries and files can be kept here too."));
  gtk_label_set_wrap (GTK_LABEL (self->nobody_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->nobody_label), 0);
  gtk_widget_add_css_class (self->nobody_label, "dimmed-text");
  gtk_box_append (GTK_BOX (box), self->todo);
  gtk_box_append (GTK_BOX (box), self->of_customer);
  gtk_box_append (GTK_BOX (box), self->nobody_label);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * rg_deal_belongings_set_deal:
 * @self: belongings of nothing yet
 * @store: the shop
 * @deal_id: of a deal
 *
 * Reads what belongs to it, and again whenever it changes.
 */
void
rg_deal_belongings_set_deal (RgDealBelongings *self, RgStore *store, gint64 deal_id)
{
  g_return_if_fail (self->reread == NULL);

  self->store = g_object_ref (store);
  self->deal_id = deal_id;
  self->reread = rg_reread_new_about (store, ENTITIES, &deal_id, sizeof deal_id, read_func,
                                      (GDestroyNotify) rg_profile_unref, found_cb, self);
}

/**
 * rg_deal_belongings_flush:
 * @self: belongings
 *
 * Saves what is being written.
 */
void
rg_deal_belongings_flush (RgDealBelongings *self)
{
  if (self->reread == NULL)
    return;
  rg_section_flush (RG_SECTION (self->timeline));
  rg_section_flush (RG_SECTION (self->todo));
  rg_section_flush (RG_SECTION (self->files));
}
