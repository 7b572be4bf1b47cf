/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/deal/rg-deal-stage-row.h"

#include "app/widgets/rg-display.h"
#include "catalog/rg-date.h"
#include "shop/rg-deal.h"
#include "shop/rg-stages.h"

#include <glib/gi18n-lib.h>

struct _RgDealStageRow
{
  AdwComboRow parent_instance;

  GtkWidget *late_icon;
  GArray *ids; /* gint64, of the stages that are offered */
};

G_DEFINE_FINAL_TYPE (RgDealStageRow, rg_deal_stage_row, ADW_TYPE_COMBO_ROW)

/* (transfer full): how long it is there, and how long it may be */
static char *
dup_days (const RgDealSheet *sheet, const RgStage *stage, gboolean *late)
{
  guint days;

  *late = rg_deal_pace (rg_deal_sheet_get_integer (sheet, "stage_since"), stage->days, &days) ==
          RG_DEAL_PACE_LATE;
  if (stage->days > 0)
    /* Translators: how many days a deal is in its stage, of how many it may be. */
    return g_strdup_printf (_ ("%d of %u days"), (int) days, stage->days);
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), (int) days);
}

/* (transfer full): how it ended */
static char *
dup_end (const RgDealSheet *sheet)
{
  gboolean won = g_strcmp0 (rg_deal_sheet_get_text (sheet, "state"), "won") == 0;
  const char *closed = rg_deal_sheet_get_text (sheet, "closed");
  const char *reason = rg_deal_sheet_get_text (sheet, "lost_reason");
  g_autofree char *day = NULL;
  GDate date, today;

  rg_display_today (&today);
  day = closed != NULL && rg_date_from_iso (closed, &date) ? rg_display_day (&date, &today) : g_strdup ("");
  if (won)
    /* Translators: %s is a day. */
    return g_strdup_printf (_ ("Won: %s"), day);
  /* Translators: a day, and why the deal was lost. */
  return g_strdup_printf (_ ("Lost: %s, %s"), day, reason != NULL ? reason : "");
}

/**
 * rg_deal_stage_row_fill:
 * @self: a row
 * @sheet: of a deal, or of a new one
 * @stage_id: what is chosen for a new one; 0: the first
 *
 * Offers the stages and says for how long it is in its own.
 */
void
rg_deal_stage_row_fill (RgDealStageRow *self, const RgDealSheet *sheet, gint64 stage_id)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint64 wanted = sheet->deal != NULL ? rg_deal_sheet_get_integer (sheet, "stage_id") : stage_id;
  const RgStage *current = NULL;
  g_autofree char *about = NULL;
  gboolean late = FALSE;
  guint chosen = 0;

  g_array_set_size (self->ids, 0);
  for (guint i = 0; i < sheet->stages->len; i++)
    {
      const RgStage *stage = g_ptr_array_index (sheet->stages, i);

      gtk_string_list_append (names, stage->name);
      g_array_append_val (self->ids, stage->id);
      if (stage->id != wanted)
        continue;
      current = stage;
      chosen = i;
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), chosen);
  gtk_widget_set_visible (GTK_WIDGET (self), self->ids->len > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self), rg_deal_sheet_is_open (sheet));
  if (sheet->deal != NULL && !rg_deal_sheet_is_open (sheet))
    about = dup_end (sheet);
  else if (sheet->deal != NULL && current != NULL)
    about = dup_days (sheet, current, &late);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), about != NULL ? about : "");
  gtk_widget_set_visible (self->late_icon, late);
}

/**
 * rg_deal_stage_row_get_id:
 * @self: a row
 *
 * Returns: which stage is chosen; 0: there is none
 */
gint64
rg_deal_stage_row_get_id (RgDealStageRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  return selected < self->ids->len ? g_array_index (self->ids, gint64, selected) : 0;
}

static void
rg_deal_stage_row_finalize (GObject *object)
{
  g_array_unref (RG_DEAL_STAGE_ROW (object)->ids);

  G_OBJECT_CLASS (rg_deal_stage_row_parent_class)->finalize (object);
}

static void
rg_deal_stage_row_class_init (RgDealStageRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_deal_stage_row_finalize;
}

static void
rg_deal_stage_row_init (RgDealStageRow *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Stage"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  self->late_icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_add_css_class (self->late_icon, "error");
  gtk_widget_set_tooltip_text (self->late_icon, _ ("Longer in this stage than it should be"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->late_icon);
}
