/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-known-person.h"

#include "app/widgets/rg-avatar.h"
#include "app/widgets/rg-chip.h"
#include "app/widgets/rg-display.h"
#include "catalog/rg-phone.h"
#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>

#define AVATAR_SIZE 40
#define MOST_TAGS 3

struct _RgKnownPerson
{
  GtkListBoxRow parent_instance;

  GtkBox *person_box;
  GtkLabel *name_label;
  GtkLabel *details_label;
  AdwWrapBox *tags_box;
  GtkWidget *open_button;
  GtkWidget *join_button;

  RgRow *customer;
};

enum
{
  OPEN,
  JOIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgKnownPerson, rg_known_person, GTK_TYPE_LIST_BOX_ROW)

static void
open_cb (RgKnownPerson *self)
{
  g_signal_emit (self, signals[OPEN], 0);
}

static void
join_cb (RgKnownPerson *self)
{
  g_signal_emit (self, signals[JOIN], 0);
}

static char *
dup_details (RgRow *customer, gboolean mask)
{
  const char *number = rg_row_get_text (customer, "phone");
  g_autofree char *phone = number == NULL ? g_strdup ("")
                           : mask         ? rg_phone_mask (number)
                                          : rg_phone_format (number);
  g_autofree char *ago = NULL;
  GDate today;

  rg_display_today (&today);
  ago = rg_display_ago (rg_row_get_text (customer, "last_contact"), &today);
  if (*ago == '\0')
    return g_steal_pointer (&phone);
  /* Translators: a phone number, and how long ago somebody was spoken to. */
  return g_strdup_printf (_ ("%s · last contact: %s"), phone, ago);
}

static void
show_tags (RgKnownPerson *self, RgStore *store)
{
  const char *json = rg_row_get_text (self->customer, "tags");
  g_auto (GStrv) tags = json != NULL ? rg_text_list_from_json (json) : NULL;

  for (guint i = 0; tags != NULL && tags[i] != NULL && i < MOST_TAGS; i++)
    {
      GtkWidget *chip = rg_chip_new (tags[i], NULL);

      rg_chip_set_tag (RG_CHIP (chip), store, 0);
      adw_wrap_box_append (self->tags_box, chip);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->tags_box), tags != NULL && tags[0] != NULL);
}

static void
name_button (GtkWidget *button, const char *format, const char *name)
{
  g_autofree char *text = g_strdup_printf (format, name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_customer (RgKnownPerson *self, RgStore *store, gboolean mask)
{
  const char *name = rg_row_get_text (self->customer, "name");
  const char *shown = name != NULL ? name : _ ("Without a name");
  g_autofree char *details = dup_details (self->customer, mask);
  g_autofree char *said = g_strdup_printf ("%s, %s", shown, details);
  GtkWidget *avatar = rg_avatar_new (AVATAR_SIZE);

  rg_avatar_set_customer (RG_AVATAR (avatar), name, rg_row_get_id (self->customer));
  gtk_widget_set_valign (avatar, GTK_ALIGN_CENTER);
  gtk_box_prepend (self->person_box, avatar);
  gtk_label_set_label (self->name_label, shown);
  gtk_label_set_label (self->details_label, details);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  /* Translators: %s is a customer's name. */
  name_button (self->open_button, _ ("Open %s"), shown);
  /* Translators: %s is a customer's name. */
  name_button (self->join_button, _ ("Add to %s"), shown);
  show_tags (self, store);
}

static void
rg_known_person_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_KNOWN_PERSON);

  G_OBJECT_CLASS (rg_known_person_parent_class)->dispose (object);
}

static void
rg_known_person_finalize (GObject *object)
{
  g_clear_pointer (&RG_KNOWN_PERSON (object)->customer, rg_row_unref);

  G_OBJECT_CLASS (rg_known_person_parent_class)->finalize (object);
}

static void
rg_known_person_class_init (RgKnownPersonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_known_person_dispose;
  object_class->finalize = rg_known_person_finalize;

  /**
   * RgKnownPerson::open:
   *
   * The customer is to be shown.
   */
  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  /**
   * RgKnownPerson::join:
   *
   * What was written belongs to this customer.
   */
  signals[JOIN] = g_signal_new ("join", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/rg-known-person.ui");
  gtk_widget_class_bind_template_child (widget_class, RgKnownPerson, person_box);
  gtk_widget_class_bind_template_child (widget_class, RgKnownPerson, name_label);
  gtk_widget_class_bind_template_child (widget_class, RgKnownPerson, details_label);
  gtk_widget_class_bind_template_child (widget_class, RgKnownPerson, tags_box);
  gtk_widget_class_bind_template_child (widget_class, RgKnownPerson, open_button);
  gtk_widget_class_bind_template_child (widget_class, RgKnownPerson, join_button);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, join_cb);
}

static void
rg_known_person_init (RgKnownPerson *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rg_known_person_new:
 * @store: (nullable): the shop
 * @customer: who has the number
 * @can_join: whether what is being written can be added to them
 * @mask: whether phones are shown masked
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
rg_known_person_new (RgStore *store, RgRow *customer, gboolean can_join, gboolean mask)
{
  RgKnownPerson *self = g_object_new (RG_TYPE_KNOWN_PERSON, NULL);

  self->customer = rg_row_ref (customer);
  gtk_widget_set_visible (self->join_button, can_join);
  show_customer (self, store, mask);

  return GTK_WIDGET (self);
}

/**
 * rg_known_person_get_customer:
 * @self: a row
 *
 * Returns: (transfer none): who it is
 */
RgRow *
rg_known_person_get_customer (RgKnownPerson *self)
{
  return self->customer;
}
