/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/record/rg-field-editor.h"

/* One editor in a list in a window, and somebody who notes what it commits. */
typedef struct
{
  RgCatalog *catalog;
  RgFieldEditor *editor;
  GtkWidget *window;
  GtkWidget *elsewhere;
  GString *committed;
} Desk;

static void
committed_cb (RgFieldEditor *editor, Desk *desk)
{
  g_autofree char *text = rg_field_format (rg_field_editor_get_field (editor),
                                           rg_field_editor_get_value (editor), RG_FORMAT_EXCHANGE);

  g_string_append_printf (desk->committed, "%s;", text);
}

static void
add_own (GPtrArray *own, const char *key, const char *type, const char *const *choices)
{
  RgOwnField *field = rg_own_field_new ();

  field->entity = g_strdup ("customer");
  field->key = g_strdup (key);
  field->label = g_strdup (type);
  field->type = g_strdup (type);
  field->choices = g_strdupv ((char **) choices);
  g_ptr_array_add (own, field);
}

static RgCatalog *
make_catalog (void)
{
  static const char *const choices[] = { "红", "绿", "蓝", NULL };
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_own_field_free);
  guint n = 0;

  for (const RgFieldType *const *type = rg_field_type_list (); *type != NULL; type++)
    {
      g_autofree char *key = g_strdup_printf ("x%u", ++n);

      if ((*type)->own)
        add_own (own, key, (*type)->id, strstr ((*type)->id, "choice") != NULL ? choices : NULL);
    }

  return rg_catalog_new (own);
}

/* The field of that type, of the shop's own where there is one. */
static const RgField *
find_field (RgCatalog *catalog, const char *type)
{
  const char *entities[] = { "customer", "event" };
  const RgField *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (entities) && found == NULL; i++)
    {
      const RgEntity *entity = rg_catalog_find (catalog, entities[i]);

      for (guint j = 0; j < rg_entity_get_n_fields (entity); j++)
        {
          const RgField *field = rg_entity_get_field (entity, j);

          if (g_str_equal (field->type->id, type) && (field->flags & RG_FIELD_VIRTUAL) == 0)
            found = field;
        }
    }

  return found;
}

static void
desk_init (Desk *desk, const RgField *field, RgStore *store)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *list = gtk_list_box_new ();

  desk->committed = g_string_new (NULL);
  desk->editor = RG_FIELD_EDITOR (rg_field_editor_new (field, desk->catalog, store));
  g_signal_connect (desk->editor, "committed", G_CALLBACK (committed_cb), desk);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (desk->editor));
  desk->elsewhere = gtk_button_new_with_label ("elsewhere");
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), desk->elsewhere);
  desk->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (desk->window), box);
  gtk_window_present (GTK_WINDOW (desk->window));
  gtk_widget_grab_focus (desk->elsewhere);
}

static void
desk_clear (Desk *desk)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  g_string_free (desk->committed, TRUE);
}

static void
test_focus (void)
{
  Desk desk = { .catalog = make_catalog () };
  GtkWidget *text;

  desk_init (&desk, find_field (desk.catalog, "phone"), NULL);
  g_auto (RgValue) value = RG_VALUE_INIT;
  rg_value_set_text (&value, "19900000001");
  rg_field_editor_set_value (desk.editor, &value);
  text = find_widget (GTK_WIDGET (desk.editor), GTK_TYPE_TEXT);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "199 0000 0001");
  run_for (300);
  gtk_widget_grab_focus (GTK_WIDGET (desk.editor));
  run_for (100);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "19900000001");
  gtk_editable_set_text (GTK_EDITABLE (text), "12");
  gtk_widget_grab_focus (desk.elsewhere);
  run_for (100);
  g_assert_cmpstr (rg_field_editor_get_error (desk.editor), !=, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "12");
  desk_clear (&desk);
  rg_catalog_unref (desk.catalog);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

  g_test_add_func ("/app/editors/focus", test_focus);

  return g_test_run ();
}
