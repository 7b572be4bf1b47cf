/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "catalog/rg-lunar.h"
#include "shop/rg-demo-private.h"

#include <string.h>

/* Who works in the example shop, what is to be done there, and whose birthday it
 * is: enough of each that no part of a day's page is empty. */

/* One customer in so many has a task. */
#define TASK_EVERY 5
/* The first of them, in every shop; see RG_DEMO_TASK_CALL and so on. */
#define CHORE 8

static void
date_of (guint32 julian, GDate *date)
{
  g_date_clear (date, 1);
  g_date_set_julian (date, julian);
}

/* --- staff ----------------------------------------------------------------- */

static gboolean
is_known (RgDemoFill *fill, const char *name, gboolean *known, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_write_get_database (fill->write), "SELECT 1 FROM staff WHERE name = ?1", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 0, name);
  step = rg_statement_step (statement, error);
  *known = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

gboolean
rg_demo_add_staff (RgDemoFill *fill, GError **error)
{
  const RgDemoPack *pack = fill->pack;

  for (guint i = 0; i < pack->staff->texts->len; i++)
    {
      const char *name = pack->staff->texts->pdata[i];
      gboolean known;
      char phone[16];

      if (!is_known (fill, name, &known, error))
        return FALSE;
      if (known)
        continue;
      rg_demo_person_staff_phone (&fill->person, i, phone);
      rg_demo_row_begin (fill, "staff");
      rg_demo_row_text (fill, "name", name);
      rg_demo_row_text (fill, "phone", phone);
      rg_demo_row_text (fill, "region", pack->districts->texts->pdata[i % pack->districts->texts->len]);
      rg_demo_row_text (fill, "skills", i < pack->staff_skills->len ? pack->staff_skills->pdata[i] : NULL);
      rg_demo_row_integer (fill, "active", TRUE);
      if (rg_demo_row_insert (fill, error) == 0)
        return FALSE;
    }
  return TRUE;
}

/* --- birthdays --------------------------------------------------------------- */

/* So many years before @julian, every one of which has its day: a 29th of February
 * needs fours. */
static void
write_solar (guint32 julian, guint years, char *birthday)
{
  GDate date;

  date_of (julian, &date);
  g_snprintf (birthday, 32, "%04u-%02u-%02u", (guint) g_date_get_year (&date) - years,
              (guint) g_date_get_month (&date), (guint) g_date_get_day (&date));
}

/* The day by the moon. Without a year it is one that every year has: no thirtieth.
 * FALSE also in a leap month. */
static gboolean
write_lunar (guint32 julian, gboolean with_year, char *birthday)
{
  RgLunarDate lunar;
  g_autofree char *text = NULL;
  GDate date;

  date_of (julian, &date);
  if (!rg_lunar_from_solar (&date, &lunar) || lunar.leap || lunar.day > 29)
    return FALSE;
  if (!with_year)
    lunar.year = 0;
  text = rg_lunar_to_string (&lunar);
  g_strlcpy (birthday, text, 32);
  return TRUE;
}

void
rg_demo_plan_birthday (RgDemoFill *fill)
{
  RgDemoPerson *person = &fill->person;

  if (person->company || fill->birthdays > 1)
    return;
  if (fill->birthdays++ == 0)
    {
      write_solar (fill->today + 2, 36, person->birthday);
      return;
    }
  for (guint32 days = 4; days <= 7; days++)
    if (write_lunar (fill->today + days, FALSE, person->birthday))
      return;
}

void
rg_demo_make_birthday (RgDemoFill *fill, int youngest, int oldest, char *birthday)
{
  guint32 born =
      fill->today - (guint32) rg_demo_random_range (&fill->plans, youngest * 365, oldest * 365 + 364);
  gboolean lunar = rg_demo_random_chance (&fill->plans, 25);

  if (!lunar || !write_lunar (born, TRUE, birthday))
    rg_demo_iso_date (born, birthday);
}

static gboolean
add_child (RgDemoFill *fill, const RgDemoPast *past, GError **error)
{
  char birthday[32];

  if (fill->person.company)
    return TRUE;
  if (!fill->child && fill->birthdays > 1)
    {
      fill->child = TRUE;
      write_solar (fill->today + 1, 8, birthday);
    }
  else if (rg_demo_random_chance (&fill->plans, fill->pack->children_share))
    rg_demo_make_birthday (fill, 0, 14, birthday);
  else
    return TRUE;
  rg_demo_row_begin (fill, "relation");
  rg_demo_row_integer (fill, "customer_id", past->customer_id);
  rg_demo_row_text (fill, "kind", "child");
  rg_demo_row_text (fill, "name",
                    rg_demo_list_pick (rg_demo_pack_people (fill->pack, "pet_names"), &fill->plans));
  rg_demo_row_text (fill, "birthday", birthday);
  return rg_demo_row_insert (fill, error) != 0;
}

/* --- steps ------------------------------------------------------------------- */

void
rg_demo_plan_next (RgDemoFill *fill, const char *next_date)
{
  const GPtrArray *next = fill->pack->next;
  int which = rg_demo_random_range (&fill->plans, 0, (int) next->len - 1);

  g_string_truncate (fill->next_what, 0);
  if (*next_date != '\0' && rg_demo_random_chance (&fill->plans, 80))
    rg_demo_person_say (&fill->person, next->pdata[which], &fill->plans, fill->next_what);
}

/* --- tasks ------------------------------------------------------------------- */

typedef struct
{
  const RgDemoEvent *words;
  int due; /* days from today */
  int first_due;
  int put_off;
  const char *time;
  const char *priority;
  const char *repeat;
  const char *state;
  gboolean nobody; /* for no customer */
} Plan;

/* Days to the next first or fifteenth by the moon, when candles are lit. */
static int
days_to_moon (RgDemoFill *fill, const char **repeat)
{
  for (int days = 1; days < 20; days++)
    {
      RgLunarDate lunar;
      GDate date;

      date_of (fill->today + (guint32) days, &date);
      if (!rg_lunar_from_solar (&date, &lunar) || (lunar.day != 1 && lunar.day != 15))
        continue;
      *repeat = lunar.day == 1 ? "1lm@1" : "1lm@15";
      return days;
    }
  *repeat = NULL;
  return 20;
}

static void
plan_monthly (RgDemoFill *fill, Plan *plan, char *repeat)
{
  GDate date;

  plan->due = plan->first_due = 3;
  date_of (fill->today + 3, &date);
  g_snprintf (repeat, 16, "1m@%u", (guint) g_date_get_day (&date));
  plan->repeat = repeat;
}

/* What every shop has. FALSE: this one is drawn by lot. */
static gboolean
plan_fixed (RgDemoFill *fill, guint index, Plan *plan, char *repeat)
{
  switch (index)
    {
    case RG_DEMO_TASK_CALL:
      plan->due = plan->first_due = 1;
      break;
    case RG_DEMO_TASK_VISIT:
      plan->time = "15:00";
      break;
    case RG_DEMO_TASK_MONTHLY:
      plan_monthly (fill, plan, repeat);
      break;
    case RG_DEMO_TASK_LUNAR:
      plan->due = plan->first_due = days_to_moon (fill, &plan->repeat);
      break;
    case RG_DEMO_TASK_LUNAR + 1:
      plan->due = plan->first_due = -2;
      plan->priority = "high";
      break;
    case CHORE:
      plan->due = plan->first_due = 2;
      plan->repeat = "1w";
      plan->priority = "low";
      plan->nobody = TRUE;
      break;
    default:
      return FALSE;
    }
  if (index <= RG_DEMO_TASK_LUNAR)
    plan->words = fill->pack->tasks->pdata[index];
  return TRUE;
}

/* The words of a task, whose kind is the event's where there is one. */
static const RgDemoEvent *
pick_words (RgDemoFill *fill, const char *kind)
{
  const GPtrArray *tasks = fill->pack->tasks;
  guint first = (guint) rg_demo_random_range (&fill->plans, 0, (int) tasks->len - 1);

  for (guint i = 0; kind != NULL && i < tasks->len; i++)
    {
      const RgDemoEvent *words = tasks->pdata[(first + i) % tasks->len];

      if (strcmp (words->kind, kind) == 0)
        return words;
    }
  return tasks->pdata[first];
}

static void
plan_open (RgDemoFill *fill, Plan *plan)
{
  static const char *const times[] = { NULL, NULL, NULL, "09:30", "10:00", "14:00", "16:30", "19:00" };
  RgDemoRandom *lots = &fill->plans;
  int lot = rg_demo_random_range (lots, 0, 99);

  plan->due = lot < 16   ? -rg_demo_random_range (lots, 1, 9)
              : lot < 28 ? 0
              : lot < 65 ? rg_demo_random_range (lots, 1, 7)
                         : rg_demo_random_range (lots, 8, 45);
  plan->put_off = rg_demo_random_chance (lots, 15) ? rg_demo_random_range (lots, 1, 3) : 0;
  plan->first_due = plan->due - plan->put_off;
  plan->time = times[rg_demo_random_range (lots, 0, G_N_ELEMENTS (times) - 1)];
  plan->priority = rg_demo_random_chance (lots, 12)   ? "high"
                   : rg_demo_random_chance (lots, 10) ? "low"
                                                      : NULL;
  if (rg_demo_random_chance (lots, 8))
    plan->repeat = rg_demo_random_chance (lots, 50) ? "2w" : "1m+";
}

/* It came to the last event. */
static void
plan_done (RgDemoFill *fill, const RgDemoPast *past, Plan *plan)
{
  int lot = rg_demo_random_range (&fill->plans, 0, 99);

  plan->state = "done";
  plan->due = plan->first_due = (int) past->event_day - (int) fill->today;
  if (lot >= 70)
    plan->first_due -= rg_demo_random_range (&fill->plans, 1, 6);
  if (lot < 85)
    plan->due = plan->first_due;
  else
    plan->put_off = 1;
}

static gboolean
insert_task (RgDemoFill *fill, const RgDemoPast *past, const Plan *plan, GError **error)
{
  gboolean done = strcmp (plan->state, "done") == 0;
  RgValue nothing = RG_VALUE_INIT;
  char due[16], first_due[16];

  rg_demo_iso_date ((guint32) ((int) fill->today + plan->due), due);
  rg_demo_iso_date ((guint32) ((int) fill->today + plan->first_due), first_due);
  if (plan->nobody)
    g_string_assign (fill->text, fill->pack->chore);
  else
    rg_demo_person_say (&fill->person, plan->words->sentence, &fill->plans, fill->text);
  rg_demo_row_begin (fill, "task");
  if (plan->nobody)
    rg_demo_row_value (fill, "customer_id", &nothing);
  else
    rg_demo_row_integer (fill, "customer_id", past->customer_id);
  rg_demo_row_text (fill, "title", fill->text->str);
  rg_demo_row_text (fill, "kind", plan->nobody ? NULL : plan->words->kind);
  rg_demo_row_text (fill, "due", due);
  rg_demo_row_text (fill, "due_time", plan->time);
  rg_demo_row_text (fill, "staff", fill->person.staff);
  rg_demo_row_text (fill, "priority", plan->priority != NULL ? plan->priority : "normal");
  rg_demo_row_text (fill, "repeat", plan->repeat);
  rg_demo_row_text (fill, "state", plan->state);
  rg_demo_row_text (fill, "first_due", first_due);
  rg_demo_row_value (fill, "put_off", &(RgValue) { .kind = RG_VALUE_REAL, .real = plan->put_off });
  rg_demo_row_value (fill, "done_at",
                     done ? &(RgValue) { .kind = RG_VALUE_INTEGER, .integer = past->event_at } : &nothing);
  rg_demo_row_text (fill, "outcome", done ? past->event_outcome : NULL);
  rg_demo_row_value (fill, "event_id",
                     done ? &(RgValue) { .kind = RG_VALUE_INTEGER, .integer = past->event_id } : &nothing);
  if (rg_demo_row_insert (fill, error) == 0)
    return FALSE;
  fill->report->tasks++;
  return TRUE;
}

static gboolean
add_task (RgDemoFill *fill, const RgDemoPast *past, GError **error)
{
  Plan plan = { .state = "open" };
  gboolean fixed;
  char repeat[16];

  if (past->number % TASK_EVERY != TASK_EVERY / 2)
    return TRUE;
  fixed = plan_fixed (fill, past->number / TASK_EVERY, &plan, repeat);
  if (!fixed && past->event_id != 0 && rg_demo_random_chance (&fill->plans, 45))
    plan_done (fill, past, &plan);
  else if (!fixed && rg_demo_random_chance (&fill->plans, 6))
    {
      plan.state = "dropped";
      plan.due = plan.first_due = -rg_demo_random_range (&fill->plans, 1, 60);
    }
  else if (!fixed)
    plan_open (fill, &plan);
  if (plan.words == NULL)
    plan.words = pick_words (fill, strcmp (plan.state, "done") == 0 ? past->event_kind : NULL);
  return insert_task (fill, past, &plan, error);
}

gboolean
rg_demo_add_plans (RgDemoFill *fill, const RgDemoPast *past, GError **error)
{
  return add_child (fill, past, error) && add_task (fill, past, error);
}
