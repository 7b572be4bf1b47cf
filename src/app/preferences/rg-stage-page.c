/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-stage-page.h"

#include "app/preferences/rg-add-button.h"
#include "app/preferences/rg-fault-group.h"
#include "app/preferences/rg-row-focus.h"
#include "app/preferences/rg-stage-wish.h"
#include "app/rg-change.h"
#include "app/rg-reread.h"
#include "app/widgets/rg-color-box.h"
#include "catalog/rg-text.h"
#include "shop/rg-tag-looks.h"

#include <glib/gi18n-lib.h>

#define MOST_DAYS 10000

struct _RgStagePage
{
  AdwNavigationPage parent_instance;

  GtkWidget *name_row;
  AdwSpinRow *days_row;
  AdwSpinRow *chance_row;
  RgColorBox *colors;
  AdwPreferencesGroup *gates_group;
  GtkWidget *retire_group;
  AdwPreferencesGroup *fault_group;
  GtkWidget *save_button;
  GPtrArray *gate_rows; /* in the group, not owned */
  GtkWidget *add_gate;
  RgRowFocus *focus; /* of the gates */

  RgStore *store;
  RgStageRules *rules;
  RgReread *reread;
  gint64 id;
  /* As it was shown: what is another by then was written here. */
  gboolean shown;
  char *name;
  guint days;
  guint chance;
  int color;
  gboolean busy;
};

enum
{
  DONE,
  EDIT_GATE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgStagePage, rg_stage_page, ADW_TYPE_NAVIGATION_PAGE)

static char *
dup_name (RgStagePage *self)
{
  return rg_text_trim (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
}

static void
update (RgStagePage *self)
{
  g_autofree char *name = dup_name (self);

  gtk_widget_set_sensitive (self->save_button, self->shown && !self->busy && *name != '\0');
}

static void
set_busy (RgStagePage *self, gboolean busy)
{
  self->busy = busy;
  update (self);
}

/* --- saving --------------------------------------------------------------- */

static void
saved_cb (gpointer page, const char *done, gint64 operation, const GError *error)
{
  RgStagePage *self = page;

  set_busy (self, FALSE);
  if (error == NULL)
    g_signal_emit (self, signals[DONE], 0, done, operation);
  else
    rg_fault_group_set (self->fault_group, error->message);
}

/* Takes @wish; @label and @done have a place for @name. */
static void
carry_out (RgStagePage *self, RgStageWish *wish, const char *label, const char *done, const char *name)
{
  g_autofree char *operation = g_strdup_printf (label, name);

  rg_fault_group_set (self->fault_group, NULL);
  set_busy (self, TRUE);
  rg_stage_wish_carry_out (wish, self->store, GTK_WIDGET (self), operation, rg_change_done_cb,
                           rg_change_when_done (self, g_strdup_printf (done, name), saved_cb));
}

/* Only what is another than it was shown. */
static RgStageWish *
make_wish (RgStagePage *self, const char *name)
{
  RgStageWish *wish = rg_stage_wish_new (RG_STAGE_SET, self->id);
  guint days = (guint) adw_spin_row_get_value (self->days_row);
  guint chance = (guint) adw_spin_row_get_value (self->chance_row);
  int color = rg_color_box_get_color (self->colors);
  gboolean new = self->id == 0;

  if (new || !g_str_equal (self->name, name))
    wish->name = g_strdup (name);
  if (new || days != self->days)
    wish->days = (int) days;
  if (new || chance != self->chance)
    wish->chance = (int) chance;
  if (new || color != self->color)
    wish->color = g_strdup (color >= 0 ? rg_tag_color_key ((guint) color) : "");
  return wish;
}

/**
 * rg_stage_page_save:
 * @self: a page
 *
 * Adds or changes the stage, unless something is wrong.
 */
void
rg_stage_page_save (RgStagePage *self)
{
  g_autofree char *name = dup_name (self);

  if (!gtk_widget_get_sensitive (self->save_button))
    return;
  carry_out (self, make_wish (self, name),
             self->id != 0 ? _ ("Change the stage “%s”") : _ ("Add the stage “%s”"),
             self->id != 0 ? _ ("Changed the stage “%s”") : _ ("Added the stage “%s”"), name);
}

/**
 * rg_stage_page_retire:
 * @self: the page of a stage
 *
 * It takes no deals any more; its history stays. Refused while deals are open in it.
 */
void
rg_stage_page_retire (RgStagePage *self)
{
  if (self->busy || self->name == NULL)
    return;
  carry_out (self, rg_stage_wish_new (RG_STAGE_RETIRE, self->id), _ ("The stage “%s” is not used any more"),
             _ ("The stage “%s” is not used any more"), self->name);
}

/* --- gates ---------------------------------------------------------------- */

static const RgGate *
gate_of (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), "gate");
}

static void
gate_cb (AdwActionRow *row, RgStagePage *self)
{
  rg_row_focus_leave (self->focus, row);
  g_signal_emit (self, signals[EDIT_GATE], 0, gate_of (row));
}

static void
add_gate_cb (GtkWidget *button, RgStagePage *self)
{
  rg_row_focus_leave (self->focus, button);
  g_signal_emit (self, signals[EDIT_GATE], 0, NULL);
}

static GtkWidget *
make_gate_row (RgStagePage *self, const RgGate *gate, RgCatalog *catalog)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *sentence = rg_gate_dup_sentence (gate, catalog);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  if (gate->problem != NULL)
    {
      GtkWidget *image = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (image, "warning");
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("It locks nobody in."));
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  /* The rules live as long as the rows. */
  g_object_set_data (G_OBJECT (row), "gate", (gpointer) gate);
  g_signal_connect (row, "activated", G_CALLBACK (gate_cb), self);
  return row;
}

static void
clear_gates (RgStagePage *self)
{
  rg_row_focus_begin (self->focus);
  for (guint i = 0; i < self->gate_rows->len; i++)
    adw_preferences_group_remove (self->gates_group, g_ptr_array_index (self->gate_rows, i));
  g_ptr_array_set_size (self->gate_rows, 0);
}

static void
fill_gates (RgStagePage *self)
{
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (self->store);

  rg_row_focus_name (self->focus, self->add_gate, "+");
  for (guint i = 0; i < self->rules->gates->len; i++)
    {
      const RgGate *gate = g_ptr_array_index (self->rules->gates, i);
      GtkWidget *row;

      if (gate->stage_id != self->id)
        continue;
      row = make_gate_row (self, gate, catalog);
      adw_preferences_group_add (self->gates_group, row);
      g_ptr_array_add (self->gate_rows, row);
      rg_row_focus_name_id (self->focus, row, gate->id);
    }
  rg_row_focus_end (self->focus);
}

/* --- reading -------------------------------------------------------------- */

static void
show_words (RgStagePage *self, const RgStage *stage)
{
  self->color = stage != NULL ? rg_tag_color_index (stage->color) : -1;
  rg_color_box_fill (self->colors, _ ("No colour"), self->color);
  if (stage != NULL)
    {
      self->name = g_strdup (stage->name);
      self->days = stage->days;
      self->chance = stage->chance;
      adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), stage->name);
      gtk_editable_set_text (GTK_EDITABLE (self->name_row), stage->name);
      adw_spin_row_set_value (self->days_row, stage->days);
      adw_spin_row_set_value (self->chance_row, stage->chance);
    }
  gtk_widget_set_visible (self->retire_group, stage != NULL && !stage->retired);
  gtk_widget_set_visible (GTK_WIDGET (self->gates_group), stage != NULL);
  self->shown = TRUE;
  update (self);
  gtk_widget_grab_focus (self->name_row);
}

/* What is being written stays; the gates are as they are by now. */
static void
read_cb (gpointer rules, const GError *error, gpointer user_data)
{
  RgStagePage *self = user_data;
  const RgStage *stage;

  if (rules == NULL)
    {
      rg_fault_group_set (self->fault_group, error->message);
      return;
    }
  clear_gates (self);
  g_clear_pointer (&self->rules, rg_stage_rules_free);
  self->rules = rules;
  fill_gates (self);
  stage = rg_stage_rules_find (self->rules, self->id);
  if (self->shown)
    return;
  if (stage != NULL)
    show_words (self, stage);
  else
    rg_fault_group_set (self->fault_group, _ ("There is no such stage any more."));
}

/* --- the page ------------------------------------------------------------- */

static void
rg_stage_page_dispose (GObject *object)
{
  RgStagePage *self = RG_STAGE_PAGE (object);

  g_clear_pointer (&self->reread, rg_reread_stop);
  g_clear_pointer (&self->focus, rg_row_focus_free);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_stage_page_parent_class)->dispose (object);
}

static void
rg_stage_page_finalize (GObject *object)
{
  RgStagePage *self = RG_STAGE_PAGE (object);

  g_clear_pointer (&self->rules, rg_stage_rules_free);
  g_ptr_array_unref (self->gate_rows);
  g_free (self->name);

  G_OBJECT_CLASS (rg_stage_page_parent_class)->finalize (object);
}

static void
rg_stage_page_class_init (RgStagePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_stage_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_stage_page_finalize;

  /**
   * RgStagePage::done:
   * @sentence: what was done
   * @operation: as what; 0: nothing was to be changed
   */
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  /**
   * RgStagePage::edit-gate:
   * @gate: (nullable): an RgGate; %NULL: a new one
   */
  signals[EDIT_GATE] = g_signal_new ("edit-gate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static AdwSpinRow *
make_spin_row (const char *title, const char *subtitle, double most)
{
  GtkWidget *row = adw_spin_row_new_with_range (0, most, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return ADW_SPIN_ROW (row);
}

static GtkWidget *
make_words_group (RgStagePage *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->name_row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row), _ ("Stage name"));
  g_signal_connect_swapped (self->name_row, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->name_row, "entry-activated", G_CALLBACK (rg_stage_page_save), self);
  self->days_row = make_spin_row (
      _ ("Days at Most"), _ ("Deals that stay longer are marked. 0: as long as they like"), MOST_DAYS);
  self->chance_row = make_spin_row (_ ("Chance (%)"), _ ("How many of a hundred are won from here"), 100);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->name_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->days_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->chance_row));
  return group;
}

static GtkWidget *
make_colors_group (RgStagePage *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->colors = g_object_new (RG_TYPE_COLOR_BOX, NULL);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Colour"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->colors));
  return group;
}

static void
make_gates_group (RgStagePage *self)
{
  GtkWidget *button = rg_add_button_new (_ ("Add"), _ ("Add a gate"));

  self->gate_rows = g_ptr_array_new ();
  self->gates_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->gates_group, _ ("Gates"));
  adw_preferences_group_set_description (self->gates_group,
                                         _ ("What a deal needs before it comes into this stage"));
  g_signal_connect (button, "clicked", G_CALLBACK (add_gate_cb), self);
  adw_preferences_group_set_header_suffix (self->gates_group, button);
  self->add_gate = button;
  self->focus = rg_row_focus_new (GTK_WIDGET (self->gates_group));
}

static void
make_retire_group (RgStagePage *self)
{
  GtkWidget *row = adw_button_row_new ();

  self->retire_group = adw_preferences_group_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Stop Using"));
  g_signal_connect_swapped (row, "activated", G_CALLBACK (rg_stage_page_retire), self);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self->retire_group),
      _ ("It takes no deals any more. What went through it keeps its history."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->retire_group), row);
}

static void
rg_stage_page_init (RgStagePage *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  self->save_button = gtk_button_new_with_mnemonic (_ ("Save"));
  gtk_widget_add_css_class (self->save_button, "suggested-action");
  g_signal_connect_swapped (self->save_button, "clicked", G_CALLBACK (rg_stage_page_save), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save_button);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);

  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (make_words_group (self)));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (make_colors_group (self)));
  self->fault_group = rg_fault_group_new ();
  adw_preferences_page_add (page, self->fault_group);
  make_gates_group (self);
  adw_preferences_page_add (page, self->gates_group);
  make_retire_group (self);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (self->retire_group));
  gtk_widget_set_visible (GTK_WIDGET (self->gates_group), FALSE);
  gtk_widget_set_visible (self->retire_group, FALSE);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (page));
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ ("New Stage"));
  update (self);
}

/**
 * rg_stage_page_new:
 * @store: a shop that can be changed
 * @id: of a stage; 0: a new one
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rg_stage_page_new (RgStore *store, gint64 id)
{
  RgStagePage *self = g_object_new (RG_TYPE_STAGE_PAGE, NULL);

  self->store = g_object_ref (store);
  self->id = id;
  if (id == 0)
    {
      show_words (self, NULL);
      return GTK_WIDGET (self);
    }
  self->reread = rg_reread_new (store, "stage gate", rg_stage_rules_read,
                                (GDestroyNotify) rg_stage_rules_free, read_cb, self);
  g_signal_connect_swapped (store, "notify::catalog", G_CALLBACK (rg_reread_now), self->reread);
  return GTK_WIDGET (self);
}

/**
 * rg_stage_page_get_id:
 * @self: a page
 *
 * Returns: of which stage; 0: of a new one
 */
gint64
rg_stage_page_get_id (RgStagePage *self)
{
  return self->id;
}

/**
 * rg_stage_page_is_ready:
 * @self: a page
 *
 * Returns: whether it shows what the shop has by now
 */
gboolean
rg_stage_page_is_ready (RgStagePage *self)
{
  return self->shown && !self->busy && (self->reread == NULL || !rg_reread_is_busy (self->reread));
}

/**
 * rg_stage_page_enter:
 * @self: a page that is ready
 * @name: (nullable): what it is called
 * @days: how long a deal may stay; -1 leaves it
 * @chance: how many of a hundred are won; -1 leaves it
 * @color: its colour; -1 for none
 *
 * Does what a person would do.
 */
void
rg_stage_page_enter (RgStagePage *self, const char *name, int days, int chance, int color)
{
  if (name != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  if (days >= 0)
    adw_spin_row_set_value (self->days_row, days);
  if (chance >= 0)
    adw_spin_row_set_value (self->chance_row, chance);
  rg_color_box_choose (self->colors, color);
}

/**
 * rg_stage_page_get_fault:
 * @self: a page
 *
 * Returns: (transfer none): what is wrong; "" when nothing is
 */
const char *
rg_stage_page_get_fault (RgStagePage *self)
{
  return rg_fault_group_get (self->fault_group);
}

/**
 * rg_stage_page_get_gates:
 * @self: a page
 *
 * Returns: (transfer none) (nullable) (element-type RgGate): the gates of all stages
 */
GPtrArray *
rg_stage_page_get_gates (RgStagePage *self)
{
  return self->rules != NULL ? self->rules->gates : NULL;
}

/**
 * rg_stage_page_describe:
 * @self: a page
 *
 * Returns: (transfer full): what the rows of its gates read
 */
char *
rg_stage_page_describe (RgStagePage *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->gate_rows->len; i++)
    g_string_append_printf (text, "%s;",
                            adw_preferences_row_get_title (g_ptr_array_index (self->gate_rows, i)));
  return g_string_free_and_steal (text);
}
