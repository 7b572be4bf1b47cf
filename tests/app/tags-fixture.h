/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support.h"

#include "app/filter/rg-condition-dialog.h"
#include "app/pages/tags/rg-tag-editor.h"
#include "app/pages/tags/rg-tag-picker.h"
#include "app/pages/tags/rg-tag-row.h"
#include "app/pages/tags/rg-tag-rule.h"
#include "app/pages/tags/rg-tags-page.h"
#include "app/widgets/rg-palette.h"
#include "shop/rg-follow.h"
#include "shop/rg-tag-step.h"
#include "shop/rg-tags.h"

#include <string.h>

/* What the tests of the page of tags share: the page in a window, and ways to look
 * into it. */

typedef struct
{
  Shop *shop;
  RgSettings *settings;
  GtkWidget *window;
  RgTagsPage *page;
  const char *wanted;
} Fixture;

/* --- looking ---------------------------------------------------------------- */

static inline void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static inline gboolean
is_shown (gpointer data)
{
  Fixture *f = data;
  g_autofree char *shown = rg_tags_page_dup_shown (f->page);

  return !rg_tags_page_is_busy (f->page) && g_str_equal (shown, f->wanted);
}

#define FAMILIES "Basic Behaviour Channel Own"

static inline void
wait_for_shown (Fixture *f, const char *wanted)
{
  g_autofree char *shown = NULL;

  f->wanted = wanted;
  wait_whether (is_shown, f);
  shown = rg_tags_page_dup_shown (f->page);
  g_assert_cmpstr (shown, ==, wanted);
}

static inline gboolean
has_state (gpointer data)
{
  Fixture *f = data;

  return !rg_tags_page_is_busy (f->page) && g_str_equal (rg_tags_page_get_state (f->page), f->wanted);
}

static inline void
wait_for_state (Fixture *f, const char *state)
{
  f->wanted = state;
  wait_until (has_state, f);
}

static inline AdwDialog *
dialog_of (Fixture *f)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (f->window));
}

static inline gboolean
dialog_is_there (gpointer data)
{
  return dialog_of (data) != NULL;
}

static inline gboolean
dialog_is_closed (gpointer data)
{
  return dialog_of (data) == NULL;
}

/* --- doing ------------------------------------------------------------------ */

static inline gpointer
apply_func (RgWrite *write, gpointer step, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "", error);

  return op != NULL && rg_tag_step_apply (op, step, error) ? step : NULL;
}

static inline gint64
add_tag (Fixture *f, const char *name, gint64 parent)
{
  g_autoptr (RgTagStep) step = rg_tag_step_new (RG_TAG_CREATE, 0);
  g_autoptr (GError) error = NULL;

  step->name = g_strdup (name);
  step->parent = parent;
  rg_store_write_sync (f->shop->store, apply_func, step, NULL, &error);
  g_assert_no_error (error);
  return step->id;
}

typedef struct
{
  gint64 customer;
  gint64 tag;
} Gift;

static inline gpointer
give_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Gift *gift = data;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "other", "Give", error);

  return op != NULL && rg_tags_assign (op, gift->customer, gift->tag, NULL, error) ? data : NULL;
}

static inline void
give (Fixture *f, gint64 customer, gint64 tag)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (f->shop->store, give_func, &(Gift) { customer, tag }, NULL, &error);
  g_assert_no_error (error);
}

static inline char *
undo (Fixture *f)
{
  return shop_undo (f->shop->store);
}

static inline void
act (Fixture *f, gint64 key, const char *action)
{
  g_assert_true (rg_tags_page_select (f->page, key));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), action, NULL));
}

static inline void
set_up (Fixture *f, gconstpointer width)
{
  f->shop = shop_new ();
  f->settings = rg_settings_new ();
  f->page = RG_TAGS_PAGE (rg_tags_page_new (f->settings));
  f->window = page_window_new (RG_PAGE (f->page), GPOINTER_TO_INT (width), f->shop->store);
}

static inline void
tear_down (Fixture *f, gconstpointer width)
{
  page_window_close (f->window, RG_PAGE (f->page));
  g_assert_finalize_object (f->settings);
  shop_free (f->shop);
}

static inline RgTagRow *
find_row (Fixture *f, const char *name)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  collect (GTK_WIDGET (f->page), RG_TYPE_TAG_ROW, rows);
  for (guint i = 0; i < rows->len; i++)
    {
      RgTagItem *item = rg_tag_row_get (g_ptr_array_index (rows, i));

      if (item != NULL && g_str_equal (rg_tag_item_get_name (item), name))
        return g_ptr_array_index (rows, i);
    }
  return NULL;
}

static inline gboolean
has_row (gpointer data)
{
  Fixture *f = data;

  return find_row (f, f->wanted) != NULL;
}

/* Rows come with the next frame after what they show. */
static inline RgTagRow *
row_of (Fixture *f, const char *name)
{
  f->wanted = name;
  wait_until (has_row, f);
  return find_row (f, name);
}
