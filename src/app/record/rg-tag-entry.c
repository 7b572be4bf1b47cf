/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-tag-entry.h"

#include "catalog/rg-text.h"
#include "shop/rg-people.h"
#include "shop/rg-tags.h"

#include <glib/gi18n-lib.h>

#define MOST_PROPOSALS 8
#define WIDTH_CHARS 9
/* A character for private use: in nobody's names. */
#define NO_NAME "\xee\x80\x80"

struct _RgTagEntry
{
  GtkWidget parent_instance;

  GtkWidget *entry;
  GtkWidget *popover;
  GtkListBox *list;

  RgStore *store;
  GCancellable *asking;
  /* What the proposals are for. */
  char *answered;
  /* Enter was pressed before the proposals came. */
  gboolean entering;
  GPtrArray *had; /* (nullable) (element-type utf8) */
};

enum
{
  ENTERED,
  BACK,
  FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgTagEntry, rg_tag_entry, GTK_TYPE_WIDGET)

static char *
dup_text (RgTagEntry *self)
{
  return rg_text_trim (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

/* --- taking a name ------------------------------------------------------ */

static void
stop_asking (RgTagEntry *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->entering = FALSE;
}

static void
enter (RgTagEntry *self, const char *name)
{
  g_autofree char *kept = g_strdup (name);

  rg_tag_entry_clear (self);
  if (*kept != '\0')
    g_signal_emit (self, signals[ENTERED], 0, kept);
}

static const char *
row_name (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "name");
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, RgTagEntry *self)
{
  enter (self, row_name (row));
}

static void
enter_marked (RgTagEntry *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  g_autofree char *text = dup_text (self);

  enter (self, row != NULL ? row_name (row) : text);
}

static void
activate_cb (GtkEntry *entry, RgTagEntry *self)
{
  g_autofree char *text = dup_text (self);

  if (*text == '\0')
    g_signal_emit (self, signals[FINISHED], 0);
  else if (self->asking != NULL || g_strcmp0 (self->answered, text) != 0)
    self->entering = TRUE;
  else
    enter_marked (self);
}

/* --- proposals ---------------------------------------------------------- */

static void
add_row (RgTagEntry *self, const char *name, gboolean is_new)
{
  GtkWidget *row = gtk_list_box_row_new ();
  /* Translators: %s is what was typed, which no tag is called yet. */
  g_autofree char *text = is_new ? g_strdup_printf (_ ("New tag “%s”"), name) : g_strdup (name);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  if (is_new)
    gtk_widget_add_css_class (label, "dimmed-text");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  gtk_list_box_append (self->list, row);
}

static gboolean
has (RgTagEntry *self, const char *name)
{
  return self->had != NULL && g_ptr_array_find_with_equal_func (self->had, name, g_str_equal, NULL);
}

static void
show_proposals (RgTagEntry *self, char **names, const char *text)
{
  gboolean known = has (self, text);

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; names[i] != NULL; i++)
    {
      known = known || rg_people_same_name (names[i], text);
      if (!has (self, names[i]))
        add_row (self, names[i], FALSE);
    }
  if (*text != '\0' && !known)
    add_row (self, text, TRUE);

  /* With nothing written nothing is marked: Enter is no choice then. */
  if (*text != '\0')
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  g_set_str (&self->answered, text);

  if (gtk_list_box_get_row_at_index (self->list, 0) != NULL &&
      gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)))))
    gtk_popover_popup (GTK_POPOVER (self->popover));
  else
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

typedef struct
{
  RgTagEntry *entry;
  GCancellable *cancellable;
  char *text;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->entry);
  g_object_unref (asked->cancellable);
  g_free (asked->text);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static gpointer
complete_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_tags_complete (read, data, MOST_PROPOSALS, error);
}

static void
completed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  RgTagEntry *self = asked->entry;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = rg_store_read_finish (RG_STORE (source), result, &error);

  if (self->asking != asked->cancellable)
    return;
  g_clear_object (&self->asking);

  /* Without proposals a tag can be given all the same. */
  show_proposals (self, names != NULL ? names : (char *[]) { NULL }, asked->text);
  if (self->entering)
    {
      self->entering = FALSE;
      enter_marked (self);
    }
}

static void
ask (RgTagEntry *self)
{
  gboolean entering = self->entering;
  Asked *asked;

  stop_asking (self);
  if (self->store == NULL)
    return;

  self->entering = entering;
  self->asking = g_cancellable_new ();
  asked = g_new0 (Asked, 1);
  asked->entry = g_object_ref (self);
  asked->cancellable = g_object_ref (self->asking);
  asked->text = dup_text (self);
  rg_store_read_async (self->store, complete_func, g_strdup (asked->text), g_free,
                       (GDestroyNotify) g_strfreev, self->asking, completed_cb, asked);
}

/* Whole names, each ended by a separator, are taken at once: that is also how a
 * list is pasted. */
static void
changed_cb (GtkEditable *editable, RgTagEntry *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (editable));
  g_autofree char *all = g_strconcat (text, NO_NAME, NULL);
  g_auto (GStrv) parts = rg_tags_split (text);
  g_auto (GStrv) open = rg_tags_split (all);
  guint n = g_strv_length (parts), n_open = g_strv_length (open);
  /* A letter behind the end makes another part where a separator ends it. */
  gboolean ended = n_open > n;

  if (n > 1 || ended)
    {
      for (guint i = 0; i < n; i++)
        if (ended || i + 1 < n)
          g_signal_emit (self, signals[ENTERED], 0, parts[i]);
      gtk_editable_set_text (editable, ended ? "" : parts[n - 1]);
      gtk_editable_set_position (editable, -1);
      return;
    }
  if (*text != '\0' || gtk_widget_get_visible (self->popover))
    ask (self);
}

/* --- keys --------------------------------------------------------------- */

static void
mark (RgTagEntry *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + step : step > 0 ? 0 : -1;

  row = index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL;
  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->entry), row_name (row),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static gboolean
escape (RgTagEntry *self)
{
  g_autofree char *text = dup_text (self);

  if (!gtk_widget_get_visible (self->popover) && *text == '\0')
    return FALSE;
  rg_tag_entry_clear (self);

  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                RgTagEntry *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;

  switch (keyval)
    {
    case GDK_KEY_Down:
      if (gtk_widget_get_visible (self->popover))
        mark (self, 1);
      else
        ask (self);
      return TRUE;
    case GDK_KEY_Up:
      if (gtk_widget_get_visible (self->popover))
        mark (self, -1);
      return TRUE;
    case GDK_KEY_Escape:
      return escape (self);
    case GDK_KEY_BackSpace:
      if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
        return FALSE;
      g_signal_emit (self, signals[BACK], 0);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
leave_cb (GtkEventControllerFocus *controller, RgTagEntry *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* --- the widget --------------------------------------------------------- */

static gboolean
rg_tag_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (RG_TAG_ENTRY (widget)->entry);
}

static void
rg_tag_entry_dispose (GObject *object)
{
  RgTagEntry *self = RG_TAG_ENTRY (object);

  stop_asking (self);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_object (&self->store);
  g_clear_pointer (&self->answered, g_free);
  g_clear_pointer (&self->had, g_ptr_array_unref);

  G_OBJECT_CLASS (rg_tag_entry_parent_class)->dispose (object);
}

static void
rg_tag_entry_class_init (RgTagEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_tag_entry_dispose;
  widget_class->grab_focus = rg_tag_entry_grab_focus;

  /**
   * RgTagEntry::entered:
   * @self: an entry
   * @name: a tag's name, trimmed, not empty
   */
  signals[ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * RgTagEntry::back:
   * @self: an entry
   *
   * Backspace was pressed with nothing written.
   */
  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  /**
   * RgTagEntry::finished:
   *
   * Enter was pressed where nothing is written.
   */
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tag-entry");
}

static void
make_popover (RgTagEntry *self)
{
  self->popover = gtk_popover_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->popover, "proposals");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Proposed tags"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
rg_tag_entry_init (RgTagEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Add a tag"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), WIDTH_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), WIDTH_CHARS);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add a tag"), -1);
  g_signal_connect (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (activate_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (self->entry, focus);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  make_popover (self);
}

/**
 * rg_tag_entry_new:
 *
 * Returns: (transfer floating): an empty entry
 */
GtkWidget *
rg_tag_entry_new (void)
{
  return g_object_new (RG_TYPE_TAG_ENTRY, NULL);
}

/**
 * rg_tag_entry_set_store:
 * @self: an entry
 * @store: (nullable): the shop whose tags it proposes
 */
void
rg_tag_entry_set_store (RgTagEntry *self, RgStore *store)
{
  if (self->store != store)
    stop_asking (self);
  g_set_object (&self->store, store);
}

/**
 * rg_tag_entry_set_had:
 * @self: an entry
 * @tags: (nullable) (element-type RgProfileTag): what need not be proposed
 */
void
rg_tag_entry_set_had (RgTagEntry *self, GPtrArray *tags)
{
  g_clear_pointer (&self->had, g_ptr_array_unref);
  if (tags == NULL)
    return;
  self->had = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < tags->len; i++)
    {
      const RgProfileTag *tag = g_ptr_array_index (tags, i);

      /* What a rule gave may be given for good. */
      if (!tag->by_rule)
        g_ptr_array_add (self->had, g_strdup (tag->name));
    }
}

/**
 * rg_tag_entry_clear:
 * @self: an entry
 *
 * Forgets what was written.
 */
void
rg_tag_entry_clear (RgTagEntry *self)
{
  stop_asking (self);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_handlers_block_by_func (self->entry, changed_cb, self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_signal_handlers_unblock_by_func (self->entry, changed_cb, self);
  gtk_list_box_remove_all (self->list);
  g_clear_pointer (&self->answered, g_free);
}

/**
 * rg_tag_entry_get_editable:
 * @self: an entry
 *
 * Returns: (transfer none): what is written into
 */
GtkEditable *
rg_tag_entry_get_editable (RgTagEntry *self)
{
  return GTK_EDITABLE (self->entry);
}
