/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/widgets/rg-breakpoint.h"

/**
 * rg_breakpoint_new:
 * @most: how wide something may be, sp
 *
 * Returns: (transfer full): what holds where it is that narrow, or narrower
 */
AdwBreakpoint *
rg_breakpoint_new (int most)
{
  return adw_breakpoint_new (
      adw_breakpoint_condition_new_length (ADW_BREAKPOINT_CONDITION_MAX_WIDTH, most, ADW_LENGTH_UNIT_SP));
}

/**
 * rg_breakpoint_add:
 * @bin: what may be narrow
 * @most: how wide it is then at most, sp
 *
 * Returns: (transfer none): what holds then
 */
AdwBreakpoint *
rg_breakpoint_add (AdwBreakpointBin *bin, int most)
{
  AdwBreakpoint *breakpoint = rg_breakpoint_new (most);

  adw_breakpoint_bin_add_breakpoint (bin, breakpoint);
  return breakpoint;
}
