/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-deal-card.h"

#include "app/deal/rg-deal-words.h"
#include "app/widgets/rg-painter.h"
#include "catalog/rg-text.h"
#include "shop/rg-deal.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* In sp. */
#define HEIGHT 96
#define FIRST 10
#define SECOND 32
#define CHIPS 58
#define FOOT 86
#define ICON 14
#define AVATAR 20
#define GAP 6
#define EDGE 4

#define MOST_CHIPS 3

/* As the style sheet has it, in px. */
#define PADDING 12

struct _RgDealCard
{
  GtkWidget parent_instance;

  RgTexts *texts;      /* (unowned) */
  RgTagStyles *styles; /* (unowned) (nullable) */
  RgRecord *deal;
  RgRecord *customer;
  guint days_at_most;
  double gap; /* how far it is open; below 0: it is none */
};

G_DEFINE_FINAL_TYPE (RgDealCard, rg_deal_card, GTK_TYPE_WIDGET)

/* --- words ---------------------------------------------------------------------- */

static const char *
text_of (RgRecord *record, const char *key)
{
  return rg_deal_words_get_text (record, key);
}

/* How it stands with the stage's limit. */
static RgDue
lateness (RgDealCard *self)
{
  return rg_deal_words_lateness (self->deal, self->days_at_most);
}

/* Whose it is, unless the title says so. (nullable) */
static const char *
customer_of (RgDealCard *self)
{
  const char *name = text_of (self->customer, "name");

  return g_strcmp0 (name, text_of (self->deal, "title")) != 0 ? name : NULL;
}

static void
add_chip (GPtrArray *chips, const char *text)
{
  if (text != NULL && *text != '\0' && !g_ptr_array_find_with_equal_func (chips, text, g_str_equal, NULL))
    g_ptr_array_add (chips, g_strdup (text));
}

static void
add_list (GPtrArray *chips, const char *json)
{
  g_auto (GStrv) texts = json != NULL ? rg_text_list_from_json (json) : NULL;

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    add_chip (chips, texts[i]);
}

/* The shop's own choices of the deal. */
static void
add_own_choices (RgDealCard *self, GPtrArray *chips)
{
  RgRow *row = rg_record_get_row (self->deal);
  const RgEntity *entity = row != NULL ? rg_row_get_entity (row) : NULL;

  for (guint i = 0; entity != NULL && i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);
      const RgValue *value;

      if ((field->flags & RG_FIELD_OWN) == 0)
        continue;
      value = rg_row_get (row, field);
      if (field->type == &rg_type_choice && value->kind == RG_VALUE_TEXT)
        {
          g_autofree char *text = rg_record_format (self->deal, field);

          add_chip (chips, text);
        }
      else if (field->type == &rg_type_choices && value->kind == RG_VALUE_TEXT)
        add_list (chips, value->text);
    }
}

/* What an owner tells deals apart by: what is to be sold, unless the title says so, the
 * shop's own choices, the customer's tags, where it came from. (transfer full) */
static char **
dup_chips (RgDealCard *self)
{
  g_autoptr (GPtrArray) chips = g_ptr_array_new ();
  const char *title = text_of (self->deal, "title"), *product = text_of (self->deal, "product");

  if (product != NULL && (title == NULL || strstr (title, product) == NULL))
    add_chip (chips, product);
  add_own_choices (self, chips);
  add_list (chips, text_of (self->customer, "tags"));
  add_chip (chips, text_of (self->deal, "source"));
  g_ptr_array_add (chips, NULL);
  return (char **) g_ptr_array_steal (chips, NULL);
}

static char *
dup_amount (RgDealCard *self)
{
  return rg_deal_words_dup_amount (self->deal);
}

static char *
dup_days (RgDealCard *self)
{
  return rg_deal_words_dup_days (self->deal, self->days_at_most);
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
  g_auto (GStrv) chips = dup_chips (self);
  g_autofree char *days = dup_days (self);
  GDate today;
  RgDue due;
  g_autofree char *next = NULL;
  const char *owner = text_of (self->deal, "owner");
  GString *line = g_string_new (customer_of (self));

  rg_display_today (&today);
  next = rg_display_due (text_of (self->deal, "next_date"), &today, &due);
  for (guint i = 0; chips[i] != NULL; i++)
    g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "", chips[i]);
  g_string_append (line, line->len > 0 ? ", " : "");
  /* Translators: %s is a number of days. */
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
  g_auto (GStrv) chips = dup_chips (self);
  const char *customer = customer_of (self);
  int line = rg_painter_px (painter, SECOND), gap = rg_painter_px (painter, GAP), taken = 0;
  RgPainterChips drawn;

  rg_painter_text (painter, text_of (self->deal, "title"), 0, rg_painter_px (painter, FIRST), painter->width,
                   RG_TEXT_STRONG);
  if (amount != NULL)
    {
      taken = rg_painter_measure (painter, amount, RG_TEXT_FIGURES) + gap;
      rg_painter_text (painter, amount, painter->width - taken + gap, line, taken - gap,
                       RG_TEXT_FIGURES | RG_TEXT_END);
    }
  if (customer != NULL)
    rg_painter_text (painter, customer, 0, line, painter->width - taken, RG_TEXT_DIMMED);
  rg_painter_chips (painter, chips, MOST_CHIPS, 0, rg_painter_px (painter, CHIPS), painter->width, &drawn);
}

/* Along the side where reading begins, over the paddings. */
static void
draw_edge (RgDealCard *self, RgPainter *painter)
{
  static const GdkRGBA colors[] = {
    [RG_DUE_OVERDUE] = { .red = 0.88f, .green = 0.11f, .blue = 0.14f, .alpha = 1 },
    [RG_DUE_TODAY] = { .red = 0.90f, .green = 0.65f, .blue = 0.04f, .alpha = 1 },
  };
  RgDue late = lateness (self);
  graphene_rect_t bounds;
  float width = (float) rg_painter_px (painter, EDGE);

  if (late == RG_DUE_NONE || !gtk_widget_compute_bounds (GTK_WIDGET (self), GTK_WIDGET (self), &bounds))
    return;
  if (painter->rtl)
    bounds.origin.x += bounds.size.width - width;
  bounds.size.width = width;
  gtk_snapshot_append_color (painter->snapshot, &colors[late], &bounds);
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
  painter.styles = self->styles;
  draw_edge (self, &painter);
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
  RgDealCard *self = RG_DEAL_CARD (widget);
  double scale = adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, 1.0, gtk_widget_get_settings (widget));
  double size = (orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 2 * HEIGHT) * scale;

  if (self->gap >= 0 && orientation == GTK_ORIENTATION_VERTICAL)
    size = (size + 2 * PADDING) * self->gap;
  *minimum = *natural = (int) size;
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

void
rg_deal_card_set_gap (RgDealCard *self, double open)
{
  self->gap = open;
  if (open >= 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "gap");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "gap");
  gtk_widget_queue_resize (GTK_WIDGET (self));
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
  self->gap = -1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * rg_deal_card_new:
 * @texts: what the cards of a board share
 * @styles: (nullable): what tags look like
 *
 * Returns: (transfer floating): a card that shows nothing
 */
GtkWidget *
rg_deal_card_new (RgTexts *texts, RgTagStyles *styles)
{
  RgDealCard *self = g_object_new (RG_TYPE_DEAL_CARD, NULL);

  self->texts = texts;
  self->styles = styles;
  if (styles != NULL)
    g_signal_connect_object (styles, "changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
