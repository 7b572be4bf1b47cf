/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-cli.h"
#include "records/rg-query.h"
#include "shop/rg-views.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Saved views: listed, kept, changed, run. */

typedef struct
{
  RgCli *cli;
  const char *verb;
  const char *name; /* of the view that is meant */
  const char *rest; /* (nullable): another name */
  /* What is to be set; NULL: stays as it is. "" empties. */
  char *new_name;
  char *entity;
  char *icon;
  char *condition;
  char *search;
  char *sort;
  char *columns;
  gboolean descending;
  gboolean ascending;
  gboolean pin;
  gboolean unpin;
  char *limit;
} ViewWish;

/* A view as it is told: what it asks, how many that are, or why it cannot be
 * asked. */
typedef struct
{
  RgView *view;
  char *sentence;
  char *problem;
  gint64 count;
} ViewAnswer;

static void
view_answer_free (ViewAnswer *answer)
{
  rg_view_free (answer->view);
  g_free (answer->sentence);
  g_free (answer->problem);
  g_free (answer);
}

/* (transfer full): NULL and @error when it cannot be asked. */
static RgQuery *
make_query (const RgView *view, RgRead *read, GError **error)
{
  return rg_view_check (view, read, error) ? rg_view_make_query (view, error) : NULL;
}

/* --- telling -------------------------------------------------------------- */

/* Takes @view. */
static ViewAnswer *
answer_view (RgRead *read, RgView *view, GCancellable *cancellable, GError **error)
{
  ViewAnswer *answer = g_new0 (ViewAnswer, 1);
  g_autoptr (GError) unusable = NULL;
  g_autoptr (RgQuery) query = make_query (view, read, &unusable);
  g_autoptr (RgCondition) condition = NULL;

  answer->view = view;
  if (query == NULL)
    {
      answer->problem = g_strdup (unusable->message);
      return answer;
    }
  condition = rg_view_parse (view, NULL);
  answer->sentence = view->condition != NULL ? rg_condition_describe (condition, read, view->entity) : NULL;
  if (rg_query_count (query, read, cancellable, &answer->count, error))
    return answer;
  view_answer_free (answer);
  return NULL;
}

static gpointer
read_views (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const ViewWish *wish = data;
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) view_answer_free);
  g_autoptr (GPtrArray) views = NULL;
  RgView *one = NULL;

  if (wish->name == NULL)
    views = wish->entity != NULL ? rg_views_list_of (read, wish->entity, error) : rg_views_list (read, error);
  else if ((one = rg_views_find (read, wish->name, error)) != NULL)
    {
      views = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_view_free);
      g_ptr_array_add (views, one);
    }
  if (views == NULL)
    return NULL;
  for (guint i = 0; i < views->len; i++)
    {
      ViewAnswer *answer =
          answer_view (read, rg_view_copy (g_ptr_array_index (views, i)), cancellable, error);

      if (answer == NULL)
        return NULL;
      g_ptr_array_add (answers, answer);
    }
  return g_steal_pointer (&answers);
}

static void
write_columns (RgJsonOut *json, const char *columns)
{
  g_auto (GStrv) keys = columns != NULL ? rg_view_split_columns (columns) : NULL;

  rg_json_out_key (json, "columns");
  if (keys == NULL)
    rg_json_out_null (json);
  else
    rg_json_out_texts (json, (const char *const *) keys);
}

static void
write_json (RgJsonOut *json, const ViewAnswer *answer)
{
  const RgView *view = answer->view;

  rg_json_out_begin_object (json);
  rg_json_out_member_integer (json, "id", view->id);
  rg_json_out_member_text (json, "name", rg_view_get_title (view));
  rg_json_out_member_text (json, "entity", view->entity);
  rg_json_out_member_text (json, "key", view->key);
  rg_json_out_member_text (json, "icon", view->icon);
  rg_json_out_member_text (json, "condition", view->condition);
  rg_json_out_member_text (json, "sentence", answer->sentence);
  rg_json_out_member_text (json, "search", view->search);
  rg_json_out_member_text (json, "sort", view->sort);
  rg_json_out_member_boolean (json, "descending", view->descending);
  write_columns (json, view->columns);
  rg_json_out_member_boolean (json, "pinned", view->pinned);
  rg_json_out_member_number (json, "count", answer->count, answer->problem == NULL);
  rg_json_out_member_text (json, "problem", answer->problem);
  rg_json_out_end_object (json);
}

static void
write_text (RgOutput *output, const GPtrArray *answers)
{
  const char *headings[] = { _ ("No."), _ ("View name"), _ ("Of what"), _ ("Number"), _ ("Condition"), NULL };
  g_autoptr (RgTextTable) columns = rg_text_table_new (output, 5, headings);

  rg_text_table_align_right (columns, 0);
  rg_text_table_align_right (columns, 3);
  for (guint i = 0; i < answers->len; i++)
    {
      const ViewAnswer *answer = g_ptr_array_index (answers, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, answer->view->id);
      g_autofree char *count =
          answer->problem == NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, answer->count) : g_strdup ("–");
      gboolean deals = g_str_equal (answer->view->entity, "deal");
      const char *cells[] = { number, rg_view_get_title (answer->view), deals ? _ ("Deals") : _ ("Customers"),
                              count, answer->problem != NULL ? answer->problem : answer->sentence };

      rg_text_table_add (columns, cells);
    }
}

static int
tell (const ViewWish *wish)
{
  RgCli *cli = wish->cli;
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answers =
      rg_store_read_sync (cli->store, read_views, (gpointer) wish, cli->cancellable, &error);

  if (answers == NULL)
    return rg_cli_fail (cli, error);
  if (!cli->json)
    {
      write_text (cli->out, answers);
      return RG_COMMAND_OK;
    }
  if (wish->name == NULL)
    rg_json_out_begin_array (&json);
  for (guint i = 0; i < answers->len; i++)
    write_json (&json, g_ptr_array_index (answers, i));
  if (wish->name == NULL)
    rg_json_out_end_array (&json);
  rg_json_out_finish (&json);
  return RG_COMMAND_OK;
}

/* --- running -------------------------------------------------------------- */

static gpointer
read_query (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgView) view = rg_views_find (read, data, error);

  return view != NULL ? make_query (view, read, error) : NULL;
}

static int
run_view (const ViewWish *wish)
{
  RgCli *cli = wish->cli;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgQuery) query = NULL;
  gint64 limit = 0;

  if (wish->limit != NULL && !rg_cli_number (cli, wish->limit, 1, G_MAXINT32, &limit))
    return RG_COMMAND_USAGE;
  query = rg_store_read_sync (cli->store, read_query, (gpointer) wish->name, cli->cancellable, &error);
  if (query == NULL)
    return rg_cli_fail (cli, error);
  if (!(g_str_equal (rg_query_get_entity (query), "deal") ? rg_cli_answer_deals : rg_cli_answer_query) (
          cli, query, (gsize) limit, &error))
    return rg_cli_fail (cli, error);
  return RG_COMMAND_OK;
}

/* --- changing ------------------------------------------------------------- */

static void
take (char **slot, const char *text)
{
  if (text != NULL)
    g_set_str (slot, *text != '\0' ? text : NULL);
}

static gboolean
check_sort (RgRead *read, const RgView *view, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_read_get_catalog (read), view->entity);

  if (view->sort == NULL || rg_entity_find_field (entity, view->sort) != NULL)
    return TRUE;
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
               _ ("There is no field “%s”. “regulars-cli field list” tells which there are."), view->sort);
  return FALSE;
}

/* What was wished, upon @view; a condition that could not be asked is refused. */
static gboolean
fill_view (const ViewWish *wish, RgRead *read, RgView *view, GError **error)
{
  g_autofree char *columns = wish->columns != NULL && *wish->columns != '\0'
                                 ? rg_view_join_columns (wish->columns)
                                 : g_strdup (wish->columns);
  g_autoptr (RgCondition) condition = NULL;

  take (&view->icon, wish->icon);
  take (&view->condition, wish->condition);
  take (&view->search, wish->search);
  take (&view->sort, wish->sort);
  take (&view->columns, columns);
  if (wish->new_name != NULL)
    g_set_str (&view->name, wish->new_name);
  view->descending = wish->descending || (view->descending && !wish->ascending);
  view->pinned = wish->pin || (view->pinned && !wish->unpin);
  if (!check_sort (read, view, error))
    return FALSE;
  if (wish->condition == NULL || view->condition == NULL)
    return TRUE;
  condition = rg_view_parse (view, error);
  if (condition == NULL || !rg_condition_check (condition, read, view->entity, error))
    return FALSE;
  g_free (view->condition);
  view->condition = rg_condition_to_json (condition);
  return TRUE;
}

static char *
describe (const ViewWish *wish, const char *title)
{
  if (strcmp (wish->verb, "add") == 0)
    return g_strdup_printf (_ ("Save the view “%s”"), title);
  if (strcmp (wish->verb, "delete") == 0)
    return g_strdup_printf (_ ("Delete the view “%s”"), title);
  if (strcmp (wish->verb, "move") == 0)
    return g_strdup_printf (_ ("Move the view “%s”"), title);
  return g_strdup_printf (_ ("Change the view “%s”"), title);
}

static gboolean
apply (const ViewWish *wish, RgOp *op, RgView *view, GError **error)
{
  RgRead *read = rg_write_as_read (rg_op_get_write (op));
  g_autoptr (RgView) before = NULL;

  if (strcmp (wish->verb, "delete") == 0)
    return rg_views_delete (op, view->id, error);
  if (strcmp (wish->verb, "move") == 0)
    {
      before = wish->rest != NULL ? rg_views_find (read, wish->rest, error) : NULL;
      if (wish->rest != NULL && before == NULL)
        return FALSE;
      return rg_views_move (op, view->id, before != NULL ? before->id : 0, error);
    }
  if (!fill_view (wish, read, view, error))
    return FALSE;
  if (view->id != 0)
    return rg_views_change (op, view, error);
  view->id = rg_views_create (op, view, error);
  return view->id != 0;
}

static gpointer
change_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  const ViewWish *wish = data;
  g_autoptr (RgView) view =
      strcmp (wish->verb, "add") == 0
          ? rg_view_new_of (wish->entity != NULL ? wish->entity : "customer", wish->name)
          : rg_views_find (rg_write_as_read (write), wish->name, error);
  g_autofree char *label = NULL;
  RgOp *op;

  if (view == NULL)
    return NULL;
  label = describe (wish, rg_view_get_title (view));
  op = rg_op_begin (write, RG_ORIGIN_CLI, RG_CLI_SESSION, label, error);
  return op != NULL && apply (wish, op, view, error) ? g_memdup2 (&view->id, sizeof view->id) : NULL;
}

static int
change (const ViewWish *wish)
{
  RgCli *cli = wish->cli;
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id =
      rg_store_write_sync (cli->store, change_func, (gpointer) wish, cli->cancellable, &error);

  if (id == NULL)
    return rg_cli_fail (cli, error);
  if (!cli->json)
    {
      rg_output_printf (cli->out, "%" G_GINT64_FORMAT "\n", *id);
      return RG_COMMAND_OK;
    }
  rg_json_out_begin_object (&json);
  rg_json_out_member_integer (&json, "id", *id);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
  return RG_COMMAND_OK;
}

/* --- words ---------------------------------------------------------------- */

static const struct
{
  const char *verb;
  guint min_args;
  guint max_args;
  int (*run) (const ViewWish *wish);
} verbs[] = {
  { "list", 1, 1, tell },  { "show", 2, 2, tell },     { "run", 2, 2, run_view }, { "add", 2, 2, change },
  { "set", 2, 2, change }, { "delete", 2, 2, change }, { "move", 2, 3, change },
};

static int
run_verb (ViewWish *wish, guint verb)
{
  RgCli *cli = wish->cli;
  g_autoptr (GError) error = NULL;
  int status;

  if (cli->n_args < verbs[verb].min_args)
    return rg_cli_misuse (cli, _ ("Something is missing behind “%s”."), wish->verb);
  if (cli->n_args > verbs[verb].max_args)
    return rg_cli_misuse (cli, _ ("“%s” is one word too many."), cli->args[verbs[verb].max_args]);
  if (wish->entity != NULL && strcmp (wish->verb, "add") != 0 && strcmp (wish->verb, "list") != 0)
    return rg_cli_misuse (cli, _ ("“%s” does not go with “%s”."), "--entity", wish->verb);
  if (wish->entity != NULL && strcmp (wish->entity, "customer") != 0 && strcmp (wish->entity, "deal") != 0)
    return rg_cli_misuse (cli, _ ("“%s” is none of customer, deal."), wish->entity);
  if (!rg_cli_open (cli, verbs[verb].run == change ? RG_CLI_WRITE : RG_CLI_READ, &status))
    return status;
  if (!rg_views_ship (cli->store, &error))
    return rg_cli_fail (cli, error);
  wish->name = cli->n_args > 1 ? cli->args[1] : NULL;
  wish->rest = cli->n_args > 2 ? cli->args[2] : NULL;
  return verbs[verb].run (wish);
}

static char *
take_text (char **raw)
{
  char *text = *raw != NULL ? rg_cli_text (*raw) : NULL;

  g_free (*raw);
  return text;
}

static int
run_words (ViewWish *wish)
{
  RgCli *cli = wish->cli;

  wish->verb = cli->args[0];
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (wish->verb, verbs[i].verb) == 0)
      return run_verb (wish, i);
  return rg_cli_misuse (cli, _ ("There is no command “%s”."), wish->verb);
}

static int
run (RgCli *cli)
{
  ViewWish wish = { .cli = cli };
  char **texts[] = { &wish.new_name, &wish.icon,    &wish.condition, &wish.search,
                     &wish.sort,     &wish.columns, &wish.entity };
  int status;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &wish.new_name, N_ ("What it is called from now on"),
      N_ ("NAME") },
    { "entity", 0, 0, G_OPTION_ARG_FILENAME, &wish.entity,
      N_ ("Add: of customers, the default, or of deals; list: only those: customer, deal"), N_ ("WHAT") },
    { "condition", 'c', 0, G_OPTION_ARG_FILENAME, &wish.condition, N_ ("What it shows, in the stored form"),
      N_ ("JSON") },
    { "search", 0, 0, G_OPTION_ARG_FILENAME, &wish.search, N_ ("What is searched besides"), N_ ("TEXT") },
    { "sort", 0, 0, G_OPTION_ARG_FILENAME, &wish.sort, N_ ("The field that orders it"), N_ ("FIELD") },
    { "descending", 0, 0, G_OPTION_ARG_NONE, &wish.descending, N_ ("From last to first"), NULL },
    { "ascending", 0, 0, G_OPTION_ARG_NONE, &wish.ascending, N_ ("From first to last"), NULL },
    { "columns", 0, 0, G_OPTION_ARG_FILENAME, &wish.columns, N_ ("The columns of its list"), N_ ("A,B,…") },
    { "icon", 0, 0, G_OPTION_ARG_FILENAME, &wish.icon, N_ ("Its symbol"), N_ ("NAME") },
    { "pin", 0, 0, G_OPTION_ARG_NONE, &wish.pin, N_ ("It stands in the sidebar"), NULL },
    { "unpin", 0, 0, G_OPTION_ARG_NONE, &wish.unpin, N_ ("It does not stand in the sidebar"), NULL },
    { "limit", 'n', 0, G_OPTION_ARG_FILENAME, &wish.limit, N_ ("At most N of them"), N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };

  if (rg_cli_parse (cli, entries, 1, 3, &status))
    {
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        *texts[i] = take_text (texts[i]);
      status = run_words (&wish);
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  g_free (wish.limit);
  return status;
}

const RgCliCommand rg_cli_view = {
  .name = "view",
  .arguments = N_ ("list | show VIEW | run VIEW | add NAME | set VIEW | delete VIEW | move VIEW [BEFORE]"),
  .summary = N_ ("Saved views: list them, run them, make and change them"),
  .details =
      N_ ("VIEW is its number, its name, or the key of one that came with the program. An option with an "
          "empty value takes away what was set. A view of deals is run as “deal list” lists them: open ones, "
          "unless its condition names state, closed or lost_reason, or asks which moved to won or lost."),
  .run = run,
};
