/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/rg-welcome.h"

#include "app/rg-choice-button.h"
#include "app/widgets/rg-breakpoint.h"

/* Below this many sp the choices stand below each other. */
#define BESIDE_LEAST 640

struct _RgWelcome
{
  AdwBin parent_instance;

  AdwBreakpointBin *breakpoint_bin;
  GtkImage *logo;
  GtkBox *choices;
};

G_DEFINE_FINAL_TYPE (RgWelcome, rg_welcome, ADW_TYPE_BIN)

static void
breakpoint_cb (AdwBreakpointBin *bin, GParamSpec *pspec, RgWelcome *self)
{
  gboolean narrow = adw_breakpoint_bin_get_current_breakpoint (bin) != NULL;
  GtkWidget *child;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->choices),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->choices, !narrow);
  gtk_image_set_pixel_size (self->logo, narrow ? 64 : 96);
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->choices)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    rg_choice_button_set_beside (RG_CHOICE_BUTTON (child), narrow);
}

static void
rg_welcome_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_WELCOME);

  G_OBJECT_CLASS (rg_welcome_parent_class)->dispose (object);
}

static void
rg_welcome_class_init (RgWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_welcome_dispose;

  g_type_ensure (RG_TYPE_CHOICE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, RG_APP_PATH "/rg-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, RgWelcome, breakpoint_bin);
  gtk_widget_class_bind_template_child (widget_class, RgWelcome, logo);
  gtk_widget_class_bind_template_child (widget_class, RgWelcome, choices);
}

static void
rg_welcome_init (RgWelcome *self)
{

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_image_set_from_icon_name (self->logo, RG_BASE_ID);

  rg_breakpoint_add (self->breakpoint_bin, BESIDE_LEAST);
  g_signal_connect (self->breakpoint_bin, "notify::current-breakpoint", G_CALLBACK (breakpoint_cb), self);
}
