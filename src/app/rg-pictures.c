/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-pictures-private.h"

#include "app/import/rg-import-pictures.h"
#include "app/pages/customers/rg-customers-page.h"
#include "app/pages/doubles/rg-doubles-page.h"
#include "app/pages/pipeline/rg-pipeline-page.h"
#include "app/pages/tags/rg-tags-page.h"
#include "app/pages/today/rg-today-page.h"
#include "app/rg-keep-up.h"

#include <glib/gstdio.h>
#include <locale.h>

/* Nothing was drawn for so long: it stands still. */
#define QUIET_MS 120
/* Whatever was asked of the window has come into a frame by then, also where
 * the machine is busy. */
#define FRAMES 4
/* Whatever has not come by then is not coming. */
#define PATIENCE_MS 15000

static const struct
{
  int width;
  int height;
} sizes[] = { { 1280, 800 }, { 360, 640 }, { 1920, 1080 }, { 800, 600 }, { 2560, 1440 } };

/* --- waiting ------------------------------------------------------------ */

static void
drawn_cb (GdkPaintable *paintable, RgStudio *studio)
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
  RgStudio *studio = user_data;

  return ++studio->frames < FRAMES ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* The sidebar tells how many doubles there are, whichever page is shown. */
static gboolean
is_counting (RgPage *page)
{
  for (GtkWidget *other = gtk_widget_get_prev_sibling (GTK_WIDGET (page)); other != NULL;
       other = gtk_widget_get_prev_sibling (other))
    if (RG_IS_DOUBLES_PAGE (other) && rg_doubles_page_is_busy (RG_DOUBLES_PAGE (other)))
      return TRUE;
  for (GtkWidget *other = GTK_WIDGET (page); other != NULL; other = gtk_widget_get_next_sibling (other))
    if (RG_IS_DOUBLES_PAGE (other) && rg_doubles_page_is_busy (RG_DOUBLES_PAGE (other)))
      return TRUE;
  return FALSE;
}

static gboolean
is_still (RgStudio *studio)
{
  const char *state = rg_window_get_state (studio->window);
  RgPage *page = rg_window_get_page (studio->window);

  if (rg_import_pictures_is_busy (studio->window))
    return FALSE;
  if (studio->frames < FRAMES || g_str_equal (state, "loading") ||
      !gtk_widget_get_mapped (GTK_WIDGET (studio->window)))
    return FALSE;
  if (g_str_equal (state, "shop") &&
      (is_counting (page) || rg_views_list_is_busy (rg_window_get_views (studio->window))))
    return FALSE;
  if (RG_IS_PIPELINE_PAGE (page) && rg_pipeline_page_is_busy (RG_PIPELINE_PAGE (page)))
    return FALSE;
  if (RG_IS_TODAY_PAGE (page) && rg_today_page_is_busy (RG_TODAY_PAGE (page)))
    return FALSE;
  if (RG_IS_TAGS_PAGE (page) && rg_tags_page_is_busy (RG_TAGS_PAGE (page)))
    return FALSE;
  if (g_str_equal (state, "shop") && RG_IS_CUSTOMERS_PAGE (page) &&
      (rg_customers_page_is_busy (RG_CUSTOMERS_PAGE (page)) ||
       g_str_equal (rg_customers_page_get_state (RG_CUSTOMERS_PAGE (page)), "loading")))
    return FALSE;

  if (g_str_equal (state, "shop") && RG_IS_CUSTOMERS_PAGE (page) &&
      rg_record_page_is_busy (rg_customers_page_get_record (RG_CUSTOMERS_PAGE (page))))
    return FALSE;

  return g_get_monotonic_time () - studio->drawn_at > QUIET_MS * 1000;
}

void
rg_studio_wait (RgStudio *studio)
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

void
rg_studio_wait_followed (RgStudio *studio)
{
  gint64 latest = g_get_monotonic_time () + PATIENCE_MS * 1000;
  guint wake = g_timeout_add (20, wake_cb, NULL);

  while ((!g_str_equal (rg_window_get_state (studio->window), "shop") ||
          rg_keep_up_is_busy (rg_window_get_store (studio->window))) &&
         g_get_monotonic_time () < latest)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake);
}

/* It comes with a list and goes a moment later, which is before a picture or behind it. */
static void
hide_scroll_bars (GtkWidget *widget)
{
  if (GTK_IS_SCROLLED_WINDOW (widget))
    gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (widget), GTK_POLICY_NEVER, GTK_POLICY_EXTERNAL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    hide_scroll_bars (child);
}

void
rg_studio_hide_scroll_bars (RgStudio *studio)
{
  hide_scroll_bars (GTK_WIDGET (rg_window_get_page (studio->window)));
  rg_studio_wait (studio);
}

/* --- taking one --------------------------------------------------------- */

static void
take (RgStudio *studio, const char *name, int width, int height, const char *style)
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
take_styles (RgStudio *studio, const RgSubject *subject, int width, int height)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean high_contrast = adw_style_manager_get_high_contrast (manager);
  g_autofree char *name = g_strconcat (subject->name, high_contrast ? "-contrast" : "", NULL);

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_LIGHT);
  rg_studio_wait (studio);
  take (studio, name, width, height, "light");

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  rg_studio_wait (studio);
  take (studio, name, width, height, "dark");
}

/* Somebody who works on one page need not wait for all. Names with a minus
 * before them are left out of all the others: several programs share the work. */
static gboolean
is_named (const RgSubject *subject)
{
  const char *names = g_getenv ("REGULARS_PICTURES");
  g_auto (GStrv) all = names != NULL ? g_strsplit (names, " ", -1) : NULL;
  g_autofree char *left_out = g_strconcat ("-", subject->name, NULL);

  if (all == NULL || g_strv_contains ((const char *const *) all, subject->name))
    return TRUE;

  return names[0] == '-' && !g_strv_contains ((const char *const *) all, left_out);
}

static gboolean
is_wanted (const RgSubject *subject, int width)
{
  if (!is_named (subject))
    return FALSE;
  if (subject->sizes == RG_SUBJECT_EVERY)
    return TRUE;
  /* High contrast, and the sizes in between, concern the pages alone. */
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    return FALSE;

  return (width == 1280 && (subject->sizes & RG_SUBJECT_WIDE) != 0) ||
         (width == 360 && (subject->sizes & RG_SUBJECT_NARROW) != 0);
}

static void
open_window (RgStudio *studio, const RgSubject *subject, int width, int height)
{
  studio->window = rg_window_new (studio->app, studio->settings);
  gtk_window_set_default_size (GTK_WINDOW (studio->window), width, height);
  gtk_widget_remove_css_class (GTK_WIDGET (studio->window), "devel");
  studio->paintable = gtk_widget_paintable_new (GTK_WIDGET (studio->window));
  g_signal_connect (studio->paintable, "invalidate-contents", G_CALLBACK (drawn_cb), studio);
  gtk_window_present (GTK_WINDOW (studio->window));
  subject->prepare (studio);
  rg_studio_wait (studio);
}

static void
close_window (RgStudio *studio)
{
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

/* The path is seen in a picture, and so always the same; two languages may be
 * at work side by side. */
static void
begin (RgStudio *studio)
{
  g_autofree char *name = NULL;

  studio->language = dup_language ();
  name = g_strconcat ("regulars-pictures-", studio->language, NULL);
  studio->scratch = g_build_filename (g_get_tmp_dir (), name, NULL);
  g_mkdir_with_parents (studio->scratch, 0700);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);
  /* The offer to remind also when closed comes with the first reminder, which is
   * sometimes before a picture and sometimes behind it. */
  studio->asked = rg_settings_get_boolean (studio->settings, "background-asked");
  rg_settings_set_boolean (studio->settings, "background-asked", TRUE);
}

static void
end (RgStudio *studio)
{
  rg_settings_set_boolean (studio->settings, "background-asked", studio->asked);
  rg_pictures_remove (studio->scratch);
  g_free (studio->scratch);
  g_free (studio->language);
}

/*< private >
 * rg_studio_write:
 * @studio: a studio
 * @name: of the file
 * @contents: what it holds
 *
 * Returns: (transfer full): the path of a file that is there until the end
 */
char *
rg_studio_write (RgStudio *studio, const char *name, const char *contents)
{
  char *path = g_build_filename (studio->scratch, name, NULL);

  g_file_set_contents (path, contents, -1, NULL);

  return path;
}

/**
 * rg_pictures_remove:
 * @path: a folder of the studio's own; it need not be there
 *
 * Removes it with everything in it.
 */
void
rg_pictures_remove (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        rg_pictures_remove (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/* Whoever closes a shop may make a backup first, and lets go of it then. */
static gboolean
is_held (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) store = rg_store_open (folder, RG_STORE_DEFAULT, &error);

  if (store != NULL)
    rg_store_close (store);
  return g_error_matches (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED);
}

/**
 * rg_studio_remove_shop:
 * @studio: a studio
 * @folder: a shop of the studio's own; it need not be there
 *
 * Removes it with everything in it, as soon as nobody has it open.
 */
void
rg_studio_remove_shop (RgStudio *studio, const char *folder)
{
  gint64 latest = g_get_monotonic_time () + PATIENCE_MS * 1000;

  if (g_strcmp0 (rg_window_get_folder (studio->window), folder) == 0)
    {
      rg_window_open_shop (studio->window, studio->shop);
      rg_studio_wait (studio);
    }
  while (is_held (folder) && g_get_monotonic_time () < latest)
    for (int i = 0; i < 20; i++)
      {
        g_main_context_iteration (NULL, FALSE);
        g_usleep (1000);
      }
  rg_pictures_remove (folder);
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
  RgStudio studio = { .app = app, .settings = settings, .shop = shop, .directory = directory };

  g_mkdir_with_parents (directory, 0755);
  begin (&studio);
  g_application_hold (G_APPLICATION (app));
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (const RgSubject *subject = rg_pictures_subjects (); subject->name != NULL; subject++)
      if (is_wanted (subject, sizes[i].width))
        {
          open_window (&studio, subject, sizes[i].width, sizes[i].height);
          take_styles (&studio, subject, sizes[i].width, sizes[i].height);
          close_window (&studio);
        }
  g_application_release (G_APPLICATION (app));
  end (&studio);
}

/**
 * rg_pictures_visit:
 * @app: (nullable): the application
 * @settings: the settings of this computer
 * @shop: folder of the shop that is shown
 * @width: of the windows
 * @height: of the windows
 * @visit: called with each page and dialog
 * @user_data: for @visit
 *
 * Goes through everything that pictures are taken of: what is new there is
 * visited as well.
 */
void
rg_pictures_visit (GtkApplication *app,
                   RgSettings *settings,
                   const char *shop,
                   int width,
                   int height,
                   RgPicturesVisit visit,
                   gpointer user_data)
{
  RgStudio studio = { .app = app, .settings = settings, .shop = shop };

  begin (&studio);
  for (const RgSubject *subject = rg_pictures_subjects (); subject->name != NULL; subject++)
    {
      open_window (&studio, subject, width, height);
      visit (subject->name, studio.window, user_data);
      close_window (&studio);
    }
  end (&studio);
}
