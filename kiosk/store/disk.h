/* Steps with files whose failure names the path; ERR_FULL where there is no room. */
#pragma once
#include "base/attr.h"
#include "base/err.h"

/* A file, or the names in a directory, are on disk when it returns true. */
MUST_USE bool disk_sync(const char *path, struct err *err);
MUST_USE bool disk_rename(const char *from, const char *to, struct err *err);
/* One that is not there is fine. */
MUST_USE bool disk_remove(const char *path, struct err *err);
