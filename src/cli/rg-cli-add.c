/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "catalog/rg-date.h"
#include "catalog/rg-phone.h"
#include "cli/rg-cli.h"
#include "shop/rg-chat-line.h"
#include "shop/rg-followup.h"
#include "shop/rg-newcomer.h"
#include "store/rg-search.h"

#include <glib/gi18n-lib.h>

/* A new customer, what happened with one, and a file of one. */

/* The words of options and arguments, as UTF-8. */
typedef struct
{
  char *name;
  char *phone;
  char *wechat;
  char *note;
  char *next;
  char *line;
  char *kind;
  char *amount;
  char *text;
} Words;

static void
words_clear (Words *words)
{
  g_free (words->name);
  g_free (words->phone);
  g_free (words->wechat);
  g_free (words->note);
  g_free (words->next);
  g_free (words->line);
  g_free (words->kind);
  g_free (words->amount);
  g_free (words->text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

/* Options come as the terminal wrote them. */
static void
read_text (char **word)
{
  g_autofree char *raw = *word;

  *word = raw != NULL ? rg_cli_text (raw) : NULL;
}

/* Ends a command that wrote: @done is what it said, or NULL. */
static int
finish (RgCli *cli, gpointer done, GError **error)
{
  if (done != NULL)
    rg_store_wait_for_search (cli->store, cli->cancellable, error);
  return *error != NULL ? rg_cli_fail (cli, *error) : RG_COMMAND_OK;
}

/* --- add ------------------------------------------------------------------ */

typedef struct
{
  RgNewcomer newcomer;
  char *label;
  gint64 id;
  gint64 operation;
  GPtrArray *known; /* (element-type RgRow): who has the phone already */
} Add;

static void
add_clear (Add *add)
{
  g_free (add->label);
  g_clear_pointer (&add->known, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Add, add_clear)

static gboolean
find_known (RgRead *read, Add *add, GError **error)
{
  g_autofree char *normal = NULL;
  g_autoptr (GArray) ids = NULL;

  add->known = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_row_unref);
  if (add->newcomer.phone == NULL || rg_phone_normalize (add->newcomer.phone, &normal) == RG_PHONE_INVALID)
    return TRUE;
  ids = rg_search_phone (read, normal, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      RgRow *row = rg_cli_read_customer (read, g_array_index (ids, guint32, i), error);

      if (row == NULL)
        return FALSE;
      g_ptr_array_add (add->known, row);
    }
  return ids != NULL;
}

static gpointer
add_customer (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Add *add = data;
  RgOp *op;

  if (!find_known (rg_write_as_read (write), add, error))
    return NULL;
  op = rg_op_begin (write, RG_ORIGIN_CLI, RG_CLI_SESSION, add->label, error);
  add->id = op != NULL ? rg_newcomer_add (op, &add->newcomer, error) : 0;
  add->operation = add->id != 0 ? rg_op_get_id (op) : 0;
  return add->id != 0 ? add : NULL;
}

/* A family shares a phone: that is no mistake, but worth a word. */
static void
warn_known (RgCli *cli, const Add *add)
{
  for (guint i = 0; i < add->known->len; i++)
    {
      RgRow *row = g_ptr_array_index (add->known, i);
      const char *name = rg_row_get_text (row, "name");
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, rg_row_get_id (row));

      /* Translators: a customer's name, and the number in the book. */
      rg_output_printf (cli->err, _ ("%s (number %s) has the same phone number."),
                        name != NULL ? name : _ ("Somebody without a name"), number);
      rg_output_put (cli->err, "\n");
    }
}

static void
tell_added (RgCli *cli, const Add *add)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);
  g_autofree char *name = rg_newcomer_dup_name (&add->newcomer);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, add->id);

  warn_known (cli, add);
  if (!cli->json)
    {
      rg_output_printf (cli->out, _ ("Added %s, number %s."), name, number);
      rg_output_put (cli->out, "\n");
      return;
    }
  rg_json_out_begin_object (&json);
  rg_json_out_key (&json, "id");
  rg_json_out_integer (&json, add->id);
  rg_json_out_key (&json, "name");
  rg_json_out_text (&json, add->newcomer.name);
  rg_json_out_key (&json, "phone");
  rg_json_out_text (&json, add->newcomer.phone);
  rg_json_out_key (&json, "wechat");
  rg_json_out_text (&json, add->newcomer.wechat);
  rg_json_out_key (&json, "note");
  rg_json_out_text (&json, add->newcomer.need);
  rg_json_out_key (&json, "next_date");
  rg_json_out_text (&json, add->newcomer.next_date);
  rg_json_out_key (&json, "known");
  rg_json_out_begin_array (&json);
  for (guint i = 0; i < add->known->len; i++)
    rg_json_out_integer (&json, rg_row_get_id (g_ptr_array_index (add->known, i)));
  rg_json_out_end_array (&json);
  rg_json_out_key (&json, "operation");
  rg_json_out_integer (&json, add->operation);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

static RgChatLine *
read_line (const char *text)
{
  GDate today;

  rg_date_of_instant (rg_clock_now (), &today);
  return rg_chat_line_parse (text, &today);
}

/* So that a wrong word does not leave an empty shop behind. */
static gboolean
check_words (const Words *words, GError **error)
{
  g_autoptr (RgCatalog) catalog = rg_catalog_new (NULL);
  const RgEntity *customer = rg_catalog_find (catalog, "customer");
  g_auto (RgValue) phone = RG_VALUE_INIT;
  g_auto (RgValue) next = RG_VALUE_INIT;

  return (words->phone == NULL ||
          rg_field_parse (rg_entity_find_field (customer, "phone"), words->phone, &phone, error)) &&
         (words->next == NULL ||
          rg_field_parse (rg_entity_find_field (customer, "next_date"), words->next, &next, error));
}

static int
save_newcomer (RgCli *cli, const Words *words, const RgChatLine *line)
{
  g_auto (Add) add = { .id = 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *need = NULL;
  g_autofree char *name = NULL;
  gpointer done;

  if (line != NULL)
    {
      /* The words of the day say more than the day, as in a window. */
      need = line->next_words == NULL ? g_strdup (line->need)
             : line->need == NULL     ? g_strdup (line->next_words)
                                      : g_strdup_printf (_ ("%s (%s)"), line->need, line->next_words);
      add.newcomer = (RgNewcomer) { line->name, line->phone, line->wechat, need, line->next_date };
    }
  else
    add.newcomer = (RgNewcomer) { words->name, words->phone, words->wechat, words->note, words->next };
  name = rg_newcomer_dup_name (&add.newcomer);
  add.label = g_strdup_printf (_ ("Add %s"), name);
  done = rg_store_write_sync (cli->store, add_customer, &add, cli->cancellable, &error);
  if (done != NULL)
    tell_added (cli, &add);
  return finish (cli, done, &error);
}

static int
run_add (RgCli *cli)
{
  g_auto (Words) words = { NULL };
  g_autoptr (RgChatLine) line = NULL;
  g_autoptr (GError) error = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &words.name, N_ ("The name"), N_ ("NAME") },
    { "phone", 0, 0, G_OPTION_ARG_FILENAME, &words.phone, N_ ("The phone number"), N_ ("PHONE") },
    { "wechat", 0, 0, G_OPTION_ARG_FILENAME, &words.wechat, N_ ("The WeChat id"), N_ ("ID") },
    { "note", 0, 0, G_OPTION_ARG_FILENAME, &words.note, N_ ("What they want: the first note"), N_ ("TEXT") },
    { "next", 0, 0, G_OPTION_ARG_FILENAME, &words.next, N_ ("The day of the next step"), N_ ("DATE") },
    { "line", 0, 0, G_OPTION_ARG_FILENAME, &words.line,
      N_ ("A line copied from a chat, instead of all these"), N_ ("TEXT") },
    G_OPTION_ENTRY_NULL,
  };

  if (!rg_cli_parse (cli, entries, 0, 0, &status))
    return status;
  read_text (&words.name);
  read_text (&words.phone);
  read_text (&words.wechat);
  read_text (&words.note);
  read_text (&words.next);
  read_text (&words.line);
  if (words.line == NULL && words.name == NULL && words.phone == NULL && words.wechat == NULL)
    return rg_cli_misuse (cli, _ ("Say who it is: with --name, --phone, --wechat or --line."));
  if (words.line != NULL && (words.name != NULL || words.phone != NULL || words.wechat != NULL ||
                             words.note != NULL || words.next != NULL))
    return rg_cli_misuse (cli, _ ("--line stands by itself: everything is read from it."));
  if (!check_words (&words, &error))
    return rg_cli_fail (cli, error);
  if (words.line != NULL)
    line = read_line (words.line);
  if (!rg_cli_open (cli, RG_CLI_CREATE, &status))
    return status;
  return save_newcomer (cli, &words, line);
}

const RgCliCommand rg_cli_add = {
  .name = "add",
  .summary = N_ ("Add a customer"),
  .details = N_ ("A phone number that somebody has already is no hindrance, since families share one; who "
                 "has it is told. With --line name, phone, WeChat id and day are found in the text."),
  .run = run_add,
};

/* --- note ----------------------------------------------------------------- */

typedef struct
{
  gint64 customer;
  const Words *words;
  gboolean is_sale;
  gint64 id;
  gint64 operation;
} Note;

static gboolean
read_kind (const RgEntity *event, const char *word, RgValue *kind, GError **error)
{
  return rg_field_parse (rg_entity_find_field (event, "kind"), word != NULL ? word : "note", kind, error);
}

static gboolean
read_amount (const RgEntity *sale, const char *word, RgValue *amount, GError **error)
{
  return word == NULL || rg_field_parse (rg_entity_find_field (sale, "amount_fen"), word, amount, error);
}

static gpointer
add_note (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Note *note = data;
  RgCatalog *catalog = rg_write_get_catalog (write);
  g_autoptr (RgRow) row = rg_cli_read_customer (rg_write_as_read (write), note->customer, error);
  g_auto (RgValue) kind = RG_VALUE_INIT;
  g_auto (RgValue) amount = RG_VALUE_INIT;
  g_autofree char *label = NULL;
  RgFollowup followup = { .text = note->words->text, .next_date = note->words->next };
  RgOp *op;

  if (row == NULL ||
      (!note->is_sale && !read_kind (rg_catalog_find (catalog, "event"), note->words->kind, &kind, error)) ||
      !read_amount (rg_catalog_find (catalog, "sale"), note->words->amount, &amount, error))
    return NULL;
  followup.kind = note->is_sale ? "sale" : rg_value_get_text (&kind);
  followup.has_amount = !rg_value_is_null (&amount);
  followup.amount_fen = rg_value_get_integer (&amount);
  label = g_strdup_printf (_ ("Add a note to %s"), rg_row_get_text (row, "name") != NULL
                                                       ? rg_row_get_text (row, "name")
                                                       : _ ("a customer"));
  op = rg_op_begin (write, RG_ORIGIN_CLI, RG_CLI_SESSION, label, error);
  note->id = op != NULL ? rg_followup_add (op, note->customer, &followup, error) : 0;
  note->operation = note->id != 0 ? rg_op_get_id (op) : 0;
  return note->id != 0 ? note : NULL;
}

/* {"id":…, "customer":…, "operation":…} */
static void
tell_belonging (RgCli *cli, const char *entity, gint64 id, gint64 customer, gint64 operation)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

  if (!cli->json)
    return;
  rg_json_out_begin_object (&json);
  rg_json_out_key (&json, "entity");
  rg_json_out_text (&json, entity);
  rg_json_out_key (&json, "id");
  rg_json_out_integer (&json, id);
  rg_json_out_key (&json, "customer");
  rg_json_out_integer (&json, customer);
  rg_json_out_key (&json, "operation");
  rg_json_out_integer (&json, operation);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

static int
run_note (RgCli *cli)
{
  g_auto (Words) words = { NULL };
  g_autoptr (GError) error = NULL;
  Note note = { .words = &words };
  gpointer done;
  int status;
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_FILENAME, &words.kind,
      N_ ("note (the default), call, visit, onsite, message, meeting, other or sale"), N_ ("KIND") },
    { "next", 0, 0, G_OPTION_ARG_FILENAME, &words.next, N_ ("The day of the next step; \"\" for none"),
      N_ ("DATE") },
    { "amount", 0, 0, G_OPTION_ARG_FILENAME, &words.amount, N_ ("What a sale came to, in yuan"),
      N_ ("AMOUNT") },
    G_OPTION_ENTRY_NULL,
  };

  if (!rg_cli_parse (cli, entries, 2, 2, &status))
    return status;
  if (!rg_cli_number (cli, cli->args[0], 1, G_MAXUINT32, &note.customer))
    return RG_COMMAND_USAGE;
  read_text (&words.kind);
  read_text (&words.next);
  read_text (&words.amount);
  words.text = g_strdup (cli->args[1]);
  note.is_sale = words.kind != NULL ? g_str_equal (words.kind, "sale") : words.amount != NULL;
  if (words.amount != NULL && !note.is_sale)
    return rg_cli_misuse (cli, _ ("Only a sale has an amount."));
  if (!rg_cli_open (cli, RG_CLI_WRITE, &status))
    return status;
  done = rg_store_write_sync (cli->store, add_note, &note, cli->cancellable, &error);
  if (done != NULL)
    tell_belonging (cli, note.is_sale ? "sale" : "event", note.id, note.customer, note.operation);
  return finish (cli, done, &error);
}

const RgCliCommand rg_cli_note = {
  .name = "note",
  .arguments = N_ ("ID TEXT"),
  .summary = N_ ("Write down what happened with a customer"),
  .details = N_ ("A call, visit, message, meeting or sale is a contact and moves the day of the last one. A "
                 "TEXT that begins with a minus sign needs “--” in front."),
  .run = run_note,
};

/* --- attach --------------------------------------------------------------- */

typedef struct
{
  gint64 customer;
  GFile *file;
  const char *kind;
  gint64 id;
  gint64 operation;
} Attach;

static gpointer
attach_file (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Attach *attach = data;
  g_autoptr (RgRow) row = rg_cli_read_customer (rg_write_as_read (write), attach->customer, error);
  g_autofree char *base = g_file_get_basename (attach->file);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *label = g_strdup_printf (_ ("Attach “%s”"), name);
  RgOp *op;

  if (row == NULL)
    return NULL;
  op = rg_op_begin (write, RG_ORIGIN_CLI, RG_CLI_SESSION, label, error);
  attach->id =
      op != NULL ? rg_op_attach (op, attach->customer, attach->file, attach->kind, cancellable, error) : 0;
  attach->operation = attach->id != 0 ? rg_op_get_id (op) : 0;
  return attach->id != 0 ? attach : NULL;
}

static int
run_attach (RgCli *cli)
{
  g_auto (Words) words = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  Attach attach = { 0 };
  gpointer done;
  int status;
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_FILENAME, &words.kind, N_ ("What kind of file it is (“contract”)"),
      N_ ("KIND") },
    G_OPTION_ENTRY_NULL,
  };

  if (!rg_cli_parse (cli, entries, 2, 2, &status))
    return status;
  if (!rg_cli_number (cli, cli->args[0], 1, G_MAXUINT32, &attach.customer))
    return RG_COMMAND_USAGE;
  read_text (&words.kind);
  path = rg_cli_path (cli, cli->args[1]);
  file = g_file_new_for_path (path);
  attach.file = file;
  attach.kind = words.kind;
  if (!rg_cli_open (cli, RG_CLI_WRITE, &status))
    return status;
  done = rg_store_write_sync (cli->store, attach_file, &attach, cli->cancellable, &error);
  if (done != NULL)
    tell_belonging (cli, "attachment", attach.id, attach.customer, attach.operation);
  return finish (cli, done, &error);
}

const RgCliCommand rg_cli_attach = {
  .name = "attach",
  .arguments = N_ ("ID FILE"),
  .summary = N_ ("Keep a copy of a file with a customer"),
  .details = N_ ("The same content is kept once for all who have it."),
  .run = run_attach,
};
