/* What processes have taken of the processor. Unlike times it does not depend on who else runs. */
#pragma once

/* Seconds so far: of this process; of all processes that have `directory` in their words, and of their
 * children. Those that ended meanwhile count where their parent lives and waited for them. */
double processor_own_seconds(void);
double processor_seconds_of(const char *directory);
