/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-import-run.h"

#include "catalog/rg-date.h"
#include "catalog/rg-text.h"
#include "shop/rg-staff.h"
#include "shop/rg-stages.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A list of deals: each row is a deal, of a customer who is found or made, or of
 * nobody. What a stage is called stands in the file; one that the pipeline does not
 * have becomes one, and “won” and “lost” are outcomes. */

/* A deal that is made by a dry run. */
#define IMAGINED (-1)

/**
 * RgImportDeals:
 * @stages: (element-type utf8 gint64): ids by what is squashed of their names
 * @first: the stage of deals of which none is told
 * @last: the stage of those that are won
 * @staff: names that are known
 * @known: (element-type utf8 gint64): deals by their number, or by customer, title and
 *   beginning, and which of those that are alike in it
 * @n_alike: (element-type utf8 gint64): how many such there are in the shop
 * @n_read: (element-type utf8 gint64): how many such rows came so far
 * @n_stages: how many stages there are, retired ones too
 */
struct _RgImportDeals
{
  GHashTable *stages;
  gint64 first;
  gint64 last;
  GHashTable *staff;
  GHashTable *known;
  GHashTable *n_alike;
  GHashTable *n_read;
  guint n_stages;
};

/* What a row says of a deal, besides its cells. */
typedef struct
{
  guint32 customer_id;
  gboolean of_new; /* the customer comes with this row */
  char *title;
  char *opened;
  const char *state;
  gint64 stage_id;
  char *key;
} Deal;

static void
deal_clear (Deal *deal)
{
  g_free (deal->title);
  g_free (deal->opened);
  g_free (deal->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Deal, deal_clear)

void
rg_import_deals_free (RgImportDeals *deals)
{
  g_hash_table_unref (deals->stages);
  g_hash_table_unref (deals->staff);
  g_hash_table_unref (deals->known);
  g_hash_table_unref (deals->n_alike);
  g_hash_table_unref (deals->n_read);
  g_free (deals);
}

/* --- what there is ---------------------------------------------------------- */

static void
keep_number (GHashTable *table, const char *key, gint64 number)
{
  g_hash_table_insert (table, g_strdup (key), g_memdup2 (&number, sizeof number));
}

static void
keep_stage (RgImportDeals *deals, const char *name, gint64 id)
{
  g_autofree char *squashed = rg_header_squash (name);

  keep_number (deals->stages, squashed, id);
}

/* A new shop has the stages that come with the program. */
static gboolean
load_stages (RgImportRun *run, GError **error)
{
  RgImportDeals *deals = run->deals;
  g_autoptr (GPtrArray) stages = rg_stages_list (run->read, TRUE, error);

  if (stages != NULL && stages->len == 0 && run->write != NULL)
    {
      RgOp *op = rg_import_run_op (run, error);

      g_clear_pointer (&stages, g_ptr_array_unref);
      if (op != NULL && rg_stages_ensure (op, error))
        stages = rg_stages_list (run->read, TRUE, error);
    }
  for (guint i = 0; stages != NULL && i < stages->len; i++)
    {
      const RgStage *stage = g_ptr_array_index (stages, i);

      keep_stage (deals, stage->name, stage->id);
      if (stage->retired)
        continue;
      deals->first = deals->first != 0 ? deals->first : stage->id;
      deals->last = stage->id;
    }
  deals->n_stages = stages != NULL ? stages->len : 0;
  return stages != NULL;
}

static gboolean
load_staff (RgImportRun *run, GError **error)
{
  g_autoptr (RgStatement) statement =
      rg_database_prepare (rg_read_get_database (run->read), "SELECT name FROM staff", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    g_hash_table_add (run->deals->staff, g_strdup (rg_statement_get_text (statement, 0)));
  return step == RG_STEP_DONE;
}

/* By its own number; a deal without one by whose it is, what it is about and when it
 * began. (transfer full) */
static char *
make_key (const char *code, gint64 customer_id, const char *title, const char *opened)
{
  return code != NULL ? g_strconcat ("#", code, NULL)
                      : g_strdup_printf ("%" G_GINT64_FORMAT "\x1f%s\x1f%s", customer_id,
                                         title != NULL ? title : "", opened != NULL ? opened : "");
}

/* @key, and which of those that are alike in it the next one is: a list may have several deals
 * with the same customer about the same thing, and each is one. (transfer full) */
static char *
make_nth_key (GHashTable *counts, const char *key)
{
  const gint64 *n = g_hash_table_lookup (counts, key);
  gint64 nth = n != NULL ? *n + 1 : 1;

  keep_number (counts, key, nth);
  return g_strdup_printf ("%s\x1f%" G_GINT64_FORMAT, key, nth);
}

static void
keep_alike (RgImportRun *run, const char *key, gint64 id)
{
  g_autofree char *nth = make_nth_key (run->deals->n_alike, key);

  keep_number (run->deals->known, nth, id);
}

/* The newest comes first. A list may not tell when they began. */
static void
keep_known (RgImportRun *run, RgStatement *deal)
{
  const char *code = rg_statement_get_text (deal, 1), *title = rg_statement_get_text (deal, 3);
  gint64 id = rg_statement_get_integer (deal, 0), customer_id = rg_statement_get_integer (deal, 2);
  g_autofree char *key = make_key (code, customer_id, title, rg_statement_get_text (deal, 4));
  g_autofree char *undated = code == NULL ? make_key (NULL, customer_id, title, NULL) : NULL;

  if (code != NULL && !g_hash_table_contains (run->deals->known, key))
    keep_number (run->deals->known, key, id);
  if (code == NULL)
    {
      keep_alike (run, key, id);
      keep_alike (run, undated, id);
    }
}

static gboolean
load_known (RgImportRun *run, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgStatement) statement = rg_database_prepare (
      rg_read_get_database (run->read),
      "SELECT id, code, ifnull (customer_id, 0), title, opened FROM deal ORDER BY id DESC", error);
  guint64 n = 0;
  RgStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = rg_statement_step (statement, error)) == RG_STEP_ROW)
    {
      keep_known (run, statement);
      if (++n % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

static void
begin (RgImportRun *run)
{
  if (run->deals != NULL)
    return;
  run->deals = g_new0 (RgImportDeals, 1);
  run->deals->stages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  run->deals->staff = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run->deals->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  run->deals->n_alike = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  run->deals->n_read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * rg_import_load_deals:
 * @run: a run
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Returns: whether the stages, staff and deals of the shop are known to the run
 */
gboolean
rg_import_load_deals (RgImportRun *run, GCancellable *cancellable, GError **error)
{
  begin (run);
  return load_stages (run, error) && load_staff (run, error) && load_known (run, cancellable, error);
}

/* --- the row ------------------------------------------------------------------ */

/* (nullable): what the row says of a field of the deal */
static const RgValue *
said (const RgImportRun *run, const char *key)
{
  for (guint i = 0; i < run->row->fields->len; i++)
    if (g_str_equal (((const RgField *) g_ptr_array_index (run->row->fields, i))->key, key))
      {
        const RgValue *value = &g_array_index (run->row->values, RgValue, i);

        return rg_value_is_null (value) ? NULL : value;
      }
  return NULL;
}

static const char *
said_text (const RgImportRun *run, const char *key)
{
  const RgValue *value = said (run, key);

  return value != NULL ? rg_value_get_text (value) : NULL;
}

/* “won” or “lost” in any of their words; “open” for anything else. */
static const char *
find_outcome (const RgImportRun *run, const char *text)
{
  const RgField *state = rg_entity_find_field (run->deal, "state");
  g_auto (RgValue) value = RG_VALUE_INIT;

  if (text == NULL || !rg_field_parse (state, text, &value, NULL))
    return "open";
  return g_str_equal (rg_value_get_text (&value), "won")    ? "won"
         : g_str_equal (rg_value_get_text (&value), "lost") ? "lost"
                                                            : "open";
}

/* One that the pipeline does not have becomes one, without a limit. With too many the
 * row is refused. */
static gboolean
find_stage (RgImportRun *run, const char *name, gint64 *id, GError **error)
{
  g_autofree char *squashed = rg_header_squash (name);
  const gint64 *known = g_hash_table_lookup (run->deals->stages, squashed);
  RgOp *op;

  if (known != NULL)
    {
      *id = *known;
      return TRUE;
    }
  *id = IMAGINED;
  if (run->deals->n_stages >= RG_STAGES_MOST)
    {
      run->row->refused = _ ("The pipeline has as many stages as it can have. Write one of them, or take "
                             "another column for the stage.");
      return TRUE;
    }
  if (run->write != NULL)
    {
      op = rg_import_run_op (run, error);
      *id = op != NULL ? rg_stage_add (op, &(RgStageWords) { .name = name }, 0, error) : 0;
    }
  if (*id == 0)
    return FALSE;
  run->deals->n_stages++;
  keep_number (run->deals->stages, squashed, *id);
  return TRUE;
}

/* Where it stands: the stage's column may say the outcome, or the state's. */
static gboolean
find_place (RgImportRun *run, Deal *deal, GError **error)
{
  const char *stage = said_text (run, "stage_id");
  g_autofree char *squashed = stage != NULL ? rg_header_squash (stage) : NULL;
  gboolean is_stage = squashed != NULL && g_hash_table_contains (run->deals->stages, squashed);

  deal->state = find_outcome (run, said_text (run, "state"));
  if (!is_stage && g_str_equal (deal->state, "open"))
    deal->state = find_outcome (run, stage);
  if (!is_stage && stage != NULL && !g_str_equal (find_outcome (run, stage), "open"))
    stage = NULL;
  deal->stage_id = g_str_equal (deal->state, "won") ? run->deals->last : run->deals->first;
  return stage == NULL || find_stage (run, stage, &deal->stage_id, error);
}

static void
find_title (const RgImportRun *run, Deal *deal)
{
  const char *const texts[] = { said_text (run, "title"), said_text (run, "product"), run->row->name,
                                said_text (run, "code") };

  for (guint i = 0; i < G_N_ELEMENTS (texts) && deal->title == NULL; i++)
    deal->title = g_strdup (texts[i]);
}

/* Of which nobody says when it began, that did today; not after its end. */
static void
find_opened (const RgImportRun *run, Deal *deal)
{
  const char *opened = said_text (run, "opened"), *closed = said_text (run, "closed");
  g_autofree char *today = rg_date_instant_to_iso (rg_clock_now ());

  if (opened == NULL && closed != NULL && !g_str_equal (deal->state, "open") && strcmp (closed, today) < 0)
    opened = closed;
  deal->opened = g_strdup (opened != NULL ? opened : today);
}

/* @known: (out): the deal that it is; 0 for a new one. Only that needs a place. */
static gboolean
read_deal (RgImportRun *run, Deal *deal, gint64 *known, GError **error)
{
  const char *code = said_text (run, "code");
  g_autofree char *key = NULL;
  const gint64 *id;

  find_title (run, deal);
  if (deal->title == NULL)
    {
      run->row->refused = _ ("There is no customer, title, product or number in this row.");
      return TRUE;
    }
  key =
      make_key (code, deal->of_new ? -1 : (gint64) deal->customer_id, deal->title, said_text (run, "opened"));
  deal->key = code != NULL ? g_steal_pointer (&key) : make_nth_key (run->deals->n_read, key);
  id = g_hash_table_lookup (run->deals->known, deal->key);
  *known = id != NULL ? *id : 0;
  if (*known != 0)
    return TRUE;
  if (!find_place (run, deal, error))
    return FALSE;
  find_opened (run, deal);
  return TRUE;
}

/* --- writing -------------------------------------------------------------------- */

/* The first moment of a day, in local time. */
static gint64
moment_of (const char *iso)
{
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  GDate day;

  if (iso == NULL || !rg_date_from_iso (iso, &day))
    return rg_clock_now ();
  time =
      g_date_time_new (zone, g_date_get_year (&day), g_date_get_month (&day), g_date_get_day (&day), 0, 0, 0);
  return time != NULL ? g_date_time_to_unix (time) * 1000 : rg_clock_now ();
}

static gboolean
know_owner (RgImportRun *run, GError **error)
{
  const char *name = said_text (run, "owner");
  RgOp *op;

  if (name == NULL || g_hash_table_contains (run->deals->staff, name))
    return TRUE;
  op = rg_import_run_op (run, error);
  if (op == NULL || rg_staff_add (op, &(RgStaffWords) { .name = name }, error) == 0)
    return FALSE;
  g_hash_table_add (run->deals->staff, g_strdup (name));
  return TRUE;
}

static gboolean
write_move (RgImportRun *run,
            gint64 id,
            const Deal *deal,
            gboolean first,
            gint64 at,
            const char *state,
            GError **error)
{
  const RgEntity *entity = rg_catalog_find (run->catalog, "deal_move");

  rg_import_run_add_number (run, entity, "deal_id", id);
  if (!first)
    rg_import_run_add_number (run, entity, "from_id", deal->stage_id);
  rg_import_run_add_number (run, entity, "to_id", deal->stage_id);
  rg_import_run_add_text (run, entity, "from_state", first ? NULL : "open");
  rg_import_run_add_text (run, entity, "to_state", state);
  rg_import_run_add_number (run, entity, "at", at);
  rg_import_run_add_text (run, entity, "staff", said_text (run, "owner"));
  rg_import_run_add_text (run, entity, "reason", first ? NULL : said_text (run, "lost_reason"));
  return rg_import_run_insert (run, entity, error) != 0;
}

/* What the row says and is not found out here. */
static gboolean
is_plain (const RgField *field)
{
  static const char *const ours[] = { "stage_id", "state", "title", "opened", "closed", "lost_reason", NULL };

  return !g_strv_contains (ours, field->key);
}

static void
add_plain (RgImportRun *run)
{
  for (guint i = 0; i < run->row->fields->len; i++)
    {
      const RgField *field = g_ptr_array_index (run->row->fields, i);

      if (is_plain (field))
        rg_import_run_add_cell (run, field, &g_array_index (run->row->values, RgValue, i));
    }
}

static gboolean
write_deal (RgImportRun *run, const Deal *deal, gint64 *id, GError **error)
{
  g_autofree char *notes = rg_import_row_notes (run->row);
  g_autofree char *today = rg_date_instant_to_iso (rg_clock_now ());
  gboolean open = g_str_equal (deal->state, "open");
  const char *closed = said_text (run, "closed");
  const char *reason = said_text (run, "lost_reason");
  gint64 opened_at = moment_of (deal->opened);

  if (!know_owner (run, error) || !rg_import_run_channels (run, error))
    return FALSE;
  if (deal->customer_id != 0)
    rg_import_run_add_number (run, run->deal, "customer_id", deal->customer_id);
  rg_import_run_add_text (run, run->deal, "title", deal->title);
  rg_import_run_add_number (run, run->deal, "stage_id", deal->stage_id);
  rg_import_run_add_text (run, run->deal, "state", deal->state);
  rg_import_run_add_text (run, run->deal, "opened", deal->opened);
  rg_import_run_add_text (run, run->deal, "closed", open ? NULL : closed != NULL ? closed : today);
  rg_import_run_add_text (run, run->deal, "lost_reason",
                          !g_str_equal (deal->state, "lost") ? NULL
                          : reason != NULL                   ? reason
                                                             : _ ("Not told in the imported file"));
  rg_import_run_add_number (run, run->deal, "stage_since", opened_at);
  rg_import_run_add_text (run, run->deal, "notes", notes);
  add_plain (run);
  *id = rg_import_run_insert (run, run->deal, error);
  return *id != 0 && write_move (run, *id, deal, TRUE, opened_at, "open", error) &&
         (open ||
          write_move (run, *id, deal, FALSE, MAX (moment_of (closed), opened_at), deal->state, error));
}

/* A deal that is there: what it does not say yet, or all that the row says. Where it
 * stands is what the shop has made of it since. */
static gboolean
update_deal (RgImportRun *run, gint64 id, GError **error)
{
  g_autoptr (RgRow) row = rg_row_read (run->read, run->deal, id, error);
  RgOp *op;
  gboolean done;

  if (row == NULL)
    return error == NULL || *error == NULL;
  for (guint i = 0; i < run->row->fields->len; i++)
    {
      const RgField *field = g_ptr_array_index (run->row->fields, i);
      const RgValue *value = &g_array_index (run->row->values, RgValue, i);
      const RgField *column = rg_entity_find_field (run->deal, field->key);
      const RgValue *stored = column != NULL ? rg_row_get (row, column) : NULL;

      if (stored == NULL || rg_value_is_null (value) || rg_value_equal (value, stored) ||
          (!is_plain (field) && !g_str_equal (field->key, "title")) ||
          (!rg_value_is_null (stored) && run->plan->known != RG_IMPORT_KNOWN_OVERWRITE))
        continue;
      rg_import_run_add_cell (run, field, value);
    }
  if (run->cells->len == 0)
    return TRUE;
  op = know_owner (run, error) && rg_import_run_channels (run, error) ? rg_import_run_op (run, error) : NULL;
  done = op != NULL && rg_op_update (op, run->deal, id, (const RgCell *) (gpointer) run->cells->data,
                                     run->cells->len, error);
  g_array_set_size (run->cells, 0);
  run->since_pause++;
  return done;
}

static gboolean
take_known (RgImportRun *run, gint64 id, GError **error)
{
  if (run->plan->known == RG_IMPORT_KNOWN_SKIP)
    {
      run->report->skipped++;
      return TRUE;
    }
  run->report->updated++;
  return run->write == NULL || id == IMAGINED || update_deal (run, id, error);
}

/* Whose deal it is: *@customer_id 0 for nobody's. May leave the row. */
static gboolean
find_owner (RgImportRun *run, RgImportWhose *whose, gboolean *left, Deal *deal, GError **error)
{
  const RgImportRow *row = run->row;

  *left = FALSE;
  *whose = RG_IMPORT_WHOSE_KNOWN;
  if (row->name == NULL && row->phones->len == 0 && row->wechat == NULL && row->email == NULL &&
      rg_value_is_null (&row->code))
    return TRUE;
  if (!rg_import_find_customer (run, whose, &deal->customer_id, error))
    return FALSE;
  *left = row->refused != NULL || *whose == RG_IMPORT_WHOSE_LEFT;
  if (*whose == RG_IMPORT_WHOSE_LEFT)
    run->report->skipped++;
  return TRUE;
}

/**
 * rg_import_take_deal:
 * @run: a run with a row
 * @error: return location for an error
 *
 * Finds or makes the customer and adds the deal, unless the shop has it: by its number,
 * else by whose it is, its title and the day on which it began. Rows that are alike in these
 * are as many deals.
 *
 * Returns: %FALSE on error
 */
gboolean
rg_import_take_deal (RgImportRun *run, GError **error)
{
  g_auto (Deal) deal = { 0 };
  RgImportWhose whose;
  gboolean left;
  gint64 known = 0, id = IMAGINED;

  begin (run);
  if (!find_owner (run, &whose, &left, &deal, error))
    return FALSE;
  if (left)
    return TRUE;
  deal.of_new = deal.customer_id == 0 && whose == RG_IMPORT_WHOSE_NEW;
  if (!read_deal (run, &deal, &known, error))
    return FALSE;
  if (run->row->refused != NULL)
    return TRUE;
  if (known != 0)
    return take_known (run, known, error);
  if (deal.of_new && !rg_import_create_person (run, &deal.customer_id, error))
    return FALSE;
  run->report->created++;
  if (deal.customer_id != 0 && !rg_import_settle_customer (run, whose, deal.customer_id, error))
    return FALSE;
  if (run->write != NULL && !write_deal (run, &deal, &id, error))
    return FALSE;
  /* What has no number is another deal each time. */
  if (said_text (run, "code") != NULL)
    keep_number (run->deals->known, deal.key, id);
  return TRUE;
}
