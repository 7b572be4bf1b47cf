/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalog/rg-field-type.h"

G_BEGIN_DECLS

/**
 * RgFieldFlags:
 * @RG_FIELD_REQUIRED: a row without it is refused
 * @RG_FIELD_IDENTITY: names the person or thing: name, phone, WeChat id …
 * @RG_FIELD_SEARCHED: its text is found by the search entry
 * @RG_FIELD_MASKED: shown masked where the setting asks (138****5678)
 * @RG_FIELD_SENSITIVE: personal data under special protection
 * @RG_FIELD_DERIVED: made by the store from other fields (reading, sort key,
 *   times); never written by a caller, never in a journal image, not exported
 * @RG_FIELD_VIRTUAL: has no column in the entity's own table (tags, phones)
 * @RG_FIELD_OWN: the shop's own field
 * @RG_FIELD_RETIRED: kept, but hidden everywhere
 * @RG_FIELD_SYSTEM: bookkeeping that a form does not show (ids, refs, times)
 * @RG_FIELD_LISTED: shown as a column of the table from the start
 * @RG_FIELD_STANDING: kept in the derived table standing, under the same name,
 *   and not in the entity's own
 * @RG_FIELD_PERCENT: a number that counts hundredths, 0 to 100
 */
typedef enum
{
  RG_FIELD_REQUIRED = 1 << 0,
  RG_FIELD_IDENTITY = 1 << 1,
  RG_FIELD_SEARCHED = 1 << 2,
  RG_FIELD_MASKED = 1 << 3,
  RG_FIELD_SENSITIVE = 1 << 4,
  RG_FIELD_DERIVED = 1 << 5,
  RG_FIELD_VIRTUAL = 1 << 6,
  RG_FIELD_OWN = 1 << 7,
  RG_FIELD_RETIRED = 1 << 8,
  RG_FIELD_SYSTEM = 1 << 9,
  RG_FIELD_LISTED = 1 << 10,
  RG_FIELD_STANDING = 1 << 11,
  RG_FIELD_PERCENT = 1 << 12,
} RgFieldFlags;

/**
 * RgChoice:
 * @key: what is stored; stable
 * @label: (msgid) what is shown. An own field's choice has key == label.
 * @aliases: (nullable): other words that mean it in old files, lower case,
 *   separated by "|"
 */
typedef struct
{
  const char *key;
  const char *label;
  const char *aliases;
} RgChoice;

/**
 * RgField:
 * @key: stable name in JSON, commands and the column of the table ("x7" for
 *   an own field)
 * @label: (msgid) what it is called; an own field's label is the owner's text
 * @type: what it holds
 * @choices: (nullable) (array zero-terminated=1): for choice and choices; a
 *   field with @list set and no @choices takes any text
 * @list: (nullable): entity whose names are proposed as choices ("channel")
 * @target: (nullable): for a ref, the entity it points to
 * @aliases: (nullable): words that a column of an old file may have as its
 *   header, Chinese and English, lower case, separated by "|"
 * @group: (nullable): (msgid) heading under which a form shows it
 * @index: position among its entity's fields in this catalogue; rows in
 *   memory are arrays of values in this order
 *
 * One description that drives everything which touches the field.
 */
struct _RgField
{
  const char *key;
  const char *label;
  const RgFieldType *type;
  RgFieldFlags flags;
  const RgChoice *choices;
  const char *list;
  const char *target;
  const char *aliases;
  const char *group;
  guint index;
};

/* Whether the entity's own table has a column for it. */
gboolean rg_field_has_column (const RgField *field);
/* Translated; the owner's own words for an own field. */
const char *rg_field_get_label (const RgField *field);
const char *rg_choice_get_label (const RgField *field, const RgChoice *choice);

/* Trims, lets "" and blanks be null, refuses null for a required field, else
 * asks the type. @value must be cleared by the caller also after an error. */
gboolean rg_field_parse (const RgField *field, const char *text, RgValue *value, GError **error);
char *rg_field_format (const RgField *field, const RgValue *value, RgFormat style);
gboolean rg_field_validate (const RgField *field, const RgValue *value, GError **error);
int rg_field_compare (const RgField *field, const RgValue *a, const RgValue *b);

G_END_DECLS
