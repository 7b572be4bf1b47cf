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
} RgAlias;

struct _RgHeaderIndex
{
  GPtrArray *aliases; /* of RgAlias */
};

static void
alias_free (RgAlias *alias)
{
  g_free (alias->squashed);
  g_free (alias->word);
  g_free (alias);
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
  GString *squashed = g_string_sized_new (strlen (normal));

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || c == '#')
        g_string_append_unichar (squashed, c);
    }
  return g_string_free_and_steal (squashed);
}

static void
add_alias (RgHeaderIndex *index,
           const char *entity,
           const RgField *field,
           const char *word,
           guint rank,
           gboolean exact)
{
  g_autofree char *squashed = rg_header_squash (word);
  RgAlias *alias;

  if (*squashed == '\0')
    return;
  alias = g_new0 (RgAlias, 1);
  alias->entity = entity;
  alias->field = field;
  alias->squashed = g_steal_pointer (&squashed);
  alias->word = rg_text_normalize (word);
  alias->length = g_utf8_strlen (alias->squashed, -1);
  alias->rank = rank;
  alias->exact = exact;
  g_ptr_array_add (index->aliases, alias);
}

/**
 * rg_import_takes_field:
 * @import_entity: what is imported
 * @entity: whose field
 * @field: the field
 *
 * Returns: whether a column may give it: what the store derives or keeps for
 *   itself may not; an import of sales takes of the customer only by what he
 *   is recognised
 */
gboolean
rg_import_takes_field (const char *import_entity, const char *entity, const RgField *field)
{
  static const char *const of_person[] = { "name", "phone", "wechat", "email", NULL };

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

/**
 * rg_header_index_new:
 * @catalog: whose fields
 * @entity: what is imported
 *
 * Returns: (transfer full): every word for every field that a column may give
 */
RgHeaderIndex *
rg_header_index_new (RgCatalog *catalog, const char *entity)
{
  RgHeaderIndex *index = g_new0 (RgHeaderIndex, 1);

  index->aliases = g_ptr_array_new_with_free_func ((GDestroyNotify) alias_free);
  add_entity (index, catalog, entity, entity);
  if (!g_str_equal (entity, "customer"))
    add_entity (index, catalog, entity, "customer");
  return index;
}

/**
 * rg_header_index_free:
 * @index: (transfer full): an index
 */
void
rg_header_index_free (RgHeaderIndex *index)
{
  g_ptr_array_unref (index->aliases);
  g_free (index);
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

static gboolean
is_ascii_word (const char *word)
{
  return g_str_is_ascii (word);
}

/* Whether @header ends with the alias as a word of its own. Chinese puts the
 * head of a compound last: 客户手机号 is a 手机号, 手机型号 is not a 手机. */
static gboolean
ends_with_alias (const char *header, const RgAlias *alias)
{
  gsize header_len = strlen (header);
  gsize word_len = strlen (alias->word);

  if (word_len >= header_len || !g_str_has_suffix (header, alias->word))
    return FALSE;
  if (is_ascii_word (alias->word))
    return strchr (" _-./", header[header_len - word_len - 1]) != NULL;
  return g_utf8_strlen (alias->word, -1) >= 2;
}

static gboolean
is_better (const RgClaim *claim, const RgClaim *than)
{
  if (claim->strength != than->strength)
    return claim->strength > than->strength;
  return claim->length > than->length;
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
  g_autofree char *stripped = strip_remarks (header);
  g_autofree char *stripped_squashed = rg_header_squash (stripped);
  RgClaim best = { 0 };

  for (guint i = 0; i < index->aliases->len; i++)
    {
      const RgAlias *alias = g_ptr_array_index (index->aliases, i);
      RgClaim claim = { alias->entity, alias->field, 0, alias->length, alias->rank };

      if (strcmp (alias->squashed, squashed) == 0)
        claim.strength = alias->exact ? 4 : 3;
      else if (strcmp (alias->squashed, stripped_squashed) == 0)
        claim.strength = 2;
      else if (ends_with_alias (stripped, alias))
        claim.strength = 1;
      if (claim.strength > 0 && is_better (&claim, &best))
        best = claim;
    }
  return best;
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
