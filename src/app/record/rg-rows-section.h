/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/record/rg-section.h"

G_BEGIN_DECLS

/**
 * RgRowSpec:
 * @id: the row of the section's entity
 * @title: what it is called
 * @subtitle: (nullable): what else is known
 * @phone: (nullable): a phone, normalised: gets buttons to copy and to call
 * @copy: (nullable): another text that is worth copying
 * @open_id: the customer that a click opens; 0: a click edits the row
 * @fixed: it can be deleted, but not edited here
 * @avatar: (nullable): whose picture stands in front, of customer @open_id
 *
 * A line of the list.
 */
typedef struct
{
  gint64 id;
  char *title;
  char *subtitle;
  char *phone;
  char *copy;
  gint64 open_id;
  gboolean fixed;
  char *avatar;
} RgRowSpec;

RgRowSpec *rg_row_spec_new (gint64 id, const char *title);

/**
 * RgRowsSection:
 *
 * A section that is a list of rows of one entity which belong to the customer:
 * each can be edited and deleted, and one can be added. Without any it is one
 * quiet button.
 */
#define RG_TYPE_ROWS_SECTION (rg_rows_section_get_type ())
G_DECLARE_DERIVABLE_TYPE (RgRowsSection, rg_rows_section, RG, ROWS_SECTION, RgSection)

/**
 * RgRowsSectionClass:
 * @entity: the rows' entity
 * @list: (transfer full) (element-type RgRowSpec): the lines for a profile; the
 *   array frees them with rg_row_spec_free()
 * @add: the user wants to add one
 * @edit: the user wants to edit row @id
 */
struct _RgRowsSectionClass
{
  RgSectionClass parent_class;

  const char *entity;
  GPtrArray *(*list) (RgRowsSection *self, RgProfile *profile);
  void (*add) (RgRowsSection *self);
  void (*edit) (RgRowsSection *self, gint64 id);
};

void rg_row_spec_free (RgRowSpec *spec);
/* @title: the heading; @add_label: what the button says that adds one */
void rg_rows_section_set_labels (RgRowsSection *self, const char *title, const char *add_label);
/* (transfer floating): stands below the list; its visibility is its owner's. */
void rg_rows_section_set_editor (RgRowsSection *self, GtkWidget *editor);
void rg_rows_section_add (RgRowsSection *self);
/* Puts the focus on the button that adds one. */
void rg_rows_section_focus_add (RgRowsSection *self);
/* Whether phones are shown masked. */
gboolean rg_rows_section_masks (RgRowsSection *self);
/* Fills the list anew from the profile that is shown. */
void rg_rows_section_refresh (RgRowsSection *self);

G_END_DECLS
