/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/**
 * RgClassPart:
 * @RG_CLASS_PART_LIFE: customers by life stage
 * @RG_CLASS_PART_CLASS: by class A, B, C
 * @RG_CLASS_PART_FAMILY: by kind of tag, each customer once
 * @RG_CLASS_PART_TAG: by tag, with those below it
 * @RG_CLASS_PART_MOVES: who moved into a life stage, by month
 */
typedef enum
{
  RG_CLASS_PART_LIFE,
  RG_CLASS_PART_CLASS,
  RG_CLASS_PART_FAMILY,
  RG_CLASS_PART_TAG,
  RG_CLASS_PART_MOVES,
  RG_CLASS_N_PARTS,
} RgClassPart;

/**
 * RgClassLine:
 * @label: what is counted; of a tag its own name, of a move the stage
 * @month: (nullable): of moves, "2026-11"
 * @depth: of a tag, 0 for a root
 * @n: customers
 * @condition: (nullable): in its stored form, whose customers @n are
 */
typedef struct
{
  RgClassPart part;
  char *label;
  char *month;
  guint depth;
  gint64 n;
  char *condition;
} RgClassLine;

/**
 * RgClassReport:
 *
 * How the customers of a shop divide, at one moment.
 */
typedef struct
{
  GPtrArray *lines; /* (element-type RgClassLine): part by part */
  gint64 n_customers;
} RgClassReport;

RgClassReport *rg_class_report_read (RgRead *read, GCancellable *cancellable, GError **error);
void rg_class_report_free (RgClassReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgClassReport, rg_class_report_free)

/* Translated. */
const char *rg_class_part_get_label (RgClassPart part);
/* Its stable name: "life", "class", "family", "tag", "moves". */
const char *rg_class_part_get_key (RgClassPart part);

G_END_DECLS
