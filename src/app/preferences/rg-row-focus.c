/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-row-focus.h"

#define KEY "rg-row-key"

struct _RgRowFocus
{
  GtkWidget *add;           /* (unowned) */
  GPtrArray *rows;          /* (unowned) (element-type GtkWidget) */
  AdwNavigationView *pages; /* (nullable) (weak): where the page was opened that is open */
  gboolean back;            /* from there: what was saved may not have been read yet */
  gboolean wanted;          /* by the row that is being made */
  /* As it was when the focus was here last. */
  GStrv keys;
  char *key; /* (nullable): none: what adds one had it */
};

static const char *
key_of (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), KEY);
}

/* (nullable) */
static GtkWidget *
get_focus (RgRowFocus *self)
{
  GtkRoot *root = gtk_widget_get_root (self->add);

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

static GtkWidget *
row_with (RgRowFocus *self, GtkWidget *focus)
{
  for (guint i = 0; focus != NULL && i < self->rows->len; i++)
    if (focus == g_ptr_array_index (self->rows, i) ||
        gtk_widget_is_ancestor (focus, g_ptr_array_index (self->rows, i)))
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

static void
remember (RgRowFocus *self, GtkWidget *row)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  for (guint i = 0; i < self->rows->len; i++)
    g_strv_builder_add (keys, key_of (g_ptr_array_index (self->rows, i)));
  g_strfreev (self->keys);
  self->keys = g_strv_builder_end (keys);
  g_set_str (&self->key, row != NULL ? key_of (row) : NULL);
}

/* --- which row ------------------------------------------------------------ */

/* Those in a list that is folded cannot have it. (nullable) */
static GtkWidget *
find_key (RgRowFocus *self, const char *key)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (key_of (g_ptr_array_index (self->rows, i)), key) &&
        gtk_widget_get_mapped (g_ptr_array_index (self->rows, i)))
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

/* (nullable): one that was not there. */
static GtkWidget *
find_new (RgRowFocus *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (!g_strv_contains ((const char *const *) self->keys, key_of (g_ptr_array_index (self->rows, i))) &&
        gtk_widget_get_mapped (g_ptr_array_index (self->rows, i)))
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

/* (nullable): the next one that is there still, else the one before. */
static GtkWidget *
find_neighbour (RgRowFocus *self)
{
  GtkWidget *found = NULL;
  guint n = g_strv_length (self->keys), at = 0;

  while (at < n && !g_str_equal (self->keys[at], self->key))
    at++;
  for (guint i = at; i < n && found == NULL; i++)
    found = find_key (self, self->keys[i]);
  for (guint i = at; i > 0 && found == NULL; i--)
    found = find_key (self, self->keys[i - 1]);
  return found;
}

static void
give (RgRowFocus *self)
{
  GtkWidget *row = self->key != NULL ? find_neighbour (self) : find_new (self);

  gtk_widget_grab_focus (row != NULL ? row : self->add);
}

/* --- the list --------------------------------------------------------------- */

/**
 * rg_row_focus_begin:
 * @self: the focus of a list
 *
 * The rows go, and others come.
 */
void
rg_row_focus_begin (RgRowFocus *self)
{
  GtkWidget *focus = get_focus (self), *row = row_with (self, focus);
  /* What had it when the page was opened still has it, or nobody. */
  gboolean still = focus == NULL || (self->key != NULL ? row != NULL && g_str_equal (key_of (row), self->key)
                                                       : focus == self->add);

  self->wanted = gtk_widget_get_mapped (self->add) && (row != NULL || (self->back && still));
  if (row != NULL && !(self->back && still))
    remember (self, row);
  self->back = FALSE;
  g_ptr_array_set_size (self->rows, 0);
}

/**
 * rg_row_focus_name:
 * @self: the focus of a list
 * @row: the next row of it
 * @key: what no other row is called
 */
void
rg_row_focus_name (RgRowFocus *self, GtkWidget *row, const char *key)
{
  g_object_set_data_full (G_OBJECT (row), KEY, g_strdup (key), g_free);
  g_ptr_array_add (self->rows, row);
}

/**
 * rg_row_focus_name_id:
 * @self: the focus of a list
 * @row: the next row of it
 * @id: of what it shows
 */
void
rg_row_focus_name_id (RgRowFocus *self, GtkWidget *row, gint64 id)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  rg_row_focus_name (self, row, key);
}

/**
 * rg_row_focus_end:
 * @self: the focus of a list
 *
 * All rows are there.
 */
void
rg_row_focus_end (RgRowFocus *self)
{
  if (self->wanted)
    give (self);
  self->wanted = FALSE;
}

/* --- the page that it opens --------------------------------------------------- */

static void
stop_waiting (RgRowFocus *self)
{
  if (self->pages != NULL)
    g_signal_handlers_disconnect_by_data (self->pages, self);
  g_clear_weak_pointer (&self->pages);
}

static void
page_shown_cb (AdwNavigationView *pages, GParamSpec *pspec, RgRowFocus *self)
{
  AdwNavigationPage *shown = adw_navigation_view_get_visible_page (pages);

  if (shown == NULL || !gtk_widget_is_ancestor (self->add, GTK_WIDGET (shown)))
    return;
  stop_waiting (self);
  self->back = TRUE;
  give (self);
}

/**
 * rg_row_focus_leave:
 * @self: the focus of a list
 * @row: (nullable): for which one of its rows a page is opened; %NULL: for a new one
 *
 * When the page is left the focus is here again.
 */
void
rg_row_focus_leave (RgRowFocus *self, GtkWidget *row)
{
  GtkWidget *pages = gtk_widget_get_ancestor (self->add, ADW_TYPE_NAVIGATION_VIEW);

  remember (self, row);
  stop_waiting (self);
  if (pages == NULL)
    return;
  g_set_weak_pointer (&self->pages, ADW_NAVIGATION_VIEW (pages));
  g_signal_connect (pages, "notify::visible-page", G_CALLBACK (page_shown_cb), self);
}

/**
 * rg_row_focus_new:
 * @add: what opens the page for a new one, which outlives the rows
 *
 * Returns: (transfer full): for [func@row_focus_free]
 */
RgRowFocus *
rg_row_focus_new (GtkWidget *add)
{
  RgRowFocus *self = g_new0 (RgRowFocus, 1);

  self->add = add;
  self->rows = g_ptr_array_new ();
  self->keys = g_new0 (char *, 1);
  return self;
}

/**
 * rg_row_focus_free:
 * @self: (transfer full): the focus of a list that goes
 */
void
rg_row_focus_free (RgRowFocus *self)
{
  stop_waiting (self);
  g_ptr_array_unref (self->rows);
  g_strfreev (self->keys);
  g_free (self->key);
  g_free (self);
}
