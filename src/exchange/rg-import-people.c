/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-run.h"

#include "catalog/rg-text.h"
#include "shop/rg-people.h"
#include "shop/rg-tags.h"

#include <string.h>

/* --- what is in the shop -------------------------------------------------- */

/**
 * rg_stored_clear:
 * @stored: a customer
 */
void
rg_stored_clear (RgStored *stored)
{
  g_clear_pointer (&stored->name, g_free);
  g_clear_pointer (&stored->phone, g_free);
  g_clear_pointer (&stored->wechat, g_free);
  g_clear_pointer (&stored->email, g_free);
  g_clear_pointer (&stored->notes, g_free);
  for (guint i = 0; stored->values != NULL && i < stored->values->len; i++)
    rg_value_clear (&g_array_index (stored->values, RgValue, i));
}

static const char *
stored_sql (RgImportRun *run)
{
  g_autoptr (GString) sql = g_string_new ("SELECT name, phone, wechat, email, notes");

  if (run->stored_sql != NULL)
    return run->stored_sql;
  for (guint i = 0; !run->row->of_person && i < run->row->fields->len; i++)
    {
      const RgField *field = g_ptr_array_index (run->row->fields, i);

      /* A field that a dry run only imagines has no column. */
      if (rg_entity_find_field (run->customer, field->key) == field)
        g_string_append_printf (sql, ", %s", field->key);
      else
        g_string_append (sql, ", NULL");
    }
  g_string_append (sql, " FROM customer WHERE id = ?1");
  run->stored_sql = g_string_free_and_steal (g_steal_pointer (&sql));
  return run->stored_sql;
}

/**
 * rg_import_load_stored:
 * @run: a run
 * @id: a customer's
 * @found: (out): whether he is there
 * @error: return location for an error
 *
 * Returns: %FALSE on error
 */
gboolean
rg_import_load_stored (RgImportRun *run, guint32 id, gboolean *found, GError **error)
{
  RgStored *stored = &run->stored;
  g_autoptr (RgStatement) statement = NULL;
  guint n = run->row->of_person ? 0 : run->row->fields->len;
  RgStep step;

  rg_stored_clear (stored);
  if (stored->values == NULL)
    stored->values = g_array_new (FALSE, TRUE, sizeof (RgValue));
  g_array_set_size (stored->values, n);
  statement = rg_database_prepare (rg_read_get_database (run->read), stored_sql (run), error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, id);
  step = rg_statement_step (statement, error);
  *found = step == RG_STEP_ROW;
  if (step == RG_STEP_ROW)
    {
      stored->name = g_strdup (rg_statement_get_text (statement, 0));
      stored->phone = g_strdup (rg_statement_get_text (statement, 1));
      stored->wechat = g_strdup (rg_statement_get_text (statement, 2));
      stored->email = g_strdup (rg_statement_get_text (statement, 3));
      stored->notes = g_strdup (rg_statement_get_text (statement, 4));
      for (guint i = 0; i < n; i++)
        rg_statement_get_value (statement, (int) i + 5, &g_array_index (stored->values, RgValue, i));
    }
  return step != RG_STEP_ERROR;
}

/* --- the same person ------------------------------------------------------ */

static gboolean
same_text (const char *a, const char *b)
{
  return a != NULL && b != NULL && rg_people_same_name (a, b);
}

/* Whether @stored already says all the row does. */
static gboolean
says_the_same (const RgImportRun *run)
{
  const RgStored *stored = &run->stored;
  g_autofree char *notes = rg_import_row_notes (run->row);

  for (guint i = 0; i < stored->values->len; i++)
    {
      const RgValue *value = &g_array_index (run->row->values, RgValue, i);

      if (!rg_value_is_null (value) && !rg_value_equal (value, &g_array_index (stored->values, RgValue, i)))
        return FALSE;
    }
  return notes == NULL || (stored->notes != NULL && strstr (stored->notes, notes) != NULL);
}

/* Two keys may be equal by chance, and the row may have changed while a long
 * import let others write: the customer himself decides. */
static gboolean
is_same (RgImportRun *run, guint32 id, char kind, const char *value, gboolean *same, GError **error)
{
  const RgStored *stored = &run->stored;
  g_auto (GStrv) phones = NULL;
  gboolean no_phone;

  *same = id >= RG_IMPORT_VIRTUAL;
  if (*same)
    return TRUE;
  if (!rg_import_load_stored (run, id, same, error))
    return FALSE;
  if (!*same)
    return TRUE;
  *same = rg_people_same_name (stored->name, run->row->name);
  no_phone = stored->phone == NULL;
  switch (kind)
    {
    case RG_KEY_PHONE:
      if (!*same || g_strcmp0 (stored->phone, value) == 0)
        return TRUE;
      phones = rg_people_phones (run->read, id, error);
      *same = phones != NULL && g_strv_contains ((const char *const *) phones, value);
      return phones != NULL;
    case RG_KEY_WECHAT:
    case RG_KEY_WECHAT_ONLY:
      *same = *same && same_text (stored->wechat, value) && (kind == RG_KEY_WECHAT || no_phone);
      return TRUE;
    case RG_KEY_EMAIL:
    case RG_KEY_EMAIL_ONLY:
      *same = *same && same_text (stored->email, value) && (kind == RG_KEY_EMAIL || no_phone);
      return TRUE;
    default:
      *same = *same && no_phone && stored->wechat == NULL && stored->email == NULL && says_the_same (run);
      return TRUE;
    }
}

static gboolean
look_up (RgImportRun *run, char kind, const char *value, const char *name, guint32 *id, GError **error)
{
  g_autofree char *normal = kind == RG_KEY_PHONE ? g_strdup (value) : rg_text_normalize (value);
  guint64 key = kind == RG_KEY_NAME_ONLY ? rg_key_of (kind, name, NULL) : rg_key_of (kind, normal, name);
  guint64 cursor = 0;
  guint32 candidate;
  gboolean same;

  *id = 0;
  while (*id == 0 && (candidate = rg_key_map_next (run->people, key, &cursor)) != 0)
    {
      if (!is_same (run, candidate, kind, value, &same, error))
        return FALSE;
      if (same)
        *id = candidate;
    }
  return TRUE;
}

/* Of people of whom only the name is known, nothing but the whole row tells
 * whether they are one: two lines that say the same are. */
static guint64
name_only_key (RgImportRun *run, const char *name)
{
  g_autoptr (GString) all = g_string_new (name);
  g_autofree char *notes = rg_import_row_notes (run->row);

  for (guint i = 0; i < run->row->fields->len; i++)
    {
      g_autofree char *text =
          rg_field_format (g_ptr_array_index (run->row->fields, i),
                           &g_array_index (run->row->values, RgValue, i), RG_FORMAT_EXCHANGE);

      g_string_append_printf (all, "\x1f%s", text);
    }
  for (guint i = 0; i < run->row->tags->len; i++)
    g_string_append_printf (all, "\x1e%s", (const char *) g_ptr_array_index (run->row->tags, i));
  return rg_key_of (RG_KEY_NAME_ONLY, all->str, notes);
}

static gboolean
find_name_only (RgImportRun *run, const char *name, guint32 *id, GError **error)
{
  guint64 cursor = 0;
  gboolean found;

  *id = rg_key_map_next (run->seen, name_only_key (run, name), &cursor);
  if (*id == 0)
    return look_up (run, RG_KEY_NAME_ONLY, "", name, id, error);
  return *id >= RG_IMPORT_VIRTUAL || rg_import_load_stored (run, *id, &found, error);
}

/**
 * rg_import_find_person:
 * @run: a run with a row
 * @id: (out): the customer that it is; 0 for somebody new
 * @error: return location for an error
 *
 * Same phone and same name is the same person. Where one side has no phone, the
 * same WeChat id or e-mail and the same name is. A customer who is not virtual
 * is loaded into @run then.
 *
 * Returns: %FALSE on error
 */
gboolean
rg_import_find_person (RgImportRun *run, guint32 *id, GError **error)
{
  const RgImportRow *row = run->row;
  g_autofree char *name = rg_text_normalize (row->name != NULL ? row->name : "");
  gboolean phones = row->phones->len > 0;

  *id = 0;
  for (guint i = 0; *id == 0 && i < row->phones->len; i++)
    {
      if (!look_up (run, RG_KEY_PHONE, g_ptr_array_index (row->phones, i), name, id, error))
        return FALSE;
    }
  if (*id == 0 && row->wechat != NULL &&
      !look_up (run, phones ? RG_KEY_WECHAT_ONLY : RG_KEY_WECHAT, row->wechat, name, id, error))
    return FALSE;
  if (*id == 0 && row->email != NULL &&
      !look_up (run, phones ? RG_KEY_EMAIL_ONLY : RG_KEY_EMAIL, row->email, name, id, error))
    return FALSE;
  if (*id == 0 && !phones && row->wechat == NULL && row->email == NULL && !row->of_person)
    return find_name_only (run, name, id, error);
  return TRUE;
}

/**
 * rg_import_remember_person:
 * @run: a run with a row
 * @id: the customer that was made of it
 */
void
rg_import_remember_person (RgImportRun *run, guint32 id)
{
  const RgImportRow *row = run->row;
  RgKnown known = {
    .id = id,
    .name = row->name,
    .phones = (const char *const *) row->phones->pdata,
    .n_phones = row->phones->len,
    .wechat = row->wechat,
    .email = row->email,
  };
  g_autofree char *name = NULL;

  rg_import_remember_code (run, id);
  if (row->phones->len > 0 || row->wechat != NULL || row->email != NULL || row->of_person)
    {
      rg_known_add (run->people, &known, row->of_person);
      return;
    }
  name = rg_text_normalize (row->name);
  rg_key_map_add (run->seen, name_only_key (run, name), id);
}

/* --- writing -------------------------------------------------------------- */

static gint64
tag_id (RgImportRun *run, const char *name, GError **error)
{
  gint64 *known = g_hash_table_lookup (run->tags, name);
  RgOp *op;
  gint64 id;

  if (known != NULL && *known != 0)
    return *known;
  op = rg_import_run_op (run, error);
  id = op != NULL ? rg_tags_ensure (op, name, error) : 0;
  if (known != NULL && id != 0)
    *known = id;
  return id;
}

static gboolean
give_tags (RgImportRun *run, guint32 customer_id, gboolean is_new, GError **error)
{
  const RgEntity *entity = rg_catalog_find (run->catalog, "customer_tag");
  g_auto (GStrv) known = NULL;
  g_autoptr (GHashTable) index = NULL;
  guint n_known;

  if (!is_new && run->row->tags->len > 0)
    {
      known = rg_tags_of (run->read, customer_id, error);
      if (known == NULL)
        return FALSE;
    }
  n_known = known != NULL ? g_strv_length (known) : 0;
  for (guint i = 0; i < run->row->tags->len; i++)
    {
      const char *name = g_ptr_array_index (run->row->tags, i);
      gint64 id;

      if (rg_text_list_has ((const char *const *) known, n_known, &index, name))
        continue;
      id = tag_id (run, name, error);
      if (id == 0)
        return FALSE;
      rg_import_run_add_number (run, entity, "customer_id", customer_id);
      rg_import_run_add_number (run, entity, "tag_id", id);
      if (rg_import_run_insert (run, entity, error) == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_phone (RgImportRun *run, guint32 customer_id, const char *phone, GError **error)
{
  const RgEntity *identity = rg_catalog_find (run->catalog, "identity");

  rg_import_run_add_number (run, identity, "customer_id", customer_id);
  rg_import_run_add_text (run, identity, "kind", "phone");
  rg_import_run_add_text (run, identity, "value", phone);
  return rg_import_run_insert (run, identity, error) != 0;
}

/**
 * rg_import_create_person:
 * @run: a run with a row
 * @id: (out): the new customer
 * @error: return location for an error
 *
 * Makes a customer of the row, with further phones and tags. Of a row of sales
 * only what he is known by.
 *
 * Returns: %FALSE on error
 */
gboolean
rg_import_create_person (RgImportRun *run, guint32 *id, GError **error)
{
  static const RgValue person = { .kind = RG_VALUE_TEXT, .text = (char *) "person" };
  const RgImportRow *row = run->row;
  g_autofree char *notes = row->of_person ? NULL : rg_import_row_notes (row);

  if (run->write == NULL)
    {
      *id = run->next_virtual++;
      rg_import_remember_person (run, *id);
      return TRUE;
    }
  if (!rg_import_run_channels (run, error) ||
      (run->plan->bill != NULL && !rg_import_run_channel (run, run->plan->bill->source, error)))
    return FALSE;
  rg_import_run_add_text (run, run->customer, "name", row->name);
  rg_import_run_add_text (run, run->customer, "phone",
                          row->phones->len > 0 ? g_ptr_array_index (row->phones, 0) : NULL);
  rg_import_run_add_text (run, run->customer, "wechat", row->wechat);
  rg_import_run_add_text (run, run->customer, "email", row->email);
  rg_import_run_add_text (run, run->customer, "notes", notes);
  if (run->plan->bill != NULL)
    rg_import_run_add_text (run, run->customer, "source", run->plan->bill->source);
  if (!rg_value_is_null (&row->code))
    rg_import_run_add_cell (run, row->code_field, &row->code);
  for (guint i = 0; !row->of_person && i < row->fields->len; i++)
    {
      const RgField *field = g_ptr_array_index (row->fields, i);
      const RgValue *value = &g_array_index (row->values, RgValue, i);

      if (rg_value_is_null (value) && g_str_equal (field->key, "kind"))
        value = &person;
      rg_import_run_add_cell (run, field, value);
    }
  *id = (guint32) rg_import_run_insert (run, run->customer, error);
  if (*id == 0)
    return FALSE;
  for (guint i = 1; i < row->phones->len; i++)
    {
      if (!add_phone (run, *id, g_ptr_array_index (row->phones, i), error))
        return FALSE;
    }
  rg_import_remember_person (run, *id);
  return row->of_person || give_tags (run, *id, TRUE, error);
}

/* --- filling and overwriting ---------------------------------------------- */

static void
change_text (RgImportRun *run, const char *key, const char *stored, const char *text)
{
  gboolean wins = stored == NULL || run->plan->known == RG_IMPORT_KNOWN_OVERWRITE;

  if (text != NULL && wins && g_strcmp0 (stored, text) != 0)
    rg_import_run_add_text (run, run->customer, key, text);
}

/* Whether every line of @text is a whole line of @notes. */
static gboolean
notes_contain (const char *notes, const char *text)
{
  const char *found = notes;
  gsize n = strlen (text);

  while ((found = strstr (found, text)) != NULL)
    {
      if ((found == notes || found[-1] == '\n') && (found[n] == '\0' || found[n] == '\n'))
        return TRUE;
      found++;
    }
  return FALSE;
}

/* (transfer full) (nullable): what the notes become; %NULL to leave them. */
static char *
new_notes (RgImportRun *run)
{
  const RgImportRow *row = run->row;
  const char *stored = run->stored.notes;
  g_autofree char *notes = rg_import_row_notes (row);

  if (notes == NULL || (stored != NULL && notes_contain (stored, notes)))
    return NULL;
  if (stored == NULL)
    return g_steal_pointer (&notes);
  if (row->notes->len > 0 && run->plan->known == RG_IMPORT_KNOWN_OVERWRITE)
    return g_steal_pointer (&notes);
  /* What stands there stays; of the new only what is new is put below. */
  if (row->lines->len > 0 && row->notes->len > 0 && notes_contain (stored, row->notes->str))
    return notes_contain (stored, row->lines->str) ? NULL : g_strconcat (stored, "\n", row->lines->str, NULL);
  return g_strconcat (stored, "\n", notes, NULL);
}

static void
change_values (RgImportRun *run)
{
  for (guint i = 0; i < run->row->fields->len; i++)
    {
      const RgValue *value = &g_array_index (run->row->values, RgValue, i);
      const RgValue *old = &g_array_index (run->stored.values, RgValue, i);
      gboolean wins = rg_value_is_null (old) || run->plan->known == RG_IMPORT_KNOWN_OVERWRITE;

      if (!rg_value_is_null (value) && wins && !rg_value_equal (value, old))
        rg_import_run_add_cell (run, g_ptr_array_index (run->row->fields, i), value);
    }
}

static gboolean
write_changes (RgImportRun *run, guint32 id, GError **error)
{
  RgOp *op;
  gboolean done;

  if (run->cells->len == 0)
    return TRUE;
  op = rg_import_run_op (run, error);
  if (op == NULL || !rg_import_run_channels (run, error))
    return FALSE;
  done = rg_op_update (op, run->customer, id, (const RgCell *) (gpointer) run->cells->data, run->cells->len,
                       error);
  g_array_set_size (run->cells, 0);
  run->since_pause++;
  return done;
}

static gboolean
add_new_phones (RgImportRun *run, guint32 id, GError **error)
{
  const RgImportRow *row = run->row;
  g_auto (GStrv) known = NULL;
  g_autoptr (GHashTable) index = NULL;
  guint n_known;

  if (row->phones->len == 0 || (row->phones->len == 1 && run->stored.phone != NULL &&
                                strcmp (run->stored.phone, g_ptr_array_index (row->phones, 0)) == 0))
    return TRUE;
  known = rg_people_phones (run->read, id, error);
  if (known == NULL)
    return FALSE;
  n_known = g_strv_length (known);
  for (guint i = 0; i < row->phones->len; i++)
    {
      const char *phone = g_ptr_array_index (row->phones, i);

      if (!rg_text_list_has ((const char *const *) known, n_known, &index, phone) &&
          !add_phone (run, id, phone, error))
        return FALSE;
    }
  return TRUE;
}

static void
learn_key (RgImportRun *run, guint64 key, guint32 id)
{
  guint64 cursor = 0;

  if (rg_key_map_next (run->people, key, &cursor) == 0)
    rg_key_map_add (run->people, key, id);
}

/* From now on this person is met by what the row brought, too. */
static void
learn (RgImportRun *run, guint32 id)
{
  const RgImportRow *row = run->row;
  g_autofree char *name = rg_text_normalize (row->name != NULL ? row->name : "");
  g_autofree char *wechat = row->wechat != NULL ? rg_text_normalize (row->wechat) : NULL;
  g_autofree char *email = row->email != NULL ? rg_text_normalize (row->email) : NULL;

  for (guint i = 0; i < row->phones->len; i++)
    learn_key (run, rg_key_of (RG_KEY_PHONE, g_ptr_array_index (row->phones, i), name), id);
  if (wechat != NULL)
    learn_key (run, rg_key_of (RG_KEY_WECHAT, wechat, name), id);
  if (email != NULL)
    learn_key (run, rg_key_of (RG_KEY_EMAIL, email, name), id);
  if (row->phones->len > 0 && wechat != NULL)
    rg_key_map_remove (run->people, rg_key_of (RG_KEY_WECHAT_ONLY, wechat, name), id);
  if (row->phones->len > 0 && email != NULL)
    rg_key_map_remove (run->people, rg_key_of (RG_KEY_EMAIL_ONLY, email, name), id);
}

/**
 * rg_import_update_person:
 * @run: a run with a row
 * @id: who it is; loaded into @run unless virtual
 * @error: return location for an error
 *
 * Fills what is empty or overwrites, as the owner chose; phones and tags are
 * added. Nothing is written when the shop says it all already.
 *
 * Returns: %FALSE on error
 */
gboolean
rg_import_update_person (RgImportRun *run, guint32 id, GError **error)
{
  const RgImportRow *row = run->row;
  g_autofree char *notes = NULL;

  learn (run, id);
  if (run->write == NULL)
    return TRUE;
  notes = new_notes (run);
  if (row->phones->len > 0)
    change_text (run, "phone", run->stored.phone,
                 run->stored.phone == NULL ? g_ptr_array_index (row->phones, 0) : NULL);
  change_text (run, "wechat", run->stored.wechat, row->wechat);
  change_text (run, "email", run->stored.email, row->email);
  if (notes != NULL)
    rg_import_run_add_text (run, run->customer, "notes", notes);
  change_values (run);
  return write_changes (run, id, error) && add_new_phones (run, id, error) &&
         give_tags (run, id, FALSE, error);
}
