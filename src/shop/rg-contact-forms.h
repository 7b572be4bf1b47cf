/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"

G_BEGIN_DECLS

/* What an entry of a kind is asked for: an on-site visit for its purpose, a showing
 * for how much they want it. Forms that come with the program (data/forms.json) are
 * there without a row; one that the owner changes or takes out of use gets one. */

/* More than anybody answers. */
#define RG_CONTACT_FORM_MOST_PARTS 40

/**
 * RgContactPart:
 * @field: a field of the entity "event": built-in, or the shop's own
 * @required: whether the entry is not kept without it
 */
typedef struct
{
  char *field;
  gboolean required;
} RgContactPart;

/**
 * RgContactForm:
 * @id: of its row; 0: there is none yet
 * @name: as it is stored; for people see [func@contact_form_get_title]
 * @key: (nullable): of one that came with the program
 * @kinds: (array zero-terminated=1): kinds of events that are asked for it
 * @parts: (element-type RgContactPart): in their order
 * @position: its place among the others
 * @retired: whether it is out of use
 */
typedef struct
{
  gint64 id;
  char *name;
  char *key;
  char **kinds;
  GPtrArray *parts;
  double position;
  gboolean retired;
} RgContactForm;

RgContactForm *rg_contact_form_new (const char *name);
RgContactForm *rg_contact_form_copy (const RgContactForm *form);
void rg_contact_form_free (RgContactForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgContactForm, rg_contact_form_free)

/* Nothing when it is there already or there are RG_CONTACT_FORM_MOST_PARTS. */
void rg_contact_form_add_part (RgContactForm *form, const char *field, gboolean required);
/* Whether a form may ask for @field of the entity "event": not for what every entry
 * has anyway. */
gboolean rg_contact_form_may_ask (const RgField *field);
/* What people read: in their language while it is called as it was shipped. */
const char *rg_contact_form_get_title (const RgContactForm *form);
/* (transfer none) (nullable): the field of a part; NULL when the shop has it no more
 * or it is out of use: that part asks nobody for anything. */
const RgField *rg_contact_part_get_field (const RgContactPart *part, RgCatalog *catalog);
/* Whether what is required is there: @cells are of the entity "event". FALSE and an
 * @error that names what is missing. */
gboolean rg_contact_form_check (const RgContactForm *form,
                                RgCatalog *catalog,
                                const RgCell *cells,
                                guint n_cells,
                                GError **error);

/* In how many days to go on with somebody whose intent is that; 0: nothing is
 * proposed. @intent: (nullable) */
guint rg_contact_forms_days_for (const char *intent);

/* (element-type RgContactForm) (transfer full): all of them, those out of use last. */
GPtrArray *rg_contact_forms_list (RgRead *read, GError **error);
/* (transfer full) (nullable): the first one in use that is asked for @kind; NULL
 * without @error when there is none. */
RgContactForm *rg_contact_forms_find (RgRead *read, const char *kind, GError **error);
/* Keeps it as it is now: in its row, or in a new one. Returns the row's id, or 0 and
 * @error. */
gint64 rg_contact_forms_save (RgOp *op, const RgContactForm *form, GError **error);
/* One of the owner's own goes; one that came with the program is as it came again. */
gboolean rg_contact_forms_delete (RgOp *op, gint64 id, GError **error);

G_END_DECLS
