/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-row-dialog.h"

#include "app/rg-change.h"
#include "app/rg-window.h"

#include <glib/gi18n-lib.h>

/**
 * Cells:
 *
 * What is to be written, by key, so that it outlives the catalogue.
 */
typedef struct
{
  char *entity;
  gint64 id; /* 0: a new row */
  GPtrArray *keys;
  GArray *values; /* RgValue, as many as keys */
  gboolean remove;
} Cells;

struct _RgRowDialog
{
  AdwDialog parent_instance;

  RgForm *form;
  AdwBanner *banner;
  GtkWidget *save_button;
  GtkWidget *delete_row;

  RgStore *store;
  char *entity;
  RgRow *row;
  Cells *fixed;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (RgRowDialog, rg_row_dialog, ADW_TYPE_DIALOG)

/* --- what is written ------------------------------------------------------ */

static Cells *
cells_new (const char *entity, gint64 id)
{
  Cells *cells = g_new0 (Cells, 1);

  cells->entity = g_strdup (entity);
  cells->id = id;
  cells->keys = g_ptr_array_new_with_free_func (g_free);
  cells->values = g_array_new (FALSE, TRUE, sizeof (RgValue));
  g_array_set_clear_func (cells->values, (GDestroyNotify) rg_value_clear);

  return cells;
}

static void
cells_free (gpointer data)
{
  Cells *cells = data;

  g_ptr_array_unref (cells->keys);
  g_array_unref (cells->values);
  g_free (cells->entity);
  g_free (cells);
}

static void
cells_add (Cells *cells, const char *key, const RgValue *value)
{
  RgValue copy = RG_VALUE_INIT;

  rg_value_copy (value, &copy);
  g_ptr_array_add (cells->keys, g_strdup (key));
  g_array_append_val (cells->values, copy);
}

static gboolean
write_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  Cells *cells = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), cells->entity);
  g_autofree RgCell *list = g_new0 (RgCell, cells->keys->len + 1);
  guint n = 0;

  if (cells->remove)
    return rg_op_delete (op, entity, cells->id, error);
  for (guint i = 0; i < cells->keys->len; i++)
    {
      const RgField *field = rg_entity_find_field (entity, g_ptr_array_index (cells->keys, i));

      /* Borrowed from cells, which live longer. */
      if (field != NULL)
        list[n++] = (RgCell) { .field = field, .value = g_array_index (cells->values, RgValue, i) };
    }

  return cells->id != 0 ? rg_op_update (op, entity, cells->id, list, n, error)
                        : rg_op_insert (op, entity, list, n, error) != 0;
}

/* What was written in the form, and nothing that was there before. */
static Cells *
collect (RgRowDialog *self)
{
  Cells *cells = cells_new (self->entity, self->row != NULL ? rg_row_get_id (self->row) : 0);

  for (guint i = 0; i < rg_form_get_n_editors (self->form); i++)
    {
      RgFieldEditor *editor = rg_form_get_editor (self->form, i);
      const RgField *field = rg_field_editor_get_field (editor);
      const RgValue *value = rg_field_editor_get_value (editor);
      gboolean news = self->row != NULL ? !rg_value_equal (value, rg_row_get (self->row, field))
                                        : !rg_value_is_null (value);

      if (news)
        cells_add (cells, field->key, value);
    }

  return cells;
}

/* --- what is said --------------------------------------------------------- */

/* What the row is called: by its name, else by what it is. */
static char *
dup_name (RgRowDialog *self)
{
  static const char *const keys[] = { "name", "item", "text" };
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (self->store);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      RgFieldEditor *editor = rg_form_find (self->form, keys[i]);
      const char *text = editor != NULL ? rg_value_get_text (rg_field_editor_get_value (editor)) : NULL;

      if (text != NULL && *text != '\0')
        return g_utf8_strlen (text, -1) > 20 ? g_utf8_substring (text, 0, 20) : g_strdup (text);
    }

  return g_strdup (rg_entity_get_label (rg_catalog_find (catalog, self->entity)));
}

static void
set_busy (RgRowDialog *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (self->save_button, !busy);
  gtk_widget_set_sensitive (self->delete_row, !busy);
}

static void
written_cb (gpointer dialog, const char *done, gint64 operation, const GError *error)
{
  RgRowDialog *self = dialog;

  set_busy (self, FALSE);
  if (error != NULL)
    {
      adw_banner_set_title (self->banner, error->message);
      adw_banner_set_revealed (self->banner, TRUE);
      return;
    }

  if (operation != 0)
    rg_change_toast_undo (GTK_WIDGET (self), done, operation);
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* Takes @cells and @done. */
static void
write_cells (RgRowDialog *self, Cells *cells, const char *label, char *done)
{
  set_busy (self, TRUE);
  adw_banner_set_revealed (self->banner, FALSE);
  rg_change_async (self->store, GTK_WIDGET (self), label, write_func, cells, cells_free, NULL,
                   rg_change_done_cb, rg_change_when_done (self, done, written_cb));
}

/* --- keys and buttons ----------------------------------------------------- */

static void
save_cb (RgRowDialog *self)
{
  rg_row_dialog_save (self);
}

static void
delete_cb (RgRowDialog *self)
{
  rg_row_dialog_delete (self);
}

static void
cancel_cb (RgRowDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static gboolean
save_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  rg_row_dialog_save (RG_ROW_DIALOG (widget));
  return TRUE;
}

static void
add_save_key (RgRowDialog *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *trigger = gtk_shortcut_trigger_parse_string ("<Control>Return|<Control>KP_Enter");

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (trigger, gtk_callback_action_new (save_key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* --- the dialog ----------------------------------------------------------- */

static void
rg_row_dialog_dispose (GObject *object)
{
  RgRowDialog *self = RG_ROW_DIALOG (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->row, rg_row_unref);
  g_clear_pointer (&self->fixed, cells_free);
  g_clear_pointer (&self->entity, g_free);

  G_OBJECT_CLASS (rg_row_dialog_parent_class)->dispose (object);
}

static void
rg_row_dialog_class_init (RgRowDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_row_dialog_dispose;
}

static GtkWidget *
make_header (RgRowDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));

  self->save_button = gtk_button_new_with_label (_ ("Save"));
  gtk_widget_add_css_class (self->save_button, "suggested-action");
  gtk_widget_set_tooltip_text (self->save_button, _ ("Save (Ctrl+Enter)"));
  g_signal_connect_swapped (self->save_button, "clicked", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_cb), self);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save_button);

  return header;
}

static GtkWidget *
make_delete (RgRowDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Delete"));
  gtk_widget_add_css_class (row, "destructive-action");
  g_signal_connect_swapped (row, "activated", G_CALLBACK (delete_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  self->delete_row = group;

  return group;
}

static void
build (RgRowDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->form = RG_FORM (rg_form_new (self->entity));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->form));
  gtk_box_append (GTK_BOX (box), make_delete (self));
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 600);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);

  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_use_markup (self->banner, FALSE);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), make_header (self));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->banner));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scrolled);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_content_width (ADW_DIALOG (self), 480);
  gtk_widget_add_css_class (GTK_WIDGET (self), "readable");
}

static void
rg_row_dialog_init (RgRowDialog *self)
{
  add_save_key (self);
}

/**
 * rg_row_dialog_present:
 * @parent: a widget of the window that the dialog belongs to
 * @store: the shop
 * @entity: key of an entity
 * @row: (nullable): what is edited; %NULL makes a new one
 * @fixed: (array length=n_fixed) (nullable): cells of a new one that are not
 *   asked for
 * @n_fixed: how many
 * @title: what the dialog is called: "New Contact"
 *
 * Returns: (transfer none): the dialog, which is open and owns itself
 */
RgRowDialog *
rg_row_dialog_present (GtkWidget *parent,
                       RgStore *store,
                       const char *entity,
                       RgRow *row,
                       const RgCell *fixed,
                       guint n_fixed,
                       const char *title)
{
  RgRowDialog *self = g_object_new (RG_TYPE_ROW_DIALOG, "title", title, NULL);
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (store);

  self->store = g_object_ref (store);
  self->entity = g_strdup (entity);
  self->row = row != NULL ? rg_row_ref (row) : NULL;
  self->fixed = cells_new (entity, 0);
  for (guint i = 0; i < n_fixed; i++)
    cells_add (self->fixed, fixed[i].field->key, &fixed[i].value);

  build (self);
  rg_form_set_catalog (self->form, catalog, store);
  rg_form_show_row (self->form, row, TRUE);
  if (RG_IS_WINDOW (gtk_widget_get_root (parent)))
    rg_form_set_mask (self->form,
                      rg_settings_get_boolean (
                          rg_window_get_settings (RG_WINDOW (gtk_widget_get_root (parent))), "mask-phones"));
  g_signal_connect_swapped (self->form, "activated", G_CALLBACK (save_cb), self);
  gtk_widget_set_visible (self->delete_row, row != NULL);
  if (rg_form_get_n_editors (self->form) > 0)
    adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (rg_form_get_editor (self->form, 0)));
  adw_dialog_present (ADW_DIALOG (self), parent);

  return self;
}

/**
 * rg_row_dialog_get_form:
 * @self: a dialog
 *
 * Returns: (transfer none): the fields
 */
RgForm *
rg_row_dialog_get_form (RgRowDialog *self)
{
  return self->form;
}

/* The first field that may not be empty and is. */
static RgFieldEditor *
find_missing (RgRowDialog *self)
{
  RgFieldEditor *first = NULL;

  for (guint i = 0; i < rg_form_get_n_editors (self->form); i++)
    {
      RgFieldEditor *editor = rg_form_get_editor (self->form, i);
      g_autoptr (GError) error = NULL;

      if (!rg_value_is_null (rg_field_editor_get_value (editor)) ||
          rg_field_validate (rg_field_editor_get_field (editor), NULL, &error))
        continue;
      rg_field_editor_set_error (editor, error->message);
      if (first == NULL)
        first = editor;
    }

  return first;
}

/**
 * rg_row_dialog_save:
 * @self: a dialog
 *
 * Saves what is written and closes; shows what is wrong instead when something
 * is.
 */
void
rg_row_dialog_save (RgRowDialog *self)
{
  RgFieldEditor *wrong;
  Cells *cells;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  gboolean new = self->row == NULL;

  if (self->busy)
    return;
  wrong = rg_form_commit (self->form);
  if (wrong == NULL)
    wrong = find_missing (self);
  if (wrong != NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (wrong));
      return;
    }

  cells = collect (self);
  if (cells->keys->len == 0)
    {
      /* Nothing to save: an empty new one would only be in the way. */
      cells_free (cells);
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }
  for (guint i = 0; new && i < self->fixed->keys->len; i++)
    cells_add (cells, g_ptr_array_index (self->fixed->keys, i),
               &g_array_index (self->fixed->values, RgValue, i));
  name = dup_name (self);
  /* Translators: %s is a name. */
  label = g_strdup_printf (new ? _ ("Add %s") : _ ("Change %s"), name);
  write_cells (self, cells, label, g_strdup_printf (new ? _ ("Added %s") : _ ("Changed %s"), name));
}

/**
 * rg_row_dialog_delete:
 * @self: a dialog with a row that is there
 *
 * Deletes the row and closes.
 */
void
rg_row_dialog_delete (RgRowDialog *self)
{
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  Cells *cells;

  if (self->busy || self->row == NULL)
    return;
  cells = cells_new (self->entity, rg_row_get_id (self->row));
  cells->remove = TRUE;
  name = dup_name (self);
  label = g_strdup_printf (_ ("Delete %s"), name);
  write_cells (self, cells, label, g_strdup_printf (_ ("Deleted %s"), name));
}
