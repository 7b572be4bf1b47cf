/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/rg-cli-task.h"
#include "shop/rg-contact-forms.h"
#include "shop/rg-task.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is done with one task. */

/* As many as a form may have, and what is said in words of its own. */
#define MOST_PARTS (RG_CONTACT_FORM_MOST_PARTS + 2)

typedef struct
{
  const RgTaskSaid *said;
  RgTaskWords words;
  gint64 id;
  gint64 next;
  gint64 operation;
} Wish;

/* What a form was answered, until the task is done. */
typedef struct
{
  RgCell cells[MOST_PARTS];
  guint n;
} Parts;

static void
parts_clear (Parts *parts)
{
  for (guint i = 0; i < parts->n; i++)
    rg_value_clear (&parts->cells[i].value);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

/* (nullable): by its key, or as people call it */
static const RgField *
find_part (const RgEntity *event, const char *name)
{
  const RgField *field = rg_entity_find_field (event, name);

  for (guint i = 0; field == NULL && i < rg_entity_get_n_fields (event); i++)
    if (g_str_equal (rg_field_get_label (rg_entity_get_field (event, i)), name))
      field = rg_entity_get_field (event, i);
  return field;
}

/* FIELD=TEXT */
static gboolean
read_part (const RgEntity *event, const char *text, Parts *parts, GError **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *key = g_strndup (text, equals != NULL ? (gsize) (equals - text) : strlen (text));
  const RgField *field = find_part (event, key);

  if (equals == NULL || field == NULL || (field->flags & (RG_FIELD_SYSTEM | RG_FIELD_RETIRED)) != 0 ||
      parts->n == RG_CONTACT_FORM_MOST_PARTS)
    {
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                   _ ("“%s” is no part of a form. Write FIELD=TEXT; “field list --entity event” tells which "
                      "there are."),
                   text);
      return FALSE;
    }
  parts->cells[parts->n].field = field;
  parts->cells[parts->n].value = (RgValue) RG_VALUE_INIT;
  return rg_field_parse (field, equals + 1, &parts->cells[parts->n++].value, error);
}

static void
add_part (Parts *parts, const RgField *field, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  parts->cells[parts->n].field = field;
  parts->cells[parts->n].value = (RgValue) RG_VALUE_INIT;
  rg_value_set_text (&parts->cells[parts->n++].value, text);
}

/* Whether the form of what it is entered as has all it needs. Outcome and staff may
 * be parts of a form, and are said in words of their own. */
static gboolean
check_form (const Wish *wish, RgOp *op, const RgTaskDone *done, GError **error)
{
  RgRead *read = rg_write_as_read (rg_op_get_write (op));
  RgCatalog *catalog = rg_read_get_catalog (read);
  const RgEntity *event = rg_catalog_find (catalog, "event");
  g_autoptr (RgRow) task = rg_task_read (read, wish->id, error);
  g_autoptr (RgContactForm) form = NULL;
  g_autoptr (GError) problem = NULL;
  g_auto (Parts) parts = { .n = 0 };
  const char *kind = done->kind;

  if (task == NULL)
    return FALSE;
  if (rg_value_is_null (rg_row_get (task, rg_entity_find_field (rg_row_get_entity (task), "customer_id"))))
    return TRUE;
  if (kind == NULL)
    kind = rg_row_get_text (task, "kind");
  form = rg_contact_forms_find (read, kind != NULL ? kind : "note", &problem);
  for (guint i = 0; i < done->n_parts; i++)
    {
      parts.cells[parts.n].field = done->parts[i].field;
      parts.cells[parts.n].value = (RgValue) RG_VALUE_INIT;
      rg_value_copy (&done->parts[i].value, &parts.cells[parts.n++].value);
    }
  add_part (&parts, rg_entity_find_field (event, "outcome"), done->outcome);
  add_part (&parts, rg_entity_find_field (event, "staff"),
            done->staff != NULL ? done->staff : rg_row_get_text (task, "staff"));
  if (problem == NULL &&
      (form == NULL || rg_contact_form_check (form, catalog, parts.cells, parts.n, &problem)))
    return TRUE;
  if (g_error_matches (problem, RG_FIELD_ERROR, RG_FIELD_ERROR_REQUIRED))
    /* Translators: %s is a sentence that names what is missing. */
    g_set_error (error, problem->domain, problem->code, _ ("%s Say each with --part NAME=TEXT."),
                 problem->message);
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
be_done (const Wish *wish, RgOp *op, gint64 *next, GError **error)
{
  const RgTaskSaid *said = wish->said;
  RgCatalog *catalog = rg_write_get_catalog (rg_op_get_write (op));
  const RgEntity *event = rg_catalog_find (catalog, "event");
  g_auto (Parts) parts = { .n = 0 };
  g_auto (RgValue) kind = RG_VALUE_INIT;
  g_auto (RgValue) at = RG_VALUE_INIT;
  RgTaskDone done = {
    .text = said->text,
    .outcome = said->outcome,
    .staff = said->staff,
    .next_date = said->next,
    .next_what = said->next_what,
    .parts = parts.cells,
  };

  for (guint i = 0; said->parts != NULL && said->parts[i] != NULL; i++)
    if (!read_part (event, said->parts[i], &parts, error))
      return FALSE;
  done.n_parts = parts.n;
  if ((said->kind != NULL &&
       !rg_field_parse (rg_entity_find_field (event, "kind"), said->kind, &kind, error)) ||
      (said->at != NULL && !rg_field_parse (rg_entity_find_field (event, "at"), said->at, &at, error)))
    return FALSE;
  done.kind = said->kind != NULL ? rg_value_get_text (&kind) : NULL;
  done.at = rg_value_get_integer (&at);
  return check_form (wish, op, &done, error) && rg_task_done (op, wish->id, &done, next, error);
}

static gboolean
apply (Wish *wish, RgOp *op, GError **error)
{
  const RgTaskSaid *said = wish->said;

  if (strcmp (said->verb, "add") == 0)
    {
      wish->id = rg_task_add (op, &wish->words, error);
      return wish->id != 0;
    }
  if (strcmp (said->verb, "set") == 0)
    return rg_task_change (op, wish->id, &wish->words, error);
  if (strcmp (said->verb, "put-off") == 0)
    return rg_task_put_off (op, wish->id, said->args[2], said->time, error);
  if (strcmp (said->verb, "done") == 0)
    return be_done (wish, op, &wish->next, error);
  if (strcmp (said->verb, "drop") == 0)
    return rg_task_drop (op, wish->id, error);
  if (strcmp (said->verb, "reopen") == 0)
    return rg_task_reopen (op, wish->id, error);
  return rg_task_delete (op, wish->id, error);
}

static char *
describe (const char *verb, const char *title)
{
  static const struct
  {
    const char *verb;
    const char *label;
  } labels[] = {
    { "add", N_ ("Add the task “%s”") },         { "set", N_ ("Change the task “%s”") },
    { "put-off", N_ ("Put off the task “%s”") }, { "done", N_ ("Do the task “%s”") },
    { "drop", N_ ("Drop the task “%s”") },       { "reopen", N_ ("Open the task “%s” again") },
    { "delete", N_ ("Delete the task “%s”") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strcmp (labels[i].verb, verb) == 0)
      return g_strdup_printf (_ (labels[i].label), title);
  g_return_val_if_reached (NULL);
}

static gpointer
change_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Wish *wish = data;
  RgRead *read = rg_write_as_read (write);
  g_autoptr (RgRow) task = wish->id != 0 ? rg_task_read (read, wish->id, error) : NULL;
  g_autoptr (RgRow) customer =
      wish->words.customer_id > 0 ? rg_cli_read_customer (read, wish->words.customer_id, error) : NULL;
  g_autofree char *label = NULL;
  RgOp *op;

  if ((wish->id != 0 && task == NULL) || (wish->words.customer_id > 0 && customer == NULL))
    return NULL;
  label = describe (wish->said->verb, task != NULL ? rg_row_get_text (task, "title") : wish->words.title);
  op = rg_op_begin (write, RG_ORIGIN_CLI, RG_CLI_SESSION, label, error);
  if (op == NULL || !apply (wish, op, error))
    return NULL;
  wish->operation = rg_op_get_id (op);
  return wish;
}

static void
tell_deleted (RgCli *cli, const Wish *wish)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

  if (!cli->json)
    {
      rg_output_printf (cli->out, "%s\n", _ ("The task is deleted. “undo” brings it back."));
      return;
    }
  rg_json_out_begin_object (&json);
  rg_json_out_member_integer (&json, "deleted", wish->id);
  rg_json_out_member_integer (&json, "operation", wish->operation);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

/* Which task, and what is said of it. */
static gboolean
take_words (Wish *wish)
{
  const RgTaskSaid *said = wish->said;
  gboolean is_new = strcmp (said->verb, "add") == 0;

  wish->words = (RgTaskWords) {
    .customer_id = is_new ? 0 : -1,
    .title = is_new ? said->args[1] : said->title,
    .kind = said->kind,
    .due = said->due,
    .due_time = said->time,
    .staff = said->staff,
    .priority = said->priority,
    .repeat = said->repeat,
    .notes = said->notes,
  };
  if (said->customer != NULL && *said->customer == '\0')
    wish->words.customer_id = 0;
  else if (said->customer != NULL &&
           !rg_cli_number (said->cli, said->customer, 1, G_MAXUINT32, &wish->words.customer_id))
    return FALSE;
  return is_new || rg_cli_number (said->cli, said->args[1], 1, G_MAXUINT32, &wish->id);
}

/*< private >
 * rg_cli_task_change:
 *
 * Returns: the status
 */
int
rg_cli_task_change (const RgTaskSaid *said)
{
  RgCli *cli = said->cli;
  g_autoptr (GError) error = NULL;
  Wish wish = { .said = said };
  int status;

  if (!take_words (&wish))
    return RG_COMMAND_USAGE;
  if (!rg_cli_open (cli, RG_CLI_WRITE, &status))
    return status;
  if (rg_store_write_sync (cli->store, change_func, &wish, cli->cancellable, &error) == NULL ||
      !rg_store_wait_for_search (cli->store, cli->cancellable, &error))
    return rg_cli_fail (cli, error);
  if (strcmp (said->verb, "delete") != 0)
    return rg_cli_task_tell (cli, wish.id, strcmp (said->verb, "done") == 0 ? &wish.next : NULL);
  tell_deleted (cli, &wish);
  return RG_COMMAND_OK;
}
