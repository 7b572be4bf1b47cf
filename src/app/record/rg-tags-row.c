/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/record/rg-tags-row.h"

#include "app/record/rg-tag-entry.h"
#include "app/rg-change.h"
#include "app/widgets/rg-chip.h"
#include "shop/rg-tags.h"

#include <glib/gi18n-lib.h>

struct _RgTagsRow
{
  RgSection parent_instance;

  AdwWrapBox *box;
  RgTagEntry *entry;
  GPtrArray *chips; /* (element-type RgChip) not owned */
};

G_DEFINE_FINAL_TYPE (RgTagsRow, rg_tags_row, RG_TYPE_SECTION)

/* --- changes ------------------------------------------------------------ */

typedef struct
{
  gint64 customer_id;
  gint64 tag_id; /* of one that is taken away */
  char *name;
} TagChange;

static void
tag_change_free (gpointer data)
{
  TagChange *change = data;

  g_free (change->name);
  g_free (change);
}

static TagChange *
tag_change_new (RgTagsRow *self, gint64 tag_id, const char *name)
{
  TagChange *change = g_new0 (TagChange, 1);

  change->customer_id = rg_section_get_customer_id (RG_SECTION (self));
  change->tag_id = tag_id;
  change->name = g_strdup (name);

  return change;
}

static gboolean
add_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const TagChange *change = data;
  gint64 tag = rg_tags_ensure (op, change->name, error);

  return tag != 0 && rg_tags_assign (op, change->customer_id, tag, NULL, error);
}

static gboolean
remove_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  const TagChange *change = data;

  return rg_tags_remove (op, change->customer_id, change->tag_id, error);
}

static const char *
customer_name (RgTagsRow *self)
{
  RgProfile *profile = rg_section_get_profile (RG_SECTION (self));
  const char *name = rg_row_get_text (rg_profile_get_customer (profile), "name");

  return name != NULL && *name != '\0' ? name : _ ("No name");
}

static void
entered_cb (RgTagEntry *entry, const char *name, RgTagsRow *self)
{
  RgSection *section = RG_SECTION (self);
  g_autofree char *label = NULL;

  if (!rg_section_is_writable (section))
    return;

  /* Translators: a line of the history; a customer's name and a tag's. */
  label = g_strdup_printf (_ ("Tag %s “%s”"), customer_name (self), name);
  /* The chip that comes says that it is done. */
  rg_change_say (rg_section_get_store (section), GTK_WIDGET (self), label, add_func,
                 tag_change_new (self, 0, name), tag_change_free, NULL);
}

/* Tags of two families may have the same name. */
static gint64
chip_tag (GtkWidget *chip)
{
  return (gint64) GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (chip), "tag"));
}

static RgProfileTag *
find_tag (RgTagsRow *self, gint64 tag_id)
{
  RgProfile *profile = rg_section_get_profile (RG_SECTION (self));
  GPtrArray *tags = profile != NULL ? rg_profile_get_tags (profile) : NULL;

  for (guint i = 0; tags != NULL && i < tags->len; i++)
    {
      RgProfileTag *tag = g_ptr_array_index (tags, i);

      if (tag->tag_id == tag_id)
        return tag;
    }

  return NULL;
}

static void
remove_cb (RgChip *chip, RgTagsRow *self)
{
  RgSection *section = RG_SECTION (self);
  RgProfileTag *tag = find_tag (self, chip_tag (GTK_WIDGET (chip)));
  g_autofree char *label = NULL;
  g_autofree char *done = NULL;

  if (tag == NULL || !rg_section_is_writable (section))
    return;

  /* Translators: a line of the history; a customer's name and a tag's. */
  label = g_strdup_printf (_ ("Take the tag of %s: “%s”"), customer_name (self), tag->name);
  done = g_strdup_printf (_ ("Took the tag “%s”"), tag->name);
  rg_change_say (rg_section_get_store (section), GTK_WIDGET (self), label, remove_func,
                 tag_change_new (self, tag->tag_id, tag->name), tag_change_free, done);
}

/* --- what is shown ------------------------------------------------------ */

static GtkWidget *
find_chip (RgTagsRow *self, gint64 tag_id)
{
  for (guint i = 0; i < self->chips->len; i++)
    if (chip_tag (g_ptr_array_index (self->chips, i)) == tag_id)
      return g_ptr_array_index (self->chips, i);

  return NULL;
}

static GtkWidget *
make_chip (RgTagsRow *self, const RgProfileTag *tag, gboolean writable)
{
  /* Translators: %s is a tag. */
  g_autofree char *remove = g_strdup_printf (_ ("Take the tag “%s”"), tag->name);
  GtkWidget *chip = rg_chip_new (tag->name, writable ? remove : NULL);

  g_object_set_data (G_OBJECT (chip), "tag", GSIZE_TO_POINTER ((gsize) tag->tag_id));
  rg_chip_set_tag (RG_CHIP (chip), rg_section_get_store (RG_SECTION (self)), tag->tag_id);
  g_signal_connect (chip, "remove", G_CALLBACK (remove_cb), self);

  return chip;
}

/* Why it has a tag that no person gave. */
static void
show_reason (GtkWidget *chip, const RgProfileTag *tag)
{
  g_autofree char *about = NULL;

  if (tag->rule_off)
    about = g_strdup (_ ("Given by its rule, which is off now"));
  else if (tag->reason != NULL && *tag->reason != '\0')
    /* Translators: %s is why a rule gave a tag: "3 sales since 1 March". */
    about = g_strdup_printf (_ ("By rule: %s"), tag->reason);
  rg_chip_set_about (RG_CHIP (chip), about);
}

/* The one that has the focus hands it on before it goes. */
static void
take_chip (RgTagsRow *self, guint index)
{
  GtkWidget *chip = g_ptr_array_index (self->chips, index);
  GtkRoot *root = gtk_widget_get_root (chip);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, chip))
    {
      if (index + 1 < self->chips->len)
        gtk_widget_child_focus (g_ptr_array_index (self->chips, index + 1), GTK_DIR_TAB_FORWARD);
      else
        gtk_widget_grab_focus (GTK_WIDGET (self->entry));
    }
  g_ptr_array_remove_index (self->chips, index);
  adw_wrap_box_remove (self->box, chip);
}

static void
take_chips (RgTagsRow *self, gboolean all)
{
  for (guint i = self->chips->len; i > 0; i--)
    if (all || find_tag (self, chip_tag (g_ptr_array_index (self->chips, i - 1))) == NULL)
      take_chip (self, i - 1);
}

/* Chips that stay are the same widgets, so that the focus stays with them. */
static void
put_chips (RgTagsRow *self, GPtrArray *tags, gboolean writable)
{
  GtkWidget *before = NULL;

  for (guint i = 0; i < tags->len; i++)
    {
      const RgProfileTag *tag = g_ptr_array_index (tags, i);
      GtkWidget *chip = find_chip (self, tag->tag_id);

      if (chip == NULL)
        {
          chip = make_chip (self, tag, writable);
          g_ptr_array_insert (self->chips, (int) i, chip);
          adw_wrap_box_insert_child_after (self->box, chip, before);
        }
      else if (g_ptr_array_index (self->chips, i) != chip)
        {
          g_ptr_array_remove (self->chips, chip);
          g_ptr_array_insert (self->chips, (int) i, chip);
          adw_wrap_box_reorder_child_after (self->box, chip, before);
        }
      show_reason (chip, tag);
      before = chip;
    }
}

static void
rg_tags_row_show (RgSection *section, RgProfile *profile, gboolean other)
{
  RgTagsRow *self = RG_TAGS_ROW (section);
  gboolean writable = rg_section_is_writable (section);

  take_chips (self, other);
  if (profile != NULL)
    put_chips (self, rg_profile_get_tags (profile), writable);

  if (other)
    rg_tag_entry_clear (self->entry);
  rg_tag_entry_set_store (self->entry, rg_section_get_store (section));
  rg_tag_entry_set_had (self->entry, profile != NULL ? rg_profile_get_tags (profile) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->entry), writable);
  gtk_widget_set_visible (GTK_WIDGET (self), writable || self->chips->len > 0);
}

static void
back_cb (RgTagEntry *entry, RgTagsRow *self)
{
  if (self->chips->len > 0)
    gtk_widget_child_focus (g_ptr_array_index (self->chips, self->chips->len - 1), GTK_DIR_TAB_FORWARD);
}

/* --- the widget --------------------------------------------------------- */

static void
rg_tags_row_dispose (GObject *object)
{
  RgTagsRow *self = RG_TAGS_ROW (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->chips, g_ptr_array_unref);

  G_OBJECT_CLASS (rg_tags_row_parent_class)->dispose (object);
}

static void
rg_tags_row_class_init (RgTagsRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_tags_row_dispose;
  RG_SECTION_CLASS (klass)->show = rg_tags_row_show;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rg_tags_row_init (RgTagsRow *self)
{
  self->chips = g_ptr_array_new ();
  self->box = ADW_WRAP_BOX (adw_wrap_box_new ());
  adw_wrap_box_set_child_spacing (self->box, 6);
  adw_wrap_box_set_line_spacing (self->box, 6);
  self->entry = RG_TAG_ENTRY (rg_tag_entry_new ());
  g_signal_connect (self->entry, "entered", G_CALLBACK (entered_cb), self);
  g_signal_connect (self->entry, "back", G_CALLBACK (back_cb), self);
  adw_wrap_box_append (self->box, GTK_WIDGET (self->entry));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Tags"), -1);
}
