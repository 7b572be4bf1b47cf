/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-problems.h"

#include "app/import/rg-import-words.h"

#include <glib/gi18n-lib.h>

/* Characters of a cell that are shown. */
#define TEXT_LENGTH 200

/**
 * Said:
 *
 * A problem as a person reads it.
 */
typedef struct
{
  char *text;
  char *place;
  const char *reason;
} Said;

static void
said_clear (Said *said)
{
  g_free (said->text);
  g_free (said->place);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, said_clear)

static Said
say (RgImportSession *session, const RgImportProblem *problem)
{
  Said said = { 0 };

  said.text = *problem->text != '\0' ? rg_import_say_short (problem->text, TEXT_LENGTH)
                                     : g_strdup (_ ("The whole row"));
  said.place = rg_import_say_place (rg_import_session_get_plan (session), problem);
  said.reason = problem->reason;
  return said;
}

static GtkWidget *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* What stands there, where, and why it cannot stay. */
static GtkWidget *
make_row (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = make_label (NULL);
  GtkWidget *place = gtk_label_new (NULL);

  gtk_widget_set_hexpand (text, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (place), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (place, "dimmed-text");
  gtk_widget_add_css_class (place, "numeric");
  gtk_widget_set_valign (place, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (first), text);
  gtk_box_append (GTK_BOX (first), place);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), make_label ("dimmed-text"));
  gtk_widget_add_css_class (box, "import-problem");
  return box;
}

static void
show (GtkWidget *row, const Said *said)
{
  GtkWidget *first = gtk_widget_get_first_child (row);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (first)), said->text);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (first)), said->place);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (row)), said->reason);
}

static char *
say_all (const Said *said)
{
  return g_strdup_printf ("%s · %s · %s", said->place, said->text, said->reason);
}

/**
 * rg_import_problems_fill:
 * @list: a list of rows
 * @session: one that has been tried
 * @max: how many to show
 */
void
rg_import_problems_fill (GtkListBox *list, RgImportSession *session, guint max)
{
  const RgImportReport *trial = rg_import_session_get_trial (session);

  gtk_list_box_remove_all (list);
  for (guint i = 0; trial != NULL && trial->problems != NULL && i < MIN (max, trial->problems->len); i++)
    {
      g_auto (Said) said = say (session, g_ptr_array_index (trial->problems, i));
      g_autofree char *all = say_all (&said);
      GtkWidget *row = make_row ();
      GtkWidget *item = gtk_list_box_row_new ();

      show (row, &said);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (item), row);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (item), FALSE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
      gtk_list_box_append (list, item);
    }
}

/* --- all of them ---------------------------------------------------------- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, make_row ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, RgImportSession *session)
{
  const RgImportReport *trial = rg_import_session_get_trial (session);
  guint position = gtk_list_item_get_position (item);

  if (trial != NULL && trial->problems != NULL && position < trial->problems->len)
    {
      g_auto (Said) said = say (session, g_ptr_array_index (trial->problems, position));
      g_autofree char *all = say_all (&said);

      show (gtk_list_item_get_child (item), &said);
      gtk_list_item_set_accessible_label (item, all);
    }
}

static GtkWidget *
make_list (RgImportSession *session, guint n)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkStringList *places = gtk_string_list_new (NULL);
  GtkWidget *view;

  /* The factory asks the session by position. */
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (places, "");
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), session, G_CONNECT_DEFAULT);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (places))), factory);
  gtk_list_view_set_tab_behavior (GTK_LIST_VIEW (view), GTK_LIST_TAB_ITEM);
  gtk_widget_add_css_class (view, "import-columns");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Cells that cannot be read"), -1);
  return view;
}

/**
 * rg_import_problems_page_new:
 * @session: one that has been tried
 *
 * Returns: (transfer floating): a page with every problem that the trial lists
 */
AdwNavigationPage *
rg_import_problems_page_new (RgImportSession *session)
{
  const RgImportReport *trial = rg_import_session_get_trial (session);
  guint n = trial != NULL && trial->problems != NULL ? trial->problems->len : 0;
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  AdwNavigationPage *page;

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), make_list (session, n));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scroller);
  if (trial != NULL && trial->n_problems > n)
    {
      g_autofree char *text = rg_import_say_count (_ ("Here are the first %s of them."), n);
      GtkWidget *banner = adw_banner_new (text);

      adw_banner_set_revealed (ADW_BANNER (banner), TRUE);
      adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), banner);
    }
  page = adw_navigation_page_new_with_tag (view, _ ("Problems"), "problems");
  return page;
}
