/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-deals-section.h"

#include "app/deal/rg-deal-dialog.h"
#include "app/rg-window.h"
#include "app/widgets/rg-display.h"
#include "catalog/rg-date.h"
#include "shop/rg-deal.h"
#include "shop/rg-stages.h"

#include <glib/gi18n-lib.h>

/* Who has more, a company of resellers perhaps, has them on the board's page. */
#define MOST_OPEN 50
#define MOST_CLOSED 50
/* The row that stands for the rest of those that are open. */
#define THE_REST 0

struct _RgDealsSection
{
  RgFoldedSection parent_instance;
};

G_DEFINE_FINAL_TYPE (RgDealsSection, rg_deals_section, RG_TYPE_FOLDED_SECTION)

/* --- what is said --------------------------------------------------------- */

/**
 * Line:
 *
 * A deal, in the words of its row.
 */
typedef struct
{
  gint64 id;
  gboolean open;
  char *title;
  char *amount;
  char *about;
  char *days; /* too long in its stage, or nearly so; else NULL */
  RgDealPace pace;
  char *next; /* "" without a day */
  RgDue due;
} Line;

static void
line_free (Line *line)
{
  g_free (line->title);
  g_free (line->amount);
  g_free (line->about);
  g_free (line->days);
  g_free (line->next);
  g_free (line);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Line, line_free)

static gint64
integer_of (const RgRow *deal, const char *key)
{
  return rg_value_get_integer (rg_row_get (deal, rg_entity_find_field (rg_row_get_entity (deal), key)));
}

static char *
format (const RgRow *deal, const char *key)
{
  return rg_row_format (deal, rg_entity_find_field (rg_row_get_entity (deal), key), RG_FORMAT_DISPLAY);
}

static const RgStage *
stage_of (RgProfile *profile, const RgRow *deal)
{
  GPtrArray *stages = rg_profile_get_stages (profile);
  gint64 id = integer_of (deal, "stage_id");

  for (guint i = 0; i < stages->len; i++)
    if (((const RgStage *) g_ptr_array_index (stages, i))->id == id)
      return g_ptr_array_index (stages, i);
  return NULL;
}

static void
add_part (GString *line, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", part);
}

/* "方案呈现 · 5 days · 王芳" */
static void
say_open (Line *line, RgProfile *profile, const RgRow *deal)
{
  const RgStage *stage = stage_of (profile, deal);
  g_autofree char *text = NULL;
  GString *about = g_string_new (stage != NULL ? stage->name : "");
  GDate today;
  guint days;

  line->pace = rg_deal_pace (integer_of (deal, "stage_since"), stage != NULL ? stage->days : 0, &days);
  if (line->pace != RG_DEAL_PACE_GOOD)
    line->days = g_strdup_printf (_ ("%d of %u days"), (int) days, stage->days);
  else
    text = g_strdup_printf (ngettext ("%d day", "%d days", days), (int) days);
  add_part (about, text);
  add_part (about, rg_row_get_text (deal, "owner"));
  line->about = g_string_free_and_steal (about);
  rg_display_today (&today);
  line->next = rg_display_due (rg_row_get_text (deal, "next_date"), &today, &line->due);
}

/* "Lost · Yesterday · 太贵" */
static void
say_closed (Line *line, const RgRow *deal)
{
  g_autofree char *state = format (deal, "state");
  const char *closed = rg_row_get_text (deal, "closed");
  GString *about = g_string_new (state);
  g_autofree char *day = NULL;
  GDate date, today;

  rg_display_today (&today);
  if (closed != NULL && rg_date_from_iso (closed, &date))
    day = rg_display_day (&date, &today);
  add_part (about, day);
  add_part (about, rg_row_get_text (deal, "lost_reason"));
  line->about = g_string_free_and_steal (about);
  line->next = g_strdup ("");
}

static gboolean
is_open (const RgRow *deal)
{
  return g_strcmp0 (rg_row_get_text (deal, "state"), "open") == 0;
}

static Line *
make_line (RgProfile *profile, const RgRow *deal)
{
  Line *line = g_new0 (Line, 1);

  line->id = rg_row_get_id (deal);
  line->open = is_open (deal);
  line->title = g_strdup (rg_row_get_text (deal, "title"));
  line->amount = format (deal, "amount_fen");
  if (line->open)
    say_open (line, profile, deal);
  else
    say_closed (line, deal);
  return line;
}

static const char *
pace_word (const Line *line)
{
  return line->pace == RG_DEAL_PACE_LATE ? _ ("too long") : NULL;
}

/* (transfer full): for who does not see it */
static char *
dup_name (const Line *line)
{
  GString *name = g_string_new (line->title);
  const char *const parts[] = { line->amount, line->about, line->days, pace_word (line), line->next };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (name, ", %s", parts[i]);
  return g_string_free_and_steal (name);
}

/* --- rows ----------------------------------------------------------------- */

static GtkWidget *
make_pill (const char *icon, const char *text, RgDue due)
{
  GtkWidget *pill = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  if (icon != NULL)
    {
      GtkWidget *image = gtk_image_new_from_icon_name (icon);

      gtk_image_set_pixel_size (GTK_IMAGE (image), 12);
      gtk_box_append (GTK_BOX (pill), image);
    }
  gtk_box_append (GTK_BOX (pill), gtk_label_new (text));
  gtk_widget_add_css_class (pill, "step-pill");
  gtk_widget_add_css_class (pill, "numeric");
  if (due == RG_DUE_OVERDUE)
    gtk_widget_add_css_class (pill, "overdue");
  else if (due == RG_DUE_TODAY)
    gtk_widget_add_css_class (pill, "today");
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  return pill;
}

static GtkWidget *
make_pills (const Line *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (line->days != NULL)
    {
      gboolean late = line->pace == RG_DEAL_PACE_LATE;
      GtkWidget *pill = make_pill (late ? "dialog-warning-symbolic" : "document-open-recent-symbolic",
                                   line->days, late ? RG_DUE_OVERDUE : RG_DUE_TODAY);

      gtk_widget_set_tooltip_text (pill, late ? _ ("Longer in this stage than it should be")
                                              : _ ("Nearly as long in this stage as it may be"));
      gtk_box_append (GTK_BOX (box), pill);
    }
  if (*line->next != '\0')
    gtk_box_append (GTK_BOX (box), make_pill ("x-office-calendar-symbolic", line->next, line->due));
  gtk_widget_set_visible (box, gtk_widget_get_first_child (box) != NULL);
  return box;
}

static GtkWidget *
make_row (const Line *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *amount = gtk_label_new (line->amount);

  gtk_widget_add_css_class (amount, "numeric");
  gtk_widget_add_css_class (amount, "entry-amount");
  gtk_widget_set_valign (amount, GTK_ALIGN_START);
  if (!line->open)
    gtk_widget_add_css_class (amount, "dimmed-text");
  gtk_box_append (GTK_BOX (first), rg_folded_words_new (line->title, line->about, !line->open));
  gtk_box_append (GTK_BOX (first), amount);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), make_pills (line));
  return box;
}

/* --- the section ---------------------------------------------------------- */

static char *
rg_deals_section_describe (RgFoldedSection *folded, RgProfile *profile)
{
  GPtrArray *deals = rg_profile_get_deals (profile);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < deals->len; i++)
    {
      g_autoptr (Line) line = make_line (profile, g_ptr_array_index (deals, i));
      g_autofree char *name = dup_name (line);

      g_string_append_printf (text, "%" G_GINT64_FORMAT " %d %s\n", line->id, line->open, name);
    }
  return g_string_free_and_steal (text);
}

static void
add_rest (RgFoldedSection *folded, guint n)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u more deal", "%u more deals", n), n);

  rg_folded_section_append (folded, THE_REST, rg_folded_words_new (text, "", TRUE), text, FALSE);
}

static void
rg_deals_section_fill (RgFoldedSection *folded, RgProfile *profile)
{
  GPtrArray *deals = rg_profile_get_deals (profile);
  g_autofree char *label = NULL;
  guint n_open = 0, n_closed = 0;

  for (guint i = 0; i < deals->len; i++)
    {
      const RgRow *deal = g_ptr_array_index (deals, i);
      gboolean open = is_open (deal);
      g_autoptr (Line) line = NULL;
      g_autofree char *name = NULL;

      if (open ? n_open++ >= MOST_OPEN : n_closed++ >= MOST_CLOSED)
        continue;
      line = make_line (profile, deal);
      name = dup_name (line);
      rg_folded_section_append (folded, line->id, make_row (line), name, !open);
    }
  if (n_open > MOST_OPEN)
    add_rest (folded, n_open - MOST_OPEN);
  /* Translators: how many deals of a customer are won or lost. */
  label = g_strdup_printf (ngettext ("%u closed", "%u closed", n_closed), n_closed);
  rg_folded_section_set_over_label (folded, n_closed > 0 ? label : NULL);
}

static void
rg_deals_section_open (RgFoldedSection *folded, gint64 id)
{
  if (id == THE_REST)
    gtk_widget_activate_action (GTK_WIDGET (folded), "win.go-to-page", "i", RG_PLACE_PIPELINE);
  else
    rg_deal_dialog_present (GTK_WIDGET (folded), rg_section_get_store (RG_SECTION (folded)), id, 0, 0);
}

static void
rg_deals_section_add (RgFoldedSection *folded)
{
  RgSection *section = RG_SECTION (folded);

  rg_deal_dialog_present (GTK_WIDGET (folded), rg_section_get_store (section), 0,
                          rg_section_get_customer_id (section), 0);
}

static void
rg_deals_section_class_init (RgDealsSectionClass *klass)
{
  RgFoldedSectionClass *folded_class = RG_FOLDED_SECTION_CLASS (klass);

  folded_class->describe = rg_deals_section_describe;
  folded_class->fill = rg_deals_section_fill;
  folded_class->open = rg_deals_section_open;
  folded_class->add = rg_deals_section_add;
}

static void
rg_deals_section_init (RgDealsSection *self)
{
  rg_folded_section_set_words (RG_FOLDED_SECTION (self), _ ("Deals"), _ ("None open"), _ ("Add a Deal"),
                               _ ("Closed deals"));
}

/**
 * rg_deals_section_new:
 *
 * Returns: (transfer floating): a section, about nobody yet
 */
GtkWidget *
rg_deals_section_new (void)
{
  return g_object_new (RG_TYPE_DEALS_SECTION, NULL);
}
