/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-columns-dialog.h"

#include "app/rg-application.h"

#include <glib/gi18n-lib.h>

struct _RgColumnsDialog
{
  AdwDialog parent_instance;

  GtkWidget *reset_button;
  AdwPreferencesGroup *shown_group;
  AdwPreferencesGroup *hidden_group;

  RgColumns *columns;
  GPtrArray *rows; /* (element-type GtkWidget) not owned */
  /* What has the focus when the rows are made anew: a column's key, and which
   * of its buttons. */
  char *focus_key;
  char *focus_what;
  guint remake;
};

G_DEFINE_FINAL_TYPE (RgColumnsDialog, rg_columns_dialog, ADW_TYPE_DIALOG)

#define CHECK "check"
#define UP "up"
#define DOWN "down"

/* --- what is done --------------------------------------------------------- */

static void
focus_next (RgColumnsDialog *self, const char *key, const char *what)
{
  g_set_str (&self->focus_key, key);
  g_set_str (&self->focus_what, what);
}

static const char *
key_of (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), "rg-key");
}

static void
toggled_cb (GtkCheckButton *check, RgColumnsDialog *self)
{
  g_autofree char *key = g_strdup (key_of (check));

  focus_next (self, key, CHECK);
  rg_columns_show_field (self->columns, key, gtk_check_button_get_active (check));
}

static void
move (RgColumnsDialog *self, GtkWidget *button, int direction, const char *what)
{
  g_autofree char *key = g_strdup (key_of (button));

  for (guint i = 0; i < rg_columns_get_n (self->columns); i++)
    if (g_str_equal (rg_columns_get (self->columns, i)->field->key, key))
      {
        focus_next (self, key, what);
        if (direction > 0)
          rg_columns_move (self->columns, key, i + 2);
        else if (i > 0)
          rg_columns_move (self->columns, key, i - 1);
        return;
      }
}

static void
up_cb (GtkButton *button, RgColumnsDialog *self)
{
  move (self, GTK_WIDGET (button), -1, UP);
}

static void
down_cb (GtkButton *button, RgColumnsDialog *self)
{
  move (self, GTK_WIDGET (button), 1, DOWN);
}

static void
reset_cb (GtkButton *button, RgColumnsDialog *self)
{
  rg_columns_reset (self->columns);
}

/* --- dragging ------------------------------------------------------------- */

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, GtkWidget *row)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);
  return gdk_content_provider_new_typed (G_TYPE_STRING, key_of (row));
}

/* Dropped on a row's lower half it goes behind it. */
static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, RgColumnsDialog *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  const char *key = g_value_get_string (value);
  gboolean behind = y > gtk_widget_get_height (row) / 2.0;

  if (key == NULL || rg_columns_find (self->columns, key) == NULL)
    return FALSE;
  for (guint i = 0; i < rg_columns_get_n (self->columns); i++)
    if (g_str_equal (rg_columns_get (self->columns, i)->field->key, key_of (row)))
      {
        rg_columns_move (self->columns, key, behind ? i + 1 : i);
        return TRUE;
      }

  return FALSE;
}

static void
add_dragging (RgColumnsDialog *self, GtkWidget *row)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

/* --- the rows ------------------------------------------------------------- */

static void
mark (RgColumnsDialog *self, GtkWidget *widget, const char *key, const char *what)
{
  g_object_set_data_full (G_OBJECT (widget), "rg-key", g_strdup (key), g_free);
  if (what != NULL && g_strcmp0 (self->focus_key, key) == 0 && g_str_equal (self->focus_what, what))
    adw_dialog_set_focus (ADW_DIALOG (self), widget);
}

static GtkWidget *
make_button (RgColumnsDialog *self,
             const RgField *field,
             const char *what,
             const char *icon,
             const char *name,
             gboolean sensitive,
             GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, sensitive);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  rg_columns_get_heading (self->columns, field), -1);
  g_signal_connect (button, "clicked", clicked, self);
  mark (self, button, field->key, what);

  return button;
}

static GtkWidget *
make_row (RgColumnsDialog *self, const RgField *field, gboolean shown)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();
  gboolean name = rg_columns_is_first (self->columns, field->key);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rg_columns_get_heading (self->columns, field));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), shown);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (check, !name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rg_columns_get_heading (self->columns, field), -1);
  mark (self, check, field->key, CHECK);
  mark (self, row, field->key, NULL);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);

  return row;
}

static void
add_shown (RgColumnsDialog *self, guint index)
{
  const RgColumn *column = rg_columns_get (self->columns, index);
  GtkWidget *row = make_row (self, column->field, TRUE);
  gboolean last = index + 1 == rg_columns_get_n (self->columns);

  if (!column->shown && !rg_columns_get_compact (self->columns))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Where there is room for it"));
  adw_action_row_add_suffix (
      ADW_ACTION_ROW (row),
      make_button (self, column->field, UP, "go-up-symbolic", _ ("Move Up"), index > 0, G_CALLBACK (up_cb)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             make_button (self, column->field, DOWN, "go-down-symbolic", _ ("Move Down"),
                                          !last, G_CALLBACK (down_cb)));
  add_dragging (self, row);
  adw_preferences_group_add (self->shown_group, row);
  g_ptr_array_add (self->rows, row);
}

static void
remove_rows (RgColumnsDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
make_rows (RgColumnsDialog *self)
{
  const RgEntity *entity = rg_columns_get_entity (self->columns);
  g_autofree char *layout = rg_columns_dup_layout (self->columns);
  gboolean hidden = FALSE;

  remove_rows (self);
  for (guint i = 0; i < rg_columns_get_n (self->columns); i++)
    add_shown (self, i);
  for (guint i = 0; entity != NULL && i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);
      GtkWidget *row;

      if (!rg_columns_can_show (self->columns, field) || rg_columns_find (self->columns, field->key) != NULL)
        continue;
      row = make_row (self, field, FALSE);
      adw_preferences_group_add (self->hidden_group, row);
      g_ptr_array_add (self->rows, row);
      hidden = TRUE;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->hidden_group), hidden);
  gtk_widget_set_sensitive (self->reset_button, *layout != '\0');
}

static gboolean
remake_cb (gpointer user_data)
{
  RgColumnsDialog *self = RG_COLUMNS_DIALOG (user_data);

  self->remake = 0;
  make_rows (self);

  return G_SOURCE_REMOVE;
}

/* Not while a button of a row is still being clicked. */
static void
layout_changed_cb (RgColumns *columns, RgColumnsDialog *self)
{
  if (self->remake == 0)
    self->remake = g_idle_add (remake_cb, self);
}

/* --- the dialog ----------------------------------------------------------- */

static void
rg_columns_dialog_dispose (GObject *object)
{
  RgColumnsDialog *self = RG_COLUMNS_DIALOG (object);

  g_clear_handle_id (&self->remake, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_COLUMNS_DIALOG);
  g_clear_object (&self->columns);

  G_OBJECT_CLASS (rg_columns_dialog_parent_class)->dispose (object);
}

static void
rg_columns_dialog_finalize (GObject *object)
{
  RgColumnsDialog *self = RG_COLUMNS_DIALOG (object);

  g_ptr_array_unref (self->rows);
  g_free (self->focus_key);
  g_free (self->focus_what);

  G_OBJECT_CLASS (rg_columns_dialog_parent_class)->finalize (object);
}

static void
rg_columns_dialog_class_init (RgColumnsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_columns_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_columns_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/widgets/rg-columns-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgColumnsDialog, reset_button);
  gtk_widget_class_bind_template_child (widget_class, RgColumnsDialog, shown_group);
  gtk_widget_class_bind_template_child (widget_class, RgColumnsDialog, hidden_group);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
}

static void
rg_columns_dialog_init (RgColumnsDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rg_columns_dialog_new:
 * @columns: the columns that are chosen
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
rg_columns_dialog_new (RgColumns *columns)
{
  RgColumnsDialog *self = g_object_new (RG_TYPE_COLUMNS_DIALOG, NULL);

  self->columns = g_object_ref (columns);
  g_signal_connect_object (columns, "layout-changed", G_CALLBACK (layout_changed_cb), self,
                           G_CONNECT_DEFAULT);
  make_rows (self);

  return ADW_DIALOG (self);
}
