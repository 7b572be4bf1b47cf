/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of the import assistant share: a window with a file on its way
 * in, and ways to look into it. */

#include "support.h"

#include "app/import/rg-import-assistant.h"
#include "app/import/rg-import-column-row.h"
#include "app/import/rg-import-targets.h"
#include "app/pages/customers/rg-customers-page.h"
#include "store/rg-database.h"

#include <glib/gstdio.h>
#include <string.h>

/* Not every file of tests looks at everything. */
#pragma GCC diagnostic ignored "-Wunused-function"

typedef struct
{
  RgSettings *settings;
  RgWindow *window;
  char *folder;
  char *shop;
  const char *wanted;
  guint n;
} Fixture;

/* --- looking ------------------------------------------------------------- */

static RgImportAssistant *
assistant_of (Fixture *f)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window));

  return RG_IS_IMPORT_ASSISTANT (dialog) ? RG_IMPORT_ASSISTANT (dialog) : NULL;
}

static RgImportSession *
session_of (Fixture *f)
{
  return rg_import_assistant_get_session (assistant_of (f));
}

static gboolean
is_at_step (gpointer data)
{
  Fixture *f = data;
  RgImportAssistant *assistant = assistant_of (f);

  return assistant != NULL && g_strcmp0 (rg_import_assistant_get_step (assistant), f->wanted) == 0 &&
         rg_import_session_get_state (rg_import_assistant_get_session (assistant)) == RG_IMPORT_STATE_IDLE;
}

static void
wait_for_step (Fixture *f, const char *step)
{
  f->wanted = step;
  wait_until (is_at_step, f);
}

/* And nothing keeps it. */
static gboolean
is_closed (gpointer data)
{
  return assistant_of (data) == NULL &&
         find_widget (GTK_WIDGET (((Fixture *) data)->window), RG_TYPE_IMPORT_ASSISTANT) == NULL;
}

static gboolean
is_idle (gpointer data)
{
  Fixture *f = data;

  return !rg_window_is_busy (f->window);
}

static gboolean
has_state (gpointer data)
{
  Fixture *f = data;

  return g_str_equal (rg_window_get_state (f->window), f->wanted);
}

static gboolean
has_n (gpointer data)
{
  Fixture *f = data;
  RgRecordList *list = rg_customers_page_get_list (RG_CUSTOMERS_PAGE (rg_window_get_page (f->window)));

  return list != NULL && g_list_model_get_n_items (G_LIST_MODEL (list)) == f->n;
}

static void
wait_for_n (Fixture *f, guint n)
{
  f->n = n;
  wait_until (has_n, f);
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && gtk_widget_get_mapped (root) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
collect (GtkWidget *root, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    g_ptr_array_add (found, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static gboolean
has_button (gpointer data)
{
  Fixture *f = data;
  RgImportAssistant *assistant = assistant_of (f);
  GtkWidget *button = assistant != NULL ? find_button (GTK_WIDGET (assistant), f->wanted) : NULL;

  return button != NULL && gtk_widget_is_sensitive (button);
}

static void
press (Fixture *f, const char *label)
{
  f->wanted = label;
  wait_until (has_button, f);
  g_signal_emit_by_name (find_button (GTK_WIDGET (assistant_of (f)), label), "clicked");
}

static GtkWidget *
find_label (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) &&
      strstr (gtk_label_get_label (GTK_LABEL (root)), text) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_label (GtkWidget *root, const char *text)
{
  return find_label (root, text) != NULL;
}

static gboolean
says_wanted (gpointer data)
{
  Fixture *f = data;

  return assistant_of (f) != NULL && has_label (GTK_WIDGET (assistant_of (f)), f->wanted);
}

static void
wait_for_text (Fixture *f, const char *text)
{
  f->wanted = text;
  wait_until (says_wanted, f);
}

/* Number and words of a tile are labels of their own. */
static GtkWidget *
find_tile (GtkWidget *root, const char *text)
{
  GtkWidget *first = gtk_widget_get_first_child (root);
  GtkWidget *second = first != NULL ? gtk_widget_get_next_sibling (first) : NULL;

  if (gtk_widget_has_css_class (root, "import-tile") && gtk_widget_get_mapped (root))
    {
      g_autofree char *said = g_strdup_printf ("%s %s", gtk_label_get_label (GTK_LABEL (first)),
                                               gtk_label_get_label (GTK_LABEL (second)));

      return g_str_equal (said, text) ? root : NULL;
    }
  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_tile (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_tile (gpointer data)
{
  Fixture *f = data;

  return assistant_of (f) != NULL && find_tile (GTK_WIDGET (assistant_of (f)), f->wanted) != NULL;
}

static void
wait_for_tile (Fixture *f, const char *text)
{
  f->wanted = text;
  wait_until (has_tile, f);
}

static gboolean
is_next_focused (gpointer data)
{
  Fixture *f = data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->window));

  return GTK_IS_BUTTON (focus) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (focus)), "Next") == 0;
}

/* --- the shop ------------------------------------------------------------ */

static void
assert_sql (Fixture *f, const char *sql, const char *expected)
{
  g_autofree char *text = shop_ask (rg_window_get_store (f->window), sql);

  g_assert_cmpstr (text, ==, expected);
}

/* --- files --------------------------------------------------------------- */

static GFile *
write_file (Fixture *f, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_file_new_for_path (path);
}

static GFile *
write_gbk (Fixture *f, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  gsize size = 0;
  g_autofree char *bytes = g_convert (text, -1, "GB18030", "UTF-8", NULL, &size, NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  return g_file_new_for_path (path);
}

static void
open_file (Fixture *f, GFile *file)
{
  rg_window_import_file (f->window, file);
  wait_for_step (f, "columns");
}

static guint
find_column (Fixture *f, const char *name)
{
  RgImportPlan *plan = rg_import_session_get_plan (session_of (f));

  for (guint i = 0; i < rg_import_plan_get_n_columns (plan); i++)
    {
      if (g_str_equal (rg_import_plan_get_column (plan, i)->name, name))
        return i;
    }
  g_assert_not_reached ();
}

static void
map (Fixture *f, const char *name, RgImportTarget target, const char *field, const RgFieldType *type)
{
  rg_import_session_set_column (session_of (f), find_column (f, name), target, field, type);
}

static void
check (Fixture *f)
{
  press (f, "Next");
  wait_for_step (f, "check");
  wait_for_text (f, "Nothing is written yet.");
}

/* --- surroundings -------------------------------------------------------- */

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->settings = rg_settings_new ();
  f->folder = g_dir_make_tmp ("regulars-import-XXXXXX", &error);
  g_assert_no_error (error);
  f->shop = g_build_filename (f->folder, "shop", NULL);
  f->window = rg_window_new (NULL, f->settings);
  gtk_window_present (GTK_WINDOW (f->window));
  rg_window_open_shop (f->window, f->shop);
  f->wanted = "welcome";
  wait_until (has_state, f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  RgWindow *window = f->window;

  wait_until (is_idle, f);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  settings_end (f->settings);
  remove_folder (f->folder);
  g_free (f->folder);
  g_free (f->shop);
}

static void
import_all (Fixture *f, GFile *file)
{
  open_file (f, file);
  check (f);
  press (f, "Import");
  wait_for_step (f, "result");
  press (f, "Done");
  wait_until (is_closed, f);
}
