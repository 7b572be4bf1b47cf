/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-history-item.h"

#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

struct _RgHistoryItem
{
  GObject parent_instance;

  RgHistoryLine *line;
  /* Case folded, to be searched. */
  char *text;
  int day;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgHistoryItem, rg_history_item, G_TYPE_OBJECT)

static GDate *
local_day (gint64 at, char **time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  int year, month, day;

  g_date_time_get_ymd (local, &year, &month, &day);
  if (time != NULL)
    *time = g_date_time_format (local, "%H:%M");

  return g_date_new_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static void
rg_history_item_finalize (GObject *object)
{
  RgHistoryItem *self = RG_HISTORY_ITEM (object);

  rg_history_line_free (self->line);
  g_free (self->text);

  G_OBJECT_CLASS (rg_history_item_parent_class)->finalize (object);
}

static void
rg_history_item_class_init (RgHistoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_history_item_finalize;

  /**
   * RgHistoryItem::changed:
   * @self: an item
   */
  signals[CHANGED] =
      g_signal_new ("changed", RG_TYPE_HISTORY_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rg_history_item_init (RgHistoryItem *self)
{
}

static void
take_line (RgHistoryItem *self, RgHistoryLine *line)
{
  g_autoptr (GDate) day = local_day (line->operation->at, NULL);
  g_autofree char *text =
      g_strdup_printf ("%s %s", line->operation->label, line->deleted != NULL ? line->deleted : "");

  rg_history_line_free (self->line);
  self->line = line;
  g_free (self->text);
  self->text = g_utf8_casefold (text, -1);
  self->day = (int) g_date_get_julian (day);
}

/**
 * rg_history_item_new:
 * @line: (transfer full): a line of the history
 *
 * Returns: (transfer full): the item
 */
RgHistoryItem *
rg_history_item_new (RgHistoryLine *line)
{
  RgHistoryItem *self = g_object_new (RG_TYPE_HISTORY_ITEM, NULL);

  take_line (self, line);

  return self;
}

/**
 * rg_history_item_set_line:
 * @self: an item
 * @line: (transfer full): the same line, as it is now
 */
void
rg_history_item_set_line (RgHistoryItem *self, RgHistoryLine *line)
{
  gboolean same = g_str_equal (self->line->operation->state, line->operation->state) &&
                  self->line->operation->can_undo == line->operation->can_undo &&
                  self->line->can_redo == line->can_redo && self->line->undone_at == line->undone_at;

  take_line (self, line);
  if (!same)
    g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * rg_history_item_get_line:
 * @self: an item
 *
 * Returns: (transfer none): the line, until it is set again
 */
const RgHistoryLine *
rg_history_item_get_line (RgHistoryItem *self)
{
  return self->line;
}

/**
 * rg_history_item_get_id:
 * @self: an item
 *
 * Returns: the operation's id
 */
gint64
rg_history_item_get_id (RgHistoryItem *self)
{
  return self->line->operation->id;
}

/**
 * rg_history_item_get_day:
 * @self: an item
 *
 * Returns: the Julian day on which it was done, local time
 */
int
rg_history_item_get_day (RgHistoryItem *self)
{
  return self->day;
}

/**
 * rg_history_item_matches:
 * @self: an item
 * @text: words, case folded
 *
 * Returns: whether all of them stand in it
 */
gboolean
rg_history_item_matches (RgHistoryItem *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (self->text, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static const char *
say_origin (const RgOperation *operation, const char *session)
{
  if (g_str_equal (operation->origin, RG_ORIGIN_WINDOW))
    return g_strcmp0 (operation->session, session) == 0 ? _ ("This window") : _ ("Another window");
  if (g_str_equal (operation->origin, RG_ORIGIN_CLI))
    return _ ("Command line");
  if (g_str_equal (operation->origin, RG_ORIGIN_IMPORT))
    return _ ("Import");
  if (g_str_equal (operation->origin, RG_ORIGIN_SERVER))
    return _ ("Server");
  if (g_str_equal (operation->origin, RG_ORIGIN_RULE))
    return _ ("Rule");

  return _ ("The program itself");
}

/**
 * rg_history_item_dup_details:
 * @self: an item
 * @session: the session of the window that shows it
 *
 * Returns: (transfer full): when, by whom, and how much
 */
char *
rg_history_item_dup_details (RgHistoryItem *self, const char *session)
{
  const RgOperation *operation = self->line->operation;
  g_autofree char *time = NULL, *number = NULL, *rows = NULL;
  g_autoptr (GDate) day = local_day (operation->at, &time);

  number = rg_display_count ((guint) MIN (operation->n_rows, G_MAXUINT));
  rows = g_strdup_printf (ngettext ("%s record", "%s records", (gulong) operation->n_rows), number);

  return g_strdup_printf ("%s · %s · %s", time, say_origin (operation, session), rows);
}

static char *
say_when (gint64 at)
{
  g_autofree char *time = NULL, *words = NULL;
  g_autoptr (GDate) day = local_day (at, &time);
  GDate today;

  rg_display_today (&today);
  if (g_date_compare (day, &today) == 0)
    return g_steal_pointer (&time);
  words = rg_display_day (day, &today);

  return g_strdup_printf ("%s %s", words, time);
}

/**
 * rg_history_item_dup_state:
 * @self: an item
 *
 * Returns: (transfer full) (nullable): whether it was undone, or can no longer
 *   be
 */
char *
rg_history_item_dup_state (RgHistoryItem *self)
{
  const RgHistoryLine *line = self->line;
  const char *state = line->operation->state;

  if (g_str_equal (state, "open"))
    return g_strdup (_ ("Under way"));
  if (g_str_equal (state, "undone"))
    {
      g_autofree char *when = say_when (line->undone_at);

      return line->can_redo
                 /* Translators: %s is a time, or a day and a time. */
                 ? g_strdup_printf (_ ("Undone %s"), when)
                 : g_strdup_printf (_ ("Undone %s, cannot be made again"), when);
    }
  if (!line->operation->can_undo)
    return g_strdup (_ ("Too old to be undone: how it was before is no longer kept"));

  return NULL;
}

/**
 * rg_history_item_get_icon_name:
 * @self: an item
 *
 * Returns: (transfer none): a picture of where it came from
 */
const char *
rg_history_item_get_icon_name (RgHistoryItem *self)
{
  const char *origin = self->line->operation->origin;

  if (self->line->deletes)
    return "user-trash-symbolic";
  if (g_str_equal (origin, RG_ORIGIN_IMPORT))
    return "document-open-symbolic";
  if (g_str_equal (origin, RG_ORIGIN_CLI))
    return "utilities-terminal-symbolic";
  if (g_str_equal (origin, RG_ORIGIN_WINDOW))
    return "document-edit-symbolic";

  return "system-run-symbolic";
}
