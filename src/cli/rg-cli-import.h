/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/rg-cli.h"
#include "exchange/rg-import.h"

G_BEGIN_DECLS

void rg_cli_import_json (RgCli *cli, const RgImportPlan *plan, const RgImportReport *report);
void rg_cli_import_text (RgCli *cli, const RgImportPlan *plan, const RgImportReport *report);

G_END_DECLS
