/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/filter/rg-view-dialog.h"

#include "app/rg-change.h"

#include <glib/gi18n-lib.h>

struct _RgViewDialog
{
  AdwDialog parent_instance;

  AdwEntryRow *name_row;
  AdwSwitchRow *pinned_row;
  GtkWidget *new_button;
  GtkWidget *again_button;

  RgStore *store;
  RgView *view;
};

enum
{
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgViewDialog, rg_view_dialog, ADW_TYPE_DIALOG)

typedef struct
{
  RgViewDialog *dialog;
  RgView *view; /* belongs to the writer until it is done */
} Saving;

static gboolean
save_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  RgView *view = data;

  if (view->id != 0)
    return rg_views_change (op, view, error);
  view->id = rg_views_create (op, view, error);
  return view->id != 0;
}

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->dialog);
  rg_view_free (saving->view);
  g_free (saving);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  RgViewDialog *self = saving->dialog;
  g_autoptr (GError) error = NULL;

  if (!rg_change_finish (RG_STORE (source), result, NULL, &error))
    {
      rg_change_toast (GTK_WIDGET (self), error->message);
      return;
    }
  rg_view_free (self->view);
  self->view = rg_view_copy (saving->view);
  g_signal_emit (self, signals[SAVED], 0, saving->view->id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save (RgViewDialog *self, gboolean again)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  /* A shipped one that keeps its name goes on being called in every language. */
  gboolean renamed = self->view->id == 0 || g_strcmp0 (name, rg_view_get_title (self->view)) != 0;
  Saving *saving;
  g_autofree char *label = NULL;

  if (*name == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
      return;
    }
  saving = g_new0 (Saving, 1);
  saving->dialog = g_object_ref (self);
  saving->view = rg_view_copy (self->view);
  if (renamed || !again)
    g_set_str (&saving->view->name, name);
  if (!again)
    {
      saving->view->id = 0;
      g_clear_pointer (&saving->view->key, g_free);
    }
  saving->view->pinned = adw_switch_row_get_active (self->pinned_row);
  label = again ? g_strdup_printf (_ ("Change the view “%s”"), name)
                : g_strdup_printf (_ ("Save the view “%s”"), name);
  rg_change_async (self->store, GTK_WIDGET (self), label, save_func, saving->view, NULL, NULL, saved_cb,
                   saving);
}

static void
new_cb (GtkWidget *widget, RgViewDialog *self)
{
  save (self, FALSE);
}

static void
again_cb (GtkWidget *widget, RgViewDialog *self)
{
  save (self, TRUE);
}

static void
activated_cb (AdwEntryRow *row, RgViewDialog *self)
{
  save (self, self->view->id != 0);
}

static void
name_cb (GtkEditable *editable, GParamSpec *pspec, RgViewDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  gtk_widget_set_sensitive (self->new_button, *name != '\0');
  gtk_widget_set_sensitive (self->again_button, *name != '\0');
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_view_dialog_finalize (GObject *object)
{
  RgViewDialog *self = RG_VIEW_DIALOG (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->view, rg_view_free);

  G_OBJECT_CLASS (rg_view_dialog_parent_class)->finalize (object);
}

static void
rg_view_dialog_class_init (RgViewDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_view_dialog_finalize;

  /**
   * RgViewDialog::saved:
   * @id: of the view's row
   */
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT64);
}

static GtkWidget *
make_buttons (RgViewDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  self->new_button = gtk_button_new_with_mnemonic (_ ("Save as _New"));
  self->again_button = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (self->again_button, "suggested-action");
  g_signal_connect (self->new_button, "clicked", G_CALLBACK (new_cb), self);
  g_signal_connect (self->again_button, "clicked", G_CALLBACK (again_cb), self);
  gtk_box_append (GTK_BOX (box), self->new_button);
  gtk_box_append (GTK_BOX (box), self->again_button);

  return box;
}

static void
rg_view_dialog_init (RgViewDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *group = adw_preferences_group_new ();

  self->name_row = ADW_ENTRY_ROW (adw_entry_row_new ());
  self->pinned_row = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row), _ ("View name"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->pinned_row), _ ("In the sidebar"));
  g_signal_connect (self->name_row, "notify::text", G_CALLBACK (name_cb), self);
  g_signal_connect (self->name_row, "entry-activated", G_CALLBACK (activated_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->name_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->pinned_row));

  gtk_widget_add_css_class (box, "merge-content");
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), make_buttons (self));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), box);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_content_width (ADW_DIALOG (self), 400);
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Save as View"));
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->name_row));
}

/**
 * rg_view_dialog_new:
 * @store: the shop
 * @view: what is to be kept
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
rg_view_dialog_new (RgStore *store, const RgView *view)
{
  RgViewDialog *self = g_object_new (RG_TYPE_VIEW_DIALOG, NULL);

  self->store = g_object_ref (store);
  self->view = rg_view_copy (view);
  adw_switch_row_set_active (self->pinned_row, view->pinned);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), view->id != 0 ? rg_view_get_title (view) : "");
  /* Where there is nothing to replace, saving means a new one. */
  gtk_widget_set_visible (self->again_button, view->id != 0);
  if (view->id == 0)
    {
      gtk_button_set_label (GTK_BUTTON (self->new_button), _ ("_Save"));
      gtk_widget_add_css_class (self->new_button, "suggested-action");
    }
  name_cb (GTK_EDITABLE (self->name_row), NULL, self);

  return ADW_DIALOG (self);
}

/**
 * rg_view_dialog_dup_view:
 * @self: a dialog
 *
 * Returns: (transfer full): the view as it is kept
 */
RgView *
rg_view_dialog_dup_view (RgViewDialog *self)
{
  return rg_view_copy (self->view);
}

/**
 * rg_view_dialog_save:
 * @self: a dialog
 * @name: what is entered as the name
 * @again: whether it takes the place of the view it comes from
 *
 * Does what a person would do.
 */
void
rg_view_dialog_save (RgViewDialog *self, const char *name, gboolean again)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  save (self, again && self->view->id != 0);
}
