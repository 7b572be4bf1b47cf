/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to exchange: which pictures a row may bring. */

#include <glib.h>

G_BEGIN_DECLS

/* The media type of a picture by its first bytes, with the suffix its file has.
 * @suffix: (out) (optional): ".jpg". (nullable): %NULL when it is no picture. */
const char *rg_picture_type (GBytes *bytes, const char **suffix);

G_END_DECLS
