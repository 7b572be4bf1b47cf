/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/import/rg-import-pictures.h"

#include "app/import/rg-import-assistant.h"
#include "app/rg-pictures-private.h"

#include <glib/gstdio.h>

#define FILE_NAME "老客户名单.csv"

/* Invented people; numbers that nobody has. */
static const char list[] = "客户姓名,联系电话,会员等级,生日,余额,备注\n"
                           "林晓梅,19900001101,金卡,1988-06-21,1200,喜欢靠窗的位置\n"
                           "陈建国,199 0000 1102,银卡,1975/3/8,0,\n"
                           "欧阳娜,1990000110,金卡,农历八月十五,350.5,孩子上小学\n"
                           "马丽,19900001104,普通,1992-12-01,80,\n"
                           "周杰,没有,银卡,昨天,约五百,老周介绍\n"
                           "林晓梅,19900001101,金卡,1988-06-21,1200,\n"
                           "韩梅梅,19900001107,普通,2月30日,260,\n"
                           "曾小贤,19900001108,金卡,1983-02-14,640,周末才有空\n"
                           ",,银卡,,,\n"
                           "吴桐,19900001110,普通,1999-09-09,15,\n"
                           "郑爽爽,19900001111,金卡,1990-01-31,900,\n"
                           "合计,,,,3445.5,\n";

static RgImportAssistant *
find_assistant (RgWindow *window)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));

  return RG_IS_IMPORT_ASSISTANT (dialog) ? RG_IMPORT_ASSISTANT (dialog) : NULL;
}

/**
 * rg_import_pictures_open:
 * @window: a window
 * @scratch: a folder
 *
 * Opens the assistant with a list of customers.
 */
void
rg_import_pictures_open (RgWindow *window, const char *scratch)
{
  g_autofree char *path = g_build_filename (scratch, FILE_NAME, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (g_file_set_contents (path, list, -1, NULL))
    rg_window_import_file (window, file);
}

/**
 * rg_import_pictures_next:
 * @window: a window with the assistant in it
 */
void
rg_import_pictures_next (RgWindow *window)
{
  RgImportAssistant *assistant = find_assistant (window);

  if (assistant != NULL)
    gtk_widget_activate_action (GTK_WIDGET (assistant), "import.next", NULL);
}

/**
 * rg_import_pictures_back:
 * @window: a window with the assistant in it
 */
void
rg_import_pictures_back (RgWindow *window)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  if (focus != NULL)
    gtk_widget_activate_action (focus, "navigation.pop", NULL);
}

/**
 * rg_import_pictures_is_busy:
 * @window: a window
 *
 * Returns: whether the assistant is there and at work
 */
gboolean
rg_import_pictures_is_busy (RgWindow *window)
{
  RgImportAssistant *assistant = find_assistant (window);

  return assistant != NULL &&
         rg_import_session_get_state (rg_import_assistant_get_session (assistant)) != RG_IMPORT_STATE_IDLE;
}

/**
 * rg_import_pictures_shop:
 * @scratch: a folder
 *
 * Returns: (transfer full): a folder in it in which no shop is yet
 */
char *
rg_import_pictures_shop (const char *scratch)
{
  return g_build_filename (scratch, "import-shop", NULL);
}

/**
 * rg_import_pictures_clean:
 * @scratch: a folder
 *
 * Removes the list, its refused rows and the shop.
 */
void
rg_import_pictures_clean (const char *scratch)
{
  g_autoptr (GDir) dir = g_dir_open (scratch, 0, NULL);
  g_autofree char *shop = rg_import_pictures_shop (scratch);
  const char *name;

  rg_pictures_remove (shop);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (scratch, name, NULL);

      if (g_str_has_suffix (name, ".csv"))
        g_unlink (path);
    }
}
