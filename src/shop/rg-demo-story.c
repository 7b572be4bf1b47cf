/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "shop/rg-demo-private.h"

#include <string.h>

#define JULIAN_1970 719163
#define DAY_MS G_GINT64_CONSTANT (86400000)
/* The shop's clock: eight hours before UTC's. */
#define ZONE_MS (8 * 3600 * G_GINT64_CONSTANT (1000))
/* Where the streams of lots for plans begin. */
#define PLANS (G_GUINT64_CONSTANT (1) << 40)

/* Events of eight customers in a row, in 24ths of all eight's: a few regulars
 * have most, some have none, and the sum is exact. */
static const int shares[8] = { 0, 1, 1, 2, 3, 4, 5, 8 };

gint64
rg_demo_instant (guint32 julian, int minutes)
{
  return ((gint64) julian - JULIAN_1970) * DAY_MS + minutes * G_GINT64_CONSTANT (60000) - ZONE_MS;
}

/* A time of a day on which the shop is open. */
static gint64
instant (RgDemoRandom *random, guint32 julian)
{
  return rg_demo_instant (julian, rg_demo_random_range (random, 9 * 60, 20 * 60 + 30));
}

/* --- a customer's story ------------------------------------------------------ */

typedef struct
{
  const RgDemoStage *stage;
  gint64 id;
  guint32 first; /* Julian days of the first and the last contact */
  guint32 last;
  guint n_events;
  guint n_sales;
  char last_contact[16];
  char next_date[16];
  RgDemoPast past;
} Story;

/* The day of step @i of @n between the first contact and the last. */
static guint32
story_day (const Story *story, guint i, guint n)
{
  return n < 2 ? story->last : story->first + (story->last - story->first) * i / (n - 1);
}

/* One in twelve next dates has passed, some are today, the most lie ahead. */
static void
plan_next (RgDemoFill *fill, RgDemoRandom *random, Story *story)
{
  int lot = rg_demo_random_range (random, 0, 99);
  int days;

  story->next_date[0] = '\0';
  if (!rg_demo_random_chance (random, story->stage->next))
    return;
  if (lot < 9)
    days = -rg_demo_random_range (random, 1, 9);
  else if (lot < 14)
    days = 0;
  else if (lot < 50)
    days = rg_demo_random_range (random, 1, 7);
  else
    days = rg_demo_random_range (random, 8, 60);
  rg_demo_iso_date ((guint32) ((int) fill->today + days), story->next_date);
}

/* One at least came yesterday, and nobody has spoken to them yet. */
static void
make_newcomer (RgDemoFill *fill, Story *story)
{
  if (fill->newcomer || story->n_events > 0)
    return;
  fill->newcomer = TRUE;
  story->stage = fill->pack->stages->pdata[0];
  story->n_sales = 0;
  story->first = story->last = fill->today - 1;
  story->last_contact[0] = story->next_date[0] = '\0';
}

static void
plan_story (RgDemoFill *fill, RgDemoRandom *random, guint events, Story *story)
{
  int age;
  int idle;

  memset (story, 0, sizeof *story);
  story->stage = rg_demo_pack_stage (fill->pack, random);
  age = rg_demo_random_range (random, story->stage->age[0], story->stage->age[1]);
  age = MAX (age, 1);
  idle = rg_demo_random_range (random, story->stage->idle[0], story->stage->idle[1]);
  idle = MIN (idle, age);
  story->n_events = events;
  story->n_sales = (guint) rg_demo_random_range (random, story->stage->sales[0], story->stage->sales[1]);
  story->first = fill->today - (guint32) age;
  story->last = fill->today - (guint32) idle;
  if (events + story->n_sales > 0)
    rg_demo_iso_date (story->last, story->last_contact);
  plan_next (fill, random, story);
  make_newcomer (fill, story);
  rg_demo_plan_next (fill, story->next_date);
}

/* A shop whose customers all came today looks like none. The operation gives
 * every row the present time, as it should; here the row that it has just
 * written, and that has no image, is dated back to the first contact. */
static gboolean
date_customer (RgDemoFill *fill, RgDemoRandom *random, const Story *story, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;
  gint64 added = instant (random, story->first);
  gint64 changed = story->last > story->first ? instant (random, story->last) : added;

  statement =
      rg_database_prepare (rg_write_get_database (fill->write),
                           "UPDATE customer SET created_at = ?1, updated_at = ?2 WHERE id = ?3", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_integer (statement, 0, added);
  rg_statement_bind_integer (statement, 1, changed);
  rg_statement_bind_integer (statement, 2, story->id);
  return rg_statement_run (statement, error);
}

static gboolean
add_customer (RgDemoFill *fill, RgDemoRandom *random, Story *story, GError **error)
{
  const RgDemoPerson *person = &fill->person;
  const char *gender = person->company || rg_demo_random_chance (random, 15) ? NULL
                       : person->female                                      ? "female"
                                                                             : "male";
  const char *region = rg_demo_random_chance (random, 88) ? fill->regions->pdata[person->district] : NULL;

  rg_demo_row_begin (fill, "customer");
  rg_demo_row_text (fill, "name", person->name->str);
  rg_demo_row_text (fill, "kind", person->company ? "company" : "person");
  rg_demo_row_text (fill, "phone", person->phone);
  rg_demo_row_text (fill, "wechat", person->wechat->str);
  rg_demo_row_text (fill, "email", person->email->str);
  rg_demo_row_text (fill, "gender", gender);
  rg_demo_row_text (fill, "birthday", person->birthday);
  rg_demo_row_text (fill, "region", region);
  rg_demo_row_text (fill, "address", person->address->str);
  rg_demo_row_text (fill, "source", person->source);
  rg_demo_row_text (fill, "owner", person->staff);
  rg_demo_row_text (fill, "stage", story->stage->name);
  rg_demo_row_text (fill, "next_date", story->next_date);
  rg_demo_row_text (fill, "next_what", fill->next_what->str);
  rg_demo_row_text (fill, "last_contact", story->last_contact);
  for (guint i = 0; i < fill->own_keys->len; i++)
    rg_demo_row_value (fill, fill->own_keys->pdata[i], &person->field_values[i]);
  g_string_truncate (fill->text, 0);
  if (rg_demo_random_chance (random, 74))
    {
      guint which = (guint) rg_demo_random_range (random, 0, (int) fill->pack->notes->len - 1);

      rg_demo_person_say (person, fill->pack->notes->pdata[which], random, fill->text);
    }
  rg_demo_row_text (fill, "notes", fill->text->str);
  story->id = rg_demo_row_insert (fill, error);
  return story->id != 0 && date_customer (fill, random, story, error);
}

/* Whom to ask for in a company, and a second phone of some people. */
static gboolean
add_people (RgDemoFill *fill, RgDemoRandom *random, const Story *story, GError **error)
{
  RgDemoPerson *person = &fill->person;
  int n = person->company ? rg_demo_random_range (random, 1, 2) : 0;
  char phone[16], birthday[32];

  for (int i = 0; i < n; i++)
    {
      g_string_truncate (fill->text, 0);
      rg_demo_person_add_name (person, random, fill->text);
      rg_demo_person_spare_phone (person, phone);
      rg_demo_row_begin (fill, "contact");
      rg_demo_row_integer (fill, "customer_id", story->id);
      rg_demo_row_text (fill, "name", fill->text->str);
      rg_demo_row_text (fill, "role", rg_demo_list_pick (rg_demo_pack_people (fill->pack, "roles"), random));
      rg_demo_row_text (fill, "phone", phone);
      rg_demo_make_birthday (fill, 24, 58, birthday);
      rg_demo_row_text (fill, "birthday", rg_demo_random_chance (&fill->plans, 30) ? birthday : NULL);
      if (rg_demo_row_insert (fill, error) == 0)
        return FALSE;
      fill->report->contacts++;
    }
  if (person->company || person->phone[0] == '\0' || !rg_demo_random_chance (random, 5))
    return TRUE;

  rg_demo_person_spare_phone (person, phone);
  rg_demo_row_begin (fill, "identity");
  rg_demo_row_integer (fill, "customer_id", story->id);
  rg_demo_row_text (fill, "kind", "phone");
  rg_demo_row_text (fill, "value", phone);
  rg_demo_row_text (fill, "label",
                    rg_demo_list_pick (rg_demo_pack_people (fill->pack, "phone_labels"), random));
  return rg_demo_row_insert (fill, error) != 0;
}

static gboolean
add_tags_of (RgDemoFill *fill, RgDemoRandom *random, const Story *story, GError **error)
{
  guint index = 0;

  for (guint i = 0; i < fill->pack->tags->len; i++)
    {
      const RgDemoTags *tags = fill->pack->tags->pdata[i];
      int lot = rg_demo_random_range (random, 0, 99);

      /* One tag of a family at most: nobody is 毛坯 and 旧房翻新 at once. */
      for (guint j = 0; j < tags->tags->texts->len; j++, index++)
        {
          int low = j > 0 ? (int) g_array_index (tags->tags->limits, guint, j - 1) : 0;
          int high = (int) g_array_index (tags->tags->limits, guint, j);

          if (lot < low || lot >= high)
            continue;
          rg_demo_row_begin (fill, "customer_tag");
          rg_demo_row_integer (fill, "customer_id", story->id);
          rg_demo_row_integer (fill, "tag_id", g_array_index (fill->tag_ids, gint64, index));
          if (rg_demo_row_insert (fill, error) == 0)
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
add_events (RgDemoFill *fill, RgDemoRandom *random, Story *story, GError **error)
{
  guint before = story->n_sales > 0 ? (story->n_events + 1) / 2 : story->n_events;

  for (guint i = 0; i < story->n_events; i++)
    {
      guint phase = i == 0 ? RG_DEMO_FIRST : i < before ? RG_DEMO_FOLLOW : RG_DEMO_AFTER;
      GPtrArray *choice = fill->pack->events[phase];
      const RgDemoEvent *event = choice->pdata[rg_demo_random_range (random, 0, (int) choice->len - 1)];
      guint32 day = story_day (story, i, story->n_events);
      RgDemoPast *past = &story->past;

      rg_demo_person_say (&fill->person, event->sentence, random, fill->text);
      rg_demo_row_begin (fill, "event");
      rg_demo_row_integer (fill, "customer_id", story->id);
      rg_demo_row_text (fill, "kind", event->kind);
      past->event_at = instant (random, day);
      rg_demo_row_integer (fill, "at", past->event_at);
      rg_demo_row_text (fill, "text", fill->text->str);
      rg_demo_row_text (fill, "outcome", event->outcome);
      rg_demo_row_text (fill, "staff", fill->person.staff);
      rg_demo_row_text (fill, "next_date", i + 1 == story->n_events ? story->next_date : NULL);
      past->event_id = rg_demo_row_insert (fill, error);
      if (past->event_id == 0)
        return FALSE;
      past->event_day = day;
      past->event_kind = event->kind;
      past->event_outcome = event->outcome;
      fill->report->events++;
    }
  return TRUE;
}

static gboolean
add_sales (RgDemoFill *fill, RgDemoRandom *random, const Story *story, GError **error)
{
  for (guint i = 0; i < story->n_sales; i++)
    {
      guint which = rg_demo_list_index (fill->pack->product_weights, random);
      const RgDemoProduct *product = fill->pack->products->pdata[which];
      int price = rg_demo_random_range (random, product->min / product->step, product->max / product->step);
      int quantity = rg_demo_random_range (random, 1, product->quantity);
      char date[16];

      /* The first sale comes after the first talk. */
      rg_demo_iso_date (story_day (story, i + 1, story->n_sales + 1), date);
      rg_demo_row_begin (fill, "sale");
      rg_demo_row_integer (fill, "customer_id", story->id);
      rg_demo_row_text (fill, "date", date);
      rg_demo_row_integer (fill, "amount_fen", (gint64) price * product->step * quantity * 100);
      rg_demo_row_text (fill, "item", product->item);
      rg_demo_row_value (fill, "quantity", &(RgValue) { .kind = RG_VALUE_REAL, .real = quantity });
      rg_demo_row_text (fill, "category", product->category);
      rg_demo_row_text (fill, "channel", rg_demo_list_pick (fill->pack->sale_channels, random));
      if (rg_demo_row_insert (fill, error) == 0)
        return FALSE;
      fill->report->sales++;
    }
  return TRUE;
}

/* How many events each of the next eight customers has. */
static void
deal_events (RgDemoFill *fill, guint number, guint customers)
{
  RgDemoRandom random;
  guint each = fill->options->events_per_customer;
  int sum = 0;

  rg_demo_random_init (&random, fill->options->seed, G_MAXUINT32 + (guint64) number);
  for (guint i = 0; i < 8; i++)
    {
      int before = (int) ((guint64) sum * each / 3);

      sum += shares[i];
      fill->events[i] = (int) ((guint64) sum * each / 3) - before;
    }
  if (number + 8 > customers)
    {
      for (guint i = 0; i < 8; i++)
        fill->events[i] = (int) each;
    }
  for (guint i = 7; i > 0; i--)
    {
      guint j = (guint) rg_demo_random_range (&random, 0, (int) i);
      int swapped = fill->events[i];

      fill->events[i] = fill->events[j];
      fill->events[j] = swapped;
    }
}

gboolean
rg_demo_add_customer (RgDemoFill *fill, guint number, GError **error)
{
  RgDemoRandom random;
  Story story;

  if (number % 8 == 0)
    deal_events (fill, number, fill->options->customers);
  rg_demo_random_init (&random, fill->options->seed, number + 1);
  rg_demo_random_init (&fill->plans, fill->options->seed, PLANS + (guint64) number);
  rg_demo_person_make (&fill->person, &random, number, fill->today);
  rg_demo_plan_birthday (fill);
  plan_story (fill, &random, (guint) fill->events[number % 8], &story);
  fill->report->customers++;
  if (!add_customer (fill, &random, &story, error) || !add_people (fill, &random, &story, error) ||
      !add_tags_of (fill, &random, &story, error) || !add_events (fill, &random, &story, error) ||
      !add_sales (fill, &random, &story, error))
    return FALSE;
  story.past.number = number;
  story.past.customer_id = story.id;
  story.past.stage = story.stage;
  story.past.since = story.first;
  rg_demo_plan_deal (fill, &story.past);
  return rg_demo_add_plans (fill, &story.past, error);
}
