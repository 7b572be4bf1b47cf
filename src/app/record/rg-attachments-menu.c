/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-attachments-private.h"

#include "app/rg-change.h"
#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Proposed to a shop that has no kinds of its own yet. */
static const char *const first_kinds[] = { N_ ("Contract"), N_ ("Quotation"), N_ ("Photo"), N_ ("Receipt") };

/* --- changing one ---------------------------------------------------------------------- */

static void
changed_cb (gpointer section, const char *done, gint64 operation, const GError *error)
{
  RgAttachmentsSection *self = section;

  self->n_saving--;
  if (error != NULL)
    rg_attachments_set_error (self, error->message);
  else if (done != NULL)
    rg_change_toast_undo (GTK_WIDGET (self), done, operation);
}

/* @edit: (transfer full) */
static void
change (RgAttachmentsSection *self, RgAttachmentEdit *edit, const char *label, const char *done)
{
  rg_attachments_set_error (self, NULL);
  self->n_saving++;
  rg_change_async (rg_section_get_store (RG_SECTION (self)), GTK_WIDGET (self), label, rg_attachment_edit_run,
                   edit, (GDestroyNotify) rg_attachment_edit_free, NULL, rg_change_done_cb,
                   rg_change_when_done (self, g_strdup (done), changed_cb));
}

static const RgAttachedFile *
find_file (RgAttachmentsSection *self, gint64 id)
{
  RgAttachmentRow *row = g_hash_table_lookup (self->rows, &id);

  return row != NULL ? rg_attachment_row_get_file (row) : NULL;
}

static RgAttachmentEdit *
new_edit (gint64 id)
{
  RgAttachmentEdit *edit = g_new0 (RgAttachmentEdit, 1);

  edit->id = id;
  return edit;
}

/**
 * rg_attachments_section_rename:
 * @self: a section
 * @id: a row of attachment
 * @name: another name; an empty one is none
 */
void
rg_attachments_section_rename (RgAttachmentsSection *self, gint64 id, const char *name)
{
  const RgAttachedFile *file = find_file (self, id);
  g_autofree char *trimmed = rg_text_trim (name);
  g_autofree char *label = NULL;
  RgAttachmentEdit *edit;

  if (file == NULL || *trimmed == '\0' || g_str_equal (trimmed, file->name))
    return;
  /* Translators: %s is a file's name; a line of the history. */
  label = g_strdup_printf (_ ("Rename “%s”"), file->name);
  edit = new_edit (id);
  edit->name = g_steal_pointer (&trimmed);
  change (self, edit, label, NULL);
}

/**
 * rg_attachments_section_set_kind:
 * @self: a section
 * @id: a row of attachment
 * @kind: the shop's word for what it is; "" for none
 */
void
rg_attachments_section_set_kind (RgAttachmentsSection *self, gint64 id, const char *kind)
{
  const RgAttachedFile *file = find_file (self, id);
  g_autofree char *trimmed = rg_text_trim (kind);
  g_autofree char *label = NULL;
  RgAttachmentEdit *edit;

  if (file == NULL || g_str_equal (trimmed, file->kind != NULL ? file->kind : ""))
    return;
  /* Translators: %s is a file's name; a line of the history. */
  label = g_strdup_printf (_ ("Change the kind of “%s”"), file->name);
  edit = new_edit (id);
  edit->kind = g_steal_pointer (&trimmed);
  change (self, edit, label, NULL);
}

/**
 * rg_attachments_section_remove:
 * @self: a section
 * @id: a row of attachment
 *
 * The bytes stay in the shop's folder, so that it can be undone.
 */
void
rg_attachments_section_remove (RgAttachmentsSection *self, gint64 id)
{
  const RgAttachedFile *file = find_file (self, id);
  g_autofree char *label = NULL;
  g_autofree char *done = NULL;
  RgAttachmentEdit *edit;

  if (file == NULL)
    return;
  /* Translators: %s is a file's name; a line of the history. */
  label = g_strdup_printf (_ ("Remove “%s”"), file->name);
  /* Translators: %s is a file's name. */
  done = g_strdup_printf (_ ("Removed “%s”"), file->name);
  edit = new_edit (id);
  edit->remove = TRUE;
  change (self, edit, label, done);
}

/* --- asking for a word -------------------------------------------------------------------- */

typedef struct
{
  RgAttachmentsSection *self;
  gint64 id;
  GtkEditable *entry;
  void (*then) (RgAttachmentsSection *self, gint64 id, const char *word);
} Asking;

static void
answered_cb (AdwAlertDialog *dialog, const char *response, Asking *asking)
{
  if (g_str_equal (response, "apply"))
    asking->then (asking->self, asking->id, gtk_editable_get_text (asking->entry));
}

static void
entry_changed_cb (GtkEditable *entry, AdwAlertDialog *dialog)
{
  g_autofree char *trimmed = rg_text_trim (gtk_editable_get_text (entry));

  adw_alert_dialog_set_response_enabled (dialog, "apply", *trimmed != '\0');
}

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *asking = data;

  g_object_unref (asking->self);
  g_free (asking);
}

/* The name without its suffix is what is usually changed. */
static void
select_stem (GtkEditable *entry, const char *text)
{
  const char *dot = strrchr (text, '.');

  gtk_editable_select_region (entry, 0,
                              dot != NULL && dot != text ? (int) g_utf8_strlen (text, dot - text) : -1);
}

static void
ask_word (RgAttachmentsSection *self,
          gint64 id,
          const char *heading,
          const char *what,
          const char *apply,
          const char *text,
          void (*then) (RgAttachmentsSection *, gint64, const char *))
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, NULL);
  GtkWidget *entry = gtk_entry_new ();
  Asking *asking = g_new0 (Asking, 1);

  asking->self = g_object_ref (self);
  asking->id = id;
  asking->entry = GTK_EDITABLE (entry);
  asking->then = then;
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), entry);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("Cancel"), "apply", apply, NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "apply", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "apply");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), asking, asking_free, 0);
  g_signal_connect (entry, "changed", G_CALLBACK (entry_changed_cb), dialog);
  entry_changed_cb (GTK_EDITABLE (entry), ADW_ALERT_DIALOG (dialog));
  adw_dialog_set_focus (dialog, entry);
  adw_dialog_present (dialog, GTK_WIDGET (self));
  select_stem (GTK_EDITABLE (entry), text);
}

/* --- the menu ------------------------------------------------------------------------------- */

static gboolean
has_kind (RgAttachmentsSection *self, const char *kind)
{
  return self->kinds != NULL && g_strv_contains ((const char *const *) self->kinds, kind);
}

static void
append_kind (GMenu *menu, const char *label, const char *kind)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "file.kind", "s", kind);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_kinds_menu (RgAttachmentsSection *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) words = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();
  gboolean none_yet = self->kinds == NULL || self->kinds[0] == NULL;

  for (guint i = 0; !none_yet && self->kinds[i] != NULL; i++)
    append_kind (words, self->kinds[i], self->kinds[i]);
  for (guint i = 0; none_yet && i < G_N_ELEMENTS (first_kinds); i++)
    append_kind (words, _ (first_kinds[i]), _ (first_kinds[i]));
  append_kind (others, _ ("None"), "");
  g_menu_append (others, _ ("New Kind…"), "file.new-kind");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (words));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  return G_MENU_MODEL (menu);
}

static void
make_menu (RgAttachmentsSection *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) see = g_menu_new ();
  g_autoptr (GMenu) words = g_menu_new ();
  g_autoptr (GMenu) away = g_menu_new ();
  g_autoptr (GMenuModel) kinds = make_kinds_menu (self);
  GHashTableIter iter;
  gpointer row;

  g_menu_append (see, _ ("Open"), "file.open");
  g_menu_append (see, _ ("Quick Look"), "file.preview");
  g_menu_append (see, _ ("Save As…"), "file.save-as");
  g_menu_append_submenu (words, _ ("Kind"), kinds);
  g_menu_append (words, _ ("Rename…"), "file.rename");
  g_menu_append (away, _ ("Remove"), "file.remove");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (see));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (words));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (away));
  g_set_object (&self->menu, G_MENU_MODEL (menu));

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    rg_attachment_row_set_menu (row, self->menu);
}

/* --- the shop's kinds ------------------------------------------------------------------------- */

/* Those that were named, and those that files have by an import. */
static gpointer
kinds_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (read),
                           "SELECT name FROM attachment_kind UNION SELECT kind FROM attachment"
                           " WHERE kind IS NOT NULL ORDER BY 1",
                           error);
  g_autoptr (GStrvBuilder) kinds = g_strv_builder_new ();
  RgStep step = RG_STEP_ERROR;

  while (statement != NULL && (step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_strv_builder_add (kinds, rg_statement_get_text (statement, 0));
  return step == RG_STEP_DONE ? g_strv_builder_end (kinds) : NULL;
}

static void
kinds_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) kinds = rg_store_read_finish (RG_STORE (source), result, &error);
  RgAttachmentsSection *self;

  /* Cancelled: the section is gone, or asks again. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  g_clear_object (&self->asking);
  if (kinds == NULL || (self->menu != NULL && self->kinds != NULL &&
                        g_strv_equal ((const char *const *) kinds, (const char *const *) self->kinds)))
    return;
  g_strfreev (self->kinds);
  self->kinds = g_steal_pointer (&kinds);
  make_menu (self);
}

/**
 * rg_attachments_update_kinds:
 * @self: a section that shows a customer
 *
 * Asks for the shop's kinds, and makes the menu of a file anew when there are
 * others.
 */
void
rg_attachments_update_kinds (RgAttachmentsSection *self)
{
  if (self->menu == NULL)
    make_menu (self);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  rg_store_read_async (rg_section_get_store (RG_SECTION (self)), kinds_func, NULL, NULL,
                       (GDestroyNotify) g_strfreev, self->asking, kinds_cb, self);
}

/* A word that is a kind already, but for case and width, is that one. */
static void
new_kind (RgAttachmentsSection *self, gint64 id, const char *word)
{
  g_autofree char *trimmed = rg_text_trim (word);
  g_autofree char *normal = rg_text_normalize (trimmed);

  for (guint i = 0; self->kinds != NULL && !has_kind (self, trimmed) && self->kinds[i] != NULL; i++)
    {
      g_autofree char *other = rg_text_normalize (self->kinds[i]);

      if (g_str_equal (other, normal))
        {
          rg_attachments_section_set_kind (self, id, self->kinds[i]);
          return;
        }
    }
  rg_attachments_section_set_kind (self, id, trimmed);
}

/**
 * rg_attachments_requested_cb:
 * @row: a file
 * @what: what the user wants of it
 * @self: the section
 */
void
rg_attachments_requested_cb (RgAttachmentRow *row, const char *what, RgAttachmentsSection *self)
{
  const RgAttachedFile *file = rg_attachment_row_get_file (row);

  if (g_str_equal (what, "open"))
    rg_attachments_open (self, file);
  else if (g_str_equal (what, "preview"))
    rg_attachments_preview (self, file);
  else if (g_str_equal (what, "save-as"))
    rg_attachments_save_as (self, file);
  else if (g_str_equal (what, "remove"))
    rg_attachments_section_remove (self, file->id);
  else if (g_str_equal (what, "kind"))
    rg_attachments_section_set_kind (self, file->id, rg_attachment_row_get_kind (row));
  else if (g_str_equal (what, "rename"))
    ask_word (self, file->id, _ ("Rename File"), _ ("File name"), _ ("Rename"), file->name,
              rg_attachments_section_rename);
  else if (g_str_equal (what, "new-kind"))
    ask_word (self, file->id, _ ("New Kind of File"), _ ("Kind"), _ ("Add"), "", new_kind);
}
