/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-merge.h"

#include "catalog/rg-text.h"
#include "shop/rg-merge-private.h"
#include "shop/rg-people.h"
#include "shop/rg-remove.h"
#include "store/rg-backup.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- the two values of a field -------------------------------------------- */

static gboolean
is_key (const RgField *field, const char *key)
{
  return g_str_equal (field->key, key);
}

/* By which somebody is reached: another one is as good as the first. */
static gboolean
is_address (const RgField *field)
{
  return is_key (field, "phone") || is_key (field, "wechat") || is_key (field, "email");
}

static gboolean
is_same (const RgField *field, const RgValue *a, const RgValue *b)
{
  if (rg_value_equal (a, b))
    return TRUE;
  return (is_key (field, "name") || is_address (field)) &&
         rg_people_same_name (rg_value_get_text (a), rg_value_get_text (b));
}

static RgMergeOutcome
keep_or_fill (gboolean fill, const RgValue *keep, const RgValue *gone, RgValue *value)
{
  rg_value_copy (fill ? gone : keep, value);
  return fill ? RG_MERGE_FILLED : RG_MERGE_KEPT;
}

static RgMergeOutcome
join_choices (const RgValue *keep, const RgValue *gone, RgValue *value)
{
  g_auto (GStrv) first = rg_text_list_from_json (rg_value_get_text (keep));
  g_auto (GStrv) second = rg_text_list_from_json (rg_value_get_text (gone));
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  guint kept;

  for (guint i = 0; first != NULL && first[i] != NULL; i++)
    g_ptr_array_add (all, first[i]);
  kept = all->len;
  for (guint i = 0; second != NULL && second[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (all, second[i], g_str_equal, NULL))
      g_ptr_array_add (all, second[i]);
  if (all->len == kept)
    return keep_or_fill (FALSE, keep, gone, value);
  g_ptr_array_add (all, NULL);
  rg_value_take_text (value, rg_text_list_to_json ((const char *const *) all->pdata));
  return RG_MERGE_JOINED;
}

static RgMergeOutcome
join_texts (const RgValue *keep, const RgValue *gone, RgValue *value)
{
  const char *first = rg_value_get_text (keep);
  const char *second = rg_value_get_text (gone);

  if (strstr (first, second) != NULL)
    return keep_or_fill (FALSE, keep, gone, value);
  if (strstr (second, first) != NULL)
    return keep_or_fill (TRUE, keep, gone, value);
  rg_value_take_text (value, g_strconcat (first, "\n", second, NULL));
  return RG_MERGE_JOINED;
}

/* The earlier step stays, and what is next begins with what was meant for it. */
static RgMergeOutcome
join_steps (const RgRow *keep, const RgRow *gone, RgValue *value)
{
  const char *first = rg_row_get_text (keep, "next_what"), *second = rg_row_get_text (gone, "next_what");
  const char *day = rg_row_get_text (keep, "next_date"), *other = rg_row_get_text (gone, "next_date");
  gboolean turned = other != NULL && (day == NULL || strcmp (other, day) < 0);

  rg_value_take_text (value, g_strconcat (turned ? second : first, " · ", turned ? first : second, NULL));
  return RG_MERGE_JOINED;
}

/* How a name is read goes with the name. */
static gboolean
is_reading_of_another (const RgField *field, const RgRow *keep, const RgRow *gone)
{
  const char *name = rg_row_get_text (keep, "name");

  return is_key (field, "reading") && name != NULL &&
         !rg_people_same_name (name, rg_row_get_text (gone, "name"));
}

/**
 * rg_merge_field:
 * @field: of customers, one with a column
 * @keep: who stays
 * @gone: who is merged into it
 * @value: (out): what the field will hold
 *
 * Returns: what becomes of the two values
 */
RgMergeOutcome
rg_merge_field (const RgField *field, const RgRow *keep, const RgRow *gone, RgValue *value)
{
  const RgValue *first = rg_row_get (keep, field);
  const RgValue *second = rg_row_get (gone, field);

  *value = (RgValue) RG_VALUE_INIT;
  if (rg_value_is_null (second))
    {
      rg_value_copy (first, value);
      return rg_value_is_null (first) ? RG_MERGE_EMPTY : RG_MERGE_KEPT;
    }
  if (rg_value_is_null (first) && !is_reading_of_another (field, keep, gone))
    return keep_or_fill (TRUE, first, second, value);
  if (is_same (field, first, second))
    return keep_or_fill (FALSE, first, second, value);
  if (is_key (field, "last_contact"))
    return keep_or_fill (rg_field_compare (field, second, first) > 0, first, second, value);
  if (is_key (field, "next_date"))
    return keep_or_fill (rg_field_compare (field, second, first) < 0, first, second, value);
  if (is_key (field, "next_what"))
    return join_steps (keep, gone, value);
  if (field->type == &rg_type_choices)
    return join_choices (first, second, value);
  if (field->type == &rg_type_long_text)
    return join_texts (first, second, value);
  rg_value_copy (first, value);
  return RG_MERGE_ASIDE;
}

/* --- what is put aside ---------------------------------------------------- */

/*< private >
 * rg_merge_take_line:
 * @line: (transfer full): for the notes
 */
void
rg_merge_take_line (RgMerge *merge, char *line)
{
  const char *notes = rg_row_get_text (merge->keep_row, "notes");

  if ((notes != NULL && strstr (notes, line) != NULL) ||
      g_ptr_array_find_with_equal_func (merge->lines, line, g_str_equal, NULL))
    g_free (line);
  else
    g_ptr_array_add (merge->lines, line);
}

/* A further phone, WeChat id or e-mail. */
static gboolean
add_address (RgMerge *merge, const char *kind, const char *address, GError **error)
{
  const RgEntity *identity = rg_catalog_find (merge->catalog, "identity");
  g_autoptr (GPtrArray) known = NULL;
  RgCell cells[] = {
    { .field = rg_entity_find_field (identity, "customer_id"),
      .value = { .kind = RG_VALUE_INTEGER, .integer = merge->keep } },
    { .field = rg_entity_find_field (identity, "kind"),
      .value = { .kind = RG_VALUE_TEXT, .text = (char *) kind } },
    { .field = rg_entity_find_field (identity, "value"),
      .value = { .kind = RG_VALUE_TEXT, .text = (char *) address } },
  };

  known = rg_rows_read_of (merge->read, identity, "customer_id", merge->keep, error);
  if (known == NULL)
    return FALSE;
  for (guint i = 0; i < known->len; i++)
    {
      const RgRow *row = g_ptr_array_index (known, i);

      if (g_strcmp0 (rg_row_get_text (row, "kind"), kind) == 0 &&
          rg_people_same_name (rg_row_get_text (row, "value"), address))
        return TRUE;
    }
  return rg_op_insert (merge->op, identity, cells, G_N_ELEMENTS (cells), error) != 0;
}

static gboolean
put_aside (RgMerge *merge, const RgField *field, GError **error)
{
  g_autofree char *text = NULL;

  if (is_address (field))
    return add_address (merge, field->key, rg_row_get_text (merge->gone_row, field->key), error);
  /* Everybody is a person who is not called something else. */
  if (is_key (field, "kind") && g_strcmp0 (rg_row_get_text (merge->gone_row, "kind"), "person") == 0)
    return TRUE;
  text = rg_row_format (merge->gone_row, field, RG_FORMAT_DISPLAY);
  if (is_key (field, "name"))
    rg_merge_take_line (merge, g_strdup_printf (_ ("Other name: %s"), text));
  else
    /* Translators: a field's name and a value, as in "Source: Douyin". */
    rg_merge_take_line (merge, g_strdup_printf (_ ("%s: %s"), rg_field_get_label (field), text));
  return TRUE;
}

/* --- the customer that stays ---------------------------------------------- */

/* Who was in the book first is known by the other one's day too. */
static void
note_first_day (RgMerge *merge)
{
  const RgField *added = rg_entity_find_field (rg_row_get_entity (merge->gone_row), "created_at");
  gint64 first = rg_value_get_integer (rg_row_get (merge->gone_row, added));
  gint64 kept = rg_value_get_integer (rg_row_get (merge->keep_row, added));
  const RgField day = { .key = "day", .type = &rg_type_date };
  g_autoptr (GDateTime) time = NULL;
  g_auto (RgValue) value = RG_VALUE_INIT;
  g_autofree char *text = NULL;

  if (kept - first < G_TIME_SPAN_DAY / 1000)
    return;
  time = g_date_time_new_from_unix_local (first / 1000);
  rg_value_take_text (&value, g_date_time_format (time, "%Y-%m-%d"));
  text = rg_field_format (&day, &value, RG_FORMAT_DISPLAY);
  rg_merge_take_line (merge, g_strdup_printf (_ ("%s: %s"), rg_field_get_label (added), text));
}

static void
join_notes (RgMerge *merge, RgValue *notes)
{
  g_autoptr (GString) text = g_string_new (rg_value_get_text (notes));

  for (guint i = 0; i < merge->lines->len; i++)
    {
      if (text->len > 0 && text->str[text->len - 1] != '\n')
        g_string_append_c (text, '\n');
      g_string_append (text, g_ptr_array_index (merge->lines, i));
    }
  if (text->len > 0)
    rg_value_set_text (notes, text->str);
}

static gboolean
is_stored (const RgField *field)
{
  return (field->flags & (RG_FIELD_VIRTUAL | RG_FIELD_DERIVED)) == 0;
}

static void
clear_cell (gpointer cell)
{
  rg_value_clear (&((RgCell *) cell)->value);
}

static gboolean
fill_fields (RgMerge *merge, GError **error)
{
  const RgEntity *customer = rg_row_get_entity (merge->keep_row);
  g_autoptr (GArray) cells = g_array_new (FALSE, TRUE, sizeof (RgCell));
  RgCell *notes = NULL;

  g_array_set_clear_func (cells, clear_cell);
  for (guint i = 0; i < rg_entity_get_n_fields (customer); i++)
    {
      RgCell cell = { .field = rg_entity_get_field (customer, i) };
      RgMergeOutcome outcome;

      if (!is_stored (cell.field))
        continue;
      outcome = rg_merge_field (cell.field, merge->keep_row, merge->gone_row, &cell.value);
      g_array_append_val (cells, cell);
      if (outcome == RG_MERGE_ASIDE && !put_aside (merge, cell.field, error))
        return FALSE;
    }
  note_first_day (merge);
  for (guint i = 0; i < cells->len; i++)
    if (is_key (g_array_index (cells, RgCell, i).field, "notes"))
      notes = &g_array_index (cells, RgCell, i);
  join_notes (merge, &notes->value);
  return rg_op_update (merge->op, customer, merge->keep, (const RgCell *) (gpointer) cells->data, cells->len,
                       error);
}

static RgRow *
read_customer (RgMerge *merge, gint64 id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  RgRow *row = rg_row_read (merge->read, rg_catalog_find (merge->catalog, "customer"), id, &problem);

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (row == NULL)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                         _ ("One of the two customers is not there any more, so they cannot be merged."));
  return row;
}

static char *
dup_shown_name (const RgRow *row)
{
  const char *name = rg_row_get_text (row, "name");
  const RgField *phone = rg_entity_find_field (rg_row_get_entity (row), "phone");
  g_autofree char *number = rg_row_format (row, phone, RG_FORMAT_DISPLAY);

  if (name != NULL)
    return g_strdup (name);
  return g_strdup (*number != '\0' ? number : _ ("a customer"));
}

/**
 * rg_merge_dup_label:
 * @keep: who stays
 * @gone: who is merged into it
 *
 * Returns: (transfer full): what the history reads, naming both
 */
char *
rg_merge_dup_label (const RgRow *keep, const RgRow *gone)
{
  g_autofree char *kept = dup_shown_name (keep);
  g_autofree char *other = dup_shown_name (gone);

  if (strcmp (kept, other) == 0)
    return g_strdup_printf (_ ("Merge the two customers %s"), kept);
  /* Translators: two names; the second one is who stays. */
  return g_strdup_printf (_ ("Merge %s into %s"), other, kept);
}

/**
 * rg_people_merge:
 * @op: the operation of a write
 * @keep: who stays
 * @gone: who is merged into it and deleted
 * @error: %RG_STORE_ERROR_NOT_FOUND when one of them is not there,
 *   %RG_STORE_ERROR_CONSTRAINT when both are the same, or why a row could not be
 *   written; the operation is to be given up then
 *
 * See the header. What was known of both only once stays once: the same tag,
 * the same identity, the same relation to a third; a relation between the two
 * and their being called different go.
 *
 * Returns: whether there is one customer now
 */
gboolean
rg_people_merge (RgOp *op, gint64 keep, gint64 gone, GError **error)
{
  RgWrite *write = rg_op_get_write (op);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RgRow) keep_row = NULL;
  g_autoptr (RgRow) gone_row = NULL;
  RgMerge merge = { .op = op,
                    .read = rg_write_as_read (write),
                    .catalog = rg_write_get_catalog (write),
                    .keep = keep,
                    .gone = gone,
                    .lines = lines };

  if (keep == gone)
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT,
                           _ ("A customer cannot be merged with itself. Choose another one."));
      return FALSE;
    }
  if (!rg_op_backup_first (op, RG_BACKUP_MERGE, error))
    return FALSE;
  keep_row = merge.keep_row = read_customer (&merge, keep, error);
  if (keep_row == NULL)
    return FALSE;
  gone_row = merge.gone_row = read_customer (&merge, gone, error);
  return gone_row != NULL && rg_merge_move (&merge, error) && fill_fields (&merge, error) &&
         rg_people_delete (op, gone, error);
}
