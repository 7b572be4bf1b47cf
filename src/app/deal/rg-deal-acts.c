/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/deal/rg-deal-acts.h"

#include "app/deal/rg-deal-reason.h"
#include "app/deal/rg-deal-step.h"
#include "app/deal/rg-gate-dialog.h"
#include "app/rg-change.h"
#include "shop/rg-deal.h"

#include <glib/gi18n-lib.h>

/* What is done stands in the window: the card or the row may go with it. */
static RgDealAct *
act_new (GtkWidget *widget, RgStore *store, RgDealStepKind kind, gint64 deal_id, gint64 stage_id)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  RgDealAct *act = g_new0 (RgDealAct, 1);

  *act = (RgDealAct) { .widget = g_object_ref (root != NULL ? GTK_WIDGET (root) : widget),
                       .store = g_object_ref (store),
                       .kind = kind,
                       .deal_id = deal_id,
                       .stage_id = stage_id };
  return act;
}

RgDealAct *
rg_deal_act_copy (const RgDealAct *act)
{
  return act_new (act->widget, act->store, act->kind, act->deal_id, act->stage_id);
}

void
rg_deal_act_free (RgDealAct *act)
{
  g_object_unref (act->widget);
  g_object_unref (act->store);
  g_free (act);
}

/* --- doing it --------------------------------------------------------------- */

typedef struct
{
  RgDealStepKind kind;
  gint64 deal_id;
  gint64 stage_id;
  char *reason;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->reason);
  g_free (step);
}

static gboolean
step_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const Step *step = data;

  switch (step->kind)
    {
    case RG_DEAL_STEP_MOVE:
      return rg_deal_move (op, step->deal_id, step->stage_id, step->reason, error);
    case RG_DEAL_STEP_WIN:
      return rg_deal_win (op, step->deal_id, NULL, NULL, step->reason, error);
    case RG_DEAL_STEP_LOSE:
      return rg_deal_lose (op, step->deal_id, NULL, step->reason, error);
    case RG_DEAL_STEP_REOPEN:
      return rg_deal_reopen (op, step->deal_id, step->reason, error);
    case RG_DEAL_STEP_DELETE:
    default:
      return rg_deal_delete (op, step->deal_id, error);
    }
}

/* Translators, also below: the first %s is a deal's title, the second one a stage;
 * this is a line of the history. (transfer full) */
static char *
step_label (RgDealStepKind kind, const char *title, const char *stage)
{
  switch (kind)
    {
    case RG_DEAL_STEP_MOVE:
      return g_strdup_printf (_ ("Move the deal “%s” to %s"), title, stage);
    case RG_DEAL_STEP_WIN:
      return g_strdup_printf (_ ("Win the deal “%s”"), title);
    case RG_DEAL_STEP_LOSE:
      return g_strdup_printf (_ ("Lose the deal “%s”"), title);
    case RG_DEAL_STEP_REOPEN:
      return g_strdup_printf (_ ("Open the deal “%s” again"), title);
    case RG_DEAL_STEP_DELETE:
    default:
      return g_strdup_printf (_ ("Delete the deal “%s”"), title);
    }
}

static char *
step_said (RgDealStepKind kind, const char *title, const char *stage)
{
  switch (kind)
    {
    case RG_DEAL_STEP_MOVE:
      return g_strdup_printf (_ ("Moved “%s” to %s"), title, stage);
    case RG_DEAL_STEP_WIN:
      return g_strdup_printf (_ ("Won “%s”"), title);
    case RG_DEAL_STEP_LOSE:
      return g_strdup_printf (_ ("“%s” is lost"), title);
    case RG_DEAL_STEP_REOPEN:
      return g_strdup_printf (_ ("Opened “%s” again"), title);
    case RG_DEAL_STEP_DELETE:
    default:
      return g_strdup_printf (_ ("Deleted “%s”"), title);
    }
}

/**
 * rg_deal_act_do:
 * @act: what is done
 * @sheet: of the deal, for the names
 * @reason: (nullable): why
 *
 * Does it in one operation and says so in a toast with Undo.
 */
void
rg_deal_act_do (const RgDealAct *act, const RgDealSheet *sheet, const char *reason)
{
  const char *title = rg_deal_sheet_get_text (sheet, "title");
  const char *stage = rg_deal_sheet_get_stage_name (sheet, act->stage_id);
  g_autofree char *label = step_label (act->kind, title, stage);
  g_autofree char *done = step_said (act->kind, title, stage);
  Step *step = g_new0 (Step, 1);

  *step = (Step) { act->kind, act->deal_id, act->stage_id, g_strdup (reason) };
  rg_change_say (act->store, act->widget, label, step_func, step, step_free, done);
}

/**
 * rg_deal_act_is_moot:
 * @act: what is to be done
 * @sheet: how the deal stands
 *
 * Returns: whether the deal is where it is to be
 */
gboolean
rg_deal_act_is_moot (const RgDealAct *act, const RgDealSheet *sheet)
{
  return act->kind == RG_DEAL_STEP_MOVE && rg_deal_sheet_is_open (sheet) &&
         rg_deal_sheet_get_integer (sheet, "stage_id") == act->stage_id;
}

/* --- before it ---------------------------------------------------------------- */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgDealAct) act = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDealSheet) sheet = rg_deal_sheet_read_finish (RG_STORE (source), result, &error);

  if (sheet == NULL)
    rg_change_toast (act->widget, error->message);
  else if (rg_deal_act_is_moot (act, sheet))
    return;
  else if (sheet->missing != NULL && sheet->missing->len > 0 && rg_deal_sheet_is_open (sheet))
    rg_gate_dialog_present (act, g_steal_pointer (&sheet));
  else
    rg_deal_act_do (act, sheet, NULL);
}

/* @act: (transfer full) */
static void
begin (RgDealAct *act)
{
  rg_deal_sheet_read_async (act->store, act->deal_id, 0, act->stage_id, read_cb, act);
}

/**
 * rg_deal_act_move:
 * @widget: where it is done
 * @store: the shop
 * @deal_id: of a deal
 * @stage_id: where it goes
 *
 * Moves a deal. A closed gate opens a dialog that says what is missing and goes on
 * when nothing is any more.
 */
void
rg_deal_act_move (GtkWidget *widget, RgStore *store, gint64 deal_id, gint64 stage_id)
{
  begin (act_new (widget, store, RG_DEAL_STEP_MOVE, deal_id, stage_id));
}

/**
 * rg_deal_act_win:
 * @widget: where it is done
 * @store: the shop
 * @deal_id: of a deal
 *
 * The deal is won. The gates of the last stage are asked as for a move.
 */
void
rg_deal_act_win (GtkWidget *widget, RgStore *store, gint64 deal_id)
{
  begin (act_new (widget, store, RG_DEAL_STEP_WIN, deal_id, RG_DEAL_STAGE_LAST));
}

/**
 * rg_deal_act_reopen:
 * @widget: where it is done
 * @store: the shop
 * @deal_id: of a deal that is won or lost
 *
 * The deal is open again, where it was.
 */
void
rg_deal_act_reopen (GtkWidget *widget, RgStore *store, gint64 deal_id)
{
  begin (act_new (widget, store, RG_DEAL_STEP_REOPEN, deal_id, 0));
}

/**
 * rg_deal_act_delete:
 * @widget: where it is done
 * @store: the shop
 * @deal_id: of a deal
 *
 * Deletes a deal with its history; what belongs to it stays with the customer.
 */
void
rg_deal_act_delete (GtkWidget *widget, RgStore *store, gint64 deal_id)
{
  begin (act_new (widget, store, RG_DEAL_STEP_DELETE, deal_id, 0));
}

/* --- lost ------------------------------------------------------------------------ */

typedef struct
{
  RgDealAct *act;
  RgDealSheet *sheet;
} Losing;

static void
losing_free (gpointer data)
{
  Losing *losing = data;

  rg_deal_act_free (losing->act);
  rg_deal_sheet_free (losing->sheet);
  g_free (losing);
}

static void
lose_because (const char *reason, gpointer data)
{
  const Losing *losing = data;

  rg_deal_act_do (losing->act, losing->sheet, reason);
}

static gpointer
reasons_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_deal_lost_reasons (read, error);
}

static void
reasons_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Losing *losing = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) reasons = rg_store_read_finish (RG_STORE (source), result, &error);
  g_autofree char *body = NULL;

  if (reasons == NULL)
    {
      rg_change_toast (losing->act->widget, error->message);
      losing_free (losing);
      return;
    }
  if (gtk_widget_get_root (losing->act->widget) == NULL)
    {
      losing_free (losing);
      return;
    }
  /* The title, which may be long, stands where lines break. Translators: %s is a deal's title. */
  body = g_strdup_printf (_ ("“%s”. Reasons are counted: they say what could be better."),
                          rg_deal_sheet_get_text (losing->sheet, "title"));
  rg_deal_reason_ask (losing->act->widget, _ ("Why Is It Lost?"), body, _ ("Lost"),
                      (const char *const *) reasons, lose_because, losing, losing_free);
}

static void
losing_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgDealAct) act = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDealSheet) sheet = rg_deal_sheet_read_finish (RG_STORE (source), result, &error);
  Losing *losing;

  if (sheet == NULL)
    {
      rg_change_toast (act->widget, error->message);
      return;
    }
  losing = g_new0 (Losing, 1);
  losing->act = g_steal_pointer (&act);
  losing->sheet = g_steal_pointer (&sheet);
  rg_store_read_async (losing->act->store, reasons_func, NULL, NULL, (GDestroyNotify) g_strfreev, NULL,
                       reasons_cb, losing);
}

/**
 * rg_deal_act_lose:
 * @widget: where it is done
 * @store: the shop
 * @deal_id: of a deal
 *
 * Asks why, and the deal is lost.
 */
void
rg_deal_act_lose (GtkWidget *widget, RgStore *store, gint64 deal_id)
{
  rg_deal_sheet_read_async (store, deal_id, 0, 0, losing_read_cb,
                            act_new (widget, store, RG_DEAL_STEP_LOSE, deal_id, 0));
}
