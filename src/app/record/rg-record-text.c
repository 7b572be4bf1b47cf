/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-record-text.h"

#include <glib/gi18n-lib.h>

#define HIDDEN_FLAGS (RG_FIELD_SYSTEM | RG_FIELD_DERIVED | RG_FIELD_RETIRED | RG_FIELD_VIRTUAL)

static void
add_line (GString *text, const char *label, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  /* Translators: a label and its value. */
  g_string_append_printf (text, _ ("%s: %s"), label, value);
  g_string_append_c (text, '\n');
}

static char *
format (RgRow *row, const char *key)
{
  return rg_row_format (row, rg_entity_find_field (rg_row_get_entity (row), key), RG_FORMAT_DISPLAY);
}

static void
add_fields (GString *text, RgRow *row)
{
  const RgEntity *entity = rg_row_get_entity (row);

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);
      g_autofree char *value = NULL;

      if ((field->flags & HIDDEN_FLAGS) != 0 || g_str_equal (field->key, "name"))
        continue;
      value = rg_row_format (row, field, RG_FORMAT_DISPLAY);
      add_line (text, rg_field_get_label (field), value);
    }
}

static char *
join (const char *first, const char *second, const char *third)
{
  GString *line = g_string_new (NULL);
  const char *const parts[] = { first, second, third };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "", parts[i]);

  return g_string_free_and_steal (line);
}

static void
add_identities (GString *text, GPtrArray *identities)
{
  for (guint i = 0; i < identities->len; i++)
    {
      RgRow *row = g_ptr_array_index (identities, i);
      g_autofree char *kind = format (row, "kind");
      g_autofree char *value = join (rg_row_get_text (row, "value"), rg_row_get_text (row, "label"), NULL);

      add_line (text, kind, value);
    }
}

static void
add_contacts (GString *text, GPtrArray *contacts)
{
  for (guint i = 0; i < contacts->len; i++)
    {
      RgRow *row = g_ptr_array_index (contacts, i);
      g_autofree char *phone = format (row, "phone");
      g_autofree char *value = join (rg_row_get_text (row, "name"), rg_row_get_text (row, "role"), phone);

      add_line (text, _ ("Contact person"), value);
    }
}

static void
add_relations (GString *text, GPtrArray *relations)
{
  for (guint i = 0; i < relations->len; i++)
    {
      const RgRelation *relation = g_ptr_array_index (relations, i);
      g_autofree char *birthday = format (relation->row, "birthday");
      g_autofree char *value = join (relation->name, birthday, NULL);

      add_line (text, rg_relation_label (relation), value);
    }
}

static void
add_tags (GString *text, GPtrArray *tags)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < tags->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            ((const RgProfileTag *) g_ptr_array_index (tags, i))->name);
  add_line (text, _ ("Tags"), names->str);
}

/**
 * rg_record_text:
 * @profile: a customer
 *
 * Returns: (transfer full): lines of text, without an end of line behind the
 *   last one
 */
char *
rg_record_text (RgProfile *profile)
{
  GString *text = g_string_new (NULL);
  RgRow *customer = rg_profile_get_customer (profile);
  const char *name = rg_row_get_text (customer, "name");

  if (name != NULL && *name != '\0')
    g_string_append_printf (text, "%s\n", name);
  add_fields (text, customer);
  add_tags (text, rg_profile_get_tags (profile));
  add_identities (text, rg_profile_get_identities (profile));
  add_contacts (text, rg_profile_get_contacts (profile));
  add_relations (text, rg_profile_get_relations (profile));
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);

  return g_string_free_and_steal (text);
}
