/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-window-private.h"

#include "app/rg-quick-add.h"
#include "app/task/rg-task-dialog.h"
#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/* Whether a customer can be added: to the shop, or to the one that is made; and
 * nothing else is being done in a dialog. */
static gboolean
has_place (RgWindow *self)
{
  const char *state = rg_window_get_state (self);

  return (g_str_equal (state, "shop") || g_str_equal (state, "welcome")) &&
         adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL;
}

static void
new_customer (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);

  if (has_place (self))
    rg_quick_add_present (widget, self->store, NULL);
}

/* By Ctrl+N: what the page has for it, and everywhere else a customer. */
static void
new_anything (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);
  RgPage *page = has_place (self) ? rg_window_get_page (self) : NULL;

  if (page == NULL || !g_str_equal (rg_window_get_state (self), "shop") ||
      !gtk_widget_activate_action (GTK_WIDGET (page), "page.new", NULL))
    new_customer (widget, action, parameter);
}

static void
new_task (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);

  if (has_place (self) && self->store != NULL && !rg_store_is_read_only (self->store))
    rg_task_dialog_present (widget, self->store, 0, 0, NULL);
}

/* From a page that has no search of its own. */
static void
search_customers (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgCustomersPage *page = rg_window_go_to_customers (RG_WINDOW (widget));

  if (page != NULL)
    rg_page_begin_search (RG_PAGE (page));
}

static void
take_text (RgWindow *self, const char *text)
{
  g_autoptr (RgChatLine) line = NULL;
  GDate today;

  if (!has_place (self))
    return;
  if (rg_chat_line_is_table (text))
    {
      rg_window_import_text (self, text);
      return;
    }
  rg_display_today (&today);
  line = rg_chat_line_parse (text, &today);
  if (*line->text == '\0')
    rg_window_toast (self, _ ("There is nothing to paste. Copy a line from a chat, or rows from a "
                              "spreadsheet, and try again."));
  else
    rg_quick_add_present (GTK_WIDGET (self), self->store, line);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgWindow) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  /* Something that is no text is nothing to paste either. */
  if (self->settings != NULL)
    take_text (self, text != NULL ? text : "");
}

/* Rows go to the import, a line of a chat to a new customer. */
static void
paste (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgWindow *self = RG_WINDOW (widget);

  if (has_place (self))
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, text_read_cb,
                                   g_object_ref (self));
}

/**
 * rg_window_install_add_actions:
 * @klass: the window's class
 */
void
rg_window_install_add_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.new", NULL, new_anything);
  gtk_widget_class_install_action (klass, "win.new-customer", NULL, new_customer);
  gtk_widget_class_install_action (klass, "win.new-task", NULL, new_task);
  gtk_widget_class_install_action (klass, "win.search-customers", NULL, search_customers);
  gtk_widget_class_install_action (klass, "win.paste", NULL, paste);
  /* A field that is being written keeps its own Ctrl+V. */
  gtk_widget_class_add_binding_action (klass, GDK_KEY_v, GDK_CONTROL_MASK, "win.paste", NULL);
}
