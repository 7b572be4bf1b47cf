/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-who.h"

#include "catalog/rg-text.h"
#include "shop/rg-people.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whose a payment is. Certain: one customer with that very name, one who was
 * chosen for it before, one whose phone stands in the remark. Where that does
 * not agree, or only something like it is there, the owner is asked. */

/* Letters of a remark that are looked through. */
#define REMARK_MAX 120

/**
 * Remark:
 * @text: normalised
 * @phones: (element-type RgImportCandidate): customers by phones in it
 * @named: (element-type RgImportCandidate): customers by names in it
 *
 * What a remark says about who it is.
 */
typedef struct
{
  RgImportRun *run;
  char *text;
  GPtrArray *phones;
  GPtrArray *named;
  const char *why;
  GError *error;
} Remark;

static void
remark_clear (Remark *remark)
{
  g_free (remark->text);
  g_clear_pointer (&remark->phones, g_ptr_array_unref);
  g_clear_pointer (&remark->named, g_ptr_array_unref);
  g_clear_error (&remark->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Remark, remark_clear)

static void
remark_init (Remark *remark, RgImportRun *run, const char *text, const char *why)
{
  g_autofree char *normal = rg_text_normalize (text);

  remark->run = run;
  remark->text = g_utf8_substring (normal, 0, MIN (g_utf8_strlen (normal, -1), REMARK_MAX));
  remark->phones = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_import_candidate_free);
  remark->named = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_import_candidate_free);
  remark->why = why;
}

/* --- looking into a remark ------------------------------------------------ */

/* Customers found by a key, of those who were there before the run. */
static gboolean
add_found (Remark *remark, GPtrArray *list, char kind, const char *value, const char *why)
{
  RgImportRun *run = remark->run;
  guint64 key = rg_key_of (kind, value, NULL);
  guint64 cursor = 0;
  guint before = list->len;
  guint32 id;

  while (remark->error == NULL && list->len < RG_WHO_COUNT_MAX &&
         (id = rg_key_map_next (run->people, key, &cursor)) != 0)
    {
      g_auto (GStrv) phones = NULL;
      gboolean is;

      if (id > run->newest)
        continue;
      if (!rg_import_load_stored (run, id, &is, &remark->error) || !is)
        continue;
      if (kind == RG_KEY_NAME)
        is = rg_people_same_name (run->stored.name, value);
      else
        {
          phones = rg_people_phones (run->read, id, &remark->error);
          is = phones != NULL && g_strv_contains ((const char *const *) phones, value);
        }
      if (is)
        rg_who_add (list, id, run->stored.name, run->stored.phone, why);
    }
  return list->len > before;
}

static gboolean
find_named (const char *part, gpointer data)
{
  Remark *remark = data;

  return add_found (remark, remark->named, RG_KEY_NAME, part, remark->why);
}

/* Mobile numbers only: any other row of digits may be an order's. */
static void
find_phones (Remark *remark)
{
  const char *p = remark->text;

  while (*p != '\0')
    {
      gsize n = strspn (p, "0123456789");
      g_autofree char *digits = g_strndup (p, n);
      g_autofree char *normal = NULL;

      if (n == 11 && rg_phone_normalize (digits, &normal) == RG_PHONE_MOBILE)
        add_found (remark, remark->phones, RG_KEY_NUMBER, normal, _ ("The remark has this phone."));
      p = n > 0 ? p + n : g_utf8_next_char (p);
    }
}

static gboolean
read_remark (Remark *remark, GError **error)
{
  if (remark->run->read != NULL && *remark->text != '\0')
    {
      find_phones (remark);
      rg_who_each_part (remark->text, find_named, remark);
    }
  if (remark->error != NULL)
    g_propagate_error (error, g_steal_pointer (&remark->error));
  else
    return TRUE;
  return FALSE;
}

/* --- the decision --------------------------------------------------------- */

static RgWhoDecision *
decision_new (RgImportWhose whose, gint64 id)
{
  RgWhoDecision *decision = g_new0 (RgWhoDecision, 1);

  decision->whose = whose;
  decision->id = (guint32) id;
  return decision;
}

static gint64
id_at (const GPtrArray *list, guint index)
{
  return ((const RgImportCandidate *) g_ptr_array_index (list, index))->id;
}

static gboolean
contains (const GPtrArray *list, gint64 id)
{
  for (guint i = 0; i < list->len; i++)
    {
      if (id_at (list, i) == id)
        return TRUE;
    }
  return FALSE;
}

static void
add_all (RgImportQuestion *question, const GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      const RgImportCandidate *candidate = g_ptr_array_index (list, i);

      rg_import_question_add (question, candidate->id, candidate->name, candidate->phone, candidate->why);
    }
}

/* The one customer it certainly is by name or choice; 0 for nobody or several. */
static gint64
certain_id (const RgWhoEntry *entry)
{
  if (entry->remembered->len == 1)
    return id_at (entry->remembered, 0);
  if (entry->several && !entry->named)
    return 0;
  return entry->remembered->len == 0 && entry->exact->len == 1 ? id_at (entry->exact, 0) : 0;
}

static void
add_entry (RgImportQuestion *question, const RgWhoEntry *entry)
{
  add_all (question, entry->remembered);
  add_all (question, entry->exact);
  if (entry->exact->len == 0)
    add_all (question, entry->weak);
}

/* Customers whose whole name is a part of the payer's. */
static gboolean
add_parts (RgImportRun *run, RgWhoEntry *entry, GError **error)
{
  g_auto (Remark) parts = { 0 };

  if (run->read == NULL || entry->openid || entry->exact->len > 0 || strchr (entry->name, '*') != NULL)
    return TRUE;
  remark_init (&parts, run, entry->name, _ ("The name is part of it."));
  rg_who_each_part (parts.text, find_named, &parts);
  for (guint i = 0; i < parts.named->len; i++)
    {
      const RgImportCandidate *candidate = g_ptr_array_index (parts.named, i);

      rg_who_add (entry->weak, candidate->id, candidate->name, candidate->phone, candidate->why);
    }
  if (parts.error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&parts.error));
  return FALSE;
}

/* Whether the customer that the owner chose is there. */
static gboolean
is_there (RgImportRun *run, gint64 id, gboolean *there, GError **error)
{
  *there = FALSE;
  return run->read == NULL || id <= 0 || id >= RG_IMPORT_VIRTUAL ||
         rg_import_load_stored (run, (guint32) id, there, error);
}

/* Somebody new, once for each who paid, however many questions that answers. */
static RgWhoDecision *
decision_for_new (const RgWhoEntry *entry)
{
  return decision_new (entry->made != 0 ? RG_IMPORT_WHOSE_KNOWN : RG_IMPORT_WHOSE_NEW, entry->made);
}

/* What the owner said, if it can be done. %NULL without @error when there is no
 * answer. @names: (array zero-terminated=1): under which it may stand. */
static RgWhoDecision *
take_answer (RgImportRun *run, RgWhoEntry *entry, const char *const *names, gint64 *answer, GError **error)
{
  RgWhoDecision *decision;
  gboolean there = FALSE;

  *answer = RG_IMPORT_ANSWER_NONE;
  for (guint i = 0; names[i] != NULL && *answer == RG_IMPORT_ANSWER_NONE; i++)
    *answer = rg_import_plan_get_answer (run->plan, names[i]);
  if (*answer == RG_IMPORT_ANSWER_NONE)
    return NULL;
  if (*answer == RG_IMPORT_ANSWER_LEAVE)
    return decision_new (RG_IMPORT_WHOSE_LEFT, 0);
  if (*answer > 0)
    {
      if (!is_there (run, *answer, &there, error))
        return NULL;
      if (!there)
        {
          *answer = RG_IMPORT_ANSWER_NONE;
          return NULL;
        }
    }
  decision = *answer > 0 ? decision_new (RG_IMPORT_WHOSE_KNOWN, *answer) : decision_for_new (entry);
  decision->openid = entry->openid;
  decision->remember = entry->openid ? g_strdup (entry->account) : rg_text_normalize (names[0]);
  return decision;
}

/* Nobody fits: somebody new, who is to be met again by more than a name that
 * others may have. */
static RgWhoDecision *
decide_new (const RgWhoEntry *entry)
{
  RgWhoDecision *decision = decision_new (RG_IMPORT_WHOSE_NEW, 0);

  decision->openid = entry->openid;
  if (entry->openid)
    decision->remember = g_strdup (entry->account);
  else if (entry->account != NULL && strchr (entry->name, '*') != NULL)
    decision->remember = rg_text_normalize (entry->text);
  return decision;
}

/* (transfer full) (nullable) */
static RgWhoDecision *
decide_entry (RgImportRun *run, RgWhoEntry *entry, GError **error)
{
  const char *names[] = { entry->text, run->row->name, NULL };
  RgWhoDecision *decision;
  gint64 certain = certain_id (entry);
  gint64 answer;
  GError *reason = NULL;

  if (!add_parts (run, entry, error))
    return NULL;
  decision = take_answer (run, entry, names, &answer, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return NULL;
    }
  if (decision == NULL && certain != 0)
    return decision_new (RG_IMPORT_WHOSE_KNOWN, certain);
  if (entry->remembered->len + entry->exact->len + entry->weak->len == 0)
    return decision != NULL ? decision : decide_new (entry);
  if (decision == NULL)
    decision = decision_new (RG_IMPORT_WHOSE_ASKED, 0);
  if (certain != 0)
    return decision;
  decision->question = rg_import_ask (run, entry->text, run->row->name, NULL);
  decision->question->answer = answer;
  add_entry (decision->question, entry);
  return decision;
}

/* The remark speaks for others than the name does. (transfer full) (nullable) */
static RgWhoDecision *
ask_with_remark (RgImportRun *run, RgWhoEntry *entry, const Remark *remark, const char *key, GError **error)
{
  const char *names[] = { key, entry->text, run->row->name, NULL };
  const char *hint = run->row->payment->remark;
  RgWhoDecision *decision;
  GError *reason = NULL;
  gint64 answer;

  decision = take_answer (run, entry, names, &answer, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return NULL;
    }
  if (decision == NULL)
    decision = decision_new (RG_IMPORT_WHOSE_ASKED, 0);
  /* An answer to this remark says nothing about the account. */
  decision->openid = FALSE;
  if (decision->remember != NULL)
    {
      g_free (decision->remember);
      decision->remember = rg_text_normalize (key);
    }
  decision->question = rg_import_ask (run, key, run->row->name, hint);
  decision->question->answer = answer;
  add_all (decision->question, remark->phones);
  add_all (decision->question, remark->named);
  add_entry (decision->question, entry);
  return decision;
}

/* Whom the owner chose for this name and remark before; 0 for nobody. */
static gboolean
find_remembered (RgImportRun *run, const char *key, gint64 *id, GError **error)
{
  g_autofree char *normal = rg_text_normalize (key);
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  *id = 0;
  statement = rg_database_prepare (rg_read_get_database (run->read),
                                   "SELECT min (customer_id), count (DISTINCT customer_id) FROM identity"
                                   " WHERE kind = 'bill' AND value = ?1 AND customer_id <= ?2",
                                   error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, normal);
  rg_statement_bind_integer (statement, 1, run->newest);
  step = rg_statement_step (statement, error);
  if (step == RG_STEP_ROW && rg_statement_get_integer (statement, 1) == 1)
    *id = rg_statement_get_integer (statement, 0);
  return step != RG_STEP_ERROR;
}

/* Whether the name, or another name in the remark, speaks for others. */
static gboolean
is_contradicted (const RgWhoEntry *entry, const Remark *remark, gint64 id)
{
  const GPtrArray *by_name = entry->remembered->len > 0 ? entry->remembered : entry->exact;

  return (by_name->len > 0 && !contains (by_name, id)) ||
         (remark->named->len > 0 && !contains (remark->named, id));
}

/* (transfer full) (nullable) */
static RgWhoDecision *
decide_with_remark (RgImportRun *run,
                    RgWhoEntry *entry,
                    const Remark *remark,
                    const char *key,
                    GError **error)
{
  gint64 remembered;

  if (!find_remembered (run, key, &remembered, error))
    return NULL;
  if (remembered != 0)
    return decision_new (RG_IMPORT_WHOSE_KNOWN, remembered);
  /* A phone that is one customer's, and nothing that speaks against it. */
  if (remark->phones->len == 1 && !is_contradicted (entry, remark, id_at (remark->phones, 0)))
    return decision_new (RG_IMPORT_WHOSE_KNOWN, id_at (remark->phones, 0));
  return ask_with_remark (run, entry, remark, key, error);
}

/* Whether the remark says something that the name does not. */
static gboolean
says_more (const RgWhoEntry *entry, const Remark *remark)
{
  gint64 certain = certain_id (entry);

  if (remark->phones->len + remark->named->len == 0)
    return FALSE;
  if (certain == 0)
    return TRUE;
  if (remark->phones->len > 0 && !contains (remark->phones, certain))
    return TRUE;
  return remark->named->len > 0 && !contains (remark->named, certain);
}

/* (transfer none) (nullable) */
static RgWhoDecision *
decide (RgImportRun *run, GError **error)
{
  RgWhoEntry *entry = rg_who_entry (run);
  g_auto (Remark) remark = { 0 };
  g_autofree char *key = NULL;
  RgWhoDecision *decision;

  remark_init (&remark, run, run->row->payment->remark, _ ("The remark has this name."));
  if (!read_remark (&remark, error))
    return NULL;
  if (!says_more (entry, &remark))
    {
      if (entry->decision == NULL)
        entry->decision = decide_entry (run, entry, error);
      return entry->decision;
    }
  key = g_strdup_printf ("%s / %s", entry->text, run->row->payment->remark);
  decision = g_hash_table_lookup (run->who->decisions, key);
  if (decision != NULL)
    return decision;
  decision = decide_with_remark (run, entry, &remark, key, error);
  if (decision != NULL)
    g_hash_table_insert (run->who->decisions, g_steal_pointer (&key), decision);
  return decision;
}

/* --- for the run ---------------------------------------------------------- */

/**
 * rg_import_who_load:
 * @run: a run of a bill
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: whether it is known who in the bill may be who in the shop
 */
gboolean
rg_import_who_load (RgImportRun *run, GCancellable *cancellable, GError **error)
{
  return rg_who_scan (run, cancellable, error);
}

/**
 * rg_import_who_find:
 * @run: a run with a row of a bill that has a name
 * @whose: (out): whether that is known
 * @id: (out): the customer, when he is; else 0
 * @error: return location for an error
 *
 * A row of which it is not certain is refused, and counted in its question.
 *
 * Returns: %FALSE on error
 */
gboolean
rg_import_who_find (RgImportRun *run, RgImportWhose *whose, guint32 *id, GError **error)
{
  RgWhoDecision *decision = decide (run, error);

  if (decision == NULL)
    return FALSE;
  run->who->last = decision;
  run->who->last_entry = rg_who_entry (run);
  *whose = decision->whose;
  *id = decision->id;
  if (decision->question != NULL)
    rg_import_question_count (decision->question, run->row);
  if (decision->whose == RG_IMPORT_WHOSE_ASKED)
    rg_import_question_refuse (run, decision->question);
  return TRUE;
}

static gboolean
is_remembered (RgImportRun *run,
               guint32 id,
               const char *kind,
               const char *value,
               gboolean *is,
               GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  RgStep step;

  statement = rg_database_prepare (
      rg_read_get_database (run->read),
      "SELECT 1 FROM identity WHERE kind = ?1 AND value = ?2 AND (customer_id = ?3 OR kind = 'openid')",
      error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, kind);
  rg_statement_bind_text (statement, 1, value);
  rg_statement_bind_integer (statement, 2, id);
  step = rg_statement_step (statement, error);
  *is = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

/**
 * rg_import_who_settle:
 * @run: a run whose row's payer has just been found or made
 * @id: the customer
 * @error: return location for an error
 *
 * Keeps what was chosen as something the customer is known by: part of the
 * import, so that its undo takes it back.
 *
 * Returns: %FALSE on error
 */
gboolean
rg_import_who_settle (RgImportRun *run, guint32 id, GError **error)
{
  RgWhoDecision *decision = run->who->last;
  const RgEntity *identity = rg_catalog_find (run->catalog, "identity");
  g_autofree char *value = g_steal_pointer (&decision->remember);
  const char *kind = decision->openid ? "openid" : "bill";
  gboolean is;

  if (decision->whose == RG_IMPORT_WHOSE_NEW)
    run->who->last_entry->made = id;
  decision->id = id;
  decision->whose = RG_IMPORT_WHOSE_KNOWN;
  if (value == NULL || run->write == NULL)
    return TRUE;
  if (!is_remembered (run, id, kind, value, &is, error))
    return FALSE;
  if (is)
    return TRUE;
  rg_import_run_add_number (run, identity, "customer_id", id);
  rg_import_run_add_text (run, identity, "kind", kind);
  rg_import_run_add_text (run, identity, "value", value);
  rg_import_run_add_text (run, identity, "label", run->row->channel);
  return rg_import_run_insert (run, identity, error) != 0;
}
