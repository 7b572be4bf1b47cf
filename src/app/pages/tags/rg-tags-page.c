/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/tags/rg-tags-private.h"

#include "app/rg-application.h"
#include "app/widgets/rg-breakpoint.h"
#include "app/widgets/rg-display.h"
#include "shop/rg-follow.h"

#include <glib/gi18n-lib.h>

/* How long after a change the tags are counted again. */
#define DELAY_MS 150

/* Below this many sp a line has its name and its count only. */
#define LINE_LEAST 560

G_DEFINE_FINAL_TYPE (RgTagsPage, rg_tags_page, RG_TYPE_PAGE)

gboolean
rg_tags_page_is_editable (RgTagsPage *self)
{
  return self->followed != NULL && !rg_store_is_read_only (self->followed);
}

/* --- what is shown -------------------------------------------------------- */

static void
update_state (RgTagsPage *self)
{
  guint n = self->tree != NULL ? rg_tag_tree_get_all (self->tree)->len : 0;
  g_autofree char *count = rg_display_count (n);

  gtk_label_set_label (GTK_LABEL (self->count_label), n > 0 ? count : "");
  if (self->tree == NULL)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else if (self->tidy && self->hygiene != NULL)
    gtk_stack_set_visible_child_name (self->stack, "tidy");
  else
    gtk_stack_set_visible_child_name (self->stack, n > 0 ? "tree" : "empty");
  rg_tags_page_update_actions (self);
  if (self->wanted && self->tree != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
rg_tags_page_update_actions (RgTagsPage *self)
{
  RgTagItem *item = rg_tags_tree_get_selected (self);
  const RgTag *tag = item != NULL && !self->tidy ? rg_tag_item_get_tag (item) : NULL;
  gboolean editable = rg_tags_page_is_editable (self);
  const struct
  {
    const char *action;
    gboolean enabled;
  } actions[] = {
    { "page.new", editable },
    { "page.begin", editable },
    { "page.edit", editable && tag != NULL },
    { "page.move", editable && tag != NULL },
    { "page.merge", editable && tag != NULL },
    { "page.rule", editable && tag != NULL && !tag->hidden },
    { "page.edit-rule", editable && tag != NULL && !tag->hidden },
    { "page.up", editable && tag != NULL },
    { "page.down", editable && tag != NULL },
    { "page.inside", editable && tag != NULL },
    { "page.outside", editable && tag != NULL },
    { "page.retire", editable && tag != NULL && !tag->hidden },
    { "page.restore", editable && tag != NULL && tag->hidden },
    { "page.delete", editable && tag != NULL && tag->n_own == 0 && tag->children->len == 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].action, actions[i].enabled);
}

/* --- reading -------------------------------------------------------------- */

typedef struct
{
  RgTagsPage *page;
  GCancellable *cancellable;
} Asked;

typedef struct
{
  RgTagTree *tree;
  RgTagHygiene *hygiene;
} Found;

static void
found_free (Found *found)
{
  if (found == NULL)
    return;
  rg_tag_tree_unref (found->tree);
  rg_tag_hygiene_free (found->hygiene);
  g_free (found);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

static gpointer
read_func (RgRead *read, gpointer tidy, GCancellable *cancellable, GError **error)
{
  g_autoptr (Found) found = g_new0 (Found, 1);

  found->tree = rg_tag_tree_read (read, TRUE, cancellable, error);
  if (found->tree == NULL || !rg_follow_mark_problems (read, found->tree, error))
    return NULL;
  if (tidy != NULL)
    {
      found->hygiene = rg_tag_hygiene_read (read, found->tree, cancellable, error);
      if (found->hygiene == NULL)
        return NULL;
    }
  return g_steal_pointer (&found);
}

static void
stop_asking (RgTagsPage *self)
{
  g_clear_handle_id (&self->ask_timeout, g_source_remove);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
take_found (RgTagsPage *self, Found *found)
{
  g_clear_pointer (&self->tree, rg_tag_tree_unref);
  g_clear_pointer (&self->hygiene, rg_tag_hygiene_free);
  self->tree = g_steal_pointer (&found->tree);
  self->hygiene = g_steal_pointer (&found->hygiene);
  self->stale = FALSE;
  rg_tags_tree_show (self);
  if (self->hygiene != NULL)
    rg_tags_tidy_show (self);
  update_state (self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr (RgTagsPage) self = asked->page;
  g_autoptr (GCancellable) cancellable = asked->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (Found) found = rg_store_read_finish (RG_STORE (source), result, &error);

  /* It was asked again since, or the page is going. */
  if (self->asking != cancellable)
    return;
  g_clear_object (&self->asking);
  if (found != NULL)
    take_found (self, found);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_page_say (RG_PAGE (self), error->message);
}

static void
ask (RgTagsPage *self)
{
  Asked *asked;

  stop_asking (self);
  if (self->followed == NULL)
    return;
  self->asking = g_cancellable_new ();
  asked = g_new0 (Asked, 1);
  asked->page = g_object_ref (self);
  asked->cancellable = g_object_ref (self->asking);
  rg_store_read_async (self->followed, read_func, self->tidy ? self : NULL, NULL, (GDestroyNotify) found_free,
                       self->asking, found_cb, asked);
}

static gboolean
ask_timeout_cb (gpointer user_data)
{
  RgTagsPage *self = RG_TAGS_PAGE (user_data);

  self->ask_timeout = 0;
  ask (self);

  return G_SOURCE_REMOVE;
}

/* Nobody looks: it is counted when somebody does. */
static void
ask_later (RgTagsPage *self)
{
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->ask_timeout == 0)
    self->ask_timeout = g_timeout_add (DELAY_MS, ask_timeout_cb, self);
}

static void
store_changed_cb (RgStore *store, gint64 operation, const char *origin, RgChanges *changes, RgTagsPage *self)
{
  for (guint i = 0; i < rg_changes_get_n (changes); i++)
    {
      const char *entity = rg_changes_get (changes, i)->entity;

      if (g_str_equal (entity, "tag") || g_str_equal (entity, "customer_tag") ||
          (self->tidy && g_str_equal (entity, "customer")))
        {
          ask_later (self);
          return;
        }
    }
}

/* A rule may name a field that went out of use, or came back. */
static void
catalog_changed_cb (RgStore *store, GParamSpec *pspec, RgTagsPage *self)
{
  ask_later (self);
}

static void
rg_tags_page_map (GtkWidget *widget)
{
  RgTagsPage *self = RG_TAGS_PAGE (widget);

  GTK_WIDGET_CLASS (rg_tags_page_parent_class)->map (widget);
  if (self->stale)
    ask (self);
}

/* --- shop, size ----------------------------------------------------------- */

static void
forget_store (RgTagsPage *self)
{
  stop_asking (self);
  if (self->followed != NULL)
    g_signal_handlers_disconnect_by_data (self->followed, self);
  g_clear_object (&self->followed);
  g_clear_pointer (&self->tree, rg_tag_tree_unref);
  g_clear_pointer (&self->hygiene, rg_tag_hygiene_free);
  self->stale = FALSE;
}

static void
rg_tags_page_set_store (RgPage *page, RgStore *store)
{
  RgTagsPage *self = RG_TAGS_PAGE (page);

  forget_store (self);
  g_hash_table_remove_all (self->folded);
  self->selected = 0;
  rg_tags_tree_show (self);
  if (store != NULL)
    {
      self->followed = g_object_ref (store);
      g_signal_connect (store, "changed", G_CALLBACK (store_changed_cb), self);
      g_signal_connect (store, "notify::catalog", G_CALLBACK (catalog_changed_cb), self);
      ask_later (self);
    }
  update_state (self);
}

static void
breakpoint_cb (AdwBreakpointBin *bin, GParamSpec *pspec, RgTagsPage *self)
{
  rg_tags_tree_set_narrow (self, adw_breakpoint_bin_get_current_breakpoint (bin) != NULL);
}

/* --- what the page itself does --------------------------------------------- */

enum
{
  PROP_0,
  PROP_RETIRED,
  PROP_TIDY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
rg_tags_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RgTagsPage *self = RG_TAGS_PAGE (object);

  switch (id)
    {
    case PROP_RETIRED:
      g_value_set_boolean (value, self->retired);
      break;
    case PROP_TIDY:
      g_value_set_boolean (value, self->tidy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rg_tags_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgTagsPage *self = RG_TAGS_PAGE (object);

  switch (id)
    {
    case PROP_RETIRED:
      self->retired = g_value_get_boolean (value);
      rg_tags_tree_show (self);
      break;
    case PROP_TIDY:
      self->tidy = g_value_get_boolean (value);
      g_clear_pointer (&self->hygiene, rg_tag_hygiene_free);
      if (self->tidy)
        ask (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  update_state (self);
}

static void
expand_all (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_tags_tree_expand_all (RG_TAGS_PAGE (widget));
}

static void
begin (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rg_tags_begin (RG_TAGS_PAGE (widget));
}

/* --- the widget ----------------------------------------------------------- */

static void
rg_tags_page_dispose (GObject *object)
{
  RgTagsPage *self = RG_TAGS_PAGE (object);

  forget_store (self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->lines);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_TAGS_PAGE);

  G_OBJECT_CLASS (rg_tags_page_parent_class)->dispose (object);
}

static void
rg_tags_page_finalize (GObject *object)
{
  g_hash_table_unref (RG_TAGS_PAGE (object)->folded);

  G_OBJECT_CLASS (rg_tags_page_parent_class)->finalize (object);
}

static gboolean
rg_tags_page_take_focus (RgPage *page)
{
  RgTagsPage *self = RG_TAGS_PAGE (page);

  /* Tags that are still being read have it when they come. */
  self->wanted = self->tree == NULL;
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "tree") != 0)
    return gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
  gtk_list_view_scroll_to (self->list_view, gtk_single_selection_get_selected (self->selection),
                           GTK_LIST_SCROLL_FOCUS, NULL);

  return gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
rg_tags_page_class_init (RgTagsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_tags_page_dispose;
  object_class->finalize = rg_tags_page_finalize;
  object_class->get_property = rg_tags_page_get_property;
  object_class->set_property = rg_tags_page_set_property;
  widget_class->map = rg_tags_page_map;
  RG_PAGE_CLASS (klass)->set_store = rg_tags_page_set_store;
  RG_PAGE_CLASS (klass)->take_focus = rg_tags_page_take_focus;

  /**
   * RgTagsPage:show-retired:
   *
   * Whether those out of use are shown.
   */
  properties[PROP_RETIRED] =
      g_param_spec_boolean ("show-retired", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * RgTagsPage:tidy:
   *
   * Whether it shows what could be put in order instead of the tree.
   */
  properties[PROP_TIDY] =
      g_param_spec_boolean ("tidy", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/pages/tags/rg-tags-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgTagsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, RgTagsPage, breakpoint_bin);
  gtk_widget_class_bind_template_child (widget_class, RgTagsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgTagsPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, RgTagsPage, tidy_box);

  gtk_widget_class_install_property_action (widget_class, "page.show-retired", "show-retired");
  gtk_widget_class_install_property_action (widget_class, "page.tidy", "tidy");
  gtk_widget_class_install_action (widget_class, "page.expand-all", NULL, expand_all);
  gtk_widget_class_install_action (widget_class, "page.begin", NULL, begin);
  rg_tags_change_add_actions (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "page.tidy", NULL);
}

static void
rg_tags_page_init (RgTagsPage *self)
{

  self->folded = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  rg_tags_tree_init (self);
  rg_breakpoint_add (self->breakpoint_bin, LINE_LEAST);
  g_signal_connect (self->breakpoint_bin, "notify::current-breakpoint", G_CALLBACK (breakpoint_cb), self);
  update_state (self);
}

/**
 * rg_tags_page_new:
 * @settings: the settings of this computer
 *
 * Returns: (transfer floating): the page, without a shop
 */
RgPage *
rg_tags_page_new (RgSettings *settings)
{
  return g_object_new (RG_TYPE_TAGS_PAGE, "settings", settings, NULL);
}

/**
 * rg_tags_page_get_state:
 * @self: a page
 *
 * Returns: (transfer none): which of its states is shown
 */
const char *
rg_tags_page_get_state (RgTagsPage *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

/**
 * rg_tags_page_is_busy:
 * @self: a page
 *
 * Returns: whether what it shows may change by itself in a moment
 */
gboolean
rg_tags_page_is_busy (RgTagsPage *self)
{
  return self->asking != NULL || self->ask_timeout != 0 ||
         (self->stale && gtk_widget_get_mapped (GTK_WIDGET (self)));
}
