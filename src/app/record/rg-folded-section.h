/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-section.h"

G_BEGIN_DECLS

/**
 * RgFoldedSection:
 *
 * A section that is a list of what is open, and another one of what is over, which is
 * folded away behind its number. Above them stand a heading and a button that adds
 * something.
 */
#define RG_TYPE_FOLDED_SECTION (rg_folded_section_get_type ())
G_DECLARE_DERIVABLE_TYPE (RgFoldedSection, rg_folded_section, RG, FOLDED_SECTION, RgSection)

/**
 * RgFoldedSectionClass:
 * @describe: (transfer full): every word that is shown of @profile: what says the same
 *   is not made again
 * @fill: appends the rows for @profile
 * @open: the row of @id was activated
 * @add: the user wants to add something
 */
struct _RgFoldedSectionClass
{
  RgSectionClass parent_class;

  char *(*describe) (RgFoldedSection *self, RgProfile *profile);
  void (*fill) (RgFoldedSection *self, RgProfile *profile);
  void (*open) (RgFoldedSection *self, gint64 id);
  void (*add) (RgFoldedSection *self);
};

/* @title: the heading; @nothing: what stands beside it while nothing is open; @over: what
 * the folded list is called. */
void rg_folded_section_set_words (RgFoldedSection *self,
                                  const char *title,
                                  const char *nothing,
                                  const char *add,
                                  const char *over);
/* @name: of the row, for who does not see it. @over: into the folded list */
void rg_folded_section_append (RgFoldedSection *self,
                               gint64 id,
                               GtkWidget *child,
                               const char *name,
                               gboolean over);
/* @label: (nullable): of the button that unfolds; %NULL: nothing is over */
void rg_folded_section_set_over_label (RgFoldedSection *self, const char *label);
/* (transfer floating): two lines: what it is, and what else is known ("": nothing). */
GtkWidget *rg_folded_words_new (const char *title, const char *about, gboolean over);

G_END_DECLS
