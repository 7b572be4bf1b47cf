/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/rg-cli.h"
#include "shop/rg-staff.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Who works in the shop. */

#define UNKNOWN 200

typedef struct
{
  RgCli *cli;
  const char *verb;
  const char *who;
  char *name;
  char *phone;
  char *region;
  char *skills;
  char *notes;
  gint64 id;
} StaffWish;

/* --- telling -------------------------------------------------------------- */

static const char *const keys[] = { "name", "phone", "region", "skills", "notes", NULL };

static gboolean
works_here (const RgRow *row)
{
  return rg_value_get_integer (rg_row_get (row, rg_entity_find_field (rg_row_get_entity (row), "active"))) !=
         0;
}

static void
write_json (RgJsonOut *json, const RgRow *row)
{
  rg_json_out_begin_object (json);
  rg_json_out_member_integer (json, "id", rg_row_get_id (row));
  for (guint i = 0; keys[i] != NULL; i++)
    rg_json_out_member_text (json, keys[i], rg_row_get_text (row, keys[i]));
  rg_json_out_member_boolean (json, "active", works_here (row));
  rg_json_out_end_object (json);
}

static void
write_text (RgCli *cli, const GPtrArray *rows)
{
  const char *headings[] = { _ ("No."), _ ("Name"), _ ("Phone"), _ ("Works in"), _ ("Skills"), "", NULL };
  g_autoptr (RgTextTable) columns = rg_text_table_new (cli->out, 6, headings);

  rg_text_table_align_right (columns, 0);
  for (guint i = 0; i < rows->len; i++)
    {
      RgRow *row = g_ptr_array_index (rows, i);
      const RgField *phone = rg_entity_find_field (rg_row_get_entity (row), "phone");
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, rg_row_get_id (row));
      g_autofree char *phone_text = rg_row_format (row, phone, RG_FORMAT_DISPLAY);
      const char *cells[] = { number,
                              rg_row_get_text (row, "name"),
                              phone_text,
                              rg_row_get_text (row, "region"),
                              rg_row_get_text (row, "skills"),
                              works_here (row) ? "" : _ ("works here no more") };

      rg_text_table_add (columns, cells);
    }
}

static gpointer
read_staff (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const StaffWish *wish = data;
  g_autoptr (GPtrArray) rows = NULL;
  RgRow *one;

  if (wish->id == 0)
    return rg_staff_list (read, error);
  one = rg_row_read (read, rg_catalog_find (rg_read_get_catalog (read), "staff"), wish->id, error);
  if (one == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_row_unref);
  g_ptr_array_add (rows, one);
  return g_steal_pointer (&rows);
}

/* Everybody, or the one of whom something was said. */
static int
tell (const StaffWish *wish)
{
  RgCli *cli = wish->cli;
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
      rg_store_read_sync (cli->store, read_staff, (gpointer) wish, cli->cancellable, &error);

  if (rows == NULL)
    return rg_cli_fail (cli, error);
  if (!cli->json)
    {
      write_text (cli, rows);
      return RG_COMMAND_OK;
    }
  if (wish->id == 0)
    rg_json_out_begin_array (&json);
  for (guint i = 0; i < rows->len; i++)
    write_json (&json, g_ptr_array_index (rows, i));
  if (wish->id == 0)
    rg_json_out_end_array (&json);
  rg_json_out_finish (&json);
  return RG_COMMAND_OK;
}

static gpointer
read_unknown (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_staff_unknown (read, UNKNOWN, error);
}

static int
tell_unknown (const StaffWish *wish)
{
  RgCli *cli = wish->cli;
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = rg_store_read_sync (cli->store, read_unknown, NULL, cli->cancellable, &error);

  if (names == NULL)
    return rg_cli_fail (cli, error);
  if (cli->json)
    {
      rg_json_out_texts (&json, (const char *const *) names);
      rg_json_out_finish (&json);
      return RG_COMMAND_OK;
    }
  for (guint i = 0; names[i] != NULL; i++)
    rg_output_printf (cli->out, "%s\n", names[i]);
  return RG_COMMAND_OK;
}

/* --- changing ------------------------------------------------------------- */

static gboolean
apply (StaffWish *wish, RgOp *op, GError **error)
{
  const RgStaffWords words = { wish->name, wish->phone, wish->region, wish->skills, wish->notes };

  if (strcmp (wish->verb, "set") == 0)
    return rg_staff_change (op, wish->id, &words, error);
  if (strcmp (wish->verb, "retire") == 0)
    return rg_staff_set_active (op, wish->id, FALSE, error);
  if (strcmp (wish->verb, "return") == 0)
    return rg_staff_set_active (op, wish->id, TRUE, error);
  wish->id = rg_staff_add (
      op, &(RgStaffWords) { wish->who, words.phone, words.region, words.skills, words.notes }, error);
  return wish->id != 0;
}

static char *
describe (const char *verb, const char *name)
{
  if (strcmp (verb, "add") == 0)
    return g_strdup_printf (_ ("Add %s to the staff"), name);
  if (strcmp (verb, "retire") == 0)
    return g_strdup_printf (_ ("%s works here no more"), name);
  if (strcmp (verb, "return") == 0)
    return g_strdup_printf (_ ("%s works here again"), name);
  return g_strdup_printf (_ ("Change what is said of %s"), name);
}

static gpointer
change_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  StaffWish *wish = data;
  g_autoptr (RgRow) row = NULL;
  g_autofree char *label = NULL;
  RgOp *op;

  if (strcmp (wish->verb, "add") != 0)
    {
      row = rg_staff_find (rg_write_as_read (write), wish->who, error);
      if (row == NULL)
        return NULL;
      wish->id = rg_row_get_id (row);
    }
  label = describe (wish->verb, row != NULL ? rg_row_get_text (row, "name") : wish->who);
  op = rg_op_begin (write, RG_ORIGIN_CLI, RG_CLI_SESSION, label, error);
  return op != NULL && apply (wish, op, error) ? wish : NULL;
}

static int
change (const StaffWish *wish)
{
  RgCli *cli = wish->cli;
  StaffWish step = *wish;
  g_autoptr (GError) error = NULL;

  if (rg_store_write_sync (cli->store, change_func, &step, cli->cancellable, &error) == NULL ||
      !rg_store_wait_for_search (cli->store, cli->cancellable, &error))
    return rg_cli_fail (cli, error);
  return tell (&step);
}

/* --- words ---------------------------------------------------------------- */

static const struct
{
  const char *verb;
  guint n_args;
  RgCliAccess access;
  int (*run) (const StaffWish *wish);
} verbs[] = {
  { "list", 1, RG_CLI_READ, tell },      { "unknown", 1, RG_CLI_READ, tell_unknown },
  { "add", 2, RG_CLI_WRITE, change },    { "set", 2, RG_CLI_WRITE, change },
  { "retire", 2, RG_CLI_WRITE, change }, { "return", 2, RG_CLI_WRITE, change },
};

static int
dispatch (StaffWish *wish)
{
  RgCli *cli = wish->cli;
  g_autofree char *who = cli->n_args > 1 ? rg_cli_text (cli->args[1]) : NULL;
  int status;

  wish->verb = cli->args[0];
  wish->who = who;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      if (strcmp (verbs[i].verb, wish->verb) != 0)
        continue;
      if (cli->n_args < verbs[i].n_args)
        return rg_cli_misuse (cli, _ ("Something is missing behind “%s”."), wish->verb);
      if (cli->n_args > verbs[i].n_args)
        return rg_cli_misuse (cli, _ ("“%s” is one word too many."), cli->args[verbs[i].n_args]);
      return rg_cli_open (cli, verbs[i].access, &status) ? verbs[i].run (wish) : status;
    }
  return rg_cli_misuse (cli, _ ("There is no command “%s”."), wish->verb);
}

static int
run (RgCli *cli)
{
  StaffWish wish = { .cli = cli };
  char **const texts[] = { &wish.name, &wish.phone, &wish.region, &wish.skills, &wish.notes };
  int status;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &wish.name, N_ ("What they are called from now on, everywhere"),
      N_ ("NAME") },
    { "phone", 0, 0, G_OPTION_ARG_FILENAME, &wish.phone, N_ ("The phone number"), N_ ("PHONE") },
    { "region", 0, 0, G_OPTION_ARG_FILENAME, &wish.region, N_ ("Where they work"), N_ ("TEXT") },
    { "skills", 0, 0, G_OPTION_ARG_FILENAME, &wish.skills, N_ ("What they are good at"), N_ ("TEXT") },
    { "notes", 0, 0, G_OPTION_ARG_FILENAME, &wish.notes, N_ ("What else there is to say"), N_ ("TEXT") },
    G_OPTION_ENTRY_NULL,
  };

  if (rg_cli_parse (cli, entries, 1, 3, &status))
    {
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        {
          char *text = *texts[i] != NULL ? rg_cli_text (*texts[i]) : NULL;

          g_free (*texts[i]);
          *texts[i] = text;
        }
      status = dispatch (&wish);
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  return status;
}

const RgCliCommand rg_cli_staff = {
  .name = "staff",
  .arguments = N_ ("list | add NAME | set WHO | retire WHO | return WHO | unknown"),
  .summary = N_ ("Who works in the shop: list, add, change, retire"),
  .details =
      N_ ("WHO is a name or a number. Another --name is written wherever the old one stands. Who works "
          "here no more is proposed no more and stays where they stand. “unknown” lists names that "
          "customers, entries and tasks give and that nobody here has.\n\n"
          "With --json, list gives an array, and add, set, retire and return one of: id, name, phone, "
          "region, skills, notes, active; unknown gives an array of names."),
  .run = run,
};
