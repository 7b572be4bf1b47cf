/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/doubles/rg-double-row.h"

#include "app/pages/doubles/rg-double-side.h"
#include "app/rg-settings.h"
#include "app/widgets/rg-chip.h"
#include "catalog/rg-phone.h"

#include <glib/gi18n-lib.h>

struct _RgDoubleRow
{
  GtkListBoxRow parent_instance;

  AdwWrapBox *evidence;
  GtkBox *sides;
  RgDoubleSide *first;
  RgDoubleSide *second;
  GtkWidget *swap_button;
  GtkWidget *different_button;
  GtkWidget *merge_button;

  RgRow *first_row;
  RgRow *second_row;
  gboolean swapped;
  gboolean editable;
  gboolean busy;
};

enum
{
  MERGE,
  DIFFERENT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgDoubleRow, rg_double_row, GTK_TYPE_LIST_BOX_ROW)

/* --- what speaks for it --------------------------------------------------- */

static const struct
{
  RgDoubleEvidence evidence;
  const char *label;
} evidences[] = {
  { RG_DOUBLE_SAME_PHONE, N_ ("Same phone") },   { RG_DOUBLE_SAME_WECHAT, N_ ("Same WeChat") },
  { RG_DOUBLE_SAME_EMAIL, N_ ("Same e-mail") },  { RG_DOUBLE_SAME_NAME, N_ ("Same name") },
  { RG_DOUBLE_SAME_SOUND, N_ ("Sounds alike") }, { RG_DOUBLE_SAME_TAIL, N_ ("Same last four digits") },
};

/* The first of phone, WeChat id and e-mail in common is the one that is told. */
static char *
describe (const RgDouble *pair, guint index, gboolean mask, gboolean *told)
{
  const char *label = _ (evidences[index].label);
  g_autofree char *shared = NULL;

  if (*told || pair->shared == NULL || evidences[index].evidence > RG_DOUBLE_SAME_EMAIL)
    return g_strdup (label);
  *told = TRUE;
  if (evidences[index].evidence == RG_DOUBLE_SAME_PHONE)
    shared = mask ? rg_phone_mask (pair->shared) : rg_phone_format (pair->shared);
  else
    shared = g_strdup (pair->shared);
  /* Translators: what two customers have in common, as in "Same phone 138 1234 5678". */
  return g_strdup_printf (_ ("%s %s"), label, shared);
}

/* Returns all of it in one line. */
static char *
show_evidence (RgDoubleRow *self, const RgDouble *pair, gboolean mask)
{
  GString *all = g_string_new (NULL);
  gboolean told = FALSE;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->evidence))) != NULL)
    adw_wrap_box_remove (self->evidence, child);
  for (guint i = 0; i < G_N_ELEMENTS (evidences); i++)
    {
      g_autofree char *text = NULL;
      GtkWidget *label;

      if ((pair->evidence & evidences[i].evidence) == 0)
        continue;
      text = describe (pair, i, mask, &told);
      label = gtk_label_new (text);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, "evidence");
      gtk_widget_add_css_class (label, "numeric");
      adw_wrap_box_append (self->evidence, label);
      g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", text);
    }
  return g_string_free_and_steal (all);
}

/* --- which of them stays -------------------------------------------------- */

RgRow *
rg_double_row_get_keep (RgDoubleRow *self)
{
  return self->swapped ? self->second_row : self->first_row;
}

RgRow *
rg_double_row_get_gone (RgDoubleRow *self)
{
  return self->swapped ? self->first_row : self->second_row;
}

static void
name_button (GtkWidget *button, const char *name, const char *tooltip)
{
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update_fates (RgDoubleRow *self)
{
  g_autofree char *keep = rg_double_dup_name (rg_double_row_get_keep (self));
  g_autofree char *gone = rg_double_dup_name (rg_double_row_get_gone (self));
  g_autofree char *merge = g_strdup_printf (_ ("Merge %s into %s"), gone, keep);
  g_autofree char *different = g_strdup_printf (_ ("%s and %s are not the same"), keep, gone);
  g_autofree char *swap = g_strdup_printf (_ ("Let %s stay"), gone);
  /* Translators: what a button does, and its key. */
  g_autofree char *merge_tip = g_strdup_printf (_ ("%s (%s)"), merge, "M");
  g_autofree char *different_tip = g_strdup_printf (_ ("%s (%s)"), different, "N");
  g_autofree char *swap_tip = g_strdup_printf (_ ("%s (%s)"), swap, "S");

  rg_double_side_set_stays (self->first, !self->swapped);
  rg_double_side_set_stays (self->second, self->swapped);
  name_button (self->merge_button, merge, merge_tip);
  name_button (self->different_button, different, different_tip);
  name_button (self->swap_button, swap, swap_tip);
}

/**
 * rg_double_row_set:
 * @self: a row
 * @pair: what it shows
 * @n_first: entries of the first one's timeline
 * @n_second: of the second one's
 * @mask: whether phones are shown masked
 *
 * Who was to stay still is, when it is the same pair.
 */
void
rg_double_row_set (RgDoubleRow *self, const RgDouble *pair, guint n_first, guint n_second, gboolean mask)
{
  g_autofree char *first = rg_double_dup_name (pair->first);
  g_autofree char *second = rg_double_dup_name (pair->second);
  g_autofree char *name = NULL;
  g_autofree char *evidence = show_evidence (self, pair, mask);

  if (self->first_row != NULL && (rg_row_get_id (self->first_row) != rg_row_get_id (pair->first) ||
                                  rg_row_get_id (self->second_row) != rg_row_get_id (pair->second)))
    self->swapped = FALSE;
  g_clear_pointer (&self->first_row, rg_row_unref);
  g_clear_pointer (&self->second_row, rg_row_unref);
  self->first_row = rg_row_ref (pair->first);
  self->second_row = rg_row_ref (pair->second);
  rg_double_side_set (self->first, pair->first, pair->second, n_first, mask);
  rg_double_side_set (self->second, pair->second, pair->first, n_second, mask);
  update_fates (self);

  /* Translators: the names of two customers. */
  name = g_strdup_printf (_ ("%s and %s"), first, second);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, evidence, -1);
}

/**
 * rg_double_row_set_narrow:
 * @self: a row
 * @narrow: whether the two stand below each other
 */
void
rg_double_row_set_narrow (RgDoubleRow *self, gboolean narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->sides),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->sides, !narrow);
}

static void
update_actions (RgDoubleRow *self)
{
  gboolean enabled = self->editable && !self->busy;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pair.merge", enabled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pair.different", enabled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pair.swap", enabled);
}

/**
 * rg_double_row_set_editable:
 * @self: a row
 * @editable: whether the shop can be changed
 */
void
rg_double_row_set_editable (RgDoubleRow *self, gboolean editable)
{
  self->editable = editable;
  update_actions (self);
}

/**
 * rg_double_row_set_busy:
 * @self: a row
 * @busy: whether what was decided is being written
 */
void
rg_double_row_set_busy (RgDoubleRow *self, gboolean busy)
{
  self->busy = busy;
  update_actions (self);
}

/**
 * rg_double_row_get_ids:
 * @self: a row with a pair
 * @first: (out): the lower id
 * @second: (out): the higher one
 */
void
rg_double_row_get_ids (RgDoubleRow *self, gint64 *first, gint64 *second)
{
  *first = rg_row_get_id (self->first_row);
  *second = rg_row_get_id (self->second_row);
}

/* --- the widget ----------------------------------------------------------- */

static void
merge (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[MERGE], 0);
}

static void
different (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[DIFFERENT], 0);
}

static void
swap (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RgDoubleRow *self = RG_DOUBLE_ROW (widget);

  self->swapped = !self->swapped;
  update_fates (self);
}

static void
rg_double_row_dispose (GObject *object)
{
  RgDoubleRow *self = RG_DOUBLE_ROW (object);

  g_clear_pointer (&self->first_row, rg_row_unref);
  g_clear_pointer (&self->second_row, rg_row_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_DOUBLE_ROW);

  G_OBJECT_CLASS (rg_double_row_parent_class)->dispose (object);
}

/* Nothing is typed here, so that letters are free for this. */
static void
bind_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    const char *action;
  } keys[] = {
    { GDK_KEY_m, "pair.merge" },
    { GDK_KEY_n, "pair.different" },
    { GDK_KEY_Delete, "pair.different" },
    { GDK_KEY_s, "pair.swap" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, 0, keys[i].action, NULL);
}

static void
rg_double_row_class_init (RgDoubleRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_double_row_dispose;

  /**
   * RgDoubleRow::merge:
   *
   * The two are to become one.
   */
  signals[MERGE] = g_signal_new ("merge", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  /**
   * RgDoubleRow::different:
   *
   * The two are different people.
   */
  signals[DIFFERENT] = g_signal_new ("different", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);

  g_type_ensure (RG_TYPE_DOUBLE_SIDE);
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/pages/doubles/rg-double-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RgDoubleRow, evidence);
  gtk_widget_class_bind_template_child (widget_class, RgDoubleRow, sides);
  gtk_widget_class_bind_template_child (widget_class, RgDoubleRow, first);
  gtk_widget_class_bind_template_child (widget_class, RgDoubleRow, second);
  gtk_widget_class_bind_template_child (widget_class, RgDoubleRow, swap_button);
  gtk_widget_class_bind_template_child (widget_class, RgDoubleRow, different_button);
  gtk_widget_class_bind_template_child (widget_class, RgDoubleRow, merge_button);

  gtk_widget_class_install_action (widget_class, "pair.merge", NULL, merge);
  gtk_widget_class_install_action (widget_class, "pair.different", NULL, different);
  gtk_widget_class_install_action (widget_class, "pair.swap", NULL, swap);
  bind_keys (widget_class);
}

static void
rg_double_row_init (RgDoubleRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rg_double_row_new:
 *
 * Returns: (transfer floating): a row without a pair
 */
GtkWidget *
rg_double_row_new (void)
{
  return g_object_new (RG_TYPE_DOUBLE_ROW, NULL);
}
