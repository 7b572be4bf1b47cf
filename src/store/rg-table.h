/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the store: entity tables as they really are, and their rows. */

#include "catalog/rg-catalog.h"
#include "store/rg-database.h"

G_BEGIN_DECLS

/**
 * RgColumn:
 * @name: of the column
 * @kind: how values lie in it
 * @fallback: what a row gets that does not say; null for most
 * @target: (nullable): the table that it points into
 */
typedef struct
{
  char *name;
  RgValueKind kind;
  RgValue fallback;
  const char *target;
} RgColumn;

/**
 * RgTable:
 *
 * One entity's table: every column but the id and those that the store derives
 * from the others. Those of retired fields, and of own fields whose making was
 * undone, are among them: a row taken away comes back with all it had.
 */
typedef struct
{
  const char *name; /* interned */
  RgColumn *columns;
  guint n_columns;
  GHashTable *by_name; /* name → index + 1 */
  gboolean unique;     /* has a unique index besides its id */
  /* What the keys of a name are made from; -1 where the table has no names. */
  int name_column;
  int kind_column;
  int reading_column;
  int updated_column;
  char *select_sql;
  char *insert_sql;
  char *delete_sql;
  char *span_sql; /* id and columns of the rows between two ids, the last first */
} RgTable;

/**
 * RgImage:
 *
 * Values of a table's columns, as many as it has; only those marked in @known
 * are meant.
 */
typedef struct
{
  const RgTable *table;
  RgValue *values;
  guint8 *known;
} RgImage;

/* (element-type utf8 RgTable) (transfer full): by name */
GHashTable *rg_tables_load (RgDatabase *db, const RgCatalog *catalog, GError **error);
/* -1 when there is none. */
int rg_table_find_column (const RgTable *table, const char *name);
/* Whether the sort key and reading must be made again with @column. */
gboolean rg_table_column_names (const RgTable *table, int column);

RgImage *rg_image_new (const RgTable *table);
void rg_image_free (RgImage *image);
void rg_image_clear (RgImage *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgImage, rg_image_free)
void rg_image_set (RgImage *image, int column, const RgValue *value);
/* As a JSON object; nulls are left out where they go without saying. */
char *rg_image_to_json (const RgImage *image);
void rg_image_append_json (const RgImage *image, GString *json);
gboolean rg_image_read_json (RgImage *image, const char *json, GError **error);
/* Whether every column known to @expected is the same in @actual; @whole: and
 * the others are null. */
gboolean rg_image_matches (const RgImage *actual, const RgImage *expected, gboolean whole);

/* Rows. RG_STEP_ROW: it is there; RG_STEP_DONE: it is not. */
RgStep rg_table_read (const RgTable *table, RgDatabase *db, gint64 id, RgImage *image, GError **error);
/* Takes over the columns of @statement's row from @first on. */
void rg_image_read_row (RgImage *image, RgStatement *statement, int first);
/* @id 0: the table gives the next one. Unknown columns get their fallback. */
gint64
rg_table_insert (const RgTable *table, RgDatabase *db, gint64 id, const RgImage *image, GError **error);
/* Writes the known columns. */
gboolean
rg_table_update (const RgTable *table, RgDatabase *db, gint64 id, const RgImage *image, GError **error);
gboolean rg_table_delete (const RgTable *table, RgDatabase *db, gint64 id, GError **error);
/* Binds reading and sort key to the two parameters from @index on. */
void rg_table_bind_keys (RgStatement *statement,
                         int index,
                         const char *name,
                         const char *kind,
                         const char *reading);
/* Makes all of them again when the rules of order have changed. */
gboolean rg_table_renew_keys (RgDatabase *db, GError **error);

/* Appends @text as a JSON string, or a number as JSON. */
void rg_json_append_text (GString *json, const char *text);
void rg_json_append_value (GString *json, const RgValue *value);

G_END_DECLS
