/* Languages at run time on glibc's gettext, without any generated locale. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#include <errno.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DOMAIN "anjungan"

enum { I18N_MAX_ID = 2048 };

/* glibc drops what it has looked up when this changes; LANGUAGE alone goes unnoticed. */
extern int _nl_msg_cat_cntr;

/* Global because gettext's own choice of language is: LANGUAGE in the environment. */
static char current[16] = "id";

bool i18n_open(const char *locale_dir, struct err *err)
{
    AUTO_FREE char *indonesian = mem_format("%s/id/LC_MESSAGES/" DOMAIN ".mo", locale_dir);

    if (access(indonesian, R_OK) != 0)
        return err_set(err, ERR_NOT_FOUND, "cannot read %s: %s", indonesian, strerror(errno));
    /* C.UTF-8 is part of libc; gettext follows LANGUAGE in every locale but plain "C". */
    if (setlocale(LC_CTYPE, "C.UTF-8") == NULL || setlocale(LC_MESSAGES, "C.UTF-8") == NULL)
        return err_set(err, ERR_NOT_FOUND, "the locale C.UTF-8 of libc is missing");
    if (bindtextdomain(DOMAIN, locale_dir) == NULL
        || bind_textdomain_codeset(DOMAIN, "UTF-8") == NULL)
        return err_set(err, ERR_IO, "cannot bind the texts in %s: %s", locale_dir, strerror(errno));
    /* libc's own words (strerror) go to the log, which is English: they find no catalogue here. */
    (void)bindtextdomain("libc", locale_dir);
    i18n_use("id");
    /* The empty text is translated by the file's own header; gettext says nothing of a bad file. */
    if (*dcgettext(DOMAIN, "", LC_MESSAGES) == '\0')
        return err_set(err, ERR_CORRUPT, "%s holds no translations", indonesian);
    return true;
}

void i18n_use(const char *lang)
{
    (void)text_copy(current, sizeof current, lang);
    (void)setenv("LANGUAGE", current, 1);
    _nl_msg_cat_cntr++;
}

const char *i18n_lang(void)
{
    return current;
}

/* What a kiosk without its Indonesian file still has to say: that it is out of service. */
static const struct {
    const char *key, *indonesian;
} spare[] = {
    {"oos", "Anjungan ini sedang tidak melayani"},
    {"oos_d",
     "Silakan ambil nomor antrean di **meja informasi**. Nomor yang sudah Anda pegang tetap sah."},
    {"help", "Bantuan: {contact}"},
    {"code", "Kode {code}"},
};

static const char *spare_text(const char *key, const char *english)
{
    for (size_t i = 0; i < ARRAY_LEN(spare) && text_equal(current, "id"); i++) {
        if (text_equal(spare[i].key, key))
            return spare[i].indonesian;
    }
    return english;
}

/* "key\004english", the way msgctxt stands in a catalogue; false when it is longer than any. */
static bool join(char out[I18N_MAX_ID], const char *key, const char *english)
{
    return text_format(out, I18N_MAX_ID, "%s\004%s", key, english);
}

const char *i18n_text(const char *key, const char *english)
{
    char id[I18N_MAX_ID];
    const char *found;

    if (strcmp(current, "en") == 0 || !join(id, key, english))
        return english;
    found = dcgettext(DOMAIN, id, LC_MESSAGES);
    return found != id ? found : spare_text(key, english);
}

const char *i18n_plural(const char *key, const char *one, const char *many, unsigned long count)
{
    char id[I18N_MAX_ID];
    const char *in_english = count == 1 ? one : many;
    const char *found;

    if (strcmp(current, "en") == 0 || !join(id, key, one))
        return in_english;
    found = dcngettext(DOMAIN, id, many, count, LC_MESSAGES);
    return found != id && found != many ? found : in_english;
}
