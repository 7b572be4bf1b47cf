/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A million people the way the toolkit's manual shows it: GtkColumnView with
 * GtkMultiSelection and eight columns of labels that end in an ellipsis. The
 * model is as quick as one can be: all rows are there, as objects in an array,
 * and their texts are made of constants.
 *
 *     column-view jump|select-all ROWS */

#include "measure.h"

#include <adwaita.h>
#include <stdlib.h>
#include <string.h>

#define N_COLUMNS 8

/* --- people -------------------------------------------------------------- */

#define PEER_TYPE_PERSON (peer_person_get_type ())
G_DECLARE_FINAL_TYPE (PeerPerson, peer_person, PEER, PERSON, GObject)

struct _PeerPerson
{
  GObject parent_instance;
  guint number;
};

G_DEFINE_FINAL_TYPE (PeerPerson, peer_person, G_TYPE_OBJECT)

static void
peer_person_class_init (PeerPersonClass *klass)
{
}

static void
peer_person_init (PeerPerson *self)
{
}

#define PEER_TYPE_PEOPLE (peer_people_get_type ())
G_DECLARE_FINAL_TYPE (PeerPeople, peer_people, PEER, PEOPLE, GObject)

struct _PeerPeople
{
  GObject parent_instance;
  GPtrArray *people;
};

static GType
get_item_type (GListModel *model)
{
  return PEER_TYPE_PERSON;
}

static guint
get_n_items (GListModel *model)
{
  return PEER_PEOPLE (model)->people->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  PeerPeople *self = PEER_PEOPLE (model);

  return position < self->people->len ? g_object_ref (g_ptr_array_index (self->people, position)) : NULL;
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
}

static GListModel *
make_people (guint n)
{
  PeerPeople *self = g_object_new (PEER_TYPE_PEOPLE, NULL);

  self->people = g_ptr_array_sized_new (n);
  for (guint i = 0; i < n; i++)
    {
      PeerPerson *person = g_object_new (PEER_TYPE_PERSON, NULL);

      person->number = i;
      g_ptr_array_add (self->people, person);
    }
  return G_LIST_MODEL (self);
}

/* --- cells --------------------------------------------------------------- */

static const char *const titles[N_COLUMNS] = {
  "Name", "Phone", "Company", "City", "Stage", "In charge", "Next step", "Last contact",
};

static const char *const words[N_COLUMNS][5] = {
  { "欧阳娜娜", "张伟", "王秀英", "李强", "Emma Frank" },
  { "138 1234", "139 5678", "186 2345", "157 8765", "199 3456" },
  { "北京明辉商贸有限公司", "上海建国装饰有限公司", "杭州梓语教育有限公司", "广州浩天物流有限公司",
    "成都琪芳餐饮有限公司" },
  { "北京", "上海", "杭州", "广州", "成都" },
  { "线索", "联系中", "已报价", "谈判", "成交" },
  { "小周", "小许", "老方", "陈姐", "阿强" },
  { "Tomorrow", "In 3 days", "Next week", "Friday", "Today" },
  { "2 days ago", "a week ago", "3 months ago", "yesterday", "today" },
};

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
  guint column = GPOINTER_TO_UINT (user_data), number = PEER_PERSON (gtk_list_item_get_item (item))->number;
  char text[64];

  /* Rows differ from each other, as people do. */
  g_snprintf (text, sizeof text, column < 2 ? "%s %u" : "%s", words[column][(number + number / 7) % 5],
              number % 10000);
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static GtkWidget *
make_view (guint n)
{
  g_autoptr (GListModel) people = make_people (n);
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
  const char *what = argc == 3 ? argv[1] : "";

  adw_init ();
  window = adw_window_new ();
  view = make_view (argc == 3 ? (guint) atoi (argv[2]) : 0);
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
