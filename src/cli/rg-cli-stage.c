/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/rg-cli.h"
#include "shop/rg-gates.h"
#include "shop/rg-stages.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The stages of the pipeline, and what they ask of a deal. */

typedef struct
{
  RgCli *cli;
  const char *verb;
  char **args;
  char *name;
  char *days;
  char *chance;
  char *color;
  char *before;
  char *attachments;
  char *of_kind;
  char *contacts;
  char *fields;
  char *sale;
  gint64 n_days;
  gint64 n_chance;
  RgGateWords gate;
  char **keys; /* of @gate */
  GPtrArray *stages;
  GPtrArray *gates;
} StageWish;

static void
wish_clear (StageWish *wish)
{
  g_clear_pointer (&wish->stages, g_ptr_array_unref);
  g_clear_pointer (&wish->gates, g_ptr_array_unref);
  g_strfreev (wish->keys);
}

/* --- telling -------------------------------------------------------------------- */

static gpointer
read_stages (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  StageWish *wish = data;

  wish->stages = rg_stages_list (read, TRUE, error);
  if (wish->stages == NULL)
    return NULL;
  wish->gates = rg_gates_list (read, 0, error);
  return wish->gates;
}

static void
write_gate (RgJsonOut *json, const RgGate *gate, RgCatalog *catalog)
{
  g_autofree char *sentence = rg_gate_dup_sentence (gate, catalog);

  rg_json_out_begin_object (json);
  rg_json_out_member_integer (json, "id", gate->id);
  rg_json_out_member_text (json, "kind", gate->kind_word);
  rg_json_out_member_text (json, "of_kind", gate->what);
  rg_json_out_key (json, "fields");
  rg_json_out_texts (json, (const char *const *) gate->fields);
  rg_json_out_member_number (json, "n", gate->n,
                             gate->kind == RG_GATE_ATTACHMENTS || gate->kind == RG_GATE_CONTACTS);
  rg_json_out_member_number (json, "amount_fen", gate->amount_fen, gate->kind == RG_GATE_SALE);
  rg_json_out_member_text (json, "sentence", sentence);
  rg_json_out_member_boolean (json, "usable", gate->problem == NULL);
  rg_json_out_end_object (json);
}

static void
write_json (const StageWish *wish, RgCatalog *catalog)
{
  RgJsonOut json = RG_JSON_OUT_INIT (wish->cli->out);

  rg_json_out_begin_array (&json);
  for (guint i = 0; i < wish->stages->len; i++)
    {
      const RgStage *stage = g_ptr_array_index (wish->stages, i);

      rg_json_out_begin_object (&json);
      rg_json_out_member_integer (&json, "id", stage->id);
      rg_json_out_member_text (&json, "name", stage->name);
      rg_json_out_member_text (&json, "key", stage->key);
      rg_json_out_member_number (&json, "days", stage->days, stage->days > 0);
      rg_json_out_member_integer (&json, "chance", stage->chance);
      rg_json_out_member_text (&json, "color", stage->color);
      rg_json_out_member_boolean (&json, "retired", stage->retired);
      rg_json_out_key (&json, "gates");
      rg_json_out_begin_array (&json);
      for (guint j = 0; j < wish->gates->len; j++)
        {
          const RgGate *gate = g_ptr_array_index (wish->gates, j);

          if (gate->stage_id == stage->id)
            write_gate (&json, gate, catalog);
        }
      rg_json_out_end_array (&json);
      rg_json_out_end_object (&json);
    }
  rg_json_out_end_array (&json);
  rg_json_out_finish (&json);
}

static void
write_text (const StageWish *wish, RgCatalog *catalog)
{
  const char *headings[] = { _ ("No."), _ ("Stage"), _ ("Days at most"), _ ("Chance (%)"), _ ("Asks for"),
                             "",        NULL };
  g_autoptr (RgTextTable) table = rg_text_table_new (wish->cli->out, 6, headings);

  for (guint i = 0; i < 4; i += i == 0 ? 2 : 1)
    rg_text_table_align_right (table, i);
  for (guint i = 0; i < wish->stages->len; i++)
    {
      const RgStage *stage = g_ptr_array_index (wish->stages, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, stage->id);
      g_autofree char *days = stage->days > 0 ? g_strdup_printf ("%u", stage->days) : g_strdup ("–");
      g_autofree char *chance = g_strdup_printf ("%u", stage->chance);
      g_autoptr (GString) asks = g_string_new (NULL);
      const char *cells[] = { number, stage->name, days, chance, NULL, stage->retired ? _ ("not used") : "" };

      for (guint j = 0; j < wish->gates->len; j++)
        {
          const RgGate *gate = g_ptr_array_index (wish->gates, j);
          g_autofree char *sentence = rg_gate_dup_sentence (gate, catalog);

          if (gate->stage_id == stage->id)
            g_string_append_printf (asks, "%s%" G_GINT64_FORMAT ": %s", asks->len > 0 ? "; " : "", gate->id,
                                    sentence);
        }
      cells[4] = asks->str;
      rg_text_table_add (table, cells);
    }
}

static int
tell (StageWish *wish)
{
  RgCli *cli = wish->cli;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgCatalog) catalog = NULL;

  if (!rg_store_is_read_only (cli->store) && !rg_stages_ship (cli->store, &error))
    return rg_cli_fail (cli, error);
  if (rg_store_read_sync (cli->store, read_stages, wish, cli->cancellable, &error) == NULL)
    return rg_cli_fail (cli, error);
  catalog = rg_store_ref_catalog (cli->store);
  if (cli->json)
    write_json (wish, catalog);
  else
    write_text (wish, catalog);
  return RG_COMMAND_OK;
}

/* --- changing --------------------------------------------------------------------- */

static gint64
stage_named (RgOp *op, const char *name, GError **error)
{
  g_autoptr (RgStage) stage = rg_stages_find (rg_write_as_read (rg_op_get_write (op)), name, error);

  return stage != NULL ? stage->id : 0;
}

static gboolean
change_gate (const StageWish *wish, RgOp *op, GError **error)
{
  gint64 id;

  if (strcmp (wish->verb, "ungate") == 0)
    {
      if (!g_ascii_string_to_signed (wish->args[1], 10, 1, G_MAXUINT32, &id, error))
        return FALSE;
      return rg_gate_delete (op, id, error);
    }
  id = stage_named (op, wish->args[1], error);
  return id != 0 && rg_gate_add (op, id, &wish->gate, error) != 0;
}

static gboolean
apply (const StageWish *wish, RgOp *op, GError **error)
{
  const RgStageWords words = { wish->name, (int) wish->n_days, (int) wish->n_chance, wish->color };
  gint64 before = 0, id;

  if (!rg_stages_ensure (op, error))
    return FALSE;
  if (wish->before != NULL && *wish->before != '\0')
    {
      before = stage_named (op, wish->before, error);
      if (before == 0)
        return FALSE;
    }
  if (strcmp (wish->verb, "add") == 0)
    return rg_stage_add (op, &(RgStageWords) { wish->args[1], words.days, words.chance, words.color }, before,
                         error) != 0;
  if (strstr (wish->verb, "gate") != NULL)
    return change_gate (wish, op, error);
  id = stage_named (op, wish->args[1], error);
  if (id == 0)
    return FALSE;
  if (strcmp (wish->verb, "retire") == 0)
    return rg_stage_retire (op, id, error);
  if (strcmp (wish->verb, "return") == 0)
    return rg_stage_return (op, id, error);
  return rg_stage_change (op, id, &words, error) &&
         (wish->before == NULL || rg_stage_move (op, id, before, error));
}

static char *
describe (const StageWish *wish)
{
  const char *what = wish->args[1];

  if (strcmp (wish->verb, "add") == 0)
    return g_strdup_printf (_ ("Add the stage “%s”"), what);
  if (strcmp (wish->verb, "retire") == 0)
    return g_strdup_printf (_ ("The stage “%s” is not used any more"), what);
  if (strcmp (wish->verb, "return") == 0)
    return g_strdup_printf (_ ("The stage “%s” is used again"), what);
  if (strcmp (wish->verb, "gate") == 0)
    return g_strdup_printf (_ ("Add a gate before the stage “%s”"), what);
  if (strcmp (wish->verb, "ungate") == 0)
    return g_strdup (_ ("Take a gate away"));
  return g_strdup_printf (_ ("Change the stage “%s”"), what);
}

static gpointer
change_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const StageWish *wish = data;
  g_autofree char *label = describe (wish);
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, RG_CLI_SESSION, label, error);

  return op != NULL && apply (wish, op, error) ? data : NULL;
}

static int
change (StageWish *wish)
{
  RgCli *cli = wish->cli;
  g_autoptr (GError) error = NULL;

  if (rg_store_write_sync (cli->store, change_func, wish, cli->cancellable, &error) == NULL)
    return rg_cli_fail (cli, error);
  return tell (wish);
}

/* --- words -------------------------------------------------------------------------- */

static const struct
{
  const char *verb;
  guint n_args;
  RgCliAccess access;
  int (*run) (StageWish *wish);
} verbs[] = {
  { "list", 1, RG_CLI_READ, tell },      { "add", 2, RG_CLI_WRITE, change },
  { "set", 2, RG_CLI_WRITE, change },    { "retire", 2, RG_CLI_WRITE, change },
  { "return", 2, RG_CLI_WRITE, change }, { "gate", 2, RG_CLI_WRITE, change },
  { "ungate", 2, RG_CLI_WRITE, change },
};

/* What the gate asks for: one of the options. */
static gboolean
take_gate (StageWish *wish, int *status)
{
  RgCli *cli = wish->cli;
  g_auto (RgValue) amount = RG_VALUE_INIT;
  const RgField money = { .type = &rg_type_money };
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  *status = RG_COMMAND_USAGE;
  wish->gate.what = wish->of_kind;
  if (wish->attachments != NULL || wish->contacts != NULL)
    {
      if (!rg_cli_number (cli, wish->attachments != NULL ? wish->attachments : wish->contacts, 1, 99, &n))
        return FALSE;
      wish->gate.kind = wish->attachments != NULL ? RG_GATE_ATTACHMENTS : RG_GATE_CONTACTS;
      wish->gate.n = (guint) n;
    }
  else if (wish->fields != NULL)
    {
      wish->gate.kind = RG_GATE_FIELDS;
      wish->keys = g_strsplit (wish->fields, ",", -1);
      wish->gate.fields = (const char *const *) wish->keys;
    }
  else if (wish->sale != NULL)
    {
      wish->gate.kind = RG_GATE_SALE;
      if (!rg_field_parse (&money, wish->sale, &amount, &error))
        {
          *status = rg_cli_misuse (cli, "%s", error->message);
          return FALSE;
        }
      wish->gate.amount_fen = rg_value_get_integer (&amount);
    }
  else
    {
      *status = rg_cli_misuse (
          cli, "%s", _ ("Say what the gate asks for: --attachments, --contacts, --fields or --sale."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
take_numbers (StageWish *wish)
{
  wish->n_days = wish->n_chance = -1;
  if (wish->days != NULL && *wish->days == '\0')
    wish->n_days = 0;
  else if (wish->days != NULL && !rg_cli_number (wish->cli, wish->days, 0, 10000, &wish->n_days))
    return FALSE;
  return wish->chance == NULL || rg_cli_number (wish->cli, wish->chance, 0, 100, &wish->n_chance);
}

static int
dispatch (StageWish *wish)
{
  RgCli *cli = wish->cli;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) args = NULL;
  int status;

  for (guint i = 0; i < cli->n_args; i++)
    g_strv_builder_take (builder, rg_cli_text (cli->args[i]));
  wish->args = args = g_strv_builder_end (builder);
  wish->verb = args[0];
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      if (strcmp (verbs[i].verb, wish->verb) != 0)
        continue;
      if (cli->n_args < verbs[i].n_args)
        return rg_cli_misuse (cli, _ ("Something is missing behind “%s”."), wish->verb);
      if (cli->n_args > verbs[i].n_args)
        return rg_cli_misuse (cli, _ ("“%s” is one word too many."), args[verbs[i].n_args]);
      if (!take_numbers (wish))
        return RG_COMMAND_USAGE;
      if (strcmp (wish->verb, "gate") == 0 && !take_gate (wish, &status))
        return status;
      return rg_cli_open (cli, verbs[i].access, &status) ? verbs[i].run (wish) : status;
    }
  return rg_cli_misuse (cli, _ ("There is no command “%s”."), wish->verb);
}

static int
run (RgCli *cli)
{
  StageWish wish = { .cli = cli };
  char **const texts[] = { &wish.name,        &wish.days,    &wish.chance,   &wish.color,  &wish.before,
                           &wish.attachments, &wish.of_kind, &wish.contacts, &wish.fields, &wish.sale };
  int status;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &wish.name, N_ ("What it is called from now on"), N_ ("NAME") },
    { "days", 0, 0, G_OPTION_ARG_FILENAME, &wish.days,
      N_ ("How long a deal may stay; 0: as long as it likes"), N_ ("N") },
    { "chance", 0, 0, G_OPTION_ARG_FILENAME, &wish.chance, N_ ("How many of a hundred are won from here"),
      N_ ("PERCENT") },
    { "color", 0, 0, G_OPTION_ARG_FILENAME, &wish.color, N_ ("Its colour"), N_ ("COLOR") },
    { "before", 0, 0, G_OPTION_ARG_FILENAME, &wish.before,
      N_ ("The stage before which it comes; \"\": the end"), N_ ("STAGE") },
    { "attachments", 0, 0, G_OPTION_ARG_FILENAME, &wish.attachments, N_ ("Gate: so many files"), N_ ("N") },
    { "of-kind", 0, 0, G_OPTION_ARG_FILENAME, &wish.of_kind, N_ ("Gate: files of this kind"), N_ ("KIND") },
    { "contacts", 0, 0, G_OPTION_ARG_FILENAME, &wish.contacts, N_ ("Gate: so many effective contacts"),
      N_ ("N") },
    { "fields", 0, 0, G_OPTION_ARG_FILENAME, &wish.fields, N_ ("Gate: these fields are filled in"),
      N_ ("FIELD,…") },
    { "sale", 0, 0, G_OPTION_ARG_FILENAME, &wish.sale, N_ ("Gate: a sale of at least so much"),
      N_ ("MONEY") },
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
  wish_clear (&wish);
  return status;
}

const RgCliCommand rg_cli_stage = {
  .name = "stage",
  .arguments = N_ ("list | add NAME | set STAGE | retire STAGE | return STAGE | gate STAGE | ungate GATE"),
  .summary = N_ ("The stages of the pipeline, and what they ask of a deal"),
  .details = N_ (
      "STAGE is a name, a key or a number. “gate” puts a gate before a stage: a deal comes in when there are "
      "so many --attachments (--of-kind KIND), so many effective --contacts, the --fields are filled in, or "
      "there is a --sale of at least so much. What is retired keeps its history.\n\n"
      "With --json an array of id, name, key, days, chance, color, retired, gates (id, kind, of_kind, "
      "fields, n, amount_fen, sentence, usable)."),
  .run = run,
};
