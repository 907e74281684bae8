/* Whether visitors can leave the app: anjungan-setup lock, and what it rests on. */
#include "admin/doctor_internal.h"

void doctor_check_lock(struct exam *exam)
{
    const struct admin_machine *machine = exam->admin->machine;
    struct admin_lock lock;

    if (!machine->read_lock)
        return;
    machine->read_lock(machine->context, &lock);
    if (!lock.is_put)
        exam_ok(exam, "lock",
                "none: consoles, keyboards and sticks work. In the hall: anjungan-setup lock");
    else if (!lock.is_in_force)
        exam_look(exam, "lock", "it holds from the next start on: systemctl reboot");
    else if (!lock.has_usb)
        exam_look(exam, "lock",
                  "usbguard does not run, any keyboard and any stick works: apt install usbguard, "
                  "anjungan-setup lock, systemctl reboot");
    else
        exam_ok(exam, "lock", "it holds");
}
