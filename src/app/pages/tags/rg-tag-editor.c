/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/tags/rg-tag-editor.h"

#include "app/rg-application.h"
#include "app/widgets/rg-color-box.h"
#include "app/widgets/rg-display.h"
#include "app/widgets/rg-tag-styles.h"
#include "app/widgets/rg-tint.h"
#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>

struct _RgTagEditor
{
  AdwDialog parent_instance;

  GtkWidget *save_button;
  GtkWidget *preview_icon;
  GtkLabel *preview_label;
  AdwEntryRow *name_row;
  AdwEntryRow *description_row;
  AdwComboRow *family_row;
  RgColorBox *colors;
  AdwWrapBox *symbols;

  int inherited;      /* the colour of what stands above; -1 */
  const char *symbol; /* (nullable) */
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgTagEditor, rg_tag_editor, ADW_TYPE_DIALOG)

/* --- what it looks like --------------------------------------------------- */

static void
update_preview (RgTagEditor *self)
{
  g_autofree char *name = rg_text_trim (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
  int color = rg_color_box_get_color (self->colors);
  RgTagStyle style = rg_tag_style_make (name, color >= 0 ? color : self->inherited, self->symbol);

  gtk_label_set_label (self->preview_label, *name != '\0' ? name : _ ("Tag name"));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->preview_icon),
                                style.icon != NULL ? style.icon : RG_TAG_PLAIN_ICON);
  rg_tint_set (gtk_widget_get_parent (self->preview_icon), style.color);
  gtk_widget_set_sensitive (self->save_button, *name != '\0');
}

static void
name_changed_cb (GtkEditable *editable, RgTagEditor *self)
{
  update_preview (self);
}

static void
symbol_cb (GtkToggleButton *button, GParamSpec *pspec, RgTagEditor *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  self->symbol = g_object_get_data (G_OBJECT (button), "rg-symbol");
  update_preview (self);
}

/* --- choices -------------------------------------------------------------- */

static void
add_symbol (RgTagEditor *self, const RgTagSymbol *symbol)
{
  GtkWidget *button = rg_toggle_box_append (self->symbols, symbol != NULL ? symbol->icon : RG_TAG_PLAIN_ICON,
                                            symbol != NULL ? _ (symbol->label) : _ ("No symbol"), "flat");

  gtk_widget_add_css_class (button, "tag-symbol-choice");
  g_object_set_data (G_OBJECT (button), "rg-symbol", symbol != NULL ? (gpointer) symbol->key : NULL);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), symbol == rg_tag_symbol_find (self->symbol));
  g_signal_connect (button, "notify::active", G_CALLBACK (symbol_cb), self);
}

static void
add_choices (RgTagEditor *self, const RgTag *parent, int color)
{
  rg_color_box_fill (self->colors, parent != NULL ? _ ("Colour of the tag above") : _ ("Colour by itself"),
                     color);
  g_signal_connect_swapped (self->colors, "changed", G_CALLBACK (update_preview), self);
  add_symbol (self, NULL);
  for (guint i = 0; i < rg_tag_n_symbols (); i++)
    add_symbol (self, rg_tag_symbol_at (i));
}

static void
add_families (RgTagEditor *self, guint family)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < RG_TAG_N_FAMILIES; i++)
    gtk_string_list_append (names, rg_tag_family_label (i));
  adw_combo_row_set_model (self->family_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->family_row, family);
}

/* --- the end -------------------------------------------------------------- */

static void
cancel_cb (GtkButton *button, RgTagEditor *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_cb (GtkWidget *widget, RgTagEditor *self)
{
  if (!gtk_widget_get_sensitive (self->save_button))
    return;
  g_signal_emit (self, signals[CHOSEN], 0);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
rg_tag_editor_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_TAG_EDITOR);

  G_OBJECT_CLASS (rg_tag_editor_parent_class)->dispose (object);
}

static void
rg_tag_editor_class_init (RgTagEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_tag_editor_dispose;

  /**
   * RgTagEditor::chosen:
   *
   * The tag is to be as the dialog says.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  g_type_ensure (RG_TYPE_COLOR_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/pages/tags/rg-tag-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, RgTagEditor, save_button);
  gtk_widget_class_bind_template_child (widget_class, RgTagEditor, preview_icon);
  gtk_widget_class_bind_template_child (widget_class, RgTagEditor, preview_label);
  gtk_widget_class_bind_template_child (widget_class, RgTagEditor, name_row);
  gtk_widget_class_bind_template_child (widget_class, RgTagEditor, description_row);
  gtk_widget_class_bind_template_child (widget_class, RgTagEditor, family_row);
  gtk_widget_class_bind_template_child (widget_class, RgTagEditor, colors);
  gtk_widget_class_bind_template_child (widget_class, RgTagEditor, symbols);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
}

static void
rg_tag_editor_init (RgTagEditor *self)
{
  self->inherited = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->name_row));
}

/**
 * rg_tag_editor_new:
 * @tag: (nullable): what is changed
 * @parent: (nullable): what a new one stands below
 * @family: that of a new one without a parent
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
rg_tag_editor_new (const RgTag *tag, const RgTag *parent, guint family)
{
  RgTagEditor *self = g_object_new (RG_TYPE_TAG_EDITOR, NULL);
  const RgTagSymbol *symbol = tag != NULL ? rg_tag_symbol_find (tag->symbol) : NULL;

  parent = tag != NULL ? tag->parent : parent;
  adw_dialog_set_title (ADW_DIALOG (self), tag != NULL ? _ ("Edit Tag") : _ ("New Tag"));
  self->inherited = parent != NULL ? parent->color : -1;
  if (tag != NULL)
    {
      self->symbol = symbol != NULL ? symbol->key : NULL;
      gtk_editable_set_text (GTK_EDITABLE (self->name_row), tag->name);
      gtk_editable_set_text (GTK_EDITABLE (self->description_row),
                             tag->description != NULL ? tag->description : "");
    }
  add_choices (self, parent, tag != NULL ? tag->own_color : -1);
  add_families (self, family);
  gtk_widget_set_visible (GTK_WIDGET (self->family_row), tag == NULL && parent == NULL);
  update_preview (self);

  return ADW_DIALOG (self);
}

/**
 * rg_tag_editor_fill:
 * @self: a dialog
 * @step: gets what was chosen
 */
void
rg_tag_editor_fill (RgTagEditor *self, RgTagStep *step)
{
  int color = rg_color_box_get_color (self->colors);

  step->name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
  step->description = rg_text_trim (gtk_editable_get_text (GTK_EDITABLE (self->description_row)));
  step->color = g_strdup (color >= 0 ? rg_tag_color_key ((guint) color) : "");
  step->symbol = g_strdup (self->symbol != NULL ? self->symbol : "");
  if (step->verb == RG_TAG_CREATE && step->parent == 0)
    step->family = g_strdup (rg_tag_family_key (adw_combo_row_get_selected (self->family_row)));
}

/**
 * rg_tag_editor_enter:
 * @self: a dialog
 * @name: what it is called
 * @color: its colour; -1 for none of its own
 * @symbol: (nullable): its symbol
 *
 * Does what a person would do.
 */
void
rg_tag_editor_enter (RgTagEditor *self, const char *name, int color, const char *symbol)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  rg_color_box_choose (self->colors, color);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->symbols)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (child), "rg-symbol"), symbol) == 0)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), TRUE);
  g_signal_emit_by_name (self->save_button, "clicked");
}
