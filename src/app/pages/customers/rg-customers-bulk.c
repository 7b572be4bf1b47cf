/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/customers/rg-customers-private.h"

#include "app/pages/customers/rg-set-field-dialog.h"
#include "app/pages/customers/rg-tag-dialog.h"
#include "app/rg-change.h"
#include "app/rg-progress-dialog.h"
#include "app/widgets/rg-display.h"
#include "shop/rg-bulk.h"

#include <glib/gi18n-lib.h>

/**
 * Bulk:
 *
 * One change of everybody who is selected, on its way.
 */
typedef struct
{
  RgCustomersPage *page;
  RgChosen *chosen;
  char **tags;
  char *key;
  char *label; /* of the field */
  RgValue value;
  char *session;
  char *name; /* (nullable): of the one who alone is changed */
  RgProgress *progress;
  RgBulkJob job;
} Bulk;

static void
bulk_free (Bulk *bulk)
{
  rg_chosen_unref (bulk->chosen);
  g_strfreev (bulk->tags);
  g_free (bulk->key);
  g_free (bulk->label);
  rg_value_clear (&bulk->value);
  g_free (bulk->session);
  g_free (bulk->name);
  g_object_unref (bulk->page);
  g_free (bulk);
}

/* --- what was done -------------------------------------------------------- */

static char *
say_done (Bulk *bulk, guint64 changed)
{
  g_autofree char *number = rg_display_count ((guint) changed);
  gulong n = (gulong) changed;

  switch (bulk->job.kind)
    {
    case RG_BULK_TAG:
      if (bulk->name != NULL)
        /* Translators: %s is a customer. */
        return g_strdup_printf (_ ("Tagged %s"), bulk->name);
      return g_strdup_printf (ngettext ("Tagged %s customer", "Tagged %s customers", n), number);
    case RG_BULK_UNTAG:
      if (bulk->name != NULL)
        /* Translators: %s is a customer. */
        return g_strdup_printf (_ ("Took tags away from %s"), bulk->name);
      return g_strdup_printf (
          ngettext ("Took tags away from %s customer", "Took tags away from %s customers", n), number);
    case RG_BULK_SET:
      /* Translators: the first %s is a field, the second a number. */
      return g_strdup_printf (ngettext ("Set “%s” of %s customer", "Set “%s” of %s customers", n),
                              bulk->label, number);
    case RG_BULK_DELETE:
    default:
      if (bulk->name != NULL)
        /* Translators: %s is a customer. */
        return g_strdup_printf (_ ("Deleted %s"), bulk->name);
      return g_strdup_printf (ngettext ("Deleted %s customer", "Deleted %s customers", n), number);
    }
}

static void
say_failed (Bulk *bulk, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_page_say (RG_PAGE (bulk->page), _ ("Stopped; nothing was changed."));
  else
    rg_page_say (RG_PAGE (bulk->page), error->message);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bulk *bulk = user_data;
  RgCustomersPage *self = bulk->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgBulkReport) report = rg_store_write_finish (RG_STORE (source), result, &error);
  g_autofree char *text = NULL;

  rg_progress_end (bulk->progress);
  self->working = NULL;
  if (report == NULL)
    say_failed (bulk, error);
  else if (report->operation == 0)
    rg_page_say (RG_PAGE (self), _ ("Nothing had to be changed."));
  else
    {
      text = say_done (bulk, report->changed);
      rg_change_toast_undo (GTK_WIDGET (self), text, report->operation);
      if (bulk->job.kind == RG_BULK_DELETE)
        rg_customers_end_selection (self);
    }
  rg_customers_update_selection (self);
  bulk_free (bulk);
}

/* --- doing it ------------------------------------------------------------- */

static char *
say_progress (guint64 done)
{
  g_autofree char *number = rg_display_count ((guint) done);

  /* Translators: %s is a number of customers of whom something was done. */
  return g_strdup_printf (_ ("%s done"), number);
}

static Bulk *
bulk_new (RgCustomersPage *self, RgBulkKind kind)
{
  Bulk *bulk = g_new0 (Bulk, 1);

  bulk->page = g_object_ref (self);
  bulk->chosen = rg_selection_dup_chosen (self->selection);
  bulk->session = g_strdup (rg_change_session (GTK_WIDGET (self)));
  bulk->name = rg_customers_get_n_selected (self) == 1 ? rg_customers_dup_what (self) : NULL;
  bulk->job.kind = kind;

  return bulk;
}

/* Takes @bulk. */
static void
bulk_run (Bulk *bulk, const char *heading)
{
  RgCustomersPage *self = bulk->page;
  RgStore *store = rg_page_get_store (RG_PAGE (self));

  if (store == NULL || self->working != NULL)
    {
      bulk_free (bulk);
      return;
    }
  bulk->progress = rg_progress_begin (GTK_WIDGET (self), heading, say_progress);
  bulk->job.chosen = bulk->chosen;
  bulk->job.tags = (const char *const *) bulk->tags;
  bulk->job.key = bulk->key;
  bulk->job.value = &bulk->value;
  bulk->job.origin = RG_ORIGIN_WINDOW;
  bulk->job.session = bulk->session;
  bulk->job.progress = rg_progress_count_cb;
  bulk->job.progress_data = bulk->progress;
  self->working = rg_progress_get_cancellable (bulk->progress);
  rg_customers_update_selection (self);
  rg_store_write_async (store, rg_bulk_write_func, &bulk->job, NULL, (GDestroyNotify) rg_bulk_report_free,
                        self->working, written_cb, bulk);
}

static void
tags_chosen_cb (RgTagDialog *dialog, char **names, gboolean take_away, RgCustomersPage *self)
{
  Bulk *bulk = bulk_new (self, take_away ? RG_BULK_UNTAG : RG_BULK_TAG);

  bulk->tags = g_strdupv (names);
  bulk_run (bulk, take_away ? _ ("Taking Tags Away…") : _ ("Tagging…"));
}

static void
tag_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);
  g_autofree char *what = rg_customers_dup_what (self);
  AdwDialog *dialog = rg_tag_dialog_new (rg_page_get_store (RG_PAGE (self)), what);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (tags_chosen_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);
}

static void
field_chosen_cb (RgSetFieldDialog *dialog, const char *key, const RgValue *value, RgCustomersPage *self)
{
  Bulk *bulk = bulk_new (self, RG_BULK_SET);
  const RgField *field = rg_entity_find_field (rg_columns_get_entity (self->columns), key);

  bulk->key = g_strdup (key);
  bulk->label = g_strdup (field != NULL ? rg_field_get_label (field) : key);
  if (value != NULL)
    rg_value_copy (value, &bulk->value);
  bulk_run (bulk, _ ("Setting the Field…"));
}

static void
set_field_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCustomersPage *self = RG_CUSTOMERS_PAGE (widget);
  g_autofree char *what = rg_customers_dup_what (self);
  AdwDialog *dialog = rg_set_field_dialog_new (rg_page_get_store (RG_PAGE (self)), what);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (field_chosen_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);
}

/* No question before: a toast offers to undo it. */
static void
delete_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  bulk_run (bulk_new (RG_CUSTOMERS_PAGE (widget), RG_BULK_DELETE), _ ("Deleting…"));
}

/**
 * rg_customers_install_bulk:
 * @klass: the page's class
 */
void
rg_customers_install_bulk (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "page.tag", NULL, tag_action);
  gtk_widget_class_install_action (klass, "page.set-field", NULL, set_field_action);
  gtk_widget_class_install_action (klass, "page.delete", NULL, delete_action);
}
