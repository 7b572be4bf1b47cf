/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-stage-wish.h"

#include "app/rg-change.h"
#include "shop/rg-attachment-kinds.h"

/* --- reading -------------------------------------------------------------- */

/**
 * rg_stage_rules_free:
 * @rules: (transfer full): stages and gates
 */
void
rg_stage_rules_free (RgStageRules *rules)
{
  g_clear_pointer (&rules->stages, g_ptr_array_unref);
  g_clear_pointer (&rules->gates, g_ptr_array_unref);
  g_free (rules);
}

/**
 * rg_stage_rules_read:
 * @read: a read transaction
 * @data: not used
 * @cancellable: not used
 * @error: return location for an error
 *
 * Returns: (transfer full): an RgStageRules; %NULL and @error when they could not be read
 */
gpointer
rg_stage_rules_read (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStageRules) rules = g_new0 (RgStageRules, 1);

  rules->stages = rg_stages_list (read, TRUE, error);
  if (rules->stages == NULL)
    return NULL;
  rules->gates = rg_gates_list (read, 0, error);
  return rules->gates != NULL ? g_steal_pointer (&rules) : NULL;
}

/**
 * rg_stage_rules_find:
 * @rules: stages and gates
 * @id: of a stage
 *
 * Returns: (transfer none) (nullable): the stage
 */
const RgStage *
rg_stage_rules_find (const RgStageRules *rules, gint64 id)
{
  for (guint i = 0; i < rules->stages->len; i++)
    {
      const RgStage *stage = g_ptr_array_index (rules->stages, i);

      if (stage->id == id)
        return stage;
    }
  return NULL;
}

/* --- changing ------------------------------------------------------------- */

/**
 * rg_stage_wish_new:
 * @verb: what is to be done
 * @stage_id: with which stage; 0: a new one
 *
 * Returns: (transfer full): a wish that changes nothing else yet
 */
RgStageWish *
rg_stage_wish_new (RgStageVerb verb, gint64 stage_id)
{
  RgStageWish *wish = g_new0 (RgStageWish, 1);

  wish->verb = verb;
  wish->stage_id = stage_id;
  wish->days = -1;
  wish->chance = -1;
  return wish;
}

/**
 * rg_stage_wish_free:
 * @wish: (transfer full): a wish
 */
void
rg_stage_wish_free (RgStageWish *wish)
{
  g_free (wish->name);
  g_free (wish->color);
  g_free (wish->what);
  g_strfreev (wish->fields);
  g_free (wish);
}

static gboolean
set_stage (RgOp *op, const RgStageWish *wish, GError **error)
{
  RgStageWords words = {
    .name = wish->name, .days = wish->days, .chance = wish->chance, .color = wish->color
  };

  return wish->stage_id != 0 ? rg_stage_change (op, wish->stage_id, &words, error)
                             : rg_stage_add (op, &words, 0, error) != 0;
}

/* A kind of attachments that nothing had yet is proposed for the next file. */
static gboolean
set_gate (RgOp *op, const RgStageWish *wish, GError **error)
{
  RgGateWords words = { .kind = wish->kind,
                        .what = wish->what,
                        .fields = (const char *const *) wish->fields,
                        .n = wish->n,
                        .amount_fen = wish->amount_fen };

  if (wish->kind == RG_GATE_ATTACHMENTS && wish->what != NULL && *wish->what != '\0' &&
      !rg_attachment_kinds_ensure (op, wish->what, error))
    return FALSE;
  return wish->gate_id != 0 ? rg_gate_change (op, wish->gate_id, &words, error)
                            : rg_gate_add (op, wish->stage_id, &words, error) != 0;
}

static gboolean
wish_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgStageWish *wish = data;

  switch (wish->verb)
    {
    case RG_STAGE_SET:
      return set_stage (op, wish, error);
    case RG_STAGE_MOVE:
      return rg_stage_move (op, wish->stage_id, wish->before, error);
    case RG_STAGE_RETIRE:
      return rg_stage_retire (op, wish->stage_id, error);
    case RG_STAGE_RETURN:
      return rg_stage_return (op, wish->stage_id, error);
    case RG_STAGE_SET_GATE:
      return set_gate (op, wish, error);
    case RG_STAGE_DELETE_GATE:
      return rg_gate_delete (op, wish->gate_id, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * rg_stage_wish_carry_out:
 * @wish: (transfer full): what is to be done
 * @store: the shop
 * @widget: where it was asked for
 * @label: what the history reads
 * @callback: called after COMMIT, or when it failed; see rg_change_finish()
 * @user_data: for @callback
 */
void
rg_stage_wish_carry_out (RgStageWish *wish,
                         RgStore *store,
                         GtkWidget *widget,
                         const char *label,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  rg_change_async (store, widget, label, wish_func, wish, (GDestroyNotify) rg_stage_wish_free, NULL, callback,
                   user_data);
}
