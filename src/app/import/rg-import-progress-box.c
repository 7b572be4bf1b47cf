/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-progress-box.h"

#include "app/import/rg-import-words.h"
#include "app/rg-pace.h"

#include <glib/gi18n-lib.h>

#define UPDATE_MS 100

struct _RgImportProgressBox
{
  AdwBin parent_instance;

  GtkProgressBar *bar;
  GtkLabel *label;
  GtkLabel *pace_label;
  GtkWidget *button;
  GtkWidget *aside_button;

  char *heading;
  RgImportSession *session;
  RgPace pace;
  guint timeout;
};

typedef enum
{
  PROP_HEADING = 1,
} RgImportProgressBoxProperty;

static GParamSpec *properties[PROP_HEADING + 1];
static guint stop_signal;

G_DEFINE_FINAL_TYPE (RgImportProgressBox, rg_import_progress_box, ADW_TYPE_BIN)

/**
 * rg_import_progress_box_show:
 * @self: a box
 * @now: the time, of which speed and remaining time are reckoned
 * @rows: rows read by then
 * @fraction: of the file, 0 to 1
 */
void
rg_import_progress_box_show (RgImportProgressBox *self, gint64 now, guint64 rows, double fraction)
{
  g_autofree char *count = NULL, *text = NULL, *pace = NULL;

  fraction = CLAMP (fraction, 0.0, 1.0);
  gtk_progress_bar_set_fraction (self->bar, fraction);
  count = rg_import_say_count (ngettext ("%s row", "%s rows", (gulong) rows), rows);
  /* Translators: a number of rows, and how many per cent that is. */
  text = g_strdup_printf (_ ("%s · %d %%"), count, (int) (fraction * 100));
  gtk_label_set_label (self->label, text);
  rg_pace_note (&self->pace, now, rows, fraction);
  /* A large file's indexes are made behind its last row. */
  pace =
      fraction < 1.0 ? rg_pace_say (&self->pace) : g_strdup (_ ("All rows are read; putting them in order"));
  /* The line is there from the beginning, so that nothing moves. */
  gtk_label_set_label (self->pace_label, pace != NULL ? pace : " ");
}

static void
update (RgImportProgressBox *self)
{
  guint64 rows;
  double fraction;

  rg_import_session_get_progress (self->session, &rows, &fraction);
  rg_import_progress_box_show (self, g_get_monotonic_time (), rows, fraction);
}

static gboolean
timeout_cb (gpointer user_data)
{
  update (RG_IMPORT_PROGRESS_BOX (user_data));

  return G_SOURCE_CONTINUE;
}

static void
clicked_cb (GtkButton *button, RgImportProgressBox *self)
{
  g_signal_emit (self, stop_signal, 0);
}

/**
 * rg_import_progress_box_start:
 * @self: a box
 * @session: in which something goes on
 */
void
rg_import_progress_box_start (RgImportProgressBox *self, RgImportSession *session)
{
  g_set_object (&self->session, session);
  gtk_widget_set_sensitive (self->button, TRUE);
  gtk_button_set_label (GTK_BUTTON (self->button), _ ("Cancel"));
  rg_pace_begin (&self->pace, g_get_monotonic_time ());
  update (self);
  if (self->timeout == 0)
    self->timeout = g_timeout_add (UPDATE_MS, timeout_cb, self);
}

/**
 * rg_import_progress_box_stop:
 * @self: a box
 */
void
rg_import_progress_box_stop (RgImportProgressBox *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->session);
  self->pace = (RgPace) { 0 };
}

/**
 * rg_import_progress_box_set_stopping:
 * @self: a box
 *
 * It was stopped, and is being taken back.
 */
void
rg_import_progress_box_set_stopping (RgImportProgressBox *self)
{
  gtk_widget_set_sensitive (self->button, FALSE);
  gtk_widget_set_sensitive (self->aside_button, FALSE);
  gtk_button_set_label (GTK_BUTTON (self->button), _ ("Taking It Back…"));
}

/**
 * rg_import_progress_box_offer_aside:
 * @self: a box
 *
 * Lets it go on behind the window, by the action "import.aside".
 */
void
rg_import_progress_box_offer_aside (RgImportProgressBox *self)
{
  gtk_widget_set_visible (self->aside_button, TRUE);
}

/**
 * rg_import_progress_box_get_default:
 * @self: a box
 *
 * Enter, which was pressed to begin with it, does not stop it by a slip.
 *
 * Returns: (transfer none): Go On Working where it is offered, else Cancel
 */
GtkWidget *
rg_import_progress_box_get_default (RgImportProgressBox *self)
{
  return gtk_widget_get_visible (self->aside_button) ? self->aside_button : self->button;
}

static void
rg_import_progress_box_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RgImportProgressBox *self = RG_IMPORT_PROGRESS_BOX (object);

  switch ((RgImportProgressBoxProperty) prop_id)
    {
    case PROP_HEADING:
      g_value_set_string (value, self->heading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rg_import_progress_box_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  RgImportProgressBox *self = RG_IMPORT_PROGRESS_BOX (object);

  switch ((RgImportProgressBoxProperty) prop_id)
    {
    case PROP_HEADING:
      g_set_str (&self->heading, g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      self->heading != NULL ? self->heading : "", -1);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rg_import_progress_box_dispose (GObject *object)
{
  RgImportProgressBox *self = RG_IMPORT_PROGRESS_BOX (object);

  rg_import_progress_box_stop (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_IMPORT_PROGRESS_BOX);
  g_clear_pointer (&self->heading, g_free);

  G_OBJECT_CLASS (rg_import_progress_box_parent_class)->dispose (object);
}

static void
rg_import_progress_box_class_init (RgImportProgressBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rg_import_progress_box_get_property;
  object_class->set_property = rg_import_progress_box_set_property;
  object_class->dispose = rg_import_progress_box_dispose;

  /**
   * RgImportProgressBox:heading:
   *
   * What goes on.
   */
  properties[PROP_HEADING] =
      g_param_spec_string ("heading", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RgImportProgressBox::stop:
   *
   * Cancel was pressed.
   */
  stop_signal = g_signal_new ("stop", RG_TYPE_IMPORT_PROGRESS_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/import/rg-import-progress-box.ui");
  gtk_widget_class_bind_template_child (widget_class, RgImportProgressBox, bar);
  gtk_widget_class_bind_template_child (widget_class, RgImportProgressBox, label);
  gtk_widget_class_bind_template_child (widget_class, RgImportProgressBox, pace_label);
  gtk_widget_class_bind_template_child (widget_class, RgImportProgressBox, button);
  gtk_widget_class_bind_template_child (widget_class, RgImportProgressBox, aside_button);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
rg_import_progress_box_init (RgImportProgressBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
