/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-targets.h"

#include "catalog/rg-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _RgImportTargets
{
  GtkPopover parent_instance;

  GtkEditable *search_entry;
  GtkListBox *field_list;
  GtkListBox *other_list;

  RgImportSession *session;
  guint column;
  char *wanted; /* normalised search text */
};

G_DEFINE_FINAL_TYPE (RgImportTargets, rg_import_targets, GTK_TYPE_POPOVER)

/**
 * Target:
 *
 * What a row of the lists stands for.
 */
typedef struct
{
  RgImportTarget target;
  char *field; /* "ENTITY.KEY"; of a new field whose it becomes */
  char *group;
  char *words; /* normalised, to be searched */
  const RgFieldType *type;
} Target;

static GQuark
target_quark (void)
{
  return g_quark_from_static_string ("rg-import-target");
}

static void
target_free (Target *target)
{
  g_free (target->field);
  g_free (target->group);
  g_free (target->words);
  g_free (target);
}

static Target *
target_of (GtkListBoxRow *row)
{
  return g_object_get_qdata (G_OBJECT (row), target_quark ());
}

/* --- searching ------------------------------------------------------------ */

static gboolean
is_found (GtkListBoxRow *row, gpointer user_data)
{
  RgImportTargets *self = RG_IMPORT_TARGETS (user_data);

  return self->wanted == NULL || strstr (target_of (row)->words, self->wanted) != NULL;
}

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *group = target_of (row)->group;
  GtkWidget *label;

  if (before != NULL && g_strcmp0 (target_of (before)->group, group) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (group);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dimmed-text");
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_list_box_row_set_header (row, label);
}

static void
search_changed_cb (GtkSearchEntry *entry, RgImportTargets *self)
{
  g_autofree char *normal = rg_text_normalize (gtk_editable_get_text (self->search_entry));

  g_clear_pointer (&self->wanted, g_free);
  if (*normal != '\0')
    self->wanted = g_steal_pointer (&normal);
  gtk_list_box_invalidate_filter (self->field_list);
  gtk_list_box_invalidate_headers (self->field_list);
}

static GtkListBoxRow *
first_found (RgImportTargets *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->field_list, i)) != NULL; i++)
    {
      if (is_found (row, self))
        return row;
    }
  return NULL;
}

static void
stop_search_cb (GtkSearchEntry *entry, RgImportTargets *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* --- choosing ------------------------------------------------------------- */

static void
choose (RgImportTargets *self, const Target *target)
{
  g_autoptr (RgImportSession) session = g_object_ref (self->session);
  g_autofree char *field = g_strdup (target->field);
  RgImportTarget what = target->target;
  const RgFieldType *type = target->type;
  guint column = self->column;

  gtk_popover_popdown (GTK_POPOVER (self));
  if (rg_import_session_get_state (session) == RG_IMPORT_STATE_IDLE)
    rg_import_session_set_column (session, column, what, field, type);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, RgImportTargets *self)
{
  choose (self, target_of (row));
}

/* Enter takes the first one that was found, once something was typed. */
static void
search_activate_cb (GtkSearchEntry *entry, RgImportTargets *self)
{
  GtkListBoxRow *row;

  search_changed_cb (entry, self);
  row = self->wanted != NULL ? first_found (self) : NULL;
  if (row != NULL)
    choose (self, target_of (row));
}

/* --- filling -------------------------------------------------------------- */

static gboolean
is_chosen (RgImportTargets *self, const Target *target)
{
  const RgImportColumn *column =
      rg_import_plan_get_column (rg_import_session_get_plan (self->session), self->column);
  g_autofree char *field = NULL;

  if (column->target != target->target)
    return FALSE;
  if (target->target == RG_IMPORT_TARGET_NEW)
    return rg_import_column_is_code (rg_import_session_get_plan (self->session), column) ==
           (g_strcmp0 (target->field, "customer") == 0);
  if (target->target != RG_IMPORT_TARGET_FIELD)
    return TRUE;
  field = g_strdup_printf ("%s.%s", column->entity, column->field);
  return strcmp (field, target->field) == 0;
}

static void
add_row (RgImportTargets *self, GtkListBox *list, const char *label, Target *target)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *text = gtk_label_new (label);
  gboolean chosen = is_chosen (self, target);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), text);
  if (chosen)
    {
      GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");

      gtk_box_append (GTK_BOX (box), tick);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ ("Chosen"),
                                      -1);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_qdata_full (G_OBJECT (row), target_quark (), target, (GDestroyNotify) target_free);
  gtk_list_box_append (list, row);
}

/* By its label, its key and the words that old files have for it. */
static char *
words_of (const RgField *field)
{
  g_autofree char *all = g_strjoin (" ", rg_field_get_label (field), field->key,
                                    field->aliases != NULL ? field->aliases : "", NULL);

  return rg_text_normalize (all);
}

static const char *
group_of (const RgField *field, const char *own, gboolean foreign)
{
  if (foreign)
    return _ ("Customer");
  if ((field->flags & RG_FIELD_OWN) != 0)
    return _ ("Own fields");
  if (field->group != NULL)
    return _ (field->group);
  return strcmp (own, "deal") == 0 ? _ ("Deal") : _ ("More");
}

static gboolean
is_group_listed (const GPtrArray *groups, const char *group)
{
  for (guint i = 0; i < groups->len; i++)
    {
      if (strcmp (g_ptr_array_index (groups, i), group) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The fields of a group stand together, whatever lies between them in the
 * catalogue. */
static void
add_entity (RgImportTargets *self, RgCatalog *catalog, const char *import_entity, const char *key)
{
  const RgEntity *entity = rg_catalog_find (catalog, key);
  gboolean foreign = strcmp (import_entity, key) != 0;
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if (rg_import_takes_field (import_entity, key, field) &&
          !is_group_listed (groups, group_of (field, import_entity, foreign)))
        g_ptr_array_add (groups, (gpointer) group_of (field, import_entity, foreign));
    }
  for (guint i = 0; i < groups->len; i++)
    for (guint j = 0; j < rg_entity_get_n_fields (entity); j++)
      {
        const RgField *field = rg_entity_get_field (entity, j);
        Target *target;

        if (!rg_import_takes_field (import_entity, key, field) ||
            strcmp (group_of (field, import_entity, foreign), g_ptr_array_index (groups, i)) != 0)
          continue;
        target = g_new0 (Target, 1);
        target->target = RG_IMPORT_TARGET_FIELD;
        target->field = g_strdup_printf ("%s.%s", key, field->key);
        target->group = g_strdup (g_ptr_array_index (groups, i));
        target->words = words_of (field);
        add_row (self, self->field_list, rg_field_get_label (field), target);
      }
}

/* In a list of orders: what tells people of one name apart. It is kept as an own
 * field of the customers. */
static void
add_code (RgImportTargets *self)
{
  Target *target = g_new0 (Target, 1);

  target->target = RG_IMPORT_TARGET_NEW;
  target->field = g_strdup ("customer");
  target->type = &rg_type_text;
  target->group = g_strdup (_ ("Customer"));
  target->words = rg_text_normalize (_ ("Customer number"));
  add_row (self, self->field_list, _ ("Customer number"), target);
}

static void
add_other (RgImportTargets *self, RgImportTarget what, const char *field, const char *label)
{
  Target *target = g_new0 (Target, 1);

  target->target = what;
  target->field = g_strdup (field);
  target->words = g_strdup ("");
  add_row (self, self->other_list, label, target);
}

static void
fill (RgImportTargets *self)
{
  const char *entity = rg_import_session_get_entity (self->session);
  g_autoptr (RgCatalog) catalog = rg_import_session_ref_catalog (self->session);

  add_entity (self, catalog, entity, entity);
  if (strcmp (entity, "customer") != 0)
    add_entity (self, catalog, entity, "customer");
  if (rg_import_plan_takes_code (rg_import_session_get_plan (self->session)))
    add_code (self);
  add_other (self, RG_IMPORT_TARGET_NEW, entity, _ ("New own field"));
  add_other (self, RG_IMPORT_TARGET_NOTES, NULL, _ ("To the notes"));
  add_other (self, RG_IMPORT_TARGET_IGNORE, NULL, _ ("Leave out"));
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_import_targets_dispose (GObject *object)
{
  RgImportTargets *self = RG_IMPORT_TARGETS (object);

  gtk_popover_set_child (GTK_POPOVER (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_IMPORT_TARGETS);
  g_clear_object (&self->session);
  g_clear_pointer (&self->wanted, g_free);

  G_OBJECT_CLASS (rg_import_targets_parent_class)->dispose (object);
}

static void
rg_import_targets_class_init (RgImportTargetsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_import_targets_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/import/rg-import-targets.ui");
  gtk_widget_class_bind_template_child (widget_class, RgImportTargets, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RgImportTargets, field_list);
  gtk_widget_class_bind_template_child (widget_class, RgImportTargets, other_list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
rg_import_targets_init (RgImportTargets *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->field_list, is_found, self, NULL);
  gtk_list_box_set_header_func (self->field_list, update_header, NULL, NULL);
}

/**
 * rg_import_targets_new:
 * @session: a session with a plan
 * @column: index of one of its columns
 *
 * Returns: (transfer floating): what that column may be
 */
GtkWidget *
rg_import_targets_new (RgImportSession *session, guint column)
{
  RgImportTargets *self = g_object_new (RG_TYPE_IMPORT_TARGETS, NULL);

  self->session = g_object_ref (session);
  self->column = column;
  fill (self);

  return GTK_WIDGET (self);
}
