/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-condition-private.h"

#include "catalog/rg-date.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a leaf about a field says, read with the catalogue: which operators a
 * type has, and what they may be compared with. */

/* A bit for each family of types. */
enum
{
  TEXT = 1 << 0,
  CHOICE = 1 << 1,
  CHOICES = 1 << 2,
  YES_NO = 1 << 3,
  ORDERED = 1 << 4, /* numbers, money, times of day */
  DAYS = 1 << 5,    /* dates and instants */
  BIRTHDAY = 1 << 6,
  PHONES = 1 << 7,
  TAGS = 1 << 8,
  STAGE = 1 << 9,
  REF = 1 << 10, /* whose it is */
  ANY_TYPE = (1 << 11) - 1,
};

typedef struct
{
  const char *word;
  const char *positive;
  guint types;
} Operator;

/* What has no value is what a negative one says: "is not won" holds for somebody
 * without a stage. */
static const Operator operators[] = {
  { "empty", "filled", ANY_TYPE },
  { "filled", "filled", ANY_TYPE },
  { "is", "is", TEXT | CHOICE | YES_NO | PHONES | STAGE },
  { "is-not", "is", TEXT | CHOICE | PHONES | STAGE },
  { "contains", "contains", TEXT | PHONES },
  { "contains-not", "contains", TEXT | PHONES },
  { "starts", "starts", TEXT | PHONES },
  { "one-of", "one-of", TEXT | CHOICE | STAGE },
  { "none-of", "one-of", TEXT | CHOICE | STAGE },
  { "has", "has", CHOICES | TAGS },
  { "has-not", "has", CHOICES | TAGS },
  { "=", "=", ORDERED | DAYS },
  { "!=", "=", ORDERED | DAYS },
  { "<", "<", ORDERED | DAYS },
  { "<=", "<=", ORDERED | DAYS },
  { ">", ">", ORDERED | DAYS },
  { ">=", ">=", ORDERED | DAYS },
  { "between", "between", ORDERED | DAYS },
  { "within", "within", BIRTHDAY },
  { "month", "month", BIRTHDAY },
  { "age", "age", BIRTHDAY },
};

static guint
family_of (const RgField *field)
{
  if ((field->flags & RG_FIELD_VIRTUAL) != 0 && (field->flags & RG_FIELD_STANDING) == 0)
    return g_str_equal (field->key, "phones") ? PHONES : g_str_equal (field->key, "tags") ? TAGS : 0;
  if (field->type == &rg_type_choice && field->choices != NULL)
    return CHOICE;
  if (field->type == &rg_type_choices)
    return CHOICES;
  if (field->type == &rg_type_yes_no)
    return YES_NO;
  if (field->type == &rg_type_number || field->type == &rg_type_money || field->type == &rg_type_time)
    return ORDERED;
  if (field->type == &rg_type_date || field->type == &rg_type_instant)
    return DAYS;
  if (field->type == &rg_type_lunar_date)
    return BIRTHDAY;
  if (field->type == &rg_type_ref)
    return g_strcmp0 (field->target, "stage") == 0 ? STAGE : REF;
  return field->type->storage == RG_VALUE_TEXT ? TEXT : 0;
}

static const Operator *
find_operator (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      if (g_str_equal (operators[i].word, word))
        return &operators[i];
    }
  return NULL;
}

/* --- values ------------------------------------------------------------------- */

static void
clear_value (gpointer value)
{
  rg_value_clear (value);
}

static gboolean
refuse_value (const RgField *field, const char *text, const GError *reason, GError **error)
{
  if (reason != NULL)
    return rg_condition_refuse (error, RG_CONDITION_ERROR_VALUE, _ ("Filter by “%s”: %s"),
                                rg_field_get_label (field), reason->message);
  if (*text == '\0')
    return rg_condition_refuse (error, RG_CONDITION_ERROR_VALUE,
                                _ ("Filter by “%s”: what to compare it with is missing."),
                                rg_field_get_label (field));
  return rg_condition_refuse (error, RG_CONDITION_ERROR_VALUE,
                              _ ("Filter by “%s”: it cannot be compared with “%s”."),
                              rg_field_get_label (field), text);
}

static gboolean
refuse_node (const RgField *field, JsonNode *node, GError **error)
{
  g_autofree char *text = node != NULL ? rg_condition_node_text (node) : g_strdup ("");

  return refuse_value (field, text, NULL, error);
}

/* A text goes through the type; a number is what the table keeps (money: fen). */
static gboolean
read_value (const RgField *field, JsonNode *node, RgValue *value, GError **error)
{
  g_autoptr (GError) reason = NULL;
  GType type =
      node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  const char *text = type == G_TYPE_STRING ? json_node_get_string (node) : NULL;

  if (type == G_TYPE_BOOLEAN && field->type == &rg_type_yes_no)
    rg_value_set_integer (value, json_node_get_boolean (node));
  else if (type == G_TYPE_INT64 && field->type == &rg_type_money)
    rg_value_set_integer (value, json_node_get_int (node));
  else if ((type == G_TYPE_INT64 || type == G_TYPE_DOUBLE) && field->type == &rg_type_number)
    rg_value_set_real (value, json_node_get_double (node));
  else if (text == NULL || g_utf8_strlen (text, -1) > RG_CONDITION_MAX_TEXT)
    return refuse_node (field, node, error);
  else if (!rg_field_parse (field, text, value, &reason))
    return refuse_value (field, text, reason, error);
  return !rg_value_is_null (value) || refuse_node (field, node, error);
}

static gboolean
add_stage (const RgConditionJob *job, RgConditionField *test, JsonNode *node, GError **error)
{
  RgValue value = { .kind = RG_VALUE_INTEGER };
  char *name = NULL;

  if (node == NULL)
    return refuse_node (test->field, node, error);
  value.integer = rg_condition_find_stage (job, node, &name, error);
  if (value.integer == 0)
    return FALSE;
  g_array_append_val (test->values, value);
  g_ptr_array_add (test->names, name);
  return TRUE;
}

static gboolean
add_value (const RgConditionJob *job, RgConditionField *test, JsonNode *node, GError **error)
{
  RgValue value = RG_VALUE_INIT;

  if (test->names != NULL)
    return add_stage (job, test, node, error);
  if (!read_value (test->field, node, &value, error))
    {
      rg_value_clear (&value);
      return FALSE;
    }
  g_array_append_val (test->values, value);
  return TRUE;
}

static gboolean
read_list (const RgConditionJob *job, RgConditionField *test, JsonNode *node, GError **error)
{
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return refuse_node (test->field, node, error);
  array = json_node_get_array (node);
  if (json_array_get_length (array) > RG_CONDITION_MAX_TEXT)
    return refuse_node (test->field, node, error);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!add_value (job, test, json_array_get_element (array, i), error))
        return FALSE;
    }
  return TRUE;
}

/* What a part of a text is compared with: as it is written, but the blanks and
 * dashes of a telephone number do not count. */
static gboolean
read_part_text (RgConditionField *test, JsonObject *leaf, GError **error)
{
  gboolean phone = test->field->type == &rg_type_phone || family_of (test->field) == PHONES;
  const char *text;
  GString *kept;

  if (!rg_condition_get_text (leaf, "value", TRUE, &text, error))
    return FALSE;
  kept = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!phone || (*p != ' ' && *p != '-' && *p != '(' && *p != ')'))
        g_string_append_c (kept, *p);
    }
  test->text = g_string_free_and_steal (kept);
  return *test->text != '\0' || refuse_value (test->field, text, NULL, error);
}

static gboolean
read_days (const RgConditionJob *job, RgConditionField *test, JsonObject *leaf, GError **error)
{
  const char *from;
  const char *to = NULL;

  if (!rg_condition_get_text (leaf, "value", TRUE, &from, error) ||
      !rg_condition_day_parse (from, &job->today, &test->from, error))
    return FALSE;
  test->to = test->from;
  return !g_str_equal (test->op, "between") || (rg_condition_get_text (leaf, "to", TRUE, &to, error) &&
                                                rg_condition_day_parse (to, &job->today, &test->to, error));
}

/* --- birthdays ----------------------------------------------------------------- */

static gboolean
read_month (RgConditionField *test, JsonObject *leaf, GError **error)
{
  JsonNode *node = json_object_get_member (leaf, "value");
  const char *text = NULL;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    test->number = json_node_get_int (node);
  else if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    text = json_node_get_string (node);
  test->lunar = text != NULL && g_str_has_prefix (text, "lunar-");
  if (text != NULL && !g_ascii_string_to_signed (test->lunar ? text + strlen ("lunar-") : text, 10, 1, 12,
                                                 &test->number, NULL))
    return refuse_node (test->field, node, error);
  return (test->number >= 1 && test->number <= 12) || refuse_node (test->field, node, error);
}

static gboolean
read_within (RgConditionField *test, JsonObject *leaf, GError **error)
{
  JsonNode *node = json_object_get_member (leaf, "value");
  const char *text = NULL;
  gboolean given;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    text = json_node_get_string (node);
  if (text != NULL && (g_str_equal (text, "this-week") || g_str_equal (text, "this-month")))
    {
      test->number = g_str_equal (text, "this-week") ? RG_CONDITION_THIS_WEEK : RG_CONDITION_THIS_MONTH;
      return TRUE;
    }
  if (!rg_condition_get_whole (leaf, "value", -366, 366, &given, &test->number, error))
    return FALSE;
  return given || refuse_node (test->field, node, error);
}

void
rg_condition_within_days (const RgConditionField *test, const GDate *today, GDate *from, GDate *to)
{
  *from = *today;
  *to = *today;
  if (test->number == RG_CONDITION_THIS_WEEK)
    {
      g_date_subtract_days (from, g_date_get_weekday (today) - 1);
      *to = *from;
      g_date_add_days (to, 6);
    }
  else if (test->number == RG_CONDITION_THIS_MONTH)
    {
      g_date_set_day (from, 1);
      g_date_set_day (to, g_date_get_days_in_month (g_date_get_month (today), g_date_get_year (today)));
    }
  else if (test->number >= 0)
    g_date_add_days (to, (guint) test->number);
  else
    g_date_subtract_days (from, (guint) -test->number);
}

static gboolean
read_age (RgConditionField *test, JsonObject *leaf, GError **error)
{
  gboolean has_from, has_to;

  test->number_to = 200;
  return rg_condition_get_whole (leaf, "value", 0, 200, &has_from, &test->number, error) &&
         rg_condition_get_whole (leaf, "to", 0, 200, &has_to, &test->number_to, error) &&
         (has_from || has_to || refuse_node (test->field, NULL, error));
}

/* --- the whole ------------------------------------------------------------------ */

static gboolean
read_operand (const RgConditionJob *job,
              RgConditionField *test,
              JsonObject *leaf,
              guint family,
              GError **error)
{
  JsonNode *value = json_object_get_member (leaf, "value");
  gboolean two = g_str_equal (test->op, "between") || g_str_equal (test->op, "age");

  if (g_str_equal (test->positive, "filled") && value != NULL)
    return refuse_node (test->field, value, error);
  if (!two && json_object_has_member (leaf, "to"))
    return refuse_node (test->field, json_object_get_member (leaf, "to"), error);
  if (g_str_equal (test->positive, "filled"))
    return TRUE;
  if (family == DAYS)
    return read_days (job, test, leaf, error);
  if (family == BIRTHDAY)
    return g_str_equal (test->op, "within")  ? read_within (test, leaf, error)
           : g_str_equal (test->op, "month") ? read_month (test, leaf, error)
                                             : read_age (test, leaf, error);
  if (g_str_equal (test->positive, "one-of"))
    return read_list (job, test, value, error);
  if (g_str_equal (test->positive, "contains") || g_str_equal (test->positive, "starts") ||
      family == PHONES || family == CHOICES || family == TAGS)
    return read_part_text (test, leaf, error);
  return add_value (job, test, value, error) &&
         (!two || add_value (job, test, json_object_get_member (leaf, "to"), error));
}

/* An own field's "several choices" is compared with the key of one. */
static gboolean
check_choice (const RgConditionField *test, GError **error)
{
  if (test->field->choices == NULL)
    return TRUE;
  for (const RgChoice *choice = test->field->choices; choice->key != NULL; choice++)
    {
      if (g_str_equal (choice->key, test->text))
        return TRUE;
    }
  return refuse_value (test->field, test->text, NULL, error);
}

static const RgField *
find_field (const RgConditionJob *job, const char *key, GError **error)
{
  const RgField *field = rg_entity_find_field (job->entity, key);

  if (field == NULL || family_of (field) == 0 || g_str_equal (key, "sort_key") || g_str_equal (key, "pinyin"))
    {
      rg_condition_refuse (error, RG_CONDITION_ERROR_UNKNOWN, _ ("This shop has no field “%s” to filter by."),
                           key);
      return NULL;
    }
  if ((field->flags & RG_FIELD_RETIRED) != 0)
    {
      rg_condition_refuse (error, RG_CONDITION_ERROR_UNKNOWN, _ ("The field “%s” is out of use."),
                           rg_field_get_label (field));
      return NULL;
    }
  return field;
}

gboolean
rg_condition_field_read (const RgConditionJob *job, JsonObject *leaf, RgConditionField *test, GError **error)
{
  static const char *const known[] = { "field", "op", "value", "to", NULL };
  const char *key, *word;
  const Operator *op;
  guint family;

  *test = (RgConditionField) { 0 };
  if (!rg_condition_only_knows (leaf, known, error) ||
      !rg_condition_get_text (leaf, "field", TRUE, &key, error) ||
      !rg_condition_get_text (leaf, "op", TRUE, &word, error))
    return FALSE;
  test->field = find_field (job, key, error);
  if (test->field == NULL)
    return FALSE;
  family = family_of (test->field);
  op = find_operator (word);
  if (op == NULL || (op->types & family) == 0)
    return rg_condition_refuse (error, RG_CONDITION_ERROR_UNKNOWN,
                                _ ("The field “%s” cannot be filtered by “%s”."),
                                rg_field_get_label (test->field), word);
  test->op = op->word;
  test->positive = op->positive;
  test->negative = op->word != op->positive && !g_str_equal (op->word, op->positive);
  test->values = g_array_new (FALSE, FALSE, sizeof (RgValue));
  g_array_set_clear_func (test->values, clear_value);
  test->names = family == STAGE ? g_ptr_array_new_with_free_func (g_free) : NULL;
  if (read_operand (job, test, leaf, family, error) &&
      (family != CHOICES || test->text == NULL || check_choice (test, error)))
    return TRUE;
  rg_condition_field_clear (test);
  return FALSE;
}

void
rg_condition_field_clear (RgConditionField *test)
{
  g_clear_pointer (&test->values, g_array_unref);
  g_clear_pointer (&test->names, g_ptr_array_unref);
  g_clear_pointer (&test->text, g_free);
}
