/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-kinds-box.h"

#include "app/record/rg-kind-picker.h"

struct _RgKindsBox
{
  AdwBin parent_instance;

  GtkWidget *box;
  gboolean filling;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgKindsBox, rg_kinds_box, ADW_TYPE_BIN)

static const char *
kind_of (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "kind");
}

static void
toggled_cb (GtkToggleButton *button, RgKindsBox *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
make_button (RgKindsBox *self, const RgField *field, const RgChoice *choice)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), rg_kind_get_icon (choice->key));
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), rg_choice_get_label (field, choice));
  gtk_button_set_child (GTK_BUTTON (button), content);
  g_object_set_data_full (G_OBJECT (button), "kind", g_strdup (choice->key), g_free);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  return button;
}

/**
 * rg_kinds_box_fill:
 * @self: a box without buttons
 * @catalog: the shop's
 * @hidden: (nullable) (array zero-terminated=1): kinds that are not offered unless
 *   they are chosen
 * @chosen: (array zero-terminated=1): kinds
 */
void
rg_kinds_box_fill (RgKindsBox *self, RgCatalog *catalog, const char *const *hidden, const char *const *chosen)
{
  const RgField *field = rg_entity_find_field (rg_catalog_find (catalog, "event"), "kind");

  for (const RgChoice *choice = field->choices; choice->key != NULL; choice++)
    if (hidden == NULL || !g_strv_contains (hidden, choice->key) || g_strv_contains (chosen, choice->key))
      adw_wrap_box_append (ADW_WRAP_BOX (self->box), make_button (self, field, choice));
  rg_kinds_box_set_kinds (self, chosen);
}

/**
 * rg_kinds_box_dup_kinds:
 * @self: a box
 *
 * Returns: (transfer full) (array zero-terminated=1): what is chosen
 */
char **
rg_kinds_box_dup_kinds (RgKindsBox *self)
{
  g_autoptr (GStrvBuilder) kinds = g_strv_builder_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child)))
      g_strv_builder_add (kinds, kind_of (child));
  return g_strv_builder_end (kinds);
}

/**
 * rg_kinds_box_set_kinds:
 * @self: a box
 * @chosen: (array zero-terminated=1): kinds
 */
void
rg_kinds_box_set_kinds (RgKindsBox *self, const char *const *chosen)
{
  self->filling = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), g_strv_contains (chosen, kind_of (child)));
  self->filling = FALSE;
}

/**
 * rg_kinds_box_choose:
 * @self: a box
 * @kind: of an event
 * @chosen: whether it is chosen
 */
void
rg_kinds_box_choose (RgKindsBox *self, const char *kind, gboolean chosen)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (kind_of (child), kind))
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), chosen);
}

static void
rg_kinds_box_class_init (RgKindsBoxClass *klass)
{
  /**
   * RgKindsBox::changed:
   *
   * A person chose, or chose no more.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rg_kinds_box_init (RgKindsBox *self)
{
  self->box = adw_wrap_box_new ();
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (self->box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (self->box), 6);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

/**
 * rg_kinds_box_new:
 *
 * Returns: (transfer floating): a box without buttons
 */
GtkWidget *
rg_kinds_box_new (void)
{
  return g_object_new (RG_TYPE_KINDS_BOX, NULL);
}
