/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "record-fixture.h"

#include "app/pages/customers/rg-customers-page.h"
#include "app/widgets/rg-palette.h"
#include "shop/rg-tag-step.h"
#include "shop/rg-tags.h"

/* What tags look like where customers have them: in the rows of the list and on
 * the record. */

#define ROSE 4
#define TEAL 6

typedef struct
{
  gint64 customer;
  const char *tags; /* separated by commas */
} Tagging;

static gpointer
tag_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Tagging *tagging = data;
  g_auto (GStrv) names = g_strsplit (tagging->tags, ",", -1);
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "elsewhere", "Tags", error);

  for (guint i = 0; names[i] != NULL; i++)
    {
      gint64 tag = rg_tags_ensure (op, names[i], error);

      if (tag == 0 || !rg_tags_assign (op, tagging->customer, tag, NULL, error))
        return NULL;
    }
  return GINT_TO_POINTER (1);
}

static void
tag (RgStore *store, gint64 customer, const char *tags)
{
  Tagging tagging = { customer, tags };
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (store, tag_func, &tagging, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
look_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *const *words = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "elsewhere", "Look", error);
  g_autoptr (RgTagStep) step = rg_tag_step_new (RG_TAG_CHANGE, rg_tags_ensure (op, words[0], error));

  step->color = g_strdup (words[1]);
  step->symbol = g_strdup (words[2]);
  return GINT_TO_POINTER (rg_tag_step_apply (op, step, error));
}

static void
look (RgStore *store, const char *name, const char *color, const char *symbol)
{
  const char *words[] = { name, color, symbol };
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (store, look_func, words, NULL, &error);
  g_assert_no_error (error);
}

/* --- what is painted ------------------------------------------------------ */

/* How many areas of exactly that colour a picture has. */
static guint
count_color (GskRenderNode *node, const GdkRGBA *color)
{
  guint n = 0;

  switch ((int) gsk_render_node_get_node_type (node))
    {
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        n += count_color (gsk_container_node_get_child (node, i), color);
      return n;
    case GSK_COLOR_NODE:
      return gdk_rgba_equal (gsk_color_node_get_color (node), color);
    case GSK_ROUNDED_CLIP_NODE:
      return count_color (gsk_rounded_clip_node_get_child (node), color);
    case GSK_CLIP_NODE:
      return count_color (gsk_clip_node_get_child (node), color);
    case GSK_TRANSFORM_NODE:
      return count_color (gsk_transform_node_get_child (node), color);
    default:
      return 0;
    }
}

static guint
count_chips (GtkWidget *row, guint color)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (row);
  g_autoptr (GdkPaintable) image = gdk_paintable_get_current_image (paintable);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  guint n;

  gdk_paintable_snapshot (image, snapshot, gtk_widget_get_width (row), gtk_widget_get_height (row));
  node = gtk_snapshot_free_to_node (snapshot);
  n = node != NULL ? count_color (node, &rg_palette_get (color, dark)->back) : 0;
  g_clear_pointer (&node, gsk_render_node_unref);
  return n;
}

/* --- the list ------------------------------------------------------------- */

typedef struct
{
  Shop *shop;
  RgSettings *settings;
  GtkWidget *window;
  RgCustomersPage *page;
  const char *wanted; /* the tags behind "+N" */
  guint color;
  guint n;
} List;

static GtkWidget *
only_row (List *list)
{
  return find_widget (list->window, RG_TYPE_ROW_WIDGET);
}

static gboolean
has_one_row (gpointer data)
{
  List *list = data;
  g_autofree char *names = row_names (list->window);

  return !rg_customers_page_is_busy (list->page) && g_str_equal (names, "张三丰");
}

static gboolean
has_rest (gpointer data)
{
  List *list = data;
  g_autofree char *rest = NULL;

  if (!has_one_row (data))
    return FALSE;
  rest = rg_row_widget_dup_rest (RG_ROW_WIDGET (only_row (list)));
  return g_strcmp0 (rest, list->wanted) == 0;
}

static gboolean
has_color (gpointer data)
{
  List *list = data;

  return has_one_row (data) && count_chips (only_row (list), list->color) == list->n;
}

static void
wait_for_rest (List *list, const char *rest)
{
  list->wanted = rest;
  wait_until (has_rest, list);
}

static void
wait_for_color (List *list, guint color, guint n)
{
  list->color = color;
  list->n = n;
  wait_until (has_color, list);
}

static void
list_set_up (List *list, gconstpointer width)
{
  list->shop = shop_new ();
  list->settings = rg_settings_new ();
  list->page = RG_CUSTOMERS_PAGE (rg_customers_page_new (list->settings));
  list->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (list->window), GPOINTER_TO_INT (width), 700);
  adw_window_set_content (ADW_WINDOW (list->window), GTK_WIDGET (list->page));
  gtk_window_present (GTK_WINDOW (list->window));
  rg_page_set_store (RG_PAGE (list->page), list->shop->store);
  rg_customers_page_set_search (list->page, "zsf");
  wait_until (has_one_row, list);
}

static gboolean
is_last (gpointer object)
{
  return G_OBJECT (object)->ref_count == 1;
}

static void
list_tear_down (List *list, gconstpointer width)
{
  run_for (100);
  g_object_add_weak_pointer (G_OBJECT (list->page), (gpointer *) &list->page);
  gtk_window_destroy (GTK_WINDOW (list->window));
  wait_until (is_null, &list->page);
  wait_until (is_last, list->settings);
  g_assert_finalize_object (list->settings);
  shop_free (list->shop);
}

static gint64
the_id (List *list)
{
  return rg_record_list_get_id (rg_customers_page_get_list (list->page), 0);
}

/* The picture of who it is has a colour of the same palette. */
static gboolean
has_all (gpointer data)
{
  List *list = data;
  guint n = 0;

  if (!has_one_row (data))
    return FALSE;
  for (guint i = 0; i < RG_DISPLAY_N_COLORS; i++)
    n += count_chips (only_row (list), i);
  return n == list->n + 1;
}

static void
wait_for_chips_drawn (List *list, guint n)
{
  list->n = n;
  wait_until (has_all, list);
}

/* Three chips, then how many more there are and, on asking, which. */
static void
test_three (List *list, gconstpointer width)
{
  g_autofree char *description = NULL;

  tag (list->shop->store, the_id (list), "甲,乙,丙");
  wait_for_chips_drawn (list, 3);
  wait_for_rest (list, NULL);
  tag (list->shop->store, the_id (list), "丁,戊");
  wait_for_rest (list, "丁\n戊");
  wait_for_chips_drawn (list, 3);
  description = rg_row_widget_dup_description (RG_ROW_WIDGET (only_row (list)));
  g_assert_nonnull (strstr (description, "Tags: 甲, 乙, 丙, 丁, 戊"));
}

/* A tag has its own colour as soon as it has one, else that of its name. */
static void
test_colors (List *list, gconstpointer width)
{
  guint others = rg_display_color_of_id (the_id (list)) == ROSE ? 1 : 0;

  others += rg_display_color ("丙") == ROSE ? 1 : 0;
  tag (list->shop->store, the_id (list), "甲,乙,丙");
  wait_for_chips_drawn (list, 3);
  look (list->shop->store, "甲", "red", "heart");
  look (list->shop->store, "乙", "red", "");
  wait_for_color (list, ROSE, others + 2);
  look (list->shop->store, "甲", "teal", "");
  wait_for_color (list, ROSE, others + 1);
}

/* --- the record ----------------------------------------------------------- */

static RgTagStyle
style_of (Fixture *fixture, guint index)
{
  g_autoptr (GPtrArray) chips = g_ptr_array_new ();

  collect (GTK_WIDGET (fixture->page), RG_TYPE_CHIP, chips);
  return rg_chip_get_style (RG_CHIP (g_ptr_array_index (chips, index)));
}

static gboolean
has_style (gpointer data)
{
  Fixture *fixture = data;
  RgTagStyle style = style_of (fixture, 0);
  g_autoptr (GPtrArray) chips = g_ptr_array_new ();
  g_autofree char *tint = g_strdup_printf ("tint-%u", style.color);

  collect (GTK_WIDGET (fixture->page), RG_TYPE_CHIP, chips);
  return g_strcmp0 (style.icon, fixture->wanted) == 0 && gtk_widget_has_css_class (chips->pdata[0], tint);
}

static void
test_record (Fixture *fixture, gconstpointer width)
{
  g_autoptr (GPtrArray) chips = g_ptr_array_new ();
  GtkWidget *image;

  tag (fixture->shop->store, fixture->id, "甲,乙");
  wait_for_chips (fixture, "甲,乙");
  look (fixture->shop->store, "甲", "teal", "heart");
  fixture->wanted = rg_tag_symbol_find ("heart")->icon;
  wait_until (has_style, fixture);
  g_assert_cmpuint (style_of (fixture, 0).color, ==, TEAL);
  g_assert_null (style_of (fixture, 1).icon);
  g_assert_cmpuint (style_of (fixture, 1).color, ==, rg_display_color ("乙"));

  collect (GTK_WIDGET (fixture->page), RG_TYPE_CHIP, chips);
  image = find_widget (chips->pdata[0], GTK_TYPE_IMAGE);
  g_assert_true (gtk_widget_get_visible (image));
  g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (image)), ==, fixture->wanted);
  g_assert_false (gtk_widget_get_visible (find_widget (chips->pdata[1], GTK_TYPE_IMAGE)));

  look (fixture->shop->store, "甲", "teal", "");
  fixture->wanted = NULL;
  wait_until (has_style, fixture);
  g_assert_false (gtk_widget_get_visible (image));
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

  g_test_add ("/app/chips/three", List, GINT_TO_POINTER (1200), list_set_up, test_three, list_tear_down);
  g_test_add ("/app/chips/colors", List, GINT_TO_POINTER (1200), list_set_up, test_colors, list_tear_down);
  g_test_add ("/app/chips/record", Fixture, GINT_TO_POINTER (700), set_up, test_record, tear_down);

  return g_test_run ();
}
