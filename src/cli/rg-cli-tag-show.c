/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/rg-cli-tag.h"

#include "shop/rg-follow.h"

#include <glib/gi18n-lib.h>

/* Tags for programs and for people. */

static gpointer
read_tree (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgTagTree) tree = rg_tag_tree_read (read, TRUE, cancellable, error);

  if (tree == NULL || !rg_follow_mark_problems (read, tree, error))
    return NULL;
  return g_steal_pointer (&tree);
}

static void
write_json (RgJsonOut *json, const RgTag *tag)
{
  g_autofree char *path = rg_tag_dup_path (tag);

  rg_json_out_begin_object (json);
  rg_json_out_member_integer (json, "id", tag->id);
  rg_json_out_member_text (json, "name", tag->name);
  rg_json_out_member_text (json, "path", path);
  rg_json_out_member_number (json, "parent", tag->parent != NULL ? tag->parent->id : 0, tag->parent != NULL);
  rg_json_out_member_integer (json, "depth", tag->depth);
  rg_json_out_member_text (json, "family", rg_tag_family_key (tag->family));
  rg_json_out_member_text (json, "color",
                           tag->own_color >= 0 ? rg_tag_color_key ((guint) tag->own_color) : NULL);
  rg_json_out_member_text (json, "symbol", tag->symbol);
  rg_json_out_member_text (json, "description", tag->description);
  rg_json_out_member_boolean (json, "retired", tag->retired);
  rg_json_out_member_text (json, "rule", tag->condition);
  rg_json_out_member_boolean (json, "rule_on", tag->rule_on);
  rg_json_out_member_text (json, "rule_problem", tag->rule_problem);
  rg_json_out_member_integer (json, "customers", (gint64) tag->n_own);
  rg_json_out_member_integer (json, "customers_below", (gint64) tag->n_all);
  rg_json_out_member_instant (json, "last_used", tag->last_used);
  rg_json_out_end_object (json);
}

static const char *
remark (const RgTag *tag)
{
  if (tag->hidden)
    return _ ("out of use");
  if (tag->rule_problem != NULL)
    return _ ("rule switched off");
  return tag->rule_on ? _ ("by rule") : "";
}

static void
write_text (RgTextTable *columns, const RgTag *tag)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, tag->id);
  g_autofree char *name = g_strdup_printf ("%*s%s", (int) (tag->depth - 1) * 2, "", tag->name);
  g_autofree char *own = g_strdup_printf ("%" G_GUINT64_FORMAT, tag->n_own);
  g_autofree char *all = g_strdup_printf ("%" G_GUINT64_FORMAT, tag->n_all);
  g_autofree char *used = rg_cli_format_instant (tag->last_used);
  const char *cells[] = { id, name, own, all, used, remark (tag), tag->description };

  rg_text_table_add (columns, cells);
}

static void
write_tags (GPtrArray *tags, gboolean all, RgJsonOut *json, RgTextTable *columns)
{
  for (guint i = 0; i < tags->len; i++)
    {
      const RgTag *tag = g_ptr_array_index (tags, i);

      if (tag->hidden && !all)
        continue;
      if (columns != NULL)
        write_text (columns, tag);
      else
        write_json (json, tag);
      write_tags (tag->children, all, json, columns);
    }
}

/*< private >
 * rg_cli_tag_list:
 *
 * Returns: the status
 */
int
rg_cli_tag_list (const RgTagWords *words)
{
  RgCli *cli = words->cli;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgTagTree) tree = rg_store_read_sync (cli->store, read_tree, NULL, cli->cancellable, &error);
  const char *headings[] = { _ ("Number"),    _ ("Tag"), _ ("Customers"),   _ ("With below"),
                             _ ("Last used"), "",        _ ("Description"), NULL };
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);
  g_autoptr (RgTextTable) columns = NULL;

  if (tree == NULL)
    return rg_cli_fail (cli, error);
  if (!cli->json)
    {
      columns = rg_text_table_new (cli->out, 7, headings);
      rg_text_table_align_right (columns, 0);
      rg_text_table_align_right (columns, 2);
      rg_text_table_align_right (columns, 3);
      write_tags (rg_tag_tree_get_roots (tree), words->all, NULL, columns);
      return RG_COMMAND_OK;
    }
  rg_json_out_begin_array (&json);
  write_tags (rg_tag_tree_get_roots (tree), words->all, &json, NULL);
  rg_json_out_end_array (&json);
  rg_json_out_finish (&json);
  return RG_COMMAND_OK;
}

/*< private >
 * rg_cli_tag_show:
 *
 * Returns: the status
 */
int
rg_cli_tag_show (RgCli *cli, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgTagTree) tree = rg_store_read_sync (cli->store, read_tree, NULL, cli->cancellable, &error);
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);
  const RgTag *tag = tree != NULL ? rg_tag_tree_get (tree, id) : NULL;
  g_autofree char *path = NULL;

  if (tree == NULL)
    return rg_cli_fail (cli, error);
  if (tag == NULL)
    return RG_COMMAND_OK;
  if (cli->json)
    {
      write_json (&json, tag);
      rg_json_out_finish (&json);
      return RG_COMMAND_OK;
    }
  path = rg_tag_dup_path (tag);
  rg_output_printf (cli->out, "%" G_GINT64_FORMAT " %s\n", tag->id, path);
  return RG_COMMAND_OK;
}

/* --- what a rule would do ---------------------------------------------------- */

typedef struct
{
  const char *tag;
  const char *condition;
  char *sentence;
} DryRun;

static gpointer
dry_run (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  DryRun *wish = data;
  g_autoptr (RgTagTree) tree = rg_tag_tree_read (read, FALSE, cancellable, error);
  const RgTag *tag = tree != NULL ? rg_tag_tree_find (tree, wish->tag, error) : NULL;
  const char *stored = wish->condition != NULL || tag == NULL ? wish->condition : tag->condition;
  g_autoptr (RgCondition) condition = NULL;

  if (tag == NULL)
    return NULL;
  if (stored == NULL)
    {
      g_set_error (error, RG_TAG_ERROR, RG_TAG_ERROR_RULE,
                   _ ("The tag “%s” has no rule that could be switched on."), tag->name);
      return NULL;
    }
  condition = rg_condition_parse (stored, error);
  if (condition == NULL || !rg_condition_check (condition, read, "customer", error))
    return NULL;
  wish->sentence = rg_condition_describe (condition, read, "customer");
  return rg_rule_dry_run (read, tag->id, condition, cancellable, error);
}

static void
write_ids (RgJsonOut *json, const char *key, const GArray *ids)
{
  rg_json_out_key (json, key);
  rg_json_out_begin_array (json);
  for (guint i = 0; i < ids->len; i++)
    rg_json_out_integer (json, g_array_index (ids, guint32, i));
  rg_json_out_end_array (json);
}

/*< private >
 * rg_cli_tag_dry_run:
 * @tag: which one
 *
 * Returns: the status
 */
int
rg_cli_tag_dry_run (const RgTagWords *words, const char *tag)
{
  RgCli *cli = words->cli;
  DryRun wish = { .tag = tag, .condition = words->condition };
  g_autoptr (GError) error = NULL;
  g_autoptr (RgRuleDryRun) run = rg_store_read_sync (cli->store, dry_run, &wish, cli->cancellable, &error);
  g_autofree char *sentence = wish.sentence;
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);

  if (run == NULL)
    return rg_cli_fail (cli, error);
  if (!cli->json)
    {
      rg_output_printf (cli->out, "%s\n", sentence);
      rg_output_printf (cli->out, _ ("Given to %u, taken from %u; %u have it by hand."), run->gain->len,
                        run->lose->len, run->n_by_hand);
      rg_output_put (cli->out, "\n");
      return RG_COMMAND_OK;
    }
  rg_json_out_begin_object (&json);
  rg_json_out_member_text (&json, "sentence", sentence);
  rg_json_out_member_integer (&json, "matched", run->n_matched);
  rg_json_out_member_integer (&json, "by_hand", run->n_by_hand);
  write_ids (&json, "gain", run->gain);
  write_ids (&json, "lose", run->lose);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
  return RG_COMMAND_OK;
}
