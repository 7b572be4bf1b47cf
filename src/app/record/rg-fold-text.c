/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-fold-text.h"

#include <glib/gi18n-lib.h>

/* So many lines are shown before it is unfolded. */
#define FOLDED_LINES 4

#define SPACING 2

struct _RgFoldText
{
  GtkWidget parent_instance;

  GtkWidget *label;
  GtkWidget *button;
  gboolean unfolded;
  /* Of the label, all of which is laid out also when only its top is seen. */
  int shown_height;
};

G_DEFINE_FINAL_TYPE (RgFoldText, rg_fold_text, GTK_TYPE_WIDGET)

/* --- how high it is ---------------------------------------------------------- */

/* How high the first lines are at this width; 0 when there are no more. A
 * label's own limit counts the lines of each paragraph. */
static int
folded_height (RgFoldText *self, int width)
{
  g_autoptr (PangoLayout) layout =
      gtk_widget_create_pango_layout (self->label, gtk_label_get_label (GTK_LABEL (self->label)));
  g_autoptr (PangoLayoutIter) iter = NULL;
  PangoRectangle line;

  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (pango_layout_get_line_count (layout) <= FOLDED_LINES)
    return 0;

  iter = pango_layout_get_iter (layout);
  for (int i = 1; i < FOLDED_LINES; i++)
    pango_layout_iter_next_line (iter);
  pango_layout_iter_get_line_extents (iter, NULL, &line);
  return PANGO_PIXELS_CEIL (line.y + line.height);
}

static int
natural_size (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int natural;

  gtk_widget_measure (widget, orientation, for_size, NULL, &natural, NULL, NULL);
  return natural;
}

static void
rg_fold_text_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  RgFoldText *self = RG_FOLD_TEXT (widget);
  int folded;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int button;

      gtk_widget_measure (self->label, orientation, -1, minimum, natural, NULL, NULL);
      gtk_widget_measure (self->button, orientation, -1, &button, NULL, NULL, NULL);
      *minimum = MAX (*minimum, button);
      *natural = MAX (*natural, button);
      return;
    }
  if (for_size < 0)
    for_size = natural_size (widget, GTK_ORIENTATION_HORIZONTAL, -1);
  folded = folded_height (self, for_size);
  *natural = folded > 0 && !self->unfolded ? folded : natural_size (self->label, orientation, for_size);
  if (folded > 0)
    *natural += SPACING + natural_size (self->button, orientation, -1);
  *minimum = *natural;
}

static void
rg_fold_text_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RgFoldText *self = RG_FOLD_TEXT (widget);
  int folded = folded_height (self, width);
  int full = natural_size (self->label, GTK_ORIENTATION_VERTICAL, width);
  int button_width = natural_size (self->button, GTK_ORIENTATION_HORIZONTAL, -1);
  int button_height = natural_size (self->button, GTK_ORIENTATION_VERTICAL, -1);
  graphene_point_t place;

  self->shown_height = folded > 0 && !self->unfolded ? folded : full;
  gtk_widget_allocate (self->label, width, full, -1, NULL);
  gtk_widget_set_child_visible (self->button, folded > 0);
  if (folded == 0)
    return;

  place.x = (float) (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width - button_width : 0);
  place.y = (float) (self->shown_height + SPACING);
  gtk_widget_allocate (self->button, button_width, button_height, -1, gsk_transform_translate (NULL, &place));
}

static void
rg_fold_text_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RgFoldText *self = RG_FOLD_TEXT (widget);

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, (float) gtk_widget_get_width (widget),
                                                         (float) self->shown_height));
  gtk_widget_snapshot_child (widget, self->label, snapshot);
  gtk_snapshot_pop (snapshot);
  gtk_widget_snapshot_child (widget, self->button, snapshot);
}

static GtkSizeRequestMode
rg_fold_text_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* --- the object ---------------------------------------------------------------- */

static void
clicked_cb (GtkButton *button, RgFoldText *self)
{
  rg_fold_text_set_unfolded (self, !self->unfolded);
}

static void
rg_fold_text_dispose (GObject *object)
{
  RgFoldText *self = RG_FOLD_TEXT (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (rg_fold_text_parent_class)->dispose (object);
}

static void
rg_fold_text_class_init (RgFoldTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_fold_text_dispose;
  widget_class->measure = rg_fold_text_measure;
  widget_class->size_allocate = rg_fold_text_size_allocate;
  widget_class->snapshot = rg_fold_text_snapshot;
  widget_class->get_request_mode = rg_fold_text_get_request_mode;
}

static void
rg_fold_text_init (RgFoldText *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));

  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "fold");
  g_signal_connect (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_child_visible (self->button, FALSE);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  rg_fold_text_set_unfolded (self, FALSE);
}

/**
 * rg_fold_text_set_text:
 * @self: a text
 * @text: what is shown
 */
void
rg_fold_text_set_text (RgFoldText *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->label), text);
}

/**
 * rg_fold_text_get_text:
 * @self: a text
 *
 * Returns: all of it
 */
const char *
rg_fold_text_get_text (RgFoldText *self)
{
  return gtk_label_get_label (GTK_LABEL (self->label));
}

/**
 * rg_fold_text_set_unfolded:
 * @self: a text
 * @unfolded: whether all of it is shown
 */
void
rg_fold_text_set_unfolded (RgFoldText *self, gboolean unfolded)
{
  self->unfolded = unfolded;
  gtk_button_set_label (GTK_BUTTON (self->button), unfolded ? _ ("Show Less") : _ ("Show All"));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
