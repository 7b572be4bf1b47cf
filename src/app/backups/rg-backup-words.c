/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/backups/rg-backup-words.h"

#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/**
 * rg_backup_words_when:
 * @at: a moment, in UTC milliseconds
 *
 * Returns: (transfer full): its day and time as one says them
 */
char *
rg_backup_words_when (gint64 at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  g_autofree char *time = g_date_time_format (local, "%H:%M"), *words = NULL;
  int year, month, day;
  GDate date, today;

  g_date_time_get_ymd (local, &year, &month, &day);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  rg_display_today (&today);
  words = rg_display_day (&date, &today);

  /* Translators: a day, such as "Today", and a time. */
  return g_strdup_printf (_ ("%s, %s"), words, time);
}

/**
 * rg_backup_words_customers:
 * @customers: how many
 *
 * Returns: (transfer full): a number of customers
 */
char *
rg_backup_words_customers (gint64 customers)
{
  g_autofree char *number = rg_display_count ((guint) CLAMP (customers, 0, G_MAXUINT));

  return g_strdup_printf (ngettext ("%s customer", "%s customers", (gulong) customers), number);
}

/**
 * rg_backup_words_about:
 * @backup: a backup
 *
 * Returns: (transfer full): why it was made and what is in it
 */
char *
rg_backup_words_about (const RgBackup *backup)
{
  g_autofree char *size = g_format_size ((guint64) backup->bytes);
  g_autofree char *customers = NULL;

  if (backup->customers < 0)
    return g_strdup_printf ("%s · %s", rg_backup_reason_label (backup->reason), size);
  customers = rg_backup_words_customers (backup->customers);

  return g_strdup_printf ("%s · %s · %s", rg_backup_reason_label (backup->reason), customers, size);
}

/**
 * rg_backup_words_mark:
 * @backup: a backup
 *
 * Returns: (transfer full) (nullable): whether it is known to be sound
 */
char *
rg_backup_words_mark (const RgBackup *backup)
{
  g_autofree char *when = NULL;

  if (backup->damaged)
    return g_strdup (_ ("Damaged"));
  if (backup->proved_at != 0)
    {
      when = rg_backup_words_when (backup->proved_at);
      /* Translators: a backup was restored on trial; %s is a day and a time. */
      return g_strdup_printf (_ ("Proved: %s"), when);
    }
  if (backup->verified_at != 0)
    {
      when = rg_backup_words_when (backup->verified_at);
      /* Translators: a backup was read to its end; %s is a day and a time. */
      return g_strdup_printf (_ ("Checked: %s"), when);
    }

  return NULL;
}

/**
 * rg_backup_words_is_sound:
 * @backup: a backup
 *
 * Returns: whether it was read to its end, and nothing was wrong
 */
gboolean
rg_backup_words_is_sound (const RgBackup *backup)
{
  return !backup->damaged && (backup->verified_at != 0 || backup->proved_at != 0);
}
