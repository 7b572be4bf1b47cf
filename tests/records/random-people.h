/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A small random shop that is known twice: as rows, and as the structures below,
 * from which the naive evaluation of conditions reads. */

#include "search-shop.h"

#include <json-glib/json-glib.h>

#define N_PEOPLE 40
#define N_TAGS 6
#define N_DEALS 50
#define N_STAGES 4
#define MOST_STEPS 4
#define MOST_ENTRIES 6
#define MOST_MOVES 4
#define MOST_TASKS 2

typedef struct
{
  const char *kind; /* of an event */
  const char *date; /* (nullable): of a sale, or the local day of an event */
  gint64 at;        /* of an event */
  gint64 fen;       /* -1: none */
  int promo;        /* -1: none */
  const char *item;
  const char *category;
  const char *channel;
  const char *text; /* notes of a sale */
  const char *outcome;
  const char *staff;
} Entry;

typedef struct
{
  const char *kind;
  guint other; /* id; 0: none */
  const char *birthday;
} Tie;

typedef struct
{
  const char *due;
  const char *state;
} Task;

typedef struct
{
  const char *at; /* no two of a person on one day */
  const char *was;
  const char *into;
} Move;

typedef struct
{
  const char *name, *phone, *second_phone, *region, *stage, *gender, *birthday, *next_date, *notes, *link,
      *time;
  gint64 created_at;
  gboolean has_number, has_money, has_list;
  double number;
  gint64 fen;
  int yes;    /* -1: none */
  guint list; /* bits of its choices */
  guint tags; /* bits, the tag 1 is the first */
  gboolean stands;
  const char *life, *class, *last_sale;
  gint64 n_sales;
  Entry sales[MOST_ENTRIES], events[MOST_ENTRIES];
  guint n_sale_rows, n_events;
  Tie tie; /* kind NULL: none */
  Move moves[MOST_MOVES];
  guint n_moves;
  Task tasks[MOST_TASKS];
  guint n_tasks;
} Person;

typedef struct
{
  guint stage; /* 0: not begun */
  const char *state;
} Place;

typedef struct
{
  const char *date; /* the local day of @at */
  gint64 at;
  Place was, into;
  gboolean passed;
} Step;

typedef struct
{
  guint customer; /* 0: nobody's */
  Place here;
  const char *title, *owner, *expected, *closed;
  gboolean has_money;
  gint64 fen;
  gint64 since;
  Step steps[MOST_STEPS];
  guint n_steps;
  Task tasks[MOST_TASKS];
  guint n_tasks;
} Deal;

typedef struct
{
  Shop shop;
  GDate today;
  gint64 now;
  Person people[N_PEOPLE + 1]; /* by id */
  Deal deals[N_DEALS + 1];
} World;

extern const guint tag_parents[N_TAGS + 1];
extern const char *const tag_names[N_TAGS + 1];
extern const char *const tag_kinds[N_TAGS + 1];
extern const char *const families[];
extern const char *const list_choices[];
extern const char *const texts[];
extern const char *const regions[];
extern const char *const phones[];
extern const char *const birthdays[];
extern const char *const times[];
extern const char *const lives[];
extern const char *const kinds[];
extern const char *const relations[];
/* By id. */
extern const char *const stage_names[N_STAGES + 1];
extern const char *const stage_keys[N_STAGES + 1];
extern const guint stage_days[N_STAGES + 1];
/* How one can be named. */
extern const char *const stage_words[];
extern const char *const deal_states[];

/* One of a list that ends with NULL; sometimes NULL itself. */
const char *pick (const char *const *list, gboolean maybe);
/* A day within some months of @today; interned. */
const char *pick_day (const GDate *today);
/* A moment of that day, often at one of its ends. */
gint64 moment (const char *day);
/* "INSERT INTO table (…) VALUES (…)", %Q for every text. */
void world_run (sqlite3 *db, const char *format, ...);
void make_deals (World *world);
void write_deals (const World *world, sqlite3 *db);
void world_init (World *world);
void world_clear (World *world);

/* By looking at everybody, one after the other: at customers, or at deals. */
gboolean naive_holds (const World *world, guint id, gboolean deals, JsonObject *part);
gboolean naive_deal_holds (const World *world, guint id, JsonObject *part);
gboolean naive_has_deal (const World *world, guint customer, JsonObject *part);

/* --- what both evaluations are made of --------------------------------------------- */

typedef struct
{
  gint64 from, to; /* days */
  gboolean bounded;
} Window;

const char *text_of (JsonObject *part, const char *key);
/* Days are compared as numbers. */
int day_number (const char *iso);
int local_day (gint64 at);
gboolean compare (const char *op, double value, double wanted, double to);
gboolean compare_day (const World *world, JsonObject *leaf, const char *op, int day);
gboolean text_holds (JsonObject *leaf, const char *op, const char *text, gboolean region);
double wanted_number (JsonObject *leaf, const char *member);
Window window_of (const World *world, JsonObject *leaf);
const char *positive_op (const char *op, gboolean *negative);
gboolean tasks_hold (const World *world, const Task *tasks, guint n, JsonObject *leaf);
