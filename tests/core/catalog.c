/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-catalog.h"
#include "catalog/rg-text.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static RgOwnField *
own_field (const char *entity, const char *key, const char *label, const char *type)
{
  RgOwnField *own = rg_own_field_new ();

  own->entity = g_strdup (entity);
  own->key = g_strdup (key);
  own->label = g_strdup (label);
  own->type = g_strdup (type);
  return own;
}

static GPtrArray *
own_fields (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) rg_own_field_free);
}

static void
test_built_in (void)
{
  static const char *const keys[] = {
    "customer", "contact",    "identity",        "event",     "sale",     "tag",      "customer_tag",
    "channel",  "attachment", "attachment_kind", "own_field", "relation", "not_same", "view",
    "staff",    "task",       "contact_form",    "stage",     "gate",     "deal",     "deal_move"
  };
  g_autoptr (RgCatalog) catalog = rg_catalog_new (NULL);

  g_assert_cmpuint (rg_catalog_get_n_entities (catalog), ==, G_N_ELEMENTS (keys));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const RgEntity *entity = rg_catalog_find (catalog, keys[i]);

      g_assert_true (rg_catalog_get_entity (catalog, i) == entity);
      g_assert_cmpstr (rg_entity_get_key (entity), ==, keys[i]);
      g_assert_cmpstr (rg_entity_get_label (entity), !=, "");
      g_assert_null (rg_entity_find_field (entity, "id"));
      for (guint j = 0; j < rg_entity_get_n_fields (entity); j++)
        {
          const RgField *field = rg_entity_get_field (entity, j);

          g_assert_cmpuint (field->index, ==, j);
          g_assert_true (rg_entity_find_field (entity, field->key) == field);
          g_assert_cmpstr (rg_field_get_label (field), !=, "");
          g_assert_true (rg_field_type_find (field->type->id) == field->type);
          g_assert_cmpint (field->flags & (RG_FIELD_OWN | RG_FIELD_RETIRED), ==, 0);
          /* A reference and a list of proposals point to something that there is. */
          g_assert_true ((field->type == &rg_type_ref) == (field->target != NULL));
          if (field->target != NULL)
            g_assert_nonnull (rg_catalog_find (catalog, field->target));
          if (field->list != NULL)
            g_assert_nonnull (rg_entity_find_field (rg_catalog_find (catalog, field->list), "name"));
          if (field->type == &rg_type_choice)
            g_assert_nonnull (field->choices);
        }
    }
  g_assert_null (rg_catalog_find (catalog, "dream"));
  g_assert_null (rg_catalog_find (catalog, NULL));
  g_assert_null (rg_entity_find_field (rg_catalog_find (catalog, "tag"), NULL));
}

/* Headers of files are looked up in their normal form, and a header may not
 * mean two fields of one thing. */
static void
test_aliases (void)
{
  g_autoptr (RgCatalog) catalog = rg_catalog_new (NULL);

  for (guint i = 0; i < rg_catalog_get_n_entities (catalog); i++)
    {
      const RgEntity *entity = rg_catalog_get_entity (catalog, i);
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint j = 0; j < rg_entity_get_n_fields (entity); j++)
        {
          const RgField *field = rg_entity_get_field (entity, j);
          g_auto (GStrv) aliases = field->aliases != NULL ? g_strsplit (field->aliases, "|", -1) : NULL;

          for (guint k = 0; aliases != NULL && aliases[k] != NULL; k++)
            {
              g_autofree char *normal = rg_text_normalize (aliases[k]);

              g_test_message ("%s.%s: %s", rg_entity_get_key (entity), field->key, aliases[k]);
              g_assert_cmpstr (aliases[k], !=, "");
              g_assert_cmpstr (aliases[k], ==, normal);
              g_assert_true (g_hash_table_add (seen, g_strdup (aliases[k])));
            }
        }
    }
}

/* The word for the type of a column in a STRICT table. */
static const char *
column_type (RgValueKind storage)
{
  switch (storage)
    {
    case RG_VALUE_INTEGER:
      return "INTEGER";
    case RG_VALUE_REAL:
      return "REAL";
    case RG_VALUE_TEXT:
      return "TEXT";
    case RG_VALUE_NULL:
    default:
      g_assert_not_reached ();
    }
}

/* All steps of the schema, one after the other. */
static char *
read_schema (void)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (int step = 1;; step++)
    {
      g_autofree char *name = g_strdup_printf ("%03d.sql", step);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "schema", name, NULL);
      g_autofree char *sql = NULL;

      if (!g_file_get_contents (path, &sql, NULL, NULL))
        break;
      g_string_append (all, sql);
    }
  g_assert_cmpuint (all->len, >, 0);

  return g_string_free_and_steal (g_steal_pointer (&all));
}

/* Checks the columns that later steps add to the table; gives their number. */
static guint
check_added (const RgEntity *entity, const char *sql)
{
  g_autofree char *opening = g_strdup_printf ("\nALTER TABLE %s ADD COLUMN ", rg_entity_get_key (entity));
  guint n = 0;

  for (const char *line = strstr (sql, opening); line != NULL; line = strstr (line, opening))
    {
      char name[64], type[64];
      const RgField *field;

      line += strlen (opening);
      g_assert_cmpint (sscanf (line, "%63[a-z_] %63[A-Z]", name, type), ==, 2);
      g_test_message ("%s", name);
      field = rg_entity_find_field (entity, name);
      g_assert_nonnull (field);
      g_assert_true (rg_field_has_column (field));
      g_assert_cmpstr (type, ==, column_type (field->type->storage));
      n++;
    }
  return n;
}

/* Every field that is not virtual is a column of the schema, and every column
 * but the id is a field. */
static void
test_schema (void)
{
  g_autoptr (RgCatalog) catalog = rg_catalog_new (NULL);
  g_autofree char *sql = read_schema ();

  for (guint i = 0; i < rg_catalog_get_n_entities (catalog); i++)
    {
      const RgEntity *entity = rg_catalog_get_entity (catalog, i);
      g_autofree char *opening = g_strdup_printf ("CREATE TABLE %s (\n", rg_entity_get_key (entity));
      const char *start = strstr (sql, opening);
      const char *end = start != NULL ? strstr (start, "\n) STRICT;") : NULL;
      g_autofree char *body = NULL;
      g_auto (GStrv) lines = NULL;
      guint n_columns = 0, n_fields = 0;

      g_test_message ("%s", rg_entity_get_key (entity));
      g_assert_nonnull (end);
      body = g_strndup (start + strlen (opening), (gsize) (end - start) - strlen (opening));
      lines = g_strsplit (body, "\n", -1);
      for (guint j = 0; lines[j] != NULL; j++)
        {
          char name[64], type[64];
          const RgField *field;

          if (strstr (lines[j], "CHECK (") == lines[j] + 2)
            continue;
          g_assert_cmpint (sscanf (lines[j], " %63[a-z_] %63[A-Z]", name, type), ==, 2);
          if (strcmp (name, "id") == 0)
            continue;
          n_columns++;
          field = rg_entity_find_field (entity, name);
          g_test_message ("%s", name);
          g_assert_nonnull (field);
          g_assert_true (rg_field_has_column (field));
          /* The sort key is bytes; nobody reads it as a value. */
          if (strcmp (name, "sort_key") != 0)
            g_assert_cmpstr (type, ==, column_type (field->type->storage));
          /* What the table demands, a caller must give, unless it is made or has a default. */
          if (strstr (lines[j], "NOT NULL") != NULL && strstr (lines[j], "DEFAULT") == NULL)
            g_assert_true ((field->flags & (RG_FIELD_REQUIRED | RG_FIELD_DERIVED)) != 0);
        }
      for (guint j = 0; j < rg_entity_get_n_fields (entity); j++)
        n_fields += rg_field_has_column (rg_entity_get_field (entity, j)) ? 1 : 0;
      g_assert_cmpuint (n_columns + check_added (entity, sql), ==, n_fields);
    }
}

static void
test_own (void)
{
  g_autoptr (GPtrArray) own = own_fields ();
  g_autoptr (RgCatalog) catalog = NULL;
  g_autoptr (RgCatalog) plain = rg_catalog_new (NULL);
  static const char *const choices[] = { "大", "小", NULL };
  const RgEntity *entity;
  const RgField *field;
  RgOwnField *sized = own_field ("customer", "x2", "门店大小", "choice");
  RgOwnField *retired = own_field ("customer", "x1", "旧字段", "text");
  guint n_built_in = rg_entity_get_n_fields (rg_catalog_find (plain, "customer"));

  sized->choices = g_strdupv ((char **) choices);
  sized->group = g_strdup ("门店");
  retired->retired = TRUE;
  g_ptr_array_add (own, sized);
  g_ptr_array_add (own, retired);
  g_ptr_array_add (own, own_field ("sale", "x1", "桌号", "text"));
  g_ptr_array_add (own, own_field ("customer", "x3", "备用电话", "phone"));
  catalog = rg_catalog_new (own);
  /* The catalogue keeps copies. */
  g_clear_pointer (&own, g_ptr_array_unref);

  entity = rg_catalog_find (catalog, "customer");
  g_assert_cmpuint (rg_entity_get_n_fields (entity), ==, n_built_in + 3);
  field = rg_entity_get_field (entity, n_built_in);
  g_assert_cmpstr (field->key, ==, "x2");
  g_assert_cmpuint (field->index, ==, n_built_in);
  g_assert_cmpstr (rg_field_get_label (field), ==, "门店大小");
  g_assert_cmpstr (field->group, ==, "门店");
  g_assert_true (field->type == &rg_type_choice);
  g_assert_cmpint (field->flags, ==, RG_FIELD_OWN);
  g_assert_cmpstr (field->choices[1].key, ==, "小");
  g_assert_cmpstr (rg_choice_get_label (field, &field->choices[1]), ==, "小");
  g_assert_null (field->choices[2].key);
  field = rg_entity_find_field (entity, "x1");
  g_assert_cmpint (field->flags, ==, RG_FIELD_OWN | RG_FIELD_RETIRED | RG_FIELD_SEARCHED);
  g_assert_null (field->choices);
  field = rg_entity_find_field (entity, "x3");
  g_assert_cmpint (field->flags, ==, RG_FIELD_OWN | RG_FIELD_SEARCHED | RG_FIELD_MASKED | RG_FIELD_SENSITIVE);
  g_assert_cmpstr (rg_field_get_label (rg_entity_find_field (rg_catalog_find (catalog, "sale"), "x1")), ==,
                   "桌号");
  /* Built-in fields stay where they were. */
  g_assert_cmpuint (rg_entity_find_field (entity, "notes")->index, ==,
                    rg_entity_find_field (rg_catalog_find (plain, "customer"), "notes")->index);
  g_assert_null (rg_entity_find_field (rg_catalog_find (plain, "customer"), "x1"));
}

static void
test_own_left_out (void)
{
  g_autoptr (GPtrArray) own = own_fields ();
  g_autoptr (RgCatalog) catalog = NULL;
  g_autoptr (RgCatalog) plain = rg_catalog_new (NULL);

  g_ptr_array_add (own, own_field ("dream", "x1", "a", "text"));
  g_ptr_array_add (own, own_field ("customer", "x2", "a", "colour"));
  g_ptr_array_add (own, own_field ("customer", "x3", "a", "ref"));
  g_ptr_array_add (own, own_field ("customer", "x4", "a", "instant"));
  g_ptr_array_add (own, own_field ("customer", "name", "a", "text"));
  g_ptr_array_add (own, own_field ("customer", "x", "a", "text"));
  g_ptr_array_add (own, own_field ("customer", "x0", "a", "text"));
  g_ptr_array_add (own, own_field ("customer", "x1; drop", "a", "text"));
  g_ptr_array_add (own, own_field ("customer", NULL, "a", "text"));
  g_ptr_array_add (own, own_field ("customer", "x5", NULL, "text"));
  g_ptr_array_add (own, own_field ("customer", "x6", "a", NULL));
  g_ptr_array_add (own, own_field (NULL, "x7", "a", "text"));
  g_ptr_array_add (own, own_field ("customer", "x8", "first", "text"));
  g_ptr_array_add (own, own_field ("customer", "x8", "second", "text"));
  catalog = rg_catalog_new (own);
  for (guint i = 0; i < rg_catalog_get_n_entities (catalog); i++)
    {
      guint n = rg_entity_get_n_fields (rg_catalog_get_entity (catalog, i));
      guint n_plain = rg_entity_get_n_fields (rg_catalog_get_entity (plain, i));

      g_assert_cmpuint (n, ==, n_plain + (i == 0 ? 1 : 0));
    }
  g_assert_cmpstr (rg_field_get_label (rg_entity_find_field (rg_catalog_find (catalog, "customer"), "x8")),
                   ==, "first");
}

static void
test_own_limit (void)
{
  g_autoptr (GPtrArray) own = own_fields ();
  g_autoptr (RgCatalog) catalog = NULL;
  g_autoptr (RgCatalog) plain = rg_catalog_new (NULL);
  guint n_plain = rg_entity_get_n_fields (rg_catalog_find (plain, "event"));

  for (guint i = 1; i <= RG_CATALOG_MAX_OWN_FIELDS + 50; i++)
    {
      g_autofree char *key = g_strdup_printf ("x%u", i);

      g_ptr_array_add (own, own_field ("event", key, key, "number"));
    }
  g_ptr_array_add (own, own_field ("sale", "x1", "a", "text"));
  catalog = rg_catalog_new (own);
  g_assert_cmpuint (rg_entity_get_n_fields (rg_catalog_find (catalog, "event")), ==,
                    n_plain + RG_CATALOG_MAX_OWN_FIELDS);
  g_assert_nonnull (rg_entity_find_field (rg_catalog_find (catalog, "event"), "x200"));
  g_assert_null (rg_entity_find_field (rg_catalog_find (catalog, "event"), "x201"));
  g_assert_nonnull (rg_entity_find_field (rg_catalog_find (catalog, "sale"), "x1"));
}

static gpointer
use_catalog (gpointer data)
{
  RgCatalog *catalog = data;

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (RgCatalog) mine = rg_catalog_ref (catalog);

      g_assert_nonnull (rg_entity_find_field (rg_catalog_find (mine, "customer"), "x1"));
    }
  rg_catalog_unref (catalog);
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (GPtrArray) own = own_fields ();
  GThread *threads[4];
  RgCatalog *catalog;

  g_ptr_array_add (own, own_field ("customer", "x1", "a", "text"));
  catalog = rg_catalog_new (own);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("catalog", use_catalog, rg_catalog_ref (catalog));
  /* The last thread takes the catalogue with it. */
  rg_catalog_unref (catalog);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
test_boxed (void)
{
  g_autoptr (RgCatalog) catalog = rg_catalog_new (NULL);
  GValue value = G_VALUE_INIT;

  g_value_init (&value, RG_TYPE_CATALOG);
  g_value_set_boxed (&value, catalog);
  g_assert_true (g_value_get_boxed (&value) == catalog);
  g_value_unset (&value);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/built-in", test_built_in);
  g_test_add_func ("/catalog/aliases", test_aliases);
  g_test_add_func ("/catalog/schema", test_schema);
  g_test_add_func ("/catalog/own", test_own);
  g_test_add_func ("/catalog/own-left-out", test_own_left_out);
  g_test_add_func ("/catalog/own-limit", test_own_limit);
  g_test_add_func ("/catalog/threads", test_threads);
  g_test_add_func ("/catalog/boxed", test_boxed);
  return g_test_run ();
}
