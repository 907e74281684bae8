/* Finding the verb that was asked for. */
#include "admin/verbs.h"
#include "admin/verbs_internal.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

enum { HELP_MOST = 64 * 1024, VERB_MOST = 256 };

static const struct verb {
    const char *family;
    const char *name;
    int (*run)(const struct admin *admin, int count, char **words);
} verbs[] = {
    {"backup", "", verb_backup},
    {"calendar", "check", verb_calendar_check},
    {"catalog", "check", verb_catalog_check},
    {"catalog", "keys", verb_catalog_keys},
    {"catalog", "show", verb_catalog_show},
    {"catalog", "sign", verb_catalog_sign},
    {"catalog", "verify", verb_catalog_verify},
    {"complaint", "answer", verb_complaint_answer},
    {"complaint", "close", verb_complaint_close},
    {"complaint", "erase", verb_complaint_erase},
    {"complaint", "list", verb_complaint_list},
    {"complaint", "renew-key", verb_complaint_renew_key},
    {"complaint", "report", verb_complaint_report},
    {"complaint", "show", verb_complaint_show},
    {"complaint", "weigh", verb_complaint_weigh},
    {"doctor", "", verb_doctor},
    {"hours", "", verb_hours},
    {"journal", "show", verb_journal_show},
    {"journal", "verify", verb_journal_verify},
    {"print", "cancel", verb_print_cancel},
    {"print", "list", verb_print_list},
    {"print", "retry", verb_print_retry},
    {"print", "test", verb_print_test},
    {"printers", "", verb_printers},
    {"report", "day", verb_report_day},
    {"restore", "", verb_restore},
    {"salvage", "", verb_salvage},
    {"staff", "add", verb_staff_add},
    {"staff", "disable", verb_staff_disable},
    {"staff", "list", verb_staff_list},
    {"staff", "pin", verb_staff_pin},
    {"survey", "check", verb_survey_check},
    {"survey", "import", verb_survey_import},
    {"survey", "report", verb_survey_report},
    {"survey", "suggestions", verb_survey_suggestions},
    {"sync", "again", verb_sync_again},
    {"sync", "aside", verb_sync_aside},
    {"sync", "status", verb_sync_status},
    {"ticket", "issue", verb_ticket_issue},
    {"ticket", "list", verb_ticket_list},
};

/* In pieces: a literal has at most 4095 bytes everywhere. */
static const char help_catalogs[] =
    "Verbs:\n"
    "  backup [FOLDER]\n"
    "      checks the whole database and writes a copy of it, which it names\n"
    "  calendar check FILE…\n"
    "      checks tables of holidays; exit code 1 when there are errors\n"
    "  catalog check FILE…\n"
    "      checks catalogue files; exit code 1 when there are errors\n"
    "  catalog keys SECRET PUBLIC\n"
    "      makes the publisher's pair of keys\n"
    "  catalog show [FILE] [--service ID] [--json]\n"
    "      shows a catalogue or one service of it; without FILE the chosen office's\n"
    "  catalog sign --key SECRET --version N [--name OFFICE] [--out FILE] CATALOG\n"
    "      a catalogue as kiosks take it from the office, signed; N grows with each\n"
    "  catalog verify --key PUBLIC FILE\n"
    "      says what is signed there, and whether by this key\n";
static const char help_desk[] =
    "  complaint answer NUMBER --officer CODE\n"
    "      seals the answer, read from standard input, with the complaint\n"
    "  complaint close NUMBER --officer CODE\n"
    "      closes one that was answered, or that wants no reply\n"
    "  complaint erase NUMBER CODE --officer CODE\n"
    "      what was written is gone, the register keeps its row; a supervisor's\n"
    "  complaint list [--state received|in_progress|answered|closed] [--from DATE] [--to DATE]\n"
    "                 [--overdue] [--json]\n"
    "      the Buku Pengaduan, newest first, without what people wrote\n"
    "  complaint renew-key --officer CODE\n"
    "      the key is lost for good: a new one seals from now on; a supervisor's\n"
    "  complaint report --month YEAR-MONTH [--open --officer CODE]\n"
    "                   [--format txt|csv|csv-id|pdf] [--out FILE]\n"
    "      the book of a month; --open with whose complaints they are, a supervisor's\n"
    "  complaint show NUMBER [--open --officer CODE] [--json]\n"
    "      one complaint; --open shows what was written, which is noted in the journal\n"
    "  complaint weigh NUMBER ringan|sedang|berat --officer CODE\n"
    "      takes it in hand by its weight\n"
    "  doctor [--json]\n"
    "      what is wrong with this machine and what to do, a line each; exit code 1 when somebody\n"
    "      has to do something\n"
    "  hours [--closed-for MINUTES]\n"
    "      whether the office takes numbers, and until when; with --closed-for exit code 1 while "
    "it\n"
    "      does or will within so many minutes, unless it states no hours\n"
    "  journal show [--from N] [--json]\n"
    "      what was done, by whom and when, from entry N on\n"
    "  journal verify [--json]\n"
    "      exit code 1, and the first entry that does not fit, when the journal was changed\n";
static const char help_machine[] =
    "  print cancel ID|NUMBER [--officer CODE] [--json]\n"
    "      keeps a slip that waits off the paper\n"
    "  print list [--days N] [--json]\n"
    "      slips that wait, and those of the last day (N days) that failed or are uncertain, with\n"
    "      their IDs\n"
    "  print retry ID|NUMBER [--officer CODE] [--json]\n"
    "      prints a slip once more: as itself where it is certainly not on paper, else marked "
    "SALINAN\n"
    "  print test [--printer N]\n"
    "      queues a test page: office, device, date, width, all letters, a code; N: of that "
    "printer\n"
    "  printers [--json]\n"
    "      each printer, asked now: ready or what is wrong and since when, paper, its slips\n"
    "  report day [--date YEAR-MONTH-DAY] [--format txt|json|pdf] [--out FILE]\n"
    "      what became of every number of a day, today's without --date; open days too\n"
    "  restore FILE\n"
    "      puts such a copy in the database's place, which is kept; while no program runs\n"
    "  salvage\n"
    "      takes over what can still be read of databases in quarantine, and tells who waited\n"
    "  staff add CODE NAME [--role officer|supervisor] [--pin-stdin]\n"
    "      adds an officer; the PIN is asked twice, or read from standard input\n"
    "  staff disable CODE\n"
    "      the officer signs in no more; what was done stays in the journal\n"
    "  staff list [--json]\n"
    "      all officers, also the disabled ones\n"
    "  staff pin CODE [--pin-stdin]\n"
    "      gives an officer a new PIN and ends a pause\n"
    "  survey check FILE…\n"
    "      checks questionnaires; exit code 1 when there are errors\n"
    "  survey import FILE [--skip-bad] [--new|--all] [--dry-run] [--now-anyway]\n"
    "                [--officer CODE]\n"
    "      adds paper forms from a CSV file in UTF-8, all or none. The first line names the\n"
    "      columns, in any order: tanggal (2026-11-23); persyaratan, prosedur, waktu, biaya,\n"
    "      produk, kompetensi, perilaku, sarana, pengaduan (1 to 4, or a to d); more in\n"
    "      assets/survey/README.md\n"
    "      --skip-bad leaves bad rows out and lists them; --new leaves out forms like those of\n"
    "      an earlier import, --all adds them too; --dry-run only checks; --officer is noted in\n"
    "      the journal. Visitors' numbers wait for it: over 2000 forms need a closed day,\n"
    "      or --now-anyway\n"
    "  survey report --from DAY --to DAY | --period 2026-T4 [--service ID] [--trend N]\n"
    "          [--by service|sector|kiosk|gender|age|education|occupation|bracket]\n"
    "          [--format txt|json|csv|csv-id|pdf [--page pengolahan|papan|papan-a3|rekap]]\n"
    "          [--out FILE]\n"
    "      the satisfaction index (IKM) of a period, its elements and its sample; csv is RFC\n"
    "      4180, csv-id opens in LibreOffice with the Indonesian locale; a trend is of up to 12\n"
    "      periods. PDFs are the official table of answers, the board, or the recap, which is\n"
    "      per service and with four periods unless told otherwise\n"
    "  survey suggestions --from DAY --to DAY --officer CODE [--json]\n"
    "      what visitors wrote; it is noted who reads. Exit code 3: some could not be opened\n"
    "  sync again\n"
    "      what lies aside goes to the office again, for example after it was mended\n"
    "  sync aside [--json]\n"
    "      records that the office did not take although it took others; nothing of their content\n"
    "  sync status [--json]\n"
    "      where this kiosk is enrolled, until when, the last contact, what waits and lies aside\n"
    "  ticket issue --service ID [--priority] [--request UUID] [--no-slip] [--json]\n"
    "      takes the next number for a service or a group; the same request gives the same number\n"
    "  ticket list [--json]\n"
    "      the tickets of the open session, oldest first\n";

void admin_help(struct text *out)
{
    text_add(out, help_catalogs);
    text_add(out, help_desk);
    text_add(out, help_machine);
}

int verb_fail(const struct admin *admin, int code, const char *format, ...)
{
    va_list args;

    (void)fputs("anjungan-ctl: ", admin->complaints);
    va_start(args, format);
    (void)vfprintf(admin->complaints, format, args);
    va_end(args);
    (void)fputc('\n', admin->complaints);
    return code;
}

void verb_note(const struct admin *admin, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    (void)vfprintf(admin->complaints, format, args);
    va_end(args);
    (void)fputc('\n', admin->complaints);
}

int verb_tell(const struct admin *admin, const struct err *err)
{
    return verb_fail(admin, ADMIN_FAILED, "%s", err->text);
}

bool verb_print_line(const struct admin *admin, struct text *line)
{
    bool is_whole = !line->overflow;

    text_add(line, "\n");
    is_whole = is_whole && fwrite(line->data, 1, line->len, admin->out) == line->len;
    if (!is_whole)
        (void)verb_fail(admin, ADMIN_FAILED, "the answer cannot be written: %s",
                        line->overflow ? "too long" : strerror(errno));
    line->len = 0;
    return is_whole;
}

static int run_family(const struct admin *admin, const char *family, int count, char **words)
{
    bool is_known = false;

    for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
        if (strcmp(verbs[i].family, family) != 0)
            continue;
        if (verbs[i].name[0] == '\0') /* the family is the verb */
            return verbs[i].run(admin, count, words);
        is_known = true;
        if (count > 0 && strcmp(verbs[i].name, words[0]) == 0)
            return verbs[i].run(admin, count - 1, words + 1);
    }
    if (!is_known)
        return verb_fail(admin, ADMIN_USAGE, "unknown verb \"%s\"; see anjungan-ctl --help",
                         family);
    return verb_fail(admin, ADMIN_USAGE, "unknown verb \"%s %s\"; see anjungan-ctl --help", family,
                     count > 0 ? words[0] : "");
}

/* Of the whole help what belongs to a verb, or to all of a family. */
static int print_help(const struct admin *admin, const char *family, const char *name)
{
    AUTO_TEXT struct text help = {0};
    AUTO_TEXT struct text verb = {0};
    AUTO_TEXT struct text part = {0};
    bool is_inside = false;

    text_init(&help, HELP_MOST);
    text_init(&part, HELP_MOST);
    text_init(&verb, VERB_MOST);
    text_addf(&verb, "  %s%s%s", family, name[0] ? " " : "", name);
    admin_help(&help);
    for (const char *line = help.data, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        if (strncmp(line, "    ", 4) != 0)
            is_inside = strncmp(line, verb.data, verb.len) == 0
                        && (line[verb.len] == ' ' || line[verb.len] == '\n');
        if (is_inside)
            text_addf(&part, "%.*s", (int)(end - line) + 1, line);
    }
    if (part.len == 0)
        return verb_fail(admin, ADMIN_USAGE, "unknown verb \"%s\"; see anjungan-ctl --help",
                         verb.data + 2);
    return fputs(part.data, admin->out) >= 0 ? ADMIN_OK : ADMIN_FAILED;
}

int admin_run(const struct admin *admin, int count, char **words)
{
    int code;

    if (count == 0)
        return verb_fail(admin, ADMIN_USAGE, "no verb given; see anjungan-ctl --help");
    if (count > 1 && strcmp(words[count - 1], "--help") == 0)
        code = print_help(admin, words[0], count > 2 ? words[1] : "");
    else
        code = run_family(admin, words[0], count - 1, words + 1);
    if (fflush(admin->out) != 0 && code == ADMIN_OK)
        return verb_fail(admin, ADMIN_FAILED, "the answer cannot be written: %s", strerror(errno));
    return code;
}
