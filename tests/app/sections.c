/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections.h"

#include "store/rg-op.h"

/* --- reading --------------------------------------------------------------- */

typedef struct
{
  gint64 id;
  guint n;
} Wanted;

static gpointer
read_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;

  return rg_profile_read (read, wanted->id, wanted->n, error);
}

static void
read_profile (Desk *desk)
{
  Wanted wanted = { desk->id, desk->n_timeline };
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&desk->profile, rg_profile_unref);
  if (desk->id != 0)
    desk->profile = rg_store_read_sync (desk->shop->store, read_func, &wanted, NULL, &error);
  g_assert_no_error (error);
  rg_section_show (desk->section, desk->shop->store, desk->profile);
}

static void
changed_cb (RgStore *store, gint64 operation, const char *origin, RgChanges *changes, Desk *desk)
{
  read_profile (desk);
}

void
desk_show (Desk *desk, gint64 id)
{
  rg_section_flush (desk->section);
  desk->id = id;
  read_profile (desk);
}

void
desk_set_up (Desk *desk, GtkWidget *section, int width)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  desk->shop = shop_new ();
  desk->section = RG_SECTION (section);
  desk->id = 1;
  desk->window = adw_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), section);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), width, 700);
  adw_window_set_content (ADW_WINDOW (desk->window), scroller);
  read_profile (desk);
  gtk_window_present (GTK_WINDOW (desk->window));
  g_signal_connect (desk->shop->store, "changed", G_CALLBACK (changed_cb), desk);
}

void
desk_tear_down (Desk *desk)
{
  RgSection *section = desk->section;

  g_signal_handlers_disconnect_by_data (desk->shop->store, desk);
  g_object_add_weak_pointer (G_OBJECT (section), (gpointer *) &section);
  gtk_window_destroy (GTK_WINDOW (desk->window));
  /* What was asked last may still be on its way back. */
  while (section != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_pointer (&desk->profile, rg_profile_unref);
  shop_free (desk->shop);
}

/* --- asking ---------------------------------------------------------------- */

typedef struct
{
  const char *sql;
  gint64 id;
} Question;

static gpointer
ask_func (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  g_autoptr (RgStatement) statement = rg_database_prepare (rg_read_get_database (read), question->sql, error);

  g_assert_nonnull (statement);
  if (strchr (question->sql, '?') != NULL)
    rg_statement_bind_integer (statement, 0, question->id);
  if (rg_statement_step (statement, error) != RG_STEP_ROW)
    return NULL;
  return g_strdup (rg_statement_get_text (statement, 0));
}

char *
desk_ask (Desk *desk, const char *sql)
{
  Question question = { sql, desk->id };
  g_autoptr (GError) error = NULL;
  char *answer = rg_store_read_sync (desk->shop->store, ask_func, &question, NULL, &error);

  g_assert_no_error (error);
  return answer;
}

void
desk_assert (Desk *desk, const char *sql, const char *wanted)
{
  g_autofree char *answer = desk_ask (desk, sql);

  g_assert_cmpstr (answer, ==, wanted);
}

typedef struct
{
  Desk *desk;
  const char *sql;
  const char *wanted;
} Waiting;

static gboolean
is_answer (gpointer data)
{
  const Waiting *waiting = data;
  g_autofree char *answer = desk_ask (waiting->desk, waiting->sql);

  return g_strcmp0 (answer, waiting->wanted) == 0;
}

void
desk_wait_for (Desk *desk, const char *sql, const char *wanted)
{
  Waiting waiting = { desk, sql, wanted };

  wait_until (is_answer, &waiting);
}

static gpointer
undo_func (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_undo (write, 0, RG_ORIGIN_WINDOW, NULL, cancellable, error);
}

void
desk_undo (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgOperation) operation = rg_store_write_sync (desk->shop->store, undo_func, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (operation);
}

/* --- looking into widgets --------------------------------------------------- */

static GtkWidget *
walk (GtkWidget *widget, GType type, const char *text, guint *n)
{
  if (text == NULL && g_type_is_a (G_OBJECT_TYPE (widget), type) && (*n)-- == 0)
    return widget;
  if (text != NULL && gtk_widget_get_visible (widget) &&
      ((GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0) ||
       (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0)))
    return widget;
  if (text != NULL && !gtk_widget_get_visible (widget))
    return NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = walk (child, type, text, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
find_nth (GtkWidget *root, GType type, guint n)
{
  return walk (root, type, NULL, &n);
}

guint
count_widgets (GtkWidget *root, GType type)
{
  guint n = 0;

  while (find_nth (root, type, n) != NULL)
    n++;
  return n;
}

GtkWidget *
find_text (GtkWidget *root, const char *text)
{
  guint n = 0;

  return walk (root, G_TYPE_NONE, text, &n);
}

static gboolean
run_controllers (GtkWidget *widget, GtkPropagationPhase phase, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller) ||
          gtk_event_controller_get_propagation_phase (controller) != phase)
        continue;
      g_signal_emit_by_name (controller, "key-pressed", key, 0u, state, &handled);
      if (handled)
        return TRUE;
    }
  return FALSE;
}

gboolean
press_key (GtkWidget *root, guint key, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (root));
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();

  g_assert_nonnull (focus);
  for (GtkWidget *widget = focus; widget != NULL; widget = gtk_widget_get_parent (widget))
    g_ptr_array_insert (chain, 0, widget);
  for (guint i = 0; i < chain->len; i++)
    if (run_controllers (chain->pdata[i], GTK_PHASE_CAPTURE, key, state))
      return TRUE;
  for (guint i = chain->len; i-- > 0;)
    if (run_controllers (chain->pdata[i], GTK_PHASE_BUBBLE, key, state))
      return TRUE;
  return FALSE;
}
