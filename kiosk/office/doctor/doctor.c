/* The order of the doctor's checks, and how they speak. */
#include "base/clock.h"
#include "office/doctor/doctor_internal.h"

#include <stdarg.h>

static void say(struct exam *exam, const char *word, const char *format, va_list args)
    PRINTF_LIKE(3, 0);
static void say(struct exam *exam, const char *word, const char *format, va_list args)
{
    (void)fprintf(exam->what->out, "%-4s ", word);
    (void)vfprintf(exam->what->out, format, args);
    (void)fputc('\n', exam->what->out);
}

void exam_ok(struct exam *exam, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(exam, "ok", format, args);
    va_end(args);
}

void exam_look(struct exam *exam, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(exam, "look", format, args);
    va_end(args);
    exam->found++;
}

void exam_bad(struct exam *exam, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(exam, "BAD", format, args);
    va_end(args);
    exam->found++;
}

int office_doctor_run(const struct office_doctor *doctor)
{
    static void (*const of_machine[])(struct exam * exam) = {
        doctor_check_processes, doctor_check_site,  doctor_check_files,
        doctor_check_clock,     doctor_check_disks, doctor_check_backup};
    static void (*const of_database[])(struct exam * exam) = {
        doctor_check_settings, doctor_check_standbys, doctor_check_roles, doctor_check_schema,
        doctor_check_kiosks,   doctor_check_streams,  doctor_check_relay};
    struct clock *clock = clock_system_new(doctor->office->start_ms);
    struct exam exam = {.what = doctor, .now_ms = clock_now_ms(clock)};
    struct err err = {0};

    clock_free(clock);
    for (size_t i = 0; i < ARRAY_LEN(of_machine); i++)
        of_machine[i](&exam);
    exam.pg = pg_new(doctor->office->database);
    if (pg_connect(exam.pg, &err)) {
        for (size_t i = 0; i < ARRAY_LEN(of_database); i++)
            of_database[i](&exam);
    } else {
        exam_bad(&exam, "%s. systemctl status postgresql", err.text);
    }
    pg_free(exam.pg);
    return exam.found;
}
