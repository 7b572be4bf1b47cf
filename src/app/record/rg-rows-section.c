/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-rows-section.h"

#include "app/record/rg-way.h"
#include "app/rg-change.h"
#include "app/widgets/rg-avatar.h"

#include <glib/gi18n-lib.h>

#define AVATAR_SIZE 32

typedef struct
{
  GtkWidget *box;
  GtkWidget *header;
  GtkWidget *title;
  GtkWidget *add_button;   /* beside the heading */
  GtkWidget *first_button; /* where there is no list */
  GtkListBox *list;
  /* What the list shows. */
  GPtrArray *specs;
  gboolean writable;
  gboolean masked;
  gboolean follows_settings;
} RgRowsSectionPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RgRowsSection, rg_rows_section, RG_TYPE_SECTION)

static RgRowsSectionPrivate *
get_private (RgRowsSection *self)
{
  return rg_rows_section_get_instance_private (self);
}

/* --- lines -------------------------------------------------------------- */

/**
 * rg_row_spec_new:
 * @id: a row
 * @title: what it is called
 *
 * Returns: (transfer full): a line with nothing else
 */
RgRowSpec *
rg_row_spec_new (gint64 id, const char *title)
{
  RgRowSpec *spec = g_new0 (RgRowSpec, 1);

  spec->id = id;
  spec->title = g_strdup (title);

  return spec;
}

/**
 * rg_row_spec_free:
 * @spec: (transfer full): a line
 */
void
rg_row_spec_free (RgRowSpec *spec)
{
  g_free (spec->title);
  g_free (spec->subtitle);
  g_free (spec->phone);
  g_free (spec->copy);
  g_free (spec->avatar);
  g_free (spec);
}

static gboolean
same_spec (const RgRowSpec *a, const RgRowSpec *b)
{
  return a->id == b->id && a->open_id == b->open_id && g_strcmp0 (a->title, b->title) == 0 &&
         g_strcmp0 (a->subtitle, b->subtitle) == 0 && g_strcmp0 (a->phone, b->phone) == 0 &&
         g_strcmp0 (a->copy, b->copy) == 0 && g_strcmp0 (a->avatar, b->avatar) == 0;
}

static gboolean
same_specs (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!same_spec (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}

static const RgRowSpec *
row_spec (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "spec");
}

/* --- deleting ----------------------------------------------------------- */

typedef struct
{
  const char *entity;
  gint64 id;
} Deletion;

static gboolean
delete_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const Deletion *deletion = data;
  RgCatalog *catalog = rg_write_get_catalog (rg_op_get_write (op));

  return rg_op_delete (op, rg_catalog_find (catalog, deletion->entity), deletion->id, error);
}

static void
delete_row (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgSection *section = RG_SECTION (widget);
  RgRowsSectionPrivate *priv = get_private (RG_ROWS_SECTION (widget));
  gint64 id = g_variant_get_int64 (parameter);
  const char *title = NULL;
  g_autofree char *label = NULL;
  g_autofree char *done = NULL;
  Deletion *deletion;

  for (guint i = 0; i < priv->specs->len; i++)
    if (((const RgRowSpec *) g_ptr_array_index (priv->specs, i))->id == id)
      title = ((const RgRowSpec *) g_ptr_array_index (priv->specs, i))->title;
  if (title == NULL || !rg_section_is_writable (section))
    return;

  label = g_strdup_printf (_ ("Delete %s"), title);
  done = g_strdup_printf (_ ("Deleted %s"), title);
  deletion = g_new0 (Deletion, 1);
  deletion->entity = RG_ROWS_SECTION_GET_CLASS (section)->entity;
  deletion->id = id;
  rg_change_say (rg_section_get_store (section), widget, label, delete_func, deletion, g_free, done);
}

/* --- rows --------------------------------------------------------------- */

static void
edit_row (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RG_ROWS_SECTION_GET_CLASS (widget)->edit (RG_ROWS_SECTION (widget), g_variant_get_int64 (parameter));
}

static void
add (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_rows_section_add (RG_ROWS_SECTION (widget));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, RgRowsSection *self)
{
  const RgRowSpec *spec = row_spec (GTK_WIDGET (row));

  if (spec->open_id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-customer", "x", spec->open_id);
  else if (get_private (self)->writable)
    RG_ROWS_SECTION_GET_CLASS (self)->edit (self, spec->id);
}

static gboolean
delete_key_cb (GtkWidget *row, GVariant *arguments, gpointer user_data)
{
  return gtk_widget_activate_action (row, "rows.delete", "x", row_spec (row)->id);
}

static GtkWidget *
make_button (const char *icon, const char *action, gint64 id, char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "way-button");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  g_free (name);

  return button;
}

static void
add_buttons (RgRowsSection *self, AdwActionRow *row, const RgRowSpec *spec)
{
  g_autofree char *copy = g_strdup_printf (_ ("Copy %s"), spec->title);

  if (spec->phone != NULL)
    {
      adw_action_row_add_suffix (row, rg_copy_button_new (spec->phone, _ ("Copy the phone number")));
      adw_action_row_add_suffix (row, rg_call_button_new (spec->phone));
    }
  if (spec->copy != NULL)
    adw_action_row_add_suffix (row, rg_copy_button_new (spec->copy, copy));
  if (!get_private (self)->writable)
    return;
  if (spec->open_id != 0 && !spec->fixed)
    adw_action_row_add_suffix (row, make_button ("document-edit-symbolic", "rows.edit", spec->id,
                                                 g_strdup_printf (_ ("Edit %s"), spec->title)));
  adw_action_row_add_suffix (row, make_button ("user-trash-symbolic", "rows.delete", spec->id,
                                               g_strdup_printf (_ ("Delete %s"), spec->title)));
}

static GtkWidget *
make_row (RgRowsSection *self, RgRowSpec *spec)
{
  GtkWidget *row = adw_action_row_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), spec->title);
  if (spec->subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), spec->subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row),
                                    spec->open_id != 0 || get_private (self)->writable);
  g_object_set_data (G_OBJECT (row), "spec", spec);
  if (spec->avatar != NULL)
    {
      GtkWidget *avatar = rg_avatar_new (AVATAR_SIZE);

      rg_avatar_set_customer (RG_AVATAR (avatar), spec->avatar, spec->open_id);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
    }
  add_buttons (self, ADW_ACTION_ROW (row), spec);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Delete, 0),
                                                        gtk_callback_action_new (delete_key_cb, NULL, NULL)));
  gtk_widget_add_controller (row, keys);

  return row;
}

/* --- filling ------------------------------------------------------------ */

/* Which line has the focus; -1: none. */
static int
focused_line (RgRowsSection *self)
{
  RgRowsSectionPrivate *priv = get_private (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  if (row == NULL || gtk_widget_get_parent (row) != GTK_WIDGET (priv->list))
    return -1;

  return gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
}

/* The line that had the focus has it again, or the next one, or the button. */
static void
restore_focus (RgRowsSection *self, gint64 id, int index)
{
  RgRowsSectionPrivate *priv = get_private (self);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (priv->list, i)) != NULL; i++)
    if (row_spec (GTK_WIDGET (row))->id == id)
      {
        gtk_widget_grab_focus (GTK_WIDGET (row));
        return;
      }
  row = gtk_list_box_get_row_at_index (priv->list, MIN (index, (int) priv->specs->len - 1));
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  else
    rg_rows_section_focus_add (self);
}

static void
put_rows (RgRowsSection *self, GPtrArray *specs)
{
  RgRowsSectionPrivate *priv = get_private (self);
  int index = focused_line (self);
  gint64 id = index >= 0 ? ((const RgRowSpec *) g_ptr_array_index (priv->specs, index))->id : 0;

  gtk_list_box_remove_all (priv->list);
  g_ptr_array_unref (priv->specs);
  priv->specs = specs;
  for (guint i = 0; i < specs->len; i++)
    gtk_list_box_append (priv->list, make_row (self, g_ptr_array_index (specs, i)));
  gtk_widget_set_visible (priv->header, specs->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (priv->list), specs->len > 0);
  gtk_widget_set_visible (priv->add_button, priv->writable);
  gtk_widget_set_visible (priv->first_button, specs->len == 0 && priv->writable);
  if (index >= 0)
    restore_focus (self, id, index);
}

/**
 * rg_rows_section_refresh:
 * @self: a section
 *
 * Lines that stay as they are stay the same widgets.
 */
void
rg_rows_section_refresh (RgRowsSection *self)
{
  RgRowsSectionPrivate *priv = get_private (self);
  RgProfile *profile = rg_section_get_profile (RG_SECTION (self));
  gboolean writable = rg_section_is_writable (RG_SECTION (self));
  gboolean masked = rg_rows_section_masks (self);
  g_autoptr (GPtrArray) specs = profile != NULL
                                    ? RG_ROWS_SECTION_GET_CLASS (self)->list (self, profile)
                                    : g_ptr_array_new_with_free_func ((GDestroyNotify) rg_row_spec_free);

  if (priv->writable == writable && priv->masked == masked && same_specs (priv->specs, specs))
    return;
  priv->writable = writable;
  priv->masked = masked;
  put_rows (self, g_steal_pointer (&specs));
}

static void
mask_changed_cb (RgSettings *settings, const char *key, RgRowsSection *self)
{
  rg_rows_section_refresh (self);
}

static void
rg_rows_section_show (RgSection *section, RgProfile *profile, gboolean other)
{
  RgRowsSectionPrivate *priv = get_private (RG_ROWS_SECTION (section));
  RgSettings *settings = rg_section_get_settings (section);

  if (settings != NULL && !priv->follows_settings)
    {
      priv->follows_settings = TRUE;
      g_signal_connect_object (settings, "changed::mask-phones", G_CALLBACK (mask_changed_cb), section,
                               G_CONNECT_DEFAULT);
    }
  rg_rows_section_refresh (RG_ROWS_SECTION (section));
}

/* --- the widget --------------------------------------------------------- */

static void
rg_rows_section_dispose (GObject *object)
{
  RgRowsSectionPrivate *priv = get_private (RG_ROWS_SECTION (object));

  adw_bin_set_child (ADW_BIN (object), NULL);
  g_clear_pointer (&priv->specs, g_ptr_array_unref);

  G_OBJECT_CLASS (rg_rows_section_parent_class)->dispose (object);
}

static void
rg_rows_section_class_init (RgRowsSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_rows_section_dispose;
  RG_SECTION_CLASS (klass)->show = rg_rows_section_show;
  gtk_widget_class_install_action (widget_class, "rows.add", NULL, add);
  gtk_widget_class_install_action (widget_class, "rows.edit", "x", edit_row);
  gtk_widget_class_install_action (widget_class, "rows.delete", "x", delete_row);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
make_header (RgRowsSectionPrivate *priv)
{
  priv->header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  priv->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (priv->title), 0.0f);
  gtk_widget_set_hexpand (priv->title, TRUE);
  gtk_widget_add_css_class (priv->title, "heading");
  priv->add_button = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (priv->add_button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->add_button), "rows.add");
  gtk_box_append (GTK_BOX (priv->header), priv->title);
  gtk_box_append (GTK_BOX (priv->header), priv->add_button);
  gtk_widget_add_css_class (priv->header, "rows-header");
}

static void
rg_rows_section_init (RgRowsSection *self)
{
  RgRowsSectionPrivate *priv = get_private (self);

  priv->specs = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_row_spec_free);
  priv->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  make_header (priv);
  priv->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (priv->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (priv->list), "boxed-list");
  g_signal_connect (priv->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  priv->first_button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (priv->first_button),
                        g_object_new (ADW_TYPE_BUTTON_CONTENT, "icon-name", "list-add-symbolic", NULL));
  gtk_widget_set_halign (priv->first_button, GTK_ALIGN_START);
  gtk_widget_add_css_class (priv->first_button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->first_button), "rows.add");

  gtk_box_append (GTK_BOX (priv->box), priv->header);
  gtk_box_append (GTK_BOX (priv->box), GTK_WIDGET (priv->list));
  gtk_box_append (GTK_BOX (priv->box), priv->first_button);
  adw_bin_set_child (ADW_BIN (self), priv->box);
  gtk_widget_set_visible (priv->header, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (priv->list), FALSE);
  gtk_widget_set_visible (priv->first_button, FALSE);
}

/**
 * rg_rows_section_set_labels:
 * @self: a section
 * @title: its heading
 * @add_label: what the button says that adds a line
 */
void
rg_rows_section_set_labels (RgRowsSection *self, const char *title, const char *add_label)
{
  RgRowsSectionPrivate *priv = get_private (self);

  gtk_label_set_label (GTK_LABEL (priv->title), title);
  gtk_widget_set_tooltip_text (priv->add_button, add_label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL, add_label,
                                  -1);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (gtk_button_get_child (GTK_BUTTON (priv->first_button))),
                                add_label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/**
 * rg_rows_section_set_editor:
 * @self: a section
 * @editor: (transfer floating): what stands below the list
 */
void
rg_rows_section_set_editor (RgRowsSection *self, GtkWidget *editor)
{
  gtk_box_append (GTK_BOX (get_private (self)->box), editor);
}

/**
 * rg_rows_section_add:
 * @self: a section
 *
 * As its button that adds a line.
 */
void
rg_rows_section_add (RgRowsSection *self)
{
  if (rg_section_is_writable (RG_SECTION (self)))
    RG_ROWS_SECTION_GET_CLASS (self)->add (self);
}

/**
 * rg_rows_section_focus_add:
 * @self: a section
 */
void
rg_rows_section_focus_add (RgRowsSection *self)
{
  RgRowsSectionPrivate *priv = get_private (self);

  gtk_widget_grab_focus (gtk_widget_get_visible (priv->first_button) ? priv->first_button : priv->add_button);
}

/**
 * rg_rows_section_masks:
 * @self: a section
 *
 * Returns: whether phones are shown masked
 */
gboolean
rg_rows_section_masks (RgRowsSection *self)
{
  RgSettings *settings = rg_section_get_settings (RG_SECTION (self));

  return settings != NULL && rg_settings_get_boolean (settings, "mask-phones");
}
