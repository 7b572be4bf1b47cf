/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-staff-member-page.h"

#include "app/preferences/rg-fault-group.h"
#include "app/rg-change.h"
#include "shop/rg-staff.h"

#include <glib/gi18n-lib.h>

static const char *const keys[] = { "name", "phone", "region", "skills", "notes" };
#define N_KEYS G_N_ELEMENTS (keys)

struct _RgStaffMemberPage
{
  AdwNavigationPage parent_instance;

  AdwPreferencesGroup *group;
  RgFieldEditor *editors[N_KEYS]; /* NULL until the row is read */
  GtkWidget *leave_group;
  AdwPreferencesGroup *fault_group;
  GtkWidget *save_button;

  RgStore *store;
  gint64 id;
  char *name;
  gboolean busy;
};

enum
{
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgStaffMemberPage, rg_staff_member_page, ADW_TYPE_NAVIGATION_PAGE)

static void
set_busy (RgStaffMemberPage *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (self->save_button, !busy && self->editors[0] != NULL);
}

/* --- saving --------------------------------------------------------------- */

typedef struct
{
  gint64 id; /* 0: somebody new */
  gboolean leave;
  char *texts[N_KEYS];
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  for (guint i = 0; i < N_KEYS; i++)
    g_free (wish->texts[i]);
  g_free (wish);
}

static gboolean
wish_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wish *wish = data;
  RgStaffWords words = { wish->texts[0], wish->texts[1], wish->texts[2], wish->texts[3], wish->texts[4] };

  if (wish->leave)
    return rg_staff_set_active (op, wish->id, FALSE, error);
  return wish->id != 0 ? rg_staff_change (op, wish->id, &words, error)
                       : rg_staff_add (op, &words, error) != 0;
}

static void
saved_cb (gpointer page, const char *done, gint64 operation, const GError *error)
{
  RgStaffMemberPage *self = page;

  set_busy (self, FALSE);
  if (error == NULL)
    g_signal_emit (self, signals[DONE], 0, done, operation);
  else
    rg_fault_group_set (self->fault_group, error->message);
}

/* @done: (transfer full) */
static void
carry_out (RgStaffMemberPage *self, Wish *wish, const char *label, char *done)
{
  wish->id = self->id;
  rg_fault_group_set (self->fault_group, NULL);
  set_busy (self, TRUE);
  rg_change_async (self->store, GTK_WIDGET (self), label, wish_func, wish, wish_free, NULL, rg_change_done_cb,
                   rg_change_when_done (self, done, saved_cb));
}

/* Only what is another than before: another name is looked for everywhere. */
static Wish *
make_wish (RgStaffMemberPage *self)
{
  Wish *wish = g_new0 (Wish, 1);

  for (guint i = 0; i < N_KEYS; i++)
    wish->texts[i] = rg_field_editor_dup_draft (self->editors[i]);
  if (g_strcmp0 (wish->texts[0], self->name) == 0)
    g_clear_pointer (&wish->texts[0], g_free);
  return wish;
}

/**
 * rg_staff_member_page_save:
 * @self: a page
 *
 * Adds or changes them, unless something is wrong.
 */
void
rg_staff_member_page_save (RgStaffMemberPage *self)
{
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  const char *done;

  if (self->busy || self->editors[0] == NULL)
    return;
  for (guint i = 0; i < N_KEYS; i++)
    if (!rg_field_editor_commit (self->editors[i]))
      {
        gtk_widget_grab_focus (GTK_WIDGET (self->editors[i]));
        return;
      }
  name = rg_field_editor_dup_draft (self->editors[0]);
  if (*name == '\0')
    {
      rg_field_editor_set_error (self->editors[0], _ ("The name is missing."));
      gtk_widget_grab_focus (GTK_WIDGET (self->editors[0]));
      return;
    }
  /* Translators: %s is one of the staff. */
  label = g_strdup_printf (self->id != 0 ? _ ("Change %s of the staff") : _ ("Add %s to the staff"), name);
  done = self->id != 0 ? _ ("Changed %s") : _ ("Added %s to the staff");
  carry_out (self, make_wish (self), label, g_strdup_printf (done, name));
}

/**
 * rg_staff_member_page_leave:
 * @self: the page of somebody
 *
 * They no longer work here: nobody is offered them, and where they stand they stay.
 */
void
rg_staff_member_page_leave (RgStaffMemberPage *self)
{
  g_autofree char *label = NULL;
  Wish *wish;

  if (self->busy || self->id == 0)
    return;
  wish = g_new0 (Wish, 1);
  wish->leave = TRUE;
  label = g_strdup_printf (_ ("%s no longer works here"), self->name);
  carry_out (self, wish, label, g_strdup (label));
}

/* --- reading -------------------------------------------------------------- */

static void
activated_cb (RgFieldEditor *editor, RgStaffMemberPage *self)
{
  rg_staff_member_page_save (self);
}

/* @row: (nullable): somebody new */
static void
show_row (RgStaffMemberPage *self, RgRow *row)
{
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (self->store);
  const RgEntity *entity = rg_catalog_find (catalog, "staff");

  if (row != NULL)
    {
      self->name = g_strdup (rg_row_get_text (row, "name"));
      adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), self->name);
    }
  for (guint i = 0; i < N_KEYS; i++)
    {
      const RgField *field = rg_entity_find_field (entity, keys[i]);
      GtkWidget *editor = rg_field_editor_new (field, catalog, self->store);

      self->editors[i] = RG_FIELD_EDITOR (editor);
      if (row != NULL)
        rg_field_editor_reset (self->editors[i],
                               rg_row_get (row, rg_entity_find_field (rg_row_get_entity (row), keys[i])));
      g_signal_connect (editor, "activated", G_CALLBACK (activated_cb), self);
      adw_preferences_group_add (self->group, editor);
    }
  gtk_widget_set_visible (self->leave_group, self->id != 0);
  set_busy (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->editors[0]));
}

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), "staff");

  return rg_row_read (read, entity, *(const gint64 *) data, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgStaffMemberPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgRow) row = rg_store_read_finish (RG_STORE (source), result, &error);

  if (self->store == NULL)
    return;
  if (row != NULL)
    show_row (self, row);
  else
    rg_fault_group_set (self->fault_group,
                        error != NULL ? error->message : _ ("There is nobody of this name any more."));
}

/* --- the page ------------------------------------------------------------- */

static void
rg_staff_member_page_dispose (GObject *object)
{
  g_clear_object (&RG_STAFF_MEMBER_PAGE (object)->store);

  G_OBJECT_CLASS (rg_staff_member_page_parent_class)->dispose (object);
}

static void
rg_staff_member_page_finalize (GObject *object)
{
  g_free (RG_STAFF_MEMBER_PAGE (object)->name);

  G_OBJECT_CLASS (rg_staff_member_page_parent_class)->finalize (object);
}

static void
rg_staff_member_page_class_init (RgStaffMemberPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_staff_member_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_staff_member_page_finalize;

  /**
   * RgStaffMemberPage::done:
   * @sentence: what was done
   * @operation: as what; 0: nothing was to be changed
   */
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static GtkWidget *
make_leave_group (RgStaffMemberPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("No Longer Works Here"));
  g_signal_connect_swapped (row, "activated", G_CALLBACK (rg_staff_member_page_leave), self);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Their customers and entries keep the name; it is offered nowhere any more."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_widget_set_visible (group, FALSE);
  return group;
}

static void
rg_staff_member_page_init (RgStaffMemberPage *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *page = adw_preferences_page_new ();

  self->save_button = gtk_button_new_with_mnemonic (_ ("Save"));
  gtk_widget_add_css_class (self->save_button, "suggested-action");
  g_signal_connect_swapped (self->save_button, "clicked", G_CALLBACK (rg_staff_member_page_save), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save_button);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->leave_group = make_leave_group (self);
  self->fault_group = rg_fault_group_new ();
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->group);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->fault_group);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (self->leave_group));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ ("New in the Staff"));
  set_busy (self, FALSE);
}

/**
 * rg_staff_member_page_new:
 * @store: a shop that can be changed
 * @id: of somebody; 0: somebody new
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
rg_staff_member_page_new (RgStore *store, gint64 id)
{
  RgStaffMemberPage *self = g_object_new (RG_TYPE_STAFF_MEMBER_PAGE, NULL);

  self->store = g_object_ref (store);
  self->id = id;
  if (id == 0)
    show_row (self, NULL);
  else
    rg_store_read_async (store, read_func, g_memdup2 (&id, sizeof id), g_free, (GDestroyNotify) rg_row_unref,
                         NULL, read_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

/**
 * rg_staff_member_page_find:
 * @self: a page
 * @key: of a field
 *
 * Returns: (transfer none) (nullable): its editor; %NULL while they are not read yet
 */
RgFieldEditor *
rg_staff_member_page_find (RgStaffMemberPage *self, const char *key)
{
  for (guint i = 0; i < N_KEYS; i++)
    if (g_str_equal (keys[i], key))
      return self->editors[i];
  return NULL;
}

/**
 * rg_staff_member_page_get_fault:
 * @self: a page
 *
 * Returns: (transfer none): what is wrong; "" when nothing is
 */
const char *
rg_staff_member_page_get_fault (RgStaffMemberPage *self)
{
  return rg_fault_group_get (self->fault_group);
}
