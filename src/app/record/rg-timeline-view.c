/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-timeline-view.h"

#include "app/record/rg-entry-words.h"
#include "app/record/rg-timeline-row.h"
#include "app/rg-change.h"
#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many entries are shown at first, and so many more each time. */
#define STEP 50
/* Fewer are looked through without a filter. */
#define FILTER_FROM 9

struct _RgTimelineView
{
  RgSection parent_instance;

  GtkWidget *box;
  GtkDropDown *filter_button;
  GtkListBox *list;
  GtkWidget *empty_label;
  GtkWidget *earlier_button;

  GHashTable *rows; /* key → RgTimelineRow, not owned */
  GPtrArray *kinds; /* of the filter, behind "Everything" */
  char *filter;
  guint limit;
  guint n_saving;
  gboolean filling;
};

enum
{
  MORE_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgTimelineView, rg_timeline_view, RG_TYPE_SECTION)

static const char *
next_date_of (RgProfile *profile)
{
  return rg_row_get_text (rg_profile_get_customer (profile), "next_date");
}

/* --- days ------------------------------------------------------------------ */

static gboolean
same_day (GtkListBoxRow *a, GtkListBoxRow *b)
{
  GDate first, second;

  rg_entry_words_day (rg_timeline_row_get_entry (RG_TIMELINE_ROW (a)), &first);
  rg_entry_words_day (rg_timeline_row_get_entry (RG_TIMELINE_ROW (b)), &second);
  return g_date_compare (&first, &second) == 0;
}

static void
header_func (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  GtkWidget *header = gtk_list_box_row_get_header (row);
  g_autofree char *text = NULL;
  GDate day, today;

  if (before != NULL && same_day (before, row))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  rg_entry_words_day (rg_timeline_row_get_entry (RG_TIMELINE_ROW (row)), &day);
  rg_display_today (&today);
  text = rg_display_day (&day, &today);
  if (header == NULL)
    {
      header =
          g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "xalign", 0.0f, NULL);
      gtk_widget_add_css_class (header, "day-heading");
      gtk_list_box_row_set_header (row, header);
    }
  gtk_label_set_label (GTK_LABEL (header), text);
}

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer user_data)
{
  guint first = rg_timeline_row_get_place (RG_TIMELINE_ROW (a));
  guint second = rg_timeline_row_get_place (RG_TIMELINE_ROW (b));

  return first < second ? -1 : first > second;
}

/* --- saving and deleting --------------------------------------------------- */

typedef struct
{
  RgTimelineView *self;
  /* Whose form it is; gone when somebody else is shown by now. */
  GWeakRef row;
  char *text;
} Saving;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (RgTimelineRow) row = g_weak_ref_get (&saving->row);
  RgEntryForm *form = row != NULL ? rg_timeline_row_get_form (row) : NULL;
  GtkWidget *self = GTK_WIDGET (saving->self);
  g_autoptr (GError) error = NULL;
  gint64 operation;

  saving->self->n_saving--;
  if (form != NULL)
    rg_entry_form_set_busy (form, FALSE);
  if (rg_change_finish (RG_STORE (source), result, &operation, &error))
    {
      if (row != NULL)
        rg_timeline_row_end_edit (row, saving->text);
      rg_change_toast_undo (self, _ ("Entry changed"), operation);
    }
  else if (form != NULL)
    rg_entry_form_set_error (form, error->message);
  else
    rg_change_toast (self, error->message);

  g_weak_ref_clear (&saving->row);
  g_object_unref (saving->self);
  g_free (saving->text);
  g_free (saving);
}

/* @change: (transfer full) */
static void
save_change (RgTimelineView *self, RgTimelineRow *row, RgEntryChange *change)
{
  RgSection *section = RG_SECTION (self);
  g_autofree char *who = rg_entry_words_who (rg_section_get_profile (section));
  /* Translators: %s is a customer's name; a line of the history. */
  g_autofree char *label = g_strdup_printf (_ ("Change an entry of %s"), who);
  Saving *saving = g_new0 (Saving, 1);

  saving->self = g_object_ref (self);
  saving->text = g_strdup (change->text);
  g_weak_ref_init (&saving->row, row);
  self->n_saving++;
  rg_change_async (rg_section_get_store (section), GTK_WIDGET (self), label, rg_entry_change_update, change,
                   (GDestroyNotify) rg_entry_change_free, NULL, saved_cb, saving);
}

static void
save_requested_cb (RgTimelineRow *row, RgTimelineView *self)
{
  RgEntryForm *form = rg_timeline_row_get_form (row);
  g_autoptr (RgEntryChange) change = rg_entry_form_read (form);

  if (change == NULL || !rg_section_is_writable (RG_SECTION (self)))
    return;
  if (!rg_entry_form_is_changed (form))
    {
      rg_timeline_row_end_edit (row, NULL);
      return;
    }
  rg_entry_form_set_busy (form, TRUE);
  save_change (self, row, g_steal_pointer (&change));
}

static void
delete_requested_cb (RgTimelineRow *row, RgTimelineView *self)
{
  RgSection *section = RG_SECTION (self);
  const RgTimelineEntry *entry = rg_timeline_row_get_entry (row);
  g_autofree char *who = rg_entry_words_who (rg_section_get_profile (section));
  /* Translators: %s is a customer's name; a line of the history. */
  g_autofree char *label = g_strdup_printf (_ ("Delete an entry of %s"), who);
  RgEntryChange *change = g_new0 (RgEntryChange, 1);

  change->entity = g_strdup (rg_entity_get_key (rg_row_get_entity (entry->row)));
  change->id = rg_row_get_id (entry->row);
  rg_change_say (rg_section_get_store (section), GTK_WIDGET (self), label, rg_entry_change_delete, change,
                 (GDestroyNotify) rg_entry_change_free, _ ("Entry deleted"));
}

/* --- rows ------------------------------------------------------------------ */

static gboolean
is_wanted (RgTimelineView *self, const RgTimelineEntry *entry)
{
  return self->filter == NULL || g_str_equal (rg_entry_words_kind (entry), self->filter);
}

static RgTimelineRow *
add_row (RgTimelineView *self, const char *key)
{
  GtkWidget *row = rg_timeline_row_new ();

  g_signal_connect (row, "save-requested", G_CALLBACK (save_requested_cb), self);
  g_signal_connect (row, "delete-requested", G_CALLBACK (delete_requested_cb), self);
  g_hash_table_insert (self->rows, g_strdup (key), row);
  return RG_TIMELINE_ROW (row);
}

static gboolean
has_unsaved (RgTimelineRow *row)
{
  RgEntryForm *form = rg_timeline_row_get_form (row);

  return form != NULL && rg_entry_form_is_changed (form);
}

/* The one that takes the focus when @row goes. */
static GtkWidget *
neighbour (GtkWidget *row)
{
  GtkWidget *next = gtk_widget_get_next_sibling (row);

  while (next != NULL && !RG_IS_TIMELINE_ROW (next))
    next = gtk_widget_get_next_sibling (next);
  if (next != NULL)
    return next;
  next = gtk_widget_get_prev_sibling (row);
  while (next != NULL && !RG_IS_TIMELINE_ROW (next))
    next = gtk_widget_get_prev_sibling (next);
  return next;
}

/* A form with something in it outlives its entry: what is written there is
 * nowhere else. */
static void
remove_rows (RgTimelineView *self, GHashTable *wanted, gboolean all)
{
  GHashTableIter iter;
  gpointer key, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &key, &row))
    {
      gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == row;
      GtkWidget *next = focused ? neighbour (row) : NULL;

      if (!all && (g_hash_table_contains (wanted, key) || has_unsaved (row)))
        continue;
      if (next != NULL && !all)
        gtk_widget_grab_focus (next);
      gtk_list_box_remove (self->list, row);
      g_hash_table_iter_remove (&iter);
    }
}

/* How many entries match; those up to the limit are in @wanted. */
static guint
show_rows (RgTimelineView *self, RgProfile *profile, GHashTable *wanted)
{
  GPtrArray *entries = rg_profile_get_timeline (profile);
  gboolean writable = rg_section_is_writable (RG_SECTION (self));
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const RgTimelineEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *key = NULL;
      RgTimelineRow *row;
      gboolean is_new;

      if (!is_wanted (self, entry) || n++ >= self->limit)
        continue;
      key = rg_timeline_row_make_key (entry);
      row = g_hash_table_lookup (self->rows, key);
      is_new = row == NULL;
      if (is_new)
        row = add_row (self, key);
      rg_timeline_row_set_entry (row, rg_profile_get_catalog (profile), entry, next_date_of (profile));
      rg_timeline_row_set_forms (row, rg_profile_get_forms (profile),
                                 rg_section_get_store (RG_SECTION (self)));
      rg_timeline_row_set_place (row, i);
      rg_timeline_row_set_writable (row, writable);
      if (is_new)
        gtk_list_box_append (self->list, GTK_WIDGET (row));
      g_hash_table_add (wanted, g_steal_pointer (&key));
    }
  return n;
}

static void
show_earlier_button (RgTimelineView *self, RgProfile *profile, guint n_matching)
{
  guint held = rg_profile_get_timeline (profile)->len;
  guint rest = n_matching > self->limit ? n_matching - self->limit : 0;
  gboolean has_focus = gtk_widget_is_focus (self->earlier_button);
  g_autofree char *label = NULL;

  /* What is not read cannot be filtered: then nobody knows how many. */
  if (self->filter == NULL)
    rest += rg_profile_get_n_timeline (profile) - MIN (held, rg_profile_get_n_timeline (profile));
  if (rest > 0)
    label = g_strdup_printf (ngettext ("Show %u Earlier Entry", "Show %u Earlier Entries", rest), rest);
  else if (held < rg_profile_get_n_timeline (profile))
    label = g_strdup (_ ("Look Further Back"));
  if (label == NULL && has_focus && gtk_widget_get_last_child (GTK_WIDGET (self->list)) != NULL)
    gtk_widget_grab_focus (gtk_widget_get_last_child (GTK_WIDGET (self->list)));
  gtk_widget_set_visible (self->earlier_button, label != NULL);
  if (label != NULL)
    gtk_button_set_label (GTK_BUTTON (self->earlier_button), label);
}

/* --- filter ---------------------------------------------------------------- */

static void
fill_filter (RgTimelineView *self, RgProfile *profile)
{
  GPtrArray *entries = rg_profile_get_timeline (profile);
  g_autoptr (GPtrArray) kinds = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = 0;
  gboolean same;

  for (guint i = 0; i < entries->len; i++)
    {
      const char *kind = rg_entry_words_kind (g_ptr_array_index (entries, i));

      if (!g_ptr_array_find_with_equal_func (kinds, kind, g_str_equal, NULL))
        g_ptr_array_add (kinds, g_strdup (kind));
    }
  if (self->filter != NULL && !g_ptr_array_find_with_equal_func (kinds, self->filter, g_str_equal, NULL))
    g_ptr_array_add (kinds, g_strdup (self->filter));
  gtk_widget_set_visible (GTK_WIDGET (self->filter_button),
                          self->filter != NULL || (entries->len >= FILTER_FROM && kinds->len > 1));

  same = self->kinds != NULL && kinds->len == self->kinds->len;
  for (guint i = 0; same && i < kinds->len; i++)
    same = g_str_equal (kinds->pdata[i], self->kinds->pdata[i]);

  self->filling = TRUE;
  if (!same)
    {
      gtk_string_list_append (words, _ ("Everything"));
      for (guint i = 0; i < kinds->len; i++)
        gtk_string_list_append (words, rg_kind_get_label (rg_profile_get_catalog (profile), kinds->pdata[i]));
      gtk_drop_down_set_model (self->filter_button, G_LIST_MODEL (words));
      g_clear_pointer (&self->kinds, g_ptr_array_unref);
      self->kinds = g_steal_pointer (&kinds);
    }
  if (self->filter != NULL &&
      g_ptr_array_find_with_equal_func (self->kinds, self->filter, g_str_equal, &selected))
    selected++;
  gtk_drop_down_set_selected (self->filter_button, selected);
  self->filling = FALSE;
}

static void
rebuild (RgTimelineView *self)
{
  RgProfile *profile = rg_section_get_profile (RG_SECTION (self));
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  if (profile != NULL)
    n = show_rows (self, profile, wanted);
  remove_rows (self, wanted, profile == NULL);
  gtk_list_box_invalidate_sort (self->list);
  gtk_list_box_invalidate_headers (self->list);
  gtk_widget_set_visible (GTK_WIDGET (self->list), g_hash_table_size (self->rows) > 0);
  gtk_widget_set_visible (self->empty_label, profile != NULL && rg_profile_get_n_timeline (profile) == 0);
  if (profile != NULL)
    {
      show_earlier_button (self, profile, n);
      fill_filter (self, profile);
    }
}

static void
filter_selected_cb (RgTimelineView *self)
{
  guint selected = gtk_drop_down_get_selected (self->filter_button);

  if (self->filling || self->kinds == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  rg_timeline_view_set_filter (self, selected == 0 ? NULL : self->kinds->pdata[selected - 1]);
}

static void
row_activated_cb (RgTimelineView *self, GtkListBoxRow *row)
{
  rg_timeline_row_begin_edit (RG_TIMELINE_ROW (row));
}

static void
earlier_cb (RgTimelineView *self)
{
  rg_timeline_view_show_earlier (self);
}

/* --- the object ------------------------------------------------------------ */

static void
rg_timeline_view_show (RgSection *section, RgProfile *profile, gboolean other)
{
  RgTimelineView *self = RG_TIMELINE_VIEW (section);

  if (other)
    {
      remove_rows (self, NULL, TRUE);
      self->limit = STEP;
      g_clear_pointer (&self->filter, g_free);
    }
  rebuild (self);
}

/* What cannot be read stays as it was; the rest is saved. */
static void
rg_timeline_view_flush (RgSection *section)
{
  RgTimelineView *self = RG_TIMELINE_VIEW (section);
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      if (has_unsaved (row) && rg_section_is_writable (section) &&
          !rg_entry_form_is_busy (rg_timeline_row_get_form (row)))
        {
          RgEntryChange *change = rg_entry_form_read_valid (rg_timeline_row_get_form (row));

          rg_timeline_row_end_edit (row, change->text);
          save_change (self, row, change);
        }
    }
}

static void
rg_timeline_view_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_TIMELINE_VIEW);

  G_OBJECT_CLASS (rg_timeline_view_parent_class)->dispose (object);
}

static void
rg_timeline_view_finalize (GObject *object)
{
  RgTimelineView *self = RG_TIMELINE_VIEW (object);

  g_hash_table_unref (self->rows);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_free (self->filter);

  G_OBJECT_CLASS (rg_timeline_view_parent_class)->finalize (object);
}

static void
rg_timeline_view_class_init (RgTimelineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RgSectionClass *section_class = RG_SECTION_CLASS (klass);

  object_class->dispose = rg_timeline_view_dispose;
  object_class->finalize = rg_timeline_view_finalize;
  section_class->show = rg_timeline_view_show;
  section_class->flush = rg_timeline_view_flush;

  /**
   * RgTimelineView::more-requested:
   *
   * The user wants to see entries that the profile does not hold: it is to be
   * read with more of them and shown again.
   */
  signals[MORE_REQUESTED] = g_signal_new ("more-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/record/rg-timeline-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RgTimelineView, box);
  gtk_widget_class_bind_template_child (widget_class, RgTimelineView, filter_button);
  gtk_widget_class_bind_template_child (widget_class, RgTimelineView, list);
  gtk_widget_class_bind_template_child (widget_class, RgTimelineView, empty_label);
  gtk_widget_class_bind_template_child (widget_class, RgTimelineView, earlier_button);
  gtk_widget_class_bind_template_callback (widget_class, filter_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, earlier_cb);
}

static void
rg_timeline_view_init (RgTimelineView *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->limit = STEP;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_func, NULL, NULL);
  gtk_list_box_set_sort_func (self->list, compare_rows, NULL, NULL);
}

/**
 * rg_timeline_view_new:
 *
 * Returns: (transfer floating): a timeline, of nobody yet
 */
GtkWidget *
rg_timeline_view_new (void)
{
  return g_object_new (RG_TYPE_TIMELINE_VIEW, NULL);
}

/**
 * rg_timeline_view_set_empty:
 * @self: a timeline
 * @text: what stands there while nothing has happened
 */
void
rg_timeline_view_set_empty (RgTimelineView *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->empty_label), text);
}

/**
 * rg_timeline_view_set_filter:
 * @self: a timeline
 * @kind: (nullable): a kind of event, or "sale"; %NULL shows all
 */
void
rg_timeline_view_set_filter (RgTimelineView *self, const char *kind)
{
  if (!g_set_str (&self->filter, kind))
    return;
  self->limit = STEP;
  rebuild (self);
}

/**
 * rg_timeline_view_show_earlier:
 * @self: a timeline
 *
 * Shows more entries, and asks for them where the profile has no more.
 */
void
rg_timeline_view_show_earlier (RgTimelineView *self)
{
  RgProfile *profile = rg_section_get_profile (RG_SECTION (self));

  if (profile == NULL)
    return;
  self->limit += STEP;
  rebuild (self);
  if (g_hash_table_size (self->rows) < self->limit &&
      rg_profile_get_timeline (profile)->len < rg_profile_get_n_timeline (profile))
    g_signal_emit (self, signals[MORE_REQUESTED], 0);
}

/**
 * rg_timeline_view_is_busy:
 * @self: a timeline
 *
 * Returns: whether something is on its way to the shop
 */
gboolean
rg_timeline_view_is_busy (RgTimelineView *self)
{
  return self->n_saving > 0;
}
