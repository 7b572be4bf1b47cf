/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-preferences-pictures.h"

#include "app/deal/rg-deal-pictures.h"
#include "app/pages/customers/rg-customers-page.h"
#include "app/preferences/rg-preferences.h"

static RgPreferences *
present_own_fields (RgStudio *studio)
{
  AdwDialog *dialog;

  rg_window_open_shop (studio->window, studio->shop);
  rg_studio_wait (studio);
  if (RG_IS_CUSTOMERS_PAGE (rg_window_get_page (studio->window)))
    {
      RgCustomersPage *page = RG_CUSTOMERS_PAGE (rg_window_get_page (studio->window));

      if (rg_customers_page_get_list (page) != NULL)
        rg_customers_page_select (page, rg_record_list_get_id (rg_customers_page_get_list (page), 2));
    }
  dialog = rg_preferences_new (rg_window_get_settings (studio->window), rg_window_get_store (studio->window));
  adw_dialog_present (dialog, GTK_WIDGET (studio->window));
  rg_preferences_show_own_fields (RG_PREFERENCES (dialog));

  return RG_PREFERENCES (dialog);
}

void
rg_preferences_pictures_fields (RgStudio *studio)
{
  present_own_fields (studio);
}

void
rg_preferences_pictures_classes (RgStudio *studio)
{
  rg_window_open_shop (studio->window, studio->shop);
  rg_studio_wait (studio);
  /* It would tell how far everybody is worked out, until that is done. */
  rg_studio_wait_followed (studio);
  rg_preferences_show_classes (present_own_fields (studio));
}

/* The third of the stages has gates. */
#define THIRD 3

static RgPreferences *
present_stages (RgStudio *studio)
{
  AdwDialog *dialog =
      rg_preferences_new (rg_window_get_settings (studio->window), rg_deal_pictures_open (studio));

  adw_dialog_present (dialog, GTK_WIDGET (studio->window));
  rg_preferences_show_stages (RG_PREFERENCES (dialog));
  rg_studio_wait (studio);

  return RG_PREFERENCES (dialog);
}

void
rg_preferences_pictures_stages (RgStudio *studio)
{
  present_stages (studio);
}

void
rg_preferences_pictures_stage (RgStudio *studio)
{
  rg_preferences_edit_stage (present_stages (studio), THIRD);
}

/* The one that asks for fields has most to show. */
void
rg_preferences_pictures_gate (RgStudio *studio)
{
  RgPreferences *dialog = present_stages (studio);
  RgStagePage *page = rg_preferences_edit_stage (dialog, THIRD);

  rg_studio_wait (studio);
  for (guint i = 0; rg_stage_page_get_gates (page) != NULL && i < rg_stage_page_get_gates (page)->len; i++)
    {
      const RgGate *gate = g_ptr_array_index (rg_stage_page_get_gates (page), i);

      if (gate->kind == RG_GATE_FIELDS)
        {
          rg_preferences_edit_gate (dialog, THIRD, gate);
          return;
        }
    }
}

void
rg_preferences_pictures_staff (RgStudio *studio)
{
  rg_preferences_show_staff (present_own_fields (studio));
}

/* The list, and on it the form that has most to show. */
void
rg_preferences_pictures_forms (RgStudio *studio)
{
  RgPreferences *dialog = present_own_fields (studio);
  GPtrArray *forms;

  rg_preferences_show_forms (dialog);
  rg_studio_wait (studio);
  forms = rg_forms_page_get_forms (rg_preferences_get_forms (dialog));
  if (forms != NULL && forms->len > 0)
    rg_preferences_edit_form (dialog, g_ptr_array_index (forms, 0));
}

void
rg_preferences_pictures_field (RgStudio *studio)
{
  RgPreferences *dialog = present_own_fields (studio);
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (rg_window_get_store (studio->window));
  const RgEntity *entity = rg_catalog_find (catalog, "customer");

  /* One with choices shows most. */
  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if ((field->flags & RG_FIELD_OWN) != 0 && field->choices != NULL)
        {
          rg_preferences_edit_field (dialog, "customer", field->key);
          return;
        }
    }
}
