/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-print-private.h"

#include "exchange/rg-output-file.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* Pages on paper. */

/* A4 in points, and what printers leave white. */
#define A4_SHORT 595.28
#define A4_LONG 841.89
#define PDF_MARGIN 42.0

#define DIMMED 0.38
#define RULE 0.78

static void
show_at (cairo_t *cr, PangoLayout *layout, double x, double y, double gray)
{
  cairo_set_source_rgb (cr, gray, gray, gray);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_rule (cairo_t *cr, double y, double width, double gray)
{
  cairo_set_source_rgb (cr, gray, gray, gray);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, 0, y);
  cairo_line_to (cr, width, y);
  cairo_stroke (cr);
}

static void
draw_cell (RgPrint *self, cairo_t *cr, const RgPrintColumn *column, const char *text, double y, double gray)
{
  g_autoptr (PangoLayout) layout = rg_print_layout (self, RG_PRINT_ROW, text, column->width);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_alignment (layout, column->at_end ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  show_at (cr, layout, column->x, y, gray);
}

static void
draw_head (RgPrint *self, cairo_t *cr, double y)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const RgPrintColumn *column = &g_array_index (self->columns, RgPrintColumn, i);

      draw_cell (self, cr, column, column->label, y + 2, DIMMED);
    }
  draw_rule (cr, y + RG_PRINT_HEAD_HEIGHT - 2, self->width, DIMMED);
}

static void
draw_row (RgPrint *self, cairo_t *cr, const RgPrintBlock *block, double y)
{
  for (guint i = 0; i < self->columns->len; i++)
    draw_cell (self, cr, &g_array_index (self->columns, RgPrintColumn, i), block->cells[i], y + 2, 0);
  draw_rule (cr, y + RG_PRINT_ROW_HEIGHT - 1, self->width, RULE + 0.1);
}

/* Lines @first … of the layout, the first of them at @y. */
static double
draw_lines (cairo_t *cr, PangoLayout *layout, double x, double y, guint first, guint n)
{
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = first; i < first + n; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (layout, (int) i);
      PangoRectangle extents;

      pango_layout_line_get_extents (line, NULL, &extents);
      cairo_move_to (cr, x, y - (double) extents.y / PANGO_SCALE);
      pango_cairo_show_layout_line (cr, line);
      y += (double) extents.height / PANGO_SCALE;
    }

  return y;
}

static void
draw_text (RgPrint *self, cairo_t *cr, const RgPrintBlock *block, const RgPrintPiece *piece)
{
  gboolean beside = block->kind == RG_PRINT_PAIR || block->kind == RG_PRINT_ENTRY;
  double x = beside ? RG_PRINT_LEFT : 0;
  double width =
      self->width - x - (block->kind == RG_PRINT_ENTRY && block->right != NULL ? RG_PRINT_RIGHT : 0);
  g_autoptr (PangoLayout) layout = rg_print_layout (self, block->kind, block->text, width);
  double end = draw_lines (cr, layout, x, piece->y, piece->first_line, piece->n_lines);

  if (block->kind == RG_PRINT_HEADING)
    draw_rule (cr, end + 1, self->width, RULE);
  if (piece->first_line > 0)
    return;
  if (block->left != NULL)
    {
      g_autoptr (PangoLayout) left =
          rg_print_layout (self, block->kind, block->left, RG_PRINT_LEFT - RG_PRINT_GAP);

      pango_layout_set_height (left, -1);
      pango_layout_set_ellipsize (left, PANGO_ELLIPSIZE_END);
      show_at (cr, left, 0, piece->y, DIMMED);
    }
  if (block->right != NULL)
    {
      g_autoptr (PangoLayout) right = rg_print_layout (self, block->kind, block->right, RG_PRINT_RIGHT);

      pango_layout_set_alignment (right, PANGO_ALIGN_RIGHT);
      show_at (cr, right, self->width - RG_PRINT_RIGHT, piece->y, 0);
    }
}

static void
draw_foot (RgPrint *self, cairo_t *cr, guint page)
{
  /* Translators: page 2 of 5. */
  g_autofree char *number = g_strdup_printf (_ ("Page %u of %u"), page + 1, self->n_pages);
  g_autoptr (PangoLayout) left = rg_print_layout (self, RG_PRINT_ROW, self->foot, self->width * 0.7);
  g_autoptr (PangoLayout) right = rg_print_layout (self, RG_PRINT_ROW, number, self->width * 0.3);
  double y = self->height - RG_PRINT_ROW_HEIGHT + 3;

  pango_layout_set_ellipsize (left, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (right, PANGO_ALIGN_RIGHT);
  show_at (cr, left, 0, y, DIMMED);
  show_at (cr, right, self->width * 0.7, y, DIMMED);
}

static gboolean
begins_table (RgPrint *self, const RgPrintPiece *piece)
{
  return piece->block == 0 ||
         ((RgPrintBlock *) g_ptr_array_index (self->blocks, piece->block - 1))->kind != RG_PRINT_ROW;
}

/* Pieces of a page lie together: the first of them. */
static guint
find_page (RgPrint *self, guint page)
{
  guint low = 0, high = self->pieces->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->pieces, RgPrintPiece, middle).page < page)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * rg_print_draw_page:
 * @self: something that was divided into pages
 * @cr: where to; its unit is a point
 * @page: number of the page, from 0
 */
void
rg_print_draw_page (RgPrint *self, cairo_t *cr, guint page)
{
  gboolean head = FALSE;

  g_return_if_fail (page < self->n_pages);

  for (guint i = find_page (self, page); i < self->pieces->len; i++)
    {
      const RgPrintPiece *piece = &g_array_index (self->pieces, RgPrintPiece, i);
      const RgPrintBlock *block = g_ptr_array_index (self->blocks, piece->block);

      if (piece->page != page)
        break;
      if (block->kind != RG_PRINT_ROW)
        {
          draw_text (self, cr, block, piece);
          continue;
        }
      if (!head || begins_table (self, piece))
        draw_head (self, cr, piece->y - RG_PRINT_HEAD_HEIGHT);
      head = TRUE;
      draw_row (self, cr, block, piece->y);
    }
  draw_foot (self, cr, page);
}

/**
 * rg_print_dup_page_text:
 * @self: something that was divided into pages
 * @page: number of the page, from 0
 *
 * Returns: (transfer full): what stands there, a line for each block that begins
 *   or goes on there
 */
char *
rg_print_dup_page_text (RgPrint *self, guint page)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = find_page (self, page); i < self->pieces->len; i++)
    {
      const RgPrintPiece *piece = &g_array_index (self->pieces, RgPrintPiece, i);
      const RgPrintBlock *block = g_ptr_array_index (self->blocks, piece->block);

      if (piece->page != page)
        break;
      if (block->cells != NULL)
        {
          g_autofree char *line = g_strjoinv ("\t", block->cells);

          g_string_append_printf (text, "%s\n", line);
          continue;
        }
      if (piece->first_line > 0)
        g_string_append (text, "…");
      g_string_append_printf (text, "%s%s%s%s%s\n", block->left != NULL ? block->left : "",
                              block->left != NULL ? "\t" : "", block->text != NULL ? block->text : "",
                              block->right != NULL ? "\t" : "", block->right != NULL ? block->right : "");
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* --- a file ------------------------------------------------------------- */

typedef struct
{
  RgOutputFile *file;
  GError **error;
} Sink;

static cairo_status_t
write_piece (void *closure, const unsigned char *data, unsigned int length)
{
  Sink *sink = closure;

  return *sink->error == NULL && rg_output_file_write (sink->file, (const char *) data, length, sink->error)
             ? CAIRO_STATUS_SUCCESS
             : CAIRO_STATUS_WRITE_ERROR;
}

static cairo_status_t
draw_all (RgPrint *self, Sink *sink)
{
  double width = self->landscape ? A4_LONG : A4_SHORT;
  double height = self->landscape ? A4_SHORT : A4_LONG;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_piece, sink, width, height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  rg_print_paginate (self, width - 2 * PDF_MARGIN, height - 2 * PDF_MARGIN);
  for (guint page = 0; page < self->n_pages; page++)
    {
      cairo_save (cr);
      cairo_translate (cr, PDF_MARGIN, PDF_MARGIN);
      rg_print_draw_page (self, cr, page);
      cairo_restore (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  return status;
}

/**
 * rg_print_write_pdf:
 * @self: something to be printed
 * @path: the file to be
 * @error: return location for an error
 *
 * Returns: the number of pages; 0 on error, and an older file of that name is as
 *   it was
 */
guint
rg_print_write_pdf (RgPrint *self, const char *path, GError **error)
{
  g_autoptr (RgOutputFile) file = rg_output_file_new (path, error);
  g_autoptr (GError) failure = NULL;
  Sink sink = { file, &failure };

  if (file == NULL)
    return 0;
  if (draw_all (self, &sink) == CAIRO_STATUS_SUCCESS)
    return rg_output_file_commit (file, error) ? self->n_pages : 0;
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    rg_output_file_refuse (file, ENOMEM, error);

  return 0;
}
