/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the pictures: what there is to see. */

#include "app/rg-pictures.h"

G_BEGIN_DECLS

/**
 * RgStudio:
 *
 * One window of one size, from which pictures are taken.
 */
struct _RgStudio
{
  GtkApplication *app;
  RgSettings *settings;
  const char *shop;
  const char *directory;
  char *scratch;
  gboolean asked; /* what the owner was asked about reminders before */
  char *language;
  RgWindow *window;
  GdkPaintable *paintable;
  gint64 drawn_at;
  guint frames;
};

/**
 * RgSubjectSizes:
 * @RG_SUBJECT_WIDE: at 1280 × 800
 * @RG_SUBJECT_NARROW: at 360 × 640
 * @RG_SUBJECT_EVERY: at every size, and in high contrast
 */
typedef enum
{
  RG_SUBJECT_WIDE = 1 << 0,
  RG_SUBJECT_NARROW = 1 << 1,
  RG_SUBJECT_BOTH = RG_SUBJECT_WIDE | RG_SUBJECT_NARROW,
  RG_SUBJECT_EVERY = RG_SUBJECT_BOTH | 1 << 2,
} RgSubjectSizes;

/**
 * RgSubject:
 * @name: of its pictures
 * @prepare: brings the studio's window there
 *
 * A page or a dialog.
 */
typedef struct
{
  const char *name;
  void (*prepare) (RgStudio *studio);
  RgSubjectSizes sizes;
} RgSubject;

/* Ends with an entry without a name. */
const RgSubject *rg_pictures_subjects (void);
/* Removes a folder of the studio's own with everything in it. */
void rg_pictures_remove (const char *path);
/* The same for a shop, which somebody may still have open or be backing up. */
void rg_studio_remove_shop (RgStudio *studio, const char *folder);
/* Until nothing is awaited and nothing moves. */
void rg_studio_wait (RgStudio *studio);
/* Of the page. */
void rg_studio_hide_scroll_bars (RgStudio *studio);
/* Until a shop is shown, and how its customers stand is known. */
void rg_studio_wait_followed (RgStudio *studio);
/* A file of that name that is the studio's own. (transfer full): its path */
char *rg_studio_write (RgStudio *studio, const char *name, const char *contents);

G_END_DECLS
