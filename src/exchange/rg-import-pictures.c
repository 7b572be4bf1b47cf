/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-run.h"

#include "exchange/rg-picture-type.h"

#include "shop/rg-attachment-kinds.h"

#include <glib/gi18n-lib.h>

/* Pictures and other files that a row brings become attachments of its person. */

/* Whether the customer has a file with that content. */
static gboolean
is_attached (RgImportRun *run, guint32 id, const char *hash, gboolean *attached, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  *attached = FALSE;
  if (id >= RG_IMPORT_VIRTUAL)
    return TRUE;
  statement = rg_database_prepare (rg_read_get_database (run->read),
                                   "SELECT 1 FROM attachment WHERE customer_id = ?1 AND hash = ?2", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, id);
  rg_statement_bind_text (statement, 1, hash);
  step = rg_statement_step (statement, error);
  *attached = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

static gboolean
attach (RgImportRun *run, guint32 id, const RgGridPicture *picture, GError **error)
{
  gboolean is_picture = rg_picture_type (picture->bytes, NULL) != NULL;
  RgOp *op = rg_import_run_op (run, error);

  if (op == NULL || (is_picture && !rg_attachment_kinds_ensure (op, _ ("Photo"), error)))
    return FALSE;
  run->since_pause++;
  return rg_op_attach_bytes (op, id, picture->bytes, picture->name != NULL ? picture->name : "file",
                             picture->type, is_picture ? _ ("Photo") : NULL, error) != 0;
}

/**
 * rg_import_take_pictures:
 * @run: a run
 * @id: a customer's; may be virtual
 * @cells: the row that he is in
 * @error: return location for an error
 *
 * Attaches what the row brings, unless he has a file of the same content: a file
 * that is imported again brings nothing.
 *
 * Returns: %FALSE on error
 */
gboolean
rg_import_take_pictures (RgImportRun *run, guint32 id, const RgGridRow *cells, GError **error)
{
  for (guint i = 0; i < cells->n_pictures; i++)
    {
      const RgGridPicture *picture = &cells->pictures[i];
      g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture->bytes);
      gboolean attached;

      if (!is_attached (run, id, hash, &attached, error))
        return FALSE;
      if (attached)
        continue;
      run->report->attachments++;
      if (run->write != NULL && !attach (run, id, picture, error))
        return FALSE;
    }
  return TRUE;
}
