/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-search-private.h"

#include "store/rg-database-private.h"

/* Following the journal: from the cursor on, each operation's rows are entered
 * again as they are now. */

/* Operations are taken together until so many rows are touched; so many are
 * entered in one transaction. */
#define ROWS_PER_PASS 4000
#define ROWS_PER_COMMIT 2000
/* Touched rows above which, when they are a third of the shop too, everything
 * is made again. */
#define ROWS_TO_FOLLOW 20000

typedef struct
{
  RgSearchWork *work;
  RgSearchReader *reader;
  RgSearchTouched *touched;
  RgSearchPlace place;
  gboolean changed; /* the place did */
  gboolean more;    /* than what one pass takes */
} Pass;

void
rg_search_place_init (RgSearchPlace *place)
{
  *place = (RgSearchPlace) { .pending = g_array_new (FALSE, FALSE, sizeof (RgSearchPending)) };
}

void
rg_search_place_clear (RgSearchPlace *place)
{
  g_clear_pointer (&place->pending, g_array_unref);
}

static gint64
get_number (RgSearchFile *file, const char *key)
{
  g_autofree char *text = rg_search_file_get (file, key);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

gboolean
rg_search_place_read (RgSearchPlace *place, RgSearchFile *file, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (file->db, "SELECT op, entered FROM pending ORDER BY op", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  place->cursor = get_number (file, "cursor");
  place->mark = get_number (file, "mark");
  place->mark_at = get_number (file, "mark_at");
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgSearchPending pending = {
        rg_statement_get_integer (statement, 0),
        rg_statement_get_integer (statement, 1) != 0,
      };

      g_array_append_val (place->pending, pending);
    }
  return step == RG_STEP_DONE;
}

static gboolean
set_number (RgSearchFile *file, const char *key, gint64 number, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return rg_search_file_set (file, key, text, error);
}

gboolean
rg_search_place_write (RgSearchPlace *place, RgSearchFile *file, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;

  if (!rg_database_exec (file->db, "DELETE FROM pending", error))
    return FALSE;
  statement = rg_database_prepare (file->db, "INSERT INTO pending (op, entered) VALUES (?1, ?2)", error);
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < place->pending->len; i++)
    {
      const RgSearchPending *pending = &g_array_index (place->pending, RgSearchPending, i);

      rg_statement_bind_integer (statement, 0, pending->op);
      rg_statement_bind_integer (statement, 1, pending->entered);
      if (!rg_statement_run (statement, error))
        return FALSE;
    }
  return set_number (file, "cursor", place->cursor, error) && set_number (file, "mark", place->mark, error) &&
         set_number (file, "mark_at", place->mark_at, error);
}

/* Whether the operation of the mark is the one that was followed: it is missing
 * or another one when shop.db is an older or a different file. */
static gboolean
check_mark (Pass *pass, gboolean *known, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  *known = pass->place.mark == 0;
  if (pass->place.mark == 0)
    return TRUE;
  statement = rg_database_prepare (pass->work->shop, "SELECT at FROM operation WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, pass->place.mark);
  step = rg_statement_step (statement, error);
  *known = step == RG_STEP_ROW && rg_statement_get_integer (statement, 0) == pass->place.mark_at;
  return step != RG_STEP_ERROR;
}

static gboolean
read_limit (RgDatabase *shop, gsize *limit, GError **error)
{
  gint64 rows = 0;

  /* The largest ids tell the size well enough, and at once. */
  if (!rg_database_get_integer (shop,
                                "SELECT ifnull ((SELECT max (id) FROM customer), 0) + "
                                "ifnull ((SELECT max (id) FROM event), 0) + "
                                "ifnull ((SELECT max (id) FROM sale), 0)",
                                0, &rows, error))
    return FALSE;
  *limit = MAX ((gsize) rows / 3, ROWS_TO_FOLLOW);
  return TRUE;
}

gboolean
rg_search_read_state (RgDatabase *shop, gint64 op, RgSearchOpState *state, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (shop, "SELECT state FROM operation WHERE id = ?1", error);
  const char *text;
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, op);
  step = rg_statement_step (statement, error);
  text = step == RG_STEP_ROW ? rg_statement_get_text (statement, 0) : NULL;
  if (text == NULL)
    *state = RG_SEARCH_OP_GONE;
  else if (g_str_equal (text, "open"))
    *state = RG_SEARCH_OP_OPEN;
  else
    *state = g_str_equal (text, "done") ? RG_SEARCH_OP_DONE : RG_SEARCH_OP_UNDONE;
  return step != RG_STEP_ERROR;
}

static gboolean
take_pending (Pass *pass, gsize limit, GError **error)
{
  GArray *list = pass->place.pending;

  for (guint i = 0; i < list->len && !pass->touched->everything;)
    {
      RgSearchPending pending = g_array_index (list, RgSearchPending, i);
      RgSearchOpState state;

      if (!rg_search_read_state (pass->work->shop, pending.op, &state, error))
        return FALSE;
      if (state == RG_SEARCH_OP_OPEN)
        {
          i++;
          continue;
        }
      g_array_remove_index (list, i);
      pass->changed = TRUE;
      if (state == RG_SEARCH_OP_GONE)
        pass->touched->everything = pending.entered;
      else if (!rg_search_touched_add (pass->touched, pass->work->shop, pass->reader, pending.op, limit,
                                       error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_new (Pass *pass, gsize limit, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (
      pass->work->shop, "SELECT id, at, state = 'open' FROM operation WHERE id > ?1 ORDER BY id", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, pass->place.cursor);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 op = rg_statement_get_integer (statement, 0);

      if (rg_search_touched_count (pass->touched) >= ROWS_PER_PASS)
        {
          pass->more = TRUE;
          return TRUE;
        }
      pass->changed = TRUE;
      pass->place.cursor = op;
      if (rg_statement_get_integer (statement, 2) != 0)
        {
          RgSearchPending pending = { op, FALSE };

          g_array_append_val (pass->place.pending, pending);
          continue;
        }
      pass->place.mark = op;
      pass->place.mark_at = rg_statement_get_integer (statement, 1);
      if (!rg_search_touched_add (pass->touched, pass->work->shop, pass->reader, op, limit, error))
        return FALSE;
      if (pass->touched->everything)
        return TRUE;
    }
  return step == RG_STEP_DONE;
}

/* What is there to do, in one short read transaction. */
static gboolean
collect (Pass *pass, GError **error)
{
  RgDatabase *shop = pass->work->shop;
  gboolean known = FALSE;
  gsize limit = 0;
  gboolean good;

  if (!rg_search_place_read (&pass->place, pass->work->file, error) ||
      !rg_database_begin (shop, FALSE, error))
    return FALSE;
  good = check_mark (pass, &known, error);
  if (good && !known)
    pass->touched->everything = TRUE;
  else if (good)
    good = read_limit (shop, &limit, error) && take_pending (pass, limit, error) &&
           (pass->touched->everything || take_new (pass, limit, error));
  rg_database_rollback (shop);
  return good;
}

/* --- entering ------------------------------------------------------------- */

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static void
sort_rows (GArray *rows)
{
  gint64 *data = (gint64 *) (void *) rows->data;
  guint n = 0;

  g_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    if (n == 0 || data[n - 1] != data[i])
      data[n++] = data[i];
  g_array_set_size (rows, n);
}

gboolean
rg_search_enter_touched (RgSearchWork *work, RgSearchReader *reader, RgSearchTouched *touched, GError **error)
{
  RgDatabase *db = work->file->db;
  gsize in_transaction = 0;

  for (guint source = 0; source < G_N_ELEMENTS (touched->rows); source++)
    {
      GArray *rows = touched->rows[source];

      sort_rows (rows);
      for (guint i = 0; i < rows->len; i += ROWS_PER_COMMIT)
        {
          RgSearchSpan span = {
            .ids = &g_array_index (rows, gint64, i),
            .n_ids = MIN (ROWS_PER_COMMIT, rows->len - i),
          };

          GPtrArray *docs;

          if (in_transaction >= ROWS_PER_COMMIT)
            {
              if (!rg_database_commit (db, error) || !rg_database_begin (db, TRUE, error))
                return FALSE;
              in_transaction = 0;
            }
          docs = rg_search_reader_read (reader, source, &span, error);
          if (docs == NULL || g_cancellable_set_error_if_cancelled (work->cancellable, error) ||
              !rg_search_file_put (work->file, source, &span, docs, FALSE, error))
            return FALSE;
          in_transaction += span.n_ids;
        }
    }
  return TRUE;
}

/* The cursor moves with the last rows; a stop before that enters the rows of
 * the pass once more, which changes nothing. */
static gboolean
put_all (Pass *pass, GError **error)
{
  RgDatabase *db = pass->work->file->db;

  if (!rg_database_begin (db, TRUE, error))
    return FALSE;
  if (rg_search_enter_touched (pass->work, pass->reader, pass->touched, error) &&
      rg_search_place_write (&pass->place, pass->work->file, error) && rg_database_commit (db, error))
    return TRUE;
  rg_database_rollback (db);
  return FALSE;
}

static gboolean
run_pass (Pass *pass, gboolean *rebuild, GError **error)
{
  if (!collect (pass, error))
    return FALSE;
  *rebuild = pass->touched->everything;
  return *rebuild || !pass->changed || put_all (pass, error);
}

static gboolean
follow_once (RgSearchWork *work, gboolean *rebuild, gboolean *more, GError **error)
{
  Pass pass = { .work = work };
  gboolean good;

  pass.reader = rg_search_reader_new (work->shop, error);
  if (pass.reader == NULL)
    return FALSE;
  pass.touched = rg_search_touched_new ();
  rg_search_place_init (&pass.place);
  good = run_pass (&pass, rebuild, error);
  *more = pass.more;
  rg_search_place_clear (&pass.place);
  rg_search_touched_free (pass.touched);
  rg_search_reader_free (pass.reader);
  return good;
}

gboolean
rg_search_follow (RgSearchWork *work, GError **error)
{
  g_autofree char *state = NULL;
  gboolean rebuild;
  gboolean more = TRUE;

  /* Else the place would be read that a pass had written which did not happen. */
  if (!rg_database_settle (work->file->db, error))
    return FALSE;
  state = rg_search_file_get (work->file, "state");
  rebuild = g_strcmp0 (state, rg_search_file_ready ()) != 0;
  while (more && !rebuild)
    if (!follow_once (work, &rebuild, &more, error))
      return FALSE;
  return !rebuild || (rg_search_build (work, NULL, error) && rg_search_follow (work, error));
}
