/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-what-button.h"

#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>

#define WIDTH_CHARS 24

struct _RgWhatButton
{
  AdwBin parent_instance;

  GtkWidget *button;
  GtkLabel *label;
  GtkPopover *popover;
  GtkEditable *entry;

  char *what;
};

enum
{
  SAID,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgWhatButton, rg_what_button, ADW_TYPE_BIN)

static void
show_what (RgWhatButton *self)
{
  gboolean said = *self->what != '\0';

  gtk_label_set_label (self->label, said ? self->what : _ ("What is next?"));
  if (said)
    gtk_widget_remove_css_class (GTK_WIDGET (self->label), "dimmed-text");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->label), "dimmed-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What is next?"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->what, -1);
}

static void
open_cb (GtkWidget *popover, RgWhatButton *self)
{
  gtk_editable_set_text (self->entry, self->what);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
activate_cb (GtkEntry *entry, RgWhatButton *self)
{
  gtk_popover_popdown (self->popover);
}

/* Whatever way it is left, but by Escape, what stands there is meant. */
static gboolean
escape_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, RgWhatButton *self)
{
  if (key == GDK_KEY_Escape)
    gtk_editable_set_text (self->entry, self->what);
  return GDK_EVENT_PROPAGATE;
}

static void
take (RgWhatButton *self)
{
  g_autofree char *what = rg_text_trim (gtk_editable_get_text (self->entry));

  if (g_str_equal (what, self->what))
    return;
  rg_what_button_set_what (self, what);
  g_signal_emit (self, signals[SAID], 0);
}

static void
closed_cb (GtkPopover *popover, RgWhatButton *self)
{
  take (self);
}

static void
rg_what_button_finalize (GObject *object)
{
  g_free (RG_WHAT_BUTTON (object)->what);

  G_OBJECT_CLASS (rg_what_button_parent_class)->finalize (object);
}

static void
rg_what_button_class_init (RgWhatButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_what_button_finalize;

  /**
   * RgWhatButton::said:
   *
   * It is something else now.
   */
  signals[SAID] = g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
make_popover (RgWhatButton *self)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = GTK_EDITABLE (entry);
  self->popover = GTK_POPOVER (popover);
  gtk_editable_set_width_chars (self->entry, WIDTH_CHARS);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("What is next?"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What is next?"),
                                  -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (escape_cb), self);
  gtk_widget_add_controller (entry, keys);
  g_signal_connect (entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (popover, "show", G_CALLBACK (open_cb), self);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), self);
  gtk_popover_set_child (self->popover, entry);
}

static void
rg_what_button_init (RgWhatButton *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  self->what = g_strdup ("");
  self->label = GTK_LABEL (label);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->label, WIDTH_CHARS);
  make_popover (self);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->button), FALSE);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "what-button");
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), label);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), GTK_WIDGET (self->popover));
  adw_bin_set_child (ADW_BIN (self), self->button);
  show_what (self);
}

/**
 * rg_what_button_set_what:
 * @self: a button
 * @what: (nullable): what the step is
 */
void
rg_what_button_set_what (RgWhatButton *self, const char *what)
{
  if (!g_set_str (&self->what, what != NULL ? what : ""))
    return;
  show_what (self);
  if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    gtk_editable_set_text (self->entry, self->what);
}

/**
 * rg_what_button_get_what:
 * @self: a button
 *
 * Returns: (transfer none): what the step is; "" while nothing is said
 */
const char *
rg_what_button_get_what (RgWhatButton *self)
{
  return self->what;
}

/**
 * rg_what_button_cancel:
 * @self: a button
 *
 * Folds the entry in; what stands in it is not meant.
 */
void
rg_what_button_cancel (RgWhatButton *self)
{
  gtk_editable_set_text (self->entry, self->what);
  gtk_popover_popdown (self->popover);
}

/**
 * rg_what_button_say:
 * @self: a button
 * @what: what the step is
 */
void
rg_what_button_say (RgWhatButton *self, const char *what)
{
  gtk_editable_set_text (self->entry, what);
  take (self);
}
