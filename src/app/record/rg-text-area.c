/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-text-area.h"

/* About eight lines. */
#define MAX_HEIGHT 180
#define MARGIN_X 10
#define MARGIN_Y 9

struct _RgTextArea
{
  AdwBin parent_instance;

  GtkTextView *view;
  GtkLabel *hint;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgTextArea, rg_text_area, ADW_TYPE_BIN)

static void
changed_cb (GtkTextBuffer *buffer, RgTextArea *self)
{
  /* Not hidden: the text is as high as the hint's line at least. */
  gtk_widget_set_opacity (GTK_WIDGET (self->hint), gtk_text_buffer_get_char_count (buffer) == 0 ? 1.0 : 0.0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
rg_text_area_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RG_TEXT_AREA (widget)->view));
}

static void
rg_text_area_class_init (RgTextAreaClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = rg_text_area_grab_focus;

  /**
   * RgTextArea::changed:
   *
   * The text is another one.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "text-area");
}

static GtkWidget *
make_view (RgTextArea *self)
{
  GtkWidget *view = gtk_text_view_new ();

  self->view = GTK_TEXT_VIEW (view);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_left_margin (self->view, MARGIN_X);
  gtk_text_view_set_right_margin (self->view, MARGIN_X);
  gtk_text_view_set_top_margin (self->view, MARGIN_Y);
  gtk_text_view_set_bottom_margin (self->view, MARGIN_Y);
  gtk_text_view_set_input_hints (self->view, GTK_INPUT_HINT_SPELLCHECK);
  g_signal_connect (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (changed_cb), self);
  return view;
}

static GtkWidget *
make_hint (RgTextArea *self)
{
  GtkWidget *hint = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  self->hint = GTK_LABEL (hint);
  gtk_widget_set_can_target (hint, FALSE);
  gtk_widget_set_halign (hint, GTK_ALIGN_START);
  gtk_widget_set_valign (hint, GTK_ALIGN_START);
  gtk_widget_set_margin_start (hint, MARGIN_X);
  gtk_widget_set_margin_end (hint, MARGIN_X);
  gtk_widget_set_margin_top (hint, MARGIN_Y);
  gtk_widget_set_margin_bottom (hint, MARGIN_Y);
  gtk_label_set_ellipsize (self->hint, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (hint, "dimmed-text");
  return hint;
}

static void
rg_text_area_init (RgTextArea *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *hint = make_hint (self);

  /* A scroll bar would be higher than one line. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), make_view (self));
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), hint);
  gtk_overlay_set_measure_overlay (GTK_OVERLAY (overlay), hint, TRUE);
  adw_bin_set_child (ADW_BIN (self), overlay);
}

/**
 * rg_text_area_set_hint:
 * @self: a text
 * @hint: what is to be written here
 */
void
rg_text_area_set_hint (RgTextArea *self, const char *hint)
{
  gtk_label_set_label (self->hint, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, hint,
                                  GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, hint, -1);
}

/**
 * rg_text_area_dup_text:
 * @self: a text
 *
 * Returns: (transfer full): as it is written
 */
char *
rg_text_area_dup_text (RgTextArea *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (self->view), &start, &end);
  return gtk_text_buffer_get_text (gtk_text_view_get_buffer (self->view), &start, &end, FALSE);
}

/**
 * rg_text_area_set_text:
 * @self: a text
 * @text: another one
 */
void
rg_text_area_set_text (RgTextArea *self, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter end;

  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
}

/**
 * rg_text_area_set_editable:
 * @self: a text
 * @editable: whether anything can be written; the focus stays where it is
 */
void
rg_text_area_set_editable (RgTextArea *self, gboolean editable)
{
  gtk_text_view_set_editable (self->view, editable);
}
