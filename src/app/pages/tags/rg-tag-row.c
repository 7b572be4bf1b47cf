/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/tags/rg-tag-row.h"

#include "app/widgets/rg-display.h"
#include "app/widgets/rg-tag-styles.h"
#include "app/widgets/rg-tint.h"
#include "store/rg-store.h"

#include <glib/gi18n-lib.h>

#define FAMILY_ICON "folder-symbolic"
#define USED_CHARS 10

struct _RgTagRow
{
  GtkBox parent_instance;

  GtkWidget *icon;
  GtkWidget *name;
  GtkWidget *mark;
  GtkWidget *description;
  GtkWidget *count;
  GtkWidget *used;

  RgTagItem *item;
  gboolean narrow;
};

enum
{
  DROPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgTagRow, rg_tag_row, GTK_TYPE_BOX)

/* --- what it shows -------------------------------------------------------- */

static char *
format_used (gint64 at)
{
  g_autoptr (GDateTime) utc = at != 0 ? g_date_time_new_from_unix_utc (at / 1000) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *iso = local != NULL ? g_date_time_format (local, "%F") : NULL;
  GDate today;

  rg_display_today (&today);
  return iso != NULL ? rg_display_ago (iso, &today) : g_strdup ("");
}

/* "12", or "12 (40)" with those below it. */
static char *
format_count (const RgTag *tag)
{
  g_autofree char *own = rg_display_count ((guint) MIN (tag->n_own, G_MAXUINT));
  g_autofree char *all = rg_display_count ((guint) MIN (tag->n_all, G_MAXUINT));

  if (tag->n_all == tag->n_own)
    return g_steal_pointer (&own);
  if (tag->n_own == 0)
    return g_steal_pointer (&all);
  /* Translators: customers who have a tag, and with those of the tags below it. */
  return g_strdup_printf (_ ("%s (%s)"), own, all);
}

static char *
count_words (const RgTag *tag)
{
  g_autofree char *own = rg_display_count ((guint) MIN (tag->n_own, G_MAXUINT));
  g_autofree char *all = rg_display_count ((guint) MIN (tag->n_all, G_MAXUINT));
  g_autofree char *first =
      g_strdup_printf (ngettext ("%s customer has it", "%s customers have it", (gulong) tag->n_own), own);

  if (tag->n_all == tag->n_own)
    return g_steal_pointer (&first);
  /* Translators: "3 customers have it", then a number. */
  return g_strdup_printf (_ ("%s, %s with the tags below it"), first, all);
}

static const char *
mark_words (const RgTag *tag)
{
  if (tag->hidden)
    return _ ("Out of use");
  if (tag->rule_problem != NULL)
    return _ ("Rule switched off");
  return tag->rule_on ? _ ("Given by a rule") : "";
}

/**
 * rg_tag_row_describe:
 * @item: a line
 *
 * Returns: (transfer full): what it shows beside the name, in words
 */
char *
rg_tag_row_describe (RgTagItem *item)
{
  const RgTag *tag = rg_tag_item_get_tag (item);
  g_autofree char *count = NULL, *used = NULL;
  GString *all;

  if (tag == NULL)
    return g_strdup (_ ("Family of tags"));
  count = count_words (tag);
  used = format_used (tag->last_used);
  all = g_string_new (count);
  if (*used != '\0')
    {
      g_string_append (all, ", ");
      /* Translators: %s is a day, as in "3 days ago". */
      g_string_append_printf (all, _ ("last used %s"), used);
    }
  if (*mark_words (tag) != '\0')
    g_string_append_printf (all, ", %s", mark_words (tag));
  if (tag->rule_problem != NULL && !tag->hidden)
    g_string_append_printf (all, ": %s", tag->rule_problem);
  if (tag->description != NULL)
    g_string_append_printf (all, ", %s", tag->description);
  return g_string_free_and_steal (all);
}

/**
 * rg_tag_count_new:
 *
 * Returns: (transfer floating): a count of nobody
 */
GtkWidget *
rg_tag_count_new (void)
{
  GtkWidget *count = gtk_button_new_with_label ("");

  gtk_widget_set_valign (count, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (count, "flat");
  gtk_widget_add_css_class (count, "tag-count");
  gtk_widget_add_css_class (count, "numeric");
  return count;
}

/**
 * rg_tag_count_set:
 * @count: a count
 * @text: the number
 * @about: the same in words
 * @condition: (nullable): whom it counts, in the stored form
 * @title: what they are called
 *
 * Without the window's action the button cannot be pressed.
 */
void
rg_tag_count_set (GtkWidget *count,
                  const char *text,
                  const char *about,
                  const char *condition,
                  const char *title)
{
  gtk_button_set_label (GTK_BUTTON (count), text);
  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (count))), 1.0f);
  gtk_widget_set_tooltip_text (count, about);
  gtk_accessible_update_property (GTK_ACCESSIBLE (count), GTK_ACCESSIBLE_PROPERTY_LABEL, about, -1);
  gtk_widget_set_visible (count, *text != '\0');
  if (condition != NULL)
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (count), "(ss)", condition, title);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (count), "win.show-condition");
    }
  else
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (count), NULL);
      gtk_widget_set_sensitive (count, FALSE);
    }
}

static void
set_class (GtkWidget *widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_count (RgTagRow *self, const RgTag *tag)
{
  g_autofree char *text = format_count (tag), *about = count_words (tag);
  g_autofree char *condition = g_strdup_printf ("{\"tag\":%" G_GINT64_FORMAT ",\"op\":\"has\"}", tag->id);

  rg_tag_count_set (self->count, text, about, tag->n_all > 0 ? condition : NULL, tag->name);
}

static void
show_tag (RgTagRow *self, const RgTag *tag)
{
  RgTagStyle style = rg_tag_style_of (tag);
  g_autofree char *used = format_used (tag->last_used);

  rg_tint_set (self->icon, style.color);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), style.icon != NULL ? style.icon : RG_TAG_PLAIN_ICON);
  show_count (self, tag);
  gtk_label_set_label (GTK_LABEL (self->used), used);
  gtk_label_set_label (GTK_LABEL (self->description), tag->description != NULL ? tag->description : "");
  gtk_label_set_label (GTK_LABEL (self->mark), mark_words (tag));
  gtk_widget_set_visible (self->mark, *mark_words (tag) != '\0');
  gtk_widget_set_tooltip_text (self->mark, tag->hidden ? NULL : tag->rule_problem);
  set_class (self->mark, "warning", !tag->hidden && tag->rule_problem != NULL);
}

static void
show_family (RgTagRow *self)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), FAMILY_ICON);
  rg_tag_count_set (self->count, "", "", NULL, "");
  gtk_label_set_label (GTK_LABEL (self->used), "");
  gtk_label_set_label (GTK_LABEL (self->description), "");
  gtk_widget_set_visible (self->mark, FALSE);
}

/**
 * rg_tag_row_set:
 * @self: a row
 * @item: (nullable): the line that it shows
 */
void
rg_tag_row_set (RgTagRow *self, RgTagItem *item)
{
  const RgTag *tag = item != NULL ? rg_tag_item_get_tag (item) : NULL;

  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->name), rg_tag_item_get_name (item));
  set_class (GTK_WIDGET (self), "family", tag == NULL);
  set_class (GTK_WIDGET (self), "retired", tag != NULL && tag->hidden);
  set_class (self->icon, "tag-symbol", tag != NULL);
  if (tag != NULL)
    {
      show_tag (self, tag);
      return;
    }
  for (guint i = 0; i < RG_DISPLAY_N_COLORS; i++)
    {
      g_autofree char *tint = g_strdup_printf ("tint-%u", i);

      gtk_widget_remove_css_class (self->icon, tint);
    }
  show_family (self);
}

/**
 * rg_tag_row_get:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the line that it shows
 */
RgTagItem *
rg_tag_row_get (RgTagRow *self)
{
  return self->item;
}

/**
 * rg_tag_row_set_narrow:
 * @self: a row
 * @narrow: whether there is room for the name and the count only
 */
void
rg_tag_row_set_narrow (RgTagRow *self, gboolean narrow)
{
  gtk_widget_set_visible (self->description, !narrow);
  gtk_widget_set_visible (self->used, !narrow);
  gtk_widget_set_hexpand (self->name, narrow);
}

/* --- moved by hand -------------------------------------------------------- */

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, RgTagRow *self)
{
  const RgTag *tag = self->item != NULL ? rg_tag_item_get_tag (self->item) : NULL;

  return tag != NULL ? gdk_content_provider_new_typed (G_TYPE_INT64, tag->id) : NULL;
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, RgTagRow *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 12, 12);
}

/* In the upper quarter of a tag it is to stand before it, else below it. */
static gboolean
is_before (RgTagRow *self, double y)
{
  return rg_tag_item_get_tag (self->item) != NULL && y < gtk_widget_get_height (GTK_WIDGET (self)) / 4.0;
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, RgTagRow *self)
{
  gboolean before = self->item != NULL && is_before (self, y);

  set_class (GTK_WIDGET (self), "drop-before", before);
  set_class (GTK_WIDGET (self), "drop-below", !before);
  return GDK_ACTION_MOVE;
}

static void
leave_cb (GtkDropTarget *target, RgTagRow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "drop-before");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "drop-below");
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, RgTagRow *self)
{
  gboolean before = self->item != NULL && is_before (self, y);

  leave_cb (target, self);
  if (self->item == NULL || rg_tag_item_get_key (self->item) == g_value_get_int64 (value))
    return FALSE;
  g_signal_emit (self, signals[DROPPED], 0, g_value_get_int64 (value), before);
  return TRUE;
}

static void
add_drag (RgTagRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INT64, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_tag_row_dispose (GObject *object)
{
  g_clear_object (&RG_TAG_ROW (object)->item);

  G_OBJECT_CLASS (rg_tag_row_parent_class)->dispose (object);
}

static void
rg_tag_row_class_init (RgTagRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_tag_row_dispose;

  /**
   * RgTagRow::dropped:
   * @id: the tag that was dropped
   * @before: whether it is to stand before this one, else below it
   */
  signals[DROPPED] = g_signal_new ("dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_BOOLEAN);
}

static GtkWidget *
add_label (RgTagRow *self, const char *css_class, float xalign, int chars)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (chars > 0)
    gtk_label_set_width_chars (GTK_LABEL (label), chars);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self), label);
  return label;
}

static void
rg_tag_row_init (RgTagRow *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 10);
  gtk_widget_add_css_class (GTK_WIDGET (self), "tag-row");
  self->icon = gtk_image_new ();
  gtk_widget_set_valign (self->icon, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), self->icon);
  self->name = add_label (self, "tag-name", 0.0f, 0);
  self->mark = add_label (self, "evidence", 0.5f, 0);
  gtk_widget_set_valign (self->mark, GTK_ALIGN_CENTER);
  self->description = add_label (self, "dimmed-text", 0.0f, 0);
  gtk_widget_set_hexpand (self->description, TRUE);
  self->used = add_label (self, "dimmed-text", 1.0f, USED_CHARS);
  self->count = rg_tag_count_new ();
  gtk_box_append (GTK_BOX (self), self->count);
  add_drag (self);
}

/**
 * rg_tag_row_new:
 *
 * Returns: (transfer floating): a row without a line
 */
GtkWidget *
rg_tag_row_new (void)
{
  return g_object_new (RG_TYPE_TAG_ROW, NULL);
}
