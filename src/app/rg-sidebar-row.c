/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-sidebar-row.h"

struct _RgSidebarRow
{
  GtkListBoxRow parent_instance;

  /* The window owns both. */
  RgPage *page;
  GtkWidget *title_label;
  GtkWidget *badge_label;
};

G_DEFINE_FINAL_TYPE (RgSidebarRow, rg_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
update_cb (RgPage *page, GParamSpec *pspec, RgSidebarRow *self)
{
  const char *badge = rg_page_get_badge (page);

  gtk_label_set_label (GTK_LABEL (self->title_label), rg_page_get_title (page));
  gtk_label_set_label (GTK_LABEL (self->badge_label), badge != NULL ? badge : "");
  gtk_widget_set_visible (self->badge_label, badge != NULL);
  gtk_widget_set_css_classes (self->badge_label, rg_page_is_urgent (page)
                                                     ? (const char *[]) { "numeric", "late-badge", NULL }
                                                     : (const char *[]) { "numeric", "dimmed-text", NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rg_page_get_title (page), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  badge != NULL ? badge : "", -1);
}

static void
rg_sidebar_row_class_init (RgSidebarRowClass *klass)
{
}

static void
rg_sidebar_row_init (RgSidebarRow *self)
{
}

/**
 * rg_sidebar_row_new:
 * @page: the page
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
rg_sidebar_row_new (RgPage *page)
{
  RgSidebarRow *self = g_object_new (RG_TYPE_SIDEBAR_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->page = page;
  self->title_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title_label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->title_label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->title_label, TRUE);
  self->badge_label = gtk_label_new (NULL);
  gtk_widget_set_valign (self->badge_label, GTK_ALIGN_CENTER);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (rg_page_get_icon_name (page)));
  gtk_box_append (GTK_BOX (box), self->title_label);
  gtk_box_append (GTK_BOX (box), self->badge_label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);

  g_signal_connect_object (page, "notify::title", G_CALLBACK (update_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (page, "notify::badge", G_CALLBACK (update_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (page, "notify::urgent", G_CALLBACK (update_cb), self, G_CONNECT_DEFAULT);
  update_cb (page, NULL, self);

  return GTK_WIDGET (self);
}

/**
 * rg_sidebar_row_get_page:
 * @self: a row
 *
 * Returns: (transfer none): the page it stands for
 */
RgPage *
rg_sidebar_row_get_page (RgSidebarRow *self)
{
  return self->page;
}
