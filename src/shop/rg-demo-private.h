/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the example shop. */

#include "shop/rg-demo-person.h"
#include "shop/rg-demo.h"

G_BEGIN_DECLS

/* A row about to be inserted. Texts are borrowed. */
typedef struct
{
  const RgEntity *entity;
  RgCell cells[32];
  guint n;
} RgDemoRow;

/* The work in hand. */
typedef struct
{
  RgWrite *write;
  RgOp *op;
  const RgDemoOptions *options;
  RgDemoPack *pack;
  RgDemoPerson person;
  RgDemoReport *report;
  guint32 today; /* Julian day */
  GString *text;
  RgDemoRow row;

  GPtrArray *regions;  /* texts of the districts, as the field stores them */
  GPtrArray *own_keys; /* columns of the pack's own fields */
  GArray *tag_ids;     /* gint64, in the order of the pack */
  int events[8];       /* of eight customers in a row */
  guint rows;          /* since the last pause */

  /* Lots for plans are drawn apart, so that they change nobody's story. */
  RgDemoRandom plans;
  GString *next_what;
  gboolean newcomer; /* whether somebody is new by now */
  guint birthdays;   /* of people that lie in the days after today on purpose */
  gboolean child;    /* the same of a child */

  GPtrArray *deals; /* what deals are going to be made, see rg-demo-deals.c */
} RgDemoFill;

/* What has happened with a customer, as far as plans ask. */
typedef struct
{
  guint number;
  gint64 customer_id;
  const RgDemoStage *stage;
  guint32 since;   /* the day of the first contact, Julian */
  gint64 event_id; /* the last one; 0: none */
  gint64 event_at;
  guint32 event_day; /* Julian */
  const char *event_kind;
  const char *event_outcome;
} RgDemoPast;

/* Cells of a row are always the same ones, null where nothing is known: the
 * operation keeps one statement for each set. */
void rg_demo_row_begin (RgDemoFill *fill, const char *entity);
void rg_demo_row_value (RgDemoFill *fill, const char *key, const RgValue *value);
void rg_demo_row_text (RgDemoFill *fill, const char *key, const char *text);
void rg_demo_row_integer (RgDemoFill *fill, const char *key, gint64 integer);
gint64 rg_demo_row_insert (RgDemoFill *fill, GError **error);

/* Own fields, in a short operation; and what else a shop has before its
 * customers. */
gboolean rg_demo_add_fields (RgDemoFill *fill, GError **error);
gboolean rg_demo_add_frame (RgDemoFill *fill, GError **error);

/* Who works in the shop. */
gboolean rg_demo_add_staff (RgDemoFill *fill, GError **error);
/* Birthdays on one of the next days of the first people who may have one. */
void rg_demo_plan_birthday (RgDemoFill *fill);
/* What the customer's next step is, in next_what; empty without a day. */
void rg_demo_plan_next (RgDemoFill *fill, const char *next_date);
/* Everybody's children, and what is to be done for one in five. */
gboolean rg_demo_add_plans (RgDemoFill *fill, const RgDemoPast *past, GError **error);
/* What stands before the stages. */
gboolean rg_demo_add_gates (RgDemoFill *fill, GError **error);
/* Whether there is to be a deal with this customer, and which; the person is at hand. */
void rg_demo_plan_deal (RgDemoFill *fill, const RgDemoPast *past);
/* What was planned, when everybody is there. */
gboolean rg_demo_add_deals (RgDemoFill *fill, GError **error);
/* A birthday of somebody born in a year from @youngest to @oldest years before
 * today; @birthday: 32 bytes, "" for none */
void rg_demo_make_birthday (RgDemoFill *fill, int youngest, int oldest, char *birthday);

/* A time of a day, so many minutes after midnight in the shop. */
gint64 rg_demo_instant (guint32 julian, int minutes);

/* Customer @number, from 0, and everything about them. */
gboolean rg_demo_add_customer (RgDemoFill *fill, guint number, GError **error);

G_END_DECLS
