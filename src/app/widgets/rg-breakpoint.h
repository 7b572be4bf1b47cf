/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* (transfer full): at @most sp wide. */
AdwBreakpoint *rg_breakpoint_new (int most);
/* (transfer none): the same, one of @bin. */
AdwBreakpoint *rg_breakpoint_add (AdwBreakpointBin *bin, int most);

G_END_DECLS
