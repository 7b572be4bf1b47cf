/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include <locale.h>
#include <string.h>

/* A fuzz target without a fuzzer: the kept inputs as they are, cut short, and
 * with some bytes changed, from a fixed seed. */

#define CUTS 8
#define CHANGES 12
/* Inputs above this are not changed: each try costs too much. */
#define CHANGED_MAX (64 * 1024)

static void
run_all (const char *folder, void (*run) (const uint8_t *data, gsize size, GRand *random))
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_autoptr (GRand) random = g_rand_new_with_seed (20251122);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  g_assert_cmpuint (names->len, >, 0);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *content = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (g_ptr_array_index (names, i), &content, &size, &error));
      run ((const uint8_t *) content, size, random);
    }
}

/* A copy of just that size, so that a byte too far is seen. */
static void
try (const uint8_t *data, gsize size)
{
  g_autofree uint8_t *copy = g_malloc (MAX (size, 1));

  memcpy (copy, data, size);
  LLVMFuzzerTestOneInput (copy, size);
}

static void
run_whole (const uint8_t *data, gsize size, GRand *random)
{
  try (data, size);
}

static void
run_cut (const uint8_t *data, gsize size, GRand *random)
{
  for (guint i = 0; i < CUTS && size > 0 && size <= CHANGED_MAX; i++)
    try (data, (gsize) g_rand_int_range (random, 0, (gint32) size));
}

static void
run_changed (const uint8_t *data, gsize size, GRand *random)
{
  g_autofree uint8_t *copy = g_malloc (MAX (size, 1));

  for (guint i = 0; i < CHANGES && size > 0 && size <= CHANGED_MAX; i++)
    {
      memcpy (copy, data, size);
      for (guint j = 0; j <= i; j++)
        copy[g_rand_int_range (random, 0, (gint32) size)] = (uint8_t) g_rand_int_range (random, 0, 256);
      try (copy, size);
    }
}

static void
test_kept (gconstpointer folder)
{
  run_all (folder, run_whole);
}

static void
test_cut (gconstpointer folder)
{
  run_all (folder, run_cut);
}

static void
test_changed (gconstpointer folder)
{
  run_all (folder, run_changed);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  g_test_add_data_func ("/fuzz/kept", argv[1], test_kept);
  g_test_add_data_func ("/fuzz/cut-short", argv[1], test_cut);
  g_test_add_data_func ("/fuzz/changed", argv[1], test_changed);
  return g_test_run ();
}
