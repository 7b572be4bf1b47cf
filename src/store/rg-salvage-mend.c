/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-salvage-private.h"

#include "store/rg-store-error-private.h"
#include "store/rg-store-folder.h"
#include "store/rg-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* What the rows that are left point to is brought in order, so that the new
 * shop is one that every check finds sound. */

static gboolean
change (RgSalvage *self, const char *sql, gint64 *n, GError **error)
{
  gint64 before = sqlite3_total_changes64 (rg_database_get_handle (self->db));

  if (!rg_database_exec (self->db, sql, error))
    return FALSE;
  *n += sqlite3_total_changes64 (rg_database_get_handle (self->db)) - before;
  return TRUE;
}

/* --- customers, tags and stages that are gone, and of whom something is left ----------- */

static const char lost_customers[] =
    "SELECT id, (SELECT value FROM identity i WHERE i.customer_id = l.id AND i.kind = 'phone' LIMIT 1) FROM ("
    "SELECT customer_id AS id FROM contact UNION SELECT customer_id FROM identity "
    "UNION SELECT customer_id FROM event UNION SELECT customer_id FROM sale "
    "UNION SELECT customer_id FROM customer_tag UNION SELECT customer_id FROM attachment "
    "UNION SELECT customer_id FROM relation UNION SELECT customer_id FROM task "
    "UNION SELECT customer_id FROM deal) AS l "
    "WHERE id NOT IN (SELECT id FROM customer) AND id BETWEEN 1 AND 100000000 ORDER BY id";

static const char lost_tags[] =
    "SELECT DISTINCT tag_id, NULL FROM customer_tag WHERE tag_id NOT IN (SELECT id FROM tag) "
    "AND tag_id BETWEEN 1 AND 100000000 ORDER BY tag_id";

static const char lost_stages[] =
    "SELECT DISTINCT stage_id, NULL FROM deal WHERE stage_id NOT IN (SELECT id FROM stage) "
    "AND stage_id BETWEEN 1 AND 100000000 ORDER BY stage_id";

static gboolean
make_again (RgSalvage *self,
            const char *query,
            const char *insert,
            const char *format,
            RgSalvageSource *source,
            GError **error)
{
  g_autoptr (RgStatement) lost = rg_database_prepare (self->db, query, error);
  g_autoptr (RgStatement) made = lost != NULL ? rg_database_prepare (self->db, insert, error) : NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  RgStep step;

  if (made == NULL)
    return FALSE;
  while ((step = rg_statement_step (lost, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_integer (lost, 0);

      g_array_append_val (ids, id);
    }
  if (step == RG_STEP_ERROR)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      g_autofree char *name = g_strdup_printf (format, number);

      rg_statement_bind_integer (made, 0, id);
      rg_statement_bind_text (made, 1, name);
      rg_statement_bind_integer (made, 2, rg_clock_now ());
      if (!rg_statement_run (made, error))
        return FALSE;
    }
  source->mended += ids->len;
  return TRUE;
}

static gboolean
make_lost (RgSalvage *self, GError **error)
{
  return make_again (self, lost_customers,
                     "INSERT INTO customer (id, name, created_at, updated_at) VALUES (?1, ?2, ?3, ?3)",
                     /* Translators: %s is the number under which a lost customer was kept */
                     _ ("Salvaged customer %s"), rg_salvage_find (self, "customer"), error) &&
         make_again (self, lost_tags,
                     "INSERT INTO tag (id, name, created_at, updated_at) VALUES (?1, ?2, ?3, ?3)",
                     /* Translators: %s is the number under which a lost tag was kept */
                     _ ("Salvaged tag %s"), rg_salvage_find (self, "tag"), error) &&
         make_again (self, lost_stages,
                     "INSERT INTO stage (id, name, position, created_at, updated_at)"
                     " VALUES (?1, ?2, ?1, ?3, ?3)",
                     /* Translators: %s is the number under which a lost stage of the pipeline was kept */
                     _ ("Salvaged stage %s"), rg_salvage_find (self, "stage"), error);
}

/* --- references ------------------------------------------------------------------ */

static gboolean
mend_references (RgSalvage *self, GError **error)
{
  static const struct
  {
    const char *table;
    const char *column;
    const char *target;
  } loose[] = {
    { "tag", "parent_id", "tag" },          { "attachment", "event_id", "event" },
    { "relation", "other_id", "customer" }, { "task", "customer_id", "customer" },
    { "task", "event_id", "event" },        { "task", "deal_id", "deal" },
    { "event", "deal_id", "deal" },         { "attachment", "deal_id", "deal" },
    { "deal", "customer_id", "customer" },  { "deal", "contact_id", "contact" },
    { "deal_move", "from_id", "stage" },
  };
  static const struct
  {
    const char *table;
    const char *column;
    const char *target;
  } firm[] = {
    { "not_same", "first_id", "customer" },
    { "not_same", "second_id", "customer" },
    { "contact", "customer_id", "customer" },
    { "identity", "customer_id", "customer" },
    { "event", "customer_id", "customer" },
    { "sale", "customer_id", "customer" },
    { "customer_tag", "customer_id", "customer" },
    { "customer_tag", "tag_id", "tag" },
    { "attachment", "customer_id", "customer" },
    { "relation", "customer_id", "customer" },
    { "deal_move", "deal_id", "deal" },
    { "deal_move", "to_id", "stage" },
    { "gate", "stage_id", "stage" },
    { "deal", "stage_id", "stage" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (firm); i++)
    {
      RgSalvageSource *source = rg_salvage_find (self, firm[i].table);
      g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE %s NOT IN (SELECT id FROM %s)",
                                              firm[i].table, firm[i].column, firm[i].target);
      gint64 n = 0;

      if (!change (self, sql, &n, error))
        return FALSE;
      source->dropped += n;
      source->read -= n;
    }
  for (guint i = 0; i < G_N_ELEMENTS (loose); i++)
    {
      g_autofree char *sql =
          /* Nothing at all is not in a table that is empty. */
          g_strdup_printf ("UPDATE %s SET %s = NULL WHERE %s IS NOT NULL AND %s NOT IN (SELECT id FROM %s)",
                           loose[i].table, loose[i].column, loose[i].column, loose[i].column,
                           loose[i].target);

      if (!change (self, sql, &rg_salvage_find (self, loose[i].table)->mended, error))
        return FALSE;
    }
  return TRUE;
}

/* Columns whose field is gone get one again, so that what stands in them is seen. */
static gboolean
mend_fields (RgSalvage *self, GError **error)
{
  static const char sql[] =
      "INSERT INTO own_field (entity, key, label, type, position, created_at, updated_at) "
      "SELECT t.name, c.name, '? ' || c.name, CASE c.type WHEN 'TEXT' THEN 'text' ELSE 'number' END, "
      "1000 + c.cid, 0, 0 FROM sqlite_schema t, pragma_table_info (t.name) c "
      "WHERE t.type = 'table' AND c.name GLOB 'x[1-9]*' AND c.type IN ('TEXT', 'REAL') AND NOT EXISTS "
      "(SELECT 1 FROM own_field o WHERE o.entity = t.name AND o.key = c.name)";
  RgSalvageSource *source = rg_salvage_find (self, "own_field");

  if (rg_salvage_count_missing (source) == 0)
    return TRUE;
  return change (self, sql, &source->mended, error);
}

/* --- history ----------------------------------------------------------------------- */

/* Images of rows that are not as they were would spoil what is there: either
 * everything is whole, or the history is only read. */
static gboolean
mend_history (RgSalvage *self, GError **error)
{
  static const char leave[] = "DELETE FROM journal; DELETE FROM journal_bulk; DELETE FROM removed;"
                              "UPDATE operation SET target = NULL, kind = 'do' "
                              "WHERE target NOT IN (SELECT id FROM operation);"
                              "UPDATE operation SET images = 0, "
                              "state = CASE state WHEN 'open' THEN 'done' ELSE state END;";
  gboolean whole = TRUE;

  for (guint i = 0; i < self->sources->len; i++)
    {
      const RgSalvageSource *source = g_ptr_array_index (self->sources, i);

      whole = whole && rg_salvage_count_missing (source) == 0 && source->mended == 0 &&
              source->dropped == 0 && source->spoilt == 0;
    }
  self->report->history = whole;
  return whole || rg_database_exec (self->db, leave, error);
}

/* No number is given out twice. */
static gboolean
mend_sequences (RgSalvage *self, GError **error)
{
  return rg_database_exec (
      self->db,
      "INSERT INTO sqlite_sequence (name, seq) SELECT name, 0 FROM sequence s "
      "WHERE name NOT IN (SELECT name FROM sqlite_sequence) AND name IN "
      "(SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%');"
      "UPDATE sqlite_sequence SET seq = max (seq, ifnull ((SELECT max (seq) FROM sequence s "
      "WHERE s.name = sqlite_sequence.name AND s.seq BETWEEN 0 AND 100000000), 0));",
      error);
}

static gboolean
check_references (RgSalvage *self, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (self->db, "PRAGMA foreign_key_check", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_ROW)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_FAILED,
                 _ ("What was salvaged does not fit together (%s), so no shop was made of it. Please restore "
                    "a backup."),
                 rg_statement_get_text (statement, 0));
  return step == RG_STEP_DONE;
}

gboolean
rg_salvage_mend (RgSalvage *self, GError **error)
{
  return make_lost (self, error) && mend_references (self, error) && mend_fields (self, error) &&
         mend_history (self, error) && mend_sequences (self, error) && check_references (self, error);
}

/* --- attachments --------------------------------------------------------------------- */

/* Whether all of @in could be written to @out; what cannot be read is not @hash. */
static gboolean
copy_content (int in, int out, const char *hash, gboolean *same)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (65536);
  ssize_t n;

  while ((n = read (in, buffer, 65536)) > 0)
    {
      g_checksum_update (checksum, buffer, n);
      for (ssize_t done = 0, more; done < n; done += MAX (more, 0))
        {
          more = write (out, buffer + done, (gsize) (n - done));
          if (more < 0 && errno != EINTR)
            return FALSE;
        }
    }
  *same = n == 0 && g_str_equal (g_checksum_get_string (checksum), hash);
  return !*same || fsync (out) == 0;
}

/* @same: (out): whether it is there and is what it should be. FALSE and @error when
 * the new folder cannot take it: then it is not the file that is at fault. */
static gboolean
copy_file (const char *from, const char *to, const char *hash, gboolean *same, GError **error)
{
  int in = g_open (from, O_RDONLY | O_CLOEXEC, 0);
  int out = in >= 0 ? g_open (to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
  gboolean ok;

  *same = FALSE;
  if (in < 0)
    return TRUE;
  ok = out >= 0 && copy_content (in, out, hash, same);
  if (!ok)
    rg_store_error_set_errno (errno, to, error);
  close (in);
  if (out >= 0)
    close (out);
  if (out >= 0 && !(ok && *same))
    g_unlink (to);
  return ok;
}

static gboolean
take_file (RgSalvage *self, const char *hash, const char *name, GError **error)
{
  /* Whatever stands in the row, it is a file of this folder. */
  g_autofree char *base = g_path_get_basename (hash);
  g_autofree char *from = g_build_filename (self->folder, "files", base, NULL);
  g_autofree char *to = g_build_filename (self->new_folder, "files", base, NULL);
  gboolean same;

  if (!copy_file (from, to, hash, &same, error))
    return FALSE;
  if (same)
    self->report->files++;
  else
    g_ptr_array_add (self->report->files_missing, g_strdup (name));
  return TRUE;
}

gboolean
rg_salvage_copy_files (RgSalvage *self, GError **error)
{
  g_autofree char *folder = g_build_filename (self->new_folder, "files", NULL);
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement = rg_database_prepare (self->db, "SELECT hash, min (name) FROM attachment GROUP BY hash", error);
  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (g_mkdir (folder, 0700) != 0 && errno != EEXIST)
        {
          rg_store_error_set_errno (errno, folder, error);
          return FALSE;
        }
      if (!take_file (self, rg_statement_get_text (statement, 0), rg_statement_get_text (statement, 1),
                      error))
        return FALSE;
    }
  return step == RG_STEP_DONE &&
         (!g_file_test (folder, G_FILE_TEST_IS_DIR) || rg_store_folder_sync (folder, error));
}
