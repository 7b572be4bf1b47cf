/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-stages.h"

#include "shop/rg-cells.h"
#include "shop/rg-settle.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define COLUMNS "s.id, s.name, s.key, s.position, s.days, s.chance, s.color, s.retired"

static const RgEntity *
stage_entity (RgOp *op)
{
  return rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "stage");
}

void
rg_stage_free (RgStage *stage)
{
  g_free (stage->name);
  g_free (stage->key);
  g_free (stage->color);
  g_free (stage);
}

/* --- reading -------------------------------------------------------------- */

static RgStage *
stage_from (RgStatement *statement)
{
  RgStage *stage = g_new0 (RgStage, 1);

  stage->id = rg_statement_get_integer (statement, 0);
  stage->name = g_strdup (rg_statement_get_text (statement, 1));
  stage->key = g_strdup (rg_statement_get_text (statement, 2));
  stage->position = rg_statement_get_real (statement, 3);
  stage->days = (guint) CLAMP (rg_statement_get_real (statement, 4), 0, 10000);
  stage->chance = (guint) CLAMP (rg_statement_get_real (statement, 5), 0, 100);
  stage->color = g_strdup (rg_statement_get_text (statement, 6));
  stage->retired = rg_statement_get_integer (statement, 7) != 0;
  return stage;
}

/**
 * rg_stages_list:
 * @read: a read transaction
 * @retired: whether those count that are not used any more
 * @error: return location for an error
 *
 * Returns: (element-type RgStage) (transfer full): the stages in their order, retired
 *   ones last
 */
GPtrArray *
rg_stages_list (RgRead *read, gboolean retired, GError **error)
{
  g_autoptr (GPtrArray) stages = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_stage_free);
  g_autoptr (GString) sql = g_string_new ("SELECT " COLUMNS " FROM main.stage s WHERE s.retired <= ?1");
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  rg_read_hide_open (read, "stage", "s", sql);
  g_string_append (sql, " ORDER BY s.retired, s.position, s.id");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return NULL;
  rg_statement_bind_integer (statement, 0, retired ? 1 : 0);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_ptr_array_add (stages, stage_from (statement));
  return step == RG_STEP_DONE ? g_steal_pointer (&stages) : NULL;
}

/**
 * rg_stages_find:
 * @read: a read transaction
 * @name: the name of a stage, its key, or its number
 * @error: return location for an error
 *
 * Returns: (transfer full): the stage, retired ones too; a name comes before a key,
 *   a key before a number. %NULL and @error when there is none
 */
RgStage *
rg_stages_find (RgRead *read, const char *name, GError **error)
{
  g_autoptr (GPtrArray) stages = rg_stages_list (read, TRUE, error);
  g_autofree char *wanted = g_strstrip (g_strdup (name));
  gint64 id = 0;

  if (stages == NULL)
    return NULL;
  if (!g_ascii_string_to_signed (wanted, 10, 1, G_MAXINT64, &id, NULL))
    id = 0;
  for (int way = 0; way < 3; way++)
    for (guint i = 0; i < stages->len; i++)
      {
        const RgStage *stage = g_ptr_array_index (stages, i);

        if (way == 0   ? g_str_equal (stage->name, wanted)
            : way == 1 ? g_strcmp0 (stage->key, wanted) == 0
                       : stage->id == id)
          return g_ptr_array_steal_index (stages, i);
      }
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND, _ ("There is no stage “%s”."), wanted);
  return NULL;
}

/* --- writing -------------------------------------------------------------- */

static gboolean
refuse (GError **error, const char *format, const char *what)
{
  g_autofree char *message = g_strdup_printf (format, what);

  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT, message);
  return FALSE;
}

/* The name is free, or @id's own. */
static gboolean
check_name (RgOp *op, const char *name, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) stages = rg_stages_list (rg_write_as_read (rg_op_get_write (op)), TRUE, error);
  g_autofree char *trimmed = g_strstrip (g_strdup (name));

  if (stages == NULL)
    return FALSE;
  for (guint i = 0; i < stages->len; i++)
    {
      const RgStage *stage = g_ptr_array_index (stages, i);

      if (stage->id != id && g_str_equal (stage->name, trimmed))
        return refuse (error,
                       stage->retired
                           ? _ ("A stage that is not used any more is called “%s”. Bring it back, or "
                                "choose another name.")
                           : _ ("There is a stage “%s” already. Choose another name."),
                       trimmed);
    }
  if (id == 0 && stages->len >= RG_STAGES_MOST)
    {
      g_set_error (
          error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT,
          ngettext ("A pipeline has at most %d stage.", "A pipeline has at most %d stages.", RG_STAGES_MOST),
          RG_STAGES_MOST);
      return FALSE;
    }
  return TRUE;
}

static gboolean
fill (RgCells *cells, const RgStageWords *words, GError **error)
{
  if (words->chance > 100 || words->days > 10000)
    return refuse (error, "%s", _ ("A chance is 0 to 100 %, a limit at most 10,000 days."));
  if (!rg_cells_add_text (cells, "name", words->name, error) ||
      !rg_cells_add_text (cells, "color", words->color, error))
    return FALSE;
  if (words->days == 0)
    rg_cells_add (cells, "days");
  else if (words->days > 0)
    rg_cells_add_real (cells, "days", words->days);
  if (words->chance >= 0)
    rg_cells_add_real (cells, "chance", words->chance);
  return TRUE;
}

static gboolean
write_place (RgOp *op, gint64 id, double place, GError **error)
{
  g_auto (RgCells) cells = RG_CELLS_INIT (stage_entity (op));

  rg_cells_add_real (&cells, "position", place);
  return rg_op_update (op, cells.entity, id, cells.cells, cells.n, error);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const RgStage *one = *(const RgStage *const *) a;
  const RgStage *other = *(const RgStage *const *) b;

  if (one->position != other->position)
    return one->position < other->position ? -1 : 1;
  return (one->id > other->id) - (one->id < other->id);
}

/* Whole numbers again: between two stages halves end after some fifty moves. */
static gboolean
spread (RgOp *op, GPtrArray *stages, GError **error)
{
  for (guint i = 0; i < stages->len; i++)
    {
      RgStage *stage = g_ptr_array_index (stages, i);

      stage->position = i + 1;
      if (!write_place (op, stage->id, stage->position, error))
        return FALSE;
    }
  return TRUE;
}

/* The place between @before and the one in front of it, @id itself not counted; at the
 * end when @before is %NULL. @stages: in the order of their places */
static double
place_between (const GPtrArray *stages, gint64 id, const RgStage *before)
{
  double under = 0, last = 0;

  for (guint i = 0; i < stages->len; i++)
    {
      const RgStage *other = g_ptr_array_index (stages, i);

      if (other->id == id || other == before)
        continue;
      last = MAX (last, other->position);
      if (before != NULL && compare_places (&other, &before) < 0)
        under = MAX (under, other->position);
    }
  return before != NULL ? (under + before->position) / 2 : last + 1;
}

/* A place before @before, or at the end, with room on both sides. Retired ones keep their
 * place among the others. */
static gboolean
find_place (RgOp *op, gint64 id, gint64 before, double *place, GError **error)
{
  g_autoptr (GPtrArray) stages = rg_stages_list (rg_write_as_read (rg_op_get_write (op)), TRUE, error);
  const RgStage *next = NULL;

  if (stages == NULL)
    return FALSE;
  g_ptr_array_sort (stages, compare_places);
  for (guint i = 0; i < stages->len; i++)
    if (((RgStage *) g_ptr_array_index (stages, i))->id == before)
      next = g_ptr_array_index (stages, i);
  if (before != 0 && next == NULL)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, before);

      return refuse (error, _ ("There is no stage “%s”."), number);
    }
  *place = place_between (stages, id, next);
  for (guint i = 0; i < stages->len; i++)
    {
      const RgStage *other = g_ptr_array_index (stages, i);

      if (other->id == id || other->position != *place)
        continue;
      if (!spread (op, stages, error))
        return FALSE;
      *place = place_between (stages, id, next);
      break;
    }
  return TRUE;
}

/**
 * rg_stage_add:
 * @op: the operation of a write
 * @words: what it is called
 * @before: the stage before which it comes; 0: at the end
 * @error: return location for an error
 *
 * Returns: the id; 0 and @error when a value is not right or the name is taken
 */
gint64
rg_stage_add (RgOp *op, const RgStageWords *words, gint64 before, GError **error)
{
  g_auto (RgCells) cells = RG_CELLS_INIT (stage_entity (op));
  RgStageWords said = *words;
  double place;

  said.name = said.name != NULL ? said.name : "";
  said.chance = MAX (said.chance, 0);
  if (!rg_stages_ensure (op, error) || !check_name (op, said.name, 0, error) ||
      !find_place (op, 0, before, &place, error) || !fill (&cells, &said, error) ||
      !rg_settle_conditions (op, error))
    return 0;
  rg_cells_add_real (&cells, "position", place);
  rg_cells_add_integer (&cells, "retired", FALSE);
  return rg_op_insert (op, cells.entity, cells.cells, cells.n, error);
}

gboolean
rg_stage_change (RgOp *op, gint64 id, const RgStageWords *words, GError **error)
{
  g_auto (RgCells) cells = RG_CELLS_INIT (stage_entity (op));

  return (words->name == NULL ||
          (check_name (op, words->name, id, error) && rg_settle_conditions (op, error))) &&
         fill (&cells, words, error) && rg_op_update (op, cells.entity, id, cells.cells, cells.n, error);
}

gboolean
rg_stage_move (RgOp *op, gint64 id, gint64 before, GError **error)
{
  double place;

  if (id == before)
    return TRUE;
  return find_place (op, id, before, &place, error) && write_place (op, id, place, error);
}

static gboolean
set_retired (RgOp *op, gint64 id, gboolean retired, GError **error)
{
  g_auto (RgCells) cells = RG_CELLS_INIT (stage_entity (op));

  rg_cells_add_integer (&cells, "retired", retired);
  return rg_op_update (op, cells.entity, id, cells.cells, cells.n, error);
}

/**
 * rg_stage_retire:
 * @op: the operation of a write
 * @id: of a stage
 * @error: return location for an error
 *
 * Takes a stage out of use. Its history stays.
 *
 * Returns: %FALSE and @error while deals are open in it, and for the last one
 */
gboolean
rg_stage_retire (RgOp *op, gint64 id, GError **error)
{
  RgRead *read = rg_write_as_read (rg_op_get_write (op));
  g_autoptr (GPtrArray) stages = rg_stages_list (read, FALSE, error);
  g_autoptr (RgStatement) statement = NULL;
  gint64 n;

  if (stages == NULL)
    return FALSE;
  if (stages->len == 1 && ((RgStage *) g_ptr_array_index (stages, 0))->id == id)
    return refuse (error, "%s", _ ("A pipeline needs one stage at least."));
  statement =
      rg_database_prepare (rg_read_get_database (read),
                           "SELECT count (*) FROM deal WHERE stage_id = ?1 AND state = 'open'", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, id);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  n = rg_statement_get_integer (statement, 0);
  if (n == 0)
    return set_retired (op, id, TRUE, error);
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONSTRAINT,
               ngettext ("%d deal is open in this stage. Move it first.",
                         "%d deals are open in this stage. Move them first.", (gulong) n),
               (int) n);
  return FALSE;
}

gboolean
rg_stage_return (RgOp *op, gint64 id, GError **error)
{
  return set_retired (op, id, FALSE, error);
}
