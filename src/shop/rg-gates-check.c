/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-gates-private.h"

#include "catalog/rg-date.h"
#include "shop/rg-deal-private.h"
#include "shop/rg-measures.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a deal lacks for a stage. */

typedef struct
{
  RgRead *read;
  RgRow *deal;
  gint64 deal_id;
  gint64 customer_id;
  gint64 opened_at; /* the first millisecond of the day on which it was opened */
} Checking;

void
rg_gate_miss_free (RgGateMiss *miss)
{
  g_clear_pointer (&miss->gate, rg_gate_free);
  g_strfreev (miss->fields);
  g_free (miss->sentence);
  g_free (miss);
}

char *
rg_gate_dup_money (gint64 fen)
{
  const RgField field = { .type = &rg_type_money };
  RgValue value = { .kind = RG_VALUE_INTEGER, .integer = fen };

  char *text = rg_type_money.format (&field, &value, RG_FORMAT_DISPLAY);

  /* A round sum reads better without its fen. */
  if (g_str_has_suffix (text, ".00"))
    text[strlen (text) - 3] = '\0';
  return text;
}

/* One number; -1 and @error. @text: (nullable): ?3 */
static gint64
ask_number (const Checking *checking, const char *sql, const char *text, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (checking->read), sql, error);

  if (statement == NULL)
    return -1;
  rg_statement_bind_integer (statement, 0, checking->deal_id);
  rg_statement_bind_integer (statement, 1, checking->customer_id);
  rg_statement_bind_text (statement, 2, text);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return -1;
  return rg_statement_get_integer (statement, 0);
}

static gint64
count_files (const Checking *checking, const RgGate *gate, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT count (*) + 0 * ?2 FROM attachment a WHERE a.deal_id = ?1"
                                          " AND (ifnull (?3, '') = '' OR a.kind = ?3)");

  rg_read_hide_open (checking->read, "attachment", "a", sql);
  return ask_number (checking, sql->str, gate->what, error);
}

/* Of its customer since it was opened, unless they were put to another deal. */
static gint64
count_contacts (const Checking *checking, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql,
                          "SELECT count (*) FROM event e WHERE (e.deal_id = ?1 OR (e.deal_id IS NULL AND "
                          "e.customer_id = ?2 AND e.at >= %" G_GINT64_FORMAT
                          ")) AND ifnull (?3, '') = '' AND ",
                          checking->opened_at);
  rg_measures_append_effective (checking->read, "e", sql);
  rg_read_hide_open (checking->read, "event", "e", sql);
  return ask_number (checking, sql->str, NULL, error);
}

static gint64
largest_sale (const Checking *checking, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ifnull (max (s.amount_fen), 0) + 0 * ?1 FROM sale s"
                                          " WHERE s.customer_id = ?2 AND s.date >= ?3");

  rg_read_hide_open (checking->read, "sale", "s", sql);
  return ask_number (checking, sql->str, rg_row_get_text (checking->deal, "opened"), error);
}

/* Those that are empty. (transfer full) */
static char **
empty_fields (const Checking *checking, const RgGate *gate)
{
  g_autoptr (GStrvBuilder) empty = g_strv_builder_new ();

  for (char **key = gate->fields; *key != NULL; key++)
    {
      const RgField *field = rg_entity_find_field (rg_row_get_entity (checking->deal), *key);

      if (rg_row_get (checking->deal, field)->kind == RG_VALUE_NULL)
        g_strv_builder_add (empty, *key);
    }
  return g_strv_builder_end (empty);
}

static char *
miss_words (const RgGateMiss *miss, RgCatalog *catalog)
{
  const RgGate *gate = miss->gate;
  gint64 more = miss->need - miss->have;
  g_autofree char *words = NULL;
  g_autofree char *most = NULL;

  switch (gate->kind)
    {
    case RG_GATE_ATTACHMENTS:
      if (gate->what == NULL || *gate->what == '\0')
        return g_strdup_printf (
            ngettext ("%d more file (%d of %d).", "%d more files (%d of %d).", (gulong) more), (int) more,
            (int) miss->have, (int) miss->need);
      return g_strdup_printf (
          ngettext ("%d more file “%s” (%d of %d).", "%d more files “%s” (%d of %d).", (gulong) more),
          (int) more, gate->what, (int) miss->have, (int) miss->need);
    case RG_GATE_CONTACTS:
      return g_strdup_printf (ngettext ("%d more effective contact (%d of %d).",
                                        "%d more effective contacts (%d of %d).", (gulong) more),
                              (int) more, (int) miss->have, (int) miss->need);
    case RG_GATE_FIELDS:
      words = rg_gate_dup_fields (miss->fields, catalog);
      return g_strdup_printf (_ ("Not filled in: %s."), words);
    case RG_GATE_SALE:
      words = rg_gate_dup_money (gate->amount_fen);
      if (miss->have == 0)
        return g_strdup_printf (_ ("A sale of at least %s."), words);
      most = rg_gate_dup_money (miss->have);
      return g_strdup_printf (_ ("A sale of at least %s; the largest so far is %s."), words, most);
    case RG_GATE_UNKNOWN:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/* @miss: (out) (nullable): %NULL when the gate is open */
static gboolean
check_gate (const Checking *checking, RgGate *gate, RgGateMiss **miss, GError **error)
{
  g_auto (GStrv) fields = NULL;
  gint64 have = 0, need = gate->n;

  *miss = NULL;
  if (gate->problem != NULL)
    return TRUE;
  if (gate->kind == RG_GATE_ATTACHMENTS)
    have = count_files (checking, gate, error);
  else if (gate->kind == RG_GATE_CONTACTS)
    have = count_contacts (checking, error);
  else if (gate->kind == RG_GATE_FIELDS)
    {
      fields = empty_fields (checking, gate);
      need = g_strv_length (gate->fields);
      have = need - g_strv_length (fields);
    }
  else
    {
      have = largest_sale (checking, error);
      need = gate->amount_fen;
    }
  if (have < 0)
    return FALSE;
  if (have >= need)
    return TRUE;
  *miss = g_new0 (RgGateMiss, 1);
  (*miss)->gate = gate;
  (*miss)->have = have;
  (*miss)->need = need;
  (*miss)->fields = g_steal_pointer (&fields);
  (*miss)->sentence = miss_words (*miss, rg_read_get_catalog (checking->read));
  return TRUE;
}

/* Whether @to comes behind @from. */
static gboolean
is_forward (RgRead *read, gint64 from, gint64 to, gboolean *forward, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (read),
                           "SELECT (SELECT position FROM stage WHERE id = ?2) >"
                           " (SELECT position FROM stage WHERE id = ?1)",
                           error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, from);
  rg_statement_bind_integer (statement, 1, to);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  *forward = rg_statement_get_integer (statement, 0) != 0;
  return TRUE;
}

/* Before every entry when it is not known. */
static gint64
day_start (const char *iso)
{
  GDate day;

  g_date_clear (&day, 1);
  return iso != NULL && rg_date_from_iso (iso, &day) ? rg_date_start (&day) : 0;
}

/**
 * rg_gates_check:
 * @read: a read transaction
 * @deal_id: of a deal
 * @stage_id: where it is to go
 * @error: return location for an error
 *
 * Asks the gates before a stage. Going back is always free, and what cannot be asked
 * in this shop locks nobody in.
 *
 * Returns: (element-type RgGateMiss) (transfer full): what is missing; empty when it
 *   may go there. %NULL and @error when it could not be asked
 */
GPtrArray *
rg_gates_check (RgRead *read, gint64 deal_id, gint64 stage_id, GError **error)
{
  g_autoptr (RgRow) deal = rg_deal_read (read, deal_id, error);
  g_autoptr (GPtrArray) gates = deal != NULL ? rg_gates_list (read, stage_id, error) : NULL;
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_gate_miss_free);
  Checking checking = { .read = read, .deal = deal, .deal_id = deal_id };
  gboolean forward = FALSE;

  if (gates == NULL || !is_forward (read, rg_deal_get_integer (deal, "stage_id"), stage_id, &forward, error))
    return NULL;
  checking.customer_id = rg_deal_get_integer (deal, "customer_id");
  checking.opened_at = day_start (rg_row_get_text (deal, "opened"));
  for (guint i = 0; forward && i < gates->len; i++)
    {
      RgGateMiss *miss;

      if (!check_gate (&checking, g_ptr_array_index (gates, i), &miss, error))
        return NULL;
      if (miss == NULL)
        continue;
      /* It is the miss's now. */
      gates->pdata[i] = NULL;
      g_ptr_array_add (missing, miss);
    }
  return g_steal_pointer (&missing);
}
