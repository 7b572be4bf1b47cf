/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-quick-look.h"

#include <glib/gi18n-lib.h>

/* As wide and high as a screen; the dialog is smaller. */
#define PICTURE_SIZE 2048

struct _RgQuickLook
{
  AdwDialog parent_instance;

  GtkStack *stack;
  GtkPicture *picture;
  GtkTextView *text_view;
  AdwStatusPage *error_page;

  GCancellable *loading;
};

G_DEFINE_FINAL_TYPE (RgQuickLook, rg_quick_look, ADW_TYPE_DIALOG)

static void
show_error (RgQuickLook *self, const char *message)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  adw_status_page_set_description (self->error_page, escaped);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = rg_attached_file_load_picture_finish (result, &error);
  RgQuickLook *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  if (texture == NULL)
    {
      show_error (self, error->message);
      return;
    }
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (self->stack, "picture");
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = rg_attached_file_load_text_finish (result, &error);
  RgQuickLook *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  if (text == NULL)
    {
      show_error (self, error->message);
      return;
    }
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text, -1);
  gtk_stack_set_visible_child_name (self->stack, "text");
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, RgQuickLook *self)
{
  if (key != GDK_KEY_space && key != GDK_KEY_KP_Space)
    return GDK_EVENT_PROPAGATE;
  adw_dialog_close (ADW_DIALOG (self));
  return GDK_EVENT_STOP;
}

static void
rg_quick_look_dispose (GObject *object)
{
  RgQuickLook *self = RG_QUICK_LOOK (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_QUICK_LOOK);

  G_OBJECT_CLASS (rg_quick_look_parent_class)->dispose (object);
}

static void
rg_quick_look_class_init (RgQuickLookClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_quick_look_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/record/rg-quick-look.ui");
  gtk_widget_class_bind_template_child (widget_class, RgQuickLook, stack);
  gtk_widget_class_bind_template_child (widget_class, RgQuickLook, picture);
  gtk_widget_class_bind_template_child (widget_class, RgQuickLook, text_view);
  gtk_widget_class_bind_template_child (widget_class, RgQuickLook, error_page);
}

static void
rg_quick_look_init (RgQuickLook *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->loading = g_cancellable_new ();
}

/**
 * rg_quick_look_can_show:
 * @file: a file
 *
 * Returns: whether there is anything to see of such a file
 */
gboolean
rg_quick_look_can_show (const RgAttachedFile *file)
{
  return rg_attached_file_is_image (file) || rg_attached_file_is_text (file);
}

/**
 * rg_quick_look_new:
 * @file: a picture or a text
 *
 * Returns: (transfer floating): a dialog that shows it as soon as it is read
 */
AdwDialog *
rg_quick_look_new (const RgAttachedFile *file)
{
  RgQuickLook *self = g_object_new (RG_TYPE_QUICK_LOOK, "title", file->name, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL, file->name,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view), GTK_ACCESSIBLE_PROPERTY_LABEL, file->name,
                                  -1);
  if (rg_attached_file_is_image (file))
    rg_attached_file_load_picture_async (file, PICTURE_SIZE, self->loading, picture_cb, self);
  else
    rg_attached_file_load_text_async (file, self->loading, text_cb, self);
  return ADW_DIALOG (self);
}

/**
 * rg_quick_look_get_state:
 * @self: a look
 *
 * Returns: "loading", "picture", "text" or "error"
 */
const char *
rg_quick_look_get_state (RgQuickLook *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}
