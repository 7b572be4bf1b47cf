/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-tag-names.h"

#include "app/record/rg-tag-entry.h"
#include "shop/rg-tags.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _RgTagNames
{
  GtkWidget parent_instance;

  GtkWidget *box;
  AdwWrapBox *chips;
  RgTagEntry *entry;

  GPtrArray *names; /* (element-type utf8) */
};

enum
{
  CHANGED,
  FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgTagNames, rg_tag_names, GTK_TYPE_WIDGET)

/* --- chips ---------------------------------------------------------------- */

static void update_chips (RgTagNames *self);

static void
remove_cb (GtkButton *button, RgTagNames *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "rg-index"));

  g_ptr_array_remove_index (self->names, index);
  update_chips (self);
  gtk_widget_grab_focus (GTK_WIDGET (rg_tag_names_get_editable (self)));
}

static GtkWidget *
make_chip (RgTagNames *self, guint index)
{
  const char *name = g_ptr_array_index (self->names, index);
  GtkWidget *button = gtk_button_new (), *content = adw_button_content_new ();
  /* Translators: %s is the name of a tag. */
  g_autofree char *label = g_strdup_printf (_ ("Take “%s” away again"), name);

  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), name);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "window-close-symbolic");
  adw_button_content_set_can_shrink (ADW_BUTTON_CONTENT (content), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (button), "rg-index", GUINT_TO_POINTER (index));
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);

  return button;
}

static void
update_chips (RgTagNames *self)
{
  GtkWidget *chip;

  while ((chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    adw_wrap_box_remove (self->chips, chip);
  for (guint i = 0; i < self->names->len; i++)
    adw_wrap_box_append (self->chips, make_chip (self, i));
  gtk_widget_set_visible (GTK_WIDGET (self->chips), self->names->len > 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_names (GPtrArray *all, const char *text)
{
  g_auto (GStrv) names = rg_tags_split (text);

  for (guint i = 0; names[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (all, names[i], g_str_equal, NULL))
      g_ptr_array_add (all, g_strdup (names[i]));
}

static void
entered_cb (RgTagEntry *entry, const char *name, RgTagNames *self)
{
  add_names (self->names, name);
  rg_tag_entry_clear (entry);
  update_chips (self);
}

static void
back_cb (RgTagEntry *entry, RgTagNames *self)
{
  if (self->names->len == 0)
    return;
  g_ptr_array_remove_index (self->names, self->names->len - 1);
  update_chips (self);
}

static void
finished_cb (RgTagEntry *entry, RgTagNames *self)
{
  if (self->names->len > 0)
    g_signal_emit (self, signals[FINISHED], 0);
}

static void
written_cb (GtkEditable *editable, RgTagNames *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_tag_names_dispose (GObject *object)
{
  RgTagNames *self = RG_TAG_NAMES (object);

  if (self->box != NULL)
    {
      g_signal_handlers_disconnect_by_data (rg_tag_entry_get_editable (self->entry), self);
      g_signal_handlers_disconnect_by_data (self->entry, self);
    }
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (rg_tag_names_parent_class)->dispose (object);
}

static void
rg_tag_names_finalize (GObject *object)
{
  g_ptr_array_unref (RG_TAG_NAMES (object)->names);

  G_OBJECT_CLASS (rg_tag_names_parent_class)->finalize (object);
}

static void
rg_tag_names_class_init (RgTagNamesClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "tag-names");
  G_OBJECT_CLASS (klass)->dispose = rg_tag_names_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_tag_names_finalize;

  /**
   * RgTagNames::changed:
   *
   * Other names are gathered.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  /**
   * RgTagNames::finished:
   *
   * Enter was pressed once more, after the last name.
   */
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
rg_tag_names_init (RgTagNames *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->chips = ADW_WRAP_BOX (adw_wrap_box_new ());
  adw_wrap_box_set_child_spacing (self->chips, 6);
  adw_wrap_box_set_line_spacing (self->chips, 6);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), FALSE);
  self->entry = RG_TAG_ENTRY (rg_tag_entry_new ());
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->chips));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->entry));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect (self->entry, "entered", G_CALLBACK (entered_cb), self);
  g_signal_connect (self->entry, "back", G_CALLBACK (back_cb), self);
  g_signal_connect (self->entry, "finished", G_CALLBACK (finished_cb), self);
  g_signal_connect (rg_tag_entry_get_editable (self->entry), "changed", G_CALLBACK (written_cb), self);
}

/**
 * rg_tag_names_new:
 *
 * Returns: (transfer floating): a gathering of no names
 */
GtkWidget *
rg_tag_names_new (void)
{
  return g_object_new (RG_TYPE_TAG_NAMES, NULL);
}

/**
 * rg_tag_names_set_store:
 * @self: a gathering of names
 * @store: (nullable): whose tags are proposed
 */
void
rg_tag_names_set_store (RgTagNames *self, RgStore *store)
{
  rg_tag_entry_set_store (self->entry, store);
}

/**
 * rg_tag_names_dup:
 * @self: a gathering of names
 *
 * Returns: (transfer full) (array zero-terminated=1): the names, none twice, what
 *   is still being written among them
 */
char **
rg_tag_names_dup (RgTagNames *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->names->len; i++)
    g_ptr_array_add (all, g_strdup (g_ptr_array_index (self->names, i)));
  add_names (all, gtk_editable_get_text (rg_tag_names_get_editable (self)));
  g_ptr_array_add (all, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&all), FALSE);
}

/**
 * rg_tag_names_get_editable:
 * @self: a gathering of names
 *
 * Returns: (transfer none): where one more is written
 */
GtkEditable *
rg_tag_names_get_editable (RgTagNames *self)
{
  return rg_tag_entry_get_editable (self->entry);
}
