/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-deal-card.h"

#include "app/widgets/rg-painter.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* In sp. */
#define HEIGHT 86
#define FIRST 11
#define SECOND 34
#define FOOT 66
#define ICON 14
#define AVATAR 20
#define GAP 6

#define MS_A_DAY G_GINT64_CONSTANT (86400000)
/* From so much of the limit on it is told that it is near. */
#define SOON 0.8

struct _RgDealCard
{
  GtkWidget parent_instance;

  RgTexts *texts; /* (unowned) */
  RgRecord *deal;
  RgRecord *customer;
  guint days_at_most;
};

G_DEFINE_FINAL_TYPE (RgDealCard, rg_deal_card, GTK_TYPE_WIDGET)

/* --- words ---------------------------------------------------------------------- */

/**
 * rg_deal_dup_amount:
 * @fen: an amount
 *
 * Returns: (transfer full): it in short: in tens of thousands where the owner's language
 *   counts in these, else in whole yuan
 */
char *
rg_deal_dup_amount (gint64 fen)
{
  double yuan = (double) fen / 100;
  /* Translators: what ten thousand are called where one counts in these, as “万”; where
   * one does not, leave it as it is. */
  const char *unit = C_ ("ten thousand", "none");

  if (!g_str_equal (unit, "none") && fabs (yuan) >= 10000)
    {
      g_autofree char *number = g_strdup_printf ("%.1f", yuan / 10000);

      if (g_str_has_suffix (number, ".0"))
        number[strlen (number) - 2] = '\0';
      return g_strdup_printf ("¥%s%s", number, unit);
    }
  return g_strdup_printf ("¥%'.0f", yuan);
}

static const RgValue *
value_of (RgRecord *record, const char *key)
{
  RgRow *row = record != NULL ? rg_record_get_row (record) : NULL;

  return row != NULL ? rg_row_get (row, rg_entity_find_field (rg_row_get_entity (row), key)) : NULL;
}

static const char *
text_of (RgRecord *record, const char *key)
{
  RgRow *row = record != NULL ? rg_record_get_row (record) : NULL;

  return row != NULL ? rg_row_get_text (row, key) : NULL;
}

static int
days_in_stage (RgDealCard *self)
{
  const RgValue *since = value_of (self->deal, "stage_since");

  return since != NULL && since->kind == RG_VALUE_INTEGER
             ? (int) MAX ((rg_clock_now () - since->integer) / MS_A_DAY, 0)
             : 0;
}

/* How it stands with the stage's limit. */
static RgDue
lateness (RgDealCard *self)
{
  const RgValue *since = value_of (self->deal, "stage_since");
  double part;

  if (self->days_at_most == 0 || since == NULL || since->kind != RG_VALUE_INTEGER)
    return RG_DUE_NONE;
  part = (double) (rg_clock_now () - since->integer) / (double) (self->days_at_most * MS_A_DAY);
  return part > 1 ? RG_DUE_OVERDUE : part >= SOON ? RG_DUE_TODAY : RG_DUE_NONE;
}

/* Whose it is and what is to be sold; not what the title says already. (transfer full) */
static char *
dup_second (RgDealCard *self)
{
  const char *title = text_of (self->deal, "title");
  const char *const texts[] = { text_of (self->customer, "name"), text_of (self->deal, "product") };
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL && g_strcmp0 (texts[i], title) != 0)
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", texts[i]);
  return g_string_free_and_steal (line);
}

static char *
dup_amount (RgDealCard *self)
{
  const RgValue *amount = value_of (self->deal, "amount_fen");

  return amount != NULL && amount->kind == RG_VALUE_INTEGER ? rg_deal_dup_amount (amount->integer) : NULL;
}

static char *
dup_days (RgDealCard *self)
{
  int days = days_in_stage (self);

  if (self->days_at_most > 0 && lateness (self) != RG_DUE_NONE)
    /* Translators: how many days a deal is in its stage, of how many it may be. */
    return g_strdup_printf (C_ ("card", "%d of %u days"), days, self->days_at_most);
  return g_strdup_printf (ngettext ("%d day", "%d days", days), days);
}

/**
 * rg_deal_card_dup_name:
 * @self: a card
 *
 * Returns: (transfer full): what it is called
 */
char *
rg_deal_card_dup_name (RgDealCard *self)
{
  g_autofree char *amount = dup_amount (self);
  const char *title = text_of (self->deal, "title");

  if (title == NULL)
    return g_strdup ("");
  return amount != NULL ? g_strdup_printf ("%s, %s", title, amount) : g_strdup (title);
}

/**
 * rg_deal_card_dup_description:
 * @self: a card
 *
 * Returns: (transfer full): all else that it shows
 */
char *
rg_deal_card_dup_description (RgDealCard *self)
{
  g_autofree char *second = dup_second (self);
  g_autofree char *days = dup_days (self);
  GDate today;
  RgDue due;
  g_autofree char *next = NULL;
  const char *owner = text_of (self->deal, "owner");
  GString *line = g_string_new (second);

  rg_display_today (&today);
  next = rg_display_due (text_of (self->deal, "next_date"), &today, &due);
  /* Translators: %s is a number of days. */
  g_string_append_printf (line, line->len > 0 ? ", " : "");
  g_string_append_printf (line, _ ("in this stage for %s"), days);
  if (lateness (self) == RG_DUE_OVERDUE)
    g_string_append_printf (line, ", %s", _ ("too long"));
  if (*next != '\0')
    g_string_append_printf (line, ", %s", next);
  if (owner != NULL)
    g_string_append_printf (line, ", %s", owner);
  return g_string_free_and_steal (line);
}

/* --- drawing ---------------------------------------------------------------------- */

static void
draw_top (RgDealCard *self, RgPainter *painter)
{
  g_autofree char *amount = dup_amount (self);
  g_autofree char *second = dup_second (self);
  int line = rg_painter_px (painter, FIRST), gap = rg_painter_px (painter, GAP), taken = 0;

  if (amount != NULL)
    taken = rg_painter_measure (painter, amount, RG_TEXT_FIGURES) + gap;
  rg_painter_text (painter, text_of (self->deal, "title"), 0, line, painter->width - taken, RG_TEXT_STRONG);
  if (amount != NULL)
    rg_painter_text (painter, amount, painter->width - taken + gap, line, taken - gap,
                     RG_TEXT_FIGURES | RG_TEXT_END);
  rg_painter_text (painter, second, 0, rg_painter_px (painter, SECOND), painter->width, RG_TEXT_DIMMED);
}

static void
draw_foot (RgDealCard *self, RgPainter *painter)
{
  g_autofree char *days = dup_days (self);
  RgDue late = lateness (self), due;
  GDate today;
  g_autofree char *next = NULL;
  const char *owner = text_of (self->deal, "owner");
  int middle = rg_painter_px (painter, FOOT), gap = rg_painter_px (painter, GAP), x = 0;
  int icon = rg_painter_px (painter, ICON), size = rg_painter_px (painter, AVATAR), end = painter->width;

  rg_display_today (&today);
  next = rg_display_due (text_of (self->deal, "next_date"), &today, &due);
  if (late != RG_DUE_NONE)
    x += rg_painter_pill (painter, days, late, FALSE, 0, middle, painter->width / 2) + gap;
  else
    {
      GdkRGBA dimmed = painter->color;

      dimmed.alpha *= 0.72f;
      rg_painter_icon (painter, "document-open-recent-symbolic", 0, middle, icon, &dimmed);
      x += icon + gap;
      x += rg_painter_text (painter, days, x, middle, painter->width / 3,
                            RG_TEXT_SMALL | RG_TEXT_DIMMED | RG_TEXT_FIGURES);
    }
  if (owner != NULL)
    {
      end -= size;
      rg_painter_avatar (painter, owner, rg_display_color (owner), end, middle, size);
      end -= gap;
    }
  if (*next != '\0' && due != RG_DUE_NONE)
    rg_painter_pill (painter, next, due, TRUE, x + gap, middle, end - x - gap);
}

static void
rg_deal_card_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RgDealCard *self = RG_DEAL_CARD (widget);
  RgPainter painter;

  if (self->deal == NULL)
    return;
  rg_painter_init_bare (&painter, widget, snapshot, self->texts);
  if (!rg_record_is_loaded (self->deal))
    {
      rg_painter_bar (&painter, 0, rg_painter_px (&painter, FIRST), painter.width / 2);
      return;
    }
  draw_top (self, &painter);
  draw_foot (self, &painter);
}

static void
rg_deal_card_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  double scale = adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, 1.0, gtk_widget_get_settings (widget));

  *minimum = (int) ((orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 2 * HEIGHT) * scale);
  *natural = *minimum;
}

static GtkSizeRequestMode
rg_deal_card_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* --- the widget -------------------------------------------------------------------- */

static void
set_record (RgDealCard *self, RgRecord **place, RgRecord *record)
{
  if (*place == record)
    return;
  if (*place != NULL)
    g_signal_handlers_disconnect_by_data (*place, self);
  g_set_object (place, record);
  if (record != NULL)
    g_signal_connect_object (record, "shown", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * rg_deal_card_set:
 * @self: a card
 * @deal: (nullable): what it shows
 * @customer: (nullable): whose it is
 * @days_at_most: how long it may be in its stage; 0: as long as it likes
 */
void
rg_deal_card_set (RgDealCard *self, RgRecord *deal, RgRecord *customer, guint days_at_most)
{
  set_record (self, &self->deal, deal);
  set_record (self, &self->customer, customer);
  self->days_at_most = days_at_most;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * rg_deal_card_get:
 * @self: a card
 *
 * Returns: (transfer none) (nullable): the deal that it shows
 */
RgRecord *
rg_deal_card_get (RgDealCard *self)
{
  return self->deal;
}

static void
rg_deal_card_dispose (GObject *object)
{
  rg_deal_card_set (RG_DEAL_CARD (object), NULL, NULL, 0);
  G_OBJECT_CLASS (rg_deal_card_parent_class)->dispose (object);
}

static void
rg_deal_card_class_init (RgDealCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_deal_card_dispose;
  widget_class->snapshot = rg_deal_card_snapshot;
  widget_class->measure = rg_deal_card_measure;
  widget_class->get_request_mode = rg_deal_card_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "deal-card");
}

static void
rg_deal_card_init (RgDealCard *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * rg_deal_card_new:
 * @texts: what the cards of a board share
 *
 * Returns: (transfer floating): a card that shows nothing
 */
GtkWidget *
rg_deal_card_new (RgTexts *texts)
{
  RgDealCard *self = g_object_new (RG_TYPE_DEAL_CARD, NULL);

  self->texts = texts;
  return GTK_WIDGET (self);
}
