/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-run.h"

#include "catalog/rg-text.h"

#include <string.h>

/* What the owner made of the columns of a file, kept for the next one that has
 * the same: a row of meta for each set of headers. It is no record of the shop
 * and no part of the import's operation: undoing that does not forget it. */

#define PREFIX "import-columns:"
/* More sets of headers than this: the oldest go. */
#define SAVED_MAX 50
/* Texts of the value: the instant and the file, then these for a column. */
#define HEAD_TEXTS 2
#define COLUMN_TEXTS 6

/**
 * SavedColumn:
 * @target: word for it
 * @entity: (nullable)
 * @field: (nullable)
 * @label: (nullable)
 * @type: (nullable)
 *
 * What a column meant.
 */
typedef struct
{
  char *name; /* squashed */
  char *target;
  char *entity;
  char *field;
  char *label;
  char *type;
} SavedColumn;

static const char *const targets[] = { "ignore", "field", "new", "notes", NULL };

static void
column_free (SavedColumn *column)
{
  g_free (column->name);
  g_free (column->target);
  g_free (column->entity);
  g_free (column->field);
  g_free (column->label);
  g_free (column->type);
  g_free (column);
}

/**
 * rg_import_saved_free:
 * @saved: (transfer full): a saved mapping
 */
void
rg_import_saved_free (RgImportSaved *saved)
{
  g_free (saved->file);
  g_clear_pointer (&saved->differing, g_array_unref);
  g_clear_pointer (&saved->columns, g_ptr_array_unref);
  g_free (saved);
}

/* --- which file it is for ------------------------------------------------- */

/* Key in meta: what is imported and the headers, in whatever order. %NULL for
 * files without a header: nothing tells that they are alike. */
static char *
make_key (const RgImportPlan *plan)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GChecksum) sum = NULL;

  if (plan->header_line == 0)
    return NULL;
  for (guint i = 0; i < plan->columns->len; i++)
    {
      const RgImportColumn *column = g_ptr_array_index (plan->columns, i);

      /* Refused rows that come back have one column more. */
      if (!rg_header_is_reason (column->name))
        g_ptr_array_add (names, rg_header_squash (column->name));
    }
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  sum = g_checksum_new (G_CHECKSUM_SHA256);
  for (guint i = 0; i < names->len; i++)
    {
      g_checksum_update (sum, g_ptr_array_index (names, i), -1);
      g_checksum_update (sum, (const guchar *) "\n", 1);
    }
  return g_strdup_printf (PREFIX "%s:%s", plan->entity, g_checksum_get_string (sum));
}

/* --- as a text ------------------------------------------------------------ */

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static char *
or_null (const char *text)
{
  return *text != '\0' ? g_strdup (text) : NULL;
}

static char *
to_text (const RgImportPlan *plan)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *file = g_filename_display_basename (plan->path);
  g_auto (GStrv) texts = NULL;

  g_strv_builder_take (builder, g_strdup_printf ("%" G_GINT64_FORMAT, rg_clock_now ()));
  g_strv_builder_add (builder, file);
  for (guint i = 0; i < plan->columns->len; i++)
    {
      const RgImportColumn *column = g_ptr_array_index (plan->columns, i);

      if (rg_header_is_reason (column->name))
        continue;
      g_strv_builder_take (builder, rg_header_squash (column->name));
      g_strv_builder_add_many (builder, targets[column->target], or_empty (column->entity),
                               or_empty (column->field), or_empty (column->label),
                               column->type != NULL ? column->type->id : "", NULL);
    }
  texts = g_strv_builder_end (builder);
  return rg_text_list_to_json ((const char *const *) texts);
}

/* (transfer full) (nullable): %NULL for what this program did not write. */
static RgImportSaved *
from_text (const char *text)
{
  g_auto (GStrv) texts = text != NULL ? rg_text_list_from_json (text) : NULL;
  guint n = texts != NULL ? g_strv_length (texts) : 0;
  RgImportSaved *saved;

  if (n < HEAD_TEXTS || (n - HEAD_TEXTS) % COLUMN_TEXTS != 0)
    return NULL;
  saved = g_new0 (RgImportSaved, 1);
  saved->at = g_ascii_strtoll (texts[0], NULL, 10);
  saved->file = g_strdup (texts[1]);
  saved->differing = g_array_new (FALSE, FALSE, sizeof (guint));
  saved->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  for (guint i = HEAD_TEXTS; i < n; i += COLUMN_TEXTS)
    {
      SavedColumn *column = g_new0 (SavedColumn, 1);

      column->name = g_strdup (texts[i]);
      column->target = g_strdup (texts[i + 1]);
      column->entity = or_null (texts[i + 2]);
      column->field = or_null (texts[i + 3]);
      column->label = or_null (texts[i + 4]);
      column->type = or_null (texts[i + 5]);
      g_ptr_array_add (saved->columns, column);
    }
  return saved;
}

/* --- reading -------------------------------------------------------------- */

/* What was saved for a column; of several with one header the same place. */
static const SavedColumn *
find_column (const RgImportSaved *saved, const RgImportPlan *plan, guint index)
{
  const RgImportColumn *column = g_ptr_array_index (plan->columns, index);
  g_autofree char *name = rg_header_squash (column->name);

  for (guint i = 0; i < saved->columns->len; i++)
    {
      const SavedColumn *candidate = g_ptr_array_index (saved->columns, i);

      if (strcmp (candidate->name, name) == 0)
        return candidate;
    }
  return NULL;
}

/* Whether the field that a column meant can still be given. */
static gboolean
can_be (const RgImportPlan *plan, const SavedColumn *was)
{
  const RgEntity *entity = was->entity != NULL ? rg_catalog_find (plan->catalog, was->entity) : NULL;
  const RgField *field;

  if (strcmp (was->target, "field") != 0)
    return g_strv_contains (targets, was->target);
  field = entity != NULL && was->field != NULL ? rg_entity_find_field (entity, was->field) : NULL;
  return field != NULL && rg_import_takes_field (plan->entity, was->entity, field);
}

/* An own field that was to be made is there since. */
static gboolean
is_made (const RgImportPlan *plan, const RgImportColumn *column, const SavedColumn *was)
{
  const RgField *field =
      rg_entity_find_field (rg_catalog_find (plan->catalog, column->entity), column->field);
  g_autofree char *label = NULL;
  g_autofree char *wanted = NULL;

  if (strcmp (was->target, "new") != 0 || field == NULL || (field->flags & RG_FIELD_OWN) == 0)
    return FALSE;
  label = rg_header_squash (field->label);
  wanted = rg_header_squash (was->label != NULL ? was->label : was->name);
  return strcmp (label, wanted) == 0;
}

static gboolean
is_same (const RgImportPlan *plan, const RgImportColumn *column, const SavedColumn *was)
{
  if (column->target == RG_IMPORT_TARGET_FIELD && is_made (plan, column, was))
    return TRUE;
  if (strcmp (targets[column->target], was->target) != 0)
    return FALSE;
  switch (column->target)
    {
    case RG_IMPORT_TARGET_FIELD:
      return g_strcmp0 (column->entity, was->entity) == 0 && g_strcmp0 (column->field, was->field) == 0;
    case RG_IMPORT_TARGET_NEW:
      return g_strcmp0 (column->label, was->label) == 0 && g_strcmp0 (column->entity, was->entity) == 0 &&
             (was->type == NULL || (column->type != NULL && strcmp (column->type->id, was->type) == 0));
    case RG_IMPORT_TARGET_IGNORE:
    case RG_IMPORT_TARGET_NOTES:
    default:
      return TRUE;
    }
}

static void
compare (RgImportSaved *saved, const RgImportPlan *plan)
{
  for (guint i = 0; i < plan->columns->len; i++)
    {
      const RgImportColumn *column = g_ptr_array_index (plan->columns, i);
      const SavedColumn *was = find_column (saved, plan, i);

      if (was != NULL && column->basis != RG_IMPORT_BASIS_OWNER && can_be (plan, was) &&
          !is_same (plan, column, was))
        g_array_append_val (saved->differing, i);
    }
}

/* (nullable): the value of a row of meta; no @error when there is none. */
static char *
read_meta (RgRead *read, const char *key, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (read), "SELECT value FROM meta WHERE key = ?1", error);

  if (statement == NULL)
    return NULL;
  rg_statement_bind_text (statement, 0, key);
  return rg_statement_step (statement, error) == RG_STEP_ROW ? g_strdup (rg_statement_get_text (statement, 0))
                                                             : NULL;
}

/**
 * rg_import_find_saved:
 * @read: a read transaction
 * @plan: a plan
 * @error: return location for an error
 *
 * Looks for what the owner made of a file with the same headers, in whatever
 * order, imported as the same.
 *
 * Returns: (transfer full) (nullable): it; %NULL when there is nothing, or on
 *   error
 */
RgImportSaved *
rg_import_find_saved (RgRead *read, const RgImportPlan *plan, GError **error)
{
  g_autofree char *key = make_key (plan);
  g_autofree char *text = key != NULL ? read_meta (read, key, error) : NULL;
  RgImportSaved *saved = text != NULL ? from_text (text) : NULL;

  if (saved != NULL)
    compare (saved, plan);
  return saved;
}

/**
 * rg_import_saved_func:
 * @read: a read transaction
 * @job: an RgImportJob
 * @cancellable: (nullable): unused
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): an RgImportSaved
 */
gpointer
rg_import_saved_func (RgRead *read, gpointer job, GCancellable *cancellable, GError **error)
{
  return rg_import_find_saved (read, ((RgImportJob *) job)->plan, error);
}

static RgImportTarget
target_of (const SavedColumn *was)
{
  guint i = 0;

  while (targets[i] != NULL && strcmp (targets[i], was->target) != 0)
    i++;
  return (RgImportTarget) i;
}

static gboolean
apply (RgImportPlan *plan, guint index, const SavedColumn *was, GError **error)
{
  const RgFieldType *type = was->type != NULL ? rg_field_type_find (was->type) : NULL;
  RgImportTarget target = target_of (was);
  g_autofree char *field = NULL;

  if (target == RG_IMPORT_TARGET_FIELD)
    field = g_strdup_printf ("%s.%s", was->entity, was->field);
  else if (target == RG_IMPORT_TARGET_NEW)
    field = g_strdup (was->entity != NULL ? was->entity : plan->entity);
  else
    type = NULL;
  if (!rg_import_plan_set_column (plan, index, target, field, type, error))
    return FALSE;
  rg_import_plan_set_label (plan, index, was->label);
  return TRUE;
}

/**
 * rg_import_plan_apply_saved:
 * @plan: a plan
 * @saved: what rg_import_find_saved() gave for it
 * @error: return location for an error
 *
 * Makes the columns mean what they meant then. A field that has gone since, or
 * was retired, leaves its column as it is; so does what the owner has said
 * about a column of this plan already.
 *
 * Returns: %FALSE on error
 */
gboolean
rg_import_plan_apply_saved (RgImportPlan *plan, const RgImportSaved *saved, GError **error)
{
  g_autofree gboolean *own = g_new0 (gboolean, plan->columns->len + 1);

  for (guint i = 0; i < plan->columns->len; i++)
    own[i] = ((const RgImportColumn *) g_ptr_array_index (plan->columns, i))->basis == RG_IMPORT_BASIS_OWNER;
  for (guint i = 0; i < plan->columns->len; i++)
    {
      const SavedColumn *was = find_column (saved, plan, i);

      if (was != NULL && !own[i] && can_be (plan, was) &&
          !is_same (plan, g_ptr_array_index (plan->columns, i), was) && !apply (plan, i, was, error))
        return FALSE;
    }
  return TRUE;
}

/* --- writing -------------------------------------------------------------- */

static gboolean
write_meta (RgWrite *write, const char *key, const char *text, GError **error)
{
  static const char sql[] = "INSERT INTO meta (key, value) VALUES (?1, ?2) "
                            "ON CONFLICT (key) DO UPDATE SET value = excluded.value";
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_write_get_database (write), sql, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, key);
  rg_statement_bind_text (statement, 1, text);
  return rg_statement_run (statement, error);
}

/* The instant stands first in each value. */
static gboolean
drop_oldest (RgWrite *write, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("DELETE FROM meta WHERE key IN (SELECT key FROM meta WHERE key LIKE '" PREFIX "%%'"
                       " ORDER BY CAST (value ->> 0 AS INTEGER) DESC, key LIMIT -1 OFFSET %d)",
                       SAVED_MAX);
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_write_get_database (write), sql, error);

  return statement != NULL && rg_statement_run (statement, error);
}

static gboolean
has_own_word (const RgImportPlan *plan)
{
  for (guint i = 0; i < plan->columns->len; i++)
    {
      if (((const RgImportColumn *) g_ptr_array_index (plan->columns, i))->basis == RG_IMPORT_BASIS_OWNER)
        return TRUE;
    }
  return FALSE;
}

/**
 * rg_import_save_columns:
 * @write: a write transaction
 * @plan: what was imported
 * @error: return location for an error
 *
 * Keeps what the columns meant, when the owner said so of at least one of them.
 * A guess need not be kept, unless it replaces what was said before.
 *
 * Returns: %FALSE on error
 */
gboolean
rg_import_save_columns (RgWrite *write, const RgImportPlan *plan, GError **error)
{
  g_autofree char *key = make_key (plan);
  g_autofree char *text = NULL;
  g_autofree char *before = NULL;
  GError *reason = NULL;

  if (key == NULL)
    return TRUE;
  before = read_meta (rg_write_as_read (write), key, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return FALSE;
    }
  if (before == NULL && !has_own_word (plan))
    return TRUE;
  text = to_text (plan);
  return write_meta (write, key, text, error) && drop_oldest (write, error);
}
