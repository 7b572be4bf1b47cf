/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalog/rg-phone.h"

#include <locale.h>

typedef struct
{
  const char *text;
  RgPhoneKind kind;
  const char *normal;
} Case;

static const Case mobiles[] = {
  { "13812345678", RG_PHONE_MOBILE, "13812345678" },
  { "138 1234 5678", RG_PHONE_MOBILE, "13812345678" },
  { "138-1234-5678", RG_PHONE_MOBILE, "13812345678" },
  { "138.1234.5678", RG_PHONE_MOBILE, "13812345678" },
  { "+86 138 1234 5678", RG_PHONE_MOBILE, "13812345678" },
  { "+86-138-1234-5678", RG_PHONE_MOBILE, "13812345678" },
  { "(+86)13812345678", RG_PHONE_MOBILE, "13812345678" },
  { "+86(138)12345678", RG_PHONE_MOBILE, "13812345678" },
  { "0086 13812345678", RG_PHONE_MOBILE, "13812345678" },
  { "8613812345678", RG_PHONE_MOBILE, "13812345678" },
  { "86 13812345678", RG_PHONE_MOBILE, "13812345678" },
  { "＋８６１３８１２３４５６７８", RG_PHONE_MOBILE, "13812345678" },
  { "１３８－１２３４－５６７８", RG_PHONE_MOBILE, "13812345678" },
  { "　13812345678", RG_PHONE_MOBILE, "13812345678" },
  { "'13812345678", RG_PHONE_MOBILE, "13812345678" },
  { "\xe2\x80\xad"
    "13812345678\xe2\x80\xac",
    RG_PHONE_MOBILE, "13812345678" },
  { "138\xe2\x80\x93"
    "1234\xe2\x80\x93"
    "5678",
    RG_PHONE_MOBILE, "13812345678" },
  { "013812345678", RG_PHONE_MOBILE, "13812345678" },
  { "电话：13812345678", RG_PHONE_MOBILE, "13812345678" },
  { "Tel: 13812345678", RG_PHONE_MOBILE, "13812345678" },
  { "19912345678", RG_PHONE_MOBILE, "19912345678" },
};

static const Case others[] = {
  { "010-12345678", RG_PHONE_INVALID, NULL }, /* no local number begins with 1 */
  { "010-62345678", RG_PHONE_OTHER, "01062345678" },
  { "(0571)81234567", RG_PHONE_OTHER, "057181234567" },
  { "0571 8123 4567", RG_PHONE_OTHER, "057181234567" },
  { "0571－81234567", RG_PHONE_OTHER, "057181234567" },
  { "0575-8123456", RG_PHONE_OTHER, "05758123456" },
  { "021-6234567", RG_PHONE_INVALID, NULL }, /* Shanghai has eight digits */
  { "+86 571 8123 4567", RG_PHONE_OTHER, "057181234567" },
  { "+86-0571-81234567", RG_PHONE_OTHER, "057181234567" },
  { "86-571-81234567", RG_PHONE_OTHER, "057181234567" },
  { "+86 10 6234 5678", RG_PHONE_OTHER, "01062345678" },
  { "81234567", RG_PHONE_OTHER, "81234567" },
  { "8123456", RG_PHONE_OTHER, "8123456" },
  { "8123-4567", RG_PHONE_OTHER, "81234567" },
  { "0571-81234567转801", RG_PHONE_OTHER, "057181234567-801" },
  { "0571-81234567-801", RG_PHONE_OTHER, "057181234567-801" },
  { "0571-81234567 ext. 801", RG_PHONE_OTHER, "057181234567-801" },
  { "0571-81234567（分机801）", RG_PHONE_OTHER, "057181234567-801" },
  { "057181234567-801", RG_PHONE_OTHER, "057181234567-801" },
  { "81234567-801", RG_PHONE_OTHER, "81234567-801" },
  { "13812345678转801", RG_PHONE_INVALID, NULL },
  { "400-123-4567", RG_PHONE_OTHER, "4001234567" },
  { "4001234567转8", RG_PHONE_OTHER, "4001234567-8" },
  { "800 810 1234", RG_PHONE_OTHER, "8008101234" },
  { "95588", RG_PHONE_OTHER, "95588" },
  { "955188", RG_PHONE_OTHER, "955188" },
  { "96110", RG_PHONE_OTHER, "96110" },
  { "10086", RG_PHONE_OTHER, "10086" },
  { "12345", RG_PHONE_OTHER, "12345" },
  { "110", RG_PHONE_OTHER, "110" },
  { "+852 91234567", RG_PHONE_OTHER, "+85291234567" },
  { "00852 9123 4567", RG_PHONE_OTHER, "+85291234567" },
  { "+886-912-345-678", RG_PHONE_OTHER, "+886912345678" },
  { "+1 (415) 555-2671", RG_PHONE_OTHER, "+14155552671" },
  { "+44 207 946 0958", RG_PHONE_OTHER, "+442079460958" },
  { "+81 3-1234-5678", RG_PHONE_OTHER, "+81312345678" },
  { "+7 495 123-45-67", RG_PHONE_OTHER, "+74951234567" },
};

static const Case invalid[] = {
  { "", RG_PHONE_INVALID, NULL },
  { "   ", RG_PHONE_INVALID, NULL },
  { "不详", RG_PHONE_INVALID, NULL },
  { "同上", RG_PHONE_INVALID, NULL },
  { "1.38E+10", RG_PHONE_INVALID, NULL },
  { "138****5678", RG_PHONE_INVALID, NULL },
  { "138O1234567", RG_PHONE_INVALID, NULL },
  { "138123456789", RG_PHONE_INVALID, NULL },
  { "1381234567", RG_PHONE_INVALID, NULL },
  { "12812345678", RG_PHONE_INVALID, NULL },
  { "+8612812345678", RG_PHONE_INVALID, NULL },
  { "+861381234567", RG_PHONE_INVALID, NULL },
  { "00000000000", RG_PHONE_INVALID, NULL },
  { "123456", RG_PHONE_INVALID, NULL },
  { "1234567", RG_PHONE_INVALID, NULL },
  { "+", RG_PHONE_INVALID, NULL },
  { "++8613812345678", RG_PHONE_INVALID, NULL },
  { "+852 912", RG_PHONE_INVALID, NULL },
  { "+280 1234567", RG_PHONE_INVALID, NULL },
  { "+85291234567890123", RG_PHONE_INVALID, NULL },
  { "13812345678 13912345678", RG_PHONE_INVALID, NULL },
  { "12345678901234567890123456789012345678901234567890", RG_PHONE_INVALID, NULL },
  { "0571-81234567转", RG_PHONE_INVALID, NULL },
  { "0571-81234567转8015555", RG_PHONE_INVALID, NULL },
  { "+85291234567转12", RG_PHONE_INVALID, NULL },
  { "转801", RG_PHONE_INVALID, NULL },
  { "2025-11-22", RG_PHONE_INVALID, NULL },
};

static void
check (const Case *cases, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *normal = NULL;
      g_autofree char *again = NULL;
      RgPhoneKind kind = rg_phone_normalize (cases[i].text, &normal);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (normal, ==, cases[i].normal);
      g_assert_cmpint (kind, ==, cases[i].kind);
      if (normal == NULL)
        continue;
      /* What is stored, and what is shown, mean the same number. */
      g_assert_cmpint (rg_phone_normalize (normal, &again), ==, kind);
      g_assert_cmpstr (again, ==, normal);
      g_clear_pointer (&again, g_free);
      {
        g_autofree char *shown = rg_phone_format (normal);

        g_assert_cmpint (rg_phone_normalize (shown, &again), ==, kind);
        g_assert_cmpstr (again, ==, normal);
      }
    }
}

static void
test_mobiles (void)
{
  check (mobiles, G_N_ELEMENTS (mobiles));
  g_assert_cmpint (rg_phone_normalize ("13812345678", NULL), ==, RG_PHONE_MOBILE);
}

static void
test_others (void)
{
  check (others, G_N_ELEMENTS (others));
}

static void
test_invalid (void)
{
  check (invalid, G_N_ELEMENTS (invalid));
}

static void
test_format (void)
{
  static const char *const cases[][3] = {
    { "13812345678", "138 1234 5678", "138****5678" },
    { "01062345678", "010-6234 5678", "010****5678" },
    { "057181234567", "0571-8123 4567", "0571****4567" },
    { "05758123456", "0575-812 3456", "057****3456" },
    { "057181234567-801", "0571-8123 4567-801", "0571****4567" },
    { "4001234567", "400 123 4567", "40****4567" },
    { "81234567", "8123 4567", "******67" },
    { "8123456", "812 3456", "*****56" },
    { "95588", "95588", "***88" },
    { "110", "110", "*10" },
    { "+85291234567", "+852 9123 4567", "+852****4567" },
    { "+14155552671", "+1 415 555 2671", "+141****2671" },
    { "+442079460958", "+44 207 946 0958", "+4420****0958" },
    { "见名片", "见名片", NULL },
    { "", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = rg_phone_format (cases[i][0]);
      g_autofree char *masked = rg_phone_mask (cases[i][0]);

      g_assert_cmpstr (shown, ==, cases[i][1]);
      if (cases[i][2] != NULL)
        g_assert_cmpstr (masked, ==, cases[i][2]);
    }
}

static void
test_split (void)
{
  static const char *const cases[][2] = {
    { "13812345678", "13812345678" },
    { "13812345678 / 13912345678", "13812345678 13912345678" },
    { "13812345678；0571-81234567", "13812345678 057181234567" },
    { "13812345678、13912345678，13712345678", "13812345678 13912345678 13712345678" },
    { "13812345678 13912345678", "13812345678 13912345678" },
    { "138 1234 5678\n139 1234 5678", "13812345678 13912345678" },
    { "13812345678;13812345678", "13812345678" },
    { "13812345678或13912345678", "13812345678 13912345678" },
    { "13812345678，不详", "13812345678" },
    { "0571-81234567/138 1234 5678", "057181234567 13812345678" },
    { "010/62345678", "01062345678" },
    { "不详", "" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) numbers = rg_phone_split (cases[i][0]);
      g_autofree char *joined = g_strjoinv (" ", numbers);

      g_assert_cmpstr (joined, ==, cases[i][1]);
    }
}

/* As many as fit in the largest cell take no longer than it is long. */
static void
test_split_many (void)
{
  const guint n = 80000;
  g_autoptr (GString) cell = g_string_new (NULL);
  g_auto (GStrv) numbers = NULL;

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < n; i++)
        g_string_append_printf (cell, "138%08u;", i);
    }
  numbers = rg_phone_split (cell->str);
  g_assert_cmpuint (g_strv_length (numbers), ==, n);
  g_assert_cmpstr (numbers[0], ==, "13800000000");
  g_assert_cmpstr (numbers[17], ==, "13800000017");
  g_assert_cmpstr (numbers[n - 1], ==, "13800079999");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/mobile", test_mobiles);
  g_test_add_func ("/phone/other", test_others);
  g_test_add_func ("/phone/invalid", test_invalid);
  g_test_add_func ("/phone/format", test_format);
  g_test_add_func ("/phone/split", test_split);
  g_test_add_func ("/phone/split-many", test_split_many);
  return g_test_run ();
}
