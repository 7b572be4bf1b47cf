/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-print-private.h"

#include "catalog/rg-phone.h"
#include "shop/rg-profile.h"
#include "store/rg-store-error.h"

#include <glib/gi18n-lib.h>

/* One customer on paper: what is known, and what happened. */

static gboolean
is_shown (const RgField *field)
{
  return (field->flags & (RG_FIELD_SYSTEM | RG_FIELD_DERIVED | RG_FIELD_RETIRED | RG_FIELD_VIRTUAL)) == 0;
}

/* The owner's own fields may stand in no group. */
static const char *
group_of (const RgField *field)
{
  return field->group != NULL && *field->group != '\0' ? field->group : N_ ("More");
}

/* Fields that have a value, each group below its heading. */
static void
add_fields (RgPrint *print, const RgRow *row, gboolean mask)
{
  const RgEntity *entity = rg_row_get_entity (row);
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);
      const char *group = group_of (field);

      if (is_shown (field) && !rg_value_is_null (rg_row_get (row, field)) &&
          !g_ptr_array_find_with_equal_func (groups, group, g_str_equal, NULL))
        g_ptr_array_add (groups, (gpointer) group);
    }
  for (guint g = 0; g < groups->len; g++)
    {
      const char *group = g_ptr_array_index (groups, g);

      rg_print_add (print, RG_PRINT_HEADING, NULL, _ (group), NULL);
      for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
        {
          const RgField *field = rg_entity_get_field (entity, i);
          g_autofree char *text = NULL;

          if (!is_shown (field) || !g_str_equal (group_of (field), group) ||
              rg_value_is_null (rg_row_get (row, field)))
            continue;
          text = rg_print_format (row, field, mask);
          rg_print_add (print, RG_PRINT_PAIR, rg_field_get_label (field), text, NULL);
        }
    }
}

static void
append (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

/* What a further phone is, is said by the row's kind and not by the field. */
static char *
format_field (const RgRow *row, const RgField *field, gboolean mask)
{
  const char *value = rg_value_get_text (rg_row_get (row, field));

  if (value != NULL && g_str_equal (field->key, "value") &&
      g_strcmp0 (rg_row_get_text (row, "kind"), "phone") == 0)
    return mask ? rg_phone_mask (value) : rg_phone_format (value);

  return rg_print_format (row, field, mask);
}

/* A contact or an identity: what it is called, then all the rest in a line. */
static void
add_row (RgPrint *print, const RgRow *row, const char *label_key, gboolean mask)
{
  const RgEntity *entity = rg_row_get_entity (row);
  const RgField *label = rg_entity_find_field (entity, label_key);
  g_autofree char *left = rg_row_format (row, label, RG_FORMAT_DISPLAY);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);
      g_autofree char *value = NULL;

      if (field == label || !is_shown (field))
        continue;
      value = format_field (row, field, mask);
      append (text, value);
    }
  rg_print_add (print, RG_PRINT_PAIR, left, text->str, NULL);
}

static void
add_rows (RgPrint *print, const char *heading, GPtrArray *rows, const char *label_key, gboolean mask)
{
  if (rows->len == 0)
    return;
  rg_print_add (print, RG_PRINT_HEADING, NULL, heading, NULL);
  for (guint i = 0; i < rows->len; i++)
    add_row (print, g_ptr_array_index (rows, i), label_key, mask);
}

static void
add_relations (RgPrint *print, const RgProfile *profile, gboolean mask)
{
  GPtrArray *relations = rg_profile_get_relations (profile);

  if (relations->len > 0)
    rg_print_add (print, RG_PRINT_HEADING, NULL, _ ("Relations"), NULL);
  for (guint i = 0; i < relations->len; i++)
    {
      const RgRelation *relation = g_ptr_array_index (relations, i);
      const RgField *birthday = rg_entity_find_field (rg_row_get_entity (relation->row), "birthday");
      g_autoptr (GString) text = g_string_new (NULL);

      append (text, relation->name);
      if (relation->birthday != NULL)
        {
          g_auto (RgValue) value = RG_VALUE_INIT;
          g_autofree char *day = NULL;

          rg_value_set_text (&value, relation->birthday);
          day = rg_field_format (birthday, &value, RG_FORMAT_DISPLAY);
          append (text, day);
        }
      rg_print_add (print, RG_PRINT_PAIR, rg_relation_label (relation), text->str, NULL);
    }
}

static char *
say_tags (const RgProfile *profile)
{
  GPtrArray *tags = rg_profile_get_tags (profile);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < tags->len; i++)
    append (text, ((RgProfileTag *) g_ptr_array_index (tags, i))->name);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
add_sale (RgPrint *print, const RgRow *row, const char *day)
{
  const RgEntity *entity = rg_row_get_entity (row);
  static const char *const keys[] = { "item", "quantity", "category", "channel", "notes" };
  const RgField *amount = rg_entity_find_field (entity, "amount_fen");
  g_autofree char *money = rg_row_format (row, amount, RG_FORMAT_DISPLAY);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const RgField *field = rg_entity_find_field (entity, keys[i]);
      g_autofree char *value = field != NULL ? rg_row_format (row, field, RG_FORMAT_DISPLAY) : NULL;

      append (text, value);
    }
  if (text->len == 0)
    g_string_append (text, rg_entity_get_label (entity));
  rg_print_add (print, RG_PRINT_ENTRY, day, text->str, money);
}

static void
add_event (RgPrint *print, const RgRow *row, const char *day)
{
  const RgEntity *entity = rg_row_get_entity (row);
  static const char *const keys[] = { "kind", "text", "outcome", "staff" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *value = rg_row_format (row, rg_entity_find_field (entity, keys[i]), RG_FORMAT_DISPLAY);

      append (text, value);
    }
  rg_print_add (print, RG_PRINT_ENTRY, day, text->str, NULL);
}

static void
add_timeline (RgPrint *print, const RgProfile *profile)
{
  GPtrArray *timeline = rg_profile_get_timeline (profile);

  if (timeline->len > 0)
    rg_print_add (print, RG_PRINT_HEADING, NULL, _ ("Timeline"), NULL);
  for (guint i = 0; i < timeline->len; i++)
    {
      const RgTimelineEntry *entry = g_ptr_array_index (timeline, i);
      g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (entry->at / 1000);
      g_autofree char *day = g_date_time_format (at, "%Y-%m-%d");

      if (entry->words != NULL)
        rg_print_add (print, RG_PRINT_ENTRY, day, entry->words, NULL);
      else if (g_str_equal (rg_entity_get_key (rg_row_get_entity (entry->row)), "sale"))
        add_sale (print, entry->row, day);
      else
        add_event (print, entry->row, day);
    }
}

RgPrint *
rg_print_sheet_read (RgRead *read, const RgPrintJob *job, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (RgProfile) profile = rg_profile_read (read, job->customer_id, 0, &problem);
  g_autofree char *tags = NULL;
  const char *name;
  RgPrint *print;

  if (profile == NULL)
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      else
        g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                             _ ("This customer is not in the shop any more."));
      return NULL;
    }

  name = rg_row_get_text (rg_profile_get_customer (profile), "name");
  tags = say_tags (profile);
  print = rg_print_new (name != NULL ? name : _ ("Customer"));
  print->foot = g_strdup (job->shop);
  rg_print_add (print, RG_PRINT_TITLE, NULL, print->title, NULL);
  if (*tags != '\0')
    rg_print_add (print, RG_PRINT_SUBTITLE, NULL, tags, NULL);
  add_fields (print, rg_profile_get_customer (profile), job->mask);
  add_rows (print, _ ("Contact Persons"), rg_profile_get_contacts (profile), "name", job->mask);
  add_rows (print, _ ("Further Phones and Ids"), rg_profile_get_identities (profile), "kind", job->mask);
  add_relations (print, profile, job->mask);
  add_timeline (print, profile);

  return print;
}
