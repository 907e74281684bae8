/* doctor: the order of its checks, and how they speak. */
#include "admin/doctor_internal.h"
#include "admin/verbs_internal.h"
#include "base/clock.h"
#include "base/json.h"

#include <stdarg.h>
#include <string.h>

enum { EXAM_LINE = 2048 };

static void say(struct exam *exam, const char *word, const char *subject, const char *format,
                va_list args) PRINTF_LIKE(4, 0);
static void say(struct exam *exam, const char *word, const char *subject, const char *format,
                va_list args)
{
    AUTO_TEXT struct text line = {0};
    struct json_out json;
    char words[EXAM_LINE];

    text_init(&line, 2 * EXAM_LINE);
    (void)text_format_args(words, sizeof words, format, args); /* an endless name is cut */
    if (exam->is_json) {
        json_out_init(&json, &line);
        json_out_object(&json, NULL);
        json_out_string(&json, "verdict", word);
        json_out_string(&json, "subject", subject);
        json_out_string(&json, "text", words);
        json_out_close_object(&json);
    } else {
        text_addf(&line, "%-4s %s: %s", strcmp(word, "bad") == 0 ? "BAD" : word, subject, words);
    }
    exam->is_whole = verb_print_line(exam->admin, &line) && exam->is_whole;
}

void exam_ok(struct exam *exam, const char *subject, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(exam, "ok", subject, format, args);
    va_end(args);
}

void exam_look(struct exam *exam, const char *subject, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(exam, "look", subject, format, args);
    va_end(args);
    exam->found++;
}

void exam_bad(struct exam *exam, const char *subject, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(exam, "bad", subject, format, args);
    va_end(args);
    exam->found++;
}

void exam_time(const struct exam *exam, int64_t at_ms, char out[EXAM_TIME])
{
    char iso[26];

    clock_format_iso(at_ms, exam->offset_min, iso);
    (void)text_format(out, EXAM_TIME, "%.10s %.5s %s", iso, iso + strlen("2026-11-23T"),
                      exam->zone);
}

int verb_doctor(const struct admin *admin, int count, char **words)
{
    static void (*const checks[])(struct exam * exam) = {
        doctor_check_config, doctor_check_rights,   doctor_check_catalog,  doctor_check_fonts,
        doctor_check_panel,  doctor_check_database, doctor_check_backup,   doctor_check_update,
        doctor_check_disks,  doctor_check_clock,    doctor_check_printers, doctor_check_slips,
        doctor_check_office, doctor_check_services, doctor_check_lock};
    struct exam exam = {
        .admin = admin, .now_ms = clock_now_ms(admin->desk.clock), .zone = "UTC", .is_whole = true};
    const struct argument arguments[] = {{"--json", &exam.is_json, NULL}};

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count > 0)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" does not belong to doctor", words[0]);
    for (size_t i = 0; i < ARRAY_LEN(checks); i++)
        checks[i](&exam);
    desk_close(exam.desk);
    return exam.found == 0 && exam.is_whole ? ADMIN_OK : ADMIN_FAILED;
}
