/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/deal/rg-deal-pictures.h"

#include "app/deal/rg-deal-acts.h"
#include "app/deal/rg-deal-belongings.h"
#include "app/deal/rg-deal-dialog.h"
#include "app/deal/rg-deal-entry-dialog.h"
#include "app/deal/rg-deal-read.h"
#include "app/record/rg-record-pictures.h"
#include "shop/rg-cells.h"
#include "shop/rg-deal.h"
#include "shop/rg-followup.h"
#include "shop/rg-gates.h"
#include "shop/rg-stages.h"
#include "shop/rg-task.h"

#include <glib/gi18n-lib.h>

/* A deal that is late, before a gate. */

#define DEAL 1
#define SECOND 2
#define THIRD 3
#define A_DAY G_GINT64_CONSTANT (86400000)
#define LATE_DAYS 20

static gboolean
add_gates (RgOp *op, GError **error)
{
  static const char *const fields[] = { "expected", "source", NULL };

  return rg_gate_add (op, THIRD, &(RgGateWords) { .kind = RG_GATE_ATTACHMENTS, .what = "设计方案", .n = 2 },
                      error) != 0 &&
         rg_gate_add (op, THIRD, &(RgGateWords) { .kind = RG_GATE_CONTACTS, .n = 3 }, error) != 0 &&
         rg_gate_add (op, THIRD, &(RgGateWords) { .kind = RG_GATE_FIELDS, .fields = fields }, error) != 0 &&
         rg_gate_add (op, THIRD, &(RgGateWords) { .kind = RG_GATE_SALE, .amount_fen = 100000 }, error) != 0;
}

static gboolean
add_belongings (RgOp *op, GError **error)
{
  return rg_followup_add (op, 1,
                          &(RgFollowup) { .deal_id = DEAL,
                                          .kind = "onsite",
                                          .text = "量了客厅和主卧，想要浅色橡木",
                                          .staff = "李静",
                                          .at = rg_clock_now () },
                          error) != 0 &&
         rg_task_add (op,
                      &(RgTaskWords) { .customer_id = 1,
                                       .deal_id = DEAL,
                                       .title = "发初步报价",
                                       .kind = "message",
                                       .due = "2026-11-24",
                                       .staff = "李静" },
                      error) != 0;
}

static gpointer
fill_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "", error);
  RgCatalog *catalog = rg_write_get_catalog (write);
  g_auto (RgCells) customer = RG_CELLS_INIT (rg_catalog_find (catalog, "customer"));
  g_auto (RgCells) contact = RG_CELLS_INIT (rg_catalog_find (catalog, "contact"));
  gint64 now = rg_clock_now ();
  gboolean done;

  if (op == NULL || !rg_stages_ensure (op, error) ||
      !rg_cells_add_text (&customer, "name", "林晓梅", error) ||
      rg_op_insert (op, customer.entity, customer.cells, customer.n, error) == 0)
    return NULL;
  rg_cells_add_integer (&contact, "customer_id", 1);
  if (!rg_cells_add_text (&contact, "name", "林先生", error) ||
      rg_op_insert (op, contact.entity, contact.cells, contact.n, error) == 0)
    return NULL;
  rg_clock_set (now - (LATE_DAYS + 6) * A_DAY);
  done = rg_deal_add (op,
                      &(RgDealWords) { .customer_id = 1,
                                       .contact_id = 1,
                                       .title = "林晓梅 全屋定制",
                                       .product = "橱柜、衣柜",
                                       .amount = "12.8万",
                                       .chance = "",
                                       .owner = "李静",
                                       .notes = "新房，三室两厅，年前要装好" },
                      error) != 0;
  rg_clock_set (now - LATE_DAYS * A_DAY);
  done = done && rg_deal_move (op, DEAL, SECOND, NULL, error);
  done = done && add_belongings (op, error);
  rg_clock_set (now);
  return done && add_gates (op, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

/**
 * rg_deal_pictures_open:
 * @studio: a studio
 *
 * Opens a shop with one deal that is late, and four gates before its next stage.
 *
 * Returns: (transfer none) (nullable): the shop
 */
RgStore *
rg_deal_pictures_open (RgStudio *studio)
{
  g_autofree char *folder = g_build_filename (studio->scratch, "deal-shop", NULL);
  g_autoptr (RgStore) store = NULL;
  g_autoptr (GError) error = NULL;

  rg_studio_remove_shop (studio, folder);
  store = rg_store_open (folder, RG_STORE_CREATE, &error);
  if (store != NULL)
    {
      rg_store_write_sync (store, fill_func, NULL, NULL, &error);
      rg_store_close (store);
    }
  if (error != NULL)
    g_warning ("%s", error->message);
  rg_window_open_shop (studio->window, folder);
  rg_studio_wait (studio);
  return rg_window_get_store (studio->window);
}

/**
 * rg_deal_pictures_dialog:
 * @studio: a studio
 *
 * A deal that is late.
 */
void
rg_deal_pictures_dialog (RgStudio *studio)
{
  rg_deal_dialog_present (GTK_WIDGET (studio->window), rg_deal_pictures_open (studio), DEAL, 0, 0);
  rg_studio_wait (studio);
}

/**
 * rg_deal_pictures_belongings:
 * @studio: a studio
 *
 * What belongs to it.
 */
void
rg_deal_pictures_belongings (RgStudio *studio)
{
  rg_deal_pictures_dialog (studio);
  rg_record_pictures_scroll (GTK_WIDGET (studio->window), RG_TYPE_DEAL_BELONGINGS);
}

/**
 * rg_deal_pictures_gate:
 * @studio: a studio
 *
 * What is missing before the next stage.
 */
void
rg_deal_pictures_gate (RgStudio *studio)
{
  rg_deal_act_move (GTK_WIDGET (studio->window), rg_deal_pictures_open (studio), DEAL, THIRD);
  rg_studio_wait (studio);
}

/**
 * rg_deal_pictures_entry:
 * @studio: a studio
 *
 * An entry that a gate asks for.
 */
void
rg_deal_pictures_entry (RgStudio *studio)
{
  rg_deal_entry_dialog_present (GTK_WIDGET (studio->window), rg_deal_pictures_open (studio), DEAL, 1, "call",
                                _ ("It is put to the deal."));
  rg_studio_wait (studio);
}

/**
 * rg_deal_pictures_lost:
 * @studio: a studio
 *
 * Why a deal is lost.
 */
void
rg_deal_pictures_lost (RgStudio *studio)
{
  rg_deal_act_lose (GTK_WIDGET (studio->window), rg_deal_pictures_open (studio), DEAL);
  rg_studio_wait (studio);
}
