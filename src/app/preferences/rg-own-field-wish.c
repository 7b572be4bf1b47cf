/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/rg-own-field-wish.h"

#include "app/rg-change.h"
#include "shop/rg-own-choices.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * rg_own_field_wish_new:
 * @entity: key of an entity
 * @key: (nullable): of one of its own fields; %NULL for a new one
 *
 * Returns: (transfer full): a wish that changes nothing yet
 */
RgOwnFieldWish *
rg_own_field_wish_new (const char *entity, const char *key)
{
  RgOwnFieldWish *wish = g_new0 (RgOwnFieldWish, 1);

  wish->entity = g_strdup (entity);
  wish->key = g_strdup (key);
  wish->retired = -1;
  wish->place = -1;

  return wish;
}

/**
 * rg_own_field_wish_free:
 * @wish: (transfer full): a wish
 */
void
rg_own_field_wish_free (RgOwnFieldWish *wish)
{
  g_free (wish->entity);
  g_free (wish->key);
  g_free (wish->label);
  g_strfreev (wish->choices);
  g_strfreev (wish->before);
  g_free (wish->group);
  g_free (wish);
}

/* Whether a choice gets the name that another one had: those two must not become
 * one on the way. */
static gboolean
exchanges_names (RgOwnFieldWish *wish)
{
  for (guint i = 0; wish->before[i] != NULL; i++)
    {
      if (strcmp (wish->before[i], wish->choices[i]) != 0 &&
          g_strv_contains ((const char *const *) wish->before, wish->choices[i]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
rename_choices (RgOp *op, RgOwnFieldWish *wish, GError **error)
{
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), wish->entity);
  const RgField *field = rg_entity_find_field (entity, wish->key);
  gboolean in_two_steps = wish->before != NULL && exchanges_names (wish);

  for (int step = in_two_steps ? 0 : 1; wish->before != NULL && step <= 1; step++)
    {
      for (guint i = 0; wish->choices[i] != NULL; i++)
        {
          g_autofree char *between = g_strdup_printf ("\t%u", i);
          const char *from = in_two_steps && step == 1 ? between : wish->before[i];
          const char *to = step == 0 ? between : wish->choices[i];

          if (*wish->before[i] != '\0' && strcmp (wish->before[i], wish->choices[i]) != 0 &&
              !rg_own_choices_rename (op, entity, field, from, to, error))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
wish_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  RgOwnFieldWish *wish = data;
  const RgEntity *entity = rg_catalog_find (rg_write_get_catalog (rg_op_get_write (op)), wish->entity);
  const char *const *choices = (const char *const *) wish->choices;
  g_autofree char *key = NULL;

  if (wish->key != NULL)
    return rename_choices (op, wish, error) &&
           rg_op_change_own_field (op, entity, wish->key, wish->label, choices, wish->group, wish->retired,
                                   wish->place, error);

  key = rg_op_add_own_field (op, entity, wish->label, wish->type, choices,
                             wish->group != NULL && *wish->group != '\0' ? wish->group : NULL, error);

  return key != NULL;
}

/**
 * rg_own_field_wish_carry_out:
 * @wish: (transfer full): what is to be done
 * @store: the shop
 * @widget: where it was asked for
 * @label: what the history reads
 * @callback: called after COMMIT, or when it failed; see rg_change_finish()
 * @user_data: for @callback
 */
void
rg_own_field_wish_carry_out (RgOwnFieldWish *wish,
                             RgStore *store,
                             GtkWidget *widget,
                             const char *label,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  rg_change_async (store, widget, label, wish_func, wish, (GDestroyNotify) rg_own_field_wish_free, NULL,
                   callback, user_data);
}

/**
 * rg_own_field_explain:
 * @type: one that owners may choose
 *
 * Returns: (transfer none): what it is for, translated
 */
const char *
rg_own_field_explain (const RgFieldType *type)
{
  static const struct
  {
    const RgFieldType *type;
    const char *text;
  } words[] = {
    { &rg_type_text, N_ ("A few words on one line") },
    { &rg_type_long_text, N_ ("Notes of several lines") },
    { &rg_type_number, N_ ("An area, an age, a number of pieces") },
    { &rg_type_money, N_ ("An amount in yuan") },
    { &rg_type_date, N_ ("A day of the calendar, such as that of a delivery") },
    { &rg_type_lunar_date, N_ ("A birthday, with or without its year") },
    { &rg_type_time, N_ ("A time of day, such as 15:30") },
    { &rg_type_phone, N_ ("A number that is checked and can be searched for") },
    { &rg_type_email, N_ ("An e-mail address that is checked") },
    { &rg_type_region, N_ ("Province, city and district") },
    { &rg_type_choice, N_ ("One out of a list that you set") },
    { &rg_type_choices, N_ ("Any number out of a list that you set") },
    { &rg_type_yes_no, N_ ("Yes, no, or not said") },
    { &rg_type_link, N_ ("A web address that opens with a click") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (words[i].type == type)
        return _ (words[i].text);
    }

  return "";
}
