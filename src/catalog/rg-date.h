/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalog/rg-lunar.h"

G_BEGIN_DECLS

/**
 * RgDateForm:
 *
 * Which way of writing a date was read; an import counts them.
 */
typedef enum
{
  RG_DATE_FORM_NONE,
  RG_DATE_FORM_SOLAR,  /* 1990/1/2, 1990-01-02, 1990.1.2, 19900102, 1990年1月2日, 1990/1/2 0:00, 1月2日 */
  RG_DATE_FORM_SERIAL, /* 32874: days of the 1900 date system */
  RG_DATE_FORM_LUNAR,  /* 农历八月十五 */
} RgDateForm;

/* Reads any of the forms above into the stored text of a date or lunar date
 * (1990-01-02, --01-02, lunar:…). @allow_serial: whether a bare five-digit
 * number is a serial. (transfer full) (nullable) */
char *rg_date_parse (const char *text, gboolean allow_serial, RgDateForm *form, GError **error);
/* Day @serial of Excel's 1900 (or 1904) system as ISO text; %NULL outside
 * 1900-01-01 … 9999-12-31. 60 is Excel's 1900-02-29 that never was: %NULL. */
char *rg_date_from_serial (gint64 serial, gboolean date1904);
gboolean rg_date_from_iso (const char *iso, GDate *date);
char *rg_date_to_iso (const GDate *date);
/* Reads "--01-02", a day whose year is not known; 02-29 is one. */
gboolean rg_date_month_day (const char *text, guint *month, guint *day);
/* The day of a birthday as it is stored, of either calendar; %FALSE when its year
 * is not known. */
gboolean rg_date_find_birth (const char *birthday, GDate *day);
/* 2025年11月22日; 11月22日 in the current year when @brief. @today may be NULL.
 * Translated patterns. */
char *rg_date_format (const GDate *date, gboolean brief, const GDate *today);

/* The local day in which an instant (UTC milliseconds) lies, and the first instant of one. */
gboolean rg_date_of_instant (gint64 at, GDate *day);
char *rg_date_instant_to_iso (gint64 at);
gint64 rg_date_start (const GDate *day);

G_END_DECLS
