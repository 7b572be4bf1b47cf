/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-shortcuts-dialog.h"

#include "store/rg-pinyin.h"

#include <glib/gi18n-lib.h>

struct _RgShortcutsDialog
{
  AdwDialog parent_instance;

  AdwPreferencesPage *page;
  GtkEditable *search_entry;
  GtkStack *stack;

  GPtrArray *rows; /* (unowned) one for each key */
};

G_DEFINE_FINAL_TYPE (RgShortcutsDialog, rg_shortcuts_dialog, ADW_TYPE_DIALOG)

/* The one table of keys: the application binds what has an action, and the
 * dialog shows all of it. */
static const RgShortcut shortcuts[] = {
  { N_ ("Today"), N_ ("New Task"), "<Control>j", "win.new-task" },
  { N_ ("Today"), N_ ("Done"), "space", NULL },
  { N_ ("Today"), N_ ("Done, Nothing to Add"), "<Shift>space", NULL },
  { N_ ("Today"), N_ ("Tomorrow"), "plus", NULL },
  { N_ ("Today"), N_ ("Call"), "asterisk", NULL },
  { N_ ("Today"), N_ ("Copy the WeChat ID"), "<Control>c", NULL },
  { N_ ("Today"), N_ ("Open the Customer"), "Return", NULL },
  { N_ ("Today"), N_ ("Edit Task"), "F2", NULL },
  { N_ ("Today"), N_ ("Drop"), "Delete", NULL },
  { N_ ("Calendar"), N_ ("Another Day"), "Left Right Up Down", NULL },
  { N_ ("Calendar"), N_ ("Another Month"), "Page_Up Page_Down", NULL },
  { N_ ("Calendar"), N_ ("First or Last Day of the Week"), "Home End", NULL },
  { N_ ("Calendar"), N_ ("What There Is on the Day"), "Return", NULL },
  { N_ ("Calendar"), N_ ("Move It by a Day or a Week"),
    "<Control>Left <Control>Right <Control>Up <Control>Down", NULL },
  { N_ ("Customers"), N_ ("Search"), "<Control>f", "win.search" },
  { N_ ("Customers"), N_ ("Filter"), "<Control><Shift>f", "win.filter" },
  { N_ ("Customers"), N_ ("End the Search, or Back to the List"), "Escape", NULL },
  { N_ ("Customers"), N_ ("From the Search to the List"), "Down", NULL },
  { N_ ("Customers"), N_ ("First Customer"), "Home", NULL },
  { N_ ("Customers"), N_ ("Last Customer"), "End", NULL },
  { N_ ("Customers"), N_ ("New Customer"), "<Control>n", "win.new" },
  { N_ ("Customers"), N_ ("Paste a Line of a Chat, or Rows"), "<Control>v", NULL },
  { N_ ("Customers"), N_ ("Open the Record"), "Return", NULL },
  { N_ ("Customers"), N_ ("Menu of a Customer or a Column"), "Menu <Shift>F10", NULL },
  { N_ ("Customers"), N_ ("Tag Who Is Selected"), "<Control>t", NULL },
  { N_ ("Customers"), N_ ("Copy the Selected Rows"), "<Control>c", NULL },
  { N_ ("Customers"), N_ ("Delete Who Is Selected"), "Delete", NULL },
  { N_ ("Pipeline"), N_ ("New Deal in the Stage"), "<Control>d", NULL },
  { N_ ("Pipeline"), N_ ("Board or List"), "<Control>l", NULL },
  { N_ ("Pipeline"), N_ ("Open the Deal"), "Return", NULL },
  { N_ ("Pipeline"), N_ ("To the Stage Before or Behind"), "<Control><Shift>Left <Control><Shift>Right",
    NULL },
  { N_ ("Pipeline"), N_ ("Menu of a Deal"), "Menu <Shift>F10", NULL },
  { N_ ("Selection"), N_ ("Select All"), "<Control>a", NULL },
  { N_ ("Selection"), N_ ("Select One More"), "<Control>space", NULL },
  { N_ ("Selection"), N_ ("Select up to Here"), "<Shift>Down", NULL },
  { N_ ("Columns"), N_ ("Move the Column Left"), "<Control><Shift>Left", NULL },
  { N_ ("Columns"), N_ ("Move the Column Right"), "<Control><Shift>Right", NULL },
  { N_ ("Columns"), N_ ("Narrower Column"), "<Control>Left", NULL },
  { N_ ("Columns"), N_ ("Wider Column"), "<Control>Right", NULL },
  { N_ ("Doubles"), N_ ("Merge the Two"), "m", NULL },
  { N_ ("Doubles"), N_ ("Not the Same"), "n", NULL },
  { N_ ("Doubles"), N_ ("Let the Other One Stay"), "s", NULL },
  { N_ ("Tags"), N_ ("Edit Tag"), "F2", NULL },
  { N_ ("Tags"), N_ ("Move under Another Tag"), "<Control>m", NULL },
  { N_ ("Tags"), N_ ("Merge with Another Tag"), "<Control><Shift>m", NULL },
  { N_ ("Tags"), N_ ("Take out of Use"), "<Control><Shift>r", NULL },
  { N_ ("Tags"), N_ ("Tidy Up"), "<Control>t", NULL },
  { N_ ("Customer"), N_ ("Save What Is Written"), "<Control>Return", NULL },
  { N_ ("Customer"), N_ ("Next View"), "<Control>Page_Down", NULL },
  { N_ ("Customer"), N_ ("Previous View"), "<Control>Page_Up", NULL },
  { N_ ("Customer"), N_ ("Quick Look at a File"), "space", NULL },
  { N_ ("Customer"), N_ ("Rename a File"), "F2", NULL },
  { N_ ("Changes"), N_ ("Undo"), "<Control>z", NULL },
  { N_ ("Changes"), N_ ("Redo"), "<Control><Shift>z", NULL },
  { N_ ("Changes"), N_ ("History"), "<Control>h", "win.history" },
  { N_ ("Changes"), N_ ("Backups"), "<Control>b", "win.backups" },
  { N_ ("Changes"), N_ ("Import a File"), "<Control>i", "win.import" },
  { N_ ("Changes"), N_ ("Export All Customers"), "<Control>e", "win.export" },
  { N_ ("Changes"), N_ ("Export the Whole Shop"), "<Control><Shift>e", "win.export-shop" },
  { N_ ("Window"), N_ ("Find Everything"), "<Control>k", "win.command-palette" },
  { N_ ("Window"), N_ ("Go to Today"), "<Control>1", "win.go-to-page(1)" },
  { N_ ("Window"), N_ ("Go to Customers"), "<Control>2", "win.go-to-page(2)" },
  { N_ ("Window"), N_ ("Go to the Pipeline"), "<Control>3", "win.go-to-page(3)" },
  { N_ ("Window"), N_ ("Go to Doubles"), "<Control>4", "win.go-to-page(4)" },
  { N_ ("Window"), N_ ("Go to Tags"), "<Control>5", "win.go-to-page(5)" },
  { N_ ("Window"), N_ ("New Window"), "<Control><Shift>n", "app.new-window" },
  { N_ ("Window"), N_ ("Open Another Shop"), "<Control>o", "win.open-shop" },
  { N_ ("Window"), N_ ("Preferences"), "<Control>comma", "win.preferences" },
  { N_ ("Window"), N_ ("Main Menu"), "F10", "win.menu" },
  { N_ ("Window"), N_ ("Keyboard Shortcuts"), "<Control>question", "win.shortcuts" },
  { N_ ("Window"), N_ ("Close the Window"), "<Control>w", "window.close" },
  { N_ ("Window"), N_ ("Quit"), "<Control>q", "app.quit" },
  { NULL, NULL, NULL, NULL },
};

/**
 * rg_shortcuts_list:
 *
 * Returns: (transfer none): every key, ended by an entry without title
 */
const RgShortcut *
rg_shortcuts_list (void)
{
  return shortcuts;
}

static char *
key_text (const char *keys)
{
  g_auto (GStrv) all = g_strsplit (keys, " ", -1);
  GdkModifierType modifiers;
  guint key;

  if (!gtk_accelerator_parse (all[0], &key, &modifiers))
    g_return_val_if_reached (g_strdup (""));

  return gtk_accelerator_get_label (key, modifiers);
}

static GtkWidget *
make_row (const RgShortcut *shortcut)
{
  g_autofree char *keys = key_text (shortcut->keys);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (keys);

  gtk_widget_add_css_class (label, "keycap");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcut->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);

  return row;
}

/* --- finding -------------------------------------------------------------- */

/* By what a key does, by how that sounds, or by the key. */
static gboolean
matches (const RgShortcut *shortcut, const char *text)
{
  g_autofree char *title = g_utf8_casefold (_ (shortcut->title), -1);
  g_autofree char *label = key_text (shortcut->keys);
  g_autofree char *keys = g_utf8_casefold (label, -1);
  g_autofree char *wanted = g_utf8_casefold (text, -1);

  return *wanted == '\0' || strstr (title, wanted) != NULL || strstr (keys, wanted) != NULL ||
         rg_pinyin_match (_ (shortcut->title), TRUE, NULL, text);
}

static void
search_changed_cb (GtkEditable *editable, RgShortcutsDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search_entry)));
  GtkWidget *group = NULL;
  gboolean in_group = FALSE, any = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *its_group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);
      gboolean found = matches (&shortcuts[i], text);

      in_group = found || (its_group == group && in_group);
      group = its_group;
      any = any || found;
      gtk_widget_set_visible (row, found);
      gtk_widget_set_visible (group, in_group);
    }
  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "nothing");
}

static void
stop_search_cb (GtkWidget *entry, RgShortcutsDialog *self)
{
  if (*gtk_editable_get_text (self->search_entry) != '\0')
    gtk_editable_set_text (self->search_entry, "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

/* --- the dialog ----------------------------------------------------------- */

static void
rg_shortcuts_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_SHORTCUTS_DIALOG);

  G_OBJECT_CLASS (rg_shortcuts_dialog_parent_class)->dispose (object);
}

static void
rg_shortcuts_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (RG_SHORTCUTS_DIALOG (object)->rows);

  G_OBJECT_CLASS (rg_shortcuts_dialog_parent_class)->finalize (object);
}

static void
rg_shortcuts_dialog_class_init (RgShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_shortcuts_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_shortcuts_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/rg-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgShortcutsDialog, page);
  gtk_widget_class_bind_template_child (widget_class, RgShortcutsDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RgShortcutsDialog, stack);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
rg_shortcuts_dialog_init (RgShortcutsDialog *self)
{
  AdwPreferencesGroup *group = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();

  for (const RgShortcut *shortcut = shortcuts; shortcut->title != NULL; shortcut++)
    {
      if (group == NULL || g_strcmp0 (adw_preferences_group_get_title (group), _ (shortcut->group)) != 0)
        {
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, _ (shortcut->group));
          adw_preferences_page_add (self->page, group);
        }
      g_ptr_array_add (self->rows, make_row (shortcut));
      adw_preferences_group_add (group, g_ptr_array_index (self->rows, self->rows->len - 1));
    }
}

/**
 * rg_shortcuts_dialog_new:
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
rg_shortcuts_dialog_new (void)
{
  return g_object_new (RG_TYPE_SHORTCUTS_DIALOG, NULL);
}

/**
 * rg_shortcuts_dialog_search:
 * @self: the dialog
 * @text: what a key does, or the key
 *
 * Shows only the keys that it means.
 */
void
rg_shortcuts_dialog_search (RgShortcutsDialog *self, const char *text)
{
  gtk_editable_set_text (self->search_entry, text);
}
