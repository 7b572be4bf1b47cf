/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-search-private.h"

#include "store/rg-database-private.h"

/* Rows of a shop that are quickly entered again, with all that come. */
#define SMALL_SHOP 20000
/* Notes above which it is quicker to build anew. */
#define MOST_NOTES 100000

struct _RgSearchChase
{
  int ref_count; /* atomic */
  gint64 op;
  gboolean marked; /* the writer's */
  gint64 seen[3];  /* the writer's: ids up to these may have been entered */
  GMutex mutex;
  RgSearchTouched *touched;
  gboolean complete;
  gboolean ended;
  gint64 entered;
};

/* The largest ids by RgSearchSource. */
gboolean
rg_search_read_ends (RgDatabase *shop, gint64 *ends, GError **error)
{
  return rg_database_get_integer (shop, "SELECT max (id) FROM customer", 0, &ends[RG_SEARCH_CUSTOMERS],
                                  error) &&
         rg_database_get_integer (shop, "SELECT max (id) FROM event", 0, &ends[RG_SEARCH_EVENTS], error) &&
         rg_database_get_integer (shop, "SELECT max (id) FROM sale", 0, &ends[RG_SEARCH_SALES], error);
}

RgSearchChase *
rg_search_chase_new (RgDatabase *db, gint64 op, GError **error)
{
  RgSearchChase *self;
  gint64 ends[3];

  if (!rg_search_read_ends (db, ends, error) || ends[0] + ends[1] + ends[2] > SMALL_SHOP)
    return NULL;
  self = g_new0 (RgSearchChase, 1);
  self->ref_count = 1;
  self->op = op;
  self->touched = rg_search_touched_new ();
  g_mutex_init (&self->mutex);
  return self;
}

RgSearchChase *
rg_search_chase_ref (RgSearchChase *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
rg_search_chase_unref (RgSearchChase *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  rg_search_touched_free (self->touched);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

gint64
rg_search_chase_get_op (RgSearchChase *self)
{
  return self->op;
}

/* --- the writer's side ---------------------------------------------------- */

gboolean
rg_search_chase_mark (RgSearchChase *self, RgDatabase *db, GError **error)
{
  self->marked = TRUE;
  return rg_search_read_ends (db, self->seen, error);
}

static void
note (RgSearchChase *self, RgSearchSource source, gint64 id)
{
  if (id <= 0 || id > self->seen[source])
    return;
  g_mutex_lock (&self->mutex);
  rg_search_touched_add_row (self->touched, source, id);
  if (self->touched->rows[source]->len > MOST_NOTES)
    {
      self->touched->everything = TRUE;
      g_array_set_size (self->touched->rows[source], 0);
    }
  g_mutex_unlock (&self->mutex);
}

static void
note_everything (RgSearchChase *self)
{
  g_mutex_lock (&self->mutex);
  self->touched->everything = TRUE;
  g_mutex_unlock (&self->mutex);
}

void
rg_search_chase_inserted (RgSearchChase *self, const char *table, gint64 customer)
{
  RgSearchSource source;
  gboolean child;

  if (!self->marked)
    return;
  if (rg_search_find_source (table, &source, &child))
    {
      if (child)
        note (self, source, customer);
    }
  else if (g_str_equal (table, "own_field"))
    {
      /* The columns that are read were looked up at the beginning. */
      note_everything (self);
    }
}

void
rg_search_chase_changed (RgSearchChase *self, const char *table, gint64 id, gint64 customer)
{
  RgSearchSource source;
  gboolean child;

  if (!self->marked)
    return;
  if (rg_search_find_source (table, &source, &child))
    note (self, source, child ? customer : id);
  else if (g_str_equal (table, "own_field") || g_str_equal (table, "tag"))
    note_everything (self);
}

void
rg_search_chase_changed_many (RgSearchChase *self, const char *table, const gint64 *ids, gsize n_ids)
{
  RgSearchSource source;
  gboolean child;

  if (!self->marked || n_ids == 0)
    return;
  if (rg_search_find_source (table, &source, &child) && child)
    note_everything (self);
  for (gsize i = 0; i < n_ids; i++)
    rg_search_chase_changed (self, table, ids[i], 0);
}

void
rg_search_chase_complete (RgSearchChase *self)
{
  g_mutex_lock (&self->mutex);
  self->complete = TRUE;
  g_mutex_unlock (&self->mutex);
}

void
rg_search_chase_end (RgSearchChase *self)
{
  g_mutex_lock (&self->mutex);
  self->ended = TRUE;
  g_mutex_unlock (&self->mutex);
}

gint64
rg_search_chase_get_entered (RgSearchChase *self)
{
  gint64 entered;

  g_mutex_lock (&self->mutex);
  entered = self->entered;
  g_mutex_unlock (&self->mutex);
  return entered;
}

/* --- the search's side ---------------------------------------------------- */

void
rg_search_chase_set_entered (RgSearchChase *self, gint64 customer)
{
  g_mutex_lock (&self->mutex);
  self->entered = customer;
  g_mutex_unlock (&self->mutex);
}

gboolean
rg_search_chase_is_complete (RgSearchChase *self)
{
  gboolean complete;

  g_mutex_lock (&self->mutex);
  complete = self->complete;
  g_mutex_unlock (&self->mutex);
  return complete;
}

gboolean
rg_search_chase_is_ended (RgSearchChase *self)
{
  gboolean ended;

  g_mutex_lock (&self->mutex);
  ended = self->ended;
  g_mutex_unlock (&self->mutex);
  return ended;
}

RgSearchTouched *
rg_search_chase_take (RgSearchChase *self)
{
  RgSearchTouched *touched;

  g_mutex_lock (&self->mutex);
  touched = self->touched;
  self->touched = rg_search_touched_new ();
  g_mutex_unlock (&self->mutex);
  return touched;
}
