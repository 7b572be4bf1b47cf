/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "workbook-test.h"

#include "exchange/rg-pieces.h"
#include "exchange/rg-zip.h"

#include <locale.h>

/* A long member is inflated ahead of who reads it, who sees nothing of that. */

#define MEBIBYTE (1024 * 1024)

/* --- pieces --------------------------------------------------------------- */

/* Bytes that can be told from each other. */
typedef struct
{
  guint64 made;
  guint64 total;
  gboolean fails; /* in the end */
  GThread *thread;
  int calls; /* atomic */
} Maker;

static guint8
byte_at (guint64 offset)
{
  return (guint8) (offset * 7 + (offset >> 13));
}

static gboolean
make_piece (gpointer data, gpointer buffer, gsize size, gsize *n, GError **error)
{
  Maker *maker = data;

  maker->thread = g_thread_self ();
  g_atomic_int_inc (&maker->calls);
  /* Some are short. */
  *n = (gsize) MIN (maker->calls % 3 == 0 ? 1000 : size, maker->total - maker->made);
  for (gsize i = 0; i < *n; i++)
    ((guint8 *) buffer)[i] = byte_at (maker->made + i);
  maker->made += *n;
  if (*n > 0 || !maker->fails)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "broken");
  return FALSE;
}

/* Reads all of it, @size bytes at once; the end is the same when asked again. */
static void
read_pieces (gsize size, guint64 total, gboolean fails)
{
  Maker maker = { .total = total, .fails = fails };
  g_autoptr (RgPieces) pieces = rg_pieces_new (make_piece, &maker);
  g_autofree guint8 *buffer = g_malloc (size);
  guint64 read = 0;

  for (guint ends = 0; ends < 2;)
    {
      g_autoptr (GError) error = NULL;
      gsize n = 1;

      if (!rg_pieces_read (pieces, buffer, size, &n, &error))
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_cmpint (error != NULL, ==, fails && read == total);
      g_assert_cmpuint (n, <=, size);
      for (gsize i = 0; i < n; i++)
        g_assert_cmpuint (buffer[i], ==, byte_at (read + i));
      read += n;
      ends += n == 0;
    }
  g_assert_cmpuint (read, ==, total);
  g_assert_true (maker.thread != g_thread_self ());
}

static void
test_pieces (void)
{
  static const gsize sizes[] = { 777, 64 * 1024, 300 * 1024 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      read_pieces (sizes[i], 3 * MEBIBYTE + 5, FALSE);
      read_pieces (sizes[i], 3 * MEBIBYTE + 5, TRUE);
      read_pieces (sizes[i], 0, FALSE);
      read_pieces (sizes[i], 0, TRUE);
    }
}

/* Only so much is made ahead, and who has gone leaves no thread behind. */
static void
test_few_pieces (void)
{
  Maker maker = { .total = G_MAXUINT64 };
  RgPieces *pieces = rg_pieces_new (make_piece, &maker);
  guint8 buffer[10];
  gsize n;
  int before = -1;

  g_assert_true (rg_pieces_read (pieces, buffer, sizeof buffer, &n, NULL));
  /* Until nothing more is made. */
  while (before != g_atomic_int_get (&maker.calls))
    {
      before = g_atomic_int_get (&maker.calls);
      g_usleep (100 * 1000);
    }
  g_assert_cmpint (before, <=, 16);
  rg_pieces_free (pieces);
}

/* --- members -------------------------------------------------------------- */

/* Text that does not repeat itself much. */
static char *
make_text (gsize size)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  char *text = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    text[i] = (char) g_rand_int_range (rand, 'a', 'z');
  return text;
}

static RgZipPart *
open_member (const char *path, RgZip **zip)
{
  g_autoptr (GError) error = NULL;
  RgZipPart *part;

  *zip = rg_zip_new (path, NULL, &error);
  g_assert_no_error (error);
  part = rg_zip_part_new (*zip, "long", &error);
  g_assert_no_error (error);
  return part;
}

/* How much of it can be read; the bytes are those of @text. */
static gsize
read_member (RgZipPart *part, const char *text, gsize size, GError **error)
{
  g_autofree char *buffer = g_malloc (size);
  double fraction = 0;
  gsize read = 0;
  gsize n = 1;

  while (n > 0)
    {
      if (!rg_zip_part_read (part, buffer, size, &n, error))
        return read;
      g_assert_true (memcmp (buffer, text + read, n) == 0);
      read += n;
      g_assert_cmpfloat (rg_zip_part_get_fraction (part), >=, fraction);
      fraction = rg_zip_part_get_fraction (part);
    }
  return read;
}

static void
test_long (void)
{
  static const gsize sizes[] = { 1000, 64 * 1024, 256 * 1024 - 8 };
  const gsize size = 3 * MEBIBYTE + 123;
  g_autofree char *text = make_text (size);
  const Part parts[] = { { "short", "x", 0 }, { "long", text, size }, { NULL, NULL, 0 } };
  g_autofile path = make_zip ("long.zip", parts);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RgZip) zip = NULL;
      g_autoptr (RgZipPart) part = open_member (path, &zip);
      g_autoptr (RgZipPart) other = rg_zip_part_new (zip, "long", NULL);

      g_assert_cmpuint (read_member (part, text, sizes[i], &error), ==, size);
      g_assert_no_error (error);
      g_assert_cmpfloat (rg_zip_part_get_fraction (part), ==, 1.0);
      /* Two at the same time, and one that is left in the middle. */
      for (guint pieces = 0; pieces < 1200 * 1024 / sizes[i]; pieces++)
        {
          g_autofree char *buffer = g_malloc (sizes[i]);
          gsize n;

          g_assert_true (rg_zip_part_read (other, buffer, sizes[i], &n, NULL));
        }
      g_assert_cmpfloat (rg_zip_part_get_fraction (other), >, 0.2);
      g_assert_cmpfloat (rg_zip_part_get_fraction (other), <, 0.5);
    }
}

/* Some bytes are others: what comes before is read, then it is said. */
static void
test_damaged (void)
{
  const gsize size = 4 * MEBIBYTE;
  g_autofree char *text = make_text (size);
  const Part parts[] = { { "long", text, size }, { NULL, NULL, 0 } };
  g_autofile path = make_zip ("damaged.zip", parts);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  g_autoptr (RgZip) zip = NULL;
  g_autoptr (RgZipPart) part = NULL;
  g_autofree char *bytes = NULL;
  gsize n;

  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  memset (bytes + n * 3 / 4, 0xff, 4096);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) n, NULL));
  part = open_member (path, &zip);
  g_assert_cmpuint (read_member (part, text, 64 * 1024, &error), >, size / 2);
  g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_KIND);
  g_assert_cmpuint (read_member (part, text, 64 * 1024, &again), ==, 0);
  g_assert_error (again, RG_IMPORT_ERROR, RG_IMPORT_ERROR_KIND);
}

/* One that says of itself that it is a quarter of what would be refused. */
static void
test_lying_bomb (void)
{
  const guint32 size = GUINT32_TO_LE (65 * MEBIBYTE + 1);
  const guint32 said = GUINT32_TO_LE (8 * MEBIBYTE);
  g_autofree char *zeros = g_malloc0 (size);
  const Part parts[] = { { "long", zeros, size }, { NULL, NULL, 0 } };
  g_autofile path = make_zip ("lying.zip", parts);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgZip) zip = NULL;
  g_autoptr (RgZipPart) part = NULL;
  g_autofree char *bytes = NULL;
  gsize n;
  guint found = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  for (char *p; (p = memmem (bytes, n, &size, sizeof size)) != NULL; found++)
    memcpy (p, &said, sizeof said);
  g_assert_cmpuint (found, >, 0);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) n, NULL));
  part = open_member (path, &zip);
  g_assert_cmpuint (read_member (part, zeros, 64 * 1024, &error), <, 33 * MEBIBYTE);
  g_assert_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_SIZE);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/zip/pieces", test_pieces);
  g_test_add_func ("/zip/few-pieces", test_few_pieces);
  g_test_add_func ("/zip/long", test_long);
  g_test_add_func ("/zip/damaged", test_damaged);
  g_test_add_func ("/zip/lying-bomb", test_lying_bomb);
  return g_test_run ();
}
