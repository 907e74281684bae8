/* Verbs about the machine and its database. */
#include "app/office_verbs.h"
#include "base/text.h"
#include "office/setup.h"

#include <stdio.h>

enum { SITE_MOST = 64 * 1024 };

int office_verb_migrate(struct office_settings *settings, int count, char *const arguments[])
{
    struct err err = {0};

    (void)arguments;
    if (count > 0)
        return office_usage("migrate");
    office_settings_as(settings, "office_owner");
    return office_migrate(&settings->office, &err) ? 0 : office_failed(&err);
}

int office_verb_site(struct office_settings *settings, int count, char *const arguments[])
{
    AUTO_TEXT struct text site = {0};

    (void)arguments;
    if (count > 0)
        return office_usage("site");
    text_init(&site, SITE_MOST);
    office_site_write(&site, &settings->site);
    (void)fputs(site.data, stdout);
    return 0;
}
