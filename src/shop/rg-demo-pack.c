/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "shop/rg-demo-pack.h"

#include "shop/rg-demo.h"

#include "rg-packs.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define PACKS RG_APP_PATH "/packs/"

/* --- reading -------------------------------------------------------------- */

/* The packs are part of the program and checked by a test, so that what is
 * missing in them is a mistake of ours and not of the owner's. */

static int
get_int (JsonObject *object, const char *name, int fallback)
{
  return (int) json_object_get_int_member_with_default (object, name, fallback);
}

static char *
dup_text (JsonObject *object, const char *name)
{
  return g_strdup (json_object_get_string_member_with_default (object, name, NULL));
}

/* An array of texts, or of pairs of a text and its weight. */
static RgDemoList *
read_list (JsonArray *array)
{
  RgDemoList *list = rg_demo_list_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_ARRAY (node))
        {
          JsonArray *pair = json_node_get_array (node);

          rg_demo_list_add (list, json_array_get_string_element (pair, 0),
                            (guint) json_array_get_int_element (pair, 1));
        }
      else
        {
          rg_demo_list_add (list, json_node_get_string (node), 1);
        }
    }
  return list;
}

static RgDemoList *
read_list_member (JsonObject *object, const char *name)
{
  return read_list (json_object_has_member (object, name) ? json_object_get_array_member (object, name)
                                                          : NULL);
}

static void
read_range (JsonObject *object, const char *name, int *min, int *max)
{
  JsonArray *array;

  if (!json_object_has_member (object, name))
    return;
  array = json_object_get_array_member (object, name);
  *min = (int) json_array_get_int_element (array, 0);
  *max = (int) json_array_get_int_element (array, 1);
}

static GPtrArray *
read_texts (JsonArray *array)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (texts, g_strdup (json_array_get_string_element (array, i)));
  return texts;
}

static RgDemoStage *
read_stage (JsonObject *object)
{
  RgDemoStage *stage = g_new0 (RgDemoStage, 1);

  stage->name = dup_text (object, "name");
  stage->weight = (guint) get_int (object, "weight", 1);
  stage->next = get_int (object, "next", 0);
  read_range (object, "sales", &stage->sales[0], &stage->sales[1]);
  read_range (object, "age", &stage->age[0], &stage->age[1]);
  read_range (object, "idle", &stage->idle[0], &stage->idle[1]);
  return stage;
}

static RgDemoField *
read_field (JsonObject *object)
{
  RgDemoField *field = g_new0 (RgDemoField, 1);
  JsonArray *weights;

  field->label = dup_text (object, "label");
  field->type = rg_field_type_find (json_object_get_string_member (object, "type"));
  field->share = get_int (object, "share", 100);
  field->step = get_int (object, "step", 1);
  read_range (object, "range", &field->min, &field->max);
  if (json_object_has_member (object, "words"))
    field->choices = read_list_member (object, "words");
  if (json_object_has_member (object, "choices"))
    {
      JsonArray *choices = json_object_get_array_member (object, "choices");

      weights = json_object_get_array_member (object, "weights");
      field->closed = TRUE;
      field->choices = rg_demo_list_new ();
      for (guint i = 0; i < json_array_get_length (choices); i++)
        rg_demo_list_add (field->choices, json_array_get_string_element (choices, i),
                          (guint) json_array_get_int_element (weights, i));
    }
  return field;
}

static RgDemoProduct *
read_product (JsonObject *object, RgDemoList *weights)
{
  RgDemoProduct *product = g_new0 (RgDemoProduct, 1);

  product->item = dup_text (object, "item");
  product->category = dup_text (object, "category");
  product->min = get_int (object, "min", 0);
  product->max = get_int (object, "max", 0);
  product->step = get_int (object, "step", 1);
  product->quantity = get_int (object, "quantity", 1);
  rg_demo_list_add (weights, product->item, (guint) get_int (object, "weight", 1));
  return product;
}

static RgDemoTags *
read_tags (JsonObject *object)
{
  RgDemoTags *tags = g_new0 (RgDemoTags, 1);

  tags->family = dup_text (object, "family");
  tags->color = dup_text (object, "color");
  tags->tags = read_list_member (object, "tags");
  return tags;
}

/* --- sentences ------------------------------------------------------------ */

static void
part_free (gpointer data)
{
  RgDemoPart *part = data;

  g_free (part->text);
  g_free (part);
}

static void
sentence_free (gpointer data)
{
  RgDemoSentence *sentence = data;

  g_ptr_array_unref (sentence->parts);
  g_free (sentence);
}

/* A number behind a word's name only says that it is another of that list. */
static RgDemoPart *
read_gap (const RgDemoPack *pack, const char *name)
{
  RgDemoPart *part = g_new0 (RgDemoPart, 1);
  g_autofree char *plain = g_strdup (name);
  gsize length = strlen (plain);

  if (length > 0 && g_ascii_isdigit (plain[length - 1]))
    plain[length - 1] = '\0';
  part->kind = RG_DEMO_PART_WORD;
  part->list = g_hash_table_lookup (pack->words, plain);
  if (part->list != NULL)
    return part;

  for (guint i = 0; i < pack->fields->len; i++)
    {
      const RgDemoField *field = pack->fields->pdata[i];

      if (strcmp (field->label, plain) == 0)
        {
          part->kind = RG_DEMO_PART_FIELD;
          part->field = i;
          return part;
        }
    }
  if (strcmp (plain, "称呼") == 0)
    part->kind = RG_DEMO_PART_TITLE;
  else if (strcmp (plain, "小区") == 0)
    part->kind = RG_DEMO_PART_ESTATE;
  else if (strcmp (plain, "员工") == 0)
    part->kind = RG_DEMO_PART_STAFF;
  else
    g_error ("A sentence of the pack “%s” has the unknown gap “%s”.", pack->name, name);
  return part;
}

static RgDemoSentence *
read_sentence (const RgDemoPack *pack, const char *text)
{
  RgDemoSentence *sentence = g_new0 (RgDemoSentence, 1);

  sentence->parts = g_ptr_array_new_with_free_func (part_free);
  while (*text != '\0')
    {
      const char *open = strchr (text, '{');
      const char *close = open != NULL ? strchr (open, '}') : NULL;
      gsize length = close != NULL ? (gsize) (open - text) : strlen (text);

      if (length > 0)
        {
          RgDemoPart *part = g_new0 (RgDemoPart, 1);

          part->text = g_strndup (text, length);
          g_ptr_array_add (sentence->parts, part);
        }
      if (close == NULL)
        break;
      {
        g_autofree char *name = g_strndup (open + 1, (gsize) (close - open - 1));

        g_ptr_array_add (sentence->parts, read_gap (pack, name));
      }
      text = close + 1;
    }
  return sentence;
}

static void
event_free (gpointer data)
{
  RgDemoEvent *event = data;

  g_free (event->kind);
  g_free (event->outcome);
  sentence_free (event->sentence);
  g_free (event);
}

/* Lines of kind, sentence and, perhaps, outcome. */
static GPtrArray *
read_events (const RgDemoPack *pack, JsonArray *array)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (event_free);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonArray *line = json_array_get_array_element (array, i);
      RgDemoEvent *event = g_new0 (RgDemoEvent, 1);

      event->kind = g_strdup (json_array_get_string_element (line, 0));
      event->sentence = read_sentence (pack, json_array_get_string_element (line, 1));
      if (json_array_get_length (line) > 2 && !json_array_get_null_element (line, 2))
        event->outcome = g_strdup (json_array_get_string_element (line, 2));
      g_ptr_array_add (events, event);
    }
  return events;
}

static GPtrArray *
read_sentences (const RgDemoPack *pack, JsonArray *array)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func (sentence_free);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (sentences, read_sentence (pack, json_array_get_string_element (array, i)));
  return sentences;
}

/* --- deals ------------------------------------------------------------------ */

static void
deal_free (gpointer data)
{
  RgDemoDeal *deal = data;

  sentence_free (deal->title);
  g_free (deal->product);
  g_free (deal);
}

static void
gate_free (gpointer data)
{
  RgDemoGate *gate = data;

  g_free (gate->stage);
  g_free (gate->kind);
  g_free (gate->what);
  g_free (gate);
}

static RgDemoGate *
read_gate (JsonArray *line)
{
  RgDemoGate *gate = g_new0 (RgDemoGate, 1);

  gate->stage = g_strdup (json_array_get_string_element (line, 0));
  gate->kind = g_strdup (json_array_get_string_element (line, 1));
  gate->n = (int) json_array_get_int_element (line, 2);
  if (json_array_get_length (line) > 3)
    gate->what = g_strdup (json_array_get_string_element (line, 3));
  return gate;
}

static void
read_deals (RgDemoPack *pack, JsonObject *root)
{
  JsonArray *deals = json_object_get_array_member (root, "deals");
  JsonArray *gates = json_object_get_array_member (root, "gates");

  pack->deals = g_ptr_array_new_with_free_func (deal_free);
  pack->deal_weights = rg_demo_list_new ();
  pack->gates = g_ptr_array_new_with_free_func (gate_free);
  pack->lost = read_list_member (root, "lost");
  pack->passed = read_texts (json_object_get_array_member (root, "passed"));
  for (guint i = 0; i < json_array_get_length (deals); i++)
    {
      JsonObject *object = json_array_get_object_element (deals, i);
      RgDemoDeal *deal = g_new0 (RgDemoDeal, 1);

      deal->title = read_sentence (pack, json_object_get_string_member (object, "title"));
      deal->product = dup_text (object, "product");
      deal->min = get_int (object, "min", 0);
      deal->max = get_int (object, "max", 0);
      deal->step = get_int (object, "step", 1);
      rg_demo_list_add (pack->deal_weights, deal->product, (guint) get_int (object, "weight", 1));
      g_ptr_array_add (pack->deals, deal);
    }
  for (guint i = 0; i < json_array_get_length (gates); i++)
    g_ptr_array_add (pack->gates, read_gate (json_array_get_array_element (gates, i)));
}

/* What people say and do, which has gaps for what the pack read before. */
static void
read_stories (RgDemoPack *pack, JsonObject *root)
{
  static const char *const phases[RG_DEMO_N_PHASES] = { "first", "follow", "after" };
  JsonObject *events = json_object_get_object_member (root, "events");

  pack->notes = read_sentences (pack, json_object_get_array_member (root, "notes"));
  for (guint i = 0; i < RG_DEMO_N_PHASES; i++)
    pack->events[i] = read_events (pack, json_object_get_array_member (events, phases[i]));
  pack->tasks = read_events (pack, json_object_get_array_member (root, "tasks"));
  pack->next = read_sentences (pack, json_object_get_array_member (root, "next"));
}

/* --- the pack ------------------------------------------------------------- */

static void
stage_free (gpointer data)
{
  RgDemoStage *stage = data;

  g_free (stage->name);
  g_free (stage);
}

static void
field_free (gpointer data)
{
  RgDemoField *field = data;

  g_free (field->label);
  rg_demo_list_free (field->choices);
  g_free (field);
}

static void
product_free (gpointer data)
{
  RgDemoProduct *product = data;

  g_free (product->item);
  g_free (product->category);
  g_free (product);
}

static void
tags_free (gpointer data)
{
  RgDemoTags *tags = data;

  g_free (tags->family);
  g_free (tags->color);
  rg_demo_list_free (tags->tags);
  g_free (tags);
}

static GHashTable *
read_lists (JsonObject *object)
{
  GHashTable *lists =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) rg_demo_list_free);
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    g_hash_table_insert (lists, g_strdup (l->data),
                         read_list (json_object_get_array_member (object, l->data)));
  return lists;
}

static JsonParser *
open_file (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (PACKS, name, ".json", NULL);
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (rg_packs_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gconstpointer data;
  gsize size = 0;

  if (bytes == NULL)
    {
      g_set_error (error, RG_DEMO_ERROR, RG_DEMO_ERROR_PACK, _ ("There is no example shop called “%s”."),
                   name);
      return NULL;
    }
  data = g_bytes_get_data (bytes, &size);
  if (!json_parser_load_from_data (parser, data, (gssize) size, error))
    return NULL;
  return g_steal_pointer (&parser);
}

static void
read_objects (RgDemoPack *pack, JsonObject *root)
{
  const struct
  {
    const char *name;
    GPtrArray **array;
    GDestroyNotify free_element;
  } members[] = {
    { "stages", &pack->stages, stage_free },
    { "tags", &pack->tags, tags_free },
    { "fields", &pack->fields, field_free },
    { "products", &pack->products, product_free },
  };

  pack->product_weights = rg_demo_list_new ();
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonArray *array = json_object_get_array_member (root, members[i].name);

      *members[i].array = g_ptr_array_new_with_free_func (members[i].free_element);
      for (guint j = 0; j < json_array_get_length (array); j++)
        {
          JsonObject *object = json_array_get_object_element (array, j);
          gpointer element = i == 0   ? (gpointer) read_stage (object)
                             : i == 1 ? (gpointer) read_tags (object)
                             : i == 2 ? (gpointer) read_field (object)
                                      : (gpointer) read_product (object, pack->product_weights);

          g_ptr_array_add (*members[i].array, element);
        }
    }
  for (guint i = 0; i < pack->stages->len; i++)
    pack->stage_total += ((RgDemoStage *) pack->stages->pdata[i])->weight;
}

/*< private >
 * rg_demo_pack_load:
 * @name: a kind of shop
 */
RgDemoPack *
rg_demo_pack_load (const char *name, GError **error)
{
  g_autoptr (JsonParser) people = open_file ("people", error);
  g_autoptr (JsonParser) parser =
      people != NULL && strcmp (name, "people") != 0 ? open_file (name, error) : NULL;
  JsonObject *root;
  RgDemoPack *pack;

  if (parser == NULL)
    {
      if (people != NULL && error != NULL && *error == NULL)
        g_set_error (error, RG_DEMO_ERROR, RG_DEMO_ERROR_PACK, _ ("There is no example shop called “%s”."),
                     name);
      return NULL;
    }
  root = json_node_get_object (json_parser_get_root (parser));
  pack = g_new0 (RgDemoPack, 1);
  pack->people = read_lists (json_node_get_object (json_parser_get_root (people)));
  pack->name = dup_text (root, "name");
  pack->province = dup_text (root, "province");
  pack->city = dup_text (root, "city");
  pack->company_share = get_int (root, "company_share", 0);
  pack->districts = read_list_member (root, "districts");
  pack->staff = read_list_member (root, "staff");
  pack->staff_skills = read_texts (json_object_get_array_member (root, "staff_skills"));
  pack->children_share = get_int (root, "children_share", 0);
  pack->chore = dup_text (root, "chore");
  pack->sources = read_list_member (root, "sources");
  pack->sale_channels = read_list_member (root, "sale_channels");
  pack->attachment_kinds = read_list_member (root, "attachment_kinds");
  pack->words = read_lists (json_object_get_object_member (root, "words"));
  read_objects (pack, root);
  read_stories (pack, root);
  read_deals (pack, root);
  return pack;
}

void
rg_demo_pack_free (RgDemoPack *pack)
{
  if (pack == NULL)
    return;
  g_free (pack->name);
  g_free (pack->province);
  g_free (pack->city);
  rg_demo_list_free (pack->districts);
  rg_demo_list_free (pack->staff);
  rg_demo_list_free (pack->sources);
  rg_demo_list_free (pack->sale_channels);
  rg_demo_list_free (pack->attachment_kinds);
  rg_demo_list_free (pack->product_weights);
  g_ptr_array_unref (pack->stages);
  g_ptr_array_unref (pack->tags);
  g_ptr_array_unref (pack->fields);
  g_ptr_array_unref (pack->products);
  g_ptr_array_unref (pack->deals);
  rg_demo_list_free (pack->deal_weights);
  rg_demo_list_free (pack->lost);
  g_ptr_array_unref (pack->passed);
  g_ptr_array_unref (pack->gates);
  g_ptr_array_unref (pack->notes);
  g_ptr_array_unref (pack->staff_skills);
  g_ptr_array_unref (pack->tasks);
  g_ptr_array_unref (pack->next);
  g_free (pack->chore);
  for (guint i = 0; i < RG_DEMO_N_PHASES; i++)
    g_ptr_array_unref (pack->events[i]);
  g_hash_table_unref (pack->words);
  g_hash_table_unref (pack->people);
  g_free (pack);
}

const RgDemoList *
rg_demo_pack_people (const RgDemoPack *pack, const char *name)
{
  const RgDemoList *list = g_hash_table_lookup (pack->people, name);

  g_assert (list != NULL);
  return list;
}

const RgDemoStage *
rg_demo_pack_stage (const RgDemoPack *pack, RgDemoRandom *random)
{
  guint lot = (guint) rg_demo_random_range (random, 0, (int) pack->stage_total - 1);

  for (guint i = 0; i < pack->stages->len; i++)
    {
      const RgDemoStage *stage = pack->stages->pdata[i];

      if (lot < stage->weight)
        return stage;
      lot -= stage->weight;
    }
  g_assert_not_reached ();
}

/**
 * rg_demo_list_packs:
 *
 * Returns: (array zero-terminated=1): kinds of example shops, the usual first
 */
const char *const *
rg_demo_list_packs (void)
{
  static const char *const packs[] = {
    "decoration", "coding-school", "beauty-clinic", "mother-and-baby", "estate-agent", "restaurant", NULL
  };

  return packs;
}
