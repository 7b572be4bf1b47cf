/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "preferences-fixture.h"

#include "app/preferences/rg-choices-list.h"
#include "app/preferences/rg-own-field-wish.h"
#include "app/rg-keep-up.h"
#include "shop/rg-classes.h"
#include "shop/rg-follow.h"
#include "store/rg-op.h"

#include <string.h>

/* The preferences over a window, with a shop. */

static gboolean
is_quiet (gpointer data)
{
  Fixture *fixture = data;

  return !rg_classes_page_is_busy (rg_preferences_get_classes (fixture->dialog));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->shop = shop_new ();
  preferences_open (fixture, 800);
  rg_preferences_show_own_fields (fixture->dialog);
}

/* The own fields of customers in their order: "面积:Number:group:红/绿;", retired
 * ones in brackets. */
static char *
describe (Fixture *fixture)
{
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (fixture->shop->store);
  const RgEntity *entity = rg_catalog_find (catalog, "customer");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);
      gboolean retired = (field->flags & RG_FIELD_RETIRED) != 0;

      if ((field->flags & RG_FIELD_OWN) == 0)
        continue;
      g_string_append_printf (text, "%s%s:%s:%s:", retired ? "(" : "", field->label, field->type->id,
                              field->group != NULL ? field->group : "");
      for (const RgChoice *choice = field->choices; choice != NULL && choice->key != NULL; choice++)
        g_string_append_printf (text, "%s/", choice->key);
      g_string_append (text, retired ? ");" : ";");
    }

  return g_string_free_and_steal (text);
}

static gboolean
is_described (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *text = describe (fixture);

  return g_str_equal (text, fixture->wanted) && !rg_own_fields_page_is_busy (fixture->fields);
}

static void
wait_for (Fixture *fixture, const char *wanted)
{
  fixture->wanted = wanted;
  wait_until (is_described, fixture);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* Saves, and waits until the page has gone. */
static void
save (RgOwnFieldPage *page)
{
  gpointer weak = page;

  g_object_add_weak_pointer (weak, &weak);
  g_assert_cmpstr (rg_own_field_page_find_fault (page), ==, NULL);
  rg_own_field_page_save (page);
  wait_until (is_gone, &weak);
}

static void
add (Fixture *fixture, const char *label, const char *type, const char *const *choices)
{
  RgOwnFieldPage *page = rg_preferences_edit_field (fixture->dialog, "customer", "");

  rg_own_field_page_set_label (page, label);
  rg_own_field_page_set_type (page, type);
  for (guint i = 0; choices != NULL && choices[i] != NULL; i++)
    rg_choices_list_add (RG_CHOICES_LIST (find_widget (GTK_WIDGET (page), RG_TYPE_CHOICES_LIST)), choices[i]);
  save (page);
}

/* --- adding --------------------------------------------------------------- */

static void
test_add (Fixture *fixture, gconstpointer data)
{
  RgOwnFieldPage *page;

  add (fixture, "面积", "number", NULL);
  wait_for (fixture, "面积:number::;");
  g_assert_nonnull (rg_own_fields_page_find (fixture->fields, "customer", "x1"));

  page = rg_preferences_edit_field (fixture->dialog, "customer", "x1");
  rg_own_field_page_set_label (page, "建筑面积");
  rg_own_field_page_set_group (page, "房子");
  save (page);
  wait_for (fixture, "建筑面积:number:房子:;");

  /* One undo each. */
  g_free (shop_undo (fixture->shop->store));
  wait_for (fixture, "面积:number::;");
  g_free (shop_undo (fixture->shop->store));
  wait_for (fixture, "");
}

static void
test_faults (Fixture *fixture, gconstpointer data)
{
  RgOwnFieldPage *page = rg_preferences_edit_field (fixture->dialog, "customer", "");
  RgChoicesList *list = RG_CHOICES_LIST (find_widget (GTK_WIDGET (page), RG_TYPE_CHOICES_LIST));

  g_assert_nonnull (rg_own_field_page_find_fault (page));
  rg_own_field_page_save (page);
  run_for (20);
  rg_own_field_page_set_label (page, " phone ");
  g_assert_nonnull (strstr (rg_own_field_page_find_fault (page), "already"));
  rg_own_field_page_set_label (page, "风格");
  g_assert_null (rg_own_field_page_find_fault (page));
  rg_own_field_page_set_type (page, "choice");
  g_assert_nonnull (strstr (rg_own_field_page_find_fault (page), "at least one"));
  rg_choices_list_add (list, "中式");
  g_assert_null (rg_own_field_page_find_fault (page));
  rg_choices_list_add (list, "中式");
  g_assert_nonnull (strstr (rg_own_field_page_find_fault (page), "same name"));
  wait_for (fixture, "");
}

/* --- choices -------------------------------------------------------------- */

static gpointer
fill_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const one[] = { "中式", "日式", "中式", "欧式", NULL, NULL };
  static const char *const several[] = { "[\"a\",\"b\"]",      "[\"b\"]", "[\"ab\"]", NULL, NULL,
                                         "[\"b\",\"c\",\"a\"]" };
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, NULL, "fill", error);

  for (gint64 id = 1; id <= PEOPLE; id++)
    {
      RgCell cells[2] = { { .field = rg_entity_find_field (entity, "x1"), .value = RG_VALUE_INIT },
                          { .field = rg_entity_find_field (entity, "x2"), .value = RG_VALUE_INIT } };

      rg_value_set_text (&cells[0].value, one[id - 1]);
      rg_value_set_text (&cells[1].value, several[id - 1]);
      rg_op_update (op, entity, id, cells, 2, error);
      rg_value_clear (&cells[0].value);
      rg_value_clear (&cells[1].value);
    }
  return NULL;
}

static gpointer
column_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM customer ORDER BY id", (const char *) data);
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, error);
  GString *text = g_string_new (NULL);

  while (rg_statement_step (statement, error) == RG_STEP_ROW)
    g_string_append_printf (
        text, "%s;",
        rg_statement_get_text (statement, 0) != NULL ? rg_statement_get_text (statement, 0) : "-");
  return g_string_free_and_steal (text);
}

static void
assert_column (Fixture *fixture, const char *key, const char *wanted)
{
  g_autofree char *text = rg_store_read_sync (fixture->shop->store, column_func, (gpointer) key, NULL, NULL);

  g_assert_cmpstr (text, ==, wanted);
}

/* A new name goes to all rows that have the choice, also when two exchange
 * theirs; a choice that is removed stays where it was. One undo for all. */
static void
test_choices (Fixture *fixture, gconstpointer data)
{
  static const char *const styles[] = { "中式", "日式", "欧式", NULL };
  static const char *const letters[] = { "a", "b", "c", NULL };
  g_autoptr (GError) error = NULL;
  RgOwnFieldPage *page;
  RgChoicesList *list;

  add (fixture, "风格", "choice", styles);
  add (fixture, "字母", "choices", letters);
  wait_for (fixture, "风格:choice::中式/日式/欧式/;字母:choices::a/b/c/;");
  rg_store_write_sync (fixture->shop->store, fill_func, NULL, NULL, &error);
  g_assert_no_error (error);

  page = rg_preferences_edit_field (fixture->dialog, "customer", "x1");
  list = RG_CHOICES_LIST (find_widget (GTK_WIDGET (page), RG_TYPE_CHOICES_LIST));
  rg_choices_list_rename (list, 0, "新中式");
  rg_choices_list_remove (list, 2);
  rg_choices_list_move (list, 1, -1);
  save (page);
  wait_for (fixture, "风格:choice::日式/新中式/;字母:choices::a/b/c/;");
  assert_column (fixture, "x1", "新中式;日式;新中式;欧式;-;-;");

  page = rg_preferences_edit_field (fixture->dialog, "customer", "x2");
  list = RG_CHOICES_LIST (find_widget (GTK_WIDGET (page), RG_TYPE_CHOICES_LIST));
  rg_choices_list_rename (list, 0, "b");
  rg_choices_list_rename (list, 1, "a");
  save (page);
  assert_column (fixture, "x2", "[\"b\",\"a\"];[\"a\"];[\"ab\"];-;-;[\"a\",\"c\",\"b\"];");

  g_free (shop_undo (fixture->shop->store));
  g_free (shop_undo (fixture->shop->store));
  wait_for (fixture, "风格:choice::中式/日式/欧式/;字母:choices::a/b/c/;");
  assert_column (fixture, "x1", "中式;日式;中式;欧式;-;-;");
  assert_column (fixture, "x2", "[\"a\",\"b\"];[\"b\"];[\"ab\"];-;-;[\"b\",\"c\",\"a\"];");
}

/* --- order and use -------------------------------------------------------- */

static RgMovableRow *
row (Fixture *fixture, const char *key)
{
  RgMovableRow *found = rg_own_fields_page_find (fixture->fields, "customer", key);

  g_assert_nonnull (found);
  return found;
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  add (fixture, "一", "text", NULL);
  add (fixture, "二", "text", NULL);
  add (fixture, "三", "text", NULL);
  wait_for (fixture, "一:text::;二:text::;三:text::;");

  gtk_widget_activate_action (GTK_WIDGET (row (fixture, "x3")), "row.move-up", NULL);
  wait_for (fixture, "一:text::;三:text::;二:text::;");
  gtk_widget_activate_action (GTK_WIDGET (row (fixture, "x1")), "row.move-down", NULL);
  wait_for (fixture, "三:text::;一:text::;二:text::;");
  /* At the ends nothing happens. */
  gtk_widget_activate_action (GTK_WIDGET (row (fixture, "x3")), "row.move-up", NULL);
  gtk_widget_activate_action (GTK_WIDGET (row (fixture, "x2")), "row.move-down", NULL);
  g_assert_false (rg_own_fields_page_is_busy (fixture->fields));

  /* Dropped on another one: up in front of it, down behind it. */
  g_signal_emit_by_name (row (fixture, "x2"), "move-before", row (fixture, "x3"));
  wait_for (fixture, "二:text::;三:text::;一:text::;");
  g_signal_emit_by_name (row (fixture, "x2"), "move-before", row (fixture, "x1"));
  wait_for (fixture, "三:text::;一:text::;二:text::;");

  gtk_widget_activate_action (GTK_WIDGET (row (fixture, "x1")), "row.retire", NULL);
  wait_for (fixture, "三:text::;(一:text::);二:text::;");
  /* Over the one that is not shown. */
  gtk_widget_activate_action (GTK_WIDGET (row (fixture, "x2")), "row.move-up", NULL);
  wait_for (fixture, "二:text::;三:text::;(一:text::);");
  g_signal_emit_by_name (row (fixture, "x1"), "retire", FALSE);
  wait_for (fixture, "二:text::;三:text::;一:text::;");
}

static GtkWidget *
find_error (GtkWidget *root)
{
  GtkWidget *found = GTK_IS_LABEL (root) && gtk_widget_has_css_class (root, "field-error") ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_error (child);

  return found;
}

static gboolean
says_limit (gpointer page)
{
  return strstr (gtk_label_get_label (GTK_LABEL (find_error (page))), "200") != NULL;
}

static gpointer
many_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const keys[] = { "entity", "key", "label", "type", "position", "retired" };
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "own_field");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, NULL, "many", error);

  /* The lines alone, which are quickly made, and the last one as it should be. */
  for (guint i = 1; i < RG_CATALOG_MAX_OWN_FIELDS; i++)
    {
      g_autofree char *key = g_strdup_printf ("x%u", 1000 + i);
      RgCell cells[G_N_ELEMENTS (keys)];

      for (guint j = 0; j < G_N_ELEMENTS (keys); j++)
        cells[j] = (RgCell) { .field = rg_entity_find_field (entity, keys[j]), .value = RG_VALUE_INIT };
      rg_value_set_text (&cells[0].value, "relation");
      rg_value_set_text (&cells[1].value, key);
      rg_value_set_text (&cells[2].value, key);
      rg_value_set_text (&cells[3].value, "text");
      rg_value_set_real (&cells[4].value, i);
      rg_value_set_integer (&cells[5].value, 0);
      rg_op_insert (op, entity, cells, G_N_ELEMENTS (keys), error);
      for (guint j = 0; j < G_N_ELEMENTS (keys); j++)
        rg_value_clear (&cells[j].value);
    }
  entity = rg_catalog_find (rg_write_get_catalog (write), "relation");
  return rg_op_add_own_field (op, entity, "last", &rg_type_text, NULL, NULL, error);
}

/* As many as fit, and a sentence instead of one more. */
static void
test_limit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RgOwnFieldPage *page;

  g_free (rg_store_write_sync (fixture->shop->store, many_func, NULL, NULL, &error));
  g_assert_no_error (error);
  page = rg_preferences_edit_field (fixture->dialog, "relation", "");
  rg_own_field_page_set_label (page, "one more");
  rg_own_field_page_save (page);
  wait_until (says_limit, page);
  g_assert_true (gtk_widget_get_visible (find_error (GTK_WIDGET (page))));
}

/* --- settings ------------------------------------------------------------- */

static void
test_mask (Fixture *fixture, gconstpointer data)
{
  GtkWidget *mask = find_widget (GTK_WIDGET (fixture->dialog), ADW_TYPE_SWITCH_ROW);

  adw_switch_row_set_active (ADW_SWITCH_ROW (mask), TRUE);
  g_assert_true (rg_settings_get_boolean (fixture->settings, "mask-phones"));
  adw_switch_row_set_active (ADW_SWITCH_ROW (mask), FALSE);
  g_assert_false (rg_settings_get_boolean (fixture->settings, "mask-phones"));
}

static void
test_no_shop (void)
{
  RgSettings *settings = rg_settings_new ();
  AdwDialog *dialog = g_object_ref_sink (rg_preferences_new (settings, NULL));

  g_assert_null (rg_preferences_get_own_fields (RG_PREFERENCES (dialog)));
  rg_preferences_show_own_fields (RG_PREFERENCES (dialog));
  g_object_unref (dialog);
  g_assert_finalize_object (settings);
}

/* Every type that an owner may choose says what it is for. */
static void
test_explained (void)
{
  for (const RgFieldType *const *type = rg_field_type_list (); *type != NULL; type++)
    g_assert_true ((*type)->own == (*rg_own_field_explain (*type) != '\0'));
}

/* --- classes --------------------------------------------------------------- */

static gpointer
sale_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *sale = rg_catalog_find (rg_write_get_catalog (write), "sale");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "elsewhere", "Sale", error);
  RgCell cells[] = {
    { rg_entity_find_field (sale, "customer_id"), { .kind = RG_VALUE_INTEGER, .integer = 1 } },
    { rg_entity_find_field (sale, "date"), { .kind = RG_VALUE_TEXT, .text = (char *) "2026-11-22" } },
    { rg_entity_find_field (sale, "amount_fen"), { .kind = RG_VALUE_INTEGER, .integer = 500000 } },
  };

  return rg_op_insert (op, sale, cells, 3, error) != 0 ? GINT_TO_POINTER (1) : NULL;
}

typedef struct
{
  char letter[2];
  gint64 score;
  double progress;
  gboolean own; /* numbers of the shop's own */
} Standing;

static gpointer
standing_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (
      rg_read_get_database (read), "SELECT class, score FROM standing WHERE customer_id = 1", error);
  g_autofree char *weights = rg_meta_get (read, "class_weights");
  g_autofree char *thresholds = rg_meta_get (read, "thresholds");
  Standing *standing = data;

  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return NULL;
  g_strlcpy (standing->letter, rg_statement_get_text (statement, 0), sizeof standing->letter);
  standing->score = (gint64) rg_statement_get_real (statement, 1);
  standing->progress = rg_follow_get_progress (read);
  standing->own = weights != NULL || thresholds != NULL;
  return GINT_TO_POINTER (1);
}

static Standing
standing_of_first (Fixture *fixture)
{
  Standing standing = { 0 };
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (fixture->shop->store, standing_func, &standing, NULL, &error);
  g_assert_no_error (error);
  return standing;
}

/* Whoever moves a weight sees everybody judged by it, and can go back. */
static void
test_classes (Fixture *fixture, gconstpointer data)
{
  RgClassesPage *page = rg_preferences_get_classes (fixture->dialog);
  g_autoptr (GError) error = NULL;
  Standing standing;

  rg_preferences_show_classes (fixture->dialog);
  rg_store_write_sync (fixture->shop->store, sale_func, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rg_follow_catch_up (fixture->shop->store, NULL, &error));
  rg_keep_up_start (fixture->shop->store);
  wait_until (is_quiet, fixture);
  g_assert_nonnull (strstr (rg_classes_page_get_formula (page), "Up to 50 points for money"));
  standing = standing_of_first (fixture);
  g_assert_cmpstr (standing.letter, ==, "A");
  g_assert_cmpint (standing.score, ==, 80);

  /* The others give what it gets: 10, 36, 54. */
  rg_classes_page_set_weight (page, RG_CLASS_MONEY, 10);
  g_assert_cmpuint (rg_classes_page_get_weight (page, RG_CLASS_CONTACT), ==, 36);
  g_assert_cmpuint (rg_classes_page_get_weight (page, RG_CLASS_RECENCY), ==, 54);
  wait_until (is_quiet, fixture);
  g_assert_nonnull (strstr (rg_classes_page_get_formula (page), "Up to 10 points for money"));
  standing = standing_of_first (fixture);
  g_assert_cmpint (standing.score, ==, 64);
  g_assert_cmpfloat (standing.progress, ==, 1.0);

  /* An A is never easier than a B. */
  rg_classes_page_set_number (page, "class_b", 70);
  wait_until (is_quiet, fixture);
  standing = standing_of_first (fixture);
  g_assert_cmpstr (standing.letter, ==, "C");
  g_assert_nonnull (strstr (rg_classes_page_get_formula (page), "An A from 71 points on, a B from 70"));
  rg_classes_page_set_number (page, "high_value_fen", 1000000);
  wait_until (is_quiet, fixture);
  g_assert_cmpint (standing_of_first (fixture).score, ==, 59);

  rg_classes_page_reset (page);
  wait_until (is_quiet, fixture);
  standing = standing_of_first (fixture);
  g_assert_cmpstr (standing.letter, ==, "A");
  g_assert_cmpint (standing.score, ==, 80);
  g_assert_false (standing.own);
  rg_keep_up_stop (fixture->shop->store);
}

static gpointer
kinds_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgDefaults) defaults = rg_defaults_read (read, error);

  return g_strjoinv (" ", (char **) rg_defaults_get_effective_kinds (defaults));
}

static void
assert_kinds (Fixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kinds = NULL;

  wait_until (is_quiet, fixture);
  kinds = rg_store_read_sync (fixture->shop->store, kinds_func, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kinds, ==, expected);
}

/* Which kinds of contact say something is the owner's to choose; one has to. */
static void
test_effective (Fixture *fixture, gconstpointer data)
{
  static const char *const shipped[] = {
    "call", "visit", "onsite", "message", "meeting", "showing", "trial"
  };
  RgClassesPage *page = rg_preferences_get_classes (fixture->dialog);

  rg_preferences_show_classes (fixture->dialog);
  rg_keep_up_start (fixture->shop->store);
  assert_kinds (fixture, "call visit onsite message meeting showing trial");
  rg_classes_page_choose_kind (page, "note", TRUE);
  rg_classes_page_choose_kind (page, "message", FALSE);
  assert_kinds (fixture, "note call visit onsite meeting showing trial");
  for (guint i = 0; i < G_N_ELEMENTS (shipped); i++)
    rg_classes_page_choose_kind (page, shipped[i], FALSE);
  assert_kinds (fixture, "note");
  rg_classes_page_choose_kind (page, "note", FALSE);
  assert_kinds (fixture, "note");
  /* The one that stayed is chosen, as one sees. */
  rg_classes_page_choose_kind (page, "form", TRUE);
  assert_kinds (fixture, "note form");
  rg_classes_page_reset (page);
  assert_kinds (fixture, "call visit onsite message meeting showing trial");
  rg_keep_up_stop (fixture->shop->store);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, preferences_close)
  ADD ("/app/preferences/add", test_add);
  ADD ("/app/preferences/faults", test_faults);
  ADD ("/app/preferences/choices", test_choices);
  ADD ("/app/preferences/order", test_order);
  ADD ("/app/preferences/limit", test_limit);
  ADD ("/app/preferences/mask", test_mask);
  ADD ("/app/preferences/classes", test_classes);
  ADD ("/app/preferences/effective", test_effective);
  g_test_add_func ("/app/preferences/no-shop", test_no_shop);
  g_test_add_func ("/app/preferences/explained", test_explained);

  return g_test_run ();
}
