/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the fuzz targets share. Each target is one file with the function that
 * libFuzzer calls; kept.c calls the same function with the kept inputs. */

#include "exchange/rg-grid.h"

#include <stdint.h>

G_BEGIN_DECLS

/* The target. Returns 0; what is wrong aborts. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* A path at which @data can be opened as a file, until the next call with the
 * same @slot (below 4). */
const char *fuzz_path (guint slot, const uint8_t *data, size_t size);
/* Opens the file and reads every sheet of it twice, and aborts when a promise of
 * rg-grid.h is broken or the second time differs. A refusal must have a
 * sentence. Returns the rows of all sheets. */
guint64 fuzz_read_grid (const char *path, const RgGridOptions *options);

G_END_DECLS
