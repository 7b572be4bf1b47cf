/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-fault-group.h"

#define LABEL_KEY "rg-fault-label"

/**
 * rg_fault_group_new:
 *
 * Returns: (transfer floating): a group that says nothing yet, and so is not seen
 */
AdwPreferencesGroup *
rg_fault_group_new (void)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "field-error");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), label);
  g_object_set_data (G_OBJECT (group), LABEL_KEY, label);
  gtk_widget_set_visible (group, FALSE);
  return ADW_PREFERENCES_GROUP (group);
}

static GtkLabel *
label_of (AdwPreferencesGroup *group)
{
  return g_object_get_data (G_OBJECT (group), LABEL_KEY);
}

/**
 * rg_fault_group_set:
 * @group: a group of this kind
 * @fault: (nullable): what is wrong; %NULL or "" when nothing is
 */
void
rg_fault_group_set (AdwPreferencesGroup *group, const char *fault)
{
  gtk_label_set_label (label_of (group), fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (group), fault != NULL && *fault != '\0');
}

/**
 * rg_fault_group_get:
 * @group: a group of this kind
 *
 * Returns: (transfer none): what is wrong; "" when nothing is
 */
const char *
rg_fault_group_get (AdwPreferencesGroup *group)
{
  return gtk_label_get_label (label_of (group));
}
