/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-file-step.h"

#include "app/import/rg-import-choose.h"
#include "app/import/rg-import-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CELL_WIDTH 20
/* Characters of a cell that are laid out. */
#define CELL_LENGTH 60
/* From how many sheets on they are searched. */
#define SHEETS_SEARCHED 12

struct _RgImportFileStep
{
  AdwNavigationPage parent_instance;

  AdwToolbarView *toolbar_view;
  GtkStack *stack;
  GtkWidget *choose_button;
  GtkWidget *other_button;
  GtkWidget *spinner;
  AdwPreferencesRow *file_row;
  AdwPreferencesRow *bill_row;
  AdwComboRow *sheet_row;
  GtkWidget *sales_row;
  GtkWidget *sales_button;
  GtkWidget *deals_row;
  AdwComboRow *entity_row;
  AdwComboRow *encoding_row;
  GtkWidget *trouble_box;
  GtkLabel *trouble_label;
  GtkWidget *preview_group;
  GtkGrid *preview_grid;
  GtkWidget *next_button;

  RgImportSession *session;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (RgImportFileStep, rg_import_file_step, ADW_TYPE_NAVIGATION_PAGE)

static const char *const entities[] = { "customer", "sale", "deal" };
/* The first place in the row is "as it looks". */
static const char *const encodings[] = { "utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be" };

/* --- the file ------------------------------------------------------------- */

static void
chosen_cb (GFile *file, gpointer user_data)
{
  RgImportFileStep *self = RG_IMPORT_FILE_STEP (user_data);

  if (self->session != NULL)
    rg_import_session_set_file (self->session, file);
}

static void
choose_clicked_cb (GtkButton *button, RgImportFileStep *self)
{
  rg_import_choose (GTK_WIDGET (self), chosen_cb);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, RgImportFileStep *self)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL || g_file_peek_path (files->data) == NULL || rg_import_session_is_pasted (self->session))
    return FALSE;
  rg_import_session_set_file (self->session, files->data);
  return TRUE;
}

static void
sheet_chosen_cb (AdwComboRow *row, GParamSpec *pspec, RgImportFileStep *self)
{
  GtkStringObject *sheet = adw_combo_row_get_selected_item (row);

  if (!self->updating && self->session != NULL && sheet != NULL)
    rg_import_session_set_sheet (self->session, gtk_string_object_get_string (sheet));
}

static void
entity_chosen_cb (AdwComboRow *row, GParamSpec *pspec, RgImportFileStep *self)
{
  guint selected = adw_combo_row_get_selected (row);

  if (!self->updating && self->session != NULL && selected < G_N_ELEMENTS (entities))
    rg_import_session_set_entity (self->session, entities[selected]);
}

static void
sales_clicked_cb (GtkButton *button, RgImportFileStep *self)
{
  rg_import_session_set_entity (self->session, "sale");
}

static void
encoding_chosen_cb (AdwComboRow *row, GParamSpec *pspec, RgImportFileStep *self)
{
  guint selected = adw_combo_row_get_selected (row);

  if (!self->updating && self->session != NULL && selected <= G_N_ELEMENTS (encodings))
    rg_import_session_set_encoding (self->session, selected > 0 ? encodings[selected - 1] : NULL);
}

static void
next_clicked_cb (GtkButton *button, RgImportFileStep *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "import.next", NULL);
}

/* --- what it shows -------------------------------------------------------- */

static void
add_cell (RgImportFileStep *self, int column, int row, const char *text, gboolean header)
{
  g_autofree char *line = rg_import_say_short (text, CELL_LENGTH);
  GtkWidget *label = gtk_label_new (line);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CELL_WIDTH);
  if (header)
    gtk_widget_add_css_class (label, "heading");
  gtk_grid_attach (self->preview_grid, label, column, row, 1, 1);
}

static void
update_preview (RgImportFileStep *self)
{
  GPtrArray *rows = rg_import_session_get_preview (self->session);
  RgImportPlan *plan = rg_import_session_get_plan (self->session);
  gboolean header = plan != NULL && rg_import_plan_get_header_line (plan) > 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->preview_grid))) != NULL)
    gtk_grid_remove (self->preview_grid, child);
  gtk_widget_set_visible (self->preview_group, rows != NULL && rows->len > 0);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      char **cells = g_ptr_array_index (rows, i);

      for (guint j = 0; cells[j] != NULL; j++)
        add_cell (self, (int) j, (int) i, cells[j], header && i == 0);
    }
}

static void
update_bill (RgImportFileStep *self)
{
  RgImportPlan *plan = rg_import_session_get_plan (self->session);
  const char *bill = plan != NULL ? rg_import_plan_get_bill (plan) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->bill_row), bill != NULL);
  adw_preferences_row_set_title (self->bill_row, bill != NULL ? rg_import_bill_name (bill) : "");
}

static guint
entity_place (RgImportFileStep *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_equal (entities[i], rg_import_session_get_entity (self->session)))
      return i;
  return 0;
}

/* Proposed, not done: the row of choices below it says what they are taken for. */
static void
update_sales (RgImportFileStep *self)
{
  RgImportPlan *plan = rg_import_session_get_plan (self->session);

  gtk_widget_set_visible (self->sales_row, plan != NULL && rg_import_plan_suggests_sales (plan));
  gtk_widget_set_visible (self->deals_row, plan != NULL && rg_import_plan_guesses_deals (plan));
}

/* A workbook with one sheet leaves nothing to choose. */
static void
update_sheets (RgImportFileStep *self)
{
  const char *const *names = rg_import_session_get_sheets (self->session);
  guint n = names != NULL ? g_strv_length ((char **) names) : 0;
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);

  gtk_widget_set_visible (GTK_WIDGET (self->sheet_row), n > 1);
  adw_combo_row_set_model (self->sheet_row, G_LIST_MODEL (list));
  if (n > 0)
    adw_combo_row_set_selected (self->sheet_row, rg_import_session_get_sheet (self->session));
  adw_combo_row_set_enable_search (self->sheet_row, n > SHEETS_SEARCHED);
}

/* "As it looks" names what that is. */
static void
update_encodings (RgImportFileStep *self)
{
  RgImportPlan *plan = rg_import_session_get_plan (self->session);
  const char *wanted = rg_import_session_get_encoding (self->session);
  const char *found = plan != NULL && wanted == NULL ? rg_import_plan_get_encoding (plan) : NULL;
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = 0;

  if (found != NULL)
    {
      /* Translators: %s is an encoding such as UTF-8. */
      g_autofree char *automatic = g_strdup_printf (_ ("Found: %s"), rg_import_say_encoding (found));

      gtk_string_list_append (labels, automatic);
    }
  else
    gtk_string_list_append (labels, _ ("As it looks"));
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gtk_string_list_append (labels, rg_import_say_encoding (encodings[i]));
      if (g_strcmp0 (wanted, encodings[i]) == 0)
        selected = i + 1;
    }
  adw_combo_row_set_model (self->encoding_row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->encoding_row, selected);
  /* A kind of file in which it has no meaning has none. */
  gtk_widget_set_visible (GTK_WIDGET (self->encoding_row),
                          !rg_import_session_is_pasted (self->session) &&
                              (plan == NULL || rg_import_plan_get_encoding (plan) != NULL));
}

static char *
say_details (RgImportFileStep *self, gboolean looking)
{
  RgImportPlan *plan = rg_import_session_get_plan (self->session);
  g_autofree char *size = NULL;

  if (looking)
    return g_strdup (_ ("Looking at it…"));
  size = g_format_size (rg_import_session_get_size (self->session));
  if (plan == NULL)
    return g_steal_pointer (&size);
  return rg_import_say_file (plan, rg_import_session_is_pasted (self->session) ? NULL : size);
}

static void
update (RgImportFileStep *self)
{
  gboolean has_file = rg_import_session_get_file (self->session) != NULL;
  gboolean pasted = rg_import_session_is_pasted (self->session);
  gboolean looking = rg_import_session_get_state (self->session) == RG_IMPORT_STATE_LOOKING;
  const GError *error = looking ? NULL : rg_import_session_get_error (self->session);
  gboolean failed = has_file && rg_import_session_get_plan (self->session) == NULL && error != NULL;
  g_autofree char *details = has_file ? say_details (self, looking) : g_strdup ("");

  self->updating = TRUE;
  gtk_stack_set_visible_child_name (self->stack, has_file ? "file" : "choose");
  adw_toolbar_view_set_reveal_bottom_bars (self->toolbar_view, has_file);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self),
                                 pasted ? _ ("Pasted Rows") : _ ("Import a File"));
  adw_preferences_row_set_title (self->file_row, rg_import_session_get_name (self->session));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->file_row), details);
  gtk_widget_set_visible (self->spinner, looking);
  gtk_widget_set_visible (self->other_button, !pasted);
  adw_combo_row_set_selected (self->entity_row, entity_place (self));
  if (!looking)
    {
      update_bill (self);
      update_sales (self);
      update_sheets (self);
      update_encodings (self);
    }
  gtk_widget_set_visible (self->trouble_box, failed);
  gtk_label_set_label (self->trouble_label, failed ? error->message : "");
  gtk_widget_set_sensitive (self->next_button,
                            !looking && rg_import_session_get_plan (self->session) != NULL);
  if (!looking)
    update_preview (self);
  self->updating = FALSE;
}

static void
state_cb (RgImportSession *session, GParamSpec *pspec, RgImportFileStep *self)
{
  if (rg_import_session_get_state (session) == RG_IMPORT_STATE_LOOKING)
    update (self);
}

static void
looked_cb (RgImportSession *session, RgImportFileStep *self)
{
  update (self);
}

/* --- the page ------------------------------------------------------------- */

static void
rg_import_file_step_dispose (GObject *object)
{
  RgImportFileStep *self = RG_IMPORT_FILE_STEP (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_IMPORT_FILE_STEP);

  G_OBJECT_CLASS (rg_import_file_step_parent_class)->dispose (object);
}

static void
rg_import_file_step_class_init (RgImportFileStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_import_file_step_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/import/rg-import-file-step.ui");
  gtk_widget_class_bind_template_child (widget_class, RgImportFileStep, toolbar_view);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileStep, stack);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileStep, choose_button);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileStep, other_button);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileStep, spinner);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileStep, file_row);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileStep, bill_row);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileStep, sheet_row);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileStep, sales_row);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileStep, sales_button);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileStep, deals_row);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileStep, entity_row);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileStep, encoding_row);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileStep, trouble_box);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileStep, trouble_label);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileStep, preview_group);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileStep, preview_grid);
  gtk_widget_class_bind_template_child (widget_class, RgImportFileStep, next_button);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, sheet_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, entity_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, sales_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, encoding_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
}

static void
rg_import_file_step_init (RgImportFileStep *self)
{
  GtkDropTarget *target;

  gtk_widget_init_template (GTK_WIDGET (self));
  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * rg_import_file_step_new:
 * @session: what is imported
 *
 * Returns: (transfer floating): the step
 */
AdwNavigationPage *
rg_import_file_step_new (RgImportSession *session)
{
  RgImportFileStep *self = g_object_new (RG_TYPE_IMPORT_FILE_STEP, NULL);

  self->session = g_object_ref (session);
  g_signal_connect (session, "notify::state", G_CALLBACK (state_cb), self);
  g_signal_connect (session, "looked", G_CALLBACK (looked_cb), self);
  update (self);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * rg_import_file_step_get_default:
 * @self: a step
 *
 * Returns: (transfer none): Next, or what chooses a file
 */
GtkWidget *
rg_import_file_step_get_default (RgImportFileStep *self)
{
  return rg_import_session_get_file (self->session) != NULL ? self->next_button : self->choose_button;
}
