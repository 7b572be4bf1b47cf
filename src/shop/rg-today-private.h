/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shop/rg-today.h"

G_BEGIN_DECLS

/* What every statement for rows gives, in the order of RgTodayColumn. */
typedef enum
{
  RG_TODAY_COLUMN_TASK,
  RG_TODAY_COLUMN_CUSTOMER,
  RG_TODAY_COLUMN_NAME,
  RG_TODAY_COLUMN_PHONE,
  RG_TODAY_COLUMN_WECHAT,
  RG_TODAY_COLUMN_TITLE,
  RG_TODAY_COLUMN_WHAT,
  RG_TODAY_COLUMN_DAY,
  RG_TODAY_COLUMN_TIME,
  RG_TODAY_COLUMN_STAFF,
  RG_TODAY_COLUMN_PRIORITY,
  RG_TODAY_COLUMN_CLASS,
  RG_TODAY_COLUMN_REPEAT,
  RG_TODAY_N_COLUMNS,
} RgTodayColumn;

RgTodayRow *rg_today_take_row (RgStatement *statement, RgTodayKind kind);
/* One column of a row as text of its own. (transfer full) (nullable) */
char *rg_today_dup (RgStatement *statement, int column);
/* " AND COLUMN IS ?4", or nothing when everybody is asked for. */
void rg_today_add_staff (const RgTodayQuery *query, const char *column, GString *sql);
/* Binds the fourth parameter where rg_today_add_staff() made it. */
void rg_today_bind_staff (RgStatement *statement, const RgTodayQuery *query);

/* The tasks and steps from one ISO day to another. */
gboolean rg_today_read_due (RgRead *read,
                            const RgTodayQuery *query,
                            const char *from,
                            const char *to,
                            RgTodayList *list,
                            GError **error);

/* --- rg-today-deals.c ---------------------------------------------------- */
gboolean rg_today_read_stalled (RgRead *read, const RgTodayQuery *query, RgTodayList *list, GError **error);

/**
 * RgTodayBirthday:
 * @day: on which it is kept
 * @age: what one becomes; -1: not known
 * @customer_id: of whom, or of whose contact person or relation
 * @row_id: of that contact person or relation; 0: the customer's own
 * @is_contact: which of the two
 * @class: the customer's; '~': none, behind all
 *
 * Somebody whose birthday is kept within the days asked for.
 */
typedef struct
{
  GDate day;
  int age;
  gint64 customer_id;
  gint64 row_id;
  gboolean is_contact;
  char class;
} RgTodayBirthday;

/* Those from the query's day to @last, which is less than a lunar year later: in the
 * order of their days. (transfer full) (element-type RgTodayBirthday) */
GArray *rg_today_find_birthdays (RgRead *read, const RgTodayQuery *query, const GDate *last, GError **error);
/* One of them as it is shown. (transfer full) */
RgTodayRow *rg_today_read_birthday (RgRead *read, const RgTodayBirthday *found, GError **error);
/* Of the query's day and @days after it. */
gboolean rg_today_read_birthdays (RgRead *read,
                                  const RgTodayQuery *query,
                                  guint days,
                                  RgTodayList *list,
                                  GError **error);

G_END_DECLS
