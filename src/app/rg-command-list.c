/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-command-list.h"

#include "app/filter/rg-view-row.h"
#include "app/rg-shortcuts-dialog.h"
#include "app/rg-sidebar-row.h"
#include "app/rg-window-private.h"
#include "store/rg-pinyin.h"

#include <glib/gi18n-lib.h>

/* What the window's own key bindings do, which have no action in the table of
 * keys. */
static const struct
{
  const char *title;
  const char *keys;
  const char *action;
} bindings[] = {
  { N_ ("New Customer"), "<Control>n", "win.new-customer" },
  { N_ ("Undo"), "<Control>z", "win.undo" },
  { N_ ("Redo"), "<Control><Shift>z", "win.redo" },
};

/* What makes no sense from the palette: the palette, and what pages are there
 * for. */
static const char *const left_out[] = {
  "win.command-palette", "win.go-to-page", "win.recent-shop", "win.new", "win.menu", NULL
};

/**
 * rg_command_free:
 * @command: (nullable) (transfer full): a command
 */
void
rg_command_free (RgCommand *command)
{
  if (command == NULL)
    return;
  g_free (command->title);
  g_free (command->details);
  g_free (command->keys);
  g_free (command->action);
  g_clear_pointer (&command->target, g_variant_unref);
  g_free (command);
}

static gboolean
is_known (GPtrArray *commands, const char *action, GVariant *target)
{
  for (guint i = 0; i < commands->len; i++)
    {
      const RgCommand *known = g_ptr_array_index (commands, i);

      if (g_strcmp0 (known->action, action) == 0 &&
          (known->target == target ||
           (known->target != NULL && target != NULL && g_variant_equal (known->target, target))))
        return TRUE;
    }

  return FALSE;
}

/* @keys: (nullable): accelerators separated by blanks */
static void
add_action (GPtrArray *commands, const char *title, const char *keys, const char *action, GVariant *target)
{
  g_auto (GStrv) all = keys != NULL ? g_strsplit (keys, " ", 2) : NULL;
  RgCommand *command;

  if (g_strv_contains (left_out, action) || is_known (commands, action, target))
    return;
  command = g_new0 (RgCommand, 1);
  command->kind = RG_COMMAND_ACTION;
  command->title = g_strdup (title);
  command->keys = all != NULL ? g_strdup (all[0]) : NULL;
  command->action = g_strdup (action);
  command->target = target != NULL ? g_variant_ref (target) : NULL;
  g_ptr_array_add (commands, command);
}

static void
add_shortcuts (GPtrArray *commands)
{
  for (const RgShortcut *shortcut = rg_shortcuts_list (); shortcut->title != NULL; shortcut++)
    {
      g_autofree char *action = NULL;
      g_autoptr (GVariant) target = NULL;

      if (shortcut->action != NULL && g_action_parse_detailed_name (shortcut->action, &action, &target, NULL))
        add_action (commands, _ (shortcut->title), shortcut->keys, action, target);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    add_action (commands, _ (bindings[i].title), bindings[i].keys, bindings[i].action, NULL);
}

/* "_Open…" is "Open" here. */
static char *
plain_label (const char *label)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  char *plain = g_strjoinv ("", parts);

  if (g_str_has_suffix (plain, "…"))
    plain[strlen (plain) - strlen ("…")] = '\0';

  return plain;
}

static void
add_menu (GPtrArray *commands, GMenuModel *menu)
{
  static const char *const links[] = { G_MENU_LINK_SECTION, G_MENU_LINK_SUBMENU };

  for (int i = 0; menu != NULL && i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *label = NULL, *action = NULL, *plain = NULL;
      g_autoptr (GVariant) target =
          g_menu_model_get_item_attribute_value (menu, i, G_MENU_ATTRIBUTE_TARGET, NULL);

      for (guint j = 0; j < G_N_ELEMENTS (links); j++)
        {
          g_autoptr (GMenuModel) linked = g_menu_model_get_item_link (menu, i, links[j]);

          if (linked != NULL)
            add_menu (commands, linked);
        }
      if (!g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label) ||
          !g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &action))
        continue;
      plain = plain_label (label);
      add_action (commands, plain, NULL, action, target);
    }
}

static void
add_pages (GPtrArray *commands, RgWindow *window)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (window->page_list, i)) != NULL; i++)
    {
      RgPage *page = rg_sidebar_row_get_page (RG_SIDEBAR_ROW (row));
      RgCommand *command = g_new0 (RgCommand, 1);

      command->kind = RG_COMMAND_PAGE;
      command->title = g_strdup (rg_page_get_title (page));
      command->icon_name = rg_page_get_icon_name (page);
      command->keys = i < 9 ? g_strdup_printf ("<Control>%d", i + 1) : NULL;
      command->action = g_strdup ("win.go-to-page");
      command->target = g_variant_ref_sink (g_variant_new_int32 (i + 1));
      g_ptr_array_add (commands, command);
    }
}

/* Every one can be shown; one that is not in the sidebar can be put there. */
static void
add_view (GPtrArray *commands, RgWindow *window, const RgView *view)
{
  const char *count = rg_views_list_get_count (window->views_list, view->id);
  RgCommand *command = g_new0 (RgCommand, 1);
  g_autoptr (GVariant) id = g_variant_ref_sink (g_variant_new_int64 (view->id));
  g_autofree char *pin = NULL;

  command->kind = RG_COMMAND_VIEW;
  command->title = g_strdup (rg_view_get_title (view));
  command->details = g_strdup (count);
  command->icon_name = g_intern_string (rg_view_get_icon (view));
  command->action = g_strdup ("win.show-view");
  command->target = g_variant_ref (id);
  g_ptr_array_add (commands, command);
  if (view->pinned || rg_store_is_read_only (window->store))
    return;
  /* Translators: %s is the name of a view. */
  pin = g_strdup_printf (_ ("Put “%s” into the Sidebar"), rg_view_get_title (view));
  add_action (commands, pin, NULL, "win.pin-view", id);
}

static void
add_views (GPtrArray *commands, RgWindow *window)
{
  const GPtrArray *views = rg_views_list_get_views (window->views_list);

  for (guint i = 0; views != NULL && i < views->len; i++)
    add_view (commands, window, g_ptr_array_index (views, i));
}

static void
add_stages (GPtrArray *commands, RgWindow *window)
{
  g_autoptr (GVariant) page = g_variant_ref_sink (g_variant_new_string ("pipeline"));

  if (!rg_store_is_read_only (window->store))
    add_action (commands, _ ("Stages of the Pipeline"), NULL, "win.preferences-at", page);
}

/**
 * rg_commands_collect:
 * @window: a window
 *
 * Returns: (element-type RgCommand) (transfer full): its pages, views and actions
 */
GPtrArray *
rg_commands_collect (RgWindow *window)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_command_free);

  if (window->store != NULL)
    add_pages (commands, window);
  if (window->store != NULL)
    add_views (commands, window);
  if (window->store != NULL)
    add_stages (commands, window);
  add_shortcuts (commands);
  add_menu (commands, window->primary_menu);
  add_menu (commands, rg_shop_menu_get_model (window->shop_menu));

  return commands;
}

/**
 * rg_command_rank:
 * @command: a command
 * @text: what was typed
 *
 * Returns: 0 when it does not mean the command, else the more the better
 */
guint
rg_command_rank (const RgCommand *command, const char *text)
{
  g_autofree char *title = g_utf8_casefold (command->title, -1);
  g_autofree char *wanted = g_utf8_casefold (text, -1);
  const char *found = strstr (title, wanted);

  if (*wanted == '\0')
    return 1;
  if (found == title)
    return 4;
  if (found != NULL && found[-1] == ' ')
    return 3;
  if (found != NULL)
    return 2;

  return rg_pinyin_match (command->title, TRUE, NULL, text) ? 2 : 0;
}
