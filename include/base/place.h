/* Where the program's own files lie: PREFIX/share/anjungan beside the folder of the program, the same
 * in an installed tree and in a build tree (which has links there). */
#pragma once
#include "base/attr.h"
#include "base/err.h"

/* The folder with fonts/ icons/ locale/ catalog/ sounds/; the result is yours. ERR_NOT_FOUND. */
MUST_USE bool place_share_dir(char **out, struct err *err);
