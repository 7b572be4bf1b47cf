/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/editors/rg-completion.h"

#include "shop/rg-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More would not be read. */
#define MOST_NAMES 8
#define MOST_OF_ALL 200

struct _RgCompletion
{
  GtkPopover parent_instance;

  GtkText *text; /* lives as long as the parent, which owns this */
  GtkListBox *list;
  char **names;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgCompletion, rg_completion, GTK_TYPE_POPOVER)

static const char *
row_name (GtkListBoxRow *row)
{
  return gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row)));
}

static void
choose (RgCompletion *self, GtkListBoxRow *row)
{
  g_autofree char *name = g_strdup (row_name (row));

  gtk_editable_set_text (GTK_EDITABLE (self->text), name);
  gtk_editable_set_position (GTK_EDITABLE (self->text), -1);
  rg_completion_close (self);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, RgCompletion *self)
{
  choose (self, row);
}

static void
select_row (RgCompletion *self, GtkListBoxRow *row)
{
  gtk_list_box_select_row (self->list, row);
  if (row == NULL)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
      return;
    }
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row,
                                  -1);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->text), row_name (row),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
move (RgCompletion *self, int by)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int place = selected != NULL ? gtk_list_box_row_get_index (selected) + by : by > 0 ? 0 : -1;

  /* Above the first one the entry is meant again. */
  if (place < 0)
    select_row (self, NULL);
  else if (gtk_list_box_get_row_at_index (self->list, place) != NULL)
    select_row (self, gtk_list_box_get_row_at_index (self->list, place));
}

static void
rg_completion_finalize (GObject *object)
{
  g_strfreev (RG_COMPLETION (object)->names);

  G_OBJECT_CLASS (rg_completion_parent_class)->finalize (object);
}

static void
rg_completion_class_init (RgCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_completion_finalize;

  /**
   * RgCompletion::chosen:
   *
   * A name was taken and stands in the entry.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
rg_completion_init (RgCompletion *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "completion");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Suggestions"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 280);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_popover_set_child (GTK_POPOVER (self), scrolled);

  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "menu");
}

/**
 * rg_completion_new:
 * @parent: a box that lays out @text and owns the completion
 * @text: the entry
 *
 * Returns: (transfer none): a completion without names
 */
RgCompletion *
rg_completion_new (GtkWidget *parent, GtkText *text)
{
  RgCompletion *self = g_object_new (RG_TYPE_COMPLETION, NULL);

  self->text = text;
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE,
                                  GTK_ACCESSIBLE_AUTOCOMPLETE_LIST, -1);

  return self;
}

/**
 * rg_completion_set_names:
 * @self: a completion
 * @names: (array zero-terminated=1): what may be chosen
 */
void
rg_completion_set_names (RgCompletion *self, const char *const *names)
{
  g_strfreev (self->names);
  self->names = g_strdupv ((char **) names);
}

/**
 * rg_completion_is_empty:
 * @self: a completion
 *
 * Returns: whether there is nothing to choose from
 */
gboolean
rg_completion_is_empty (RgCompletion *self)
{
  return self->names == NULL || self->names[0] == NULL;
}

static void
add_row (RgCompletion *self, const char *name)
{
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_append (self->list, row);
}

/**
 * rg_completion_update:
 * @self: a completion
 * @all: whether all names are shown, whatever is written
 *
 * Shows what fits, or closes when nothing does or nothing is written.
 */
void
rg_completion_update (RgCompletion *self, gboolean all)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));
  g_auto (GStrv) found = NULL;

  if (self->names != NULL && (all || *text != '\0'))
    found = rg_names_complete ((const char *const *) self->names, all ? "" : text,
                               all ? MOST_OF_ALL : MOST_NAMES);
  /* Nothing to complete: it is written out. */
  if (found == NULL || found[0] == NULL || (!all && found[1] == NULL && strcmp (found[0], text) == 0))
    {
      rg_completion_close (self);
      return;
    }

  select_row (self, NULL);
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; found[i] != NULL; i++)
    add_row (self, found[i]);
  gtk_popover_popup (GTK_POPOVER (self));
}

/**
 * rg_completion_close:
 * @self: a completion
 */
void
rg_completion_close (RgCompletion *self)
{
  select_row (self, NULL);
  gtk_popover_popdown (GTK_POPOVER (self));
}

/**
 * rg_completion_key:
 * @self: a completion
 * @key: the key that was pressed in the entry
 * @state: with what
 *
 * Returns: whether it was meant for the list
 */
gboolean
rg_completion_key (RgCompletion *self, guint key, GdkModifierType state)
{
  gboolean open = gtk_widget_get_visible (GTK_WIDGET (self));
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  if (!open && key == GDK_KEY_Down && !rg_completion_is_empty (self) &&
      *gtk_editable_get_text (GTK_EDITABLE (self->text)) == '\0')
    {
      rg_completion_update (self, TRUE);
      return TRUE;
    }
  if (!open)
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_Up:
      move (self, key == GDK_KEY_Down ? 1 : -1);
      return TRUE;
    case GDK_KEY_Escape:
      rg_completion_close (self);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (selected == NULL)
        return FALSE;
      choose (self, selected);
      return TRUE;
    default:
      return FALSE;
    }
}
