/* The verbs that make keys: the office's own, and those of an office below. */
#include "app/office_verbs.h"
#include "base/sign.h"

#include <stdio.h>
#include <unistd.h>

int office_verb_authority(struct office_settings *settings, int count, char *const arguments[])
{
    const struct office_options *office = &settings->office;
    struct err err = {0};

    (void)arguments;
    if (count > 0)
        return office_usage("authority");
    if (!office_make_authority(office->authority_dir, settings->site.host, &err))
        return office_failed(&err);
    if (access(office->office_public, F_OK) != 0
        && !box_make_keys(office->office_secret, office->office_public, &err))
        return office_failed(&err);
    if (!office_show_pins(office, &err))
        return office_failed(&err);
    (void)printf("%s\n", office->authority_dir);
    return 0;
}

int office_verb_neighbour(struct office_settings *settings, int count, char *const arguments[])
{
    struct err err = {0};

    if (count != 2)
        return office_usage("neighbour");
    office_settings_as(settings, "office_owner");
    if (!office_make_neighbour(&settings->office, arguments[0], arguments[1], &err))
        return office_failed(&err);
    (void)printf("%s\n", arguments[1]);
    return 0;
}
