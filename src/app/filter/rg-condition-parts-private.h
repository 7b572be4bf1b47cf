/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the parts of a row, whose kinds are files of their own. */

#include "app/filter/rg-condition-parts.h"

G_BEGIN_DECLS

typedef void (*RgPartWrite) (RgPart *part, JsonObject *leaf);

struct _RgPart
{
  GtkWidget *widget; /* its parent's */
  const char *member;
  RgPartWrite write;
  GPtrArray *words; /* (nullable): what the choices of a list stand for */
  guint shown;      /* of ages: the choice that tells what the leaf says */
  RgPartChanged changed;
  gpointer data;
  RgConditionChoices *choices;
};

typedef struct
{
  RgConditionChoices *choices;
  const RgTopic *topic;
  const char *op;
  JsonObject *leaf;
  RgPartChanged changed;
  gpointer data;
  GPtrArray *parts;
} RgPartsBuild;

/* --- rg-condition-parts.c ------------------------------------------------ */
RgPart *rg_parts_add (RgPartsBuild *build,
                      GtkWidget *widget,
                      const char *member,
                      RgPartWrite write,
                      const char *signal);
void rg_parts_add_label (RgPartsBuild *build, const char *text);
RgPart *rg_parts_add_entry (RgPartsBuild *build,
                            const char *member,
                            const char *text,
                            const char *name,
                            int letters,
                            RgPartWrite write);
void rg_parts_add_number (RgPartsBuild *build, const char *member, const char *name, const char *usual);
/* Fen of @from, written as yuan. */
void rg_parts_add_money (RgPartsBuild *build, JsonObject *from, const char *member, const char *name);
void rg_parts_add_day (RgPartsBuild *build, const char *member, const char *name);
/* Takes @words and @labels. */
void rg_parts_add_words (RgPartsBuild *build,
                         const char *member,
                         GPtrArray *words,
                         GPtrArray *labels,
                         const char *name);
void rg_parts_add_yes_no (RgPartsBuild *build, JsonObject *from, const char *member, const char *name);
/* (transfer full): what @member says as text; "" when nothing. */
char *rg_parts_dup_member (JsonObject *leaf, const char *member);
void rg_part_write_text (RgPart *part, JsonObject *leaf);
void rg_part_write_money (RgPart *part, JsonObject *leaf);
void rg_part_write_boolean (RgPart *part, JsonObject *leaf);
/* Other parts are needed now. */
void rg_part_form_cb (RgPart *part);
/* --- rg-condition-happened.c ---------------------------------------------- */
void rg_parts_add_timeline (RgPartsBuild *build);
void rg_parts_add_moved (RgPartsBuild *build);
void rg_parts_add_task (RgPartsBuild *build);
void rg_parts_add_relation (RgPartsBuild *build);
/* Ever, in the last days, or from a day to another. */
void rg_parts_add_period (RgPartsBuild *build);
/* --- rg-condition-stages.c ------------------------------------------------- */
void rg_parts_add_stage (RgPartsBuild *build);
void rg_parts_add_stages (RgPartsBuild *build);
void rg_parts_add_steps (RgPartsBuild *build);

G_END_DECLS
