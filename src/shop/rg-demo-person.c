/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "shop/rg-demo-person.h"

#include "catalog/rg-lunar.h"

#include <string.h>

/* Telephone numbers that belong to nobody. 1990000xxxx to 1990009xxxx is a
 * block that was not given out; larger shops take 164xxxxxxxx, a prefix that no
 * network has. Numbers are walked through in steps that meet each one once.
 * First phones start at 0, further ones in the middle, those of the staff behind
 * three quarters. */
#define SMALL_RANGE 100000
#define SMALL_STEP 61027
#define LARGE_RANGE 100000000
#define LARGE_STEP 61803399

/* @quarter: of the range, in which to count on from */
static void
write_phone (const RgDemoPerson *self, guint64 number, guint quarter, char *phone)
{
  guint64 range = self->many ? LARGE_RANGE : SMALL_RANGE;
  guint64 at = (number + range / 4 * quarter) % range;
  guint64 digits = (at * (self->many ? LARGE_STEP : SMALL_STEP) + self->seed % 7919 * 31 + 2718) % range;

  if (self->many)
    g_snprintf (phone, 16, "164%08u", (guint) digits);
  else
    g_snprintf (phone, 16, "199000%05u", (guint) digits);
}

void
rg_demo_person_spare_phone (RgDemoPerson *self, char *phone)
{
  write_phone (self, self->spare++, 2, phone);
}

void
rg_demo_person_staff_phone (const RgDemoPerson *self, guint number, char *phone)
{
  write_phone (self, number, 3, phone);
}

void
rg_demo_person_init (RgDemoPerson *self, const RgDemoPack *pack, guint64 seed, guint customers)
{
  g_assert (pack->fields->len <= RG_DEMO_MAX_FIELDS);

  memset (self, 0, sizeof *self);
  self->pack = pack;
  self->seed = seed;
  self->many = customers > SMALL_RANGE / 2;
  self->name = g_string_new (NULL);
  self->title = g_string_new (NULL);
  self->wechat = g_string_new (NULL);
  self->email = g_string_new (NULL);
  self->address = g_string_new (NULL);
  for (guint i = 0; i < RG_DEMO_MAX_FIELDS; i++)
    self->field_texts[i] = g_string_new (NULL);
}

void
rg_demo_person_clear (RgDemoPerson *self)
{
  g_string_free (self->name, TRUE);
  g_string_free (self->title, TRUE);
  g_string_free (self->wechat, TRUE);
  g_string_free (self->email, TRUE);
  g_string_free (self->address, TRUE);
  for (guint i = 0; i < RG_DEMO_MAX_FIELDS; i++)
    {
      g_string_free (self->field_texts[i], TRUE);
      rg_value_clear (&self->field_values[i]);
    }
}

void
rg_demo_iso_date (guint32 julian, char *iso)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  g_snprintf (iso, 16, "%04u-%02u-%02u", (guint) g_date_get_year (&date), (guint) g_date_get_month (&date),
              (guint) g_date_get_day (&date));
}

/* --- names ---------------------------------------------------------------- */

static const char *
pick (const RgDemoPerson *self, RgDemoRandom *random, const char *list)
{
  return rg_demo_list_pick (rg_demo_pack_people (self->pack, list), random);
}

static void
add_given_name (RgDemoPerson *self, RgDemoRandom *random, gboolean female, GString *name)
{
  if (rg_demo_random_chance (random, 20))
    {
      g_string_append (name, pick (self, random, female ? "female_single" : "male_single"));
      return;
    }
  g_string_append (name, pick (self, random, female ? "female_first" : "male_first"));
  g_string_append (name, pick (self, random, female ? "female_second" : "male_second"));
}

void
rg_demo_person_add_name (RgDemoPerson *self, RgDemoRandom *random, GString *name)
{
  g_string_append (name, pick (self, random, "surnames"));
  add_given_name (self, random, rg_demo_random_chance (random, 50), name);
}

static void
make_company (RgDemoPerson *self, RgDemoRandom *random)
{
  const char *first = pick (self, random, "company_first");
  const char *kind;

  self->company = TRUE;
  self->surname = "";
  g_string_append (self->name, first);
  /* A sign's two characters differ. */
  for (;;)
    {
      const char *second = pick (self, random, "company_second");

      if (strcmp (first, second) != 0)
        {
          g_string_append (self->name, second);
          break;
        }
    }
  kind = pick (self, random, "company_kinds");
  g_string_append (self->name, kind);
  g_string_assign (self->title, "对方");
}

/* How a shop writes down somebody whose whole name nobody asked for. */
static void
make_short_name (RgDemoPerson *self, RgDemoRandom *random)
{
  const char *pattern = pick (self, random, "short_names");

  g_string_assign (self->name, pattern);
  g_string_replace (self->name, "{姓}", self->surname, 1);
  g_string_assign (self->title, self->name->str);
  if (strstr (pattern, "哥") != NULL || strstr (pattern, "叔") != NULL || strstr (pattern, "先生") != NULL)
    self->female = FALSE;
  else if (strstr (pattern, "姐") != NULL || strstr (pattern, "阿姨") != NULL ||
           strstr (pattern, "女士") != NULL)
    self->female = TRUE;
}

static void
make_person (RgDemoPerson *self, RgDemoRandom *random, gboolean family)
{
  const char *surname = self->surname;

  self->company = FALSE;
  self->female = rg_demo_random_chance (random, 56);
  /* Half of those who share a phone are children, who share the surname. */
  if (!family || surname == NULL || *surname == '\0' || rg_demo_random_chance (random, 50))
    surname = pick (self, random, "surnames");
  self->surname = surname;
  if (rg_demo_random_chance (random, 6))
    {
      make_short_name (self, random);
      return;
    }
  if (rg_demo_random_range (random, 0, 199) == 0)
    {
      g_string_assign (self->name, pick (self, random, "latin_names"));
      g_string_assign (self->title, self->name->str);
      return;
    }
  g_string_assign (self->name, surname);
  add_given_name (self, random, self->female, self->name);
  g_string_assign (self->title, surname);
  g_string_append (self->title, self->female ? "女士" : "先生");
}

/* --- how to reach them ---------------------------------------------------- */

static void
make_address (RgDemoPerson *self, RgDemoRandom *random)
{
  g_string_truncate (self->address, 0);
  self->district = rg_demo_list_index (self->pack->districts, random);
  self->estate = pick (self, random, "estates");
  if (rg_demo_random_chance (random, self->company ? 80 : 20))
    g_string_append_printf (self->address, "%s%d号", pick (self, random, "streets"),
                            rg_demo_random_range (random, 1, 480));
  else
    g_string_append_printf (self->address, "%s%d幢%d单元%d%02d室", self->estate,
                            rg_demo_random_range (random, 1, 28), rg_demo_random_range (random, 1, 4),
                            rg_demo_random_range (random, 1, 26), rg_demo_random_range (random, 1, 4));
  if (rg_demo_random_chance (random, 40))
    g_string_truncate (self->address, 0);
}

static void
make_ids (RgDemoPerson *self, RgDemoRandom *random, guint number)
{
  g_string_truncate (self->wechat, 0);
  g_string_truncate (self->email, 0);
  if (rg_demo_random_chance (random, self->company ? 20 : 58))
    g_string_append_printf (self->wechat, "%s%s%d", pick (self, random, "wechat_words"),
                            rg_demo_random_chance (random, 30) ? "_" : "", (int) (number % 89999 + 10));
  if (rg_demo_random_chance (random, self->company ? 50 : 7))
    g_string_append_printf (self->email, "%s%u@example.com", pick (self, random, "wechat_words"),
                            number + 100);
  if (!self->shares)
    {
      if (rg_demo_random_chance (random, 97))
        write_phone (self, number, 0, self->phone);
      else
        self->phone[0] = '\0';
    }
}

/* Half of those who told it did so by the calendar, a third by the moon. */
static void
make_birthday (RgDemoPerson *self, RgDemoRandom *random, guint32 today)
{
  guint32 born = today - (guint32) rg_demo_random_range (random, 22 * 365, 66 * 365);
  gboolean with_year = rg_demo_random_chance (random, 70);
  RgLunarDate lunar;
  GDate date;

  self->birthday[0] = '\0';
  if (self->company || !rg_demo_random_chance (random, 60))
    return;
  if (rg_demo_random_chance (random, 66))
    {
      char iso[16];

      rg_demo_iso_date (born, iso);
      g_snprintf (self->birthday, sizeof self->birthday, "%s%s", with_year ? "" : "--",
                  with_year ? iso : iso + 5);
      return;
    }
  g_date_clear (&date, 1);
  g_date_set_julian (&date, born);
  if (rg_lunar_from_solar (&date, &lunar))
    {
      g_autofree char *text = NULL;

      if (!with_year)
        {
          lunar.year = 0;
          lunar.leap = FALSE;
        }
      text = rg_lunar_to_string (&lunar);
      g_strlcpy (self->birthday, text, sizeof self->birthday);
    }
}

/* --- own fields ------------------------------------------------------------ */

/* A number as people say it in a sentence: 18万, 96. */
static void
say_money (GString *text, int yuan)
{
  if (yuan >= 10000 && yuan % 10000 == 0)
    g_string_append_printf (text, "%d万", yuan / 10000);
  else if (yuan >= 10000)
    g_string_append_printf (text, "%.1f万", yuan / 10000.0);
  else
    g_string_append_printf (text, "%d元", yuan);
}

static void
make_choices (const RgDemoField *field, RgDemoRandom *random, GString *text, RgValue *value)
{
  guint first = rg_demo_list_index (field->choices, random);
  guint second = rg_demo_list_index (field->choices, random);
  const char *a = field->choices->texts->pdata[first];
  const char *b = field->choices->texts->pdata[second];

  g_string_append (text, a);
  if (first == second)
    {
      rg_value_take_text (value, g_strdup_printf ("[\"%s\"]", a));
      return;
    }
  g_string_append_printf (text, "、%s", b);
  rg_value_take_text (value, g_strdup_printf ("[\"%s\",\"%s\"]", a, b));
}

static void
make_field (const RgDemoField *field, RgDemoRandom *random, guint32 today, GString *text, RgValue *value)
{
  int number =
      rg_demo_random_range (random, field->min / field->step, field->max / field->step) * field->step;
  gboolean known = rg_demo_random_chance (random, field->share);

  rg_value_clear (value);
  g_string_truncate (text, 0);
  if (field->type == &rg_type_choices)
    {
      make_choices (field, random, text, value);
    }
  else if (field->choices != NULL)
    {
      g_string_append (text, rg_demo_list_pick (field->choices, random));
      rg_value_set_text (value, text->str);
    }
  else if (field->type == &rg_type_money)
    {
      say_money (text, number);
      rg_value_set_integer (value, (gint64) number * 100);
    }
  else if (field->type == &rg_type_yes_no)
    {
      number = rg_demo_random_range (random, 0, 1);
      g_string_append (text, number != 0 ? "是" : "否");
      rg_value_set_integer (value, number);
    }
  else if (field->type == &rg_type_date)
    {
      char iso[16];

      rg_demo_iso_date ((guint32) ((int) today + number), iso);
      g_string_append (text, iso);
      rg_value_set_text (value, iso);
    }
  else
    {
      g_string_append_printf (text, "%d", number);
      rg_value_set_real (value, number);
    }
  /* A sentence may speak of it although nobody wrote it down. */
  if (!known)
    rg_value_clear (value);
}

/* --- all of it -------------------------------------------------------------- */

void
rg_demo_person_make (RgDemoPerson *self, RgDemoRandom *random, guint number, guint32 today)
{
  gboolean company = rg_demo_random_chance (random, self->pack->company_share);
  gboolean family = rg_demo_random_chance (random, 4) && number > 0 && !self->company && !self->shares &&
                    self->phone[0] != '\0' && !company;

  self->shares = family;
  g_string_truncate (self->name, 0);
  if (company)
    make_company (self, random);
  else
    make_person (self, random, family);
  make_ids (self, random, number);
  make_birthday (self, random, today);
  if (!family)
    make_address (self, random);
  self->staff = rg_demo_list_pick (self->pack->staff, random);
  self->source = rg_demo_list_pick (self->pack->sources, random);
  for (guint i = 0; i < self->pack->fields->len; i++)
    make_field (self->pack->fields->pdata[i], random, today, self->field_texts[i], &self->field_values[i]);
}

void
rg_demo_person_say (const RgDemoPerson *self,
                    const RgDemoSentence *sentence,
                    RgDemoRandom *random,
                    GString *text)
{
  const RgDemoList *last_list = NULL;
  guint last = 0;

  g_string_truncate (text, 0);
  for (guint i = 0; i < sentence->parts->len; i++)
    {
      const RgDemoPart *part = sentence->parts->pdata[i];

      switch (part->kind)
        {
        case RG_DEMO_PART_TEXT:
          g_string_append (text, part->text);
          break;
        case RG_DEMO_PART_WORD:
          {
            guint index = rg_demo_list_index (part->list, random);

            /* Nobody says the same thing twice in a sentence. */
            if (part->list == last_list && index == last)
              index = (index + 1) % part->list->texts->len;
            last_list = part->list;
            last = index;
            g_string_append (text, part->list->texts->pdata[index]);
          }
          break;
        case RG_DEMO_PART_FIELD:
          g_string_append (text, self->field_texts[part->field]->str);
          break;
        case RG_DEMO_PART_TITLE:
          g_string_append (text, self->title->str);
          break;
        case RG_DEMO_PART_ESTATE:
          g_string_append (text, self->estate);
          break;
        case RG_DEMO_PART_STAFF:
          g_string_append (text, self->staff);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}
