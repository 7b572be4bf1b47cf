/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-score-button.h"

#include <glib/gi18n-lib.h>

#define MOST_CHARS 48

struct _RgScoreButton
{
  AdwBin parent_instance;

  GtkWidget *button;
  GtkWidget *text;
  GtkWidget *parts;
};

G_DEFINE_FINAL_TYPE (RgScoreButton, rg_score_button, ADW_TYPE_BIN)

static void
rg_score_button_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (rg_score_button_parent_class)->dispose (object);
}

static void
rg_score_button_class_init (RgScoreButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_score_button_dispose;
}

static void
rg_score_button_init (RgScoreButton *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->text = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->text), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->text, "numeric");
  self->parts = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->parts), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->parts), MOST_CHARS);
  gtk_label_set_xalign (GTK_LABEL (self->parts), 0.0f);
  gtk_widget_add_css_class (self->parts, "numeric");
  gtk_widget_add_css_class (self->parts, "score-parts");
  gtk_popover_set_child (GTK_POPOVER (popover), self->parts);

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), self->text);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "score");
  adw_bin_set_child (ADW_BIN (self), self->button);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * rg_score_button_set_profile:
 * @self: a button
 * @profile: of the customer
 */
void
rg_score_button_set_profile (RgScoreButton *self, RgProfile *profile)
{
  const RgScore *score = rg_profile_get_score (profile);
  g_autofree char *sum = NULL, *text = NULL, *parts = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), score->letter != 0);
  if (score->letter == 0)
    return;
  sum = rg_classes_describe (score);
  /* Translators: a class and the score it comes of: "Class B · 52 = 30 money + …". */
  text = g_strdup_printf (_ ("Class %c · %s"), score->letter, sum);
  parts = g_strjoinv ("\n", (char **) rg_profile_get_score_parts (profile));
  gtk_label_set_label (GTK_LABEL (self->text), text);
  gtk_label_set_label (GTK_LABEL (self->parts), parts);
  gtk_widget_set_tooltip_text (self->button, parts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, parts, -1);
}

/**
 * rg_score_button_get_text:
 * @self: a button
 *
 * Returns: (transfer none): what stands on it
 */
const char *
rg_score_button_get_text (RgScoreButton *self)
{
  return gtk_label_get_label (GTK_LABEL (self->text));
}

/**
 * rg_score_button_get_parts:
 * @self: a button
 *
 * Returns: (transfer none): what it says when it is pressed
 */
const char *
rg_score_button_get_parts (RgScoreButton *self)
{
  return gtk_label_get_label (GTK_LABEL (self->parts));
}
