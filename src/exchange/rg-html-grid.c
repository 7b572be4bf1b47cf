/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-html-grid.h"

#include "exchange/rg-grid-file.h"
#include "exchange/rg-html-rows.h"
#include "exchange/rg-import.h"
#include "exchange/rg-text-source.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <string.h>

/* A page of many programs' "export to Excel": read piece by piece by libxml2's
 * parser, which forgives what browsers forgive; rows are what its events make
 * of the tables. */

struct _RgHtmlGrid
{
  RgGrid parent_instance;

  RgTextSource *source;
  gboolean ended;
  htmlParserCtxtPtr parser;
  RgHtmlRows *rows;
};

G_DEFINE_FINAL_TYPE (RgHtmlGrid, rg_html_grid, RG_TYPE_GRID)

/* --- the parser's events -------------------------------------------------- */

static void
start_element (void *data, const xmlChar *name, const xmlChar **attributes)
{
  rg_html_rows_start (RG_HTML_GRID (data)->rows, (const char *) name, (const char *const *) attributes);
}

static void
end_element (void *data, const xmlChar *name)
{
  rg_html_rows_end (RG_HTML_GRID (data)->rows, (const char *) name);
}

static void
characters (void *data, const xmlChar *text, int length)
{
  rg_html_rows_text (RG_HTML_GRID (data)->rows, (const char *) text, (gsize) length);
}

static void
begin (RgHtmlGrid *self)
{
  htmlSAXHandler handler = {
    .startElement = start_element,
    .endElement = end_element,
    .characters = characters,
    .ignorableWhitespace = characters,
  };

  if (self->parser != NULL)
    htmlFreeParserCtxt (self->parser);
  self->parser = htmlCreatePushParserCtxt (&handler, self, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  htmlCtxtUseOptions (self->parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                        HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  rg_html_rows_reset (self->rows);
  self->ended = FALSE;
}

/* What no text has is left out: the parser wants none of it. */
static gboolean
feed (RgHtmlGrid *self, GCancellable *cancellable, GError **error)
{
  const GString *text = rg_text_source_next (self->source, &self->ended, cancellable, error);
  const char *at, *limit;

  if (text == NULL)
    return FALSE;
  limit = text->str + text->len;
  for (at = text->str; at < limit;)
    {
      gsize run = 0;

      while (at + run < limit && at[run] != '\0' && at[run] != RG_DECODER_DAMAGE)
        run++;
      if (run > 0)
        htmlParseChunk (self->parser, at, (int) run, 0);
      at += run;
      if (at < limit && *at == RG_DECODER_DAMAGE)
        {
          htmlParseChunk (self->parser, "\357\277\275", 3, 0);
          rg_html_rows_damage (self->rows);
        }
      at++;
    }
  if (self->ended)
    {
      htmlParseChunk (self->parser, NULL, 0, 1);
      rg_html_rows_finish (self->rows);
    }
  return TRUE;
}

/* --- the grid ------------------------------------------------------------- */

static RgGridStep
html_grid_next (RgGrid *grid, RgGridRow *row, GCancellable *cancellable, GError **error)
{
  RgHtmlGrid *self = RG_HTML_GRID (grid);

  for (;;)
    {
      if (rg_html_rows_next (self->rows, row))
        return RG_GRID_ROW;
      if (rg_html_rows_is_too_large (self->rows))
        {
          rg_grid_refuse_size (rg_text_source_get_name (self->source), error);
          return RG_GRID_ERROR;
        }
      if (self->ended)
        return RG_GRID_END;
      if (!feed (self, cancellable, error))
        return RG_GRID_ERROR;
    }
}

static gboolean
html_grid_rewind (RgGrid *grid, GError **error)
{
  RgHtmlGrid *self = RG_HTML_GRID (grid);

  begin (self);
  return rg_text_source_rewind (self->source, error);
}

static RgGridKind
html_grid_get_kind (RgGrid *grid)
{
  return RG_GRID_KIND_HTML;
}

static double
html_grid_get_fraction (RgGrid *grid)
{
  return rg_text_source_get_fraction (RG_HTML_GRID (grid)->source);
}

static const char *
html_grid_get_encoding (RgGrid *grid)
{
  return rg_encoding_get_name (rg_text_source_get_encoding (RG_HTML_GRID (grid)->source));
}

static void
rg_html_grid_finalize (GObject *object)
{
  RgHtmlGrid *self = RG_HTML_GRID (object);

  g_clear_pointer (&self->source, rg_text_source_free);
  g_clear_pointer (&self->parser, htmlFreeParserCtxt);
  g_clear_pointer (&self->rows, rg_html_rows_free);
  G_OBJECT_CLASS (rg_html_grid_parent_class)->finalize (object);
}

static void
rg_html_grid_class_init (RgHtmlGridClass *klass)
{
  RgGridClass *grid_class = RG_GRID_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rg_html_grid_finalize;
  grid_class->next = html_grid_next;
  grid_class->rewind = html_grid_rewind;
  grid_class->get_kind = html_grid_get_kind;
  grid_class->get_fraction = html_grid_get_fraction;
  grid_class->get_encoding = html_grid_get_encoding;
}

static void
rg_html_grid_init (RgHtmlGrid *self)
{
  self->rows = rg_html_rows_new ();
}

static gboolean
has_rows (RgHtmlGrid *self, GCancellable *cancellable, GError **error)
{
  RgGridRow row;
  RgGridStep step;

  begin (self);
  step = rg_grid_next (RG_GRID (self), &row, cancellable, error);
  if (step == RG_GRID_END)
    g_set_error (error, RG_IMPORT_ERROR, RG_IMPORT_ERROR_KIND,
                 _ ("“%s” is a web page without a table. Please save the list as an Excel or CSV file."),
                 rg_text_source_get_name (self->source));
  return step == RG_GRID_ROW && rg_grid_rewind (RG_GRID (self), error);
}

/**
 * rg_html_grid_new:
 * @path: a file
 * @encoding: (nullable): its encoding, against what its bytes look like
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Opens a web page; the rows of all its tables follow each other.
 *
 * Returns: (transfer full) (nullable): the grid, before its first row
 */
RgGrid *
rg_html_grid_new (const char *path, const char *encoding, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgHtmlGrid) self = g_object_new (RG_TYPE_HTML_GRID, NULL);

  self->source = rg_text_source_new (path, encoding, cancellable, error);
  if (self->source == NULL || !has_rows (self, cancellable, error))
    return NULL;
  return RG_GRID (g_steal_pointer (&self));
}

static gboolean
begins_with (const guint8 *at, const guint8 *limit, const char *word)
{
  gsize n = strlen (word);

  return (gsize) (limit - at) >= n && g_ascii_strncasecmp ((const char *) at, word, n) == 0;
}

/**
 * rg_html_grid_is_like:
 * @head: (array length=size): the front of a file, in any encoding whose letters
 *   are single bytes
 * @size: its length
 *
 * Returns: whether it begins as a web page does, behind comments and
 *   declarations
 */
gboolean
rg_html_grid_is_like (const guint8 *head, gsize size)
{
  static const char *const tags[] = {
    "<html", "<!doctype html", "<head", "<body", "<table", "<meta", "<style"
  };
  const guint8 *limit = head + size;

  if (begins_with (head, limit, "\xef\xbb\xbf"))
    head += 3;
  for (;;)
    {
      const guint8 *end;

      while (head < limit && g_ascii_isspace (*head))
        head++;
      for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
        {
          if (begins_with (head, limit, tags[i]))
            return TRUE;
        }
      if (!begins_with (head, limit, "<!--") && !begins_with (head, limit, "<?xml"))
        return FALSE;
      end = memchr (head, '>', (gsize) (limit - head));
      if (end == NULL)
        return FALSE;
      head = end + 1;
    }
}
