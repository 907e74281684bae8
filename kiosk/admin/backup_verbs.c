/* backup, restore. */
#include "admin/verbs_internal.h"
#include "base/alert.h"
#include "base/file.h"
#include "base/presence.h"
#include "base/text.h"
#include "desk/backup.h"

/* The folder beside the database is made; any other is somebody's disk, and missing means that it is not there. */
static bool find_folder(const struct admin *admin, const char **out, struct err *err)
{
    const struct admin_backup *backup = &admin->backup;

    *out = backup->folder;
    return !backup->is_own || file_make_dir(backup->folder, err);
}

int verb_backup(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    const char *folder = count == 1 ? words[0] : NULL;
    char path[DESK_BACKUP_PATH] = "";
    struct err err = {0};

    if (count > 1)
        return verb_fail(admin, ADMIN_USAGE, "backup takes one FOLDER, or none");
    /* Somebody's own folder is not tidied. */
    int keep = folder ? 0 : admin->backup.keep;
    if ((!folder && !find_folder(admin, &folder, &err)) || !verb_open_bare_desk(&desk, admin, &err)
        || !desk_backup(desk, folder, keep, path, &err)) {
        alert_note(ALERT_BACKUP, "backup", "there is none: %s", err.text);
        return verb_tell(admin, &err);
    }
    (void)fprintf(admin->out, "%s\n", path);
    return ADMIN_OK;
}

static const char *running(const char *state_dir)
{
    static const char *const names[] = {"lobby", "exit", "staff", "display", "print", "sync"};

    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (presence_look(state_dir, names[i]) == PRESENCE_HELD)
            return names[i];
    }
    return NULL;
}

int verb_restore(const struct admin *admin, int count, char **words)
{
    struct desk_options options = admin->desk;
    AUTO_DESK struct desk *desk = NULL;
    const char *name = running(options.state_dir);
    struct err err = {0};

    if (count != 1)
        return verb_fail(admin, ADMIN_USAGE, "restore takes one FILE");
    if (name)
        return verb_fail(admin, ADMIN_FAILED,
                         "nothing was done: the kiosk's program %s runs. systemctl stop "
                         "'anjungan*.service', then again",
                         name);
    options.catalog_path = options.holidays_path = options.questionnaire_path = NULL;
    options.restore_from = words[0];
    if (!desk_open(&desk, &options, &err))
        return verb_tell(admin, &err);
    alert_note(ALERT_RESTORED, "restore", "%s serves; the database before lies in quarantine/",
               words[0]);
    (void)fputs("Restored; the database before lies in quarantine/. Now: systemctl start anjungan "
                "anjungan-sync\nNumbers given since the backup are not known here: the next ones "
                "bear a small letter, so that none\ncomes twice. What had gone to the office since "
                "is safe there.\n",
                admin->out);
    return ADMIN_OK;
}
