/* Pictures that must not change by a dot: tests/golden/paper/NAME.png. */
#pragma once
#include "paper/slip.h"

/* Fails the test on any difference, after writing NAME-actual.png, NAME-expected.png and
 * NAME-diff.png (red: only expected, blue: only drawn) into BUILD/golden/paper.
 * With GOLDEN_UPDATE=1 in the environment it writes the picture instead: look at it, then commit. */
void golden_check(const struct slip *slip, const char *name);
