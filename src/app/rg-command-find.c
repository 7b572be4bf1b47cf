/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-command-find.h"

#include "app/record/rg-kind-picker.h"
#include "app/widgets/rg-display.h"
#include "catalog/rg-phone.h"
#include "shop/rg-people-find.h"
#include "shop/rg-task-find.h"

#include <glib/gi18n-lib.h>

#define MOST_CUSTOMERS 20
#define MOST_RECENT 8
#define MOST_TASKS 6

/* As it was read, on a thread that knows no windows. */
typedef struct
{
  GPtrArray *people; /* RgPersonFound */
  GPtrArray *tasks;  /* (nullable): RgRow */
  GPtrArray *names;  /* (nullable): for whom each of them is; elements may be NULL */
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->people, g_ptr_array_unref);
  g_clear_pointer (&found->tasks, g_ptr_array_unref);
  g_clear_pointer (&found->names, g_ptr_array_unref);
  g_free (found);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

/* --- reading -------------------------------------------------------------- */

static gint64
customer_of (const RgRow *task)
{
  return rg_value_get_integer (
      rg_row_get (task, rg_entity_find_field (rg_row_get_entity (task), "customer_id")));
}

static char *
read_name (RgRead *read, gint64 customer)
{
  g_autoptr (RgRow) row =
      customer != 0
          ? rg_row_read (read, rg_catalog_find (rg_read_get_catalog (read), "customer"), customer, NULL)
          : NULL;

  return row != NULL ? g_strdup (rg_row_get_text (row, "name")) : NULL;
}

static gpointer
find_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *text = data;
  const RgTaskFilter open = { .state = "open", .limit = MOST_TASKS, .text = text };
  g_autoptr (Found) found = g_new0 (Found, 1);

  found->people = *text != '\0' ? rg_people_find (read, text, MOST_CUSTOMERS, cancellable, error)
                                : rg_people_find_recent (read, MOST_RECENT, error);
  if (found->people == NULL)
    return NULL;
  if (*text == '\0')
    return g_steal_pointer (&found);
  found->tasks = rg_task_find (read, &open, cancellable, error);
  if (found->tasks == NULL)
    return NULL;
  found->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < found->tasks->len; i++)
    g_ptr_array_add (found->names, read_name (read, customer_of (g_ptr_array_index (found->tasks, i))));
  return g_steal_pointer (&found);
}

/**
 * rg_commands_find_async:
 * @store: the shop
 * @text: what was typed
 * @cancellable: (nullable): ends it
 * @callback: see rg_commands_find_finish()
 * @user_data: for @callback
 */
void
rg_commands_find_async (RgStore *store,
                        const char *text,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  rg_store_read_async (store, find_func, g_strstrip (g_strdup (text)), g_free, found_free, cancellable,
                       callback, user_data);
}

/* --- commands ------------------------------------------------------------- */

static RgCommand *
customer_command (RgPersonFound *person, gboolean mask)
{
  RgCommand *command = g_new0 (RgCommand, 1);

  command->kind = RG_COMMAND_CUSTOMER;
  command->title = g_strdup (person->name != NULL && *person->name != '\0' ? person->name : _ ("No name"));
  if (person->phone != NULL)
    command->details = mask ? rg_phone_mask (person->phone) : rg_phone_format (person->phone);
  command->customer = person->id;

  return command;
}

/* "王芳 · tomorrow" */
static RgCommand *
task_command (const RgRow *task, const char *name, const GDate *today)
{
  RgCommand *command = g_new0 (RgCommand, 1);
  const char *kind = rg_row_get_text (task, "kind");
  RgDue state;
  g_autofree char *due = rg_display_due (rg_row_get_text (task, "due"), today, &state);

  command->kind = RG_COMMAND_TASK;
  command->title = g_strdup (rg_row_get_text (task, "title"));
  command->details = name != NULL ? g_strdup_printf ("%s · %s", name, due) : g_strdup (due);
  command->icon_name = kind != NULL ? rg_kind_get_icon (kind) : "checkbox-checked-symbolic";
  command->customer = customer_of (task);
  command->task = rg_row_get_id (task);

  return command;
}

/**
 * rg_commands_find_finish:
 * @store: the shop
 * @result: as it came
 * @mask: whether phones are hidden
 *
 * Returns: (element-type RgCommand) (transfer full) (nullable): what was found
 */
GPtrArray *
rg_commands_find_finish (RgStore *store, GAsyncResult *result, gboolean mask)
{
  g_autoptr (Found) found = rg_store_read_finish (store, result, NULL);
  GPtrArray *commands;
  GDate today;

  if (found == NULL)
    return NULL;
  rg_display_today (&today);
  commands = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_command_free);
  for (guint i = 0; i < found->people->len; i++)
    g_ptr_array_add (commands, customer_command (g_ptr_array_index (found->people, i), mask));
  for (guint i = 0; found->tasks != NULL && i < found->tasks->len; i++)
    g_ptr_array_add (commands, task_command (g_ptr_array_index (found->tasks, i),
                                             g_ptr_array_index (found->names, i), &today));
  return commands;
}
