/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the example shop: what is drawn by lot, and from what. */

#include "catalog/rg-field-type.h"

#include <glib.h>

G_BEGIN_DECLS

/* --- lots ----------------------------------------------------------------- */

/* SplitMix64 (Steele, Lea and Flood, 2014): small, quick, and the same on
 * every machine. */
typedef struct
{
  guint64 state;
} RgDemoRandom;

void rg_demo_random_init (RgDemoRandom *self, guint64 seed, guint64 stream);
guint64 rg_demo_random_next (RgDemoRandom *self);
/* From @min to @max, both possible. */
int rg_demo_random_range (RgDemoRandom *self, int min, int max);
/* %TRUE in @percent of a hundred cases. */
gboolean rg_demo_random_chance (RgDemoRandom *self, int percent);

/* Texts with weights. */
typedef struct
{
  GPtrArray *texts;
  GArray *limits; /* (element-type guint): weights summed up */
  guint total;
} RgDemoList;

RgDemoList *rg_demo_list_new (void);
void rg_demo_list_free (RgDemoList *list);
void rg_demo_list_add (RgDemoList *list, const char *text, guint weight);
guint rg_demo_list_index (const RgDemoList *list, RgDemoRandom *random);
const char *rg_demo_list_pick (const RgDemoList *list, RgDemoRandom *random);

/* --- a pack --------------------------------------------------------------- */

typedef enum
{
  RG_DEMO_PART_TEXT,
  RG_DEMO_PART_WORD,   /* one of a list */
  RG_DEMO_PART_FIELD,  /* the customer's own field */
  RG_DEMO_PART_TITLE,  /* 王女士 */
  RG_DEMO_PART_ESTATE, /* where the customer lives */
  RG_DEMO_PART_STAFF,  /* who is in charge */
} RgDemoPartKind;

typedef struct
{
  RgDemoPartKind kind;
  char *text;
  const RgDemoList *list;
  guint field;
} RgDemoPart;

/* A sentence with gaps. */
typedef struct
{
  GPtrArray *parts; /* (element-type RgDemoPart) */
} RgDemoSentence;

typedef struct
{
  char *kind;
  RgDemoSentence *sentence;
  char *outcome;
} RgDemoEvent;

typedef struct
{
  char *name;
  guint weight;
  int sales[2];
  int next;    /* percent that have a next date */
  int age[2];  /* days since the first contact */
  int idle[2]; /* days since the last */
} RgDemoStage;

typedef struct
{
  char *label;
  const RgFieldType *type;
  RgDemoList *choices; /* (nullable): of a choice, and words of a text */
  gboolean closed;     /* whether @choices are the field's choices */
  int min;
  int max;
  int step;
  int share; /* percent of customers of whom it is known */
} RgDemoField;

typedef struct
{
  char *item;
  char *category;
  int min;
  int max;
  int step;
  int quantity;
} RgDemoProduct;

/* What deals are about. */
typedef struct
{
  RgDemoSentence *title;
  char *product;
  int min;
  int max;
  int step;
} RgDemoDeal;

/* What stands before a stage: its key, the kind of gate, how many, of what. */
typedef struct
{
  char *stage;
  char *kind;
  int n;
  char *what; /* (nullable) */
} RgDemoGate;

typedef struct
{
  char *family;
  char *color;
  RgDemoList *tags; /* weights are percents of all customers */
} RgDemoTags;

/* Phases of a customer's story. */
enum
{
  RG_DEMO_FIRST,
  RG_DEMO_FOLLOW,
  RG_DEMO_AFTER,
  RG_DEMO_N_PHASES,
};

/* Tasks that every shop has. */
enum
{
  RG_DEMO_TASK_CALL,    /* tomorrow */
  RG_DEMO_TASK_VISIT,   /* today at three */
  RG_DEMO_TASK_MONTHLY, /* comes again every month */
  RG_DEMO_TASK_LUNAR,   /* and every lunar one */
};

typedef struct
{
  char *name;
  char *province;
  char *city;
  RgDemoList *districts;
  RgDemoList *staff;
  GPtrArray *staff_skills; /* utf8, in the order of @staff */
  RgDemoList *sources;
  RgDemoList *sale_channels;
  int company_share;
  int children_share;
  char *chore;       /* what is to be done for nobody */
  GPtrArray *stages; /* RgDemoStage */
  guint stage_total;
  GPtrArray *tags; /* RgDemoTags */
  RgDemoList *attachment_kinds;
  GPtrArray *fields;                   /* RgDemoField */
  GHashTable *words;                   /* name → RgDemoList */
  GPtrArray *notes;                    /* RgDemoSentence */
  GPtrArray *events[RG_DEMO_N_PHASES]; /* RgDemoEvent */
  GPtrArray *tasks;                    /* RgDemoEvent: those of RgDemoFixedTask first */
  GPtrArray *next;                     /* RgDemoSentence: what the next step is */
  GPtrArray *products;                 /* RgDemoProduct */
  RgDemoList *product_weights;
  GPtrArray *deals; /* RgDemoDeal */
  RgDemoList *deal_weights;
  RgDemoList *lost;   /* why deals are lost */
  GPtrArray *passed;  /* utf8: why a closed gate was passed */
  GPtrArray *gates;   /* RgDemoGate */
  GHashTable *people; /* name → RgDemoList: surnames, streets … */
} RgDemoPack;

RgDemoPack *rg_demo_pack_load (const char *name, GError **error);
void rg_demo_pack_free (RgDemoPack *pack);
const RgDemoList *rg_demo_pack_people (const RgDemoPack *pack, const char *name);
const RgDemoStage *rg_demo_pack_stage (const RgDemoPack *pack, RgDemoRandom *random);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDemoPack, rg_demo_pack_free)

G_END_DECLS
