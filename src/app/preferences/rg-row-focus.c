/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-row-focus.h"

#define KEY "rg-row-key"

struct _RgRowFocus
{
  GtkWidget *list;          /* (unowned) */
  GPtrArray *rows;          /* (unowned) (element-type GtkWidget): and what adds one */
  AdwNavigationView *pages; /* (nullable) (weak): where the page was opened that is open */
  gboolean back;            /* from there: what was saved may not have been read yet */
  gboolean wanted;          /* by the row that is being made */
  /* As it was when the focus was here last. */
  GStrv keys;
  char *key; /* (nullable): it never was */
};

static const char *
key_of (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), KEY);
}

static gboolean
adds (const char *key)
{
  return *key == '+';
}

/* (nullable) */
static GtkWidget *
get_focus (RgRowFocus *self)
{
  GtkRoot *root = gtk_widget_get_root (self->list);

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
remember (RgRowFocus *self, gpointer row)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  for (guint i = 0; i < self->rows->len; i++)
    g_strv_builder_add (keys, key_of (g_ptr_array_index (self->rows, i)));
  g_strfreev (self->keys);
  self->keys = g_strv_builder_end (keys);
  g_set_str (&self->key, key_of (row));
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
    if (!g_strv_contains ((const char *const *) self->keys, key_of (g_ptr_array_index (self->rows, i))))
      return find_key (self, key_of (g_ptr_array_index (self->rows, i)));
  return NULL;
}

/* (nullable): itself or the next one that is there still, else the one before, else what
 * adds one, which comes before them all. */
static GtkWidget *
find_nearest (RgRowFocus *self)
{
  GtkWidget *found = NULL;
  guint n = g_strv_length (self->keys), at = 0;

  while (at < n && !g_str_equal (self->keys[at], self->key))
    at++;
  for (guint i = at; i < n && found == NULL && (i == at || !adds (self->keys[i])); i++)
    found = find_key (self, self->keys[i]);
  for (guint i = at; i > 0 && found == NULL && (i == at || !adds (self->keys[i])); i--)
    found = find_key (self, self->keys[i - 1]);
  return found;
}

static void
give (RgRowFocus *self)
{
  GtkWidget *row = NULL;

  if (self->key == NULL)
    return;
  if (adds (self->key))
    row = find_new (self);
  if (row == NULL)
    row = find_nearest (self);
  if (row != NULL)
    gtk_widget_grab_focus (row);
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
  gboolean still = self->back && (focus == NULL || (row != NULL && g_str_equal (key_of (row), self->key)));

  self->wanted = gtk_widget_get_mapped (self->list) && (row != NULL || still);
  if (row != NULL && !still)
    remember (self, row);
  /* Rows that go with the focus are kept by the toolkit. */
  if (row != NULL)
    gtk_root_set_focus (gtk_widget_get_root (self->list), NULL);
  self->back = FALSE;
  g_ptr_array_set_size (self->rows, 0);
}

/**
 * rg_row_focus_name:
 * @self: the focus of a list
 * @row: the next row of it, or what adds one more, which comes before them
 * @key: what no other row is called; of what adds one it begins with "+"
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

  if (shown == NULL || !gtk_widget_is_ancestor (self->list, GTK_WIDGET (shown)))
    return;
  stop_waiting (self);
  self->back = TRUE;
  give (self);
}

/**
 * rg_row_focus_leave:
 * @self: the focus of a list
 * @row: one of its rows, or what adds one more
 *
 * A page is going to be opened for it; when that is left the focus is here again.
 */
void
rg_row_focus_leave (RgRowFocus *self, gpointer row)
{
  GtkWidget *pages = gtk_widget_get_ancestor (self->list, ADW_TYPE_NAVIGATION_VIEW);

  stop_waiting (self);
  if (pages == NULL || key_of (row) == NULL)
    return;
  remember (self, row);
  g_set_weak_pointer (&self->pages, ADW_NAVIGATION_VIEW (pages));
  g_signal_connect (pages, "notify::visible-page", G_CALLBACK (page_shown_cb), self);
}

/**
 * rg_row_focus_new:
 * @list: what the rows lie in
 *
 * Returns: (transfer full): for [func@row_focus_free]
 */
RgRowFocus *
rg_row_focus_new (GtkWidget *list)
{
  RgRowFocus *self = g_new0 (RgRowFocus, 1);

  self->list = list;
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
