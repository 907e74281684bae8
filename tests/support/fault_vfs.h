/* A file layer that fails at its nth step, below everything that the store opens. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

/* Becomes the default layer of this process. Call before the first database is opened. */
void fault_vfs_install(void);

enum fault_kind { FAULT_READ, FAULT_WRITE, FAULT_SYNC, FAULT_TRUNCATE, FAULT_OPEN, FAULT_KINDS };

/* Fails the `nth` step from now (1 = the next) with an SQLite code; all later ones too if `stays`. */
void fault_vfs_arm(long nth, int code, bool stays);
void fault_vfs_disarm(void);
bool fault_vfs_has_struck(void);
/* Steps of a kind since the layer was armed or disarmed last. */
long fault_vfs_count(enum fault_kind kind);

/* Is told of what a program does to a file, before it is done; NULL: nobody is. */
struct fault_watch {
    void *context;
    void (*open)(void *context, const char *path);
    void (*write)(void *context, const char *path, const void *bytes, int len, int64_t offset);
    void (*truncate)(void *context, const char *path, int64_t size);
    void (*sync)(void *context, const char *path);
    void (*remove)(void *context, const char *path);
};
void fault_vfs_watch(const struct fault_watch *watch); /* borrowed */
