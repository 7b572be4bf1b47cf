/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-deal.h"

#include "catalog/rg-date.h"
#include "shop/rg-cells.h"
#include "shop/rg-deal-private.h"
#include "shop/rg-people.h"
#include "shop/rg-remove.h"
#include "shop/rg-stages.h"

#include <glib/gi18n-lib.h>

#define MS_A_DAY G_GINT64_CONSTANT (86400000)
/* From so much of the limit on it is told that it is near. */
#define SOON 0.8

G_DEFINE_QUARK (rg - deal - error - quark, rg_deal_error)

const RgEntity *
rg_deal_find_entity (RgOp *op, const char *key)
{
  return rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), key);
}

gboolean
rg_deal_refuse (GError **error, RgDealError code, const char *message)
{
  g_set_error_literal (error, RG_DEAL_ERROR, (int) code, message);
  return FALSE;
}

/* --- reading -------------------------------------------------------------- */

/**
 * rg_deal_read:
 * @read: a read transaction
 * @id: of a deal
 * @error: return location for an error
 *
 * Returns: (transfer full): its row; %NULL and @error also when there is none
 */
RgRow *
rg_deal_read (RgRead *read, gint64 id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  RgRow *row = rg_row_read (read, rg_catalog_find (rg_read_get_catalog (read), "deal"), id, &problem);

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (row == NULL)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND, _ ("There is no deal %s."), number);
    }
  return row;
}

static int
compare_deals (gconstpointer a, gconstpointer b)
{
  const RgRow *one = *(const RgRow *const *) a;
  const RgRow *other = *(const RgRow *const *) b;
  gboolean one_open = g_str_equal (rg_row_get_text (one, "state"), "open");
  gboolean other_open = g_str_equal (rg_row_get_text (other, "state"), "open");

  if (one_open != other_open)
    return one_open ? -1 : 1;
  return rg_row_get_id (one) > rg_row_get_id (other) ? -1 : 1;
}

/**
 * rg_deal_list_of:
 * @read: a read transaction
 * @customer_id: whose
 * @error: return location for an error
 *
 * Returns: (element-type RgRow) (transfer full): the customer's deals: the open ones
 *   first, the newest first
 */
GPtrArray *
rg_deal_list_of (RgRead *read, gint64 customer_id, GError **error)
{
  GPtrArray *rows = rg_rows_read_of (read, rg_catalog_find (rg_read_get_catalog (read), "deal"),
                                     "customer_id", customer_id, error);

  if (rows != NULL)
    g_ptr_array_sort (rows, compare_deals);
  return rows;
}

gint64
rg_deal_get_integer (const RgRow *row, const char *key)
{
  const RgValue *value = rg_row_get (row, rg_entity_find_field (rg_row_get_entity (row), key));

  return value->kind == RG_VALUE_INTEGER ? value->integer : 0;
}

/**
 * rg_deal_pace:
 * @since: when it came into its stage, UTC milliseconds
 * @days_at_most: how long it may stay there; 0: as long as it likes
 * @days: (out) (optional): how many whole days it is there
 *
 * Returns: how an open deal stands with the limit of its stage
 */
RgDealPace
rg_deal_pace (gint64 since, guint days_at_most, guint *days)
{
  gint64 passed = MAX (rg_clock_now () - since, 0);
  gint64 limit = days_at_most * MS_A_DAY;

  if (days != NULL)
    *days = (guint) (passed / MS_A_DAY);
  if (days_at_most == 0)
    return RG_DEAL_PACE_GOOD;
  return passed > limit                             ? RG_DEAL_PACE_LATE
         : (double) passed >= SOON * (double) limit ? RG_DEAL_PACE_SOON
                                                    : RG_DEAL_PACE_GOOD;
}

/* --- values --------------------------------------------------------------- */

/* The contact is one of the customer's. */
static gboolean
check_contact (RgOp *op, gint64 customer_id, gint64 contact_id, GError **error)
{
  RgRead *read = rg_write_as_read (rg_op_get_write (op));
  g_autoptr (GError) problem = NULL;
  g_autoptr (RgRow) contact = NULL;

  if (contact_id <= 0)
    return TRUE;
  contact = rg_row_read (read, rg_deal_find_entity (op, "contact"), contact_id, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (contact != NULL && rg_deal_get_integer (contact, "customer_id") == customer_id)
    return TRUE;
  return rg_deal_refuse (error, RG_DEAL_ERROR_VALUE, _ ("This contact belongs to somebody else."));
}

static void
add_reference (RgCells *cells, const char *key, gint64 id)
{
  if (id > 0)
    rg_cells_add_integer (cells, key, id);
  else if (id == 0)
    rg_cells_add (cells, key);
}

static gboolean
fill (RgOp *op, RgCells *cells, const RgDealWords *words, GError **error)
{
  add_reference (cells, "customer_id", words->customer_id);
  add_reference (cells, "contact_id", words->contact_id);
  return (words->source == NULL || *words->source == '\0' ||
          rg_channels_ensure (op, words->source, error) != 0) &&
         rg_cells_add_text (cells, "title", words->title, error) &&
         rg_cells_add_text (cells, "amount_fen", words->amount, error) &&
         rg_cells_add_text (cells, "chance", words->chance, error) &&
         rg_cells_add_text (cells, "expected", words->expected, error) &&
         rg_cells_add_text (cells, "owner", words->owner, error) &&
         rg_cells_add_text (cells, "source", words->source, error) &&
         rg_cells_add_text (cells, "product", words->product, error) &&
         rg_cells_add_text (cells, "code", words->code, error) &&
         rg_cells_add_text (cells, "opened", words->opened, error) &&
         rg_cells_add_text (cells, "notes", words->notes, error);
}

/* What a deal is called of which nobody said it: what is sold, or to whom. (transfer
 * full) (nullable) */
static char *
propose_title (RgOp *op, const RgDealWords *words, GError **error)
{
  g_autoptr (RgRow) customer = NULL;

  if (words->product != NULL && *words->product != '\0')
    return g_strdup (words->product);
  if (words->customer_id > 0)
    customer = rg_row_read (rg_write_as_read (rg_op_get_write (op)), rg_deal_find_entity (op, "customer"),
                            words->customer_id, error);
  if (customer != NULL && rg_row_get_text (customer, "name") != NULL)
    return g_strdup (rg_row_get_text (customer, "name"));
  if (error == NULL || *error == NULL)
    rg_deal_refuse (error, RG_DEAL_ERROR_VALUE, _ ("Say what the deal is about, or with whom."));
  return NULL;
}

/* @closed: (nullable): the day of its end */
static gboolean
check_opened (const RgCells *cells, const char *closed, GError **error)
{
  for (guint i = 0; i < cells->n; i++)
    if (g_str_equal (cells->cells[i].field->key, "opened") &&
        !rg_deal_check_days (cells->cells[i].value.text, closed, error))
      return FALSE;
  return TRUE;
}

/* --- adding and changing -------------------------------------------------- */

static gboolean
find_first_stage (RgOp *op, gint64 wanted, gint64 *stage_id, GError **error)
{
  g_autoptr (GPtrArray) stages = NULL;

  if (!rg_stages_ensure (op, error))
    return FALSE;
  stages = rg_stages_list (rg_write_as_read (rg_op_get_write (op)), FALSE, error);
  if (stages == NULL)
    return FALSE;
  for (guint i = 0; i < stages->len; i++)
    {
      const RgStage *stage = g_ptr_array_index (stages, i);

      if (wanted == 0 || stage->id == wanted)
        {
          *stage_id = stage->id;
          return TRUE;
        }
    }
  return rg_deal_refuse (error, RG_DEAL_ERROR_VALUE, _ ("This stage is not used. Choose another one."));
}

/**
 * rg_deal_add:
 * @op: the operation of a write
 * @words: what it is about
 * @error: return location for an error
 *
 * Adds an open deal, in the first stage unless @words says otherwise. The gates of
 * a stage in which it begins are not asked.
 *
 * Returns: the id; 0 and @error when a value is not right
 */
gint64
rg_deal_add (RgOp *op, const RgDealWords *words, GError **error)
{
  g_auto (RgCells) cells = RG_CELLS_INIT (rg_deal_find_entity (op, "deal"));
  RgDealWords said = *words;
  g_autofree char *title = NULL;
  g_autofree char *today = rg_date_instant_to_iso (rg_clock_now ());
  gint64 stage_id = 0, id;

  if (!find_first_stage (op, words->stage_id, &stage_id, error) ||
      !check_contact (op, words->customer_id, words->contact_id, error))
    return 0;
  if (said.title == NULL || *said.title == '\0')
    {
      title = propose_title (op, words, error);
      if (title == NULL)
        return 0;
      said.title = title;
    }
  if (said.opened == NULL || *said.opened == '\0')
    said.opened = today;
  if (!fill (op, &cells, &said, error))
    return 0;
  rg_cells_add_integer (&cells, "stage_id", stage_id);
  rg_cells_add_integer (&cells, "stage_since", rg_clock_now ());
  if (!rg_cells_add_text (&cells, "state", "open", error))
    return 0;
  id = rg_op_insert (op, cells.entity, cells.cells, cells.n, error);
  return id != 0 && rg_deal_write_move (
                        op,
                        &(RgDealStep) {
                            .deal_id = id, .to_id = stage_id, .to_state = "open", .staff = said.owner },
                        error)
             ? id
             : 0;
}

/**
 * rg_deal_change:
 * @op: the operation of a write
 * @id: of a deal
 * @words: what is to be said; a text that is %NULL stays as it is
 * @error: return location for an error
 *
 * Changes what is said of a deal. Another customer takes its contact away unless
 * @words names one.
 *
 * Returns: %FALSE and @error when a value is not right
 */
gboolean
rg_deal_change (RgOp *op, gint64 id, const RgDealWords *words, GError **error)
{
  g_autoptr (RgRow) before = rg_deal_read (rg_write_as_read (rg_op_get_write (op)), id, error);
  g_auto (RgCells) cells = RG_CELLS_INIT (rg_deal_find_entity (op, "deal"));
  RgDealWords said = *words;
  gint64 customer_id;

  if (before == NULL)
    return FALSE;
  if (said.title != NULL && *said.title == '\0')
    return rg_deal_refuse (error, RG_DEAL_ERROR_VALUE, _ ("Say what the deal is about, or with whom."));
  customer_id = said.customer_id >= 0 ? said.customer_id : rg_deal_get_integer (before, "customer_id");
  if (customer_id != rg_deal_get_integer (before, "customer_id") && said.contact_id < 0)
    said.contact_id = 0;
  return check_contact (op, customer_id, said.contact_id, error) && fill (op, &cells, &said, error) &&
         check_opened (&cells, rg_row_get_text (before, "closed"), error) &&
         rg_op_update (op, cells.entity, id, cells.cells, cells.n, error);
}

/* --- what belongs to it ---------------------------------------------------- */

/**
 * rg_deal_delete:
 * @op: the operation of a write
 * @id: of a deal
 * @error: return location for an error
 *
 * Deletes a deal with its moves. Tasks, entries and files stay with the customer.
 *
 * Returns: %FALSE and @error when there is no such deal
 */
gboolean
rg_deal_delete (RgOp *op, gint64 id, GError **error)
{
  return rg_remove_row (op, rg_deal_find_entity (op, "deal"), id, error);
}

/**
 * rg_deal_follow_tasks:
 * @op: the operation of a write
 * @deal_id: of a deal
 * @error: return location for an error
 *
 * Brings the deal's next date up to date: the day of its first open task.
 *
 * Returns: %FALSE and @error when it could not be written
 */
gboolean
rg_deal_follow_tasks (RgOp *op, gint64 deal_id, GError **error)
{
  g_auto (RgCells) cells = RG_CELLS_INIT (rg_deal_find_entity (op, "deal"));
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_write_get_database (rg_op_get_write (op)),
                           "SELECT min (due) FROM task WHERE deal_id = ?1 AND state = 'open'", error);
  const char *due;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, deal_id);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  due = rg_statement_get_text (statement, 0);
  return rg_cells_add_text (&cells, "next_date", due != NULL ? due : "", error) &&
         rg_op_update (op, cells.entity, deal_id, cells.cells, cells.n, error);
}
