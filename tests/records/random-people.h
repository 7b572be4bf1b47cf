/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A small random shop that is known twice: as rows, and as the structures below,
 * from which the naive evaluation of conditions reads. */

#include "search-shop.h"

#include <json-glib/json-glib.h>

#define N_PEOPLE 40
#define N_TAGS 6
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
  Shop shop;
  GDate today;
  Person people[N_PEOPLE + 1]; /* by id */
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

/* One of a list that ends with NULL; sometimes NULL itself. */
const char *pick (const char *const *list, gboolean maybe);
/* A day within some months of @today; interned. */
const char *pick_day (const GDate *today);
void world_init (World *world);
void world_clear (World *world);

/* By looking at everybody, one after the other. */
gboolean naive_holds (const World *world, guint id, JsonObject *part);
