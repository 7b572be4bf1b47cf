/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/rg-cli-deal.h"
#include "shop/rg-deal.h"
#include "shop/rg-stages.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is done with one deal. */

typedef struct
{
  const RgDealSaid *said;
  RgDealWords words;
  gint64 id;
  gint64 operation;
} Wish;

static gboolean
find_stage (RgOp *op, const char *name, gint64 *id, GError **error)
{
  g_autoptr (RgStage) stage = NULL;

  if (name == NULL)
    return TRUE;
  if (!rg_stages_ensure (op, error))
    return FALSE;
  stage = rg_stages_find (rg_write_as_read (rg_op_get_write (op)), name, error);
  if (stage != NULL)
    *id = stage->id;
  return stage != NULL;
}

static gboolean
apply (Wish *wish, RgOp *op, GError **error)
{
  const RgDealSaid *said = wish->said;
  gint64 stage_id = 0;

  if (!find_stage (op, strcmp (said->verb, "move") == 0 ? said->args[2] : said->stage, &stage_id, error))
    return FALSE;
  if (strcmp (said->verb, "add") == 0)
    {
      wish->words.stage_id = stage_id;
      wish->id = rg_deal_add (op, &wish->words, error);
      return wish->id != 0;
    }
  if (strcmp (said->verb, "set") == 0)
    return rg_deal_change (op, wish->id, &wish->words, error) &&
           (stage_id == 0 || rg_deal_move (op, wish->id, stage_id, said->reason, error));
  if (strcmp (said->verb, "move") == 0)
    return rg_deal_move (op, wish->id, stage_id, said->reason, error);
  if (strcmp (said->verb, "win") == 0)
    return rg_deal_win (op, wish->id, said->closed, said->amount, said->reason, error);
  if (strcmp (said->verb, "lose") == 0)
    return rg_deal_lose (op, wish->id, said->closed, said->reason, error);
  if (strcmp (said->verb, "reopen") == 0)
    return rg_deal_reopen (op, wish->id, said->reason, error);
  return rg_deal_delete (op, wish->id, error);
}

static char *
describe (const char *verb, const char *title)
{
  static const struct
  {
    const char *verb;
    const char *label;
  } labels[] = {
    { "add", N_ ("Add the deal “%s”") },       { "set", N_ ("Change the deal “%s”") },
    { "move", N_ ("Move the deal “%s”") },     { "win", N_ ("The deal “%s” is won") },
    { "lose", N_ ("The deal “%s” is lost") },  { "reopen", N_ ("Open the deal “%s” again") },
    { "delete", N_ ("Delete the deal “%s”") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strcmp (labels[i].verb, verb) == 0)
      return g_strdup_printf (_ (labels[i].label), title);
  g_return_val_if_reached (NULL);
}

/* A new one is called by what only the operation finds out. */
static gboolean
label_new (Wish *wish, RgOp *op, GError **error)
{
  g_autoptr (RgRow) deal = rg_deal_read (rg_write_as_read (rg_op_get_write (op)), wish->id, error);
  g_autofree char *label = deal != NULL ? describe ("add", rg_row_get_text (deal, "title")) : NULL;

  if (label != NULL)
    rg_op_set_label (op, label);
  return label != NULL;
}

static gpointer
change_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Wish *wish = data;
  RgRead *read = rg_write_as_read (write);
  gboolean is_new = wish->id == 0;
  g_autoptr (RgRow) deal = !is_new ? rg_deal_read (read, wish->id, error) : NULL;
  g_autoptr (RgRow) customer =
      wish->words.customer_id > 0 ? rg_cli_read_customer (read, wish->words.customer_id, error) : NULL;
  g_autofree char *label = NULL;
  RgOp *op;

  if ((!is_new && deal == NULL) || (wish->words.customer_id > 0 && customer == NULL))
    return NULL;
  label = describe (wish->said->verb, deal != NULL ? rg_row_get_text (deal, "title") : "");
  op = rg_op_begin (write, RG_ORIGIN_CLI, RG_CLI_SESSION, label, error);
  if (op == NULL || !apply (wish, op, error) || (is_new && !label_new (wish, op, error)))
    return NULL;
  wish->operation = rg_op_get_id (op);
  return wish;
}

static void
tell_deleted (RgCli *cli, const Wish *wish)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

  if (!cli->json)
    {
      rg_output_printf (cli->out, "%s\n", _ ("The deal is deleted. “undo” brings it back."));
      return;
    }
  rg_json_out_begin_object (&json);
  rg_json_out_member_integer (&json, "deleted", wish->id);
  rg_json_out_member_integer (&json, "operation", wish->operation);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

/* An empty option takes it away. */
static gboolean
take_reference (RgCli *cli, const char *text, gint64 *id)
{
  if (text == NULL)
    return TRUE;
  if (*text != '\0')
    return rg_cli_number (cli, text, 1, G_MAXUINT32, id);
  *id = 0;
  return TRUE;
}

/* Which deal, and what is said of it. */
static gboolean
take_words (Wish *wish)
{
  const RgDealSaid *said = wish->said;
  gboolean is_new = strcmp (said->verb, "add") == 0;

  wish->words = (RgDealWords) {
    .customer_id = is_new ? 0 : -1,
    .contact_id = is_new ? 0 : -1,
    .title = is_new && said->args[1] != NULL ? said->args[1] : said->title,
    .amount = said->amount,
    .chance = said->chance,
    .expected = said->expected,
    .owner = said->owner,
    .source = said->source,
    .product = said->product,
    .code = said->code,
    .opened = said->opened,
    .notes = said->notes,
  };
  return take_reference (said->cli, said->customer, &wish->words.customer_id) &&
         take_reference (said->cli, said->contact, &wish->words.contact_id) &&
         (is_new || rg_cli_number (said->cli, said->args[1], 1, G_MAXUINT32, &wish->id));
}

/*< private >
 * rg_cli_deal_change:
 *
 * Returns: the status
 */
int
rg_cli_deal_change (const RgDealSaid *said)
{
  RgCli *cli = said->cli;
  g_autoptr (GError) error = NULL;
  Wish wish = { .said = said };
  int status;

  if (!take_words (&wish))
    return RG_COMMAND_USAGE;
  if (!rg_cli_open (cli, RG_CLI_WRITE, &status))
    return status;
  if (rg_store_write_sync (cli->store, change_func, &wish, cli->cancellable, &error) == NULL ||
      !rg_store_wait_for_search (cli->store, cli->cancellable, &error))
    return rg_cli_fail (cli, error);
  if (strcmp (said->verb, "delete") != 0)
    return rg_cli_deal_tell (cli, wish.id);
  tell_deleted (cli, &wish);
  return RG_COMMAND_OK;
}
