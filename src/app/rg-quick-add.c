/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-quick-add.h"

#include "app/record/rg-date-button.h"
#include "app/rg-change.h"
#include "app/rg-known-people.h"
#include "app/rg-quick-add-private.h"
#include "app/rg-window.h"
#include "catalog/rg-phone.h"
#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>

#define HEIGHT_WITH_KNOWN 640

/* What happens after it is saved. */
typedef enum
{
  AFTER_CLOSE,
  AFTER_OPEN,
  AFTER_NEXT,
} After;

struct _RgQuickAdd
{
  AdwDialog parent_instance;

  GtkWidget *save_button;
  GtkWidget *next_button;
  GtkWidget *line_box;
  GtkLabel *line_label;
  GtkWidget *fields;
  GtkWidget *name_row;
  GtkWidget *phone_row;
  GtkWidget *error_row;
  GtkLabel *error_label;
  GtkWidget *wechat_row;
  GtkWidget *need_row;
  RgDateButton *step_button;
  GtkLabel *words_label;
  GtkWidget *step_marks;
  RgKnownPeople *known_people;
  GtkLabel *status_label;

  RgWindow *window; /* weak */
  RgStore *store;
  /* The field, to the mark that says its text is a guess. */
  GHashTable *guesses;
  RgQuickNote *saving;
  char *known_name;
  After after;
};

G_DEFINE_FINAL_TYPE (RgQuickAdd, rg_quick_add, ADW_TYPE_DIALOG)

static const char *
text_of (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static char *
dup_trimmed (GtkWidget *row)
{
  g_autofree char *text = rg_text_trim (text_of (row));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* --- guesses -------------------------------------------------------------- */

static void
describe (GtkWidget *field, const char *text)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (field);

  if (GTK_IS_EDITABLE (field))
    accessible = GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (field)));
  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static GtkWidget *
make_mark (void)
{
  GtkWidget *mark = gtk_label_new (_ ("Guess"));

  gtk_widget_add_css_class (mark, "guess");
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (mark, _ ("Taken from what was pasted. Please check."));

  return mark;
}

static void
mark_guess (RgQuickAdd *self, GtkWidget *field)
{
  GtkWidget *mark = make_mark ();

  if (ADW_IS_ENTRY_ROW (field))
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (field), mark);
  else
    gtk_box_append (GTK_BOX (self->step_marks), mark);
  describe (field, _ ("Guess, taken from what was pasted"));
  g_hash_table_insert (self->guesses, field, mark);
}

/* Who has edited a field has looked at it. */
static void
unmark_guess (RgQuickAdd *self, GtkWidget *field)
{
  GtkWidget *mark = g_hash_table_lookup (self->guesses, field);

  if (mark == NULL)
    return;
  g_hash_table_remove (self->guesses, field);
  if (ADW_IS_ENTRY_ROW (field))
    adw_entry_row_remove (ADW_ENTRY_ROW (field), mark);
  else
    gtk_box_remove (GTK_BOX (self->step_marks), mark);
  describe (field, "");
}

static void
guess_text (RgQuickAdd *self, GtkWidget *row, const char *text)
{
  if (text == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  mark_guess (self, row);
}

static void
set_guess (RgQuickAdd *self, const RgChatLine *guess)
{
  g_autofree char *phone = guess->phone != NULL ? rg_phone_format (guess->phone) : NULL;

  gtk_label_set_label (self->line_label, guess->text);
  gtk_widget_set_visible (self->line_box, *guess->text != '\0');
  gtk_widget_set_visible (self->wechat_row, guess->wechat != NULL);
  guess_text (self, self->name_row, guess->name);
  guess_text (self, self->phone_row, phone);
  guess_text (self, self->wechat_row, guess->wechat);
  guess_text (self, self->need_row, guess->need);
  if (guess->next_date == NULL)
    return;
  rg_date_button_set_choice (self->step_button, guess->next_date);
  gtk_label_set_label (self->words_label, guess->next_words);
  mark_guess (self, GTK_WIDGET (self->step_button));
}

/* --- what is not right ---------------------------------------------------- */

static void
set_invalid (GtkWidget *row, gboolean invalid)
{
  GtkAccessible *text = GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row)));

  if (invalid)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
  gtk_accessible_update_state (text, GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
clear_errors (RgQuickAdd *self)
{
  gtk_widget_set_visible (self->error_row, FALSE);
  set_invalid (self->name_row, FALSE);
  set_invalid (self->phone_row, FALSE);
  gtk_label_set_label (self->status_label, "");
  gtk_widget_remove_css_class (GTK_WIDGET (self->status_label), "field-error");
}

/* Below the field that it is about. */
static void
refuse (RgQuickAdd *self, GtkWidget *row, const char *sentence)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  g_object_ref (self->error_row);
  gtk_list_box_remove (GTK_LIST_BOX (self->fields), self->error_row);
  gtk_list_box_insert (GTK_LIST_BOX (self->fields), self->error_row, index + 1);
  g_object_unref (self->error_row);
  gtk_label_set_label (self->error_label, sentence);
  gtk_widget_set_visible (self->error_row, TRUE);
  set_invalid (row, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (row), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_grab_focus (row);
}

/* What could not be saved for a reason that is no field's. */
static void
complain (RgQuickAdd *self, const char *sentence)
{
  gtk_label_set_label (self->status_label, sentence);
  gtk_widget_add_css_class (GTK_WIDGET (self->status_label), "field-error");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static gboolean
check_fields (RgQuickAdd *self)
{
  g_autofree char *name = dup_trimmed (self->name_row);
  g_autofree char *phone = dup_trimmed (self->phone_row);
  g_autofree char *wechat = dup_trimmed (self->wechat_row);
  g_autofree char *normal = NULL;

  clear_errors (self);
  if (phone != NULL && rg_phone_normalize (phone, &normal) == RG_PHONE_INVALID)
    {
      g_autofree char *sentence =
          g_strdup_printf (_ ("“%s” is not a phone number. A mobile number has 11 digits."), phone);

      refuse (self, self->phone_row, sentence);
      return FALSE;
    }
  if (name == NULL && phone == NULL && wechat == NULL)
    {
      refuse (self, self->name_row, _ ("Write a name or a phone number first."));
      return FALSE;
    }
  return TRUE;
}

/* --- saving ----------------------------------------------------------------- */

static void
set_busy (RgQuickAdd *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->save_button, !busy);
  gtk_widget_set_sensitive (self->next_button, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->known_people), !busy);
}

static void
fail (RgQuickAdd *self, const GError *error)
{
  g_clear_pointer (&self->saving, rg_quick_note_unref);
  set_busy (self, FALSE);
  complain (self, error->message);
}

static void
begin_next (RgQuickAdd *self, const char *done)
{
  GtkWidget *rows[] = { self->name_row, self->phone_row, self->wechat_row, self->need_row };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_editable_set_text (GTK_EDITABLE (rows[i]), "");
  unmark_guess (self, GTK_WIDGET (self->step_button));
  rg_date_button_set_choice (self->step_button, NULL);
  gtk_label_set_label (self->words_label, "");
  gtk_widget_set_visible (self->line_box, FALSE);
  gtk_widget_set_visible (self->wechat_row, FALSE);
  clear_errors (self);
  gtk_label_set_label (self->status_label, done);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), done, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_grab_focus (self->name_row);
}

static void
show_customer (RgQuickAdd *self, gint64 id)
{
  if (self->window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-customer", "x", id);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgQuickAdd) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *done = NULL;
  gint64 operation = 0;
  gint64 id;

  if (!rg_change_finish (RG_STORE (source), result, &operation, &error))
    {
      fail (self, error);
      return;
    }
  id = self->saving->id;
  name = rg_quick_note_dup_name (self->saving);
  done = self->saving->known != 0 ? g_strdup_printf (_ ("Added to %s"), self->known_name)
                                  : g_strdup_printf (_ ("Added %s"), name);
  g_clear_pointer (&self->saving, rg_quick_note_unref);
  set_busy (self, FALSE);
  if (self->window != NULL)
    rg_window_toast_undo (self->window, done, operation);
  if (self->after == AFTER_NEXT)
    {
      begin_next (self, done);
      return;
    }
  /* It may have been left meanwhile. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    adw_dialog_force_close (ADW_DIALOG (self));
  show_customer (self, id);
}

static void
write_note (RgQuickAdd *self)
{
  rg_quick_note_save_async (self->store, GTK_WIDGET (self->window), self->saving, self->known_name, saved_cb,
                            g_object_ref (self));
}

static gboolean
masks_phones (RgQuickAdd *self)
{
  return self->window != NULL &&
         rg_settings_get_boolean (rg_window_get_settings (self->window), "mask-phones");
}

static void
ensured_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgQuickAdd) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) store = rg_window_ensure_store_finish (RG_WINDOW (source), result, &error);

  if (store == NULL)
    {
      fail (self, error);
      return;
    }
  g_set_object (&self->store, store);
  rg_known_people_set_store (self->known_people, store, masks_phones (self));
  write_note (self);
}

/* The words of a guessed day say more than the day: they go to the note. */
static char *
dup_need (RgQuickAdd *self)
{
  g_autofree char *need = dup_trimmed (self->need_row);
  const char *words = gtk_label_get_label (self->words_label);

  if (*words == '\0')
    return g_steal_pointer (&need);
  /* Translators: what a customer wants, and the words in which the day was said. */
  return need != NULL ? g_strdup_printf (_ ("%s (%s)"), need, words) : g_strdup (words);
}

static void
save (RgQuickAdd *self, After after, gint64 known, const char *known_name)
{
  if (self->saving != NULL || !check_fields (self))
    return;

  self->after = after;
  self->saving = rg_quick_note_new ();
  self->saving->name = dup_trimmed (self->name_row);
  self->saving->phone = dup_trimmed (self->phone_row);
  self->saving->wechat = dup_trimmed (self->wechat_row);
  self->saving->need = dup_need (self);
  self->saving->next_date = g_strdup (rg_date_button_get_choice (self->step_button));
  self->saving->known = known;
  g_set_str (&self->known_name, known_name != NULL ? known_name : text_of (self->phone_row));
  set_busy (self, TRUE);
  if (self->store != NULL)
    write_note (self);
  else if (self->window != NULL)
    rg_window_ensure_store_async (self->window, NULL, ensured_cb, g_object_ref (self));
}

static void
save_cb (RgQuickAdd *self)
{
  save (self, AFTER_CLOSE, 0, NULL);
}

static void
save_and_new_cb (RgQuickAdd *self)
{
  save (self, AFTER_NEXT, 0, NULL);
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  save (RG_QUICK_ADD (widget), (After) g_variant_get_int32 (parameter), 0, NULL);
}

/* --- who has the number ----------------------------------------------------- */

static void
open_cb (RgQuickAdd *self, gint64 id)
{
  adw_dialog_close (ADW_DIALOG (self));
  show_customer (self, id);
}

static void
join_cb (RgQuickAdd *self, gint64 id, const char *name)
{
  save (self, AFTER_CLOSE, id, name);
}

/* --- fields ----------------------------------------------------------------- */

static void
changed_cb (RgQuickAdd *self, GtkWidget *row)
{
  unmark_guess (self, row);
  clear_errors (self);
}

static void
phone_changed_cb (RgQuickAdd *self, GtkWidget *row)
{
  changed_cb (self, row);
  rg_known_people_set_phone (self->known_people, text_of (row));
}

/* The dialog does not grow by itself. */
static void
known_shown_cb (RgQuickAdd *self)
{
  gboolean shown = gtk_widget_get_visible (GTK_WIDGET (self->known_people));

  adw_dialog_set_content_height (ADW_DIALOG (self), shown ? HEIGHT_WITH_KNOWN : -1);
}

static void
step_chosen_cb (RgQuickAdd *self)
{
  unmark_guess (self, GTK_WIDGET (self->step_button));
  gtk_label_set_label (self->words_label, "");
}

/* --- the dialog ------------------------------------------------------------- */

static void
set_window (RgQuickAdd *self, GtkWidget *parent)
{
  GtkRoot *root = gtk_widget_get_root (parent);

  if (RG_IS_WINDOW (root))
    g_set_weak_pointer (&self->window, RG_WINDOW (root));
}

static void
rg_quick_add_dispose (GObject *object)
{
  RgQuickAdd *self = RG_QUICK_ADD (object);

  g_clear_pointer (&self->guesses, g_hash_table_unref);
  g_clear_weak_pointer (&self->window);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_QUICK_ADD);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_quick_add_parent_class)->dispose (object);
}

static void
rg_quick_add_finalize (GObject *object)
{
  RgQuickAdd *self = RG_QUICK_ADD (object);

  g_clear_pointer (&self->saving, rg_quick_note_unref);
  g_free (self->known_name);

  G_OBJECT_CLASS (rg_quick_add_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *klass)
{
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_class_add_binding_action (klass, keys[i], GDK_NO_MODIFIER_MASK, "quick-add.save", "i",
                                           AFTER_CLOSE);
      gtk_widget_class_add_binding_action (klass, keys[i], GDK_CONTROL_MASK, "quick-add.save", "i",
                                           AFTER_OPEN);
      gtk_widget_class_add_binding_action (klass, keys[i], GDK_SHIFT_MASK, "quick-add.save", "i", AFTER_NEXT);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/rg-quick-add.ui");
  gtk_widget_class_bind_template_child (widget_class, RgQuickAdd, save_button);
  gtk_widget_class_bind_template_child (widget_class, RgQuickAdd, next_button);
  gtk_widget_class_bind_template_child (widget_class, RgQuickAdd, line_box);
  gtk_widget_class_bind_template_child (widget_class, RgQuickAdd, line_label);
  gtk_widget_class_bind_template_child (widget_class, RgQuickAdd, fields);
  gtk_widget_class_bind_template_child (widget_class, RgQuickAdd, name_row);
  gtk_widget_class_bind_template_child (widget_class, RgQuickAdd, phone_row);
  gtk_widget_class_bind_template_child (widget_class, RgQuickAdd, error_row);
  gtk_widget_class_bind_template_child (widget_class, RgQuickAdd, error_label);
  gtk_widget_class_bind_template_child (widget_class, RgQuickAdd, wechat_row);
  gtk_widget_class_bind_template_child (widget_class, RgQuickAdd, need_row);
  gtk_widget_class_bind_template_child (widget_class, RgQuickAdd, step_button);
  gtk_widget_class_bind_template_child (widget_class, RgQuickAdd, words_label);
  gtk_widget_class_bind_template_child (widget_class, RgQuickAdd, step_marks);
  gtk_widget_class_bind_template_child (widget_class, RgQuickAdd, known_people);
  gtk_widget_class_bind_template_child (widget_class, RgQuickAdd, status_label);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_and_new_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, phone_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, known_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, join_cb);
}

static void
rg_quick_add_class_init (RgQuickAddClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_quick_add_dispose;
  object_class->finalize = rg_quick_add_finalize;

  g_type_ensure (RG_TYPE_DATE_BUTTON);
  g_type_ensure (RG_TYPE_KNOWN_PEOPLE);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "quick-add.save", "i", save_action);
  add_keys (widget_class);
}

static void
rg_quick_add_init (RgQuickAdd *self)
{
  self->guesses = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rg_quick_add_present:
 * @parent: what the dialog is shown over
 * @store: (nullable): the shop; %NULL: there is none yet, and the window makes it
 *   when the first customer is saved
 * @guess: (nullable): what a pasted line seems to say
 *
 * Lets the user add a customer in a few words. Where the shop is open for
 * reading only that is said instead.
 */
void
rg_quick_add_present (GtkWidget *parent, RgStore *store, const RgChatLine *guess)
{
  RgQuickAdd *self;

  if (store != NULL && rg_store_is_read_only (store))
    {
      rg_change_toast (parent, _ ("Nobody was added: this shop is open for reading only."));
      return;
    }
  self = g_object_new (RG_TYPE_QUICK_ADD, NULL);
  g_set_object (&self->store, store);
  set_window (self, parent);
  rg_known_people_set_store (self->known_people, store, masks_phones (self));
  if (guess != NULL)
    set_guess (self, guess);
  adw_dialog_present (ADW_DIALOG (self), parent);
}
