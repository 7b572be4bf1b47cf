/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-print-private.h"

#include "catalog/rg-phone.h"
#include "catalog/rg-text.h"
#include "store/rg-store-error.h"

#include <glib/gi18n-lib.h>

/* A list on paper: the columns that the window shows, one line a row. */

#define PAGE 256
/* Rows from which a column's width is taken. */
#define MEASURED_ROWS 200
/* No column is wider than that part of the page while others want room. */
#define WIDEST 0.34
#define NARROWEST 36.0
/* What A4 leaves between its margins when it stands upright. */
#define UPRIGHT 500.0
/* Columns are drawn apart by at most that much where there is room. */
#define MOST_APART 36.0

static char *
format_list (const RgRow *row, const RgField *field, gboolean mask)
{
  const char *json = rg_value_get_text (rg_row_get (row, field));
  g_auto (GStrv) list = json != NULL ? rg_text_list_from_json (json) : NULL;

  for (guint i = 0; mask && (field->flags & RG_FIELD_MASKED) != 0 && list != NULL && list[i] != NULL; i++)
    {
      char *masked = rg_phone_mask (list[i]);

      g_free (list[i]);
      list[i] = masked;
    }

  /* Translators: stands between the items of a list: VIP, regular. */
  return list != NULL ? g_strjoinv (_ (", "), list) : g_strdup ("");
}

char *
rg_print_format (const RgRow *row, const RgField *field, gboolean mask)
{
  const char *text = rg_value_get_text (rg_row_get (row, field));

  if ((field->flags & RG_FIELD_VIRTUAL) != 0)
    return format_list (row, field, mask);
  if (mask && (field->flags & RG_FIELD_MASKED) != 0 && text != NULL)
    return rg_phone_mask (text);

  return rg_row_format (row, field, RG_FORMAT_DISPLAY);
}

static gboolean
is_at_end (const RgField *field)
{
  return field->type == &rg_type_number || field->type == &rg_type_money;
}

static GPtrArray *
choose_fields (const RgEntity *entity, const char *const *keys)
{
  GPtrArray *fields = g_ptr_array_new ();

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      const RgField *field = rg_entity_find_field (entity, keys[i]);

      if (field != NULL)
        g_ptr_array_add (fields, (gpointer) field);
    }
  for (guint i = 0; keys == NULL && i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if ((field->flags & RG_FIELD_LISTED) != 0 && (field->flags & RG_FIELD_RETIRED) == 0)
        g_ptr_array_add (fields, (gpointer) field);
    }

  return fields;
}

static gboolean
add_rows (RgPrint *print,
          RgRead *read,
          const RgEntity *entity,
          GPtrArray *fields,
          GArray *ids,
          gboolean mask,
          GCancellable *cancellable,
          GError **error)
{
  for (guint at = 0; at < ids->len; at += PAGE)
    {
      g_autoptr (GPtrArray) rows =
          rg_rows_read (read, entity, &g_array_index (ids, guint32, at), MIN (PAGE, ids->len - at), error);

      if (rows == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        {
          const RgRow *row = g_ptr_array_index (rows, i);
          char **cells;

          if (row == NULL)
            continue;
          cells = g_new0 (char *, fields->len + 1);
          for (guint j = 0; j < fields->len; j++)
            cells[j] = rg_print_format (row, g_ptr_array_index (fields, j), mask);
          rg_print_add_row (print, cells);
        }
    }

  return TRUE;
}

static char *
say_when_and_how_many (guint n)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (rg_clock_now () / 1000);
  /* Translators: the date at the head of a printed page, for g_date_time_format(). */
  g_autofree char *day = g_date_time_format (now, _ ("%B %-d, %Y"));
  /* Translators: rows of a printed list. */
  g_autofree char *rows = g_strdup_printf (ngettext ("%u row", "%u rows", n), n);

  return g_strdup_printf ("%s · %s", day, rows);
}

/* --- columns ------------------------------------------------------------ */

static double
measure (RgPrint *self, const char *text)
{
  g_autoptr (PangoLayout) layout = rg_print_layout (self, RG_PRINT_ROW, text, -1);
  int width;

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_get_size (layout, &width, NULL);

  return (double) width / PANGO_SCALE + 1;
}

/* Returns what they ask for together. */
static double
measure_columns (RgPrint *self)
{
  double total = RG_PRINT_GAP * (self->columns->len - 1);
  guint measured = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      RgPrintColumn *column = &g_array_index (self->columns, RgPrintColumn, i);

      column->natural = MAX (NARROWEST, measure (self, column->label));
    }
  for (guint i = 0; i < self->blocks->len && measured < MEASURED_ROWS; i++)
    {
      const RgPrintBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->cells == NULL)
        continue;
      measured++;
      for (guint j = 0; j < self->columns->len; j++)
        {
          RgPrintColumn *column = &g_array_index (self->columns, RgPrintColumn, j);

          column->natural = MAX (column->natural, measure (self, block->cells[j]));
        }
    }
  for (guint i = 0; i < self->columns->len; i++)
    total += g_array_index (self->columns, RgPrintColumn, i).natural;

  return total;
}

/*< private >
 * rg_print_place_columns:
 * @self: something to be printed
 * @width: of a page, points
 *
 * Each column gets what it asks for, if there is room for all; else the long
 * ones are cut first.
 */
void
rg_print_place_columns (RgPrint *self, double width)
{
  double total, room, apart, x = 0;
  guint n_gaps = self->columns->len - 1;

  if (self->columns->len == 0)
    return;
  total = measure_columns (self) - RG_PRINT_GAP * n_gaps;
  room = width - RG_PRINT_GAP * n_gaps;
  apart =
      n_gaps > 0 && total < room ? MIN (MOST_APART, RG_PRINT_GAP + (room - total) / n_gaps) : RG_PRINT_GAP;
  for (guint i = 0; i < self->columns->len && total > room; i++)
    {
      RgPrintColumn *column = &g_array_index (self->columns, RgPrintColumn, i);
      double less = MAX (0, column->natural - MAX (width * WIDEST, column->natural - (total - room)));

      column->natural -= less;
      total -= less;
    }
  for (guint i = 0; i < self->columns->len; i++)
    {
      RgPrintColumn *column = &g_array_index (self->columns, RgPrintColumn, i);

      column->x = x;
      column->width = column->natural * (total > room ? room / total : 1.0);
      x += column->width + apart;
    }
}

/* --- reading ------------------------------------------------------------ */

RgPrint *
rg_print_list_read (RgRead *read, const RgPrintJob *job, GCancellable *cancellable, GError **error)
{
  const char *key = rg_query_get_entity (rg_chosen_get_query (job->chosen));
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), key);
  g_autoptr (GPtrArray) fields = choose_fields (entity, job->fields);
  g_autoptr (GArray) ids = rg_chosen_ordered (job->chosen, read, cancellable, error);
  g_autofree char *subtitle = NULL;
  g_autoptr (RgPrint) print = NULL;

  if (ids == NULL)
    return NULL;
  if (ids->len > RG_PRINT_MAX_ROWS)
    {
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED,
                   _ ("%u rows are too many to print; %u at most go on paper. Please choose fewer, or export "
                      "the list."),
                   ids->len, RG_PRINT_MAX_ROWS);
      return NULL;
    }

  print = rg_print_new (job->title != NULL ? job->title : rg_entity_get_label (entity));
  print->foot = g_strdup (job->shop);
  subtitle = say_when_and_how_many (ids->len);
  rg_print_add (print, RG_PRINT_TITLE, NULL, print->title, NULL);
  rg_print_add (print, RG_PRINT_SUBTITLE, NULL, subtitle, NULL);
  for (guint i = 0; i < fields->len; i++)
    {
      const RgField *field = g_ptr_array_index (fields, i);

      rg_print_add_column (print, rg_field_get_label (field), is_at_end (field));
    }
  if (!add_rows (print, read, entity, fields, ids, job->mask, cancellable, error))
    return NULL;
  print->landscape = measure_columns (print) > UPRIGHT;

  return g_steal_pointer (&print);
}
