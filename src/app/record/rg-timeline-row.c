/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-timeline-row.h"

#include "app/deal/rg-deal-dialog.h"
#include "app/record/rg-entry-words.h"
#include "app/record/rg-fold-text.h"
#include "app/widgets/rg-display.h"
#include "catalog/rg-date.h"

#include <glib/gi18n-lib.h>

struct _RgTimelineRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *content;
  GtkWidget *view;
  GtkImage *icon;
  RgFoldText *fold_text;
  RgFoldText *parts_text;
  GtkLabel *amount_label;
  GtkLabel *about_label;
  GtkLabel *next_label;
  GtkWidget *actions;
  GMenuModel *entry_menu;
  GMenuModel *move_menu;
  GtkWidget *popover;

  RgEntryForm *form; /* NULL: it is not edited */
  RgCatalog *catalog;
  GPtrArray *forms; /* (nullable) of RgContactForm, shared */
  RgStore *store;
  RgTimelineEntry *entry;
  char *key;
  char *next_date;
  guint place;
  gboolean writable;
};

enum
{
  SAVE_REQUESTED,
  DELETE_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgTimelineRow, rg_timeline_row, GTK_TYPE_LIST_BOX_ROW)

/* --- what it shows --------------------------------------------------------- */

static void
set_class (GtkWidget *widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* A step that another entry has replaced since then is history, and grey. */
static void
show_next (RgTimelineRow *self)
{
  const char *next = rg_entry_words_next (self->entry);
  gboolean live = next != NULL && g_strcmp0 (next, self->next_date) == 0;
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;
  GDate today;
  RgDue due;

  gtk_widget_set_visible (GTK_WIDGET (self->next_label), next != NULL && *next != '\0');
  if (next == NULL || *next == '\0')
    return;

  rg_display_today (&today);
  day = rg_display_due (next, &today, &due);
  if (!live)
    {
      GDate date;

      g_free (day);
      day = g_strdup (next);
      if (rg_date_from_iso (next, &date))
        {
          g_free (day);
          day = rg_date_format (&date, TRUE, &today);
        }
    }
  /* Translators: %s is a day: what the next step was to be on. */
  text = g_strdup_printf (_ ("Next: %s"), day);
  gtk_label_set_label (self->next_label, text);
  set_class (GTK_WIDGET (self->next_label), "overdue", live && due == RG_DUE_OVERDUE);
  set_class (GTK_WIDGET (self->next_label), "today", live && due == RG_DUE_TODAY);
}

static void
show_name (RgTimelineRow *self, const char *text, const char *about, const char *more)
{
  g_autofree char *name = g_strjoin (", ", about, text, more, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_entry (RgTimelineRow *self)
{
  g_autofree char *text = rg_entry_words_text (self->catalog, self->entry);
  g_autofree char *about = rg_entry_words_about (self->catalog, self->entry);
  g_autofree char *amount = rg_entry_words_amount (self->entry);
  g_autofree char *parts = rg_entry_words_parts (self->entry);

  gtk_image_set_from_icon_name (self->icon, rg_kind_get_icon (rg_entry_words_kind (self->entry)));
  rg_fold_text_set_text (self->fold_text, text);
  rg_fold_text_set_text (self->parts_text, parts != NULL ? parts : "");
  gtk_widget_set_visible (GTK_WIDGET (self->parts_text), parts != NULL);
  gtk_label_set_label (self->about_label, about);
  gtk_label_set_label (self->amount_label, amount != NULL ? amount : "");
  gtk_widget_set_visible (GTK_WIDGET (self->amount_label), amount != NULL);
  show_next (self);
  show_name (self, text, about, amount != NULL ? amount : parts);
}

static gboolean
is_same (const RgTimelineEntry *a, const RgTimelineEntry *b)
{
  const RgEntity *entity = rg_row_get_entity (b->row);

  if (a->at != b->at || rg_row_get_entity (a->row) != entity || g_strcmp0 (a->words, b->words) != 0)
    return FALSE;
  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if (!rg_value_equal (rg_row_get (a->row, field), rg_row_get (b->row, field)))
        return FALSE;
    }
  return TRUE;
}

/**
 * rg_timeline_row_set_entry:
 * @self: a row
 * @catalog: the shop's catalogue
 * @entry: what it shows; copied
 * @next_date: (nullable): the customer's next step
 *
 * A form that is open stays as it is.
 */
void
rg_timeline_row_set_entry (RgTimelineRow *self,
                           RgCatalog *catalog,
                           const RgTimelineEntry *entry,
                           const char *next_date)
{
  g_autoptr (RgTimelineEntry) before = self->entry;
  gboolean same = before != NULL && self->catalog == catalog && is_same (before, entry);

  rg_catalog_ref (catalog);
  g_clear_pointer (&self->catalog, rg_catalog_unref);
  self->catalog = catalog;
  self->entry = rg_timeline_entry_copy (entry);
  g_free (self->key);
  self->key = rg_timeline_row_make_key (entry);
  g_set_str (&self->next_date, next_date);
  if (!same)
    show_entry (self);
  else
    show_next (self);
}

/**
 * rg_timeline_row_set_forms:
 * @self: a row
 * @forms: (element-type RgContactForm): what entries of a kind are asked for
 * @store: (nullable): where names for completion come from
 */
void
rg_timeline_row_set_forms (RgTimelineRow *self, GPtrArray *forms, RgStore *store)
{
  g_ptr_array_ref (forms);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  self->forms = forms;
  g_set_object (&self->store, store);
}

/* --- what can be done ------------------------------------------------------ */

/* What happened to a deal is its own history: it is opened, and not written over. */
static gboolean
is_move (RgTimelineRow *self)
{
  return self->entry != NULL && self->entry->deal_id != 0;
}

static void
update_actions (RgTimelineRow *self)
{
  gboolean can = self->writable && self->form == NULL && !is_move (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "entry.edit", can);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "entry.delete", can);
  gtk_widget_set_visible (self->actions, self->writable && !is_move (self));
}

static void
open_deal (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgTimelineRow *self = RG_TIMELINE_ROW (widget);

  if (is_move (self) && self->store != NULL)
    rg_deal_dialog_present (widget, self->store, self->entry->deal_id, 0, 0);
}

static void
edit (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_timeline_row_begin_edit (RG_TIMELINE_ROW (widget));
}

static void delete (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[DELETE_REQUESTED], 0);
}

static void
copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgTimelineRow *self = RG_TIMELINE_ROW (widget);

  g_autofree char *text = rg_entry_words_text (self->catalog, self->entry);
  g_autofree char *parts = rg_entry_words_parts (self->entry);
  g_autofree char *all = g_strjoin ("\n", text, parts, NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), all);
}

static void
popup_at (RgTimelineRow *self, const GdkRectangle *place)
{
  if (self->form != NULL)
    return;
  if (self->popover == NULL)
    {
      self->popover = gtk_popover_menu_new_from_model (is_move (self) ? self->move_menu : self->entry_menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), place);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
popup_menu (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgTimelineRow *self = RG_TIMELINE_ROW (widget);
  graphene_point_t point;
  GdkRectangle place = { 24, 24, 1, 1 };

  if (gtk_widget_compute_point (GTK_WIDGET (self->fold_text), widget, &GRAPHENE_POINT_INIT (0, 0), &point))
    place = (GdkRectangle) { (int) point.x, (int) point.y + 20, 1, 1 };
  popup_at (self, &place);
}

static void
pressed_cb (GtkGesture *gesture, int n, double x, double y, RgTimelineRow *self)
{
  if (self->form != NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  popup_at (self, &(GdkRectangle) { (int) x, (int) y, 1, 1 });
}

static void
long_pressed_cb (GtkGesture *gesture, double x, double y, RgTimelineRow *self)
{
  pressed_cb (gesture, 1, x, y, self);
}

/* --- editing --------------------------------------------------------------- */

static void
save_cb (RgTimelineRow *self)
{
  g_signal_emit (self, signals[SAVE_REQUESTED], 0);
}

static void
cancel_cb (RgTimelineRow *self)
{
  rg_timeline_row_end_edit (self, NULL);
}

static void
add_buttons (RgTimelineRow *self)
{
  GtkWidget *cancel_button = gtk_button_new_with_label (_ ("Cancel"));
  GtkWidget *save_button = gtk_button_new_with_label (_ ("Save"));

  gtk_widget_set_tooltip_text (cancel_button, _ ("Cancel (Escape)"));
  gtk_widget_set_tooltip_text (save_button, _ ("Save (Ctrl+Enter)"));
  gtk_widget_add_css_class (save_button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (save_button), "form.save");
  g_signal_connect_swapped (cancel_button, "clicked", G_CALLBACK (cancel_cb), self);
  rg_entry_form_add_button (self->form, cancel_button);
  rg_entry_form_add_button (self->form, save_button);
}

/**
 * rg_timeline_row_begin_edit:
 * @self: a row
 *
 * Makes the row a form with the entry in it. What happened to a deal opens the deal.
 */
void
rg_timeline_row_begin_edit (RgTimelineRow *self)
{
  if (is_move (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "entry.open-deal", NULL);
  if (self->form != NULL || !self->writable || is_move (self))
    return;

  self->form = g_object_new (RG_TYPE_ENTRY_FORM, NULL);
  add_buttons (self);
  if (self->forms != NULL)
    rg_entry_form_set_forms (self->form, self->forms, self->catalog, self->store);
  rg_entry_form_begin_edit (self->form, self->catalog, self->entry);
  g_signal_connect_swapped (self->form, "save-requested", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->form, "cancel-requested", G_CALLBACK (cancel_cb), self);
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->form));
  gtk_widget_set_visible (self->view, FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  update_actions (self);
  rg_entry_form_focus_text (self->form);
}

/**
 * rg_timeline_row_end_edit:
 * @self: a row
 * @text: (nullable): what is shown until the entry is read again; %NULL: what
 *   was there before
 *
 * Makes the form a row again.
 */
void
rg_timeline_row_end_edit (RgTimelineRow *self, const char *text)
{
  gboolean focused;

  if (self->form == NULL)
    return;
  focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  gtk_widget_set_visible (self->view, TRUE);
  gtk_box_remove (GTK_BOX (self->content), GTK_WIDGET (self->form));
  self->form = NULL;
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  update_actions (self);
  if (text != NULL && *text != '\0')
    rg_fold_text_set_text (self->fold_text, text);
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* --- the object ------------------------------------------------------------ */

static void
rg_timeline_row_dispose (GObject *object)
{
  RgTimelineRow *self = RG_TIMELINE_ROW (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->form = NULL;
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_TIMELINE_ROW);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_timeline_row_parent_class)->dispose (object);
}

static void
rg_timeline_row_finalize (GObject *object)
{
  RgTimelineRow *self = RG_TIMELINE_ROW (object);

  g_clear_pointer (&self->catalog, rg_catalog_unref);
  g_clear_pointer (&self->entry, rg_timeline_entry_free);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_free (self->key);
  g_free (self->next_date);

  G_OBJECT_CLASS (rg_timeline_row_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (RG_TYPE_FOLD_TEXT);
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/record/rg-timeline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RgTimelineRow, content);
  gtk_widget_class_bind_template_child (widget_class, RgTimelineRow, view);
  gtk_widget_class_bind_template_child (widget_class, RgTimelineRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RgTimelineRow, fold_text);
  gtk_widget_class_bind_template_child (widget_class, RgTimelineRow, parts_text);
  gtk_widget_class_bind_template_child (widget_class, RgTimelineRow, amount_label);
  gtk_widget_class_bind_template_child (widget_class, RgTimelineRow, about_label);
  gtk_widget_class_bind_template_child (widget_class, RgTimelineRow, next_label);
  gtk_widget_class_bind_template_child (widget_class, RgTimelineRow, actions);
  gtk_widget_class_bind_template_child (widget_class, RgTimelineRow, entry_menu);
  gtk_widget_class_bind_template_child (widget_class, RgTimelineRow, move_menu);
}

static void
rg_timeline_row_class_init (RgTimelineRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_timeline_row_dispose;
  object_class->finalize = rg_timeline_row_finalize;

  /**
   * RgTimelineRow::save-requested:
   *
   * What the form holds is to be saved.
   */
  signals[SAVE_REQUESTED] = g_signal_new ("save-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * RgTimelineRow::delete-requested:
   *
   * The entry is to be deleted.
   */
  signals[DELETE_REQUESTED] = g_signal_new ("delete-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "entry.edit", NULL, edit);
  gtk_widget_class_install_action (widget_class, "entry.delete", NULL, delete);
  gtk_widget_class_install_action (widget_class, "entry.copy", NULL, copy);
  gtk_widget_class_install_action (widget_class, "entry.open-deal", NULL, open_deal);
  gtk_widget_class_install_action (widget_class, "entry.menu", NULL, popup_menu);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "entry.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "entry.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "entry.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "entry.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "entry.copy", NULL);
}

static void
rg_timeline_row_init (RgTimelineRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  update_actions (self);
}

/**
 * rg_timeline_row_new:
 *
 * Returns: (transfer floating): a row without an entry
 */
GtkWidget *
rg_timeline_row_new (void)
{
  return g_object_new (RG_TYPE_TIMELINE_ROW, NULL);
}

/**
 * rg_timeline_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
const RgTimelineEntry *
rg_timeline_row_get_entry (RgTimelineRow *self)
{
  return self->entry;
}

/**
 * rg_timeline_row_make_key:
 * @entry: an entry
 *
 * Returns: (transfer full): its table and id
 */
char *
rg_timeline_row_make_key (const RgTimelineEntry *entry)
{
  return g_strdup_printf ("%s:%" G_GINT64_FORMAT, rg_entity_get_key (rg_row_get_entity (entry->row)),
                          rg_row_get_id (entry->row));
}

/**
 * rg_timeline_row_get_key:
 * @self: a row
 *
 * Returns: (transfer none): table and id of its entry
 */
const char *
rg_timeline_row_get_key (RgTimelineRow *self)
{
  return self->key;
}

/**
 * rg_timeline_row_set_place:
 * @self: a row
 * @place: which one from above it is
 */
void
rg_timeline_row_set_place (RgTimelineRow *self, guint place)
{
  self->place = place;
}

/**
 * rg_timeline_row_get_place:
 * @self: a row
 *
 * Returns: which one from above it is
 */
guint
rg_timeline_row_get_place (RgTimelineRow *self)
{
  return self->place;
}

/**
 * rg_timeline_row_set_writable:
 * @self: a row
 * @writable: whether it may be changed
 */
void
rg_timeline_row_set_writable (RgTimelineRow *self, gboolean writable)
{
  self->writable = writable;
  update_actions (self);
}

/**
 * rg_timeline_row_get_form:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): where it is edited; %NULL when it is not
 */
RgEntryForm *
rg_timeline_row_get_form (RgTimelineRow *self)
{
  return self->form;
}
