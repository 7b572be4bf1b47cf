/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-search-private.h"

#include "store/rg-database-private.h"

#include "catalog/rg-text.h"
#include "store/rg-own-fields.h"
#include "store/rg-pinyin.h"
#include "store/rg-sql.h"

#include <string.h>

/* How a row's texts become the documents of the search tables. Rows are read
 * as they are now, so it does not matter what brought them there. */

/* What a column's text is good for. */
typedef enum
{
  ROLE_TEXT,
  ROLE_NAME,
  ROLE_PHONE,
  ROLE_EMAIL,
  ROLE_IDENTITY, /* depends on the kind in the row */
} Role;

typedef struct
{
  guint n_extra; /* columns read before the searched ones; the first is the document's id */
  GArray *roles; /* (element-type Role) */
  char *sql[2];  /* for a range, for a list */
} Part;

enum
{
  PART_CUSTOMER,
  PART_CONTACT,
  PART_IDENTITY,
  PART_RELATION,
  PART_TAG,
  PART_EVENT,
  PART_SALE,
  N_PARTS,
};

struct _RgSearchReader
{
  RgDatabase *shop;
  RgCatalog *catalog;
  Part parts[N_PARTS];
  GPtrArray *docs; /* of the last reading */
  GPtrArray *pool; /* documents to use again */
  GString *scratch;
};

static void
doc_free (RgSearchDoc *doc)
{
  g_string_free (doc->text, TRUE);
  g_string_free (doc->words, TRUE);
  g_string_free (doc->names, TRUE);
  g_string_free (doc->phones, TRUE);
  g_free (doc);
}

static RgSearchDoc *
take_doc (RgSearchReader *self, gint64 id)
{
  RgSearchDoc *doc;

  if (self->docs->len < self->pool->len)
    {
      doc = g_ptr_array_index (self->pool, self->docs->len);
      g_string_truncate (doc->text, 0);
      g_string_truncate (doc->words, 0);
      g_string_truncate (doc->names, 0);
      g_string_truncate (doc->phones, 0);
      doc->customer = 0;
    }
  else
    {
      doc = g_new0 (RgSearchDoc, 1);
      doc->text = g_string_new (NULL);
      doc->words = g_string_new (NULL);
      doc->names = g_string_new (NULL);
      doc->phones = g_string_new (NULL);
      g_ptr_array_add (self->pool, doc);
    }
  doc->id = id;
  g_ptr_array_add (self->docs, doc);
  return doc;
}

/* --- which columns -------------------------------------------------------- */

gboolean
rg_search_is_searched (const RgField *field)
{
  return (field->flags & RG_FIELD_SEARCHED) != 0 && rg_field_has_column (field) &&
         (field->flags & RG_FIELD_RETIRED) == 0 && field->type->storage == RG_VALUE_TEXT;
}

/* A contact person's place in the family or firm is asked for as well (会计,
 * 妈妈), though it names nobody. */
static gboolean
is_taken (const char *table, const RgField *field)
{
  return rg_search_is_searched (field) ||
         (g_str_equal (table, "contact") && g_str_equal (field->key, "role"));
}

static Role
role_of (const char *table, const RgField *field)
{
  if (field->type == &rg_type_phone)
    return ROLE_PHONE;
  if (field->type == &rg_type_email)
    return ROLE_EMAIL;
  if (g_str_equal (table, "identity") && g_str_equal (field->key, "value"))
    return ROLE_IDENTITY;
  if (g_str_equal (field->key, "name"))
    return ROLE_NAME;
  return ROLE_TEXT;
}

static void
init_part (RgSearchReader *self,
           guint index,
           const char *table,
           const char *key,
           const char *extra,
           guint n_extra)
{
  Part *part = &self->parts[index];
  const RgEntity *entity = rg_catalog_find (self->catalog, table);
  g_autoptr (GString) columns = g_string_new (extra);

  part->n_extra = n_extra;
  part->roles = g_array_new (FALSE, FALSE, sizeof (Role));
  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);
      Role role = role_of (table, field);

      if (!is_taken (table, field))
        continue;
      g_array_append_val (part->roles, role);
      g_string_append_printf (columns, ", \"%s\"", field->key);
    }
  part->sql[0] = g_strdup_printf ("SELECT %s FROM \"%s\" WHERE %s BETWEEN ?1 AND ?2 ORDER BY %s, id",
                                  columns->str, table, key, key);
  part->sql[1] = g_strdup_printf ("SELECT %s FROM \"%s\" WHERE %s IN (SELECT value FROM json_each (?1)) "
                                  "ORDER BY %s, id",
                                  columns->str, table, key, key);
}

static void
init_tags (RgSearchReader *self)
{
  static const char select[] =
      "SELECT ct.customer_id, 0, t.name FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id "
      "WHERE ct.customer_id ";
  Part *part = &self->parts[PART_TAG];
  Role role = ROLE_TEXT;

  part->n_extra = 2;
  part->roles = g_array_new (FALSE, FALSE, sizeof (Role));
  g_array_append_val (part->roles, role);
  part->sql[0] = g_strconcat (select, "BETWEEN ?1 AND ?2 ORDER BY ct.customer_id, ct.id", NULL);
  part->sql[1] =
      g_strconcat (select, "IN (SELECT value FROM json_each (?1)) ORDER BY ct.customer_id, ct.id", NULL);
}

RgSearchReader *
rg_search_reader_new (RgDatabase *shop, GError **error)
{
  RgCatalog *catalog = rg_own_fields_load (shop, error);
  RgSearchReader *self;

  if (catalog == NULL)
    return NULL;
  self = g_new0 (RgSearchReader, 1);
  self->shop = shop;
  self->catalog = catalog;
  self->docs = g_ptr_array_new ();
  self->pool = g_ptr_array_new_with_free_func ((GDestroyNotify) doc_free);
  self->scratch = g_string_new (NULL);
  init_part (self, PART_CUSTOMER, "customer", "id", "id, kind, reading", 3);
  init_part (self, PART_CONTACT, "contact", "customer_id", "customer_id, 0", 2);
  init_part (self, PART_IDENTITY, "identity", "customer_id", "customer_id, kind", 2);
  init_part (self, PART_RELATION, "relation", "customer_id", "customer_id, 0", 2);
  init_tags (self);
  init_part (self, PART_EVENT, "event", "id", "id, customer_id", 2);
  init_part (self, PART_SALE, "sale", "id", "id, customer_id", 2);
  return self;
}

void
rg_search_reader_free (RgSearchReader *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < N_PARTS; i++)
    {
      g_array_unref (self->parts[i].roles);
      g_free (self->parts[i].sql[0]);
      g_free (self->parts[i].sql[1]);
    }
  g_ptr_array_unref (self->docs);
  g_ptr_array_unref (self->pool);
  g_string_free (self->scratch, TRUE);
  rg_catalog_unref (self->catalog);
  g_free (self);
}

gboolean
rg_search_reader_minds (RgSearchReader *self, const char *table, const char *column)
{
  const RgEntity *entity = rg_catalog_find (self->catalog, table);
  const RgField *field = entity != NULL ? rg_entity_find_field (entity, column) : NULL;

  if (field == NULL)
    return FALSE;
  return is_taken (table, field) || g_str_equal (column, "kind") || g_str_equal (column, "reading") ||
         g_str_equal (column, "customer_id") || g_str_equal (column, "tag_id");
}

/* --- one row -------------------------------------------------------------- */

static void
add_text (RgSearchReader *self, RgSearchDoc *doc, const char *text, gboolean words)
{
  gsize before;

  if (doc->text->len > 0)
    g_string_append (doc->text, RG_SEARCH_BREAK " ");
  before = doc->text->len;
  rg_search_segment (text, doc->text);
  if (words)
    rg_search_runs (doc->text->str + before, doc->words);
}

/* Of an address only what stands before the @ is looked up by its beginning:
 * nobody means the owners of every .com when typing "c". */
static void
add_email (RgSearchReader *self, RgSearchDoc *doc, const char *text)
{
  const char *at = strchr (text, '@');

  add_text (self, doc, text, FALSE);
  g_string_truncate (self->scratch, 0);
  if (at != NULL)
    {
      g_autofree char *local = g_strndup (text, (gsize) (at - text));

      rg_search_segment (local, self->scratch);
    }
  else
    {
      rg_search_segment (text, self->scratch);
    }
  rg_search_runs (self->scratch->str, doc->words);
}

static void
add_phone (RgSearchDoc *doc, const char *text)
{
  g_autofree char *normal = rg_text_normalize (text);
  g_autofree char *digits = rg_search_digits (normal);

  if (*digits != '\0')
    g_string_append_printf (doc->phones, "%s ", digits);
}

static void
add_name (RgSearchReader *self, RgSearchDoc *doc, const char *name, gboolean company, const char *reading)
{
  gsize before = doc->names->len;

  add_text (self, doc, name, TRUE);
  rg_search_sounds (name, company, reading, doc->words);
  g_string_append_printf (doc->names, "%c%s\t%s", company ? 'c' : 'p', reading != NULL ? reading : "", name);
  for (char *p = doc->names->str + before; *p != '\0'; p++)
    if (*p == '\n')
      *p = ' ';
  g_string_append_c (doc->names, '\n');
}

static Role
identity_role (const char *kind)
{
  if (g_strcmp0 (kind, "phone") == 0)
    return ROLE_PHONE;
  return g_strcmp0 (kind, "email") == 0 ? ROLE_EMAIL : ROLE_TEXT;
}

static void
add_column (RgSearchReader *self, RgSearchDoc *doc, const Part *part, RgStatement *statement, guint index)
{
  Role role = g_array_index (part->roles, Role, index);
  gboolean customer = part == &self->parts[PART_CUSTOMER];
  gboolean timeline = part == &self->parts[PART_EVENT] || part == &self->parts[PART_SALE];
  const char *text = rg_statement_get_text (statement, (int) (part->n_extra + index));
  const char *kind;

  if (text == NULL || *text == '\0')
    return;
  if (role == ROLE_IDENTITY)
    role = identity_role (rg_statement_get_text (statement, 1));
  switch (role)
    {
    case ROLE_NAME:
      kind = customer ? rg_statement_get_text (statement, 1) : NULL;
      if (customer || part == &self->parts[PART_CONTACT] || part == &self->parts[PART_RELATION])
        add_name (self, doc, text, g_strcmp0 (kind, "company") == 0,
                  customer ? rg_statement_get_text (statement, 2) : NULL);
      else
        add_text (self, doc, text, !timeline);
      break;
    case ROLE_PHONE:
      add_phone (doc, text);
      break;
    case ROLE_EMAIL:
      add_email (self, doc, text);
      break;
    case ROLE_TEXT:
    case ROLE_IDENTITY:
    default:
      add_text (self, doc, text, !timeline);
      break;
    }
}

/* --- many rows ------------------------------------------------------------ */

/* Reads one part of the documents. @first_part makes them; the others add to
 * those that are there, both being in the order of their ids. */
static gboolean
read_part (RgSearchReader *self,
           const Part *part,
           const RgSearchSpan *span,
           const char *list,
           gboolean first_part,
           GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (self->shop, part->sql[list != NULL], error);
  guint next = 0;
  RgStep step;

  if (statement == NULL)
    return FALSE;
  if (list != NULL)
    {
      rg_statement_bind_text (statement, 0, list);
    }
  else
    {
      rg_statement_bind_integer (statement, 0, span->first);
      rg_statement_bind_integer (statement, 1, span->last);
    }
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_integer (statement, 0);
      RgSearchDoc *doc = NULL;

      if (first_part)
        {
          doc = take_doc (self, id);
          doc->customer = part->n_extra == 2 ? rg_statement_get_integer (statement, 1) : id;
        }
      else
        {
          while (next < self->docs->len && ((RgSearchDoc *) g_ptr_array_index (self->docs, next))->id < id)
            next++;
          if (next < self->docs->len)
            doc = g_ptr_array_index (self->docs, next);
          if (doc == NULL || doc->id != id)
            continue;
        }
      for (guint i = 0; i < part->roles->len; i++)
        add_column (self, doc, part, statement, i);
    }
  return step == RG_STEP_DONE;
}

static gboolean
read_parts (RgSearchReader *self, RgSearchSource source, const RgSearchSpan *span, GError **error)
{
  g_autofree char *list = span->ids != NULL ? rg_sql_ids (span->ids, span->n_ids) : NULL;

  if (source == RG_SEARCH_EVENTS)
    return read_part (self, &self->parts[PART_EVENT], span, list, TRUE, error);
  if (source == RG_SEARCH_SALES)
    return read_part (self, &self->parts[PART_SALE], span, list, TRUE, error);
  return read_part (self, &self->parts[PART_CUSTOMER], span, list, TRUE, error) &&
         read_part (self, &self->parts[PART_CONTACT], span, list, FALSE, error) &&
         read_part (self, &self->parts[PART_IDENTITY], span, list, FALSE, error) &&
         read_part (self, &self->parts[PART_RELATION], span, list, FALSE, error) &&
         read_part (self, &self->parts[PART_TAG], span, list, FALSE, error);
}

GPtrArray *
rg_search_reader_read (RgSearchReader *self, RgSearchSource source, const RgSearchSpan *span, GError **error)
{
  gboolean good;

  g_ptr_array_set_size (self->docs, 0);
  if (!rg_database_begin (self->shop, FALSE, error))
    return NULL;
  good = read_parts (self, source, span, error);
  /* Nothing was written. */
  rg_database_rollback (self->shop);
  return good ? self->docs : NULL;
}

/* --- names ---------------------------------------------------------------- */

gboolean
rg_search_names_match (const char *names, const char *query)
{
  const char *line = names;

  while (*line != '\0')
    {
      const char *end = strchr (line, '\n');
      const char *tab = strchr (line, '\t');
      g_autofree char *reading = NULL;
      g_autofree char *name = NULL;

      /* Of several tabs the first one parts the two: a reading has none. */
      if (end == NULL || tab == NULL || tab > end)
        return FALSE;
      if (tab > line + 1)
        reading = g_strndup (line + 1, (gsize) (tab - line - 1));
      name = g_strndup (tab + 1, (gsize) (end - tab - 1));
      if (rg_pinyin_match (name, line[0] == 'c', reading, query))
        return TRUE;
      line = end + 1;
    }
  return FALSE;
}
