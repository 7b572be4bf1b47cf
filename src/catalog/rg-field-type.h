/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalog/rg-value.h"

G_BEGIN_DECLS

typedef struct _RgField RgField;
typedef struct _RgFieldType RgFieldType;

/**
 * RgFieldError:
 * @RG_FIELD_ERROR_SYNTAX: the text cannot be read as this type
 * @RG_FIELD_ERROR_RANGE: it can be read, but names something impossible
 * @RG_FIELD_ERROR_CHOICE: it is not among the choices
 * @RG_FIELD_ERROR_REQUIRED: the field may not be empty
 *
 * The messages are translated and say what would be accepted.
 */
typedef enum
{
  RG_FIELD_ERROR_SYNTAX,
  RG_FIELD_ERROR_RANGE,
  RG_FIELD_ERROR_CHOICE,
  RG_FIELD_ERROR_REQUIRED,
} RgFieldError;

#define RG_FIELD_ERROR (rg_field_error_quark ())
GQuark rg_field_error_quark (void);

/**
 * RgFormat:
 * @RG_FORMAT_DISPLAY: as a person reads it: 138 1234 5678, ¥1,234.50,
 *   1990年1月2日, 农历八月十五, translated choices
 * @RG_FORMAT_EXCHANGE: for files: read back by the type's own parse without
 *   loss, independent of locale except for translated choices: 13812345678,
 *   1234.50, 1990-01-02, 农历八月十五
 */
typedef enum
{
  RG_FORMAT_DISPLAY,
  RG_FORMAT_EXCHANGE,
} RgFormat;

/**
 * RgFieldType:
 * @id: stable name, as stored for own fields: "long-text", "lunar-date" …
 * @label: (msgid) what a person calls it
 * @storage: how values lie in the table (never %RG_VALUE_NULL)
 * @own: whether an owner may choose this type for a field of their own
 * @parse: reads what a person or an old file wrote; @text is not empty after
 *   trimming. Sets @value and returns %TRUE, or sets @error.
 * @format: (transfer full): never %NULL; "" for a null value
 * @validate: (nullable): whether a stored value is one that parse could make
 * @compare: order of two non-null values as a person expects it; the SQL
 *   order of the column must agree with it
 *
 * A new type is one file with one of these, and one line in the table of
 * rg-field-type.c.
 */
struct _RgFieldType
{
  const char *id;
  const char *label;
  RgValueKind storage;
  gboolean own;
  gboolean (*parse) (const RgField *field, const char *text, RgValue *value, GError **error);
  char *(*format) (const RgField *field, const RgValue *value, RgFormat style);
  gboolean (*validate) (const RgField *field, const RgValue *value, GError **error);
  int (*compare) (const RgField *field, const RgValue *a, const RgValue *b);
};

/* Types a shop's own fields may have, and those that only built-in fields use
 * (instant: UTC milliseconds, shown as local time; ref: a row id of another
 * entity). Money is stored as an integer of fen. A "lunar-date" holds a day of
 * either calendar: 1990-01-02, --01-02 (year unknown), lunar:[YYYY-][L]MM-DD. */
extern const RgFieldType rg_type_text;
extern const RgFieldType rg_type_long_text;
extern const RgFieldType rg_type_number;
extern const RgFieldType rg_type_money;
extern const RgFieldType rg_type_date;
extern const RgFieldType rg_type_lunar_date;
extern const RgFieldType rg_type_time;
extern const RgFieldType rg_type_phone;
extern const RgFieldType rg_type_email;
extern const RgFieldType rg_type_region;
extern const RgFieldType rg_type_choice;
extern const RgFieldType rg_type_choices;
extern const RgFieldType rg_type_yes_no;
extern const RgFieldType rg_type_link;
extern const RgFieldType rg_type_instant;
extern const RgFieldType rg_type_ref;

const RgFieldType *const *rg_field_type_list (void); /* NULL-terminated */
const RgFieldType *rg_field_type_find (const char *id);

G_END_DECLS
