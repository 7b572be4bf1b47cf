/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-profile-private.h"

#include "shop/rg-contact-forms.h"
#include "shop/rg-deal.h"
#include "shop/rg-stages.h"
#include "shop/rg-task.h"

/* What belongs to a deal, as the parts of the record page show it. */

static gboolean
read_customer (RgProfile *self, RgRead *read, const RgRow *deal, GError **error)
{
  const RgField *field = rg_entity_find_field (rg_row_get_entity (deal), "customer_id");
  const RgValue *value = rg_row_get (deal, field);
  g_autoptr (GError) problem = NULL;

  if (rg_value_is_null (value))
    return TRUE;
  self->customer =
      rg_row_read (read, rg_catalog_find (self->catalog, "customer"), rg_value_get_integer (value), &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* The newest first, as those of a customer. */
static gboolean
read_files (RgProfile *self, RgRead *read, GError **error)
{
  g_autoptr (GPtrArray) rows =
      rg_rows_read_of (read, rg_catalog_find (self->catalog, "attachment"), "deal_id", self->deal_id, error);

  if (rows == NULL)
    return FALSE;
  self->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_row_unref);
  for (guint i = rows->len; i > 0; i--)
    g_ptr_array_add (self->attachments, rg_row_ref (g_ptr_array_index (rows, i - 1)));
  return TRUE;
}

static gboolean
read_all (RgProfile *self, RgRead *read, guint timeline, GError **error)
{
  self->tasks = rg_task_list_of_deal (read, self->deal_id, error);
  self->forms = self->tasks != NULL ? rg_contact_forms_list (read, error) : NULL;
  self->stages = self->forms != NULL ? rg_stages_list (read, TRUE, error) : NULL;
  self->timeline = self->stages != NULL ? rg_timeline_read_deal (read, self->deal_id, timeline, error) : NULL;
  return self->timeline != NULL && rg_timeline_count_deal (read, self->deal_id, &self->n_timeline, error) &&
         read_files (self, read, error);
}

/**
 * rg_profile_read_deal:
 * @read: a read transaction
 * @deal_id: of a deal
 * @timeline: how many entries of the timeline at most; 0 for all
 * @error: %RG_STORE_ERROR
 *
 * Reads what belongs to a deal: tasks, files and entries that were put to it, and its
 * customer. All else that a profile may have is empty.
 *
 * Returns: (transfer full) (nullable): the profile; %NULL and @error also when there is
 *   no such deal
 */
RgProfile *
rg_profile_read_deal (RgRead *read, gint64 deal_id, guint timeline, GError **error)
{
  g_autoptr (RgRow) deal = rg_deal_read (read, deal_id, error);
  g_autoptr (RgProfile) self = NULL;

  if (deal == NULL)
    return NULL;
  self = g_new0 (RgProfile, 1);
  g_atomic_ref_count_init (&self->references);
  self->catalog = rg_catalog_ref (rg_read_get_catalog (read));
  self->deal_id = deal_id;
  self->contacts = g_ptr_array_new ();
  self->identities = g_ptr_array_new ();
  self->tags = g_ptr_array_new ();
  self->relations = g_ptr_array_new ();
  self->deals = g_ptr_array_new ();
  if (!read_customer (self, read, deal, error) || !read_all (self, read, timeline, error))
    return NULL;
  return g_steal_pointer (&self);
}
