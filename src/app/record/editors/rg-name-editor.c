/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/editors/rg-completion.h"
#include "app/record/editors/rg-entry-editor.h"

#include "catalog/rg-region.h"
#include "shop/rg-names.h"

#include <glib/gi18n-lib.h>

/* A line for which there are names to choose from: sources, regions. Anything
 * else may be written too. */

/* A list longer than this is not one to choose from. */
#define MOST_NAMES 1000

struct _RgNameEditor
{
  RgEntryEditor parent_instance;

  RgCompletion *completion;
  GtkWidget *list_button;
  GCancellable *reading;
};

G_DECLARE_FINAL_TYPE (RgNameEditor, rg_name_editor, RG, NAME_EDITOR, RgEntryEditor)
G_DEFINE_FINAL_TYPE (RgNameEditor, rg_name_editor, RG_TYPE_ENTRY_EDITOR)

/* --- names from the shop -------------------------------------------------- */

static gpointer
names_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), data);

  return rg_names_list (read, entity, MOST_NAMES, error);
}

static void
names_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgNameEditor) self = user_data;
  g_auto (GStrv) names = rg_store_read_finish (RG_STORE (source), result, NULL);

  /* Without names the entry serves as well. */
  if (names == NULL || self->completion == NULL)
    return;
  rg_completion_set_names (self->completion, (const char *const *) names);
  gtk_widget_set_visible (self->list_button, names[0] != NULL);
}

/* Again whenever the field is entered: there may be new ones. */
static void
read_names (RgNameEditor *self)
{
  const char *list = rg_field_editor_get_field (RG_FIELD_EDITOR (self))->list;
  RgStore *store = rg_field_editor_get_store (RG_FIELD_EDITOR (self));

  if (list == NULL || store == NULL)
    return;
  g_cancellable_cancel (self->reading);
  g_set_object (&self->reading, NULL);
  self->reading = g_cancellable_new ();
  rg_store_read_async (store, names_func, g_strdup (list), g_free, (GDestroyNotify) g_strfreev, self->reading,
                       names_cb, g_object_ref (self));
}

/* --- the entry ------------------------------------------------------------ */

static void
focus_in_cb (GtkEventControllerFocus *controller, RgNameEditor *self)
{
  read_names (self);
}

static void
changed_cb (GtkText *text, RgNameEditor *self)
{
  if (rg_field_editor_is_written (RG_FIELD_EDITOR (self)) && gtk_widget_is_focus (GTK_WIDGET (text)))
    rg_completion_update (self->completion, FALSE);
}

static void
chosen_cb (RgCompletion *completion, RgFieldEditor *self)
{
  rg_field_editor_commit (self);
}

static void
list_cb (GtkButton *button, RgNameEditor *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->completion)))
    {
      rg_completion_close (self->completion);
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self));
  rg_completion_update (self->completion, TRUE);
}

static void
rg_name_editor_build (RgFieldEditor *editor)
{
  RgNameEditor *self = RG_NAME_EDITOR (editor);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkText *text;

  RG_FIELD_EDITOR_CLASS (rg_name_editor_parent_class)->build (editor);
  text = rg_entry_editor_get_text (RG_ENTRY_EDITOR (self));
  self->completion = rg_completion_new (gtk_widget_get_parent (GTK_WIDGET (text)), text);
  g_object_add_weak_pointer (G_OBJECT (self->completion), (gpointer *) &self->completion);
  g_signal_connect (self->completion, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect (text, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (focus, "enter", G_CALLBACK (focus_in_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (text), focus);

  self->list_button = gtk_button_new_from_icon_name ("pan-down-symbolic");
  gtk_widget_set_tooltip_text (self->list_button, _ ("Choose from a List"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose from a List"), -1);
  gtk_widget_add_css_class (self->list_button, "flat");
  gtk_widget_set_visible (self->list_button, FALSE);
  g_signal_connect (self->list_button, "clicked", G_CALLBACK (list_cb), self);
  rg_field_editor_add_suffix (editor, self->list_button);

  if (rg_field_editor_get_field (editor)->type == &rg_type_region)
    {
      g_auto (GStrv) regions = rg_region_list ();

      rg_completion_set_names (self->completion, (const char *const *) regions);
    }
  else
    read_names (self);
}

static void
rg_name_editor_leave (RgFieldEditor *editor)
{
  RgNameEditor *self = RG_NAME_EDITOR (editor);

  if (self->completion != NULL)
    rg_completion_close (self->completion);
}

static gboolean
rg_name_editor_key_pressed (RgFieldEditor *editor, guint key, GdkModifierType state)
{
  return rg_completion_key (RG_NAME_EDITOR (editor)->completion, key, state);
}

static void
rg_name_editor_dispose (GObject *object)
{
  RgNameEditor *self = RG_NAME_EDITOR (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);

  G_OBJECT_CLASS (rg_name_editor_parent_class)->dispose (object);
}

static void
rg_name_editor_finalize (GObject *object)
{
  g_clear_weak_pointer (&RG_NAME_EDITOR (object)->completion);

  G_OBJECT_CLASS (rg_name_editor_parent_class)->finalize (object);
}

static void
rg_name_editor_class_init (RgNameEditorClass *klass)
{
  RgFieldEditorClass *editor_class = RG_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_name_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_name_editor_finalize;
  editor_class->build = rg_name_editor_build;
  editor_class->leave = rg_name_editor_leave;
  editor_class->key_pressed = rg_name_editor_key_pressed;
}

static void
rg_name_editor_init (RgNameEditor *self)
{
}
