/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the tests of backups share. */

#include "store-test-util.h"

#include "store/rg-backup-private.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MINUTE (60 * (gint64) 1000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define NOW (G_GINT64_CONSTANT (1772416800000))

static inline RgBackup *
back_up (RgStore *store, RgBackupReason reason)
{
  g_autoptr (GError) error = NULL;
  RgBackup *backup = rg_store_backup_sync (store, reason, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (backup);
  return backup;
}

static inline guint
count_backups (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backups = rg_backup_list (folder, &error);

  g_assert_no_error (error);
  return backups->len;
}

static inline gpointer
attach_cb (RgWrite *write, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOp *op = rg_op_begin (write, RG_ORIGIN_WINDOW, "t", "Attach", error);
  g_autoptr (GBytes) bytes = g_bytes_new (data, strlen (data));

  return GSIZE_TO_POINTER (rg_op_attach_bytes (op, 1, bytes, "photo.txt", "text/plain", NULL, error));
}

static inline gint64
attach (RgStore *store, const char *text)
{
  g_autoptr (GError) error = NULL;
  gpointer id = rg_store_write_sync (store, attach_cb, (gpointer) text, NULL, &error);

  g_assert_no_error (error);
  return (gint64) GPOINTER_TO_SIZE (id);
}

static inline gpointer
state_cb (RgRead *read, gpointer data, GCancellable *cancellable, GError **error)
{
  return rg_backup_read_state (read, error);
}

static inline RgBackupState *
get_state (RgStore *store)
{
  g_autoptr (GError) error = NULL;
  RgBackupState *state = rg_store_read_sync (store, state_cb, NULL, NULL, &error);

  g_assert_no_error (error);
  return state;
}
