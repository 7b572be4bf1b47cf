/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-words.h"

#include "app/widgets/rg-display.h"
#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Values of a column that are shown. */
#define SAMPLES_MAX 3
#define SAMPLE_LENGTH 24

/**
 * rg_import_say_count:
 * @format: with one %s
 * @count: a number
 *
 * Returns: (transfer full): a sentence with the number in it
 */
char *
rg_import_say_count (const char *format, guint64 count)
{
  g_autofree char *number = rg_display_count ((guint) MIN (count, G_MAXUINT));

  return g_strdup_printf (format, number);
}

static const char *
say_kind (RgGridKind kind)
{
  switch (kind)
    {
    case RG_GRID_KIND_XLSX:
      return _ ("Excel workbook");
    case RG_GRID_KIND_XLS:
      return _ ("Old Excel workbook");
    case RG_GRID_KIND_ODS:
      return _ ("LibreOffice workbook");
    case RG_GRID_KIND_HTML:
      return _ ("Web page with a table");
    case RG_GRID_KIND_VCARD:
      return _ ("Contact cards");
    case RG_GRID_KIND_TEXT:
    default:
      return _ ("Text file");
    }
}

/**
 * rg_import_say_file:
 * @plan: a plan
 * @size: (nullable): how large it is; %NULL for rows that are no file
 *
 * Returns: (transfer full): what kind of file it is and what is in it
 */
char *
rg_import_say_file (const RgImportPlan *plan, const char *size)
{
  const char *const *sheets = rg_import_plan_get_sheets (plan);
  guint n_sheets = sheets != NULL ? g_strv_length ((char **) sheets) : 0;
  guint n_columns = rg_import_plan_get_n_columns (plan);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) said = NULL;

  if (size != NULL)
    g_strv_builder_add (parts, say_kind (rg_import_plan_get_kind (plan)));
  if (n_sheets > 1)
    g_strv_builder_take (parts, rg_import_say_count (ngettext ("%s sheet", "%s sheets", n_sheets), n_sheets));
  if (size != NULL)
    g_strv_builder_add (parts, size);
  g_strv_builder_take (parts,
                       rg_import_say_count (ngettext ("%s column", "%s columns", n_columns), n_columns));
  if (rg_import_plan_get_header_line (plan) == 0)
    g_strv_builder_add (parts, _ ("no header"));
  said = g_strv_builder_end (parts);
  return g_strjoinv (" · ", said);
}

/**
 * rg_import_say_encoding:
 * @encoding: (nullable): an encoding's name
 *
 * Returns: (transfer none): what a person may know it by
 */
const char *
rg_import_say_encoding (const char *encoding)
{
  static const struct
  {
    const char *name;
    const char *label;
  } labels[] = {
    { "utf-8", "UTF-8" },
    { "gb18030", N_ ("Chinese (GBK)") },
    { "big5", N_ ("Traditional Chinese (Big5)") },
    { "utf-16-le", "UTF-16 LE" },
    { "utf-16-be", "UTF-16 BE" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (g_strcmp0 (encoding, labels[i].name) == 0)
        return _ (labels[i].label);
    }
  return encoding != NULL ? encoding : "";
}

static const RgField *
field_of (RgCatalog *catalog, const RgImportColumn *column)
{
  const RgEntity *entity = rg_catalog_find (catalog, column->entity);

  return entity != NULL ? rg_entity_find_field (entity, column->field) : NULL;
}

/**
 * rg_import_say_target:
 * @plan: a plan
 * @catalog: the fields there are
 * @index: a column's
 *
 * Returns: (transfer full): what the column is
 */
char *
rg_import_say_target (const RgImportPlan *plan, RgCatalog *catalog, guint index)
{
  const RgImportColumn *column = rg_import_plan_get_column (plan, index);
  const RgField *field;

  switch (column->target)
    {
    case RG_IMPORT_TARGET_NEW:
      return g_strdup (rg_import_column_is_code (plan, column) ? _ ("Customer number") : _ ("New own field"));
    case RG_IMPORT_TARGET_NOTES:
      return g_strdup (_ ("To the notes"));
    case RG_IMPORT_TARGET_FIELD:
      field = field_of (catalog, column);
      if (field == NULL)
        return g_strdup (column->field);
      if (g_strcmp0 (column->entity, rg_import_plan_get_entity (plan)) == 0)
        return g_strdup (rg_field_get_label (field));
      /* Translators: %s is a field of the customer, such as Phone. */
      return g_strdup_printf (_ ("Customer: %s"), rg_field_get_label (field));
    case RG_IMPORT_TARGET_IGNORE:
    default:
      return g_strdup (_ ("Leave out"));
    }
}

/**
 * rg_import_say_basis:
 * @column: a column
 *
 * Returns: (transfer none) (nullable): how it was guessed what it is
 */
const char *
rg_import_say_basis (const RgImportColumn *column)
{
  switch (column->basis)
    {
    case RG_IMPORT_BASIS_HEADER:
      return _ ("Guess: by its header");
    case RG_IMPORT_BASIS_VALUES:
      return _ ("Guess: by its values");
    case RG_IMPORT_BASIS_NONE:
    case RG_IMPORT_BASIS_OWNER:
    default:
      return NULL;
    }
}

/* --- hints ---------------------------------------------------------------- */

static const char *
label_of (const RgImportColumn *column)
{
  return column->label != NULL ? column->label : column->name;
}

static gboolean
same_label (const char *a, const char *b)
{
  g_autofree char *first = rg_text_normalize (a), *second = rg_text_normalize (b);

  return strcmp (first, second) == 0;
}

static gboolean
same_target (const RgImportColumn *a, const RgImportColumn *b)
{
  if (a->target != b->target)
    return FALSE;
  if (a->target == RG_IMPORT_TARGET_FIELD)
    return g_strcmp0 (a->entity, b->entity) == 0 && g_strcmp0 (a->field, b->field) == 0;
  return a->target == RG_IMPORT_TARGET_NEW && a->entity == b->entity &&
         same_label (label_of (a), label_of (b));
}

static const RgImportColumn *
find_twin (const RgImportPlan *plan, guint index)
{
  const RgImportColumn *column = rg_import_plan_get_column (plan, index);

  for (guint i = 0; i < rg_import_plan_get_n_columns (plan); i++)
    {
      const RgImportColumn *other = rg_import_plan_get_column (plan, i);

      if (i != index && same_target (column, other))
        return other;
    }
  return NULL;
}

static gboolean
joins (const RgImportColumn *column)
{
  static const char *const joined[] = { "phone", "phones", "tags", "notes", NULL };

  return column->target == RG_IMPORT_TARGET_FIELD && g_strv_contains (joined, column->field);
}

/* What making the field comes to. */
static char *
say_new_field (const RgImportPlan *plan, RgCatalog *catalog, const RgImportColumn *column)
{
  const RgEntity *entity =
      rg_catalog_find (catalog, column->entity != NULL ? column->entity : rg_import_plan_get_entity (plan));

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if ((field->flags & RG_FIELD_RETIRED) != 0 ||
          !same_label (rg_field_get_label (field), label_of (column)))
        continue;
      if ((field->flags & RG_FIELD_OWN) != 0)
        return g_strdup (_ ("The shop has this field already; the values go there."));
      return g_strdup (_ ("There is a field of this name already. Choose it above, or give this one "
                          "another name."));
    }
  if (column->type == &rg_type_choice && column->choices != NULL)
    {
      g_autofree char *choices = g_strjoinv (C_ ("list", ", "), column->choices);

      /* Translators: %s is a list of a field's choices. */
      return g_strdup_printf (_ ("Choices: %s"), choices);
    }
  return NULL;
}

/**
 * rg_import_say_hint:
 * @plan: a plan
 * @catalog: the fields there are
 * @index: a column's
 *
 * Returns: (transfer full) (nullable): what there is to know about the column,
 *   given what it is and what others are
 */
char *
rg_import_say_hint (const RgImportPlan *plan, RgCatalog *catalog, guint index)
{
  const RgImportColumn *column = rg_import_plan_get_column (plan, index);
  const RgImportColumn *twin = find_twin (plan, index);

  if (twin != NULL && joins (column))
    /* Translators: %s is the header of another column. */
    return g_strdup_printf (_ ("“%s” gives this too; both are kept."), twin->name);
  if (twin != NULL)
    /* Translators: %s is the header of another column. */
    return g_strdup_printf (_ ("“%s” gives this too. The first one that is not empty counts, the other "
                               "goes to the notes."),
                            twin->name);
  return column->target == RG_IMPORT_TARGET_NEW ? say_new_field (plan, catalog, column) : NULL;
}

/* --- values --------------------------------------------------------------- */

/**
 * rg_import_say_short:
 * @text: what stands in a cell
 * @length: how many characters of it
 *
 * Returns: (transfer full): one line
 */
char *
rg_import_say_short (const char *text, glong length)
{
  glong n = g_utf8_strlen (text, -1);
  g_autofree char *cut = g_utf8_substring (text, 0, MIN (n, length));

  g_strdelimit (cut, "\r\n\t", ' ');
  return n > length ? g_strconcat (cut, "…", NULL) : g_steal_pointer (&cut);
}

/**
 * rg_import_say_samples:
 * @column: a column
 *
 * Returns: (transfer full): up to three of its values
 */
char *
rg_import_say_samples (const RgImportColumn *column)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < SAMPLES_MAX && column->samples != NULL && column->samples[i] != NULL; i++)
    {
      g_autofree char *sample = rg_import_say_short (column->samples[i], SAMPLE_LENGTH);

      if (i > 0)
        g_string_append (text, " · ");
      g_string_append (text, sample);
    }
  if (text->len == 0)
    g_string_append (text, _ ("Empty in every row"));

  return g_string_free_and_steal (text);
}

/**
 * rg_import_say_place:
 * @plan: the plan it was tried with
 * @problem: a cell or row of it
 *
 * Returns: (transfer full): where it stands
 */
char *
rg_import_say_place (const RgImportPlan *plan, const RgImportProblem *problem)
{
  g_autofree char *line = rg_import_say_count (_ ("Line %s"), problem->line);

  if (problem->column >= rg_import_plan_get_n_columns (plan))
    return g_steal_pointer (&line);
  return g_strdup_printf ("%s · %s", line, rg_import_plan_get_column (plan, problem->column)->name);
}

/**
 * rg_import_say_damaged:
 * @report: what was read
 *
 * Returns: (transfer full) (nullable): how many rows have characters that cannot
 *   be read, and what may help; %NULL for none
 */
char *
rg_import_say_damaged (const RgImportReport *report)
{
  if (report->damaged_rows == 0)
    return NULL;
  return rg_import_say_count (
      ngettext ("%s row has characters that cannot be read. Another encoding may help.",
                "%s rows have characters that cannot be read. Another encoding may help.",
                (gulong) report->damaged_rows),
      report->damaged_rows);
}
