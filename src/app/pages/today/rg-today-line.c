/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/today/rg-today-line.h"

#include "app/pages/today/rg-today-words.h"
#include "app/widgets/rg-avatar.h"
#include "app/widgets/rg-tint.h"
#include "shop/rg-repeat.h"

#include <glib/gi18n-lib.h>

#define AVATAR_SIZE 28

struct _RgTodayLine
{
  GtkBox parent_instance;

  GtkWidget *first; /* a stack: check, avatar or nothing */
  GtkWidget *check;
  GtkWidget *avatar;
  GtkWidget *title;
  GtkWidget *urgent;
  GtkWidget *subtitle;
  GtkWidget *buttons;
  GtkWidget *tomorrow;
  GtkWidget *call;
  GtkWidget *copy;
  GtkWidget *repeat;
  GtkWidget *class;
  GtkWidget *kind;
  GtkWidget *when;

  RgTodayItem *item;
  gboolean showing;
};

enum
{
  ACTION,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgTodayLine, rg_today_line, GTK_TYPE_BOX)

/* --- what it shows -------------------------------------------------------- */

static gboolean
is_to_do (const RgTodayRow *row)
{
  return row->kind == RG_TODAY_TASK || row->kind == RG_TODAY_STEP;
}

static void
show_first (RgTodayLine *self, const RgTodayRow *row, gboolean editable)
{
  if (row == NULL)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->first), "nothing");
      return;
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->first), is_to_do (row) ? "check" : "avatar");
  self->showing = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), FALSE);
  self->showing = FALSE;
  gtk_widget_set_sensitive (self->check, editable);
  if (!is_to_do (row))
    rg_avatar_set_customer (RG_AVATAR (self->avatar), row->person != NULL ? row->person : row->name,
                            row->customer_id);
}

static void
show_when (RgTodayLine *self)
{
  GDate today;
  RgDue due;
  g_autofree char *when = NULL;

  rg_display_today (&today);
  when = rg_today_words_when (self->item, &today, &due);
  gtk_label_set_label (GTK_LABEL (self->when), when);
  gtk_widget_set_visible (self->when, *when != '\0');
  rg_tint_set_due (self->when, due);
}

static void
show_marks (RgTodayLine *self, const RgTodayRow *row)
{
  RgRepeat repeat;
  g_autofree char *words = row != NULL && row->repeat != NULL && rg_repeat_parse (row->repeat, &repeat, NULL)
                               ? rg_repeat_describe (&repeat)
                               : NULL;

  gtk_widget_set_visible (self->repeat, words != NULL);
  gtk_widget_set_tooltip_text (self->repeat, words);
  gtk_widget_set_visible (self->class, row != NULL && row->class != NULL);
  gtk_label_set_label (GTK_LABEL (self->class), row != NULL && row->class != NULL ? row->class : "");
  gtk_widget_set_visible (self->urgent, row != NULL && g_strcmp0 (row->priority, "high") == 0);
  gtk_widget_set_visible (self->kind, row != NULL && row->kind == RG_TODAY_TASK && row->what != NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->kind), rg_today_words_icon (self->item));
}

/* What can be done with it. */
static void
show_buttons (RgTodayLine *self, const RgTodayRow *row, gboolean editable)
{
  gtk_widget_set_visible (self->tomorrow, row != NULL && editable && row->kind != RG_TODAY_BIRTHDAY);
  gtk_widget_set_visible (self->call, row != NULL && row->phone != NULL && *row->phone != '\0');
  gtk_widget_set_visible (self->copy, row != NULL && row->wechat != NULL && *row->wechat != '\0');
}

/**
 * rg_today_line_set:
 * @self: a line
 * @item: (nullable): what it shows
 * @mask: whether phones are masked
 * @editable: whether anything may be changed
 */
void
rg_today_line_set (RgTodayLine *self, RgTodayItem *item, gboolean mask, gboolean editable)
{
  const RgTodayRow *row = item != NULL ? rg_today_item_get_row (item) : NULL;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  title = rg_today_words_title (item);
  subtitle = rg_today_words_subtitle (item, mask);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->subtitle), subtitle);
  gtk_widget_set_visible (self->subtitle, *subtitle != '\0');
  if (row == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "more");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "more");
  show_first (self, row, editable);
  show_when (self);
  show_marks (self, row);
  show_buttons (self, row, editable);
}

/**
 * rg_today_line_get:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): what it shows
 */
RgTodayItem *
rg_today_line_get (RgTodayLine *self)
{
  return self->item;
}

/**
 * rg_today_line_set_narrow:
 * @self: a line
 * @narrow: whether there is no room for its buttons
 */
void
rg_today_line_set_narrow (RgTodayLine *self, gboolean narrow)
{
  gtk_widget_set_visible (self->buttons, !narrow);
}

/* --- what is done in it --------------------------------------------------- */

static void
toggled_cb (GtkCheckButton *check, RgTodayLine *self)
{
  if (!self->showing && gtk_check_button_get_active (check))
    {
      self->showing = TRUE;
      gtk_check_button_set_active (check, FALSE);
      self->showing = FALSE;
      g_signal_emit (self, signals[ACTION], 0, "today.done");
    }
}

static void
clicked_cb (GtkButton *button, RgTodayLine *self)
{
  g_signal_emit (self, signals[ACTION], 0, g_object_get_data (G_OBJECT (button), "action"));
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_today_line_dispose (GObject *object)
{
  g_clear_object (&RG_TODAY_LINE (object)->item);

  G_OBJECT_CLASS (rg_today_line_parent_class)->dispose (object);
}

static void
rg_today_line_class_init (RgTodayLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_today_line_dispose;

  /**
   * RgTodayLine::action:
   * @action: which of the actions "today.…"
   *
   * One of its buttons was pressed.
   */
  signals[ACTION] = g_signal_new ("action", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "today-line");
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_button (RgTodayLine *self, const char *icon, const char *tooltip, const char *name, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "action", (gpointer) action);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (self->buttons), button);
  return button;
}

static void
add_first (RgTodayLine *self)
{
  self->first = gtk_stack_new ();
  self->check = gtk_check_button_new ();
  self->avatar = rg_avatar_new (AVATAR_SIZE);
  gtk_widget_set_halign (self->check, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->check, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->avatar, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (self->check, FALSE);
  gtk_widget_add_css_class (self->check, "selection-mode");
  gtk_widget_set_tooltip_text (self->check, _ ("Done (Space)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Done"),
                                  -1);
  g_signal_connect (self->check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_stack_add_named (GTK_STACK (self->first), self->check, "check");
  gtk_stack_add_named (GTK_STACK (self->first), self->avatar, "avatar");
  gtk_stack_add_named (GTK_STACK (self->first), gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), "nothing");
  gtk_box_append (GTK_BOX (self), self->first);
}

static void
add_texts (RgTodayLine *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = make_label ("today-title");
  self->urgent = gtk_image_new_from_icon_name ("emblem-important-symbolic");
  gtk_widget_add_css_class (self->urgent, "error");
  gtk_widget_set_tooltip_text (self->urgent, _ ("Urgent"));
  self->subtitle = make_label ("dimmed-text");
  gtk_widget_add_css_class (self->subtitle, "numeric");
  gtk_widget_add_css_class (self->subtitle, "today-subtitle");
  gtk_box_append (GTK_BOX (line), self->title);
  gtk_box_append (GTK_BOX (line), self->urgent);
  gtk_box_append (GTK_BOX (texts), line);
  gtk_box_append (GTK_BOX (texts), self->subtitle);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), texts);
}

static void
add_marks (RgTodayLine *self)
{
  self->repeat = gtk_image_new_from_icon_name ("media-playlist-repeat-symbolic");
  self->kind = gtk_image_new ();
  self->class = gtk_label_new (NULL);
  self->when = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->repeat, "dimmed-text");
  gtk_widget_add_css_class (self->kind, "dimmed-text");
  gtk_widget_add_css_class (self->class, "today-class");
  gtk_widget_set_tooltip_text (self->class, _ ("Class"));
  gtk_widget_add_css_class (self->when, "today-when");
  gtk_widget_add_css_class (self->when, "numeric");
  gtk_widget_set_valign (self->class, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->when, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), self->repeat);
  gtk_box_append (GTK_BOX (self), self->kind);
  gtk_box_append (GTK_BOX (self), self->class);
  gtk_box_append (GTK_BOX (self), self->when);
}

static void
rg_today_line_init (RgTodayLine *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 10);
  add_first (self);
  add_texts (self);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->buttons, "today-buttons");
  gtk_box_append (GTK_BOX (self), self->buttons);
  self->tomorrow =
      make_button (self, "go-next-symbolic", _ ("Tomorrow (+)"), _ ("Tomorrow"), "today.tomorrow");
  self->call = make_button (self, "call-start-symbolic", _ ("Call (*)"), _ ("Call"), "today.call");
  self->copy = make_button (self, "edit-copy-symbolic", _ ("Copy the WeChat ID (Ctrl+C)"),
                            _ ("Copy the WeChat ID"), "today.copy");
  add_marks (self);
}

/**
 * rg_today_line_new:
 *
 * Returns: (transfer floating): a line that shows nothing
 */
GtkWidget *
rg_today_line_new (void)
{
  return g_object_new (RG_TYPE_TODAY_LINE, NULL);
}
