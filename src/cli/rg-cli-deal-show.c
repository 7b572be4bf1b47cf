/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/rg-cli-deal.h"
#include "shop/rg-deal.h"
#include "shop/rg-stages.h"
#include "shop/rg-views.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Deals and their history, for programs and for people. */

typedef struct
{
  RgDealFilter filter;
  const char *stage; /* (nullable): by name, key or number */
  GPtrArray *found;  /* (element-type RgDealFound) */
} Deals;

static void
deals_clear (Deals *deals)
{
  g_clear_pointer (&deals->found, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Deals, deals_clear)

static gpointer
read_deals (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Deals *deals = data;

  if (deals->filter.id != 0)
    {
      /* Says so when there is none. */
      g_autoptr (RgRow) row = rg_deal_read (read, deals->filter.id, error);

      if (row == NULL)
        return NULL;
    }
  if (deals->stage != NULL)
    {
      g_autoptr (RgStage) stage = rg_stages_find (read, deals->stage, error);

      if (stage == NULL)
        return NULL;
      deals->filter.stage_id = stage->id;
    }
  deals->found = rg_deal_find (read, &deals->filter, cancellable, error);
  return deals->found != NULL ? deals : NULL;
}

/* --- for programs ------------------------------------------------------------- */

static void
write_field (RgJsonOut *json, const RgRow *row, const RgField *field)
{
  rg_json_out_field_key (json, field);
  rg_json_out_value (json, field, rg_row_get (row, field));
}

/*< private >
 * rg_cli_deal_write_json:
 *
 * A deal as an object, the same wherever deals stand.
 */
void
rg_cli_deal_write_json (RgJsonOut *json, const RgDealFound *deal)
{
  const RgEntity *entity = rg_row_get_entity (deal->row);

  rg_json_out_begin_object (json);
  rg_json_out_member_integer (json, "id", rg_row_get_id (deal->row));
  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if (g_str_equal (field->key, "stage_id"))
        rg_json_out_member_text (json, "stage", deal->stage);
      else if ((field->flags & RG_FIELD_RETIRED) == 0)
        write_field (json, deal->row, field);
      if (g_str_equal (field->key, "customer_id"))
        rg_json_out_member_text (json, "customer", deal->customer);
    }
  rg_json_out_key (json, "days_in_stage");
  rg_json_out_real (json, round (deal->days * 10000) / 10000);
  rg_json_out_member_boolean (json, "late", deal->late);
  rg_json_out_end_object (json);
}

/* --- for people ----------------------------------------------------------------- */

/*< private >
 * rg_cli_deal_write_text:
 *
 * Deals as a table.
 */
void
rg_cli_deal_write_text (RgOutput *output, const GPtrArray *found)
{
  const char *headings[] = { _ ("No."),    _ ("Deal"),  _ ("Customer"), _ ("Stage"), _ ("State"),
                             _ ("Amount"), _ ("Owner"), _ ("Days"),     "",          NULL };
  g_autoptr (RgTextTable) table = rg_text_table_new (output, 9, headings);

  rg_text_table_align_right (table, 0);
  rg_text_table_align_right (table, 5);
  rg_text_table_align_right (table, 7);
  for (guint i = 0; i < found->len; i++)
    {
      const RgDealFound *deal = g_ptr_array_index (found, i);
      const RgEntity *entity = rg_row_get_entity (deal->row);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, rg_row_get_id (deal->row));
      g_autofree char *state =
          rg_row_format (deal->row, rg_entity_find_field (entity, "state"), RG_FORMAT_DISPLAY);
      g_autofree char *amount =
          rg_row_format (deal->row, rg_entity_find_field (entity, "amount_fen"), RG_FORMAT_DISPLAY);
      g_autofree char *days = g_strdup_printf ("%d", (int) deal->days);
      const char *cells[] = { number,
                              rg_row_get_text (deal->row, "title"),
                              deal->customer,
                              deal->stage,
                              state,
                              amount,
                              rg_row_get_text (deal->row, "owner"),
                              days,
                              deal->late ? _ ("too long") : "" };

      rg_text_table_add (table, cells);
    }
}

static gboolean
answer (RgCli *cli, Deals *deals, GError **error)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);
  gboolean searched = deals->filter.query != NULL && rg_query_get_search (deals->filter.query) != NULL;

  if ((searched && !rg_store_wait_for_search (cli->store, cli->cancellable, error)) ||
      rg_store_read_sync (cli->store, read_deals, deals, cli->cancellable, error) == NULL)
    return FALSE;
  if (!cli->json)
    {
      rg_cli_deal_write_text (cli->out, deals->found);
      return TRUE;
    }
  rg_json_out_begin_array (&json);
  for (guint i = 0; i < deals->found->len; i++)
    rg_cli_deal_write_json (&json, g_ptr_array_index (deals->found, i));
  rg_json_out_end_array (&json);
  rg_json_out_finish (&json);
  return TRUE;
}

/**
 * rg_cli_answer_deals:
 * @cli: the run, with a shop
 * @query: of deals
 * @limit: how many at most; 0: all
 * @error: return location for an error
 *
 * Returns: whether all that it finds was written
 */
gboolean
rg_cli_answer_deals (RgCli *cli, const RgQuery *query, gsize limit, GError **error)
{
  g_auto (Deals) deals = { .filter = { .query = query, .limit = (guint) limit } };

  return answer (cli, &deals, error);
}

/* What is to be searched and filtered; which state is meant unless it was said is the
 * filter's business then. (transfer full): %NULL and @error */
static RgQuery *
make_query (const RgDealSaid *said, Deals *deals, GError **error)
{
  g_autoptr (RgQuery) query = rg_query_new ("deal");
  g_autoptr (RgCondition) condition = NULL;

  rg_query_set_search (query, said->search);
  if (said->filter != NULL && *said->filter != '\0')
    {
      condition = rg_condition_parse (said->filter, error);
      if (condition == NULL)
        return NULL;
    }
  if (said->state == NULL)
    {
      g_autoptr (RgCondition) shown = rg_deals_condition_shown (condition);

      deals->filter.state = NULL;
      rg_query_set_condition (query, shown);
    }
  else
    rg_query_set_condition (query, condition);
  return g_steal_pointer (&query);
}

/*< private >
 * rg_cli_deal_list:
 *
 * Returns: the status
 */
int
rg_cli_deal_list (const RgDealSaid *said)
{
  RgCli *cli = said->cli;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgQuery) query = NULL;
  g_auto (Deals)
      deals = { .filter = { .state = "open", .owner = said->owner, .from = said->from, .to = said->to },
                .stage = said->stage };
  gint64 limit = 0;
  int status;

  if (said->state != NULL)
    deals.filter.state = g_str_equal (said->state, "all") ? NULL : said->state;
  if (deals.filter.state != NULL &&
      !g_strv_contains ((const char *const[]) { "open", "won", "lost", NULL }, deals.filter.state))
    return rg_cli_misuse (cli, _ ("“%s” is none of open, won, lost, all."), said->state);
  if ((said->limit != NULL && !rg_cli_number (cli, said->limit, 0, G_MAXINT32, &limit)) ||
      (said->customer != NULL &&
       !rg_cli_number (cli, said->customer, 1, G_MAXUINT32, &deals.filter.customer_id)))
    return RG_COMMAND_USAGE;
  deals.filter.limit = (guint) limit;
  if (said->filter != NULL || said->search != NULL)
    {
      deals.filter.query = query = make_query (said, &deals, &error);
      if (query == NULL)
        return rg_cli_misuse (cli, "%s", error->message);
    }
  if (!rg_cli_open (cli, RG_CLI_READ, &status))
    return status;
  if (answer (cli, &deals, &error))
    return RG_COMMAND_OK;
  return error->domain == RG_CONDITION_ERROR ? rg_cli_misuse (cli, "%s", error->message)
                                             : rg_cli_fail (cli, error);
}

/*< private >
 * rg_cli_deal_tell:
 *
 * Returns: the status
 */
int
rg_cli_deal_tell (RgCli *cli, gint64 id)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);
  g_autoptr (GError) error = NULL;
  g_auto (Deals) deals = { .filter = { .id = id } };

  if (rg_store_read_sync (cli->store, read_deals, &deals, cli->cancellable, &error) == NULL)
    return rg_cli_fail (cli, error);
  if (!cli->json)
    {
      rg_cli_deal_write_text (cli->out, deals.found);
      return RG_COMMAND_OK;
    }
  rg_cli_deal_write_json (&json, g_ptr_array_index (deals.found, 0));
  rg_json_out_finish (&json);
  return RG_COMMAND_OK;
}

int
rg_cli_deal_show (const RgDealSaid *said)
{
  gint64 id;
  int status;

  if (!rg_cli_number (said->cli, said->args[1], 1, G_MAXUINT32, &id))
    return RG_COMMAND_USAGE;
  return rg_cli_open (said->cli, RG_CLI_READ, &status) ? rg_cli_deal_tell (said->cli, id) : status;
}

/* --- history ---------------------------------------------------------------------- */

static gpointer
read_history (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *id = data;
  g_autoptr (RgRow) row = rg_deal_read (read, *id, error);

  return row != NULL ? rg_deal_history (read, *id, error) : NULL;
}

static void
history_json (RgCli *cli, const GPtrArray *moves)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

  rg_json_out_begin_array (&json);
  for (guint i = 0; i < moves->len; i++)
    {
      const RgDealMove *move = g_ptr_array_index (moves, i);

      rg_json_out_begin_object (&json);
      rg_json_out_member_text (&json, "from", move->from_stage);
      rg_json_out_member_text (&json, "to", move->to_stage);
      rg_json_out_member_text (&json, "from_state", move->from_state);
      rg_json_out_member_text (&json, "state", move->to_state);
      rg_json_out_member_instant (&json, "at", move->at);
      rg_json_out_key (&json, "days");
      rg_json_out_real (&json, round (move->days * 10000) / 10000);
      rg_json_out_member_text (&json, "staff", move->staff);
      rg_json_out_member_text (&json, "reason", move->reason);
      rg_json_out_key (&json, "passed");
      rg_json_out_texts (&json, (const char *const *) move->passed);
      rg_json_out_end_object (&json);
    }
  rg_json_out_end_array (&json);
  rg_json_out_finish (&json);
}

static void
history_text (RgCli *cli, const GPtrArray *moves)
{
  const char *headings[] = { _ ("When"),  _ ("Stage"),  _ ("State"), _ ("After days"),
                             _ ("Staff"), _ ("Reason"), NULL };
  g_autoptr (RgTextTable) table = rg_text_table_new (cli->out, 6, headings);
  const RgField when = { .type = &rg_type_instant };

  rg_text_table_align_right (table, 3);
  for (guint i = 0; i < moves->len; i++)
    {
      const RgDealMove *move = g_ptr_array_index (moves, i);
      RgValue at = { .kind = RG_VALUE_INTEGER, .integer = move->at };
      g_autofree char *time = rg_type_instant.format (&when, &at, RG_FORMAT_DISPLAY);
      g_autofree char *days = g_strdup_printf ("%.1f", move->days);
      const char *state = g_str_equal (move->to_state, "won")    ? _ ("Won")
                          : g_str_equal (move->to_state, "lost") ? _ ("Lost")
                                                                 : _ ("In progress");
      const char *cells[] = { time, move->to_stage, state, i > 0 ? days : "", move->staff, move->reason };

      rg_text_table_add (table, cells);
    }
}

/*< private >
 * rg_cli_deal_history:
 *
 * Returns: the status
 */
int
rg_cli_deal_history (const RgDealSaid *said)
{
  RgCli *cli = said->cli;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) moves = NULL;
  gint64 id;
  int status;

  if (!rg_cli_number (cli, said->args[1], 1, G_MAXUINT32, &id))
    return RG_COMMAND_USAGE;
  if (!rg_cli_open (cli, RG_CLI_READ, &status))
    return status;
  moves = rg_store_read_sync (cli->store, read_history, &id, cli->cancellable, &error);
  if (moves == NULL)
    return rg_cli_fail (cli, error);
  if (cli->json)
    history_json (cli, moves);
  else
    history_text (cli, moves);
  return RG_COMMAND_OK;
}
