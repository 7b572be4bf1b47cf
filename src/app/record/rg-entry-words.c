/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-entry-words.h"

#include "app/record/rg-kind-picker.h"
#include "shop/rg-contact-forms.h"

#include <glib/gi18n-lib.h>

static gboolean
is_something (const char *text)
{
  return text != NULL && *text != '\0';
}

/**
 * rg_entry_words_who:
 * @profile: a customer
 *
 * Returns: (transfer full): the name; the phone when there is none
 */
char *
rg_entry_words_who (const RgProfile *profile)
{
  RgRow *row = rg_profile_get_customer (profile);
  const RgField *phone = rg_entity_find_field (rg_row_get_entity (row), "phone");

  if (is_something (rg_row_get_text (row, "name")))
    return g_strdup (rg_row_get_text (row, "name"));
  if (is_something (rg_row_get_text (row, "phone")))
    return rg_row_format (row, phone, RG_FORMAT_DISPLAY);
  return g_strdup (_ ("No name"));
}

/**
 * rg_entry_words_label:
 * @catalog: the shop's catalogue
 * @kind: a kind of event, or "sale"
 * @who: the customer's name
 *
 * Returns: (transfer full): what the history reads
 */
char *
rg_entry_words_label (RgCatalog *catalog, const char *kind, const char *who)
{
  /* Translators: the kind of an entry and a customer's name: Call (张三). */
  return g_strdup_printf (_ ("%s (%s)"), rg_kind_get_label (catalog, kind), who);
}

/**
 * rg_entry_words_is_sale:
 * @entry: an entry
 *
 * Returns: whether it is a sale, and not an event or a move
 */
gboolean
rg_entry_words_is_sale (const RgTimelineEntry *entry)
{
  return g_str_equal (rg_entity_get_key (rg_row_get_entity (entry->row)), "sale");
}

/**
 * rg_entry_words_kind:
 * @entry: an entry
 *
 * Returns: a kind of event, "sale" or "deal"
 */
const char *
rg_entry_words_kind (const RgTimelineEntry *entry)
{
  const char *kind;

  if (entry->deal_id != 0)
    return RG_KIND_DEAL;
  kind = rg_entry_words_is_sale (entry) ? RG_KIND_SALE : rg_row_get_text (entry->row, "kind");
  return kind != NULL ? kind : "other";
}

/**
 * rg_entry_words_text:
 * @catalog: the shop's catalogue
 * @entry: an entry
 *
 * Returns: (transfer full): what happened; the kind where nothing is written
 */
char *
rg_entry_words_text (RgCatalog *catalog, const RgTimelineEntry *entry)
{
  gboolean sale = rg_entry_words_is_sale (entry);
  const char *text, *notes;

  if (entry->words != NULL)
    return g_strdup (entry->words);
  text = rg_row_get_text (entry->row, sale ? "item" : "text");
  notes = sale ? rg_row_get_text (entry->row, "notes") : NULL;
  if (!is_something (text))
    text = is_something (notes) ? "" : rg_kind_get_label (catalog, rg_entry_words_kind (entry));
  return g_strconcat (text, is_something (text) && is_something (notes) ? "\n" : "",
                      notes != NULL ? notes : "", NULL);
}

static void
add_part (GString *line, const char *part)
{
  if (!is_something (part))
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, part);
}

/* "× 2"; one is not worth a word. */
static void
add_quantity (GString *line, const RgTimelineEntry *entry)
{
  const RgField *field = rg_entity_find_field (rg_row_get_entity (entry->row), "quantity");
  const RgValue *value = rg_row_get (entry->row, field);
  g_autofree char *number = NULL;
  g_autofree char *part = NULL;

  if (rg_value_is_null (value) || rg_value_get_real (value) == 1.0)
    return;
  number = rg_row_format (entry->row, field, RG_FORMAT_DISPLAY);
  part = g_strdup_printf ("× %s", number);
  add_part (line, part);
}

/* Of a move that came with a list only the day is known. */
static gboolean
has_time (const RgTimelineEntry *entry, GDateTime *local)
{
  return entry->deal_id == 0 || g_date_time_get_hour (local) != 0 || g_date_time_get_minute (local) != 0 ||
         g_date_time_get_seconds (local) != 0.0;
}

/**
 * rg_entry_words_about:
 * @catalog: the shop's catalogue
 * @entry: an entry
 *
 * Returns: (transfer full): the kind of an event, its time, who and outcome; how
 *   many were sold, what they are and where they were
 */
char *
rg_entry_words_about (RgCatalog *catalog, const RgTimelineEntry *entry)
{
  GString *line = g_string_new (NULL);

  add_part (line, rg_kind_get_label (catalog, rg_entry_words_kind (entry)));
  if (rg_entry_words_is_sale (entry))
    {
      add_quantity (line, entry);
      add_part (line, rg_row_get_text (entry->row, "category"));
      add_part (line, rg_row_get_text (entry->row, "channel"));
    }
  else
    {
      g_autoptr (GDateTime) local = g_date_time_new_from_unix_local_usec (entry->at * 1000);
      g_autofree char *time = g_date_time_format (local, "%H:%M");

      add_part (line, has_time (entry, local) ? time : NULL);
      add_part (line, rg_row_get_text (entry->row, "staff"));
      add_part (line, rg_row_get_text (entry->row, "outcome"));
    }
  return g_string_free_and_steal (line);
}

/* Staff and outcome stand with time and kind. */
static gboolean
is_answer (const RgField *field)
{
  return rg_contact_form_may_ask (field) && !g_str_equal (field->key, "staff") &&
         !g_str_equal (field->key, "outcome");
}

/**
 * rg_entry_words_parts:
 * @entry: an entry
 *
 * Returns: (transfer full) (nullable): what its form was answered, in one line;
 *   %NULL where it was not, and for a sale
 */
char *
rg_entry_words_parts (const RgTimelineEntry *entry)
{
  const RgEntity *entity = rg_row_get_entity (entry->row);
  g_autoptr (GString) line = g_string_new (NULL);

  if (rg_entry_words_is_sale (entry) || entry->deal_id != 0)
    return NULL;
  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);
      g_autofree char *value = NULL;
      g_autofree char *part = NULL;

      if (!is_answer (field) || rg_value_is_null (rg_row_get (entry->row, field)))
        continue;
      value = rg_row_format (entry->row, field, RG_FORMAT_DISPLAY);
      /* Translators: a field and its value: "Needs: three rooms". */
      part = g_strdup_printf (_ ("%s: %s"), rg_field_get_label (field), g_strdelimit (value, "\n", ' '));
      add_part (line, part);
    }
  return line->len > 0 ? g_string_free_and_steal (g_steal_pointer (&line)) : NULL;
}

/**
 * rg_entry_words_amount:
 * @entry: an entry
 *
 * Returns: (transfer full) (nullable): a sale's amount; %NULL where there is
 *   none
 */
char *
rg_entry_words_amount (const RgTimelineEntry *entry)
{
  const RgField *field = rg_entity_find_field (rg_row_get_entity (entry->row), "amount_fen");

  if (field == NULL || rg_value_is_null (rg_row_get (entry->row, field)))
    return NULL;
  return rg_row_format (entry->row, field, RG_FORMAT_DISPLAY);
}

/**
 * rg_entry_words_next:
 * @entry: an entry
 *
 * Returns: (nullable): the ISO day of the next step that it has set
 */
const char *
rg_entry_words_next (const RgTimelineEntry *entry)
{
  return rg_entry_words_is_sale (entry) ? NULL : rg_row_get_text (entry->row, "next_date");
}

/**
 * rg_entry_words_day:
 * @entry: an entry
 * @day: (out caller-allocates): the local day on which it happened
 */
void
rg_entry_words_day (const RgTimelineEntry *entry, GDate *day)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local_usec (entry->at * 1000);

  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local), (GDateYear) g_date_time_get_year (local));
}
