/* The files and units of a locked machine, and their going. */
#include "admin/lock_setup.h"
#include "admin/setup_talk.h"
#include "base/command.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DONE = 0, FAILED = 1, USAGE = 2, RULES_MOST = 4096 };

const char lock_setup_help[] =
    "  lock [--usb VENDOR:PRODUCT]…\n"
    "      from the next start on: no console, no keyboard shortcut, no start menu, no USB but\n"
    "      printers, touch panels and sound; --usb: and this device, a keypad or a scanner that "
    "types\n"
    "      (lsusb shows its numbers)\n"
    "  unlock\n"
    "      takes all of that back, from the next start on\n";

/* What is linked where; a package that is not there has no folder, and is told of by name. */
static const struct link {
    const char *file;   /* below lockdown/ */
    const char *folder; /* made when `owner` is NULL */
    const char *name;
    const char *owner; /* the package whose folder it is */
} links[] = {
    {"sysctl.conf", "/etc/sysctl.d", "60-anjungan.conf", NULL},
    {"logind.conf", "/etc/systemd/logind.conf.d", "60-anjungan.conf", NULL},
    {"system.conf", "/etc/systemd/system.conf.d", "60-anjungan.conf", NULL},
    {"grub.cfg", "/etc/default/grub.d", "60-anjungan.cfg", "grub2-common"},
};
/* Copied, because usbguard reads no file that others may read. Its own would let in whatever was plugged in when the
 * package came. */
static const char usb_rules[] = "/etc/usbguard/rules.conf";

static const char *const masked[] = {
    "ctrl-alt-del.target", "getty@tty1.service",  "debug-shell.service",          "suspend.target",
    "hibernate.target",    "hybrid-sleep.target", "suspend-then-hibernate.target"};
static const char *const enabled[] = {"anjungan-keys.service", "usbguard.service"};

struct run {
    const struct lock_setup *setup;
    struct setup_talk talk;
};

static int finish(const struct run *run)
{
    if (run->talk.changes > 0)
        (void)fputs("It holds from the next start on: systemctl reboot\n", run->setup->out);
    else if (!run->talk.has_failed)
        (void)fputs("all was right already\n", run->setup->out);
    return run->talk.has_failed ? FAILED : DONE;
}

/* --- files -------------------------------------------------------------------------------------- */

static bool is_link_to(const char *path, const char *target)
{
    char found[512];
    ssize_t len = readlink(path, found, sizeof found - 1);

    if (len < 0)
        return false;
    found[len] = '\0';
    return text_equal(found, target);
}

static void put_link(struct run *run, const struct link *link)
{
    AUTO_FREE char *folder = mem_format("%s%s", run->setup->root, link->folder);
    AUTO_FREE char *path = mem_format("%s/%s", folder, link->name);
    AUTO_FREE char *target = mem_format("%s/lockdown/%s", run->setup->asset_dir, link->file);

    if (link->owner && access(folder, F_OK) != 0) {
        talk_complain(&run->talk, "%s is not there: %s stays as it is; install %s, then again",
                      folder, link->file, link->owner);
        return;
    }
    if (is_link_to(path, target))
        return;
    if (!link->owner && mkdir(folder, 0755) != 0 && errno != EEXIST)
        talk_complain(&run->talk, "%s: %s", folder, strerror(errno));
    else if ((unlink(path) != 0 && errno != ENOENT) || symlink(target, path) != 0)
        talk_complain(&run->talk, "%s: %s", path, strerror(errno));
    else
        talk_say(&run->talk, "put %s", path);
}

static void remove_file(struct run *run, const char *folder, const char *name)
{
    AUTO_FREE char *path = mem_format("%s%s/%s", run->setup->root, folder, name);

    if (unlink(path) == 0)
        talk_say(&run->talk, "took away %s", path);
    else if (errno != ENOENT && errno != ENOTDIR)
        talk_complain(&run->talk, "%s: %s", path, strerror(errno));
}

static void put_usb(struct run *run, const char *allowed)
{
    AUTO_FREE char *path = mem_format("%s%s", run->setup->root, usb_rules);
    AUTO_FREE char *former = mem_format("%s.before-anjungan", path);
    AUTO_FREE char *from = mem_format("%s/lockdown/usb.rules", run->setup->asset_dir);
    AUTO_FREE char *ours = NULL;
    AUTO_FREE char *rules = NULL;
    AUTO_FREE char *there = NULL;
    size_t len = 0;
    struct err err = {0};

    if (!file_read(path, RULES_MOST, &there, &len, NULL)) {
        talk_complain(&run->talk,
                      "%s is not there: any keyboard and any stick works; install usbguard, then "
                      "again",
                      path);
        return;
    }
    if (!file_read(from, RULES_MOST, &ours, &len, &err)) {
        talk_complain(&run->talk, "%s", err.text);
        return;
    }
    rules = mem_format("%s%s", allowed, ours);
    if (text_equal(there, rules))
        return;
    if ((access(former, F_OK) != 0
         && (!file_replace(former, there, strlen(there), true, &err) || chmod(former, 0600) != 0))
        || !file_replace(path, rules, strlen(rules), true, &err) || chmod(path, 0600) != 0)
        talk_complain(&run->talk, "%s: %s", path, err.text[0] ? err.text : strerror(errno));
    else
        talk_say(&run->talk, "wrote %s", path);
}

static void put_usb_back(struct run *run)
{
    AUTO_FREE char *path = mem_format("%s%s", run->setup->root, usb_rules);
    AUTO_FREE char *former = mem_format("%s.before-anjungan", path);

    if (rename(former, path) == 0)
        talk_say(&run->talk, "put back %s", path);
    else if (errno != ENOENT && errno != ENOTDIR)
        talk_complain(&run->talk, "%s: %s", former, strerror(errno));
}

/* --- units and the start menu ------------------------------------------------------------------- */

static bool has_unit(const char *question, const char *unit)
{
    const char *const words[] = {"systemctl", "--quiet", question, unit, NULL};

    return command_run(words, NULL, NULL, NULL);
}

static void order(struct run *run, const char *act, const char *unit)
{
    const char *const words[] = {"systemctl", "--quiet", act, unit, NULL};
    struct err err = {0};

    if (command_run(words, NULL, NULL, &err))
        talk_say(&run->talk, "%s %s", act, unit);
    else
        talk_complain(&run->talk, "%s", err.text);
}

static bool is_masked(const struct run *run, const char *unit)
{
    AUTO_FREE char *path = mem_format("%s/etc/systemd/system/%s", run->setup->root, unit);

    return is_link_to(path, "/dev/null");
}

static void set_units(struct run *run, bool is_locked)
{
    if (!run->setup->has_systemd)
        return;
    for (size_t i = 0; i < ARRAY_LEN(masked); i++) {
        if (is_masked(run, masked[i]) != is_locked)
            order(run, is_locked ? "mask" : "unmask", masked[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(enabled); i++) {
        if (has_unit("cat", enabled[i]) && has_unit("is-enabled", enabled[i]) != is_locked)
            order(run, is_locked ? "enable" : "disable", enabled[i]);
    }
}

static void make_menu(struct run *run)
{
    static const char program[] = "/usr/sbin/update-grub";
    const char *const words[] = {program, NULL};
    struct err err = {0};

    if (run->talk.changes > 0 && run->setup->root[0] == '\0' && access(program, X_OK) == 0
        && !command_run(words, NULL, NULL, &err))
        talk_complain(&run->talk, "%s", err.text);
}

/* --- verbs -------------------------------------------------------------------------------------- */

/* "046d:c31c" */
static bool is_device(const char *word)
{
    for (int i = 0; i < 9; i++) {
        if (i == 4 ? word[i] != ':' : !isxdigit((unsigned char)word[i]))
            return false;
    }
    return word[9] == '\0';
}

static bool read_devices(struct run *run, int count, char **words, struct text *rules)
{
    text_add(rules, "# By anjungan-setup lock --usb.\n");
    for (int at = 0; at < count; at += 2) {
        if (!text_equal(words[at], "--usb")) {
            talk_complain(&run->talk, "unknown word %s", words[at]);
            return false;
        }
        if (at + 1 == count || !is_device(words[at + 1])) {
            talk_complain(&run->talk, "--usb wants VENDOR:PRODUCT, as 046d:c31c; lsusb shows them");
            return false;
        }
        text_addf(rules, "allow id %s\n", words[at + 1]);
    }
    return !rules->overflow;
}

int lock_setup(const struct lock_setup *setup, int count, char **words)
{
    struct run run = {.setup = setup, .talk = {.out = setup->out, .complaints = setup->complaints}};
    AUTO_TEXT struct text allowed = {0};

    text_init(&allowed, RULES_MOST);
    if (!read_devices(&run, count, words, &allowed))
        return USAGE;
    for (size_t i = 0; i < ARRAY_LEN(links); i++)
        put_link(&run, &links[i]);
    put_usb(&run, allowed.data);
    set_units(&run, true);
    make_menu(&run);
    return finish(&run);
}

int lock_setup_undo(const struct lock_setup *setup, int count, char **words)
{
    struct run run = {.setup = setup, .talk = {.out = setup->out, .complaints = setup->complaints}};

    if (count > 0) {
        talk_complain(&run.talk, "unknown word %s", words[0]);
        return USAGE;
    }
    for (size_t i = 0; i < ARRAY_LEN(links); i++)
        remove_file(&run, links[i].folder, links[i].name);
    put_usb_back(&run);
    set_units(&run, false);
    make_menu(&run);
    return finish(&run);
}
