/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/rg-store-lock.h"

#include "store/rg-store-error-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What the file says is for the message only; the kernel's lock decides, and
 * goes with the process however that ends. It belongs to the open file, not to
 * the process, so a second store of the same program is kept out too, and
 * closing some other descriptor of the file does not drop it. */

static char *
describe_holder (int descriptor)
{
  char text[512];
  ssize_t n = pread (descriptor, text, sizeof text - 1, 0);
  g_auto (GStrv) lines = NULL;

  if (n <= 0)
    return NULL;
  text[n] = '\0';
  if (!g_utf8_validate (text, -1, NULL))
    return NULL;
  lines = g_strsplit (text, "\n", 0);
  if (g_strv_length (lines) < 3 || *lines[0] == '\0')
    return NULL;
  /* Translators: a program's name, its process number, a computer's name */
  return g_strdup_printf (_ ("%s, process %s on %s"), lines[0], lines[1], lines[2]);
}

static void
refuse (int descriptor, GError **error)
{
  g_autofree char *holder = describe_holder (descriptor);

  if (holder != NULL)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED,
                 _ ("This shop is open in another program (%s). Please close it there first; "
                    "reading is possible meanwhile."),
                 holder);
  else
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_LOCKED,
                         _ ("This shop is open in another program. Please close it there first; "
                            "reading is possible meanwhile."));
}

static void
write_holder (int descriptor)
{
  const char *program = g_get_prgname ();
  g_autofree char *text = NULL;

  text = g_strdup_printf ("%s\n%ld\n%s\n", program != NULL ? program : "regulars", (long) getpid (),
                          g_get_host_name ());
  if (ftruncate (descriptor, 0) != 0 || pwrite (descriptor, text, strlen (text), 0) < 0)
    g_info ("The lock's text could not be written: %s", g_strerror (errno));
}

/*< private >
 * rg_store_lock_take:
 * @folder: the shop's folder
 * @error: %RG_STORE_ERROR_LOCKED when somebody has it, %RG_STORE_ERROR_READ_ONLY
 *   when nothing can be written there
 *
 * Returns: a descriptor that holds the lock, or -1
 */
int
rg_store_lock_take (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "shop.lock", NULL);
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int descriptor = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (descriptor < 0)
    {
      rg_store_error_set_errno (errno, path, error);
      return -1;
    }
  if (fcntl (descriptor, F_OFD_SETLK, &lock) != 0)
    {
      if (errno == EAGAIN || errno == EACCES)
        refuse (descriptor, error);
      else
        rg_store_error_set_errno (errno, path, error);
      close (descriptor);
      return -1;
    }
  write_holder (descriptor);
  return descriptor;
}

/*< private >
 * rg_store_lock_release:
 * @descriptor: from [func@store_lock_take], or -1
 *
 * The file stays: taking it away would race with the next one to lock it.
 */
void
rg_store_lock_release (int descriptor)
{
  if (descriptor < 0)
    return;
  if (ftruncate (descriptor, 0) != 0)
    g_info ("The lock's text could not be taken away: %s", g_strerror (errno));
  close (descriptor);
}
