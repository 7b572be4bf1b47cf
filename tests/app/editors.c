/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/record/editors/rg-completion.h"
#include "app/record/editors/rg-lunar-picker.h"
#include "app/record/rg-field-editor.h"
#include "app/widgets/rg-date-picker.h"
#include "shop/rg-people.h"

/* One editor in a list in a window, and somebody who notes what it commits. */
typedef struct
{
  RgCatalog *catalog;
  RgFieldEditor *editor;
  GtkWidget *window;
  GtkWidget *elsewhere;
  GString *committed;
} Desk;

static void
committed_cb (RgFieldEditor *editor, Desk *desk)
{
  g_autofree char *text = rg_field_format (rg_field_editor_get_field (editor),
                                           rg_field_editor_get_value (editor), RG_FORMAT_EXCHANGE);

  g_string_append_printf (desk->committed, "%s;", text);
}

static void
add_own (GPtrArray *own, const char *key, const char *type, const char *const *choices)
{
  RgOwnField *field = rg_own_field_new ();

  field->entity = g_strdup ("customer");
  field->key = g_strdup (key);
  field->label = g_strdup (type);
  field->type = g_strdup (type);
  field->choices = g_strdupv ((char **) choices);
  g_ptr_array_add (own, field);
}

static RgCatalog *
make_catalog (void)
{
  static const char *const choices[] = { "红", "绿", "蓝", NULL };
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_own_field_free);
  guint n = 0;

  for (const RgFieldType *const *type = rg_field_type_list (); *type != NULL; type++)
    {
      g_autofree char *key = g_strdup_printf ("x%u", ++n);

      if ((*type)->own)
        add_own (own, key, (*type)->id, strstr ((*type)->id, "choice") != NULL ? choices : NULL);
    }

  return rg_catalog_new (own);
}

/* The field of that type, of the shop's own where there is one. */
static const RgField *
find_field (RgCatalog *catalog, const char *type)
{
  const char *entities[] = { "customer", "event" };
  const RgField *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (entities) && found == NULL; i++)
    {
      const RgEntity *entity = rg_catalog_find (catalog, entities[i]);

      for (guint j = 0; j < rg_entity_get_n_fields (entity); j++)
        {
          const RgField *field = rg_entity_get_field (entity, j);

          if (g_str_equal (field->type->id, type) && (field->flags & RG_FIELD_VIRTUAL) == 0)
            found = field;
        }
    }

  return found;
}

static void
desk_init (Desk *desk, const RgField *field, RgStore *store)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *list = gtk_list_box_new ();

  desk->committed = g_string_new (NULL);
  desk->editor = RG_FIELD_EDITOR (rg_field_editor_new (field, desk->catalog, store));
  g_signal_connect (desk->editor, "committed", G_CALLBACK (committed_cb), desk);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (desk->editor));
  desk->elsewhere = gtk_button_new_with_label ("elsewhere");
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), desk->elsewhere);
  desk->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (desk->window), box);
  gtk_window_present (GTK_WINDOW (desk->window));
  gtk_widget_grab_focus (desk->elsewhere);
}

static void
desk_clear (Desk *desk)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  g_string_free (desk->committed, TRUE);
}

static GtkWidget *
find_entry (Desk *desk)
{
  return find_widget (GTK_WIDGET (desk->editor), GTK_TYPE_TEXT);
}

static const char *
shown (Desk *desk)
{
  return gtk_editable_get_text (GTK_EDITABLE (find_entry (desk)));
}

static void
set_text_value (RgFieldEditor *editor, const char *text)
{
  g_auto (RgValue) value = RG_VALUE_INIT;

  rg_value_set_text (&value, text);
  rg_field_editor_set_value (editor, &value);
}

/* The key as it comes to the row, before anything in it. */
static gboolean
press (RgFieldEditor *editor, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (editor));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
    }

  return handled;
}

/* --- every type ----------------------------------------------------------- */

typedef struct
{
  const char *type;
  const char *good;
  const char *stored; /* as files have it */
  const char *bad;    /* NULL: anything goes */
} Sample;

static const Sample samples[] = {
  { "text", " 张三 ", "张三", NULL },
  { "long-text", "一\n二", "一\n二", NULL },
  { "number", "12.8万", "128000", "twelve" },
  { "money", "1,234.5", "1234.50", "1.234.5" },
  { "date", "2026年12月1日", "2026-12-01", "2026-02-30" },
  { "lunar-date", "农历八月十五", "农历八月十五", "农历十三月初一" },
  { "time", "下午3点半", "15:30", "25:00" },
  { "phone", "199-0000-0009", "19900000009", "1234" },
  { "email", "a@example.com", "a@example.com", "a at example" },
  { "region", "杭州西湖区", "浙江省 杭州市 西湖区", NULL },
  { "choice", "绿", "绿", "紫" },
  { "choices", "蓝;红", "蓝;红", "蓝;紫" },
  { "yes-no", "yes", "Yes", "perhaps" },
  { "link", "example.com/a", "https://example.com/a", "not a link" },
  { "instant", "2026-11-22 15:30", "2026-11-22T07:30:00Z", "soon" },
};

/* Good input is taken, bad input gets a sentence and leaves the value alone,
 * and Esc goes back to it. */
static void
test_type (gconstpointer data)
{
  const Sample *sample = data;
  Desk desk = { .catalog = make_catalog () };
  g_autofree char *stored = NULL;
  g_autofree char *once = NULL;

  desk_init (&desk, find_field (desk.catalog, sample->type), NULL);
  rg_field_editor_enter (desk.editor, sample->good);
  g_assert_cmpstr (rg_field_editor_get_error (desk.editor), ==, NULL);
  stored = rg_field_format (rg_field_editor_get_field (desk.editor), rg_field_editor_get_value (desk.editor),
                            RG_FORMAT_EXCHANGE);
  g_assert_cmpstr (stored, ==, sample->stored);
  g_assert_true (rg_field_editor_is_dirty (desk.editor));
  rg_field_editor_set_value (desk.editor, rg_field_editor_get_value (desk.editor));
  g_assert_false (rg_field_editor_is_dirty (desk.editor));

  if (sample->bad != NULL)
    {
      g_auto (RgValue) before = RG_VALUE_INIT;

      rg_value_copy (rg_field_editor_get_value (desk.editor), &before);
      rg_field_editor_enter (desk.editor, sample->bad);
      g_assert_nonnull (rg_field_editor_get_error (desk.editor));
      g_assert_true (rg_value_equal (rg_field_editor_get_value (desk.editor), &before));
      g_assert_true (press (desk.editor, GDK_KEY_Escape, 0));
      g_assert_null (rg_field_editor_get_error (desk.editor));
      g_assert_false (rg_field_editor_is_dirty (desk.editor));
      g_assert_false (press (desk.editor, GDK_KEY_Escape, 0));
    }
  rg_field_editor_enter (desk.editor, sample->good);
  /* Once, and not again for the same. */
  once = g_strconcat (sample->stored, ";", NULL);
  g_assert_cmpstr (desk.committed->str, ==, once);

  rg_field_editor_reset (desk.editor, NULL);
  g_assert_true (rg_value_is_null (rg_field_editor_get_value (desk.editor)));
  desk_clear (&desk);
  rg_catalog_unref (desk.catalog);
}

static void
test_required (void)
{
  Desk desk = { .catalog = make_catalog () };
  const RgEntity *event = rg_catalog_find (desk.catalog, "event");
  g_auto (RgValue) value = RG_VALUE_INIT;

  desk_init (&desk, rg_entity_find_field (event, "at"), NULL);
  rg_value_set_integer (&value, 1000);
  rg_field_editor_set_value (desk.editor, &value);
  rg_field_editor_enter (desk.editor, "  ");
  g_assert_nonnull (strstr (rg_field_editor_get_error (desk.editor), "is empty"));
  g_assert_cmpint (rg_value_get_integer (rg_field_editor_get_value (desk.editor)), ==, 1000);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_entry (&desk)), GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                       TRUE);
  g_assert_cmpstr (desk.committed->str, ==, "");
  desk_clear (&desk);

  /* A choice that is required offers nothing else. */
  desk_init (&desk, rg_entity_find_field (event, "kind"), NULL);
  set_text_value (desk.editor, "call");
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (
                        GTK_DROP_DOWN (find_widget (GTK_WIDGET (desk.editor), GTK_TYPE_DROP_DOWN)))),
                    >=, 5);
  rg_field_editor_enter (desk.editor, "");
  g_assert_nonnull (rg_field_editor_get_error (desk.editor));
  g_assert_cmpstr (rg_value_get_text (rg_field_editor_get_value (desk.editor)), ==, "call");
  desk_clear (&desk);
  rg_catalog_unref (desk.catalog);
}

/* --- how it behaves ------------------------------------------------------- */

static void
test_focus (void)
{
  Desk desk = { .catalog = make_catalog () };
  GtkAccessible *entry;

  desk_init (&desk, find_field (desk.catalog, "phone"), NULL);
  entry = GTK_ACCESSIBLE (find_entry (&desk));
  set_text_value (desk.editor, "19900000001");
  g_assert_cmpstr (shown (&desk), ==, "199 0000 0001");
  gtk_widget_grab_focus (GTK_WIDGET (desk.editor));
  g_assert_cmpstr (shown (&desk), ==, "19900000001");

  gtk_editable_set_text (GTK_EDITABLE (entry), "12");
  gtk_widget_grab_focus (desk.elsewhere);
  g_assert_nonnull (rg_field_editor_get_error (desk.editor));
  g_assert_cmpstr (shown (&desk), ==, "12");
  g_assert_cmpstr (rg_value_get_text (rg_field_editor_get_value (desk.editor)), ==, "19900000001");
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_test_accessible_has_relation (entry, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
  g_assert_true (gtk_test_accessible_has_relation (entry, GTK_ACCESSIBLE_RELATION_LABELLED_BY));

  /* Mended: the sentence goes while it is written, the value when it is left. */
  gtk_widget_grab_focus (GTK_WIDGET (desk.editor));
  gtk_editable_set_text (GTK_EDITABLE (entry), "19900000002");
  g_assert_null (rg_field_editor_get_error (desk.editor));
  g_assert_false (gtk_test_accessible_has_state (entry, GTK_ACCESSIBLE_STATE_INVALID));
  g_assert_cmpstr (desk.committed->str, ==, "");
  gtk_widget_grab_focus (desk.elsewhere);
  g_assert_cmpstr (desk.committed->str, ==, "19900000002;");
  g_assert_cmpstr (shown (&desk), ==, "199 0000 0002");

  /* Enter does the same without leaving. */
  gtk_widget_grab_focus (GTK_WIDGET (desk.editor));
  gtk_editable_set_text (GTK_EDITABLE (entry), "19900000003");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (desk.committed->str, ==, "19900000002;19900000003;");
  g_assert_cmpstr (shown (&desk), ==, "19900000003");
  desk_clear (&desk);
  rg_catalog_unref (desk.catalog);
}

static void
test_mask (void)
{
  Desk desk = { .catalog = make_catalog () };

  desk_init (&desk, find_field (desk.catalog, "phone"), NULL);
  set_text_value (desk.editor, "19900000001");
  rg_field_editor_set_mask (desk.editor, TRUE);
  g_assert_cmpstr (shown (&desk), ==, "199****0001");
  g_assert_false (rg_field_editor_is_dirty (desk.editor));
  gtk_widget_grab_focus (GTK_WIDGET (desk.editor));
  g_assert_cmpstr (shown (&desk), ==, "19900000001");
  gtk_widget_grab_focus (desk.elsewhere);
  g_assert_cmpstr (shown (&desk), ==, "199****0001");
  g_assert_cmpstr (desk.committed->str, ==, "");
  desk_clear (&desk);
  rg_catalog_unref (desk.catalog);
}

/* What comes from outside waits until the field is left, and gives way to what
 * was written. */
static void
test_outside (void)
{
  Desk desk = { .catalog = make_catalog () };

  desk_init (&desk, find_field (desk.catalog, "text"), NULL);
  set_text_value (desk.editor, "one");
  gtk_widget_grab_focus (GTK_WIDGET (desk.editor));
  set_text_value (desk.editor, "two");
  g_assert_cmpstr (shown (&desk), ==, "one");
  gtk_widget_grab_focus (desk.elsewhere);
  g_assert_cmpstr (shown (&desk), ==, "two");
  g_assert_cmpstr (desk.committed->str, ==, "");

  gtk_widget_grab_focus (GTK_WIDGET (desk.editor));
  gtk_editable_set_text (GTK_EDITABLE (find_entry (&desk)), "mine");
  set_text_value (desk.editor, "three");
  g_assert_cmpstr (shown (&desk), ==, "mine");
  gtk_widget_grab_focus (desk.elsewhere);
  g_assert_cmpstr (desk.committed->str, ==, "mine;");

  /* Esc goes to what is saved by now. */
  gtk_widget_grab_focus (GTK_WIDGET (desk.editor));
  gtk_editable_set_text (GTK_EDITABLE (find_entry (&desk)), "again");
  g_assert_true (press (desk.editor, GDK_KEY_Escape, 0));
  g_assert_cmpstr (shown (&desk), ==, "three");
  desk_clear (&desk);
  rg_catalog_unref (desk.catalog);
}

/* What the owner could not save stays, with why; it is tried again. */
static void
test_refused (void)
{
  Desk desk = { .catalog = make_catalog () };

  desk_init (&desk, find_field (desk.catalog, "text"), NULL);
  set_text_value (desk.editor, "old");
  rg_field_editor_enter (desk.editor, "new");
  rg_field_editor_set_error (desk.editor, "The disk is full.");
  set_text_value (desk.editor, "old");
  g_assert_cmpstr (shown (&desk), ==, "new");
  g_assert_cmpstr (desk.committed->str, ==, "new;");
  rg_field_editor_commit (desk.editor);
  g_assert_cmpstr (desk.committed->str, ==, "new;new;");
  g_assert_null (rg_field_editor_get_error (desk.editor));
  set_text_value (desk.editor, "new");
  g_assert_false (rg_field_editor_is_dirty (desk.editor));
  desk_clear (&desk);
  rg_catalog_unref (desk.catalog);
}

static void
count_undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint *count = g_object_get_data (G_OBJECT (widget), "undone");

  (*count)++;
}

/* Ctrl+Z is the entry's only while there is something of its own in it. */
static void
test_undo (void)
{
  Desk desk = { .catalog = make_catalog () };
  guint undone = 0;
  GSimpleActionGroup *actions = g_simple_action_group_new ();
  GSimpleAction *undo = g_simple_action_new ("undo", NULL);

  desk_init (&desk, find_field (desk.catalog, "text"), NULL);
  g_object_set_data (G_OBJECT (desk.window), "undone", &undone);
  g_signal_connect_swapped (undo, "activate", G_CALLBACK (count_undo), desk.window);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (undo));
  gtk_widget_insert_action_group (desk.window, "win", G_ACTION_GROUP (actions));
  set_text_value (desk.editor, "one");

  gtk_widget_grab_focus (GTK_WIDGET (desk.editor));
  g_assert_true (press (desk.editor, GDK_KEY_z, GDK_CONTROL_MASK));
  g_assert_cmpuint (undone, ==, 1);
  g_signal_emit_by_name (find_entry (&desk), "insert-at-cursor", "x");
  g_assert_cmpstr (shown (&desk), !=, "one");
  g_assert_false (press (desk.editor, GDK_KEY_z, GDK_CONTROL_MASK));
  g_assert_cmpuint (undone, ==, 1);
  gtk_widget_activate_action (find_entry (&desk), "text.undo", NULL);
  g_assert_cmpstr (shown (&desk), ==, "one");
  g_assert_true (press (desk.editor, GDK_KEY_z, GDK_CONTROL_MASK));
  g_assert_cmpuint (undone, ==, 2);
  g_assert_cmpstr (shown (&desk), ==, "one");

  g_object_unref (undo);
  g_object_unref (actions);
  desk_clear (&desk);
  rg_catalog_unref (desk.catalog);
}

/* A choice that is no longer offered is still shown, and kept. */
static void
test_old_choice (void)
{
  Desk desk = { .catalog = make_catalog () };

  desk_init (&desk, find_field (desk.catalog, "choice"), NULL);
  set_text_value (desk.editor, "黄");
  gtk_widget_grab_focus (GTK_WIDGET (desk.editor));
  gtk_widget_grab_focus (desk.elsewhere);
  g_assert_cmpstr (rg_value_get_text (rg_field_editor_get_value (desk.editor)), ==, "黄");
  g_assert_cmpstr (desk.committed->str, ==, "");
  desk_clear (&desk);

  desk_init (&desk, find_field (desk.catalog, "choices"), NULL);
  set_text_value (desk.editor, "[\"黄\",\"红\"]");
  {
    GtkWidget *button = find_widget (GTK_WIDGET (desk.editor), GTK_TYPE_MENU_BUTTON);
    GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
    GtkWidget *first = find_widget (popover, GTK_TYPE_CHECK_BUTTON);

    g_signal_emit_by_name (popover, "closed");
    g_assert_cmpstr (desk.committed->str, ==, "");
    gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_next_sibling (first)), TRUE);
    g_signal_emit_by_name (popover, "closed");
    g_assert_cmpstr (desk.committed->str, ==, "黄;红;绿;");
  }
  desk_clear (&desk);
  rg_catalog_unref (desk.catalog);
}

/* Put together in the popover and read back, none of their parts is lost. */
static const char *const birthdays[] = { "1990-01-02", "--02-29", "lunar:08-15", "lunar:1990-L05-23",
                                         "lunar:L04-30" };

static void
test_pickers (void)
{
  Desk desk = { .catalog = make_catalog () };
  GtkWidget *picker;

  desk_init (&desk, find_field (desk.catalog, "date"), NULL);
  picker = find_widget (GTK_WIDGET (desk.editor), RG_TYPE_DATE_PICKER);
  g_signal_emit_by_name (find_widget (picker, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpstr (desk.committed->str, ==, "2026-11-22;");
  desk_clear (&desk);

  desk_init (&desk, find_field (desk.catalog, "lunar-date"), NULL);
  picker = find_widget (GTK_WIDGET (desk.editor), RG_TYPE_LUNAR_PICKER);
  for (guint i = 0; i < G_N_ELEMENTS (birthdays); i++)
    {
      g_string_truncate (desk.committed, 0);
      rg_field_editor_reset (desk.editor, NULL);
      rg_lunar_picker_set_date (RG_LUNAR_PICKER (picker), birthdays[i]);
      rg_lunar_picker_pick (RG_LUNAR_PICKER (picker));
      g_assert_cmpstr (rg_value_get_text (rg_field_editor_get_value (desk.editor)), ==, birthdays[i]);
      g_assert_null (rg_field_editor_get_error (desk.editor));
    }
  desk_clear (&desk);
  rg_catalog_unref (desk.catalog);
}

/* --- names ---------------------------------------------------------------- */

static gboolean
is_open (gpointer popover)
{
  return gtk_widget_get_visible (popover);
}

static char *
suggestions (GtkWidget *completion)
{
  GtkListBox *list = GTK_LIST_BOX (find_widget (completion, GTK_TYPE_LIST_BOX));
  GString *names = g_string_new (NULL);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    g_string_append_printf (names, "%s;", gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row))));

  return g_string_free_and_steal (names);
}

static void
test_region (void)
{
  Desk desk = { .catalog = make_catalog () };
  GtkWidget *completion;
  g_autofree char *found = NULL;

  desk_init (&desk, find_field (desk.catalog, "region"), NULL);
  completion = find_widget (GTK_WIDGET (desk.editor), RG_TYPE_COMPLETION);
  gtk_widget_grab_focus (GTK_WIDGET (desk.editor));
  gtk_editable_set_text (GTK_EDITABLE (find_entry (&desk)), "hangzho");
  g_assert_true (is_open (completion));
  found = suggestions (completion);
  g_assert_cmpstr (found, ==, "浙江省杭州市;");

  /* Esc closes it and leaves what is written. */
  g_assert_true (press (desk.editor, GDK_KEY_Escape, 0));
  g_assert_false (is_open (completion));
  g_assert_cmpstr (shown (&desk), ==, "hangzho");
  gtk_editable_set_text (GTK_EDITABLE (find_entry (&desk)), "hangzhou");
  g_assert_true (press (desk.editor, GDK_KEY_Down, 0));
  g_assert_true (press (desk.editor, GDK_KEY_Return, 0));
  g_assert_cmpstr (desk.committed->str, ==, "浙江省 杭州市;");
  desk_clear (&desk);
  rg_catalog_unref (desk.catalog);
}

static gpointer
add_channels_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const names[] = { "抖音", "朋友圈", "路过", "Referral" };
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, NULL, "channels", error);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    rg_channels_ensure (op, names[i], error);
  return NULL;
}

static gboolean
has_names (gpointer completion)
{
  return !rg_completion_is_empty (completion);
}

static void
test_source (void)
{
  g_autoptr (Shop) shop = shop_new ();
  g_autoptr (GError) error = NULL;
  Desk desk = { .catalog = rg_store_ref_catalog (shop->store) };
  GtkWidget *completion;
  g_autofree char *all = NULL, *some = NULL;

  rg_store_write_sync (shop->store, add_channels_func, NULL, NULL, &error);
  g_assert_no_error (error);
  desk_init (&desk, rg_entity_find_field (rg_catalog_find (desk.catalog, "customer"), "source"), shop->store);
  completion = find_widget (GTK_WIDGET (desk.editor), RG_TYPE_COMPLETION);
  gtk_widget_grab_focus (GTK_WIDGET (desk.editor));
  wait_until (has_names, completion);
  g_assert_true (press (desk.editor, GDK_KEY_Down, 0));
  all = suggestions (completion);
  g_assert_cmpstr (all, ==, "抖音;路过;朋友圈;Referral;");

  gtk_editable_set_text (GTK_EDITABLE (find_entry (&desk)), "pyq");
  some = suggestions (completion);
  g_assert_cmpstr (some, ==, "朋友圈;");
  gtk_widget_grab_focus (desk.elsewhere);
  /* Whoever leaves without choosing has written what stands there. */
  g_assert_cmpstr (desk.committed->str, ==, "pyq;");
  g_assert_false (is_open (completion));
  run_for (20);
  desk_clear (&desk);
  run_for (50);
  rg_catalog_unref (desk.catalog);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_strconcat ("/app/editors/type/", samples[i].type, NULL);

      g_test_add_data_func (path, &samples[i], test_type);
    }
  g_test_add_func ("/app/editors/required", test_required);
  g_test_add_func ("/app/editors/focus", test_focus);
  g_test_add_func ("/app/editors/mask", test_mask);
  g_test_add_func ("/app/editors/outside", test_outside);
  g_test_add_func ("/app/editors/refused", test_refused);
  g_test_add_func ("/app/editors/undo", test_undo);
  g_test_add_func ("/app/editors/old-choice", test_old_choice);
  g_test_add_func ("/app/editors/pickers", test_pickers);
  g_test_add_func ("/app/editors/region", test_region);
  g_test_add_func ("/app/editors/source", test_source);

  return g_test_run ();
}
