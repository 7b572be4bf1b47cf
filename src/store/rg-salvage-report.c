/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-salvage-private.h"

#include "catalog/rg-catalog.h"

#include <glib/gi18n-lib.h>

/* What is said of a salvage, and the counting behind it. */

/* What is not the shop's own matter but the program's. */
gboolean
rg_salvage_is_history (const char *table)
{
  static const char *const tables[] = { "operation", "journal", "journal_bulk", "removed", NULL };

  return g_strv_contains (tables, table);
}

/*< private >
 * rg_salvage_count_missing:
 *
 * Returns: rows that were there and could not be read; -1 when some are missing
 *   and nothing tells how many
 */
gint64
rg_salvage_count_missing (const RgSalvageSource *source)
{
  gint64 bad = source->trouble.cells + source->unfit;

  if (source->trouble.pages == 0 && bad == 0)
    return 0;
  if (source->known != NULL)
    return MAX ((gint64) g_hash_table_size (source->known) - source->read - source->dropped, 0);
  return source->trouble.pages > 0 ? -1 : bad;
}

static char *
label_of (const char *table, RgCatalog *catalog)
{
  const RgEntity *entity = rg_catalog_find (catalog, table);

  if (entity != NULL)
    return g_strdup (rg_entity_get_label (entity));
  if (g_str_equal (table, "meta"))
    return g_strdup (_ ("Settings of the shop"));
  return g_strdup (_ ("History"));
}

static void
append_sentence (GString *text, const char *sentence)
{
  /* Translators: two sentences, and what stands between them */
  g_autofree char *both = g_strdup_printf (C_ ("sentences", "%s %s"), text->str, sentence);

  g_string_assign (text, both);
}

/* @format: one %s for the number, already in its plural form. */
static void G_GNUC_PRINTF (3, 0) append_count (GString *text, gint64 n, const char *format)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, n);
  g_autofree char *sentence = g_strdup_printf (format, number);

  if (n > 0)
    append_sentence (text, sentence);
}

static char *
make_sentence (const RgSalvageSource *source, const RgSalvageTable *table, RgCatalog *catalog)
{
  g_autofree char *label = label_of (source->name, catalog);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, table->read);
  GString *text = g_string_new (NULL);

  if (table->missing == 0 && table->mended == 0 && table->dropped == 0)
    {
      /* Translators: a kind of thing ("Customer"), how many of them */
      g_string_append_printf (text, _ ("%s: all %s were read."), label, number);
      return g_string_free (text, FALSE);
    }
  /* Translators: a kind of thing ("Customer"), how many of them */
  g_string_append_printf (text, _ ("%s: %s were read."), label, number);
  if (table->missing < 0)
    append_sentence (text, _ ("Some are missing; how many cannot be told."));
  append_count (text, table->missing,
                ngettext ("%s is missing.", "%s are missing.", (gulong) MAX (table->missing, 0)));
  append_count (text, table->mended,
                ngettext ("%s was mended or made again, because something was gone.",
                          "%s were mended or made again, because something was gone.",
                          (gulong) table->mended));
  append_count (text, table->dropped,
                ngettext ("%s could be read and was left out, because what it belongs to is gone.",
                          "%s could be read and were left out, because what they belong to is gone.",
                          (gulong) table->dropped));
  return g_string_free (text, FALSE);
}

static void
add_table (RgSalvage *self, const RgSalvageSource *source, RgCatalog *catalog)
{
  RgSalvageTable *table = g_new0 (RgSalvageTable, 1);

  table->name = g_strdup (source->name);
  table->read = source->read;
  table->missing = rg_salvage_count_missing (source);
  table->mended = source->mended + source->spoilt;
  table->dropped = source->dropped;
  table->sentence = make_sentence (source, table, catalog);
  self->report->whole =
      self->report->whole && table->missing == 0 && table->mended == 0 && table->dropped == 0;
  g_ptr_array_add (self->report->tables, table);
}

static char *
make_summary (RgSalvage *self)
{
  RgSalvageReport *report = self->report;
  GString *text =
      g_string_new (report->whole ? _ ("Everything that was in the shop could be read.")
                                  : _ ("The shop could be read in part; please compare it with a backup."));

  append_sentence (text, report->history ? _ ("Changes made before can still be undone.")
                                         : _ ("Changes made before can be looked at and not be undone."));
  if (self->log_left)
    append_sentence (text, _ ("The log beside it belonged to another shop and was left out."));
  return g_string_free (text, FALSE);
}

/*< private >
 * rg_salvage_make_report:
 *
 * Once everything is mended.
 */
void
rg_salvage_make_report (RgSalvage *self)
{
  g_autoptr (RgCatalog) catalog = rg_catalog_new (NULL);

  self->report->whole = TRUE;
  for (guint i = 0; i < self->sources->len; i++)
    {
      const RgSalvageSource *source = g_ptr_array_index (self->sources, i);

      if (!g_str_has_prefix (source->name, "sqlite_") &&
          (!rg_salvage_is_history (source->name) || g_str_equal (source->name, "operation")))
        add_table (self, source, catalog);
    }
  self->report->summary = make_summary (self);
}
