/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalog/rg-catalog.h"
#include "cli/rg-output.h"

G_BEGIN_DECLS

/**
 * RgJsonOut:
 *
 * Writes one JSON value as it goes, so that a list of a million needs no tree
 * in memory. Commas and line breaks are its business; one element of an outer
 * array a line.
 */
typedef struct
{
  RgOutput *output;
  guint depth;
  guint64 filled; /* bit n: the container at depth n has an element */
  guint64 arrays; /* bit n: it is an array */
  gboolean after_key;
} RgJsonOut;

#define RG_JSON_OUT_INIT(out) { .output = (out) }

void rg_json_out_begin_object (RgJsonOut *self);
void rg_json_out_end_object (RgJsonOut *self);
void rg_json_out_begin_array (RgJsonOut *self);
void rg_json_out_end_array (RgJsonOut *self);
void rg_json_out_key (RgJsonOut *self, const char *key);
/* NULL is null. */
void rg_json_out_text (RgJsonOut *self, const char *text);
void rg_json_out_integer (RgJsonOut *self, gint64 integer);
void rg_json_out_real (RgJsonOut *self, double real);
void rg_json_out_boolean (RgJsonOut *self, gboolean boolean);
void rg_json_out_null (RgJsonOut *self);
/* UTC milliseconds as RFC 3339 text. */
void rg_json_out_instant (RgJsonOut *self, gint64 instant);
/* (nullable): NULL is an empty array. */
void rg_json_out_texts (RgJsonOut *self, const char *const *texts);
/* A field's value in the form that the command line promises. */
void rg_json_out_value (RgJsonOut *self, const RgField *field, const RgValue *value);
/* The field's key, with _fen behind it when it holds money. */
void rg_json_out_field_key (RgJsonOut *self, const RgField *field);

/* Members of an object at once. Where nothing is known, it is null: for an instant
 * of 0, and a number that is not @known. */
void rg_json_out_member_text (RgJsonOut *self, const char *key, const char *text);
void rg_json_out_member_integer (RgJsonOut *self, const char *key, gint64 integer);
void rg_json_out_member_number (RgJsonOut *self, const char *key, gint64 integer, gboolean known);
void rg_json_out_member_boolean (RgJsonOut *self, const char *key, gboolean boolean);
void rg_json_out_member_instant (RgJsonOut *self, const char *key, gint64 instant);

/* Ends the value and its last line. */
void rg_json_out_finish (RgJsonOut *self);

G_END_DECLS
