/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/tags/rg-tags-private.h"

#include "app/filter/rg-condition-dialog.h"
#include "app/pages/tags/rg-tag-rule.h"

#include <glib/gi18n-lib.h>

/* Tags that sort people by themselves: whom a rule means is put together, what it
 * would do is seen, then it is switched on. */

static const RgTag *
tag_of (RgTagsPage *self, AdwDialog *dialog)
{
  const gint64 *id = g_object_get_data (G_OBJECT (dialog), "rg-id");

  return self->tree != NULL && rg_tags_page_is_editable (self) ? rg_tag_tree_get (self->tree, *id) : NULL;
}

static void
present (RgTagsPage *self, AdwDialog *dialog, gint64 id)
{
  g_object_set_data_full (G_OBJECT (dialog), "rg-id", g_memdup2 (&id, sizeof id), g_free);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* --- trying and switching -------------------------------------------------- */

static void
switched_cb (RgTagRuleDialog *dialog, gboolean on, RgTagsPage *self)
{
  const RgTag *tag = tag_of (self, ADW_DIALOG (dialog));
  RgTagStep *step;

  if (tag == NULL)
    return;
  step = rg_tag_step_new (RG_TAG_RULE, tag->id);
  step->rule_on = on ? 1 : 0;
  rg_tags_change_do (
      self, step,
      g_strdup_printf (on ? _ ("The rule of “%s” is switched on") : _ ("The rule of “%s” is switched off"),
                       tag->name));
}

static void
show_rule (RgTagsPage *self, const RgTag *tag)
{
  AdwDialog *dialog = rg_tag_rule_dialog_new (self->followed, tag);

  g_signal_connect_object (dialog, "switched", G_CALLBACK (switched_cb), self, G_CONNECT_DEFAULT);
  present (self, dialog, tag->id);
}

/* --- whom it means --------------------------------------------------------- */

/* The next question is what it would do. */
static void
chosen_cb (RgConditionDialog *dialog, RgCondition *condition, RgTagsPage *self)
{
  const RgTag *tag = tag_of (self, ADW_DIALOG (dialog));
  g_autofree char *stored = rg_condition_to_json (condition);
  RgTag changed;
  RgTagStep *step;

  if (tag == NULL)
    return;
  step = rg_tag_step_new (RG_TAG_RULE, tag->id);
  step->condition = g_strdup (stored);
  step->rule_on = tag->rule_on ? 1 : 0;
  rg_tags_change_do (self, step, g_strdup_printf (_ ("The rule of “%s” was changed"), tag->name));
  changed = *tag;
  changed.condition = stored;
  changed.rule_problem = NULL;
  show_rule (self, &changed);
}

static void
edit_rule (RgTagsPage *self, const RgTag *tag)
{
  g_autoptr (RgCondition) condition =
      tag->condition != NULL ? rg_condition_parse (tag->condition, NULL) : NULL;
  g_autofree char *title = g_strdup_printf (_ ("Who Gets “%s”"), tag->name);
  AdwDialog *dialog = rg_condition_dialog_new (self->followed, "customer", condition, title);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_DEFAULT);
  present (self, dialog, tag->id);
}

/* --- actions --------------------------------------------------------------- */

static void
edit_rule_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const RgTag *tag = rg_tags_page_get_tag (RG_TAGS_PAGE (widget));

  if (tag != NULL)
    edit_rule (RG_TAGS_PAGE (widget), tag);
}

static void
rule_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const RgTag *tag = rg_tags_page_get_tag (RG_TAGS_PAGE (widget));

  if (tag != NULL && tag->condition != NULL)
    show_rule (RG_TAGS_PAGE (widget), tag);
  else if (tag != NULL)
    edit_rule (RG_TAGS_PAGE (widget), tag);
}

/*< private >
 * rg_tags_rules_add_actions:
 * @widget_class: the page's class
 *
 * Installs what can be done with rules, and its keys.
 */
void
rg_tags_rules_add_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.rule", NULL, rule_action);
  gtk_widget_class_install_action (widget_class, "page.edit-rule", NULL, edit_rule_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_ALT_MASK, "page.rule", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_ALT_MASK | GDK_SHIFT_MASK,
                                       "page.edit-rule", NULL);
}
