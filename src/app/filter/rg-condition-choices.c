/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/filter/rg-condition-choices.h"

#include "shop/rg-tag-looks.h"

#include <glib/gi18n-lib.h>

/* --- how ------------------------------------------------------------------ */

#define FILLED                                                                                               \
  { "filled", N_ ("is filled in") }, { "empty", N_ ("is empty") }

static const RgVerb text_verbs[] = {
  { "contains", N_ ("contains") },
  { "contains-not", N_ ("does not contain") },
  { "is", N_ ("is") },
  { "is-not", N_ ("is not") },
  { "starts", N_ ("begins with") },
  { "one-of", N_ ("is one of") },
  FILLED,
  { NULL, NULL },
};
static const RgVerb choice_verbs[] = {
  { "is", N_ ("is") },
  { "is-not", N_ ("is not") },
  { "one-of", N_ ("is one of") },
  { "none-of", N_ ("is none of") },
  FILLED,
  { NULL, NULL },
};
static const RgVerb phones_verbs[] = {
  { "contains", N_ ("contains") },
  { "starts", N_ ("begins with") },
  { "is", N_ ("is") },
  FILLED,
  { NULL, NULL },
};
static const RgVerb choices_verbs[] = {
  { "has", N_ ("has") },
  { "has-not", N_ ("does not have") },
  FILLED,
  { NULL, NULL },
};
static const RgVerb yes_no_verbs[] = { { "is", N_ ("is") }, FILLED, { NULL, NULL } };
static const RgVerb number_verbs[] = {
  { ">=", N_ ("is at least") },
  { "<=", N_ ("is at most") },
  { ">", N_ ("is more than") },
  { "<", N_ ("is less than") },
  { "=", N_ ("is exactly") },
  { "!=", N_ ("is not exactly") },
  { "between", N_ ("is between") },
  FILLED,
  { NULL, NULL },
};
static const RgVerb day_verbs[] = {
  { "=", N_ ("is on") },
  { ">=", N_ ("is on or after") },
  { "<=", N_ ("is on or before") },
  { "<", N_ ("is before") },
  { ">", N_ ("is after") },
  { "!=", N_ ("is not on") },
  { "between", N_ ("is between") },
  FILLED,
  { NULL, NULL },
};
static const RgVerb birthday_verbs[] = {
  { "within", N_ ("is in the next days") },
  { "month", N_ ("is in the month") },
  { "age", N_ ("makes the age") },
  FILLED,
  { NULL, NULL },
};
static const RgVerb tag_verbs[] = {
  { "has", N_ ("has") },
  { "has-not", N_ ("does not have") },
  { NULL, NULL },
};
static const RgVerb sale_verbs[] = {
  { "count", N_ ("happened") }, { "sum", N_ ("came to") },   { "none", N_ ("did not happen") },
  { "every", N_ ("were all") }, { "last", N_ ("was last") }, { NULL, NULL },
};
static const RgVerb event_verbs[] = {
  { "count", N_ ("happened") },
  { "none", N_ ("did not happen") },
  { "last", N_ ("was last") },
  { NULL, NULL },
};
static const RgVerb relation_verbs[] = {
  { "has", N_ ("has") },
  { "none", N_ ("does not have") },
  { NULL, NULL },
};

static const RgVerb moved_verbs[] = {
  { "has", N_ ("took place") },
  { "none", N_ ("did not take place") },
  { NULL, NULL },
};

static const RgVerb ref_verbs[] = { FILLED, { NULL, NULL } };
static const RgVerb stage_verbs[] = {
  { "is", N_ ("is") },
  { "is-not", N_ ("is not") },
  { "one-of", N_ ("is one of") },
  { "none-of", N_ ("is none of") },
  { NULL, NULL },
};
static const RgVerb flag_verbs[] = {
  { "yes", N_ ("yes") },
  { "no", N_ ("no") },
  { NULL, NULL },
};

static const RgVerb *
verbs_of_field (const RgField *field)
{
  if (field->type == &rg_type_ref)
    return g_strcmp0 (field->target, "stage") == 0 ? stage_verbs : ref_verbs;
  if (g_str_equal (field->key, "phones"))
    return phones_verbs;
  if (field->type == &rg_type_choice && field->choices != NULL)
    return choice_verbs;
  if (field->type == &rg_type_choices)
    return choices_verbs;
  if (field->type == &rg_type_yes_no)
    return yes_no_verbs;
  if (field->type == &rg_type_number || field->type == &rg_type_money || field->type == &rg_type_time)
    return number_verbs;
  if (field->type == &rg_type_date || field->type == &rg_type_instant)
    return day_verbs;
  if (field->type == &rg_type_lunar_date)
    return birthday_verbs;
  return text_verbs;
}

/**
 * rg_topic_get_verbs:
 * @topic: what a row speaks about
 *
 * Returns: (transfer none): what can be said of it, ended by one without an op
 */
const RgVerb *
rg_topic_get_verbs (const RgTopic *topic)
{
  switch (topic->kind)
    {
    case RG_TOPIC_TAG:
      return tag_verbs;
    case RG_TOPIC_TIMELINE:
      return g_str_equal (topic->key, "sale") ? sale_verbs : event_verbs;
    case RG_TOPIC_RELATION:
    case RG_TOPIC_TASK:
      return relation_verbs;
    case RG_TOPIC_MOVED:
    case RG_TOPIC_STEPS:
      return moved_verbs;
    case RG_TOPIC_FLAG:
      return flag_verbs;
    case RG_TOPIC_FIELD:
    default:
      return verbs_of_field (topic->field);
    }
}

/**
 * rg_topic_find_verb:
 * @topic: what a row speaks about
 * @op: (nullable): of the stored form
 *
 * Returns: which of its verbs that is; the first when it is none of them
 */
guint
rg_topic_find_verb (const RgTopic *topic, const char *op)
{
  const RgVerb *verbs = rg_topic_get_verbs (topic);

  for (guint i = 0; verbs[i].op != NULL; i++)
    if (g_strcmp0 (verbs[i].op, op) == 0)
      return i;
  return 0;
}

/* --- what ----------------------------------------------------------------- */

static gboolean
can_filter (const RgField *field)
{
  if (g_str_equal (field->key, "tags") || g_str_equal (field->key, "sort_key") ||
      g_str_equal (field->key, "pinyin") || (field->flags & RG_FIELD_RETIRED) != 0)
    return FALSE;
  return (field->flags & RG_FIELD_SYSTEM) == 0 || g_str_equal (field->key, "created_at") ||
         g_str_equal (field->key, "updated_at");
}

static void
add_topic (GArray *topics, RgTopicKind kind, const char *key, const char *label, const RgField *field)
{
  RgTopic topic = { .kind = kind, .key = key, .label = label, .field = field };

  g_array_append_val (topics, topic);
}

static void
add_choices (GArray *topics, RgTopicKind kind, const RgField *field)
{
  for (const RgChoice *choice = field->choices; choice != NULL && choice->key != NULL; choice++)
    add_topic (topics, kind, choice->key, rg_choice_get_label (field, choice), field);
}

static void
add_tasks (GArray *topics)
{
  add_topic (topics, RG_TOPIC_TASK, "open", _ ("Open Task"), NULL);
  add_topic (topics, RG_TOPIC_TASK, "overdue", _ ("Overdue Task"), NULL);
  add_topic (topics, RG_TOPIC_TASK, "any", _ ("Task, Done or Not"), NULL);
}

static void
add_topics (RgConditionChoices *self, GArray *topics)
{
  const RgEntity *customer = rg_catalog_find (self->catalog, "customer");
  const RgEntity *event = rg_catalog_find (self->catalog, "event");
  const RgEntity *relation = rg_catalog_find (self->catalog, "relation");

  add_topic (topics, RG_TOPIC_TAG, "", _ ("Tag"), NULL);
  add_topic (topics, RG_TOPIC_TIMELINE, "sale", _ ("Sales"), NULL);
  add_topic (topics, RG_TOPIC_TIMELINE, "contact", _ ("Contacts"), NULL);
  add_topic (topics, RG_TOPIC_MOVED, "", _ ("Move to a Life Stage"), rg_entity_find_field (customer, "life"));
  add_tasks (topics);
  for (guint i = 0; i < rg_entity_get_n_fields (customer); i++)
    {
      const RgField *field = rg_entity_get_field (customer, i);

      if (can_filter (field))
        add_topic (topics, RG_TOPIC_FIELD, field->key, rg_field_get_label (field), field);
    }
  add_choices (topics, RG_TOPIC_TIMELINE, rg_entity_find_field (event, "kind"));
  add_choices (topics, RG_TOPIC_RELATION, rg_entity_find_field (relation, "kind"));
}

/* What the program keeps of a deal, and can be asked for all the same. */
static gboolean
can_filter_deals (const RgField *field)
{
  static const char *const kept[] = { "customer_id", "state",     "closed", "lost_reason",
                                      "stage_since", "next_date", NULL };

  return can_filter (field) || g_strv_contains (kept, field->key);
}

static void
add_deal_topics (RgConditionChoices *self, GArray *topics)
{
  const RgEntity *deal = rg_catalog_find (self->catalog, "deal");
  const RgField *stage = rg_entity_find_field (deal, "stage_id");

  add_topic (topics, RG_TOPIC_FIELD, stage->key, rg_field_get_label (stage), stage);
  add_topic (topics, RG_TOPIC_FLAG, "late", _ ("Longer in Its Stage than It May Be"), NULL);
  add_topic (topics, RG_TOPIC_STEPS, "", _ ("Move to a Stage"), rg_entity_find_field (deal, "state"));
  add_topic (topics, RG_TOPIC_FLAG, "passed", _ ("Went through a Closed Gate"), NULL);
  add_tasks (topics);
  for (guint i = 0; i < rg_entity_get_n_fields (deal); i++)
    {
      const RgField *field = rg_entity_get_field (deal, i);

      if (can_filter_deals (field))
        add_topic (topics, RG_TOPIC_FIELD, field->key, rg_field_get_label (field), field);
    }
}

/**
 * rg_condition_choices_get_topics:
 * @choices: what there is
 * @entity: "customer" or "deal"
 *
 * Returns: (transfer none) (element-type RgTopic): what conditions about it speak of
 */
GArray *
rg_condition_choices_get_topics (const RgConditionChoices *choices, const char *entity)
{
  return choices->topics[g_str_equal (entity, "deal") ? 1 : 0];
}

/* (nullable): what is "" of moves and of tags has no key. */
static const char *
key_of_leaf (JsonObject *leaf, gboolean of_deals, RgTopicKind *kind)
{
  const struct
  {
    const char *member;
    RgTopicKind kind;
    const char *key; /* (nullable): what is written in the leaf */
  } members[] = {
    { "field", RG_TOPIC_FIELD, NULL },
    { "timeline", RG_TOPIC_TIMELINE, NULL },
    { "relation", RG_TOPIC_RELATION, NULL },
    { "task", RG_TOPIC_TASK, NULL },
    { "tag", RG_TOPIC_TAG, "" },
    { "moved", of_deals ? RG_TOPIC_STEPS : RG_TOPIC_MOVED, "" },
    { "late", RG_TOPIC_FLAG, "late" },
    { "passed", RG_TOPIC_FLAG, "passed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (leaf, members[i].member))
      {
        *kind = members[i].kind;
        return members[i].key != NULL
                   ? members[i].key
                   : json_object_get_string_member_with_default (leaf, members[i].member, NULL);
      }
  return NULL;
}

/**
 * rg_condition_choices_find_topic:
 * @choices: what there is
 * @entity: of which rows: "customer" or "deal"
 * @leaf: of a condition
 *
 * Returns: what it is about; %G_MAXUINT when that is nothing of this shop
 */
guint
rg_condition_choices_find_topic (const RgConditionChoices *choices, const char *entity, JsonObject *leaf)
{
  const GArray *topics = rg_condition_choices_get_topics (choices, entity);
  RgTopicKind kind;
  const char *key = key_of_leaf (leaf, g_str_equal (entity, "deal"), &kind);

  for (guint i = 0; key != NULL && i < topics->len; i++)
    {
      const RgTopic *topic = &g_array_index (topics, RgTopic, i);

      if (topic->kind == kind && g_str_equal (topic->key, key))
        return i;
    }
  return G_MAXUINT;
}

/* --- tags ----------------------------------------------------------------- */

#define READ_TAGS                                                                                            \
  "WITH RECURSIVE tree (id, path, depth) AS ("                                                               \
  " SELECT id, name, 0 FROM tag WHERE parent_id IS NULL AND retired = 0"                                     \
  " UNION ALL"                                                                                               \
  " SELECT g.id, tree.path || ' / ' || g.name, tree.depth + 1 FROM tree JOIN tag g ON g.parent_id = tree.id" \
  " WHERE g.retired = 0 AND tree.depth < 16)"                                                                \
  " SELECT id, path FROM tree ORDER BY path"

static gboolean
read_tags (RgConditionChoices *self, RgRead *read, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), READ_TAGS, error);
  gint64 any = 0;
  RgStep step;

  if (statement == NULL)
    return FALSE;
  g_array_append_val (self->tag_ids, any);
  g_ptr_array_add (self->tags, g_strdup (_ ("Any tag at all")));
  for (guint i = 0; i < RG_TAG_N_FAMILIES; i++)
    {
      gint64 kind = -1 - (gint64) i;

      g_array_append_val (self->tag_ids, kind);
      g_ptr_array_add (self->tags, g_strdup_printf (_ ("Any tag of the kind “%s”"), rg_tag_family_label (i)));
    }
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_integer (statement, 0);

      g_array_append_val (self->tag_ids, id);
      g_ptr_array_add (self->tags, g_strdup (rg_statement_get_text (statement, 1)));
    }
  return step != RG_STEP_ERROR;
}

/**
 * rg_condition_choices_new:
 * @read: a read transaction
 * @error: return location for an error
 *
 * Returns: (transfer full): what there is in this shop now
 */
RgConditionChoices *
rg_condition_choices_new (RgRead *read, GError **error)
{
  g_autoptr (RgConditionChoices) self = g_new0 (RgConditionChoices, 1);

  g_atomic_ref_count_init (&self->references);
  self->store = g_object_ref (rg_read_get_store (read));
  self->catalog = rg_catalog_ref (rg_read_get_catalog (read));
  for (guint i = 0; i < G_N_ELEMENTS (self->topics); i++)
    self->topics[i] = g_array_new (FALSE, FALSE, sizeof (RgTopic));
  self->tag_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->tags = g_ptr_array_new_with_free_func (g_free);
  add_topics (self, self->topics[0]);
  add_deal_topics (self, self->topics[1]);
  self->stages = rg_stages_list (read, TRUE, error);
  return self->stages != NULL && read_tags (self, read, error) ? g_steal_pointer (&self) : NULL;
}

RgConditionChoices *
rg_condition_choices_ref (RgConditionChoices *choices)
{
  g_atomic_ref_count_inc (&choices->references);
  return choices;
}

void
rg_condition_choices_unref (RgConditionChoices *choices)
{
  if (!g_atomic_ref_count_dec (&choices->references))
    return;
  g_object_unref (choices->store);
  for (guint i = 0; i < G_N_ELEMENTS (choices->topics); i++)
    g_array_unref (choices->topics[i]);
  g_clear_pointer (&choices->stages, g_ptr_array_unref);
  g_array_unref (choices->tag_ids);
  g_ptr_array_unref (choices->tags);
  rg_catalog_unref (choices->catalog);
  g_free (choices);
}

/* --- lists to choose from ------------------------------------------------- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 4);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), text);
}

/**
 * rg_condition_drop_down:
 * @labels: (array zero-terminated=1): what can be chosen
 * @name: what is chosen, for those who do not see it
 * @search: whether it can be searched
 *
 * Returns: (transfer floating): a #GtkDropDown
 */
GtkWidget *
rg_condition_drop_down (const char *const *labels, const char *name, gboolean search)
{
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (labels);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (drop_down), factory);
  if (search)
    {
      g_autoptr (GtkExpression) text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

      gtk_drop_down_set_expression (GTK_DROP_DOWN (drop_down), text);
      gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop_down), TRUE);
      gtk_drop_down_set_search_match_mode (GTK_DROP_DOWN (drop_down), GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return drop_down;
}
