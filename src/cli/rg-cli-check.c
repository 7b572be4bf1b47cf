/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-cli.h"
#include "shop/rg-follow.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Lines of one kind that are told; the rest is counted. */
#define MOST_LINES 20

typedef struct
{
  RgCli *cli;
  GPtrArray *problems; /* (element-type utf8) */
  GHashTable *counts;  /* table → GINT64 on the heap */
  guint n_derived;     /* lines of what is derived that were not right */
} Check;

static void G_GNUC_PRINTF (2, 3) add_problem (Check *check, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (check->problems, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* Runs @sql and tells each row's text as a problem; @format: (msgid): one %s */
static gboolean
tell_rows (Check *check,
           RgDatabase *db,
           const char *sql,
           const char *good,
           const char *format,
           GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (db, sql, error);
  guint n = 0;
  RgStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      const char *text = rg_statement_get_text (statement, 0);

      if (g_strcmp0 (text, good) == 0)
        continue;
      if (n++ < MOST_LINES)
        add_problem (check, format, text != NULL ? text : "");
    }
  if (n > MOST_LINES)
    add_problem (check, _ ("and %u more of the kind"), n - MOST_LINES);
  return step == RG_STEP_DONE;
}

/* --- the file -------------------------------------------------------------- */

static gboolean
check_file (Check *check, RgDatabase *db, GError **error)
{
  return tell_rows (check, db, "PRAGMA main.integrity_check", "ok", _ ("The file is damaged: %s"), error) &&
         tell_rows (check, db,
                    "SELECT printf ('%s %s → %s', \"table\", coalesce (rowid, '?'), parent) "
                    "FROM pragma_foreign_key_check",
                    NULL, _ ("A row points to one that is not there: %s"), error);
}

/* --- the catalogue --------------------------------------------------------- */

/* An own field that was undone leaves its column, for the redo. */
static gboolean
is_own_column (const char *column)
{
  return column[0] == 'x' && column[1] != '\0' && strspn (column + 1, "0123456789") == strlen (column + 1);
}

static gboolean
check_entity (Check *check, RgDatabase *db, const RgEntity *entity, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer column;
  RgStep step;

  statement = rg_database_prepare (db, "SELECT name FROM pragma_table_info (?1)", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, rg_entity_get_key (entity));
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_hash_table_add (columns, g_strdup (rg_statement_get_text (statement, 0)));
  if (step == RG_STEP_ERROR)
    return FALSE;

  g_hash_table_remove (columns, "id");
  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if (rg_field_has_column (field) && !g_hash_table_remove (columns, field->key))
        add_problem (check, _ ("The table %s lacks the column %s."), rg_entity_get_key (entity), field->key);
    }
  g_hash_table_iter_init (&iter, columns);
  while (g_hash_table_iter_next (&iter, &column, NULL))
    {
      if (!is_own_column (column))
        add_problem (check, _ ("The table %s has the unknown column %s."), rg_entity_get_key (entity),
                     (char *) column);
    }
  return TRUE;
}

static gboolean
count_rows (Check *check, RgRead *read, const RgEntity *entity, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;
  gint64 *count;

  g_string_printf (sql, "SELECT count (*) FROM \"%s\" AS t WHERE 1", rg_entity_get_key (entity));
  rg_read_hide_open (read, rg_entity_get_key (entity), "t", sql);
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  count = g_new (gint64, 1);
  *count = rg_statement_get_integer (statement, 0);
  g_hash_table_insert (check->counts, g_strdup (rg_entity_get_key (entity)), count);
  return TRUE;
}

static gboolean
check_entities (Check *check, RgRead *read, GError **error)
{
  RgCatalog *catalog = rg_read_get_catalog (read);

  for (guint i = 0; i < rg_catalog_get_n_entities (catalog); i++)
    {
      const RgEntity *entity = rg_catalog_get_entity (catalog, i);

      if (!check_entity (check, rg_read_get_database (read), entity, error) ||
          !count_rows (check, read, entity, error))
        return FALSE;
    }
  return TRUE;
}

/* --- journal and search ----------------------------------------------------- */

static gboolean
check_journal (Check *check, RgDatabase *db, GError **error)
{
  static const struct
  {
    const char *sql;
    const char *format;
  } rules[] = {
    { "SELECT id FROM journal WHERE (before IS NOT NULL AND NOT json_valid (before)) "
      "OR (after IS NOT NULL AND NOT json_valid (after))",
      N_ ("An image in the journal cannot be read: line %s") },
    { "SELECT id FROM journal WHERE (kind = 'insert' AND after IS NULL) OR (kind = 'delete' AND before IS "
      "NULL) "
      "OR (kind = 'update' AND (before IS NULL OR after IS NULL))",
      N_ ("An image in the journal is missing: line %s") },
    { "SELECT id FROM journal_bulk WHERE first > last OR n < 1 OR n > last - first + 1 "
      "OR (kind = 'update' AND NOT json_valid (data))",
      N_ ("A range in the journal makes no sense: line %s") },
    { "SELECT DISTINCT tbl FROM (SELECT tbl FROM journal UNION SELECT tbl FROM journal_bulk) "
      "WHERE tbl NOT IN (SELECT name FROM sqlite_schema WHERE type = 'table')",
      N_ ("The journal speaks of a table that is not there: %s") },
    { "SELECT id FROM operation WHERE kind <> 'do' AND target IS NULL",
      N_ ("An undo in the history does not say of what: operation %s") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      if (!tell_rows (check, db, rules[i].sql, NULL, _ (rules[i].format), error))
        return FALSE;
    }
  /* While another program imports, its operation is open as it should be. */
  return rg_store_is_read_only (check->cli->store) ||
         tell_rows (check, db, "SELECT id FROM operation WHERE state = 'open'", NULL,
                    _ ("Operation %s was never finished."), error);
}

static gboolean
check_search (Check *check, RgDatabase *db, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;

  if (sqlite3_db_filename (rg_database_get_handle (db), "search") == NULL)
    {
      add_problem (check, "%s", _ ("Searching is not ready: search.db is missing."));
      return TRUE;
    }
  if (!tell_rows (check, db, "PRAGMA search.quick_check", "ok", _ ("The search file is damaged: %s"), error))
    return FALSE;
  statement = rg_database_prepare (
      db, "SELECT 1 FROM search.meta WHERE key = 'state' AND value LIKE 'ready %'", error);
  if (statement == NULL)
    return FALSE;
  if (rg_statement_step (statement, NULL) != RG_STEP_ROW && !rg_store_is_read_only (check->cli->store))
    add_problem (check, "%s", _ ("Searching is not ready: search.db has not caught up."));
  return TRUE;
}

/* --- attachments ------------------------------------------------------------- */

static char *
hash_file (const char *path, gint64 *size, GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, NULL);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (65536);
  gssize n;

  if (stream == NULL)
    return NULL;
  *size = 0;
  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, 65536, cancellable, NULL)) > 0)
    {
      g_checksum_update (checksum, buffer, n);
      *size += n;
    }
  return n == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

static void
check_attachment (Check *check, const char *hash, gint64 size, const char *name)
{
  const char *folder = rg_store_get_folder (check->cli->store);
  g_autofree char *path = g_build_filename (folder, "files", hash, NULL);
  g_autofree char *found = NULL;
  gint64 found_size = 0;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      add_problem (check, _ ("The attachment “%s” is missing in the folder files."), name);
      return;
    }
  found = hash_file (path, &found_size, check->cli->cancellable);
  if (found == NULL)
    add_problem (check, _ ("The attachment “%s” cannot be read."), name);
  else if (strcmp (found, hash) != 0 || found_size != size)
    add_problem (check, _ ("The attachment “%s” has been changed or damaged."), name);
}

/* Every content once, however often it is attached. */
static gboolean
check_attachments (Check *check, RgDatabase *db, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement = rg_database_prepare (db, "SELECT hash, size, min (name) FROM attachment GROUP BY hash", error);
  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      if (g_cancellable_set_error_if_cancelled (check->cli->cancellable, error))
        return FALSE;
      check_attachment (check, rg_statement_get_text (statement, 0), rg_statement_get_integer (statement, 1),
                        rg_statement_get_text (statement, 2));
    }
  return step == RG_STEP_DONE;
}

/* --- all of it ---------------------------------------------------------------- */

/* --- what is derived ---------------------------------------------------------- */

static gpointer
start_over (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_follow_start_over (write, error) ? data : NULL;
}

/* Nothing is lost with it: it is worked out anew, where the shop may be written. */
static gboolean
mend_derived (Check *check, GError **error)
{
  RgStore *store = check->cli->store;

  if (check->n_derived == 0 || check->problems->len > 0)
    return TRUE;
  if (rg_store_is_read_only (store))
    {
      add_problem (check, "%s",
                   _ ("Stages, classes or tags by rule are not what they would be today; they are worked "
                      "out anew when nobody else has the shop open."));
      return TRUE;
    }
  return rg_store_write_sync (store, start_over, check, check->cli->cancellable, error) != NULL &&
         rg_follow_catch_up (store, check->cli->cancellable, error);
}

static gpointer
check_shop (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Check *check = data;
  RgDatabase *db = rg_read_get_database (read);

  if (check_file (check, db, error) && check_entities (check, read, error) &&
      check_journal (check, db, error) && check_search (check, db, error) &&
      check_attachments (check, db, error) &&
      /* It reads what has just been found whole. */
      (check->problems->len > 0 || rg_follow_check (read, &check->n_derived, cancellable, error)))
    return check;
  return NULL;
}

static void
write_json (Check *check)
{
  static const struct
  {
    const char *key;
    const char *table;
  } counts[] = {
    { "customers", "customer" }, { "contacts", "contact" }, { "identities", "identity" },
    { "events", "event" },       { "sales", "sale" },       { "attachments", "attachment" },
    { "tags", "tag" },           { "tasks", "task" },       { "staff", "staff" },
  };
  RgJsonOut json = RG_JSON_OUT_INIT (check->cli->out);

  rg_json_out_begin_object (&json);
  rg_json_out_key (&json, "ok");
  rg_json_out_boolean (&json, check->problems->len == 0);
  rg_json_out_key (&json, "problems");
  rg_json_out_begin_array (&json);
  for (guint i = 0; i < check->problems->len; i++)
    rg_json_out_text (&json, check->problems->pdata[i]);
  rg_json_out_end_array (&json);
  rg_json_out_key (&json, "mended");
  rg_json_out_integer (&json, check->problems->len == 0 ? check->n_derived : 0);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      const gint64 *count = g_hash_table_lookup (check->counts, counts[i].table);

      rg_json_out_key (&json, counts[i].key);
      if (count != NULL)
        rg_json_out_integer (&json, *count);
      else
        rg_json_out_null (&json);
    }
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

static void
write_text (Check *check)
{
  const gint64 *count = g_hash_table_lookup (check->counts, "customer");

  if (check->problems->len == 0 && check->n_derived > 0)
    {
      rg_output_printf (
          check->cli->out,
          ngettext ("%u line of stages, classes and tags by rule was not right and has been worked "
                    "out anew.",
                    "%u lines of stages, classes and tags by rule were not right and have been "
                    "worked out anew.",
                    check->n_derived),
          check->n_derived);
      rg_output_put (check->cli->out, "\n");
    }
  if (check->problems->len == 0)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, count != NULL ? *count : 0);

      rg_output_printf (check->cli->out, _ ("The shop is in order; it has %s customers."), number);
      rg_output_put (check->cli->out, "\n");
      return;
    }
  for (guint i = 0; i < check->problems->len; i++)
    rg_output_printf (check->cli->out, "%s\n", (char *) check->problems->pdata[i]);
}

static int
tell (Check *check)
{
  RgCli *cli = check->cli;

  if (cli->json)
    write_json (check);
  else
    write_text (check);
  if (check->problems->len == 0)
    return RG_COMMAND_OK;
  rg_output_put (cli->err,
                 _ ("The shop is not in order. Please copy its whole folder to a safe place before anything "
                    "else; the newest good copy of the folder can take its place."));
  rg_output_put (cli->err, "\n");
  return RG_COMMAND_FAILED;
}

/* A shop that cannot even be opened is a finding too, unless there is none. */
static gboolean
is_finding (const GError *error)
{
  return g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT) ||
         g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_A_SHOP) ||
         g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_IO);
}

static int
run_check (Check *check)
{
  g_autoptr (GError) error = NULL;
  RgCli *cli = check->cli;

  if (rg_cli_try_open (cli, RG_CLI_READ, &error))
    {
      if (!rg_store_wait_for_search (cli->store, cli->cancellable, &error) &&
          !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          add_problem (check, _ ("Searching does not follow: %s"), error->message);
          g_clear_error (&error);
        }
      if (error == NULL)
        rg_store_read_sync (cli->store, check_shop, check, cli->cancellable, &error);
      if (error == NULL)
        mend_derived (check, &error);
    }
  if (error == NULL)
    return tell (check);
  if (!is_finding (error))
    return rg_cli_fail (cli, error);
  add_problem (check, "%s", error->message);
  return tell (check);
}

static int
run (RgCli *cli)
{
  Check check = { .cli = cli };
  int status;

  if (!rg_cli_parse (cli, NULL, 0, 0, &status))
    return status;
  check.problems = g_ptr_array_new_with_free_func (g_free);
  check.counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  status = run_check (&check);
  g_hash_table_unref (check.counts);
  g_ptr_array_unref (check.problems);
  return status;
}

const RgCliCommand rg_cli_check = {
  .name = "check",
  .summary = N_ ("Look whether the shop’s files are in order"),
  .details = N_ ("Checks the database, the journal, the search tables and the content of every attachment. "
                 "Stages, classes and tags by rule that are not right are worked out anew. "
                 "Ends with status 0 only when all is well."),
  .run = run,
};
