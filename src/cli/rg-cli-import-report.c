/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/rg-cli-import.h"

#include "catalog/rg-phone.h"

#include <glib/gi18n-lib.h>

/* What an import came to, for people and for programs. */

/* Reasons that are listed for people; the file of refused rows has all. */
#define REASONS_MAX 12

static void
json_number (RgJsonOut *json, const char *key, gint64 number)
{
  rg_json_out_key (json, key);
  rg_json_out_integer (json, number);
}

static void
json_text (RgJsonOut *json, const char *key, const char *text)
{
  rg_json_out_key (json, key);
  rg_json_out_text (json, text);
}

static void
json_reasons (RgJsonOut *json, const RgImportReport *report)
{
  rg_json_out_key (json, "reasons");
  rg_json_out_begin_array (json);
  for (guint i = 0; i < report->reasons->len; i++)
    {
      const RgImportReason *reason = g_ptr_array_index (report->reasons, i);

      rg_json_out_begin_object (json);
      json_text (json, "reason", reason->reason);
      json_number (json, "rows", (gint64) reason->rows);
      rg_json_out_end_object (json);
    }
  rg_json_out_end_array (json);
}

/* A customer's number, "new", "leave", or null. */
static void
json_answer (RgJsonOut *json, gint64 answer)
{
  rg_json_out_key (json, "answer");
  if (answer > 0)
    rg_json_out_integer (json, answer);
  else if (answer == RG_IMPORT_ANSWER_NONE)
    rg_json_out_null (json);
  else
    rg_json_out_text (json, answer == RG_IMPORT_ANSWER_NEW ? "new" : "leave");
}

static void
json_candidates (RgJsonOut *json, const RgImportQuestion *question)
{
  rg_json_out_key (json, "candidates");
  rg_json_out_begin_array (json);
  for (guint i = 0; i < question->candidates->len; i++)
    {
      const RgImportCandidate *candidate = g_ptr_array_index (question->candidates, i);

      rg_json_out_begin_object (json);
      json_number (json, "id", candidate->id);
      json_text (json, "name", candidate->name);
      json_text (json, "phone", candidate->phone);
      json_text (json, "why", candidate->why);
      rg_json_out_end_object (json);
    }
  rg_json_out_end_array (json);
}

static void
json_questions (RgJsonOut *json, const RgImportReport *report)
{
  rg_json_out_key (json, "questions");
  rg_json_out_begin_array (json);
  for (guint i = 0; i < report->questions->len; i++)
    {
      const RgImportQuestion *question = g_ptr_array_index (report->questions, i);

      rg_json_out_begin_object (json);
      json_text (json, "key", question->key);
      json_text (json, "who", question->who);
      json_text (json, "hint", question->hint);
      json_number (json, "rows", (gint64) question->rows);
      json_number (json, "amount_fen", question->amount_fen);
      json_text (json, "first", question->first);
      json_text (json, "last", question->last);
      json_candidates (json, question);
      json_answer (json, question->answer);
      rg_json_out_end_object (json);
    }
  rg_json_out_end_array (json);
}

/**
 * rg_cli_import_json:
 * @cli: a command
 * @plan: what was imported
 * @report: what came of it
 */
void
rg_cli_import_json (RgCli *cli, const RgImportPlan *plan, const RgImportReport *report)
{
  RgJsonOut json = RG_JSON_OUT_INIT (cli->out);
  const struct
  {
    const char *key;
    guint64 value;
  } counts[] = {
    { "rows", report->rows },
    { "created", report->created },
    { "updated", report->updated },
    { "skipped", report->skipped },
    { "refused", report->refused },
    { "phones_valid", report->phones_valid },
    { "phones_invalid", report->phones_invalid },
    { "phones_other", report->phones_other },
    { "phones_distinct", report->phones_distinct },
    { "duplicate_phone_rows", report->duplicate_phone_rows },
    { "dates_solar", report->dates_solar },
    { "dates_serial", report->dates_serial },
    { "dates_lunar", report->dates_lunar },
    { "dates_unparsable", report->dates_unparsable },
    { "tags_distinct", report->tags_distinct },
    { "attachments", report->attachments },
    { "damaged_rows", report->damaged_rows },
  };

  rg_json_out_begin_object (&json);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      rg_json_out_key (&json, counts[i].key);
      rg_json_out_integer (&json, (gint64) counts[i].value);
    }
  rg_json_out_key (&json, "encoding");
  rg_json_out_text (&json, report->encoding);
  rg_json_out_key (&json, "delimiter");
  rg_json_out_text (&json, report->delimiter);
  rg_json_out_key (&json, "seconds");
  rg_json_out_real (&json, report->seconds);
  rg_json_out_key (&json, "operation");
  if (report->operation != 0)
    rg_json_out_integer (&json, report->operation);
  else
    rg_json_out_null (&json);
  rg_json_out_key (&json, "refused_file");
  rg_json_out_text (&json, report->refused_path);
  rg_json_out_key (&json, "own_fields");
  rg_json_out_texts (&json, (const char *const *) report->own_fields);
  rg_json_out_key (&json, "dry_run");
  rg_json_out_boolean (&json, report->dry_run);
  rg_json_out_key (&json, "bill");
  rg_json_out_text (&json, rg_import_plan_get_bill (plan));
  json_reasons (&json, report);
  json_questions (&json, report);
  rg_json_out_end_object (&json);
  rg_json_out_finish (&json);
}

static void
write_count (RgTextTable *columns, const char *label, guint64 count, gboolean always)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, count);
  const char *cells[] = { label, number };

  if (always || count > 0)
    rg_text_table_add (columns, cells);
}

static void
write_reasons (RgCli *cli, const RgImportReport *report)
{
  RgTextTable *columns;

  if (report->reasons->len == 0)
    return;
  rg_output_put (cli->out, "\n");
  rg_output_put (cli->out, _ ("Why rows were not imported:"));
  rg_output_put (cli->out, "\n");
  columns = rg_text_table_new (cli->out, 2, NULL);
  rg_text_table_align_right (columns, 0);
  for (guint i = 0; i < MIN (report->reasons->len, REASONS_MAX); i++)
    {
      const RgImportReason *reason = g_ptr_array_index (report->reasons, i);
      g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, reason->rows);
      const char *cells[] = { number, reason->reason };

      rg_text_table_add (columns, cells);
    }
  rg_text_table_free (columns);
}

static void
write_candidates (RgCli *cli, const RgImportQuestion *question)
{
  RgTextTable *columns = rg_text_table_new (cli->out, 4, NULL);

  rg_text_table_align_right (columns, 0);
  for (guint i = 0; i < question->candidates->len; i++)
    {
      const RgImportCandidate *candidate = g_ptr_array_index (question->candidates, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, candidate->id);
      g_autofree char *phone = candidate->phone != NULL ? rg_phone_format (candidate->phone) : g_strdup ("");
      const char *cells[] = { id, candidate->name != NULL ? candidate->name : "", phone, candidate->why };

      rg_text_table_add (columns, cells);
    }
  rg_text_table_free (columns);
}

static void
write_questions (RgCli *cli, const RgImportReport *report)
{
  guint open = 0;

  for (guint i = 0; i < report->questions->len; i++)
    {
      const RgImportQuestion *question = g_ptr_array_index (report->questions, i);
      g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, question->rows);

      if (question->answer != RG_IMPORT_ANSWER_NONE)
        continue;
      rg_output_put (cli->out, "\n");
      /* Translators: the first %s is a name in a bill, the second a number. */
      rg_output_printf (cli->out,
                        ngettext ("Who is “%s”? (%s row)", "Who is “%s”? (%s rows)", question->rows),
                        question->key, number);
      rg_output_put (cli->out, "\n");
      write_candidates (cli, question);
      open++;
    }
  if (open > 0)
    {
      rg_output_put (cli->out,
                     _ ("Say it with --who 'NAME=ID', 'NAME=new' or 'NAME=leave', and import again."));
      rg_output_put (cli->out, "\n");
    }
}

/**
 * rg_cli_import_text:
 * @cli: a command
 * @plan: what was imported
 * @report: what came of it
 */
void
rg_cli_import_text (RgCli *cli, const RgImportPlan *plan, const RgImportReport *report)
{
  RgTextTable *columns = rg_text_table_new (cli->out, 2, NULL);

  if (rg_import_plan_get_bill (plan) != NULL)
    {
      rg_output_put (cli->out, rg_import_bill_name (rg_import_plan_get_bill (plan)));
      rg_output_put (cli->out, "\n");
    }
  rg_text_table_align_right (columns, 1);
  write_count (columns, _ ("Rows"), report->rows, TRUE);
  write_count (columns, _ ("New"), report->created, TRUE);
  write_count (columns, _ ("Known already, brought up to date"), report->updated, TRUE);
  write_count (columns, _ ("Skipped"), report->skipped, FALSE);
  write_count (columns, _ ("Not imported"), report->refused, TRUE);
  write_count (columns, _ ("Phone cells that are no number (kept in the notes)"), report->phones_invalid,
               FALSE);
  write_count (columns, _ ("Dates that cannot be read (kept in the notes)"), report->dates_unparsable, FALSE);
  write_count (columns, _ ("Photos and other files"), report->attachments, FALSE);
  write_count (columns, _ ("Rows with damaged characters"), report->damaged_rows, FALSE);
  rg_text_table_free (columns);

  if (report->own_fields != NULL && report->own_fields[0] != NULL)
    {
      g_autofree char *names = g_strjoinv (_ (", "), report->own_fields);

      rg_output_printf (
          cli->out, report->dry_run ? _ ("New own fields would be: %s") : _ ("New own fields: %s"), names);
      rg_output_put (cli->out, "\n");
    }
  if (report->refused_path != NULL)
    {
      rg_output_printf (cli->out, _ ("The rows that were not imported stand in %s with the reason."),
                        report->refused_path);
      rg_output_put (cli->out, "\n");
    }
  if (report->operation != 0)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, report->operation);

      rg_output_printf (cli->out, _ ("“regulars-cli undo %s” takes the whole import back."), number);
      rg_output_put (cli->out, "\n");
    }
  else if (report->dry_run)
    {
      rg_output_put (cli->out, _ ("This was a trial; nothing was written."));
      rg_output_put (cli->out, "\n");
    }
  write_reasons (cli, report);
  write_questions (cli, report);
}
