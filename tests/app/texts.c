/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support.h"

#include "app/widgets/rg-texts.h"

#include <pango/pangocairo.h>

#define BLACK ((GdkRGBA) { 0, 0, 0, 1 })

static PangoContext *
make_context (const char *font)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr (PangoFontDescription) description = pango_font_description_from_string (font);

  pango_context_set_font_description (context, description);
  return context;
}

static RgTexts *
make_texts (const char *font)
{
  RgTexts *texts = rg_texts_new ();
  PangoContext *context = make_context (font);

  rg_texts_set_context (texts, context);
  g_object_unref (context);
  return texts;
}

/* The same text is laid out once, and again for each thing in which it looks
 * different. */
static void
test_kept (void)
{
  g_autoptr (RgTexts) texts = make_texts ("Cantarell 11");
  const RgTextKey keys[] = {
    { "VIP", RG_TEXT_PLAIN, 0, -1, BLACK },
    { "VIP", RG_TEXT_STRONG, 0, -1, BLACK },
    { "VIP", RG_TEXT_SMALL, 0, -1, BLACK },
    { "VIP", RG_TEXT_PLAIN, 0, 10, BLACK },
    { "VIP", RG_TEXT_PLAIN, 20 * PANGO_SCALE, -1, BLACK },
    { "VIP", RG_TEXT_PLAIN, 0, -1, { 1, 0, 0, 1 } },
    { "老客户", RG_TEXT_PLAIN, 0, -1, BLACK },
  };

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
      {
        const RgText *text = rg_texts_get (texts, &keys[i]);

        g_assert_nonnull (text->node);
        g_assert_cmpuint (rg_texts_get_n_made (texts), ==, round == 0 ? i + 1 : G_N_ELEMENTS (keys));
      }
  /* Where it stands is none of these. */
  rg_texts_get (texts, &(RgTextKey) { "VIP", RG_TEXT_END | RG_TEXT_DIMMED, 0, -1, BLACK });
  g_assert_cmpuint (rg_texts_get_n_made (texts), ==, G_N_ELEMENTS (keys));
}

/* As wide as a layout of its own would be: the styles do not rub off on each
 * other. */
static void
test_widths (void)
{
  static const char *const words[] = { "张三丰", "Emma Frank", "138 1234 5678", "3 days ago" };
  g_autoptr (RgTexts) texts = make_texts ("Cantarell 11");
  PangoContext *context = make_context ("Cantarell 11");

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (PangoLayout) layout = pango_layout_new (context);
      int width, size = 0;

      pango_layout_set_text (layout, words[i], -1);
      pango_layout_get_pixel_size (layout, &width, NULL);
      size =
          rg_texts_get (texts, &(RgTextKey) { words[i], RG_TEXT_PLAIN, 40 * PANGO_SCALE, -1, BLACK })->width;
      g_assert_cmpint (size, >, width);
      g_assert_cmpint (rg_texts_get (texts, &(RgTextKey) { words[i], RG_TEXT_PLAIN, 0, 30, BLACK })->width,
                       <=, 30);
      g_assert_cmpint (rg_texts_get (texts, &(RgTextKey) { words[i], RG_TEXT_PLAIN, 0, -1, BLACK })->width,
                       ==, width);
      g_assert_cmpint (rg_texts_get (texts, &(RgTextKey) { words[i], RG_TEXT_SMALL, 0, -1, BLACK })->width, <,
                       width);
    }
  g_object_unref (context);
}

/* Another row's context is no other font; another font is. */
static void
test_fonts (void)
{
  g_autoptr (RgTexts) texts = make_texts ("Cantarell 11");
  PangoContext *same = make_context ("Cantarell 11"), *larger = make_context ("Cantarell 22");
  const RgTextKey key = { "Emma Frank", RG_TEXT_PLAIN, 0, -1, BLACK };
  int width = rg_texts_get (texts, &key)->width;

  rg_texts_set_context (texts, same);
  rg_texts_get (texts, &key);
  g_assert_cmpuint (rg_texts_get_n_made (texts), ==, 1);

  rg_texts_set_context (texts, larger);
  g_assert_cmpint (rg_texts_get (texts, &key)->width, >, width * 3 / 2);
  g_assert_cmpuint (rg_texts_get_n_made (texts), ==, 2);
  g_object_unref (same);
  g_object_unref (larger);
}

/* However many there are: what comes again and again stays, the rest goes. */
static void
test_many (void)
{
  g_autoptr (RgTexts) texts = make_texts ("Cantarell 11");
  const RgTextKey often = { "often", RG_TEXT_PLAIN, 0, -1, BLACK };
  const RgTextKey once = { "0", RG_TEXT_PLAIN, 0, -1, BLACK };

  for (guint i = 0; i < 5000; i++)
    {
      char text[16];

      g_snprintf (text, sizeof text, "%u", i);
      rg_texts_get (texts, &(RgTextKey) { text, RG_TEXT_PLAIN, 0, -1, BLACK });
      rg_texts_get (texts, &often);
    }
  g_assert_cmpuint (rg_texts_get_n_made (texts), ==, 5001);
  rg_texts_get (texts, &once);
  g_assert_cmpuint (rg_texts_get_n_made (texts), ==, 5002);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

  g_test_add_func ("/app/texts/kept", test_kept);
  g_test_add_func ("/app/texts/widths", test_widths);
  g_test_add_func ("/app/texts/fonts", test_fonts);
  g_test_add_func ("/app/texts/many", test_many);

  return g_test_run ();
}
