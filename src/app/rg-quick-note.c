/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-quick-add-private.h"

#include "app/rg-change.h"
#include "shop/rg-newcomer.h"

#include <glib/gi18n-lib.h>

/**
 * rg_quick_note_new:
 *
 * Returns: (transfer full): nothing written yet
 */
RgQuickNote *
rg_quick_note_new (void)
{
  return g_atomic_rc_box_new0 (RgQuickNote);
}

/**
 * rg_quick_note_ref:
 * @note: a note
 *
 * Returns: (transfer full): @note, with one reference more
 */
RgQuickNote *
rg_quick_note_ref (RgQuickNote *note)
{
  return g_atomic_rc_box_acquire (note);
}

static void
note_clear (gpointer data)
{
  RgQuickNote *note = data;

  g_free (note->name);
  g_free (note->phone);
  g_free (note->wechat);
  g_free (note->need);
  g_free (note->next_date);
}

/**
 * rg_quick_note_unref:
 * @note: (transfer full): a note
 *
 * From any thread.
 */
void
rg_quick_note_unref (RgQuickNote *note)
{
  g_atomic_rc_box_release_full (note, note_clear);
}

static RgNewcomer
newcomer_of (const RgQuickNote *note)
{
  return (RgNewcomer) { note->name, note->phone, note->wechat, note->need, note->next_date };
}

/**
 * rg_quick_note_dup_name:
 * @note: a note
 *
 * Returns: (transfer full): what the person is called in a message
 */
char *
rg_quick_note_dup_name (const RgQuickNote *note)
{
  RgNewcomer newcomer = newcomer_of (note);

  return rg_newcomer_dup_name (&newcomer);
}

static gboolean
save_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  RgQuickNote *note = data;
  RgNewcomer newcomer = newcomer_of (note);

  if (note->known == 0)
    {
      note->id = rg_newcomer_add (op, &newcomer, error);
      return note->id != 0;
    }
  note->id = note->known;
  return rg_newcomer_join (op, note->known, &newcomer, error);
}

/**
 * rg_quick_note_save_async:
 * @store: the shop
 * @window: in whose undo it stands
 * @note: what to write; its id is set when it is saved
 * @known_name: (nullable): of the customer it is added to
 * @callback: see rg_change_finish()
 * @user_data: for @callback
 */
void
rg_quick_note_save_async (RgStore *store,
                          GtkWidget *window,
                          RgQuickNote *note,
                          const char *known_name,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autofree char *name = rg_quick_note_dup_name (note);
  /* Translators: what was done, in the history; %s is a customer's name. */
  g_autofree char *label = note->known != 0 ? g_strdup_printf (_ ("Add a note to %s"), known_name)
                                            : g_strdup_printf (_ ("Add %s"), name);

  rg_change_async (store, window, label, save_func, rg_quick_note_ref (note),
                   (GDestroyNotify) rg_quick_note_unref, NULL, callback, user_data);
}
