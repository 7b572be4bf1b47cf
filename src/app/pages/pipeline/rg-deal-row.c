/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-deal-row.h"

#include "app/deal/rg-deal-words.h"

#include <glib/gi18n-lib.h>

/* In sp: the room at both ends of a row of two lines, and between what stands there. */
#define EDGE 14
#define GAP 10

/* --- words ------------------------------------------------------------------- */

static RgRecord *
take_customer (RgRecord *record, gpointer data)
{
  return rg_deal_names_take_customer (data, record);
}

static const RgStage *
stage_of (RgRecord *deal, RgDealNames *names)
{
  return rg_deal_names_get_stage (names, rg_deal_words_get_integer (deal, "stage_id", 0));
}

static gboolean
is_open (RgRecord *deal)
{
  return g_strcmp0 (rg_deal_words_get_text (deal, "state"), "open") == 0;
}

/* The stage that it is in, or how it ended. (transfer full) */
static char *
dup_stage (RgRecord *deal, RgDealNames *names)
{
  const RgStage *stage = stage_of (deal, names);

  if (is_open (deal))
    return g_strdup (stage != NULL ? stage->name : NULL);
  if (g_strcmp0 (rg_deal_words_get_text (deal, "state"), "won") == 0)
    return g_strdup (C_ ("deals", "Won"));
  /* Translators: %s is the stage in which a deal was lost. */
  return stage != NULL ? g_strdup_printf (_ ("Lost · %s"), stage->name) : g_strdup (C_ ("deals", "Lost"));
}

/* How long it is in its stage; %NULL for what is closed. (transfer full) */
static char *
dup_stay (RgRecord *deal, RgDealNames *names, RgDue *due)
{
  const RgStage *stage = stage_of (deal, names);
  guint days = stage != NULL ? stage->days : 0;

  *due = RG_DUE_NONE;
  if (!is_open (deal))
    return NULL;
  *due = rg_deal_words_lateness (deal, days);
  return rg_deal_words_dup_days (deal, days);
}

/* --- the table ----------------------------------------------------------------- */

static void
draw_stay (RgRowWidget *row, RgPainter *painter, const RgColumn *column, int middle, RgDealNames *names)
{
  RgDue due;
  g_autofree char *text = dup_stay (rg_row_widget_get_record (row), names, &due);

  if (text != NULL && due != RG_DUE_NONE)
    rg_painter_pill (painter, text, due, FALSE, column->x, middle, column->width);
  else if (text != NULL)
    rg_painter_text (painter, text, column->x, middle, column->width, RG_TEXT_DIMMED | RG_TEXT_FIGURES);
}

static void
draw_cell (RgRowWidget *row, RgPainter *painter, const RgColumn *column, int middle, gpointer data)
{
  RgRecord *deal = rg_row_widget_get_record (row);
  const char *key = column->field->key;
  g_autofree char *stage = NULL;

  if (column->kind == RG_CELL_STAY)
    draw_stay (row, painter, column, middle, data);
  else if (column->kind == RG_CELL_TITLE)
    rg_painter_text (painter, rg_deal_words_get_text (deal, key), column->x, middle, column->width,
                     RG_TEXT_STRONG);
  else if (g_str_equal (key, "customer_id"))
    rg_painter_text (painter, rg_deal_words_get_text (rg_row_widget_get_other (row), "name"), column->x,
                     middle, column->width, RG_TEXT_PLAIN);
  else if (g_str_equal (key, "stage_id"))
    {
      stage = dup_stage (deal, data);
      rg_painter_text (painter, stage, column->x, middle, column->width, RG_TEXT_PLAIN);
    }
  else
    rg_row_widget_draw_cell (row, painter, column, middle);
}

/* --- two lines -------------------------------------------------------------------- */

/* “张三 · 报价谈判” (transfer full) */
static char *
dup_second (RgRowWidget *row, RgDealNames *names)
{
  RgRecord *deal = rg_row_widget_get_record (row);
  const char *customer = rg_deal_words_get_text (rg_row_widget_get_other (row), "name");
  g_autofree char *stage = dup_stage (deal, names);

  /* What the title says already is not said again. */
  if (g_strcmp0 (customer, rg_deal_words_get_text (deal, "title")) == 0)
    customer = NULL;
  if (customer != NULL && stage != NULL)
    return g_strdup_printf ("%s · %s", customer, stage);
  return customer != NULL ? g_strdup (customer) : g_steal_pointer (&stage);
}

/* Title and amount above; whose it is and its stage below, at the end how long it is
 * there where that is too long, else what is next. The end takes what it needs. */
static void
draw_lines (RgRowWidget *row, RgPainter *painter, int upper, int lower, gpointer data)
{
  RgRecord *deal = rg_row_widget_get_record (row);
  RgColumns *columns = rg_row_widget_get_columns (row);
  int x = rg_painter_px (painter, EDGE) + rg_columns_get_lead (columns), gap = rg_painter_px (painter, GAP);
  int room = painter->width - rg_painter_px (painter, EDGE) - x, taken = 0;
  g_autofree char *amount = rg_deal_words_dup_amount (deal);
  g_autofree char *second = dup_second (row, data);
  RgDue late, due;
  g_autofree char *stay = dup_stay (deal, data, &late);
  g_autofree char *next =
      rg_display_due (rg_deal_words_get_text (deal, "next_date"), rg_columns_get_today (columns), &due);

  if (amount != NULL)
    {
      taken = rg_painter_measure (painter, amount, RG_TEXT_FIGURES);
      rg_painter_text (painter, amount, x + room - taken, upper, taken, RG_TEXT_FIGURES | RG_TEXT_END);
      taken += gap;
    }
  rg_painter_text (painter, rg_deal_words_get_text (deal, "title"), x, upper, room - taken, RG_TEXT_STRONG);
  taken = 0;
  if (late != RG_DUE_NONE)
    taken = rg_painter_pill (painter, stay, late, TRUE, x, lower, room) + gap;
  else if (is_open (deal) && due != RG_DUE_NONE)
    taken = rg_painter_pill (painter, next, due, TRUE, x, lower, room) + gap;
  rg_painter_text (painter, second, x, lower, room - taken, RG_TEXT_DIMMED);
}

/* --- for a screen reader ------------------------------------------------------------ */

static char *
dup_name (RgRowWidget *row, gpointer data)
{
  RgRecord *deal = rg_row_widget_get_record (row);
  const char *title = rg_deal_words_get_text (deal, "title");
  g_autofree char *amount = rg_deal_words_dup_amount (deal);

  if (title == NULL)
    return g_strdup (_ ("Loading"));
  return amount != NULL ? g_strdup_printf ("%s, %s", title, amount) : g_strdup (title);
}

static char *
dup_description (RgRowWidget *row, gpointer data)
{
  RgRecord *deal = rg_row_widget_get_record (row);
  RgDue late, due;
  g_autofree char *second = dup_second (row, data);
  g_autofree char *stay = deal != NULL ? dup_stay (deal, data, &late) : NULL;
  g_autofree char *next = rg_display_due (rg_deal_words_get_text (deal, "next_date"),
                                          rg_columns_get_today (rg_row_widget_get_columns (row)), &due);
  const char *owner = rg_deal_words_get_text (deal, "owner");
  GString *line = g_string_new (second);

  if (stay != NULL)
    {
      g_string_append (line, line->len > 0 ? ", " : "");
      /* Translators: %s is a number of days. */
      g_string_append_printf (line, _ ("in this stage for %s"), stay);
      if (late == RG_DUE_OVERDUE)
        g_string_append_printf (line, ", %s", _ ("too long"));
    }
  if (*next != '\0')
    g_string_append_printf (line, ", %s", next);
  if (owner != NULL)
    g_string_append_printf (line, ", %s", owner);
  return g_string_free_and_steal (line);
}

const RgRowLook rg_deal_row_look = {
  .take_other = take_customer,
  .draw_cell = draw_cell,
  .draw_lines = draw_lines,
  .dup_name = dup_name,
  .dup_description = dup_description,
};
