/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/today/rg-today-words.h"

#include "app/record/rg-kind-picker.h"
#include "app/record/rg-way.h"
#include "catalog/rg-date.h"
#include "catalog/rg-phone.h"
#include "shop/rg-repeat.h"

#include <glib/gi18n-lib.h>

static gboolean
is_there (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Who has no name is known by a number, of which a screen shows the ends. */
static char *
dup_name (const RgTodayRow *row)
{
  if (is_there (row->name))
    return g_strdup (row->name);
  return is_there (row->phone) ? rg_phone_mask (row->phone) : g_strdup (_ ("No name"));
}

/**
 * rg_today_words_title:
 * @item: a line
 *
 * Returns: (transfer full): its first line
 */
char *
rg_today_words_title (RgTodayItem *item)
{
  const RgTodayRow *row = rg_today_item_get_row (item);

  if (row == NULL)
    {
      g_autofree char *n = rg_display_count ((guint) MIN (rg_today_item_get_n (item), G_MAXUINT));

      /* Translators: %s is a number, of customers or of things to do. */
      return g_strdup_printf (_ ("Show All %s"), n);
    }
  if (row->kind == RG_TODAY_BIRTHDAY && is_there (row->person))
    return g_strdup (row->person);
  return is_there (row->title) && row->kind != RG_TODAY_BIRTHDAY ? g_strdup (row->title) : dup_name (row);
}

static void
add (GString *line, const char *text)
{
  if (!is_there (text))
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, text);
}

/**
 * rg_today_words_subtitle:
 * @item: a line
 * @mask: whether phones are masked
 *
 * Returns: (transfer full): its second line; "" for none
 */
char *
rg_today_words_subtitle (RgTodayItem *item, gboolean mask)
{
  const RgTodayRow *row = rg_today_item_get_row (item);
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;
  GString *line = g_string_new (NULL);

  if (row == NULL)
    return g_string_free_and_steal (line);
  title = rg_today_words_title (item);
  name = dup_name (row);
  if (row->customer_id != 0 && !g_str_equal (title, name))
    {
      g_autofree char *of = row->kind == RG_TODAY_BIRTHDAY
                                /* Translators: a relative's or contact's birthday; %s is the customer. */
                                ? g_strdup_printf (_ ("belongs to %s"), name)
                                : g_strdup (name);

      add (line, of);
    }
  add (line, row->stage);
  if (is_there (row->phone))
    {
      g_autofree char *phone = rg_way_dup_phone (row->phone, mask);

      add (line, phone);
    }
  add (line, row->staff);
  return g_string_free_and_steal (line);
}

static char *
birthday_words (const RgTodayRow *row, const GDate *today)
{
  RgDue due;
  g_autofree char *day = rg_display_due (row->day, today, &due);

  if (row->age <= 0)
    return g_steal_pointer (&day);
  /* Translators: when a birthday is kept, and what one becomes. */
  return g_strdup_printf (ngettext ("%s, turns %d", "%s, turns %d", (gulong) row->age), day, row->age);
}

/* The day within a week, with its time: the section says the rest. */
static char *
due_words (const RgTodayRow *row, const GDate *today, RgDue *due)
{
  g_autofree char *day = rg_display_due (row->day, today, due);

  if (!is_there (row->time))
    return g_steal_pointer (&day);
  if (*due == RG_DUE_TODAY)
    return g_strdup (row->time);
  return g_strdup_printf ("%s %s", day, row->time);
}

/* "12 days over" */
static char *
over_words (const RgTodayRow *row, RgDue *due)
{
  *due = RG_DUE_OVERDUE;
  /* Translators: how much longer a deal is in its stage than it may be. */
  return g_strdup_printf (ngettext ("%u day over", "%u days over", row->days_over), row->days_over);
}

/**
 * rg_today_words_when:
 * @item: a line
 * @today: the day it is
 * @due: (out): what its pill looks like
 *
 * Returns: (transfer full): when; "" for a line that is no row
 */
char *
rg_today_words_when (RgTodayItem *item, const GDate *today, RgDue *due)
{
  const RgTodayRow *row = rg_today_item_get_row (item);
  g_autofree char *ago = NULL;

  *due = RG_DUE_NONE;
  if (row == NULL)
    return g_strdup ("");
  switch (rg_today_item_get_part (item))
    {
    case RG_TODAY_BIRTHDAYS:
      return birthday_words (row, today);
    case RG_TODAY_STALLED:
      return over_words (row, due);
    case RG_TODAY_NEW:
      ago = rg_display_ago (row->day, today);
      return g_steal_pointer (&ago);
    case RG_TODAY_FORGOTTEN:
      ago = rg_display_ago (row->day, today);
      return is_there (ago) ? g_steal_pointer (&ago) : g_strdup (_ ("Never spoken to"));
    case RG_TODAY_OVERDUE:
    case RG_TODAY_NOW:
    case RG_TODAY_SOON:
    case RG_N_TODAY_PARTS:
    default:
      return due_words (row, today, due);
    }
}

/**
 * rg_today_words_describe:
 * @item: a line
 * @today: the day it is
 * @mask: whether phones are masked
 *
 * Returns: (transfer full): all but its title, in words
 */
char *
rg_today_words_describe (RgTodayItem *item, const GDate *today, gboolean mask)
{
  const RgTodayRow *row = rg_today_item_get_row (item);
  g_autofree char *subtitle = rg_today_words_subtitle (item, mask);
  RgDue due;
  g_autofree char *when = rg_today_words_when (item, today, &due);
  GString *all = g_string_new (NULL);

  if (row == NULL)
    return g_string_free_and_steal (all);
  add (all, subtitle);
  add (all, when);
  if (row->class != NULL)
    {
      /* Translators: %s is A, B or C. */
      g_autofree char *class = g_strdup_printf (_ ("Class %s"), row->class);

      add (all, class);
    }
  if (g_strcmp0 (row->priority, "high") == 0)
    add (all, _ ("Urgent"));
  if (row->repeat != NULL)
    {
      RgRepeat repeat;
      g_autofree char *words =
          rg_repeat_parse (row->repeat, &repeat, NULL) ? rg_repeat_describe (&repeat) : NULL;

      add (all, words);
    }
  return g_string_free_and_steal (all);
}

/**
 * rg_today_words_icon:
 * @item: a line
 *
 * Returns: the name of an icon
 */
const char *
rg_today_words_icon (RgTodayItem *item)
{
  const RgTodayRow *row = rg_today_item_get_row (item);

  if (row == NULL)
    return "view-more-horizontal-symbolic";
  switch (row->kind)
    {
    case RG_TODAY_TASK:
      return row->what != NULL ? rg_kind_get_icon (row->what) : "checkbox-checked-symbolic";
    case RG_TODAY_STEP:
      return "go-next-symbolic";
    case RG_TODAY_BIRTHDAY:
      return "emote-love-symbolic";
    case RG_TODAY_DEAL:
      return "view-dual-symbolic";
    case RG_TODAY_PERSON:
    default:
      return "avatar-default-symbolic";
    }
}
