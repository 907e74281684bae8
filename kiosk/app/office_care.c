/* Verbs that look after the server: doctor, backup, restore. */
#include "app/office_verbs.h"
#include "base/alert.h"
#include "office/backup.h"
#include "office/doctor.h"

#include <stdio.h>

static int number(const struct office_settings *settings, const char *section, const char *key)
{
    return (int)conf_int(settings->conf, section, key);
}

int office_verb_doctor(struct office_settings *settings, int count, char *const arguments[])
{
    (void)arguments;
    if (count > 0)
        return office_usage("doctor");
    office_settings_as(settings, "office_owner");
    const struct office_doctor doctor = {
        .office = &settings->office,
        .site = &settings->site,
        .run_dir = settings->run_dir,
        .backup_dir = conf_string(settings->conf, "backup", "folder"),
        .daemons = settings->daemons,
        .backup_hours = number(settings, "doctor", "backup_hours"),
        .silent_minutes = number(settings, "doctor", "silent_minutes"),
        .certificate_days = number(settings, "doctor", "certificate_days"),
        .disk_percent = number(settings, "doctor", "disk_percent"),
        .out = stdout,
    };
    return office_doctor_run(&doctor) == 0 ? 0 : 1;
}

static struct office_backup backup_of(struct office_settings *settings)
{
    office_settings_as(settings, "office_owner");
    return (struct office_backup){.office = &settings->office,
                                  .state_dir = settings->state_dir,
                                  .config_path = settings->config_path};
}

int office_verb_backup(struct office_settings *settings, int count, char *const arguments[])
{
    const char *dir = conf_string(settings->conf, "backup", "folder");
    char path[OFFICE_BACKUP_PATH] = "";
    struct err err = {0};

    if (count > 1)
        return office_usage("backup");
    /* Somebody's own folder is not tidied. */
    int keep = count == 0 ? number(settings, "backup", "keep") : 0;
    const struct office_backup backup = backup_of(settings);
    if (!office_backup_make(&backup, count == 1 ? arguments[0] : dir, keep, path, &err)) {
        alert_note(ALERT_SERVER_BACKUP, "backup", "there is none: %s", err.text);
        return office_failed(&err);
    }
    (void)printf("%s\n", path);
    return 0;
}

int office_verb_restore(struct office_settings *settings, int count, char *const arguments[])
{
    struct err err = {0};

    if (count != 1)
        return office_usage("restore");
    const struct office_backup backup = backup_of(settings);
    if (!office_backup_restore(&backup, arguments[0], &err))
        return office_failed(&err);
    (void)printf(
        "Restored. Now: systemctl restart anjungan-office.target nginx\n"
        "Kiosks send by themselves what the backup lacks, as far as seven days back. What was "
        "done\nhere since then is lost: revoke again what was revoked, see anjungan-office "
        "kiosks.\nKiosks that were enrolled or renewed since the backup are not known here: "
        "within minutes\nthey stand in anjungan-office kiosks, and kiosks adopt ID lets each in "
        "again without a visit.\nAdopt only those that you know, and that were not revoked "
        "since.\n");
    return 0;
}
