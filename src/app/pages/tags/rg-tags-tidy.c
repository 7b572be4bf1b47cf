/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/tags/rg-tags-private.h"

#include "app/rg-change.h"
#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

/* What could be put in order, each line with what does it: a button, and a key
 * while the line has the focus. */

/* Lines of one kind at once; those mended make room for the next. */
#define MOST_LINES 50

/* --- lines ------------------------------------------------------------------ */

typedef struct
{
  RgTagsPage *page; /* not owned: the line is its child */
  gint64 keep;      /* 0: @gone is alone */
  gint64 gone;
} Line;

typedef enum
{
  MERGE,
  DELETE,
  RETIRE,
} Mending;

static const struct
{
  const char *label;
  const char *tooltip;
  guint key;
} mendings[] = {
  [MERGE] = { N_ ("Merge"), N_ ("Merge (M)"), GDK_KEY_m },
  [DELETE] = { N_ ("Delete"), N_ ("Delete (Delete)"), GDK_KEY_Delete },
  [RETIRE] = { N_ ("Take Out of Use"), N_ ("Take Out of Use (R)"), GDK_KEY_r },
};

static void
mend (GtkWidget *row, Mending mending)
{
  const Line *line = g_object_get_data (G_OBJECT (row), "rg-line");
  RgTagsPage *self = line->page;
  const RgTag *gone = self->tree != NULL ? rg_tag_tree_get (self->tree, line->gone) : NULL;
  const RgTag *keep = line->keep != 0 && self->tree != NULL ? rg_tag_tree_get (self->tree, line->keep) : NULL;

  if (gone == NULL || !rg_tags_page_is_editable (self))
    return;
  if (mending == DELETE)
    rg_tags_change_do (self, rg_tag_step_new (RG_TAG_DELETE, gone->id),
                       g_strdup_printf (_ ("Deleted “%s”"), gone->name));
  else if (mending == RETIRE)
    rg_tags_change_do (self, rg_tag_step_new (RG_TAG_RETIRE, gone->id),
                       g_strdup_printf (_ ("Took “%s” out of use"), gone->name));
  else if (keep != NULL)
    rg_tags_change_merge (self, keep, gone);
}

static gboolean
key_cb (GtkWidget *row, GVariant *args, gpointer mending)
{
  mend (row, GPOINTER_TO_UINT (mending));
  return TRUE;
}

static void
clicked_cb (GtkButton *button, GtkWidget *row)
{
  mend (row, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "rg-mending")));
}

/* A button of the line, and the key that does the same. */
static void
add_mending (GtkWidget *row, Mending mending)
{
  const Line *line = g_object_get_data (G_OBJECT (row), "rg-line");
  GtkWidget *button = gtk_button_new_with_label (_ (mendings[mending].label));
  GtkEventController *keys = gtk_shortcut_controller_new ();
  /* Translators: what a button does, and with which tag. */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), _ (mendings[mending].label),
                                           adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  g_object_set_data (G_OBJECT (button), "rg-mending", GUINT_TO_POINTER (mending));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, rg_tags_page_is_editable (line->page));
  gtk_widget_set_tooltip_text (button, _ (mendings[mending].tooltip));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), row, G_CONNECT_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (mendings[mending].key, 0),
                        gtk_callback_action_new (key_cb, GUINT_TO_POINTER (mending), NULL)));
  gtk_widget_add_controller (row, keys);
}

static GtkWidget *
add_line (RgTagsPage *self, GtkWidget *group, gint64 keep, gint64 gone, const char *title, const char *about)
{
  GtkWidget *row = adw_action_row_new ();
  Line *line = g_new0 (Line, 1);

  line->page = self;
  line->keep = keep;
  line->gone = gone;
  g_object_set_data_full (G_OBJECT (row), "rg-line", line, g_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static GtkWidget *
add_group (RgTagsPage *self, const char *title, const char *about, guint n)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *count = rg_display_count (n);
  /* Translators: a heading and how many there are below it. */
  g_autofree char *heading = g_strdup_printf (_ ("%s · %s"), title, count);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), heading);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), about);
  gtk_box_append (self->tidy_box, group);
  return group;
}

/* --- kinds ------------------------------------------------------------------- */

static const char *
say_likeness (RgTagLikeness likeness)
{
  switch (likeness)
    {
    case RG_TAG_SAME_NAME:
      return _ ("The same name, written in another way");
    case RG_TAG_SAME_SOUND:
      return _ ("Sounds the same");
    case RG_TAG_ONE_LETTER:
    default:
      return _ ("One character apart");
    }
}

static void
show_pairs (RgTagsPage *self)
{
  GPtrArray *pairs = self->hygiene->pairs;
  GtkWidget *group;

  if (pairs->len == 0)
    return;
  group = add_group (self, _ ("Nearly the Same"),
                     _ ("The one that fewer customers have becomes part of the other."), pairs->len);
  for (guint i = 0; i < MIN (pairs->len, MOST_LINES); i++)
    {
      const RgTagPair *pair = g_ptr_array_index (pairs, i);
      g_autofree char *gone = rg_tag_dup_path (pair->gone), *keep = rg_tag_dup_path (pair->keep);
      /* Translators: a tag becomes part of another one. */
      g_autofree char *title = g_strdup_printf (_ ("%s → %s"), gone, keep);
      g_autofree char *about =
          g_strdup_printf (_ ("%s: %lu and %lu customers"), say_likeness (pair->likeness),
                           (gulong) pair->gone->n_own, (gulong) pair->keep->n_own);

      add_mending (add_line (self, group, pair->keep->id, pair->gone->id, title, about), MERGE);
    }
}

static void
show_unused (RgTagsPage *self)
{
  GPtrArray *unused = self->hygiene->unused;
  GtkWidget *group;

  if (unused->len == 0)
    return;
  group = add_group (self, _ ("Nobody Has Them"), NULL, unused->len);
  for (guint i = 0; i < MIN (unused->len, MOST_LINES); i++)
    {
      const RgTag *tag = g_ptr_array_index (unused, i);
      g_autofree char *path = rg_tag_dup_path (tag);
      GtkWidget *row =
          add_line (self, group, 0, tag->id, path, tag->description != NULL ? tag->description : "");

      add_mending (row, RETIRE);
      add_mending (row, DELETE);
    }
}

static void
add_count (GtkWidget *group, const char *title, const char *condition, guint64 n)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *count = rg_display_count ((guint) MIN (n, G_MAXUINT));
  /* Translators: what is counted, and the number. */
  g_autofree char *about = g_strdup_printf (_ ("%s: %s"), title, count);
  GtkWidget *button = rg_tag_count_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  rg_tag_count_set (button, count, about, n > 0 ? condition : NULL, title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
show_customers (RgTagsPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Customers"));
  add_count (group, _ ("Without any phone"), RG_TAG_WITHOUT_PHONE, self->hygiene->n_without_phone);
  add_count (group, _ ("Never contacted"), RG_TAG_NEVER_CONTACTED, self->hygiene->n_never_contacted);
  gtk_box_append (self->tidy_box, group);
}

static void
show_nothing (RgTagsPage *self)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "object-select-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("All Tags Are in Order"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("Tags that nobody has, and tags that may mean the same, stand here."));
  gtk_widget_add_css_class (page, "compact");
  gtk_box_append (self->tidy_box, page);
}

/* Whoever mended one line by key goes on with the next. */
static void
focus_again (RgTagsPage *self, gboolean had_focus)
{
  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self->tidy_box), GTK_DIR_TAB_FORWARD);
}

/*< private >
 * rg_tags_tidy_show:
 *
 * Shows what was found.
 */
void
rg_tags_tidy_show (RgTagsPage *self)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->tidy_box)) != NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tidy_box))) != NULL)
    gtk_box_remove (self->tidy_box, child);
  if (self->hygiene->pairs->len == 0 && self->hygiene->unused->len == 0)
    show_nothing (self);
  show_pairs (self);
  show_unused (self);
  show_customers (self);
  focus_again (self, had_focus);
}
