/* A queue with a filter that fails when it is told to. */
#include "base/file.h"
#include "base/text.h"
#include "support/print_faults.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static char *word(const char *text)
{
    return (char *)(uintptr_t)text;
}

static void write_file(const struct print_house *house, const char *name, const char *content,
                       mode_t mode)
{
    char path[HOUSE_PATH];

    assert_true(text_format(path, sizeof path, "%s/%s", house->directory, name));
    assert_true(file_replace(path, content, strlen(content), false, NULL));
    assert_int_equal(chmod(path, mode), 0);
}

/* A page becomes the raster of an ESC/POS printer: a PBM's rows are those of GS v 0. */
static const char filter[] =
    "#!/bin/sh\n"
    "word() { cat %s/filter-fault; }\n"
    "byte() { printf \"\\\\$(printf %%o \"$1\")\"; }\n"
    "raster() {\n"
    "    read -r _ && read -r wide high || return 1\n"
    "    printf '\\033@'\n"
    "    while [ \"$high\" -gt 0 ]; do\n"
    "        rows=$((high < 255 ? high : 255))\n"
    "        printf '\\035v0\\000'; byte $((wide / 8)); byte 0; byte $rows; byte 0\n"
    "        head -c $((rows * wide / 8))\n"
    "        high=$((high - rows))\n"
    "    done\n"
    "    printf '\\035V\\000'\n"
    "}\n"
    "slip() { pdftoppm -singlefile -mono -r 203 -scale-to-x 576 -scale-to-y -1 \"$1\" | raster; }\n"
    "case $(word) in\n"
    "    kill) kill -KILL $$ ;;\n"
    "    crash) kill -SEGV $$ ;;\n"
    "    fail) exit 1 ;;\n"
    "    half) slip \"$6\" | head -c 4000; kill -KILL $$ ;;\n"
    "esac\n"
    "while [ \"$(word)\" = hang ]; do sleep 0.05; done\n"
    "slip \"$6\"\n";

static const char ppd[] = "*PPD-Adobe: \"4.3\"\n"
                          "*FormatVersion: \"4.3\"\n"
                          "*FileVersion: \"1.0\"\n"
                          "*LanguageVersion: English\n"
                          "*LanguageEncoding: ISOLatin1\n"
                          "*PCFileName: \"FILTER.PPD\"\n"
                          "*Manufacturer: \"Anjungan\"\n"
                          "*Product: \"(Filter)\"\n"
                          "*ModelName: \"Filter\"\n"
                          "*ShortNickName: \"Filter\"\n"
                          "*NickName: \"Filter\"\n"
                          "*PSVersion: \"(3010.000) 0\"\n"
                          "*cupsFilter2: \"application/pdf application/vnd.anjungan 0 %s/filter\"\n"
                          "*OpenUI *PageSize: PickOne\n"
                          "*DefaultPageSize: Roll\n"
                          "*PageSize Roll: \"\"\n"
                          "*CloseUI: *PageSize\n"
                          "*OpenUI *PageRegion: PickOne\n"
                          "*DefaultPageRegion: Roll\n"
                          "*PageRegion Roll: \"\"\n"
                          "*CloseUI: *PageRegion\n"
                          "*DefaultImageableArea: Roll\n"
                          "*ImageableArea Roll: \"0 0 227 850\"\n"
                          "*DefaultPaperDimension: Roll\n"
                          "*PaperDimension Roll: \"227 850\"\n";

void fault_tell_filter(const struct print_house *house, const char *told)
{
    write_file(house, "filter-fault", told, 0644);
}

void fault_make_filter_queue(struct print_house *house, const char *name)
{
    char uri[HOUSE_PATH];
    char path[HOUSE_PATH];
    char content[HOUSE_OUTPUT];
    char *add[] = {word("/usr/sbin/lpadmin"),
                   word("-p"),
                   word(name),
                   word("-E"),
                   word("-v"),
                   uri,
                   word("-P"),
                   path,
                   word("-o"),
                   word("printer-error-policy=abort-job"),
                   NULL};

    fault_tell_filter(house, "");
    assert_true(text_format(content, sizeof content, filter, house->directory));
    write_file(house, "filter", content, 0755);
    assert_true(text_format(content, sizeof content, ppd, house->directory));
    write_file(house, "filter.ppd", content, 0644);
    assert_true(text_format(path, sizeof path, "%s/filter.ppd", house->directory));
    fault_device_uri(house, "socket://127.0.0.1:%d/?snmp=false", uri);
    assert_int_equal(house_run(add, NULL), 0);
}
