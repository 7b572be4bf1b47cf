/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-run.h"

#include <string.h>

/* Payments of a bill are told by the service's number and the day: the same one
 * in the next bill is no second sale, whatever has been changed since. */

/* The slot with the number; G_MAXUINT when the owner has no use for it. */
static guint
number_slot (const RgImportRow *row)
{
  guint column = rg_bill_reader_get_index (row->bill, RG_BILL_NUMBER);
  const RgImportBinding *binding;

  if (column >= row->bindings->len)
    return G_MAXUINT;
  binding = &g_array_index (row->bindings, RgImportBinding, column);
  if (binding->role != RG_IMPORT_ROLE_VALUE || binding->field->type->storage != RG_VALUE_TEXT)
    return G_MAXUINT;
  return binding->slot;
}

static guint64
payment_key (const char *number, const char *date)
{
  return rg_key_of (RG_KEY_PAYMENT, number, date != NULL ? date : "");
}

/**
 * rg_import_load_payments:
 * @run: a run of a bill
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: whether every sale with a payment's number is in the run's map
 */
gboolean
rg_import_load_payments (RgImportRun *run, GCancellable *cancellable, GError **error)
{
  guint slot = number_slot (run->row);
  const RgField *field = slot != G_MAXUINT ? g_ptr_array_index (run->row->fields, slot) : NULL;
  g_autofree char *sql = NULL;
  g_autoptr (RgStatement) statement = NULL;
  guint64 n = 0;
  RgStep step;

  if (run->read == NULL || field == NULL || rg_entity_find_field (run->sale, field->key) != field)
    return TRUE;
  sql =
      g_strdup_printf ("SELECT id, \"%s\", date FROM sale WHERE \"%s\" IS NOT NULL", field->key, field->key);
  statement = rg_database_prepare (rg_read_get_database (run->read), sql, error);
  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      rg_key_map_add (
          run->sales,
          payment_key (rg_statement_get_text (statement, 1), rg_statement_get_text (statement, 2)),
          (guint32) rg_statement_get_integer (statement, 0));
      if (++n % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  run->payment_sql = g_strdup_printf (
      "SELECT amount_fen, notes FROM sale WHERE id = ?1 AND \"%s\" = ?2 AND date IS ?3", field->key);
  return step == RG_STEP_DONE;
}

/**
 * Stored:
 *
 * The sale of a payment as it is in the shop.
 */
typedef struct
{
  guint32 id;
  gint64 fen;
  char *notes;
} Stored;

static void
stored_clear (Stored *stored)
{
  g_free (stored->notes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stored, stored_clear)

/* Several payments may have one number; the one with the same amount is it, else
 * any that is left. */
static gboolean
look_up (RgImportRun *run, const char *number, const char *date, Stored *stored, GError **error)
{
  guint64 key = payment_key (number, date);
  guint64 cursor = 0;
  guint32 id;

  while ((id = rg_key_map_next (run->sales, key, &cursor)) != 0)
    {
      g_autoptr (RgStatement) statement =
          rg_database_prepare (rg_read_get_database (run->read), run->payment_sql, error);
      RgStep step;

      if (statement == NULL)
        return FALSE;
      rg_statement_bind_integer (statement, 0, id);
      rg_statement_bind_text (statement, 1, number);
      rg_statement_bind_text (statement, 2, date);
      step = rg_statement_step (statement, error);
      if (step == RG_STEP_ERROR)
        return FALSE;
      if (step != RG_STEP_ROW ||
          (stored->id != 0 && rg_statement_get_integer (statement, 0) != run->row->payment->fen))
        continue;
      stored->id = id;
      stored->fen = rg_statement_get_integer (statement, 0);
      g_set_str (&stored->notes, rg_statement_get_text (statement, 1));
      if (stored->fen == run->row->payment->fen)
        break;
    }
  if (stored->id != 0)
    rg_key_map_remove (run->sales, key, stored->id);
  return TRUE;
}

/* Whether the amount is what an earlier bill left of the payment: a line of the
 * notes says how much had gone back then. */
static gboolean
is_rest (const Stored *stored, gint64 gross)
{
  g_auto (GStrv) lines = stored->notes != NULL ? g_strsplit (stored->notes, "\n", -1) : NULL;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      if (rg_bill_read_refund (lines[i], gross) == gross - stored->fen)
        return TRUE;
    }
  return stored->fen == gross;
}

/* What was paid back since the last bill makes the sale smaller; other
 * differences are the owner's. */
static gboolean
follow_refund (RgImportRun *run, const Stored *stored, GError **error)
{
  const RgBillRow *payment = run->row->payment;
  gboolean refunded = payment->fen != payment->gross_fen && is_rest (stored, payment->gross_fen);
  g_autofree char *notes = NULL;
  RgOp *op;
  gboolean done;

  if (run->write == NULL || stored->fen == payment->fen || run->plan->known == RG_IMPORT_KNOWN_SKIP ||
      (!refunded && run->plan->known != RG_IMPORT_KNOWN_OVERWRITE))
    return TRUE;
  op = rg_import_run_op (run, error);
  if (op == NULL)
    return FALSE;
  rg_import_run_add_number (run, run->sale, "amount_fen", payment->fen);
  if (run->row->lines->len > 0)
    {
      notes = stored->notes == NULL ? g_strdup (run->row->lines->str)
                                    : g_strconcat (stored->notes, "\n", run->row->lines->str, NULL);
      rg_import_run_add_text (run, run->sale, "notes", notes);
    }
  done = rg_op_update (op, run->sale, stored->id, (const RgCell *) (gpointer) run->cells->data,
                       run->cells->len, error);
  g_array_set_size (run->cells, 0);
  run->since_pause++;
  return done;
}

/* The same payment twice in one file, as when two exports were put together. */
static gboolean
is_repeated (RgImportRun *run, const char *number)
{
  const RgBillRow *payment = run->row->payment;
  g_autofree char *all = g_strdup_printf ("%s\x1f%" G_GINT64_FORMAT "\x1f%s", payment->time,
                                          payment->gross_fen, run->row->name != NULL ? run->row->name : "");
  guint64 key = rg_key_of (RG_KEY_PAYMENT, number, all);
  guint64 cursor = 0;

  if (rg_key_map_next (run->seen, key, &cursor) != 0)
    return TRUE;
  rg_key_map_add (run->seen, key, 1);
  return FALSE;
}

/**
 * rg_import_find_payment:
 * @run: a run with a row of a bill, which may be one that is refused
 * @known: (out): whether the shop, or an earlier row, has it
 * @error: return location for an error
 *
 * Returns: %FALSE on error
 */
gboolean
rg_import_find_payment (RgImportRun *run, gboolean *known, GError **error)
{
  guint slot = number_slot (run->row);
  guint column = rg_bill_reader_get_index (run->row->bill, RG_BILL_TIME);
  g_auto (Stored) stored = { 0 };
  g_autofree char *date = NULL;
  const char *number;

  *known = FALSE;
  number = slot != G_MAXUINT ? rg_value_get_text (&g_array_index (run->row->values, RgValue, slot)) : NULL;
  if (number == NULL)
    return TRUE;
  if (run->row->refused == NULL && is_repeated (run, number))
    {
      *known = TRUE;
      return TRUE;
    }
  if (run->payment_sql == NULL)
    return TRUE;
  if (*run->row->payment->time != '\0' && column < run->row->bindings->len)
    date = g_strndup (run->row->payment->time, 10);
  if (!look_up (run, number, date, &stored, error))
    return FALSE;
  *known = stored.id != 0;
  return stored.id == 0 || follow_refund (run, &stored, error);
}
