/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-pictures-private.h"

#include "app/deal/rg-deal-pictures.h"

#include "app/backups/rg-backups-dialog.h"
#include "app/backups/rg-backups-pictures.h"
#include "app/filter/rg-filter-pictures.h"
#include "app/import/rg-import-pictures.h"
#include "app/pages/calendar/rg-calendar-pictures.h"
#include "app/pages/customers/rg-customers-page.h"
#include "app/pages/tags/rg-tags-page.h"
#include "app/pages/pipeline/rg-pipeline-pictures.h"
#include "app/pages/today/rg-today-pictures.h"
#include "app/preferences/rg-preferences-pictures.h"
#include "app/record/rg-record-pictures.h"
#include "app/rg-about.h"
#include "app/rg-command-palette.h"
#include "app/rg-history-pictures.h"
#include "app/rg-new-shop-dialog.h"
#include "app/rg-quick-add.h"
#include "app/rg-shortcuts-dialog.h"
#include "app/widgets/rg-display.h"

#include <glib/gstdio.h>

/* Every page and every dialog, and how one comes there. */

static RgCustomersPage *
customers (RgStudio *studio)
{
  return RG_CUSTOMERS_PAGE (rg_window_get_page (studio->window));
}

static void
prepare_customers (RgStudio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  rg_studio_wait (studio);
  if (rg_customers_page_get_list (customers (studio)) != NULL)
    rg_customers_page_select (customers (studio),
                              rg_record_list_get_id (rg_customers_page_get_list (customers (studio)), 2));
}

static void
prepare_record (RgStudio *studio, const char *view)
{
  prepare_customers (studio);
  if (rg_customers_page_get_list (customers (studio)) == NULL)
    return;
  rg_customers_page_open (customers (studio),
                          rg_record_list_get_id (rg_customers_page_get_list (customers (studio)), 2));
  rg_record_page_set_view (rg_customers_page_get_record (customers (studio)), view);
}

static void
prepare_record_timeline (RgStudio *studio)
{
  prepare_record (studio, "timeline");
}

static void
prepare_record_details (RgStudio *studio)
{
  prepare_record (studio, "details");
}

static void
prepare_record_files (RgStudio *studio)
{
  prepare_record (studio, "files");
}

static void
prepare_selection (RgStudio *studio)
{
  RgSelection *selection;

  prepare_customers (studio);
  selection = rg_customers_page_get_selection (customers (studio));
  g_object_set (customers (studio), "picking", TRUE, NULL);
  if (selection != NULL)
    gtk_selection_model_select_range (GTK_SELECTION_MODEL (selection), 1, 12, FALSE);
}

static void
prepare_columns (RgStudio *studio)
{
  prepare_customers (studio);
  rg_studio_wait (studio);
  gtk_widget_activate_action (GTK_WIDGET (customers (studio)), "page.columns", NULL);
}

static void
prepare_next (RgStudio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  rg_studio_wait (studio);
  g_object_set (customers (studio), "sort", "next_date", NULL);
}

static void
prepare_search (RgStudio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  rg_studio_wait (studio);
  rg_customers_page_set_search (customers (studio), "wang");
}

static void
prepare_doubles (RgStudio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  rg_studio_wait (studio);
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.go-to-page", "i", RG_PLACE_DOUBLES);
}

static void
prepare_tags (RgStudio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  rg_studio_wait (studio);
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.go-to-page", "i", RG_PLACE_TAGS);
  rg_studio_wait (studio);
}

static void
prepare_tags_tidy (RgStudio *studio)
{
  prepare_tags (studio);
  g_object_set (rg_window_get_page (studio->window), "tidy", TRUE, NULL);
}

/* The third line is a tag of the first family that has any. */
static void
prepare_tag_edit (RgStudio *studio)
{
  prepare_tags (studio);
  for (gint64 id = 1;
       !rg_tags_page_select (RG_TAGS_PAGE (rg_window_get_page (studio->window)), id) && id < 50;)
    id++;
  gtk_widget_activate_action (GTK_WIDGET (rg_window_get_page (studio->window)), "page.edit", NULL);
}

static void
prepare_nothing (RgStudio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  rg_studio_wait (studio);
  rg_customers_page_set_search (customers (studio), "qwxz");
}

static void
prepare_sidebar (RgStudio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  rg_studio_wait (studio);
  rg_window_show_sidebar (studio->window);
}

static void
prepare_first_run (RgStudio *studio)
{
  g_autofree char *folder = g_build_filename (studio->scratch, "none", NULL);

  rg_window_open_shop (studio->window, folder);
}

static void
prepare_error (RgStudio *studio)
{
  g_autofree char *file = g_build_filename (studio->scratch, "shop.db", NULL);

  g_file_set_contents (file, "a letter, and no shop", -1, NULL);
  rg_window_open_shop (studio->window, studio->scratch);
  rg_studio_wait (studio);
  g_unlink (file);
}

static void
prepare_about (RgStudio *studio)
{
  prepare_customers (studio);
  adw_dialog_present (rg_about_new (), GTK_WIDGET (studio->window));
}

static void
prepare_shortcuts (RgStudio *studio)
{
  prepare_customers (studio);
  adw_dialog_present (rg_shortcuts_dialog_new (), GTK_WIDGET (studio->window));
}

/* The shop of the others has only one line in its history. */
static void
prepare_history (RgStudio *studio)
{
  g_autofree char *shop = rg_history_pictures_shop (studio->scratch);

  if (shop != NULL)
    rg_window_open_shop (studio->window, shop);
  rg_studio_wait (studio);
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.history", NULL);
}


/* @shop: (transfer full) (nullable) */
static void
open_own (RgStudio *studio, char *shop)
{
  g_autofree char *folder = shop;

  if (folder != NULL)
    rg_window_open_shop (studio->window, folder);
  rg_studio_wait (studio);
}

static void
prepare_classes (RgStudio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  rg_studio_wait (studio);
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.classes", NULL);
}

static void
prepare_measures (RgStudio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  rg_studio_wait (studio);
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.measures", NULL);
}

static void
prepare_backups (RgStudio *studio)
{
  open_own (studio, rg_backups_pictures_shop (studio->scratch));
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.backups", NULL);
}

static void
prepare_backups_none (RgStudio *studio)
{
  open_own (studio, rg_backups_pictures_new_shop (studio->scratch));
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.backups", NULL);
}

/* As they lie on a stick. */
static void
prepare_backups_elsewhere (RgStudio *studio)
{
  g_autofree char *stick = rg_backups_pictures_shop (studio->scratch);
  AdwDialog *dialog;

  prepare_backups_none (studio);
  rg_studio_wait (studio);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (studio->window));
  if (RG_IS_BACKUPS_DIALOG (dialog))
    rg_backups_dialog_look_elsewhere (RG_BACKUPS_DIALOG (dialog), stick);
}

static void
prepare_restore (RgStudio *studio)
{
  AdwDialog *dialog;

  prepare_backups (studio);
  rg_studio_wait (studio);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (studio->window));
  if (RG_IS_BACKUPS_DIALOG (dialog) && rg_backups_dialog_get_n (RG_BACKUPS_DIALOG (dialog)) > 0)
    rg_backups_dialog_restore (RG_BACKUPS_DIALOG (dialog), 0);
}

static void
prepare_backup_late (RgStudio *studio)
{
  open_own (studio, rg_backups_pictures_late_shop (studio->scratch));
}

static void
prepare_recovery (RgStudio *studio)
{
  open_own (studio, rg_backups_pictures_damaged_shop (studio->scratch));
}

/* What could be read of it is the shop that is shown. */
static void
prepare_salvaged (RgStudio *studio)
{
  open_own (studio, rg_backups_pictures_torn_shop (studio->scratch));
  rg_studio_wait (studio);
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.salvage", NULL);
  rg_studio_wait_followed (studio);
}

static void
prepare_palette (RgStudio *studio)
{
  AdwDialog *dialog;

  prepare_customers (studio);
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.command-palette", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (studio->window));
  if (RG_IS_COMMAND_PALETTE (dialog))
    rg_command_palette_set_text (RG_COMMAND_PALETTE (dialog), "d");
}

static void
prepare_new_shop (RgStudio *studio)
{
  AdwDialog *dialog;

  prepare_customers (studio);
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.new-shop", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (studio->window));
  if (!RG_IS_NEW_SHOP_DIALOG (dialog))
    return;
  /* A path that is the same on every computer. */
  rg_new_shop_dialog_set_place (RG_NEW_SHOP_DIALOG (dialog), studio->scratch);
  rg_new_shop_dialog_set_name (RG_NEW_SHOP_DIALOG (dialog), "贝贝屋母婴");
}

static void
prepare_import_columns (RgStudio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  rg_studio_wait (studio);
  rg_import_pictures_open (studio->window, studio->scratch);
}

static void
prepare_import_file (RgStudio *studio)
{
  prepare_import_columns (studio);
  rg_studio_wait (studio);
  rg_import_pictures_back (studio->window);
}

static void
prepare_import_check (RgStudio *studio)
{
  prepare_import_columns (studio);
  rg_studio_wait (studio);
  rg_import_pictures_next (studio->window);
}

static void
prepare_import_running (RgStudio *studio)
{
  prepare_import_check (studio);
  rg_studio_wait (studio);
  rg_import_pictures_run (studio->window);
}

/* Written into a shop of its own: the others go on showing theirs. */
static void
prepare_import_result (RgStudio *studio)
{
  g_autofree char *shop = rg_import_pictures_shop (studio->scratch);

  rg_import_pictures_clean (studio->scratch);
  rg_window_open_shop (studio->window, shop);
  rg_studio_wait (studio);
  rg_import_pictures_open (studio->window, studio->scratch);
  for (guint i = 0; i < 2; i++)
    {
      rg_studio_wait (studio);
      rg_import_pictures_next (studio->window);
    }
}

/* The first time something is changed about the columns, the second time that is
 * remembered. */
static void
prepare_import_saved (RgStudio *studio)
{
  g_autofree char *shop = rg_import_pictures_shop (studio->scratch);

  rg_import_pictures_clean (studio->scratch);
  rg_window_open_shop (studio->window, shop);
  rg_studio_wait (studio);
  rg_import_pictures_open (studio->window, studio->scratch);
  rg_studio_wait (studio);
  rg_import_pictures_change (studio->window);
  for (guint i = 0; i < 2; i++)
    {
      rg_import_pictures_next (studio->window);
      rg_studio_wait (studio);
    }
  rg_import_pictures_close (studio->window);
  rg_studio_wait (studio);
  rg_import_pictures_open (studio->window, studio->scratch);
}

static void
prepare_import_sheet (RgStudio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  rg_studio_wait (studio);
  rg_import_pictures_open_workbook (studio->window, studio->scratch);
}

static void
prepare_import_orders (RgStudio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  rg_studio_wait (studio);
  rg_import_pictures_open_orders (studio->window, studio->scratch);
}

static void
prepare_import_deals (RgStudio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  rg_studio_wait (studio);
  rg_import_pictures_open_deals (studio->window, studio->scratch);
}

static void
prepare_import_bill (RgStudio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  rg_studio_wait (studio);
  rg_import_pictures_open_bill (studio->window, studio->scratch);
}

static void
prepare_import_questions (RgStudio *studio)
{
  prepare_import_bill (studio);
  for (guint i = 0; i < 2; i++)
    {
      rg_studio_wait (studio);
      rg_import_pictures_next (studio->window);
    }
}

static void
prepare_import_unanswered (RgStudio *studio)
{
  prepare_import_questions (studio);
  rg_studio_wait (studio);
  rg_import_pictures_next (studio->window);
}

static void
prepare_export (RgStudio *studio)
{
  prepare_customers (studio);
  rg_studio_wait (studio);
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.export", NULL);
}

static void
quick_add (RgStudio *studio, const char *text)
{
  g_autoptr (RgChatLine) line = NULL;
  GDate today;

  rg_display_today (&today);
  line = rg_chat_line_parse (text, &today);
  rg_quick_add_present (GTK_WIDGET (studio->window), rg_window_get_store (studio->window), line);
}

/* With the number of somebody of the list, so that it is shown whose it is. */
static void
prepare_quick_add (RgStudio *studio)
{
  g_autoptr (RgCatalog) catalog = NULL;
  g_autoptr (RgRecord) somebody = NULL;
  const RgField *phone;

  prepare_customers (studio);
  rg_studio_wait (studio);
  catalog = rg_store_ref_catalog (rg_window_get_store (studio->window));
  phone = rg_entity_find_field (rg_catalog_find (catalog, "customer"), "phone");
  somebody = g_list_model_get_item (G_LIST_MODEL (rg_customers_page_get_list (customers (studio))), 2);
  quick_add (studio, rg_value_get_text (rg_record_get (somebody, phone)));
}

static void
prepare_quick_add_guess (RgStudio *studio)
{
  prepare_customers (studio);
  quick_add (studio, "王姐 199 0000 8888 要看三居，周六上午");
}

static const RgSubject subjects[] = {
  { "customers", prepare_customers, RG_SUBJECT_EVERY },
  { "selection", prepare_selection, RG_SUBJECT_BOTH },
  { "columns", prepare_columns, RG_SUBJECT_BOTH },
  { "record-timeline", prepare_record_timeline, RG_SUBJECT_EVERY },
  { "record-details", prepare_record_details, RG_SUBJECT_BOTH },
  { "record-todo", rg_record_pictures_todo, RG_SUBJECT_BOTH },
  { "record-deals", rg_record_pictures_deals, RG_SUBJECT_BOTH },
  { "composer-form", rg_record_pictures_form, RG_SUBJECT_BOTH },
  { "record-files", prepare_record_files, RG_SUBJECT_BOTH },
  { "next-step", prepare_next, RG_SUBJECT_WIDE },
  { "search", prepare_search, RG_SUBJECT_BOTH },
  { "filter", rg_filter_pictures_bar, RG_SUBJECT_BOTH },
  { "filter-nobody", rg_filter_pictures_nobody, RG_SUBJECT_BOTH },
  { "filter-editor", rg_filter_pictures_editor, RG_SUBJECT_BOTH },
  { "filter-deals", rg_filter_pictures_deals, RG_SUBJECT_BOTH },
  { "save-view", rg_filter_pictures_save, RG_SUBJECT_BOTH },
  { "view", rg_filter_pictures_view, RG_SUBJECT_BOTH },
  { "view-deals", rg_filter_pictures_view_deals, RG_SUBJECT_BOTH },
  { "nothing-found", prepare_nothing, RG_SUBJECT_BOTH },
  { "doubles", prepare_doubles, RG_SUBJECT_BOTH },
  { "today", rg_today_pictures_list, RG_SUBJECT_BOTH },
  { "today-empty", rg_today_pictures_empty, RG_SUBJECT_BOTH },
  { "task-dialog", rg_today_pictures_task, RG_SUBJECT_BOTH },
  { "done-dialog", rg_today_pictures_done, RG_SUBJECT_BOTH },
  { "pipeline", rg_pipeline_pictures_board, RG_SUBJECT_BOTH },
  { "pipeline-empty", rg_pipeline_pictures_empty, RG_SUBJECT_BOTH },
  { "pipeline-list", rg_pipeline_pictures_list, RG_SUBJECT_BOTH },
  { "pipeline-filter", rg_pipeline_pictures_filter, RG_SUBJECT_BOTH },
  { "pipeline-nothing", rg_pipeline_pictures_nothing, RG_SUBJECT_BOTH },
  { "pipeline-numbers", rg_pipeline_pictures_numbers, RG_SUBJECT_BOTH },
  { "pipeline-add", rg_pipeline_pictures_add, RG_SUBJECT_BOTH },
  { "deal-dialog", rg_deal_pictures_dialog, RG_SUBJECT_BOTH },
  { "deal-belongings", rg_deal_pictures_belongings, RG_SUBJECT_BOTH },
  { "deal-gate", rg_deal_pictures_gate, RG_SUBJECT_BOTH },
  { "deal-entry", rg_deal_pictures_entry, RG_SUBJECT_BOTH },
  { "deal-lost", rg_deal_pictures_lost, RG_SUBJECT_BOTH },
  { "tags", prepare_tags, RG_SUBJECT_BOTH },
  { "tags-tidy", prepare_tags_tidy, RG_SUBJECT_BOTH },
  { "tag-edit", prepare_tag_edit, RG_SUBJECT_BOTH },
  { "calendar-month", rg_calendar_pictures_month, RG_SUBJECT_EVERY },
  { "calendar-week", rg_calendar_pictures_week, RG_SUBJECT_BOTH },
  { "sidebar", prepare_sidebar, RG_SUBJECT_NARROW },
  { "first-run", prepare_first_run, RG_SUBJECT_BOTH },
  { "error", prepare_error, RG_SUBJECT_BOTH },
  { "about", prepare_about, RG_SUBJECT_BOTH },
  { "shortcuts", prepare_shortcuts, RG_SUBJECT_BOTH },
  { "quick-add", prepare_quick_add, RG_SUBJECT_BOTH },
  { "quick-add-guess", prepare_quick_add_guess, RG_SUBJECT_BOTH },
  { "own-fields", rg_preferences_pictures_fields, RG_SUBJECT_BOTH },
  { "preferences-classes", rg_preferences_pictures_classes, RG_SUBJECT_BOTH },
  { "preferences-stages", rg_preferences_pictures_stages, RG_SUBJECT_BOTH },
  { "preferences-stage", rg_preferences_pictures_stage, RG_SUBJECT_BOTH },
  { "preferences-gate", rg_preferences_pictures_gate, RG_SUBJECT_BOTH },
  { "preferences-staff", rg_preferences_pictures_staff, RG_SUBJECT_BOTH },
  { "preferences-forms", rg_preferences_pictures_forms, RG_SUBJECT_BOTH },
  { "own-field", rg_preferences_pictures_field, RG_SUBJECT_BOTH },
  { "history", prepare_history, RG_SUBJECT_BOTH },
  { "backups", prepare_backups, RG_SUBJECT_BOTH },
  { "backups-none", prepare_backups_none, RG_SUBJECT_BOTH },
  { "backups-elsewhere", prepare_backups_elsewhere, RG_SUBJECT_BOTH },
  { "backup-late", prepare_backup_late, RG_SUBJECT_BOTH },
  { "restore", prepare_restore, RG_SUBJECT_BOTH },
  { "recovery", prepare_recovery, RG_SUBJECT_BOTH },
  { "salvaged", prepare_salvaged, RG_SUBJECT_BOTH },
  { "classes", prepare_classes, RG_SUBJECT_BOTH },
  { "measures", prepare_measures, RG_SUBJECT_BOTH },
  { "palette", prepare_palette, RG_SUBJECT_BOTH },
  { "new-shop", prepare_new_shop, RG_SUBJECT_BOTH },
  { "import-file", prepare_import_file, RG_SUBJECT_BOTH },
  { "import-columns", prepare_import_columns, RG_SUBJECT_BOTH },
  { "import-check", prepare_import_check, RG_SUBJECT_BOTH },
  { "import-running", prepare_import_running, RG_SUBJECT_BOTH },
  { "import-result", prepare_import_result, RG_SUBJECT_BOTH },
  { "import-saved", prepare_import_saved, RG_SUBJECT_BOTH },
  { "import-sheet", prepare_import_sheet, RG_SUBJECT_BOTH },
  { "import-orders", prepare_import_orders, RG_SUBJECT_BOTH },
  { "import-deals", prepare_import_deals, RG_SUBJECT_BOTH },
  { "import-bill", prepare_import_bill, RG_SUBJECT_BOTH },
  { "import-questions", prepare_import_questions, RG_SUBJECT_BOTH },
  { "import-unanswered", prepare_import_unanswered, RG_SUBJECT_BOTH },
  { "export", prepare_export, RG_SUBJECT_BOTH },
  { NULL, NULL, 0 },
};

/**
 * rg_pictures_subjects:
 *
 * Returns: (transfer none): what pictures are taken of, ended by an entry without
 *   a name
 */
const RgSubject *
rg_pictures_subjects (void)
{
  return subjects;
}
