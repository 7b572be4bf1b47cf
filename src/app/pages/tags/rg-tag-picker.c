/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/tags/rg-tag-picker.h"

#include "app/pages/tags/rg-tag-item.h"
#include "app/pages/tags/rg-tag-row.h"
#include "catalog/rg-text.h"
#include "store/rg-pinyin.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _RgTagPicker
{
  AdwDialog parent_instance;

  GtkWidget *entry;
  GtkCustomFilter *filter;
  GtkSingleSelection *selection;
  char *typed;
};

enum
{
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgTagPicker, rg_tag_picker, ADW_TYPE_DIALOG)

static char *
dup_path (RgTagItem *item)
{
  const RgTag *tag = rg_tag_item_get_tag (item);

  return tag != NULL ? rg_tag_dup_path (tag) : g_strdup (rg_tag_item_get_name (item));
}

/* By any part of its path, or by the sound of its name. */
static gboolean
match_cb (gpointer item, gpointer user_data)
{
  RgTagPicker *self = user_data;
  g_autofree char *path = NULL, *normal = NULL;

  if (self->typed == NULL || *self->typed == '\0')
    return TRUE;
  path = dup_path (item);
  normal = rg_text_normalize (path);
  return strstr (normal, self->typed) != NULL ||
         rg_pinyin_match (rg_tag_item_get_name (item), TRUE, NULL, self->typed);
}

static void
changed_cb (GtkSearchEntry *entry, RgTagPicker *self)
{
  g_free (self->typed);
  self->typed = rg_text_normalize (gtk_editable_get_text (GTK_EDITABLE (entry)));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_single_selection_set_selected (self->selection, 0);
}

static void
pick (RgTagPicker *self)
{
  RgTagItem *item = gtk_single_selection_get_selected_item (self->selection);
  gint64 key;

  if (item == NULL)
    return;
  key = rg_tag_item_get_key (item);
  g_signal_emit (self, signals[PICKED], 0, key);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
activate_cb (GtkListView *view, guint position, RgTagPicker *self)
{
  gtk_single_selection_set_selected (self->selection, position);
  pick (self);
}

static void
entry_activate_cb (GtkSearchEntry *entry, RgTagPicker *self)
{
  pick (self);
}

/* --- rows ------------------------------------------------------------------ */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RgTagItem *line = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *path = dup_path (line);
  g_autofree char *about = rg_tag_row_describe (line);

  gtk_label_set_label (GTK_LABEL (label), path);
  if (rg_tag_item_get_tag (line) == NULL)
    gtk_widget_add_css_class (label, "heading");
  else
    gtk_widget_remove_css_class (label, "heading");
  gtk_list_item_set_accessible_label (item, path);
  gtk_list_item_set_accessible_description (item, about);
}

static void
add_tags (GListStore *store, RgTagTree *tree, GPtrArray *tags, const RgTag *without, gboolean move)
{
  for (guint i = 0; i < tags->len; i++)
    {
      RgTag *tag = g_ptr_array_index (tags, i);
      g_autoptr (RgTagItem) item = NULL;

      if (tag == without && move)
        continue;
      if (tag != without && !tag->hidden)
        {
          item = rg_tag_item_new_tag (tree, tag);
          g_list_store_append (store, item);
        }
      add_tags (store, tree, tag->children, without, move);
    }
}

static GListModel *
make_model (RgTagTree *tree, const RgTag *tag, gboolean move)
{
  GListStore *store = g_list_store_new (RG_TYPE_TAG_ITEM);

  for (guint i = 0; move && i < RG_TAG_N_FAMILIES; i++)
    {
      g_autoptr (RgTagItem) item = rg_tag_item_new_family (tree, i);

      g_list_store_append (store, item);
    }
  add_tags (store, tree, rg_tag_tree_get_roots (tree), tag, move);
  return G_LIST_MODEL (store);
}

/* --- the widget ------------------------------------------------------------ */

static void
rg_tag_picker_finalize (GObject *object)
{
  g_free (RG_TAG_PICKER (object)->typed);

  G_OBJECT_CLASS (rg_tag_picker_parent_class)->finalize (object);
}

static void
rg_tag_picker_class_init (RgTagPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_tag_picker_finalize;

  /**
   * RgTagPicker::picked:
   * @key: a tag's id, or below 0 for a family
   */
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
rg_tag_picker_init (RgTagPicker *self)
{
  adw_dialog_set_content_width (ADW_DIALOG (self), 400);
  adw_dialog_set_content_height (ADW_DIALOG (self), 480);
}

static GtkWidget *
make_list (RgTagPicker *self, GListModel *model)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *filtered;
  GtkWidget *view, *scrolled = gtk_scrolled_window_new ();

  self->filter = gtk_custom_filter_new (match_cb, self, NULL);
  filtered = gtk_filter_list_model_new (model, GTK_FILTER (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (filtered));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "tag-picker");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Tags"), -1);
  g_signal_connect (view, "activate", G_CALLBACK (activate_cb), self);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  return scrolled;
}

/**
 * rg_tag_picker_new:
 * @tree: all tags
 * @tag: what goes somewhere
 * @move: whether it moves, else it is merged
 * @title: what is asked
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
rg_tag_picker_new (RgTagTree *tree, const RgTag *tag, gboolean move, const char *title)
{
  RgTagPicker *self = g_object_new (RG_TYPE_TAG_PICKER, "title", title, NULL);
  GtkWidget *view = adw_toolbar_view_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->entry = gtk_search_entry_new ();
  gtk_widget_add_css_class (self->entry, "tag-search");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find a tag"), -1);
  g_signal_connect (self->entry, "search-changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (adw_dialog_close), self);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), make_list (self, make_model (tree, tag, move)));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), box);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_focus (ADW_DIALOG (self), self->entry);

  return ADW_DIALOG (self);
}

/**
 * rg_tag_picker_enter:
 * @self: a dialog
 * @text: what is looked for
 *
 * Does what a person would do.
 */
void
rg_tag_picker_enter (RgTagPicker *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  changed_cb (GTK_SEARCH_ENTRY (self->entry), self);
  pick (self);
}
