/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-command-palette.h"

#include "app/rg-command-find.h"
#include "app/task/rg-task-dialog.h"
#include "app/widgets/rg-avatar.h"

#include <glib/gi18n-lib.h>

/* Besides what the shop has, while something is searched. */
#define MOST_ACTIONS 12
#define AVATAR_SIZE 24
#define COMMAND_KEY "rg-command"

struct _RgCommandPalette
{
  AdwDialog parent_instance;

  GtkEditable *entry;
  GtkStack *stack;
  GtkListBox *list;

  RgWindow *window;   /* weak */
  GtkWidget *before;  /* weak: where the focus was, from which actions start */
  GPtrArray *actions; /* RgCommand: all of them */
  GPtrArray *found;   /* RgCommand: in the shop, for what is typed */
  GPtrArray *shown;   /* (unowned) RgCommand */
  GCancellable *asking;
  gboolean run_when_found;
};

G_DEFINE_FINAL_TYPE (RgCommandPalette, rg_command_palette, ADW_TYPE_DIALOG)

/* --- rows ----------------------------------------------------------------- */

static GtkWidget *
make_picture (const RgCommand *command)
{
  GtkWidget *picture;

  if (command->kind == RG_COMMAND_CUSTOMER)
    {
      picture = rg_avatar_new (AVATAR_SIZE);
      rg_avatar_set_customer (RG_AVATAR (picture), command->title, command->customer);
      return picture;
    }

  picture =
      gtk_image_new_from_icon_name (command->icon_name != NULL ? command->icon_name : "go-next-symbolic");
  gtk_widget_set_size_request (picture, AVATAR_SIZE, AVATAR_SIZE);

  return picture;
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, style);
  if (g_str_equal (style, "dimmed-text"))
    gtk_widget_add_css_class (label, "numeric");

  return label;
}

static GtkWidget *
make_row (RgCommand *command)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (command->title);
  g_autofree char *keys = NULL;
  GdkModifierType modifiers;
  guint key;

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), make_picture (command));
  gtk_box_append (GTK_BOX (box), title);
  if (command->details != NULL)
    gtk_box_append (GTK_BOX (box), make_label (command->details, "dimmed-text"));
  if (command->keys != NULL && gtk_accelerator_parse (command->keys, &key, &modifiers))
    {
      keys = gtk_accelerator_get_label (key, modifiers);
      gtk_box_append (GTK_BOX (box), make_label (keys, "keycap"));
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), COMMAND_KEY, command);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, command->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  command->details != NULL ? command->details
                                  : keys != NULL           ? keys
                                                           : "",
                                  -1);

  return row;
}

static const char *
heading (RgCommandPalette *self, RgCommandKind kind)
{
  switch (kind)
    {
    case RG_COMMAND_CUSTOMER:
      return *gtk_editable_get_text (self->entry) == '\0' ? _ ("Lately Changed") : _ ("Customers");
    case RG_COMMAND_TASK:
      return _ ("To Do");
    case RG_COMMAND_PAGE:
      return _ ("Pages");
    case RG_COMMAND_VIEW:
      return _ ("Views");
    case RG_COMMAND_ACTION:
    default:
      return _ ("Actions");
    }
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  RgCommandPalette *self = user_data;
  const RgCommand *command = g_object_get_data (G_OBJECT (row), COMMAND_KEY);
  const RgCommand *above = before != NULL ? g_object_get_data (G_OBJECT (before), COMMAND_KEY) : NULL;
  GtkWidget *label = NULL;

  if (above == NULL || above->kind != command->kind)
    {
      label = gtk_label_new (heading (self, command->kind));
      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      gtk_widget_add_css_class (label, "palette-heading");
    }
  gtk_list_box_row_set_header (row, label);
}

/* The focus stays in the entry: a screen reader hears of the row from there. */
static void
select_row (RgCommandPalette *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);
  GtkEditable *delegate = gtk_editable_get_delegate (self->entry);
  graphene_rect_t bounds;
  GtkAdjustment *adjustment = gtk_list_box_get_adjustment (self->list);

  gtk_list_box_select_row (self->list, row);
  if (row == NULL)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (delegate), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
      return;
    }
  gtk_accessible_update_relation (GTK_ACCESSIBLE (delegate), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row,
                                  -1);
  if (adjustment != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
add_shown (RgCommandPalette *self, RgCommand *command)
{
  g_ptr_array_add (self->shown, command);
  gtk_list_box_append (self->list, make_row (command));
}

/* The best first; of the same rank in the order of the menus. */
static void
add_actions (RgCommandPalette *self, RgCommandKind kind, const char *text)
{
  guint n = 0, most = *text != '\0' ? MOST_ACTIONS : G_MAXUINT;

  for (guint rank = 4; rank > 0; rank--)
    for (guint i = 0; i < self->actions->len && n < most; i++)
      {
        RgCommand *command = g_ptr_array_index (self->actions, i);

        if (command->kind == kind && rg_command_rank (command, text) == rank)
          {
            add_shown (self, command);
            n++;
          }
      }
}

static void
fill (RgCommandPalette *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  gtk_list_box_remove_all (self->list);
  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < self->found->len; i++)
    add_shown (self, g_ptr_array_index (self->found, i));
  add_actions (self, RG_COMMAND_PAGE, text);
  /* Before anything is looked for they stand in the sidebar beside it. */
  if (*text != '\0')
    add_actions (self, RG_COMMAND_VIEW, text);
  add_actions (self, RG_COMMAND_ACTION, text);
  gtk_stack_set_visible_child_name (self->stack,
                                    self->shown->len > 0 || self->asking != NULL ? "list" : "nothing");
  select_row (self, 0);
}

/* --- the shop ------------------------------------------------------------- */

typedef struct
{
  RgCommandPalette *palette;
  GCancellable *cancellable;
} Asked;

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr (RgCommandPalette) self = asked->palette;
  g_autoptr (GCancellable) cancellable = asked->cancellable;
  gboolean mask =
      self->window != NULL && rg_settings_get_boolean (rg_window_get_settings (self->window), "mask-phones");
  g_autoptr (GPtrArray) found = rg_commands_find_finish (RG_STORE (source), result, mask);

  if (self->asking != cancellable)
    return;
  g_clear_object (&self->asking);
  g_ptr_array_set_size (self->shown, 0);
  gtk_list_box_remove_all (self->list);
  g_ptr_array_set_size (self->found, 0);
  if (found != NULL)
    g_ptr_array_extend_and_steal (self->found, g_steal_pointer (&found));
  fill (self);
  if (self->run_when_found)
    rg_command_palette_run (self);
}

static void
stop_asking (RgCommandPalette *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->run_when_found = FALSE;
}

static void
ask (RgCommandPalette *self)
{
  RgStore *store = self->window != NULL ? rg_window_get_store (self->window) : NULL;
  Asked *asked;

  stop_asking (self);
  if (store == NULL)
    return;
  self->asking = g_cancellable_new ();
  asked = g_new0 (Asked, 1);
  asked->palette = g_object_ref (self);
  asked->cancellable = g_object_ref (self->asking);
  rg_commands_find_async (store, gtk_editable_get_text (self->entry), self->asking, found_cb, asked);
}

/* --- keys ----------------------------------------------------------------- */

static void
changed_cb (GtkEditable *editable, RgCommandPalette *self)
{
  /* Who was found for the text before stays until the others have come. */
  ask (self);
  fill (self);
}

static void
run_cb (GtkWidget *entry, RgCommandPalette *self)
{
  rg_command_palette_run (self);
}

static void
stop_cb (GtkWidget *entry, RgCommandPalette *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, RgCommandPalette *self)
{
  gtk_list_box_select_row (list, row);
  self->run_when_found = FALSE;
  rg_command_palette_run (self);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                RgCommandPalette *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    rg_command_palette_move (self, 1);
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    rg_command_palette_move (self, -1);
  else if (key == GDK_KEY_Page_Down || key == GDK_KEY_KP_Page_Down)
    rg_command_palette_move (self, 8);
  else if (key == GDK_KEY_Page_Up || key == GDK_KEY_KP_Page_Up)
    rg_command_palette_move (self, -8);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

/**
 * rg_command_palette_move:
 * @self: the palette
 * @by: rows down, or up
 *
 * Chooses another row.
 */
void
rg_command_palette_move (RgCommandPalette *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  select_row (self, CLAMP (index + by, 0, MAX ((int) self->shown->len - 1, 0)));
}

static void
run_action (RgCommandPalette *self, const RgCommand *command)
{
  GtkWidget *starts[] = { self->before, GTK_WIDGET (rg_window_get_page (self->window)),
                          GTK_WIDGET (self->window) };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (starts[i] != NULL && gtk_widget_activate_action_variant (starts[i], command->action, command->target))
      return;
  rg_window_toast (self->window, _ ("That cannot be done here now."));
}

/* To be changed or done; in a shop that is only read the customer says all. */
static void
open_task (RgCommandPalette *self, const RgCommand *command)
{
  RgStore *store = rg_window_get_store (self->window);

  if (store != NULL && !rg_store_is_read_only (store))
    rg_task_dialog_present (GTK_WIDGET (self->window), store, command->task, command->customer, NULL);
  else if (command->customer != 0)
    rg_window_show_customer (self->window, command->customer);
  else
    rg_window_toast (self->window, _ ("That cannot be done here now."));
}

/**
 * rg_command_palette_run:
 * @self: the palette
 *
 * Closes and does what is chosen; waits for customers that are being looked
 * for.
 */
void
rg_command_palette_run (RgCommandPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  g_autoptr (RgCommandPalette) alive = g_object_ref (self);
  const RgCommand *command;

  if (self->asking != NULL && (row == NULL || gtk_list_box_row_get_index (row) == 0))
    {
      self->run_when_found = TRUE;
      return;
    }
  command = row != NULL ? g_object_get_data (G_OBJECT (row), COMMAND_KEY) : NULL;
  if (command == NULL || self->window == NULL)
    return;

  adw_dialog_close (ADW_DIALOG (self));
  if (command->kind == RG_COMMAND_CUSTOMER)
    rg_window_show_customer (self->window, command->customer);
  else if (command->kind == RG_COMMAND_TASK)
    open_task (self, command);
  else
    run_action (self, command);
}

/* --- the dialog ----------------------------------------------------------- */

static void
rg_command_palette_dispose (GObject *object)
{
  RgCommandPalette *self = RG_COMMAND_PALETTE (object);

  stop_asking (self);
  if (self->list != NULL)
    gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_COMMAND_PALETTE);
  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->before);

  G_OBJECT_CLASS (rg_command_palette_parent_class)->dispose (object);
}

static void
rg_command_palette_finalize (GObject *object)
{
  RgCommandPalette *self = RG_COMMAND_PALETTE (object);

  g_clear_pointer (&self->actions, g_ptr_array_unref);
  g_ptr_array_unref (self->found);
  g_ptr_array_unref (self->shown);

  G_OBJECT_CLASS (rg_command_palette_parent_class)->finalize (object);
}

static void
rg_command_palette_class_init (RgCommandPaletteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_command_palette_dispose;
  object_class->finalize = rg_command_palette_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/rg-command-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, RgCommandPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, RgCommandPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, RgCommandPalette, list);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, run_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
rg_command_palette_init (RgCommandPalette *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_command_free);
  self->shown = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_cb, self, NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

/**
 * rg_command_palette_new:
 * @window: the window for which it chooses
 *
 * Returns: (transfer floating): the palette
 */
AdwDialog *
rg_command_palette_new (RgWindow *window)
{
  RgCommandPalette *self = g_object_new (RG_TYPE_COMMAND_PALETTE, NULL);

  g_set_weak_pointer (&self->window, window);
  g_set_weak_pointer (&self->before, gtk_window_get_focus (GTK_WINDOW (window)));
  self->actions = rg_commands_collect (window);
  ask (self);
  fill (self);

  return ADW_DIALOG (self);
}

/**
 * rg_command_palette_set_text:
 * @self: the palette
 * @text: what is looked for
 */
void
rg_command_palette_set_text (RgCommandPalette *self, const char *text)
{
  gtk_editable_set_text (self->entry, text);
}

/**
 * rg_command_palette_get_command:
 * @self: the palette
 * @index: a place, from the top
 *
 * Returns: (transfer none) (nullable): what stands there
 */
const RgCommand *
rg_command_palette_get_command (RgCommandPalette *self, guint index)
{
  return index < self->shown->len ? g_ptr_array_index (self->shown, index) : NULL;
}

/**
 * rg_command_palette_is_busy:
 * @self: the palette
 *
 * Returns: whether customers are being looked for
 */
gboolean
rg_command_palette_is_busy (RgCommandPalette *self)
{
  return self->asking != NULL;
}
