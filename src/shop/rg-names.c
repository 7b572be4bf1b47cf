/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-names.h"

#include "catalog/rg-text.h"
#include "store/rg-collate.h"
#include "store/rg-pinyin.h"

#include <string.h>

typedef struct
{
  char *name;
  GBytes *key;
} Name;

static void
name_clear (gpointer data)
{
  Name *name = data;

  g_free (name->name);
  g_bytes_unref (name->key);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const Name *first = a, *second = b;

  return g_bytes_compare (first->key, second->key);
}

/**
 * rg_names_list:
 * @read: a transaction
 * @entity: one with a field "name"
 * @limit: how many at most
 * @error: return location for an error
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): the names of
 *   its rows in the order of their readings, none twice; of staff only those who
 *   work here
 */
char **
rg_names_list (RgRead *read, const RgEntity *entity, guint limit, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (Name));
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
  RgStep step;

  g_return_val_if_fail (rg_entity_find_field (entity, "name") != NULL, NULL);

  g_array_set_clear_func (names, name_clear);
  g_string_append_printf (sql, "SELECT DISTINCT t.name FROM \"%s\" AS t WHERE t.name <> ''",
                          rg_entity_get_key (entity));
  if (rg_entity_find_field (entity, "active") != NULL)
    g_string_append (sql, " AND t.active <> 0");
  rg_read_hide_open (read, rg_entity_get_key (entity), "t", sql);
  g_string_append (sql, " ORDER BY t.name LIMIT ?1");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, limit);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      const char *text = rg_statement_get_text (statement, 0);
      g_autofree char *reading = rg_pinyin_reading (text, TRUE);
      Name name = { g_strdup (text), rg_sort_key (text, reading) };

      g_array_append_val (names, name);
    }
  if (step == RG_STEP_ERROR)
    return NULL;

  g_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    g_strv_builder_add (list, g_array_index (names, Name, i).name);

  return g_strv_builder_end (list);
}

/**
 * rg_names_complete:
 * @names: (array zero-terminated=1): names in the order in which they are shown
 * @text: what has been written so far
 * @limit: how many at most
 *
 * Returns: (transfer full) (array zero-terminated=1): those that may be meant
 */
char **
rg_names_complete (const char *const *names, const char *text, guint limit)
{
  g_autofree char *typed = rg_text_normalize (text);
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  guint n = 0;

  /* Twice over the names: what begins with it goes first. */
  for (int begins = TRUE; begins >= FALSE; begins--)
    {
      for (guint i = 0; names[i] != NULL && n < limit; i++)
        {
          g_autofree char *name = rg_text_normalize (names[i]);
          gboolean is_prefix = g_str_has_prefix (name, typed);

          if (is_prefix != begins ||
              (!begins && strstr (name, typed) == NULL && !rg_pinyin_match (names[i], TRUE, NULL, typed)))
            continue;
          g_strv_builder_add (found, names[i]);
          n++;
        }
    }

  return g_strv_builder_end (found);
}
