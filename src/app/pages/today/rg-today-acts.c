/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/today/rg-today-private.h"

#include "app/pages/today/rg-today-words.h"
#include "app/deal/rg-deal-dialog.h"
#include "app/deal/rg-deal-entry-dialog.h"
#include "app/record/rg-way.h"
#include "app/rg-change.h"
#include "app/rg-printing.h"
#include "app/task/rg-done-change.h"
#include "app/task/rg-done-dialog.h"
#include "app/task/rg-task-change.h"
#include "app/task/rg-task-dialog.h"
#include "catalog/rg-date.h"

#include <glib/gi18n-lib.h>

/* What is done with the line that is selected. */

/* How many rows of a part are shown at the next step. */
#define MORE_ROWS 1000

static const RgTodayRow *
get_row (RgTodayPage *self)
{
  RgTodayItem *item = rg_today_list_get_selected (self);

  return item != NULL ? rg_today_item_get_row (item) : NULL;
}

static gboolean
is_to_do (const RgTodayRow *row)
{
  return row->kind == RG_TODAY_TASK || row->kind == RG_TODAY_STEP;
}

static gboolean
is_there (const char *text)
{
  return text != NULL && *text != '\0';
}

/* (transfer full) */
static char *
title_of (RgTodayPage *self)
{
  return rg_today_words_title (rg_today_list_get_selected (self));
}

/* --- done ------------------------------------------------------------------- */

/* Without a word. */
static void
finish (RgTodayPage *self, const RgTodayRow *row)
{
  RgDoneChange *change = rg_done_change_new (row->task_id, row->customer_id);
  g_autofree char *title = title_of (self);
  /* Translators: what was done, in the history and in a toast; %s is what was to
   * be done. */
  g_autofree char *label = g_strdup_printf (_ ("Done: %s"), title);

  change->brief = TRUE;
  if (row->kind == RG_TODAY_STEP)
    change->kind = g_strdup ("call");
  rg_change_say (self->followed, GTK_WIDGET (self), label, rg_done_change_save, change, rg_done_change_free,
                 label);
}

/* Who has a birthday is not called for what is planned with them. */
static void
ask_how (RgTodayPage *self, const RgTodayRow *row, const char *kind)
{
  if (row->kind == RG_TODAY_DEAL)
    rg_deal_entry_dialog_present (GTK_WIDGET (self), self->followed, row->deal_id, row->customer_id, kind,
                                  _ ("It is put to the deal."));
  else if (is_to_do (row))
    rg_done_dialog_present_as (GTK_WIDGET (self), self->followed, row->task_id, row->customer_id, kind);
  else
    rg_done_dialog_present_contact (GTK_WIDGET (self), self->followed, row->customer_id, kind);
}

static void
done (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgTodayPage *self = RG_TODAY_PAGE (widget);
  const RgTodayRow *row = get_row (self);

  if (row == NULL || !rg_today_page_is_editable (self))
    return;
  if (row->customer_id != 0)
    ask_how (self, row, is_to_do (row) ? NULL : "call");
  else if (is_to_do (row))
    finish (self, row);
}

static void
done_now (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgTodayPage *self = RG_TODAY_PAGE (widget);
  const RgTodayRow *row = get_row (self);

  if (row != NULL && is_to_do (row) && rg_today_page_is_editable (self))
    finish (self, row);
}

/* --- another day ------------------------------------------------------------- */

static void
put_off_by (RgTodayPage *self, guint days)
{
  const RgTodayRow *row = get_row (self);
  g_autofree char *title = NULL;
  g_autofree char *iso = NULL;
  GDate day;

  if (row == NULL || row->kind == RG_TODAY_BIRTHDAY || !rg_today_page_is_editable (self))
    return;
  title = title_of (self);
  rg_today_day (&day);
  g_date_add_days (&day, days);
  iso = rg_date_to_iso (&day);
  /* What is next with a deal is to be said. */
  if (row->kind == RG_TODAY_DEAL)
    {
      rg_task_dialog_present_for_deal (GTK_WIDGET (self), self->followed, row->deal_id, row->customer_id,
                                       iso);
      return;
    }
  rg_task_move (self->followed, GTK_WIDGET (self), row->task_id, row->customer_id, title, iso);
}

static void
tomorrow (GtkWidget *widget, const char *action, GVariant *parameter)
{
  put_off_by (RG_TODAY_PAGE (widget), 1);
}

static void
put_off (GtkWidget *widget, const char *action, GVariant *parameter)
{
  put_off_by (RG_TODAY_PAGE (widget), (guint) MAX (g_variant_get_int32 (parameter), 0));
}

static void
drop (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgTodayPage *self = RG_TODAY_PAGE (widget);
  const RgTodayRow *row = get_row (self);

  if (row != NULL && row->kind == RG_TODAY_TASK && rg_today_page_is_editable (self))
    rg_task_step (self->followed, widget, RG_TASK_STEP_DROP, row->task_id, row->title);
}

/* --- speaking to somebody ------------------------------------------------------ */

static void
call (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgTodayPage *self = RG_TODAY_PAGE (widget);
  const RgTodayRow *row = get_row (self);

  if (row == NULL || !is_there (row->phone))
    return;
  rg_way_call (widget, row->phone);
  if (rg_today_page_is_editable (self))
    ask_how (self, row, "call");
}

static void
copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const RgTodayRow *row = get_row (RG_TODAY_PAGE (widget));

  if (row == NULL || !is_there (row->wechat))
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), row->wechat);
  rg_change_toast (widget, _ ("Copied the WeChat ID"));
}

/* --- opening -------------------------------------------------------------------- */

static void
open_customer (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const RgTodayRow *row = get_row (RG_TODAY_PAGE (widget));

  if (row != NULL && row->customer_id != 0)
    gtk_widget_activate_action (widget, "win.open-customer", "x", row->customer_id);
}

static void
edit (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgTodayPage *self = RG_TODAY_PAGE (widget);
  const RgTodayRow *row = get_row (self);

  if (row != NULL && row->kind != RG_TODAY_DEAL && rg_today_page_is_editable (self))
    rg_task_dialog_present (widget, self->followed, row->task_id, row->customer_id, NULL);
}

static void
open_deal (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgTodayPage *self = RG_TODAY_PAGE (widget);
  const RgTodayRow *row = get_row (self);

  if (row != NULL && row->kind == RG_TODAY_DEAL)
    rg_deal_dialog_present (widget, self->followed, row->deal_id, 0, 0);
}

/* What the customers page knows as the same people; NULL: it has no such list. */
static char *
condition_of (RgTodayPage *self, RgTodayPart part)
{
  switch (part)
    {
    case RG_TODAY_NEW:
      return g_strdup ("{\"all\":[{\"field\":\"created_at\",\"op\":\">=\",\"value\":\"today-6\"},"
                       "{\"field\":\"last_contact\",\"op\":\"empty\"}]}");
    case RG_TODAY_BIRTHDAYS:
      return g_strdup ("{\"field\":\"birthday\",\"op\":\"within\",\"value\":7}");
    case RG_TODAY_FORGOTTEN:
      return g_strdup_printf (
          "{\"all\":[{\"field\":\"next_date\",\"op\":\"empty\"},{\"task\":\"open\",\"op\":\"none\"},"
          "{\"any\":["
          "{\"field\":\"last_contact\",\"op\":\"<\",\"value\":\"today-%d\"},"
          "{\"all\":[{\"field\":\"last_contact\",\"op\":\"empty\"},"
          "{\"field\":\"created_at\",\"op\":\"<\",\"value\":\"today-%d\"}]}]}]}",
          self->forgotten_days, self->forgotten_days);
    case RG_TODAY_STALLED:
    case RG_TODAY_OVERDUE:
    case RG_TODAY_NOW:
    case RG_TODAY_SOON:
    case RG_N_TODAY_PARTS:
    default:
      return NULL;
    }
}

static void
show_more (RgTodayPage *self, RgTodayPart part)
{
  g_autofree char *condition = condition_of (self, part);

  if (part == RG_TODAY_STALLED)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-deals", "(ss)", "{\"late\":true}",
                                  rg_today_part_get_label (part));
      return;
    }
  if (condition != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-condition", "(ss)", condition,
                                  rg_today_part_get_label (part));
      return;
    }
  self->limit[part] += MORE_ROWS;
  rg_today_ask (self);
}

/*< private >
 * rg_today_acts_activate:
 *
 * Opens the deal or the customer; where there is none, the task.
 */
void
rg_today_acts_activate (RgTodayPage *self)
{
  RgTodayItem *item = rg_today_list_get_selected (self);
  const RgTodayRow *row = get_row (self);

  if (item == NULL)
    return;
  if (row == NULL)
    show_more (self, rg_today_item_get_part (item));
  else
    gtk_widget_activate_action (GTK_WIDGET (self),
                                row->kind == RG_TODAY_DEAL ? "today.open-deal"
                                : row->customer_id != 0    ? "today.open"
                                                           : "today.edit",
                                NULL);
}

static void
print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgTodayPage *self = RG_TODAY_PAGE (widget);

  if (self->followed != NULL)
    rg_printing_today (widget, self->followed, self->staff,
                       rg_settings_get_boolean (rg_page_get_settings (RG_PAGE (self)), "mask-phones"));
}

/* --- which of them there are --------------------------------------------------- */

/*< private >
 * rg_today_acts_update:
 *
 * Enables what can be done with the line that is selected.
 */
void
rg_today_acts_update (RgTodayPage *self)
{
  const RgTodayRow *row = get_row (self);
  gboolean editable = row != NULL && rg_today_page_is_editable (self);
  const struct
  {
    const char *action;
    gboolean enabled;
  } actions[] = {
    { "today.done", editable && (row->customer_id != 0 || is_to_do (row)) },
    { "today.done-now", editable && is_to_do (row) },
    { "today.tomorrow", editable && row->kind != RG_TODAY_BIRTHDAY },
    { "today.put-off", editable && row->kind != RG_TODAY_BIRTHDAY },
    { "today.call", row != NULL && is_there (row->phone) },
    { "today.copy", row != NULL && is_there (row->wechat) },
    { "today.open", row != NULL && row->customer_id != 0 },
    { "today.open-deal", row != NULL && row->kind == RG_TODAY_DEAL },
    { "today.edit", editable && row->kind != RG_TODAY_DEAL },
    { "today.drop", editable && row->kind == RG_TODAY_TASK },
    { "page.print", self->followed != NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].action, actions[i].enabled);
}

/*< private >
 * rg_today_acts_install:
 *
 * Gives the page's class its actions.
 */
void
rg_today_acts_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "today.done", NULL, done);
  gtk_widget_class_install_action (klass, "today.done-now", NULL, done_now);
  gtk_widget_class_install_action (klass, "today.tomorrow", NULL, tomorrow);
  gtk_widget_class_install_action (klass, "today.put-off", "i", put_off);
  gtk_widget_class_install_action (klass, "today.call", NULL, call);
  gtk_widget_class_install_action (klass, "today.copy", NULL, copy);
  gtk_widget_class_install_action (klass, "today.open", NULL, open_customer);
  gtk_widget_class_install_action (klass, "today.open-deal", NULL, open_deal);
  gtk_widget_class_install_action (klass, "today.edit", NULL, edit);
  gtk_widget_class_install_action (klass, "today.drop", NULL, drop);
  gtk_widget_class_install_action (klass, "page.print", NULL, print);
}
