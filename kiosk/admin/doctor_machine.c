/* What the machine shows: configuration, catalogue, fonts, disks, clock, running programs. */
#include "admin/doctor_internal.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/presence.h"
#include "base/text.h"
#include "desk/backup.h"
#include "desk/devices.h"
#include "desk/office.h"
#include "paper/slip.h"
#include "wire/catalog_json.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

/* Little is little of a large disk only where it is little in itself. */
enum { DISK_LOOK_PERCENT = 15, DISK_BAD_PERCENT = 5, MEBI = 1 << 20 };
#define DISK_LOOK_BYTES (INT64_C(2048) * MEBI)
#define DISK_BAD_BYTES (INT64_C(512) * MEBI)

void doctor_check_config(struct exam *exam)
{
    const struct admin_machine *machine = exam->admin->machine;

    if (machine->config_fault[0] != '\0')
        exam_bad(exam, "config",
                 "%s. No program starts with it. Mend it, then anjungan-ctl --check-config; below, "
                 "the defaults are looked at",
                 machine->config_fault);
    else if (access(machine->config_path, F_OK) != 0)
        exam_ok(exam, "config", "there is no %s, the defaults hold", machine->config_path);
    else if (access(machine->config_path, R_OK) != 0)
        exam_bad(exam, "config", "the kiosk's user may not read %s: %s. As root: chmod a+r %s",
                 machine->config_path, strerror(errno), machine->config_path);
    else
        exam_ok(exam, "config", "%s is read", machine->config_path);
}

void doctor_check_rights(struct exam *exam)
{
    const char *state_dir = exam->admin->desk.state_dir;

    exam->is_stranger = access(state_dir, R_OK | X_OK) != 0 && errno == EACCES;
    if (exam->is_stranger)
        exam_bad(exam, "user",
                 "this one may not look into %s, so database, office and programs are left out. "
                 "Run this as root",
                 state_dir);
}

void doctor_check_catalog(struct exam *exam)
{
    const char *path = exam->admin->desk.catalog_path;
    struct catalog *catalog = NULL;
    struct err err = {0};

    if (!catalog_json_load(&catalog, path, NULL, &err)) {
        exam_bad(exam, "catalogue",
                 "%s. Without it no number is given. anjungan-ctl catalog check %s", err.text,
                 path);
        return;
    }
    exam->offset_min = zone_offset_min(catalog->office.zone);
    exam->zone = zone_name(catalog->office.zone);
    exam_ok(exam, "catalogue", "%s, %zu services", catalog->office.id, catalog->service_count);
    catalog_free(catalog);
}

void doctor_check_fonts(struct exam *exam)
{
    const struct admin *admin = exam->admin;
    struct err err = {0};

    if (!paper_open(admin->font_dir, &err))
        exam_bad(exam, "fonts", "%s. Nothing is printed without them: install Anjungan again",
                 err.text);
    else if (!i18n_open(admin->locale_dir, &err))
        exam_bad(exam, "fonts",
                 "they are there, but not the Indonesian words: %s. Install Anjungan "
                 "again",
                 err.text);
    else
        exam_ok(exam, "fonts", "they and the words of all languages are there");
    paper_close();
}

/* --- disks ----------------------------------------------------------------------------------- */

void doctor_judge_disk(struct exam *exam, const char *path, int64_t free_bytes, int percent_free)
{
    if (percent_free < DISK_BAD_PERCENT && free_bytes < DISK_BAD_BYTES)
        exam_bad(exam, "disk",
                 "%s: %d %% free, %" PRId64 " MB. Make room now: when it is full no number is "
                 "given. journalctl --vacuum-size=100M; apt-get clean",
                 path, percent_free, free_bytes / MEBI);
    else if (percent_free < DISK_LOOK_PERCENT && free_bytes < DISK_LOOK_BYTES)
        exam_look(exam, "disk",
                  "%s: %d %% free, %" PRId64 " MB. Make room before it is full: journalctl "
                  "--vacuum-size=100M; apt-get clean",
                  path, percent_free, free_bytes / MEBI);
    else
        exam_ok(exam, "disk", "%s: %d %% free, %" PRId64 " MB", path, percent_free,
                free_bytes / MEBI);
}

/* The scarcer of room and of names for files. */
static int percent_free(const struct statvfs *disk)
{
    int room = disk->f_blocks > 0 ? (int)(disk->f_bavail * 100 / disk->f_blocks) : 0;
    int names = disk->f_files > 0 ? (int)(disk->f_favail * 100 / disk->f_files) : 100;

    return room < names ? room : names;
}

static void check_disk(struct exam *exam, const char *path, bool must_be)
{
    struct statvfs disk;

    if (statvfs(path, &disk) == 0)
        doctor_judge_disk(exam, path, (int64_t)(disk.f_bavail * disk.f_frsize),
                          percent_free(&disk));
    else if (must_be || errno != ENOENT)
        exam_bad(exam, "disk", "%s: %s. As root: systemd-tmpfiles --create", path, strerror(errno));
}

void doctor_check_disks(struct exam *exam)
{
    const char *state_dir = exam->admin->desk.state_dir;
    struct statvfs state, spool;

    check_disk(exam, state_dir, true);
    if (statvfs("/var/spool/cups", &spool) == 0
        && (statvfs(state_dir, &state) != 0 || state.f_fsid != spool.f_fsid))
        check_disk(exam, "/var/spool/cups", false);
    if (!exam->is_stranger && access(state_dir, F_OK) == 0 && access(state_dir, W_OK) != 0)
        exam_bad(
            exam, "disk",
            "%s cannot be written: %s. Is the disk mounted read-only (mount, journalctl -k)? As "
            "root: mount -o remount,rw",
            state_dir, strerror(errno));
}

/* --- backup ---------------------------------------------------------------------------------- */

static bool is_same_disk(const char *one, const char *other)
{
    struct stat a, b;

    return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev;
}

void doctor_check_backup(struct exam *exam)
{
    enum { LATE_HOURS = 50, HOUR_MS = 3600 * 1000 }; /* two nights without one */
    const char *folder = exam->admin->backup.folder;
    char at[EXAM_TIME];
    int64_t made_ms = 0;
    struct err none = {0};

    if (exam->is_stranger)
        return;
    if (!desk_backup_newest(folder, &made_ms, &none)) {
        exam_look(exam, "backup",
                  "%s. It is made every night; now: systemctl start anjungan-backup, and what it "
                  "says: journalctl -u anjungan-backup",
                  none.text);
        return;
    }
    exam_time(exam, made_ms, at);
    if (exam->now_ms - made_ms > LATE_HOURS * INT64_C(1) * HOUR_MS)
        exam_bad(exam, "backup",
                 "the newest is of %s. systemctl start anjungan-backup; journalctl -u "
                 "anjungan-backup says why there is none since",
                 at);
    else
        exam_ok(exam, "backup", "%s, in %s%s", at, folder,
                is_same_disk(folder, exam->admin->desk.state_dir)
                    ? ", on the database's own disk: [backup] folder may name another"
                    : "");
}

/* --- clock ----------------------------------------------------------------------------------- */

void doctor_judge_clock(struct exam *exam, int64_t floor_ms, int64_t most_error_us)
{
    /* The kernel adds to it for as long as nobody sets the clock right, up to here, and starts
     * here. */
    enum { LOST_US = 16 * 1000 * 1000 };
    char now[EXAM_TIME], floor[EXAM_TIME];

    exam_time(exam, exam->now_ms, now);
    exam_time(exam, floor_ms, floor);
    if (exam->now_ms < floor_ms)
        exam_bad(exam, "clock",
                 "it says %s, and it is later than %s: numbers are given under no date. Set it "
                 "right: timedatectl set-ntp true, or timedatectl set-time; then look at its "
                 "battery",
                 now, floor);
    else if (most_error_us >= LOST_US)
        exam_look(
            exam, "clock",
            "it says %s, compare with your watch: nothing keeps it right. As root: timedatectl "
            "set-ntp true (package systemd-timesyncd or chrony)",
            now);
    else
        exam_ok(exam, "clock", "%s, %s", now,
                exam->admin->machine->is_clock_set ? "set by --now" : "kept right by the network");
}

void doctor_check_clock(struct exam *exam)
{
    struct timex kept = {0}; /* no mode: it is only read */
    int64_t floor_ms = exam->admin->desk.clock_floor_ms;
    struct err ignored = {0};

    /* What the office's time raised the floor to, where that is known. */
    if (exam->desk && !desk_time_floor(exam->desk, &floor_ms, &ignored))
        floor_ms = exam->admin->desk.clock_floor_ms;
    if (!exam->admin->machine->is_clock_set && adjtimex(&kept) < 0)
        exam_bad(exam, "clock", "cannot be checked: %s", strerror(errno));
    else
        doctor_judge_clock(exam, floor_ms, kept.maxerror);
}

/* --- panel ------------------------------------------------------------------------------------ */

/* The least control is 64 of 1080 x 1920 design px; under 20 mm older fingers miss it. */
void doctor_check_panel(struct exam *exam)
{
    enum { LEAST_PX = 64, SHORT_PX = 1080, LONG_PX = 1920, LEAST_TENTHS = 200 };
    int width = exam->admin->machine->panel_width_mm;
    int height = exam->admin->machine->panel_height_mm;
    int across = width > height ? LONG_PX : SHORT_PX;
    int down = width > height ? SHORT_PX : LONG_PX;
    int by_width = width * LEAST_PX * 10 / across;
    int by_height = height * LEAST_PX * 10 / down;
    int tenths = by_width < by_height ? by_width : by_height;

    if (width <= 0 || height <= 0)
        return;
    if (tenths < LEAST_TENTHS)
        exam_look(
            exam, "panel",
            "on a picture of %d x %d mm the smallest button is %d.%d mm, under 20: older "
            "fingers miss it. Take a larger panel, or mend [panel] where that is not its size",
            width, height, tenths / 10, tenths % 10);
    else
        exam_ok(exam, "panel", "the smallest button is %d.%d mm", tenths / 10, tenths % 10);
}

/* --- programs -------------------------------------------------------------------------------- */

static const struct service_row {
    const char *role;
    const char *unit;
    bool must_run;
} services[] = {
    {"print", "anjungan-print", true}, {"sync", "anjungan-sync", false},
    {"lobby", "anjungan", false},      {"exit", "anjungan", false},
    {"staff", "anjungan", false},      {"display", "anjungan-display", false},
};

void doctor_check_services(struct exam *exam)
{
    const char *state_dir = exam->admin->desk.state_dir;
    AUTO_TEXT struct text running = {0};
    bool is_well = true;

    if (exam->is_stranger)
        return;

    text_init(&running, 256);
    for (size_t i = 0; i < ARRAY_LEN(services); i++) {
        const struct service_row *row = &services[i];
        enum presence_state state = presence_look(state_dir, row->role);
        bool must_run = row->must_run || (exam->is_enrolled && text_equal(row->role, "sync"));

        if (state == PRESENCE_HELD) {
            text_addf(&running, "%s%s", running.len > 0 ? ", " : "", row->role);
            if (desk_touch_is_stuck(state_dir, row->role)) {
                is_well = false;
                exam_look(exam, "touch",
                          "something has been pressing on the screen %s for long. Wipe it dry and "
                          "take away what leans on it; if it stays so, systemctl restart %s",
                          row->role, row->unit);
            }
        } else if (must_run || state == PRESENCE_GONE) {
            is_well = false;
            exam_bad(exam, "services", "%s does not run%s. systemctl status %s", row->role,
                     must_run ? "" : " any more", row->unit);
        }
    }
    if (is_well)
        exam_ok(exam, "services", "%s", running.len > 0 ? running.data : "none is needed");
}
