/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-gate-page.h"

#include "app/preferences/rg-fault-group.h"
#include "app/preferences/rg-stage-wish.h"
#include "app/record/rg-field-editor.h"
#include "app/rg-change.h"
#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>

#define MOST_OF_A_KIND 99

/* As the row lists them. */
static const struct
{
  RgGateKind kind;
  const char *label;
} kinds[] = {
  { RG_GATE_ATTACHMENTS, N_ ("Files put to the deal") },
  { RG_GATE_CONTACTS, N_ ("Effective contacts") },
  { RG_GATE_FIELDS, N_ ("Fields filled in") },
  { RG_GATE_SALE, N_ ("A sale to the customer") },
};

struct _RgGatePage
{
  AdwNavigationPage parent_instance;

  AdwPreferencesGroup *main_group;
  AdwComboRow *kind_row;
  AdwSpinRow *number_row;
  RgFieldEditor *file_kind;
  RgFieldEditor *amount;
  AdwPreferencesGroup *fields_group;
  GPtrArray *checks; /* GtkCheckButton with "key", not owned */
  AdwPreferencesGroup *fault_group;
  GtkWidget *save_button;

  RgStore *store;
  gint64 stage_id;
  gint64 gate_id; /* 0: a new one */
  gboolean known; /* of a kind that can be set here */
  gboolean busy;
};

enum
{
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgGatePage, rg_gate_page, ADW_TYPE_NAVIGATION_PAGE)

static RgGateKind
get_kind (RgGatePage *self)
{
  guint selected = adw_combo_row_get_selected (self->kind_row);

  return self->known && selected < G_N_ELEMENTS (kinds) ? kinds[selected].kind : RG_GATE_UNKNOWN;
}

/* Only what this kind asks for. */
static void
update (RgGatePage *self)
{
  RgGateKind kind = get_kind (self);

  gtk_widget_set_visible (GTK_WIDGET (self->main_group), self->known);
  gtk_widget_set_visible (GTK_WIDGET (self->number_row),
                          kind == RG_GATE_ATTACHMENTS || kind == RG_GATE_CONTACTS);
  gtk_widget_set_visible (GTK_WIDGET (self->file_kind), kind == RG_GATE_ATTACHMENTS);
  gtk_widget_set_visible (GTK_WIDGET (self->amount), kind == RG_GATE_SALE);
  gtk_widget_set_visible (GTK_WIDGET (self->fields_group), kind == RG_GATE_FIELDS);
  gtk_widget_set_visible (self->save_button, self->known);
  gtk_widget_set_sensitive (self->save_button, !self->busy);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->number_row),
                               kind == RG_GATE_CONTACTS ? _ ("Since the deal was opened") : "");
}

static void
kind_cb (AdwComboRow *row, GParamSpec *pspec, RgGatePage *self)
{
  rg_fault_group_set (self->fault_group, NULL);
  update (self);
}

/* --- saving --------------------------------------------------------------- */

static void
saved_cb (gpointer page, const char *done, gint64 operation, const GError *error)
{
  RgGatePage *self = page;

  self->busy = FALSE;
  update (self);
  if (error == NULL)
    g_signal_emit (self, signals[DONE], 0, done, operation);
  else
    rg_fault_group_set (self->fault_group, error->message);
}

/* Takes @wish. */
static void
carry_out (RgGatePage *self, RgStageWish *wish, const char *label, const char *done)
{
  wish->gate_id = self->gate_id;
  rg_fault_group_set (self->fault_group, NULL);
  self->busy = TRUE;
  update (self);
  rg_stage_wish_carry_out (wish, self->store, GTK_WIDGET (self), label, rg_change_done_cb,
                           rg_change_when_done (self, g_strdup (done), saved_cb));
}

static char **
dup_fields (RgGatePage *self)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  for (guint i = 0; i < self->checks->len; i++)
    {
      gpointer check = g_ptr_array_index (self->checks, i);

      if (gtk_check_button_get_active (check))
        g_strv_builder_add (keys, g_object_get_data (check, "key"));
    }
  return g_strv_builder_end (keys);
}

/**
 * rg_gate_page_save:
 * @self: a page
 *
 * Adds or changes the gate, unless something is wrong.
 */
void
rg_gate_page_save (RgGatePage *self)
{
  RgStageWish *wish;

  if (self->busy || !self->known)
    return;
  if (get_kind (self) == RG_GATE_SALE && !rg_field_editor_commit (self->amount))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->amount));
      return;
    }
  wish = rg_stage_wish_new (RG_STAGE_SET_GATE, self->stage_id);
  wish->kind = get_kind (self);
  wish->n = (guint) adw_spin_row_get_value (self->number_row);
  if (wish->kind == RG_GATE_ATTACHMENTS)
    {
      g_autofree char *what = rg_field_editor_dup_draft (self->file_kind);

      wish->what = rg_text_trim (what);
    }
  else if (wish->kind == RG_GATE_SALE)
    wish->amount_fen = rg_value_get_integer (rg_field_editor_get_value (self->amount));
  else if (wish->kind == RG_GATE_FIELDS)
    wish->fields = dup_fields (self);
  carry_out (self, wish, self->gate_id != 0 ? _ ("Change a gate") : _ ("Add a gate"),
             self->gate_id != 0 ? _ ("Changed the gate") : _ ("Added a gate"));
}

/**
 * rg_gate_page_delete:
 * @self: the page of a gate
 *
 * It goes, and deals come into the stage without it.
 */
void
rg_gate_page_delete (RgGatePage *self)
{
  if (!self->busy && self->gate_id != 0)
    carry_out (self, rg_stage_wish_new (RG_STAGE_DELETE_GATE, self->stage_id), _ ("Delete a gate"),
               _ ("Deleted the gate"));
}

/* --- what it asks for ----------------------------------------------------- */

static void
activated_cb (RgFieldEditor *editor, RgGatePage *self)
{
  rg_gate_page_save (self);
}

static RgFieldEditor *
make_editor (RgGatePage *self, RgCatalog *catalog, const char *entity, const char *key, const char *text)
{
  const RgField *field = rg_entity_find_field (rg_catalog_find (catalog, entity), key);
  GtkWidget *editor = rg_field_editor_new (field, catalog, self->store);
  GtkWidget *hint = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_widget_add_css_class (hint, "caption");
  gtk_widget_add_css_class (hint, "dimmed");
  rg_field_editor_set_hint (RG_FIELD_EDITOR (editor), hint);
  g_signal_connect (editor, "activated", G_CALLBACK (activated_cb), self);
  adw_preferences_group_add (self->main_group, editor);
  return RG_FIELD_EDITOR (editor);
}

static void
add_check (RgGatePage *self, const RgField *field, const RgGate *gate)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               gate != NULL && gate->fields != NULL &&
                                   g_strv_contains ((const char *const *) gate->fields, field->key));
  g_object_set_data_full (G_OBJECT (check), "key", g_strdup (field->key), g_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rg_field_get_label (field));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->fields_group, row);
  g_ptr_array_add (self->checks, check);
}

static void
add_fields (RgGatePage *self, RgCatalog *catalog, const RgGate *gate)
{
  const RgEntity *entity = rg_catalog_find (catalog, "deal");

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if (rg_gate_may_ask (field))
        add_check (self, field, gate);
    }
}

static void
show_gate (RgGatePage *self, const RgGate *gate)
{
  RgValue amount = { .kind = RG_VALUE_INTEGER, .integer = gate->amount_fen };

  self->known = gate->kind != RG_GATE_UNKNOWN;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == gate->kind)
      adw_combo_row_set_selected (self->kind_row, i);
  adw_spin_row_set_value (self->number_row, gate->n);
  if (gate->kind == RG_GATE_ATTACHMENTS && gate->what != NULL)
    rg_field_editor_enter (self->file_kind, gate->what);
  if (gate->kind == RG_GATE_SALE)
    rg_field_editor_reset (self->amount, &amount);
}

/* --- the page ------------------------------------------------------------- */

static void
rg_gate_page_dispose (GObject *object)
{
  g_clear_object (&RG_GATE_PAGE (object)->store);

  G_OBJECT_CLASS (rg_gate_page_parent_class)->dispose (object);
}

static void
rg_gate_page_finalize (GObject *object)
{
  g_ptr_array_unref (RG_GATE_PAGE (object)->checks);

  G_OBJECT_CLASS (rg_gate_page_parent_class)->finalize (object);
}

static void
rg_gate_page_class_init (RgGatePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_gate_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_gate_page_finalize;

  /**
   * RgGatePage::done:
   * @sentence: what was done
   * @operation: as what; 0: nothing was to be changed
   */
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static void
make_main_group (RgGatePage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (labels, _ (kinds[i].label));
  self->main_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->kind_row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kind_row), _ ("What It Asks For"));
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (labels));
  g_signal_connect (self->kind_row, "notify::selected", G_CALLBACK (kind_cb), self);
  self->number_row = ADW_SPIN_ROW (adw_spin_row_new_with_range (1, MOST_OF_A_KIND, 1));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->number_row), _ ("At Least"));
  adw_preferences_group_add (self->main_group, GTK_WIDGET (self->kind_row));
  adw_preferences_group_add (self->main_group, GTK_WIDGET (self->number_row));
}

static GtkWidget *
make_delete_group (RgGatePage *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Delete"));
  g_signal_connect_swapped (row, "activated", G_CALLBACK (rg_gate_page_delete), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}

static void
rg_gate_page_init (RgGatePage *self)
{
  self->known = TRUE;
  self->checks = g_ptr_array_new ();
  make_main_group (self);
  self->fault_group = rg_fault_group_new ();
  self->fields_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->fields_group, _ ("Fields That Have to Be Filled In"));
  self->save_button = gtk_button_new_with_mnemonic (_ ("Save"));
  gtk_widget_add_css_class (self->save_button, "suggested-action");
  g_signal_connect_swapped (self->save_button, "clicked", G_CALLBACK (rg_gate_page_save), self);
}

/* Why it cannot be asked, and what comes of that. */
static GtkWidget *
make_problem_group (const RgGate *gate)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (image, "warning");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gate->problem);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               gate->kind == RG_GATE_FIELDS
                                   ? _ ("So it locks nobody in. Choose the fields anew, or delete the gate.")
                                   : _ ("So it locks nobody in."));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}

static void
build (RgGatePage *self, const RgGate *gate)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save_button);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  if (gate != NULL && gate->problem != NULL)
    adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (make_problem_group (gate)));
  adw_preferences_page_add (page, self->main_group);
  adw_preferences_page_add (page, self->fields_group);
  adw_preferences_page_add (page, self->fault_group);
  if (gate != NULL)
    adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (make_delete_group (self)));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (page));
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), gate != NULL ? _ ("Gate") : _ ("New Gate"));
}

/**
 * rg_gate_page_new:
 * @store: a shop that can be changed
 * @stage_id: before which stage
 * @gate: (nullable): what is changed; %NULL: a new one
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rg_gate_page_new (RgStore *store, gint64 stage_id, const RgGate *gate)
{
  RgGatePage *self = g_object_new (RG_TYPE_GATE_PAGE, NULL);
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (store);

  self->store = g_object_ref (store);
  self->stage_id = stage_id;
  self->gate_id = gate != NULL ? gate->id : 0;
  self->file_kind =
      make_editor (self, catalog, "attachment", "kind", _ ("Without one, files of any kind count"));
  self->amount = make_editor (self, catalog, "gate", "amount_fen", _ ("At least; since the deal was opened"));
  add_fields (self, catalog, gate);
  build (self, gate);
  if (gate != NULL)
    show_gate (self, gate);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * rg_gate_page_set_kind:
 * @self: a page
 * @kind: what it asks for
 */
void
rg_gate_page_set_kind (RgGatePage *self, RgGateKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == kind)
      adw_combo_row_set_selected (self->kind_row, i);
}

/**
 * rg_gate_page_set_number:
 * @self: a page
 * @n: how many
 */
void
rg_gate_page_set_number (RgGatePage *self, guint n)
{
  adw_spin_row_set_value (self->number_row, n);
}

/**
 * rg_gate_page_set_file_kind:
 * @self: a page
 * @kind: of which kind the files are; "" for any
 */
void
rg_gate_page_set_file_kind (RgGatePage *self, const char *kind)
{
  rg_field_editor_enter (self->file_kind, kind);
}

/**
 * rg_gate_page_set_field:
 * @self: a page
 * @key: of a field of "deal" that can be asked for
 * @asked: whether it is
 */
void
rg_gate_page_set_field (RgGatePage *self, const char *key, gboolean asked)
{
  for (guint i = 0; i < self->checks->len; i++)
    {
      gpointer check = g_ptr_array_index (self->checks, i);

      if (g_str_equal (g_object_get_data (check, "key"), key))
        gtk_check_button_set_active (check, asked);
    }
}

/**
 * rg_gate_page_set_amount:
 * @self: a page
 * @text: how much, as it is written
 */
void
rg_gate_page_set_amount (RgGatePage *self, const char *text)
{
  rg_field_editor_enter (self->amount, text);
}

/**
 * rg_gate_page_get_fault:
 * @self: a page
 *
 * Returns: (transfer none): what is wrong; "" when nothing is
 */
const char *
rg_gate_page_get_fault (RgGatePage *self)
{
  return rg_fault_group_get (self->fault_group);
}
