/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-cli.h"
#include "store/rg-op.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The shop's own fields, and a list of all fields. */

typedef struct
{
  RgCli *cli;
  const char *verb;
  const char *entity_key;
  const char *name; /* of the field that is meant, or the new one's label */
  const char *label;
  const RgFieldType *type;
  char **choices;
  const char *group;
  int retired;
  int place;
  char *key; /* out */
} FieldWish;

/* --- list ------------------------------------------------------------------ */

static void
write_choices (RgJsonOut *json, const RgField *field)
{
  if (field->choices == NULL)
    {
      rg_json_out_null (json);
      return;
    }
  rg_json_out_begin_array (json);
  for (const RgChoice *choice = field->choices; choice->key != NULL; choice++)
    rg_json_out_text (json, choice->key);
  rg_json_out_end_array (json);
}

static void
write_field_json (RgJsonOut *json, const RgEntity *entity, const RgField *field)
{
  const struct
  {
    const char *key;
    RgFieldFlags flag;
  } flags[] = {
    { "own", RG_FIELD_OWN },
    { "required", RG_FIELD_REQUIRED },
    { "retired", RG_FIELD_RETIRED },
    { "derived", RG_FIELD_DERIVED },
  };

  rg_json_out_begin_object (json);
  rg_json_out_key (json, "key");
  rg_json_out_text (json, field->key);
  rg_json_out_key (json, "label");
  rg_json_out_text (json, rg_field_get_label (field));
  rg_json_out_key (json, "type");
  rg_json_out_text (json, field->type->id);
  rg_json_out_key (json, "entity");
  rg_json_out_text (json, rg_entity_get_key (entity));
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      rg_json_out_key (json, flags[i].key);
      rg_json_out_boolean (json, (field->flags & flags[i].flag) != 0);
    }
  rg_json_out_key (json, "group");
  rg_json_out_text (json, field->group != NULL && (field->flags & RG_FIELD_OWN) == 0 ? _ (field->group)
                                                                                     : field->group);
  rg_json_out_key (json, "choices");
  write_choices (json, field);
  rg_json_out_end_object (json);
}

static char *
choices_in_words (const RgField *field)
{
  GString *words = g_string_new (NULL);

  for (const RgChoice *choice = field->choices; choice != NULL && choice->key != NULL; choice++)
    g_string_append_printf (words, "%s%s", words->len > 0 ? _ (", ") : "",
                            rg_choice_get_label (field, choice));
  return g_string_free_and_steal (words);
}

static void
write_field_text (RgTextTable *columns, const RgField *field)
{
  g_autofree char *choices = choices_in_words (field);
  const char *remark = "";

  if (field->flags & RG_FIELD_RETIRED)
    remark = _ ("retired");
  else if (field->flags & RG_FIELD_OWN)
    remark = _ ("own");

  {
    const char *cells[] = { field->key, rg_field_get_label (field), _ (field->type->label), remark, choices };

    rg_text_table_add (columns, cells);
  }
}

static int
list_fields (RgCli *cli, const char *entity_key)
{
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (cli->store);
  const RgEntity *entity = rg_catalog_find (catalog, entity_key);
  const char *headings[] = { _ ("Key"), _ ("Field name"), _ ("Type"), "", _ ("Choices"), NULL };
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);
  g_autoptr (RgTextTable) columns = NULL;

  if (entity == NULL)
    return rg_cli_misuse (cli, _ ("There is no kind of thing called “%s”."), entity_key);
  if (cli->json)
    rg_json_out_begin_array (&json);
  else
    columns = rg_text_table_new (cli->out, 5, headings);

  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if (strcmp (field->key, "sort_key") == 0)
        continue;
      if (cli->json)
        write_field_json (&json, entity, field);
      else
        write_field_text (columns, field);
    }
  if (cli->json)
    {
      rg_json_out_end_array (&json);
      rg_json_out_finish (&json);
    }
  return RG_COMMAND_OK;
}

/* --- changes ---------------------------------------------------------------- */

/* An own field by its key, or by its name when only one has it. */
static const RgField *
find_own (const RgEntity *entity, const char *name, GError **error)
{
  const RgField *found = rg_entity_find_field (entity, name);
  guint n = 0;

  if (found != NULL && (found->flags & RG_FIELD_OWN))
    return found;
  found = NULL;
  for (guint i = 0; i < rg_entity_get_n_fields (entity); i++)
    {
      const RgField *field = rg_entity_get_field (entity, i);

      if ((field->flags & RG_FIELD_OWN) && g_strcmp0 (rg_field_get_label (field), name) == 0)
        {
          found = field;
          n++;
        }
    }
  if (n == 1)
    return found;
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
               n == 0 ? _ ("There is no own field “%s”. “regulars-cli field list” tells which there are.")
                      : _ ("Several own fields are called “%s”. Please use the key."),
               name);
  return NULL;
}

static char *
describe (const FieldWish *wish, const char *label)
{
  if (strcmp (wish->verb, "rename") == 0)
    return g_strdup_printf (_ ("Rename the field “%s” to “%s”"), label, wish->label);
  if (strcmp (wish->verb, "retire") == 0)
    return g_strdup_printf (_ ("Retire the field “%s”"), label);
  if (strcmp (wish->verb, "restore") == 0)
    return g_strdup_printf (_ ("Bring the field “%s” back"), label);
  if (strcmp (wish->verb, "move") == 0)
    return g_strdup_printf (_ ("Move the field “%s”"), label);
  return g_strdup_printf (_ ("Change the choices of “%s”"), label);
}

static gpointer
write_field (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  FieldWish *wish = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (write), wish->entity_key);
  gboolean adds = strcmp (wish->verb, "add") == 0;
  const RgField *field = adds ? NULL : find_own (entity, wish->name, error);
  g_autofree char *label = NULL;
  RgOp *op;

  if (!adds && field == NULL)
    return NULL;
  label = adds ? g_strdup_printf (_ ("Add the field “%s”"), wish->name)
               : describe (wish, rg_field_get_label (field));
  op = rg_op_begin (write, RG_ORIGIN_CLI, RG_CLI_SESSION, label, error);
  if (op == NULL)
    return NULL;
  if (adds)
    {
      wish->key = rg_op_add_own_field (op, entity, wish->name, wish->type,
                                       (const char *const *) wish->choices, wish->group, error);
      return wish->key;
    }
  wish->key = g_strdup (field->key);
  return rg_op_change_own_field (op, entity, wish->key, wish->label, (const char *const *) wish->choices,
                                 wish->group, wish->retired, wish->place, error)
             ? wish->key
             : NULL;
}

static int
change_field (RgCli *cli, FieldWish *wish)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgCatalog) catalog = rg_store_ref_catalog (cli->store);
  int status = RG_COMMAND_OK;

  if (rg_catalog_find (catalog, wish->entity_key) == NULL)
    return rg_cli_misuse (cli, _ ("There is no kind of thing called “%s”."), wish->entity_key);

  if (rg_store_write_sync (cli->store, write_field, wish, cli->cancellable, &error) == NULL ||
      !rg_store_wait_for_search (cli->store, cli->cancellable, &error))
    {
      status = rg_cli_fail (cli, error);
    }
  else if (cli->json)
    {
      RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

      rg_json_out_begin_object (&json);
      rg_json_out_key (&json, "key");
      rg_json_out_text (&json, wish->key);
      rg_json_out_end_object (&json);
      rg_json_out_finish (&json);
    }
  else
    {
      rg_output_printf (cli->out, "%s\n", wish->key);
    }
  g_clear_pointer (&wish->key, g_free);
  return status;
}

/* --- words ------------------------------------------------------------------ */

/* "a,b，c": the choices of a field. */
static char **
split_choices (const char *raw)
{
  g_autofree char *text = rg_cli_text (raw);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GString) commas = g_string_new (text);
  g_auto (GStrv) parts = NULL;

  g_string_replace (commas, "，", ",", 0);
  g_string_replace (commas, "、", ",", 0);
  parts = g_strsplit (commas->str, ",", -1);
  for (char **part = parts; *part != NULL; part++)
    {
      if (*g_strstrip (*part) != '\0')
        g_strv_builder_add (builder, *part);
    }
  return g_strv_builder_end (builder);
}

static gboolean
fill_add (FieldWish *wish, const char *type, int *status)
{
  gboolean chooses;

  if (type == NULL)
    type = wish->choices != NULL ? "choice" : "text";
  wish->type = rg_field_type_find (type);
  if (wish->type == NULL || !wish->type->own)
    {
      g_autoptr (GString) names = g_string_new (NULL);

      for (const RgFieldType *const *t = rg_field_type_list (); *t != NULL; t++)
        {
          if ((*t)->own)
            g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "", (*t)->id);
        }
      *status =
          rg_cli_misuse (wish->cli, _ ("“%s” is no type of field. The types are: %s."), type, names->str);
      return FALSE;
    }
  chooses = wish->type == &rg_type_choice || wish->type == &rg_type_choices;
  if (wish->choices != NULL && !chooses)
    {
      *status = rg_cli_misuse (wish->cli, _ ("Only fields of the types choice and choices have choices."));
      return FALSE;
    }
  return TRUE;
}

/* What stands behind the verb: the field, and one word more for some. */
static gboolean
fill_wish (FieldWish *wish, const char *type, int *status)
{
  RgCli *cli = wish->cli;
  const struct
  {
    const char *verb;
    guint n_args;
  } verbs[] = { { "add", 2 },     { "rename", 3 }, { "retire", 2 },
                { "restore", 2 }, { "move", 3 },   { "choices", 3 } };
  guint wanted = 0;
  gint64 place;

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      if (strcmp (wish->verb, verbs[i].verb) == 0)
        wanted = verbs[i].n_args;
    }
  if (wanted == 0)
    *status = rg_cli_misuse (cli, _ ("There is no command “%s”."), wish->verb);
  else if (cli->n_args < wanted)
    *status = rg_cli_misuse (cli, _ ("Something is missing behind “%s”."), wish->verb);
  else if (cli->n_args > wanted)
    *status = rg_cli_misuse (cli, _ ("“%s” is one word too many."), cli->args[wanted]);
  if (wanted == 0 || cli->n_args != wanted)
    return FALSE;

  wish->name = cli->args[1];
  if (strcmp (wish->verb, "add") == 0)
    return fill_add (wish, type, status);
  if (strcmp (wish->verb, "rename") == 0)
    wish->label = cli->args[2];
  else if (strcmp (wish->verb, "retire") == 0)
    wish->retired = 1;
  else if (strcmp (wish->verb, "restore") == 0)
    wish->retired = 0;
  else if (strcmp (wish->verb, "choices") == 0)
    wish->choices = split_choices (cli->args[2]);
  else if (rg_cli_number (cli, cli->args[2], 1, RG_CATALOG_MAX_OWN_FIELDS, &place))
    wish->place = (int) place - 1;
  else
    {
      *status = RG_COMMAND_USAGE;
      return FALSE;
    }
  return TRUE;
}

static int
run (RgCli *cli)
{
  g_autofree char *entity = NULL;
  g_autofree char *type = NULL;
  g_autofree char *choices = NULL;
  g_autofree char *raw_group = NULL;
  g_autofree char *group = NULL;
  FieldWish wish = { .cli = cli, .retired = -1, .place = -1 };
  int status;
  const GOptionEntry entries[] = {
    { "entity", 'e', 0, G_OPTION_ARG_FILENAME, &entity,
      N_ ("Whose fields: customer (the default), sale, event …"), N_ ("ENTITY") },
    { "type", 't', 0, G_OPTION_ARG_FILENAME, &type,
      N_ ("What a new field holds: text, number, money, date …"), N_ ("TYPE") },
    { "choices", 'c', 0, G_OPTION_ARG_FILENAME, &choices, N_ ("What a new field can be chosen from"),
      N_ ("A,B,…") },
    { "group", 'g', 0, G_OPTION_ARG_FILENAME, &raw_group, N_ ("The heading under which it stands"),
      N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };

  if (!rg_cli_parse (cli, entries, 1, 3, &status))
    return status;
  wish.verb = cli->args[0];
  wish.entity_key = entity != NULL ? entity : "customer";
  if (strcmp (wish.verb, "list") == 0)
    {
      if (cli->n_args > 1)
        return rg_cli_misuse (cli, _ ("“%s” is one word too many."), cli->args[1]);
      return rg_cli_open (cli, RG_CLI_READ, &status) ? list_fields (cli, wish.entity_key) : status;
    }

  wish.choices = choices != NULL ? split_choices (choices) : NULL;
  wish.group = group = raw_group != NULL ? rg_cli_text (raw_group) : NULL;
  if (fill_wish (&wish, type, &status) && rg_cli_open (cli, RG_CLI_WRITE, &status))
    status = change_field (cli, &wish);
  g_strfreev (wish.choices);
  return status;
}

const RgCliCommand rg_cli_field = {
  .name = "field",
  .arguments = N_ (
      "list | add NAME | rename KEY NAME | retire KEY | restore KEY | move KEY PLACE | choices KEY A,B,…"),
  .summary = N_ ("List the fields, and make and change own ones"),
  .details =
      N_ ("KEY is an own field’s key (x1, x2 …) or its name. A retired field keeps its values and can be "
          "brought back. PLACE counts the own fields from 1."),
  .run = run,
};
