/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-run.h"

#include "catalog/rg-text.h"
#include "shop/rg-people.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A list of orders often has a number for every customer: it tells people of one
 * name apart, and stays with them as an own field for the next list. */

/* What such a column is called, squashed. */
static const char *const headers[] = {
  "客户id",   "客户编号",     "客户号",     "客户代码",   "客户编码",       "会员id",       "会员号",
  "会员编号", "会员卡号",     "会员码",     "顾客id",     "顾客编号",       "买家id",       "用户id",
  "学号",     "学员编号",     "customerid", "customerno", "customernumber", "customercode", "memberid",
  "memberno", "membernumber", "clientid",   "clientno",   "buyerid",        "userid",       NULL,
};

/**
 * rg_import_is_code:
 * @header: a header
 *
 * Returns: whether below it stand the numbers of customers
 */
gboolean
rg_import_is_code (const char *header)
{
  g_autofree char *squashed = rg_header_squash (header);

  return g_strv_contains (headers, squashed);
}

static char *
code_text (const RgField *field, const RgValue *value)
{
  g_autofree char *text = rg_field_format (field, value, RG_FORMAT_EXCHANGE);

  return rg_text_normalize (text);
}

static guint64
code_key (const RgField *field, const RgValue *value)
{
  g_autofree char *text = code_text (field, value);

  return rg_key_of (RG_KEY_CODE, text, NULL);
}

static guint64
bare_key (const char *name)
{
  g_autofree char *normal = rg_text_normalize (name != NULL ? name : "");

  return rg_key_of (RG_KEY_NAME_BARE, normal, NULL);
}

/**
 * rg_import_load_codes:
 * @run: a run of a list with customers' numbers
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: whether everybody in the shop is in the map by his number, or by his
 *   name when he has none
 */
gboolean
rg_import_load_codes (RgImportRun *run, GCancellable *cancellable, GError **error)
{
  const RgField *field = run->row->code_field;
  gboolean stored = rg_entity_find_field (run->customer, field->key) == field;
  g_autofree char *sql = g_strdup_printf ("SELECT id, name, %s%s%s FROM customer", stored ? "\"" : "",
                                          stored ? field->key : "NULL", stored ? "\"" : "");
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (run->read), sql, error);
  guint64 n = 0;
  RgStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      guint32 id = (guint32) rg_statement_get_integer (statement, 0);
      g_auto (RgValue) code = RG_VALUE_INIT;

      rg_statement_get_value (statement, 2, &code);
      if (rg_value_is_null (&code))
        rg_key_map_add (run->people, bare_key (rg_statement_get_text (statement, 1)), id);
      else
        rg_key_map_add (run->people, code_key (field, &code), id);
      if (++n % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

/**
 * rg_import_remember_code:
 * @run: a run with a row of a list with customers' numbers
 * @id: the customer who was made of it
 */
void
rg_import_remember_code (RgImportRun *run, guint32 id)
{
  const RgImportRow *row = run->row;

  if (row->code_field == NULL)
    return;
  if (rg_value_is_null (&row->code))
    rg_key_map_add (run->people, bare_key (row->name), id);
  else
    rg_key_map_add (run->people, code_key (row->code_field, &row->code), id);
}

/* Reads the customer's number as it is now; *@is whether he is there. */
static gboolean
load_code (RgImportRun *run, guint32 id, RgValue *code, gboolean *is, GError **error)
{
  const RgField *field = run->row->code_field;
  g_autofree char *sql = NULL;
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  if (!rg_import_load_stored (run, id, is, error))
    return FALSE;
  if (!*is || rg_entity_find_field (run->customer, field->key) != field)
    return TRUE;
  sql = g_strdup_printf ("SELECT \"%s\" FROM customer WHERE id = ?1", field->key);
  statement = rg_database_prepare (rg_read_get_database (run->read), sql, error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, id);
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_ROW)
    rg_statement_get_value (statement, 0, code);
  return step != RG_STEP_ERROR;
}

/* Whether the customer's number is the row's; of @bare ones: whether he has none
 * and the row's name. */
static gboolean
is_same (RgImportRun *run, guint32 id, gboolean bare, gboolean *same, GError **error)
{
  const RgImportRow *row = run->row;
  g_auto (RgValue) code = RG_VALUE_INIT;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  *same = id >= RG_IMPORT_VIRTUAL;
  if (*same)
    return TRUE;
  if (!load_code (run, id, &code, same, error) || !*same)
    return *same || error == NULL || *error == NULL;
  if (bare)
    {
      *same = rg_value_is_null (&code) && rg_people_same_name (run->stored.name, row->name);
      return TRUE;
    }
  one = code_text (row->code_field, &code);
  other = code_text (row->code_field, &row->code);
  *same = strcmp (one, other) == 0;
  return TRUE;
}

/* Everybody with the row's number, or without any and with its name. */
static gboolean
find_all (RgImportRun *run, gboolean bare, GArray *ids, GError **error)
{
  guint64 key = bare ? bare_key (run->row->name) : code_key (run->row->code_field, &run->row->code);
  guint64 cursor = 0;
  guint32 id;
  gboolean same;

  while (ids->len < RG_IMPORT_ASKED_MAX && (id = rg_key_map_next (run->people, key, &cursor)) != 0)
    {
      if (!is_same (run, id, bare, &same, error))
        return FALSE;
      if (same)
        g_array_append_val (ids, id);
    }
  return TRUE;
}

/* One number, and nothing that speaks against it. */
static gboolean
agrees (RgImportRun *run, guint32 id, gboolean *agrees, GError **error)
{
  gboolean found;

  *agrees = id >= RG_IMPORT_VIRTUAL || run->row->name == NULL;
  if (*agrees)
    return TRUE;
  if (!rg_import_load_stored (run, id, &found, error))
    return FALSE;
  *agrees = run->stored.name == NULL || rg_people_same_name (run->stored.name, run->row->name);
  return TRUE;
}

/* The customer who was found by his name is met by his number from now on. */
static gboolean
learn (RgImportRun *run, guint32 id, GError **error)
{
  RgOp *op;
  gboolean done;

  rg_key_map_remove (run->people, bare_key (run->row->name), id);
  rg_key_map_add (run->people, code_key (run->row->code_field, &run->row->code), id);
  if (run->write == NULL || run->plan->known == RG_IMPORT_KNOWN_SKIP)
    return TRUE;
  op = rg_import_run_op (run, error);
  if (op == NULL)
    return FALSE;
  rg_import_run_add_cell (run, run->row->code_field, &run->row->code);
  done = rg_op_update (op, run->customer, id, (const RgCell *) (gpointer) run->cells->data, run->cells->len,
                       error);
  g_array_set_size (run->cells, 0);
  run->since_pause++;
  return done;
}

/**
 * rg_import_find_by_code:
 * @run: a run with a row that has a customer's number
 * @whose: (out): whether it is known whose it is
 * @id: (out): the customer, when it is; else 0
 * @error: return location for an error
 *
 * The same number and name is the same customer; a number that somebody of
 * another name has is a question. Somebody without a number and with that very
 * name gets it.
 *
 * Returns: %FALSE on error
 */
gboolean
rg_import_find_by_code (RgImportRun *run, RgImportWhose *whose, guint32 *id, GError **error)
{
  g_autofree char *code = rg_field_format (run->row->code_field, &run->row->code, RG_FORMAT_EXCHANGE);
  g_autofree char *key = g_strdup_printf ("%s (%s)", run->row->name != NULL ? run->row->name : "", code);
  RgImportQuestion *question = rg_import_asked (run, key);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean sure = FALSE;
  gboolean bare;

  *id = 0;
  if (question != NULL)
    return rg_import_take_answer (run, question, whose, id, error);
  if (!find_all (run, FALSE, ids, error) ||
      (ids->len == 1 && !agrees (run, g_array_index (ids, guint32, 0), &sure, error)))
    return FALSE;
  bare = ids->len == 0;
  if (bare && (!rg_import_find_person (run, id, error) ||
               (*id == 0 && run->row->name != NULL && !find_all (run, TRUE, ids, error))))
    return FALSE;
  if (*id == 0 && ids->len == 1 && (bare || sure))
    *id = g_array_index (ids, guint32, 0);
  if (*id == 0 && ids->len > 0)
    {
      question = rg_import_ask_which (run, key, ids,
                                      bare ? _ ("The name is the same.") : _ ("The number is the same."));
      if (question != NULL)
        return rg_import_take_answer (run, question, whose, id, error);
    }
  *whose = *id != 0 ? RG_IMPORT_WHOSE_KNOWN : RG_IMPORT_WHOSE_NEW;
  return *id == 0 || !bare || learn (run, *id, error);
}
