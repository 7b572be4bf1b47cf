/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-header-card.h"

#include "app/record/rg-date-button.h"
#include "app/record/rg-score-button.h"
#include "app/record/rg-step-change.h"
#include "app/record/rg-tags-row.h"
#include "app/record/rg-way.h"
#include "app/record/rg-what-button.h"
#include "app/rg-application.h"
#include "app/rg-change.h"
#include "app/widgets/rg-avatar.h"
#include "app/widgets/rg-display.h"

#include <glib/gi18n-lib.h>

struct _RgHeaderCard
{
  RgSection parent_instance;

  RgAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *kind_label;
  GtkWidget *double_button;
  AdwWrapBox *ways;
  AdwWrapBox *facts;
  RgDateButton *next_button;
  RgWhatButton *what_button;
  RgScoreButton *score_button;
  RgTagsRow *tags_row;

  gboolean follows_settings;
};

G_DEFINE_FINAL_TYPE (RgHeaderCard, rg_header_card, RG_TYPE_SECTION)

static const char *
get_text (RgHeaderCard *self, const char *key)
{
  RgProfile *profile = rg_section_get_profile (RG_SECTION (self));
  const char *text = profile != NULL ? rg_row_get_text (rg_profile_get_customer (profile), key) : NULL;

  return text != NULL && *text != '\0' ? text : NULL;
}

static char *
dup_formatted (RgHeaderCard *self, const char *key)
{
  RgRow *row = rg_profile_get_customer (rg_section_get_profile (RG_SECTION (self)));

  return rg_row_format (row, rg_entity_find_field (rg_row_get_entity (row), key), RG_FORMAT_DISPLAY);
}

/* @first: (nullable): stays */
static void
clear (AdwWrapBox *box, GtkWidget *first)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_last_child (GTK_WIDGET (box))) != first)
    adw_wrap_box_remove (box, child);
}

/* --- name --------------------------------------------------------------- */

static void
append_part (GString *line, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, part);
}

/* "Company · Follow-up · Shanghai"; that somebody is a person goes without
 * saying. */
static void
show_kind (RgHeaderCard *self)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *kind = dup_formatted (self, "kind");
  g_autofree char *region = dup_formatted (self, "region");

  if (g_strcmp0 (get_text (self, "kind"), "company") == 0)
    append_part (line, kind);
  append_part (line, get_text (self, "stage"));
  append_part (line, region);
  gtk_label_set_label (self->kind_label, line->str);
  gtk_widget_set_visible (GTK_WIDGET (self->kind_label), line->len > 0);
}

static void
show_name (RgHeaderCard *self)
{
  const char *name = get_text (self, "name");

  rg_avatar_set_customer (self->avatar, name, rg_section_get_customer_id (RG_SECTION (self)));
  gtk_label_set_label (self->name_label, name != NULL ? name : _ ("No name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (self->name_label), -1);
  if (name != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->name_label), "dimmed-text");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->name_label), "dimmed-text");
  show_kind (self);
}

/* --- how to reach them -------------------------------------------------- */

static void
add_way (RgHeaderCard *self, const char *label, const char *text, GtkWidget *first, GtkWidget *second)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *value = gtk_label_new (text);

  if (label != NULL)
    {
      GtkWidget *caption = gtk_label_new (label);

      gtk_widget_add_css_class (caption, "dimmed-text");
      gtk_box_append (GTK_BOX (box), caption);
    }
  gtk_label_set_ellipsize (GTK_LABEL (value), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_add_css_class (value, "way-text");
  gtk_box_append (GTK_BOX (box), value);
  gtk_box_append (GTK_BOX (box), first);
  if (second != NULL)
    gtk_box_append (GTK_BOX (box), second);
  gtk_widget_add_css_class (box, "way");
  adw_wrap_box_append (self->ways, box);
}

static void
show_ways (RgHeaderCard *self)
{
  RgSettings *settings = rg_section_get_settings (RG_SECTION (self));
  gboolean mask = settings != NULL && rg_settings_get_boolean (settings, "mask-phones");
  const char *phone = get_text (self, "phone");
  const char *wechat = get_text (self, "wechat");

  clear (self->ways, NULL);
  if (phone != NULL)
    {
      g_autofree char *text = rg_way_dup_phone (phone, mask);

      add_way (self, NULL, text, rg_copy_button_new (phone, _ ("Copy the phone number")),
               rg_call_button_new (phone));
    }
  if (wechat != NULL)
    add_way (self, _ ("WeChat"), wechat, rg_copy_button_new (wechat, _ ("Copy the WeChat id")), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->ways), phone != NULL || wechat != NULL);
}

/* --- how it stands ------------------------------------------------------ */

/* @label: (nullable): NULL where the text says what it is */
static void
add_fact (RgHeaderCard *self, const char *label, const char *text)
{
  GtkWidget *box, *value;

  if (text == NULL || *text == '\0')
    return;

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  value = gtk_label_new (text);
  gtk_widget_add_css_class (value, "numeric");
  gtk_label_set_ellipsize (GTK_LABEL (value), PANGO_ELLIPSIZE_END);
  if (label != NULL)
    {
      GtkWidget *caption = gtk_label_new (label);

      gtk_widget_add_css_class (caption, "dimmed-text");
      gtk_box_append (GTK_BOX (box), caption);
    }
  gtk_box_append (GTK_BOX (box), value);
  adw_wrap_box_append (self->facts, box);
}

/* "3 purchases · ¥2,340.00" */
static char *
dup_sales (RgHeaderCard *self)
{
  RgProfile *profile = rg_section_get_profile (RG_SECTION (self));
  const RgEntity *sale = rg_catalog_find (rg_profile_get_catalog (profile), "sale");
  guint n = rg_profile_get_n_sales (profile);
  RgValue sum = { .kind = RG_VALUE_INTEGER, .integer = rg_profile_get_sales_fen (profile) };
  g_autofree char *count = NULL;
  g_autofree char *money = NULL;

  if (n == 0)
    return NULL;
  count = g_strdup_printf (ngettext ("%u purchase", "%u purchases", n), n);
  if (sum.integer == 0)
    return g_steal_pointer (&count);
  money = rg_field_format (rg_entity_find_field (sale, "amount_fen"), &sum, RG_FORMAT_DISPLAY);

  return g_strdup_printf ("%s · %s", count, money);
}

/* "Returning since 3 May" */
static char *
dup_life (RgHeaderCard *self)
{
  g_autofree char *life = dup_formatted (self, "life");
  g_autofree char *since = dup_formatted (self, "life_since");

  if (get_text (self, "life") == NULL || get_text (self, "life_since") == NULL)
    return NULL;
  /* Translators: a life stage and its first day: "Returning since 3 May 2026". */
  return g_strdup_printf (_ ("%s since %s"), life, since);
}

static void
show_facts (RgHeaderCard *self)
{
  g_autofree char *ago = NULL;
  g_autofree char *sales = dup_sales (self);
  g_autofree char *life = dup_life (self);
  gboolean writable = rg_section_is_writable (RG_SECTION (self));
  GDate today;

  rg_display_today (&today);
  ago = rg_display_ago (get_text (self, "last_contact"), &today);
  rg_score_button_set_profile (self->score_button, rg_section_get_profile (RG_SECTION (self)));
  clear (self->facts, GTK_WIDGET (self->score_button));
  add_fact (self, NULL, life);
  add_fact (self, _ ("Last contact"), ago);
  add_fact (self, NULL, sales);
  add_fact (self, _ ("In charge"), get_text (self, "owner"));
  add_fact (self, _ ("Source"), get_text (self, "source"));
  rg_date_button_set_choice (self->next_button, get_text (self, "next_date"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button), writable);
  rg_what_button_set_what (self->what_button, get_text (self, "next_what"));
  gtk_widget_set_visible (GTK_WIDGET (self->what_button),
                          get_text (self, "next_date") != NULL &&
                              (writable || get_text (self, "next_what") != NULL));
  gtk_widget_set_sensitive (GTK_WIDGET (self->what_button), writable);
}

static void
next_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RgHeaderCard) self = user_data;
  g_autoptr (GError) error = NULL;

  if (rg_change_finish (RG_STORE (source), result, NULL, &error))
    return;
  rg_change_toast (GTK_WIDGET (self), error->message);
  if (rg_section_get_profile (RG_SECTION (self)) != NULL)
    show_facts (self);
}

static void
set_next (RgHeaderCard *self, RgStepChange *change)
{
  const char *name = get_text (self, "name");
  /* Translators: a line of the history; %s is a customer. */
  g_autofree char *label =
      g_strdup_printf (_ ("Set the next step of %s"), name != NULL ? name : _ ("No name"));

  rg_change_async (rg_section_get_store (RG_SECTION (self)), GTK_WIDGET (self), label, rg_step_change_save,
                   change, rg_step_change_free, NULL, next_set_cb, g_object_ref (self));
}

static void
next_chosen_cb (RgDateButton *button, RgHeaderCard *self)
{
  RgSection *section = RG_SECTION (self);
  const char *choice = rg_date_button_get_choice (button);
  const char *day = choice != NULL && *choice != '\0' ? choice : NULL;

  if (rg_section_is_writable (section) && g_strcmp0 (day, get_text (self, "next_date")) != 0)
    set_next (self, rg_step_change_new (0, rg_section_get_customer_id (section), day));
}

static void
what_said_cb (RgWhatButton *button, RgHeaderCard *self)
{
  RgSection *section = RG_SECTION (self);

  if (rg_section_is_writable (section))
    set_next (self, rg_step_change_new_what (rg_section_get_customer_id (section),
                                             rg_what_button_get_what (button)));
}

/* --- showing ------------------------------------------------------------ */

static void
mask_changed_cb (RgSettings *settings, const char *key, RgHeaderCard *self)
{
  if (rg_section_get_profile (RG_SECTION (self)) != NULL)
    show_ways (self);
}

static void
follow_settings (RgHeaderCard *self)
{
  RgSettings *settings = rg_section_get_settings (RG_SECTION (self));

  if (self->follows_settings || settings == NULL)
    return;
  self->follows_settings = TRUE;
  g_signal_connect_object (settings, "changed::mask-phones", G_CALLBACK (mask_changed_cb), self,
                           G_CONNECT_DEFAULT);
}

static void
rg_header_card_show (RgSection *section, RgProfile *profile, gboolean other)
{
  RgHeaderCard *self = RG_HEADER_CARD (section);

  /* What was being written was for somebody else. */
  if (other)
    rg_what_button_cancel (self->what_button);
  rg_section_show (RG_SECTION (self->tags_row), rg_section_get_store (section), profile);
  if (profile == NULL)
    return;

  follow_settings (self);
  show_name (self);
  show_ways (self);
  show_facts (self);
  gtk_widget_set_visible (self->double_button, rg_profile_has_double (profile));
}

static void
rg_header_card_flush (RgSection *section)
{
  rg_section_flush (RG_SECTION (RG_HEADER_CARD (section)->tags_row));
}

/* --- the widget --------------------------------------------------------- */

static void
rg_header_card_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_HEADER_CARD);

  G_OBJECT_CLASS (rg_header_card_parent_class)->dispose (object);
}

static void
rg_header_card_class_init (RgHeaderCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_header_card_dispose;
  RG_SECTION_CLASS (klass)->show = rg_header_card_show;
  RG_SECTION_CLASS (klass)->flush = rg_header_card_flush;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  g_type_ensure (RG_TYPE_AVATAR);
  g_type_ensure (RG_TYPE_DATE_BUTTON);
  g_type_ensure (RG_TYPE_SCORE_BUTTON);
  g_type_ensure (RG_TYPE_TAGS_ROW);
  g_type_ensure (RG_TYPE_WHAT_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/record/rg-header-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RgHeaderCard, avatar);
  gtk_widget_class_bind_template_child (widget_class, RgHeaderCard, name_label);
  gtk_widget_class_bind_template_child (widget_class, RgHeaderCard, kind_label);
  gtk_widget_class_bind_template_child (widget_class, RgHeaderCard, double_button);
  gtk_widget_class_bind_template_child (widget_class, RgHeaderCard, ways);
  gtk_widget_class_bind_template_child (widget_class, RgHeaderCard, facts);
  gtk_widget_class_bind_template_child (widget_class, RgHeaderCard, next_button);
  gtk_widget_class_bind_template_child (widget_class, RgHeaderCard, what_button);
  gtk_widget_class_bind_template_child (widget_class, RgHeaderCard, score_button);
  gtk_widget_class_bind_template_child (widget_class, RgHeaderCard, tags_row);
  gtk_widget_class_bind_template_callback (widget_class, next_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, what_said_cb);
}

static void
rg_header_card_init (RgHeaderCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rg_date_button_set_pill (self->next_button, TRUE);
}

/**
 * rg_header_card_new:
 *
 * Returns: (transfer floating): an empty card
 */
GtkWidget *
rg_header_card_new (void)
{
  return g_object_new (RG_TYPE_HEADER_CARD, NULL);
}
