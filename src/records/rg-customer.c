/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "records/rg-record.h"

#include "records/rg-record-private.h"

/* A customer. All that it has comes from the catalogue. */
struct _RgCustomer
{
  RgRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (RgCustomer, rg_customer, RG_TYPE_RECORD)

static void
rg_customer_class_init (RgCustomerClass *klass)
{
  RgRecordClass *record_class = RG_RECORD_CLASS (klass);

  record_class->entity = "customer";
  rg_record_class_install_fields (record_class);
}

static void
rg_customer_init (RgCustomer *self)
{
}
