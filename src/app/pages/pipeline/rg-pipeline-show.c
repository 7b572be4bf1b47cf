/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-pipeline-private.h"

#include "app/deal/rg-deal-words.h"
#include "app/widgets/rg-display.h"

/* What there is to be seen, and how many. */

/**
 * rg_pipeline_page_count_board:
 * @self: a page
 * @sum: (inout) (optional): what its deals are worth is added to it
 *
 * Returns: how many deals are on the board
 */
guint
rg_pipeline_page_count_board (RgPipelinePage *self, gint64 *sum)
{
  guint n = 0;

  for (guint i = 0; self->board != NULL && i < rg_board_get_n_columns (self->board); i++)
    {
      RgBoardColumn *column = rg_board_get_column (self->board, i);

      n += g_list_model_get_n_items (G_LIST_MODEL (column));
      if (sum != NULL)
        *sum += rg_board_column_get_sum (column);
    }
  return n;
}

static guint
count_list (RgPipelinePage *self)
{
  RgRecordList *list = self->list != NULL ? rg_pipeline_list_get_list (self->list) : NULL;

  /* The first rows alone are no number to tell. */
  return list != NULL && rg_record_list_is_whole (list) ? g_list_model_get_n_items (G_LIST_MODEL (list)) : 0;
}

/* Above the list its states, which what is filtered by may say; and in a narrow window
 * what its deals are worth, for which there is no room beside the title. */
static void
show_list_bar (RgPipelinePage *self, const char *amount)
{
  gboolean states = !rg_pipeline_filter_says_state (self);

  gtk_label_set_label (self->sum_label, amount != NULL ? amount : "");
  gtk_widget_set_visible (GTK_WIDGET (self->sum_label), amount != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->state_group), states);
  gtk_widget_set_halign (self->list_bar, amount != NULL ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->list_bar, self->listing && (states || amount != NULL));
}

static void
show_count (RgPipelinePage *self)
{
  gint64 sum = self->listing ? self->sum : 0;
  guint n = self->listing ? count_list (self) : rg_pipeline_page_count_board (self, &sum);
  g_autofree char *count = rg_display_count (n);
  g_autofree char *amount = n > 0 && sum > 0 ? rg_deal_dup_amount (sum) : NULL;
  /* On a narrow board each lane says its own. */
  g_autofree char *text =
      amount != NULL && !self->narrow ? g_strdup_printf ("%s · %s", count, amount) : g_strdup (count);
  g_autofree char *open = rg_display_count ((guint) MAX (self->n_open, 0));

  gtk_label_set_label (self->count_label, n > 0 ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), n > 0);
  show_list_bar (self, self->listing && self->narrow ? amount : NULL);
  rg_page_set_badge (RG_PAGE (self), self->n_open > 0 ? open : NULL);
}

gboolean
rg_pipeline_page_is_searching (RgPipelinePage *self)
{
  return *gtk_editable_get_text (self->search_entry) != '\0';
}

gboolean
rg_pipeline_page_is_filtered (RgPipelinePage *self)
{
  return rg_pipeline_page_is_searching (self) || rg_page_filter_get_condition (self->filter) != NULL;
}

/* Not even an old answer. */
static gboolean
has_nothing (RgPipelinePage *self)
{
  return self->listing ? rg_pipeline_page_get_list (self) == NULL : self->board == NULL;
}

/* What there is to be seen. */
static const char *
choose_state (RgPipelinePage *self)
{
  RgRecordList *list = rg_pipeline_page_get_list (self);
  gboolean filtered = rg_pipeline_page_is_filtered (self);
  gint64 sum = 0;

  if (rg_page_filter_get_problem (self->filter) != NULL)
    return "nothing";
  if (has_nothing (self))
    return self->unread ? "unread" : "loading";
  if (self->listing && g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
    return "list";
  if (!self->listing && rg_pipeline_page_count_board (self, &sum) > 0)
    return "board";
  if (!filtered && self->n_all == 0)
    return "empty";
  /* Whether there are deals that are closed. */
  if (!filtered && self->n_all < 0 && self->counting != NULL && rg_reread_is_busy (self->counting))
    return "loading";
  /* Lanes say what belongs into them. */
  return filtered || self->listing ? "nothing" : "board";
}

void
rg_pipeline_page_update_state (RgPipelinePage *self)
{
  const char *state = choose_state (self);
  gboolean focus = gtk_widget_get_focus_child (GTK_WIDGET (self->stack)) != NULL;

  if (g_str_equal (state, "nothing"))
    rg_pipeline_filter_say_nothing (self);
  gtk_stack_set_visible_child_name (self->stack, state);
  if (focus && (g_str_equal (state, "nothing") || g_str_equal (state, "empty")))
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
  show_count (self);
}

/**
 * rg_pipeline_page_say_unread:
 * @self: a page
 * @message: why the deals could not be read
 *
 * Says so in their place, and beside those that were read before.
 */
void
rg_pipeline_page_say_unread (RgPipelinePage *self, const char *message)
{
  g_autofree char *text = g_markup_escape_text (message, -1);
  gboolean again = self->unread;

  self->unread = has_nothing (self);
  adw_status_page_set_description (self->unread_page, text);
  rg_pipeline_page_update_state (self);
  /* Who tries again sees nothing new. */
  if (!self->unread || again)
    rg_page_say (RG_PAGE (self), message);
}

/* What goes with the deals may not have been read either. */
static void
try_again (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgPipelinePage *self = RG_PIPELINE_PAGE (widget);

  if (self->followed == NULL)
    return;
  rg_deal_names_set_store (self->names, self->followed);
  rg_pipeline_filter_forget (self);
  rg_pipeline_filter_follow (self);
  self->wanted = TRUE;
  rg_pipeline_page_ask (self, TRUE);
}

void
rg_pipeline_show_install (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, RgPipelinePage, sum_label);
  gtk_widget_class_bind_template_child (klass, RgPipelinePage, unread_page);
  gtk_widget_class_install_action (klass, "page.try-again", NULL, try_again);
}
