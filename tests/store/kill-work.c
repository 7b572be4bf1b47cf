/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kill-work.h"
#include "store-test-look.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

typedef struct
{
  const char *kind; /* pair, long, attach, edit, many, undo, redo */
  int number;
  gint64 operation;
} Task;

static void
insert_pair (RgOp *op, Task *task, GError **error)
{
  g_autofree char *name = g_strdup_printf ("p%d", task->number);
  gint64 id = test_op_customer (op, name, error);

  for (int i = 0; i < KILL_EVENTS && id != 0; i++)
    test_op_note (op, id, name, error);
}

static void
insert_long (RgOp *op, Task *task, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_strdup_printf ("L%d", task->number);

  rg_op_make_long (op, error);
  for (int i = 0; i < KILL_LONG_ROWS && *error == NULL; i++)
    {
      test_op_customer (op, name, error);
      if (i % 60 == 59 && *error == NULL)
        rg_op_pause (op, cancellable, error);
    }
}

/* Large enough to be cut off in between. */
static void
attach (RgOp *op, Task *task, GError **error)
{
  g_autofree char *name = g_strdup_printf ("a%d", task->number);
  g_autofree char *content = g_strnfill (200000, (char) ('a' + task->number % 26));
  g_autoptr (GBytes) bytes = NULL;
  gint64 id = test_op_customer (op, name, error);

  memcpy (content, name, strlen (name));
  bytes = g_bytes_new_take (g_steal_pointer (&content), 200000);
  if (id != 0)
    rg_op_attach_bytes (op, id, bytes, name, "text/plain", NULL, error);
}

/* What always is the same with all of those who were there first. */
static void
edit_many (RgOp *op, Task *task, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "customer");
  g_autofree char *text = g_strdup_printf ("%d", task->number);
  gint64 ids[KILL_FIRST];
  RgCell cell;

  for (int i = 0; i < KILL_FIRST; i++)
    ids[i] = i + 1;
  test_cell (&cell, entity, "source", text);
  rg_op_update_many (op, entity, ids, KILL_FIRST, &cell, error);
  rg_value_clear (&cell.value);
}

/* Two columns that always belong together. */
static void
edit_counter (RgOp *op, Task *task, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), "customer");
  g_autofree char *text = g_strdup_printf ("%d", task->number);
  RgCell cells[2];

  test_cell (&cells[0], entity, "notes", text);
  test_cell (&cells[1], entity, "address", text);
  rg_op_update (op, entity, 1, cells, 2, error);
  rg_value_clear (&cells[0].value);
  rg_value_clear (&cells[1].value);
}

static void
do_task (RgOp *op, Task *task, GCancellable *cancellable, GError **error)
{
  if (g_str_equal (task->kind, "pair"))
    insert_pair (op, task, error);
  else if (g_str_equal (task->kind, "long"))
    insert_long (op, task, cancellable, error);
  else if (g_str_equal (task->kind, "attach"))
    attach (op, task, error);
  else if (g_str_equal (task->kind, "many"))
    edit_many (op, task, error);
  else
    edit_counter (op, task, error);
}

/* By which an operation's customers are known. */
static char *
make_label (const Task *task)
{
  return g_strdup_printf ("%c%d", *task->kind == 'l' ? 'L' : *task->kind, task->number);
}

static gpointer
run_task (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;
  gboolean edits = g_str_equal (task->kind, "edit") || g_str_equal (task->kind, "many");
  g_autoptr (RgOperation) operation = NULL;
  g_autofree char *label = make_label (task);
  RgOp *op;

  if (g_str_equal (task->kind, "undo"))
    operation = rg_undo (write, 0, RG_ORIGIN_CLI, "k", cancellable, error);
  else if (g_str_equal (task->kind, "redo"))
    operation = rg_redo (write, 0, RG_ORIGIN_CLI, "k", cancellable, error);
  if (operation != NULL)
    task->operation = operation->id;
  if (g_str_has_suffix (task->kind, "do"))
    return NULL;
  op = rg_op_begin (write, RG_ORIGIN_CLI, edits ? "e" : "k", label, error);
  task->operation = rg_op_get_id (op);
  do_task (op, task, cancellable, error);
  return NULL;
}

static void
say (const char *line)
{
  g_assert_cmpint (write (STDOUT_FILENO, line, strlen (line)), ==, (gssize) strlen (line));
}

int
kill_work (const char *folder, guint32 seed, int number)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  RgStore *store;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  store = test_open (folder);
  say ("ready\n");
  while (TRUE)
    {
      static const char *const kinds[] = { "pair", "pair", "pair", "edit", "edit",   "many",
                                           "undo", "undo", "redo", "long", "attach", "attach" };
      Task task = { kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))], number++, 0 };
      g_autofree char *intent = g_strdup_printf ("try %s %d\n", task.kind, task.number);
      g_autofree char *done = NULL;
      g_autoptr (GError) error = NULL;

      say (intent);
      rg_store_write_sync (store, run_task, &task, NULL, &error);
      if (error != NULL)
        g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOTHING);
      done = g_strdup_printf ("%s %s %d %d\n", error == NULL ? "done" : "nothing", task.kind, task.number,
                              (int) task.operation);
      say (done);
    }
  return 0;
}

/* Opens, which brings an older shop up to date. */
int
kill_work_migrate (const char *folder)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  g_unsetenv ("REGULARS_BACKUPS");
  test_close (test_open (folder));
  return 0;
}
