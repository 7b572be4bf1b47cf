/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "catalog/rg-phone.h"
#include "cli/rg-cli.h"
#include "records/rg-query.h"

#include <glib/gi18n-lib.h>

/* Customers read in one transaction. */
#define PIECE 4096

typedef struct
{
  RgCli *cli;
  const RgQuery *query;
  gsize limit;
  const guint32 *ids;
  gsize n_ids;
  RgJsonOut json;
  RgTextTable *columns;
  GPtrArray *phones;
} Search;

static gpointer
find_ids (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Search *search = data;

  return rg_query_run (search->query, read, search->limit, cancellable, error);
}

static void
write_json (Search *search, gint64 id, RgStatement *customer)
{
  RgJsonOut *json = &search->json;

  rg_json_out_begin_object (json);
  rg_json_out_key (json, "id");
  rg_json_out_integer (json, id);
  rg_json_out_key (json, "name");
  rg_json_out_text (json, rg_statement_get_text (customer, 0));
  rg_json_out_key (json, "phone");
  rg_json_out_text (json, rg_statement_get_text (customer, 1));
  rg_json_out_key (json, "phones");
  rg_json_out_texts (json, (const char *const *) search->phones->pdata);
  rg_json_out_key (json, "pinyin");
  rg_json_out_text (json, rg_statement_get_text (customer, 2));
  rg_json_out_end_object (json);
}

static void
write_line (Search *search, gint64 id, RgStatement *customer)
{
  const char *phone = rg_statement_get_text (customer, 1);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autofree char *shown = phone != NULL ? rg_phone_format (phone) : NULL;
  const char *cells[] = { number, rg_statement_get_text (customer, 0), shown,
                          rg_statement_get_text (customer, 2) };

  rg_text_table_add (search->columns, cells);
}

/* The first phone stands in the customer's row, further ones are identities. */
static gboolean
read_phones (Search *search, RgStatement *customer, RgStatement *identities, gint64 id, GError **error)
{
  RgStep step;

  g_ptr_array_set_size (search->phones, 0);
  if (!rg_statement_is_null (customer, 1))
    g_ptr_array_add (search->phones, g_strdup (rg_statement_get_text (customer, 1)));

  rg_statement_bind_integer (identities, 0, id);
  while ((step = rg_statement_step (identities, error)) == RG_STEP_ROW)
    {
      const char *phone = rg_statement_get_text (identities, 0);

      if (!g_ptr_array_find_with_equal_func (search->phones, phone, g_str_equal, NULL))
        g_ptr_array_add (search->phones, g_strdup (phone));
    }
  g_ptr_array_add (search->phones, NULL);
  rg_statement_reset (identities);
  return step == RG_STEP_DONE;
}

/* Five columns of each hit by statements of its own: whole records cost four
 * times as much, which counts when the answer is everybody. */
static gpointer
write_hits (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Search *search = data;
  RgDatabase *db = rg_read_get_database (read);
  g_autoptr (RgStatement) customer = NULL;
  g_autoptr (RgStatement) identities = NULL;

  customer = rg_database_prepare (db, "SELECT name, phone, pinyin FROM customer WHERE id = ?1", error);
  if (customer == NULL)
    return NULL;
  identities = rg_database_prepare (
      db, "SELECT value FROM identity WHERE customer_id = ?1 AND kind = 'phone' ORDER BY id", error);
  if (identities == NULL)
    return NULL;

  for (gsize i = 0; i < search->n_ids; i++)
    {
      RgStep step;

      rg_statement_bind_integer (customer, 0, search->ids[i]);
      step = rg_statement_step (customer, error);
      if (step == RG_STEP_ERROR)
        return NULL;
      if (step == RG_STEP_ROW)
        {
          if (search->columns != NULL)
            write_line (search, search->ids[i], customer);
          else if (read_phones (search, customer, identities, search->ids[i], error))
            write_json (search, search->ids[i], customer);
          else
            return NULL;
        }
      rg_statement_reset (customer);
    }
  return search;
}

static gboolean
write_all (Search *search, const GArray *ids, GError **error)
{
  RgCli *cli = search->cli;

  for (gsize done = 0; done < ids->len; done += search->n_ids)
    {
      gpointer written;

      if (rg_output_failed (cli->out) || g_cancellable_set_error_if_cancelled (cli->cancellable, error))
        return rg_output_failed (cli->out);
      search->ids = &g_array_index (ids, guint32, done);
      search->n_ids = MIN (PIECE, ids->len - done);
      rg_output_hold (cli->out, TRUE);
      written = rg_store_read_sync (cli->store, write_hits, search, cli->cancellable, error);
      rg_output_hold (cli->out, FALSE);
      if (written == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_answer (Search *search, const GArray *ids, GError **error)
{
  RgCli *cli = search->cli;
  const char *headings[] = { _ ("No."), _ ("Name"), _ ("Phone"), _ ("Pinyin"), NULL };
  gboolean written;

  if (cli->json)
    {
      rg_json_out_begin_array (&search->json);
      if (!write_all (search, ids, error))
        return FALSE;
      rg_json_out_end_array (&search->json);
      rg_json_out_finish (&search->json);
      return TRUE;
    }
  if (ids->len == 0)
    {
      rg_output_put (cli->err, _ ("Nobody was found."));
      rg_output_put (cli->err, "\n");
      return TRUE;
    }
  search->columns = rg_text_table_new (cli->out, 4, headings);
  rg_text_table_align_right (search->columns, 0);
  written = write_all (search, ids, error);
  rg_text_table_free (g_steal_pointer (&search->columns));
  return written;
}

/**
 * rg_cli_answer_query:
 * @cli: the run, with a shop
 * @query: of customers
 * @limit: how many at most; 0: all
 * @error: return location for an error
 *
 * Returns: whether all that it finds was written
 */
gboolean
rg_cli_answer_query (RgCli *cli, const RgQuery *query, gsize limit, GError **error)
{
  g_autoptr (GPtrArray) phones = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) ids = NULL;
  Search search = {
    .cli = cli,
    .query = query,
    .limit = limit,
    .json = RG_JSON_OUT_INIT (cli->out),
    .phones = phones,
  };

  if (rg_query_get_search (query) != NULL && !rg_store_wait_for_search (cli->store, cli->cancellable, error))
    return FALSE;
  ids = rg_store_read_sync (cli->store, find_ids, &search, cli->cancellable, error);
  return ids != NULL && write_answer (&search, ids, error);
}

static gboolean
search_shop (RgCli *cli, const char *text, RgCondition *filter, gsize limit, GError **error)
{
  g_autoptr (RgQuery) query = rg_query_new ("customer");

  rg_query_set_condition (query, filter);
  if (*text != '\0')
    rg_query_set_search (query, text);
  return rg_cli_answer_query (cli, query, limit, error);
}

static int
run (RgCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgCondition) filter = NULL;
  g_autofree char *limit_text = NULL;
  g_autofree char *form = NULL;
  gint64 limit = 0;
  int status;
  const GOptionEntry entries[] = {
    { "limit", 'n', 0, G_OPTION_ARG_FILENAME, &limit_text, N_ ("At most N customers"), N_ ("N") },
    { "filter", 'f', 0, G_OPTION_ARG_FILENAME, &form, N_ ("Only those for whom this stored filter holds"),
      N_ ("STORED-FORM") },
    G_OPTION_ENTRY_NULL,
  };

  if (!rg_cli_parse (cli, entries, 1, 1, &status))
    return status;
  if (limit_text != NULL && !rg_cli_number (cli, limit_text, 1, G_MAXINT32, &limit))
    return RG_COMMAND_USAGE;
  if (form != NULL && (filter = rg_condition_parse (form, &error)) == NULL)
    return rg_cli_misuse (cli, "%s", error->message);
  if (!rg_cli_open (cli, RG_CLI_READ, &status))
    return status;
  if (!search_shop (cli, cli->args[0], filter, (gsize) limit, &error))
    return error != NULL && error->domain == RG_CONDITION_ERROR ? rg_cli_misuse (cli, "%s", error->message)
                                                                : rg_cli_fail (cli, error);
  return RG_COMMAND_OK;
}

const RgCliCommand rg_cli_search = {
  .name = "search",
  .arguments = N_ ("TEXT"),
  .summary = N_ ("Find customers by name, pinyin, initials, phone or any word"),
  .details = N_ ("Finds what the search entry of the window finds, in the order of names. "
                 "An empty TEXT (\"\") lists everybody. docs/conditions.md describes the stored form of "
                 "filters."),
  .run = run,
};
