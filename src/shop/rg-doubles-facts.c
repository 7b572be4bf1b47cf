/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-doubles-private.h"

#include "shop/rg-people.h"

#include <string.h>

/* Digits at the end of a number that people remember. */
#define TAIL 4
/* A number with fewer is none of a person. */
#define SHORTEST 7

void
rg_facts_free (RgFacts *facts)
{
  g_free (facts->name);
  g_free (facts->sound);
  g_ptr_array_unref (facts->phones);
  g_ptr_array_unref (facts->wechats);
  g_ptr_array_unref (facts->emails);
  g_free (facts);
}

static void
take_fact (RgFacts *facts, const char *kind, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  if (g_str_equal (kind, "name"))
    facts->name = g_strdup (value);
  else if (g_str_equal (kind, "sound"))
    facts->sound = g_strdup (value);
  else if (g_str_equal (kind, "phone"))
    g_ptr_array_add (facts->phones, g_strdup (value));
  else if (g_str_equal (kind, "wechat"))
    g_ptr_array_add (facts->wechats, g_strdup (value));
  else
    g_ptr_array_add (facts->emails, g_strdup (value));
}

/*< private >
 * rg_facts_read:
 *
 * Returns: (transfer full) (nullable): %NULL on error; of a customer that is not
 *   there, nothing is known
 */
RgFacts *
rg_facts_read (RgRead *read, gint64 id, GError **error)
{
  static const char sql[] =
      "SELECT 'name', name FROM main.customer WHERE id = ?1 UNION ALL "
      "SELECT 'sound', pinyin FROM main.customer WHERE id = ?1 UNION ALL "
      "SELECT 'phone', phone FROM main.customer WHERE id = ?1 UNION ALL "
      "SELECT 'wechat', wechat FROM main.customer WHERE id = ?1 UNION ALL "
      "SELECT 'email', email FROM main.customer WHERE id = ?1 UNION ALL "
      "SELECT kind, value FROM main.identity WHERE customer_id = ?1 AND kind IN ('phone', 'wechat', 'email')";
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), sql, error);
  g_autoptr (RgFacts) facts = NULL;
  RgStep step;

  if (statement == NULL)
    return NULL;
  facts = g_new0 (RgFacts, 1);
  facts->phones = g_ptr_array_new_with_free_func (g_free);
  facts->wechats = g_ptr_array_new_with_free_func (g_free);
  facts->emails = g_ptr_array_new_with_free_func (g_free);
  rg_statement_bind_integer (statement, 0, id);
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    take_fact (facts, rg_statement_get_text (statement, 0), rg_statement_get_text (statement, 1));
  return step == RG_STEP_DONE ? g_steal_pointer (&facts) : NULL;
}

/* --- comparing ------------------------------------------------------------ */

const char *
rg_double_tail (const char *phone)
{
  gsize length = strlen (phone);

  return length >= SHORTEST ? phone + length - TAIL : NULL;
}

gboolean
rg_double_is_likely (RgDoubleEvidence evidence)
{
  return (evidence & (RG_DOUBLE_SAME_PHONE | RG_DOUBLE_SAME_WECHAT | RG_DOUBLE_SAME_EMAIL)) != 0 ||
         (evidence & RG_DOUBLE_SAME_TAIL) != 0;
}

/*< private >
 * rg_double_strength:
 *
 * A WeChat id is one person's; a phone may be a family's, and a name somebody
 * else's.
 */
guint
rg_double_strength (RgDoubleEvidence evidence)
{
  static const struct
  {
    RgDoubleEvidence evidence;
    guint weight;
  } weights[] = {
    { RG_DOUBLE_SAME_WECHAT, 60 }, { RG_DOUBLE_SAME_NAME, 40 },  { RG_DOUBLE_SAME_EMAIL, 25 },
    { RG_DOUBLE_SAME_SOUND, 25 },  { RG_DOUBLE_SAME_PHONE, 20 }, { RG_DOUBLE_SAME_TAIL, 10 },
  };
  guint strength = 0;

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    if ((evidence & weights[i].evidence) != 0)
      strength += weights[i].weight;
  return strength;
}

static const char *
find_common (const GPtrArray *a, const GPtrArray *b)
{
  for (guint i = 0; i < a->len; i++)
    for (guint j = 0; j < b->len; j++)
      if (rg_people_same_name (g_ptr_array_index (a, i), g_ptr_array_index (b, j)))
        return g_ptr_array_index (a, i);
  return NULL;
}

static gboolean
have_same_tail (const GPtrArray *a, const GPtrArray *b)
{
  for (guint i = 0; i < a->len; i++)
    for (guint j = 0; j < b->len; j++)
      {
        const char *one = rg_double_tail (g_ptr_array_index (a, i));
        const char *other = rg_double_tail (g_ptr_array_index (b, j));

        if (one != NULL && other != NULL && strcmp (one, other) == 0)
          return TRUE;
      }
  return FALSE;
}

static RgDoubleEvidence
compare_names (const RgFacts *a, const RgFacts *b)
{
  if (a->name != NULL && b->name != NULL && rg_people_same_name (a->name, b->name))
    return RG_DOUBLE_SAME_NAME;
  return a->sound != NULL && g_strcmp0 (a->sound, b->sound) == 0 ? RG_DOUBLE_SAME_SOUND : 0;
}

/*< private >
 * rg_facts_compare:
 * @shared: (out) (optional) (transfer full) (nullable): the phone, else the
 *   WeChat id, else the e-mail in common, as @a has it
 */
RgDoubleEvidence
rg_facts_compare (const RgFacts *a, const RgFacts *b, char **shared)
{
  const char *phone = find_common (a->phones, b->phones);
  const char *wechat = find_common (a->wechats, b->wechats);
  const char *email = find_common (a->emails, b->emails);
  RgDoubleEvidence evidence = compare_names (a, b);

  if (evidence != 0 && phone == NULL && have_same_tail (a->phones, b->phones))
    evidence |= RG_DOUBLE_SAME_TAIL;
  if (phone != NULL)
    evidence |= RG_DOUBLE_SAME_PHONE;
  if (wechat != NULL)
    evidence |= RG_DOUBLE_SAME_WECHAT;
  if (email != NULL)
    evidence |= RG_DOUBLE_SAME_EMAIL;
  if (shared != NULL)
    *shared = g_strdup (phone != NULL ? phone : wechat != NULL ? wechat : email);
  return evidence;
}

/*< private >
 * rg_doubles_is_dismissed:
 * @dismissed: (out): whether the owner called them different
 */
gboolean
rg_doubles_is_dismissed (RgRead *read, gint64 one, gint64 other, gboolean *dismissed, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (read),
                           "SELECT 1 FROM main.not_same WHERE first_id = ?1 AND second_id = ?2", error);
  RgStep step;

  *dismissed = FALSE;
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, MIN (one, other));
  rg_statement_bind_integer (statement, 1, MAX (one, other));
  step = rg_statement_step (statement, error);
  *dismissed = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}
