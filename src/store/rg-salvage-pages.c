/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-salvage-pages.h"

#include "store/rg-store-error-private.h"
#include "store/rg-store-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The format is that of https://www.sqlite.org/fileformat2.html. Nothing of
 * what is read is believed: every offset and every length is checked against
 * the page or the file it has to lie in. */

#define PAGE_SIZE 4096
#define MOST_DEPTH 20
#define MOST_COLUMNS 2000
#define MOST_PAYLOAD (G_GUINT64_CONSTANT (64) << 20)

enum
{
  INDEX_INNER = 2,
  TABLE_INNER = 5,
  INDEX_LEAF = 10,
  TABLE_LEAF = 13,
};

struct _RgPages
{
  int file;
  int log;
  guint size;   /* of a page */
  guint usable; /* of it */
  guint32 n;    /* pages */
  guint8 *seen; /* one bit a page */
  guint32 n_seen;
  GHashTable *logged; /* page → offset in the log */
  gboolean sound_header;
};

typedef struct
{
  RgPages *self;
  gboolean index;
  RgPageTrouble *trouble;
  RgPagesRowFunc func;
  gpointer data;
  GByteArray *payload;
  GArray *values;
} Walk;

static guint
read_short (const guint8 *at)
{
  return (guint) at[0] << 8 | at[1];
}

static guint32
read_word (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

/* Bytes taken; 0 when it does not end before @end. */
static guint
read_varint (const guint8 *at, const guint8 *end, guint64 *value)
{
  *value = 0;
  for (guint i = 0; i < 9 && at + i < end; i++)
    {
      if (i == 8)
        {
          *value = *value << 8 | at[i];
          return 9;
        }
      *value = *value << 7 | (at[i] & 0x7f);
      if ((at[i] & 0x80) == 0)
        return i + 1;
    }
  return 0;
}

/* --- pages ----------------------------------------------------------------- */

static gboolean
read_at (int file, guint8 *buffer, gsize size, goffset at)
{
  while (size > 0)
    {
      ssize_t n = pread (file, buffer, size, at);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      buffer += n;
      size -= (gsize) n;
      at += n;
    }
  return TRUE;
}

static gboolean
read_page (RgPages *self, guint32 number, guint8 *page)
{
  gpointer at = NULL;

  if (number == 0 || number > self->n)
    return FALSE;
  if (g_hash_table_lookup_extended (self->logged, GUINT_TO_POINTER (number), NULL, &at))
    return read_at (self->log, page, self->size, (goffset) GPOINTER_TO_SIZE (at));
  return read_at (self->file, page, self->size, (goffset) (number - 1) * self->size);
}

/* Whether it is the first time. */
static gboolean
see (RgPages *self, guint32 number)
{
  guint8 bit = (guint8) (1 << (number % 8));
  gboolean first = (self->seen[number / 8] & bit) == 0;

  self->seen[number / 8] |= bit;
  self->n_seen += first;
  return first;
}

/* The log's own running sum, over words in the byte order that it names. */
static void
add_sum (gboolean big, const guint8 *data, gsize size, guint32 sum[2])
{
  for (gsize i = 0; i + 8 <= size; i += 8)
    {
      guint32 a;
      guint32 b;

      memcpy (&a, data + i, 4);
      memcpy (&b, data + i + 4, 4);
      sum[0] += (big ? GUINT32_FROM_BE (a) : GUINT32_FROM_LE (a)) + sum[1];
      sum[1] += (big ? GUINT32_FROM_BE (b) : GUINT32_FROM_LE (b)) + sum[0];
    }
}

static void
take_transaction (RgPages *self, GHashTable *pages, guint32 n)
{
  GHashTableIter iter;
  gpointer page;
  gpointer at;

  g_hash_table_iter_init (&iter, pages);
  while (g_hash_table_iter_next (&iter, &page, &at))
    g_hash_table_insert (self->logged, page, at);
  g_hash_table_remove_all (pages);
  self->n = MAX (self->n, n);
}

/* What was committed to the log, up to the first frame that is not sound. */
static void
read_log (RgPages *self)
{
  g_autoptr (GHashTable) pages = g_hash_table_new (NULL, NULL);
  g_autofree guint8 *page = g_malloc (self->size);
  guint8 header[32];
  guint8 frame[24];
  guint32 sum[2] = { 0, 0 };
  goffset at = sizeof header;
  gboolean big;

  if (!read_at (self->log, header, sizeof header, 0) || (read_word (header) & ~1U) != 0x377f0682 ||
      read_word (header + 8) != self->size)
    return;
  big = (read_word (header) & 1) != 0;
  add_sum (big, header, 24, sum);
  if (sum[0] != read_word (header + 24) || sum[1] != read_word (header + 28))
    return;
  while (read_at (self->log, frame, sizeof frame, at) &&
         read_at (self->log, page, self->size, at + (goffset) sizeof frame) &&
         memcmp (frame + 8, header + 16, 8) == 0)
    {
      add_sum (big, frame, 8, sum);
      add_sum (big, page, self->size, sum);
      if (sum[0] != read_word (frame + 16) || sum[1] != read_word (frame + 20))
        return;
      g_hash_table_insert (pages, GUINT_TO_POINTER (read_word (frame)),
                           GSIZE_TO_POINTER ((gsize) at + sizeof frame));
      if (read_word (frame + 4) != 0)
        take_transaction (self, pages, read_word (frame + 4));
      at += (goffset) sizeof frame + self->size;
    }
}

static void
look_at_header (RgPages *self)
{
  guint8 header[100];
  guint size;

  self->size = PAGE_SIZE;
  self->usable = PAGE_SIZE;
  if (!read_at (self->file, header, sizeof header, 0) || memcmp (header, "SQLite format 3", 16) != 0)
    return;
  size = read_short (header + 16);
  size = size == 1 ? 65536 : size;
  if (size < 512 || (size & (size - 1)) != 0)
    return;
  self->size = size;
  self->usable = header[20] <= 64 && size - header[20] >= 480 ? size - header[20] : size;
  self->sound_header = TRUE;
}

RgPages *
rg_pages_open (const char *path, gboolean log, GError **error)
{
  g_autoptr (RgPages) self = g_new0 (RgPages, 1);
  g_autofree char *log_path = g_strconcat (path, "-wal", NULL);
  goffset size;

  self->log = -1;
  self->logged = g_hash_table_new (NULL, NULL);
  self->file = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  size = self->file >= 0 ? lseek (self->file, 0, SEEK_END) : -1;
  if (size < 0)
    {
      rg_store_error_set_errno (errno, path, error);
      return NULL;
    }
  look_at_header (self);
  self->n = (guint32) MIN (size / self->size, G_MAXINT32);
  if (log)
    self->log = g_open (log_path, O_RDONLY | O_CLOEXEC, 0);
  if (self->log >= 0)
    read_log (self);
  self->n = MIN (self->n, G_MAXINT32);
  self->seen = g_try_malloc0 (self->n / 8 + 1);
  if (self->seen != NULL)
    return g_steal_pointer (&self);
  rg_store_error_set_errno (ENOMEM, path, error);
  return NULL;
}

void
rg_pages_free (RgPages *self)
{
  if (self->file >= 0)
    close (self->file);
  if (self->log >= 0)
    close (self->log);
  g_hash_table_unref (self->logged);
  g_free (self->seen);
  g_free (self);
}

guint
rg_pages_n_logged (RgPages *self)
{
  return g_hash_table_size (self->logged);
}

double
rg_pages_get_share (RgPages *self)
{
  return self->n > 0 ? (double) self->n_seen / self->n : 1.0;
}

guint32
rg_pages_get_n (RgPages *self)
{
  return self->n;
}

guint32
rg_pages_get_header_word (RgPages *self, guint at, guint32 fallback)
{
  g_autofree guint8 *page = g_malloc (self->size);

  if (!self->sound_header || at + 4 > 100 || !read_page (self, 1, page))
    return fallback;
  return read_word (page + at);
}

/* --- rows ------------------------------------------------------------------ */

static gint64
read_signed (const guint8 *at, guint size)
{
  guint64 value = (at[0] & 0x80) != 0 ? G_MAXUINT64 : 0;

  for (guint i = 0; i < size; i++)
    value = value << 8 | at[i];
  return (gint64) value;
}

/* The size of a value of this type in the body; %FALSE for a type that is none. */
static gboolean
size_of_type (guint64 type, gsize *size)
{
  static const guint8 sizes[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };

  if (type == 10 || type == 11 || type > 2 * MOST_PAYLOAD + 13)
    return FALSE;
  *size = type < G_N_ELEMENTS (sizes) ? sizes[type] : (gsize) ((type - 12) / 2);
  return TRUE;
}

static void
read_value (guint64 type, const guint8 *at, gsize size, RgCellValue *value)
{
  *value = (RgCellValue) { .type = 'n' };
  if (type == 7)
    {
      gint64 bits = read_signed (at, 8);

      value->type = 'r';
      memcpy (&value->real, &bits, sizeof bits);
    }
  else if (type == 8 || type == 9)
    *value = (RgCellValue) { .type = 'i', .integer = (gint64) type - 8 };
  else if (type >= 1 && type <= 6)
    *value = (RgCellValue) { .type = 'i', .integer = read_signed (at, (guint) size) };
  else if (type >= 12)
    *value = (RgCellValue) { .type = type % 2 != 0 ? 't' : 'b', .data = at, .size = size };
}

static gboolean
read_record (const guint8 *data, gsize size, GArray *values)
{
  const guint8 *end = data + size;
  const guint8 *head;
  const guint8 *body;
  guint64 head_size;
  guint n = read_varint (data, end, &head_size);

  g_array_set_size (values, 0);
  if (n == 0 || head_size < n || head_size > size)
    return FALSE;
  head = data + n;
  body = data + head_size;
  while (head < data + head_size)
    {
      RgCellValue value;
      guint64 type;
      gsize length;

      n = read_varint (head, data + head_size, &type);
      if (n == 0 || !size_of_type (type, &length) || length > (gsize) (end - body) ||
          values->len >= MOST_COLUMNS)
        return FALSE;
      read_value (type, body, length, &value);
      g_array_append_val (values, value);
      head += n;
      body += length;
    }
  return body == end;
}

/* How much of a payload lies on the page itself. */
static gsize
local_size (const RgPages *self, gboolean index, gsize size)
{
  gsize most = index ? (self->usable - 12) * 64 / 255 - 23 : self->usable - 35;
  gsize least = (self->usable - 12) * 32 / 255 - 23;
  gsize rest;

  if (size <= most)
    return size;
  rest = least + (size - least) % (self->usable - 4);
  return rest <= most ? rest : least;
}

/* What follows on pages of its own. They are not marked as seen unless all of
 * it could be read. */
static gboolean
append_overflow (RgPages *self, guint32 next, gsize size, GByteArray *payload)
{
  g_autofree guint8 *page = g_malloc (self->size);

  while (payload->len < size)
    {
      gsize n = MIN (size - payload->len, (gsize) self->usable - 4);

      if (!read_page (self, next, page))
        return FALSE;
      see (self, next);
      next = read_word (page);
      g_byte_array_append (payload, page + 4, (guint) n);
    }
  return TRUE;
}

static gboolean
read_payload (Walk *walk, const guint8 *at, const guint8 *end, gsize size)
{
  gsize local = local_size (walk->self, walk->index, size);

  /* More than all pages hold can only be damage. */
  if (size > MOST_PAYLOAD || size > (guint64) walk->self->n * walk->self->size ||
      local + (local < size ? 4 : 0) > (gsize) (end - at))
    return FALSE;
  g_byte_array_set_size (walk->payload, 0);
  g_byte_array_append (walk->payload, at, (guint) local);
  return (local == size || append_overflow (walk->self, read_word (at + local), size, walk->payload)) &&
         read_record (walk->payload->data, size, walk->values);
}

/* --- trees ----------------------------------------------------------------- */

/* Where the cell begins behind the page number of an inner page. */
static gboolean
take_cell (Walk *walk, const guint8 *at, const guint8 *end)
{
  const RgCellValue *last;
  guint64 size;
  guint64 id = 0;
  guint n = read_varint (at, end, &size);

  if (n == 0 || size == 0)
    goto bad;
  at += n;
  if (!walk->index)
    {
      n = read_varint (at, end, &id);
      if (n == 0)
        goto bad;
      at += n;
    }
  if (!read_payload (walk, at, end, size) || walk->values->len == 0)
    goto bad;
  if (walk->index)
    {
      last = &g_array_index (walk->values, RgCellValue, walk->values->len - 1);
      if (last->type != 'i')
        goto bad;
      id = (guint64) last->integer;
    }
  return walk->func ((gint64) id, (const RgCellValue *) walk->values->data, walk->values->len, walk->data);

bad:
  walk->trouble->cells++;
  return TRUE;
}

static gboolean walk_page (Walk *walk, guint32 number, guint depth);

static gboolean
walk_cells (Walk *walk, const guint8 *page, const guint8 *head, gboolean inner, guint depth)
{
  guint size = walk->self->usable;
  guint n = read_short (head + 3);
  const guint8 *pointers = head + (inner ? 12 : 8);
  guint room = (guint) (page + size - pointers) / 2;

  /* A count that does not fit is damage; what lies in the page may be sound. */
  if (n > room)
    {
      walk->trouble->pages++;
      n = room;
    }
  for (guint i = 0; i < n; i++)
    {
      guint at = read_short (pointers + 2 * (gsize) i);
      guint before = inner ? 4 : 0;

      if (at < (guint) (pointers - page) || at + before >= size)
        {
          walk->trouble->cells++;
          continue;
        }
      if (inner && !walk_page (walk, read_word (page + at), depth + 1))
        return FALSE;
      if ((!inner || walk->index) && !take_cell (walk, page + at + before, page + size))
        return FALSE;
    }
  return !inner || walk_page (walk, read_word (head + 8), depth + 1);
}

static gboolean
walk_page (Walk *walk, guint32 number, guint depth)
{
  RgPages *self = walk->self;
  g_autofree guint8 *page = g_malloc (self->size);
  const guint8 *head = page + (number == 1 ? 100 : 0);
  gboolean inner;

  if (depth > MOST_DEPTH || !read_page (self, number, page) || !see (self, number))
    {
      walk->trouble->pages++;
      return TRUE;
    }
  inner = *head == (walk->index ? INDEX_INNER : TABLE_INNER);
  if (!inner && *head != (walk->index ? INDEX_LEAF : TABLE_LEAF))
    {
      walk->trouble->pages++;
      return TRUE;
    }
  return walk_cells (walk, page, head, inner, depth);
}

static gboolean
run_walk (RgPages *self,
          guint32 root,
          gboolean index,
          RgPageTrouble *trouble,
          RgPagesRowFunc func,
          gpointer data)
{
  g_autoptr (GByteArray) payload = g_byte_array_new ();
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (RgCellValue));
  Walk walk = { self, index, trouble, func, data, payload, values };

  return walk_page (&walk, root, 0);
}

gboolean
rg_pages_walk_table (RgPages *self, guint32 root, RgPageTrouble *trouble, RgPagesRowFunc func, gpointer data)
{
  return run_walk (self, root, FALSE, trouble, func, data);
}

gboolean
rg_pages_walk_index (RgPages *self, guint32 root, RgPageTrouble *trouble, RgPagesRowFunc func, gpointer data)
{
  return run_walk (self, root, TRUE, trouble, func, data);
}

void
rg_pages_forget (RgPages *self)
{
  memset (self->seen, 0, self->n / 8 + 1);
  self->n_seen = 0;
}

void
rg_pages_skip_free (RgPages *self)
{
  g_autofree guint8 *page = g_malloc (self->size);
  guint32 next = rg_pages_get_header_word (self, 32, 0);

  while (next != 0 && read_page (self, next, page) && see (self, next))
    {
      guint n = MIN (read_word (page + 4), self->usable / 4 - 2);

      for (guint i = 0; i < n; i++)
        {
          guint32 leaf = read_word (page + 8 + 4 * (gsize) i);

          if (leaf != 0 && leaf <= self->n)
            see (self, leaf);
        }
      next = read_word (page);
    }
}

gboolean
rg_pages_walk_lost (RgPages *self, RgPagesRowFunc func, gpointer data)
{
  g_autofree guint8 *page = g_malloc (self->size);

  for (guint32 number = 2; number <= self->n; number++)
    {
      RgPageTrouble trouble = { 0 };

      if ((self->seen[number / 8] & (1 << (number % 8))) != 0 || !read_page (self, number, page) ||
          *page != TABLE_LEAF)
        continue;
      if (!run_walk (self, number, FALSE, &trouble, func, data))
        return FALSE;
    }
  return TRUE;
}
