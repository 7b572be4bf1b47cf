/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-folders.h"

/**
 * rg_folders_get_default:
 *
 * Returns: (transfer full): the folder of the shop that is opened at the first
 *   start
 */
char *
rg_folders_get_default (void)
{
  return g_build_filename (g_get_user_data_dir (), "regulars", RG_FOLDERS_SHOP, NULL);
}

/**
 * rg_folders_get_example:
 *
 * Returns: (transfer full): the folder of the example shop
 */
char *
rg_folders_get_example (void)
{
  return g_build_filename (g_get_user_data_dir (), "regulars", RG_FOLDERS_EXAMPLE, NULL);
}

/**
 * rg_folders_dup_usual:
 * @settings: the settings of this computer
 *
 * A shop that was moved away since is no reason to begin with an error page:
 * then it is the default one.
 *
 * Returns: (transfer full): the folder of the shop that was opened last
 */
char *
rg_folders_dup_usual (RgSettings *settings)
{
  g_autofree char *last = rg_settings_dup_string (settings, "last-shop");

  if (*last != '\0' && g_file_test (last, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&last);

  return rg_folders_get_default ();
}

/**
 * rg_folders_is_default:
 * @folder: (nullable): a folder
 *
 * Returns: whether it is the shop opened at the first start
 */
gboolean
rg_folders_is_default (const char *folder)
{
  g_autofree char *known = rg_folders_get_default ();

  return g_strcmp0 (folder, known) == 0;
}

/**
 * rg_folders_is_example:
 * @folder: (nullable): a folder
 *
 * Returns: whether it is the example shop
 */
gboolean
rg_folders_is_example (const char *folder)
{
  g_autofree char *known = rg_folders_get_example ();

  return g_strcmp0 (folder, known) == 0;
}
