/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/tags/rg-tags-private.h"

#include "app/pages/tags/rg-tag-editor.h"
#include "app/pages/tags/rg-tag-picker.h"
#include "app/rg-change.h"
#include "app/rg-progress-dialog.h"
#include "shop/rg-tag-merge.h"

#include <glib/gi18n-lib.h>

/* What is done with tags. */

/* (transfer none) (nullable): the tag of the line that is selected. */
RgTag *
rg_tags_page_get_tag (RgTagsPage *self)
{
  RgTagItem *item = rg_tags_tree_get_selected (self);

  return item != NULL ? rg_tag_item_get_tag (item) : NULL;
}

/* --- one step --------------------------------------------------------------- */

typedef struct
{
  RgTagsPage *page;
  RgTagStep *step;
  char *done;
} Change;

static gboolean
change_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_tag_step_apply (op, data, error);
}

/* --- a name that is taken ---------------------------------------------------- */

typedef struct
{
  RgTagsPage *page;
  gint64 keep;
  gint64 gone;
} Offer;

static void
offered_cb (AdwAlertDialog *dialog, const char *response, Offer *offer)
{
  RgTagTree *tree = offer->page->tree;
  const RgTag *keep = tree != NULL ? rg_tag_tree_get (tree, offer->keep) : NULL;
  const RgTag *gone = tree != NULL ? rg_tag_tree_get (tree, offer->gone) : NULL;

  if (g_str_equal (response, "merge") && keep != NULL && gone != NULL)
    rg_tags_change_merge (offer->page, keep, gone);
}

static void
offer_free (gpointer data, GClosure *closure)
{
  g_object_unref (((Offer *) data)->page);
  g_free (data);
}

/* (nullable): who has the name that @step wants. */
static const RgTag *
find_taken (RgTagsPage *self, const RgTagStep *step)
{
  const RgTag *tag = rg_tag_tree_get (self->tree, step->id);
  const RgTag *parent = tag != NULL ? tag->parent : NULL;
  const char *name = step->name != NULL ? step->name : tag != NULL ? tag->name : "";
  GPtrArray *siblings;

  if (step->verb == RG_TAG_MOVE)
    parent = step->parent != 0 ? rg_tag_tree_get (self->tree, step->parent) : NULL;
  siblings = parent != NULL ? parent->children : rg_tag_tree_get_roots (self->tree);
  for (guint i = 0; i < siblings->len; i++)
    if (g_str_equal (((RgTag *) g_ptr_array_index (siblings, i))->name, name))
      return g_ptr_array_index (siblings, i);
  return NULL;
}

static gboolean
offer_merge (RgTagsPage *self, const RgTagStep *step, const GError *error)
{
  const RgTag *taken = self->tree != NULL ? find_taken (self, step) : NULL;
  AdwDialog *dialog;
  Offer *offer;

  if (taken == NULL || step->verb == RG_TAG_CREATE || step->id == taken->id)
    return FALSE;
  dialog = adw_alert_dialog_new (_ ("The Name Is Taken"), NULL);
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog), "%s", error->message);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "merge", _ ("_Merge"),
                                  NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  offer = g_new0 (Offer, 1);
  offer->page = g_object_ref (self);
  offer->keep = taken->id;
  offer->gone = step->id;
  g_signal_connect_data (dialog, "response", G_CALLBACK (offered_cb), offer, offer_free, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self));
  return TRUE;
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Change *change = user_data;
  RgTagsPage *self = change->page;
  g_autoptr (GError) error = NULL;
  gint64 operation;

  if (rg_change_finish (RG_STORE (source), result, &operation, &error))
    {
      if (change->step->verb != RG_TAG_DELETE && change->step->id != 0)
        {
          self->selected = change->step->id;
          if (self->asking == NULL && !self->stale)
            {
              rg_tags_page_select (self, self->selected);
              self->selected = 0;
            }
        }
      if (operation != 0)
        rg_change_toast_undo (GTK_WIDGET (self), change->done, operation);
    }
  else if (!g_error_matches (error, RG_TAG_ERROR, RG_TAG_ERROR_TAKEN) ||
           !offer_merge (self, change->step, error))
    {
      rg_change_toast (GTK_WIDGET (self), error->message);
    }
  rg_tag_step_free (change->step);
  g_free (change->done);
  g_object_unref (change->page);
  g_free (change);
}

/*< private >
 * rg_tags_change_do:
 * @step: (transfer full): what is done
 * @done: (transfer full): what is said then
 *
 * Changes one tag.
 */
void
rg_tags_change_do (RgTagsPage *self, RgTagStep *step, char *done)
{
  Change *change = g_new0 (Change, 1);

  change->page = g_object_ref (self);
  change->step = step;
  change->done = done;
  rg_change_async (self->followed, GTK_WIDGET (self), done, change_func, step, NULL, NULL, changed_cb,
                   change);
}

/* --- merging ------------------------------------------------------------------ */

typedef struct
{
  RgTagsPage *page;
  RgProgress *progress;
  RgTagMergeJob job;
  char *session;
  char *done;
} MergeTwo;

static void
merged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MergeTwo *two = user_data;
  g_autoptr (RgTagsPage) self = two->page;
  g_autoptr (GError) error = NULL;
  g_autofree RgTagMergeReport *report = rg_store_write_finish (RG_STORE (source), result, &error);

  rg_progress_end (two->progress);
  if (report != NULL)
    {
      self->selected = two->job.keep;
      rg_change_toast_undo (GTK_WIDGET (self), two->done, report->operation);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      rg_change_toast (GTK_WIDGET (self), error->message);
    }
  g_free (two->session);
  g_free (two->done);
  g_free (two);
}

/*< private >
 * rg_tags_change_merge:
 * @keep: which stays
 * @gone: which becomes part of it
 *
 * Makes one of two tags.
 */
void
rg_tags_change_merge (RgTagsPage *self, const RgTag *keep, const RgTag *gone)
{
  MergeTwo *two = g_new0 (MergeTwo, 1);

  two->page = g_object_ref (self);
  two->done = g_strdup_printf (_ ("Merged “%s” into “%s”"), gone->name, keep->name);
  two->progress = rg_progress_begin (GTK_WIDGET (self), _ ("Merging"), rg_progress_say_customers);
  two->session = g_strdup (rg_change_session (GTK_WIDGET (self)));
  two->job.keep = keep->id;
  two->job.gone = gone->id;
  two->job.origin = RG_ORIGIN_WINDOW;
  two->job.session = two->session;
  two->job.progress = rg_progress_count_cb;
  two->job.progress_data = two->progress;
  rg_store_write_async (self->followed, rg_tag_merge_write_func, &two->job, NULL, g_free,
                        rg_progress_get_cancellable (two->progress), merged_cb, two);
}

/* --- dialogs ------------------------------------------------------------------ */

static void
chosen_cb (RgTagEditor *editor, RgTagsPage *self)
{
  gint64 id = *(gint64 *) g_object_get_data (G_OBJECT (editor), "rg-id");
  gint64 parent = *(gint64 *) g_object_get_data (G_OBJECT (editor), "rg-parent");
  RgTagStep *step = rg_tag_step_new (id != 0 ? RG_TAG_CHANGE : RG_TAG_CREATE, id);
  char *done;

  step->parent = parent;
  rg_tag_editor_fill (editor, step);
  done = g_strdup_printf (id != 0 ? _ ("Changed “%s”") : _ ("Made “%s”"), step->name);
  rg_tags_change_do (self, step, done);
}

static void
set_id (AdwDialog *dialog, const char *key, gint64 id)
{
  g_object_set_data_full (G_OBJECT (dialog), key, g_memdup2 (&id, sizeof id), g_free);
}

static void
edit_tag (RgTagsPage *self, const RgTag *tag, const RgTag *parent, guint family)
{
  AdwDialog *dialog = rg_tag_editor_new (tag, parent, family);

  set_id (dialog, "rg-id", tag != NULL ? tag->id : 0);
  set_id (dialog, "rg-parent", tag == NULL && parent != NULL ? parent->id : 0);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* Below the tag that is selected; where it cannot have any more below it, beside
 * it. */
static void
new_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgTagsPage *self = RG_TAGS_PAGE (widget);
  RgTagItem *item = self->tidy ? NULL : rg_tags_tree_get_selected (self);
  const RgTag *parent = item != NULL ? rg_tag_item_get_tag (item) : NULL;

  if (parent != NULL && parent->depth >= RG_TAG_MAX_DEPTH)
    parent = parent->parent;
  edit_tag (self, NULL, parent, item != NULL ? rg_tag_item_get_family (item) : RG_TAG_N_FAMILIES - 1);
}

static void
edit_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgTagsPage *self = RG_TAGS_PAGE (widget);
  RgTag *tag = rg_tags_page_get_tag (self);

  if (tag != NULL)
    edit_tag (self, tag, NULL, tag->family);
}

static void
move_to (RgTagsPage *self, const RgTag *tag, gint64 key, gint64 before)
{
  RgTagStep *step = rg_tag_step_new (RG_TAG_MOVE, tag->id);

  step->parent = MAX (key, 0);
  step->before = before;
  if (key < 0)
    step->family = g_strdup (rg_tag_family_key ((guint) (-1 - key)));
  rg_tags_change_do (self, step, g_strdup_printf (_ ("Moved “%s”"), tag->name));
}

static void
picked_cb (RgTagPicker *picker, gint64 key, RgTagsPage *self)
{
  gint64 id = *(gint64 *) g_object_get_data (G_OBJECT (picker), "rg-id");
  gboolean move = g_object_get_data (G_OBJECT (picker), "rg-move") != NULL;
  const RgTag *tag = self->tree != NULL ? rg_tag_tree_get (self->tree, id) : NULL;
  const RgTag *other = tag != NULL && key > 0 ? rg_tag_tree_get (self->tree, key) : NULL;

  if (tag != NULL && move)
    move_to (self, tag, key, 0);
  else if (other != NULL)
    rg_tags_change_merge (self, other, tag);
}

static void
ask_where (RgTagsPage *self, gboolean move)
{
  RgTag *tag = rg_tags_page_get_tag (self);
  g_autofree char *title = NULL;
  AdwDialog *dialog;

  if (tag == NULL)
    return;
  title = g_strdup_printf (move ? _ ("Move “%s” to") : _ ("Merge “%s” into"), tag->name);
  dialog = rg_tag_picker_new (self->tree, tag, move, title);
  set_id (dialog, "rg-id", tag->id);
  g_object_set_data (G_OBJECT (dialog), "rg-move", move ? self : NULL);
  g_signal_connect_object (dialog, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
move_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask_where (RG_TAGS_PAGE (widget), TRUE);
}

static void
merge_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask_where (RG_TAGS_PAGE (widget), FALSE);
}

/* --- by key -------------------------------------------------------------------- */

/* (transfer full) (element-type RgTag): those that stand beside @tag and are
 * shown, with it. */
static GPtrArray *
list_siblings (RgTagsPage *self, const RgTag *tag)
{
  GPtrArray *all = tag->parent != NULL ? tag->parent->children : rg_tag_tree_get_roots (self->tree);
  GPtrArray *siblings = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      RgTag *other = g_ptr_array_index (all, i);

      if (other->family == tag->family && (self->retired || !other->hidden || other == tag))
        g_ptr_array_add (siblings, other);
    }
  return siblings;
}

static gint64
place_of (const RgTag *tag)
{
  return tag->parent != NULL ? tag->parent->id : -1 - (gint64) tag->family;
}

static void
move_by_key (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgTagsPage *self = RG_TAGS_PAGE (widget);
  RgTag *tag = rg_tags_page_get_tag (self);
  g_autoptr (GPtrArray) siblings = tag != NULL ? list_siblings (self, tag) : NULL;
  guint index;

  if (tag == NULL || !g_ptr_array_find (siblings, tag, &index))
    return;
  if (g_str_equal (action, "page.up") && index > 0)
    {
      move_to (self, tag, place_of (tag), ((RgTag *) g_ptr_array_index (siblings, index - 1))->id);
    }
  else if (g_str_equal (action, "page.down") && index + 1 < siblings->len)
    {
      RgTag *behind = index + 2 < siblings->len ? g_ptr_array_index (siblings, index + 2) : NULL;

      /* To be the last of them they need an order: the next one goes before it. */
      if (behind != NULL)
        move_to (self, tag, place_of (tag), behind->id);
      else
        move_to (self, g_ptr_array_index (siblings, index + 1), place_of (tag), tag->id);
    }
  else if (g_str_equal (action, "page.inside") && index > 0)
    {
      move_to (self, tag, ((RgTag *) g_ptr_array_index (siblings, index - 1))->id, 0);
    }
  else if (g_str_equal (action, "page.outside") && tag->parent != NULL)
    {
      move_to (self, tag, place_of (tag->parent), 0);
    }
}

/*< private >
 * rg_tags_change_drop:
 * @id: the tag that was dropped
 * @onto: the line that it was dropped on
 * @before: whether it is to stand before that one, else below it
 *
 * Moves a tag by hand.
 */
void
rg_tags_change_drop (RgTagsPage *self, gint64 id, RgTagItem *onto, gboolean before)
{
  const RgTag *tag = self->tree != NULL ? rg_tag_tree_get (self->tree, id) : NULL;
  const RgTag *other = rg_tag_item_get_tag (onto);

  if (tag == NULL || !rg_tags_page_is_editable (self))
    return;
  if (other == NULL || !before)
    move_to (self, tag, rg_tag_item_get_key (onto), 0);
  else
    move_to (self, tag, place_of (other), other->id);
}

/* --- out of use, gone ----------------------------------------------------------- */

static void
simple_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const struct
  {
    const char *action;
    RgTagVerb verb;
    const char *done;
  } simple[] = {
    { "page.retire", RG_TAG_RETIRE, N_ ("Took “%s” out of use") },
    { "page.restore", RG_TAG_RESTORE, N_ ("“%s” is in use again") },
    { "page.delete", RG_TAG_DELETE, N_ ("Deleted “%s”") },
  };
  RgTagsPage *self = RG_TAGS_PAGE (widget);
  RgTag *tag = rg_tags_page_get_tag (self);

  for (guint i = 0; tag != NULL && i < G_N_ELEMENTS (simple); i++)
    if (g_str_equal (simple[i].action, action))
      rg_tags_change_do (self, rg_tag_step_new (simple[i].verb, tag->id),
                         g_strdup_printf (_ (simple[i].done), tag->name));
}

/*< private >
 * rg_tags_change_add_actions:
 *
 * Installs what can be done with tags, and its keys.
 */
void
rg_tags_change_add_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc func;
    guint key;
    GdkModifierType modifiers;
  } actions[] = {
    { "page.new", new_action, 0, 0 },
    { "page.edit", edit_action, GDK_KEY_F2, 0 },
    { "page.move", move_action, GDK_KEY_m, GDK_CONTROL_MASK },
    { "page.merge", merge_action, GDK_KEY_m, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "page.up", move_by_key, GDK_KEY_Up, GDK_ALT_MASK },
    { "page.down", move_by_key, GDK_KEY_Down, GDK_ALT_MASK },
    { "page.inside", move_by_key, GDK_KEY_Right, GDK_ALT_MASK },
    { "page.outside", move_by_key, GDK_KEY_Left, GDK_ALT_MASK },
    { "page.retire", simple_action, GDK_KEY_r, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "page.restore", simple_action, 0, 0 },
    { "page.delete", simple_action, GDK_KEY_Delete, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].func);
      if (actions[i].key != 0)
        gtk_widget_class_add_binding_action (widget_class, actions[i].key, actions[i].modifiers,
                                             actions[i].name, NULL);
    }
  rg_tags_rules_add_actions (widget_class);
}
