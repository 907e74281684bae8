/* What became of the last update. */
#include "admin/doctor_internal.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <string.h>
#include <unistd.h>

enum { LINE_MOST = 4096 };

void doctor_check_update(struct exam *exam)
{
    const char *folder = exam->admin->update_folder;
    AUTO_FREE char *state = mem_format("%s/state", folder);
    AUTO_FREE char *path = mem_format("%s/last", folder);
    AUTO_FREE char *last = NULL;
    size_t len = 0;
    struct err err = {0};

    if (access(state, F_OK) == 0) {
        exam_look(exam, "update",
                  "one is under way, or was interrupted: systemctl status anjungan-update. The "
                  "next start takes it "
                  "back; now: systemctl start anjungan-update-resume anjungan-update-judge");
        return;
    }
    if (!file_read(path, LINE_MOST, &last, &len, &err)) {
        if (err.code == ERR_NOT_FOUND)
            exam_ok(exam, "update", "there was none; source of [update] says where they come from");
        else
            exam_look(exam, "update", "%s", err.text);
        return;
    }
    last[strcspn(last, "\n")] = '\0';
    if (strstr(last, " STUCK: "))
        exam_bad(exam, "update",
                 "%s. dpkg --configure -a; dpkg -i %s/old/*.deb; then rm %s. Where the database is "
                 "refused: anjungan-ctl restore %s/copy/*.db",
                 last, folder, path, folder);
    else if (strstr(last, " took "))
        exam_look(
            exam, "update",
            "%s. Tell whoever gave it out; it is not tried again (anjungan-setup update --again)",
            last);
    else
        exam_ok(exam, "update", "%s", last);
}
