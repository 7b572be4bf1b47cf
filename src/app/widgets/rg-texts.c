/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-texts.h"

#include <pango/pangocairo.h>
#include <string.h>

/* So many are kept that were used lately, and as many that were before. */
#define KEPT 512

/* What of a style makes another layout. */
#define SHAPE (RG_TEXT_STRONG | RG_TEXT_SMALL | RG_TEXT_FIGURES)

typedef struct
{
  RgTextKey key;
  RgText drawn;
} Entry;

struct _RgTexts
{
  GHashTable *recent; /* (element-type RgTextKey Entry) */
  GHashTable *old;
  guint64 n_made;

  /* Each row has a context of its own, and all are alike: one lays out for
   * all of them until one comes that is not. */
  PangoContext *context; /* (nullable) */
  PangoLayout *layouts[SHAPE + 1];
};

/* --- keys ----------------------------------------------------------------- */

static guint
key_hash (gconstpointer data)
{
  const RgTextKey *key = data;
  const GdkRGBA *color = &key->color;
  guint hash = g_str_hash (key->text);

  hash = hash * 31 + key->style;
  hash = hash * 31 + (guint) key->size;
  hash = hash * 31 + (guint) key->width;
  return hash * 31 + (guint) (color->red * 255) + (guint) (color->green * 65025) +
         (guint) (color->blue * 16581375) + (guint) (color->alpha * 1021);
}

static gboolean
key_equal (gconstpointer first, gconstpointer second)
{
  const RgTextKey *a = first, *b = second;

  return a->style == b->style && a->size == b->size && a->width == b->width &&
         gdk_rgba_equal (&a->color, &b->color) && g_str_equal (a->text, b->text);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->drawn.node, gsk_render_node_unref);
  g_free ((char *) entry->key.text);
  g_free (entry);
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (key_hash, key_equal, NULL, entry_free);
}

/* --- fonts ---------------------------------------------------------------- */

static gboolean
same_options (const cairo_font_options_t *a, const cairo_font_options_t *b)
{
  return a == b || (a != NULL && b != NULL && cairo_font_options_equal (a, b));
}

static gboolean
alike (PangoContext *a, PangoContext *b)
{
  return pango_context_get_font_map (a) == pango_context_get_font_map (b) &&
         pango_font_description_equal (pango_context_get_font_description (a),
                                       pango_context_get_font_description (b)) &&
         G_APPROX_VALUE (pango_cairo_context_get_resolution (a), pango_cairo_context_get_resolution (b),
                         0.001) &&
         same_options (pango_cairo_context_get_font_options (a), pango_cairo_context_get_font_options (b)) &&
         pango_context_get_language (a) == pango_context_get_language (b) &&
         pango_context_get_base_dir (a) == pango_context_get_base_dir (b) &&
         pango_context_get_round_glyph_positions (a) == pango_context_get_round_glyph_positions (b);
}

static PangoContext *
copy_context (PangoContext *context)
{
  PangoContext *copy = pango_font_map_create_context (pango_context_get_font_map (context));

  pango_context_set_font_description (copy, pango_context_get_font_description (context));
  pango_cairo_context_set_resolution (copy, pango_cairo_context_get_resolution (context));
  pango_cairo_context_set_font_options (copy, pango_cairo_context_get_font_options (context));
  pango_context_set_language (copy, pango_context_get_language (context));
  pango_context_set_base_dir (copy, pango_context_get_base_dir (context));
  pango_context_set_round_glyph_positions (copy, pango_context_get_round_glyph_positions (context));
  return copy;
}

static void
forget (RgTexts *self)
{
  for (guint i = 0; i <= SHAPE; i++)
    g_clear_object (&self->layouts[i]);
  g_clear_object (&self->context);
  g_hash_table_remove_all (self->recent);
  g_hash_table_remove_all (self->old);
}

/**
 * rg_texts_set_context:
 * @self: texts
 * @context: of the widget that is drawn next
 *
 * Forgets all texts when they would look different now.
 */
void
rg_texts_set_context (RgTexts *self, PangoContext *context)
{
  if (self->context != NULL && alike (self->context, context))
    return;
  forget (self);
  /* The widget's own changes with the widget. */
  self->context = copy_context (context);
}

/* --- laying out ----------------------------------------------------------- */

static PangoLayout *
make_layout (RgTexts *self, guint style)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if ((style & RG_TEXT_STRONG) != 0)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_SEMIBOLD));
  if ((style & RG_TEXT_SMALL) != 0)
    pango_attr_list_insert (attributes, pango_attr_scale_new (RG_TEXTS_SMALL));
  if ((style & RG_TEXT_FIGURES) != 0)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));

  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);

  return layout;
}

static void
set_size (RgTexts *self, PangoLayout *layout, int size)
{
  g_autoptr (PangoFontDescription) font =
      pango_font_description_copy (pango_context_get_font_description (self->context));

  if (size > 0)
    pango_font_description_set_absolute_size (font, size);
  pango_layout_set_font_description (layout, size > 0 ? font : NULL);
}

/* A text that fits stands as it is: the layout's own alignment follows each
 * text's direction, a column's follows the window's. */
static void
set_width (PangoLayout *layout, int width)
{
  int text_width;

  pango_layout_set_width (layout, width >= 0 ? width * PANGO_SCALE : -1);
  if (width < 0)
    return;
  pango_layout_get_pixel_size (layout, &text_width, NULL);
  if (text_width < width)
    pango_layout_set_width (layout, -1);
}

static void
draw (RgTexts *self, const RgTextKey *key, RgText *drawn)
{
  PangoLayout **layout = &self->layouts[key->style];
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  if (*layout == NULL)
    *layout = make_layout (self, key->style);
  if (key->size > 0)
    set_size (self, *layout, key->size);
  pango_layout_set_text (*layout, key->text, -1);
  set_width (*layout, key->width);
  pango_layout_get_pixel_size (*layout, &drawn->width, NULL);
  pango_layout_get_pixel_extents (*layout, &drawn->ink, NULL);
  drawn->baseline = PANGO_PIXELS (pango_layout_get_baseline (*layout));
  gtk_snapshot_append_layout (snapshot, *layout, &key->color);
  drawn->node = gtk_snapshot_free_to_node (snapshot);
  if (key->size > 0)
    set_size (self, *layout, 0);
  self->n_made++;
}

static Entry *
make_entry (RgTexts *self, const RgTextKey *key)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->key = *key;
  entry->key.text = g_strdup (key->text);
  draw (self, key, &entry->drawn);
  return entry;
}

/* The old ones go when there are as many new ones. */
static void
keep (RgTexts *self, Entry *entry)
{
  if (g_hash_table_size (self->recent) >= KEPT)
    {
      g_hash_table_unref (self->old);
      self->old = self->recent;
      self->recent = new_table ();
    }
  g_hash_table_insert (self->recent, &entry->key, entry);
}

/**
 * rg_texts_get:
 * @self: texts that have a context
 * @key: a text
 *
 * Returns: (transfer none): how it is drawn, valid until the next call
 */
const RgText *
rg_texts_get (RgTexts *self, const RgTextKey *key)
{
  RgTextKey wanted = *key;
  Entry *entry;

  g_return_val_if_fail (self->context != NULL, NULL);
  wanted.style &= SHAPE;
  entry = g_hash_table_lookup (self->recent, &wanted);
  if (entry != NULL)
    return &entry->drawn;
  if (!g_hash_table_steal_extended (self->old, &wanted, NULL, (gpointer *) &entry))
    entry = make_entry (self, &wanted);
  keep (self, entry);
  return &entry->drawn;
}

/* --- the object ----------------------------------------------------------- */

/**
 * rg_texts_new:
 *
 * Returns: (transfer full): no texts
 */
RgTexts *
rg_texts_new (void)
{
  RgTexts *self = g_new0 (RgTexts, 1);

  self->recent = new_table ();
  self->old = new_table ();
  return self;
}

/**
 * rg_texts_free:
 * @self: (transfer full): texts
 */
void
rg_texts_free (RgTexts *self)
{
  forget (self);
  g_hash_table_unref (self->recent);
  g_hash_table_unref (self->old);
  g_free (self);
}

guint64
rg_texts_get_n_made (RgTexts *self)
{
  return self->n_made;
}
