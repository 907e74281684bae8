/* What the machine shows: processes, certificates, keys, clock, disks, backups. */
#include "base/mem.h"
#include "base/text.h"
#include "office/backup.h"
#include "office/certificate.h"
#include "office/doctor/doctor_internal.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { HOUR_MS = 3600 * 1000 };
#define DAY_MS (INT64_C(24) * HOUR_MS)

/* True where somebody answers calls at the socket. */
static bool answers(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool is_there = fd >= 0 && text_copy(address.sun_path, sizeof address.sun_path, path)
                    && connect(fd, (const struct sockaddr *)&address, sizeof address) == 0;

    if (fd >= 0)
        close(fd);
    return is_there;
}

static int check_process(struct exam *exam, const char *verb, int no, const char *unit)
{
    AUTO_FREE char *path = mem_format("%s/%s/%d.sock", exam->what->run_dir, verb, no);

    if (answers(path))
        return 0;
    exam_bad(exam, "%s %d does not answer. systemctl status %s", verb, no, unit);
    return 1;
}

void doctor_check_processes(struct exam *exam)
{
    int wrong = check_process(exam, "enrolment", 1, "anjungan-office-enrolment")
                + check_process(exam, "web", 1, "anjungan-office-web");

    for (int i = 1; i <= exam->what->daemons; i++) {
        AUTO_FREE char *unit = mem_format("anjungan-office-ingest@%d", i);

        wrong += check_process(exam, "ingest", i, unit);
    }
    if (wrong == 0)
        exam_ok(exam, "processes: all answer");
}

/* When a certificate ends; false: there is none to read. */
static bool read_end(const char *path, int64_t *out_ms, struct err *err)
{
    AUTO_CERTIFICATE X509 *certificate = NULL;
    struct tm end = {0};

    if (!certificate_read(&certificate, path, err))
        return false;
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &end) != 1)
        return err_set(err, ERR_CORRUPT, "%s does not say when it ends", path);
    *out_ms = (int64_t)timegm(&end) * 1000;
    return true;
}

void doctor_check_certificate(struct exam *exam, const char *path, const char *act)
{
    int64_t end_ms = 0;
    struct err err = {0};

    if (!read_end(path, &end_ms, &err)) {
        exam_bad(exam,
                 "certificate: %s. Run doctor as root; a file that the office makes is made by "
                 "anjungan-office setup, the pages' own is put there by you",
                 err.text);
        return;
    }
    int64_t days = (end_ms - exam->now_ms) / DAY_MS;
    if (end_ms <= exam->now_ms)
        exam_bad(exam, "certificate %s has ended. %s", path, act);
    else if (days < exam->what->certificate_days)
        exam_look(exam, "certificate %s ends in %" PRId64 " days. %s", path, days, act);
    else
        exam_ok(exam, "certificate %s: %" PRId64 " days left", path, days);
}

void doctor_check_files(struct exam *exam)
{
    const struct office_options *office = exam->what->office;
    const char *pages = exam->what->site->page_certificate;
    AUTO_FREE char *server = mem_format("%s/server.crt", office->authority_dir);
    AUTO_FREE char *authority = mem_format("%s/authority.crt", office->authority_dir);

    doctor_check_certificate(exam, server, "As root: anjungan-office setup renews it");
    doctor_check_certificate(exam, authority, "Plan a new authority: every kiosk enrols anew");
    if (pages[0] != '\0')
        doctor_check_certificate(exam, pages,
                                 "Renew it where it came from; systemctl reload nginx");
    if (access(office->publisher_key, R_OK) != 0)
        exam_look(exam,
                  "no publisher's key in %s: catalogues cannot be published. Make the pair on "
                  "another machine (anjungan-ctl catalog keys) and copy the public half there",
                  office->publisher_key);
    if (access(office->office_public, R_OK) != 0)
        exam_bad(exam,
                 "no key %s: complaints' words cannot be read here. As root: "
                 "anjungan-office setup",
                 office->office_public);
}

void doctor_judge_clock(struct exam *exam, int64_t most_error_us)
{
    /* The kernel adds to it for as long as nobody sets the clock right, up to here, and starts
     * here. STA_UNSYNC says less: it also stands where the clock is right and the one on the board
     * is left alone. */
    enum { LOST_US = 16 * 1000 * 1000 };

    if (most_error_us >= LOST_US)
        exam_look(exam,
                  "clock: nothing keeps it right, and certificates, codes and backups go by it. "
                  "timedatectl tells more; as root: timedatectl set-ntp true (package "
                  "systemd-timesyncd or chrony)");
    else
        exam_ok(exam, "clock: kept right by the network");
}

void doctor_check_clock(struct exam *exam)
{
    struct timex kept = {0}; /* no mode: it is only read */

    if (adjtimex(&kept) < 0)
        exam_bad(exam, "clock: cannot be checked: %s", strerror(errno));
    else
        doctor_judge_clock(exam, kept.maxerror);
}

void doctor_judge_disk(struct exam *exam, const char *path, int percent_free)
{
    if (percent_free < exam->what->disk_percent)
        exam_bad(exam,
                 "disk of %s: %d %% free. Make room before it is full: then nothing is taken in",
                 path, percent_free);
    else
        exam_ok(exam, "disk of %s: %d %% free", path, percent_free);
}

static void check_disk(struct exam *exam, const char *path)
{
    struct statvfs disk;

    if (statvfs(path, &disk) == 0)
        doctor_judge_disk(exam, path,
                          disk.f_blocks > 0 ? (int)(disk.f_bavail * 100 / disk.f_blocks) : 0);
    else if (errno != ENOENT)
        exam_bad(exam, "disk of %s: %s", path, strerror(errno));
}

void doctor_check_disks(struct exam *exam)
{
    check_disk(exam, "/var/lib/postgresql");
    check_disk(exam, exam->what->backup_dir);
}

void doctor_check_backup(struct exam *exam)
{
    const struct office_doctor *what = exam->what;
    int64_t made_ms = 0;
    struct err err = {0};

    if (!office_backup_newest(what->backup_dir, &made_ms, &err)) {
        exam_bad(
            exam,
            "backup: %s. anjungan-office backup; systemctl status anjungan-office-backup.timer",
            err.text);
        return;
    }
    int64_t hours = (exam->now_ms - made_ms) / HOUR_MS;
    if (hours < 0)
        exam_bad(exam,
                 "backup: the newest in %s was made %" PRId64 " hours from now. Set the clock "
                 "right, then anjungan-office backup",
                 what->backup_dir, -hours);
    else if (hours >= what->backup_hours)
        exam_bad(exam,
                 "backup: the newest in %s is %" PRId64 " hours old. systemctl status "
                 "anjungan-office-backup.timer",
                 what->backup_dir, hours);
    else
        exam_ok(exam, "backup: the newest is %" PRId64 " hours old", hours);
}
