/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The people of a shop the way the toolkit's manual shows a table: GtkColumnView
 * with GtkMultiSelection and eight columns of labels that end in an ellipsis.
 * The model has every text of every row in memory before anything is timed, and
 * reads nothing. Its objects are made when they are asked for, as ours are and
 * as any model's are that has so many rows; with "ready" all are there before.
 *
 *     column-view jump|select-all SHOP [ready] */

#include "measure.h"

#include <adwaita.h>
#include <sqlite3.h>
#include <string.h>

#define N_COLUMNS 8

/* What our own list shows, and what it would show next. */
static const char *const titles[N_COLUMNS] = {
  "Name", "Phone", "Tags", "Next step", "Last contact", "Source", "In charge", "Region",
};

static const char people_sql[] =
    "SELECT name, phone, (SELECT group_concat (g.name, ', ') FROM customer_tag a JOIN tag g ON g.id = "
    "a.tag_id "
    "WHERE a.customer_id = t.id), next_date, last_contact, source, owner, region "
    "FROM customer t ORDER BY sort_key, id";

/* --- people -------------------------------------------------------------- */

#define PEER_TYPE_PERSON (peer_person_get_type ())
G_DECLARE_FINAL_TYPE (PeerPerson, peer_person, PEER, PERSON, GObject)

#define PEER_TYPE_PEOPLE (peer_people_get_type ())
G_DECLARE_FINAL_TYPE (PeerPeople, peer_people, PEER, PEOPLE, GObject)

struct _PeerPerson
{
  GObject parent_instance;
  PeerPeople *people;
  guint position;
};

struct _PeerPeople
{
  GObject parent_instance;
  GString *texts;      /* each with its NUL */
  GArray *places;      /* (element-type gsize): N_COLUMNS a row */
  GHashTable *objects; /* those that somebody holds: a position has one */
};

G_DEFINE_FINAL_TYPE (PeerPerson, peer_person, G_TYPE_OBJECT)

static void
peer_person_dispose (GObject *object)
{
  PeerPerson *self = PEER_PERSON (object);

  g_hash_table_remove (self->people->objects, GUINT_TO_POINTER (self->position));
  G_OBJECT_CLASS (peer_person_parent_class)->dispose (object);
}

static void
peer_person_class_init (PeerPersonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = peer_person_dispose;
}

static void
peer_person_init (PeerPerson *self)
{
}

static const char *
get_text (PeerPerson *self, guint column)
{
  gsize place = g_array_index (self->people->places, gsize, self->position * N_COLUMNS + column);

  return self->people->texts->str + place;
}

static GType
get_item_type (GListModel *model)
{
  return PEER_TYPE_PERSON;
}

static guint
get_n_items (GListModel *model)
{
  return PEER_PEOPLE (model)->places->len / N_COLUMNS;
}

static gpointer
get_item (GListModel *model, guint position)
{
  PeerPeople *self = PEER_PEOPLE (model);
  PeerPerson *person;

  if (position >= get_n_items (model))
    return NULL;
  person = g_hash_table_lookup (self->objects, GUINT_TO_POINTER (position));
  if (person != NULL)
    return g_object_ref (person);
  person = g_object_new (PEER_TYPE_PERSON, NULL);
  person->people = self;
  person->position = position;
  g_hash_table_insert (self->objects, GUINT_TO_POINTER (position), person);
  return person;
}

static void
model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PeerPeople,
                               peer_people,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, model_init))

static void
peer_people_class_init (PeerPeopleClass *klass)
{
}

static void
peer_people_init (PeerPeople *self)
{
  self->texts = g_string_new (NULL);
  self->places = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->objects = g_hash_table_new (NULL, NULL);
}

static void
read_people (PeerPeople *self, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  sqlite3 *db;
  sqlite3_stmt *statement;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2 (db, people_sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", path, sqlite3_errmsg (db));
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < N_COLUMNS; i++)
      {
        const char *text = (const char *) sqlite3_column_text (statement, i);
        gsize place = self->texts->len;

        g_array_append_val (self->places, place);
        g_string_append_len (self->texts, text != NULL ? text : "",
                             (gssize) strlen (text != NULL ? text : "") + 1);
      }
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

static GListModel *
make_people (const char *folder, gboolean ready)
{
  PeerPeople *self = g_object_new (PEER_TYPE_PEOPLE, NULL);

  read_people (self, folder);
  /* Nobody gives these back. */
  for (guint i = 0; ready && i < get_n_items (G_LIST_MODEL (self)); i++)
    get_item (G_LIST_MODEL (self), i);
  return G_LIST_MODEL (self);
}

/* --- cells --------------------------------------------------------------- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       get_text (gtk_list_item_get_item (item), GPOINTER_TO_UINT (user_data)));
}

static GtkWidget *
make_view (const char *folder, gboolean ready)
{
  g_autoptr (GListModel) people = make_people (folder, ready);
  GtkWidget *view =
      gtk_column_view_new (GTK_SELECTION_MODEL (gtk_multi_selection_new (g_steal_pointer (&people))));

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
      column = gtk_column_view_column_new (titles[i], factory);
      gtk_column_view_column_set_expand (column, TRUE);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  return view;
}

int
main (int argc, char **argv)
{
  GtkWidget *window, *view, *scroller, *toolbar;
  const char *what;

  if (argc < 3)
    return 2;
  what = argv[1];
  adw_init ();
  window = adw_window_new ();
  view = make_view (argv[2], argc > 3 && strcmp (argv[3], "ready") == 0);
  scroller = gtk_scrolled_window_new ();
  toolbar = adw_toolbar_view_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar), scroller);
  adw_window_set_content (ADW_WINDOW (window), toolbar);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 900);
  measure_watch (window);
  gtk_window_present (GTK_WINDOW (window));
  measure_rest (1500);
  if (strcmp (what, "jump") == 0)
    measure_say ("jump", measure_jump (view, 100));
  else if (strcmp (what, "select-all") == 0)
    measure_say ("select-all", measure_action (measure_find (view, GTK_TYPE_LIST_VIEW) != NULL
                                                   ? measure_find (view, GTK_TYPE_LIST_VIEW)
                                                   : gtk_widget_get_first_child (view),
                                               "list.select-all"));
  else
    return 2;
  /* A million objects need not be taken apart. */
  exit (0);
}
