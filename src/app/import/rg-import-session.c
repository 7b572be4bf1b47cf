/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-session-private.h"

#include "app/rg-change.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

typedef enum
{
  PROP_STATE = 1,
} RgImportSessionProperty;

static GParamSpec *properties[PROP_STATE + 1];

enum
{
  LOOKED,
  MAPPED,
  ANSWERED,
  TRIED,
  WRITTEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (RgImportState,
                    rg_import_state,
                    G_DEFINE_ENUM_VALUE (RG_IMPORT_STATE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (RG_IMPORT_STATE_LOOKING, "looking"),
                    G_DEFINE_ENUM_VALUE (RG_IMPORT_STATE_TRYING, "trying"),
                    G_DEFINE_ENUM_VALUE (RG_IMPORT_STATE_WRITING, "writing"))

G_DEFINE_FINAL_TYPE (RgImportSession, rg_import_session, G_TYPE_OBJECT)

/* --- one thing at a time -------------------------------------------------- */

static void
begin_wanted (RgImportSession *self)
{
  RgImportState wanted = self->wanted;

  self->wanted = RG_IMPORT_STATE_IDLE;
  if (wanted == RG_IMPORT_STATE_IDLE)
    return;

  g_clear_error (&self->error);
  g_mutex_lock (&self->mutex);
  self->rows = 0;
  self->fraction = 0;
  g_mutex_unlock (&self->mutex);
  self->state = wanted;
  self->cancellable = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);

  if (wanted == RG_IMPORT_STATE_LOOKING)
    rg_import_session_begin_look (self);
  else if (wanted == RG_IMPORT_STATE_TRYING)
    rg_import_session_begin_try (self);
  else
    rg_import_session_begin_write (self);
}

static void
want (RgImportSession *self, RgImportState state)
{
  self->wanted = state;
  if (self->state == RG_IMPORT_STATE_IDLE)
    begin_wanted (self);
  else
    g_cancellable_cancel (self->cancellable);
}

/**
 * rg_import_session_end:
 * @self: a session in which something went on
 * @error: (transfer full) (nullable): why it came to nothing
 *
 * Begins with what was asked for meanwhile; else says that it is over.
 */
void
rg_import_session_end (RgImportSession *self, GError *error)
{
  static const guint ends[] = {
    [RG_IMPORT_STATE_LOOKING] = LOOKED, [RG_IMPORT_STATE_TRYING] = TRIED, [RG_IMPORT_STATE_WRITING] = WRITTEN
  };
  RgImportState ended = self->state;
  gboolean stopped = g_cancellable_is_cancelled (self->cancellable);

  g_clear_object (&self->cancellable);
  self->state = RG_IMPORT_STATE_IDLE;
  g_clear_error (&self->error);
  self->error = error;
  if (self->wanted != RG_IMPORT_STATE_IDLE)
    {
      begin_wanted (self);
      return;
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  /* Who stopped to look or to try knows. */
  if (!stopped || ended == RG_IMPORT_STATE_WRITING)
    g_signal_emit (self, signals[ends[ended]], 0);
}

/**
 * rg_import_session_stop:
 * @self: a session
 *
 * Stops what goes on. An import that is stopped is taken back; "written" says
 * when. What is stopped before says nothing.
 */
void
rg_import_session_stop (RgImportSession *self)
{
  self->wanted = RG_IMPORT_STATE_IDLE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/**
 * rg_import_session_get_progress:
 * @self: a session
 * @rows: (out): rows read so far
 * @fraction: (out): of the file, 0 to 1
 */
void
rg_import_session_get_progress (RgImportSession *self, guint64 *rows, double *fraction)
{
  g_mutex_lock (&self->mutex);
  *rows = self->rows;
  *fraction = self->fraction;
  g_mutex_unlock (&self->mutex);
}

/**
 * rg_import_session_look:
 * @self: a session with a file
 *
 * Opens the file and guesses its columns.
 */
void
rg_import_session_look (RgImportSession *self)
{
  g_return_if_fail (self->file != NULL);

  want (self, RG_IMPORT_STATE_LOOKING);
}

/* --- the columns ---------------------------------------------------------- */

/**
 * rg_import_session_set_column:
 * @self: a session that is idle
 * @index: a column's
 * @target: what becomes of it
 * @field: (nullable): for a field: "ENTITY.KEY"
 * @type: (nullable): for a new field
 */
void
rg_import_session_set_column (RgImportSession *self,
                              guint index,
                              RgImportTarget target,
                              const char *field,
                              const RgFieldType *type)
{
  g_return_if_fail (self->plan != NULL && self->state == RG_IMPORT_STATE_IDLE);

  g_clear_pointer (&self->trial, rg_import_report_free);
  if (rg_import_plan_set_column (self->plan, index, target, field, type, NULL))
    g_signal_emit (self, signals[MAPPED], 0);
}

/**
 * rg_import_session_set_label:
 * @self: a session that is idle
 * @index: a column's
 * @label: what the own field that is made for it is called
 */
void
rg_import_session_set_label (RgImportSession *self, guint index, const char *label)
{
  g_return_if_fail (self->plan != NULL && self->state == RG_IMPORT_STATE_IDLE);

  g_clear_pointer (&self->trial, rg_import_report_free);
  rg_import_plan_set_label (self->plan, index, label);
  g_signal_emit (self, signals[MAPPED], 0);
}

/* --- the trial and the import --------------------------------------------- */

/**
 * rg_import_session_set_known:
 * @self: a session
 * @known: what becomes of people who are in the shop already
 */
void
rg_import_session_set_known (RgImportSession *self, RgImportKnown known)
{
  g_clear_pointer (&self->trial, rg_import_report_free);
  self->known = known;
}

/**
 * rg_import_session_set_tags:
 * @self: a session
 * @tags: (array zero-terminated=1): names
 *
 * Says which tags every customer of the file gets. What a trial came to holds on.
 */
void
rg_import_session_set_tags (RgImportSession *self, const char *const *tags)
{
  g_strfreev (self->tags);
  self->tags = g_strdupv ((char **) tags);
}

/**
 * rg_import_session_try:
 * @self: a session with a plan
 * @all: whether to read a long file to its end
 *
 * Reads the rows and counts what would come of them; writes nothing.
 */
void
rg_import_session_try (RgImportSession *self, gboolean all)
{
  g_return_if_fail (self->plan != NULL);

  self->try_all = all;
  want (self, RG_IMPORT_STATE_TRYING);
}

/**
 * rg_import_session_write:
 * @self: a session with a plan
 *
 * Makes the shop when there is none, and imports.
 */
void
rg_import_session_write (RgImportSession *self)
{
  g_return_if_fail (self->plan != NULL);

  want (self, RG_IMPORT_STATE_WRITING);
}

/* --- what there is to know ------------------------------------------------ */

/**
 * rg_import_session_get_window:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): whose shop it goes to
 */
RgWindow *
rg_import_session_get_window (RgImportSession *self)
{
  return self->window;
}

/**
 * rg_import_session_get_state:
 * @self: a session
 *
 * Returns: what goes on
 */
RgImportState
rg_import_session_get_state (RgImportSession *self)
{
  return self->state;
}

/**
 * rg_import_session_get_plan:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the plan
 */
RgImportPlan *
rg_import_session_get_plan (RgImportSession *self)
{
  return self->plan;
}

/**
 * rg_import_session_ref_catalog:
 * @self: a session
 *
 * Returns: (transfer full): the fields there are
 */
RgCatalog *
rg_import_session_ref_catalog (RgImportSession *self)
{
  RgStore *store = self->window != NULL ? rg_window_get_store (self->window) : NULL;

  if (self->catalog != NULL)
    return rg_catalog_ref (self->catalog);
  return store != NULL ? rg_store_ref_catalog (store) : rg_catalog_new (NULL);
}

/**
 * rg_import_session_get_known:
 * @self: a session
 *
 * Returns: what becomes of people who are in the shop already
 */
RgImportKnown
rg_import_session_get_known (RgImportSession *self)
{
  return self->known;
}

/**
 * rg_import_session_get_trial:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what the trial came to
 */
const RgImportReport *
rg_import_session_get_trial (RgImportSession *self)
{
  return self->trial;
}

/**
 * rg_import_session_get_result:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what the import came to
 */
const RgImportReport *
rg_import_session_get_result (RgImportSession *self)
{
  return self->result;
}

/**
 * rg_import_session_get_error:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): why the last thing came to nothing
 */
const GError *
rg_import_session_get_error (RgImportSession *self)
{
  return self->error;
}

/* --- the object ----------------------------------------------------------- */

static void
rg_import_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RgImportSession *self = RG_IMPORT_SESSION (object);

  switch ((RgImportSessionProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rg_import_session_finalize (GObject *object)
{
  RgImportSession *self = RG_IMPORT_SESSION (object);

  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->plan, rg_import_plan_free);
  g_clear_pointer (&self->saved, rg_import_saved_free);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->trial, rg_import_report_free);
  g_clear_pointer (&self->result, rg_import_report_free);
  g_clear_pointer (&self->preview, g_ptr_array_unref);
  g_clear_pointer (&self->catalog, rg_catalog_unref);
  g_clear_object (&self->file);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  rg_import_session_remove_scratch (self);
  g_free (self->text);
  g_free (self->name);
  g_free (self->entity);
  g_free (self->encoding);
  g_strfreev (self->tags);
  g_free (self->sheet);
  g_strfreev (self->sheets);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (rg_import_session_parent_class)->finalize (object);
}

static guint
add_signal (GObjectClass *klass, const char *name)
{
  return g_signal_new (name, G_OBJECT_CLASS_TYPE (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       0);
}

static void
rg_import_session_class_init (RgImportSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rg_import_session_get_property;
  object_class->finalize = rg_import_session_finalize;

  /**
   * RgImportSession:state:
   *
   * What goes on.
   */
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, rg_import_state_get_type (), RG_IMPORT_STATE_IDLE,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[LOOKED] = add_signal (object_class, "looked");
  signals[MAPPED] = add_signal (object_class, "mapped");
  signals[ANSWERED] = add_signal (object_class, "answered");
  signals[TRIED] = add_signal (object_class, "tried");
  signals[WRITTEN] = add_signal (object_class, "written");
}

static void
rg_import_session_init (RgImportSession *self)
{
  g_mutex_init (&self->mutex);
  self->names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

/**
 * rg_import_session_new:
 * @window: whose shop it goes to
 * @file: (nullable): a file of this computer
 *
 * Returns: (transfer full): a session that has not looked at the file yet
 */
RgImportSession *
rg_import_session_new (RgWindow *window, GFile *file)
{
  RgImportSession *self = g_object_new (RG_TYPE_IMPORT_SESSION, NULL);

  g_set_weak_pointer (&self->window, window);
  if (file != NULL)
    {
      self->file = g_object_ref (file);
      self->name = g_filename_display_basename (g_file_peek_path (file));
    }
  return self;
}
