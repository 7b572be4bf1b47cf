/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-composer.h"

#include "app/record/rg-entry-form.h"
#include "app/record/rg-entry-words.h"
#include "app/rg-change.h"

#include <glib/gi18n-lib.h>

struct _RgComposer
{
  RgSection parent_instance;

  RgEntryForm *form;

  /* Whose text is in the form; 0: nobody's. */
  gint64 customer_id;
  RgStore *store;
  RgCatalog *catalog;
  /* Saves that have not come back. */
  guint n_saving;
};

G_DEFINE_FINAL_TYPE (RgComposer, rg_composer, RG_TYPE_SECTION)

/* --- putting away and taking out ------------------------------------------ */

static void
put_away (RgComposer *self)
{
  g_autoptr (RgDraft) draft = NULL;

  if (self->store == NULL || self->customer_id == 0)
    return;
  draft = rg_entry_form_dup_draft (self->form);
  rg_drafts_put (self->store, self->customer_id, draft);
}

static void
update_button (RgComposer *self)
{
  g_autoptr (RgDraft) draft = rg_entry_form_dup_draft (self->form);

  rg_entry_form_set_can_save (self->form, self->customer_id != 0 && !rg_draft_is_empty (draft));
}

static const char *
next_date_of (RgProfile *profile)
{
  return rg_row_get_text (rg_profile_get_customer (profile), "next_date");
}

static void
rg_composer_show (RgSection *section, RgProfile *profile, gboolean other)
{
  RgComposer *self = RG_COMPOSER (section);

  if (other)
    {
      put_away (self);
      self->customer_id = profile != NULL ? rg_profile_get_id (profile) : 0;
      g_set_object (&self->store, rg_section_get_store (section));
      g_clear_pointer (&self->catalog, rg_catalog_unref);
      rg_entry_form_set_busy (self->form, FALSE);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), rg_section_is_writable (section));
  if (profile == NULL)
    return;

  rg_entry_form_set_forms (self->form, rg_profile_get_forms (profile), rg_profile_get_catalog (profile),
                           self->store);
  if (self->catalog == NULL)
    {
      self->catalog = rg_catalog_ref (rg_profile_get_catalog (profile));
      rg_entry_form_begin_new (self->form, self->catalog, next_date_of (profile));
      rg_entry_form_set_draft (self->form, rg_drafts_get (self->store, self->customer_id));
    }
  rg_entry_form_set_kept (self->form, next_date_of (profile));
  update_button (self);
}

static void
rg_composer_flush (RgSection *section)
{
  put_away (RG_COMPOSER (section));
}

/* --- saving --------------------------------------------------------------- */

typedef struct
{
  RgComposer *self;
  gint64 customer_id;
  RgDraft *draft;
  char *name;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->self);
  rg_draft_free (saving->draft);
  g_free (saving->name);
  g_free (saving);
}

/* Only what was saved is taken away: somebody else may be shown by now. */
static void
forget_saved (Saving *saving, RgStore *store)
{
  RgComposer *self = saving->self;
  const RgDraft *kept = rg_drafts_get (store, saving->customer_id);

  if (kept != NULL && rg_draft_equal (kept, saving->draft))
    rg_drafts_put (store, saving->customer_id, NULL);
  if (self->customer_id == saving->customer_id && self->store == store)
    {
      g_autoptr (RgDraft) draft = rg_entry_form_dup_draft (self->form);

      if (rg_draft_equal (draft, saving->draft))
        rg_entry_form_set_draft (self->form, NULL);
    }
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  RgComposer *self = saving->self;
  RgStore *store = RG_STORE (source);
  gboolean here = self->customer_id == saving->customer_id && self->store == store;
  g_autoptr (GError) error = NULL;
  gint64 operation;

  self->n_saving--;
  if (here)
    rg_entry_form_set_busy (self->form, FALSE);
  if (rg_change_finish (store, result, &operation, &error))
    {
      /* Translators: %s is a customer's name. */
      g_autofree char *text = g_strdup_printf (_ ("Noted for %s"), saving->name);

      forget_saved (saving, store);
      rg_change_toast_undo (GTK_WIDGET (self), text, operation);
      if (here && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
        rg_entry_form_focus_text (self->form);
    }
  else if (here)
    rg_entry_form_set_error (self->form, error->message);
  else
    rg_change_toast (GTK_WIDGET (self), error->message);
  update_button (self);
  saving_free (saving);
}

static void
changed_cb (RgComposer *self)
{
  update_button (self);
}

static void
save_cb (RgComposer *self)
{
  g_autoptr (RgDraft) draft = rg_entry_form_dup_draft (self->form);
  g_autoptr (RgEntryChange) change = NULL;
  g_autofree char *label = NULL;
  Saving *saving;

  if (!rg_section_is_writable (RG_SECTION (self)) || rg_draft_is_empty (draft))
    return;
  change = rg_entry_form_read (self->form);
  if (change == NULL)
    return;

  change->customer_id = self->customer_id;
  saving = g_new0 (Saving, 1);
  saving->self = g_object_ref (self);
  saving->customer_id = self->customer_id;
  saving->draft = g_steal_pointer (&draft);
  saving->name = rg_entry_words_who (rg_section_get_profile (RG_SECTION (self)));
  label = rg_entry_words_label (self->catalog, change->kind, saving->name);
  rg_entry_form_set_busy (self->form, TRUE);
  self->n_saving++;
  rg_change_async (self->store, GTK_WIDGET (self), label, rg_entry_change_add, g_steal_pointer (&change),
                   (GDestroyNotify) rg_entry_change_free, NULL, saved_cb, saving);
}

/* --- the object ----------------------------------------------------------- */

static gboolean
rg_composer_grab_focus (GtkWidget *widget)
{
  rg_entry_form_focus_text (RG_COMPOSER (widget)->form);
  return TRUE;
}

static void
rg_composer_dispose (GObject *object)
{
  RgComposer *self = RG_COMPOSER (object);

  if (self->form != NULL)
    put_away (self);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_COMPOSER);
  g_clear_object (&self->store);
  g_clear_pointer (&self->catalog, rg_catalog_unref);

  G_OBJECT_CLASS (rg_composer_parent_class)->dispose (object);
}

static void
rg_composer_class_init (RgComposerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RgSectionClass *section_class = RG_SECTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_composer_dispose;
  widget_class->grab_focus = rg_composer_grab_focus;
  section_class->show = rg_composer_show;
  section_class->flush = rg_composer_flush;

  g_type_ensure (RG_TYPE_ENTRY_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/record/rg-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, RgComposer, form);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
rg_composer_init (RgComposer *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Save"));

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_tooltip_text (button, _ ("Save (Ctrl+Enter)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "form.save");
  rg_entry_form_add_button (self->form, button);
  update_button (self);
}

/**
 * rg_composer_new:
 *
 * Returns: (transfer floating): a composer, about nobody yet
 */
GtkWidget *
rg_composer_new (void)
{
  return g_object_new (RG_TYPE_COMPOSER, NULL);
}

/**
 * rg_composer_focus:
 * @self: a composer
 */
void
rg_composer_focus (RgComposer *self)
{
  rg_entry_form_focus_text (self->form);
}

/**
 * rg_composer_save:
 * @self: a composer
 *
 * Saves what is written, when there is something and it is right.
 */
void
rg_composer_save (RgComposer *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->form), "form.save", NULL);
}

/**
 * rg_composer_is_busy:
 * @self: a composer
 *
 * Returns: whether something is on its way to the shop
 */
gboolean
rg_composer_is_busy (RgComposer *self)
{
  return self->n_saving > 0;
}
