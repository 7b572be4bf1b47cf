/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/pipeline/rg-pipeline-add.h"

#include "app/deal/rg-deal-acts.h"
#include "app/rg-change.h"
#include "shop/rg-deal.h"
#include "shop/rg-gates.h"
#include "shop/rg-stages.h"

#include <glib/gi18n-lib.h>

struct _RgPipelineAdd
{
  GtkBox parent_instance;

  GtkEditable *entry;
  GtkWidget *before; /* (nullable) (weak): what had the focus when it was opened */
};

enum
{
  WANTED,
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgPipelineAdd, rg_pipeline_add, GTK_TYPE_BOX)

/* --- adding ----------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *widget;
  RgPipelineAdd *add; /* (nullable) */
  char *title;
  gint64 stage_id;
  /* What the writer says. */
  gint64 id;
  gboolean gated;
} Adding;

static void
adding_free (Adding *adding)
{
  g_object_unref (adding->widget);
  g_clear_object (&adding->add);
  g_free (adding->title);
  g_free (adding);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Adding, adding_free)

/* Whether something is asked for before the stage, of what this shop can ask for. */
static gboolean
has_gate (RgRead *read, gint64 stage_id, gboolean *gated, GError **error)
{
  g_autoptr (GPtrArray) gates = rg_gates_list (read, stage_id, error);

  for (guint i = 0; gates != NULL && i < gates->len; i++)
    *gated = *gated || ((const RgGate *) g_ptr_array_index (gates, i))->problem == NULL;
  return gates != NULL;
}

/* What began behind a gate would never be asked for it. */
static gboolean
add_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  Adding *adding = data;
  RgRead *read = rg_write_as_read (rg_op_get_write (op));
  g_autoptr (GPtrArray) stages = rg_stages_list (read, FALSE, error);
  gint64 first = stages != NULL && stages->len > 0 ? ((RgStage *) g_ptr_array_index (stages, 0))->id : 0;

  if (stages == NULL ||
      (adding->stage_id != first && !has_gate (read, adding->stage_id, &adding->gated, error)))
    return FALSE;
  adding->id = rg_deal_add (
      op, &(RgDealWords) { .title = adding->title, .stage_id = adding->gated ? first : adding->stage_id },
      error);
  return adding->id != 0;
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Adding) adding = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = NULL;
  gint64 operation = 0;

  if (!rg_change_finish (RG_STORE (source), result, &operation, &error))
    {
      rg_change_toast (adding->widget, error->message);
      if (adding->add != NULL && *gtk_editable_get_text (adding->add->entry) == '\0')
        gtk_editable_set_text (adding->add->entry, adding->title);
      return;
    }
  /* Translators: %s is a deal's title. */
  done = g_strdup_printf (_ ("Added the deal “%s”"), adding->title);
  rg_change_toast_undo (adding->widget, done, operation);
  if (adding->gated)
    rg_deal_act_move (adding->widget, RG_STORE (source), adding->id, adding->stage_id);
}

/**
 * rg_pipeline_add_deal:
 * @widget: where it is done
 * @store: the shop
 * @stage_id: where the deal is to be
 * @title: what it is called
 * @add: (nullable): gets the title back when it failed
 *
 * Adds a deal in one operation and says so in a toast with Undo. Where a gate stands
 * before the stage it begins in the first one, and goes there as a card is moved.
 */
void
rg_pipeline_add_deal (GtkWidget *widget,
                      RgStore *store,
                      gint64 stage_id,
                      const char *title,
                      RgPipelineAdd *add)
{
  Adding *adding = g_new0 (Adding, 1);
  /* Translators: a line of the history; %s is a deal's title. */
  g_autofree char *label = g_strdup_printf (_ ("Add the deal “%s”"), title);

  adding->widget = g_object_ref (widget);
  adding->add = add != NULL ? g_object_ref (add) : NULL;
  adding->title = g_strdup (title);
  adding->stage_id = stage_id;
  rg_change_async (store, widget, label, add_func, adding, NULL, NULL, added_cb, adding);
}

/* --- the line ---------------------------------------------------------------------- */

static char *
take_title (RgPipelineAdd *self)
{
  char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  gtk_editable_set_text (self->entry, "");
  return title;
}

static void
activate_cb (RgPipelineAdd *self)
{
  g_autofree char *title = take_title (self);

  if (*title != '\0')
    g_signal_emit (self, signals[WANTED], 0, title, FALSE);
}

static void
more_cb (RgPipelineAdd *self)
{
  g_autofree char *title = take_title (self);

  /* The dialog gives the focus back to where it is when it comes. */
  g_signal_emit (self, signals[CLOSED], 0);
  g_signal_emit (self, signals[WANTED], 0, title, TRUE);
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, RgPipelineAdd *self)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  gtk_editable_set_text (self->entry, "");
  g_signal_emit (self, signals[CLOSED], 0);
  return GDK_EVENT_STOP;
}

/**
 * rg_pipeline_add_set_stage:
 * @self: a line
 * @stage: what the stage is called to which it adds
 */
void
rg_pipeline_add_set_stage (RgPipelineAdd *self, const char *stage)
{
  /* Translators: %s is the name of a stage. */
  g_autofree char *name = g_strdup_printf (_ ("New deal: %s"), stage);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

GtkEditable *
rg_pipeline_add_get_entry (RgPipelineAdd *self)
{
  return self->entry;
}

/**
 * rg_pipeline_add_open:
 * @self: a line in a window
 *
 * Shows it, with the focus.
 */
void
rg_pipeline_add_open (RgPipelineAdd *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *list = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW) : NULL;

  /* A list knows its item; the row may show another one by then. */
  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    g_set_weak_pointer (&self->before, list != NULL ? list : focus);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * rg_pipeline_add_close:
 * @self: a line that is shown
 * @otherwise: what has the focus when nothing can have it back
 *
 * Hides it; the focus is again where it was before.
 */
void
rg_pipeline_add_close (RgPipelineAdd *self, GtkWidget *otherwise)
{
  if (self->before == NULL || !gtk_widget_get_mapped (self->before) || !gtk_widget_grab_focus (self->before))
    gtk_widget_grab_focus (otherwise);
  g_clear_weak_pointer (&self->before);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
rg_pipeline_add_dispose (GObject *object)
{
  g_clear_weak_pointer (&RG_PIPELINE_ADD (object)->before);

  G_OBJECT_CLASS (rg_pipeline_add_parent_class)->dispose (object);
}

static void
rg_pipeline_add_class_init (RgPipelineAddClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_pipeline_add_dispose;
  signals[WANTED] = g_signal_new ("wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[CLOSED] = g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rg_pipeline_add_init (RgPipelineAdd *self)
{
  GtkWidget *entry = gtk_entry_new (),
            *more = gtk_button_new_from_icon_name ("view-more-horizontal-symbolic");
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = GTK_EDITABLE (entry);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("What is to be sold, then Enter"));
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_editable_set_width_chars (self->entry, 8);
  gtk_widget_set_tooltip_text (more, _ ("All Fields"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("All Fields"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  gtk_widget_add_css_class (GTK_WIDGET (self), "lane-add");
  g_signal_connect_object (entry, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (more, "clicked", G_CALLBACK (more_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_DEFAULT);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (entry, keys);
  gtk_box_append (GTK_BOX (self), entry);
  gtk_box_append (GTK_BOX (self), more);
}

/**
 * rg_pipeline_add_new:
 *
 * Returns: (transfer floating): an empty line
 */
GtkWidget *
rg_pipeline_add_new (void)
{
  return g_object_new (RG_TYPE_PIPELINE_ADD, NULL);
}
