/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-condition-private.h"

#include "catalog/rg-date.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The words of which sentences about conditions are made. Each kind of entry has
 * its own, for languages count and deny them each in their own way. */

/* The %d of what the timeline is asked for. (transfer full) */
char *
rg_condition_count_words (const char *what, gint64 n)
{
  gulong plural = (gulong) MAX (n, 0);
  int number = (int) CLAMP (n, 0, G_MAXINT);

  if (g_str_equal (what, "sale"))
    return g_strdup_printf (ngettext ("%d sale", "%d sales", plural), number);
  if (g_str_equal (what, "event"))
    return g_strdup_printf (ngettext ("%d entry", "%d entries", plural), number);
  if (g_str_equal (what, "note"))
    return g_strdup_printf (ngettext ("%d note", "%d notes", plural), number);
  if (g_str_equal (what, "call"))
    return g_strdup_printf (ngettext ("%d call", "%d calls", plural), number);
  if (g_str_equal (what, "visit"))
    return g_strdup_printf (ngettext ("%d visit", "%d visits", plural), number);
  if (g_str_equal (what, "onsite"))
    return g_strdup_printf (ngettext ("%d on-site visit", "%d on-site visits", plural), number);
  if (g_str_equal (what, "message"))
    return g_strdup_printf (ngettext ("%d message", "%d messages", plural), number);
  if (g_str_equal (what, "meeting"))
    return g_strdup_printf (ngettext ("%d meeting", "%d meetings", plural), number);
  if (g_str_equal (what, "form"))
    return g_strdup_printf (ngettext ("%d form", "%d forms", plural), number);
  if (g_str_equal (what, "other"))
    return g_strdup_printf (ngettext ("%d other entry", "%d other entries", plural), number);
  return g_strdup_printf (ngettext ("%d contact", "%d contacts", plural), number);
}

typedef struct
{
  const char *what;
  const char *none;
  const char *last;
  const char *every;
} Words;

static const Words words[] = {
  { "sale", N_ ("no sale"), N_ ("last sale"), N_ ("every sale") },
  { "event", N_ ("no entry"), N_ ("last entry"), N_ ("every entry") },
  { "contact", N_ ("no contact"), N_ ("last contact"), N_ ("every contact") },
  { "note", N_ ("no note"), N_ ("last note"), N_ ("every note") },
  { "call", N_ ("no call"), N_ ("last call"), N_ ("every call") },
  { "visit", N_ ("no visit"), N_ ("last visit"), N_ ("every visit") },
  { "onsite", N_ ("no on-site visit"), N_ ("last on-site visit"), N_ ("every on-site visit") },
  { "message", N_ ("no message"), N_ ("last message"), N_ ("every message") },
  { "meeting", N_ ("no meeting"), N_ ("last meeting"), N_ ("every meeting") },
  { "form", N_ ("no form"), N_ ("last form"), N_ ("every form") },
  { "other", N_ ("no other entry"), N_ ("last other entry"), N_ ("every other entry") },
};

static const Words *
find_words (const char *what)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_equal (words[i].what, what))
        return &words[i];
    }
  return &words[1];
}

const char *
rg_condition_none_words (const char *what)
{
  return _ (find_words (what)->none);
}

const char *
rg_condition_last_words (const char *what)
{
  return _ (find_words (what)->last);
}

const char *
rg_condition_every_words (const char *what)
{
  return _ (find_words (what)->every);
}

/* --- days -------------------------------------------------------------------- */

static const char *
anchor_words (const char *text, const char **rest)
{
  static const struct
  {
    const char *anchor;
    const char *words;
  } anchors[] = {
    { "today", N_ ("today") },
    { "week-start", N_ ("the start of this week") },
    { "week-end", N_ ("the end of this week") },
    { "month-start", N_ ("the start of this month") },
    { "month-end", N_ ("the end of this month") },
    { "year-start", N_ ("the start of this year") },
    { "year-end", N_ ("the end of this year") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (anchors); i++)
    {
      if (!g_str_has_prefix (text, anchors[i].anchor))
        continue;
      *rest = text + strlen (anchors[i].anchor);
      return _ (anchors[i].words);
    }
  return NULL;
}

/* A day as it is written in a leaf. (transfer full) */
char *
rg_condition_day_words (const char *text, const GDate *today)
{
  const char *rest = NULL;
  const char *anchor = anchor_words (text, &rest);
  int days;
  GDate day;

  g_date_clear (&day, 1);
  if (anchor == NULL)
    return rg_date_from_iso (text, &day) ? rg_date_format (&day, FALSE, today) : g_strdup (text);
  days = atoi (rest);
  if (days == 0)
    return g_strdup (anchor);
  if (g_str_has_prefix (text, "today"))
    return days > 0
               ? g_strdup_printf (ngettext ("%d day from today", "%d days from today", (gulong) days), days)
               : g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) -days), -days);
  return days > 0
             ? g_strdup_printf (ngettext ("%1$d day after %2$s", "%1$d days after %2$s", (gulong) days), days,
                                anchor)
             : g_strdup_printf (ngettext ("%1$d day before %2$s", "%1$d days before %2$s", (gulong) -days),
                                -days, anchor);
}
