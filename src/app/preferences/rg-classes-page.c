/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-classes-page.h"

#include "app/preferences/rg-kinds-box.h"
#include "app/rg-keep-up.h"
#include "shop/rg-classes.h"
#include "shop/rg-follow.h"

#include <glib/gi18n-lib.h>

/* Steps of a spin button that come one after the other are one change. */
#define SAVE_MS 400
#define LOOK_MS 300

/* Numbers that are set here; @unit: what of a stored number one step is. */
static const struct
{
  const char *key;
  const char *title;
  gint64 unit;
  double least;
  double most;
} numbers[] = {
  { "class_a", N_ ("Points for an A"), 1, 2, 100 },
  { "class_b", N_ ("Points for a B"), 1, 1, 99 },
  { "high_value_fen", N_ ("Sales for all points (yuan)"), 100, 1, 10000000 },
  { "class_money_days", N_ ("Days in which sales count"), 1, 1, 3650 },
  { "class_contacts", N_ ("Contacts for all points"), 1, 1, 1000 },
  { "class_contact_days", N_ ("Days in which contacts count"), 1, 1, 3650 },
  { "at_risk", N_ ("Days after which nothing is left of recency"), 1, 1, 3650 },
  { "asleep", N_ ("Days without contact and sale until asleep"), 1, 1, 3650 },
  { "effective_chars", N_ ("Characters from which a contact says something"), 1, 1, 1000 },
  { "forgotten", N_ ("Days without contact and plan until “Today” reminds"), 1, 1, 3650 },
};
#define N_NUMBERS G_N_ELEMENTS (numbers)
#define ASLEEP (N_NUMBERS - 3)
#define FOLLOW_UP (N_NUMBERS - 2)

static const char *const weight_titles[RG_N_CLASS_PARTS] = { N_ ("Money"), N_ ("Contact"), N_ ("Recency") };

/* All of them, as they are stored. */
typedef struct
{
  guint weights[RG_N_CLASS_PARTS];
  gint64 numbers[N_NUMBERS];
  char **kinds; /* of events that are effective */
} Values;

struct _RgClassesPage
{
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *formula;
  AdwSpinRow *weights[RG_N_CLASS_PARTS];
  AdwSpinRow *numbers[N_NUMBERS];
  RgKindsBox *kinds;
  GtkWidget *progress;

  RgStore *store;
  Values values;
  char *words;
  gboolean showing; /* the rows are being set, nobody moves them */
  gboolean known;   /* the shop's numbers have been read */
  guint save_timeout;
  guint look_timeout;
  guint n_waiting; /* answers that are still to come */
};

G_DEFINE_FINAL_TYPE (RgClassesPage, rg_classes_page, ADW_TYPE_PREFERENCES_PAGE)

/* --- what is shown -------------------------------------------------------- */

static void
take_values (Values *values, const RgDefaults *defaults)
{
  for (guint i = 0; i < RG_N_CLASS_PARTS; i++)
    values->weights[i] = rg_defaults_get_weight (defaults, i);
  for (guint i = 0; i < N_NUMBERS; i++)
    values->numbers[i] = rg_defaults_get (defaults, numbers[i].key);
  g_strfreev (values->kinds);
  values->kinds = g_strdupv ((char **) rg_defaults_get_effective_kinds (defaults));
}

static void
values_clear (Values *values)
{
  g_clear_pointer (&values->kinds, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Values, values_clear)

static Values *
values_copy (const Values *values)
{
  Values *copy = g_memdup2 (values, sizeof *values);

  copy->kinds = g_strdupv (values->kinds);
  return copy;
}

static void
values_free (gpointer data)
{
  values_clear (data);
  g_free (data);
}

static void
show_values (RgClassesPage *self)
{
  self->showing = TRUE;
  for (guint i = 0; i < RG_N_CLASS_PARTS; i++)
    adw_spin_row_set_value (self->weights[i], self->values.weights[i]);
  for (guint i = 0; i < N_NUMBERS; i++)
    adw_spin_row_set_value (self->numbers[i], (double) self->values.numbers[i] / (double) numbers[i].unit);
  rg_kinds_box_set_kinds (self->kinds, (const char *const *) self->values.kinds);
  self->showing = FALSE;
}

static void
show_formula (RgClassesPage *self, const RgDefaults *defaults)
{
  g_autofree char *words = rg_classes_describe_formula (defaults);
  g_autofree char *markup = g_markup_escape_text (words, -1);

  g_set_str (&self->words, words);
  adw_preferences_group_set_description (self->formula, markup);
}

/* --- working out anew ----------------------------------------------------- */

static void look_soon (RgClassesPage *self);

static gpointer
look_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  double progress = rg_follow_get_progress (read);

  return g_memdup2 (&progress, sizeof progress);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgClassesPage) self = user_data;
  g_autofree double *progress = rg_store_read_finish (RG_STORE (source), result, NULL);

  self->n_waiting--;
  if (self->store == NULL)
    return;
  if (progress == NULL || *progress >= 1.0)
    {
      gtk_widget_set_visible (self->progress, FALSE);
      return;
    }
  gtk_widget_set_visible (self->progress, TRUE);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), *progress);
  look_soon (self);
}

static void
look_cb (gpointer user_data)
{
  RgClassesPage *self = user_data;

  self->look_timeout = 0;
  self->n_waiting++;
  rg_store_read_async (self->store, look_func, NULL, NULL, g_free, NULL, looked_cb, g_object_ref (self));
}

static void
look_soon (RgClassesPage *self)
{
  if (self->look_timeout == 0)
    self->look_timeout = g_timeout_add_once (LOOK_MS, look_cb, self);
}

/* --- saving --------------------------------------------------------------- */

/* What is as it came with the program is not kept as the shop's own. */
static gpointer
save_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const Values *values = data;
  g_autoptr (RgDefaults) shipped = rg_defaults_new ();
  g_auto (Values) usual = { .kinds = NULL };

  take_values (&usual, shipped);
  if (!rg_defaults_set_weights (write, values->weights, error))
    return NULL;
  for (guint i = 0; i < N_NUMBERS; i++)
    if (!rg_defaults_set (write, numbers[i].key,
                          values->numbers[i] != usual.numbers[i] ? values->numbers[i] : 0, error))
      return NULL;
  if (!rg_defaults_set_effective_kinds (write, (const char *const *) values->kinds, error))
    return NULL;
  return rg_defaults_read (rg_write_as_read (write), error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgClassesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDefaults) defaults = rg_store_write_finish (RG_STORE (source), result, &error);

  self->n_waiting--;
  if (defaults != NULL)
    rg_keep_up_look (RG_STORE (source));
  if (self->store == NULL)
    return;
  if (defaults == NULL)
    {
      adw_preferences_group_set_description (self->formula, error->message);
      return;
    }
  show_formula (self, defaults);
  look_soon (self);
}

static void
save (RgClassesPage *self)
{
  g_clear_handle_id (&self->save_timeout, g_source_remove);
  self->n_waiting++;
  rg_store_write_async (self->store, save_func, values_copy (&self->values), values_free,
                        (GDestroyNotify) rg_defaults_free, NULL, saved_cb, g_object_ref (self));
}

static void
save_cb (gpointer user_data)
{
  RgClassesPage *self = user_data;

  self->save_timeout = 0;
  save (self);
}

static void
save_soon (RgClassesPage *self)
{
  g_clear_handle_id (&self->save_timeout, g_source_remove);
  self->save_timeout = g_timeout_add_once (SAVE_MS, save_cb, self);
}

/* --- moving --------------------------------------------------------------- */

/* The three are a hundred together: what one gets, the others give. */
static void
weight_cb (AdwSpinRow *row, GParamSpec *pspec, RgClassesPage *self)
{
  RgClassPart part = 0;

  if (self->showing || !self->known)
    return;
  while (self->weights[part] != row)
    part++;
  rg_classes_balance (self->values.weights, part, (guint) adw_spin_row_get_value (row));
  show_values (self);
  save_soon (self);
}

/* Who has an A has more points than who has a B. */
static void
number_cb (AdwSpinRow *row, GParamSpec *pspec, RgClassesPage *self)
{
  guint i = 0;

  if (self->showing || !self->known)
    return;
  while (self->numbers[i] != row)
    i++;
  self->values.numbers[i] = (gint64) adw_spin_row_get_value (row) * numbers[i].unit;
  if (i == 0)
    self->values.numbers[1] = MIN (self->values.numbers[1], self->values.numbers[0] - 1);
  else if (i == 1)
    self->values.numbers[0] = MAX (self->values.numbers[0], self->values.numbers[1] + 1);
  show_values (self);
  save_soon (self);
}

/* Without any, nothing would ever be effective: the last one stays. */
static void
kinds_cb (RgClassesPage *self)
{
  g_auto (GStrv) kinds = rg_kinds_box_dup_kinds (self->kinds);

  if (!self->known)
    return;
  if (kinds[0] == NULL)
    {
      show_values (self);
      return;
    }
  g_strfreev (self->values.kinds);
  self->values.kinds = g_steal_pointer (&kinds);
  save_soon (self);
}

static void
reset_cb (GtkButton *button, RgClassesPage *self)
{
  rg_classes_page_reset (self);
}

/* --- the widget ----------------------------------------------------------- */

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_defaults_read (read, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgClassesPage) self = user_data;
  g_autoptr (RgDefaults) defaults = rg_store_read_finish (RG_STORE (source), result, NULL);

  self->n_waiting--;
  if (self->store == NULL || defaults == NULL)
    return;
  take_values (&self->values, defaults);
  show_values (self);
  show_formula (self, defaults);
  self->known = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  look_soon (self);
}

static void
rg_classes_page_dispose (GObject *object)
{
  RgClassesPage *self = RG_CLASSES_PAGE (object);

  g_clear_handle_id (&self->look_timeout, g_source_remove);
  if (self->save_timeout != 0)
    save (self);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_classes_page_parent_class)->dispose (object);
}

static void
rg_classes_page_finalize (GObject *object)
{
  RgClassesPage *self = RG_CLASSES_PAGE (object);

  g_free (self->words);
  values_clear (&self->values);

  G_OBJECT_CLASS (rg_classes_page_parent_class)->finalize (object);
}

static void
rg_classes_page_class_init (RgClassesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_classes_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_classes_page_finalize;
}

static AdwSpinRow *
add_row (AdwPreferencesGroup *group, const char *title, double least, double most, double step)
{
  GtkWidget *row = adw_spin_row_new_with_range (least, most, step);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);
  return ADW_SPIN_ROW (row);
}

static AdwPreferencesGroup *
add_group (RgClassesPage *self, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), group);
  return group;
}

static void
add_reset (RgClassesPage *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Back to Default"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (reset_cb), self);
  adw_preferences_group_set_header_suffix (self->formula, button);
}

/* A heading and the buttons below it. */
static void
add_kinds (RgClassesPage *self, AdwPreferencesGroup *group)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *label = gtk_label_new (_ ("Kinds that say something"));

  self->kinds = RG_KINDS_BOX (rg_kinds_box_new ());
  g_signal_connect_swapped (self->kinds, "changed", G_CALLBACK (kinds_cb), self);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->kinds), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label,
                                  NULL, -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->kinds));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gtk_label_get_label (GTK_LABEL (label)));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  adw_preferences_group_add (group, row);
}

static void
rg_classes_page_init (RgClassesPage *self)
{
  AdwPreferencesGroup *group;

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (self), _ ("Classes"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (self), "starred-symbolic");
  adw_preferences_page_set_name (ADW_PREFERENCES_PAGE (self), "classes");
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);

  self->formula = add_group (self, _ ("Classes A, B and C"));
  add_reset (self);
  for (guint i = 0; i < RG_N_CLASS_PARTS; i++)
    {
      /* Translators: %s is "Money", "Contact" or "Recency". */
      g_autofree char *title = g_strdup_printf (_ ("Weight of %s"), _ (weight_titles[i]));

      self->weights[i] = add_row (self->formula, title, 0, 100, 5);
      g_signal_connect (self->weights[i], "notify::value", G_CALLBACK (weight_cb), self);
    }
  self->progress = gtk_progress_bar_new ();
  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (self->progress), TRUE);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), _ ("Everybody is worked out anew…"));
  gtk_widget_set_margin_top (self->progress, 12);
  gtk_widget_set_visible (self->progress, FALSE);
  adw_preferences_group_add (self->formula, self->progress);

  group = add_group (self, _ ("What Counts"));
  for (guint i = 0; i < N_NUMBERS; i++)
    {
      if (i == ASLEEP)
        group = add_group (self, _ ("Life Stages"));
      else if (i == FOLLOW_UP)
        {
          group = add_group (self, _ ("Following Up"));
          adw_preferences_group_set_description (
              group, _ ("A contact of one of these kinds counts as effective when its text is that long, or "
                        "when it has an outcome."));
          add_kinds (self, group);
        }
      self->numbers[i] = add_row (group, _ (numbers[i].title), numbers[i].least, numbers[i].most,
                                  numbers[i].unit > 1 ? 100 : 1);
      g_signal_connect (self->numbers[i], "notify::value", G_CALLBACK (number_cb), self);
    }
}

/**
 * rg_classes_page_new:
 * @store: a shop that can be changed
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
rg_classes_page_new (RgStore *store)
{
  RgClassesPage *self = g_object_new (RG_TYPE_CLASSES_PAGE, NULL);

  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (store);

  self->store = g_object_ref (store);
  rg_kinds_box_fill (self->kinds, catalog, NULL, (const char *const[]) { NULL });
  self->n_waiting++;
  rg_store_read_async (store, read_func, NULL, NULL, (GDestroyNotify) rg_defaults_free, NULL, read_cb,
                       g_object_ref (self));
  return GTK_WIDGET (self);
}

/**
 * rg_classes_page_is_busy:
 * @self: a page
 *
 * Returns: whether something is being read, written or worked out
 */
gboolean
rg_classes_page_is_busy (RgClassesPage *self)
{
  return self->n_waiting > 0 || self->save_timeout != 0 || self->look_timeout != 0;
}

/**
 * rg_classes_page_get_formula:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the formula in words
 */
const char *
rg_classes_page_get_formula (RgClassesPage *self)
{
  return self->words;
}

/**
 * rg_classes_page_set_weight:
 * @self: a page
 * @part: what a score is made of
 * @weight: how many points it gives at most
 */
void
rg_classes_page_set_weight (RgClassesPage *self, RgClassPart part, guint weight)
{
  adw_spin_row_set_value (self->weights[part], weight);
}

/**
 * rg_classes_page_get_weight:
 * @self: a page
 * @part: what a score is made of
 *
 * Returns: how many points it gives at most
 */
guint
rg_classes_page_get_weight (RgClassesPage *self, RgClassPart part)
{
  return (guint) adw_spin_row_get_value (self->weights[part]);
}

/**
 * rg_classes_page_set_number:
 * @self: a page
 * @key: of one of its numbers
 * @number: as it is stored
 */
void
rg_classes_page_set_number (RgClassesPage *self, const char *key, gint64 number)
{
  for (guint i = 0; i < N_NUMBERS; i++)
    if (g_str_equal (numbers[i].key, key))
      adw_spin_row_set_value (self->numbers[i], (double) number / (double) numbers[i].unit);
}

/**
 * rg_classes_page_choose_kind:
 * @self: a page
 * @kind: of an event
 * @chosen: whether it may be effective
 */
void
rg_classes_page_choose_kind (RgClassesPage *self, const char *kind, gboolean chosen)
{
  rg_kinds_box_choose (self->kinds, kind, chosen);
}

/**
 * rg_classes_page_reset:
 * @self: a page
 *
 * All numbers are again those that came with the program.
 */
void
rg_classes_page_reset (RgClassesPage *self)
{
  g_autoptr (RgDefaults) shipped = rg_defaults_new ();

  take_values (&self->values, shipped);
  show_values (self);
  save (self);
}
