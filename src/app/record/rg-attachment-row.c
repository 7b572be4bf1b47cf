/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-attachment-row.h"

#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

#define PREVIEW_SIZE 48

struct _RgAttachmentRow
{
  GtkListBoxRow parent_instance;

  GtkImage *image;
  GtkLabel *name_label;
  GtkLabel *about_label;
  GtkMenuButton *menu_button;

  RgAttachedFile *file;
  char *kind;
  guint place;
  gboolean has_preview;
  GCancellable *loading;
};

typedef enum
{
  PROP_KIND = 1,
} RgAttachmentRowProperty;

enum
{
  REQUESTED,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_KIND + 1];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgAttachmentRow, rg_attachment_row, GTK_TYPE_LIST_BOX_ROW)

/* Everything but the kind, which is a property with a state for the menu. */
static const char *const requests[] = { "open", "preview", "save-as", "rename", "new-kind", "remove" };

static void
request (RgAttachmentRow *self, const char *what)
{
  g_signal_emit (self, signals[REQUESTED], 0, what);
}

static void
act (GtkWidget *widget, const char *action, GVariant *parameter)
{
  request (RG_ATTACHMENT_ROW (widget), action + strlen ("file."));
}

static void
popup_menu (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_menu_button_popup (RG_ATTACHMENT_ROW (widget)->menu_button);
}

static void
pressed_cb (GtkGesture *gesture, int n, double x, double y, RgAttachmentRow *self)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_menu_button_popup (self->menu_button);
}

/* --- what it shows ---------------------------------------------------------------- */

static char *
dup_about (const RgAttachedFile *file)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local_usec (file->added * 1000);
  g_autofree char *size = g_format_size (file->size);
  g_autofree char *day = NULL;
  GDate today, added;

  rg_display_today (&today);
  g_date_clear (&added, 1);
  g_date_set_dmy (&added, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local), (GDateYear) g_date_time_get_year (local));
  day = rg_display_day (&added, &today);
  if (file->kind != NULL && *file->kind != '\0')
    return g_strjoin (" · ", file->kind, size, day, NULL);
  return g_strjoin (" · ", size, day, NULL);
}

static void
show_icon (RgAttachmentRow *self)
{
  g_autoptr (GIcon) icon = rg_attached_file_ref_icon (self->file);

  self->has_preview = FALSE;
  gtk_image_set_from_gicon (self->image, icon);
  gtk_image_set_pixel_size (self->image, 24);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = rg_attached_file_load_picture_finish (result, &error);
  RgAttachmentRow *self;

  /* The row may be gone; that one was told before by the cancellable. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  g_clear_object (&self->loading);
  if (texture == NULL)
    return;
  self->has_preview = TRUE;
  gtk_image_set_from_paintable (self->image, GDK_PAINTABLE (texture));
  gtk_image_set_pixel_size (self->image, PREVIEW_SIZE);
}

static void
stop_loading (RgAttachmentRow *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
load_preview (RgAttachmentRow *self)
{
  stop_loading (self);
  show_icon (self);
  if (!rg_attached_file_is_image (self->file))
    return;
  self->loading = g_cancellable_new ();
  rg_attached_file_load_picture_async (
      self->file, PREVIEW_SIZE * MAX (gtk_widget_get_scale_factor (GTK_WIDGET (self)), 2), self->loading,
      loaded_cb, self);
}

static void
set_kind (RgAttachmentRow *self, const char *kind)
{
  if (g_set_str (&self->kind, kind != NULL ? kind : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

/**
 * rg_attachment_row_set_file:
 * @self: a row
 * @file: what it shows; copied
 */
void
rg_attachment_row_set_file (RgAttachmentRow *self, const RgAttachedFile *file)
{
  g_autoptr (RgAttachedFile) before = self->file;
  g_autofree char *about = NULL;
  g_autofree char *name = NULL;

  self->file = rg_attached_file_copy (file);
  set_kind (self, file->kind);
  if (before != NULL && rg_attached_file_equal (before, file))
    return;
  about = dup_about (file);
  name = g_strjoin (", ", file->name, about, NULL);
  gtk_label_set_label (self->name_label, file->name);
  gtk_label_set_label (self->about_label, about);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_label), file->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (before == NULL || !g_str_equal (before->path, file->path) || g_strcmp0 (before->mime, file->mime) != 0)
    load_preview (self);
}

/* --- the object -------------------------------------------------------------------- */

static void
rg_attachment_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RgAttachmentRow *self = RG_ATTACHMENT_ROW (object);

  switch ((RgAttachmentRowProperty) prop_id)
    {
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* Only the menu sets it. */
static void
rg_attachment_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  RgAttachmentRow *self = RG_ATTACHMENT_ROW (object);

  switch ((RgAttachmentRowProperty) prop_id)
    {
    case PROP_KIND:
      set_kind (self, g_value_get_string (value));
      request (self, "kind");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rg_attachment_row_dispose (GObject *object)
{
  RgAttachmentRow *self = RG_ATTACHMENT_ROW (object);

  stop_loading (self);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_ATTACHMENT_ROW);

  G_OBJECT_CLASS (rg_attachment_row_parent_class)->dispose (object);
}

static void
rg_attachment_row_finalize (GObject *object)
{
  RgAttachmentRow *self = RG_ATTACHMENT_ROW (object);

  g_clear_pointer (&self->file, rg_attached_file_free);
  g_free (self->kind);

  G_OBJECT_CLASS (rg_attachment_row_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autofree char *action = g_strconcat ("file.", requests[i], NULL);

      gtk_widget_class_install_action (widget_class, action, NULL, act);
    }
  gtk_widget_class_install_property_action (widget_class, "file.kind", "kind");
  gtk_widget_class_install_action (widget_class, "file.menu", NULL, popup_menu);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "file.preview", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Space, 0, "file.preview", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "file.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "file.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "file.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "file.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "file.menu", NULL);
}

static void
rg_attachment_row_class_init (RgAttachmentRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rg_attachment_row_get_property;
  object_class->set_property = rg_attachment_row_set_property;
  object_class->dispose = rg_attachment_row_dispose;
  object_class->finalize = rg_attachment_row_finalize;

  /**
   * RgAttachmentRow:kind:
   *
   * The shop's word for what the file is; "" for none.
   */
  properties[PROP_KIND] = g_param_spec_string (
      "kind", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RgAttachmentRow::requested:
   * @what: "open", "preview" …
   *
   * The user wants something done with the file.
   */
  signals[REQUESTED] = g_signal_new ("requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/record/rg-attachment-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RgAttachmentRow, image);
  gtk_widget_class_bind_template_child (widget_class, RgAttachmentRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, RgAttachmentRow, about_label);
  gtk_widget_class_bind_template_child (widget_class, RgAttachmentRow, menu_button);
  install_actions (widget_class);
}

static void
rg_attachment_row_init (RgAttachmentRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->kind = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * rg_attachment_row_new:
 *
 * Returns: (transfer floating): a row without a file
 */
GtkWidget *
rg_attachment_row_new (void)
{
  return g_object_new (RG_TYPE_ATTACHMENT_ROW, NULL);
}

/**
 * rg_attachment_row_get_file:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
const RgAttachedFile *
rg_attachment_row_get_file (RgAttachmentRow *self)
{
  return self->file;
}

/**
 * rg_attachment_row_set_menu:
 * @self: a row
 * @menu: what can be done with a file
 */
void
rg_attachment_row_set_menu (RgAttachmentRow *self, GMenuModel *menu)
{
  if (gtk_menu_button_get_menu_model (self->menu_button) != menu)
    gtk_menu_button_set_menu_model (self->menu_button, menu);
}

/**
 * rg_attachment_row_set_writable:
 * @self: a row
 * @writable: whether it may be changed
 */
void
rg_attachment_row_set_writable (RgAttachmentRow *self, gboolean writable)
{
  static const char *const changing[] = { "file.rename", "file.kind", "file.new-kind", "file.remove" };

  for (guint i = 0; i < G_N_ELEMENTS (changing); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), changing[i], writable);
}

/**
 * rg_attachment_row_set_place:
 * @self: a row
 * @place: which one from above it is
 */
void
rg_attachment_row_set_place (RgAttachmentRow *self, guint place)
{
  self->place = place;
}

/**
 * rg_attachment_row_get_place:
 * @self: a row
 *
 * Returns: which one from above it is
 */
guint
rg_attachment_row_get_place (RgAttachmentRow *self)
{
  return self->place;
}

/**
 * rg_attachment_row_get_kind:
 * @self: a row
 *
 * Returns: the kind that was chosen last; "" for none
 */
const char *
rg_attachment_row_get_kind (RgAttachmentRow *self)
{
  return self->kind;
}

/**
 * rg_attachment_row_has_preview:
 * @self: a row
 *
 * Returns: whether it shows the picture itself
 */
gboolean
rg_attachment_row_has_preview (RgAttachmentRow *self)
{
  return self->has_preview;
}
