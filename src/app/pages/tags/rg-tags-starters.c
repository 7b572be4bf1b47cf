/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/pages/tags/rg-tags-private.h"

#include "app/rg-change.h"

#include <glib/gi18n-lib.h>

/* Tags to begin with, each of which is useful in any shop. */

static const struct
{
  const char *family;
  const char *group; /* what they stand below */
  const char *color;
  const char *tags[5];
} starters[] = {
  { "basic", N_ ("Weight"), "violet", { N_ ("VIP"), N_ ("Regular customer"), N_ ("New face"), NULL } },
  { "behaviour",
    N_ ("Buying habits"),
    "orange",
    { N_ ("Bargain hunter"), N_ ("Stocks up"), N_ ("Asks a lot"), N_ ("Brings friends"), NULL } },
  { "channel", N_ ("Came through"), "teal", { N_ ("Passing by"), N_ ("Recommended"), N_ ("Online"), NULL } },
};

static gboolean
begin_func (RgOp *op, gpointer data, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (starters); i++)
    {
      RgTagWish group = { .name = _ (starters[i].group), .color = starters[i].color };
      gint64 parent = rg_tag_create (op, &group, 0, starters[i].family, error);

      if (parent == 0)
        return FALSE;
      for (guint j = 0; starters[i].tags[j] != NULL; j++)
        {
          RgTagWish wish = { .name = _ (starters[i].tags[j]) };

          if (rg_tag_create (op, &wish, parent, NULL, error) == 0)
            return FALSE;
        }
    }
  return TRUE;
}

/*< private >
 * rg_tags_begin:
 *
 * Makes tags to begin with, in one operation.
 */
void
rg_tags_begin (RgTagsPage *self)
{
  if (rg_tags_page_is_editable (self))
    rg_change_say (self->followed, GTK_WIDGET (self), _ ("Make tags to begin with"), begin_func, NULL, NULL,
                   _ ("Made tags to begin with"));
}
