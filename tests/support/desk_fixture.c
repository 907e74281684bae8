/* A small office on disk. */
#include "support/desk_fixture.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "desk/slips.h"
#include "desk/ticket.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const char office[] =
    "{\"format\":\"anjungan-catalog-1\",\"version\":1,\"office\":{\"id\":\"pekanbaru\",\"name\":"
    "\"DPMPTSP Kota "
    "Pekanbaru\",\"zone\":\"WIB\","
    "\"groups\":[{\"letter\":\"A\",\"id\":\"intake\",\"name\":\"Penerimaan berkas\","
    "\"counters\":[\"Loket 1\"],\"wait_at\":\"Ruang tunggu\"}]},"
    "\"services\":[{\"id\":\"sip\",\"name\":\"Izin praktik\",\"group\":\"intake\","
    "\"requirements\":[{\"text\":\"Fotokopi KTP\"}]}]}";

static void open_desk(struct desk_fixture *fixture)
{
    struct err err = {0};
    const struct desk_options options = {
        .state_dir = fixture->directory,
        .catalog_path = fixture->catalog,
        .clock = fixture->clock,
        .device_digit = 1,
        .ticket_digits = 3,
    };

    if (!desk_open(&fixture->desk, &options, &err))
        fail_msg("%s", err.text);
}

void desk_fixture_write_office(const char *path)
{
    assert_true(file_replace(path, office, sizeof office - 1, false, NULL));
}

void desk_fixture_open(struct desk_fixture *fixture)
{
    const char *temporary = getenv("TMPDIR");

    *fixture = (struct desk_fixture){.clock = clock_fake_new(1795400000000)};
    assert_true(text_format(fixture->directory, sizeof fixture->directory, "%s/anjungan.XXXXXX",
                            temporary ? temporary : "/tmp"));
    assert_non_null(mkdtemp(fixture->directory));
    assert_true(text_format(fixture->catalog, sizeof fixture->catalog, "%s/office.json",
                            fixture->directory));
    desk_fixture_write_office(fixture->catalog);
    open_desk(fixture);
}

void desk_fixture_reopen(struct desk_fixture *fixture)
{
    desk_close(fixture->desk);
    open_desk(fixture);
}

void desk_fixture_close(struct desk_fixture *fixture)
{
    desk_close(fixture->desk);
    clock_free(fixture->clock);
    pid_t child = fork();
    if (child == 0) {
        execlp("rm", "rm", "-rf", fixture->directory, (char *)NULL);
        _exit(1);
    }
    if (child > 0)
        (void)waitpid(child, NULL, 0);
}

void desk_fixture_issue_at(struct desk *desk, struct ticket *ticket, struct print_job *job)
{
    struct err err = {0};
    const struct ticket_request request = {
        .request = uuid_v4(), .service = "sip", .lang = "id", .wants_slip = true};

    if (!desk_issue_ticket(desk, &request, ticket, &err)
        || !desk_ticket_job(desk, &ticket->id, job, &err))
        fail_msg("%s", err.text);
}

void desk_fixture_issue(struct desk_fixture *fixture, struct ticket *ticket, struct print_job *job)
{
    desk_fixture_issue_at(fixture->desk, ticket, job);
}

void desk_fixture_job(struct desk_fixture *fixture, struct print_job *job)
{
    struct err err = {0};

    if (!desk_job(fixture->desk, job->id, job, &err))
        fail_msg("%s", err.text);
}
