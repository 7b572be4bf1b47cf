/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-contacts-section.h"

#include "app/record/rg-row-dialog.h"
#include "app/record/rg-way.h"

#include <glib/gi18n-lib.h>

struct _RgContactsSection
{
  RgRowsSection parent_instance;
};

G_DEFINE_FINAL_TYPE (RgContactsSection, rg_contacts_section, RG_TYPE_ROWS_SECTION)

static void
append_part (GString *line, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", part);
}

/* "Manager · 138 1234 5678 · WeChat bear_12" */
static char *
dup_subtitle (RgRow *row, gboolean mask)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const char *phone = rg_row_get_text (row, "phone");
  const char *wechat = rg_row_get_text (row, "wechat");
  g_autofree char *shown = phone != NULL && *phone != '\0' ? rg_way_dup_phone (phone, mask) : NULL;
  /* Translators: %s is a WeChat id. */
  g_autofree char *named =
      wechat != NULL && *wechat != '\0' ? g_strdup_printf (_ ("WeChat %s"), wechat) : NULL;

  append_part (line, rg_row_get_text (row, "role"));
  append_part (line, shown);
  append_part (line, named);

  return line->len > 0 ? g_strdup (line->str) : NULL;
}

static GPtrArray *
rg_contacts_section_list (RgRowsSection *section, RgProfile *profile)
{
  GPtrArray *specs = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_row_spec_free);
  GPtrArray *rows = rg_profile_get_contacts (profile);

  for (guint i = 0; i < rows->len; i++)
    {
      RgRow *row = g_ptr_array_index (rows, i);
      const char *name = rg_row_get_text (row, "name");
      const char *phone = rg_row_get_text (row, "phone");
      RgRowSpec *spec =
          rg_row_spec_new (rg_row_get_id (row), name != NULL && *name != '\0' ? name : _ ("No name"));

      spec->subtitle = dup_subtitle (row, rg_rows_section_masks (section));
      spec->phone = phone != NULL && *phone != '\0' ? g_strdup (phone) : NULL;
      g_ptr_array_add (specs, spec);
    }

  return specs;
}

static void
rg_contacts_section_add (RgRowsSection *section)
{
  RgProfile *profile = rg_section_get_profile (RG_SECTION (section));
  const RgEntity *contact = rg_catalog_find (rg_profile_get_catalog (profile), "contact");
  RgCell fixed = { .field = rg_entity_find_field (contact, "customer_id"),
                   .value = { .kind = RG_VALUE_INTEGER, .integer = rg_profile_get_id (profile) } };

  rg_row_dialog_present (GTK_WIDGET (section), rg_section_get_store (RG_SECTION (section)), "contact", NULL,
                         &fixed, 1, _ ("New Contact Person"));
}

static void
rg_contacts_section_edit (RgRowsSection *section, gint64 id)
{
  GPtrArray *rows = rg_profile_get_contacts (rg_section_get_profile (RG_SECTION (section)));

  for (guint i = 0; i < rows->len; i++)
    if (rg_row_get_id (g_ptr_array_index (rows, i)) == id)
      rg_row_dialog_present (GTK_WIDGET (section), rg_section_get_store (RG_SECTION (section)), "contact",
                             g_ptr_array_index (rows, i), NULL, 0, _ ("Contact Person"));
}

static void
rg_contacts_section_class_init (RgContactsSectionClass *klass)
{
  RgRowsSectionClass *rows_class = RG_ROWS_SECTION_CLASS (klass);

  rows_class->entity = "contact";
  rows_class->list = rg_contacts_section_list;
  rows_class->add = rg_contacts_section_add;
  rows_class->edit = rg_contacts_section_edit;
}

static void
rg_contacts_section_init (RgContactsSection *self)
{
  rg_rows_section_set_labels (RG_ROWS_SECTION (self), _ ("Contact Persons"), _ ("Add a Contact Person"));
}

/**
 * rg_contacts_section_new:
 *
 * Returns: (transfer floating): an empty section
 */
GtkWidget *
rg_contacts_section_new (void)
{
  return g_object_new (RG_TYPE_CONTACTS_SECTION, NULL);
}
