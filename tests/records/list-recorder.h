/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Keeps what a view would have of a list, and checks at every announcement that
 * the list has the same, with no id twice. */

#include "records/rg-record-list.h"

#include "search-shop.h"

typedef struct
{
  RgRecordList *list;
  GArray *mirror; /* (element-type guint32) */
  GString *log;
  guint n_changes;
  guint n_outdated;
} Recorder;

static inline void
assert_mirrored (Recorder *recorder)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (recorder->list)), ==, recorder->mirror->len);
  for (guint i = 0; i < recorder->mirror->len; i++)
    {
      guint32 id = g_array_index (recorder->mirror, guint32, i);

      g_assert_cmpint (rg_record_list_get_id (recorder->list, i), ==, id);
      g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (id)));
    }
}

static inline void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Recorder *recorder)
{
  g_assert_cmpuint (position + removed, <=, recorder->mirror->len);
  if (removed > 0)
    g_array_remove_range (recorder->mirror, position, removed);
  for (guint i = position; i < position + added; i++)
    {
      guint32 id = (guint32) rg_record_list_get_id (recorder->list, i);

      g_array_insert_val (recorder->mirror, i, id);
    }
  assert_mirrored (recorder);
  recorder->n_changes++;
  g_string_append_printf (recorder->log, "%s%u-%u+%u", recorder->log->len > 0 ? " " : "", position, removed,
                          added);
}

static inline void
outdated_cb (RgRecordList *list, Recorder *recorder)
{
  recorder->n_outdated++;
}

static inline void
recorder_init (Recorder *recorder, RgRecordList *list)
{
  *recorder = (Recorder) { .list = list, .mirror = g_array_new (FALSE, FALSE, sizeof (guint32)) };
  recorder->log = g_string_new (NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      guint32 id = (guint32) rg_record_list_get_id (list, i);

      g_array_append_val (recorder->mirror, id);
    }
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), recorder);
  g_signal_connect (list, "outdated", G_CALLBACK (outdated_cb), recorder);
}

static inline void
recorder_clear (Recorder *recorder)
{
  g_signal_handlers_disconnect_by_data (recorder->list, recorder);
  g_array_unref (recorder->mirror);
  g_string_free (recorder->log, TRUE);
}

static inline gpointer
run_in_reader (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_query_run (data, read, 0, cancellable, error);
}

/* Lets the list come to rest: until it is what its query now gives. */
static inline void
settle (Shop *shop, Recorder *recorder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) expected = NULL;
  g_autofree char *text = NULL;
  gint64 until = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;

  wait_for_search (shop);
  expected = rg_store_read_sync (shop->store, run_in_reader, rg_record_list_get_query (recorder->list), NULL,
                                 &error);
  g_assert_no_error (error);
  text = ids_to_text (expected);
  for (;;)
    {
      g_autofree char *now = ids_to_text (recorder->mirror);

      if (g_str_equal (now, text) || g_get_monotonic_time () > until)
        {
          g_assert_cmpstr (now, ==, text);
          return;
        }
      g_main_context_iteration (NULL, FALSE);
      g_usleep (200);
    }
}

/* Lets everything that is on its way arrive. */
static inline void
come_to_rest (void)
{
  for (guint i = 0; i < 60; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (1000);
    }
}

/* Many customers in one operation. */
static inline gpointer
load_in_writer (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_IMPORT, "test", "Load", error);

  for (guint i = 0; op != NULL && i < GPOINTER_TO_UINT (data); i++)
    {
      RgCell cell = { rg_entity_find_field (entity, "name"), RG_VALUE_INIT };
      gint64 id;

      rg_value_take_text (&cell.value, g_strdup_printf ("n%05u", i));
      id = rg_op_insert (op, entity, &cell, 1, error);
      rg_value_clear (&cell.value);
      if (id == 0)
        return NULL;
    }
  return op;
}

static inline void
load (Shop *shop, guint n)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (shop->store, load_in_writer, GUINT_TO_POINTER (n), NULL, &error);
  g_assert_no_error (error);
  come_to_rest ();
}

static inline void
assert_log (Recorder *recorder, const char *expected)
{
  g_assert_cmpstr (recorder->log->str, ==, expected);
  g_string_truncate (recorder->log, 0);
}
