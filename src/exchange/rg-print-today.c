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
/* Of so many birthdays and new customers it is asked in whose charge they are. */
#define MOST_NAMED 1000

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

static void
add_name (GPtrArray *names, const char *name)
{
  if (name != NULL && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
}

/* Names that what is due has, and those of a part's rows. */
static gboolean
add_due_names (RgRead *read, const RgTodayQuery *query, GPtrArray *names, GError **error)
{
  g_autofree char *day = rg_date_to_iso (&query->day);
  g_autoptr (GString) sql = g_string_new (
      "SELECT k.staff FROM task k WHERE k.state = 'open' AND k.due <= ?1 AND k.staff IS NOT NULL");
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  rg_read_hide_open (read, "task", "k", sql);
  g_string_append (sql,
                   " UNION SELECT t.owner FROM customer t WHERE t.next_date <= ?1 AND t.owner IS NOT NULL");
  rg_read_hide_open (read, "customer", "t", sql);
  g_string_append (sql, " ORDER BY 1");
  statement = rg_database_prepare (rg_read_get_database (read), sql->str, error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, day);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    add_name (names, rg_statement_get_text (statement, 0));
  return step == RG_STEP_DONE;
}

static gboolean
add_part_names (RgRead *read, RgTodayPart part, const RgTodayQuery *query, GPtrArray *names, GError **error)
{
  const RgTodayQuery all = { .day = query->day, .limit = MOST_NAMED };
  g_autoptr (RgTodayList) list = rg_today_read (read, part, &all, error);

  for (guint i = 0; list != NULL && i < list->rows->len; i++)
    add_name (names, ((const RgTodayRow *) g_ptr_array_index (list->rows, i))->staff);
  return list != NULL;
}

/* (element-type utf8) (transfer full): the staff, then who does something and is none
 * of them: of nobody the day's list is forgotten. */
static GPtrArray *
read_names (RgRead *read, const RgTodayQuery *query, GError **error)
{
  g_autoptr (GPtrArray) staff = rg_staff_list (read, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (staff == NULL)
    return NULL;
  for (guint i = 0; i < staff->len; i++)
    add_name (names, rg_row_get_text (g_ptr_array_index (staff, i), "name"));
  /* Where nobody is known by name, all there is stands on one sheet. */
  if (names->len > 0 && (!add_due_names (read, query, names, error) ||
                         !add_part_names (read, RG_TODAY_BIRTHDAYS, query, names, error) ||
                         !add_part_names (read, RG_TODAY_NEW, query, names, error)))
    return NULL;
  return g_steal_pointer (&names);
}

static gboolean
add_everybody (RgRead *read, RgPrint *print, const RgPrintJob *job, RgTodayQuery *query, GError **error)
{
  g_autoptr (GPtrArray) names = read_names (read, query, error);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      query->staff = g_ptr_array_index (names, i);
      if (!add_sheet (read, print, job, query->staff, query, FALSE, error))
        return FALSE;
    }
  query->staff = names->len > 0 ? "" : NULL;
  return add_sheet (read, print, job, names->len > 0 ? _ ("Nobody in particular") : NULL, query,
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
