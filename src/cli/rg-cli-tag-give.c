/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/rg-cli-tag.h"

#include "shop/rg-tags.h"

#include <glib/gi18n-lib.h>

/* A tag given to customers, or taken from them. */

typedef struct
{
  const char *tag;
  gboolean take;
  GArray *ids; /* gint64 */
  gint64 id;
  char *name;
  guint changed;
  gint64 operation;
} Gift;

/* What a rule gave can be given by hand once more. */
static gboolean
is_to_change (RgWrite *write, const Gift *gift, gint64 customer, gboolean *change, GError **error)
{
  gboolean by_hand = FALSE;
  g_autoptr (RgStatement) statement = NULL;

  if (!gift->take)
    {
      if (!rg_tags_is_by_hand (rg_write_as_read (write), customer, gift->id, &by_hand, error))
        return FALSE;
      *change = !by_hand;
      return TRUE;
    }
  statement = rg_database_prepare (
      rg_write_get_database (write),
      "SELECT EXISTS (SELECT 1 FROM customer_tag WHERE customer_id = ?1 AND tag_id = ?2)", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, customer);
  rg_statement_bind_integer (statement, 1, gift->id);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  *change = rg_statement_get_integer (statement, 0) != 0;
  return TRUE;
}

static gboolean
change_one (RgOp *op, Gift *gift, gint64 customer, GError **error)
{
  RgWrite *write = rg_op_get_write (op);
  g_autoptr (RgRow) row = rg_cli_read_customer (rg_write_as_read (write), customer, error);
  gboolean change = FALSE;

  if (row == NULL || !is_to_change (write, gift, customer, &change, error))
    return FALSE;
  if (!change)
    return TRUE;
  gift->changed++;
  return gift->take ? rg_tags_remove (op, customer, gift->id, error)
                    : rg_tags_assign (op, customer, gift->id, NULL, error);
}

static gpointer
give (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Gift *gift = data;
  g_autoptr (RgTagTree) tree = rg_tag_tree_read (rg_write_as_read (write), FALSE, cancellable, error);
  const RgTag *tag = tree != NULL ? rg_tag_tree_find (tree, gift->tag, error) : NULL;
  g_autofree char *number = NULL, *label = NULL;
  RgOp *op = tag != NULL ? rg_op_begin (write, RG_ORIGIN_CLI, RG_CLI_SESSION, "", error) : NULL;

  if (op == NULL)
    return NULL;
  gift->id = tag->id;
  gift->name = g_strdup (tag->name);
  for (guint i = 0; i < gift->ids->len; i++)
    if (!change_one (op, gift, g_array_index (gift->ids, gint64, i), error))
      return NULL;
  number = g_strdup_printf ("%'u", gift->changed);
  label =
      g_strdup_printf (gift->take ? ngettext ("Take the tag from %s customer: “%s”",
                                              "Take the tag from %s customers: “%s”", gift->changed)
                                  : ngettext ("Tag %s customer “%s”", "Tag %s customers “%s”", gift->changed),
                       number, gift->name);
  rg_op_set_label (op, label);
  gift->operation = gift->changed > 0 ? rg_op_get_id (op) : 0;
  return gift;
}

static gboolean
read_ids (RgCli *cli, GArray *ids)
{
  for (guint i = 2; i < cli->n_args; i++)
    {
      gint64 id;

      if (!rg_cli_number (cli, cli->args[i], 1, G_MAXUINT32, &id))
        return FALSE;
      g_array_append_val (ids, id);
    }
  return TRUE;
}

static void
tell (RgCli *cli, const Gift *gift)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

  if (!cli->json)
    {
      rg_output_printf (
          cli->out,
          gift->take
              ? ngettext ("“%s” taken from %u customer.", "“%s” taken from %u customers.", gift->changed)
              : ngettext ("“%s” given to %u customer.", "“%s” given to %u customers.", gift->changed),
          gift->name, gift->changed);
      rg_output_put (cli->out, "\n");
      return;
    }
  rg_json_out_begin_object (&json);
  rg_json_out_member_integer (&json, "id", gift->id);
  rg_json_out_member_integer (&json, "changed", gift->changed);
  rg_json_out_member_number (&json, "operation", gift->operation, gift->operation != 0);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

/*< private >
 * rg_cli_tag_give:
 *
 * Returns: the status
 */
int
rg_cli_tag_give (const RgTagWords *words)
{
  RgCli *cli = words->cli;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *tag = rg_cli_text (cli->args[1]);
  Gift gift = { .tag = tag, .take = g_str_equal (words->verb, "take"), .ids = ids };
  int status = RG_COMMAND_OK;

  if (!read_ids (cli, ids))
    return RG_COMMAND_USAGE;
  if (!rg_cli_open (cli, RG_CLI_WRITE, &status))
    return status;
  if (rg_store_write_sync (cli->store, give, &gift, cli->cancellable, &error) != NULL)
    tell (cli, &gift);
  if (error == NULL)
    rg_store_wait_for_search (cli->store, cli->cancellable, &error);
  g_free (gift.name);
  return error != NULL ? rg_cli_fail (cli, error) : RG_COMMAND_OK;
}
