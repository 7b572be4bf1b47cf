/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-xml.h"

#include "exchange/rg-grid-file.h"

#include <expat.h>
#include <string.h>

/* What is inflated and parsed at once. */
#define PIECE (64 * 1024)
/* Elements inside each other; a workbook has a dozen. */
#define DEPTH_MAX 200
/* The largest tag or comment. The parser keeps it whole until it ends. */
#define TAG_MAX (4 * 1024 * 1024)

struct _RgXml
{
  RgZip *zip;         /* (nullable): %NULL for a file that is no archive */
  RgZipPart *part;    /* (nullable) */
  RgTextSource *text; /* (nullable): the file itself, borrowed */
  GString *clean;     /* (nullable): a piece of it */
  XML_Parser parser;
  const RgXmlHandlers *handlers;
  gpointer data;
  guint64 done;  /* bytes handed to the parser */
  guint64 begun; /* where what it reads now begins */
  guint depth;
  gboolean stopped;
  gboolean ended; /* the last piece was handed to the parser */
  GError *reason;
};

static inline const char *
local_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL && colon[1] != '\0' ? colon + 1 : name;
}

gboolean
rg_xml_refuse_size (const RgXml *xml, GError **error)
{
  return xml->zip != NULL ? rg_zip_refuse_size (xml->zip, error)
                          : rg_grid_refuse_size (rg_text_source_get_name (xml->text), error);
}

static void
start_element (void *data, const char *name, const char **attributes)
{
  RgXml *xml = data;
  GError *error = NULL;

  if (xml->stopped)
    return;
  if (++xml->depth > DEPTH_MAX)
    {
      rg_xml_refuse_size (xml, &error);
      rg_xml_fail (xml, error);
      return;
    }
  xml->handlers->start (xml, local_name (name), attributes, xml->data);
}

static void
end_element (void *data, const char *name)
{
  RgXml *xml = data;

  if (xml->stopped)
    return;
  xml->depth--;
  xml->handlers->end (xml, local_name (name), xml->data);
}

static void
take_text (void *data, const char *text, int n)
{
  RgXml *xml = data;

  if (!xml->stopped)
    xml->handlers->text (xml, text, (gsize) n, xml->data);
}

/* No workbook declares words of its own: what does is made to grow. */
static void
declare_entity (void *data,
                const XML_Char *name,
                int is_parameter,
                const XML_Char *value,
                int value_length,
                const XML_Char *base,
                const XML_Char *system_id,
                const XML_Char *public_id,
                const XML_Char *notation)
{
  RgXml *xml = data;
  GError *error = NULL;

  rg_xml_refuse_size (xml, &error);
  rg_xml_fail (xml, error);
}

/* @encoding: (nullable): against what the document says. */
static RgXml *
new_with (const RgXmlHandlers *handlers, gpointer data, const char *encoding)
{
  RgXml *xml = g_new0 (RgXml, 1);

  xml->handlers = handlers;
  xml->data = data;
  xml->parser = XML_ParserCreate (encoding);
  XML_SetUserData (xml->parser, xml);
  XML_SetElementHandler (xml->parser, start_element, end_element);
  XML_SetEntityDeclHandler (xml->parser, declare_entity);
  if (handlers->text != NULL)
    XML_SetCharacterDataHandler (xml->parser, take_text);
  return xml;
}

/**
 * rg_xml_new:
 * @zip: a workbook
 * @member: one of its members
 * @handlers: what wants to know
 * @data: for the handlers
 * @error: return location for a sentence
 *
 * Returns: (transfer full) (nullable): the member, before its first piece
 */
RgXml *
rg_xml_new (RgZip *zip, const char *member, const RgXmlHandlers *handlers, gpointer data, GError **error)
{
  RgZipPart *part = rg_zip_part_new (zip, member, error);
  RgXml *xml;

  if (part == NULL)
    return NULL;
  xml = new_with (handlers, data, NULL);
  xml->zip = zip;
  xml->part = part;
  return xml;
}

/**
 * rg_xml_new_for_text:
 * @text: a file at its beginning, whose encoding is known already
 * @handlers: what wants to know
 * @data: for the handlers
 *
 * Returns: (transfer full): the file, before its first piece
 */
RgXml *
rg_xml_new_for_text (RgTextSource *text, const RgXmlHandlers *handlers, gpointer data)
{
  /* What it is written in has been seen; what it says of itself is not asked. */
  RgXml *xml = new_with (handlers, data, "UTF-8");

  xml->text = text;
  xml->clean = g_string_new (NULL);
  return xml;
}

/**
 * rg_xml_free:
 * @xml: (transfer full): a member
 */
void
rg_xml_free (RgXml *xml)
{
  XML_ParserFree (xml->parser);
  g_clear_pointer (&xml->part, rg_zip_part_free);
  if (xml->clean != NULL)
    g_string_free (xml->clean, TRUE);
  g_clear_error (&xml->reason);
  g_free (xml);
}

static gboolean
refuse (RgXml *xml, GError **error)
{
  if (xml->reason == NULL)
    return xml->zip != NULL ? rg_zip_refuse_damaged (xml->zip, error)
                            : rg_grid_refuse_damaged (rg_text_source_get_name (xml->text), error);
  /* It stays: who asks again gets the same answer. */
  g_propagate_error (error, g_error_copy (xml->reason));
  return FALSE;
}

/* Bytes that are no text become what stands for them, and zeros go. */
static void
clean_text (RgXml *xml, const GString *text)
{
  g_string_truncate (xml->clean, 0);
  for (gsize i = 0; i < text->len; i++)
    {
      if (text->str[i] == RG_DECODER_DAMAGE)
        g_string_append (xml->clean, "\357\277\275");
      else if (text->str[i] != '\0')
        g_string_append_c (xml->clean, text->str[i]);
    }
}

/* The parser keeps what it has not come to when it pauses. */
static gboolean
parse_text (RgXml *xml, enum XML_Status *status, GCancellable *cancellable, GError **error)
{
  const GString *text = rg_text_source_next (xml->text, &xml->ended, cancellable, error);

  if (text == NULL)
    return FALSE;
  clean_text (xml, text);
  xml->done += xml->clean->len;
  *status = XML_Parse (xml->parser, xml->clean->str, (int) xml->clean->len, xml->ended);
  return TRUE;
}

/* Hands the next piece to the parser. */
static gboolean
parse_piece (RgXml *xml, enum XML_Status *status, GError **error)
{
  char *buffer = XML_GetBuffer (xml->parser, PIECE);
  gsize n;

  if (buffer == NULL)
    return rg_xml_refuse_size (xml, error);
  if (!rg_zip_part_read (xml->part, buffer, PIECE, &n, error))
    return FALSE;
  xml->done += n;
  xml->ended = n == 0;
  *status = XML_ParseBuffer (xml->parser, (int) n, xml->ended);
  return TRUE;
}

/**
 * rg_xml_step:
 * @xml: a member
 * @more: (out): whether something is left
 * @cancellable: (nullable): stops it
 * @error: return location for a sentence
 *
 * Returns: whether it went well
 */
gboolean
rg_xml_step (RgXml *xml, gboolean *more, GCancellable *cancellable, GError **error)
{
  XML_ParsingStatus state;
  enum XML_Status status = XML_STATUS_ERROR;
  gint64 begun;

  *more = FALSE;
  if (xml->stopped)
    return xml->reason == NULL || refuse (xml, error);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  XML_GetParsingStatus (xml->parser, &state);
  if (state.parsing == XML_SUSPENDED)
    status = XML_ResumeParser (xml->parser);
  else if (xml->text != NULL ? !parse_text (xml, &status, cancellable, error)
                             : !parse_piece (xml, &status, error))
    return FALSE;
  if (xml->stopped)
    return xml->reason == NULL || refuse (xml, error);
  if (status == XML_STATUS_ERROR)
    return refuse (xml, error);
  begun = XML_GetCurrentByteIndex (xml->parser);
  /* None is given when the parser waits for more of something long. */
  if (begun >= 0)
    xml->begun = (guint64) begun;
  if (status == XML_STATUS_OK && xml->done > xml->begun + TAG_MAX)
    return rg_xml_refuse_size (xml, error);
  *more = status == XML_STATUS_SUSPENDED || !xml->ended;
  return TRUE;
}

gboolean
rg_xml_read (RgZip *zip,
             const char *member,
             const RgXmlHandlers *handlers,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (RgXml) xml = rg_xml_new (zip, member, handlers, data, error);
  gboolean more = xml != NULL;

  while (more)
    {
      if (!rg_xml_step (xml, &more, cancellable, error))
        return FALSE;
    }
  return xml != NULL;
}

double
rg_xml_get_fraction (const RgXml *xml)
{
  return xml->text != NULL ? rg_text_source_get_fraction (xml->text) : rg_zip_part_get_fraction (xml->part);
}

void
rg_xml_pause (RgXml *xml)
{
  XML_StopParser (xml->parser, XML_TRUE);
}

void
rg_xml_stop (RgXml *xml)
{
  xml->stopped = TRUE;
  XML_StopParser (xml->parser, XML_FALSE);
}

void
rg_xml_fail (RgXml *xml, GError *error)
{
  if (xml->reason == NULL)
    xml->reason = error;
  else
    g_error_free (error);
  rg_xml_stop (xml);
}

const char *
rg_xml_attribute (const char **attributes, const char *name)
{
  for (; *attributes != NULL; attributes += 2)
    {
      if (strcmp (local_name (attributes[0]), name) == 0)
        return attributes[1];
    }
  return NULL;
}

RgZip *
rg_xml_get_zip (const RgXml *xml)
{
  return xml->zip;
}
