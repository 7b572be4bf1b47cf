/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-phone-hint.h"

#include "app/rg-window.h"
#include "records/rg-row.h"
#include "shop/rg-people.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *phone;
  gint64 customer;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->phone);
  g_free (question);
}

static gpointer
ask_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;
  g_autoptr (GPtrArray) found = rg_people_with_phone (read, question->phone, 5, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      RgRow *row = g_ptr_array_index (found, i);

      if (rg_row_get_id (row) != question->customer)
        return rg_row_ref (row);
    }

  return NULL;
}

static void
open_cb (GtkButton *button, gpointer user_data)
{
  gint64 *id = g_object_get_data (G_OBJECT (button), "customer");
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (button));

  if (RG_IS_WINDOW (root))
    rg_window_show_customer (RG_WINDOW (root), *id);
}

static GtkWidget *
make_hint (RgRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *name = rg_row_get_text (row, "name");
  /* Translators: %s is a customer's name. */
  g_autofree char *text =
      g_strdup_printf (_ ("%s has this phone too."), name != NULL ? name : _ ("Somebody"));
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *button = gtk_button_new_with_label (_ ("Open"));
  gint64 id = rg_row_get_id (row);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dimmed-text");
  gtk_widget_add_css_class (label, "field-title");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "field-link");
  g_object_set_data_full (G_OBJECT (button), "customer", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (open_cb), NULL);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);

  return box;
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgFieldEditor) editor = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgRow) row = rg_store_read_finish (RG_STORE (source), result, &error);

  /* An older question, or one that is of no use any more. */
  if (error == NULL)
    rg_field_editor_set_hint (editor, row != NULL ? make_hint (row) : NULL);
}

/**
 * rg_phone_hint_ask:
 * @editor: where the phone stands
 * @store: the shop
 * @customer: whose it is
 * @phone: (nullable): the number, normalised
 * @cancellable: ends the question
 *
 * Says below the field who else has the number.
 */
void
rg_phone_hint_ask (RgFieldEditor *editor,
                   RgStore *store,
                   gint64 customer,
                   const char *phone,
                   GCancellable *cancellable)
{
  Question *question;

  if (phone == NULL)
    {
      rg_field_editor_set_hint (editor, NULL);
      return;
    }

  question = g_new0 (Question, 1);
  question->phone = g_strdup (phone);
  question->customer = customer;
  rg_store_read_async (store, ask_func, question, question_free, (GDestroyNotify) rg_row_unref, cancellable,
                       asked_cb, g_object_ref (editor));
}
