/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-ole.h"

#include <string.h>

/* Nothing that the file says of itself is believed: chains may be longer than
 * the file or lead back into themselves, sectors may lie behind its end. */

#define HEADER_SIZE 512
#define HEADER_FATS 109
#define ENTRY_SIZE 128
#define MINI_SHIFT 6
/* Streams below this lie in the small sectors. */
#define MINI_CUTOFF 4096
/* Numbers of sectors that are none begin here; the end of a chain is one. */
#define SECTOR_MAX 0xfffffffau
#define SECTOR_END 0xfffffffeu
#define NO_ENTRY 0xffffffffu

struct _RgOle
{
  GBytes *bytes;
  const guint8 *data;
  gsize size;
  guint shift;
  guint32 n_sectors;
  GArray *fat; /* of guint32 */
  GArray *mini_fat;
  GBytes *mini;      /* (nullable) */
  GBytes *directory; /* entries of ENTRY_SIZE */
};

static guint16
get_16 (const guint8 *p)
{
  return (guint16) (p[0] | p[1] << 8);
}

static guint32
get_32 (const guint8 *p)
{
  return (guint32) get_16 (p) | (guint32) get_16 (p + 2) << 16;
}

/* --- sectors and chains --------------------------------------------------- */

/* The bytes of a sector; the last one of a file may be cut short. */
static const guint8 *
find_sector (const RgOle *ole, guint32 sector, gsize *n)
{
  gsize at = ((gsize) sector + 1) << ole->shift;

  if (sector >= ole->n_sectors || at >= ole->size)
    return NULL;
  *n = MIN ((gsize) 1 << ole->shift, ole->size - at);
  return ole->data + at;
}

static guint32
next_of (const GArray *fat, guint32 sector)
{
  return sector < fat->len ? g_array_index (fat, guint32, sector) : SECTOR_END;
}

/* How many sectors from @first on lie behind one another; *@last is the last. */
static guint32
count_run (const GArray *fat, guint32 first, guint32 most, guint32 *last)
{
  guint32 n = 1;

  *last = first;
  while (n < most && next_of (fat, *last) == *last + 1)
    {
      (*last)++;
      n++;
    }
  return n;
}

/* Marks sectors of a chain; %FALSE when one of them is in it already. */
static gboolean
mark (guint8 *seen, guint32 first, guint32 last)
{
  for (guint32 i = first; i <= last; i++)
    {
      if ((seen[i / 8] & 1 << i % 8) != 0)
        return FALSE;
      seen[i / 8] |= (guint8) (1 << i % 8);
    }
  return TRUE;
}

/* A chain of the large sectors, @size bytes of it or all. */
static GBytes *
read_chain (const RgOle *ole, guint32 first, gsize size)
{
  g_autoptr (GByteArray) content = NULL;
  g_autofree guint8 *seen = g_malloc0 (ole->n_sectors / 8 + 1);
  guint32 left = ole->n_sectors;
  guint32 sector = first;

  if (size > ole->size)
    return NULL;
  while (sector < SECTOR_MAX && left > 0 && (content == NULL || content->len < size || size == 0))
    {
      guint32 last;
      guint32 n = count_run (ole->fat, sector, left, &last);
      gsize at = ((gsize) sector + 1) << ole->shift;
      gsize length;

      if (last >= ole->n_sectors || at >= ole->size || !mark (seen, sector, last))
        return NULL;
      length = MIN ((gsize) n << ole->shift, ole->size - at);
      if (content == NULL && size > 0 && length >= size)
        return g_bytes_new_from_bytes (ole->bytes, at, size);
      if (content == NULL)
        content = g_byte_array_new ();
      g_byte_array_append (content, ole->data + at, (guint) length);
      left -= n;
      sector = next_of (ole->fat, last);
    }
  if (content == NULL)
    return NULL;
  if (size > 0 && content->len > size)
    g_byte_array_set_size (content, (guint) size);
  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

static GBytes *
read_mini_chain (const RgOle *ole, guint32 first, gsize size)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  gsize mini_size = 0;
  const guint8 *mini = ole->mini != NULL ? g_bytes_get_data (ole->mini, &mini_size) : NULL;
  guint32 sector = first;

  while (content->len < size)
    {
      gsize at = (gsize) sector << MINI_SHIFT;

      if (sector >= SECTOR_MAX || at >= mini_size)
        return NULL;
      g_byte_array_append (content, mini + at,
                           (guint) MIN (MIN ((gsize) 1 << MINI_SHIFT, mini_size - at), size - content->len));
      sector = next_of (ole->mini_fat, sector);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

/* --- tables --------------------------------------------------------------- */

/* Appends the numbers of a sector of the table; %FALSE when there is no such
 * sector. */
static gboolean
add_table (const RgOle *ole, GArray *table, guint32 sector)
{
  gsize n;
  const guint8 *p = find_sector (ole, sector, &n);

  if (p == NULL)
    return FALSE;
  for (gsize i = 0; i + 4 <= n; i += 4)
    {
      guint32 next = get_32 (p + i);

      g_array_append_val (table, next);
    }
  return TRUE;
}

static gboolean
read_fat (RgOle *ole)
{
  guint32 more = get_32 (ole->data + 68);
  guint32 left = ole->n_sectors;

  for (guint i = 0; i < HEADER_FATS && ole->fat->len < ole->n_sectors; i++)
    {
      guint32 sector = get_32 (ole->data + 76 + 4 * i);

      if (sector >= SECTOR_MAX)
        break;
      if (!add_table (ole, ole->fat, sector))
        return FALSE;
    }
  while (more < SECTOR_MAX && left-- > 0 && ole->fat->len < ole->n_sectors)
    {
      gsize n;
      const guint8 *p = find_sector (ole, more, &n);

      if (p == NULL || n != (gsize) 1 << ole->shift)
        return FALSE;
      for (gsize i = 0; i + 8 <= n && ole->fat->len < ole->n_sectors; i += 4)
        {
          guint32 sector = get_32 (p + i);

          if (sector < SECTOR_MAX && !add_table (ole, ole->fat, sector))
            return FALSE;
        }
      more = get_32 (p + n - 4);
    }
  return ole->fat->len > 0;
}

static void
read_mini_fat (RgOle *ole)
{
  g_autoptr (GBytes) table = read_chain (ole, get_32 (ole->data + 60), 0);
  gsize size;
  const guint8 *p;

  if (table == NULL)
    return;
  p = g_bytes_get_data (table, &size);
  for (gsize i = 0; i + 4 <= size; i += 4)
    {
      guint32 next = get_32 (p + i);

      g_array_append_val (ole->mini_fat, next);
    }
}

/* --- directory ------------------------------------------------------------ */

static const guint8 *
get_entry (const RgOle *ole, guint32 index)
{
  gsize size;
  const guint8 *p = g_bytes_get_data (ole->directory, &size);

  return index < size / ENTRY_SIZE ? p + (gsize) index * ENTRY_SIZE : NULL;
}

static gboolean
is_named (const guint8 *entry, const char *name)
{
  gsize n = strlen (name);

  if (entry[66] == 0 || get_16 (entry + 64) != 2 * (n + 1) || n > 31)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      if (entry[2 * i + 1] != 0 || g_ascii_toupper ((char) entry[2 * i]) != g_ascii_toupper (name[i]))
        return FALSE;
    }
  return TRUE;
}

/* The entries of the outermost folder form a tree below the first one's child;
 * embedded workbooks lie in folders of their own. */
static const guint8 *
find_entry (const RgOle *ole, const char *name)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 left = (guint32) (g_bytes_get_size (ole->directory) / ENTRY_SIZE);
  const guint8 *root = get_entry (ole, 0);
  guint32 index = get_32 (root + 76);

  g_array_append_val (stack, index);
  while (stack->len > 0 && left > 0)
    {
      const guint8 *entry;

      index = g_array_index (stack, guint32, stack->len - 1);
      g_array_set_size (stack, stack->len - 1);
      entry = index != NO_ENTRY ? get_entry (ole, index) : NULL;
      if (entry == NULL)
        continue;
      left--;
      if (is_named (entry, name))
        return entry;
      index = get_32 (entry + 68);
      g_array_append_val (stack, index);
      index = get_32 (entry + 72);
      g_array_append_val (stack, index);
    }
  /* Some programs write no tree. */
  for (guint32 i = 1; root != NULL && get_entry (ole, i) != NULL; i++)
    {
      if (is_named (get_entry (ole, i), name))
        return get_entry (ole, i);
    }
  return NULL;
}

static gboolean
read_directory (RgOle *ole)
{
  const guint8 *root;
  guint32 size;

  ole->directory = read_chain (ole, get_32 (ole->data + 48), 0);
  if (ole->directory == NULL || g_bytes_get_size (ole->directory) < ENTRY_SIZE)
    return FALSE;
  root = get_entry (ole, 0);
  size = get_32 (root + 120);
  if (size > 0 && size <= ole->size)
    ole->mini = read_chain (ole, get_32 (root + 116), size);
  return TRUE;
}

/* --- the container -------------------------------------------------------- */

RgOle *
rg_ole_new (GBytes *bytes)
{
  g_autoptr (RgOle) ole = g_new0 (RgOle, 1);

  ole->bytes = g_bytes_ref (bytes);
  ole->data = g_bytes_get_data (bytes, &ole->size);
  ole->fat = g_array_new (FALSE, FALSE, sizeof (guint32));
  ole->mini_fat = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (ole->size <= HEADER_SIZE || ole->size > G_MAXUINT32 ||
      memcmp (ole->data, RG_OLE_MAGIC, RG_OLE_MAGIC_SIZE) != 0)
    return NULL;
  ole->shift = get_16 (ole->data + 30);
  if (ole->shift != 9 && ole->shift != 12)
    return NULL;
  ole->n_sectors = (guint32) (((ole->size - 1) >> ole->shift));
  if (!read_fat (ole))
    return NULL;
  read_mini_fat (ole);
  return read_directory (ole) ? g_steal_pointer (&ole) : NULL;
}

void
rg_ole_free (RgOle *ole)
{
  g_clear_pointer (&ole->directory, g_bytes_unref);
  g_clear_pointer (&ole->mini, g_bytes_unref);
  g_array_unref (ole->fat);
  g_array_unref (ole->mini_fat);
  g_bytes_unref (ole->bytes);
  g_free (ole);
}

gboolean
rg_ole_has (RgOle *ole, const char *name)
{
  return find_entry (ole, name) != NULL;
}

GBytes *
rg_ole_read (RgOle *ole, const char *name)
{
  const guint8 *entry = find_entry (ole, name);
  guint32 size = entry != NULL ? get_32 (entry + 120) : 0;

  if (entry == NULL || entry[66] != 2 || size == 0)
    return NULL;
  if (size < MINI_CUTOFF)
    return read_mini_chain (ole, get_32 (entry + 116), size);
  return read_chain (ole, get_32 (entry + 116), size);
}
