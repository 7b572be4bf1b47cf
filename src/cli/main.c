/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/rg-command.h"
#include "cli/rg-handover.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <unistd.h>

/* Ctrl+C cancels: what a command did so far is taken back. Pressed again it
 * ends the program at once, and the next start takes it back. */
static gpointer
watch_signals (gpointer data)
{
  GCancellable *cancellable = data;
  sigset_t signals;
  int number;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  sigaddset (&signals, SIGHUP);
  while (sigwait (&signals, &number) == 0)
    {
      if (g_cancellable_is_cancelled (cancellable))
        _exit (128 + number);
      g_cancellable_cancel (cancellable);
    }
  return NULL;
}

/* Before any other thread begins, so that all of them leave the signals to the
 * one that waits for them. */
static void
take_signals (GCancellable *cancellable)
{
  sigset_t signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  sigaddset (&signals, SIGHUP);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  /* A reader that goes away is an error of writing, not a reason to die in the
   * middle of a change; so is a file at its limit. */
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);
  g_thread_unref (g_thread_new ("signals", watch_signals, cancellable));
}

static void
take_language (void)
{
  const char *folder = g_getenv ("REGULARS_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : RG_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GCancellable) cancellable = NULL;
  g_autoptr (GOutputStream) out = NULL;
  g_autoptr (GOutputStream) err = NULL;
  RgCommandSurroundings surroundings = { 0 };

  take_language ();
  g_set_prgname ("regulars-cli");
  cancellable = g_cancellable_new ();
  take_signals (cancellable);

  out = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  err = g_unix_output_stream_new (STDERR_FILENO, FALSE);
  surroundings.out = out;
  surroundings.err = err;
  surroundings.progress = isatty (STDERR_FILENO);
  surroundings.hand_over = rg_handover_ask;
  return rg_command_run (&surroundings, (const char *const *) argv, cancellable);
}
