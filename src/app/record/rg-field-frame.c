/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-field-frame.h"

#include <glib/gi18n-lib.h>

/* How long the tick stands before it goes. */
#define TICK_MS 1500

struct _RgFieldFrame
{
  AdwBin parent_instance;

  GtkWidget *title;
  GtkWidget *title_label;
  GtkWidget *star;
  GtkWidget *tick;
  GtkWidget *column;
  GtkWidget *suffixes;
  GtkWidget *error_label;
  GtkWidget *below;
  GtkWidget *focus; /* belongs to the control */

  guint tick_timeout;
};

G_DEFINE_FINAL_TYPE (RgFieldFrame, rg_field_frame, ADW_TYPE_BIN)

static gboolean
tick_over_cb (gpointer user_data)
{
  RgFieldFrame *self = user_data;

  self->tick_timeout = 0;
  rg_field_frame_hide_tick (self);
  return G_SOURCE_REMOVE;
}

static void
rg_field_frame_dispose (GObject *object)
{
  RgFieldFrame *self = RG_FIELD_FRAME (object);

  g_clear_handle_id (&self->tick_timeout, g_source_remove);

  G_OBJECT_CLASS (rg_field_frame_parent_class)->dispose (object);
}

static void
rg_field_frame_class_init (RgFieldFrameClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_field_frame_dispose;
}

static GtkWidget *
make_title (RgFieldFrame *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = box;
  self->title_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title_label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title_label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->title_label, "field-title");
  gtk_widget_add_css_class (self->title_label, "dimmed-text");
  gtk_box_append (GTK_BOX (box), self->title_label);

  /* Said to screen readers as a property of the control. */
  self->star = g_object_new (GTK_TYPE_LABEL, "label", "*", "visible", FALSE, "accessible-role",
                             GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->star, "field-star");
  gtk_box_append (GTK_BOX (box), self->star);

  self->tick = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic", "pixel-size", 12,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->tick, "field-tick");
  gtk_box_append (GTK_BOX (box), self->tick);

  return box;
}

static GtkWidget *
make_error (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "field-error");
  gtk_widget_set_visible (label, FALSE);

  return label;
}

static void
rg_field_frame_init (RgFieldFrame *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  gtk_widget_set_hexpand (self->column, TRUE);
  gtk_widget_set_valign (self->column, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->column), make_title (self));
  self->suffixes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_valign (self->suffixes, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), self->column);
  gtk_box_append (GTK_BOX (line), self->suffixes);
  gtk_box_append (GTK_BOX (box), line);

  self->error_label = make_error ();
  gtk_box_append (GTK_BOX (box), self->error_label);
  self->below = adw_bin_new ();
  gtk_widget_set_visible (self->below, FALSE);
  gtk_box_append (GTK_BOX (box), self->below);

  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "field-frame");
}

/**
 * rg_field_frame_new:
 *
 * Returns: (transfer floating): a frame without a control
 */
GtkWidget *
rg_field_frame_new (void)
{
  return g_object_new (RG_TYPE_FIELD_FRAME, NULL);
}

/**
 * rg_field_frame_set_title:
 * @self: a frame
 * @title: what the field is called
 */
void
rg_field_frame_set_title (RgFieldFrame *self, const char *title)
{
  gtk_label_set_label (GTK_LABEL (self->title_label), title);
}

/**
 * rg_field_frame_set_control:
 * @self: a frame without a control
 * @control: (transfer floating): what stands under the title
 * @focus: the widget in it, or itself, that takes the keys
 */
void
rg_field_frame_set_control (RgFieldFrame *self, GtkWidget *control, GtkWidget *focus)
{
  self->focus = focus;
  gtk_box_append (GTK_BOX (self->column), control);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title_label, NULL, -1);
}

/**
 * rg_field_frame_set_inline:
 * @self: a frame
 * @titles: what makes titles as wide as each other
 *
 * The title stands in front of the control and not above it.
 */
void
rg_field_frame_set_inline (RgFieldFrame *self, GtkSizeGroup *titles)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->column), GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->column), 6);
  gtk_box_set_spacing (GTK_BOX (self->title), 2);
  gtk_widget_set_visible (self->tick, FALSE);
  gtk_widget_set_valign (self->title, GTK_ALIGN_START);
  gtk_size_group_add_widget (titles, self->title);
  if (self->focus != NULL)
    gtk_widget_set_hexpand (gtk_widget_get_last_child (self->column), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "inline");
}

/**
 * rg_field_frame_set_required:
 * @self: a frame with a control
 * @required: whether a star says that it is needed
 */
void
rg_field_frame_set_required (RgFieldFrame *self, gboolean required)
{
  gtk_widget_set_visible (self->star, required);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->focus), GTK_ACCESSIBLE_PROPERTY_REQUIRED, required,
                                  -1);
}

/**
 * rg_field_frame_get_focus:
 * @self: a frame
 *
 * Returns: (transfer none) (nullable): what takes the keys
 */
GtkWidget *
rg_field_frame_get_focus (RgFieldFrame *self)
{
  return self->focus;
}

/**
 * rg_field_frame_add_suffix:
 * @self: a frame
 * @widget: (transfer floating): a button, to stand behind the others
 */
void
rg_field_frame_add_suffix (RgFieldFrame *self, GtkWidget *widget)
{
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->suffixes), widget);
}

/**
 * rg_field_frame_set_error:
 * @self: a frame with a control
 * @message: (nullable): what is wrong and what would be right
 */
void
rg_field_frame_set_error (RgFieldFrame *self, const char *message)
{
  GtkAccessible *focus = GTK_ACCESSIBLE (self->focus);

  gtk_label_set_label (GTK_LABEL (self->error_label), message != NULL ? message : "");
  gtk_widget_set_visible (self->error_label, message != NULL);
  if (message == NULL)
    {
      gtk_accessible_reset_state (focus, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (focus, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
      gtk_accessible_reset_relation (focus, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
      return;
    }

  gtk_accessible_update_state (focus, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_relation (focus, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, self->error_label, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->error_label, NULL, -1);
  gtk_accessible_announce (focus, message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * rg_field_frame_set_hint:
 * @self: a frame
 * @hint: (nullable) (transfer floating): a line below that is no error
 */
void
rg_field_frame_set_hint (RgFieldFrame *self, GtkWidget *hint)
{
  adw_bin_set_child (ADW_BIN (self->below), hint);
  gtk_widget_set_visible (self->below, hint != NULL);
}

/**
 * rg_field_frame_show_tick:
 * @self: a frame
 *
 * Shows a tick for a moment.
 */
void
rg_field_frame_show_tick (RgFieldFrame *self)
{
  g_clear_handle_id (&self->tick_timeout, g_source_remove);
  gtk_widget_add_css_class (self->tick, "shown");
  self->tick_timeout = g_timeout_add (TICK_MS, tick_over_cb, self);
}

/**
 * rg_field_frame_hide_tick:
 * @self: a frame
 *
 * Takes the tick away before its time.
 */
void
rg_field_frame_hide_tick (RgFieldFrame *self)
{
  g_clear_handle_id (&self->tick_timeout, g_source_remove);
  gtk_widget_remove_css_class (self->tick, "shown");
}
