/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the dialog: what is saved, away from the fields. */

#include "app/rg-quick-add.h"

G_BEGIN_DECLS

/**
 * RgQuickNote:
 * @known: the customer it is added to; 0: a new one
 * @id: whose it became
 *
 * What was written into the dialog; shared by it and the writing thread.
 */
typedef struct
{
  char *name;
  char *phone;
  char *wechat;
  char *need;
  char *next_date;
  gint64 known;
  gint64 id;
} RgQuickNote;

RgQuickNote *rg_quick_note_new (void);
RgQuickNote *rg_quick_note_ref (RgQuickNote *note);
void rg_quick_note_unref (RgQuickNote *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgQuickNote, rg_quick_note_unref)

/* What the person is called in a message. (transfer full) */
char *rg_quick_note_dup_name (const RgQuickNote *note);
/* Writes it; see rg_change_finish. @known_name: (nullable): of the customer it is
 * added to. */
void rg_quick_note_save_async (RgStore *store,
                               GtkWidget *window,
                               RgQuickNote *note,
                               const char *known_name,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

G_END_DECLS
