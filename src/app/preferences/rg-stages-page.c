/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-stages-page.h"

#include "app/preferences/rg-add-button.h"
#include "app/preferences/rg-row-focus.h"
#include "app/preferences/rg-stage-wish.h"
#include "app/rg-change.h"
#include "app/rg-reread.h"
#include "app/widgets/rg-display.h"
#include "app/widgets/rg-tint.h"
#include "shop/rg-tag-looks.h"

#include <glib/gi18n-lib.h>

struct _RgStagesPage
{
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray *widgets; /* in the group, not owned */
  GPtrArray *rows;    /* RgMovableRow, of all stages, not owned */

  RgStore *store;
  RgStageRules *rules;
  RgReread *reread;
  guint n_writing;
  GtkWidget *add;
  RgRowFocus *focus;
};

enum
{
  EDIT,
  SAID,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgStagesPage, rg_stages_page, ADW_TYPE_PREFERENCES_PAGE)

/* --- changing ------------------------------------------------------------- */

static void
done_cb (gpointer page, const char *done, gint64 operation, const GError *error)
{
  RgStagesPage *self = page;

  self->n_writing--;
  if (error != NULL)
    g_signal_emit (self, signals[SAID], 0, error->message, (gint64) 0);
  else if (operation != 0)
    g_signal_emit (self, signals[SAID], 0, done, operation);
}

/* Takes @wish; @label and @done have a place for the stage's name. */
static void
carry_out (RgStagesPage *self, RgMovableRow *row, RgStageWish *wish, const char *label, const char *done)
{
  const char *name = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  g_autofree char *operation = g_strdup_printf (label, name);

  self->n_writing++;
  rg_stage_wish_carry_out (wish, self->store, GTK_WIDGET (self), operation, rg_change_done_cb,
                           rg_change_when_done (self, g_strdup_printf (done, name), done_cb));
}

static gint64
id_of (RgMovableRow *row)
{
  return g_ascii_strtoll (rg_movable_row_get_key (row), NULL, 10);
}

/* The stage at a place among those in use; 0: behind the last. */
static gint64
stage_at (RgStagesPage *self, guint place)
{
  const RgStage *stage =
      place < self->rules->stages->len ? g_ptr_array_index (self->rules->stages, place) : NULL;

  return stage != NULL && !stage->retired ? stage->id : 0;
}

static guint
place_of (RgStagesPage *self, RgMovableRow *row)
{
  guint place = 0;

  g_ptr_array_find (self->rows, row, &place);
  return place;
}

static void
move_to (RgStagesPage *self, RgMovableRow *row, gint64 before)
{
  RgStageWish *wish = rg_stage_wish_new (RG_STAGE_MOVE, id_of (row));

  wish->before = before;
  gtk_widget_grab_focus (GTK_WIDGET (row));
  carry_out (self, row, wish, _ ("Move the stage “%s”"), _ ("Moved the stage “%s”"));
}

static void
move_cb (RgMovableRow *row, int by, RgStagesPage *self)
{
  guint place = place_of (self, row);

  if (by < 0 && place > 0)
    move_to (self, row, stage_at (self, place - 1));
  else if (by > 0 && stage_at (self, place + 1) != 0)
    move_to (self, row, stage_at (self, place + 2));
}

/* Dropped from above it stands behind, from below in front of the other one:
 * where the pointer is. */
static void
move_before_cb (RgMovableRow *row, RgMovableRow *other, RgStagesPage *self)
{
  guint to = place_of (self, other);

  move_to (self, row, stage_at (self, place_of (self, row) < to ? to + 1 : to));
}

static void
retire_cb (RgMovableRow *row, gboolean retired, RgStagesPage *self)
{
  RgStageWish *wish = rg_stage_wish_new (retired ? RG_STAGE_RETIRE : RG_STAGE_RETURN, id_of (row));

  carry_out (self, row, wish,
             retired ? _ ("The stage “%s” is not used any more") : _ ("The stage “%s” is used again"),
             retired ? _ ("The stage “%s” is not used any more") : _ ("The stage “%s” is used again"));
}

/* --- showing -------------------------------------------------------------- */

static void
activated_cb (RgMovableRow *row, RgStagesPage *self)
{
  rg_row_focus_leave (self->focus, row);
  g_signal_emit (self, signals[EDIT], 0, id_of (row));
}

static void
add_cb (GtkWidget *button, RgStagesPage *self)
{
  rg_row_focus_leave (self->focus, button);
  g_signal_emit (self, signals[EDIT], 0, (gint64) 0);
}

static guint
count_gates (RgStagesPage *self, const RgStage *stage, guint *n_problems)
{
  guint n = 0;

  *n_problems = 0;
  for (guint i = 0; i < self->rules->gates->len; i++)
    {
      const RgGate *gate = g_ptr_array_index (self->rules->gates, i);

      if (gate->stage_id != stage->id)
        continue;
      n++;
      *n_problems += gate->problem != NULL ? 1 : 0;
    }
  return n;
}

/* "14 days · 40 % · 2 gates" */
static char *
describe_stage (const RgStage *stage, guint n_gates)
{
  GString *line = g_string_new (NULL);

  if (stage->days > 0)
    g_string_append_printf (line, ngettext ("%u day", "%u days", stage->days), stage->days);
  else
    g_string_append (line, _ ("No limit"));
  g_string_append (line, " · ");
  /* Translators: of a hundred deals in a stage, how many are won. */
  g_string_append_printf (line, _ ("%u %%"), stage->chance);
  if (n_gates > 0)
    {
      g_string_append (line, " · ");
      g_string_append_printf (line, ngettext ("%u gate", "%u gates", n_gates), n_gates);
    }
  return g_string_free_and_steal (line);
}

/* Its number, in its colour. */
static GtkWidget *
make_mark (const RgStage *stage, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  GtkWidget *mark = gtk_label_new (text);
  int color = rg_tag_color_index (stage->color);

  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (mark, "stage-mark");
  gtk_widget_add_css_class (mark, "numeric");
  rg_tint_set (mark, color >= 0 ? (guint) color : rg_display_color (stage->name));
  return mark;
}

static void
add_warning (GtkWidget *row, guint n)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u gate cannot be asked and locks nobody in",
                                                     "%u gates cannot be asked and lock nobody in", n),
                                           n);
  GtkWidget *image = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (image, "warning");
  gtk_widget_set_tooltip_text (image, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), image);
}

static GtkWidget *
make_row (RgStagesPage *self, const RgStage *stage, guint number)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, stage->id);
  guint n_problems, n_gates = count_gates (self, stage, &n_problems);
  g_autofree char *about = describe_stage (stage, n_gates);
  GtkWidget *row = rg_movable_row_new ("stage", key, stage->name, about, stage->retired);

  if (n_problems > 0)
    add_warning (row, n_problems);
  if (!stage->retired)
    rg_movable_row_add_mark (RG_MOVABLE_ROW (row), make_mark (stage, number));
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (row, "move", G_CALLBACK (move_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (row, "move-before", G_CALLBACK (move_before_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (row, "retire", G_CALLBACK (retire_cb), self, G_CONNECT_DEFAULT);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
add_to_group (RgStagesPage *self, GtkWidget *widget)
{
  adw_preferences_group_add (self->group, widget);
  g_ptr_array_add (self->widgets, widget);
}

static void
fill (RgStagesPage *self)
{
  GtkWidget *unused = NULL;

  rg_row_focus_begin (self->focus);
  for (guint i = 0; i < self->widgets->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->widgets, i));
  g_ptr_array_set_size (self->widgets, 0);
  g_ptr_array_set_size (self->rows, 0);
  rg_row_focus_name (self->focus, self->add, "+");
  for (guint i = 0; i < self->rules->stages->len; i++)
    {
      const RgStage *stage = g_ptr_array_index (self->rules->stages, i);
      GtkWidget *row = make_row (self, stage, i + 1);

      rg_row_focus_name_id (self->focus, row, stage->id);
      if (!stage->retired)
        {
          add_to_group (self, row);
          continue;
        }
      if (unused == NULL)
        {
          unused = adw_expander_row_new ();
          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (unused), _ ("No longer used"));
          add_to_group (self, unused);
        }
      adw_expander_row_add_row (ADW_EXPANDER_ROW (unused), row);
    }
  rg_row_focus_end (self->focus);
}

/* --- reading -------------------------------------------------------------- */

static void
shipped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgStagesPage) self = user_data;
  g_autoptr (GError) error = NULL;

  self->n_writing--;
  if (rg_store_write_finish (RG_STORE (source), result, &error) == NULL)
    g_signal_emit (self, signals[SAID], 0, error->message, (gint64) 0);
}

/* A shop without a deal has none yet; who looks at them gets those that come with the
 * program. */
static void
ship (RgStagesPage *self)
{
  if (self->rules == NULL || self->rules->stages->len > 0 || self->n_writing > 0 ||
      !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->n_writing++;
  rg_store_write_async (self->store, rg_stages_ship_func, NULL, NULL, NULL, NULL, shipped_cb,
                        g_object_ref (self));
}

static void
rg_stages_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rg_stages_page_parent_class)->map (widget);
  ship (RG_STAGES_PAGE (widget));
}

static void
read_cb (gpointer rules, const GError *error, gpointer user_data)
{
  RgStagesPage *self = user_data;

  if (rules == NULL)
    {
      adw_preferences_group_set_description (self->group, error->message);
      return;
    }
  g_clear_pointer (&self->rules, rg_stage_rules_free);
  self->rules = rules;
  fill (self);
  ship (self);
}

/* --- the page ------------------------------------------------------------- */

static void
rg_stages_page_dispose (GObject *object)
{
  RgStagesPage *self = RG_STAGES_PAGE (object);

  g_clear_pointer (&self->reread, rg_reread_stop);
  g_clear_pointer (&self->focus, rg_row_focus_free);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_stages_page_parent_class)->dispose (object);
}

static void
rg_stages_page_finalize (GObject *object)
{
  RgStagesPage *self = RG_STAGES_PAGE (object);

  g_clear_pointer (&self->rules, rg_stage_rules_free);
  g_ptr_array_unref (self->widgets);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (rg_stages_page_parent_class)->finalize (object);
}

static void
rg_stages_page_class_init (RgStagesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_stages_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_stages_page_finalize;
  GTK_WIDGET_CLASS (klass)->map = rg_stages_page_map;

  /**
   * RgStagesPage::edit:
   * @id: of a stage; 0: a new one
   */
  signals[EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT64);
  /**
   * RgStagesPage::said:
   * @sentence: what was done, or why it was not
   * @operation: as what; 0: nothing that could be undone
   */
  signals[SAID] = g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static void
rg_stages_page_init (RgStagesPage *self)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (self);
  GtkWidget *button = rg_add_button_new (_ ("Add"), _ ("Add a stage"));

  self->widgets = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  adw_preferences_page_set_name (page, "pipeline");
  adw_preferences_page_set_title (page, _ ("Pipeline"));
  adw_preferences_page_set_icon_name (page, "view-dual-symbolic");
  adw_preferences_page_set_description (
      page, _ ("The way of a deal from the first word to the sale, and what it needs before each step."));
  g_signal_connect (button, "clicked", G_CALLBACK (add_cb), self);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Stages"));
  adw_preferences_group_set_header_suffix (self->group, button);
  self->add = button;
  self->focus = rg_row_focus_new (GTK_WIDGET (self->group));
  adw_preferences_page_add (page, self->group);
}

/**
 * rg_stages_page_new:
 * @store: a shop that can be changed
 *
 * Returns: (transfer floating): a page that follows the stages
 */
GtkWidget *
rg_stages_page_new (RgStore *store)
{
  RgStagesPage *self = g_object_new (RG_TYPE_STAGES_PAGE, NULL);

  self->store = g_object_ref (store);
  self->reread = rg_reread_new (store, "stage gate", rg_stage_rules_read,
                                (GDestroyNotify) rg_stage_rules_free, read_cb, self);
  g_signal_connect_swapped (store, "notify::catalog", G_CALLBACK (rg_reread_now), self->reread);
  return GTK_WIDGET (self);
}

/**
 * rg_stages_page_is_busy:
 * @self: a page
 *
 * Returns: whether something is being read or written
 */
gboolean
rg_stages_page_is_busy (RgStagesPage *self)
{
  return (self->reread != NULL && rg_reread_is_busy (self->reread)) || self->n_writing > 0;
}

/**
 * rg_stages_page_describe:
 * @self: a page
 *
 * Returns: (transfer full): the stages with their limit, chance and number of gates,
 *   those that are not used any more in brackets
 */
char *
rg_stages_page_describe (RgStagesPage *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; self->rules != NULL && i < self->rules->stages->len; i++)
    {
      const RgStage *stage = g_ptr_array_index (self->rules->stages, i);
      guint n_problems, n_gates = count_gates (self, stage, &n_problems);

      g_string_append_printf (text, stage->retired ? "(%s %u/%u %u);" : "%s %u/%u %u;", stage->name,
                              stage->days, stage->chance, n_gates);
    }
  return g_string_free_and_steal (text);
}

/**
 * rg_stages_page_find:
 * @self: a page
 * @id: of a stage
 *
 * Returns: (transfer none) (nullable): its row
 */
RgMovableRow *
rg_stages_page_find (RgStagesPage *self, gint64 id)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (id_of (g_ptr_array_index (self->rows, i)) == id)
      return g_ptr_array_index (self->rows, i);
  return NULL;
}
