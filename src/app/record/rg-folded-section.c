/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-folded-section.h"

#include "app/widgets/rg-display.h"

typedef struct
{
  GtkWidget *heading;
  GtkWidget *nothing_label;
  GtkWidget *add_button;
  GtkWidget *over_button;
  GtkListBox *list;
  GtkListBox *over_list;

  /* All that is shown: the same is not made again. */
  char *shown;
  guint n_open;
} RgFoldedSectionPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RgFoldedSection, rg_folded_section, RG_TYPE_SECTION)

static RgFoldedSectionPrivate *
get_private (RgFoldedSection *self)
{
  return rg_folded_section_get_instance_private (self);
}

/* --- rows ----------------------------------------------------------------- */

static gint64
id_of (gpointer row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "id");

  return id != NULL ? *id : -1;
}

/**
 * rg_folded_words_new:
 * @title: what it is
 * @about: what else is known; "" for nothing
 * @over: whether it is over
 *
 * Returns: (transfer floating): the two lines of a row
 */
GtkWidget *
rg_folded_words_new (const char *title, const char *about, gboolean over)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = gtk_label_new (title);
  GtkWidget *second = gtk_label_new (about);

  gtk_label_set_xalign (GTK_LABEL (first), 0);
  gtk_label_set_wrap (GTK_LABEL (first), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (first), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (second), 0);
  gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (second, "dimmed-text");
  gtk_widget_add_css_class (second, "entry-about");
  gtk_widget_add_css_class (second, "numeric");
  if (over)
    gtk_widget_add_css_class (first, "dimmed-text");
  gtk_widget_set_visible (second, *about != '\0');
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  return box;
}

/**
 * rg_folded_section_append:
 * @self: a section that is being filled
 * @id: what the row is about; not negative
 * @child: (transfer floating): what stands in the row
 * @name: what it is called
 * @over: whether it is over
 */
void
rg_folded_section_append (RgFoldedSection *self, gint64 id, GtkWidget *child, const char *name, gboolean over)
{
  RgFoldedSectionPrivate *priv = get_private (self);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&id, sizeof id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (over ? priv->over_list : priv->list, row);
  if (!over)
    priv->n_open++;
}

/**
 * rg_folded_section_set_over_label:
 * @self: a section
 * @label: (nullable): how many are over; %NULL: none
 */
void
rg_folded_section_set_over_label (RgFoldedSection *self, const char *label)
{
  RgFoldedSectionPrivate *priv = get_private (self);

  gtk_button_set_label (GTK_BUTTON (priv->over_button), label != NULL ? label : "");
  gtk_widget_set_visible (priv->over_button, label != NULL);
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, RgFoldedSection *self)
{
  RG_FOLDED_SECTION_GET_CLASS (self)->open (self, id_of (row));
}

static void
add_cb (GtkWidget *button, RgFoldedSection *self)
{
  if (rg_section_is_writable (RG_SECTION (self)))
    RG_FOLDED_SECTION_GET_CLASS (self)->add (self);
}

/* --- showing -------------------------------------------------------------- */

/* Where the focus was it is again: in the row of the same thing, else on the first. */
static void
restore_focus (RgFoldedSection *self, gint64 id)
{
  RgFoldedSectionPrivate *priv = get_private (self);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (priv->list, i)) != NULL; i++)
    if (id_of (row) == id)
      {
        gtk_widget_grab_focus (GTK_WIDGET (row));
        return;
      }
  row = gtk_list_box_get_row_at_index (priv->list, 0);
  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : priv->add_button);
}

/* (transfer full): also the day on which it is said */
static char *
describe (RgFoldedSection *self, RgProfile *profile)
{
  g_autofree char *words = RG_FOLDED_SECTION_GET_CLASS (self)->describe (self, profile);
  GDate today;

  rg_display_today (&today);
  return g_strdup_printf ("%u %d %s", g_date_get_julian (&today), rg_section_is_writable (RG_SECTION (self)),
                          words);
}

static void
rg_folded_section_show (RgSection *section, RgProfile *profile, gboolean other)
{
  RgFoldedSection *self = RG_FOLDED_SECTION (section);
  RgFoldedSectionPrivate *priv = get_private (self);
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (priv->list));
  gint64 id = focused != NULL ? id_of (focused) : -1;
  g_autofree char *shown = profile != NULL ? describe (self, profile) : NULL;

  if (other)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (priv->over_button), FALSE);
  if (!other && g_strcmp0 (shown, priv->shown) == 0)
    return;
  g_set_str (&priv->shown, shown);
  gtk_list_box_remove_all (priv->list);
  gtk_list_box_remove_all (priv->over_list);
  priv->n_open = 0;
  if (profile == NULL)
    return;

  RG_FOLDED_SECTION_GET_CLASS (self)->fill (self, profile);
  gtk_widget_set_visible (GTK_WIDGET (priv->list), priv->n_open > 0);
  gtk_widget_set_visible (priv->nothing_label, priv->n_open == 0);
  gtk_widget_set_visible (priv->add_button, rg_section_is_writable (section));
  if (focused != NULL && !other)
    restore_focus (self, id);
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_folded_section_finalize (GObject *object)
{
  g_free (get_private (RG_FOLDED_SECTION (object))->shown);

  G_OBJECT_CLASS (rg_folded_section_parent_class)->finalize (object);
}

static void
rg_folded_section_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (rg_folded_section_parent_class)->dispose (object);
}

static void
rg_folded_section_class_init (RgFoldedSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_folded_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_folded_section_finalize;
  RG_SECTION_CLASS (klass)->show = rg_folded_section_show;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
make_header (RgFoldedSection *self)
{
  RgFoldedSectionPrivate *priv = get_private (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  priv->heading =
      g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "xalign", 0.0f, NULL);
  gtk_widget_add_css_class (priv->heading, "heading");
  priv->nothing_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (priv->nothing_label), 0);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_widget_add_css_class (priv->nothing_label, "dimmed-text");
  priv->over_button = gtk_toggle_button_new ();
  gtk_widget_add_css_class (priv->over_button, "flat");
  gtk_widget_add_css_class (priv->over_button, "todo-over");
  gtk_widget_set_visible (priv->over_button, FALSE);
  priv->add_button = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (priv->add_button, "flat");
  g_signal_connect (priv->add_button, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (box), priv->heading);
  gtk_box_append (GTK_BOX (box), priv->nothing_label);
  gtk_box_append (GTK_BOX (box), space);
  gtk_box_append (GTK_BOX (box), priv->over_button);
  gtk_box_append (GTK_BOX (box), priv->add_button);
  gtk_widget_add_css_class (box, "rows-header");
  return box;
}

static GtkListBox *
make_list (RgFoldedSection *self)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "todo");
  g_signal_connect (list, "row-activated", G_CALLBACK (activated_cb), self);
  return GTK_LIST_BOX (list);
}

static void
rg_folded_section_init (RgFoldedSection *self)
{
  RgFoldedSectionPrivate *priv = get_private (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), make_header (self));
  priv->list = make_list (self);
  priv->over_list = make_list (self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (priv->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (priv->over_list));
  g_object_bind_property (priv->over_button, "active", priv->over_list, "visible", G_BINDING_SYNC_CREATE);
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
set_name (gpointer widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * rg_folded_section_set_words:
 * @self: a section
 * @title: its heading
 * @nothing: what stands beside it while nothing is open
 * @add: what the button says that adds something
 * @over: what the folded list is called
 */
void
rg_folded_section_set_words (RgFoldedSection *self,
                             const char *title,
                             const char *nothing,
                             const char *add,
                             const char *over)
{
  RgFoldedSectionPrivate *priv = get_private (self);

  gtk_label_set_label (GTK_LABEL (priv->heading), title);
  gtk_label_set_label (GTK_LABEL (priv->nothing_label), nothing);
  gtk_widget_set_tooltip_text (priv->add_button, add);
  set_name (priv->add_button, add);
  set_name (self, title);
  set_name (priv->list, title);
  set_name (priv->over_list, over);
}
