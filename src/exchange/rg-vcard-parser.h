/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: vCard 2.1, 3.0 and 4.0, from bytes to properties. */

#include "exchange/rg-encoding.h"

G_BEGIN_DECLS

/**
 * RgVcardProperty:
 * @group: (nullable): "item1" of item1.TEL
 * @name: in capitals
 * @parameters: (array zero-terminated=1): names in capitals and values in turn;
 *   a value without a name is a TYPE or an ENCODING
 * @value: bytes as they stand in the file, unfolded
 */
typedef struct
{
  char *group;
  char *name;
  char **parameters;
  GString *value;
} RgVcardProperty;

/**
 * RgVcard:
 * @line: where it begins
 * @properties: (element-type RgVcardProperty)
 * @junk: lines in it that are no property
 */
typedef struct
{
  guint64 line;
  GPtrArray *properties;
  GString *junk;
} RgVcard;

void rg_vcard_free (RgVcard *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgVcard, rg_vcard_free)

/* The first value of a parameter. (nullable) */
const char *rg_vcard_property_get (const RgVcardProperty *property, const char *name);
/* Whether it is of a type such as "CELL", however that is said. */
gboolean rg_vcard_property_is (const RgVcardProperty *property, const char *type);

/**
 * RgVcardParser:
 *
 * Takes bytes as they arrive and gives cards. A card inside another one comes
 * after it; one without its BEGIN or END is read as far as it goes.
 */
typedef struct _RgVcardParser RgVcardParser;

RgVcardParser *rg_vcard_parser_new (void);
void rg_vcard_parser_free (RgVcardParser *parser);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgVcardParser, rg_vcard_parser_free)
/* Ready for the beginning of a file. */
void rg_vcard_parser_reset (RgVcardParser *parser);
void rg_vcard_parser_push (RgVcardParser *parser, const char *data, gsize size);
void rg_vcard_parser_end (RgVcardParser *parser);
/* The next card that is complete. (transfer full) (nullable) */
RgVcard *rg_vcard_parser_next (RgVcardParser *parser);
/* The line of what is larger than any address book has; 0: nothing is. No more
 * cards come after it. */
guint64 rg_vcard_parser_get_too_large (const RgVcardParser *parser);

G_END_DECLS
