/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-search-ahead.h"

#include "store/rg-database-private.h"

/* Making search.db from nothing. Rows are read in ranges of ids, each in a
 * short transaction of its own: what changes meanwhile is followed afterwards
 * from the operation that was the newest at the beginning.
 *
 * A long operation in a small shop is chased: the rows of each of its
 * batches are entered as soon as they are committed, so that little is left to
 * do when it ends. */

#define RANGE 2000
#define ROWS_PER_COMMIT 10000
/* Pages of one step of the last merge, and numbers entered between two looks
 * at the cancellable. */
#define MERGE_PAGES 4000
#define PHONES_PER_COMMIT 100000
/* Pieces of a table that need not be joined at once: no more than there are from
 * time to time in any table that is written to, which joins them as it grows. */
#define FEW_PIECES 12

typedef struct
{
  gint64 key;
  guint32 customer;
} PhoneEntry;

typedef struct
{
  RgSearchWork *work;
  RgSearchChase *chase;  /* (nullable) */
  RgSearchOpState state; /* of the operation that is chased */
  gboolean again;        /* it came to nothing, or to too much */
  gboolean ended;        /* it commits nothing more */
  gboolean hurried;      /* somebody waits for what there is */
  RgSearchAhead *ahead;
  GArray *phones;      /* (element-type PhoneEntry) */
  RgSearchPlace place; /* to follow from afterwards */
  gint64 entered[3];   /* by RgSearchSource: rows up to this id */
  gint64 last[3];
  gint64 n_done;
  gint64 n_open;      /* rows entered since the last commit; -1: no transaction */
  guint n_pieces[3];  /* by RgSearchSource: each commit makes one */
  gboolean is_new[3]; /* by RgSearchSource: something was entered since */
} Build;

static const char *const word_tables[] = { "doc", "event_doc", "word" };

/* Settings of the tables of words that are kept in them. */
static gboolean
configure (RgDatabase *db, const char *option, int value, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (word_tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO %s (%s, rank) VALUES ('%s', %d)", word_tables[i],
                                              word_tables[i], option, value);

      if (!rg_database_exec (db, sql, error))
        return FALSE;
    }
  return TRUE;
}

/* While building, words are collected in memory and nothing is merged: that
 * is done once, in the end. Rows come in the tables' order, which needs few
 * pages; beside a writer there is no memory to waste. */
static gboolean
prepare_tables (RgDatabase *db, gboolean chasing, GError **error)
{
  return rg_database_exec (db, chasing ? "PRAGMA cache_size = -4096" : "PRAGMA cache_size = -32768", error) &&
         configure (db, "automerge", 0, error) && configure (db, "crisismerge", 1000, error) &&
         configure (db, "hashsize", 32 << 20, error);
}

static gboolean
restore_tables (RgDatabase *db, GError **error)
{
  return configure (db, "automerge", 4, error) && configure (db, "crisismerge", 16, error) &&
         configure (db, "hashsize", 1 << 20, error) &&
         rg_database_exec (db, "PRAGMA cache_size = -16384", error);
}

static gboolean
read_open (Build *build, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (build->work->shop, "SELECT id FROM operation WHERE state = 'open'", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      RgSearchPending pending = { rg_statement_get_integer (statement, 0), TRUE };

      g_array_append_val (build->place.pending, pending);
    }
  return step == RG_STEP_DONE;
}

static gboolean
read_start (Build *build, GError **error)
{
  RgDatabase *shop = build->work->shop;
  gboolean good;

  if (!rg_database_begin (shop, FALSE, error))
    return FALSE;
  good = rg_database_get_integer (shop, "SELECT max (id) FROM operation", 0, &build->place.cursor, error) &&
         rg_database_get_integer (shop,
                                  "SELECT id FROM operation WHERE state <> 'open' ORDER BY id DESC LIMIT 1",
                                  0, &build->place.mark, error) &&
         rg_database_get_integer (shop,
                                  "SELECT at FROM operation WHERE state <> 'open' ORDER BY id DESC LIMIT 1",
                                  0, &build->place.mark_at, error) &&
         rg_search_read_ends (shop, build->last, error) && read_open (build, error);
  rg_database_rollback (shop);
  return good;
}

static void
gather_phones (Build *build, const RgSearchDoc *doc)
{
  g_auto (GStrv) list = NULL;

  if (doc->phones->len == 0)
    return;
  list = g_strsplit (doc->phones->str, " ", -1);
  for (guint i = 0; list[i] != NULL; i++)
    for (int tail = 0; tail < 2 && *list[i] != '\0'; tail++)
      {
        PhoneEntry entry = { rg_search_phone_key (list[i], tail == 1), (guint32) doc->id };

        g_array_append_val (build->phones, entry);
      }
}

/* The documents of @span, which were asked for. */
static gboolean
enter_range (Build *build, RgSearchSource source, const RgSearchSpan *span, GPtrArray *docs, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (build->work->cancellable, error) ||
      !rg_search_file_put (build->work->file, source, span, docs, TRUE, error))
    return FALSE;
  for (guint i = 0; source == RG_SEARCH_CUSTOMERS && i < docs->len; i++)
    gather_phones (build, g_ptr_array_index (docs, i));
  return TRUE;
}

static gboolean
commit_or_roll_back (RgDatabase *db, gboolean good, GError **error)
{
  if (good && rg_database_commit (db, error))
    return TRUE;
  rg_database_rollback (db);
  return FALSE;
}

/* A commit writes what was collected as one more piece of each table, so small
 * batches share one. */
static gboolean
end_piece (Build *build, gboolean good, GError **error)
{
  if (build->n_open < 0)
    return good;
  build->n_open = -1;
  for (guint i = 0; i < G_N_ELEMENTS (build->is_new); i++)
    {
      build->n_pieces[i] += build->is_new[i];
      build->is_new[i] = FALSE;
    }
  return commit_or_roll_back (build->work->file->db, good, error);
}

static gboolean
begin_piece (Build *build, GError **error)
{
  if (build->n_open >= 0)
    return TRUE;
  if (!rg_database_begin (build->work->file->db, TRUE, error))
    return FALSE;
  build->n_open = 0;
  return TRUE;
}

/* The range behind @last. */
static RgSearchSpan
next_range (const Build *build, RgSearchSource source, gint64 last)
{
  return (RgSearchSpan) { .first = last + 1, .last = MIN (last + RANGE, build->last[source]) };
}

static void
note_range (Build *build, RgSearchSource source, const RgSearchSpan *span)
{
  gint64 total = build->last[0] + build->last[1] + build->last[2];
  gint64 n = span->last - span->first + 1;

  build->entered[source] = span->last;
  build->is_new[source] = TRUE;
  build->n_open += n;
  build->n_done += n;
  /* The rest is for numbers and merging. */
  g_atomic_int_set (&build->work->progress, (int) (build->n_done * 800 / total));
}

static gboolean
build_source (Build *build, RgSearchSource source, GError **error)
{
  RgSearchSpan span = next_range (build, source, build->entered[source]);

  if (span.first > span.last)
    return TRUE;
  rg_search_ahead_ask (build->ahead, source, &span);
  while (span.first <= span.last)
    {
      RgSearchSpan next = next_range (build, source, span.last);
      GPtrArray *docs = rg_search_ahead_take (build->ahead, error);

      if (docs != NULL && next.first <= next.last)
        rg_search_ahead_ask (build->ahead, source, &next);
      if (docs == NULL || !begin_piece (build, error) || !enter_range (build, source, &span, docs, error))
        return FALSE;
      note_range (build, source, &span);
      if (build->n_open >= ROWS_PER_COMMIT && !end_piece (build, TRUE, error))
        return FALSE;
      span = next;
    }
  return TRUE;
}

static gboolean
build_sources (Build *build, GError **error)
{
  for (guint source = 0; source < G_N_ELEMENTS (build->last); source++)
    if (!build_source (build, source, error))
      return FALSE;
  return TRUE;
}

/* --- chasing -------------------------------------------------------------- */

/* How far the rows go, and whether they are all, in one read transaction. */
static gboolean
read_batch (Build *build, GError **error)
{
  RgDatabase *shop = build->work->shop;
  gboolean good;

  if (!rg_database_begin (shop, FALSE, error))
    return FALSE;
  good = rg_search_read_ends (shop, build->last, error) &&
         rg_search_read_state (shop, rg_search_chase_get_op (build->chase), &build->state, error);
  rg_database_rollback (shop);
  return good;
}

/* Enters batch by batch. Ends while the operation is still open when all its rows
 * are there, or when somebody waits for what there is; the operation is then
 * pending, as after any build. */
static gboolean
chase_sources (Build *build, GError **error)
{
  for (;;)
    {
      gboolean complete = rg_search_chase_is_complete (build->chase);

      build->ended = rg_search_chase_is_ended (build->chase);
      if (!read_batch (build, error) || !build_sources (build, error))
        return FALSE;
      rg_search_chase_set_entered (build->chase, build->entered[RG_SEARCH_CUSTOMERS]);
      if (build->state != RG_SEARCH_OP_OPEN || build->ended || build->hurried || complete)
        return !g_cancellable_set_error_if_cancelled (build->work->cancellable, error);
      build->hurried = !build->work->wait (build->work->wait_data);
    }
}

/* Until the operation that is complete has ended, too. */
static gboolean
wait_for_end (Build *build, GError **error)
{
  while (build->state == RG_SEARCH_OP_OPEN && !build->ended && !build->hurried)
    {
      build->ended = rg_search_chase_is_ended (build->chase);
      if (!read_batch (build, error))
        return FALSE;
      if (build->state == RG_SEARCH_OP_OPEN && !build->ended)
        build->hurried = !build->work->wait (build->work->wait_data);
    }
  return !g_cancellable_set_error_if_cancelled (build->work->cancellable, error);
}

static gboolean
take_mark (Build *build, GError **error)
{
  RgSearchPlace *place = &build->place;
  gint64 op = rg_search_chase_get_op (build->chase);
  g_autofree char *sql = g_strdup_printf ("SELECT at FROM operation WHERE id = %" G_GINT64_FORMAT, op);

  for (guint i = 0; i < place->pending->len; i++)
    if (g_array_index (place->pending, RgSearchPending, i).op == op)
      g_array_remove_index (place->pending, i--);
  if (place->mark > op)
    return TRUE;
  place->mark = op;
  return rg_database_get_integer (build->work->shop, sql, 0, &place->mark_at, error);
}

/* What the operation changed after the batch in which it came is entered once
 * more. */
static gboolean
end_chase (Build *build, GError **error)
{
  g_autoptr (RgSearchTouched) touched = NULL;
  RgDatabase *db = build->work->file->db;
  gsize total = (gsize) (build->last[0] + build->last[1] + build->last[2]);

  if (!wait_for_end (build, error))
    return FALSE;
  if (build->state == RG_SEARCH_OP_OPEN)
    return TRUE;
  touched = rg_search_chase_take (build->chase);
  build->again = build->state != RG_SEARCH_OP_DONE || touched->everything ||
                 rg_search_touched_count (touched) > total / 3;
  if (build->again)
    return TRUE;
  return rg_database_begin (db, TRUE, error) &&
         commit_or_roll_back (
             db,
             rg_search_enter_touched (build->work, rg_search_ahead_get_reader (build->ahead), touched, error),
             error) &&
         take_mark (build, error);
}

/* --- the end -------------------------------------------------------------- */

static int
compare_phones (gconstpointer a, gconstpointer b)
{
  const PhoneEntry *x = a;
  const PhoneEntry *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (x->customer > y->customer) - (x->customer < y->customer);
}

static gboolean
put_phones (Build *build, guint first, guint end, GError **error)
{
  for (guint i = first; i < end; i++)
    {
      const PhoneEntry *entry = &g_array_index (build->phones, PhoneEntry, i);

      if (!rg_search_file_put_phone (build->work->file, entry->key, entry->customer, error))
        return FALSE;
    }
  return TRUE;
}

/* In the table's order, which is many times faster than in the customers'. */
static gboolean
build_phones (Build *build, GError **error)
{
  RgDatabase *db = build->work->file->db;

  g_array_sort (build->phones, compare_phones);
  for (guint i = 0; i < build->phones->len; i += PHONES_PER_COMMIT)
    {
      guint end = MIN (i + PHONES_PER_COMMIT, build->phones->len);

      if (g_cancellable_set_error_if_cancelled (build->work->cancellable, error) ||
          !rg_database_begin (db, TRUE, error) ||
          !commit_or_roll_back (db, put_phones (build, i, end, error), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_few_pieces (const Build *build, const char *table)
{
  const guint *n = build->n_pieces;

  return (g_str_equal (table, "event_doc") ? n[RG_SEARCH_EVENTS] + n[RG_SEARCH_SALES]
                                           : n[RG_SEARCH_CUSTOMERS]) <= FEW_PIECES;
}

/* Joins the pieces of a table of words into one, in steps that each commit. */
static gboolean
merge_table (Build *build, const char *table, GError **error)
{
  RgDatabase *db = build->work->file->db;
  sqlite3 *handle = rg_database_get_handle (db);
  /* The first call with a negative number says that all levels take part. */
  int pages = -MERGE_PAGES;

  for (;;)
    {
      g_autofree char *sql =
          g_strdup_printf ("INSERT INTO %s (%s, rank) VALUES ('merge', %d)", table, table, pages);
      int before = sqlite3_total_changes (handle);

      if (g_cancellable_set_error_if_cancelled (build->work->cancellable, error) ||
          !rg_database_exec (db, sql, error))
        return FALSE;
      if (sqlite3_total_changes (handle) - before < 2)
        return TRUE;
      pages = MERGE_PAGES;
    }
}

static gboolean
merge_tables (Build *build, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (word_tables); i++)
    {
      g_atomic_int_set (&build->work->progress, 850 + (int) i * 50);
      if (!has_few_pieces (build, word_tables[i]) && !merge_table (build, word_tables[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_end (Build *build, GError **error)
{
  return rg_search_place_write (&build->place, build->work->file, error) &&
         rg_search_file_set (build->work->file, "state", rg_search_file_ready (), error);
}

static gboolean
run_build (Build *build, GError **error)
{
  RgDatabase *db = build->work->file->db;

  if (!read_start (build, error) || !rg_search_file_reset (build->work->file, error) ||
      !prepare_tables (db, build->chase != NULL, error))
    return FALSE;
  if (!end_piece (build, build->chase != NULL ? chase_sources (build, error) : build_sources (build, error),
                  error) ||
      !build_phones (build, error) || !merge_tables (build, error) ||
      (build->chase != NULL && !end_chase (build, error)))
    return FALSE;
  if (build->again)
    return TRUE;
  if (!restore_tables (db, error) || !rg_database_begin (db, TRUE, error) ||
      !commit_or_roll_back (db, put_end (build, error), error))
    return FALSE;
  rg_database_checkpoint (db, FALSE, NULL);
  return TRUE;
}

gboolean
rg_search_build (RgSearchWork *work, RgSearchChase *chase, GError **error)
{
  Build build = { .work = work, .chase = chase, .n_open = -1 };
  gboolean good;

  build.ahead = rg_search_ahead_new (work->shop, error);
  if (build.ahead == NULL)
    return FALSE;
  build.phones = g_array_new (FALSE, FALSE, sizeof (PhoneEntry));
  rg_search_place_init (&build.place);
  g_atomic_int_set (&work->progress, 0);
  rg_database_set_cancellable (work->file->db, work->cancellable);
  good = run_build (&build, error);
  rg_database_set_cancellable (work->file->db, NULL);
  g_atomic_int_set (&work->progress, 1000);
  g_array_unref (build.phones);
  rg_search_place_clear (&build.place);
  rg_search_ahead_free (build.ahead);
  return good && (!build.again || rg_search_build (work, NULL, error));
}
