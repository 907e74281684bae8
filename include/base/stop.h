/* How a program that runs for long is told to end: SIGTERM and SIGINT become a file descriptor. */
#pragma once
#include "base/attr.h"

/* Readable when one of them came; they no longer kill. A write to a closed pipe fails instead of
 * killing, too. -1 with errno. */
int stop_open(void) MUST_USE;
