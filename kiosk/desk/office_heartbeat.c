/* How this kiosk is, for the office. */
#include "desk/devices.h"
#include "desk/office.h"
#include "desk/office_internal.h"
#include "store/delivery_store.h"
#include "store/response_store.h"
#include <assert.h>
#include <sys/statvfs.h>

static_assert((int)DEVICES_MOST <= (int)HEARTBEAT_ROLES, "every role has its place");

static void look_at_disk(const struct desk *desk, struct heartbeat *out)
{
    struct statvfs disk;

    out->disk_free = out->disk_size = -1;
    if (statvfs(desk->state_dir, &disk) != 0)
        return;
    out->disk_free = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
    out->disk_size = (int64_t)disk.f_blocks * (int64_t)disk.f_frsize;
}

static void tell_printer(const struct printer_status *status, struct heartbeat *out)
{
    enum printer_trouble trouble = status->is_known ? status->trouble : TROUBLE_UNKNOWN;
    const char *paper = status->is_paper_low ? "low" : "ok";

    text_copy(out->printer, sizeof out->printer,
              trouble == TROUBLE_NONE ? "ready" : printer_trouble_name(trouble));
    if (trouble == TROUBLE_PAPER_OUT)
        paper = "out";
    text_copy(out->paper, sizeof out->paper, status->is_known ? paper : "");
}

/* A role that never ran here is none of this machine. */
static void tell_roles(const struct devices *devices, struct heartbeat *out)
{
    for (size_t i = 0; i < devices->count; i++) {
        if (devices->devices[i].state == DEVICE_ABSENT)
            continue;
        text_copy(out->roles[out->role_count].role, sizeof out->roles[0].role,
                  devices->devices[i].role);
        out->roles[out->role_count++].runs = devices->devices[i].state == DEVICE_RUNS;
    }
}

bool desk_count_held_surveys(struct desk *desk, int64_t *out, struct err *err)
{
    return desk_enter(desk, err) && response_store_count_unsent(desk->db, out, err);
}

bool desk_heartbeat(struct desk *desk, struct heartbeat *out, struct err *err)
{
    struct devices devices;
    struct delivery_counts counts;
    int64_t surveys = 0;
    int64_t catalogue = 0;

    if (!desk_view_devices(desk, &devices, err) || !delivery_store_count(desk->db, &counts, err)
        || !desk_office_catalog_version(desk, &catalogue, err)
        || !desk_count_held_surveys(desk, &surveys, err))
        return false;
    *out = (struct heartbeat){
        .unsent = devices.office.unsent,
        .oldest_unsent_ms = devices.office.oldest_unsent_ms,
        .head_seq = counts.head_seq,
        .clock_ms = clock_now_ms(desk->clock),
        .has_offset = desk->office_time.is_known,
        .offset_ms =
            desk->office_time.is_known ? desk_office_now(desk) - clock_now_ms(desk->clock) : 0,
        .boot_mono_ms = clock_mono_ms(desk->clock),
        .catalogue = catalogue,
        .set_aside = devices.office.set_aside,
        .surveys_held = surveys,
    };
    text_copy(out->device, sizeof out->device, desk->device);
    text_copy(out->office, sizeof out->office, desk->office_id);
    text_copy(out->version, sizeof out->version, ANJUNGAN_VERSION);
    look_at_disk(desk, out);
    tell_printer(&devices.printer, out);
    tell_roles(&devices, out);
    return desk_letter_key(desk, out->letter_key, &out->has_letter_key, err);
}
