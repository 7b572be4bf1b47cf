/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A text that is too long for a cell of a workbook goes on in the columns
 * beside it, which our own export calls "Notes (continued)". They are put
 * together again before anybody looks at the row. */

#define NOT_JOINED G_MAXUINT

struct _RgImportJoin
{
  GArray *to;       /* of guint: per column, the one that it continues */
  GPtrArray *cells; /* of the row that was read last */
  GPtrArray *texts; /* what had to be put together for it */
};

/**
 * rg_import_join_free:
 * @join: (transfer full): see above
 */
void
rg_import_join_free (RgImportJoin *join)
{
  g_array_unref (join->to);
  g_ptr_array_unref (join->cells);
  g_ptr_array_unref (join->texts);
  g_free (join);
}

/* "Notes (continued)" or, the second one, "Notes (continued) 2". */
static gboolean
continues (const char *name, const char *of, const char *pattern)
{
  g_auto (GStrv) around = g_strsplit (pattern, "%s", 2);
  g_autofree char *first = g_strjoin (of, around[0], around[1], NULL);

  return g_str_has_prefix (name, first) &&
         strspn (name + strlen (first), " 0123456789") == strlen (name) - strlen (first);
}

static gboolean
is_continued (const char *name, const char *of)
{
  return continues (name, of, "%s (continued)") || continues (name, of, "%s（续）") ||
         continues (name, of, _ ("%s (continued)"));
}

/**
 * rg_import_join_new:
 * @columns: (element-type RgImportColumn): with their names
 *
 * Returns: (transfer full) (nullable): %NULL when no column continues another
 */
RgImportJoin *
rg_import_join_new (GPtrArray *columns)
{
  g_autoptr (GArray) to = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean any = FALSE;
  RgImportJoin *join;
  guint whole = 0;

  for (guint i = 0; i < columns->len; i++)
    {
      const RgImportColumn *column = g_ptr_array_index (columns, i);
      const RgImportColumn *before = g_ptr_array_index (columns, whole);
      guint target = i > 0 && is_continued (column->name, before->name) ? whole : NOT_JOINED;

      any |= target != NOT_JOINED;
      if (target == NOT_JOINED)
        whole = i;
      g_array_append_val (to, target);
    }
  if (!any)
    return NULL;
  join = g_new0 (RgImportJoin, 1);
  join->to = g_steal_pointer (&to);
  join->cells = g_ptr_array_new ();
  join->texts = g_ptr_array_new_with_free_func (g_free);
  return join;
}

/**
 * rg_import_join_settle:
 * @join: (nullable): see above
 * @columns: (element-type RgImportColumn): the same columns
 *
 * A column that continues another is no field of its own.
 */
void
rg_import_join_settle (const RgImportJoin *join, GPtrArray *columns)
{
  for (guint i = 0; join != NULL && i < join->to->len; i++)
    {
      RgImportColumn *column = g_ptr_array_index (columns, i);

      if (g_array_index (join->to, guint, i) == NOT_JOINED)
        continue;
      column->target = RG_IMPORT_TARGET_IGNORE;
      column->basis = RG_IMPORT_BASIS_HEADER;
      column->entity = NULL;
      g_clear_pointer (&column->field, g_free);
    }
}

static void
put_together (RgImportJoin *join, guint whole, guint piece)
{
  char *text =
      g_strconcat (g_ptr_array_index (join->cells, whole), g_ptr_array_index (join->cells, piece), NULL);

  g_ptr_array_add (join->texts, text);
  g_ptr_array_index (join->cells, whole) = text;
  g_ptr_array_index (join->cells, piece) = (gpointer) "";
}

/**
 * rg_import_join_apply:
 * @join: (nullable): see above
 * @row: (inout): a row of data; its cells are valid until the next one
 *
 * Puts the texts of @row together.
 */
void
rg_import_join_apply (RgImportJoin *join, RgGridRow *row)
{
  if (join == NULL)
    return;
  g_ptr_array_set_size (join->texts, 0);
  g_ptr_array_set_size (join->cells, 0);
  for (guint i = 0; i < row->n_cells; i++)
    g_ptr_array_add (join->cells, (gpointer) row->cells[i]);
  for (guint i = 0; i < MIN (row->n_cells, join->to->len); i++)
    {
      guint whole = g_array_index (join->to, guint, i);

      if (whole != NOT_JOINED && *row->cells[i] != '\0')
        put_together (join, whole, i);
    }
  row->cells = (const char *const *) join->cells->pdata;
}
