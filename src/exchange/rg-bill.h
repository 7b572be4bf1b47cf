/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the import: statements of payment services. */

#include "exchange/rg-grid.h"

G_BEGIN_DECLS

/**
 * RgBillRole:
 * @RG_BILL_OTHER: nothing the reading needs
 * @RG_BILL_TIME: when it was paid
 * @RG_BILL_WHO: who paid
 * @RG_BILL_ACCOUNT: the account of who paid, mostly masked
 * @RG_BILL_ITEM: what for; transfers have their remark here
 * @RG_BILL_WAY: taken in, paid, or neither
 * @RG_BILL_AMOUNT: how much, sometimes with what was paid back in brackets
 * @RG_BILL_PAID: how much was paid, where that has a column of its own
 * @RG_BILL_REFUND: how much was paid back
 * @RG_BILL_FEE: what the service keeps
 * @RG_BILL_STATUS: how it ended
 * @RG_BILL_TYPE: what kind of payment it is
 * @RG_BILL_NUMBER: the service's number of the payment
 * @RG_BILL_REFUND_NUMBER: the service's number of the refund
 * @RG_BILL_REFUND_STATUS: how the refund ended
 * @RG_BILL_REMARK: what the payer or the owner wrote
 * @RG_BILL_N_ROLES: how many there are
 *
 * What a column of a bill is for reading it. What becomes of its cells is the
 * plan's business.
 */
typedef enum
{
  RG_BILL_OTHER,
  RG_BILL_TIME,
  RG_BILL_WHO,
  RG_BILL_ACCOUNT,
  RG_BILL_ITEM,
  RG_BILL_WAY,
  RG_BILL_AMOUNT,
  RG_BILL_PAID,
  RG_BILL_REFUND,
  RG_BILL_FEE,
  RG_BILL_STATUS,
  RG_BILL_TYPE,
  RG_BILL_NUMBER,
  RG_BILL_REFUND_NUMBER,
  RG_BILL_REFUND_STATUS,
  RG_BILL_REMARK,
  RG_BILL_N_ROLES,
} RgBillRole;

/* What becomes of a column's cells, besides the key of a field. */
#define RG_BILL_TO_NOTES "+notes"
#define RG_BILL_TO_NOTHING "+ignore"
#define RG_BILL_TO_NUMBER "+number"

/* What the own field for a payment's number is called, in every bill and every
 * language: it is found again by its name. */
#define RG_BILL_NUMBER_LABEL "交易单号"

/**
 * RgBillColumn:
 * @names: headers that it may have, parted by |, the best first
 * @to: key of the sale's field, "customer.name", or RG_BILL_TO_…
 * @required: whether the bill is recognised by it
 *
 * A column of a bill.
 */
typedef struct
{
  const char *names;
  RgBillRole role;
  const char *to;
  gboolean required;
} RgBillColumn;

/**
 * RgBill:
 * @id: "wechat", "wechat-merchant", "alipay", "alipay-merchant", or a word for
 *   bills that are refused
 * @name: untranslated
 * @channel: what the sales' channel is; data, not translated
 * @source: where customers made of it come from; data, not translated
 * @merchant: whether every row is money of the shop, refunds in rows of their own
 * @refusal: (nullable): for bills without sales: an untranslated sentence with
 *   one %s for the file
 *
 * A kind of bill.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *channel;
  const char *source;
  gboolean merchant;
  const char *refusal;
  const RgBillColumn *columns; /* ends with one without names */
} RgBill;

/* (nullable) */
const RgBill *rg_bill_find (const char *id);
/* Which bill the header is of. (nullable) */
const RgBill *rg_bill_recognize (const char *const *header);
/* (transfer container) (array): for every cell of the header its entry, or %NULL. */
const RgBillColumn **rg_bill_match (const RgBill *bill, const char *const *header);

/**
 * RgBillRow:
 * @cells: cleaned: no backticks, no blanks around, nothing for "/", the amount
 *   as a plain number, the day without its time; valid until the next row
 * @refused: (nullable): a translated sentence: why this is no sale
 * @time: "2019-09-24 10:10:11", or the day alone; "" when it cannot be read
 * @account: of who paid, mostly masked; an OpenID where @is_openid; "" for none
 * @remark: what was written by hand, in one line
 * @number: the payment's, of a refund its own; "" for none
 * @fen: what stays of it; negative for a refund
 * @gross_fen: before something was paid back
 * @lines: (element-type RgBillLine): cells whose text was changed so much that
 *   the notes should have what stood there
 *
 * A row of a bill, understood.
 */
typedef struct
{
  RgGridRow cells;
  const char *refused;
  char *time;
  char *account;
  gboolean is_openid;
  char *remark;
  const char *number;
  gint64 fen;
  gint64 gross_fen;
  GArray *lines;
} RgBillRow;

/**
 * RgBillLine:
 * @column: index
 * @text: the row's own
 */
typedef struct
{
  guint column;
  char *text;
} RgBillLine;

/**
 * RgBillReader:
 *
 * Reads the rows of one bill.
 */
typedef struct _RgBillReader RgBillReader;

RgBillReader *rg_bill_reader_new (const RgBill *bill, const char *const *header);
void rg_bill_reader_free (RgBillReader *reader);
/* Makes it ready for the first row below the header again. */
void rg_bill_reader_rewind (RgBillReader *reader);
/* Index of the column with @role; %G_MAXUINT for none. */
guint rg_bill_reader_get_index (const RgBillReader *reader, RgBillRole role);
/* %NULL for a row that is no record: blank, a note, a total below the table. */
const RgBillRow *rg_bill_reader_read (RgBillReader *reader, const RgGridRow *cells);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgBillReader, rg_bill_reader_free)

/* How much of @gross went back, by a cell or a line made of one. */
gint64 rg_bill_read_refund (const char *text, gint64 gross);

G_END_DECLS
