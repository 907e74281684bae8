/* How the verbs of anjungan-setup speak. */
#include "admin/setup_talk.h"
#include <stdarg.h>

void talk_say(struct setup_talk *talk, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    (void)vfprintf(talk->out, format, args);
    va_end(args);
    (void)fputc('\n', talk->out);
    talk->changes++;
}

void talk_complain(struct setup_talk *talk, const char *format, ...)
{
    va_list args;

    (void)fputs("anjungan-setup: ", talk->complaints);
    va_start(args, format);
    (void)vfprintf(talk->complaints, format, args);
    va_end(args);
    (void)fputc('\n', talk->complaints);
    talk->has_failed = true;
}
