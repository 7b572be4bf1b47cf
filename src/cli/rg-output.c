/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-output.h"

#include <string.h>

#define PIECE (64 * 1024)

struct _RgOutput
{
  GOutputStream *stream;
  GString *buffer;
  GError *error;
  gboolean held;
};

/**
 * rg_output_new:
 * @stream: where the text goes; not closed
 *
 * Returns: (transfer full): a buffer in front of @stream
 */
RgOutput *
rg_output_new (GOutputStream *stream)
{
  RgOutput *self = g_new0 (RgOutput, 1);

  self->stream = g_object_ref (stream);
  self->buffer = g_string_sized_new (PIECE + 4096);
  return self;
}

/**
 * rg_output_free:
 * @self: (transfer full): the output
 *
 * Writes what is left, without telling of errors: who wants to know them calls
 * [func@output_flush] before.
 */
void
rg_output_free (RgOutput *self)
{
  if (self == NULL)
    return;
  rg_output_flush (self, NULL);
  g_clear_error (&self->error);
  g_string_free (self->buffer, TRUE);
  g_object_unref (self->stream);
  g_free (self);
}

/**
 * rg_output_flush:
 * @self: the output
 * @error: return location for the first error since the output was made
 *
 * Returns: whether all text so far has reached the stream
 */
gboolean
rg_output_flush (RgOutput *self, GError **error)
{
  if (self->error == NULL && self->buffer->len > 0)
    g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len, NULL, NULL, &self->error);
  g_string_truncate (self->buffer, 0);
  if (self->error == NULL)
    g_output_stream_flush (self->stream, NULL, &self->error);
  if (self->error != NULL)
    {
      if (error != NULL)
        *error = g_error_copy (self->error);
      return FALSE;
    }
  return TRUE;
}

/**
 * rg_output_failed:
 * @self: the output
 *
 * Returns: whether the stream took no more, so that a long writer can stop
 */
gboolean
rg_output_failed (RgOutput *self)
{
  return self->error != NULL;
}

static void
drain (RgOutput *self)
{
  if (self->held || self->buffer->len < PIECE)
    return;
  if (self->error == NULL)
    g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len, NULL, NULL, &self->error);
  g_string_truncate (self->buffer, 0);
}

/**
 * rg_output_hold:
 * @self: the output
 * @held: whether text stays in memory from here on
 */
void
rg_output_hold (RgOutput *self, gboolean held)
{
  self->held = held;
  drain (self);
}

/**
 * rg_output_data:
 * @self: the output
 * @data: (array length=size): bytes of UTF-8
 * @size: how many
 */
void
rg_output_data (RgOutput *self, const char *data, gsize size)
{
  g_string_append_len (self->buffer, data, (gssize) size);
  drain (self);
}

/**
 * rg_output_put:
 * @self: the output
 * @text: text, taken as it is
 */
void
rg_output_put (RgOutput *self, const char *text)
{
  rg_output_data (self, text, strlen (text));
}

/**
 * rg_output_pad:
 * @self: the output
 * @blanks: how many blanks
 */
void
rg_output_pad (RgOutput *self, guint blanks)
{
  for (guint i = 0; i < blanks; i++)
    g_string_append_c (self->buffer, ' ');
  drain (self);
}

/**
 * rg_output_printf:
 * @self: the output
 * @format: as for printf
 * @...: its arguments
 */
void
rg_output_printf (RgOutput *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (self->buffer, format, arguments);
  va_end (arguments);
  drain (self);
}
