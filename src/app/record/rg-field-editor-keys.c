/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-field-editor-private.h"

/* The keys that mean something else in a field with text of its own. */

/* Ctrl+Z is the entry's while there is something of its own to take back, else
 * the shop's; entries keep it to themselves either way. */
static gboolean
undo_outside (RgFieldEditor *self, guint key, GdkModifierType state)
{
  gboolean redo = (state & GDK_SHIFT_MASK) != 0;

  if ((key != GDK_KEY_z && key != GDK_KEY_Z) || (state & GDK_CONTROL_MASK) == 0 ||
      (state & (GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || rg_field_editor_is_written (self) ||
      (redo && rg_field_editor_has_typed (self)))
    return FALSE;

  return gtk_widget_activate_action (GTK_WIDGET (self), redo ? "win.redo" : "win.undo", NULL);
}

static gboolean
is_in_popover (RgFieldEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *popover = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  return popover != NULL && gtk_widget_is_ancestor (popover, GTK_WIDGET (self));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                RgFieldEditor *self)
{
  RgFieldEditorClass *klass = RG_FIELD_EDITOR_GET_CLASS (self);

  if (is_in_popover (self))
    return GDK_EVENT_PROPAGATE;
  if (klass->key_pressed != NULL && klass->key_pressed (self, key, state))
    return GDK_EVENT_STOP;
  if (key == GDK_KEY_Escape && (state & gtk_accelerator_get_default_mod_mask ()) == 0)
    return rg_field_editor_take_back (self);

  return undo_outside (self, key, state);
}

void
rg_field_editor_add_keys (RgFieldEditor *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  /* Before the entry, which would keep them. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
