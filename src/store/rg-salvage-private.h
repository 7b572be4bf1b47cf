/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the salvage. */

#include "store/rg-database-private.h"
#include "store/rg-salvage-pages.h"
#include "store/rg-salvage.h"

G_BEGIN_DECLS

/* Row ids are given out one after another; a larger one is damage. */
#define RG_SALVAGE_MOST_ROWS 100000000

typedef struct
{
  char *name;
  char *type; /* TEXT, INTEGER, REAL or BLOB */
  gboolean needed;
} RgSalvageColumn;

/**
 * RgSalvageSource:
 * @root: where its tree begins, 0 when the file does not tell
 * @columns: (element-type RgSalvageColumn): in the order in which they lie
 * @indexes: (element-type guint32): roots of those that have all rows
 * @n_least: values that every row has at least
 *
 * A table of the damaged file, and what became of it.
 */
typedef struct
{
  char *name;
  guint32 root;
  GPtrArray *columns;
  GArray *indexes;
  guint n_least;
  RgPageTrouble trouble;
  GHashTable *known; /* ids that an index has; NULL when none is whole */
  gint64 read;
  gint64 spoilt; /* of these, texts that had bytes which are none */
  gint64 unfit;
  gint64 mended;
  gint64 dropped;
  RgStatement *insert;
} RgSalvageSource;

typedef struct
{
  const char *folder;
  const char *new_folder;
  RgPages *pages;
  RgDatabase *db;
  GPtrArray *sources;
  RgSalvageReport *report;
  RgSalvageProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
  gint64 told;
  gint64 rows; /* looked at so far */
  gboolean log_left;
  GError **error;
} RgSalvage;

/* rg-salvage-schema.c */
gboolean rg_salvage_read_schema (RgSalvage *self, GError **error);
gboolean rg_salvage_take_own_columns (RgSalvage *self, RgSalvageSource *own, GError **error);
gboolean rg_salvage_take_columns (RgSalvage *self, GError **error);
RgSalvageSource *rg_salvage_find (RgSalvage *self, const char *name);
void rg_salvage_source_free (RgSalvageSource *source);

/* rg-salvage-mend.c */
gboolean rg_salvage_mend (RgSalvage *self, GError **error);
gboolean rg_salvage_copy_files (RgSalvage *self, GError **error);

/* rg-salvage-report.c */
gboolean rg_salvage_is_history (const char *table);
gint64 rg_salvage_count_missing (const RgSalvageSource *source);
void rg_salvage_make_report (RgSalvage *self);

G_END_DECLS
