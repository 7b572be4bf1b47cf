/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/rg-settings.h"
#include "shop/rg-profile.h"
#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RgSection:
 *
 * A part of the record page: header card, fields, contacts, timeline, files.
 * It is shown a profile, again after every change, and keeps what the user is
 * writing meanwhile.
 */
#define RG_TYPE_SECTION (rg_section_get_type ())
G_DECLARE_DERIVABLE_TYPE (RgSection, rg_section, RG, SECTION, AdwBin)

/**
 * RgSectionClass:
 * @show: shows @profile; %NULL: nobody. @other: whether it is another customer
 *   than before, so that what was being written is to be put away
 * @flush: saves what is being written, before the page goes to somebody else
 *   or the window closes
 */
struct _RgSectionClass
{
  AdwBinClass parent_class;

  void (*show) (RgSection *self, RgProfile *profile, gboolean other);
  void (*flush) (RgSection *self);
};

void rg_section_show (RgSection *self, RgStore *store, RgProfile *profile);
void rg_section_flush (RgSection *self);
RgStore *rg_section_get_store (RgSection *self);     /* (transfer none) (nullable) */
RgProfile *rg_section_get_profile (RgSection *self); /* (transfer none) (nullable) */
/* 0: nobody */
gint64 rg_section_get_customer_id (RgSection *self);
/* Whether anything may be changed: not in a shop opened for reading. */
gboolean rg_section_is_writable (RgSection *self);
void rg_section_set_settings (RgSection *self, RgSettings *settings);
RgSettings *rg_section_get_settings (RgSection *self); /* (transfer none) (nullable) */

G_END_DECLS
