/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-new-shop-dialog.h"

#include "app/rg-folders.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _RgNewShopDialog
{
  AdwDialog parent_instance;

  GtkWidget *create_button;
  GtkWidget *form;
  AdwEntryRow *name_row;
  AdwActionRow *place_row;
  GtkLabel *error_label;

  char *place;
  gboolean busy;
};

enum
{
  CREATE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgNewShopDialog, rg_new_shop_dialog, ADW_TYPE_DIALOG)

/* What a shop is called, as a folder can be called. */
static char *
make_folder_name (const char *name)
{
  GString *folder = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* Drives that other systems read know more forbidden characters. */
      if (g_unichar_iscntrl (c) || (c < 128 && strchr ("/\\:*?\"<>|", (int) c) != NULL))
        g_string_append_c (folder, '-');
      else if (c != '.' || folder->len > 0)
        g_string_append_unichar (folder, c);
    }

  return g_string_free_and_steal (folder);
}

static char *
dup_name (RgNewShopDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
}

/* (nullable): NULL while there is no name. */
static char *
dup_folder (RgNewShopDialog *self)
{
  g_autofree char *name = dup_name (self);
  g_autofree char *folder = make_folder_name (name);

  return *folder != '\0' ? g_build_filename (self->place, folder, NULL) : NULL;
}

static void
update (RgNewShopDialog *self)
{
  g_autofree char *folder = dup_folder (self);
  g_autofree char *shown = g_filename_display_name (folder != NULL ? folder : self->place);

  adw_action_row_set_subtitle (self->place_row, shown);
  gtk_widget_set_sensitive (self->create_button, folder != NULL && !self->busy);
  gtk_widget_set_sensitive (self->form, !self->busy);
}

static void
name_changed_cb (GtkEditable *editable, RgNewShopDialog *self)
{
  rg_new_shop_dialog_set_error (self, NULL);
  update (self);
}

static void
cancel_cb (GtkButton *button, RgNewShopDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
create_cb (GtkButton *button, RgNewShopDialog *self)
{
  rg_new_shop_dialog_create (self);
}

static void
place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgNewShopDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file == NULL)
    return;
  if (g_file_peek_path (file) != NULL)
    rg_new_shop_dialog_set_place (self, g_file_peek_path (file));
  else
    rg_new_shop_dialog_set_error (self, _ ("A shop can only lie in a folder of this computer."));
}

static void
choose_cb (GtkButton *button, RgNewShopDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GFile) place = g_file_new_for_path (self->place);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_dialog_set_title (dialog, _ ("Where the Shop’s Folder Is Made"));
  gtk_file_dialog_set_accept_label (dialog, _ ("Choose"));
  gtk_file_dialog_set_initial_folder (dialog, place);
  gtk_file_dialog_select_folder (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                                 place_chosen_cb, g_object_ref (self));
}

static void
rg_new_shop_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_NEW_SHOP_DIALOG);

  G_OBJECT_CLASS (rg_new_shop_dialog_parent_class)->dispose (object);
}

static void
rg_new_shop_dialog_finalize (GObject *object)
{
  g_free (RG_NEW_SHOP_DIALOG (object)->place);

  G_OBJECT_CLASS (rg_new_shop_dialog_parent_class)->finalize (object);
}

static void
rg_new_shop_dialog_class_init (RgNewShopDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_new_shop_dialog_dispose;
  object_class->finalize = rg_new_shop_dialog_finalize;

  /**
   * RgNewShopDialog::create:
   * @self: the dialog
   * @name: what the shop is called
   * @folder: path of the folder that is to be made for it
   */
  signals[CREATE] = g_signal_new ("create", RG_TYPE_NEW_SHOP_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/rg-new-shop-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgNewShopDialog, create_button);
  gtk_widget_class_bind_template_child (widget_class, RgNewShopDialog, form);
  gtk_widget_class_bind_template_child (widget_class, RgNewShopDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, RgNewShopDialog, place_row);
  gtk_widget_class_bind_template_child (widget_class, RgNewShopDialog, error_label);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
rg_new_shop_dialog_init (RgNewShopDialog *self)
{
  g_autofree char *usual = rg_folders_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->place = g_path_get_dirname (usual);
  update (self);
}

/**
 * rg_new_shop_dialog_new:
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
rg_new_shop_dialog_new (void)
{
  return g_object_new (RG_TYPE_NEW_SHOP_DIALOG, NULL);
}

/**
 * rg_new_shop_dialog_set_name:
 * @self: the dialog
 * @name: what the shop is to be called
 */
void
rg_new_shop_dialog_set_name (RgNewShopDialog *self, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
}

/**
 * rg_new_shop_dialog_set_place:
 * @self: the dialog
 * @place: path of the folder in which the shop's own is made
 */
void
rg_new_shop_dialog_set_place (RgNewShopDialog *self, const char *place)
{
  g_set_str (&self->place, place);
  rg_new_shop_dialog_set_error (self, NULL);
  update (self);
}

/**
 * rg_new_shop_dialog_create:
 * @self: the dialog
 *
 * Asks for the shop to be made, when it has a name.
 */
void
rg_new_shop_dialog_create (RgNewShopDialog *self)
{
  g_autofree char *name = dup_name (self);
  g_autofree char *folder = dup_folder (self);

  if (folder != NULL && !self->busy)
    g_signal_emit (self, signals[CREATE], 0, name, folder);
}

/**
 * rg_new_shop_dialog_set_busy:
 * @self: the dialog
 * @busy: whether the shop is being made
 */
void
rg_new_shop_dialog_set_busy (RgNewShopDialog *self, gboolean busy)
{
  self->busy = busy;
  adw_dialog_set_can_close (ADW_DIALOG (self), !busy);
  update (self);
}

/**
 * rg_new_shop_dialog_set_error:
 * @self: the dialog
 * @message: (nullable): why the shop was not made and what to do
 */
void
rg_new_shop_dialog_set_error (RgNewShopDialog *self, const char *message)
{
  gtk_label_set_label (self->error_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), message != NULL);
  if (message != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * rg_new_shop_dialog_get_error:
 * @self: the dialog
 *
 * Returns: (transfer none) (nullable): the sentence that is shown
 */
const char *
rg_new_shop_dialog_get_error (RgNewShopDialog *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->error_label)) ? gtk_label_get_label (self->error_label)
                                                                 : NULL;
}
