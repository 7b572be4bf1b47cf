/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-pictures.h"

#include "app/pages/customers/rg-customers-page.h"
#include "app/rg-about.h"
#include "app/rg-shortcuts-dialog.h"

#include <glib/gstdio.h>
#include <locale.h>

/* Nothing was drawn for so long: it stands still. */
#define QUIET_MS 120
/* Whatever was asked of the window has come into a frame by then, also where
 * the machine is busy. */
#define FRAMES 4
/* Whatever has not come by then is not coming. */
#define PATIENCE_MS 15000

/**
 * Studio:
 *
 * One window of one size, from which pictures are taken.
 */
typedef struct
{
  GtkApplication *app;
  RgSettings *settings;
  const char *shop;
  const char *directory;
  char *scratch;
  char *language;
  RgWindow *window;
  GdkPaintable *paintable;
  gint64 drawn_at;
  guint frames;
} Studio;

typedef struct
{
  const char *name;
  void (*prepare) (Studio *studio);
  /* Of interest in one size only; 0: in all. */
  int width;
} Subject;

static const struct
{
  int width;
  int height;
} sizes[] = { { 1280, 800 }, { 360, 640 }, { 1920, 1080 }, { 800, 600 } };

/* --- waiting ------------------------------------------------------------ */

static void
drawn_cb (GdkPaintable *paintable, Studio *studio)
{
  studio->drawn_at = g_get_monotonic_time ();
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Studio *studio = user_data;

  return ++studio->frames < FRAMES ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
is_still (Studio *studio)
{
  const char *state = rg_window_get_state (studio->window);
  RgPage *page = rg_window_get_page (studio->window);

  if (studio->frames < FRAMES || g_str_equal (state, "loading") ||
      !gtk_widget_get_mapped (GTK_WIDGET (studio->window)))
    return FALSE;
  if (g_str_equal (state, "shop") && RG_IS_CUSTOMERS_PAGE (page) &&
      (rg_customers_page_is_busy (RG_CUSTOMERS_PAGE (page)) ||
       g_str_equal (rg_customers_page_get_state (RG_CUSTOMERS_PAGE (page)), "loading")))
    return FALSE;

  return g_get_monotonic_time () - studio->drawn_at > QUIET_MS * 1000;
}

static void
wait_until_still (Studio *studio)
{
  gint64 latest = g_get_monotonic_time () + PATIENCE_MS * 1000;
  guint wake = g_timeout_add (20, wake_cb, NULL);

  studio->frames = 0;
  gtk_widget_add_tick_callback (GTK_WIDGET (studio->window), frame_cb, studio, NULL);
  studio->drawn_at = g_get_monotonic_time ();
  while (!is_still (studio) && g_get_monotonic_time () < latest)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake);
}

/* --- taking one --------------------------------------------------------- */

static void
take (Studio *studio, const char *name, int width, int height, const char *style)
{
  g_autofree char *file =
      g_strdup_printf ("%s-%s-%dx%d-%s.png", name, studio->language, width, height, style);
  g_autofree char *path = g_build_filename (studio->directory, file, NULL);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);

  gdk_paintable_snapshot (studio->paintable, snapshot, gdk_paintable_get_intrinsic_width (studio->paintable),
                          gdk_paintable_get_intrinsic_height (studio->paintable));
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    {
      g_printerr ("nothing to see for %s\n", file);
      return;
    }

  texture =
      gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (studio->window)), node, &bounds);
  if (gdk_texture_save_to_png (texture, path))
    g_print ("%s\n", path);
  else
    g_printerr ("%s cannot be written\n", path);
}

static void
take_styles (Studio *studio, const Subject *subject, int width, int height)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean high_contrast = adw_style_manager_get_high_contrast (manager);
  g_autofree char *name = g_strconcat (subject->name, high_contrast ? "-contrast" : "", NULL);

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_LIGHT);
  wait_until_still (studio);
  take (studio, name, width, height, "light");

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  wait_until_still (studio);
  take (studio, name, width, height, "dark");
}

/* --- what there is to see ------------------------------------------------ */

static RgCustomersPage *
customers (Studio *studio)
{
  return RG_CUSTOMERS_PAGE (rg_window_get_page (studio->window));
}

static void
prepare_customers (Studio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  wait_until_still (studio);
  if (rg_customers_page_get_list (customers (studio)) != NULL)
    rg_customers_page_select (customers (studio),
                              rg_record_list_get_id (rg_customers_page_get_list (customers (studio)), 2));
}

static void
prepare_next (Studio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  wait_until_still (studio);
  g_object_set (customers (studio), "sort", "next_date", NULL);
}

static void
prepare_search (Studio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  wait_until_still (studio);
  rg_customers_page_set_search (customers (studio), "wang");
}

static void
prepare_nothing (Studio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  wait_until_still (studio);
  rg_customers_page_set_search (customers (studio), "qwxz");
}

static void
prepare_sidebar (Studio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  wait_until_still (studio);
  rg_window_show_sidebar (studio->window);
}

static void
prepare_first_run (Studio *studio)
{
  g_autofree char *folder = g_build_filename (studio->scratch, "none", NULL);

  rg_window_open_shop (studio->window, folder);
}

static void
prepare_error (Studio *studio)
{
  g_autofree char *file = g_build_filename (studio->scratch, "shop.db", NULL);

  g_file_set_contents (file, "a letter, and no shop", -1, NULL);
  rg_window_open_shop (studio->window, studio->scratch);
  wait_until_still (studio);
  g_unlink (file);
}

static void
prepare_about (Studio *studio)
{
  prepare_customers (studio);
  adw_dialog_present (rg_about_new (), GTK_WIDGET (studio->window));
}

static void
prepare_shortcuts (Studio *studio)
{
  prepare_customers (studio);
  adw_dialog_present (rg_shortcuts_dialog_new (), GTK_WIDGET (studio->window));
}

static const Subject subjects[] = {
  { "customers", prepare_customers, 0 }, { "next-step", prepare_next, 1280 },
  { "search", prepare_search, 0 },       { "nothing-found", prepare_nothing, 0 },
  { "sidebar", prepare_sidebar, 360 },   { "first-run", prepare_first_run, 0 },
  { "error", prepare_error, 0 },         { "about", prepare_about, 0 },
  { "shortcuts", prepare_shortcuts, 0 },
};

static gboolean
is_wanted (const Subject *subject, int width)
{
  gboolean usual = width == 1280 || width == 360;

  /* High contrast, and the sizes in between, concern the list. */
  if (!usual || adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    return g_str_equal (subject->name, "customers");
  if (subject->width != 0)
    return subject->width == width;

  return TRUE;
}

static void
take_subject (Studio *studio, const Subject *subject, int width, int height)
{
  studio->window = rg_window_new (studio->app, studio->settings);
  gtk_window_set_default_size (GTK_WINDOW (studio->window), width, height);
  gtk_widget_remove_css_class (GTK_WIDGET (studio->window), "devel");
  studio->paintable = gtk_widget_paintable_new (GTK_WIDGET (studio->window));
  g_signal_connect (studio->paintable, "invalidate-contents", G_CALLBACK (drawn_cb), studio);
  gtk_window_present (GTK_WINDOW (studio->window));

  subject->prepare (studio);
  wait_until_still (studio);
  take_styles (studio, subject, width, height);

  g_signal_handlers_disconnect_by_data (studio->paintable, studio);
  g_clear_object (&studio->paintable);
  rg_settings_set_string (studio->settings, "sort-column", "name");
  rg_settings_set_string (studio->settings, "opened-customer", "");
  gtk_window_destroy (GTK_WINDOW (studio->window));
  studio->window = NULL;
}

static char *
dup_language (void)
{
  const char *locale = setlocale (LC_MESSAGES, NULL);
  g_auto (GStrv) parts = g_strsplit_set (locale != NULL ? locale : "C", ".@", 2);

  return g_strdup (g_str_has_prefix (parts[0], "zh") ? parts[0] : "en");
}

/**
 * rg_pictures_take:
 * @app: the application, which runs
 * @settings: the settings of this computer
 * @shop: folder of the shop that is shown
 * @directory: where the pictures go; made when it is not there
 *
 * Time stands still where REGULARS_NOW says, and nothing moves, so that the same
 * shop gives the same pictures.
 */
void
rg_pictures_take (GtkApplication *app, RgSettings *settings, const char *shop, const char *directory)
{
  Studio studio = { .app = app, .settings = settings, .shop = shop, .directory = directory };

  g_mkdir_with_parents (directory, 0755);
  /* The path is seen in a picture, and so always the same. */
  studio.scratch = g_build_filename (g_get_tmp_dir (), "regulars-pictures", NULL);
  g_mkdir_with_parents (studio.scratch, 0700);
  studio.language = dup_language ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);

  g_application_hold (G_APPLICATION (app));
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (subjects); j++)
      if (is_wanted (&subjects[j], sizes[i].width))
        take_subject (&studio, &subjects[j], sizes[i].width, sizes[i].height);
  g_application_release (G_APPLICATION (app));

  g_rmdir (studio.scratch);
  g_free (studio.scratch);
  g_free (studio.language);
}
