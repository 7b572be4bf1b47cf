/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the session, whose work is files of its own. */

#include "app/import/rg-import-session.h"

G_BEGIN_DECLS

struct _RgImportSession
{
  GObject parent_instance;

  RgWindow *window; /* weak */
  GFile *file;
  char *name;
  char *scratch; /* folder of pasted rows, removed at the end */
  char *text;    /* pasted rows that are not there yet */
  guint64 size;
  gint64 changed; /* when the file was written last, as far as is known */
  char *entity;   /* the owner's word; NULL: as it looks */
  char *encoding;
  char *sheet;
  RgImportKnown known;
  char **tags; /* (nullable): of everybody in the file */
  gboolean try_all;

  RgCatalog *catalog;
  RgImportPlan *plan;
  RgImportSaved *saved; /* what the same columns meant before */
  gboolean uses_saved;
  GHashTable *names; /* id → name of who was answered */
  GPtrArray *preview;
  char **sheets;
  guint shown_sheet;
  RgImportReport *trial;
  RgImportReport *result;
  GError *error;

  RgImportState state;
  RgImportState wanted; /* to follow what goes on */
  GCancellable *cancellable;
  RgImportJob job;

  GMutex mutex; /* of what the thread reports: */
  guint64 rows;
  double fraction;
};

/* --- rg-import-session.c -------------------------------------------------- */
void rg_import_session_end (RgImportSession *self, GError *error);
/* --- rg-import-look.c ----------------------------------------------------- */
void rg_import_session_begin_look (RgImportSession *self);
void rg_import_session_remove_scratch (RgImportSession *self);
/* Whether the file is still what was looked at; on any thread. */
gboolean rg_import_session_is_same (RgImportSession *self, GError **error);
/* --- rg-import-work.c ----------------------------------------------------- */
void rg_import_session_begin_try (RgImportSession *self);
void rg_import_session_begin_write (RgImportSession *self);

G_END_DECLS
