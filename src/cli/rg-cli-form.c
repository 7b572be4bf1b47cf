/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/rg-cli.h"
#include "shop/rg-contact-forms.h"

#include <glib/gi18n-lib.h>

/* What an entry of a kind is asked for. */

typedef struct
{
  RgCatalog *catalog;
  GPtrArray *forms; /* (element-type RgContactForm) */
} Forms;

static void
forms_clear (Forms *forms)
{
  g_clear_pointer (&forms->catalog, rg_catalog_unref);
  g_clear_pointer (&forms->forms, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Forms, forms_clear)

static gpointer
read_forms (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  Forms *forms = data;

  forms->catalog = rg_catalog_ref (rg_read_get_catalog (read));
  forms->forms = rg_contact_forms_list (read, error);
  return forms->forms != NULL ? forms : NULL;
}

static void
write_json (RgJsonOut *json, const RgContactForm *form)
{
  rg_json_out_begin_object (json);
  rg_json_out_member_number (json, "id", form->id, form->id != 0);
  rg_json_out_member_text (json, "name", rg_contact_form_get_title (form));
  rg_json_out_member_text (json, "key", form->key);
  rg_json_out_key (json, "kinds");
  rg_json_out_texts (json, (const char *const *) form->kinds);
  rg_json_out_key (json, "parts");
  rg_json_out_begin_array (json);
  for (guint i = 0; i < form->parts->len; i++)
    {
      const RgContactPart *part = g_ptr_array_index (form->parts, i);

      rg_json_out_begin_object (json);
      rg_json_out_member_text (json, "field", part->field);
      rg_json_out_member_boolean (json, "required", part->required);
      rg_json_out_end_object (json);
    }
  rg_json_out_end_array (json);
  rg_json_out_member_boolean (json, "retired", form->retired);
  rg_json_out_end_object (json);
}

static char *
say_kinds (const RgContactForm *form, RgCatalog *catalog)
{
  const RgField *kind = rg_entity_find_field (rg_catalog_find (catalog, "event"), "kind");
  GString *text = g_string_new (NULL);

  for (guint i = 0; form->kinds != NULL && form->kinds[i] != NULL; i++)
    {
      const RgValue value = { .kind = RG_VALUE_TEXT, .text = form->kinds[i] };
      g_autofree char *label = rg_field_format (kind, &value, RG_FORMAT_DISPLAY);

      g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", label);
    }
  return g_string_free_and_steal (text);
}

/* What is required has a star. */
static char *
say_parts (const RgContactForm *form, RgCatalog *catalog)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < form->parts->len; i++)
    {
      const RgContactPart *part = g_ptr_array_index (form->parts, i);
      const RgField *field = rg_contact_part_get_field (part, catalog);

      if (field != NULL)
        g_string_append_printf (text, "%s%s%s", text->len > 0 ? _ (", ") : "", rg_field_get_label (field),
                                part->required ? "*" : "");
    }
  return g_string_free_and_steal (text);
}

static void
write_text (RgCli *cli, const Forms *forms)
{
  const char *headings[] = { _ ("Form"), _ ("Kind"), _ ("Parts"), "", NULL };
  g_autoptr (RgTextTable) columns = rg_text_table_new (cli->out, 4, headings);

  for (guint i = 0; i < forms->forms->len; i++)
    {
      const RgContactForm *form = g_ptr_array_index (forms->forms, i);
      g_autofree char *kinds = say_kinds (form, forms->catalog);
      g_autofree char *parts = say_parts (form, forms->catalog);
      const char *cells[] = { rg_contact_form_get_title (form), kinds, parts,
                              form->retired ? _ ("out of use") : "" };

      rg_text_table_add (columns, cells);
    }
}

static int
run (RgCli *cli)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);
  g_autoptr (GError) error = NULL;
  g_auto (Forms) forms = { NULL };
  int status;

  if (!rg_cli_parse (cli, NULL, 1, 1, &status))
    return status;
  if (!g_str_equal (cli->args[0], "list"))
    return rg_cli_misuse (cli, _ ("There is no command “%s”."), cli->args[0]);
  if (!rg_cli_open (cli, RG_CLI_READ, &status))
    return status;
  if (rg_store_read_sync (cli->store, read_forms, &forms, cli->cancellable, &error) == NULL)
    return rg_cli_fail (cli, error);
  if (!cli->json)
    {
      write_text (cli, &forms);
      return RG_COMMAND_OK;
    }
  rg_json_out_begin_array (&json);
  for (guint i = 0; i < forms.forms->len; i++)
    write_json (&json, g_ptr_array_index (forms.forms, i));
  rg_json_out_end_array (&json);
  rg_json_out_finish (&json);
  return RG_COMMAND_OK;
}

const RgCliCommand rg_cli_form = {
  .name = "form",
  .arguments = N_ ("list"),
  .summary = N_ ("What an entry of a kind is asked for"),
  .details = N_ ("With --json an array of id (null while it is as it came), name, key, kinds, parts (field, "
                 "required), retired."),
  .run = run,
};
