/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "random-people.h"

#include "catalog/rg-date.h"

#include <stdlib.h>
#include <string.h>

/* What docs/conditions.md says, told once more over structures in memory. Nothing
 * here is shared with the maker of SQL. */

const char *
text_of (JsonObject *part, const char *key)
{
  return json_object_has_member (part, key) ? json_object_get_string_member (part, key) : NULL;
}

/* --- days -------------------------------------------------------------------- */

int
day_number (const char *iso)
{
  GDate day;

  g_date_clear (&day, 1);
  g_assert_true (rg_date_from_iso (iso, &day));
  return (int) g_date_get_julian (&day);
}

static int
wanted_day (const World *world, const char *text)
{
  int now = (int) g_date_get_julian (&world->today);
  int year = g_date_get_year (&world->today);
  int month = (int) g_date_get_month (&world->today);
  g_autofree char *iso = NULL;

  if (g_ascii_isdigit (text[0]))
    return day_number (text);
  if (g_str_has_prefix (text, "today"))
    return now + atoi (text + strlen ("today"));
  if (g_str_has_prefix (text, "week-start"))
    return now - (now - 1) % 7 + atoi (text + strlen ("week-start"));
  if (g_str_has_prefix (text, "week-end"))
    return now - (now - 1) % 7 + 6 + atoi (text + strlen ("week-end"));
  if (g_str_has_prefix (text, "month-start"))
    iso = g_strdup_printf ("%04d-%02d-01", year, month);
  if (g_str_has_prefix (text, "year-start"))
    iso = g_strdup_printf ("%04d-01-01", year);
  if (g_str_has_prefix (text, "month-end"))
    iso = g_strdup_printf ("%04d-%02d-01", month == 12 ? year + 1 : year, month % 12 + 1);
  if (g_str_has_prefix (text, "year-end"))
    iso = g_strdup_printf ("%04d-01-01", year + 1);
  return day_number (iso) - (strstr (text, "-end") != NULL ? 1 : 0) +
         atoi (strchr (text, '-') + (strstr (text, "-end") != NULL ? 4 : 6));
}

gboolean
compare (const char *op, double value, double wanted, double to)
{
  if (g_str_equal (op, "between"))
    return value >= wanted && value <= to;
  if (g_str_equal (op, "="))
    return !(value < wanted) && !(value > wanted);
  if (g_str_equal (op, "<"))
    return value < wanted;
  if (g_str_equal (op, "<="))
    return !(value > wanted);
  return g_str_equal (op, ">") ? value > wanted : !(value < wanted);
}

gboolean
compare_day (const World *world, JsonObject *leaf, const char *op, int day)
{
  int to = g_str_equal (op, "between") ? wanted_day (world, text_of (leaf, "to")) : 0;

  return compare (op, day, wanted_day (world, text_of (leaf, "value")), to);
}

int
local_day (gint64 at)
{
  return day_number ("1970-01-01") + (int) ((at / 1000 + 8 * 3600) / 86400);
}

/* --- birthdays ----------------------------------------------------------------- */

static gboolean
is_kept_on (const char *birthday, int number)
{
  RgLunarDate lunar;
  GDate day, kept;

  g_date_clear (&day, 1);
  g_date_set_julian (&day, (guint32) number);
  if (rg_lunar_from_string (birthday, &lunar))
    {
      for (int year = g_date_get_year (&day) - 1; year <= g_date_get_year (&day); year++)
        {
          g_date_clear (&kept, 1);
          if (rg_lunar_anniversary (&lunar, year, &kept) && g_date_compare (&kept, &day) == 0)
            return TRUE;
        }
      return FALSE;
    }
  if (g_str_has_suffix (birthday, "02-29") && !g_date_is_leap_year (g_date_get_year (&day)))
    return g_date_get_month (&day) == 2 && g_date_get_day (&day) == 28;
  return atoi (birthday + strlen (birthday) - 2) == g_date_get_day (&day) &&
         atoi (birthday + strlen (birthday) - 5) == (int) g_date_get_month (&day);
}

/* Whole months between the day of birth and @today; FALSE without a year. */
static gboolean
months_old (const char *birthday, const GDate *today, int *months)
{
  RgLunarDate lunar;
  GDate born;

  g_date_clear (&born, 1);
  if (birthday == NULL || birthday[0] == '-')
    return FALSE;
  if (rg_lunar_from_string (birthday, &lunar))
    {
      if (lunar.year == 0)
        return FALSE;
      g_assert_true (rg_lunar_to_solar (&lunar, &born));
    }
  else
    g_assert_true (rg_date_from_iso (birthday, &born));
  *months = (g_date_get_year (today) - g_date_get_year (&born)) * 12 + (int) g_date_get_month (today) -
            (int) g_date_get_month (&born) - (g_date_get_day (today) < g_date_get_day (&born) ? 1 : 0);
  return TRUE;
}

static gboolean
birthday_holds (const World *world, JsonObject *leaf, const char *op, const char *birthday)
{
  JsonNode *value = json_object_get_member (leaf, "value");
  int from = (int) g_date_get_julian (&world->today);
  int to = from;
  int months;

  if (g_str_equal (op, "age"))
    return months_old (birthday, &world->today, &months) && months >= 0 &&
           (value == NULL || months / 12 >= json_node_get_int (value)) &&
           (!json_object_has_member (leaf, "to") || months / 12 <= json_object_get_int_member (leaf, "to"));
  if (g_str_equal (op, "month"))
    {
      gboolean lunar = json_node_get_value_type (value) == G_TYPE_STRING;
      int month = lunar ? atoi (json_node_get_string (value) + 6) : (int) json_node_get_int (value);

      return lunar == g_str_has_prefix (birthday, "lunar:") &&
             atoi (birthday + strlen (birthday) - 5) == month;
    }
  if (json_node_get_value_type (value) == G_TYPE_INT64)
    {
      from = MIN (from, from + (int) json_node_get_int (value));
      to = MAX (to, to + (int) json_node_get_int (value));
    }
  else
    {
      gboolean week = g_str_equal (json_node_get_string (value), "this-week");

      from = wanted_day (world, week ? "week-start" : "month-start");
      to = wanted_day (world, week ? "week-end" : "month-end");
    }
  for (int day = from; day <= to; day++)
    if (is_kept_on (birthday, day))
      return TRUE;
  return FALSE;
}

/* --- texts ------------------------------------------------------------------------ */

static gboolean
has_in_it (const char *text, const char *piece)
{
  g_autofree char *low = g_ascii_strdown (text, -1);
  g_autofree char *low_piece = g_ascii_strdown (piece, -1);

  return strstr (low, low_piece) != NULL;
}

static gboolean
begins_with (const char *text, const char *piece)
{
  return g_ascii_strncasecmp (text, piece, strlen (piece)) == 0;
}

gboolean
text_holds (JsonObject *leaf, const char *op, const char *text, gboolean region)
{
  if (text == NULL)
    return FALSE;
  if (g_str_equal (op, "one-of"))
    {
      JsonArray *list = json_object_get_array_member (leaf, "value");

      for (guint i = 0; i < json_array_get_length (list); i++)
        if (g_str_equal (text, json_array_get_string_element (list, i)))
          return TRUE;
      return FALSE;
    }
  if (g_str_equal (op, "contains"))
    return has_in_it (text, text_of (leaf, "value"));
  if (g_str_equal (op, "starts"))
    return begins_with (text, text_of (leaf, "value"));
  return g_str_equal (text, text_of (leaf, "value")) ||
         (region && g_str_has_prefix (text, text_of (leaf, "value")) &&
          text[strlen (text_of (leaf, "value"))] == ' ');
}

/* --- fields ----------------------------------------------------------------------- */

static const struct
{
  const char *key;
  gsize offset;
} text_fields[] = {
  { "name", G_STRUCT_OFFSET (Person, name) },
  { "phone", G_STRUCT_OFFSET (Person, phone) },
  { "region", G_STRUCT_OFFSET (Person, region) },
  { "stage", G_STRUCT_OFFSET (Person, stage) },
  { "gender", G_STRUCT_OFFSET (Person, gender) },
  { "birthday", G_STRUCT_OFFSET (Person, birthday) },
  { "next_date", G_STRUCT_OFFSET (Person, next_date) },
  { "notes", G_STRUCT_OFFSET (Person, notes) },
  { "x4", G_STRUCT_OFFSET (Person, time) },
  { "life", G_STRUCT_OFFSET (Person, life) },
  { "class", G_STRUCT_OFFSET (Person, class) },
  { "last_sale", G_STRUCT_OFFSET (Person, last_sale) },
};

static const char *
field_text (const Person *person, const char *key)
{
  gboolean standing =
      g_str_equal (key, "life") || g_str_equal (key, "class") || g_str_equal (key, "last_sale");

  for (guint i = 0; i < G_N_ELEMENTS (text_fields); i++)
    if (g_str_equal (text_fields[i].key, key))
      return standing && !person->stands ? NULL
                                         : G_STRUCT_MEMBER (const char *, person, text_fields[i].offset);
  return NULL;
}

static gboolean
field_number (const Person *person, const char *key, double *number)
{
  if (g_str_equal (key, "x2"))
    *number = person->number;
  else if (g_str_equal (key, "x3"))
    *number = (double) person->fen;
  else if (g_str_equal (key, "x5"))
    *number = person->yes;
  else
    *number = (double) person->n_sales;
  return g_str_equal (key, "x2")   ? person->has_number
         : g_str_equal (key, "x3") ? person->has_money
         : g_str_equal (key, "x5") ? person->yes >= 0
                                   : g_str_equal (key, "n_sales") && person->stands;
}

double
wanted_number (JsonObject *leaf, const char *member)
{
  JsonNode *node = json_object_get_member (leaf, member);

  if (node == NULL)
    return 0;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node) ? 1 : 0;
  /* Money as text is in yuan. */
  return json_node_get_value_type (node) == G_TYPE_STRING
             ? 100 * g_ascii_strtod (json_node_get_string (node), NULL)
             : json_node_get_double (node);
}

static gboolean
list_has (const Person *person, const char *choice)
{
  for (guint i = 0; person->has_list && list_choices[i] != NULL; i++)
    if (g_str_equal (list_choices[i], choice) && (person->list >> i & 1) != 0)
      return TRUE;
  return FALSE;
}

static gboolean
tags_have (const Person *person, const char *name)
{
  for (guint tag = 1; tag <= N_TAGS; tag++)
    if (g_str_equal (tag_names[tag], name) && (person->tags >> (tag - 1) & 1) != 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_filled (const Person *person, const char *key)
{
  double number;

  if (g_str_equal (key, "phones"))
    return person->phone != NULL || person->second_phone != NULL;
  if (g_str_equal (key, "tags"))
    return person->tags != 0;
  if (g_str_equal (key, "x1"))
    return person->has_list;
  return g_str_equal (key, "created_at") || field_text (person, key) != NULL ||
         field_number (person, key, &number);
}

static gboolean
positive_holds (const World *world, const Person *person, JsonObject *leaf, const char *op)
{
  const char *key = text_of (leaf, "field");
  const char *text = field_text (person, key);
  double number;

  if (g_str_equal (op, "filled"))
    return is_filled (person, key);
  if (g_str_equal (key, "phones"))
    return text_holds (leaf, op, person->phone, FALSE) || text_holds (leaf, op, person->second_phone, FALSE);
  if (g_str_equal (op, "has"))
    return g_str_equal (key, "tags") ? tags_have (person, text_of (leaf, "value"))
                                     : list_has (person, text_of (leaf, "value"));
  if (g_str_equal (key, "created_at"))
    return compare_day (world, leaf, op, local_day (person->created_at));
  if (g_str_equal (key, "birthday"))
    return text != NULL && birthday_holds (world, leaf, op, text);
  if (g_str_equal (key, "next_date") || g_str_equal (key, "last_sale"))
    return text != NULL && compare_day (world, leaf, op, day_number (text));
  if (g_str_equal (key, "x4"))
    return text != NULL && compare (op, strcmp (text, text_of (leaf, "value")), 0,
                                    g_str_equal (op, "between")
                                        ? (strcmp (text, text_of (leaf, "to")) <= 0 ? G_MAXINT : G_MININT)
                                        : 0);
  if (g_str_has_prefix (key, "x") || g_str_equal (key, "n_sales"))
    return field_number (person, key, &number) &&
           compare (g_str_equal (op, "is") ? "=" : op, number, wanted_number (leaf, "value"),
                    wanted_number (leaf, "to"));
  return text_holds (leaf, op, text, g_str_equal (key, "region"));
}

static gboolean
field_holds (const World *world, const Person *person, JsonObject *leaf)
{
  gboolean negative;
  const char *op = positive_op (text_of (leaf, "op"), &negative);

  return positive_holds (world, person, leaf, op) != negative;
}

/* --- tags, relations, the timeline -------------------------------------------------- */

static gboolean
is_of_family (guint tag, const char *kind)
{
  while (tag_parents[tag] != 0)
    tag = tag_parents[tag];
  return kind == NULL || g_str_equal (tag_kinds[tag] != NULL ? tag_kinds[tag] : "own", kind);
}

static gboolean
tag_holds (const Person *person, JsonObject *leaf)
{
  JsonNode *node = json_object_get_member (leaf, "tag");
  gboolean below = !json_object_has_member (leaf, "below") || json_object_get_boolean_member (leaf, "below");
  gboolean has = FALSE;

  for (guint tag = 1; tag <= N_TAGS; tag++)
    for (guint up = tag; (person->tags >> (tag - 1) & 1) != 0 && up != 0; up = below ? tag_parents[up] : 0)
      has = has ||
            (json_node_get_value_type (node) == G_TYPE_INT64
                 ? json_node_get_int (node) == up
                 : (*json_node_get_string (node) == '\0' && is_of_family (tag, text_of (leaf, "family"))) ||
                       (*json_node_get_string (node) != '\0' &&
                        g_str_has_suffix (json_node_get_string (node), tag_names[up])));
  return has != (g_strcmp0 (text_of (leaf, "op"), "has-not") == 0);
}

static gboolean
is_aged (const World *world, JsonObject *leaf, const char *birthday)
{
  JsonArray *pair;
  int months;

  if (!json_object_has_member (leaf, "age_months"))
    return TRUE;
  pair = json_object_get_array_member (leaf, "age_months");
  return months_old (birthday, &world->today, &months) && months >= json_array_get_int_element (pair, 0) &&
         months < json_array_get_int_element (pair, 1);
}

static gboolean
relation_holds (const World *world, guint id, JsonObject *leaf)
{
  const char *kind = text_of (leaf, "relation");
  gboolean has = FALSE;

  for (guint of = 1; of <= N_PEOPLE; of++)
    {
      const Tie *tie = &world->people[of].tie;
      const char *other = tie->other != 0 ? world->people[tie->other].birthday : NULL;

      if (g_strcmp0 (tie->kind, kind) != 0)
        continue;
      if (of == id && is_aged (world, leaf, other != NULL ? other : tie->birthday))
        has = TRUE;
      if (tie->other == id && !g_str_equal (kind, "child") && !g_str_equal (kind, "referrer") &&
          is_aged (world, leaf, world->people[of].birthday))
        has = TRUE;
    }
  return has != (g_strcmp0 (text_of (leaf, "op"), "none") == 0);
}

static gboolean
where_holds (const Entry *entry, JsonObject *where)
{
  const struct
  {
    const char *key;
    const char *text;
    gboolean part;
  } words[] = { { "item", entry->item, TRUE },          { "text", entry->text, TRUE },
                { "category", entry->category, FALSE }, { "channel", entry->channel, FALSE },
                { "outcome", entry->outcome, FALSE },   { "staff", entry->staff, FALSE } };

  if (where == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *wanted = text_of (where, words[i].key);

      if (wanted != NULL && (words[i].text == NULL || (words[i].part ? !has_in_it (words[i].text, wanted)
                                                                     : !g_str_equal (words[i].text, wanted))))
        return FALSE;
    }
  if (json_object_has_member (where, "promo") &&
      (entry->promo > 0) != json_object_get_boolean_member (where, "promo"))
    return FALSE;
  return !json_object_has_member (where, "min_fen") ||
         (entry->fen != -1 && entry->fen >= json_object_get_int_member (where, "min_fen"));
}

static gboolean
is_of_kind (const char *kind, const char *what)
{
  if (g_str_equal (what, "contact"))
    return !g_str_equal (kind, "note") && !g_str_equal (kind, "form") && !g_str_equal (kind, "other");
  return g_str_equal (what, "event") || g_str_equal (what, kind);
}

Window
window_of (const World *world, JsonObject *leaf)
{
  Window window = { G_MININT, G_MAXINT, FALSE };
  int now = (int) g_date_get_julian (&world->today);

  if (json_object_has_member (leaf, "days"))
    window = (Window) { now - json_object_get_int_member (leaf, "days") + 1, now, TRUE };
  if (json_object_has_member (leaf, "from"))
    window = (Window) { wanted_day (world, text_of (leaf, "from")), window.to, TRUE };
  if (json_object_has_member (leaf, "to"))
    window = (Window) { window.from, wanted_day (world, text_of (leaf, "to")), TRUE };
  return window;
}

static gboolean
timeline_holds (const World *world, const Person *person, JsonObject *leaf)
{
  const char *op = json_object_has_member (leaf, "op") ? text_of (leaf, "op") : "count";
  gboolean sale = g_str_equal (text_of (leaf, "timeline"), "sale");
  JsonObject *where =
      json_object_has_member (leaf, "where") ? json_object_get_object_member (leaf, "where") : NULL;
  Window window = window_of (world, leaf);
  gint64 count = 0, sum = 0, others = 0, last = -1, answer;

  for (guint i = 0; i < (sale ? person->n_sale_rows : person->n_events); i++)
    {
      const Entry *entry = sale ? &person->sales[i] : &person->events[i];
      int day = entry->date != NULL ? day_number (entry->date) : -1;
      gboolean inside = day < 0 ? !window.bounded : day >= window.from && day <= window.to;

      if (!sale && !is_of_kind (entry->kind, text_of (leaf, "timeline")))
        continue;
      if (where_holds (entry, where))
        last = MAX (last, day);
      if (inside && where_holds (entry, where))
        {
          count++;
          sum += MAX (entry->fen, 0);
        }
      else if (inside)
        others++;
    }
  if (g_str_equal (op, "none"))
    return count == 0;
  if (g_str_equal (op, "every"))
    return count > 0 && others == 0;
  if (g_str_equal (op, "last"))
    return last >= 0 && last >= window.from && last <= window.to;
  answer = g_str_equal (op, "sum") ? sum : count;
  if (!json_object_has_member (leaf, "min") && !json_object_has_member (leaf, "max"))
    return answer >= 1;
  return (!json_object_has_member (leaf, "min") || answer >= json_object_get_int_member (leaf, "min")) &&
         (!json_object_has_member (leaf, "max") || answer <= json_object_get_int_member (leaf, "max"));
}

static gboolean
is_stage (const char *stage, const char *wanted)
{
  return wanted == NULL || *wanted == '\0' || g_str_equal (stage, wanted);
}

static gboolean
moved_holds (const World *world, const Person *person, JsonObject *leaf)
{
  Window window = window_of (world, leaf);
  gboolean has = FALSE;

  for (guint i = 0; i < person->n_moves; i++)
    {
      const Move *move = &person->moves[i];
      int day = day_number (move->at);

      has =
          has || (day >= window.from && day <= window.to && is_stage (move->into, text_of (leaf, "moved")) &&
                  is_stage (move->was, text_of (leaf, "was")));
    }
  return has != (g_strcmp0 (text_of (leaf, "op"), "none") == 0);
}

gboolean
tasks_hold (const World *world, const Task *tasks, guint n, JsonObject *leaf)
{
  const char *what = text_of (leaf, "task");
  int now = (int) g_date_get_julian (&world->today);
  gboolean has = FALSE;

  for (guint i = 0; i < n; i++)
    {
      int day = day_number (tasks[i].due);
      gboolean open = g_str_equal (tasks[i].state, "open");

      if (json_object_has_member (leaf, "within") &&
          (day < now || day > now + json_object_get_int_member (leaf, "within")))
        continue;
      has = has || g_str_equal (what, "any") || (open && (g_str_equal (what, "open") || day < now));
    }
  return has != (g_strcmp0 (text_of (leaf, "op"), "none") == 0);
}

/* Of a customer. */
static gboolean
leaf_holds (const World *world, guint id, JsonObject *part)
{
  const Person *person = &world->people[id];

  if (json_object_has_member (part, "field"))
    return field_holds (world, person, part);
  if (json_object_has_member (part, "tag"))
    return tag_holds (person, part);
  if (json_object_has_member (part, "task"))
    return tasks_hold (world, person->tasks, person->n_tasks, part);
  if (json_object_has_member (part, "moved"))
    return moved_holds (world, person, part);
  if (json_object_has_member (part, "deal"))
    return naive_has_deal (world, id, part);
  return json_object_has_member (part, "timeline") ? timeline_holds (world, person, part)
                                                   : relation_holds (world, id, part);
}

gboolean
naive_holds (const World *world, guint id, gboolean deals, JsonObject *part)
{
  static const char *const groups[] = { "all", "any", "none" };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (json_object_has_member (part, groups[i]))
      {
        JsonArray *parts = json_object_get_array_member (part, groups[i]);
        guint n = json_array_get_length (parts);
        guint held = 0;

        for (guint j = 0; j < n; j++)
          held += naive_holds (world, id, deals, json_array_get_object_element (parts, j)) ? 1 : 0;
        return i == 0 ? held == n : i == 1 ? held > 0 : held == 0;
      }
  return deals ? naive_deal_holds (world, id, part) : leaf_holds (world, id, part);
}
