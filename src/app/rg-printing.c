/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-printing.h"

#include "app/rg-change.h"

#include <glib/gi18n-lib.h>

/* --- the pages ---------------------------------------------------------- */

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, RgPrint *print)
{
  guint pages = rg_print_paginate (print, gtk_print_context_get_width (context),
                                   gtk_print_context_get_height (context));

  gtk_print_operation_set_n_pages (operation, (int) pages);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, RgPrint *print)
{
  rg_print_draw_page (print, gtk_print_context_get_cairo_context (context), (guint) page);
}

static void
print_free (gpointer print)
{
  rg_print_free (print);
}

/**
 * rg_printing_operation_new:
 * @print: (transfer full): what to print
 *
 * Returns: (transfer full): prints it when it is run
 */
GtkPrintOperation *
rg_printing_operation_new (RgPrint *print)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();

  gtk_page_setup_set_orientation (setup, rg_print_is_landscape (print) ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                                       : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, rg_print_get_title (print));
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_object_set_data_full (G_OBJECT (operation), "rg-print", print, print_free);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), print);

  return operation;
}

/* --- asking for it ------------------------------------------------------ */

typedef struct
{
  GtkWidget *widget;
  RgChosen *chosen;
  char **fields;
  char *title;
  char *shop;
  char *staff;
  RgPrintJob job;
} Printing;

static void
printing_free (Printing *printing)
{
  g_object_unref (printing->widget);
  g_clear_pointer (&printing->chosen, rg_chosen_unref);
  g_strfreev (printing->fields);
  g_free (printing->title);
  g_free (printing->shop);
  g_free (printing->staff);
  g_free (printing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Printing, printing_free)

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, GtkWidget *widget)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  rg_change_toast (widget, error != NULL ? error->message : _ ("It could not be printed."));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Printing) printing = user_data;
  g_autoptr (GError) error = NULL;
  RgPrint *print = rg_store_read_finish (RG_STORE (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (printing->widget);
  g_autoptr (GtkPrintOperation) operation = NULL;

  if (print == NULL)
    {
      rg_change_toast (printing->widget, error->message);
      return;
    }

  operation = rg_printing_operation_new (print);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), printing->widget, G_CONNECT_DEFAULT);
  /* What goes wrong is told by "done" as well. */
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL);
}

static void
read_and_print (Printing *printing, GtkWidget *widget, RgStore *store, gboolean mask)
{
  printing->widget = g_object_ref (widget);
  printing->shop = rg_store_dup_name (store);
  printing->job.chosen = printing->chosen;
  printing->job.fields = (const char *const *) printing->fields;
  printing->job.title = printing->title;
  printing->job.shop = printing->shop;
  printing->job.mask = mask;
  rg_store_read_async (store, rg_print_read_func, &printing->job, NULL, print_free, NULL, read_cb, printing);
}

/**
 * rg_printing_list:
 * @widget: where it was asked for
 * @store: the shop
 * @chosen: the rows
 * @fields: (nullable) (array zero-terminated=1): keys of the columns; %NULL: those
 *   listed from the start
 * @title: heading of the first page
 * @mask: whether phones are printed as 138****5678
 *
 * Prints a list.
 */
void
rg_printing_list (GtkWidget *widget,
                  RgStore *store,
                  const RgChosen *chosen,
                  const char *const *fields,
                  const char *title,
                  gboolean mask)
{
  Printing *printing = g_new0 (Printing, 1);

  printing->chosen = rg_chosen_ref ((RgChosen *) chosen);
  printing->fields = g_strdupv ((char **) fields);
  printing->title = g_strdup (title);
  read_and_print (printing, widget, store, mask);
}

/**
 * rg_printing_customer:
 * @widget: where it was asked for
 * @store: the shop
 * @id: the customer
 * @mask: whether phones are printed as 138****5678
 *
 * Prints one customer's sheet.
 */
void
rg_printing_customer (GtkWidget *widget, RgStore *store, gint64 id, gboolean mask)
{
  Printing *printing = g_new0 (Printing, 1);

  printing->job.customer_id = id;
  read_and_print (printing, widget, store, mask);
}

/**
 * rg_printing_classes:
 * @widget: where it was asked for
 * @store: the shop
 *
 * Prints the class report.
 */
void
rg_printing_classes (GtkWidget *widget, RgStore *store)
{
  Printing *printing = g_new0 (Printing, 1);

  printing->job.classes = TRUE;
  read_and_print (printing, widget, store, FALSE);
}

/**
 * rg_printing_today:
 * @widget: where it was asked for
 * @store: the shop
 * @staff: (nullable): whose list; "": what nobody does; %NULL: a sheet for each
 * @mask: whether phones are printed as 138****5678
 *
 * Prints what is to be done today.
 */
void
rg_printing_today (GtkWidget *widget, RgStore *store, const char *staff, gboolean mask)
{
  Printing *printing = g_new0 (Printing, 1);

  printing->staff = g_strdup (staff);
  printing->job.today = TRUE;
  printing->job.staff = printing->staff;
  read_and_print (printing, widget, store, mask);
}
