/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-session-private.h"

/* What is imported: the file, and what the owner says about it. */

/* --- the file ------------------------------------------------------------- */

/**
 * rg_import_session_set_file:
 * @self: a session
 * @file: a file of this computer
 *
 * Begins anew with another file, whose encoding is found by itself, as is the
 * sheet and what it holds.
 */
void
rg_import_session_set_file (RgImportSession *self, GFile *file)
{
  g_set_object (&self->file, file);
  g_clear_pointer (&self->name, g_free);
  self->name = g_filename_display_basename (g_file_peek_path (file));
  g_clear_pointer (&self->encoding, g_free);
  g_clear_pointer (&self->sheet, g_free);
  g_clear_pointer (&self->entity, g_free);
  rg_import_session_look (self);
}

/**
 * rg_import_session_set_entity:
 * @self: a session
 * @entity: (nullable): "customer", "sale" or "deal": what the file holds; %NULL: as
 *   it looks
 */
void
rg_import_session_set_entity (RgImportSession *self, const char *entity)
{
  gboolean differs = g_strcmp0 (entity, rg_import_session_get_entity (self)) != 0;

  g_set_str (&self->entity, entity);
  if (differs && self->file != NULL)
    rg_import_session_look (self);
}

/**
 * rg_import_session_set_encoding:
 * @self: a session
 * @encoding: (nullable): the owner's word; %NULL: as it looks
 */
void
rg_import_session_set_encoding (RgImportSession *self, const char *encoding)
{
  if (g_set_str (&self->encoding, encoding) && self->file != NULL)
    rg_import_session_look (self);
}

/**
 * rg_import_session_set_sheet:
 * @self: a session
 * @sheet: (nullable): name of a workbook's sheet; %NULL: the first that is shown
 *   and has something in it
 */
void
rg_import_session_set_sheet (RgImportSession *self, const char *sheet)
{
  if (g_set_str (&self->sheet, sheet) && self->file != NULL)
    rg_import_session_look (self);
}

/* --- what there is to know ------------------------------------------------ */

/**
 * rg_import_session_get_file:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what is imported
 */
GFile *
rg_import_session_get_file (RgImportSession *self)
{
  return self->file;
}

/**
 * rg_import_session_get_name:
 * @self: a session
 *
 * Returns: (transfer none): what a person calls it
 */
const char *
rg_import_session_get_name (RgImportSession *self)
{
  return self->name != NULL ? self->name : "";
}

/**
 * rg_import_session_is_pasted:
 * @self: a session
 *
 * Returns: whether the rows were pasted, so that there is no file to choose
 */
gboolean
rg_import_session_is_pasted (RgImportSession *self)
{
  return self->scratch != NULL;
}

/**
 * rg_import_session_get_size:
 * @self: a session
 *
 * Returns: the file's size in bytes; 0 until it has been looked at
 */
guint64
rg_import_session_get_size (RgImportSession *self)
{
  return self->size;
}

/**
 * rg_import_session_get_entity:
 * @self: a session
 *
 * Returns: (transfer none): "customer", "sale" or "deal"
 */
const char *
rg_import_session_get_entity (RgImportSession *self)
{
  if (self->entity != NULL)
    return self->entity;
  return self->plan != NULL ? rg_import_plan_get_entity (self->plan) : "customer";
}

/**
 * rg_import_session_get_encoding:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the owner's word
 */
const char *
rg_import_session_get_encoding (RgImportSession *self)
{
  return self->encoding;
}

/**
 * rg_import_session_get_preview:
 * @self: a session
 *
 * Returns: (transfer none) (nullable) (element-type GStrv): the file's first rows
 */
GPtrArray *
rg_import_session_get_preview (RgImportSession *self)
{
  return self->preview;
}

/**
 * rg_import_session_get_sheets:
 * @self: a session
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the names of a
 *   workbook's sheets
 */
const char *const *
rg_import_session_get_sheets (RgImportSession *self)
{
  return (const char *const *) self->sheets;
}

/**
 * rg_import_session_get_sheet:
 * @self: a session
 *
 * Returns: index of the sheet that is looked at
 */
guint
rg_import_session_get_sheet (RgImportSession *self)
{
  return self->shown_sheet;
}
