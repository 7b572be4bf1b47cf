/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-entry-form-private.h"

#include "catalog/rg-date.h"
#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>

const RgField *
rg_entry_form_find_field (RgEntryForm *self, const char *entity, const char *key)
{
  return rg_entity_find_field (rg_catalog_find (self->catalog, entity), key);
}

gboolean
rg_entry_form_is_sale (RgEntryForm *self)
{
  return g_strcmp0 (rg_kind_picker_get_kind (self->kind_picker), RG_KIND_SALE) == 0;
}

/* --- reading what is written --------------------------------------------- */

/* Blank is no amount, which is no mistake. */
gboolean
rg_entry_form_read_amount (RgEntryForm *self, RgValue *amount, GError **error)
{
  return !rg_entry_form_is_sale (self) ||
         rg_field_parse (rg_entry_form_find_field (self, "sale", "amount_fen"),
                         gtk_editable_get_text (self->amount_entry), amount, error);
}

static gint64
local_time (const GDate *day, int hour, int minute)
{
  g_autoptr (GDateTime) moment = g_date_time_new_local (g_date_get_year (day), (int) g_date_get_month (day),
                                                        g_date_get_day (day), hour, minute, 0);

  return moment != NULL ? g_date_time_to_unix (moment) * 1000 : 0;
}

/* 0 for a new entry: now; and for one whose day and time are as they were: it
 * keeps its seconds. */
static gboolean
read_when (RgEntryForm *self, gint64 *at, GError **error)
{
  const char *day_text = rg_date_button_get_choice (self->day_button);
  const char *time_text = gtk_editable_get_text (self->time_entry);
  g_auto (RgValue) clock = RG_VALUE_INIT;
  g_autofree char *trimmed = rg_text_trim (time_text);
  GDate day;

  *at = 0;
  if (self->entry == NULL || !rg_date_from_iso (day_text, &day) ||
      (g_str_equal (day_text, self->first_day) && g_str_equal (time_text, self->first_time)))
    return TRUE;
  if (rg_entry_form_is_sale (self))
    {
      *at = local_time (&day, 12, 0);
      return TRUE;
    }
  if (*trimmed == '\0')
    {
      g_set_error_literal (error, RG_FIELD_ERROR, RG_FIELD_ERROR_SYNTAX,
                           _ ("The time is missing. Write it like 15:30."));
      return FALSE;
    }
  if (!rg_type_time.parse (NULL, trimmed, &clock, error))
    return FALSE;
  *at = local_time (&day, atoi (clock.text), atoi (clock.text + 3));
  return TRUE;
}

/* Of an entry that is there, what is not touched is left as it is, and "" takes
 * away. */
static void
make_edit (RgEntryForm *self, RgEntryChange *change)
{
  change->entity = g_strdup (rg_entity_get_key (rg_row_get_entity (self->entry->row)));
  change->id = rg_row_get_id (self->entry->row);
  if (g_strcmp0 (change->next_date, self->first->next_date) == 0)
    g_clear_pointer (&change->next_date, g_free);
  else if (change->next_date == NULL)
    change->next_date = g_strdup ("");
}

static gboolean
is_day (const char *choice)
{
  return choice != NULL && *choice != '\0';
}

static RgEntryChange *
make_change (RgEntryForm *self, const RgValue *amount, gint64 at)
{
  RgEntryChange *change = g_new0 (RgEntryChange, 1);
  g_autofree char *text = rg_text_area_dup_text (self->text_area);

  change->kind = g_strdup (rg_kind_picker_get_kind (self->kind_picker));
  change->text = rg_text_trim (text);
  change->at = at;
  change->has_amount = amount->kind == RG_VALUE_INTEGER;
  change->amount_fen = rg_value_get_integer (amount);
  change->next_date = g_strdup (rg_date_button_get_choice (self->next_button));
  if (is_day (change->next_date))
    change->next_what = rg_text_trim (gtk_editable_get_text (self->what_entry));
  if (!rg_entry_form_is_sale (self))
    change->parts = rg_entry_parts_read (self->parts, self->first != NULL ? self->first->parts : NULL);
  if (self->entry != NULL)
    make_edit (self, change);
  return change;
}

/* An entry from before its form, or from elsewhere, may be mended without being
 * completed. */
static gboolean
read_parts (RgEntryForm *self, GError **error)
{
  const char *kind = rg_kind_picker_get_kind (self->kind_picker);
  gboolean as_before = self->first != NULL && g_strcmp0 (kind, self->first->kind) == 0;

  if (rg_entry_parts_commit (self->parts))
    return rg_entry_parts_check (self->parts, as_before ? self->first->parts : NULL, error);
  g_set_error_literal (error, RG_FIELD_ERROR, RG_FIELD_ERROR_SYNTAX,
                       _ ("Something in the form cannot be read; it is marked."));
  return FALSE;
}

/**
 * rg_entry_form_read:
 * @self: a form
 *
 * Returns: (transfer full) (nullable): what is to be saved; %NULL when
 *   something is wrong, which the form then says
 */
RgEntryChange *
rg_entry_form_read (RgEntryForm *self)
{
  g_auto (RgValue) amount = RG_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  gint64 at;

  if (!rg_entry_form_read_amount (self, &amount, &error))
    {
      rg_entry_form_set_error (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->amount_entry));
      return NULL;
    }
  if (!read_when (self, &at, &error))
    {
      rg_entry_form_set_error (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->time_entry));
      return NULL;
    }
  if (!rg_entry_form_is_sale (self) && !read_parts (self, &error))
    {
      rg_entry_form_set_error (self, error->message);
      return NULL;
    }
  rg_entry_form_set_error (self, NULL);
  return make_change (self, &amount, at);
}

/**
 * rg_entry_form_read_valid:
 * @self: a form
 *
 * Returns: (transfer full): what is to be saved; what cannot be read, and what is
 *   required and was taken away, stays as it was
 */
RgEntryChange *
rg_entry_form_read_valid (RgEntryForm *self)
{
  g_auto (RgValue) amount = RG_VALUE_INIT;
  gint64 at;

  rg_entry_parts_commit (self->parts);
  if (!rg_entry_form_read_amount (self, &amount, NULL))
    {
      rg_value_clear (&amount);
      if (self->entry != NULL)
        rg_value_copy (rg_row_get (self->entry->row, rg_entry_form_find_field (self, "sale", "amount_fen")),
                       &amount);
    }
  if (!read_when (self, &at, NULL))
    at = 0;
  return make_change (self, &amount, at);
}
