/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-bill.h"

#include "catalog/rg-field.h"
#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One row of a bill: what it says, and whether it is money taken in. */

struct _RgBillReader
{
  const RgBill *bill;
  const RgBillColumn **columns;
  guint n_columns;
  guint at[RG_BILL_N_ROLES]; /* index of the column; G_MAXUINT for none */
  GPtrArray *cells;          /* of char *, %NULL-terminated */
  RgBillRow row;
  gboolean ended; /* the table has */
};

/**
 * rg_bill_reader_new:
 * @bill: a bill
 * @header: (array zero-terminated=1): cells of its header
 *
 * Returns: (transfer full): a reader of the rows below that header
 */
RgBillReader *
rg_bill_reader_new (const RgBill *bill, const char *const *header)
{
  RgBillReader *reader = g_new0 (RgBillReader, 1);

  reader->bill = bill;
  reader->columns = rg_bill_match (bill, header);
  reader->n_columns = g_strv_length ((char **) header);
  for (guint i = 0; i < RG_BILL_N_ROLES; i++)
    reader->at[i] = G_MAXUINT;
  for (guint i = 0; i < reader->n_columns; i++)
    {
      if (reader->columns[i] != NULL)
        reader->at[reader->columns[i]->role] = i;
    }
  reader->cells = g_ptr_array_new_with_free_func (g_free);
  reader->row.lines = g_array_new (FALSE, FALSE, sizeof (RgBillLine));
  return reader;
}

static void
clear (RgBillReader *reader)
{
  RgBillRow *row = &reader->row;

  g_ptr_array_set_size (reader->cells, 0);
  for (guint i = 0; i < row->lines->len; i++)
    g_free (g_array_index (row->lines, RgBillLine, i).text);
  g_array_set_size (row->lines, 0);
  g_clear_pointer (&row->time, g_free);
  g_clear_pointer (&row->remark, g_free);
  g_clear_pointer (&row->account, g_free);
  row->refused = NULL;
  row->fen = row->gross_fen = 0;
}

/**
 * rg_bill_reader_free:
 * @reader: (transfer full): a reader
 */
void
rg_bill_reader_free (RgBillReader *reader)
{
  clear (reader);
  g_ptr_array_unref (reader->cells);
  g_array_unref (reader->row.lines);
  g_free (reader->columns);
  g_free (reader);
}

/**
 * rg_bill_reader_rewind:
 * @reader: a reader
 */
void
rg_bill_reader_rewind (RgBillReader *reader)
{
  reader->ended = FALSE;
}

/**
 * rg_bill_reader_get_index:
 * @reader: a reader
 * @role: what a column is for
 *
 * Returns: the column; %G_MAXUINT when the file has none for that
 */
guint
rg_bill_reader_get_index (const RgBillReader *reader, RgBillRole role)
{
  return reader->at[role];
}

/* --- cells ---------------------------------------------------------------- */

/* Values of merchant bills begin with a backtick, so that a spreadsheet takes
 * them for text; "/" stands for nothing. (transfer full) */
static char *
clean (const char *raw)
{
  char *text = rg_text_trim (raw);

  if (*text == '`')
    {
      char *bare = rg_text_trim (text + 1);

      g_free (text);
      text = bare;
    }
  if (strcmp (text, "/") == 0)
    *text = '\0';
  return text;
}

static const char *
cell (const RgBillReader *reader, RgBillRole role)
{
  guint at = reader->at[role];

  return at < reader->cells->len ? g_ptr_array_index (reader->cells, at) : "";
}

/* (transfer full) @text */
static void
set_cell (RgBillReader *reader, RgBillRole role, char *text)
{
  guint at = reader->at[role];

  if (at >= reader->cells->len)
    {
      g_free (text);
      return;
    }
  g_free (reader->cells->pdata[at]);
  reader->cells->pdata[at] = text;
}

static void
keep_line (RgBillReader *reader, RgBillRole role, const char *text)
{
  RgBillLine line = { reader->at[role], g_strdup (text) };

  g_array_append_val (reader->row.lines, line);
}

static gboolean
read_number (const char **p, guint max_digits, guint *number)
{
  guint n = 0;

  for (*number = 0; n < max_digits && g_ascii_isdigit (**p); n++)
    *number = *number * 10 + (guint) g_ascii_digit_value (*(*p)++);
  return n > 0;
}

/* 20190924, as banks write it. */
static char *
read_short_day (const char *text)
{
  const char *p = text;
  guint number;

  if (strlen (text) != 8 || !read_number (&p, 8, &number) || *p != '\0' || number < 19000101 ||
      !g_date_valid_dmy ((GDateDay) (number % 100), (GDateMonth) (number / 100 % 100),
                         (GDateYear) (number / 10000)))
    return g_strdup ("");
  return g_strdup_printf ("%.4s-%.2s-%.2s", text, text + 4, text + 6);
}

/* "2019-09-24 10:10:11", "2019/9/24 10:10", "20190924". (transfer full): "" for
 * anything else */
static char *
read_time (const char *text)
{
  const char *p = text;
  guint part[6] = { 0 };
  gboolean clock;

  if (strspn (text, "0123456789") == 8)
    return read_short_day (text);
  if (!read_number (&p, 4, &part[0]) || (*p != '-' && *p != '/') || !(p++, read_number (&p, 2, &part[1])) ||
      (*p != '-' && *p != '/') || !(p++, read_number (&p, 2, &part[2])) ||
      !g_date_valid_dmy ((GDateDay) part[2], (GDateMonth) part[1], (GDateYear) part[0]) || part[0] < 1900)
    return g_strdup ("");
  while (*p == ' ' || *p == '\t' || *p == 'T')
    p++;
  clock = read_number (&p, 2, &part[3]) && *p == ':' && (p++, read_number (&p, 2, &part[4]));
  if (clock && *p == ':')
    p++, read_number (&p, 2, &part[5]);
  if (!clock || part[3] > 23 || part[4] > 59 || part[5] > 59)
    return g_strdup_printf ("%04u-%02u-%02u", part[0], part[1], part[2]);
  return g_strdup_printf ("%04u-%02u-%02u %02u:%02u:%02u", part[0], part[1], part[2], part[3], part[4],
                          part[5]);
}

static gboolean
read_money (const char *text, gint64 *fen)
{
  static const RgField field = { .key = "", .label = "", .type = &rg_type_money };
  g_auto (RgValue) value = RG_VALUE_INIT;

  *fen = 0;
  if (*text == '\0' || !rg_field_parse (&field, text, &value, NULL) || value.kind != RG_VALUE_INTEGER)
    return FALSE;
  *fen = value.integer;
  return TRUE;
}

/**
 * rg_bill_read_refund:
 * @text: "(已退款¥20.00)", "已退款(￥20.00)", "已全额退款", or anything else
 * @gross: what was paid, in fen
 *
 * Returns: how much of it went back; 0 when the text does not say so
 */
gint64
rg_bill_read_refund (const char *text, gint64 gross)
{
  g_autofree char *normal = rg_text_normalize (text);
  const char *word = strstr (normal, "退款");
  g_autofree char *digits = NULL;
  gint64 fen;

  if (strstr (normal, "全额退款") != NULL)
    return gross;
  if (word == NULL)
    return 0;
  word += strlen ("退款");
  word += strcspn (word, "0123456789");
  digits = g_strndup (word, strspn (word, "0123456789.,"));
  return read_money (digits, &fen) ? MIN (fen, MAX (gross, 0)) : 0;
}

/* The amount and what stays of it. */
static gboolean
read_amount (RgBillReader *reader)
{
  RgBillRow *row = &reader->row;
  const char *text = cell (reader, RG_BILL_AMOUNT);
  g_autofree char *normal = rg_text_normalize (text);
  char *bracket = strchr (normal, '(');
  gint64 refund = 0;
  gint64 stated;

  if (bracket != NULL && bracket != normal)
    *bracket = '\0';
  else
    bracket = NULL;
  if (!read_money (normal, &row->gross_fen))
    return FALSE;
  if (bracket != NULL)
    refund = rg_bill_read_refund (bracket + 1, row->gross_fen);
  if (refund == 0)
    refund = rg_bill_read_refund (cell (reader, RG_BILL_STATUS), row->gross_fen);
  if (refund == 0 && !reader->bill->merchant && read_money (cell (reader, RG_BILL_REFUND), &stated))
    refund = CLAMP (stated, 0, MAX (row->gross_fen, 0));
  row->fen = row->gross_fen - refund;
  if (refund > 0)
    keep_line (reader, RG_BILL_AMOUNT, text);
  return TRUE;
}

/* --- money taken in ------------------------------------------------------- */

static gboolean
has_word (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strstr (text, words[i]) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* What stands in the state of a payment that has not ended, or not well. */
static const char *const undone[] = { "关闭", "失败", "取消", "撤销",   "退还",    "等待",
                                      "待",   "未",   "处理", "进行中", "CLOSED",  "NOTPAY",
                                      "FAIL", "ERR",  "PAY",  "CHANGE", "PROCESS", NULL };

/* A statement of everything that went through a person's account. */
static const char *
judge_personal (RgBillReader *reader)
{
  const RgBillRow *row = &reader->row;
  const char *way = cell (reader, RG_BILL_WAY);
  const char *status = cell (reader, RG_BILL_STATUS);
  gboolean has_way = reader->at[RG_BILL_PAID] == G_MAXUINT;

  if (strstr (way, "支出") != NULL)
    return _ ("This is money that was paid, not taken in.");
  if (has_way ? strstr (way, "收入") == NULL : row->fen == 0)
    return _ ("This is neither taken in nor paid; it only moves between accounts of one’s own.");
  if (strstr (cell (reader, RG_BILL_TYPE), "退款") != NULL)
    return _ ("This is a refund of something that was bought, not a sale.");
  if (row->gross_fen > 0 && row->fen == 0)
    return _ ("All of it was paid back.");
  if (has_word (status, undone))
    return _ ("This payment was not completed.");
  return NULL;
}

/* Refunds of a shop stand in rows of their own: a sale below nothing, on the
 * day when the money went back, so that every day's sum is the bill's. */
static const char *
judge_merchant (RgBillReader *reader)
{
  RgBillRow *row = &reader->row;
  const char *status = cell (reader, RG_BILL_STATUS);
  gboolean refund = strstr (cell (reader, RG_BILL_TYPE), "退款") != NULL || strcmp (status, "REFUND") == 0 ||
                    strcmp (status, "REVOKED") == 0;
  gint64 fen;

  if (!refund)
    return has_word (status, undone) ? _ ("This payment was not completed.") : NULL;
  if (read_money (cell (reader, RG_BILL_REFUND), &fen) && fen != 0)
    row->fen = row->gross_fen = fen;
  row->fen = -ABS (row->fen);
  if (*cell (reader, RG_BILL_REFUND_NUMBER) != '\0')
    {
      keep_line (reader, RG_BILL_NUMBER, cell (reader, RG_BILL_NUMBER));
      set_cell (reader, RG_BILL_NUMBER, g_strdup (cell (reader, RG_BILL_REFUND_NUMBER)));
      set_cell (reader, RG_BILL_REFUND_NUMBER, g_strdup (""));
    }
  if (has_word (cell (reader, RG_BILL_REFUND_STATUS), undone))
    return _ ("This refund was not completed.");
  return NULL;
}

/* --- the row -------------------------------------------------------------- */

/* Transfers have their remark where the goods are: "转账备注:尾款". What the
 * program put there by itself says nothing. */
static void
tidy_item (RgBillReader *reader)
{
  static const char *const prefixes[] = {
    "转账备注", "收款方备注", "付款方留言", "付款方备注", "备注", NULL
  };
  static const char *const empty[] = { "微信转账", "二维码收款", "转账", "收款", NULL };
  const char *text = cell (reader, RG_BILL_ITEM);

  for (guint i = 0; prefixes[i] != NULL; i++)
    {
      const char *rest = text + strlen (prefixes[i]);
      g_autofree char *bare = NULL;

      if (!g_str_has_prefix (text, prefixes[i]))
        continue;
      if (*rest == ':')
        rest++;
      else if (g_str_has_prefix (rest, "："))
        rest += strlen ("：");
      else
        continue;
      bare = rg_text_trim (rest);
      if (g_strv_contains (empty, bare))
        *bare = '\0';
      set_cell (reader, RG_BILL_ITEM, g_steal_pointer (&bare));
      return;
    }
}

/* Nothing kept, nothing paid back: not worth a line in the notes. */
static void
drop_zeros (RgBillReader *reader)
{
  for (guint i = 0; i < reader->cells->len && i < reader->n_columns; i++)
    {
      const RgBillColumn *column = reader->columns[i];
      const char *text = g_ptr_array_index (reader->cells, i);
      gint64 fen;

      if ((column == NULL || column->role == RG_BILL_FEE || column->role == RG_BILL_REFUND) &&
          strchr (text, '.') != NULL && read_money (text, &fen) && fen == 0)
        *(char *) reader->cells->pdata[i] = '\0';
    }
}

static gboolean
is_record (RgBillReader *reader)
{
  gint64 fen;

  if (*reader->row.time != '\0')
    return TRUE;
  /* The line of totals has a header of its own: nothing below it is a payment. */
  reader->ended |= reader->bill->merchant && strstr (cell (reader, RG_BILL_TIME), "总") != NULL;
  return *cell (reader, RG_BILL_NUMBER) != '\0' && read_money (cell (reader, RG_BILL_AMOUNT), &fen);
}

/* An OpenID: "o" and 27 more of a base of 64 signs. */
static gboolean
is_openid (const char *text)
{
  if (strlen (text) != 28 || *text != 'o')
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '_' && *p != '-')
        return FALSE;
    }
  return TRUE;
}

/* A merchant's bill tells people by a number that is nobody's name. */
static void
name_openid (RgBillReader *reader)
{
  RgBillRow *row = &reader->row;
  const char *who = cell (reader, RG_BILL_WHO);

  row->is_openid = is_openid (who);
  row->account = g_strdup (row->is_openid ? who : cell (reader, RG_BILL_ACCOUNT));
  if (row->is_openid)
    set_cell (reader, RG_BILL_WHO, g_strdup_printf ("微信用户 %s", who + strlen (who) - 6));
}

static void
finish_cells (RgBillReader *reader)
{
  RgBillRow *row = &reader->row;
  gint64 fen = row->fen < 0 ? -row->fen : row->fen;

  name_openid (reader);
  row->number = cell (reader, RG_BILL_NUMBER);
  if (strlen (row->time) > 10)
    keep_line (reader, RG_BILL_TIME, row->time);
  if (*row->time != '\0')
    set_cell (reader, RG_BILL_TIME, g_strndup (row->time, 10));
  set_cell (
      reader, RG_BILL_AMOUNT,
      g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02d", row->fen < 0 ? "-" : "", fen / 100, (int) (fen % 100)));
  row->remark =
      g_strstrip (g_strjoin (" ", cell (reader, RG_BILL_ITEM), cell (reader, RG_BILL_REMARK), NULL));
}

/* Money that came and money that went have columns of their own. */
static gboolean
is_paid (RgBillReader *reader)
{
  gint64 in = 0, out = 0;

  read_money (cell (reader, RG_BILL_AMOUNT), &in);
  return read_money (cell (reader, RG_BILL_PAID), &out) && out != 0 && in == 0;
}

static void
understand (RgBillReader *reader)
{
  RgBillRow *row = &reader->row;

  if (is_paid (reader))
    row->refused = _ ("This is money that was paid, not taken in.");
  else if (!read_amount (reader))
    row->refused = _ ("The amount of this row cannot be read.");
  else
    row->refused = reader->bill->merchant ? judge_merchant (reader) : judge_personal (reader);
  tidy_item (reader);
  drop_zeros (reader);
  finish_cells (reader);
}

/**
 * rg_bill_reader_read:
 * @reader: a reader
 * @cells: a row below the header
 *
 * Returns: (transfer none) (nullable): what it says, valid until the next one is
 *   read; %NULL for a row that is no record of a payment
 */
const RgBillRow *
rg_bill_reader_read (RgBillReader *reader, const RgGridRow *cells)
{
  RgBillRow *row = &reader->row;

  clear (reader);
  if (reader->ended || (cells->n_cells > 0 && *cells->cells[0] == '#'))
    return NULL;
  for (guint i = 0; i < cells->n_cells; i++)
    g_ptr_array_add (reader->cells, clean (cells->cells[i]));
  row->time = read_time (cell (reader, RG_BILL_TIME));
  if (!is_record (reader))
    return NULL;
  understand (reader);
  row->cells = *cells;
  row->cells.cells = (const char *const *) reader->cells->pdata;
  row->cells.n_cells = reader->cells->len;
  return row;
}
