/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-tag-change.h"

#include "catalog/rg-text.h"
#include "records/rg-condition.h"
#include "shop/rg-settle.h"

#include <glib/gi18n-lib.h>

/* name, parent, color, symbol, description, family, position, retired, rule_on */
#define MOST_CELLS 9

/* The cells of one row that are written. */
typedef struct
{
  const RgEntity *entity;
  RgCell cells[MOST_CELLS];
  guint n;
} Cells;

static void
cells_init (Cells *self, RgOp *op)
{
  self->entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "tag");
  self->n = 0;
}

static void
cells_clear (Cells *self)
{
  for (guint i = 0; i < self->n; i++)
    rg_value_clear (&self->cells[i].value);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cells, cells_clear)

static RgValue *
add_cell (Cells *self, const char *key)
{
  RgCell *cell = &self->cells[self->n++];

  g_assert (self->n <= MOST_CELLS);
  cell->field = rg_entity_find_field (self->entity, key);
  cell->value = (RgValue) RG_VALUE_INIT;
  return &cell->value;
}

/* "" is null. */
static void
add_text (Cells *self, const char *key, const char *text)
{
  RgValue *value = add_cell (self, key);

  if (text != NULL && *text != '\0')
    rg_value_set_text (value, text);
}

static void
add_row (Cells *self, const char *key, gint64 id)
{
  RgValue *value = add_cell (self, key);

  if (id != 0)
    rg_value_set_integer (value, id);
}

static void
add_flag (Cells *self, const char *key, gboolean flag)
{
  rg_value_set_integer (add_cell (self, key), flag ? 1 : 0);
}

static RgTagTree *
read_tree (RgOp *op, GError **error)
{
  return rg_tag_tree_read (rg_write_as_read (rg_op_get_write (op)), FALSE, NULL, error);
}

static RgTag *
get_tag (RgTagTree *tree, gint64 id, GError **error)
{
  RgTag *tag = rg_tag_tree_get (tree, id);

  if (tag == NULL)
    g_set_error_literal (error, RG_TAG_ERROR, RG_TAG_ERROR_NOT_FOUND, _ ("This tag is not there any more."));
  return tag;
}

/* --- what is refused ------------------------------------------------------- */

/* (nullable): with the same parent, or, as roots, of any family. */
static RgTag *
find_sibling (RgTagTree *tree, const RgTag *parent, const char *name)
{
  GPtrArray *siblings = parent != NULL ? parent->children : rg_tag_tree_get_roots (tree);

  for (guint i = 0; i < siblings->len; i++)
    if (g_str_equal (((RgTag *) g_ptr_array_index (siblings, i))->name, name))
      return g_ptr_array_index (siblings, i);
  return NULL;
}

static gboolean
check_name (RgTagTree *tree, const RgTag *parent, const RgTag *self, const char *name, GError **error)
{
  RgTag *taken;

  if (*name == '\0')
    {
      g_set_error_literal (error, RG_TAG_ERROR, RG_TAG_ERROR_NAME, _ ("A tag needs a name."));
      return FALSE;
    }
  taken = find_sibling (tree, parent, name);
  if (taken == NULL || taken == self)
    return TRUE;
  g_set_error (error, RG_TAG_ERROR, RG_TAG_ERROR_TAKEN,
               _ ("There is a tag “%s” there already. Choose another name, or merge the two."), name);
  return FALSE;
}

static gboolean
check_depth (const RgTag *parent, guint height, GError **error)
{
  if ((parent != NULL ? parent->depth : 0) + height <= RG_TAG_MAX_DEPTH)
    return TRUE;
  g_set_error (error, RG_TAG_ERROR, RG_TAG_ERROR_DEPTH,
               _ ("Tags can stand below each other on %d levels at most."), RG_TAG_MAX_DEPTH);
  return FALSE;
}

static gboolean
check_words (const RgTagWish *wish, const char *family, GError **error)
{
  const char *wrong = NULL;

  if (wish->color != NULL && *wish->color != '\0' && rg_tag_color_index (wish->color) < 0)
    wrong = wish->color;
  else if (wish->symbol != NULL && *wish->symbol != '\0' && rg_tag_symbol_find (wish->symbol) == NULL)
    wrong = wish->symbol;
  else if (family != NULL && rg_tag_family_index (family, TRUE) < 0)
    wrong = family;
  if (wrong == NULL)
    return TRUE;
  g_set_error (error, RG_TAG_ERROR, RG_TAG_ERROR_WORD,
               _ ("“%s” is no colour, symbol or family that tags can have."), wrong);
  return FALSE;
}

/* --- making, changing ------------------------------------------------------ */

static void
add_wish (Cells *cells, const RgTagWish *wish)
{
  if (wish->color != NULL)
    add_text (cells, "color", wish->color);
  if (wish->symbol != NULL)
    add_text (cells, "symbol", wish->symbol);
  if (wish->description != NULL)
    add_text (cells, "description", wish->description);
}

/**
 * rg_tag_create:
 * @op: the operation of a write
 * @wish: what it is to be like, at least its name
 * @parent: what it stands below; 0: a root
 * @family: (nullable): of a root: which of the four
 * @error: %RG_TAG_ERROR
 *
 * Returns: the new tag's id; 0 and @error when it could not be made
 */
gint64
rg_tag_create (RgOp *op, const RgTagWish *wish, gint64 parent, const char *family, GError **error)
{
  g_autoptr (RgTagTree) tree = read_tree (op, error);
  g_autofree char *name = rg_text_trim (wish->name != NULL ? wish->name : "");
  g_auto (Cells) cells = { 0 };
  RgTag *above = NULL;

  cells_init (&cells, op);
  if (tree == NULL || (parent != 0 && (above = get_tag (tree, parent, error)) == NULL) ||
      !check_words (wish, family, error) || !check_name (tree, above, NULL, name, error) ||
      !check_depth (above, 1, error))
    return 0;
  add_text (&cells, "name", name);
  add_wish (&cells, wish);
  if (above != NULL)
    add_row (&cells, "parent_id", parent);
  else
    add_text (&cells, "family", family);
  return rg_op_insert (op, cells.entity, cells.cells, cells.n, error);
}

/**
 * rg_tag_change:
 * @op: the operation of a write
 * @id: row of tag
 * @wish: what is to be different
 * @error: %RG_TAG_ERROR_TAKEN when a sibling has the name
 *
 * Returns: %FALSE and @error when it could not be changed
 */
gboolean
rg_tag_change (RgOp *op, gint64 id, const RgTagWish *wish, GError **error)
{
  g_autoptr (RgTagTree) tree = read_tree (op, error);
  RgTag *tag = tree != NULL ? get_tag (tree, id, error) : NULL;
  g_autofree char *name = wish->name != NULL ? rg_text_trim (wish->name) : NULL;
  g_auto (Cells) cells = { 0 };

  cells_init (&cells, op);
  if (tag == NULL || !check_words (wish, NULL, error) ||
      (name != NULL && !check_name (tree, tag->parent, tag, name, error)))
    return FALSE;
  if (name != NULL && !g_str_equal (name, tag->name) && !rg_settle_conditions (op, error))
    return FALSE;
  if (name != NULL)
    add_text (&cells, "name", name);
  add_wish (&cells, wish);
  return cells.n == 0 || rg_op_update (op, cells.entity, id, cells.cells, cells.n, error);
}

/* --- moving ---------------------------------------------------------------- */

/* (transfer full): who @tag stands among after the move, in order, without it. */
static GPtrArray *
find_siblings (RgTagTree *tree, const RgTag *tag, const RgTag *parent, guint family)
{
  GPtrArray *all = parent != NULL ? parent->children : rg_tag_tree_get_roots (tree);
  GPtrArray *siblings = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      RgTag *other = g_ptr_array_index (all, i);

      if (other != tag && (parent != NULL || other->family == family))
        g_ptr_array_add (siblings, other);
    }
  return siblings;
}

static gboolean
set_position (RgOp *op, const RgTag *tag, double position, GError **error)
{
  g_auto (Cells) cells = { 0 };

  if (tag->placed && tag->position == position)
    return TRUE;
  cells_init (&cells, op);
  rg_value_set_real (add_cell (&cells, "position"), position);
  return rg_op_update (op, cells.entity, tag->id, cells.cells, cells.n, error);
}

/* The place before the sibling @index. Siblings that stand by name are given
 * places of their own, for else there is none between them. */
static gboolean
make_place (RgOp *op, GPtrArray *siblings, guint index, double *position, GError **error)
{
  const RgTag *next = g_ptr_array_index (siblings, index);
  const RgTag *previous = index > 0 ? g_ptr_array_index (siblings, index - 1) : NULL;

  if (next->placed && previous == NULL)
    {
      *position = next->position - 1.0;
      return TRUE;
    }
  if (next->placed && previous->placed)
    {
      *position = previous->position + (next->position - previous->position) / 2.0;
      if (*position > previous->position && *position < next->position)
        return TRUE;
    }
  *position = index;
  for (guint i = 0; i < siblings->len; i++)
    if (!set_position (op, g_ptr_array_index (siblings, i), i < index ? i : i + 1, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_place (RgOp *op, Cells *cells, GPtrArray *siblings, gint64 before, GError **error)
{
  RgValue *value = add_cell (cells, "position");
  double position = 0.0;

  for (guint i = 0; before != 0 && i < siblings->len; i++)
    if (((RgTag *) g_ptr_array_index (siblings, i))->id == before)
      {
        if (!make_place (op, siblings, i, &position, error))
          return FALSE;
        rg_value_set_real (value, position);
        return TRUE;
      }
  for (guint i = 0; i < siblings->len; i++)
    {
      const RgTag *other = g_ptr_array_index (siblings, i);

      if (other->placed)
        rg_value_set_real (value, other->position + 1.0);
    }
  return TRUE;
}

static gboolean
check_move (RgTagTree *tree, const RgTag *tag, const RgTag *parent, GError **error)
{
  if (parent != NULL && rg_tag_is_below (parent, tag))
    {
      g_set_error (error, RG_TAG_ERROR, RG_TAG_ERROR_CYCLE, _ ("“%s” cannot be moved below itself."),
                   tag->name);
      return FALSE;
    }
  return check_depth (parent, rg_tag_height (tag), error) && check_name (tree, parent, tag, tag->name, error);
}

/**
 * rg_tag_move:
 * @op: the operation of a write
 * @id: row of tag
 * @parent: what it stands below then; 0: it is a root
 * @family: (nullable): of a root: which of the four; %NULL leaves as it is
 * @before: the sibling before which it stands then; 0: none
 * @error: %RG_TAG_ERROR
 *
 * What stands below it moves along.
 *
 * Returns: %FALSE and @error when it could not be moved
 */
gboolean
rg_tag_move (RgOp *op, gint64 id, gint64 parent, const char *family, gint64 before, GError **error)
{
  static const RgTagWish nothing = { NULL };
  g_autoptr (RgTagTree) tree = read_tree (op, error);
  g_autoptr (GPtrArray) siblings = NULL;
  g_auto (Cells) cells = { 0 };
  RgTag *tag = tree != NULL ? get_tag (tree, id, error) : NULL;
  RgTag *above = NULL;
  guint index;

  cells_init (&cells, op);
  if (tag == NULL || (parent != 0 && (above = get_tag (tree, parent, error)) == NULL) ||
      !check_words (&nothing, family, error) || !check_move (tree, tag, above, error))
    return FALSE;
  if (above != tag->parent && !rg_settle_conditions (op, error))
    return FALSE;
  index = family != NULL ? (guint) rg_tag_family_index (family, FALSE) : tag->family;
  siblings = find_siblings (tree, tag, above, index);
  if (!add_place (op, &cells, siblings, before, error))
    return FALSE;
  add_row (&cells, "parent_id", parent);
  add_text (&cells, "family", above == NULL ? rg_tag_family_key (index) : NULL);
  return rg_op_update (op, cells.entity, id, cells.cells, cells.n, error);
}

/* --- out of use ------------------------------------------------------------ */

static gboolean
set_retired (RgOp *op, const RgTag *tag, gboolean retired, GError **error)
{
  g_auto (Cells) cells = { 0 };

  cells_init (&cells, op);
  add_flag (&cells, "retired", retired);
  if (retired)
    add_flag (&cells, "rule_on", FALSE);
  return rg_op_update (op, cells.entity, tag->id, cells.cells, cells.n, error);
}

static gboolean
retire_below (RgOp *op, const RgTag *tag, GError **error)
{
  if (!set_retired (op, tag, TRUE, error))
    return FALSE;
  for (guint i = 0; i < tag->children->len; i++)
    if (!retire_below (op, g_ptr_array_index (tag->children, i), error))
      return FALSE;
  return TRUE;
}

/**
 * rg_tag_retire:
 * @op: the operation of a write
 * @id: row of tag
 * @retired: whether it is out of use
 * @error: return location for an error
 *
 * Customers keep a tag that is out of use; it is offered no more, and its rule
 * gives and takes it no more. What stands below it goes with it; back comes it
 * alone, and what stands above it.
 *
 * Returns: %FALSE and @error when it could not be changed
 */
gboolean
rg_tag_retire (RgOp *op, gint64 id, gboolean retired, GError **error)
{
  g_autoptr (RgTagTree) tree = read_tree (op, error);
  const RgTag *tag = tree != NULL ? get_tag (tree, id, error) : NULL;

  if (tag == NULL)
    return FALSE;
  if (retired)
    return retire_below (op, tag, error);
  for (; tag != NULL; tag = tag->parent)
    if (!set_retired (op, tag, FALSE, error))
      return FALSE;
  return TRUE;
}

/* --- rules ----------------------------------------------------------------- */

static gboolean
check_condition (RgOp *op, const char *stored, GError **error)
{
  g_autoptr (RgCondition) condition = NULL;

  if (stored == NULL || *stored == '\0')
    return TRUE;
  condition = rg_condition_parse (stored, error);
  return condition != NULL &&
         rg_condition_check (condition, rg_write_as_read (rg_op_get_write (op)), "customer", error);
}

static gboolean
check_rule (const RgTag *tag, const char *condition, GError **error)
{
  const char *stored = condition != NULL ? condition : tag->condition;

  if (stored != NULL && *stored != '\0' && !tag->hidden)
    return TRUE;
  g_set_error (error, RG_TAG_ERROR, RG_TAG_ERROR_RULE,
               tag->hidden ? _ ("The tag “%s” is out of use; its rule cannot be switched on.")
                           : _ ("The tag “%s” has no rule that could be switched on."),
               tag->name);
  return FALSE;
}

/**
 * rg_tag_set_rule:
 * @op: the operation of a write
 * @id: row of tag
 * @condition: (nullable): whom the rule gives it to, in its stored form
 * @on: whether the rule gives and takes it; -1 leaves as it is
 * @error: %RG_TAG_ERROR_RULE or %RG_CONDITION_ERROR
 *
 * Whoever follows the journal gives and takes the tag then.
 *
 * Returns: %FALSE and @error when it could not be set
 */
gboolean
rg_tag_set_rule (RgOp *op, gint64 id, const char *condition, int on, GError **error)
{
  g_autoptr (RgTagTree) tree = read_tree (op, error);
  const RgTag *tag = tree != NULL ? get_tag (tree, id, error) : NULL;
  g_auto (Cells) cells = { 0 };

  cells_init (&cells, op);
  if (tag == NULL || !check_condition (op, condition, error) ||
      (on > 0 && !check_rule (tag, condition, error)))
    return FALSE;
  if (condition != NULL)
    add_text (&cells, "condition", condition);
  if (condition != NULL && *condition == '\0')
    on = 0;
  if (on >= 0)
    add_flag (&cells, "rule_on", on > 0);
  return cells.n == 0 || rg_op_update (op, cells.entity, id, cells.cells, cells.n, error);
}

/* --- deleting -------------------------------------------------------------- */

static gboolean
is_used (RgOp *op, gint64 id, gboolean *used, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_write_get_database (rg_op_get_write (op)),
                           "SELECT EXISTS (SELECT 1 FROM customer_tag WHERE tag_id = ?1)", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, id);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  *used = rg_statement_get_integer (statement, 0) != 0;
  return TRUE;
}

/**
 * rg_tag_delete:
 * @op: the operation of a write
 * @id: row of tag
 * @error: %RG_TAG_ERROR_USED
 *
 * Returns: %FALSE and @error when it could not be deleted
 */
gboolean
rg_tag_delete (RgOp *op, gint64 id, GError **error)
{
  g_autoptr (RgTagTree) tree = read_tree (op, error);
  const RgTag *tag = tree != NULL ? get_tag (tree, id, error) : NULL;
  gboolean used = FALSE;
  g_auto (Cells) cells = { 0 };

  if (tag == NULL || !is_used (op, id, &used, error))
    return FALSE;
  if (used || tag->children->len > 0)
    {
      g_set_error (error, RG_TAG_ERROR, RG_TAG_ERROR_USED,
                   used ? _ ("Customers have the tag “%s”. Take it out of use, or merge it into another one.")
                        : _ ("Tags stand below “%s”. Move or delete them first."),
                   tag->name);
      return FALSE;
    }
  cells_init (&cells, op);
  return rg_op_delete (op, cells.entity, id, error);
}
