/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/doubles/rg-double-side.h"

#include "app/rg-settings.h"
#include "app/widgets/rg-avatar.h"
#include "app/widgets/rg-display.h"
#include "catalog/rg-phone.h"
#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>

/* Fields beyond the usual ones are shown where the two contradict each other,
 * and no more of them than these. */
#define MOST_CONTRADICTIONS 4

/* Characters of a value; a longer one is cut, and whole in the tooltip. */
#define VALUE_CHARS 30

static const char *const usual_keys[] = { "phones", "wechat", "source", "last_contact" };

struct _RgDoubleSide
{
  GtkBox parent_instance;

  RgAvatar *avatar;
  GtkWidget *name_button;
  GtkLabel *name_label;
  GtkWidget *fate_icon;
  GtkLabel *fate_label;
  GtkGrid *lines;

  gint64 id;
  int n_lines;
};

G_DEFINE_FINAL_TYPE (RgDoubleSide, rg_double_side, GTK_TYPE_BOX)

static void
name_clicked_cb (GtkButton *button, RgDoubleSide *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-customer", "x", self->id);
}

/**
 * rg_double_dup_name:
 * @customer: a row
 *
 * Returns: (transfer full): the name, else the phone, else that it has none
 */
char *
rg_double_dup_name (const RgRow *customer)
{
  const char *name = rg_row_get_text (customer, "name");
  const char *phone = rg_row_get_text (customer, "phone");

  if (name != NULL && *name != '\0')
    return g_strdup (name);
  return phone != NULL ? rg_phone_format (phone) : g_strdup (_ ("Without a name"));
}

/* --- values -------------------------------------------------------------- */

static char *
format_phones (const RgRow *customer, gboolean mask)
{
  g_auto (GStrv) phones = rg_text_list_from_json (rg_row_get_text (customer, "phones"));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; phones != NULL && phones[i] != NULL; i++)
    {
      g_autofree char *phone = mask ? rg_phone_mask (phones[i]) : rg_phone_format (phones[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", phone);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
format_value (const RgRow *customer, const RgField *field, gboolean mask)
{
  GDate today;
  char *text;

  if (g_str_equal (field->key, "phones"))
    return format_phones (customer, mask);
  if (g_str_equal (field->key, "last_contact"))
    {
      rg_display_today (&today);
      return rg_display_ago (rg_row_get_text (customer, "last_contact"), &today);
    }
  text = rg_row_format (customer, field, RG_FORMAT_DISPLAY);
  g_strdelimit (text, "\r\n", ' ');
  return text;
}

static gboolean
is_usual (const RgField *field)
{
  return g_strv_contains (usual_keys, field->key);
}

static gboolean
can_contradict (const RgField *field)
{
  return (field->flags & (RG_FIELD_SYSTEM | RG_FIELD_RETIRED | RG_FIELD_VIRTUAL | RG_FIELD_DERIVED)) == 0 &&
         field->type != &rg_type_long_text && !g_str_equal (field->key, "name") &&
         !g_str_equal (field->key, "phone") && !g_str_equal (field->key, "reading");
}

/* --- lines --------------------------------------------------------------- */

static GtkWidget *
make_value (const char *text, gboolean differs)
{
  GtkWidget *value = gtk_label_new (*text != '\0' ? text : "–");

  gtk_label_set_xalign (GTK_LABEL (value), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (value), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (value), VALUE_CHARS);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_add_css_class (value, differs && *text != '\0' ? "differs" : "dimmed-text");
  if (g_utf8_strlen (text, -1) > VALUE_CHARS / 2)
    gtk_widget_set_tooltip_text (value, text);
  return value;
}

static void
add_line (RgDoubleSide *self, const char *caption, const char *text, gboolean differs)
{
  GtkWidget *label = gtk_label_new (caption);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  gtk_widget_add_css_class (label, "dimmed-text");
  gtk_grid_attach (self->lines, label, 0, self->n_lines, 1, 1);
  gtk_grid_attach (self->lines, make_value (text, differs), 1, self->n_lines, 1, 1);
  self->n_lines++;
}

static void
add_field (RgDoubleSide *self, const RgField *field, RgRow *customer, RgRow *other, gboolean mask)
{
  g_autofree char *text = format_value (customer, field, mask);
  g_autofree char *others = format_value (other, field, mask);

  if (*text != '\0' || *others != '\0')
    add_line (self, g_str_equal (field->key, "phones") ? _ ("Phone") : rg_field_get_label (field), text,
              !rg_value_equal (rg_row_get (customer, field), rg_row_get (other, field)));
}

static void
add_contradictions (RgDoubleSide *self, RgRow *customer, RgRow *other, gboolean mask)
{
  const RgEntity *entity = rg_row_get_entity (customer);
  guint n = 0;

  for (guint i = 0; i < rg_entity_get_n_fields (entity) && n < MOST_CONTRADICTIONS; i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);
      const RgValue *value = rg_row_get (customer, field);
      const RgValue *others = rg_row_get (other, field);

      if (is_usual (field) || !can_contradict (field) || rg_value_is_null (value) ||
          rg_value_is_null (others) || rg_value_equal (value, others))
        continue;
      add_field (self, field, customer, other, mask);
      n++;
    }
}

static void
remove_lines (RgDoubleSide *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->lines))) != NULL)
    gtk_grid_remove (self->lines, child);
  self->n_lines = 0;
}

/**
 * rg_double_side_set:
 * @self: a side
 * @customer: who is shown
 * @other: whom it is compared with
 * @n_entries: entries of its timeline
 * @mask: whether phones are shown masked
 */
void
rg_double_side_set (RgDoubleSide *self, RgRow *customer, RgRow *other, guint n_entries, gboolean mask)
{
  const RgEntity *entity = rg_row_get_entity (customer);
  g_autofree char *name = rg_double_dup_name (customer);
  /* Translators: %s is a customer's name. */
  g_autofree char *open = g_strdup_printf (_ ("Show %s"), name);
  g_autofree char *entries = g_strdup_printf (ngettext ("%u entry", "%u entries", n_entries), n_entries);

  self->id = rg_row_get_id (customer);
  rg_avatar_set_customer (self->avatar, rg_row_get_text (customer, "name"), self->id);
  gtk_label_set_label (self->name_label, name);
  gtk_widget_set_tooltip_text (self->name_button, open);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name_button), GTK_ACCESSIBLE_PROPERTY_LABEL, open,
                                  -1);

  remove_lines (self);
  for (guint i = 0; i < G_N_ELEMENTS (usual_keys); i++)
    add_field (self, rg_entity_find_field (entity, usual_keys[i]), customer, other, mask);
  add_contradictions (self, customer, other, mask);
  add_line (self, _ ("Timeline"), n_entries > 0 ? entries : "", FALSE);
}

/**
 * rg_double_side_set_stays:
 * @self: a side
 * @stays: whether the other one is merged into it, or it into the other
 */
void
rg_double_side_set_stays (RgDoubleSide *self, gboolean stays)
{
  gtk_label_set_label (self->fate_label, stays ? _ ("Stays") : _ ("Goes into the other"));
  gtk_widget_set_visible (self->fate_icon, stays);
  if (stays)
    gtk_widget_add_css_class (GTK_WIDGET (self), "stays");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "stays");
}

static void
rg_double_side_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_DOUBLE_SIDE);

  G_OBJECT_CLASS (rg_double_side_parent_class)->dispose (object);
}

static void
rg_double_side_class_init (RgDoubleSideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_double_side_dispose;

  g_type_ensure (RG_TYPE_AVATAR);
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/pages/doubles/rg-double-side.ui");
  gtk_widget_class_bind_template_child (widget_class, RgDoubleSide, avatar);
  gtk_widget_class_bind_template_child (widget_class, RgDoubleSide, name_button);
  gtk_widget_class_bind_template_child (widget_class, RgDoubleSide, name_label);
  gtk_widget_class_bind_template_child (widget_class, RgDoubleSide, fate_icon);
  gtk_widget_class_bind_template_child (widget_class, RgDoubleSide, fate_label);
  gtk_widget_class_bind_template_child (widget_class, RgDoubleSide, lines);
  gtk_widget_class_bind_template_callback (widget_class, name_clicked_cb);
}

static void
rg_double_side_init (RgDoubleSide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rg_double_side_new:
 *
 * Returns: (transfer floating): an empty side
 */
GtkWidget *
rg_double_side_new (void)
{
  return g_object_new (RG_TYPE_DOUBLE_SIDE, NULL);
}
