/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-vcard-writer.h"

#include "exchange/rg-import-private.h"
#include "exchange/rg-picture-type.h"
#include "exchange/rg-vcard-row.h"

#include "catalog/rg-phone.h"
#include "catalog/rg-text.h"

#include <string.h>

/* Bytes of a line without its end. */
#define OCTETS_MAX 75

/* One card on its way out. */
typedef struct
{
  GString *to;
  RgVcardVersion version;
  const RgRow *row;
  GPtrArray *fields;
  GString *line;
} Card;

/* --- lines ---------------------------------------------------------------- */

/* Ends the line: folds it, never within a character. */
static void
end_line (Card *card)
{
  const char *p = card->line->str;
  gsize left = card->line->len;
  gsize room = OCTETS_MAX;

  while (left > room)
    {
      gsize n = room;

      while (n > 1 && ((guint8) p[n] & 0xc0) == 0x80)
        n--;
      g_string_append_len (card->to, p, (gssize) n);
      g_string_append (card->to, "\r\n ");
      p += n;
      left -= n;
      room = OCTETS_MAX - 1;
    }
  g_string_append_len (card->to, p, (gssize) left);
  g_string_append (card->to, "\r\n");
  g_string_truncate (card->line, 0);
}

static void
append_escaped (GString *line, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\r')
        continue;
      if (*p == '\n')
        g_string_append (line, "\\n");
      else
        {
          if (*p == '\\' || *p == ',' || *p == ';')
            g_string_append_c (line, '\\');
          g_string_append_c (line, *p);
        }
    }
}

/* @head: the name with its parameters. */
static void
write_text (Card *card, const char *head, const char *text)
{
  g_string_append (card->line, head);
  g_string_append_c (card->line, ':');
  append_escaped (card->line, text);
  end_line (card);
}

static void
write_raw (Card *card, const char *line)
{
  g_string_append (card->line, line);
  end_line (card);
}

/* --- fields --------------------------------------------------------------- */

/* The value of a field that is exported. (nullable) */
static const char *
get (const Card *card, const char *key)
{
  for (guint i = 0; i < card->fields->len; i++)
    {
      const RgField *field = g_ptr_array_index (card->fields, i);

      if (strcmp (field->key, key) == 0)
        return rg_value_get_text (rg_row_get (card->row, field));
    }
  return NULL;
}

static char *
format (const Card *card, const char *key)
{
  for (guint i = 0; i < card->fields->len; i++)
    {
      const RgField *field = g_ptr_array_index (card->fields, i);

      if (strcmp (field->key, key) == 0)
        return rg_row_format (card->row, field, RG_FORMAT_EXCHANGE);
    }
  return g_strdup ("");
}

/* Ours, for what stands nowhere else in the card. */
static void
write_own (Card *card, const RgField *field)
{
  g_autofree char *text = rg_row_format (card->row, field, RG_FORMAT_EXCHANGE);
  g_autofree char *key = g_strdelimit (g_ascii_strup (field->key, -1), "_", '-');

  if (*text == '\0')
    return;
  g_string_append (card->line, RG_VCARD_OWN_PREFIX);
  g_string_append (card->line, key);
  g_string_append (card->line, ";" RG_VCARD_OWN_LABEL "=\"");
  for (const char *p = rg_field_get_label (field); *p != '\0'; p++)
    {
      if (*p == '^' || *p == '"' || *p == '\n')
        g_string_append_printf (card->line, "^%c", *p == '\n' ? 'n' : *p == '"' ? '\'' : '^');
      else if (!g_ascii_iscntrl (*p))
        g_string_append_c (card->line, *p);
    }
  g_string_append_c (card->line, '"');
  write_text (card, "", text);
}

/* --- who ------------------------------------------------------------------ */

/* The same for the same customer, so that a phone that has the card gets no
 * second one. */
static void
write_uid (Card *card)
{
  const RgField *created = rg_entity_find_field (rg_row_get_entity (card->row), "created_at");
  g_autofree char *time =
      created != NULL ? rg_row_format (card->row, created, RG_FORMAT_EXCHANGE) : g_strdup ("");
  g_autofree char *all =
      g_strdup_printf ("regulars %" G_GINT64_FORMAT " %s", rg_row_get_id (card->row), time);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA1, all, -1);
  g_autofree char *line = g_strdup_printf ("UID:urn:uuid:%.8s-%.4s-5%.3s-8%.3s-%.12s", sum, sum + 8, sum + 13,
                                           sum + 17, sum + 20);

  write_raw (card, line);
}

static void
write_name (Card *card)
{
  const char *name = get (card, "name") != NULL ? get (card, "name") : "";
  gboolean company = g_strcmp0 (get (card, "kind"), "company") == 0;
  gsize surname = company ? 0 : rg_surname_length (name);

  g_string_append (card->line, "N:");
  if (surname > 0)
    {
      g_autofree char *family = g_strndup (name, surname);

      append_escaped (card->line, family);
      g_string_append_c (card->line, ';');
      append_escaped (card->line, name + surname);
      g_string_append (card->line, ";;;");
    }
  else
    {
      append_escaped (card->line, company ? "" : name);
      g_string_append (card->line, ";;;;");
    }
  end_line (card);
  write_text (card, "FN", name);
  if (company)
    write_text (card, "ORG", name);
  if (card->version == RG_VCARD_VERSION_4 && get (card, "kind") != NULL)
    write_raw (card, company ? "KIND:org" : "KIND:individual");
}

static void
write_phone (Card *card, const char *phone, gboolean first)
{
  g_autofree char *normal = NULL;
  gboolean mobile = rg_phone_normalize (phone, &normal) == RG_PHONE_MOBILE;

  if (card->version == RG_VCARD_VERSION_4)
    write_text (card,
                mobile  ? first ? "TEL;TYPE=cell;PREF=1" : "TEL;TYPE=cell"
                : first ? "TEL;TYPE=voice;PREF=1"
                        : "TEL;TYPE=voice",
                phone);
  else
    write_text (card,
                mobile  ? first ? "TEL;TYPE=CELL,PREF" : "TEL;TYPE=CELL"
                : first ? "TEL;TYPE=VOICE,PREF"
                        : "TEL;TYPE=VOICE",
                phone);
}

static void
write_phones (Card *card)
{
  const char *phone = get (card, "phone");
  const char *json = get (card, "phones");
  g_auto (GStrv) all = json != NULL ? rg_text_list_from_json (json) : NULL;

  if (phone != NULL)
    write_phone (card, phone, TRUE);
  for (guint i = 0; all != NULL && all[i] != NULL; i++)
    {
      if (g_strcmp0 (all[i], phone) != 0)
        write_phone (card, all[i], phone == NULL && i == 0);
    }
}

static void
write_wechat (Card *card)
{
  const char *wechat = get (card, "wechat");
  g_autofree char *escaped = NULL;
  g_autofree char *line = NULL;

  if (wechat == NULL)
    return;
  escaped = g_uri_escape_string (wechat, NULL, FALSE);
  line = g_strconcat ("IMPP;X-SERVICE-TYPE=WeChat:weixin:", escaped, NULL);
  write_text (card, "X-WECHAT", wechat);
  write_raw (card, line);
}

/* --- what ----------------------------------------------------------------- */

static void
write_address (Card *card)
{
  g_autofree char *address = format (card, "address");
  g_autofree char *region = format (card, "region");

  if (*address == '\0' && *region == '\0')
    return;
  g_string_append (card->line, card->version == RG_VCARD_VERSION_4 ? "ADR;TYPE=home:;;" : "ADR;TYPE=HOME:;;");
  append_escaped (card->line, address);
  g_string_append (card->line, ";;");
  append_escaped (card->line, region);
  g_string_append (card->line, ";;");
  end_line (card);
}

/* Days of the solar calendar; vCard has no word for others. %FALSE for them. */
static gboolean
write_birthday (Card *card)
{
  const char *day = get (card, "birthday");
  g_autofree char *line = NULL;

  if (day == NULL)
    return TRUE;
  if (strlen (day) == 10 && g_ascii_isdigit (*day))
    {
      if (card->version == RG_VCARD_VERSION_4)
        line = g_strdup_printf ("BDAY:%.4s%.2s%.2s", day, day + 5, day + 8);
      else
        line = g_strconcat ("BDAY:", day, NULL);
    }
  else if (strlen (day) == 7 && g_str_has_prefix (day, "--"))
    {
      if (card->version == RG_VCARD_VERSION_4)
        line = g_strdup_printf ("BDAY:--%.2s%.2s", day + 2, day + 5);
      else
        line = g_strconcat ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-", day + 2, NULL);
    }
  else
    return FALSE;
  write_raw (card, line);
  return TRUE;
}

static void
write_tags (Card *card)
{
  const char *json = get (card, "tags");
  g_auto (GStrv) tags = json != NULL ? rg_text_list_from_json (json) : NULL;

  if (tags == NULL || tags[0] == NULL)
    return;
  g_string_append (card->line, "CATEGORIES:");
  for (guint i = 0; tags[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (card->line, ',');
      append_escaped (card->line, tags[i]);
    }
  end_line (card);
}

static void
write_picture (Card *card, const RgGridPicture *picture)
{
  const char *type = rg_picture_type (picture->bytes, NULL);
  gsize size;
  const guchar *data = g_bytes_get_data (picture->bytes, &size);
  g_autofree char *coded = NULL;

  if (type == NULL)
    return;
  coded = g_base64_encode (data, size);
  if (card->version == RG_VCARD_VERSION_4)
    g_string_append_printf (card->line, "PHOTO:data:%s;base64,", type);
  else
    {
      g_autofree char *word = g_ascii_strup (type + strlen ("image/"), -1);

      g_string_append_printf (card->line, "PHOTO;ENCODING=b;TYPE=%s:", word);
    }
  g_string_append (card->line, coded);
  end_line (card);
}

/* Fields that a property of vCard gives back exactly. */
static gboolean
has_property (const RgField *field)
{
  static const char *const keys[] = { "name",   "phone",    "phones",  "wechat", "email", "tags",
                                      "gender", "birthday", "address", "notes",  NULL };

  return (field->flags & RG_FIELD_OWN) == 0 && g_strv_contains (keys, field->key);
}

static void
write_simple (Card *card)
{
  const char *email = get (card, "email");
  const char *gender = get (card, "gender");
  const char *notes = get (card, "notes");

  if (email != NULL)
    write_text (card, card->version == RG_VCARD_VERSION_4 ? "EMAIL" : "EMAIL;TYPE=INTERNET", email);
  if (g_strcmp0 (gender, "male") == 0 || g_strcmp0 (gender, "female") == 0)
    write_text (card, card->version == RG_VCARD_VERSION_4 ? "GENDER" : "X-GENDER",
                *gender == 'm' ? "M" : "F");
  if (notes != NULL)
    write_text (card, "NOTE", notes);
}

/**
 * rg_vcard_write:
 * @to: where the card is appended
 * @version: of the card
 * @row: a customer
 * @fields: (element-type RgField): which of its fields
 * @pictures: (element-type RgGridPicture) (nullable): its photos
 *
 * Writes one card.
 */
void
rg_vcard_write (GString *to, RgVcardVersion version, const RgRow *row, GPtrArray *fields, GPtrArray *pictures)
{
  g_autoptr (GString) line = g_string_new (NULL);
  Card card = { to, version, row, fields, line };
  gboolean birthday;

  write_raw (&card, "BEGIN:VCARD");
  write_raw (&card, version == RG_VCARD_VERSION_4 ? "VERSION:4.0" : "VERSION:3.0");
  write_raw (&card, "PRODID:" RG_VCARD_PRODUCT "Regulars//EN");
  write_uid (&card);
  write_name (&card);
  write_phones (&card);
  write_wechat (&card);
  write_simple (&card);
  write_address (&card);
  birthday = write_birthday (&card);
  write_tags (&card);
  for (guint i = 0; i < fields->len; i++)
    {
      const RgField *field = g_ptr_array_index (fields, i);

      if (!has_property (field) || (!birthday && strcmp (field->key, "birthday") == 0))
        write_own (&card, field);
    }
  for (guint i = 0; pictures != NULL && i < pictures->len; i++)
    write_picture (&card, g_ptr_array_index (pictures, i));
  write_raw (&card, "END:VCARD");
}
