/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-catalog.h"

#include "catalog/rg-entities.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _RgEntity
{
  const RgEntityInfo *info;
  RgField *fields;
  guint n_fields;
  GHashTable *by_key; /* key → RgField, both belonging to fields */
};

struct _RgCatalog
{
  gatomicrefcount references;
  RgEntity *entities;
};

static const RgEntityInfo *const entity_infos[] = {
  &rg_entity_customer,     &rg_entity_contact,
  &rg_entity_identity,     &rg_entity_event,
  &rg_entity_sale,         &rg_entity_tag,
  &rg_entity_customer_tag, &rg_entity_channel,
  &rg_entity_attachment,   &rg_entity_attachment_kind,
  &rg_entity_own_field,    &rg_entity_relation,
  &rg_entity_not_same,     &rg_entity_view,
  &rg_entity_staff,        &rg_entity_task,
  &rg_entity_contact_form, &rg_entity_stage,
  &rg_entity_gate,         &rg_entity_deal,
  &rg_entity_deal_move,
};

G_DEFINE_BOXED_TYPE (RgCatalog, rg_catalog, rg_catalog_ref, rg_catalog_unref)

/**
 * rg_own_field_new:
 *
 * Returns: (transfer full): a description with nothing in it
 */
RgOwnField *
rg_own_field_new (void)
{
  return g_new0 (RgOwnField, 1);
}

/**
 * rg_own_field_free:
 * @own: (nullable) (transfer full): what to free, with all that it holds
 */
void
rg_own_field_free (RgOwnField *own)
{
  if (own == NULL)
    return;
  g_free (own->entity);
  g_free (own->key);
  g_free (own->label);
  g_free (own->type);
  g_strfreev (own->choices);
  g_free (own->group);
  g_free (own);
}

/* The key becomes the name of a column: x and a number, nothing else. */
static gboolean
is_own_key (const char *key)
{
  if (key == NULL || key[0] != 'x' || key[1] < '1' || key[1] > '9')
    return FALSE;
  return strspn (key + 1, "0123456789") == strlen (key + 1) && strlen (key) <= 19;
}

/* Whether @own may stand in the catalogue as the next field of @info. */
static gboolean
is_usable (const RgOwnField *own, const RgEntityInfo *info, GHashTable *seen)
{
  const RgFieldType *type = rg_field_type_find (own->type);

  return g_strcmp0 (own->entity, info->key) == 0 && is_own_key (own->key) && own->label != NULL &&
         type != NULL && type->own && !g_hash_table_contains (seen, own->key);
}

static RgChoice *
copy_choices (char **list)
{
  guint n = list != NULL ? g_strv_length (list) : 0;
  RgChoice *choices = n > 0 ? g_new0 (RgChoice, n + 1) : NULL;

  for (guint i = 0; i < n; i++)
    {
      choices[i].key = g_strdup (list[i]);
      choices[i].label = choices[i].key;
    }
  return choices;
}

static RgFieldFlags
flags_for (const RgOwnField *own, const RgFieldType *type)
{
  RgFieldFlags flags = RG_FIELD_OWN;

  if (own->retired)
    flags |= RG_FIELD_RETIRED;
  if (type == &rg_type_text || type == &rg_type_long_text || type == &rg_type_email)
    flags |= RG_FIELD_SEARCHED;
  if (type == &rg_type_phone)
    flags |= RG_FIELD_SEARCHED | RG_FIELD_MASKED | RG_FIELD_SENSITIVE;
  return flags;
}

static void
init_own_field (RgField *field, const RgOwnField *own)
{
  const RgFieldType *type = rg_field_type_find (own->type);
  gboolean chosen = type == &rg_type_choice || type == &rg_type_choices;

  *field = (RgField) {
    .key = g_strdup (own->key),
    .label = g_strdup (own->label),
    .type = type,
    .flags = flags_for (own, type),
    .choices = chosen ? copy_choices (own->choices) : NULL,
    .group = g_strdup (own->group),
  };
}

static void
init_entity (RgEntity *entity, const RgEntityInfo *info, GPtrArray *own)
{
  guint n_own = own != NULL ? own->len : 0;
  guint n_taken = 0;

  entity->info = info;
  entity->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  entity->fields = g_new0 (RgField, info->n_fields + MIN (n_own, RG_CATALOG_MAX_OWN_FIELDS));
  entity->n_fields = info->n_fields;
  memcpy (entity->fields, info->fields, sizeof (RgField) * info->n_fields);
  for (guint i = 0; i < info->n_fields; i++)
    {
      entity->fields[i].index = i;
      g_hash_table_insert (entity->by_key, (gpointer) entity->fields[i].key, &entity->fields[i]);
    }
  for (guint i = 0; i < n_own && n_taken < RG_CATALOG_MAX_OWN_FIELDS; i++)
    {
      const RgOwnField *source = g_ptr_array_index (own, i);
      RgField *field = &entity->fields[entity->n_fields];

      if (!is_usable (source, info, entity->by_key))
        continue;
      init_own_field (field, source);
      field->index = entity->n_fields++;
      g_hash_table_insert (entity->by_key, (gpointer) field->key, field);
      n_taken++;
    }
}

static void
clear_own_field (RgField *field)
{
  for (guint i = 0; field->choices != NULL && field->choices[i].key != NULL; i++)
    g_free ((gpointer) field->choices[i].key);
  g_free ((gpointer) field->choices);
  g_free ((gpointer) field->key);
  g_free ((gpointer) field->label);
  g_free ((gpointer) field->group);
}

/**
 * rg_catalog_new:
 * @own: (element-type RgOwnField) (nullable): the shop's own fields in the
 *   order in which they are to be shown; copied. One that names an unknown
 *   entity, an unknown type, one that owners may not choose, or a key that is
 *   not "x" with a number or was there before, is left out, and so are those
 *   of an entity beyond %RG_CATALOG_MAX_OWN_FIELDS.
 *
 * Returns: (transfer full): a catalogue that never changes
 */
RgCatalog *
rg_catalog_new (GPtrArray *own)
{
  RgCatalog *catalog = g_new0 (RgCatalog, 1);

  g_atomic_ref_count_init (&catalog->references);
  catalog->entities = g_new0 (RgEntity, G_N_ELEMENTS (entity_infos));
  for (guint i = 0; i < G_N_ELEMENTS (entity_infos); i++)
    init_entity (&catalog->entities[i], entity_infos[i], own);
  return catalog;
}

/**
 * rg_catalog_ref:
 * @catalog: a catalogue
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): @catalog
 */
RgCatalog *
rg_catalog_ref (RgCatalog *catalog)
{
  g_atomic_ref_count_inc (&catalog->references);
  return catalog;
}

/**
 * rg_catalog_unref:
 * @catalog: (transfer full): a catalogue
 *
 * The last reference takes the entities and fields with it. May be called
 * from any thread.
 */
void
rg_catalog_unref (RgCatalog *catalog)
{
  if (!g_atomic_ref_count_dec (&catalog->references))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (entity_infos); i++)
    {
      RgEntity *entity = &catalog->entities[i];

      for (guint j = entity->info->n_fields; j < entity->n_fields; j++)
        clear_own_field (&entity->fields[j]);
      g_hash_table_unref (entity->by_key);
      g_free (entity->fields);
    }
  g_free (catalog->entities);
  g_free (catalog);
}

/**
 * rg_catalog_get_n_entities:
 * @catalog: a catalogue
 *
 * Returns: how many kinds of things there are
 */
guint
rg_catalog_get_n_entities (const RgCatalog *catalog)
{
  return G_N_ELEMENTS (entity_infos);
}

/**
 * rg_catalog_get_entity:
 * @catalog: a catalogue
 * @index: less than [func@catalog_get_n_entities]
 *
 * Returns: (transfer none): lives as long as @catalog
 */
const RgEntity *
rg_catalog_get_entity (const RgCatalog *catalog, guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (entity_infos), NULL);
  return &catalog->entities[index];
}

/**
 * rg_catalog_find:
 * @catalog: a catalogue
 * @entity_key: (nullable): such as "customer"
 *
 * Returns: (transfer none) (nullable): lives as long as @catalog
 */
const RgEntity *
rg_catalog_find (const RgCatalog *catalog, const char *entity_key)
{
  for (guint i = 0; i < G_N_ELEMENTS (entity_infos); i++)
    {
      if (g_strcmp0 (entity_infos[i]->key, entity_key) == 0)
        return &catalog->entities[i];
    }
  return NULL;
}

/**
 * rg_entity_get_key:
 * @entity: an entity
 *
 * Returns: (transfer none): its stable name, which is its table's too
 */
const char *
rg_entity_get_key (const RgEntity *entity)
{
  return entity->info->key;
}

/**
 * rg_entity_get_label:
 * @entity: an entity
 *
 * Returns: (transfer none): what a person calls one of them, translated
 */
const char *
rg_entity_get_label (const RgEntity *entity)
{
  return g_dgettext (GETTEXT_PACKAGE, entity->info->label);
}

/**
 * rg_entity_get_n_fields:
 * @entity: an entity
 *
 * Returns: how many fields it has, retired ones included
 */
guint
rg_entity_get_n_fields (const RgEntity *entity)
{
  return entity->n_fields;
}

/**
 * rg_entity_get_field:
 * @entity: an entity
 * @index: less than [func@entity_get_n_fields]
 *
 * Returns: (transfer none): lives as long as the catalogue
 */
const RgField *
rg_entity_get_field (const RgEntity *entity, guint index)
{
  g_return_val_if_fail (index < entity->n_fields, NULL);
  return &entity->fields[index];
}

/**
 * rg_entity_find_field:
 * @entity: an entity
 * @key: (nullable): such as "phone" or "x7"
 *
 * Returns: (transfer none) (nullable): lives as long as the catalogue
 */
const RgField *
rg_entity_find_field (const RgEntity *entity, const char *key)
{
  return key != NULL ? g_hash_table_lookup (entity->by_key, key) : NULL;
}
