/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-window.h"
#include "exchange/rg-import.h"

G_BEGIN_DECLS

/**
 * RgImportState:
 * @RG_IMPORT_STATE_IDLE: the plan may be changed
 * @RG_IMPORT_STATE_LOOKING: the file is opened and its columns are guessed
 * @RG_IMPORT_STATE_TRYING: its rows are read to see what would come of them
 * @RG_IMPORT_STATE_WRITING: they are written into the shop
 */
typedef enum
{
  RG_IMPORT_STATE_IDLE,
  RG_IMPORT_STATE_LOOKING,
  RG_IMPORT_STATE_TRYING,
  RG_IMPORT_STATE_WRITING,
} RgImportState;

GType rg_import_state_get_type (void);

/**
 * RgImportSession:
 *
 * One import on its way from the file to the result, without a widget: what the
 * owner chose, the plan, what a trial and the import itself came to. One thing
 * goes on at a time, on another thread; what is asked for meanwhile stops it
 * and follows it.
 *
 * Signals: "looked", "mapped" (a column is something else now), "answered" (a
 * question has another answer now), "tried", "written". What came of it is asked afterwards.
 */
#define RG_TYPE_IMPORT_SESSION (rg_import_session_get_type ())
G_DECLARE_FINAL_TYPE (RgImportSession, rg_import_session, RG, IMPORT_SESSION, GObject)

/* @file: (nullable) */
RgImportSession *rg_import_session_new (RgWindow *window, GFile *file);
/* Rows copied from a spreadsheet; %NULL and @error when they cannot be kept. */
RgImportSession *rg_import_session_new_for_text (RgWindow *window, const char *text, GError **error);

/* (nullable): %NULL once the window has gone. */
RgWindow *rg_import_session_get_window (RgImportSession *self);
/* (nullable) */
GFile *rg_import_session_get_file (RgImportSession *self);
/* What it is called: the file's name, or "Pasted Rows"; "" without a file. */
const char *rg_import_session_get_name (RgImportSession *self);
gboolean rg_import_session_is_pasted (RgImportSession *self);
guint64 rg_import_session_get_size (RgImportSession *self);
RgImportState rg_import_session_get_state (RgImportSession *self);

/* --- the file: each of these looks at it (again) ------------------------- */
void rg_import_session_set_file (RgImportSession *self, GFile *file);
/* What the file holds: the owner's word, or as it looks. */
const char *rg_import_session_get_entity (RgImportSession *self);
void rg_import_session_set_entity (RgImportSession *self, const char *entity);
/* (nullable): the owner's word; %NULL: as it looks. */
const char *rg_import_session_get_encoding (RgImportSession *self);
void rg_import_session_set_encoding (RgImportSession *self, const char *encoding);
/* (nullable): name of a workbook's sheet; %NULL: the first with something in it. */
void rg_import_session_set_sheet (RgImportSession *self, const char *sheet);
void rg_import_session_look (RgImportSession *self);
/* (nullable): %NULL while it is looked at and when it cannot be imported. */
RgImportPlan *rg_import_session_get_plan (RgImportSession *self);
/* (nullable) (element-type GStrv): the first rows, decoded. */
GPtrArray *rg_import_session_get_preview (RgImportSession *self);
/* (nullable) (array zero-terminated=1): a workbook's sheets, also when the one
 * that is looked at cannot be imported. */
const char *const *rg_import_session_get_sheets (RgImportSession *self);
/* Index of the one that is looked at. */
guint rg_import_session_get_sheet (RgImportSession *self);

/* --- the columns ---------------------------------------------------------- */
void rg_import_session_set_column (RgImportSession *self,
                                   guint index,
                                   RgImportTarget target,
                                   const char *field,
                                   const RgFieldType *type);
void rg_import_session_set_label (RgImportSession *self, guint index, const char *label);
/* (nullable): what the owner made of the same columns before; %NULL where that
 * would change nothing. */
const RgImportSaved *rg_import_session_get_saved (RgImportSession *self);
gboolean rg_import_session_uses_saved (RgImportSession *self);
/* The columns mean what they meant then; or %FALSE: what they look like. */
void rg_import_session_use_saved (RgImportSession *self, gboolean use);
/* (transfer full): the fields the plan was made with. */
RgCatalog *rg_import_session_ref_catalog (RgImportSession *self);

/* --- the trial ------------------------------------------------------------ */

/* Rows that are tried unless all of them are asked for. */
#define RG_IMPORT_TRIAL_ROWS 50000
/* Problems that are listed. */
#define RG_IMPORT_TRIAL_PROBLEMS 5000

RgImportKnown rg_import_session_get_known (RgImportSession *self);
void rg_import_session_set_known (RgImportSession *self, RgImportKnown known);
/* Tags that every customer of the file gets; what comes of the rows stays. */
void rg_import_session_set_tags (RgImportSession *self, const char *const *tags);
void rg_import_session_try (RgImportSession *self, gboolean all);
/* (nullable): %NULL before it has ended, and when it could not. */
const RgImportReport *rg_import_session_get_trial (RgImportSession *self);

/* --- whose sales ---------------------------------------------------------- */
/* @name: (nullable): the customer's, when @answer is one. */
void rg_import_session_answer (RgImportSession *self, const char *key, gint64 answer, const char *name);
/* Answers all of @questions that have no answer. */
void rg_import_session_answer_rest (RgImportSession *self, GPtrArray *questions, gint64 answer);
gint64 rg_import_session_get_answer (RgImportSession *self, const RgImportQuestion *question);
/* (nullable): the name of a customer who was answered. */
const char *rg_import_session_get_answer_name (RgImportSession *self, gint64 id);

/* --- the import ----------------------------------------------------------- */
void rg_import_session_write (RgImportSession *self);
/* (nullable) */
const RgImportReport *rg_import_session_get_result (RgImportSession *self);

/* (nullable): why the last thing came to nothing. */
const GError *rg_import_session_get_error (RgImportSession *self);
/* Stops what goes on; nothing of it is left. */
void rg_import_session_stop (RgImportSession *self);
/* How far it is. */
void rg_import_session_get_progress (RgImportSession *self, guint64 *rows, double *fraction);

G_END_DECLS
