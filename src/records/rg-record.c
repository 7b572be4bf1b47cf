/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-record.h"

#include "records/rg-record-private.h"
#include "records/rg-row-private.h"

typedef struct
{
  RgRecordCache *cache; /* (nullable) */
  gint64 id;
  RgRow *row; /* (nullable) */
  guint64 ticket;
} RgRecordPrivate;

typedef enum
{
  PROP_ID = 1,
  PROP_LOADED,
  PROP_FIELDS, /* from here on, those of the class's entity */
} RgRecordProperty;

static GParamSpec *properties[PROP_FIELDS];
static guint changed_signal, shown_signal;

G_DEFINE_TYPE_WITH_PRIVATE (RgRecord, rg_record, G_TYPE_OBJECT)

/* The key of the field that a property shows. */
static G_DEFINE_QUARK (rg - record - field, field_key)

    static RgRecordPrivate *get_private (RgRecord *self)
{
  return rg_record_get_instance_private (self);
}

/**
 * rg_record_get_id:
 * @self: a record
 *
 * Returns: the row's id
 */
gint64
rg_record_get_id (RgRecord *self)
{
  g_return_val_if_fail (RG_IS_RECORD (self), 0);
  return get_private (self)->id;
}

/**
 * rg_record_is_loaded:
 * @self: a record
 *
 * Returns: whether its row was read
 */
gboolean
rg_record_is_loaded (RgRecord *self)
{
  g_return_val_if_fail (RG_IS_RECORD (self), FALSE);
  return get_private (self)->row != NULL;
}

/**
 * rg_record_get_row:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): the row it shows now
 */
RgRow *
rg_record_get_row (RgRecord *self)
{
  g_return_val_if_fail (RG_IS_RECORD (self), NULL);
  return get_private (self)->row;
}

/**
 * rg_record_get:
 * @self: a record
 * @field: of its entity
 *
 * Returns: (transfer none): the value, valid until the next change; null while
 *   the record is not loaded
 */
const RgValue *
rg_record_get (RgRecord *self, const RgField *field)
{
  static const RgValue nothing = RG_VALUE_INIT;
  RgRow *row = rg_record_get_row (self);

  return row != NULL ? rg_row_get (row, field) : &nothing;
}

/**
 * rg_record_format:
 * @self: a record
 * @field: of its entity
 *
 * Returns: (transfer full): the value as a person reads it; "" for null and
 *   while the record is not loaded
 */
char *
rg_record_format (RgRecord *self, const RgField *field)
{
  RgRow *row = rg_record_get_row (self);

  return row != NULL ? rg_row_format (row, field, RG_FORMAT_DISPLAY) : g_strdup ("");
}

guint64
rg_record_get_ticket (RgRecord *self)
{
  return get_private (self)->ticket;
}

void
rg_record_set_ticket (RgRecord *self, guint64 ticket)
{
  get_private (self)->ticket = ticket;
}

/* Whether the two rows, either of which may be missing, differ in @field. */
static gboolean
differ (const RgRow *before, const RgRow *after, const RgField *field)
{
  if (before != NULL && after != NULL)
    return !rg_row_agrees (before, after, field);
  return !rg_value_is_null (rg_row_get (before != NULL ? before : after, field));
}

static void
announce (RgRecord *self, const RgField *field)
{
  GParamSpec *property;

  g_signal_emit (self, changed_signal, g_quark_from_string (field->key));
  /* Own fields have no property. */
  property = g_object_class_find_property (G_OBJECT_GET_CLASS (self), field->key);
  if (property != NULL && g_param_spec_get_qdata (property, field_key_quark ()) != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), property);
}

/**
 * rg_record_set_row:
 * @self: a record
 * @row: its row as it is now
 *
 * Shows another row and announces each field whose value differs.
 */
void
rg_record_set_row (RgRecord *self, RgRow *row)
{
  RgRecordPrivate *priv;
  g_autoptr (RgRow) before = NULL;
  g_autoptr (RgRow) after = NULL;
  const RgEntity *entity;
  gboolean any;

  g_return_if_fail (RG_IS_RECORD (self));
  g_return_if_fail (rg_row_get_id (row) == get_private (self)->id);
  priv = get_private (self);
  if (priv->row == row)
    return;
  /* Handlers may show yet another row: both of this change are kept. */
  before = g_steal_pointer (&priv->row);
  after = rg_row_ref (row);
  priv->row = rg_row_ref (row);
  entity = rg_row_get_entity (after);
  any = before == NULL;
  g_object_freeze_notify (G_OBJECT (self));
  if (before == NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if (!differ (before, after, field))
        continue;
      any = TRUE;
      announce (self, field);
    }
  g_object_thaw_notify (G_OBJECT (self));
  if (any)
    g_signal_emit (self, shown_signal, 0);
}

static void
rg_record_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RgRecord *self = RG_RECORD (object);
  const char *key = g_param_spec_get_qdata (pspec, field_key_quark ());
  RgRow *row = rg_record_get_row (self);

  if (key != NULL)
    {
      const RgField *field = row != NULL ? rg_entity_find_field (rg_row_get_entity (row), key) : NULL;

      g_value_take_string (value, field != NULL ? rg_record_format (self, field) : g_strdup (""));
      return;
    }
  switch ((RgRecordProperty) id)
    {
    case PROP_ID:
      g_value_set_int64 (value, rg_record_get_id (self));
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, row != NULL);
      break;
    case PROP_FIELDS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rg_record_dispose (GObject *object)
{
  RgRecordPrivate *priv = get_private (RG_RECORD (object));

  if (priv->cache != NULL)
    rg_record_cache_forget (priv->cache, priv->id, RG_RECORD (object));
  g_clear_pointer (&priv->cache, rg_record_cache_unref);
  G_OBJECT_CLASS (rg_record_parent_class)->dispose (object);
}

static void
rg_record_finalize (GObject *object)
{
  g_clear_pointer (&get_private (RG_RECORD (object))->row, rg_row_unref);
  G_OBJECT_CLASS (rg_record_parent_class)->finalize (object);
}

static void
rg_record_class_init (RgRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rg_record_get_property;
  object_class->dispose = rg_record_dispose;
  object_class->finalize = rg_record_finalize;
  /**
   * RgRecord:id:
   *
   * The row's id.
   */
  properties[PROP_ID] =
      g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * RgRecord:loaded:
   *
   * Whether the row was read.
   */
  properties[PROP_LOADED] =
      g_param_spec_boolean ("loaded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, PROP_FIELDS, properties);
  /**
   * RgRecord::changed:
   * @self: the record
   *
   * A field has another value; its key is the detail.
   */
  changed_signal =
      g_signal_new ("changed", RG_TYPE_RECORD, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED | G_SIGNAL_NO_RECURSE, 0,
                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * RgRecord::shown:
   * @self: the record
   *
   * It was loaded, or fields have other values: once, after each was announced.
   */
  shown_signal =
      g_signal_new ("shown", RG_TYPE_RECORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rg_record_init (RgRecord *self)
{
}

/* The built-in fields, for as long as there are classes. */
static const RgEntity *
built_in (const char *entity)
{
  static RgCatalog *catalog;

  if (g_once_init_enter_pointer (&catalog))
    g_once_init_leave_pointer (&catalog, rg_catalog_new (NULL));
  return rg_catalog_find (catalog, entity);
}

void
rg_record_class_install_fields (RgRecordClass *klass)
{
  const RgEntity *entity = built_in (klass->entity);

  /* Classes do not inherit this one. */
  G_OBJECT_CLASS (klass)->get_property = rg_record_get_property;
  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);
      g_autofree char *name = g_strdelimit (g_strdup (field->key), "_", '-');
      GParamSpec *property =
          g_param_spec_string (name, NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY);

      g_param_spec_set_qdata (property, field_key_quark (), (gpointer) field->key);
      g_object_class_install_property (G_OBJECT_CLASS (klass), PROP_FIELDS + i, property);
    }
}

RgRecord *
rg_record_new (RgRecordCache *cache, GType type, gint64 id)
{
  RgRecord *self = g_object_new (type, NULL);
  RgRecordPrivate *priv = get_private (self);

  priv->cache = rg_record_cache_ref (cache);
  priv->id = id;
  return self;
}
