/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-columns-private.h"

#include <string.h>

/* Which columns there are, as somebody chose. The choice is kept as one line
 * of text: "name phone:140 x1@3f2a91c4:0 notes". A number is a width in sp, or
 * 0 when it is only wanted that the column is there. Behind an own field's key
 * stands the mark of its shop: x1 is something else in another. */

#define LEAST_WIDTH 40
#define GREATEST_WIDTH 1200

/* --- the line ------------------------------------------------------------- */

/* The key of @word's field in this shop; NULL: it belongs to another. */
static char *
key_of (RgColumns *self, const char *word)
{
  g_autofree char *key = g_strndup (word, strcspn (word, ":"));
  char *mark = strchr (key, '@');

  if (mark == NULL)
    return g_steal_pointer (&key);
  *mark = '\0';

  return g_strcmp0 (mark + 1, self->shop) == 0 ? g_steal_pointer (&key) : NULL;
}

static char *
word_of (RgColumns *self, const RgColumn *column)
{
  GString *word = g_string_new (column->field->key);

  if ((column->field->flags & RG_FIELD_OWN) != 0 && self->shop != NULL)
    g_string_append_printf (word, "@%s", self->shop);
  if (column->pinned)
    g_string_append_printf (word, ":%d", column->wanted);

  return g_string_free_and_steal (word);
}

/**
 * rg_columns_can_show:
 * @self: columns
 * @field: a field of their entity
 *
 * Returns: whether it can be a column: what a person sees, and when a row was
 *   added and changed
 */
gboolean
rg_columns_can_show (RgColumns *self, const RgField *field)
{
  if ((field->flags & RG_FIELD_RETIRED) != 0)
    return FALSE;
  if (rg_columns_place (self, field->key) >= 0)
    return TRUE;
  if (g_str_equal (field->key, "created_at") || g_str_equal (field->key, "updated_at"))
    return TRUE;

  return (field->flags & RG_FIELD_SYSTEM) == 0;
}

void
rg_columns_make_chosen (RgColumns *self)
{
  for (guint i = 0; i < self->layout->len; i++)
    {
      const char *word = g_ptr_array_index (self->layout, i), *width = strchr (word, ':');
      g_autofree char *key = key_of (self, word);
      const RgField *field = key != NULL ? rg_entity_find_field (self->entity, key) : NULL;
      RgColumn *column;
      guint n = self->columns->len;

      if (field == NULL || !rg_columns_can_show (self, field))
        continue;
      rg_columns_add (self, field);
      if (self->columns->len == n)
        continue;
      column = &g_array_index (self->columns, RgColumn, n);
      column->pinned = width != NULL;
      column->wanted = width != NULL ? (int) g_ascii_strtoll (width + 1, NULL, 10) : 0;
      if (column->wanted != 0)
        column->wanted = CLAMP (column->wanted, LEAST_WIDTH, GREATEST_WIDTH);
    }
  /* A row without a name is nobody's. */
  rg_columns_add (self, rg_entity_find_field (self->entity, self->table->keys[0]));
}

/* Writes down what the columns are now, with what other shops have. */
static void
note (RgColumns *self)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->layout);

  self->layout = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->columns->len; i++)
    g_ptr_array_add (self->layout, word_of (self, &g_array_index (self->columns, RgColumn, i)));
  for (guint i = 0; before != NULL && i < before->len; i++)
    {
      g_autofree char *key = key_of (self, g_ptr_array_index (before, i));

      if (key == NULL)
        g_ptr_array_add (self->layout, g_strdup (g_ptr_array_index (before, i)));
    }
  rg_columns_layout_changed (self);
}

/**
 * rg_columns_set_layout:
 * @self: columns
 * @layout: what rg_columns_dup_layout() gave; "" for the usual columns
 */
void
rg_columns_set_layout (RgColumns *self, const char *layout)
{
  g_auto (GStrv) words = g_strsplit (layout, " ", -1);

  g_return_if_fail (RG_IS_COLUMNS (self));

  g_clear_pointer (&self->layout, g_ptr_array_unref);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (self->layout == NULL)
        self->layout = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (self->layout, g_strdup (words[i]));
    }
  rg_columns_make (self);
}

/**
 * rg_columns_dup_layout:
 * @self: columns
 *
 * Returns: (transfer full): which columns there are; "" for the usual ones
 */
char *
rg_columns_dup_layout (RgColumns *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; self->layout != NULL && i < self->layout->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (char *) g_ptr_array_index (self->layout, i));

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * rg_columns_set_folder:
 * @self: columns
 * @folder: (nullable): the folder of the shop whose rows are shown
 */
void
rg_columns_set_folder (RgColumns *self, const char *folder)
{
  g_clear_pointer (&self->shop, g_free);
  if (folder != NULL)
    self->shop = g_strdup_printf ("%08x", g_str_hash (folder));
}

/* --- choosing ------------------------------------------------------------- */

static int
index_of (RgColumns *self, const char *key)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_strcmp0 (g_array_index (self->columns, RgColumn, i).field->key, key) == 0)
      return (int) i;

  return -1;
}

/**
 * rg_columns_show_field:
 * @self: columns
 * @key: key of a field
 * @shown: whether it is to have a column; the name always has one
 */
void
rg_columns_show_field (RgColumns *self, const char *key, gboolean shown)
{
  const RgField *field = self->entity != NULL ? rg_entity_find_field (self->entity, key) : NULL;
  int index = index_of (self, key);

  if (field == NULL || shown == (index >= 0) || (shown && !rg_columns_can_show (self, field)) ||
      (!shown && rg_columns_is_first (self, key)))
    return;
  if (shown)
    {
      rg_columns_add (self, field);
      g_array_index (self->columns, RgColumn, self->columns->len - 1).pinned = TRUE;
    }
  else
    g_array_remove_index (self->columns, (guint) index);
  note (self);
}

/**
 * rg_columns_move:
 * @self: columns
 * @key: key of a field with a column
 * @index: before which column of now it goes; the number of columns: to the end
 */
void
rg_columns_move (RgColumns *self, const char *key, guint index)
{
  int from = index_of (self, key);
  guint to = MIN (index, self->columns->len);
  RgColumn column;

  if (from < 0 || to == (guint) from || to == (guint) from + 1)
    return;
  column = g_array_index (self->columns, RgColumn, from);
  g_array_remove_index (self->columns, (guint) from);
  if (to > (guint) from)
    to--;
  g_array_insert_val (self->columns, to, column);
  note (self);
}

/**
 * rg_columns_step:
 * @self: columns
 * @key: key of a field with a column
 * @direction: -1 or 1
 *
 * Moves a column by one place among those that are shown.
 */
void
rg_columns_step (RgColumns *self, const char *key, int direction)
{
  int index = index_of (self, key), to = index + direction;

  while (to >= 0 && to < (int) self->columns->len && !g_array_index (self->columns, RgColumn, to).shown)
    to += direction;
  if (index < 0 || to < 0 || to >= (int) self->columns->len)
    return;
  rg_columns_move (self, key, (guint) (direction > 0 ? to + 1 : to));
}

/**
 * rg_columns_set_width:
 * @self: columns
 * @key: key of a field with a column
 * @width: in sp; 0: as wide as it likes
 */
void
rg_columns_set_width (RgColumns *self, const char *key, int width)
{
  int index = index_of (self, key);
  RgColumn *column;

  if (index < 0)
    return;
  column = &g_array_index (self->columns, RgColumn, index);
  width = width > 0 ? CLAMP (width, LEAST_WIDTH, GREATEST_WIDTH) : 0;
  if (column->wanted == width)
    return;
  column->wanted = width;
  if (width > 0)
    column->pinned = TRUE;
  note (self);
}

/**
 * rg_columns_reset:
 * @self: columns
 *
 * The usual columns, in their order and as wide as they like.
 */
void
rg_columns_reset (RgColumns *self)
{
  if (self->layout == NULL)
    return;
  g_clear_pointer (&self->layout, g_ptr_array_unref);
  rg_columns_make (self);
  rg_columns_layout_changed (self);
}
