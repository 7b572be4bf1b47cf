/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-private.h"

#include <glib/gi18n-lib.h>

/* Whether a list is one of orders that nobody called so: every row of it would
 * become a customer of its own, or complete one with what is an order's. */

/* Rows of people who stood further up, of all rows: one in ten of them. */
#define REPEATED_PART 10
/* And how many there are at least: two rows of one person are a slip. */
#define REPEATED_MIN 2
/* What speaks for sales, of an amount, a day and an order's number. */
#define SIGNS_MIN 2

/* What the number of an order is called, squashed. */
static const char *const number_headers[] = {
  "订单号",        "订单id",        "订单编号", "订单号码", "订单流水号", "单号",        "单据号",
  "单据编号",      "销售单号",      "交易单号", "交易号",   "小票号",     "流水号",      "收据号",
  "发票号",        "发票号码",      "orderid",  "orderno",  "order",      "ordernumber", "invoiceno",
  "invoiceid",     "invoicenumber", "invoice",  "saleid",   "receipt",    "receiptno",   "receiptnumber",
  "transactionid", "transactionno", NULL,
};

static const RgSample *
sample_at (GPtrArray *samples, guint index)
{
  return g_ptr_array_index (samples, index);
}

/* More than a header's word: the cells are of that kind, too. */
static gboolean
is_of (const RgClaim *claim, const RgSample *sample, const char *key)
{
  if (claim->entity == NULL || !g_str_equal (claim->entity, "sale") || claim->strength < 2 ||
      !g_str_equal (claim->field->key, key) || sample->examined == 0)
    return FALSE;
  if (claim->field->type == &rg_type_date)
    return sample->dates * 2 >= sample->examined;
  return sample->money * 2 >= sample->examined;
}

static guint
count_signs (RgImportPlan *plan, GPtrArray *samples)
{
  g_autoptr (RgHeaderIndex) index = rg_header_index_get (plan->catalog, "sale");
  gboolean amount = FALSE, date = FALSE, number = FALSE;

  for (guint i = 0; i < plan->columns->len; i++)
    {
      const RgImportColumn *column = g_ptr_array_index (plan->columns, i);
      RgClaim claim = rg_header_index_find (index, column->name);
      g_autofree char *header = rg_header_squash (column->name);

      amount |= is_of (&claim, sample_at (samples, i), "amount_fen");
      date |= is_of (&claim, sample_at (samples, i), "date");
      number |= g_strv_contains (number_headers, header) && sample_at (samples, i)->n > 0;
    }
  return (guint) amount + (guint) date + (guint) number;
}

/* How well a column tells one person from another; 0: not at all. Names come
 * last: there are many 王女士. */
static guint
identity_rank (const RgImportColumn *column)
{
  static const char *const fields[] = { "name", "email", "wechat", "phone" };

  if (column->target == RG_IMPORT_TARGET_FIELD && g_strcmp0 (column->entity, "customer") == 0)
    {
      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        {
          if (g_str_equal (column->field, fields[i]))
            return i + 1;
        }
      return 0;
    }
  return rg_import_is_code (column->name) ? G_N_ELEMENTS (fields) + 1 : 0;
}

/* The column that tells best who it is, and does so in most rows. */
static const RgSample *
find_people (RgImportPlan *plan, GPtrArray *samples)
{
  const RgSample *best = NULL;
  guint64 most = 0;
  guint rank = 0;

  for (guint i = 0; i < plan->columns->len; i++)
    most = MAX (most, sample_at (samples, i)->n);
  for (guint i = 0; i < plan->columns->len; i++)
    {
      guint own = identity_rank (g_ptr_array_index (plan->columns, i));

      if (own <= rank || sample_at (samples, i)->n * 2 < most)
        continue;
      best = sample_at (samples, i);
      rank = own;
    }
  return best;
}

/**
 * rg_import_looks_like_sales:
 * @plan: a plan of customers that has guessed its columns
 * @samples: (element-type RgSample): of the columns
 *
 * They do when two of amount, day and order's number stand there, and the same
 * people again and again.
 *
 * Returns: whether the rows look like sales
 */
gboolean
rg_import_looks_like_sales (RgImportPlan *plan, GPtrArray *samples)
{
  const RgSample *people;

  if (plan->bill != NULL || plan->header_line == 0 || !g_str_equal (plan->entity, "customer") ||
      !rg_import_plan_has_identity (plan))
    return FALSE;
  people = find_people (plan, samples);
  return people != NULL && people->repeated >= REPEATED_MIN &&
         people->repeated * REPEATED_PART >= people->examined && count_signs (plan, samples) >= SIGNS_MIN;
}

/**
 * rg_import_plan_suggests_sales:
 * @plan: a plan
 *
 * Returns: whether nobody said what the rows are, they are taken for customers,
 *   and look like sales
 */
gboolean
rg_import_plan_suggests_sales (const RgImportPlan *plan)
{
  return plan->suggests_sales;
}

/* --- deals ---------------------------------------------------------------- */

/* What only a list of deals has, squashed. */
static const char *const deal_headers[] = {
  "opportunityid",   "dealid",   "dealstage", "dealname", "opportunity",
  "opportunityname", "商机编号", "商机id",    "商机名称", "商机阶段",
  "销售机会",        "机会名称", NULL
};

/* What a list of customers may have, too, but hardly two of. */
static const char *const deal_signs[] = { "title", "amount_fen", "expected", "chance", "lost_reason" };

/* Whether a header means that field of a deal, in so many words. A project or a name is
 * many a customer's. */
static gboolean
is_deal_sign (const RgClaim *claim, const char *header, const char *key)
{
  static const char *const titles[] = { "商机", "机会", "deal", NULL };

  if (claim->strength < 2 || !g_str_equal (claim->entity, "deal") || !g_str_equal (claim->field->key, key))
    return FALSE;
  return !g_str_equal (key, "title") || g_strv_contains (titles, header);
}

/* The first of two columns that no other list has together; (nullable) */
static const RgImportColumn *
find_deal_signs (const RgImportPlan *plan)
{
  g_autoptr (RgHeaderIndex) index = rg_header_index_get (plan->catalog, "deal");
  const RgImportColumn *first = NULL;
  gboolean seen[G_N_ELEMENTS (deal_signs)] = { FALSE };

  for (guint i = 0; i < plan->columns->len; i++)
    {
      const RgImportColumn *column = g_ptr_array_index (plan->columns, i);
      g_autofree char *header = rg_header_squash (column->name);
      RgClaim claim = rg_header_index_find (index, column->name);

      for (guint sign = 0; sign < G_N_ELEMENTS (deal_signs); sign++)
        {
          if (seen[sign] || !is_deal_sign (&claim, header, deal_signs[sign]))
            continue;
          if (first != NULL)
            return first;
          first = column;
          seen[sign] = TRUE;
        }
    }
  return NULL;
}

/* The column that only a list of deals has; (nullable) */
static const RgImportColumn *
find_deal_column (const RgImportPlan *plan)
{
  for (guint i = 0; plan->bill == NULL && i < plan->columns->len; i++)
    {
      const RgImportColumn *column = g_ptr_array_index (plan->columns, i);
      g_autofree char *header = rg_header_squash (column->name);

      if (g_strv_contains (deal_headers, header))
        return column;
    }
  return plan->bill == NULL && plan->header_line != 0 ? find_deal_signs (plan) : NULL;
}

/**
 * rg_import_guess_deals:
 * @plan: a plan that knows its columns by name
 * @options: what the owner wants
 * @error: return location for an error
 *
 * A deal is neither a customer, of whom there would be one for every deal, nor a sale
 * yet. Who wants it taken for one of these says so; whoever still looks at the plan sees
 * what it is taken for.
 *
 * Returns: %FALSE and @error when it must be said
 */
gboolean
rg_import_guess_deals (RgImportPlan *plan, const RgImportOptions *options, GError **error)
{
  const RgImportColumn *column = options->entity == NULL ? find_deal_column (plan) : NULL;
  g_autofree char *name = NULL;

  if (column == NULL)
    return TRUE;
  if (options->unfinished)
    {
      plan->guesses_deals = TRUE;
      g_set_str (&plan->entity, "deal");
      return TRUE;
    }
  name = g_filename_display_basename (plan->path);
  g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_ENTITY,
               _ ("“%s” is a list of deals (“%s”). Import it with --entity deal, so that not every "
                  "deal becomes a customer."),
               name, column->name);
  return FALSE;
}

/**
 * rg_import_plan_guesses_deals:
 * @plan: a plan
 *
 * Returns: whether nobody said what the rows are, and a header says that they are deals,
 *   which they are taken for
 */
gboolean
rg_import_plan_guesses_deals (const RgImportPlan *plan)
{
  return plan->guesses_deals;
}
