/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-xlsx-writer.h"

#include <string.h>

/* The parts of a workbook's package around its sheets (ECMA-376, parts 1 and
 * 2): small texts, most of them always the same. */

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define SHEET_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml"

/* Longest name of a sheet, in UTF-16 units. */
#define NAME_MAX_UNITS 31

const char rg_xlsx_part_relations[] =
    XML "<Relationships xmlns=\"" PACKAGE "/relationships\">"
        "<Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" Target=\"xl/workbook.xml\"/>"
        "<Relationship Id=\"rId2\" Type=\"" PACKAGE "/relationships/metadata/core-properties\" "
        "Target=\"docProps/core.xml\"/>"
        "<Relationship Id=\"rId3\" Type=\"" OFFICE "/extended-properties\" Target=\"docProps/app.xml\"/>"
        "</Relationships>";

const char rg_xlsx_part_app[] =
    XML "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
        "<Application>Regulars</Application>"
        "</Properties>";

/* In the order of RgXlsxStyle. */
const char rg_xlsx_part_styles[] = XML
    "<styleSheet xmlns=\"" MAIN "\">"
    "<numFmts count=\"3\">"
    "<numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm\"/>"
    "<numFmt numFmtId=\"166\" formatCode=\"hh:mm\"/>"
    "</numFmts>"
    "<fonts count=\"2\">"
    "<font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>"
    "</fonts>"
    "<fills count=\"2\">"
    "<fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill>"
    "</fills>"
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
    "<cellXfs count=\"7\">"
    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" "
    "applyFont=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"4\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"165\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"166\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    "</cellXfs>"
    "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
    "</styleSheet>";

/* What XML 1.0 has no way to say. */
static gboolean
is_unspeakable (gunichar c)
{
  return (c < 0x20 && c != '\t' && c != '\n') || c == 0xfffe || c == 0xffff;
}

/* "_x000D_" in a text would be read as a carriage return; so would "_x000D"
 * before a sign whose own notation begins with the last stroke. */
static gboolean
looks_escaped (const char *p, const char *end)
{
  if (end - p < 7 || p[0] != '_' || p[1] != 'x' ||
      (p[6] != '_' && !is_unspeakable (g_utf8_get_char_validated (p + 6, end - p - 6))))
    return FALSE;
  for (int i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return FALSE;
    }
  return TRUE;
}

/* How many bytes from @p on stand for themselves. */
static gsize
plain_run (const char *p, const char *end)
{
  const char *start = p;

  while (p < end && (guchar) *p >= 0x20 && *p != '&' && *p != '<' && *p != '>' && *p != '"' && *p != '_' &&
         *p != '\xef')
    p++;
  return (gsize) (p - start);
}

/**
 * rg_xlsx_append_text:
 * @xml: what to append to
 * @text: valid UTF-8
 * @n: its length in bytes
 *
 * Appends @text as content of an element or attribute. What XML cannot hold
 * stands there in the workbook's own notation, _x0001_.
 */
void
rg_xlsx_append_text (GString *xml, const char *text, gsize n)
{
  const char *end = text + n;

  while (text < end)
    {
      gsize run = plain_run (text, end);
      gunichar c;

      g_string_append_len (xml, text, (gssize) run);
      text += run;
      if (text == end)
        break;
      c = g_utf8_get_char (text);
      if (c == '&')
        g_string_append (xml, "&amp;");
      else if (c == '<')
        g_string_append (xml, "&lt;");
      else if (c == '>')
        g_string_append (xml, "&gt;");
      else if (c == '"')
        g_string_append (xml, "&quot;");
      else if (is_unspeakable (c))
        g_string_append_printf (xml, "_x%04X_", c);
      else if (looks_escaped (text, end))
        g_string_append (xml, "_x005F_");
      else
        g_string_append_unichar (xml, c);
      text = g_utf8_next_char (text);
    }
}

/* --- the book ------------------------------------------------------------- */

/* Excel refuses some characters and long names. */
static char *
sheet_name (const char *label, guint number)
{
  g_autofree char *suffix = number > 0 ? g_strdup_printf (" (%u)", number + 1) : g_strdup ("");
  g_autoptr (GString) name = g_string_new (NULL);
  gsize units = strlen (suffix);

  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      units += c > 0xffff ? 2 : 1;
      if (units > NAME_MAX_UNITS)
        break;
      if (strchr ("[]:*?/\\'", *p) == NULL && !is_unspeakable (c))
        g_string_append_unichar (name, c);
    }
  g_string_append (name, suffix);
  return g_string_free_and_steal (g_steal_pointer (&name));
}

/**
 * rg_xlsx_part_workbook:
 * @sheet: what the sheets are called
 * @filters: (element-type utf8): the cells that each sheet's filter spans
 *
 * Returns: (transfer full): xl/workbook.xml
 */
char *
rg_xlsx_part_workbook (const char *sheet, GPtrArray *filters)
{
  g_autoptr (GString) xml = g_string_new (XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\">"
                                              "<workbookPr/><bookViews><workbookView/></bookViews><sheets>");
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < filters->len; i++)
    {
      g_autofree char *name = sheet_name (sheet, i);
      g_auto (GStrv) corners = g_strsplit (g_ptr_array_index (filters, i), ":", 2);
      guint digits[2] = { (guint) strcspn (corners[0], "0123456789"),
                          (guint) strcspn (corners[1], "0123456789") };

      g_string_append (xml, "<sheet name=\"");
      rg_xlsx_append_text (xml, name, strlen (name));
      g_string_append_printf (xml, "\" sheetId=\"%u\" r:id=\"rId%u\"/>", i + 1, i + 1);
      /* Excel keeps a filter under a hidden name too. */
      g_string_append_printf (
          names, "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"%u\" hidden=\"1\">'", i);
      rg_xlsx_append_text (names, name, strlen (name));
      g_string_append_printf (names, "'!$%.*s$%s:$%.*s$%s</definedName>", (int) digits[0], corners[0],
                              corners[0] + digits[0], (int) digits[1], corners[1], corners[1] + digits[1]);
    }
  g_string_append_printf (xml, "</sheets><definedNames>%s</definedNames></workbook>", names->str);
  return g_string_free_and_steal (g_steal_pointer (&xml));
}

/**
 * rg_xlsx_part_workbook_relations:
 * @n_sheets: how many there are
 *
 * Returns: (transfer full): xl/_rels/workbook.xml.rels
 */
char *
rg_xlsx_part_workbook_relations (guint n_sheets)
{
  g_autoptr (GString) xml = g_string_new (XML "<Relationships xmlns=\"" PACKAGE "/relationships\">");

  for (guint i = 1; i <= n_sheets; i++)
    g_string_append_printf (xml,
                            "<Relationship Id=\"rId%u\" Type=\"" OFFICE "/worksheet\" "
                            "Target=\"worksheets/sheet%u.xml\"/>",
                            i, i);
  g_string_append_printf (
      xml, "<Relationship Id=\"rId%u\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/></Relationships>",
      n_sheets + 1);
  return g_string_free_and_steal (g_steal_pointer (&xml));
}

/**
 * rg_xlsx_part_content_types:
 * @n_sheets: how many there are
 *
 * Returns: (transfer full): [Content_Types].xml
 */
char *
rg_xlsx_part_content_types (guint n_sheets)
{
  g_autoptr (GString) xml = g_string_new (
      XML
      "<Types xmlns=\"" PACKAGE "/content-types\">"
      "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" SHEET_TYPE ".sheet.main+xml\"/>");

  for (guint i = 1; i <= n_sheets; i++)
    g_string_append_printf (xml,
                            "<Override PartName=\"/xl/worksheets/sheet%u.xml\" "
                            "ContentType=\"" SHEET_TYPE ".worksheet+xml\"/>",
                            i);
  g_string_append (xml,
                   "<Override PartName=\"/xl/styles.xml\" ContentType=\"" SHEET_TYPE ".styles+xml\"/>"
                   "<Override PartName=\"/docProps/core.xml\" "
                   "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
                   "<Override PartName=\"/docProps/app.xml\" "
                   "ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>"
                   "</Types>");
  return g_string_free_and_steal (g_steal_pointer (&xml));
}

/**
 * rg_xlsx_part_core:
 * @title: of the document
 * @created: when, in UTC milliseconds
 *
 * Returns: (transfer full): docProps/core.xml
 */
char *
rg_xlsx_part_core (const char *title, gint64 created)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (created / 1000);
  g_autofree char *text = g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ");
  g_autoptr (GString) xml = g_string_new (
      XML "<cp:coreProperties xmlns:cp=\"" PACKAGE "/metadata/core-properties\" "
          "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
          "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");

  rg_xlsx_append_text (xml, title, strlen (title));
  g_string_append_printf (xml,
                          "</dc:title><dcterms:created xsi:type=\"dcterms:W3CDTF\">%s</dcterms:created>"
                          "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">%s</dcterms:modified>"
                          "</cp:coreProperties>",
                          text, text);
  return g_string_free_and_steal (g_steal_pointer (&xml));
}
