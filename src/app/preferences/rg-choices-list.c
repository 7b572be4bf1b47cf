/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-choices-list.h"

#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>

struct _RgChoicesList
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows;  /* AdwEntryRow, in their order; each with "before" */
  GtkWidget *adder; /* the row at the end */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgChoicesList, rg_choices_list, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_name (GtkWidget *row)
{
  return rg_text_trim (gtk_editable_get_text (GTK_EDITABLE (row)));
}

static void
emit_changed (RgChoicesList *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- one choice ----------------------------------------------------------- */

static guint
index_of (RgChoicesList *self, GtkWidget *row)
{
  guint index = 0;

  g_ptr_array_find (self->rows, row, &index);
  return index;
}

static void
changed_cb (GtkEditable *row, RgChoicesList *self)
{
  emit_changed (self);
}

static GtkWidget *
row_of (GtkWidget *button)
{
  return gtk_widget_get_ancestor (button, ADW_TYPE_ENTRY_ROW);
}

static void
up_cb (GtkWidget *button, RgChoicesList *self)
{
  rg_choices_list_move (self, index_of (self, row_of (button)), -1);
}

static void
down_cb (GtkWidget *button, RgChoicesList *self)
{
  rg_choices_list_move (self, index_of (self, row_of (button)), 1);
}

static void
remove_cb (GtkWidget *button, RgChoicesList *self)
{
  rg_choices_list_remove (self, index_of (self, row_of (button)));
}

static gboolean
move_key_cb (GtkWidget *row, GVariant *args, gpointer user_data)
{
  RgChoicesList *self = RG_CHOICES_LIST (gtk_widget_get_ancestor (row, RG_TYPE_CHOICES_LIST));

  rg_choices_list_move (self, index_of (self, row), g_variant_get_int32 (args));
  return TRUE;
}

static void
add_key (GtkEventController *controller, guint key, int by)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (key, GDK_ALT_MASK),
                                            gtk_callback_action_new (move_key_cb, NULL, NULL));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (by));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
}

static void
add_button (RgChoicesList *self, GtkWidget *row, const char *icon, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", callback, self);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
}

static GtkWidget *
make_row (RgChoicesList *self, const char *name, const char *before)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Choice"));
  gtk_editable_set_text (GTK_EDITABLE (row), name);
  g_object_set_data_full (G_OBJECT (row), "before", g_strdup (before), g_free);
  g_signal_connect (row, "changed", G_CALLBACK (changed_cb), self);
  add_button (self, row, "go-up-symbolic", _ ("Move Up"), G_CALLBACK (up_cb));
  add_button (self, row, "go-down-symbolic", _ ("Move Down"), G_CALLBACK (down_cb));
  add_button (self, row, "user-trash-symbolic", _ ("Remove"), G_CALLBACK (remove_cb));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (keys, GDK_KEY_Up, -1);
  add_key (keys, GDK_KEY_Down, 1);
  gtk_widget_add_controller (row, keys);

  return row;
}

/* The group only appends: what stands behind is taken out and put back. */
static void
arrange (RgChoicesList *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      if (gtk_widget_get_parent (row) != NULL)
        adw_preferences_group_remove (group, row);
    }
  adw_preferences_group_remove (group, self->adder);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_add (group, g_ptr_array_index (self->rows, i));
  adw_preferences_group_add (group, self->adder);
}

/* --- one more ------------------------------------------------------------- */

static void
adder_cb (GtkWidget *adder, RgChoicesList *self)
{
  g_autofree char *name = dup_name (adder);

  if (*name == '\0')
    return;
  gtk_editable_set_text (GTK_EDITABLE (adder), "");
  rg_choices_list_add (self, name);
  gtk_widget_grab_focus (adder);
}

/* --- the list ------------------------------------------------------------- */

static void
rg_choices_list_dispose (GObject *object)
{
  RgChoicesList *self = RG_CHOICES_LIST (object);

  if (self->rows != NULL)
    {
      for (guint i = 0; i < self->rows->len; i++)
        g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->rows, i), self);
      g_signal_handlers_disconnect_by_data (self->adder, self);
    }
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->adder);

  G_OBJECT_CLASS (rg_choices_list_parent_class)->dispose (object);
}

static void
rg_choices_list_class_init (RgChoicesListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_choices_list_dispose;

  /**
   * RgChoicesList::changed:
   *
   * There is another choice, or another name or order.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rg_choices_list_init (RgChoicesList *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->adder = g_object_ref_sink (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->adder), _ ("Add a Choice"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->adder), TRUE);
  g_signal_connect (self->adder, "apply", G_CALLBACK (adder_cb), self);
  g_signal_connect (self->adder, "changed", G_CALLBACK (changed_cb), self);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Choices"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->adder);
}

/**
 * rg_choices_list_new:
 *
 * Returns: (transfer floating): a list without choices
 */
GtkWidget *
rg_choices_list_new (void)
{
  return g_object_new (RG_TYPE_CHOICES_LIST, NULL);
}

/**
 * rg_choices_list_set:
 * @self: a list without choices
 * @choices: (array zero-terminated=1) (nullable): what is saved
 */
void
rg_choices_list_set (RgChoicesList *self, const char *const *choices)
{
  for (guint i = 0; choices != NULL && choices[i] != NULL; i++)
    g_ptr_array_add (self->rows, g_object_ref_sink (make_row (self, choices[i], choices[i])));
  arrange (self);
}

/**
 * rg_choices_list_add:
 * @self: a list
 * @name: a new choice, behind the others
 */
void
rg_choices_list_add (RgChoicesList *self, const char *name)
{
  g_ptr_array_add (self->rows, g_object_ref_sink (make_row (self, name, "")));
  arrange (self);
  emit_changed (self);
}

/**
 * rg_choices_list_rename:
 * @self: a list
 * @index: of a choice
 * @name: what it is called from now on
 */
void
rg_choices_list_rename (RgChoicesList *self, guint index, const char *name)
{
  g_return_if_fail (index < self->rows->len);

  gtk_editable_set_text (GTK_EDITABLE (g_ptr_array_index (self->rows, index)), name);
}

/**
 * rg_choices_list_move:
 * @self: a list
 * @index: of a choice
 * @by: -1 up, 1 down; nothing happens at the ends
 */
void
rg_choices_list_move (RgChoicesList *self, guint index, int by)
{
  int to = (int) index + by;
  gpointer row;

  if (to < 0 || to >= (int) self->rows->len)
    return;
  row = g_ptr_array_steal_index (self->rows, index);
  g_ptr_array_insert (self->rows, to, row);
  arrange (self);
  gtk_widget_grab_focus (row);
  emit_changed (self);
}

/**
 * rg_choices_list_remove:
 * @self: a list
 * @index: of a choice
 */
void
rg_choices_list_remove (RgChoicesList *self, guint index)
{
  GtkWidget *row;

  g_return_if_fail (index < self->rows->len);

  row = g_ptr_array_index (self->rows, index);
  g_signal_handlers_disconnect_by_data (row, self);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_remove_index (self->rows, index);
  gtk_widget_grab_focus (index < self->rows->len ? g_ptr_array_index (self->rows, index) : self->adder);
  emit_changed (self);
}

static char **
collect (RgChoicesList *self, gboolean before)
{
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
  g_autofree char *last = dup_name (self->adder);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      g_autofree char *name = dup_name (row);

      if (*name != '\0')
        g_strv_builder_add (list, before ? g_object_get_data (G_OBJECT (row), "before") : name);
    }
  /* Written and not confirmed, but meant. */
  if (*last != '\0')
    g_strv_builder_add (list, before ? "" : last);

  return g_strv_builder_end (list);
}

/**
 * rg_choices_list_get:
 * @self: a list
 *
 * Returns: (transfer full) (array zero-terminated=1): the choices
 */
char **
rg_choices_list_get (RgChoicesList *self)
{
  return collect (self, FALSE);
}

/**
 * rg_choices_list_get_before:
 * @self: a list
 *
 * Returns: (transfer full) (array zero-terminated=1): what each of the choices
 *   was called when they were set; "" for a new one
 */
char **
rg_choices_list_get_before (RgChoicesList *self)
{
  return collect (self, TRUE);
}

/**
 * rg_choices_list_find_fault:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): what keeps the choices from being saved
 */
const char *
rg_choices_list_find_fault (RgChoicesList *self)
{
  g_auto (GStrv) names = rg_choices_list_get (self);

  if (names[0] == NULL)
    return _ ("Add at least one choice.");
  for (guint i = 0; names[i] != NULL; i++)
    {
      for (guint j = 0; j < i; j++)
        {
          g_autofree char *first = rg_text_normalize (names[i]);
          g_autofree char *second = rg_text_normalize (names[j]);

          if (g_str_equal (first, second))
            return _ ("Two choices have the same name.");
        }
    }

  return NULL;
}
