/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/filter/rg-filter-bar.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* A chip is not wider than this many letters; its tooltip says all of it. */
#define CHIP_LETTERS 34

struct _RgFilterBar
{
  GtkWidget parent_instance;

  AdwWrapBox *box;
  GtkLabel *title_label;
  GPtrArray *chips; /* (element-type GtkWidget) (unowned) */

  const char *entity;     /* interned */
  RgCondition *condition; /* (nullable) */
  GPtrArray *parts;       /* (element-type RgCondition) */
  char **sentences;       /* (nullable): one of each part, once they are known */
  GCancellable *asking;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgFilterBar, rg_filter_bar, GTK_TYPE_WIDGET)

/* --- parts ---------------------------------------------------------------- */

/* What must all hold stands side by side; anything else is one part. */
static void
split (RgFilterBar *self)
{
  g_ptr_array_set_size (self->parts, 0);
  if (self->condition == NULL)
    return;
  if (rg_condition_get_kind (self->condition) != RG_CONDITION_ALL)
    {
      g_ptr_array_add (self->parts, rg_condition_ref (self->condition));
      return;
    }
  for (guint i = 0; i < rg_condition_get_n_children (self->condition); i++)
    g_ptr_array_add (self->parts, rg_condition_ref (rg_condition_get_child (self->condition, i)));
}

/**
 * rg_filter_bar_remove:
 * @self: a bar
 * @part: which of its parts
 *
 * Takes a part away.
 */
void
rg_filter_bar_remove (RgFilterBar *self, guint part)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  g_autoptr (RgCondition) condition = NULL;

  for (guint i = 0; i < self->parts->len; i++)
    if (i != part)
      g_ptr_array_add (left, g_ptr_array_index (self->parts, i));
  if (left->len > 0)
    condition = rg_condition_new_group (RG_CONDITION_ALL, left);
  g_signal_emit (self, signals[CHANGED], 0, condition);
}

static void
remove_cb (GtkButton *button, RgFilterBar *self)
{
  rg_filter_bar_remove (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "rg-part")));
}

/* --- chips ---------------------------------------------------------------- */

static GtkWidget *
make_chip (RgFilterBar *self, guint part)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *label = gtk_label_new (NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CHIP_LETTERS);
  gtk_widget_add_css_class (chip, "filter-part");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "rg-part", GUINT_TO_POINTER (part));
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), button);

  return chip;
}

static void
say_chip (GtkWidget *chip, const char *sentence)
{
  GtkWidget *label = gtk_widget_get_first_child (chip), *button = gtk_widget_get_last_child (chip);
  /* Translators: %s is a sentence that says what a list is filtered by. */
  g_autofree char *name = g_strdup_printf (_ ("Remove “%s”"), sentence);

  gtk_label_set_label (GTK_LABEL (label), sentence);
  gtk_widget_set_tooltip_text (label, sentence);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
make_chips (RgFilterBar *self)
{
  GtkWidget *before = GTK_WIDGET (self->title_label);

  for (guint i = 0; i < self->chips->len; i++)
    adw_wrap_box_remove (self->box, g_ptr_array_index (self->chips, i));
  g_ptr_array_set_size (self->chips, 0);
  for (guint i = 0; i < self->parts->len; i++)
    {
      GtkWidget *chip = make_chip (self, i);

      say_chip (chip, "…");
      adw_wrap_box_insert_child_after (self->box, chip, before);
      g_ptr_array_add (self->chips, chip);
      before = chip;
    }
}

/* --- sentences ------------------------------------------------------------ */

typedef struct
{
  const char *entity;
  GPtrArray *parts; /* (element-type RgCondition) */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_ptr_array_unref (question->parts);
  g_free (question);
}

static gpointer
describe_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < question->parts->len; i++)
    g_strv_builder_take (
        builder, rg_condition_describe (g_ptr_array_index (question->parts, i), read, question->entity));

  return g_strv_builder_end (builder);
}

static void
described_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgFilterBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) sentences = rg_store_read_finish (RG_STORE (source), result, &error);

  if (sentences == NULL || g_strv_length (sentences) != self->chips->len)
    return;
  for (guint i = 0; i < self->chips->len; i++)
    say_chip (g_ptr_array_index (self->chips, i), sentences[i]);
  g_strfreev (self->sentences);
  self->sentences = g_steal_pointer (&sentences);
}

static void
stop_asking (RgFilterBar *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

/* The parts are read on another thread while this one may have others. */
static void
ask_sentences (RgFilterBar *self, RgStore *store)
{
  Question *question = g_new0 (Question, 1);

  question->entity = self->entity;
  question->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_condition_unref);
  for (guint i = 0; i < self->parts->len; i++)
    g_ptr_array_add (question->parts, rg_condition_ref (g_ptr_array_index (self->parts, i)));
  self->asking = g_cancellable_new ();
  rg_store_read_async (store, describe_func, question, question_free, (GDestroyNotify) g_strfreev,
                       self->asking, described_cb, g_object_ref (self));
}

/**
 * rg_filter_bar_set:
 * @self: a bar
 * @store: (nullable): the shop
 * @condition: (nullable): what is filtered by
 * @title: (nullable): what it is called
 */
void
rg_filter_bar_set (RgFilterBar *self, RgStore *store, RgCondition *condition, const char *title)
{
  stop_asking (self);
  g_clear_pointer (&self->condition, rg_condition_unref);
  g_clear_pointer (&self->sentences, g_strfreev);
  if (condition != NULL)
    self->condition = rg_condition_ref (condition);
  split (self);
  gtk_label_set_label (self->title_label, title != NULL ? title : "");
  gtk_widget_set_visible (GTK_WIDGET (self->title_label), title != NULL);
  make_chips (self);
  if (store != NULL && self->parts->len > 0)
    ask_sentences (self, store);
}

/**
 * rg_filter_bar_get_n_parts:
 * @self: a bar
 *
 * Returns: how many chips there are
 */
guint
rg_filter_bar_get_n_parts (RgFilterBar *self)
{
  return self->parts->len;
}

/**
 * rg_filter_bar_get_part:
 * @self: a bar
 * @part: which chip
 *
 * Returns: (transfer none): its sentence; "" until it is known
 */
const char *
rg_filter_bar_get_part (RgFilterBar *self, guint part)
{
  return self->sentences != NULL && part < self->parts->len ? self->sentences[part] : "";
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_filter_bar_dispose (GObject *object)
{
  RgFilterBar *self = RG_FILTER_BAR (object);

  stop_asking (self);
  if (self->box != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->box)));
  g_ptr_array_set_size (self->chips, 0);
  g_clear_pointer (&self->condition, rg_condition_unref);

  G_OBJECT_CLASS (rg_filter_bar_parent_class)->dispose (object);
}

static void
rg_filter_bar_finalize (GObject *object)
{
  RgFilterBar *self = RG_FILTER_BAR (object);

  g_ptr_array_unref (self->chips);
  g_ptr_array_unref (self->parts);
  g_strfreev (self->sentences);

  G_OBJECT_CLASS (rg_filter_bar_parent_class)->finalize (object);
}

static void
rg_filter_bar_class_init (RgFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_filter_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_filter_bar_finalize;

  /**
   * RgFilterBar::changed:
   * @condition: (nullable): what is left
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, RG_TYPE_CONDITION);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "filter-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_button (GtkWidget *actions, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (actions), button);
}

static void
rg_filter_bar_init (RgFilterBar *self)
{
  GtkWidget *actions = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->chips = g_ptr_array_new ();
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_condition_unref);
  self->box = ADW_WRAP_BOX (adw_wrap_box_new ());
  adw_wrap_box_set_child_spacing (self->box, 6);
  adw_wrap_box_set_line_spacing (self->box, 4);
  adw_wrap_box_set_justify_last_line (self->box, FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));

  self->title_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->title_label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->title_label), "heading");
  adw_wrap_box_append (self->box, GTK_WIDGET (self->title_label));
  /* They go to the next line together. */
  add_button (actions, _ ("_Edit…"), "page.filter");
  add_button (actions, _ ("_Save as View…"), "page.save-view");
  add_button (actions, _ ("C_lear"), "page.clear-filter");
  adw_wrap_box_append (self->box, actions);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Filter"), -1);
}

/**
 * rg_filter_bar_new:
 * @entity: what is filtered: "customer" or "deal"
 *
 * Returns: (transfer floating): a bar without chips
 */
GtkWidget *
rg_filter_bar_new (const char *entity)
{
  RgFilterBar *self = g_object_new (RG_TYPE_FILTER_BAR, NULL);

  self->entity = g_intern_string (entity);
  return GTK_WIDGET (self);
}
