/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-known-people.h"

#include "app/rg-known-person.h"
#include "catalog/rg-phone.h"
#include "shop/rg-people.h"

#include <glib/gi18n-lib.h>

#define DELAY_MS 80
#define MOST 4

struct _RgKnownPeople
{
  AdwBin parent_instance;

  GtkLabel *heading_label;
  GtkListBox *list;
  GtkWidget *family_label;

  RgStore *store;
  gboolean mask;
  char *phone;
  guint timeout;
  GCancellable *looking_up;
};

enum
{
  OPEN,
  JOIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgKnownPeople, rg_known_people, ADW_TYPE_BIN)

static void
emit (RgKnownPeople *self, guint signal, RgKnownPerson *person)
{
  RgRow *customer = rg_known_person_get_customer (person);

  g_signal_emit (self, signals[signal], 0, rg_row_get_id (customer), rg_row_get_text (customer, "name"));
}

static void
open_cb (RgKnownPerson *person, RgKnownPeople *self)
{
  emit (self, OPEN, person);
}

static void
join_cb (RgKnownPerson *person, RgKnownPeople *self)
{
  emit (self, JOIN, person);
}

/* @rows: (nullable) */
static void
show_people (RgKnownPeople *self, GPtrArray *rows)
{
  g_autofree char *normal = NULL;
  gboolean whole = self->phone != NULL && rg_phone_normalize (self->phone, &normal) != RG_PHONE_INVALID;
  const char *heading = whole ? _ ("Somebody Has This Number") : _ ("Numbers That Begin Like This");
  gboolean somebody = rows != NULL && rows->len > 0;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; somebody && i < rows->len; i++)
    {
      GtkWidget *person = rg_known_person_new (self->store, g_ptr_array_index (rows, i), whole, self->mask);

      g_signal_connect_object (person, "open", G_CALLBACK (open_cb), self, G_CONNECT_DEFAULT);
      g_signal_connect_object (person, "join", G_CALLBACK (join_cb), self, G_CONNECT_DEFAULT);
      gtk_list_box_append (self->list, person);
    }
  gtk_label_set_label (self->heading_label, heading);
  gtk_widget_set_visible (self->family_label, whole);
  if (somebody && !gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), heading, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_set_visible (GTK_WIDGET (self), somebody);
}

/* --- looking up ------------------------------------------------------------- */

static gpointer
look_up_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_people_with_phone (read, data, MOST, error);
}

typedef struct
{
  RgKnownPeople *people;
  GCancellable *cancellable;
} LookUp;

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree LookUp *look_up = user_data;
  g_autoptr (RgKnownPeople) self = look_up->people;
  g_autoptr (GCancellable) cancellable = look_up->cancellable;
  g_autoptr (GPtrArray) rows = rg_store_read_finish (RG_STORE (source), result, NULL);

  /* The number was changed meanwhile; one that is not answered is no hindrance. */
  if (self->looking_up == cancellable)
    {
      g_clear_object (&self->looking_up);
      show_people (self, rows);
    }
}

static void
stop (RgKnownPeople *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->looking_up != NULL)
    g_cancellable_cancel (self->looking_up);
  g_clear_object (&self->looking_up);
}

static gboolean
timeout_cb (gpointer user_data)
{
  RgKnownPeople *self = user_data;
  LookUp *look_up = g_new0 (LookUp, 1);

  self->timeout = 0;
  self->looking_up = g_cancellable_new ();
  look_up->people = g_object_ref (self);
  look_up->cancellable = g_object_ref (self->looking_up);
  rg_store_read_async (self->store, look_up_func, g_strdup (self->phone), g_free,
                       (GDestroyNotify) g_ptr_array_unref, self->looking_up, looked_up_cb, look_up);

  return G_SOURCE_REMOVE;
}

/**
 * rg_known_people_set_phone:
 * @self: the people
 * @text: what is written so far, in any spelling
 *
 * Looks up who has the number, a moment after the last change.
 */
void
rg_known_people_set_phone (RgKnownPeople *self, const char *text)
{
  g_return_if_fail (RG_IS_KNOWN_PEOPLE (self));

  stop (self);
  g_set_str (&self->phone, text);
  if (*text == '\0')
    show_people (self, NULL);
  else if (self->store != NULL)
    self->timeout = g_timeout_add (DELAY_MS, timeout_cb, self);
}

/**
 * rg_known_people_set_store:
 * @self: the people
 * @store: (nullable): the shop
 * @mask: whether phones are shown masked
 */
void
rg_known_people_set_store (RgKnownPeople *self, RgStore *store, gboolean mask)
{
  g_return_if_fail (RG_IS_KNOWN_PEOPLE (self));

  g_set_object (&self->store, store);
  self->mask = mask;
}

/* --- the widget ------------------------------------------------------------- */

static void
rg_known_people_dispose (GObject *object)
{
  RgKnownPeople *self = RG_KNOWN_PEOPLE (object);

  stop (self);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_KNOWN_PEOPLE);
  g_clear_object (&self->store);
  g_clear_pointer (&self->phone, g_free);

  G_OBJECT_CLASS (rg_known_people_parent_class)->dispose (object);
}

static void
rg_known_people_class_init (RgKnownPeopleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_known_people_dispose;

  /**
   * RgKnownPeople::open:
   * @id: a customer
   * @name: (nullable): the name
   *
   * The customer is to be shown.
   */
  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  /**
   * RgKnownPeople::join:
   * @id: a customer
   * @name: (nullable): the name
   *
   * What was written belongs to this customer.
   */
  signals[JOIN] = g_signal_new ("join", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/rg-known-people.ui");
  gtk_widget_class_bind_template_child (widget_class, RgKnownPeople, heading_label);
  gtk_widget_class_bind_template_child (widget_class, RgKnownPeople, list);
  gtk_widget_class_bind_template_child (widget_class, RgKnownPeople, family_label);
}

static void
rg_known_people_init (RgKnownPeople *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
