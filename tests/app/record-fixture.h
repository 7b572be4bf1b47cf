/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of the record page share: the page of a customer in a window,
 * and ways to look into it. */

#include "support.h"

#include "app/record/rg-record-page.h"
#include "app/widgets/rg-chip.h"
#include "store/rg-op.h"

typedef struct
{
  Shop *shop;
  RgSettings *settings;
  GtkWidget *window;
  RgRecordPage *page;
  gint64 id;
  guint closed;
  guint gone;
  /* What is waited for. */
  const char *wanted;
  GType section;
} Fixture;

/* --- waiting and looking ------------------------------------------------ */

static inline const char *
shown_name (Fixture *fixture)
{
  return adw_window_title_get_title (
      ADW_WINDOW_TITLE (find_widget (GTK_WIDGET (fixture->page), ADW_TYPE_WINDOW_TITLE)));
}

static inline gboolean
shows_name (gpointer data)
{
  Fixture *fixture = data;

  return !rg_record_page_is_busy (fixture->page) && g_strcmp0 (shown_name (fixture), fixture->wanted) == 0;
}

static inline void
wait_for_name (Fixture *fixture, const char *name)
{
  fixture->wanted = name;
  wait_until (shows_name, fixture);
}

/* --- changing from outside ---------------------------------------------- */

typedef struct
{
  gint64 id;
  const char *key;
  const char *text;
} Edit;

static inline gpointer
edit_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Edit *edit = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), "customer");
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, "elsewhere", "Edit", error);
  RgCell cell = { .field = rg_entity_find_field (entity, edit->key), .value = RG_VALUE_INIT };
  gboolean done;

  if (edit->text != NULL)
    rg_value_set_text (&cell.value, edit->text);
  done = rg_op_update (op, entity, edit->id, &cell, 1, error);
  rg_value_clear (&cell.value);

  return done ? GINT_TO_POINTER (1) : NULL;
}

static inline void
edit (Fixture *fixture, const char *key, const char *text)
{
  Edit data = { fixture->id, key, text };
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (fixture->shop->store, edit_func, &data, NULL, &error);
  g_assert_no_error (error);
}

/* --- set-up ------------------------------------------------------------- */

static inline void
count_cb (RgRecordPage *page, guint *count)
{
  (*count)++;
}

static inline void
set_up (Fixture *fixture, gconstpointer width)
{
  fixture->shop = shop_new ();
  fixture->settings = rg_settings_new ();
  fixture->id = shop_add (fixture->shop->store, "钱学森", "19900000007", "2026-11-20");
  fixture->page = RG_RECORD_PAGE (rg_record_page_new (fixture->settings));
  g_signal_connect (fixture->page, "close-requested", G_CALLBACK (count_cb), &fixture->closed);
  g_signal_connect (fixture->page, "customer-gone", G_CALLBACK (count_cb), &fixture->gone);

  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), GPOINTER_TO_INT (width), 800);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  rg_record_page_set_store (fixture->page, fixture->shop->store);
  rg_record_page_set_customer (fixture->page, fixture->id);
  wait_for_name (fixture, "钱学森");
}

static inline gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* What was asked last may still be on its way back, and holds what it is for. */
static inline void
tear_down (Fixture *fixture, gconstpointer width)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_until (is_null, &fixture->page);
  g_object_add_weak_pointer (G_OBJECT (fixture->settings), (gpointer *) &fixture->settings);
  g_object_unref (fixture->settings);
  wait_until (is_null, &fixture->settings);
  shop_free (fixture->shop);
}

static inline gpointer
undo_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_undo (write, 0, RG_ORIGIN_CLI, data, cancellable, error);
}

/* --- looking into it ---------------------------------------------------- */

static GtkWidget *
find (Fixture *fixture, GType type)
{
  GtkWidget *widget = find_widget (GTK_WIDGET (fixture->page), type);

  g_assert_nonnull (widget);
  return widget;
}

static inline void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static inline char *
join_texts (GtkWidget *root, GType type)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GString *texts = g_string_new (NULL);

  collect (root, type, found);
  for (guint i = 0; i < found->len; i++)
    {
      GtkWidget *widget = g_ptr_array_index (found, i);

      g_string_append_printf (texts, "%s%s", i > 0 ? "," : "",
                              RG_IS_CHIP (widget)
                                  ? rg_chip_get_text (RG_CHIP (widget))
                                  : adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)));
    }

  return g_string_free_and_steal (texts);
}

static inline gboolean
has_chips (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *texts = join_texts (GTK_WIDGET (fixture->page), RG_TYPE_CHIP);

  return g_str_equal (texts, fixture->wanted);
}

static inline void
wait_for_chips (Fixture *fixture, const char *texts)
{
  fixture->wanted = texts;
  wait_until (has_chips, fixture);
}

static inline gboolean
has_rows (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *texts =
      join_texts (find_widget (GTK_WIDGET (fixture->page), fixture->section), ADW_TYPE_ACTION_ROW);

  return g_str_equal (texts, fixture->wanted);
}

static inline void
wait_for_rows (Fixture *fixture, GType section, const char *texts)
{
  fixture->section = section;
  fixture->wanted = texts;
  wait_until (has_rows, fixture);
}

static inline const char *
subtitle (Fixture *fixture, GType section, guint index)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  collect (find (fixture, section), ADW_TYPE_ACTION_ROW, rows);
  return adw_action_row_get_subtitle (g_ptr_array_index (rows, index));
}

/* What Ctrl+Z takes. */
static inline void
undo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  rg_operation_free (
      rg_store_write_sync (fixture->shop->store, undo_func, (gpointer) "window", NULL, &error));
  g_assert_no_error (error);
}
