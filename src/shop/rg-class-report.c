/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-class-report.h"

#include "records/rg-query.h"
#include "shop/rg-follow.h"
#include "shop/rg-tag-tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Months whose moves are told, this one among them. */
#define MONTHS 12
/* Of the life of a customer. */
#define MOST_STAGES 12

static const struct
{
  const char *key;
  const char *label;
} parts[RG_CLASS_N_PARTS] = {
  [RG_CLASS_PART_LIFE] = { "life", N_ ("By Life Stage") },
  [RG_CLASS_PART_CLASS] = { "class", N_ ("By Class") },
  [RG_CLASS_PART_FAMILY] = { "family", N_ ("By Kind of Tag") },
  [RG_CLASS_PART_TAG] = { "tag", N_ ("By Tag") },
  [RG_CLASS_PART_MOVES] = { "moves", N_ ("Moves by Month") },
};

typedef struct
{
  RgRead *read;
  GCancellable *cancellable;
  RgClassReport *report;
} Making;

static void
line_free (gpointer data)
{
  RgClassLine *line = data;

  g_free (line->label);
  g_free (line->month);
  g_free (line->condition);
  g_free (line);
}

static RgClassLine *
add_line (Making *making, RgClassPart part, const char *label)
{
  RgClassLine *line = g_new0 (RgClassLine, 1);

  line->part = part;
  line->label = g_strdup (label);
  g_ptr_array_add (making->report->lines, line);
  return line;
}

/* Numbers are those of the lists which they open. To ask each list for its own would
 * go through everybody once for each: a test compares them instead. */

/* --- stages and classes --------------------------------------------------- */

/* How many customers stand how: (key: what stands in @key, "" for nothing) (value:
 * a gint64). Where nobody is hidden and every line is of a customer, an index of the
 * table alone says it, sixty times as fast as going through everybody. */
static GHashTable *
count_standing (Making *making, const char *key, GError **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GString) sql = g_string_new (NULL), hidden = g_string_new (NULL);
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  rg_read_hide_open (making->read, "customer", "t", hidden);
  if (hidden->len == 0 && rg_follow_is_caught_up (making->read))
    g_string_printf (sql, "SELECT ifnull (\"%s\", ''), count (*) FROM main.standing GROUP BY \"%s\"", key,
                     key);
  else
    g_string_printf (sql,
                     "SELECT ifnull (s.\"%s\", ''), count (*) FROM main.customer t "
                     "LEFT JOIN main.standing s ON s.customer_id = t.id WHERE 1%s GROUP BY 1",
                     key, hidden->str);
  statement = rg_database_prepare (rg_read_get_database (making->read), sql->str, error);
  if (statement == NULL)
    return NULL;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 n = rg_statement_get_integer (statement, 1);

      g_hash_table_insert (counts, g_strdup (rg_statement_get_text (statement, 0)), g_memdup2 (&n, sizeof n));
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&counts) : NULL;
}

static void
add_known (Making *making, RgClassPart part, const char *label, char *json, const gint64 *n)
{
  RgClassLine *line = add_line (making, part, label);

  line->condition = json;
  line->n = n != NULL ? *n : 0;
}

static gboolean
add_choices (Making *making, RgClassPart part, const char *key, const char *without, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (making->read), "customer");
  const RgField *field = rg_entity_find_field (entity, key);
  g_autoptr (GHashTable) counts = count_standing (making, key, error);

  if (counts == NULL)
    return FALSE;
  for (const RgChoice *choice = field->choices; choice->key != NULL; choice++)
    add_known (making, part, rg_choice_get_label (field, choice),
               g_strdup_printf ("{\"field\":\"%s\",\"op\":\"is\",\"value\":\"%s\"}", key, choice->key),
               g_hash_table_lookup (counts, choice->key));
  if (without != NULL)
    add_known (making, part, without, g_strdup_printf ("{\"field\":\"%s\",\"op\":\"empty\"}", key),
               g_hash_table_lookup (counts, ""));
  return TRUE;
}

/* --- tags ----------------------------------------------------------------- */

/* Who has one of the tags @roots, or one below them: by sets, because a shop may
 * have thousands of tags, and a filter would ask each customer for each of them. */
static gboolean
count_tagged (Making *making, const char *roots, gint64 *n, GError **error)
{
  g_autoptr (GString) sql = g_string_new (
      "WITH RECURSIVE below (id) AS (SELECT value FROM json_each (?1) UNION "
      "SELECT g.id FROM below JOIN main.tag g ON ifnull (g.parent_id, 0) = below.id) "
      "SELECT count (*) FROM main.customer t WHERE t.id IN (SELECT a.customer_id FROM below CROSS JOIN "
      "main.customer_tag a ON a.tag_id = below.id");
  g_autoptr (RgStatement) statement = NULL;

  rg_read_hide_open (making->read, "customer_tag", "a", sql);
  g_string_append_c (sql, ')');
  rg_read_hide_open (making->read, "customer", "t", sql);
  statement = rg_database_prepare (rg_read_get_database (making->read), sql->str, error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, roots);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  *n = rg_statement_get_integer (statement, 0);
  return TRUE;
}

static gboolean
add_family (Making *making, RgTagTree *tree, guint family, GError **error)
{
  GPtrArray *roots = rg_tag_tree_get_roots (tree);
  g_autoptr (GString) ids = g_string_new ("[");
  RgClassLine *line;
  guint n = 0;

  for (guint i = 0; i < roots->len; i++)
    {
      const RgTag *root = g_ptr_array_index (roots, i);

      if (root->family == family)
        g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, n++ > 0 ? "," : "", root->id);
    }
  if (n == 0)
    return TRUE;
  g_string_append_c (ids, ']');
  line = add_line (making, RG_CLASS_PART_FAMILY, rg_tag_family_label (family));
  line->condition =
      g_strdup_printf ("{\"tag\":\"\",\"op\":\"has\",\"family\":\"%s\"}", rg_tag_family_key (family));
  return count_tagged (making, ids->str, &line->n, error);
}

static void
add_tag (Making *making, const RgTag *tag)
{
  RgClassLine *line;

  /* Out of use and nobody has it. */
  if (tag->hidden && tag->n_all == 0)
    return;
  line = add_line (making, RG_CLASS_PART_TAG, tag->name);
  line->depth = tag->depth - 1;
  line->n = (gint64) tag->n_all;
  line->condition = g_strdup_printf ("{\"tag\":%" G_GINT64_FORMAT ",\"op\":\"has\"}", tag->id);
  for (guint i = 0; i < tag->children->len; i++)
    add_tag (making, g_ptr_array_index (tag->children, i));
}

static gboolean
add_tags (Making *making, GError **error)
{
  g_autoptr (RgTagTree) tree = rg_tag_tree_read (making->read, TRUE, making->cancellable, error);
  GPtrArray *roots;

  if (tree == NULL)
    return FALSE;
  for (guint i = 0; i < RG_TAG_N_FAMILIES; i++)
    if (!add_family (making, tree, i, error))
      return FALSE;
  roots = rg_tag_tree_get_roots (tree);
  for (guint i = 0; i < roots->len; i++)
    add_tag (making, g_ptr_array_index (roots, i));
  return TRUE;
}

/* --- moves ---------------------------------------------------------------- */

static char *
first_month (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (rg_clock_now () / 1000);
  g_autoptr (GDateTime) first = g_date_time_add_months (now, 1 - MONTHS);

  return g_date_time_format (first, "%Y-%m-01");
}

/* Who came into the stage in the month, "2026-02": (transfer full). */
static char *
moves_in (const char *month, const char *stage)
{
  guint year = (guint) g_ascii_strtoull (month, NULL, 10),
        number = (guint) g_ascii_strtoull (month + 5, NULL, 10);

  return g_strdup_printf ("{\"moved\":\"%s\",\"from\":\"%s-01\",\"to\":\"%s-%02u\"}", stage, month, month,
                          (guint) g_date_get_days_in_month ((GDateMonth) number, (GDateYear) year));
}

/* Customers who came into each stage in each month. */
typedef struct
{
  gint64 customers[MONTHS][MOST_STAGES];
  struct
  {
    gint64 customer;
    guint month;
  } last[MOST_STAGES]; /* whom it counted, and for which month */
  guint first;         /* month, counted from the year 0 on */
} Moves;

static guint
count_months (const char *day)
{
  return 12 * (guint) g_ascii_strtoull (day, NULL, 10) + (guint) g_ascii_strtoull (day + 5, NULL, 10) - 1;
}

/* Of one customer moves come in the order of their days, so that a second one of the
 * same month follows the first. */
static void
take_move (Moves *moves, const RgField *field, gint64 customer, const char *day, const char *stage)
{
  guint month = count_months (day) - moves->first, index = 0;

  while (index < MOST_STAGES && field->choices[index].key != NULL &&
         strcmp (field->choices[index].key, stage) != 0)
    index++;
  if (month >= MONTHS || index == MOST_STAGES || field->choices[index].key == NULL ||
      (moves->last[index].customer == customer && moves->last[index].month == month))
    return;
  moves->last[index].customer = customer;
  moves->last[index].month = month;
  moves->customers[month][index]++;
}

/* In the order of the table: to gather a million customers by month and stage takes
 * the database six times as long. */
static gboolean
read_moves (Making *making, const RgField *field, Moves *moves, GError **error)
{
  g_autofree char *from = first_month ();
  g_autoptr (RgStatement) statement = rg_database_prepare (
      rg_read_get_database (making->read),
      "SELECT customer_id, at, to_life FROM main.life_move WHERE +at >= ? ORDER BY customer_id, at", error);
  RgStep step = RG_STEP_ERROR;

  if (statement == NULL)
    return FALSE;
  moves->first = count_months (from);
  rg_statement_bind_text (statement, 0, from);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    take_move (moves, field, rg_statement_get_integer (statement, 0), rg_statement_get_text (statement, 1),
               rg_statement_get_text (statement, 2));
  return step == RG_STEP_DONE;
}

/* The newest month first. */
static gboolean
add_moves (Making *making, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (making->read), "customer");
  const RgField *field = rg_entity_find_field (entity, "life");
  g_autofree Moves *moves = g_new0 (Moves, 1);

  if (!read_moves (making, field, moves, error))
    return FALSE;
  for (guint month = MONTHS; month-- > 0;)
    for (guint i = 0; i < MOST_STAGES && field->choices[i].key != NULL; i++)
      {
        guint number = moves->first + month;
        RgClassLine *line;

        if (moves->customers[month][i] == 0)
          continue;
        line = add_line (making, RG_CLASS_PART_MOVES, rg_choice_get_label (field, &field->choices[i]));
        line->month = g_strdup_printf ("%04u-%02u", number / 12, number % 12 + 1);
        line->n = moves->customers[month][i];
        line->condition = moves_in (line->month, field->choices[i].key);
      }
  return TRUE;
}

/* --- public --------------------------------------------------------------- */

/**
 * rg_class_part_get_label:
 * @part: a part of the report
 *
 * Returns: (transfer none): its heading, translated
 */
const char *
rg_class_part_get_label (RgClassPart part)
{
  return _ (parts[part].label);
}

/**
 * rg_class_part_get_key:
 * @part: a part of the report
 *
 * Returns: (transfer none): its stable name
 */
const char *
rg_class_part_get_key (RgClassPart part)
{
  return parts[part].key;
}

/**
 * rg_class_report_read:
 * @read: a read of the shop
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Counts the customers by life stage, class, kind of tag and tag, and the moves
 * between life stages of the last twelve months. A customer with two tags counts
 * for both, and once for a kind.
 *
 * Returns: (transfer full): the report, or %NULL and %RG_STORE_ERROR or
 *   %G_IO_ERROR_CANCELLED
 */
RgClassReport *
rg_class_report_read (RgRead *read, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgClassReport) report = g_new0 (RgClassReport, 1);
  g_autoptr (RgQuery) everybody = rg_query_new ("customer");
  Making making = { .read = read, .cancellable = cancellable, .report = report };

  report->lines = g_ptr_array_new_with_free_func (line_free);
  if (!rg_query_count (everybody, read, cancellable, &report->n_customers, error) ||
      !add_choices (&making, RG_CLASS_PART_LIFE, "life", NULL, error) ||
      !add_choices (&making, RG_CLASS_PART_CLASS, "class", _ ("Without sales and contacts"), error) ||
      !add_tags (&making, error) || !add_moves (&making, error))
    return NULL;
  return g_steal_pointer (&report);
}

/**
 * rg_class_report_free:
 * @self: (nullable) (transfer full): what to free
 */
void
rg_class_report_free (RgClassReport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->lines);
  g_free (self);
}
