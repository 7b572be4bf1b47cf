/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-palette.h"

#include <math.h>

/* Blends at 8 bits, as painters write them. */
#define RGB(hex)                                                                                             \
  {                                                                                                          \
    .red = (((hex) >> 16) & 0xff) / 255.0f,                                                                  \
    .green = (((hex) >> 8) & 0xff) / 255.0f,                                                                 \
    .blue = ((hex) & 0xff) / 255.0f,                                                                         \
    .alpha = 1.0f,                                                                                           \
  }
#define PAIR(back, fore) { RGB (back), RGB (fore) }

static const RgColorPair light[RG_DISPLAY_N_COLORS] = {
  PAIR (0xd8e7fc, 0x1b4f8f), /* blue */
  PAIR (0xd5efdd, 0x1d5c38), /* green */
  PAIR (0xfae9bf, 0x6a4a03), /* straw */
  PAIR (0xfcdfc9, 0x823c0a), /* orange */
  PAIR (0xfadadf, 0x8b2236), /* rose */
  PAIR (0xe9def8, 0x56318a), /* violet */
  PAIR (0xd0eeee, 0x0c5659), /* teal */
  PAIR (0xe7e1db, 0x55483c), /* sand */
};

static const RgColorPair dark[RG_DISPLAY_N_COLORS] = {
  PAIR (0x24426a, 0xc3dcfc), /* blue */
  PAIR (0x214b33, 0xbdebcd), /* green */
  PAIR (0x554312, 0xf8e3a8), /* straw */
  PAIR (0x5d3718, 0xfbd3b3), /* orange */
  PAIR (0x622a37, 0xfac8d0), /* rose */
  PAIR (0x463067, 0xe1cef9), /* violet */
  PAIR (0x174a4c, 0xb9e9ea), /* teal */
  PAIR (0x463d34, 0xe5dbd1), /* sand */
};

static const RgColorPair due_light[] = {
  [RG_DUE_NONE] = PAIR (0xffffff, 0x333333),
  [RG_DUE_OVERDUE] = PAIR (0xfcd9d7, 0x9c0f12),
  [RG_DUE_TODAY] = PAIR (0xfbe5a2, 0x664600),
  [RG_DUE_LATER] = PAIR (0xe9e9eb, 0x4c4c50),
};

static const RgColorPair due_dark[] = {
  [RG_DUE_NONE] = PAIR (0x1d1d20, 0xdddddd),
  [RG_DUE_OVERDUE] = PAIR (0x6b2023, 0xffcfcb),
  [RG_DUE_TODAY] = PAIR (0x5e4806, 0xfde79d),
  [RG_DUE_LATER] = PAIR (0x3c3c40, 0xd2d2d6),
};

/**
 * rg_palette_get:
 * @index: which pair, below %RG_DISPLAY_N_COLORS
 * @is_dark: whether the surroundings are dark
 *
 * Returns: (transfer none): a background and the text colour that is read on it
 */
const RgColorPair *
rg_palette_get (guint index, gboolean is_dark)
{
  g_return_val_if_fail (index < RG_DISPLAY_N_COLORS, NULL);

  return is_dark ? &dark[index] : &light[index];
}

/**
 * rg_palette_get_due:
 * @due: how urgent a next step is
 * @is_dark: whether the surroundings are dark
 *
 * Returns: (transfer none): the colours of its pill
 */
const RgColorPair *
rg_palette_get_due (RgDue due, gboolean is_dark)
{
  return is_dark ? &due_dark[due] : &due_light[due];
}

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *color)
{
  return 0.2126 * linear (color->red) + 0.7152 * linear (color->green) + 0.0722 * linear (color->blue);
}

/**
 * rg_palette_contrast:
 * @a: an opaque colour
 * @b: another
 *
 * The contrast ratio of WCAG 2.1, "relative luminance".
 *
 * Returns: from 1 (the same) to 21 (black and white)
 */
double
rg_palette_contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double la = luminance (a), lb = luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}
