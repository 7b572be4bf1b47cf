/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* Whom to call today, and what else there is to do. */

/**
 * RgTodayPart:
 * @RG_TODAY_OVERDUE: tasks and next steps of days that have passed
 * @RG_TODAY_NOW: those of the day
 * @RG_TODAY_SOON: those of the seven days after it
 * @RG_TODAY_STALLED: open deals that are longer in their stage than they may be, the
 *   worst first
 * @RG_TODAY_NEW: added within seven days by hand or by a form, not by an import,
 *   and spoken to by nobody yet
 * @RG_TODAY_BIRTHDAYS: kept on the day or the seven days after it, of customers,
 *   contact people and relatives
 * @RG_TODAY_FORGOTTEN: without a next step and an open task, and nobody has spoken
 *   to them for the default number of days ("forgotten")
 *
 * A part of the day's page.
 */
typedef enum
{
  RG_TODAY_OVERDUE,
  RG_TODAY_NOW,
  RG_TODAY_SOON,
  RG_TODAY_STALLED,
  RG_TODAY_NEW,
  RG_TODAY_BIRTHDAYS,
  RG_TODAY_FORGOTTEN,
  RG_N_TODAY_PARTS,
} RgTodayPart;

/**
 * RgTodayKind:
 * @RG_TODAY_TASK: a task
 * @RG_TODAY_STEP: a customer's next step
 * @RG_TODAY_PERSON: a customer as such: new or forgotten
 * @RG_TODAY_BIRTHDAY: somebody's birthday
 * @RG_TODAY_DEAL: a deal
 *
 * What a row is.
 */
typedef enum
{
  RG_TODAY_TASK,
  RG_TODAY_STEP,
  RG_TODAY_PERSON,
  RG_TODAY_BIRTHDAY,
  RG_TODAY_DEAL,
} RgTodayKind;

/**
 * RgTodayRow:
 * @kind: what it is
 * @task_id: of a task, else 0
 * @customer_id: whom it is about; 0: nobody, of a task or a deal
 * @name: (nullable): the customer's
 * @phone: (nullable): the customer's first
 * @wechat: (nullable): the customer's
 * @title: (nullable): what is to be done
 * @what: (nullable): a task's kind
 * @day: (nullable): ISO day: for which it is meant, on which a birthday is kept, on
 *   which a new customer was added or somebody last spoken to, since when a deal is in
 *   its stage
 * @time: (nullable): a task's time of day
 * @staff: (nullable): who does it, or is in charge of the customer
 * @priority: (nullable): a task's
 * @class: (nullable): the customer's
 * @repeat: (nullable): a task's
 * @person: (nullable): whose birthday it is, when it is not the customer's own
 * @birthday: (nullable): as it is stored
 * @age: of a birthday: what one becomes; -1: not known
 * @deal_id: of a deal, else 0
 * @stage: (nullable): in which a deal is
 * @days: how many whole days it is there
 * @days_over: how many more than it may be, begun ones counted
 */
typedef struct
{
  RgTodayKind kind;
  gint64 task_id;
  gint64 customer_id;
  char *name;
  char *phone;
  char *wechat;
  char *title;
  char *what;
  char *day;
  char *time;
  char *staff;
  char *priority;
  char *class;
  char *repeat;
  char *person;
  char *birthday;
  int age;
  gint64 deal_id;
  char *stage;
  guint days;
  guint days_over;
} RgTodayRow;

void rg_today_row_free (RgTodayRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTodayRow, rg_today_row_free)

/**
 * RgTodayQuery:
 * @day: which day
 * @staff: (nullable): only what this one does, and whose customers are in this
 *   one's charge; "": what nobody does
 * @limit: how many rows of a part; 0: all
 */
typedef struct
{
  GDate day;
  const char *staff;
  guint limit;
} RgTodayQuery;

/**
 * RgTodayList:
 * @part: which
 * @n: how many there are
 * @rows: (element-type RgTodayRow): the first of them: by day, those with a time
 *   first, then by priority and class
 */
typedef struct
{
  RgTodayPart part;
  gint64 n;
  GPtrArray *rows;
} RgTodayList;

void rg_today_list_free (RgTodayList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTodayList, rg_today_list_free)

/* As the JSON and the tests call it: overdue, today, soon, stalled, new, birthdays,
 * forgotten. */
const char *rg_today_part_get_key (RgTodayPart part);
/* Translated. */
const char *rg_today_part_get_label (RgTodayPart part);
/* The day that rg_clock_now() is, here. */
void rg_today_day (GDate *day);
/* One part. NULL and @error also when cancelled. */
RgTodayList *rg_today_read (RgRead *read, RgTodayPart part, const RgTodayQuery *query, GError **error);
/* What was done on the query's day: calls, visits and so on, and tasks. */
gboolean rg_today_read_done (RgRead *read, const RgTodayQuery *query, gint64 *n, GError **error);

G_END_DECLS
