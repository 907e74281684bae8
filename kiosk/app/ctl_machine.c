/* Wires printers and identity to the verbs of anjungan-ctl. */
#include "app/ctl_machine.h"
#include "base/command.h"
#include "base/text.h"
#include "printing/examine.h"
#include "sync/identity.h"
#include <unistd.h>

enum { MANAGER_SAYS = 64 };

static bool ask_printer(const void *context, size_t no, struct admin_printer *out, struct err *err)
{
    const struct settings *settings = context;
    struct printer_view view;

    bool is_answered =
        printer_examine(&view, no == 0 ? settings->printer_queue : settings->second_queue, err);
    out->status = view.status;
    out->is_printing = view.is_printing;
    text_copy_cut(out->device, sizeof out->device, view.device);
    return is_answered;
}

static bool read_identity(const void *context, struct admin_identity *out, struct err *err)
{
    const struct settings *settings = context;
    struct identity *identity = NULL;

    if (!identity_open(&identity, settings->state_dir, err))
        return false;
    text_copy_cut(out->url, sizeof out->url, identity_office_url(identity));
    identity_kiosk(identity, &out->kiosk);
    out->end_ms = identity_end_ms(identity);
    identity_close(identity);
    return true;
}

static void read_lock(const void *context, struct admin_lock *out)
{
    static const char *const asks[] = {"systemctl", "show", "--property=CtrlAltDelBurstAction",
                                       "--value", NULL};
    static const char *const guards[] = {"systemctl", "--quiet", "is-active", "usbguard.service",
                                         NULL};
    AUTO_TEXT struct text restart = {0};

    (void)context;
    text_init(&restart, MANAGER_SAYS);
    *out = (struct admin_lock){
        .is_put = access("/etc/systemd/system.conf.d/60-anjungan.conf", F_OK) == 0,
        .is_in_force =
            command_run(asks, NULL, &restart, NULL) && text_equal(restart.data, "none\n"),
        .has_usb = command_run(guards, NULL, NULL, NULL),
    };
}

void ctl_machine_init(struct admin_machine *out, const struct settings *settings)
{
    *out = (struct admin_machine){
        .context = settings,
        .printer_count = settings_printer_count(settings),
        .folder = settings->print_folder,
        .ask_printer = ask_printer,
        .read_identity = read_identity,
        .read_lock = read_lock,
        .config_path = settings->config_path,
        .config_fault = settings->config_fault,
        .is_clock_set = settings->start_ms >= 0,
        .panel_width_mm = settings->panel_width_mm,
        .panel_height_mm = settings->panel_height_mm,
    };
}
