/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-store-log.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* SQLite takes any log that lies beside a file, has the right name and sums up,
 * also that of another shop or of last week's copy, and mixes the pages of both.
 * So each log says whose it is: the first transaction that is written to it
 * gives the shop's stamp the next number. The stamp in the file itself is then
 * the same, when the log has come into the file, or one less. */

#define SHOP_SIZE 16
#define NUMBER_SIZE 12
#define STAMP_SIZE (SHOP_SIZE + 1 + NUMBER_SIZE)
#define MOST_DEPTH 8
#define MOST_PAGES 4096

/* Kinds of pages of a table. */
#define INNER 5
#define LEAF 13

gboolean
rg_log_stamp_parse (const char *text, gsize size, RgLogStamp *stamp)
{
  g_autofree char *number = NULL;

  if (size != STAMP_SIZE || text[SHOP_SIZE] != ' ')
    return FALSE;
  memcpy (stamp->shop, text, SHOP_SIZE);
  stamp->shop[SHOP_SIZE] = '\0';
  number = g_strndup (text + SHOP_SIZE + 1, NUMBER_SIZE);
  return strspn (number, "0123456789") == NUMBER_SIZE &&
         g_ascii_string_to_signed (number, 10, 0, G_MAXINT64, &stamp->number, NULL);
}

gboolean
rg_log_stamp_follows (const RgLogStamp *log, const RgLogStamp *file)
{
  /* A file of before there were stamps gets its first one through a log. */
  if (file == NULL)
    return log == NULL || log->number == 1;
  return log != NULL && g_str_equal (log->shop, file->shop) &&
         (log->number == file->number || log->number == file->number + 1);
}

/*< private >
 * rg_store_log_stamp:
 *
 * The text keeps its length, so that it is written where it stands.
 */
gboolean
rg_store_log_stamp (RgDatabase *db, GError **error)
{
  return rg_database_exec (db,
                           "INSERT INTO meta (key, value) VALUES ('" RG_LOG_KEY
                           "', lower (hex (randomblob (8))) || ' 000000000001') "
                           "ON CONFLICT (key) DO UPDATE SET value = substr (value, 1, 17) || "
                           "printf ('%012d', CAST (substr (value, 18) AS INTEGER) + 1)",
                           error);
}

/* --- looking ------------------------------------------------------------------ */

static guint32
read_word (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

/* The stamp on a leaf, found by its key: a record's texts lie one behind the
 * other. What is no leaf of such a table gives nothing. */
static gboolean
find_on_leaf (const guint8 *page, guint size, RgLogStamp *stamp)
{
  guint n = (guint) page[3] << 8 | page[4];

  for (guint i = 0; i < n && 8 + 2 * i + 2 <= size; i++)
    {
      guint at = (guint) page[8 + 2 * i] << 8 | page[9 + 2 * i];

      /* Behind a length, a number and the record's head. */
      for (guint head = 5; head <= 14 && at + head + strlen (RG_LOG_KEY) + STAMP_SIZE <= size; head++)
        {
          const guint8 *key = page + at + head;

          if (memcmp (key, RG_LOG_KEY, strlen (RG_LOG_KEY)) == 0)
            return rg_log_stamp_parse ((const char *) key + strlen (RG_LOG_KEY), STAMP_SIZE, stamp);
        }
    }
  return FALSE;
}

typedef enum
{
  NOT_THERE,
  THERE,
  UNKNOWN, /* not all of it can be read */
} Found;

/* Of a table's tree in the file alone, without the log. */
typedef struct
{
  sqlite3_file *file;
  guint size; /* of a page */
  guint n;    /* pages read */
  RgLogStamp stamp;
} Tree;

static Found find_on_page (Tree *tree, guint32 number, guint depth);

static Found
find_on_inner (Tree *tree, const guint8 *page, guint depth)
{
  guint n = (guint) page[3] << 8 | page[4];
  Found found = NOT_THERE;

  for (guint i = 0; i < n && found == NOT_THERE; i++)
    {
      guint at = 12 + 2 * i + 2 <= tree->size ? (guint) page[12 + 2 * i] << 8 | page[13 + 2 * i] : tree->size;

      found = at + 4 <= tree->size ? find_on_page (tree, read_word (page + at), depth + 1) : UNKNOWN;
    }
  return found == NOT_THERE ? find_on_page (tree, read_word (page + 8), depth + 1) : found;
}

static Found
find_on_page (Tree *tree, guint32 number, guint depth)
{
  g_autofree guint8 *page = g_malloc0 (tree->size);

  if (number < 2 || depth > MOST_DEPTH || ++tree->n > MOST_PAGES ||
      tree->file->pMethods->xRead (tree->file, page, (int) tree->size,
                                   (sqlite3_int64) (number - 1) * tree->size) != SQLITE_OK)
    return UNKNOWN;
  if (page[0] == LEAF)
    return find_on_leaf (page, tree->size, &tree->stamp) ? THERE : NOT_THERE;
  return page[0] == INNER ? find_on_inner (tree, page, depth) : UNKNOWN;
}

/* The stamp is the oldest row or nearly so, unless the shop is older than stamps are. */
static Found
find_in_file (RgDatabase *db, guint32 root, guint size, RgLogStamp *stamp)
{
  Tree tree = { .size = size };
  Found found;

  if (sqlite3_file_control (db->handle, "main", SQLITE_FCNTL_FILE_POINTER, &tree.file) != SQLITE_OK ||
      tree.file == NULL || tree.file->pMethods == NULL)
    return UNKNOWN;
  found = find_on_page (&tree, root, 0);
  *stamp = tree.stamp;
  return found;
}

static gboolean
find_with_log (RgDatabase *db, RgLogStamp *stamp, gboolean *found, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (db, "SELECT value FROM meta WHERE key = '" RG_LOG_KEY "'", error);
  const char *text;
  RgStep step;

  if (statement == NULL)
    return FALSE;
  step = rg_statement_step (statement, error);
  text = step == RG_STEP_ROW ? rg_statement_get_text (statement, 0) : NULL;
  *found = text != NULL && rg_log_stamp_parse (text, strlen (text), stamp);
  return step != RG_STEP_ERROR;
}

static gboolean
look (RgDatabase *db, gboolean *belongs, GError **error)
{
  RgLogStamp in_file;
  RgLogStamp in_log;
  Found found;
  gboolean has_log = FALSE;
  gint64 root = 0;
  gint64 size = 0;

  if (!rg_database_get_integer (db, "SELECT rootpage FROM sqlite_schema WHERE name = 'meta'", 0, &root,
                                error) ||
      !rg_database_get_integer (db, "PRAGMA page_size", 0, &size, error))
    return FALSE;
  found = find_in_file (db, (guint32) root, (guint) size, &in_file);
  if (!find_with_log (db, &in_log, &has_log, error))
    return FALSE;
  /* A log that was on its way into the file when the program ended leaves half a
   * tree there; then nothing speaks against it. */
  *belongs =
      found == UNKNOWN || rg_log_stamp_follows (has_log ? &in_log : NULL, found == THERE ? &in_file : NULL);
  return TRUE;
}

gboolean
rg_store_log_check (RgDatabase *db, GError **error)
{
  gboolean belongs = FALSE;

  /* Between the two looks another program may bring its log into the file. */
  for (guint i = 0; i < 5 && !belongs; i++)
    if (!look (db, &belongs, error))
      return FALSE;
  if (!belongs)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT,
                         _ ("The file shop.db-wal in this folder belongs to another shop or to another copy "
                            "of this one. Nothing was "
                            "changed. Please move shop.db-wal to another folder and open the shop again, or "
                            "restore a backup."));
  return belongs;
}
