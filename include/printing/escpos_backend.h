/* The CUPS backend for ESC/POS ticket printers that confirms what came out.
 *
 *   anjungan-escpos://HOST:PORT/    network printer          options: ?ack=process|gsr|none
 *   anjungan-escpos:/dev/NAME       printer at a device file           &status=on|off
 *
 * Nothing is sent before the printer says that it is ready, and success is reported only when the
 * printer says that all is printed. Each job leaves a durable mark before its first byte: one whose
 * bytes were once under way is never started again, it ends held (CUPS_BACKEND_HOLD), and a person
 * decides. So "completed" with a counted page means printed exactly once; with ack=none no page is
 * counted. A serial line also takes &baud=… and &flow=rtscts|xonxoff|none. */
#pragma once

/* Does what cupsd asks by these arguments and its environment; the result is the exit code. Reads
 * the slip from standard input or the named file, speaks to cupsd on standard error. */
int escpos_backend(int argc, char **argv);

/* What its last word on a job holds when it ended before the first byte. cupsd keeps that word with
 * the job (job-printer-state-message) over a restart, while it forgets job-media-progress. */
#define ESCPOS_NOTHING_OUT "nothing came out"
