/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-who.h"

#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Who may be meant: everybody in the bill first, then one pass over the
 * customers, who are compared with all of these at once. */

/* Kinds of keys in the maps of names and masks. */
#define KEY_NAME 'n'
#define KEY_ACCOUNT 'a'

/* Bytes of either end of a mask by which it is found: a Chinese letter's. */
#define EDGE 3
/* How many bytes a mask has at its ends, as one number. */
#define SHAPE(head, tail) (MIN (head, EDGE) * (EDGE + 1) + MIN (tail, EDGE))
#define SHAPES ((EDGE + 1) * (EDGE + 1))

/* --- masks ---------------------------------------------------------------- */

static gboolean
has_han (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
        return TRUE;
    }
  return FALSE;
}

/* @text: normalised. Nothing but stars is no mask. */
static void
set_mask (RgWhoMask *mask, const char *text)
{
  const char *first = strchr (text, '*');
  const char *last = strrchr (text, '*');

  if (first == NULL || (first == text && last[1] == '\0'))
    return;
  mask->head = g_strndup (text, (gsize) (first - text));
  mask->tail = g_strdup (last + 1);
  if (has_han (text))
    mask->n_chars = g_utf8_strlen (text, -1);
}

static gboolean
fits (const RgWhoMask *mask, const char *text)
{
  gsize head;
  gsize tail;

  if (mask->head == NULL)
    return FALSE;
  head = strlen (mask->head);
  tail = strlen (mask->tail);
  return strlen (text) > head + tail && g_str_has_prefix (text, mask->head) &&
         g_str_has_suffix (text, mask->tail) &&
         (mask->n_chars == 0 || g_utf8_strlen (text, -1) == mask->n_chars);
}

/* Both ends of what begins at @head and ends before @end. */
static guint64
edge_key (guint shape, const char *head, const char *end)
{
  char first[EDGE + 1] = { 0 };
  char last[EDGE + 1] = { 0 };

  memcpy (first, head, shape / (EDGE + 1));
  memcpy (last, end - shape % (EDGE + 1), shape % (EDGE + 1));
  return rg_key_of ((char) ('A' + shape), first, last);
}

static void
index_mask (RgImportWho *who, const RgWhoMask *mask, guint number)
{
  gsize tail;
  guint shape;

  if (mask->head == NULL)
    return;
  tail = strlen (mask->tail);
  shape = (guint) SHAPE (strlen (mask->head), tail);
  who->shapes |= 1u << shape;
  rg_key_map_add (who->masks, edge_key (shape, mask->head, mask->tail + tail), number);
}

/* --- who is in the bill --------------------------------------------------- */

static void
mask_clear (RgWhoMask *mask)
{
  g_free (mask->head);
  g_free (mask->tail);
}

/**
 * rg_who_decision_free:
 * @decision: (transfer full): a decision
 */
void
rg_who_decision_free (RgWhoDecision *decision)
{
  g_free (decision->remember);
  g_free (decision);
}

static void
entry_free (RgWhoEntry *entry)
{
  g_free (entry->text);
  g_free (entry->name);
  g_free (entry->account);
  mask_clear (&entry->name_mask);
  mask_clear (&entry->account_mask);
  g_ptr_array_unref (entry->remembered);
  g_ptr_array_unref (entry->exact);
  g_ptr_array_unref (entry->weak);
  g_clear_pointer (&entry->decision, rg_who_decision_free);
  g_free (entry);
}

/**
 * rg_import_who_free:
 * @who: (transfer full): what is known of a bill's people
 */
void
rg_import_who_free (RgImportWho *who)
{
  g_hash_table_unref (who->entries);
  g_ptr_array_unref (who->list);
  rg_key_map_free (who->names);
  rg_key_map_free (who->masks);
  g_hash_table_unref (who->decisions);
  g_free (who);
}

static RgImportWho *
who_new (void)
{
  RgImportWho *who = g_new0 (RgImportWho, 1);

  who->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) entry_free);
  who->list = g_ptr_array_new ();
  who->names = rg_key_map_new ();
  who->masks = rg_key_map_new ();
  who->decisions =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) rg_who_decision_free);
  return who;
}

/* "*三(138****5678)": a merchant's bill has both in one cell. */
static void
split_account (char *name, char **account)
{
  char *open = strchr (name, '(');
  gsize n = strlen (name);

  if (open == NULL || open == name || n == 0 || name[n - 1] != ')' || strchr (name, '*') == NULL)
    return;
  name[n - 1] = '\0';
  *open = '\0';
  g_free (*account);
  *account = rg_text_trim (open + 1);
  g_strchomp (name);
}

static void
index_entry (RgImportWho *who, RgWhoEntry *entry)
{
  guint number;

  g_ptr_array_add (who->list, entry);
  number = who->list->len;
  if (!entry->openid)
    {
      if (strchr (entry->name, '*') == NULL)
        rg_key_map_add (who->names, rg_key_of (KEY_NAME, entry->name, NULL), number);
      set_mask (&entry->name_mask, entry->name);
      index_mask (who, &entry->name_mask, number);
    }
  if (entry->account == NULL)
    return;
  if (strchr (entry->account, '*') == NULL)
    rg_key_map_add (who->names, rg_key_of (KEY_ACCOUNT, entry->account, NULL), number);
  else if (!entry->openid)
    {
      set_mask (&entry->account_mask, entry->account);
      index_mask (who, &entry->account_mask, number);
    }
}

static GPtrArray *
candidates_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) rg_import_candidate_free);
}

/* Two people may have one name: the account of one is not the other's. */
static void
compare_account (RgWhoEntry *entry, const char *account)
{
  g_autofree char *normal = NULL;

  if (entry->several || entry->account == NULL || *account == '\0' || strchr (entry->name, '*') != NULL)
    return;
  normal = rg_text_normalize (account);
  entry->several = strcmp (normal, entry->account) != 0;
}

/**
 * rg_who_entry:
 * @run: a run with a row of a bill that has a name
 *
 * Returns: (transfer none): who paid
 */
RgWhoEntry *
rg_who_entry (RgImportRun *run)
{
  const RgBillRow *payment = run->row->payment;
  const char *name = run->row->name;
  gboolean both = *payment->account != '\0' && (payment->is_openid || strchr (name, '*') != NULL);
  g_autofree char *text = both ? g_strdup_printf ("%s (%s)", name, payment->account) : g_strdup (name);
  g_autofree char *key = rg_text_normalize (text);
  RgWhoEntry *entry = g_hash_table_lookup (run->who->entries, key);

  if (entry != NULL)
    {
      if (!both)
        compare_account (entry, payment->account);
      return entry;
    }
  entry = g_new0 (RgWhoEntry, 1);
  entry->text = g_steal_pointer (&text);
  entry->name = rg_text_normalize (name);
  entry->openid = payment->is_openid;
  if (payment->is_openid)
    entry->account = g_strdup (payment->account);
  else if (*payment->account != '\0')
    entry->account = rg_text_normalize (payment->account);
  if (!entry->openid)
    split_account (entry->name, &entry->account);
  entry->remembered = candidates_new ();
  entry->exact = candidates_new ();
  entry->weak = candidates_new ();
  index_entry (run->who, entry);
  g_hash_table_insert (run->who->entries, g_steal_pointer (&key), entry);
  return entry;
}

/* Everybody who paid, from the file. */
static gboolean
read_names (RgImportRun *run, GCancellable *cancellable, GError **error)
{
  GPtrArray *problems = g_steal_pointer (&run->row->problems);
  guint64 rows = 0;
  RgGridStep step;
  RgGridRow cells;

  if (!rg_import_plan_rewind (run->plan, cancellable, error))
    return FALSE;
  while ((step = rg_grid_next (run->plan->grid, &cells, cancellable, error)) == RG_GRID_ROW)
    {
      if (g_cancellable_is_cancelled (cancellable) ||
          (run->write == NULL && run->plan->max_rows > 0 && rows == run->plan->max_rows))
        break;
      rows += rg_import_row_read (run->row, &cells);
      if (run->row->payment != NULL && run->row->refused == NULL && run->row->name != NULL)
        rg_who_entry (run);
    }
  run->row->problems = problems;
  run->row->n_problems = 0;
  rg_bill_reader_rewind (run->row->bill);
  return step != RG_GRID_ERROR && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* --- parts of a text that may be names ------------------------------------ */

static gboolean
is_word_char (const char *p)
{
  return g_ascii_isalnum (*p);
}

/**
 * rg_who_each_part:
 * @text: normalised
 * @func: called with parts of two letters and more, not cut out of the middle
 *   of a Latin word or a number
 * @data: for @func
 */
void
rg_who_each_part (const char *text, gboolean (*func) (const char *part, gpointer data), gpointer data)
{
  const char *p = text;

  while (*p != '\0')
    {
      const char *ends[RG_WHO_NAME_MAX];
      const char *next = g_utf8_next_char (p);
      const char *q = p;
      guint n = 0;
      gboolean inside = p > text && is_word_char (p - 1) && is_word_char (p);

      for (; n < RG_WHO_NAME_MAX && *q != '\0'; n++)
        ends[n] = q = g_utf8_next_char (q);
      for (; n >= 2 && *p != ' ' && !inside; n--)
        {
          char part[RG_WHO_NAME_MAX * 6 + 1];
          gsize size = (gsize) (ends[n - 1] - p);

          if (is_word_char (ends[n - 1] - 1) && is_word_char (ends[n - 1]))
            continue;
          memcpy (part, p, size);
          part[size] = '\0';
          if (func (part, data))
            {
              next = ends[n - 1];
              break;
            }
        }
      p = next;
    }
}

/* --- the customers -------------------------------------------------------- */

/**
 * rg_who_add:
 * @list: of RgImportCandidate
 * @id: a customer's
 * @name: (nullable)
 * @phone: (nullable)
 * @why: what speaks for it
 *
 * Returns: (transfer none) (nullable): the new one
 */
RgImportCandidate *
rg_who_add (GPtrArray *list, gint64 id, const char *name, const char *phone, const char *why)
{
  RgImportCandidate *candidate;

  if (list->len >= RG_WHO_COUNT_MAX)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    {
      if (((RgImportCandidate *) g_ptr_array_index (list, i))->id == id)
        return NULL;
    }
  candidate = g_new0 (RgImportCandidate, 1);
  candidate->id = id;
  candidate->name = g_strdup (name);
  candidate->phone = g_strdup (phone);
  candidate->why = g_strdup (why);
  g_ptr_array_add (list, candidate);
  return candidate;
}

/**
 * Person:
 *
 * A customer while the bill's names are compared with him.
 */
typedef struct
{
  RgImportWho *who;
  gint64 id;
  const char *written;
  const char *name; /* normalised */
  const char *phone;
} Person;

static void
meet_exactly (const Person *person, char kind, const char *value, const char *why)
{
  guint64 key = rg_key_of (kind, value, NULL);
  guint64 cursor = 0;
  guint32 number;

  while ((number = rg_key_map_next (person->who->names, key, &cursor)) != 0)
    {
      RgWhoEntry *entry = g_ptr_array_index (person->who->list, number - 1);

      if (g_strcmp0 (kind == KEY_NAME ? entry->name : entry->account, value) != 0)
        continue;
      entry->named |= kind == KEY_NAME;
      rg_who_add (entry->exact, person->id, person->written, person->phone, why);
    }
}

static gboolean
meet_part (const char *part, gpointer data)
{
  const Person *person = data;
  guint64 key = rg_key_of (KEY_NAME, part, NULL);
  guint64 cursor = 0;
  guint32 number;

  if (strcmp (part, person->name) == 0)
    return FALSE;
  while ((number = rg_key_map_next (person->who->names, key, &cursor)) != 0)
    {
      RgWhoEntry *entry = g_ptr_array_index (person->who->list, number - 1);

      if (strcmp (entry->name, part) == 0)
        rg_who_add (entry->weak, person->id, person->written, person->phone, _ ("The name is part of it."));
    }
  return FALSE;
}

static void
meet_mask (const Person *person, guint number, const char *value, gboolean is_name)
{
  RgWhoEntry *entry = g_ptr_array_index (person->who->list, number - 1);

  if (is_name && fits (&entry->name_mask, value))
    rg_who_add (entry->weak, person->id, person->written, person->phone,
                _ ("The name fits what is not hidden."));
  if (fits (&entry->account_mask, value))
    rg_who_add (entry->weak, person->id, person->written, person->phone,
                _ ("The account fits what is not hidden."));
}

/* @is_name: else a phone or an address. */
static void
meet_masks (const Person *person, const char *value, gboolean is_name)
{
  RgImportWho *who = person->who;
  gsize n = strlen (value);

  for (guint shape = 0; shape < SHAPES; shape++)
    {
      guint64 cursor = 0;
      guint32 number;
      guint64 key;

      if ((who->shapes & 1u << shape) == 0 || n < shape / (EDGE + 1) + shape % (EDGE + 1))
        continue;
      key = edge_key (shape, value, value + n);
      while ((number = rg_key_map_next (who->masks, key, &cursor)) != 0)
        meet_mask (person, number, value, is_name);
    }
}

static void
meet (Person *person, const char *wechat, const char *email)
{
  g_autofree char *nick = wechat != NULL ? rg_text_normalize (wechat) : NULL;
  g_autofree char *address = email != NULL ? rg_text_normalize (email) : NULL;

  if (*person->name != '\0')
    {
      meet_exactly (person, KEY_NAME, person->name, _ ("The name is the same."));
      rg_who_each_part (person->name, meet_part, person);
      meet_masks (person, person->name, TRUE);
    }
  if (nick != NULL)
    {
      meet_exactly (person, KEY_NAME, nick, _ ("The WeChat name is the same."));
      meet_masks (person, nick, TRUE);
    }
  if (person->phone != NULL)
    {
      meet_exactly (person, KEY_ACCOUNT, person->phone, _ ("The account is the same."));
      meet_masks (person, person->phone, FALSE);
    }
  if (address != NULL)
    {
      meet_exactly (person, KEY_ACCOUNT, address, _ ("The account is the same."));
      meet_masks (person, address, FALSE);
    }
}

static gboolean
meet_customers (RgImportRun *run, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  guint64 n = 0;
  RgStep step;

  statement = rg_database_prepare (rg_read_get_database (run->read),
                                   "SELECT id, name, phone, wechat, email FROM customer ORDER BY id", error);
  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      const char *written = rg_statement_get_text (statement, 1);
      g_autofree char *name = rg_text_normalize (written != NULL ? written : "");
      Person person = {
        .who = run->who,
        .id = rg_statement_get_integer (statement, 0),
        .written = written,
        .name = name,
        .phone = rg_statement_get_text (statement, 2),
      };

      meet (&person, rg_statement_get_text (statement, 3), rg_statement_get_text (statement, 4));
      if (++n % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

/* What was chosen before, and a platform's id, tell more than a name. */
static void
meet_identity (const Person *person, const char *kind, const char *value)
{
  g_autofree char *normal = rg_text_normalize (value);
  RgWhoEntry *entry;

  if (g_str_equal (kind, "bill"))
    {
      entry = g_hash_table_lookup (person->who->entries, normal);
      if (entry != NULL)
        rg_who_add (entry->remembered, person->id, person->written, person->phone,
                    _ ("Was chosen for this name before."));
    }
  else if (g_str_equal (kind, "openid"))
    meet_exactly (person, KEY_ACCOUNT, value, _ ("The account is the same."));
  else if (g_str_equal (kind, "wechat"))
    meet_exactly (person, KEY_NAME, normal, _ ("The WeChat name is the same."));
  else
    {
      meet_exactly (person, KEY_ACCOUNT, normal, _ ("The account is the same."));
      meet_masks (person, normal, FALSE);
    }
}

static gboolean
meet_identities (RgImportRun *run, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement = rg_database_prepare (
      rg_read_get_database (run->read),
      "SELECT i.customer_id, c.name, c.phone, i.kind, i.value FROM identity i JOIN customer c"
      " ON c.id = i.customer_id WHERE i.kind IN ('bill', 'openid', 'wechat', 'phone', 'email') ORDER BY i.id",
      error);
  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      const Person person = {
        .who = run->who,
        .id = rg_statement_get_integer (statement, 0),
        .written = rg_statement_get_text (statement, 1),
        .name = "",
        .phone = rg_statement_get_text (statement, 2),
      };

      meet_identity (&person, rg_statement_get_text (statement, 3), rg_statement_get_text (statement, 4));
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

/**
 * rg_who_scan:
 * @run: a run of a bill
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: whether everybody in the bill has been compared with everybody in the
 *   shop
 */
gboolean
rg_who_scan (RgImportRun *run, GCancellable *cancellable, GError **error)
{
  run->who = who_new ();
  if (!read_names (run, cancellable, error))
    return FALSE;
  if (run->read == NULL)
    return TRUE;
  return meet_customers (run, cancellable, error) && meet_identities (run, cancellable, error);
}
