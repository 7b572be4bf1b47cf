/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/today/rg-today-private.h"

#include "records/rg-row.h"
#include "shop/rg-defaults.h"
#include "shop/rg-staff.h"

/* Changes that come one after the other are read together. */
#define DELAY_MS 150

typedef struct
{
  RgTodayPart part;
  GDate day;
  char *staff;
  guint limit;
} Wish;

/* A part, and with the first one what stands around the parts. */
typedef struct
{
  RgTodayList *list;
  char **names;
  gint64 n_done;
  gint64 n_late;
  gint64 n_waiting;
  int forgotten_days;
} Found;

static void
wish_free (Wish *wish)
{
  g_free (wish->staff);
  g_free (wish);
}

static void
found_free (Found *found)
{
  g_clear_pointer (&found->list, rg_today_list_free);
  g_strfreev (found->names);
  g_free (found);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

static gboolean
read_names (RgRead *read, Found *found, GError **error)
{
  g_autoptr (GPtrArray) staff = rg_staff_list (read, error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (staff == NULL)
    return FALSE;
  for (guint i = 0; i < staff->len; i++)
    {
      RgRow *row = g_ptr_array_index (staff, i);
      const RgField *active = rg_entity_find_field (rg_row_get_entity (row), "active");

      if (rg_value_get_integer (rg_row_get (row, active)) != 0)
        g_strv_builder_add (names, rg_row_get_text (row, "name"));
    }
  found->names = g_strv_builder_end (names);
  return TRUE;
}

/* Of everybody, which the parts of one of the staff do not tell. */
static gboolean
read_waiting (RgRead *read, const RgTodayQuery *query, Found *found, GError **error)
{
  const RgTodayQuery all = { .day = query->day, .limit = 1 };
  g_autoptr (RgTodayList) late = NULL, now = NULL;

  if (query->staff == NULL)
    return TRUE;
  late = rg_today_read (read, RG_TODAY_OVERDUE, &all, error);
  now = late != NULL ? rg_today_read (read, RG_TODAY_NOW, &all, error) : NULL;
  if (now == NULL)
    return FALSE;
  found->n_late = late->n;
  found->n_waiting = late->n + now->n;
  return TRUE;
}

static gboolean
read_around (RgRead *read, const RgTodayQuery *query, Found *found, GError **error)
{
  g_autoptr (RgDefaults) defaults = rg_defaults_read (read, error);

  if (defaults == NULL || !read_names (read, found, error) || !read_waiting (read, query, found, error))
    return FALSE;
  found->forgotten_days = (int) rg_defaults_get (defaults, "forgotten");
  return rg_today_read_done (read, query, &found->n_done, error);
}

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wish *wish = data;
  const RgTodayQuery query = { .day = wish->day, .staff = wish->staff, .limit = wish->limit };
  g_autoptr (Found) found = g_new0 (Found, 1);

  if (wish->part == RG_TODAY_OVERDUE && !read_around (read, &query, found, error))
    return NULL;
  found->list = rg_today_read (read, wish->part, &query, error);
  return found->list != NULL ? g_steal_pointer (&found) : NULL;
}

/* --- one part after the other ----------------------------------------------- */

typedef struct
{
  RgTodayPage *page;
  GCancellable *cancellable;
} Asked;

static void ask_next (RgTodayPage *self);

/* Also the page that a window is going to open with. */
static gboolean
is_seen (RgTodayPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    return TRUE;
  return root != NULL && !gtk_widget_get_mapped (GTK_WIDGET (root)) &&
         gtk_widget_get_child_visible (GTK_WIDGET (self));
}

static void
take_found (RgTodayPage *self, Found *found)
{
  if (found->names != NULL)
    {
      g_strfreev (self->names);
      self->names = g_steal_pointer (&found->names);
      self->n_done = found->n_done;
      self->n_late = found->n_late;
      self->n_waiting = found->n_waiting;
      self->forgotten_days = found->forgotten_days;
    }
  self->n[found->list->part] = found->list->n;
  rg_today_list_fill (self, found->list);
  rg_today_page_update (self);
  /* Whoever waits for something to see need not wait for the rest. */
  if (is_seen (self) && g_str_equal (rg_today_page_get_state (self), "list"))
    rg_page_settle (RG_PAGE (self));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr (RgTodayPage) self = asked->page;
  g_autoptr (GCancellable) cancellable = asked->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (Found) found = rg_store_read_finish (RG_STORE (source), result, &error);

  /* It was asked again since, or the page is going. */
  if (self->asking != cancellable)
    return;
  if (found == NULL)
    {
      g_clear_object (&self->asking);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        rg_page_say (RG_PAGE (self), error->message);
      return;
    }
  take_found (self, found);
  self->next++;
  ask_next (self);
}

/* Until all is read, or all that the sidebar says of a page that nobody looks at. */
static void
ask_next (RgTodayPage *self)
{
  gboolean seen = is_seen (self);
  guint end = seen ? RG_N_TODAY_PARTS : RG_TODAY_NOW + 1;
  Asked *asked;
  Wish *wish;

  if (self->next >= end)
    {
      g_clear_object (&self->asking);
      /* What nobody looks at is put there anew when somebody does. */
      self->anew = self->anew && (!seen || self->again);
      self->stale = !seen && self->next < RG_N_TODAY_PARTS;
      if (self->again)
        rg_today_ask_later (self);
      else if (seen)
        rg_page_settle (RG_PAGE (self));
      return;
    }
  wish = g_new0 (Wish, 1);
  wish->part = (RgTodayPart) self->next;
  rg_today_day (&wish->day);
  wish->staff = g_strdup (self->staff);
  wish->limit = self->limit[self->next];
  asked = g_new0 (Asked, 1);
  asked->page = g_object_ref (self);
  asked->cancellable = g_object_ref (self->asking);
  rg_store_read_async (self->followed, read_func, wish, (GDestroyNotify) wish_free,
                       (GDestroyNotify) found_free, self->asking, found_cb, asked);
}

/*< private >
 * rg_today_stop_asking:
 *
 * What is on its way is not taken.
 */
void
rg_today_stop_asking (RgTodayPage *self)
{
  g_clear_handle_id (&self->ask_timeout, g_source_remove);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->again = FALSE;
}

/*< private >
 * rg_today_ask:
 *
 * Reads everything from the first part on, and nothing twice at a time.
 */
void
rg_today_ask (RgTodayPage *self)
{
  rg_today_stop_asking (self);
  if (self->followed == NULL)
    return;
  self->asking = g_cancellable_new ();
  self->next = 0;
  ask_next (self);
}

static gboolean
ask_timeout_cb (gpointer user_data)
{
  RgTodayPage *self = RG_TODAY_PAGE (user_data);

  self->ask_timeout = 0;
  rg_today_ask (self);
  return G_SOURCE_REMOVE;
}

/*< private >
 * rg_today_ask_first:
 *
 * A shop was opened: what is looked at is read at once, before it comes on screen.
 */
void
rg_today_ask_first (RgTodayPage *self)
{
  if (is_seen (self))
    rg_today_ask (self);
  else
    rg_today_ask_later (self);
}

/*< private >
 * rg_today_ask_later:
 *
 * Something has changed. While it is asked that goes on to its end, so that what
 * changes all the time is shown all the same.
 */
void
rg_today_ask_later (RgTodayPage *self)
{
  if (self->asking != NULL)
    self->again = TRUE;
  else if (self->ask_timeout == 0)
    {
      self->again = FALSE;
      self->ask_timeout = g_timeout_add (DELAY_MS, ask_timeout_cb, self);
    }
}
