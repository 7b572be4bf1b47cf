/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-run.h"

#include "catalog/rg-text.h"
#include "shop/rg-people.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A list of orders: each row is a sale of a customer who is found or made. */

/* --- sales that are in the shop already ----------------------------------- */

static void
add_to_key (GString *key, const RgValue *value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (key, '\x1f');
  if (value->kind == RG_VALUE_INTEGER)
    g_string_append_printf (key, "%" G_GINT64_FORMAT, value->integer);
  else if (value->kind == RG_VALUE_REAL)
    g_string_append (key, g_ascii_dtostr (number, sizeof number, value->real));
  else if (value->kind == RG_VALUE_TEXT)
    g_string_append (key, value->text);
}

/* Customer, slots and notes of the row at which @statement stands. */
static GString *
stored_key (RgImportRun *run, RgStatement *statement)
{
  GString *key = g_string_new (NULL);

  g_string_append_printf (key, "%" G_GINT64_FORMAT, rg_statement_get_integer (statement, 1));
  for (int i = 2; i < rg_statement_n_columns (statement); i++)
    {
      g_auto (RgValue) value = RG_VALUE_INIT;

      rg_statement_get_value (statement, i, &value);
      add_to_key (key, &value);
    }
  return key;
}

static GString *
row_key (RgImportRun *run, guint32 customer_id)
{
  GString *key = g_string_new (NULL);
  g_auto (RgValue) notes = RG_VALUE_INIT;

  g_string_append_printf (key, "%u", customer_id);
  for (guint i = 0; i < run->row->values->len; i++)
    add_to_key (key, &g_array_index (run->row->values, RgValue, i));
  rg_value_take_text (&notes, rg_import_row_notes (run->row));
  add_to_key (key, &notes);
  return key;
}

static char *
make_sql (RgImportRun *run)
{
  g_autoptr (GString) sql = g_string_new ("SELECT id, customer_id");

  for (guint i = 0; i < run->row->fields->len; i++)
    {
      const RgField *field = g_ptr_array_index (run->row->fields, i);

      if (rg_entity_find_field (run->sale, field->key) == field)
        g_string_append_printf (sql, ", %s", field->key);
      else
        g_string_append (sql, ", NULL");
    }
  g_string_append (sql, ", notes FROM sale");
  return g_string_free_and_steal (g_steal_pointer (&sql));
}

/**
 * rg_import_load_sales:
 * @run: a run
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: whether every sale of the shop is in the run's map
 */
gboolean
rg_import_load_sales (RgImportRun *run, GCancellable *cancellable, GError **error)
{
  g_autofree char *sql = make_sql (run);
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (run->read), sql, error);
  guint64 n = 0;
  RgStep step;

  if (statement == NULL)
    return FALSE;
  run->sale_sql = g_strconcat (sql, " WHERE id = ?1", NULL);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      g_autoptr (GString) key = stored_key (run, statement);

      rg_key_map_add (run->sales, rg_key_of ('s', key->str, NULL),
                      (guint32) rg_statement_get_integer (statement, 0));
      if (++n % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

/* The first sale in the shop that says what the row does. Each counts once: two
 * equal rows are two purchases. */
static gboolean
find_sale (RgImportRun *run, guint32 customer_id, gboolean *found, GError **error)
{
  g_autoptr (GString) key = row_key (run, customer_id);
  guint64 hash = rg_key_of ('s', key->str, NULL);
  guint64 cursor = 0;
  guint32 id;

  *found = FALSE;
  while (!*found && (id = rg_key_map_next (run->sales, hash, &cursor)) != 0)
    {
      g_autoptr (RgStatement) statement = NULL;
      RgStep step;

      statement = rg_database_prepare (rg_read_get_database (run->read), run->sale_sql, error);
      if (statement == NULL)
        return FALSE;
      rg_statement_bind_integer (statement, 0, id);
      step = rg_statement_step (statement, error);
      if (step == RG_STEP_ERROR)
        return FALSE;
      if (step == RG_STEP_ROW)
        {
          g_autoptr (GString) stored = stored_key (run, statement);

          *found = strcmp (stored->str, key->str) == 0;
        }
      if (*found)
        rg_key_map_remove (run->sales, hash, id);
    }
  return TRUE;
}

/* --- whose sale ----------------------------------------------------------- */

static gboolean
is_candidate (RgImportRun *run, guint32 id, char kind, gboolean *is, GError **error)
{
  g_auto (GStrv) phones = NULL;

  *is = id >= RG_IMPORT_VIRTUAL;
  if (*is)
    return TRUE;
  if (!rg_import_load_stored (run, id, is, error))
    return FALSE;
  if (!*is)
    return TRUE;
  if (kind == RG_KEY_NAME)
    {
      *is = rg_people_same_name (run->stored.name, run->row->name);
      return TRUE;
    }
  phones = rg_people_phones (run->read, id, error);
  *is = phones != NULL &&
        g_strv_contains ((const char *const *) phones, g_ptr_array_index (run->row->phones, 0));
  return phones != NULL;
}

/* Customers of one name or phone of whom a row may be. */
static gboolean
find_candidates (RgImportRun *run, char kind, const char *text, GArray *ids, GError **error)
{
  guint64 key = rg_key_of (kind, text, NULL);
  guint64 cursor = 0;
  guint32 candidate;
  gboolean is;

  while (ids->len < RG_IMPORT_ASKED_MAX && (candidate = rg_key_map_next (run->people, key, &cursor)) != 0)
    {
      gboolean had = FALSE;

      for (guint i = 0; i < ids->len; i++)
        had = had || g_array_index (ids, guint32, i) == candidate;
      if (had)
        continue;
      if (!is_candidate (run, candidate, kind, &is, error))
        return FALSE;
      if (is)
        g_array_append_val (ids, candidate);
    }
  return TRUE;
}

/* By a name alone or a phone alone: it must be one customer only. */
static gboolean
find_only_one (RgImportRun *run,
               char kind,
               const char *who,
               const char *text,
               RgImportWhose *whose,
               guint32 *id,
               GError **error)
{
  RgImportQuestion *question = rg_import_asked (run, who);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (question != NULL)
    return rg_import_take_answer (run, question, whose, id, error);
  if (!find_candidates (run, kind, text, ids, error))
    return FALSE;
  if (ids->len > 1)
    question = rg_import_ask_which (
        run, who, ids, kind == RG_KEY_NAME ? _ ("The name is the same.") : _ ("The phone is the same."));
  if (question != NULL)
    return rg_import_take_answer (run, question, whose, id, error);
  if (ids->len > 1)
    {
      *whose = RG_IMPORT_WHOSE_ASKED;
      run->row->refused =
          kind == RG_KEY_NAME
              ? _ ("Several customers have this name. Add the phone, so that it is clear whose it is.")
              : _ ("Several customers have this phone. Add the name, so that it is clear whose it is.");
      return TRUE;
    }
  *id = ids->len == 1 ? g_array_index (ids, guint32, 0) : 0;
  *whose = *id != 0 ? RG_IMPORT_WHOSE_KNOWN : RG_IMPORT_WHOSE_NEW;
  return TRUE;
}

gboolean
rg_import_find_customer (RgImportRun *run, RgImportWhose *whose, guint32 *id, GError **error)
{
  const RgImportRow *row = run->row;
  g_autofree char *name = NULL;
  const char *phone;

  if (row->payment != NULL && row->name != NULL)
    return rg_import_who_find (run, whose, id, error);
  if (!rg_value_is_null (&row->code))
    return rg_import_find_by_code (run, whose, id, error);
  if (!rg_import_find_person (run, id, error))
    return FALSE;
  *whose = *id != 0 ? RG_IMPORT_WHOSE_KNOWN : RG_IMPORT_WHOSE_NEW;
  if (*id != 0)
    return TRUE;
  phone = row->phones->len > 0 ? g_ptr_array_index (row->phones, 0) : NULL;
  if (row->name == NULL && phone != NULL)
    return find_only_one (run, RG_KEY_NUMBER, phone, phone, whose, id, error);
  if (row->name == NULL || phone != NULL || row->wechat != NULL || row->email != NULL)
    return TRUE;
  name = rg_text_normalize (row->name);
  return find_only_one (run, RG_KEY_NAME, row->name, name, whose, id, error);
}

/* --- the sale ------------------------------------------------------------- */

static gboolean
count_known (RgImportRun *run)
{
  if (run->plan->known == RG_IMPORT_KNOWN_SKIP)
    run->report->skipped++;
  else
    run->report->updated++;
  return TRUE;
}

gboolean
rg_import_settle_customer (RgImportRun *run, RgImportWhose whose, guint32 id, GError **error)
{
  if (run->making != NULL)
    {
      guint32 *made = g_new (guint32, 1);

      *made = id;
      g_hash_table_insert (run->made, run->making, made);
      run->making = NULL;
    }
  return run->row->payment == NULL || run->row->name == NULL || rg_import_who_settle (run, id, error);
}

static gboolean
write_sale (RgImportRun *run, guint32 customer_id, GError **error)
{
  g_autofree char *notes = rg_import_row_notes (run->row);

  if (!rg_import_run_channels (run, error))
    return FALSE;
  rg_import_run_add_number (run, run->sale, "customer_id", customer_id);
  rg_import_run_add_text (run, run->sale, "notes", notes);
  for (guint i = 0; i < run->row->fields->len; i++)
    rg_import_run_add_cell (run, g_ptr_array_index (run->row->fields, i),
                            &g_array_index (run->row->values, RgValue, i));
  return rg_import_run_insert (run, run->sale, error) != 0;
}

/**
 * rg_import_take_sale:
 * @run: a run with a row
 * @error: return location for an error
 *
 * Finds or makes the customer and adds the sale, unless the shop has it. A row
 * that may belong to several customers is refused.
 *
 * Returns: %FALSE on error
 */
gboolean
rg_import_take_sale (RgImportRun *run, GError **error)
{
  RgImportWhose whose;
  gboolean known = FALSE;
  guint32 customer_id;

  if (run->row->payment != NULL && !rg_import_find_payment (run, &known, error))
    return FALSE;
  if (known)
    return count_known (run);
  if (!rg_import_find_customer (run, &whose, &customer_id, error))
    return FALSE;
  if (run->row->refused != NULL)
    return TRUE;
  if (whose == RG_IMPORT_WHOSE_LEFT)
    {
      run->report->skipped++;
      return TRUE;
    }
  if (customer_id != 0 && !find_sale (run, customer_id, &known, error))
    return FALSE;
  if (known)
    return count_known (run);
  if (customer_id == 0 && !rg_import_create_person (run, &customer_id, error))
    return FALSE;
  run->report->created++;
  if (!rg_import_settle_customer (run, whose, customer_id, error))
    return FALSE;
  return run->write == NULL || write_sale (run, customer_id, error);
}

/**
 * rg_import_take_refund:
 * @run: a run with a row of a bill that is refused
 * @taken: (out): whether it is a payment that the shop has
 * @error: return location for an error
 *
 * What was paid back whole since the last bill is no sale any more, but one that
 * the shop has becomes worth nothing.
 *
 * Returns: %FALSE on error
 */
gboolean
rg_import_take_refund (RgImportRun *run, gboolean *taken, GError **error)
{
  const RgBillRow *payment = run->row->payment;

  *taken = FALSE;
  if (payment == NULL || payment->gross_fen <= 0 || payment->fen != 0)
    return TRUE;
  if (!rg_import_find_payment (run, taken, error))
    return FALSE;
  if (*taken)
    count_known (run);
  return TRUE;
}
