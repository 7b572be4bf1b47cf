/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/rg-cli-tag.h"

#include "shop/rg-tag-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The shop's tags: listed, made, changed, moved, merged, given, taken. */

/* --- one tag ---------------------------------------------------------------- */

typedef struct
{
  const RgTagWords *words;
  char **args;
  RgTagStep *step;
  gint64 operation;
} Wish;

static const char *const verbs[] = { "add", "set", "move", "retire", "restore", "delete", "rule", NULL };

/* "家族/名字": what is missing above the last name is made too. */
static gboolean
add_tag (RgOp *op, Wish *wish, GError **error)
{
  g_autoptr (RgTagTree) tree = rg_tag_tree_read (rg_write_as_read (rg_op_get_write (op)), FALSE, NULL, error);
  g_auto (GStrv) names = g_strsplit (wish->args[1], "/", -1);
  g_autoptr (GString) path = g_string_new (NULL);
  RgTagStep *step = wish->step;

  if (tree == NULL)
    return FALSE;
  for (guint i = 0; names[i] != NULL && names[i + 1] != NULL; i++)
    {
      RgTagWish plain = { .name = names[i] };
      RgTag *there;

      g_string_append_printf (path, "%s%s", i > 0 ? "/" : "", g_strstrip (names[i]));
      there = rg_tag_tree_find (tree, path->str, NULL);
      if (there != NULL && (there->parent != NULL ? there->parent->id : 0) != step->parent)
        there = NULL;
      step->parent =
          there != NULL ? there->id : rg_tag_create (op, &plain, step->parent, step->family, error);
      if (step->parent == 0)
        return FALSE;
    }
  step->name = g_strdup (names[0] != NULL ? names[g_strv_length (names) - 1] : "");
  return rg_tag_step_apply (op, step, error);
}

/* Where to: a tag, or / for the roots. */
static gboolean
find_places (RgTagTree *tree, Wish *wish, GError **error)
{
  const RgTag *parent = NULL, *before = NULL;

  if (wish->step->verb != RG_TAG_MOVE)
    return TRUE;
  if (!g_str_equal (wish->args[2], "/") && (parent = rg_tag_tree_find (tree, wish->args[2], error)) == NULL)
    return FALSE;
  if (wish->words->before != NULL && (before = rg_tag_tree_find (tree, wish->words->before, error)) == NULL)
    return FALSE;
  wish->step->parent = parent != NULL ? parent->id : 0;
  wish->step->before = before != NULL ? before->id : 0;
  return TRUE;
}

static gpointer
change_tag (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Wish *wish = data;
  g_autoptr (RgTagTree) tree = NULL;
  const RgTag *tag = NULL;
  RgOp *op = rg_op_begin (write, RG_ORIGIN_CLI, RG_CLI_SESSION, "", error);

  if (op == NULL)
    return NULL;
  wish->operation = rg_op_get_id (op);
  if (wish->step->verb == RG_TAG_CREATE)
    return add_tag (op, wish, error) ? wish : NULL;
  tree = rg_tag_tree_read (rg_write_as_read (write), FALSE, cancellable, error);
  tag = tree != NULL ? rg_tag_tree_find (tree, wish->args[1], error) : NULL;
  if (tag == NULL || !find_places (tree, wish, error))
    return NULL;
  wish->step->id = tag->id;
  return rg_tag_step_apply (op, wish->step, error) ? wish : NULL;
}

static void
tell_deleted (RgCli *cli, const Wish *wish)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

  if (!cli->json)
    {
      rg_output_printf (cli->out, "%s\n", _ ("The tag is deleted. “undo” brings it back."));
      return;
    }
  rg_json_out_begin_object (&json);
  rg_json_out_member_integer (&json, "deleted", wish->step->id);
  rg_json_out_member_integer (&json, "operation", wish->operation);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

static int
run_step (const RgTagWords *words, char **args)
{
  RgCli *cli = words->cli;
  g_autoptr (GError) error = NULL;
  RgTagVerb verb = RG_TAG_CREATE;
  g_autoptr (RgTagStep) step = NULL;
  Wish wish = { .words = words, .args = args };
  int status;

  if (!rg_cli_open (cli, RG_CLI_WRITE, &status))
    return status;
  for (guint i = 0; verbs[i] != NULL; i++)
    if (g_str_equal (verbs[i], words->verb))
      verb = (RgTagVerb) i;
  step = wish.step = rg_tag_step_new (verb, 0);
  step->family = g_strdup (words->family);
  step->name = g_strdup (words->name);
  step->color = g_strdup (words->color);
  step->symbol = g_strdup (words->symbol);
  step->description = g_strdup (words->description);
  if (verb == RG_TAG_RULE)
    {
      step->condition = g_strdup (words->condition);
      step->rule_on = words->on ? 1 : words->off ? 0 : -1;
    }
  if (rg_store_write_sync (cli->store, change_tag, &wish, cli->cancellable, &error) == NULL ||
      !rg_store_wait_for_search (cli->store, cli->cancellable, &error))
    return rg_cli_fail (cli, error);
  if (verb != RG_TAG_DELETE)
    return rg_cli_tag_show (cli, step->id);
  tell_deleted (cli, &wish);
  return RG_COMMAND_OK;
}

/* --- two tags ---------------------------------------------------------------- */

typedef struct
{
  char **args;
  RgTagMergeJob job;
} MergeWish;

static gpointer
merge_tags (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  MergeWish *wish = data;
  g_autoptr (RgTagTree) tree = rg_tag_tree_read (rg_write_as_read (write), FALSE, cancellable, error);
  const RgTag *keep = tree != NULL ? rg_tag_tree_find (tree, wish->args[1], error) : NULL;
  const RgTag *gone = keep != NULL ? rg_tag_tree_find (tree, wish->args[2], error) : NULL;

  if (gone == NULL)
    return NULL;
  wish->job.keep = keep->id;
  wish->job.gone = gone->id;
  return rg_tag_merge_write_func (write, &wish->job, cancellable, error);
}

static void
progress_cb (guint64 done, guint64 total, gpointer cli)
{
  rg_cli_show_fraction ((double) done / (double) MAX (total, 1), cli);
}

static void
tell_merged (RgCli *cli, const RgTagMergeJob *job, const RgTagMergeReport *report)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

  if (!cli->json)
    {
      rg_output_printf (cli->out, "%s\n", _ ("The two tags are one. “undo” brings both back."));
      return;
    }
  rg_json_out_begin_object (&json);
  rg_json_out_member_integer (&json, "id", job->keep);
  rg_json_out_member_integer (&json, "gone", job->gone);
  rg_json_out_member_integer (&json, "moved", (gint64) report->moved);
  rg_json_out_member_integer (&json, "both", (gint64) report->both);
  rg_json_out_member_integer (&json, "tags_moved", (gint64) report->children);
  rg_json_out_member_integer (&json, "operation", report->operation);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

static int
run_merge (const RgTagWords *words, char **args)
{
  RgCli *cli = words->cli;
  g_autoptr (GError) error = NULL;
  g_autofree RgTagMergeReport *report = NULL;
  MergeWish wish = { .args = args };
  int status;

  if (!rg_cli_open (cli, RG_CLI_WRITE, &status))
    return status;
  wish.job.origin = RG_ORIGIN_CLI;
  wish.job.session = RG_CLI_SESSION;
  wish.job.progress = progress_cb;
  wish.job.progress_data = cli;
  report = rg_store_write_sync (cli->store, merge_tags, &wish, cli->cancellable, &error);
  rg_cli_progress_end (cli);
  if (report != NULL)
    tell_merged (cli, &wish.job, report);
  if (error == NULL)
    rg_store_wait_for_search (cli->store, cli->cancellable, &error);
  return error != NULL ? rg_cli_fail (cli, error) : RG_COMMAND_OK;
}

/* --- words ------------------------------------------------------------------- */

static gboolean
check_words (const RgTagWords *words, int *status)
{
  static const struct
  {
    const char *verb;
    guint least;
    guint most;
  } known[] = {
    { "list", 1, 1 },  { "add", 2, 2 },          { "set", 2, 2 },          { "move", 3, 3 },
    { "merge", 3, 3 }, { "retire", 2, 2 },       { "restore", 2, 2 },      { "delete", 2, 2 },
    { "rule", 2, 2 },  { "give", 3, G_MAXUINT }, { "take", 3, G_MAXUINT },
  };
  RgCli *cli = words->cli;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (strcmp (known[i].verb, words->verb) != 0)
        continue;
      if (cli->n_args < known[i].least)
        *status = rg_cli_misuse (cli, _ ("Something is missing behind “%s”."), words->verb);
      else if (cli->n_args > known[i].most)
        *status = rg_cli_misuse (cli, _ ("“%s” is one word too many."), cli->args[known[i].most]);
      else
        return TRUE;
      return FALSE;
    }
  *status = rg_cli_misuse (cli, _ ("There is no command “%s”."), words->verb);
  return FALSE;
}

static int
dispatch (const RgTagWords *words)
{
  RgCli *cli = words->cli;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) args = NULL;
  int status;

  if (!check_words (words, &status))
    return status;
  for (guint i = 0; i < cli->n_args; i++)
    g_strv_builder_take (builder, rg_cli_text (cli->args[i]));
  args = g_strv_builder_end (builder);
  if (strcmp (words->verb, "list") == 0)
    return rg_cli_open (cli, RG_CLI_READ, &status) ? rg_cli_tag_list (words) : status;
  if (strcmp (words->verb, "merge") == 0)
    return run_merge (words, args);
  if (strcmp (words->verb, "give") == 0 || strcmp (words->verb, "take") == 0)
    return rg_cli_tag_give (words);
  if (words->dry_run && strcmp (words->verb, "rule") == 0)
    return rg_cli_open (cli, RG_CLI_READ, &status) ? rg_cli_tag_dry_run (words, args[1]) : status;
  return run_step (words, args);
}

static char *
text_or_null (const char *raw)
{
  return raw != NULL ? rg_cli_text (raw) : NULL;
}

static int
run (RgCli *cli)
{
  char *raw[7] = { NULL };
  char *texts[7] = { NULL };
  RgTagWords words = { .cli = cli };
  int status;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &raw[0], N_ ("What it is called"), N_ ("NAME") },
    { "color", 0, 0, G_OPTION_ARG_FILENAME, &raw[1],
      N_ ("blue, green, straw, orange, rose, violet, teal, sand"), N_ ("COLOUR") },
    { "symbol", 0, 0, G_OPTION_ARG_FILENAME, &raw[2], N_ ("star, heart, smile, person, home, phone …"),
      N_ ("SYMBOL") },
    { "description", 0, 0, G_OPTION_ARG_FILENAME, &raw[3], N_ ("What it means"), N_ ("TEXT") },
    { "family", 0, 0, G_OPTION_ARG_FILENAME, &raw[4], N_ ("basic, behaviour, channel or own"),
      N_ ("FAMILY") },
    { "before", 0, 0, G_OPTION_ARG_FILENAME, &raw[5], N_ ("Before which tag it stands"), N_ ("TAG") },
    { "condition", 0, 0, G_OPTION_ARG_FILENAME, &raw[6], N_ ("Whom a rule gives it to"), N_ ("JSON") },
    { "on", 0, 0, G_OPTION_ARG_NONE, &words.on, N_ ("Switch the rule on"), NULL },
    { "off", 0, 0, G_OPTION_ARG_NONE, &words.off, N_ ("Switch the rule off"), NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &words.dry_run, N_ ("Only say who would gain and lose it"), NULL },
    { "all", 'a', 0, G_OPTION_ARG_NONE, &words.all, N_ ("List those out of use too"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (rg_cli_parse (cli, entries, 1, G_MAXUINT, &status))
    {
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        texts[i] = text_or_null (raw[i]);
      words.verb = cli->args[0];
      words.name = texts[0];
      words.color = texts[1];
      words.symbol = texts[2];
      words.description = texts[3];
      words.family = texts[4];
      words.before = texts[5];
      words.condition = texts[6];
      status = dispatch (&words);
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_free (texts[i]);
      g_free (raw[i]);
    }
  return status;
}

const RgCliCommand rg_cli_tag = {
  .name = "tag",
  .arguments =
      N_ ("list | add PATH | set TAG | move TAG PARENT | merge TAG GONE | retire TAG | restore TAG | "
          "delete TAG | rule TAG | give TAG ID… | take TAG ID…"),
  .summary = N_ ("List, make, change, merge, give and take tags"),
  .details =
      N_ ("TAG is its number, its path (family/name), or its name when only one has it. What is missing in "
          "the PATH of a new one is made. PARENT / makes it a tag of its own. Who has the tag GONE has TAG "
          "then. A tag out of use stays with its customers and is offered no more. An empty --color, "
          "--symbol or --description takes it away.\n\n"
          "With --json, list gives an array in the order of the tree, and add, set, move, retire and restore "
          "one of: id, name, path, parent, depth, family, color, symbol, description, retired, rule, "
          "rule_on, rule_problem (why a rule that is on does nothing), customers (who have it), "
          "customers_below (it or one below it), last_used; merge gives "
          "id, gone, moved, both, tags_moved, operation; delete gives deleted, operation; give and take give "
          "id, changed, operation; rule --dry-run gives sentence, matched, by_hand, gain, lose."),
  .run = run,
};
