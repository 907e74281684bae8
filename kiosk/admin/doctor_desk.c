/* What the database shows: itself, printers, slips, the way to the office. */
#include "admin/doctor_internal.h"
#include "admin/verbs_internal.h"
#include "base/clock.h"
#include "base/text.h"
#include "desk/health.h"
#include "desk/office.h"
#include "desk/slips.h"

#include <inttypes.h>
#include <string.h>

enum {
    CHECK_MS = 1500,
    PRINTERS_MS = 3000, /* the whole answer is there within ten seconds */
    KIBI = 1 << 10,
    MEBI = 1 << 20,
    WAL_LOOK_BYTES = 64 << 20,
    MINUTE_MS = 60 * 1000,
    SLIP_LATE_MS = 2 * MINUTE_MS,
    CERTIFICATE_LOOK_DAYS = 14
};
#define DAY_MS INT64_C(86400000)

/* --- the database ---------------------------------------------------------------------------- */

static void say_closed(struct exam *exam, const struct err *err)
{
    if (err->code == ERR_NOT_FOUND)
        exam_look(exam, "database", "%s. systemctl start anjungan-print makes it", err->text);
    else if (err->code == ERR_CORRUPT)
        exam_bad(exam, "database",
                 "it is damaged: %s. Keep a copy of %s, then systemctl restart anjungan-print: a "
                 "fresh one serves, and the damaged one is kept in quarantine/",
                 err->text, exam->admin->desk.state_dir);
    else if (err->code == ERR_INVALID)
        exam_bad(exam, "database", "%s. systemctl restart anjungan-print anjungan anjungan-sync",
                 err->text);
    else
        exam_bad(exam, "database",
                 "it cannot be read: %s. Is the disk full or failing (journalctl -k)?", err->text);
}

void doctor_check_database(struct exam *exam)
{
    struct desk_options options = exam->admin->desk;
    struct desk_health health;
    struct err err = {0};

    if (exam->is_stranger)
        return;
    options.catalog_path = options.holidays_path = options.questionnaire_path = NULL;
    options.only_looks = true;
    if (!desk_open(&exam->desk, &options, &err)) {
        exam->desk = NULL;
        say_closed(exam, &err);
        return;
    }
    if (!desk_look_health(exam->desk, CHECK_MS, &health, &err)) {
        say_closed(exam, &err);
        return;
    }
    if (health.wal_bytes > WAL_LOOK_BYTES)
        exam_look(exam, "database",
                  "sound, but its log has grown to %" PRId64 " MB: is anjungan-print running? "
                  "systemctl restart anjungan-print",
                  health.wal_bytes / MEBI);
    else
        exam_ok(exam, "database", "%s, schema %d, %" PRId64 " kB and %" PRId64 " kB of log%s",
                health.is_whole ? "sound" : "sound as far as it was looked at", health.schema,
                health.bytes / KIBI, health.wal_bytes > 0 ? health.wal_bytes / KIBI : 0,
                health.quarantined > 0 ? "; a damaged one lies in quarantine/" : "");
}

/* --- printers -------------------------------------------------------------------------------- */

static const char *const to_do[] = {
    [TROUBLE_NONE] = "",
    [TROUBLE_NO_PRINTER] =
        "As root: anjungan-setup printer; lpstat -v lists queues, [print] names one",
    [TROUBLE_OFFLINE] = "Switch it on and look at its cable",
    [TROUBLE_COVER_OPEN] = "Close it",
    [TROUBLE_JAM] = "Open it, take the paper out, close it, switch it off and on",
    [TROUBLE_PAPER_OUT] = "Put in a new roll: what waits then comes out by itself",
    [TROUBLE_STOPPED] =
        "cupsenable and cupsaccept with the queue's name; journalctl -u cups says why",
    [TROUBLE_REFUSED] =
        "anjungan-ctl print test; journalctl -u anjungan-print says what it refused",
    [TROUBLE_UNKNOWN] = "anjungan-ctl print test",
};

static void judge_printer(struct exam *exam, const char *subject,
                          const struct admin_printer *printer)
{
    const struct printer_status *status = &printer->status;
    char at[EXAM_TIME] = "";
    int64_t since_ms = 0;
    struct err ignored = {0};

    /* Best effort: the trouble counts, and not since when. */
    if (exam->desk
        && desk_printer_since(exam->desk, status->queue, status->trouble, &since_ms, &ignored)
        && since_ms > 0)
        exam_time(exam, since_ms, at);
    if (status->trouble != TROUBLE_NONE)
        exam_bad(exam, subject, "%s: %s%s%s. %s",
                 status->queue[0] != '\0' ? status->queue : "(the default one)",
                 status->trouble == TROUBLE_NO_PRINTER ? "cupsd has no such queue"
                                                       : verb_trouble_words(status->trouble),
                 at[0] != '\0' ? " since " : "", at, to_do[status->trouble]);
    else if (status->is_paper_low)
        exam_look(exam, subject, "%s: ready, but paper runs low. Put in a new roll soon",
                  status->queue);
    else
        exam_ok(exam, subject, "%s: %s, %s", status->queue,
                printer->is_printing ? "printing" : "ready, paper is in",
                status->is_confirming ? "it confirms each slip"
                                      : "it does not confirm slips: visitors are asked");
}

void doctor_check_printers(struct exam *exam)
{
    const struct admin_machine *machine = exam->admin->machine;
    int64_t from_ms = clock_machine_mono_ms();
    struct err err = {0};

    if (machine->printer_count == 0)
        exam_ok(exam, "printer", "pages go into %s, for training", machine->folder);
    for (size_t i = 0; i < machine->printer_count; i++) {
        struct admin_printer printer = {0};
        char subject[32];

        (void)text_format(subject, sizeof subject, "printer %zu", i + 1);
        if (clock_machine_mono_ms() - from_ms > PRINTERS_MS) {
            exam_look(exam, subject,
                      "not asked, the one before took too long. anjungan-ctl printers");
            continue;
        }
        if (!machine->ask_printer(machine->context, i, &printer, &err)) {
            exam_bad(exam, "printer",
                     "cupsd does not answer: %s. systemctl restart cups; "
                     "journalctl -u cups",
                     err.text);
            return; /* the next one would only be waited for as long */
        }
        judge_printer(exam, subject, &printer);
    }
}

/* --- slips ----------------------------------------------------------------------------------- */

struct slip_counts {
    int waiting, uncertain, failed;
    int64_t oldest_ms; /* of those that wait; 0: none */
};

static bool count_slip(void *context, const struct slip_line *slip)
{
    struct slip_counts *counts = context;

    if (slip->job.state == PRINT_UNCERTAIN) {
        counts->uncertain++;
    } else if (slip->job.state == PRINT_FAILED) {
        counts->failed++;
    } else {
        counts->waiting++;
        if (counts->oldest_ms == 0)
            counts->oldest_ms = slip->job.created_at_ms;
    }
    return true;
}

void doctor_check_slips(struct exam *exam)
{
    struct slip_counts counts = {0};
    struct err err = {0};

    if (!exam->desk)
        return; /* what is the matter with it was said */
    if (!desk_list_slips(exam->desk, exam->now_ms - DAY_MS, count_slip, &counts, &err)) {
        exam_bad(exam, "slips", "cannot be counted: %s", err.text);
        return;
    }
    int64_t late_ms = counts.oldest_ms > 0 ? exam->now_ms - counts.oldest_ms : 0;
    char late[48] = "";
    if (late_ms >= MINUTE_MS)
        (void)text_format(late, sizeof late, ", the oldest for %" PRId64 " minutes",
                          late_ms / MINUTE_MS);
    if (counts.uncertain + counts.failed > 0 || late_ms > SLIP_LATE_MS)
        exam_look(exam, "slips",
                  "%d wait%s; since yesterday %d uncertain, %d failed. anjungan-ctl print list "
                  "shows them, print retry and print cancel settle them",
                  counts.waiting, late, counts.uncertain, counts.failed);
    else
        exam_ok(exam, "slips", "%d wait, none is uncertain", counts.waiting);
}

/* --- the office ------------------------------------------------------------------------------ */

static void judge_certificate(struct exam *exam, const struct admin_identity *identity)
{
    char end[EXAM_TIME];

    exam_time(exam, identity->end_ms, end);
    if (identity->end_ms <= exam->now_ms)
        exam_bad(exam, "certificate",
                 "it ended %s. Make a code there (anjungan-office code), then anjungan-ctl enrol "
                 "%s CODE --again",
                 end, identity->url);
    else if (identity->end_ms - exam->now_ms < CERTIFICATE_LOOK_DAYS * DAY_MS)
        exam_look(exam, "certificate",
                  "it ends %s and is renewed by itself when the office answers. systemctl status "
                  "anjungan-sync",
                  end);
    else
        exam_ok(exam, "certificate", "until %s", end);
}

static void judge_contact(struct exam *exam, const struct admin_identity *identity,
                          const struct office_view *office)
{
    char last[EXAM_TIME] = "never";

    if (office->last_ms > 0)
        exam_time(exam, office->last_ms, last);
    if (office->contact == OFFICE_REFUSED)
        exam_bad(exam, "office",
                 "%s refuses this kiosk, last answer %s. On the server: anjungan-office kiosks; "
                 "then anjungan-ctl enrol %s CODE --again",
                 identity->url, last, identity->url);
    else if (office->contact != OFFICE_REACHED)
        exam_look(exam, "office",
                  "%s does not answer, last answer %s, %" PRId64
                  " events wait and are kept. Is the "
                  "network there? systemctl status anjungan-sync; on the server: anjungan-office "
                  "doctor",
                  identity->url, last, office->unsent);
    else if (office->set_aside > 0)
        exam_look(exam, "office",
                  "%s answers, but did not take %" PRId64 " events. anjungan-ctl "
                  "sync aside",
                  identity->url, office->set_aside);
    else
        exam_ok(exam, "office", "%s answers, last %s, %" PRId64 " events wait", identity->url, last,
                office->unsent);
}

void doctor_check_office(struct exam *exam)
{
    const struct admin_machine *machine = exam->admin->machine;
    struct admin_identity identity = {0};
    struct office_view office = {0};
    struct err err = {0};

    if (exam->is_stranger)
        return;
    if (!machine->read_identity(machine->context, &identity, &err)) {
        if (err.code == ERR_NOT_FOUND)
            exam_ok(exam, "office", "this kiosk is not enrolled and works alone");
        else
            exam_bad(exam, "office",
                     "%s. Make a code there (anjungan-office code), then anjungan-ctl "
                     "enrol URL CODE --again",
                     err.text);
        return;
    }
    exam->is_enrolled = true;
    judge_certificate(exam, &identity);
    if (!exam->desk)
        return;
    if (!desk_view_office(exam->desk, &office, &err))
        exam_bad(exam, "office", "cannot be looked up: %s", err.text);
    else
        judge_contact(exam, &identity, &office);
}
