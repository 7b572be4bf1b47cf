/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/rg-vcard-row.h"

#include "catalog/rg-date.h"
#include "catalog/rg-phone.h"
#include "catalog/rg-text.h"
#include "shop/rg-tags.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* What each property means for a shop. */

/* The year that an iPhone writes when there is none. */
#define NO_YEAR "1604-"
#define ADDRESS_PARTS 7
/* Addresses of a card that a LABEL is compared with, and LABELs that are. */
#define LABEL_ADDRESSES 8
#define LABELS_MAX 8

/* --- names, phones, addresses of the net ---------------------------------- */

static void
take_full_name (RgVcardRow *row, const RgVcardProperty *property)
{
  g_autofree char *text = rg_vcard_row_text (row, property);
  g_autofree char *trimmed = rg_text_trim (text);

  if (row->full_name == NULL)
    row->full_name = g_steal_pointer (&trimmed);
  else if (strcmp (row->full_name, trimmed) != 0)
    rg_vcard_row_add_line (row, "FN", trimmed);
}

static void
take_name (RgVcardRow *row, const RgVcardProperty *property)
{
  g_auto (GStrv) parts = rg_vcard_row_split (row, property, ';');

  if (row->name_parts == NULL)
    row->name_parts = g_steal_pointer (&parts);
  else
    {
      g_autofree char *joined = g_strjoinv (" ", parts);

      rg_vcard_row_add_line (row, "N", joined);
    }
}

static guint
count_digits (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += g_ascii_isdigit (*text);
  return n;
}

/* The numbers in a text, if they are all that it has of digits. */
static char **
split_numbers (const char *text)
{
  g_auto (GStrv) parts = rg_phone_split (text);
  guint digits = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    digits += count_digits (parts[i]);
  return parts[0] != NULL && digits == count_digits (text) ? g_steal_pointer (&parts) : NULL;
}

static void
take_phone (RgVcardRow *row, const RgVcardProperty *property)
{
  g_autofree char *custom = rg_vcard_row_custom_label (row, property);
  g_autofree char *text = rg_vcard_row_text (row, property);
  g_autofree char *trimmed = rg_text_trim (text);
  const char *number = g_ascii_strncasecmp (trimmed, "tel:", 4) == 0 ? trimmed + 4 : trimmed;
  g_autofree char *normal = NULL;
  g_auto (GStrv) several = NULL;

  if (*number == '\0')
    return;
  if (rg_vcard_property_is (property, "FAX"))
    {
      rg_vcard_row_put (row, "+fax", number);
      return;
    }
  if (rg_phone_normalize (number, &normal) == RG_PHONE_INVALID)
    several = split_numbers (number);
  for (guint i = 0; several != NULL && several[i] != NULL; i++)
    g_ptr_array_add (row->phones, g_strdup (several[i]));
  if (several == NULL)
    g_ptr_array_add (row->phones, g_strdup (number));
  else
    rg_vcard_row_add_line (row, rg_vcard_row_label (row, "phone"), number);
  /* What the owner calls a number tells whose it is. */
  if (custom != NULL && rg_vcard_has_han (custom))
    rg_vcard_row_add_line (row, custom, number);
}

static void
take_email (RgVcardRow *row, const RgVcardProperty *property)
{
  g_autofree char *text = rg_vcard_row_text (row, property);
  g_autofree char *trimmed = rg_text_trim (text);

  rg_vcard_row_put (row, "email", trimmed);
}

/* The name in a URI such as weixin:abc, or x-apple:abc. */
static char *
strip_scheme (const char *text)
{
  const char *colon = strchr (text, ':');
  g_autofree char *plain = NULL;

  if (colon == NULL)
    return rg_text_trim (text);
  plain = g_uri_unescape_string (colon + 1, NULL);
  return rg_text_trim (plain != NULL && g_utf8_validate (plain, -1, NULL) ? plain : colon + 1);
}

static const char *
service_key (const char *service)
{
  static const char *const wechat[] = { "wechat", "weixin", "wx", "微信", NULL };
  static const char *const qq[] = { "qq", "mqq", "tencent qq", NULL };
  g_autofree char *normal = rg_text_normalize (service);

  if (g_strv_contains (wechat, normal))
    return "wechat";
  return g_strv_contains (qq, normal) ? "+qq" : NULL;
}

/* The service of a messenger: said by a parameter, by what the owner calls it,
 * or by the scheme of the address. */
static void
take_messenger (RgVcardRow *row, const RgVcardProperty *property)
{
  g_autofree char *custom = rg_vcard_row_custom_label (row, property);
  g_autofree char *text = rg_vcard_row_text (row, property);
  g_autofree char *scheme = g_strndup (text, strcspn (text, ":"));
  g_autofree char *id = strip_scheme (text);
  const char *service = rg_vcard_property_get (property, "X-SERVICE-TYPE");
  const char *user = rg_vcard_property_get (property, "X-USER");
  const char *key;

  if (service == NULL && strcmp (property->name, "X-SOCIALPROFILE") == 0)
    service = rg_vcard_property_get (property, "TYPE");
  if (custom != NULL && (service == NULL || service_key (service) == NULL) && service_key (custom) != NULL)
    service = custom;
  if (service == NULL)
    service = scheme;
  key = g_utf8_validate (service, -1, NULL) ? service_key (service) : NULL;
  if (key != NULL && *id == '\0' && user != NULL && g_utf8_validate (user, -1, NULL))
    rg_vcard_row_put (row, key, user);
  else if (key != NULL)
    rg_vcard_row_put (row, key, id);
  else
    {
      g_autofree char *name = g_utf8_make_valid (custom != NULL ? custom : service, -1);

      rg_vcard_row_add_line (row, *name != '\0' && service != scheme ? name : property->name, text);
    }
}

static void
take_wechat (RgVcardRow *row, const RgVcardProperty *property)
{
  g_autofree char *text = rg_vcard_row_text (row, property);
  g_autofree char *trimmed = rg_text_trim (text);

  rg_vcard_row_put (row, "wechat", trimmed);
}

static void
take_qq (RgVcardRow *row, const RgVcardProperty *property)
{
  g_autofree char *text = rg_vcard_row_text (row, property);
  g_autofree char *trimmed = rg_text_trim (text);

  rg_vcard_row_put (row, "+qq", trimmed);
}

/* --- places --------------------------------------------------------------- */

static char *
join_address (char **parts)
{
  /* Country, province, city, street, then what is added to it. */
  static const guint han_order[ADDRESS_PARTS] = { 6, 4, 3, 2, 1, 0, 5 };
  static const guint order[ADDRESS_PARTS] = { 0, 1, 2, 3, 4, 5, 6 };
  g_autofree char *all = g_strjoinv ("", parts);
  gboolean han = rg_vcard_has_han (all);
  guint n = g_strv_length (parts);
  GString *address = g_string_new (NULL);

  for (guint i = 0; i < ADDRESS_PARTS; i++)
    {
      guint at = (han ? han_order : order)[i];
      const char *text = at < n ? parts[at] : "";

      if (*text == '\0')
        continue;
      if (address->len > 0 && (!han || at == 5))
        g_string_append (address, han ? " " : ", ");
      g_string_append (address, text);
    }
  for (guint i = ADDRESS_PARTS; i < n; i++)
    {
      if (*parts[i] != '\0')
        g_string_append_printf (address, ", %s", parts[i]);
    }
  g_string_replace (address, "\n", han ? " " : ", ", 0);
  return g_string_free_and_steal (address);
}

static void
put_region (RgVcardRow *row, char **parts)
{
  const RgField *field = rg_entity_find_field (row->customer, "region");
  guint n = g_strv_length (parts);
  g_autofree char *region = g_strconcat (n > 4 ? parts[4] : "", n > 3 ? parts[3] : "", NULL);
  g_auto (RgValue) value = RG_VALUE_INIT;

  if (*region != '\0' && rg_vcard_has_han (region) && rg_vcard_row_find (row, "region") == NULL &&
      rg_field_parse (field, region, &value, NULL))
    rg_vcard_row_put (row, "region", region);
}

static void
take_address (RgVcardRow *row, const RgVcardProperty *property)
{
  g_auto (GStrv) parts = rg_vcard_row_split (row, property, ';');
  g_autofree char *custom = NULL;
  g_autofree char *address = NULL;

  /* The region of our own cards has a property of its own. */
  if (row->is_own)
    {
      if (g_strv_length (parts) > 2)
        rg_vcard_row_put (row, "address", parts[2]);
      return;
    }
  address = join_address (parts);
  custom = rg_vcard_row_custom_label (row, property);
  if (rg_vcard_row_find (row, "address") != NULL && custom != NULL && *custom != '\0')
    {
      rg_vcard_row_add_line (row, custom, address);
      return;
    }
  rg_vcard_row_put (row, "address", address);
  put_region (row, parts);
}

/* The lines on an envelope: mostly what an ADR says, once more. */
static void
take_label (RgVcardRow *row, const RgVcardProperty *property)
{
  g_autofree char *text = rg_vcard_row_text (row, property);
  guint looked_at = row->address_labels++ < LABELS_MAX ? 0 : LABEL_ADDRESSES;

  for (guint i = 0; i < row->card->properties->len && looked_at < LABEL_ADDRESSES; i++)
    {
      const RgVcardProperty *other = g_ptr_array_index (row->card->properties, i);
      g_auto (GStrv) parts = NULL;
      gboolean all = TRUE;

      if (strcmp (other->name, "ADR") != 0)
        continue;
      looked_at++;
      parts = rg_vcard_row_split (row, other, ';');
      for (guint j = 0; parts[j] != NULL && all; j++)
        all = strstr (text, parts[j]) != NULL || j == 6;
      if (all)
        return;
    }
  rg_vcard_row_add_line (row, "LABEL", text);
}

static void
take_company (RgVcardRow *row, const RgVcardProperty *property)
{
  g_auto (GStrv) parts = rg_vcard_row_split (row, property, ';');
  g_autoptr (GString) company = g_string_new (NULL);

  /* The customer's own name. */
  if (row->is_own)
    return;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0')
        continue;
      if (company->len > 0)
        g_string_append (company, " / ");
      g_string_append (company, parts[i]);
    }
  rg_vcard_row_put (row, "+company", company->str);
}

/* --- days ----------------------------------------------------------------- */

/* 19800322, 1980-03-22T10:00, --0322, 1604-03-22 as our dates are written. */
static char *
tidy_date (const char *text)
{
  g_autofree char *trimmed = rg_text_trim (text);
  char *t = strchr (trimmed, 'T');
  gsize n;

  if (t != NULL && t > trimmed && g_ascii_isdigit (t[-1]))
    *t = '\0';
  n = strlen (trimmed);
  if (n == 8 && strspn (trimmed, "0123456789") == 8)
    {
      char *day = g_strdup_printf ("%.4s-%.2s-%.2s", trimmed, trimmed + 4, trimmed + 6);

      g_free (trimmed);
      trimmed = day;
    }
  else if (n == 6 && g_str_has_prefix (trimmed, "--") && strspn (trimmed + 2, "0123456789") == 4)
    return g_strdup_printf ("--%.2s-%.2s", trimmed + 2, trimmed + 4);
  if (g_str_has_prefix (trimmed, NO_YEAR))
    return g_strconcat ("--", trimmed + strlen (NO_YEAR), NULL);
  return g_steal_pointer (&trimmed);
}

/* A time of day that a date has no room for. */
static gboolean
has_time (const char *text)
{
  const char *t = strchr (text, 'T');

  return t != NULL && t > text && g_ascii_isdigit (t[-1]) && strpbrk (t, "123456789") != NULL;
}

static gboolean
is_lunar (const RgVcardProperty *property)
{
  const char *calendar = rg_vcard_property_get (property, "CALSCALE");

  return strstr (property->name, "LUNAR") != NULL ||
         (calendar != NULL &&
          (g_ascii_strcasecmp (calendar, "chinese") == 0 || g_ascii_strcasecmp (calendar, "lunar") == 0));
}

/* A day of the Chinese calendar, as 农历1990年8月15日. (transfer full) (nullable) */
static char *
lunar_date (const char *text)
{
  g_autofree char *tidy = tidy_date (text);
  g_autofree char *written = NULL;
  g_autofree char *parsed = NULL;
  RgDateForm form;
  guint year, month, day;

  if (sscanf (tidy, "%4u-%2u-%2u", &year, &month, &day) == 3)
    written = g_strdup_printf ("农历%u年%u月%u日", year, month, day);
  else if (sscanf (tidy, "--%2u-%2u", &month, &day) == 2)
    written = g_strdup_printf ("农历%u月%u日", month, day);
  else
    written = g_strconcat ("农历", tidy, NULL);
  parsed = rg_date_parse (written, FALSE, &form, NULL);
  return parsed != NULL && form == RG_DATE_FORM_LUNAR ? g_steal_pointer (&written) : NULL;
}

static void
take_birthday (RgVcardRow *row, const RgVcardProperty *property)
{
  g_autofree char *text = rg_vcard_row_text (row, property);
  g_autofree char *date = is_lunar (property) ? lunar_date (text) : tidy_date (text);

  if (date == NULL)
    rg_vcard_row_add_line (row, property->name, text);
  else if (rg_vcard_row_find (row, "birthday") == NULL)
    rg_vcard_row_put (row, "birthday", date);
  else if (!row->is_own)
    rg_vcard_row_put (row, "birthday", date);
  if (date != NULL && has_time (text))
    rg_vcard_row_add_line (row, property->name, text);
}

static void
take_anniversary (RgVcardRow *row, const RgVcardProperty *property)
{
  g_autofree char *text = rg_vcard_row_text (row, property);
  g_autofree char *date = tidy_date (text);

  rg_vcard_row_put (row, "+anniversary", date);
}

/* A day with a name of the owner's, or one of the address book's words. */
static void
take_named_date (RgVcardRow *row, const RgVcardProperty *property)
{
  g_autofree char *custom = rg_vcard_row_custom_label (row, property);
  g_autofree char *text = rg_vcard_row_text (row, property);
  g_autofree char *date = tidy_date (text);

  if (g_strcmp0 (custom, "Anniversary") == 0)
    rg_vcard_row_put (row, "+anniversary", date);
  else
    rg_vcard_row_add_line (row, custom != NULL && *custom != '\0' ? custom : property->name, date);
}

/* --- the rest ------------------------------------------------------------- */

static void
take_gender (RgVcardRow *row, const RgVcardProperty *property)
{
  g_auto (GStrv) parts = rg_vcard_row_split (row, property, ';');
  const char *sex = parts[0] != NULL ? parts[0] : "";

  if (g_ascii_strcasecmp (sex, "M") == 0 || g_ascii_strcasecmp (sex, "F") == 0)
    rg_vcard_row_put (row, "gender", g_ascii_toupper (*sex) == 'M' ? _ ("Male") : _ ("Female"));
  else if (*sex != '\0' && strchr ("ONUonu", *sex) == NULL)
    rg_vcard_row_put (row, "gender", sex);
  if (parts[0] != NULL && parts[1] != NULL)
    rg_vcard_row_add_line (row, rg_vcard_row_label (row, "gender"), parts[1]);
}

static void
take_kind (RgVcardRow *row, const RgVcardProperty *property)
{
  g_autofree char *text = rg_vcard_row_text (row, property);

  if (row->is_own)
    return;
  if (g_ascii_strcasecmp (text, "org") == 0 || g_ascii_strcasecmp (text, "COMPANY") == 0)
    rg_vcard_row_put (row, "kind", _ ("Company"));
  else if (g_ascii_strcasecmp (text, "individual") != 0)
    rg_vcard_row_add_line (row, property->name, text);
}

static void
take_note (RgVcardRow *row, const RgVcardProperty *property)
{
  g_autofree char *text = rg_vcard_row_text (row, property);

  rg_vcard_row_put (row, "notes", text);
}

static void
take_tags (RgVcardRow *row, const RgVcardProperty *property)
{
  g_auto (GStrv) tags = rg_vcard_row_split (row, property, ',');

  /* Some programs escape the commas between the words. */
  if (!row->is_own && g_strv_length (tags) == 1 && strstr (tags[0], ", ") != NULL)
    {
      g_autofree char *all = g_strdup (tags[0]);

      g_strfreev (tags);
      tags = g_strsplit (all, ", ", -1);
    }
  for (guint i = 0; tags[i] != NULL; i++)
    {
      g_autofree char *escaped = rg_tags_escape (tags[i]);

      rg_vcard_row_put (row, "tags", escaped);
    }
}

static void
take_plain (RgVcardRow *row, const RgVcardProperty *property, const char *key)
{
  g_autofree char *text = rg_vcard_row_text (row, property);
  g_autofree char *trimmed = rg_text_trim (text);

  rg_vcard_row_put (row, key, trimmed);
}

static void
take_title (RgVcardRow *row, const RgVcardProperty *property)
{
  take_plain (row, property, "+title");
}

static void
take_nickname (RgVcardRow *row, const RgVcardProperty *property)
{
  take_plain (row, property, "+nickname");
}

static void
take_website (RgVcardRow *row, const RgVcardProperty *property)
{
  take_plain (row, property, "+website");
}

/* A picture in the card, or any other file; an address stays text. */
static void
take_file (RgVcardRow *row, const RgVcardProperty *property)
{
  char *type;
  GBytes *bytes = rg_vcard_property_bytes (property, &type);
  RgGridPicture picture = { NULL, type, bytes };

  if (bytes == NULL)
    {
      g_autofree char *text = rg_vcard_row_text (row, property);

      rg_vcard_row_add_line (row, property->name, text);
    }
  else if (g_bytes_get_size (bytes) == 0)
    g_bytes_unref (bytes);
  else
    {
      g_array_append_val (row->pictures, picture);
      return;
    }
  g_free (type);
}

/* Android: vnd.android.cursor.item/nickname;小王;1;;; */
static void
take_android (RgVcardRow *row, const RgVcardProperty *property)
{
  g_auto (GStrv) parts = rg_vcard_row_split (row, property, ';');
  guint n = g_strv_length (parts);
  const char *kind = n > 0 ? strrchr (parts[0], '/') : NULL;
  const char *value = n > 1 ? parts[1] : "";
  const char *type = n > 2 ? parts[2] : "";

  if (g_strcmp0 (kind, "/nickname") == 0)
    rg_vcard_row_put (row, "+nickname", value);
  else if (g_strcmp0 (kind, "/contact_event") == 0 && strcmp (type, "3") == 0 &&
           rg_vcard_row_find (row, "birthday") == NULL)
    rg_vcard_row_put (row, "birthday", value);
  else
    rg_vcard_row_add_line (row, kind != NULL ? kind + 1 : property->name, value);
}

gboolean
rg_vcard_row_take (RgVcardRow *row, const RgVcardProperty *property)
{
  static const struct
  {
    const char *name;
    void (*take) (RgVcardRow *row, const RgVcardProperty *property);
  } rules[] = {
    { "FN", take_full_name },
    { "N", take_name },
    { "TEL", take_phone },
    { "EMAIL", take_email },
    { "ADR", take_address },
    { "LABEL", take_label },
    { "ORG", take_company },
    { "TITLE", take_title },
    { "NICKNAME", take_nickname },
    { "URL", take_website },
    { "NOTE", take_note },
    { "CATEGORIES", take_tags },
    { "BDAY", take_birthday },
    { "X-LUNAR-BIRTHDAY", take_birthday },
    { "X-LUNARBIRTHDAY", take_birthday },
    { "X-BDAY-LUNAR", take_birthday },
    { "X-ALTBDAY", take_birthday },
    { "ANNIVERSARY", take_anniversary },
    { "X-ANNIVERSARY", take_anniversary },
    { "X-EVOLUTION-ANNIVERSARY", take_anniversary },
    { "X-MS-ANNIVERSARY", take_anniversary },
    { "X-ABDATE", take_named_date },
    { "GENDER", take_gender },
    { "X-GENDER", take_gender },
    { "SEX", take_gender },
    { "KIND", take_kind },
    { "X-ABSHOWAS", take_kind },
    { "IMPP", take_messenger },
    { "X-SOCIALPROFILE", take_messenger },
    { "X-WECHAT", take_wechat },
    { "X-WEIXIN", take_wechat },
    { "X-QQ", take_qq },
    { "PHOTO", take_file },
    { "LOGO", take_file },
    { "SOUND", take_file },
    { "KEY", take_file },
    { "X-ANDROID-CUSTOM", take_android },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      if (strcmp (rules[i].name, property->name) == 0)
        {
          rules[i].take (row, property);
          return TRUE;
        }
    }
  return FALSE;
}
