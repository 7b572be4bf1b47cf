/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the import: whose sale, in a bill. */

#include "exchange/rg-import-run.h"

G_BEGIN_DECLS

/* Letters of a name that is looked for inside of another text. */
#define RG_WHO_NAME_MAX 16
/* Candidates that are counted; beyond that it is a name like any other. */
#define RG_WHO_COUNT_MAX 100

/**
 * RgWhoMask:
 * @head: what stands before the stars; %NULL when there are none
 * @tail: what stands behind
 * @n_chars: of the whole, when every star is a letter; 0: any number
 *
 * A text part of which was hidden: **三, x4***6, 138****5678.
 */
typedef struct
{
  char *head;
  char *tail;
  glong n_chars;
} RgWhoMask;

/**
 * RgWhoDecision:
 * @id: of a customer who is known or was made
 * @question: (nullable): the report's
 * @remember: (nullable): what the customer is to be known by from now on
 *
 * Whose the payments of one name, or of one name and remark, are.
 */
typedef struct
{
  RgImportWhose whose;
  guint32 id;
  RgImportQuestion *question;
  char *remember;
  gboolean openid; /* what is remembered is one */
} RgWhoDecision;

/**
 * RgWhoEntry:
 * @text: the name, with the account behind it where only both tell who it is
 * @name: normalised
 * @account: normalised, or %NULL
 * @several: whether the name has further accounts, so that one of them alone
 *   does not tell who it is
 * @named: whether it is somebody's name, or WeChat name, that made him @exact
 * @remembered: who was chosen for it before
 * @exact: who has that very name, WeChat name or account
 * @weak: who may be meant
 * @decision: (nullable): without a look at remarks
 * @made: who was made for it in this import; 0 for nobody
 *
 * Somebody in the bill. The lists are of RgImportCandidate.
 */
typedef struct
{
  char *text;
  char *name;
  char *account;
  gboolean openid;
  gboolean several;
  gboolean named;
  RgWhoMask name_mask;
  RgWhoMask account_mask;
  GPtrArray *remembered;
  GPtrArray *exact;
  GPtrArray *weak;
  RgWhoDecision *decision;
  guint32 made;
} RgWhoEntry;

struct _RgImportWho
{
  GHashTable *entries;   /* of RgWhoEntry by the normalised text */
  GPtrArray *list;       /* the same in their order */
  RgKeyMap *names;       /* whole names and accounts; number: place in list + 1 */
  RgKeyMap *masks;       /* by both of their ends */
  guint shapes;          /* which lengths of ends there are, as bits */
  GHashTable *decisions; /* with remarks, by the question's key */
  RgWhoDecision *last;   /* what the row was decided by, and about whom */
  RgWhoEntry *last_entry;
};

/* Reads the file and the shop (rg-import-who-scan.c). */
gboolean rg_who_scan (RgImportRun *run, GCancellable *cancellable, GError **error);
/* The row's entry, made when it is not there. */
RgWhoEntry *rg_who_entry (RgImportRun *run);
void rg_who_decision_free (RgWhoDecision *decision);
/* (transfer none) (nullable): the one that was added, %NULL when it is there. */
RgImportCandidate *
rg_who_add (GPtrArray *list, gint64 id, const char *name, const char *phone, const char *why);
/* Calls @func for every part of @text that may be a name, the longest first at
 * every place; where it gives %TRUE, the search goes on behind that part. */
void rg_who_each_part (const char *text, gboolean (*func) (const char *part, gpointer data), gpointer data);

G_END_DECLS
