/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/rg-op.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* A folder for a test, and its removal with all that is in it. */
char *test_folder_new (void);
void test_folder_remove (const char *folder);

/* Opens without failing. */
RgStore *test_open (const char *folder);
/* Closes for good. */
void test_close (RgStore *store);
/* A folder with a closed shop that has one customer, 张三丰. */
char *test_shop_new (void);
void test_shop_free (char *folder);

/* Checksums of the files of a shop. */
typedef struct
{
  char *sums[4];
} TestSums;

void test_take_sums (const char *folder, TestSums *sums);
/* The files are as they were; frees the sums. */
void test_assert_sums (const char *folder, TestSums *sums);
/* Like the program's end and its next start. */
void test_reopen (RgStore **store);

/* Operations of one row by @session, labelled like the entity. Values follow as
 * pairs of a field's key and its stored form as text (NULL: null), then NULL. */
gint64 test_insert (RgStore *store, const char *session, const char *entity, ...) G_GNUC_NULL_TERMINATED;
gboolean
test_update (RgStore *store, const char *session, const char *entity, gint64 id, ...) G_GNUC_NULL_TERMINATED;
gboolean test_delete (RgStore *store, const char *session, const char *entity, gint64 id, GError **error);
/* The operation that was undone or made again; 0 and @error. */
gint64 test_undo (RgStore *store, const char *session, gint64 id, GError **error);
gint64 test_redo (RgStore *store, const char *session, gint64 id, GError **error);

/* Fills a cell from a key and the stored form as text. */
void test_cell (RgCell *cell, const RgEntity *entity, const char *key, const char *text);

/* Takes away what later schemas brought: a shop as the first one left it. */
#define TEST_BACK_TO_FIRST_SCHEMA                                                                            \
  "DROP INDEX IF EXISTS customer_birthday; DROP INDEX IF EXISTS contact_birthday; "                          \
  "DROP INDEX IF EXISTS relation_birthday; DROP INDEX IF EXISTS customer_no_plan; "                          \
  "DROP INDEX IF EXISTS event_at; DROP INDEX event_deal; DROP INDEX attachment_deal; "                       \
  "DROP TABLE reminded; DROP TABLE task; DROP TABLE staff; DROP TABLE deal_move; DROP TABLE gate; "          \
  "ALTER TABLE event DROP COLUMN deal_id; ALTER TABLE attachment DROP COLUMN deal_id; "                      \
  "DROP TABLE deal; DROP TABLE stage; "                                                                      \
  "DROP TABLE contact_form; DROP TABLE relation; DROP TABLE not_same; DROP TABLE view; "                     \
  "DROP TABLE standing; DROP TABLE life_move; ALTER TABLE tag DROP COLUMN symbol; "                          \
  "ALTER TABLE tag DROP COLUMN position; ALTER TABLE tag DROP COLUMN retired; "                              \
  "ALTER TABLE tag DROP COLUMN family; ALTER TABLE tag DROP COLUMN condition; "                              \
  "ALTER TABLE tag DROP COLUMN rule_on; ALTER TABLE sale DROP COLUMN promo; "                                \
  "ALTER TABLE event DROP COLUMN purpose; ALTER TABLE event DROP COLUMN present; "                           \
  "ALTER TABLE event DROP COLUMN needs; ALTER TABLE event DROP COLUMN concerns; "                            \
  "ALTER TABLE event DROP COLUMN budget; ALTER TABLE event DROP COLUMN competitors; "                        \
  "ALTER TABLE event DROP COLUMN intent; ALTER TABLE event DROP COLUMN agreed; ALTER TABLE customer DROP "   \
  "COLUMN next_what; "                                                                                       \
  "DELETE FROM sqlite_sequence WHERE name IN ('relation', 'not_same', 'view', 'task', 'staff', "             \
  "'contact_form', 'deal', 'deal_move', 'gate', 'stage'); "                                                  \
  "PRAGMA user_version = 1"

/* What a query answers: values by "|", rows by lines. */
char *test_query (RgStore *store, const char *sql);
gint64 test_number (RgStore *store, const char *sql);
/* Every row of every table of the catalogue, nulls left out. */
char *test_dump (RgStore *store);
/* Fails with the first line that differs. */
void test_assert_same (const char *actual, const char *expected);
/* Bytes of a file as a checksum; "" when there is none. */
char *test_checksum (const char *folder, const char *name);
void test_write_file (const char *folder, const char *name, gconstpointer data, gsize size);
/* Lets the main context work off what waits. */
void test_settle (void);

G_END_DECLS
