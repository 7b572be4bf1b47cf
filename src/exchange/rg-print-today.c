/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-print-private.h"

#include "catalog/rg-date.h"
#include "catalog/rg-phone.h"
#include "shop/rg-staff.h"
#include "shop/rg-today.h"

#include <glib/gi18n-lib.h>

/* What is to be done, on paper: a sheet for everybody who works here, to be taken
 * along and ticked off. */

/* More would not be done in a day. */
#define MOST_ROWS 200

/* What goes on paper, in its order; who is forgotten is for the screen. */
static const RgTodayPart parts[] = { RG_TODAY_OVERDUE, RG_TODAY_NOW, RG_TODAY_BIRTHDAYS, RG_TODAY_NEW };

static void
append (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

/* The box to tick, and when. */
static char *
left_of (const RgTodayRow *row, RgTodayPart part)
{
  GDate day;
  g_autofree char *text = NULL;

  if (row->time != NULL)
    return g_strdup_printf ("☐ %s", row->time);
  if (part == RG_TODAY_NOW || row->day == NULL || !rg_date_from_iso (row->day, &day))
    return g_strdup ("☐");
  text = rg_date_format (&day, TRUE, NULL);
  return g_strdup_printf ("☐ %s", text);
}

static void
add_row (RgPrint *print, const RgTodayRow *row, RgTodayPart part, gboolean mask)
{
  g_autofree char *left = left_of (row, part);
  g_autofree char *phone = row->phone == NULL ? NULL
                           : mask             ? rg_phone_mask (row->phone)
                                              : rg_phone_format (row->phone);
  g_autoptr (GString) text = g_string_new (NULL);

  if (row->kind == RG_TODAY_BIRTHDAY)
    append (text, row->person);
  else
    append (text, row->title);
  append (text, row->name);
  append (text, phone);
  append (text, row->wechat);
  rg_print_add (print, RG_PRINT_PAIR, left, text->len > 0 ? text->str : _ ("No name"), row->class);
}

/* Returns how many there are, or -1 and @error. */
static gint64
add_part (RgRead *read,
          RgPrint *print,
          RgTodayPart part,
          const RgTodayQuery *query,
          gboolean mask,
          GError **error)
{
  g_autoptr (RgTodayList) list = rg_today_read (read, part, query, error);
  g_autofree char *heading = NULL;

  if (list == NULL)
    return -1;
  if (list->n == 0)
    return 0;
  heading = g_strdup_printf ("%s · %" G_GINT64_FORMAT, rg_today_part_get_label (part), list->n);
  rg_print_add (print, RG_PRINT_HEADING, NULL, heading, NULL);
  for (guint i = 0; i < list->rows->len; i++)
    add_row (print, g_ptr_array_index (list->rows, i), part, mask);
  return list->n;
}

/* A sheet for one of them; nothing when there is nothing to do, unless @always. */
static gboolean
add_sheet (RgRead *read,
           RgPrint *print,
           const RgPrintJob *job,
           const char *name,
           RgTodayQuery *query,
           gboolean always,
           GError **error)
{
  guint first = print->blocks->len;
  g_autofree char *day = rg_date_format (&query->day, FALSE, NULL);
  g_autofree char *title =
      name != NULL ? g_strdup_printf ("%s · %s", _ ("Today"), name) : g_strdup (_ ("Today"));
  gint64 n = 0;

  rg_print_add (print, RG_PRINT_TITLE, NULL, title, NULL)->new_page = first > 0;
  rg_print_add (print, RG_PRINT_SUBTITLE, NULL, day, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gint64 some = add_part (read, print, parts[i], query, job->mask, error);

      if (some < 0)
        return FALSE;
      n += some;
    }
  if (n == 0 && !always)
    g_ptr_array_set_size (print->blocks, (int) first);
  else if (n == 0)
    rg_print_add (print, RG_PRINT_ENTRY, NULL, _ ("There is nothing to do."), NULL);
  return TRUE;
}

static gboolean
add_everybody (RgRead *read, RgPrint *print, const RgPrintJob *job, RgTodayQuery *query, GError **error)
{
  g_autoptr (GPtrArray) staff = rg_staff_list (read, error);

  if (staff == NULL)
    return FALSE;
  for (guint i = 0; i < staff->len; i++)
    {
      query->staff = rg_row_get_text (g_ptr_array_index (staff, i), "name");
      if (!add_sheet (read, print, job, query->staff, query, FALSE, error))
        return FALSE;
    }
  /* What is nobody's in particular; where nobody is known by name, all there is. */
  query->staff = staff->len > 0 ? "" : NULL;
  return add_sheet (read, print, job, staff->len > 0 ? _ ("Nobody in particular") : NULL, query,
                    print->blocks->len == 0, error);
}

/*< private >
 * rg_print_today_read:
 * @read: a read transaction
 * @job: whose day, and of which shop
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the day's lists
 */
RgPrint *
rg_print_today_read (RgRead *read, const RgPrintJob *job, GError **error)
{
  RgPrint *print = rg_print_new (_ ("Today"));
  RgTodayQuery query = { .limit = MOST_ROWS, .staff = job->staff };
  gboolean good;

  print->foot = g_strdup (job->shop);
  rg_today_day (&query.day);
  good = job->staff != NULL
             ? add_sheet (read, print, job, *job->staff != '\0' ? job->staff : _ ("Nobody in particular"),
                          &query, TRUE, error)
             : add_everybody (read, print, job, &query, error);
  if (!good)
    g_clear_pointer (&print, rg_print_free);
  return print;
}
