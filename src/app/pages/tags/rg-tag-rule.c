/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/tags/rg-tag-rule.h"

#include "app/pages/doubles/rg-double-side.h"
#include "app/widgets/rg-display.h"
#include "shop/rg-follow.h"

#include <glib/gi18n-lib.h>

/* Names of each kind that are shown. */
#define MOST_NAMES 30

struct _RgTagRuleDialog
{
  AdwDialog parent_instance;

  GtkWidget *box;
  GtkWidget *sentence;
  GtkWidget *button;
  GCancellable *asking;
  gboolean on;
};

enum
{
  SWITCHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgTagRuleDialog, rg_tag_rule_dialog, ADW_TYPE_DIALOG)

/* --- trying it ------------------------------------------------------------- */

typedef struct
{
  gint64 tag;
  char *stored;
  char *problem; /* (nullable): why it does nothing although it can be asked */
} Wish;

typedef struct
{
  char *sentence;
  char *problem; /* (nullable): why it cannot be asked */
  RgRuleDryRun *run;
  GPtrArray *gain; /* names of the first ones */
  GPtrArray *lose;
} Tried;

static void
wish_free (Wish *wish)
{
  g_free (wish->stored);
  g_free (wish->problem);
  g_free (wish);
}

static void
tried_free (Tried *tried)
{
  if (tried == NULL)
    return;
  g_free (tried->sentence);
  g_free (tried->problem);
  g_clear_pointer (&tried->run, rg_rule_dry_run_free);
  g_clear_pointer (&tried->gain, g_ptr_array_unref);
  g_clear_pointer (&tried->lose, g_ptr_array_unref);
  g_free (tried);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Tried, tried_free)

static GPtrArray *
read_names (RgRead *read, const GArray *ids)
{
  const RgEntity *customer = rg_catalog_find (rg_read_get_catalog (read), "customer");
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < MIN (ids->len, MOST_NAMES); i++)
    {
      g_autoptr (RgRow) row = rg_row_read (read, customer, g_array_index (ids, guint32, i), NULL);

      if (row != NULL)
        g_ptr_array_add (names, rg_double_dup_name (row));
    }
  return names;
}

static gpointer
try_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wish *wish = data;
  g_autoptr (Tried) tried = g_new0 (Tried, 1);
  g_autoptr (GError) problem = NULL;
  g_autoptr (RgCondition) condition = rg_condition_parse (wish->stored, &problem);

  if (condition == NULL || !rg_condition_check (condition, read, "customer", &problem))
    {
      tried->problem = g_strdup (problem->message);
      return g_steal_pointer (&tried);
    }
  tried->problem = g_strdup (wish->problem);
  if (tried->problem != NULL)
    return g_steal_pointer (&tried);
  tried->sentence = rg_condition_describe (condition, read, "customer");
  tried->run = rg_rule_dry_run (read, wish->tag, condition, cancellable, error);
  if (tried->run == NULL)
    return NULL;
  tried->gain = read_names (read, tried->run->gain);
  tried->lose = read_names (read, tried->run->lose);
  return g_steal_pointer (&tried);
}

/* --- what came of it -------------------------------------------------------- */

static void
add_names (RgTagRuleDialog *self, const char *title, guint n, GPtrArray *names)
{
  GtkWidget *group = adw_preferences_group_new (), *row = adw_action_row_new ();
  g_autofree char *count = rg_display_count (n);
  /* Translators: a heading and how many there are below it. */
  g_autofree char *heading = g_strdup_printf (_ ("%s · %s"), title, count);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? _ (", ") : "", (char *) g_ptr_array_index (names, i));
  if (n > names->len)
    g_string_append (all, " …");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), heading);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), n > 0 ? all->str : _ ("Nobody"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 6);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_box_append (GTK_BOX (self->box), group);
}

static void
add_note (RgTagRuleDialog *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "dimmed-text");
  gtk_box_append (GTK_BOX (self->box), label);
}

static void
show_run (RgTagRuleDialog *self, const Tried *tried)
{
  /* Translators: %s is why a rule gives and takes nothing. */
  g_autofree char *off = g_strdup_printf (_ ("This rule is switched off: %s"), tried->problem);

  gtk_label_set_label (GTK_LABEL (self->sentence), tried->problem != NULL ? off : tried->sentence);
  if (tried->problem != NULL)
    {
      gtk_widget_add_css_class (self->sentence, "error");
      gtk_widget_set_sensitive (self->button, self->on);
      return;
    }
  add_names (self, _ ("Would Get It"), tried->run->gain->len, tried->gain);
  add_names (self, _ ("Would Lose It"), tried->run->lose->len, tried->lose);
  if (tried->run->n_by_hand > 0)
    {
      g_autofree char *count = rg_display_count (tried->run->n_by_hand);
      g_autofree char *text =
          g_strdup_printf (ngettext ("%s customer has it by hand and keeps it.",
                                     "%s customers have it by hand and keep it.", tried->run->n_by_hand),
                           count);

      add_note (self, text);
    }
  if (self->on)
    add_note (self, _ ("Whoever has the tag keeps it when the rule is switched off."));
  gtk_widget_set_sensitive (self->button, TRUE);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgTagRuleDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Tried) tried = rg_store_read_finish (RG_STORE (source), result, &error);

  if (self->asking == NULL)
    return;
  g_clear_object (&self->asking);
  if (tried != NULL)
    show_run (self, tried);
  else
    gtk_label_set_label (GTK_LABEL (self->sentence), error->message);
}

static void
clicked_cb (GtkButton *button, RgTagRuleDialog *self)
{
  g_signal_emit (self, signals[SWITCHED], 0, !self->on);
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- the widget -------------------------------------------------------------- */

static void
rg_tag_rule_dialog_dispose (GObject *object)
{
  RgTagRuleDialog *self = RG_TAG_RULE_DIALOG (object);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);

  G_OBJECT_CLASS (rg_tag_rule_dialog_parent_class)->dispose (object);
}

/* Nobody waits for what is no longer looked at. */
static void
rg_tag_rule_dialog_closed (AdwDialog *dialog)
{
  RgTagRuleDialog *self = RG_TAG_RULE_DIALOG (dialog);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
rg_tag_rule_dialog_class_init (RgTagRuleDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_tag_rule_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = rg_tag_rule_dialog_closed;

  /**
   * RgTagRuleDialog::switched:
   * @on: whether the rule is to give and take the tag
   */
  signals[SWITCHED] = g_signal_new ("switched", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
rg_tag_rule_dialog_init (RgTagRuleDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new (), *bar = adw_header_bar_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (self->box, "tag-editor");
  self->sentence = gtk_label_new (_ ("One moment…"));
  gtk_label_set_wrap (GTK_LABEL (self->sentence), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->sentence), 0.0f);
  gtk_box_append (GTK_BOX (self->box), self->sentence);
  self->button = gtk_button_new ();
  gtk_widget_set_sensitive (self->button, FALSE);
  g_signal_connect (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), self->button);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->box);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scrolled);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_content_width (ADW_DIALOG (self), 440);
  /* A dialog does not grow by itself: there has to be room for who is found. */
  adw_dialog_set_content_height (ADW_DIALOG (self), 480);
}

/**
 * rg_tag_rule_dialog_new:
 * @store: the shop
 * @tag: one with a condition
 *
 * Returns: (transfer floating): the dialog, which tries the rule
 */
AdwDialog *
rg_tag_rule_dialog_new (RgStore *store, const RgTag *tag)
{
  RgTagRuleDialog *self = g_object_new (RG_TYPE_TAG_RULE_DIALOG, NULL);
  g_autofree char *title = g_strdup_printf (_ ("Rule of “%s”"), tag->name);
  Wish *wish = g_new0 (Wish, 1);

  adw_dialog_set_title (ADW_DIALOG (self), title);
  self->on = tag->rule_on;
  gtk_button_set_label (GTK_BUTTON (self->button), self->on ? _ ("Switch Off") : _ ("Switch On"));
  if (!self->on)
    gtk_widget_add_css_class (self->button, "suggested-action");
  wish->tag = tag->id;
  wish->stored = g_strdup (tag->condition);
  wish->problem = g_strdup (tag->rule_problem);
  self->asking = g_cancellable_new ();
  rg_store_read_async (store, try_func, wish, (GDestroyNotify) wish_free, (GDestroyNotify) tried_free,
                       self->asking, tried_cb, g_object_ref (self));

  return ADW_DIALOG (self);
}

/**
 * rg_tag_rule_dialog_is_busy:
 * @self: a dialog
 *
 * Returns: whether it still tries the rule
 */
gboolean
rg_tag_rule_dialog_is_busy (RgTagRuleDialog *self)
{
  return self->asking != NULL;
}

/**
 * rg_tag_rule_dialog_switch:
 * @self: a dialog
 *
 * Does what a person would do.
 */
void
rg_tag_rule_dialog_switch (RgTagRuleDialog *self)
{
  if (gtk_widget_get_sensitive (self->button))
    g_signal_emit_by_name (self->button, "clicked");
}

/**
 * rg_tag_rule_dialog_get_sentence:
 * @self: a dialog
 *
 * Returns: (transfer none): what it says at the top
 */
const char *
rg_tag_rule_dialog_get_sentence (RgTagRuleDialog *self)
{
  return gtk_label_get_label (GTK_LABEL (self->sentence));
}
