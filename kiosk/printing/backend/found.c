/* Looks for ticket printers on USB and serial lines. */
#include "printing/backend/found.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { PATH_LEN = 512, NAMES_MOST = 64, NAME_LEN = 256, ID_MOST = 4096 };

/* Also what a device says of itself is from outside: one line, no quotes, no control characters. */
static void tame(char *text)
{
    text_mend(text);
    for (char *at = text; *at; at++) {
        if (*at == '"' || *at == '\\')
            *at = '\'';
    }
    while (*text && text[strlen(text) - 1] == ' ')
        text[strlen(text) - 1] = '\0';
}

/* --- names in a directory, sorted ------------------------------------------------------------ */

struct names {
    char name[NAMES_MOST][NAME_LEN];
    size_t count;
};

static void auto_closedir(DIR **dir)
{
    if (*dir)
        closedir(*dir);
}

static int compare_names(const void *left, const void *right)
{
    return strverscmp(left, right);
}

static void list_names(struct names *out, const char *directory, const char *prefix)
{
    AUTO(auto_closedir) DIR *dir = opendir(directory);

    out->count = 0;
    if (!dir)
        return;
    for (const struct dirent *file = readdir(dir); file && out->count < NAMES_MOST;
         file = readdir(dir)) {
        if (file->d_name[0] != '.' && strncmp(file->d_name, prefix, strlen(prefix)) == 0
            && text_copy(out->name[out->count], NAME_LEN, file->d_name))
            out->count++;
    }
    qsort(out->name, out->count, NAME_LEN, compare_names);
}

/* --- USB ------------------------------------------------------------------------------------- */

static void read_field(const char *id, const char *const keys[2], char *out, size_t size)
{
    out[0] = '\0';
    while (*id) {
        size_t len = strcspn(id, ";");
        for (int i = 0; i < 2; i++) {
            size_t key = strlen(keys[i]);
            if (len > key && strncasecmp(id, keys[i], key) == 0 && id[key] == ':') {
                (void)text_format(out, size, "%.*s", (int)(len - key - 1), id + key + 1);
                return;
            }
        }
        id += len;
        id += *id == ';';
        id += strspn(id, " ");
    }
}

void escpos_read_device_id(const char *id, char *out, size_t size)
{
    static const char *const makers[2] = {"MFG", "MANUFACTURER"};
    static const char *const models[2] = {"MDL", "MODEL"};
    char maker[64];
    char model[64];

    read_field(id, makers, maker, sizeof maker);
    read_field(id, models, model, sizeof model);
    /* Some name their maker in the model too. */
    if (!maker[0] || strncasecmp(model, maker, strlen(maker)) == 0)
        (void)text_copy(out, size, model);
    else
        (void)text_format(out, size, "%s %s", maker, model);
    tame(out);
}

static bool is_same_file(const char *a, const char *b)
{
    AUTO_FREE char *left = realpath(a, NULL);
    AUTO_FREE char *right = realpath(b, NULL);

    return left && text_equal(left, right);
}

/* The name of config/udev for the device file `path`: that of the one printer, or that of its port.
 * False where there is none. */
static bool find_link(const char *dev, const char *path, bool is_alone, char out[PATH_LEN])
{
    AUTO_FREE struct names *links = mem_zalloc(1, sizeof *links);
    char directory[PATH_LEN];

    if (!text_format(directory, PATH_LEN, "%s/anjungan", dev))
        return false;
    if (is_alone && text_format(out, PATH_LEN, "%s/printer", directory) && is_same_file(out, path))
        return true;
    list_names(links, directory, "printer-at-");
    for (size_t i = 0; i < links->count; i++) {
        if (text_format(out, PATH_LEN, "%s/%s", directory, links->name[i])
            && is_same_file(out, path))
            return true;
    }
    return false;
}

static bool describe_usb(const char *dev, const char *sys, const char *name, bool is_alone,
                         struct found_printer *out)
{
    char device[PATH_LEN];
    char path[PATH_LEN];
    AUTO_FREE char *id = NULL;
    size_t len = 0;

    *out = (struct found_printer){0};
    if (!text_format(device, PATH_LEN, "%s/usb/%s", dev, name))
        return false;
    out->is_stable = find_link(dev, device, is_alone, path);
    if (!text_format(out->uri, sizeof out->uri, "anjungan-escpos:%s",
                     out->is_stable ? path : device))
        return false;
    if (text_format(path, PATH_LEN, "%s/class/usbmisc/%s/device/ieee1284_id", sys, name)
        && file_read(path, ID_MOST, &id, &len, NULL)) {
        escpos_read_device_id(id, out->model, sizeof out->model);
        text_copy_cut(out->id, sizeof out->id, id);
        tame(out->id);
    }
    return true;
}

size_t escpos_find(const char *dev, const char *sys, struct found_printer out[FOUND_MOST])
{
    AUTO_FREE struct names *names = mem_zalloc(1, sizeof *names);
    char path[PATH_LEN];
    size_t count = 0;

    if (text_format(path, PATH_LEN, "%s/class/usbmisc", sys))
        list_names(names, path, "lp");
    for (size_t i = 0; i < names->count && count < FOUND_MOST; i++)
        count += describe_usb(dev, sys, names->name[i], names->count == 1, &out[count]);
    names->count = 0;
    if (text_format(path, PATH_LEN, "%s/serial/by-id", dev))
        list_names(names, path, "");
    for (size_t i = 0; i < names->count && count < FOUND_MOST; i++) {
        struct found_printer *found = &out[count];
        *found = (struct found_printer){.is_serial = true, .is_stable = true};
        if (!text_format(found->uri, sizeof found->uri, "anjungan-escpos:%s/%s", path,
                         names->name[i]))
            continue;
        text_copy_cut(found->model, sizeof found->model, names->name[i]);
        tame(found->model);
        count++;
    }
    return count;
}
