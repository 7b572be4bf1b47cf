/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-relations-section.h"

#include "app/record/rg-age.h"
#include "app/record/rg-relation-dialog.h"
#include "app/record/rg-way.h"
#include "app/widgets/rg-display.h"
#include "shop/rg-child-stages.h"

#include <glib/gi18n-lib.h>

struct _RgRelationsSection
{
  RgRowsSection parent_instance;
};

G_DEFINE_FINAL_TYPE (RgRelationsSection, rg_relations_section, RG_TYPE_ROWS_SECTION)

static void
append_part (GString *line, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", part);
}

/* "Child · Kindergarten · 3 years 2 months · 20 September 2023", "Referred by · 138 1234 5678" */
static char *
dup_subtitle (const RgRelation *relation, gboolean mask)
{
  const RgField *field = rg_entity_find_field (rg_row_get_entity (relation->row), "birthday");
  g_autoptr (GString) line = g_string_new (rg_relation_label (relation));
  g_autofree char *phone = NULL;
  g_autofree char *birthday = NULL;
  g_autofree char *age = NULL;
  gboolean child = g_strcmp0 (rg_row_get_text (relation->row, "kind"), "child") == 0 && !relation->reverse;
  const RgChildStage *stage;
  GDate today;

  rg_display_today (&today);
  stage = child ? rg_child_stages_find (relation->birthday, &today) : NULL;
  append_part (line, stage != NULL ? rg_child_stage_get_name (stage) : NULL);
  age = rg_age_words (relation->birthday, &today);
  /* A grown-up's age is nobody's business unless somebody wrote the birthday
   * down here. */
  if (child || relation->other_id == 0)
    append_part (line, age);
  if (relation->birthday != NULL && (child || relation->other_id == 0))
    {
      RgValue value = { .kind = RG_VALUE_TEXT, .text = relation->birthday };

      birthday = rg_field_format (field, &value, RG_FORMAT_DISPLAY);
      append_part (line, birthday);
    }
  if (relation->phone != NULL)
    {
      phone = rg_way_dup_phone (relation->phone, mask);
      append_part (line, phone);
    }
  append_part (line, rg_row_get_text (relation->row, "notes"));

  return g_strdup (line->str);
}

static GPtrArray *
rg_relations_section_list (RgRowsSection *section, RgProfile *profile)
{
  GPtrArray *specs = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_row_spec_free);
  GPtrArray *relations = rg_profile_get_relations (profile);

  for (guint i = 0; i < relations->len; i++)
    {
      const RgRelation *relation = g_ptr_array_index (relations, i);
      gboolean named = relation->name != NULL && *relation->name != '\0';
      RgRowSpec *spec =
          rg_row_spec_new (rg_row_get_id (relation->row), named ? relation->name : _ ("No name"));

      spec->subtitle = dup_subtitle (relation, rg_rows_section_masks (section));
      spec->open_id = relation->other_id;
      spec->fixed = relation->reverse;
      if (relation->other_id != 0)
        spec->avatar = g_strdup (named ? relation->name : "");
      g_ptr_array_add (specs, spec);
    }

  return specs;
}

static void
present (RgRowsSection *section, const RgRelation *relation)
{
  rg_relation_dialog_present (GTK_WIDGET (section), rg_section_get_store (RG_SECTION (section)),
                              rg_section_get_profile (RG_SECTION (section)), relation,
                              rg_rows_section_masks (section));
}

static void
rg_relations_section_add (RgRowsSection *section)
{
  present (section, NULL);
}

static void
rg_relations_section_edit (RgRowsSection *section, gint64 id)
{
  GPtrArray *relations = rg_profile_get_relations (rg_section_get_profile (RG_SECTION (section)));

  for (guint i = 0; i < relations->len; i++)
    {
      const RgRelation *relation = g_ptr_array_index (relations, i);

      if (rg_row_get_id (relation->row) == id && !relation->reverse)
        present (section, relation);
    }
}

static void
rg_relations_section_class_init (RgRelationsSectionClass *klass)
{
  RgRowsSectionClass *rows_class = RG_ROWS_SECTION_CLASS (klass);

  rows_class->entity = "relation";
  rows_class->list = rg_relations_section_list;
  rows_class->add = rg_relations_section_add;
  rows_class->edit = rg_relations_section_edit;
}

static void
rg_relations_section_init (RgRelationsSection *self)
{
  rg_rows_section_set_labels (RG_ROWS_SECTION (self), _ ("Relations"), _ ("Add a Relation"));
}

/**
 * rg_relations_section_new:
 *
 * Returns: (transfer floating): an empty section
 */
GtkWidget *
rg_relations_section_new (void)
{
  return g_object_new (RG_TYPE_RELATIONS_SECTION, NULL);
}
