/* The table of alerts, and their way into the journal. */
#include "base/alert.h"
#include "base/text.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#define SD_JOURNAL_SUPPRESS_LOCATION
#include <systemd/sd-journal.h>
#include <unistd.h>

enum { ALERT_TEXT = 1024 };

/* An id per row; tests/lint/alerts.sh compares them with the catalogue. */
const struct alert_row alert_rows[] = {
    [ALERT_DATABASE] = {"database", "2a8937108f2250ff4865a0a7d4b43fea", LOG_LEVEL_ERROR},
    [ALERT_CATALOG] = {"catalogue", "d382d0fd3a2e71ce382855c07b9adaa6", LOG_LEVEL_ERROR},
    [ALERT_ASSETS] = {"assets", "6a9dd4e210f02133bd300718aa16a5f3", LOG_LEVEL_ERROR},
    [ALERT_SETTINGS] = {"settings", "0ea4c4dd840146c8838b76d80a5e4134", LOG_LEVEL_ERROR},
    [ALERT_DISK_FULL] = {"disk-full", "40a5a2f7c8be00585775ec5627916a8a", LOG_LEVEL_ERROR},
    [ALERT_DISPLAY] = {"display", "ec55844eaba500245c589ed9db247c93", LOG_LEVEL_ERROR},
    [ALERT_IN_SERVICE] = {"in-service", "e3c7d803a4720d8a7f0f3cdd58294df4", LOG_LEVEL_INFO},
    [ALERT_QUARANTINE] = {"quarantine", "19b777464fc8692436d288ac7df57a7b", LOG_LEVEL_ERROR},
    [ALERT_BACKUP] = {"backup", "39d126373cd3b2dfeb7f5f99396d8fb1", LOG_LEVEL_ERROR},
    [ALERT_RESTORED] = {"restored", "be16a24a4644c8706d33af3041ceb4f8", LOG_LEVEL_WARN},
    [ALERT_UPDATED] = {"updated", "d1cd6b2edae04915aef144b7d8a46362", LOG_LEVEL_INFO},
    [ALERT_UPDATE_UNDONE] = {"update-undone", "6151d62c242b4024948a3dd121d8a157", LOG_LEVEL_ERROR},
    [ALERT_UPDATE_STUCK] = {"update-stuck", "a66e57ba7ffe4a7283c566b0de216d92", LOG_LEVEL_ERROR},
    [ALERT_CLOCK] = {"clock", "94dabb84bb0acf5f6055f28fd553213d", LOG_LEVEL_WARN},
    [ALERT_PICTURE] = {"picture", "d585a0f83eb6bf0edc5be5022282b4ac", LOG_LEVEL_ERROR},
    [ALERT_TOUCH] = {"touch", "d866b33f01aa98d4f194ee5a08e34ddd", LOG_LEVEL_WARN},
    [ALERT_SPEAKER] = {"speaker", "ecde6d5490d0d9c8cba8f39c49728b11", LOG_LEVEL_WARN},
    [ALERT_SURVEY] = {"survey", "e2189d8758b0e8aae73aed3a10718e98", LOG_LEVEL_WARN},
    [ALERT_PRINTER] = {"printer", "056839b7e7bf1cbb22d14f786f600736", LOG_LEVEL_WARN},
    [ALERT_PRINTER_READY] = {"printer-ready", "8fd58c533eb941b8832c1f14cf40dc80", LOG_LEVEL_INFO},
    [ALERT_OFFICE_AWAY] = {"office-away", "a8ff4fce510b90538ca44c5d7a3badd3", LOG_LEVEL_WARN},
    [ALERT_OFFICE_REFUSES] = {"office-refuses", "e576c5d5fff27e05e8b0ed969890ab9d",
                              LOG_LEVEL_ERROR},
    [ALERT_OFFICE_REACHED] = {"office-reached", "aef0d5ffbbafd08bdb9c12eb18a8dfe9", LOG_LEVEL_INFO},
    [ALERT_CERTIFICATE] = {"certificate", "ba15be1afc956a6b7d9b14e36fa00a73", LOG_LEVEL_WARN},
    [ALERT_CATALOG_REFUSED] = {"catalogue-refused", "1dfb771eb756b3431e485fcd8b9fd19b",
                               LOG_LEVEL_WARN},
    [ALERT_SET_ASIDE] = {"set-aside", "46602f0c74151249642efc172ed54308", LOG_LEVEL_ERROR},
    [ALERT_SERVER] = {"server", "c8c2fcd48e820b74e9ccfa61db651f4d", LOG_LEVEL_ERROR},
    [ALERT_SERVER_WELL] = {"server-well", "c2bde2b043b01f95fbc38e4d705e0c2d", LOG_LEVEL_INFO},
    [ALERT_SERVER_BACKUP] = {"server-backup", "04205f3988aa28c9ccd04c1495ee6c55", LOG_LEVEL_ERROR},
};
static_assert(ARRAY_LEN(alert_rows) == ALERT_COUNT, "a row each");

/* The journal names the stream that it reads; standard error may have been led elsewhere since. */
static bool is_journal(int fd)
{
    const char *named = getenv("JOURNAL_STREAM");
    char own[64];
    struct stat info;

    return named && fstat(fd, &info) == 0
           && text_format(own, sizeof own, "%ju:%ju", (uintmax_t)info.st_dev,
                          (uintmax_t)info.st_ino)
           && text_equal(named, own);
}

static void put_together(char out[ALERT_TEXT], const char *format, va_list args) PRINTF_LIKE(2, 0);
static void put_together(char out[ALERT_TEXT], const char *format, va_list args)
{
    (void)text_format_args(out, ALERT_TEXT, format, args); /* an endless one is cut */
    text_mend(out);
}

static bool send_to_journal(const struct alert_row *row, const char *area, const char *words)
{
    return sd_journal_send("MESSAGE=%s: %s", area, words, "PRIORITY=%d", (int)row->level,
                           "MESSAGE_ID=%s", row->id, "ANJUNGAN_ALERT=%s", row->name, NULL)
           >= 0;
}

void alert_line(enum alert alert, const char *area, const char *format, ...)
{
    const struct alert_row *row = &alert_rows[alert];
    char words[ALERT_TEXT];
    va_list args;
    int saved_errno = errno;

    if (!log_is_on(row->level))
        return;
    va_start(args, format);
    put_together(words, format, args);
    va_end(args);
    if (!is_journal(STDERR_FILENO) || !send_to_journal(row, area, words))
        log_line(row->level, area, "%s", words);
    errno = saved_errno;
}

void alert_note(enum alert alert, const char *area, const char *format, ...)
{
    char words[ALERT_TEXT];
    va_list args;
    int saved_errno = errno;

    va_start(args, format);
    put_together(words, format, args);
    va_end(args);
    /* Who stands at the terminal has been told. */
    (void)send_to_journal(&alert_rows[alert], area, words);
    errno = saved_errno;
}
