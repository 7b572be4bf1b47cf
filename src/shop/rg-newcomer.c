/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-newcomer.h"

#include "catalog/rg-phone.h"
#include "catalog/rg-text.h"
#include "records/rg-row.h"
#include "shop/rg-followup.h"
#include "shop/rg-people.h"

#include <glib/gi18n-lib.h>

#define N_CELLS 4

static gboolean
is_blank (const char *text)
{
  g_autofree char *trimmed = rg_text_trim (text != NULL ? text : "");

  return *trimmed == '\0';
}

/* Adds the cell when there is something to write. */
static gboolean
add_cell (RgCell *cells, guint *n, const RgEntity *entity, const char *key, const char *text, GError **error)
{
  RgCell *cell = &cells[*n];

  if (is_blank (text))
    return TRUE;
  cell->field = rg_entity_find_field (entity, key);
  if (!rg_field_parse (cell->field, text, &cell->value, error))
    {
      rg_value_clear (&cell->value);
      return FALSE;
    }
  (*n)++;
  return TRUE;
}

static void
clear_cells (RgCell *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    rg_value_clear (&cells[i].value);
}

static gboolean
add_note (RgOp *op, gint64 customer_id, const char *text, const char *next_date, GError **error)
{
  RgFollowup note = { .kind = "note", .text = text, .next_date = next_date };

  return rg_followup_add (op, customer_id, &note, error) != 0;
}

/**
 * rg_newcomer_add:
 * @op: the operation of a write
 * @newcomer: who
 * @error: return location for an error
 *
 * Returns: the id of the new customer, or 0 and @error
 */
gint64
rg_newcomer_add (RgOp *op, const RgNewcomer *newcomer, GError **error)
{
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "customer");
  RgCell cells[N_CELLS] = { 0 };
  guint n = 0;
  gint64 id = 0;

  if (is_blank (newcomer->name) && is_blank (newcomer->phone) && is_blank (newcomer->wechat))
    {
      g_set_error_literal (error, RG_FIELD_ERROR, RG_FIELD_ERROR_REQUIRED,
                           _ ("A customer needs a name, a phone number or a WeChat id."));
      return 0;
    }
  if (add_cell (cells, &n, customer, "name", newcomer->name, error) &&
      add_cell (cells, &n, customer, "phone", newcomer->phone, error) &&
      add_cell (cells, &n, customer, "wechat", newcomer->wechat, error) &&
      add_cell (cells, &n, customer, "next_date", newcomer->next_date, error))
    id = rg_op_insert (op, customer, cells, n, error);
  if (id != 0 && !is_blank (newcomer->need) &&
      !add_note (op, id, newcomer->need, is_blank (newcomer->next_date) ? NULL : newcomer->next_date, error))
    id = 0;
  clear_cells (cells, n);
  return id;
}

/* --- somebody who is there already ------------------------------------------ */

static void
append_line (GString *text, char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
  g_free (line);
}

/* What the customer's row has no place for. */
static char *
dup_note (const RgRow *row, const RgNewcomer *newcomer)
{
  GString *text = g_string_new (NULL);
  g_autofree char *need = rg_text_trim (newcomer->need != NULL ? newcomer->need : "");
  const char *name = rg_row_get_text (row, "name");
  const char *wechat = rg_row_get_text (row, "wechat");

  g_string_append (text, need);
  if (!is_blank (newcomer->name) && name != NULL && !rg_people_same_name (name, newcomer->name))
    append_line (text, g_strdup_printf (_ ("Name given: %s"), newcomer->name));
  if (!is_blank (newcomer->wechat) && wechat != NULL && !rg_people_same_name (wechat, newcomer->wechat))
    append_line (text, g_strdup_printf (_ ("WeChat given: %s"), newcomer->wechat));
  return g_string_free_and_steal (text);
}

static gboolean
fill (RgOp *op, const RgRow *row, const RgNewcomer *newcomer, GError **error)
{
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "customer");
  RgCell cells[N_CELLS] = { 0 };
  guint n = 0;
  gboolean done;

  done = (rg_row_get_text (row, "name") != NULL ||
          add_cell (cells, &n, customer, "name", newcomer->name, error)) &&
         (rg_row_get_text (row, "wechat") != NULL ||
          add_cell (cells, &n, customer, "wechat", newcomer->wechat, error)) &&
         add_cell (cells, &n, customer, "next_date", newcomer->next_date, error) &&
         rg_op_update (op, customer, rg_row_get_id (row), cells, n, error);
  clear_cells (cells, n);
  return done;
}

static gboolean
add_phone (RgOp *op, gint64 customer_id, const char *phone, GError **error)
{
  g_autofree char *normal = NULL;

  return is_blank (phone) || rg_phone_normalize (phone, &normal) == RG_PHONE_INVALID ||
         rg_people_add_phone (op, customer_id, normal, error);
}

/**
 * rg_newcomer_join:
 * @op: the operation of a write
 * @customer_id: who it is
 * @newcomer: what was written down
 * @error: return location for an error
 *
 * Returns: %FALSE and @error when there is no such customer or a value is not
 *   right
 */
gboolean
rg_newcomer_join (RgOp *op, gint64 customer_id, const RgNewcomer *newcomer, GError **error)
{
  RgWrite *write = rg_op_get_write (op);
  const RgEntity *customer = rg_catalog_find (rg_write_get_catalog (write), "customer");
  g_autoptr (RgRow) row = NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *note = NULL;

  row = rg_row_read (rg_write_as_read (write), customer, customer_id, &problem);
  if (row == NULL)
    {
      if (problem == NULL)
        return rg_op_update (op, customer, customer_id, NULL, 0, error);
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  note = dup_note (row, newcomer);
  return fill (op, row, newcomer, error) && add_phone (op, customer_id, newcomer->phone, error) &&
         (*note == '\0' || add_note (op, customer_id, note,
                                     is_blank (newcomer->next_date) ? NULL : newcomer->next_date, error));
}

/**
 * rg_newcomer_dup_name:
 * @newcomer: who
 *
 * Returns: (transfer full): by what the person is called in a message
 */
char *
rg_newcomer_dup_name (const RgNewcomer *newcomer)
{
  g_autofree char *normal = NULL;

  if (!is_blank (newcomer->name))
    return rg_text_trim (newcomer->name);
  if (!is_blank (newcomer->phone))
    return rg_phone_normalize (newcomer->phone, &normal) != RG_PHONE_INVALID ? rg_phone_format (normal)
                                                                             : rg_text_trim (newcomer->phone);
  return rg_text_trim (newcomer->wechat != NULL ? newcomer->wechat : "");
}
