/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-backup-private.h"

#include <glib/gstdio.h>

#define DAY (24 * 3600 * (gint64) 1000)
#define ALL_OF (2 * DAY)
#define DAILY 12
#define WEEKLY 10
#define MONTHLY 9
#define TIMES_THE_SHOP 10
#define PART_OF_THE_DISK 4

/* The day, week and month of an instant, each a number of its own. */
typedef struct
{
  int day;
  int week;
  int month;
} Period;

static Period
period_of (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at / 1000);
  Period period = { 0 };

  if (time == NULL)
    return period;
  period.day = g_date_time_get_year (time) * 1000 + g_date_time_get_day_of_year (time);
  period.week = g_date_time_get_week_numbering_year (time) * 100 + g_date_time_get_week_of_year (time);
  period.month = g_date_time_get_year (time) * 100 + g_date_time_get_month (time);
  return period;
}

/* The file first: a description without one is nothing and goes at the next
 * start; a file without a description would look damaged. */
static void
drop (GPtrArray *backups, guint index)
{
  RgBackup *backup = g_ptr_array_index (backups, index);
  g_autofree char *json = rg_backup_json_path (backup->path);

  g_autofree char *log = g_strconcat (backup->path, "-wal", NULL);

  if (g_unlink (backup->path) == 0)
    {
      g_unlink (json);
      g_unlink (log);
    }
  g_ptr_array_remove_index (backups, index);
}

/* The newest of all, and the newest that is known to be good. */
static gboolean
must_stay (GPtrArray *backups, guint index, gint64 now)
{
  return index == 0 || g_ptr_array_index (backups, index) == rg_backup_newest_sound (backups, now);
}

static void
thin_by_age (GPtrArray *backups, gint64 now)
{
  Period last = { 0 };
  int daily = 0;
  int weekly = 0;
  int monthly = 0;

  for (guint i = 0; i < backups->len;)
    {
      RgBackup *backup = g_ptr_array_index (backups, i);
      Period period = period_of (backup->at);
      gboolean keep = TRUE;

      if (now - backup->at < ALL_OF)
        {
          i++;
          continue;
        }
      if (daily < DAILY)
        daily += keep = period.day != last.day;
      else if (weekly < WEEKLY)
        weekly += keep = period.week != last.week;
      else if (monthly < MONTHLY)
        monthly += keep = period.month != last.month;
      else
        keep = FALSE;
      if (keep)
        last = period;
      if (keep || must_stay (backups, i, now))
        i++;
      else
        drop (backups, i);
    }
}

/* The one that is missed least: between its neighbours remains the smallest gap
 * for its age, so that a crowded day goes before an old month. The oldest goes
 * last: how far back one can go is worth more than how finely. 0 for none. */
static guint
find_least (GPtrArray *backups, gint64 now)
{
  guint least = 0;
  double smallest = G_MAXDOUBLE;

  for (guint i = 1; i + 1 < backups->len; i++)
    {
      gint64 at = ((RgBackup *) g_ptr_array_index (backups, i))->at;
      gint64 newer = ((RgBackup *) g_ptr_array_index (backups, i - 1))->at;
      gint64 older = ((RgBackup *) g_ptr_array_index (backups, i + 1))->at;
      double gap = (double) (newer - older) / (double) MAX (1, now - at);

      if (!must_stay (backups, i, now) && gap < smallest)
        {
          smallest = gap;
          least = i;
        }
    }
  if (least == 0 && backups->len > 1 && !must_stay (backups, backups->len - 1, now))
    least = backups->len - 1;
  return least;
}

static void
thin_by_size (GPtrArray *backups, const char *folder, gint64 shop_bytes, gint64 now)
{
  gint64 room = rg_backup_free_bytes (folder);
  gint64 total = 0;
  gint64 most;
  guint least;

  for (guint i = 0; i < backups->len; i++)
    {
      const RgBackup *backup = g_ptr_array_index (backups, i);

      total += MAX (0, backup->bytes);
      /* A large shop that a small one has replaced by mistake does not go before
       * that is noticed. */
      if (backup->reason == RG_BACKUP_RESTORE && now - backup->at < ALL_OF)
        shop_bytes = MAX (shop_bytes, backup->bytes);
    }
  most = shop_bytes * TIMES_THE_SHOP;
  if (room >= 0)
    most = MIN (most, (room + total) / PART_OF_THE_DISK);
  while (total > most && (least = find_least (backups, now)) != 0)
    {
      total -= MAX (0, ((RgBackup *) g_ptr_array_index (backups, least))->bytes);
      drop (backups, least);
    }
}

void
rg_backup_thin (const char *folder, gint64 shop_bytes, gint64 now)
{
  g_autoptr (GPtrArray) backups = rg_backup_list_folder (folder, NULL);

  if (backups == NULL)
    return;
  thin_by_age (backups, now);
  thin_by_size (backups, folder, shop_bytes, now);
  rg_backup_drop_files (folder);
}
