/* Verbs as an administrator types them. */
#include "terminal.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool ask_printer(const void *context, size_t no, struct admin_printer *out, struct err *err)
{
    const struct terminal *terminal = context;

    *out = terminal->printers[no];
    if (!terminal->is_cupsd_away)
        return true;
    out->status.is_known = false;
    out->status.trouble = TROUBLE_NO_PRINTER;
    return err_set(err, ERR_OFFLINE, "cupsd at localhost: Host is down");
}

static bool read_identity(const void *context, struct admin_identity *out, struct err *err)
{
    const struct terminal *terminal = context;

    *out = terminal->identity;
    return out->url[0] != '\0' || err_set(err, ERR_NOT_FOUND, "this kiosk is not enrolled");
}

int terminal_set_up(void **state)
{
    struct terminal *terminal = mem_zalloc(1, sizeof *terminal);

    *state = terminal;
    memcpy(terminal->state_dir, "/tmp/anjungan-admin-XXXXXX", 27);
    terminal->clock = clock_fake_new(MORNING_MS);
    terminal->admin = (struct admin){
        .desk = {.state_dir = terminal->state_dir,
                 .catalog_path = CATALOG,
                 .clock = terminal->clock,
                 .device_digit = 1,
                 .ticket_digits = 3},
    };
    terminal->machine = (struct admin_machine){
        .context = terminal,
        .printer_count = 1,
        .folder = "/nowhere/paper",
        .ask_printer = ask_printer,
        .read_identity = read_identity,
        .config_path = "/nonexistent/anjungan.conf",
        .config_fault = "",
        .is_clock_set = true,
    };
    terminal->admin.machine = &terminal->machine;
    for (size_t i = 0; i < ARRAY_LEN(terminal->printers); i++)
        terminal->printers[i] =
            (struct admin_printer){.status = {.is_known = true, .is_confirming = true},
                                   .device = "anjungan-escpos:/dev/x"};
    memcpy(terminal->printers[0].status.queue, "tiket", sizeof "tiket");
    memcpy(terminal->printers[1].status.queue, "kedua", sizeof "kedua");
    if (!mkdtemp(terminal->state_dir))
        return -1;
    (void)snprintf(terminal->backup_dir, sizeof terminal->backup_dir, "%s/backup",
                   terminal->state_dir);
    terminal->admin.backup =
        (struct admin_backup){.folder = terminal->backup_dir, .is_own = true, .keep = 7};
    return 0;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *place)
{
    (void)info;
    (void)kind;
    (void)place;
    return remove(path);
}

int terminal_tear_down(void **state)
{
    struct terminal *terminal = *state;
    int failed = nftw(terminal->state_dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);

    clock_free(terminal->clock);
    free(terminal->out);
    free(terminal->complaints);
    free(terminal);
    return failed;
}

int terminal_type(struct terminal *terminal, const char *command)
{
    AUTO_FREE char *copy = mem_strdup(command);
    char *words[16];
    int count = 0;
    int code;

    for (char *at = copy; at != NULL && *at != '\0';) {
        assert_true(count < (int)ARRAY_LEN(words));
        words[count++] = strsep(&at, " ");
    }
    free(terminal->out);
    free(terminal->complaints);
    terminal->admin.out = open_memstream(&terminal->out, &terminal->out_len);
    terminal->admin.complaints = open_memstream(&terminal->complaints, &terminal->complaints_len);
    code = admin_run(&terminal->admin, count, words);
    assert_int_equal(fclose(terminal->admin.out), 0);
    assert_int_equal(fclose(terminal->admin.complaints), 0);
    return code;
}

int terminal_type_with(struct terminal *terminal, const char *command, const char *input)
{
    AUTO_FREE char *bytes = mem_strdup(input);
    int code;

    terminal->admin.in =
        input[0] != '\0' ? fmemopen(bytes, strlen(bytes), "r") : fopen("/dev/null", "r");
    assert_non_null(terminal->admin.in);
    code = terminal_type(terminal, command);
    (void)fclose(terminal->admin.in);
    terminal->admin.in = NULL;
    return code;
}

void terminal_expect(struct terminal *terminal, const char *command, int code, const char *words)
{
    int given = terminal_type(terminal, command);

    if (given != code || (!strstr(terminal->out, words) && !strstr(terminal->complaints, words)))
        fail_msg("%s: %d, %s%s; wanted %d, %s", command, given, terminal->out, terminal->complaints,
                 code, words);
}
