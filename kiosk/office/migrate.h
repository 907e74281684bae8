/* The office's schema: numbered files of sql/, compiled in, applied forward only. */
#pragma once

struct office_migration {
    const char *name; /* "0001_office" */
    const char *sql;
};
extern const struct office_migration office_migrations[];
extern const int office_migration_count;
