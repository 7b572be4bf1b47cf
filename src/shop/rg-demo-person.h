/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to the example shop: invented people. */

#include "shop/rg-demo-pack.h"

G_BEGIN_DECLS

#define RG_DEMO_MAX_FIELDS 8

/* Texts of one customer. Buffers are used again for the next. */
typedef struct
{
  const RgDemoPack *pack;
  guint64 seed;
  gboolean many; /* more customers than the small range of numbers holds */
  guint spare;   /* further phones given out */

  gboolean company;
  gboolean female;
  gboolean shares; /* the phone of the customer before */
  const char *surname;
  GString *name;
  GString *title;
  char phone[16];
  GString *wechat;
  GString *email;
  char birthday[32];
  const char *estate;
  guint district;
  GString *address;
  const char *staff;
  const char *source;

  /* The own fields: as a sentence says them. */
  GString *field_texts[RG_DEMO_MAX_FIELDS];
  RgValue field_values[RG_DEMO_MAX_FIELDS];
} RgDemoPerson;

void rg_demo_person_init (RgDemoPerson *self, const RgDemoPack *pack, guint64 seed, guint customers);
void rg_demo_person_clear (RgDemoPerson *self);
/* Makes customer @number (from 0) out of its lots. @today: a Julian day. */
void rg_demo_person_make (RgDemoPerson *self, RgDemoRandom *random, guint number, guint32 today);
/* Another invented name, for a contact person. */
void rg_demo_person_add_name (RgDemoPerson *self, RgDemoRandom *random, GString *name);
/* A number that no customer has as the first one. @phone: 16 bytes */
void rg_demo_person_spare_phone (RgDemoPerson *self, char *phone);
/* The number of the staff's member @number. @phone: 16 bytes */
void rg_demo_person_staff_phone (const RgDemoPerson *self, guint number, char *phone);
void rg_demo_person_say (const RgDemoPerson *self,
                         const RgDemoSentence *sentence,
                         RgDemoRandom *random,
                         GString *text);
/* "2025-11-22"; @iso: 16 bytes */
void rg_demo_iso_date (guint32 julian, char *iso);

G_END_DECLS
