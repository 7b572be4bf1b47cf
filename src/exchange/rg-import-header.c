/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-private.h"

#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a header means, by the catalogue's words for its fields. */

/**
 * RgAlias:
 * @squashed: letters and digits of the word
 * @word: the word with its blanks, normalised
 * @length: of @squashed in characters
 * @exact: whether it is the field's label or key
 * @place: among all aliases
 */
typedef struct
{
  const char *entity;
  const RgField *field;
  char *squashed;
  char *word;
  guint rank;
  glong length;
  gboolean exact;
  guint place;
} RgAlias;

/* Of several equal words the first one counts. */
struct _RgHeaderIndex
{
  RgCatalog *catalog;
  const char *entity;      /* interned: claims and columns have it too */
  GPtrArray *aliases;      /* of RgAlias */
  GHashTable *by_squashed; /* the first of each */
  GHashTable *by_exact;    /* the first exact one of each, squashed */
  GHashTable *by_word;     /* the first of each */
  gsize longest;           /* word, in bytes */
};

static void
alias_free (RgAlias *alias)
{
  g_free (alias->squashed);
  g_free (alias->word);
  g_free (alias);
}

static char *
squash_normal (const char *normal)
{
  GString *squashed = g_string_sized_new (strlen (normal));

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || c == '#')
        g_string_append_unichar (squashed, c);
    }
  return g_string_free_and_steal (squashed);
}

/**
 * rg_header_squash:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): the letters and digits of @text, normalised, so
 *   that "E-mail：", "e_mail" and "EMAIL" are equal
 */
char *
rg_header_squash (const char *text)
{
  g_autofree char *normal = rg_text_normalize (text);

  return squash_normal (normal);
}

static void
insert_first (GHashTable *table, char *word, RgAlias *alias)
{
  if (!g_hash_table_contains (table, word))
    g_hash_table_insert (table, word, alias);
}

static void
add_alias (RgHeaderIndex *index,
           const char *entity,
           const RgField *field,
           const char *word,
           guint rank,
           gboolean exact)
{
  g_autofree char *normal = rg_text_normalize (word);
  g_autofree char *squashed = squash_normal (normal);
  RgAlias *alias;

  if (*squashed == '\0')
    return;
  alias = g_new0 (RgAlias, 1);
  alias->entity = entity;
  alias->field = field;
  alias->squashed = g_steal_pointer (&squashed);
  alias->word = g_steal_pointer (&normal);
  alias->length = g_utf8_strlen (alias->squashed, -1);
  alias->rank = rank;
  alias->exact = exact;
  alias->place = index->aliases->len;
  g_ptr_array_add (index->aliases, alias);
  insert_first (index->by_squashed, alias->squashed, alias);
  if (exact)
    insert_first (index->by_exact, alias->squashed, alias);
  insert_first (index->by_word, alias->word, alias);
  index->longest = MAX (index->longest, strlen (alias->word));
}

/**
 * rg_import_takes_field:
 * @import_entity: what is imported
 * @entity: whose field
 * @field: the field
 *
 * Returns: whether a column may give it: what the store derives or keeps for
 *   itself may not; an import of sales or deals takes of the customer only by what he
 *   is recognised
 */
gboolean
rg_import_takes_field (const char *import_entity, const char *entity, const RgField *field)
{
  static const char *const of_person[] = { "name", "phone", "wechat", "email", NULL };
  static const char *const of_deal[] = { "stage_id", "state", "closed", "lost_reason", NULL };

  /* Where a deal stands is the program's to write, and the file's to say. */
  if (g_str_equal (import_entity, "deal") && g_str_equal (entity, "deal") &&
      g_strv_contains (of_deal, field->key))
    return TRUE;
  if ((field->flags & (RG_FIELD_DERIVED | RG_FIELD_SYSTEM | RG_FIELD_RETIRED)) != 0 ||
      field->type == &rg_type_ref || field->type == &rg_type_instant)
    return FALSE;
  return g_str_equal (import_entity, entity) || g_strv_contains (of_person, field->key);
}

static void
add_entity (RgHeaderIndex *index, RgCatalog *catalog, const char *import_entity, const char *key)
{
  const RgEntity *entity = rg_catalog_find (catalog, key);

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);
      g_auto (GStrv) words = g_strsplit (field->aliases != NULL ? field->aliases : "", "|", -1);

      if (!rg_import_takes_field (import_entity, key, field))
        continue;
      add_alias (index, key, field, rg_field_get_label (field), 0, TRUE);
      if ((field->flags & RG_FIELD_OWN) == 0)
        {
          add_alias (index, key, field, field->label, 0, TRUE);
          add_alias (index, key, field, field->key, 0, TRUE);
        }
      for (guint j = 0; words[j] != NULL; j++)
        add_alias (index, key, field, words[j], j + 1, FALSE);
    }
}

static RgHeaderIndex *
make_index (RgCatalog *catalog, const char *entity)
{
  RgHeaderIndex *index = g_atomic_rc_box_new0 (RgHeaderIndex);

  index->catalog = rg_catalog_ref (catalog);
  index->entity = g_intern_string (entity);
  index->aliases = g_ptr_array_new_with_free_func ((GDestroyNotify) alias_free);
  index->by_squashed = g_hash_table_new (g_str_hash, g_str_equal);
  index->by_exact = g_hash_table_new (g_str_hash, g_str_equal);
  index->by_word = g_hash_table_new (g_str_hash, g_str_equal);
  add_entity (index, catalog, index->entity, index->entity);
  if (!g_str_equal (entity, "customer"))
    add_entity (index, catalog, index->entity, "customer");
  return index;
}

static void
clear_index (RgHeaderIndex *index)
{
  g_hash_table_unref (index->by_squashed);
  g_hash_table_unref (index->by_exact);
  g_hash_table_unref (index->by_word);
  g_ptr_array_unref (index->aliases);
  rg_catalog_unref (index->catalog);
}

/**
 * rg_header_index_get:
 * @catalog: whose fields
 * @entity: what is imported
 *
 * The last ones are kept, for the files of a shop come one after the other. May
 * be called from any thread.
 *
 * Returns: (transfer full): every word for every field that a column may give
 */
RgHeaderIndex *
rg_header_index_get (RgCatalog *catalog, const char *entity)
{
  static GMutex mutex;
  static RgHeaderIndex *kept[2];
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  RgHeaderIndex **last = &kept[g_str_equal (entity, "customer")];

  if (*last == NULL || (*last)->catalog != catalog || !g_str_equal ((*last)->entity, entity))
    {
      g_clear_pointer (last, rg_header_index_unref);
      *last = make_index (catalog, entity);
    }
  return g_atomic_rc_box_acquire (*last);
}

/**
 * rg_header_index_unref:
 * @index: (transfer full): an index
 */
void
rg_header_index_unref (RgHeaderIndex *index)
{
  g_atomic_rc_box_release_full (index, (GDestroyNotify) clear_index);
}

/* Without remarks in brackets — (必填), [选填], 【元】 — and without a number, a
 * star or a colon at the end. */
static char *
strip_remarks (const char *header)
{
  g_autofree char *normal = rg_text_normalize (header);
  g_autoptr (GString) kept = g_string_new (NULL);
  int depth = 0;

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '(' || c == '[' || c == 0x3010 || c == 0x3014)
        depth++;
      else if (c == ')' || c == ']' || c == 0x3011 || c == 0x3015)
        depth = MAX (depth - 1, 0);
      else if (depth == 0)
        g_string_append_unichar (kept, c);
    }
  while (kept->len > 0 && strchr ("0123456789 *:#.", kept->str[kept->len - 1]) != NULL)
    g_string_truncate (kept, kept->len - 1);
  return g_string_free_and_steal (g_steal_pointer (&kept));
}

/* Whether what stands before @tail, which is no beginning, lets it be a word of
 * its own. Chinese puts the head of a compound last: 客户手机号 is a 手机号, 手机型号 is not a 手机. */
static gboolean
is_tail (const char *tail)
{
  if (g_str_is_ascii (tail))
    return strchr (" _-./", tail[-1]) != NULL;
  return g_utf8_strlen (tail, -1) >= 2;
}

/* The longest alias with which @header ends. (nullable) */
static const RgAlias *
find_tail (const RgHeaderIndex *index, const char *header)
{
  gsize n = strlen (header);
  const RgAlias *best = NULL;

  for (gsize i = n > index->longest ? n - index->longest : 1; i < n; i++)
    {
      const RgAlias *alias = g_hash_table_lookup (index->by_word, header + i);

      if (alias == NULL || !is_tail (header + i))
        continue;
      if (best == NULL || alias->length > best->length ||
          (alias->length == best->length && alias->place < best->place))
        best = alias;
    }
  return best;
}

/**
 * rg_header_index_find:
 * @index: an index
 * @header: a header as it stands in the file
 *
 * Returns: the field that it means; no entity in it when there is none
 */
RgClaim
rg_header_index_find (const RgHeaderIndex *index, const char *header)
{
  g_autofree char *squashed = rg_header_squash (header);
  g_autofree char *stripped = NULL;
  g_autofree char *stripped_squashed = NULL;
  const RgAlias *alias = g_hash_table_lookup (index->by_exact, squashed);
  guint strength = 4;

  if (alias == NULL)
    {
      alias = g_hash_table_lookup (index->by_squashed, squashed);
      strength = 3;
    }
  if (alias == NULL)
    {
      stripped = strip_remarks (header);
      stripped_squashed = rg_header_squash (stripped);
      alias = g_hash_table_lookup (index->by_squashed, stripped_squashed);
      strength = 2;
    }
  if (alias == NULL)
    {
      alias = find_tail (index, stripped);
      strength = 1;
    }
  if (alias == NULL)
    return (RgClaim) { 0 };
  return (RgClaim) { alias->entity, alias->field, strength, alias->length, alias->rank };
}

/**
 * rg_header_is_reason:
 * @header: a header
 *
 * Returns: whether it is the column that our own file of refused rows adds
 */
gboolean
rg_header_is_reason (const char *header)
{
  g_autofree char *trimmed = rg_text_trim (header);

  return strcmp (trimmed, _ (RG_IMPORT_REASON)) == 0 || strcmp (trimmed, "Why it was not imported") == 0 ||
         strcmp (trimmed, "未导入的原因") == 0;
}

/* What no header looks like. */
static gboolean
is_data (const char *cell)
{
  g_autofree char *normal = NULL;
  g_autofree char *date = NULL;

  if (rg_phone_normalize (cell, &normal) != RG_PHONE_INVALID || strchr (cell, '@') != NULL)
    return TRUE;
  date = rg_date_parse (cell, FALSE, NULL, NULL);
  return date != NULL || rg_is_plain_number (cell);
}

/* How many cells of a row are words for fields; *@data of them cannot be. */
static guint
count_words (const RgHeaderIndex *index, GStrv row, guint *filled, guint *data)
{
  guint words = 0;

  *filled = *data = 0;
  for (guint i = 0; row[i] != NULL; i++)
    {
      g_autofree char *cell = rg_text_trim (row[i]);

      if (*cell == '\0')
        continue;
      (*filled)++;
      if (is_data (cell))
        (*data)++;
      else if (rg_header_index_find (index, cell).strength >= 2)
        words++;
    }
  return words;
}

/* What a single cell, or a whole column below it, looks like. (nullable) */
static const char *
looks_like (GPtrArray *rows, guint first, guint last, guint column)
{
  g_autoptr (RgSample) sample = rg_sample_new ();

  for (guint i = first; i < last; i++)
    {
      GStrv row = g_ptr_array_index (rows, i);

      if (column < g_strv_length (row) && *row[column] != '\0')
        rg_sample_add (sample, row[column]);
    }
  return rg_sample_guess_field (sample, FALSE);
}

/* Without a single known word a first row is still a header, unless its cells
 * are of the same kind as those below them: names above names. */
static gboolean
is_unknown_header (const RgHeaderIndex *index, GPtrArray *rows, guint at)
{
  GStrv row = g_ptr_array_index (rows, at);
  guint filled;
  guint data;

  count_words (index, row, &filled, &data);
  if (data > 0 || filled < 2)
    return FALSE;
  for (guint i = 0; row[i] != NULL; i++)
    {
      const char *own = looks_like (rows, at, at + 1, i);

      if (own != NULL && g_strcmp0 (own, looks_like (rows, at + 1, rows->len, i)) == 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * rg_header_index_choose:
 * @index: an index
 * @rows: (element-type GStrv): the first rows of a file
 *
 * The header is the row with the most words for fields; a title, notes and
 * blank lines may stand above it.
 *
 * Returns: its place in @rows; -1 when the file has none
 */
int
rg_header_index_choose (const RgHeaderIndex *index, GPtrArray *rows)
{
  int best = -1;
  guint best_words = 0;
  int first = -1;

  for (guint i = 0; i < rows->len; i++)
    {
      guint filled;
      guint data;
      guint words = count_words (index, g_ptr_array_index (rows, i), &filled, &data);

      if (filled > 0 && first < 0)
        first = (int) i;
      if (words == 0 || data > 0)
        continue;
      /* A single word in a line of its own may be a title; one in the first
       * line is the header of a list of numbers. */
      if (words == 1 && filled > 1 && (int) i != first)
        continue;
      if (words > best_words)
        {
          best_words = words;
          best = (int) i;
        }
    }
  if (best < 0 && first >= 0 && is_unknown_header (index, rows, (guint) first))
    return first;
  return best;
}
