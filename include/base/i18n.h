/* Languages at run time, on gettext catalogues; needs no generated locales.
 *
 * msgctxt is the wording key, msgid the English sentence: `_("take_q", "Get a queue number")`.
 * Indonesian comes from id.mo; English needs no catalogue. */
#pragma once
#include "base/attr.h"
#include "base/err.h"

/* Binds the catalogues below `locale_dir` (LANG/LC_MESSAGES/anjungan.mo). ERR_NOT_FOUND when the
 * Indonesian one is missing, ERR_CORRUPT when it is none. Call once at start, before any thread. */
MUST_USE bool i18n_open(const char *locale_dir, struct err *err);

/* "id", "en", or another installed catalogue's name (tests bring a pseudo language). */
void i18n_use(const char *lang);
const char *i18n_lang(void);

/* Borrowed until the next i18n_use. */
const char *i18n_text(const char *key, const char *english);
const char *i18n_plural(const char *key, const char *one, const char *many, unsigned long count);

#define _(key, english) i18n_text(key, english)
#define N_(key, one, many, count) i18n_plural(key, one, many, count)
