/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sections.h"

#include "app/record/rg-attachment-row.h"
#include "app/record/rg-attachments-section.h"
#include "app/record/rg-quick-look.h"

#include <glib/gstdio.h>

typedef struct
{
  Desk desk;
  char *folder;
  GAsyncResult *result;
} Fixture;

#define FILES                                                                                                \
  "SELECT count(*) || ':' || ifnull (group_concat (name || '=' || CAST (size AS INTEGER), ','), '')"         \
  " FROM (SELECT * FROM attachment WHERE customer_id = ? ORDER BY id)"

static void
set_up (Fixture *fixture, gconstpointer width)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("regulars-files-XXXXXX", &error);
  g_assert_no_error (error);
  desk_set_up (&fixture->desk, rg_attachments_section_new (), GPOINTER_TO_INT (width));
}

static void
tear_down (Fixture *fixture, gconstpointer width)
{
  desk_tear_down (&fixture->desk);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static RgAttachmentsSection *
section (Fixture *fixture)
{
  return RG_ATTACHMENTS_SECTION (fixture->desk.section);
}

static GFile *
make_file (Fixture *fixture, const char *name, const char *content)
{
  GFile *file = g_file_new_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (g_file_peek_path (file), content, -1, &error);
  g_assert_no_error (error);
  return file;
}

static gboolean
is_idle (gpointer data)
{
  return !rg_attachments_section_is_busy (section (data));
}

/* Those of @names that are not made here are made of their own name. */
static void
add (Fixture *fixture, const char *const *names)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_build_filename (fixture->folder, names[i], NULL);

      if (!g_file_query_exists (file, NULL) && strchr (names[i], '!') == NULL)
        g_object_unref (make_file (fixture, names[i], names[i]));
      g_list_store_append (files, file);
    }
  rg_attachments_section_add_files (section (fixture), G_LIST_MODEL (files));
  wait_until (is_idle, fixture);
}

#define ADD_FILES(fixture, ...) add (fixture, (const char *const[]) { __VA_ARGS__, NULL })

static guint
n_rows (Fixture *fixture)
{
  return count_widgets (fixture->desk.window, RG_TYPE_ATTACHMENT_ROW);
}

static RgAttachmentRow *
row_of (Fixture *fixture, gint64 id)
{
  for (guint i = 0; i < n_rows (fixture); i++)
    {
      RgAttachmentRow *row = RG_ATTACHMENT_ROW (find_nth (fixture->desk.window, RG_TYPE_ATTACHMENT_ROW, i));

      if (rg_attachment_row_get_file (row)->id == id)
        return row;
    }
  return NULL;
}

typedef struct
{
  Fixture *fixture;
  guint n;
} RowsWanted;

static gboolean
has_rows (gpointer data)
{
  const RowsWanted *wanted = data;

  return n_rows (wanted->fixture) == wanted->n;
}

static void
wait_for_rows (Fixture *fixture, guint n)
{
  RowsWanted wanted = { fixture, n };

  wait_until (has_rows, &wanted);
}

static guint
n_contents (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->desk.shop->folder, "files", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* --- tests ---------------------------------------------------------------------------- */

/* Several files are one operation, and one undo takes them away. */
static void
test_add (Fixture *fixture, gconstpointer width)
{
  g_assert_cmpuint (n_rows (fixture), ==, 0);
  ADD_FILES (fixture, "合同.pdf", "notes.txt");
  desk_assert (&fixture->desk, FILES, "2:合同.pdf=10,notes.txt=9");
  desk_assert (&fixture->desk, "SELECT label FROM operation ORDER BY id DESC", "Attach 2 files to 张三丰");
  wait_for_rows (fixture, 2);
  g_assert_nonnull (find_text (fixture->desk.window, "合同.pdf"));
  g_assert_nonnull (find_text (fixture->desk.window, "10 bytes · Today"));
  gtk_test_accessible_assert_property (row_of (fixture, 1), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "合同.pdf, 10 bytes · Today");

  desk_undo (&fixture->desk);
  wait_for_rows (fixture, 0);
  /* The bytes wait for a redo. */
  g_assert_cmpuint (n_contents (fixture), ==, 2);
}

/* What the customer has is not attached again; another customer may have it
 * too. */
static void
test_same (Fixture *fixture, gconstpointer width)
{
  g_autoptr (GFile) copy = make_file (fixture, "copy.txt", "notes.txt");

  ADD_FILES (fixture, "notes.txt");
  ADD_FILES (fixture, "copy.txt", "other.txt");
  desk_assert (&fixture->desk, FILES, "2:notes.txt=9,other.txt=9");
  ADD_FILES (fixture, "copy.txt");
  desk_assert (&fixture->desk, FILES, "2:notes.txt=9,other.txt=9");
  desk_show (&fixture->desk, 2);
  ADD_FILES (fixture, "copy.txt");
  desk_assert (&fixture->desk, FILES, "1:copy.txt=9");
  g_assert_cmpuint (n_contents (fixture), ==, 2);
}

/* One that cannot be read: none is attached, and nothing of them stays. */
static void
test_unreadable (Fixture *fixture, gconstpointer width)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "folder", NULL);

  ADD_FILES (fixture, "a.txt", "gone!.txt");
  desk_assert (&fixture->desk, FILES, "0:");
  g_assert_cmpstr (rg_attachments_section_get_error (section (fixture)), ==,
                   "“gone!.txt” was not attached: it is not there any more.");
  g_assert_cmpuint (n_contents (fixture), ==, 0);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  ADD_FILES (fixture, "a.txt", "folder");
  desk_assert (&fixture->desk, FILES, "0:");
  g_assert_cmpstr (rg_attachments_section_get_error (section (fixture)), ==,
                   "“folder” is a folder. Please choose the files in it.");

  ADD_FILES (fixture, "a.txt");
  g_assert_null (rg_attachments_section_get_error (section (fixture)));
  desk_assert (&fixture->desk, FILES, "1:a.txt=5");
}

static GdkTexture *
make_texture (void)
{
  static const guint8 pixels[4 * 4] = { 255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);

  return gdk_memory_texture_new (2, 2, GDK_MEMORY_R8G8B8A8, bytes, 8);
}

static gboolean
has_preview (gpointer data)
{
  return rg_attachment_row_has_preview (data);
}

/* A pasted picture is a file named by the time, and is seen as it is. */
static void
test_picture (Fixture *fixture, gconstpointer width)
{
  g_autoptr (GdkTexture) texture = make_texture ();

  rg_attachments_section_add_texture (section (fixture), texture);
  wait_until (is_idle, fixture);
  desk_assert (&fixture->desk, "SELECT name || ' ' || mime FROM attachment",
               "Picture 2026-11-22 1030.png image/png");
  wait_until (has_preview, row_of (fixture, 1));

  /* What only says that it is a picture keeps its icon. */
  ADD_FILES (fixture, "broken.png");
  run_for (60);
  g_assert_false (rg_attachment_row_has_preview (row_of (fixture, 2)));
}

/* From the clipboard, as files are copied and as pictures are. */
static void
test_paste (Fixture *fixture, gconstpointer width)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (fixture->desk.window);
  g_autoptr (GFile) file = make_file (fixture, "paste.txt", "from elsewhere");
  g_autoptr (GdkTexture) texture = make_texture ();
  GFile *files[] = { file };
  GdkFileList *list = gdk_file_list_new_from_array (files, 1);

  gdk_clipboard_set (clipboard, GDK_TYPE_FILE_LIST, list);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  rg_attachments_section_paste (section (fixture));
  desk_wait_for (&fixture->desk, FILES, "1:paste.txt=14");
  gdk_clipboard_set_texture (clipboard, texture);
  rg_attachments_section_paste (section (fixture));
  desk_wait_for (&fixture->desk, "SELECT count(*) FROM attachment", "2");
  wait_until (is_idle, fixture);
  gdk_clipboard_set_text (clipboard, "words");
  rg_attachments_section_paste (section (fixture));
  g_assert_true (is_idle (fixture));
}

static void
test_change (Fixture *fixture, gconstpointer width)
{
  RgAttachmentRow *row;

  ADD_FILES (fixture, "scan.pdf", "b.txt");
  row = row_of (fixture, 1);
  rg_attachments_section_rename (section (fixture), 1, "  合同 2026.pdf ");
  wait_until (is_idle, fixture);
  desk_assert (&fixture->desk, FILES, "2:合同 2026.pdf=8,b.txt=5");
  g_assert_true (row == row_of (fixture, 1));
  g_assert_nonnull (find_text (GTK_WIDGET (row), "合同 2026.pdf"));
  rg_attachments_section_rename (section (fixture), 1, "  ");
  g_assert_true (is_idle (fixture));

  rg_attachments_section_set_kind (section (fixture), 1, "合同");
  wait_until (is_idle, fixture);
  gtk_widget_activate_action (GTK_WIDGET (row_of (fixture, 2)), "file.kind", "s", "合同");
  wait_until (is_idle, fixture);
  desk_assert (&fixture->desk, "SELECT group_concat (name) FROM attachment_kind", "合同");
  desk_assert (&fixture->desk, "SELECT count(*) FROM attachment WHERE kind = '合同'", "2");
  g_assert_nonnull (find_text (GTK_WIDGET (row), "合同 · 8 bytes · Today"));
  rg_attachments_section_set_kind (section (fixture), 1, "");
  wait_until (is_idle, fixture);
  desk_assert (&fixture->desk, "SELECT count(*) FROM attachment WHERE kind IS NULL", "1");
}

static void
test_remove (Fixture *fixture, gconstpointer width)
{
  ADD_FILES (fixture, "a.txt", "b.txt");
  gtk_widget_grab_focus (GTK_WIDGET (row_of (fixture, 2)));
  gtk_widget_activate_action (GTK_WIDGET (row_of (fixture, 2)), "file.remove", NULL);
  wait_until (is_idle, fixture);
  desk_assert (&fixture->desk, FILES, "1:a.txt=5");
  wait_for_rows (fixture, 1);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (row_of (fixture, 1))));
  g_assert_cmpuint (n_contents (fixture), ==, 2);
  desk_undo (&fixture->desk);
  desk_assert (&fixture->desk, FILES, "2:a.txt=5,b.txt=5");
  wait_for_rows (fixture, 2);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->result = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return ((Fixture *) data)->result != NULL;
}

/* Another program gets a copy with the real name, which it cannot change. */
static void
test_lend (Fixture *fixture, gconstpointer width)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) copy = NULL;
  g_autofree char *content = NULL;
  g_autofree char *name = NULL;
  g_autofree char *parent = NULL;
  GStatBuf info;

  ADD_FILES (fixture, "a.txt");
  rg_attachments_section_rename (section (fixture), 1, "../报价/三居.txt");
  wait_until (is_idle, fixture);
  rg_attached_file_lend_async (rg_attachment_row_get_file (row_of (fixture, 1)), NULL, keep_result, fixture);
  wait_until (has_result, fixture);
  copy = rg_attached_file_lend_finish (fixture->result, &error);
  g_clear_object (&fixture->result);
  g_assert_no_error (error);
  name = g_file_get_basename (copy);
  g_assert_cmpstr (name, ==, ".._报价_三居.txt");
  g_file_get_contents (g_file_peek_path (copy), &content, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (content, ==, "a.txt");
  g_assert_cmpint (g_stat (g_file_peek_path (copy), &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0400);
  parent = g_path_get_dirname (g_file_peek_path (copy));
  remove_folder (parent);
}

static gboolean
is_looked_at (gpointer data)
{
  return !g_str_equal (rg_quick_look_get_state (data), "loading");
}

static void
look_at (Fixture *fixture, gint64 id, const char *state)
{
  RgQuickLook *look = RG_QUICK_LOOK (
      g_object_ref_sink (rg_quick_look_new (rg_attachment_row_get_file (row_of (fixture, id)))));

  wait_until (is_looked_at, look);
  g_assert_cmpstr (rg_quick_look_get_state (look), ==, state);
  if (g_str_equal (state, "text"))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (
          GTK_TEXT_VIEW (find_widget (adw_dialog_get_child (ADW_DIALOG (look)), GTK_TYPE_TEXT_VIEW)));
      g_autofree char *text = NULL;

      g_object_get (buffer, "text", &text, NULL);
      g_assert_cmpstr (text, ==, "你好");
    }
  g_object_unref (look);
}

static void
test_quick_look (Fixture *fixture, gconstpointer width)
{
  g_autoptr (GdkTexture) texture = make_texture ();

  g_object_unref (make_file (fixture, "gbk.txt", "\xc4\xe3\xba\xc3"));
  g_object_unref (make_file (fixture, "utf-8.txt", "你好"));
  ADD_FILES (fixture, "gbk.txt", "utf-8.txt", "broken.png", "x.pdf");
  rg_attachments_section_add_texture (section (fixture), texture);
  wait_until (is_idle, fixture);
  look_at (fixture, 1, "text");
  look_at (fixture, 2, "text");
  look_at (fixture, 3, "error");
  g_assert_false (rg_quick_look_can_show (rg_attachment_row_get_file (row_of (fixture, 4))));
  look_at (fixture, 5, "picture");
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);

#define ADD(path, width, function)                                                                           \
  g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, function, tear_down)
  ADD ("/app/attachments/add", 700, test_add);
  ADD ("/app/attachments/same", 700, test_same);
  ADD ("/app/attachments/unreadable", 360, test_unreadable);
  ADD ("/app/attachments/picture", 700, test_picture);
  ADD ("/app/attachments/paste", 700, test_paste);
  ADD ("/app/attachments/change", 360, test_change);
  ADD ("/app/attachments/remove", 700, test_remove);
  ADD ("/app/attachments/lend", 700, test_lend);
  ADD ("/app/attachments/quick-look", 700, test_quick_look);

  return g_test_run ();
}
