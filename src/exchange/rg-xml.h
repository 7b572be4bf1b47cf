/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: the XML in workbooks, piece by piece. */

#include "exchange/rg-text-source.h"
#include "exchange/rg-zip.h"

G_BEGIN_DECLS

typedef struct _RgXml RgXml;

/**
 * RgXmlHandlers:
 * @start: an element begins. Names have no prefix: whichever one a program
 *   chose for a namespace, the words are the same.
 * @end: it ends
 * @text: a piece of what stands between
 *
 * What wants to know. A handler that finds something wrong calls rg_xml_fail()
 * and is not called again.
 */
typedef struct
{
  void (*start) (RgXml *xml, const char *name, const char **attributes, gpointer data);
  void (*end) (RgXml *xml, const char *name, gpointer data);
  void (*text) (RgXml *xml, const char *text, gsize n, gpointer data);
} RgXmlHandlers;

/* Opens a member of a workbook. It borrows the archive, the handlers and their
 * data. (transfer full) (nullable) */
RgXml *
rg_xml_new (RgZip *zip, const char *member, const RgXmlHandlers *handlers, gpointer data, GError **error);
/* Opens a text file as a document of its own; borrows all of them. (transfer
 * full) */
RgXml *rg_xml_new_for_text (RgTextSource *text, const RgXmlHandlers *handlers, gpointer data);
void rg_xml_free (RgXml *xml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgXml, rg_xml_free)

/* Parses the next piece; *@more says whether there is another one. */
gboolean rg_xml_step (RgXml *xml, gboolean *more, GCancellable *cancellable, GError **error);
/* Parses a whole member. */
gboolean rg_xml_read (RgZip *zip,
                      const char *member,
                      const RgXmlHandlers *handlers,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error);
/* How much of the member has been read, 0 to 1. */
double rg_xml_get_fraction (const RgXml *xml);

/* For handlers: enough for now; the next step goes on from here. */
void rg_xml_pause (RgXml *xml);
/* For handlers: nothing more is wanted; the step ends well and is the last. */
void rg_xml_stop (RgXml *xml);
/* For handlers: (nullable): the archive that is read. */
RgZip *rg_xml_get_zip (const RgXml *xml);
/* For handlers: @error: (transfer full): why it cannot go on. */
void rg_xml_fail (RgXml *xml, GError *error);
/* Says that it is larger than anything of its kind; always %FALSE. */
gboolean rg_xml_refuse_size (const RgXml *xml, GError **error);
/* The value of an attribute whose name without prefix is @name. (nullable) */
const char *rg_xml_attribute (const char **attributes, const char *name);

G_END_DECLS
