/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-draft.h"

#include "app/record/rg-kind-picker.h"
#include "shop/rg-followup.h"

#include <glib/gi18n-lib.h>

/**
 * rg_draft_new:
 * @kind: a kind of event, or "sale"
 *
 * Returns: (transfer full): with nothing written yet
 */
RgDraft *
rg_draft_new (const char *kind)
{
  RgDraft *draft = g_new0 (RgDraft, 1);

  draft->kind = g_strdup (kind);
  draft->text = g_strdup ("");
  draft->amount = g_strdup ("");
  draft->next_what = g_strdup ("");
  draft->parts = rg_entry_texts_new ();
  return draft;
}

/**
 * rg_draft_copy:
 * @draft: a draft
 *
 * Returns: (transfer full): the same
 */
RgDraft *
rg_draft_copy (const RgDraft *draft)
{
  RgDraft *copy = g_new0 (RgDraft, 1);

  copy->kind = g_strdup (draft->kind);
  copy->text = g_strdup (draft->text);
  copy->amount = g_strdup (draft->amount);
  copy->next_date = g_strdup (draft->next_date);
  copy->next_what = g_strdup (draft->next_what);
  copy->parts = rg_entry_texts_copy (draft->parts);
  return copy;
}

/**
 * rg_draft_free:
 * @draft: (transfer full): a draft
 */
void
rg_draft_free (RgDraft *draft)
{
  g_free (draft->kind);
  g_free (draft->text);
  g_free (draft->amount);
  g_free (draft->next_date);
  g_free (draft->next_what);
  g_hash_table_unref (draft->parts);
  g_free (draft);
}

static gboolean
is_blank (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/**
 * rg_draft_is_empty:
 * @draft: (nullable): a draft
 *
 * A call or a visit without a word is something: it says that it happened. A
 * note or a sale without one is not.
 *
 * Returns: whether there is nothing to save
 */
gboolean
rg_draft_is_empty (const RgDraft *draft)
{
  if (draft == NULL)
    return TRUE;
  if (!is_blank (draft->text))
    return FALSE;
  if (g_str_equal (draft->kind, "sale"))
    return is_blank (draft->amount);
  if (g_hash_table_size (draft->parts) > 0)
    return FALSE;
  return g_str_equal (draft->kind, "note") && draft->next_date == NULL;
}

/**
 * rg_draft_equal:
 * @a: a draft
 * @b: another one
 *
 * Returns: whether the same is written in both
 */
gboolean
rg_draft_equal (const RgDraft *a, const RgDraft *b)
{
  return g_str_equal (a->kind, b->kind) && g_str_equal (a->text, b->text) &&
         g_str_equal (a->amount, b->amount) && g_strcmp0 (a->next_date, b->next_date) == 0 &&
         g_str_equal (a->next_what, b->next_what) && rg_entry_texts_equal (a->parts, b->parts);
}

/* --- one per customer --------------------------------------------------- */

/* They go with the shop when it is closed, and not with a page. */
static GHashTable *
drafts_of (RgStore *store)
{
  static GQuark quark = 0;
  GHashTable *drafts;

  if (quark == 0)
    quark = g_quark_from_static_string ("rg-drafts");
  drafts = g_object_get_qdata (G_OBJECT (store), quark);
  if (drafts == NULL)
    {
      drafts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) rg_draft_free);
      g_object_set_qdata_full (G_OBJECT (store), quark, drafts, (GDestroyNotify) g_hash_table_unref);
    }
  return drafts;
}

/**
 * rg_drafts_put:
 * @store: an open shop
 * @customer_id: whom it is about
 * @draft: (nullable): copied; nothing when there is nothing in it
 *
 * Keeps what is written about a customer until the shop is closed.
 */
void
rg_drafts_put (RgStore *store, gint64 customer_id, const RgDraft *draft)
{
  /* A sale whose amount is still to be written stays chosen. */
  if (draft == NULL || (rg_draft_is_empty (draft) && g_str_equal (draft->kind, "note")))
    g_hash_table_remove (drafts_of (store), &customer_id);
  else
    g_hash_table_replace (drafts_of (store), g_memdup2 (&customer_id, sizeof customer_id),
                          rg_draft_copy (draft));
}

/**
 * rg_drafts_get:
 * @store: an open shop
 * @customer_id: whom it is about
 *
 * Returns: (transfer none) (nullable): what was being written about a customer
 */
const RgDraft *
rg_drafts_get (RgStore *store, gint64 customer_id)
{
  return g_hash_table_lookup (drafts_of (store), &customer_id);
}

/* --- on its way to the shop --------------------------------------------- */

/**
 * rg_entry_change_free:
 * @change: (transfer full): a change
 */
void
rg_entry_change_free (RgEntryChange *change)
{
  g_free (change->entity);
  g_free (change->kind);
  g_free (change->text);
  g_free (change->next_date);
  g_free (change->next_what);
  g_clear_pointer (&change->parts, g_ptr_array_unref);
  g_free (change);
}

/* Fields are those of the operation's catalogue: there may be a newer one. The cells
 * have the values of @change. */
static gboolean
find_cells (RgOp *op, const RgEntryChange *change, GArray *cells, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "event");

  for (guint i = 0; change->parts != NULL && i < change->parts->len; i++)
    {
      const RgEntryPart *part = g_ptr_array_index (change->parts, i);
      RgCell cell = { .field = rg_entity_find_field (entity, part->key), .value = part->value };

      if (cell.field == NULL)
        {
          g_set_error_literal (error, RG_FIELD_ERROR, RG_FIELD_ERROR_SYNTAX,
                               _ ("A field of the form is gone. Look at what is written and save again."));
          return FALSE;
        }
      g_array_append_val (cells, cell);
    }
  return TRUE;
}

static RgFollowup
to_followup (const RgEntryChange *change, const GArray *cells)
{
  return (RgFollowup) {
    .kind = change->kind,
    .at = change->at,
    .text = change->text,
    .amount_fen = change->amount_fen,
    .has_amount = change->has_amount,
    .next_date = change->next_date,
    .next_what = change->next_what,
    .parts = (const RgCell *) (gpointer) cells->data,
    .n_parts = cells->len,
  };
}

/* A sale belongs to no deal: its customer's count. */
static gboolean
put_to_deal (RgOp *op, const RgEntryChange *change, gint64 id, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "event");
  RgCell cell = { .field = rg_entity_find_field (entity, "deal_id"),
                  .value = { .kind = RG_VALUE_INTEGER, .integer = change->deal_id } };

  return change->deal_id == 0 || g_str_equal (change->kind, RG_KIND_SALE) ||
         rg_op_update (op, entity, id, &cell, 1, error);
}

/**
 * rg_entry_change_add:
 * @op: an operation
 * @data: an #RgEntryChange
 * @cancellable: (nullable): not used
 * @error: return location for an error
 *
 * Returns: whether the entry was added
 */
gboolean
rg_entry_change_add (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntryChange *change = data;
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (RgCell));
  RgFollowup followup;
  gint64 id;

  if (!find_cells (op, change, cells, error))
    return FALSE;
  followup = to_followup (change, cells);
  id = rg_followup_add (op, change->customer_id, &followup, error);
  return id != 0 && put_to_deal (op, change, id, error);
}

/**
 * rg_entry_change_update:
 * @op: an operation
 * @data: an #RgEntryChange
 * @cancellable: (nullable): not used
 * @error: return location for an error
 *
 * Returns: whether the entry is as it is to be
 */
gboolean
rg_entry_change_update (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntryChange *change = data;
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (RgCell));
  RgFollowup followup;

  if (!find_cells (op, change, cells, error))
    return FALSE;
  followup = to_followup (change, cells);
  return rg_followup_change (op, change->entity, change->id, &followup, error);
}

/**
 * rg_entry_change_delete:
 * @op: an operation
 * @data: an #RgEntryChange
 * @cancellable: (nullable): not used
 * @error: return location for an error
 *
 * Returns: whether the entry is gone
 */
gboolean
rg_entry_change_delete (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntryChange *change = data;

  return rg_followup_delete (op, change->entity, change->id, error);
}
