/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-history-pictures.h"

#include "app/rg-pictures-private.h"
#include "shop/rg-remove.h"
#include "store/rg-op.h"

#include <glib/gi18n-lib.h>

#define HOURS(n) ((gint64) (n) * 3600 * 1000)

typedef enum
{
  DEED_ADD,
  DEED_RENAME,
  DEED_DELETE,
  DEED_UNDO,
} DeedKind;

typedef struct
{
  DeedKind kind;
  const char *origin;
  const char *label;
  gint64 customer; /* or, to be undone, the operation */
  const char *name;
  gint64 ago; /* hours */
} Deed;

/* The oldest first. */
static const Deed deeds[] = {
  { DEED_ADD, RG_ORIGIN_IMPORT, N_ ("Add %s"), 0, "林晓梅", 75 },
  { DEED_ADD, RG_ORIGIN_WINDOW, N_ ("Add %s"), 0, "陈建国", 51 },
  { DEED_RENAME, RG_ORIGIN_CLI, N_ ("Change %s"), 1, "林小梅", 27 },
  { DEED_ADD, RG_ORIGIN_WINDOW, N_ ("Add %s"), 0, "欧阳娜", 26 },
  { DEED_RENAME, RG_ORIGIN_WINDOW, N_ ("Change %s"), 2, "陈建业", 3 },
  { DEED_UNDO, RG_ORIGIN_WINDOW, NULL, 5, NULL, 2 },
  { DEED_DELETE, RG_ORIGIN_WINDOW, N_ ("Delete %s"), 3, "欧阳娜", 1 },
};

static gboolean
write_name (RgOp *op, const RgEntity *entity, const Deed *deed, GError **error)
{
  RgCell cell = { .field = rg_entity_find_field (entity, "name"), .value = RG_VALUE_INIT };
  gboolean done;

  rg_value_set_text (&cell.value, deed->name);
  done = deed->kind == DEED_ADD ? rg_op_insert (op, entity, &cell, 1, error) != 0
                                : rg_op_update (op, entity, deed->customer, &cell, 1, error);
  rg_value_clear (&cell.value);

  return done;
}

static gpointer
deed_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Deed *deed = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  g_autofree char *label = NULL;
  RgOp *op;
  gboolean done;

  if (deed->kind == DEED_UNDO)
    {
      g_autoptr (RgOperation) undone =
          rg_undo (write, deed->customer, deed->origin, "window", cancellable, error);

      return undone != NULL ? GINT_TO_POINTER (TRUE) : NULL;
    }
  label = g_strdup_printf (_ (deed->label), deed->name);
  op = rg_op_begin (write, deed->origin, "window", label, error);
  if (op == NULL)
    return NULL;
  done = deed->kind == DEED_DELETE ? rg_people_delete (op, deed->customer, error)
                                   : write_name (op, entity, deed, error);

  return done ? GINT_TO_POINTER (TRUE) : NULL;
}

/**
 * rg_history_pictures_shop:
 * @scratch: a folder
 *
 * Returns: (transfer full) (nullable): the folder of a shop in it
 */
char *
rg_history_pictures_shop (const char *scratch)
{
  g_autofree char *folder = g_build_filename (scratch, "history-shop", NULL);
  g_autoptr (RgStore) store = NULL;
  gint64 now = rg_clock_now ();

  rg_pictures_remove (folder);
  store = rg_store_open (folder, RG_STORE_CREATE, NULL);
  for (guint i = 0; store != NULL && i < G_N_ELEMENTS (deeds); i++)
    {
      rg_clock_set (now - HOURS (deeds[i].ago));
      rg_store_write_sync (store, deed_func, (gpointer) &deeds[i], NULL, NULL);
    }
  rg_clock_set (now);
  if (store == NULL)
    return NULL;
  rg_store_close (store);

  return g_steal_pointer (&folder);
}
