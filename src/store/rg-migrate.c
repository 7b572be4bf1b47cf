/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-migrate.h"

#include "rg-schema.h"
#include "store/rg-store-error.h"

#include <glib/gi18n-lib.h>

static GBytes *
load_step (int version, GError **error)
{
  g_autofree char *path = g_strdup_printf (RG_APP_PATH "/schema/%03d.sql", version);

  return g_resource_lookup_data (rg_schema_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

static gboolean
check_references (RgDatabase *db, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (db, "PRAGMA foreign_key_check", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_ROW)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CORRUPT,
                 _ ("The shop could not be brought up to date, because a row of “%s” points to nothing. "
                    "It was left as it is."),
                 rg_statement_get_text (statement, 0));
  return step == RG_STEP_DONE;
}

static gboolean
run_step (RgDatabase *db, int version, GError **error)
{
  g_autoptr (GBytes) sql = load_step (version, error);
  g_autofree char *pragma = g_strdup_printf ("PRAGMA user_version = %d", version);

  if (sql == NULL || !rg_database_begin (db, TRUE, error))
    return FALSE;
  if (rg_database_exec (db, g_bytes_get_data (sql, NULL), error) && rg_database_exec (db, pragma, error) &&
      check_references (db, error) && rg_database_commit (db, error))
    return TRUE;
  rg_database_rollback (db);
  return FALSE;
}

gboolean
rg_migrate (RgDatabase *db, GError **error)
{
  gint64 version = 0;

  if (!rg_database_get_integer (db, "PRAGMA user_version", 0, &version, error))
    return FALSE;
  for (int next = (int) version + 1; next <= RG_SCHEMA_VERSION; next++)
    if (!run_step (db, next, error))
      return FALSE;
  return TRUE;
}
