/* Lives of tickets by remainders, so that every kind is there. */
#include "report_fixture.h"

#include "base/text.h"

#define DAY 20780                        /* 2026-11-23 */
#define OPENED_MS INT64_C(1795395480000) /* 07.58 WIB */
#define CLOSED_MS INT64_C(1795424520000) /* 16.02 WIB */
#define MADE_MS INT64_C(1795425000000)   /* 16.10 WIB */

static const char *const names[] = {
    "Surat Izin Kerja Perekam Medis",
    "Izin Mendirikan Bangunan",
    "Persetujuan Kesesuaian Kegiatan Pemanfaatan Ruang untuk Kegiatan Nonberusaha",
    "Izin Reklame",
    "Surat Izin Praktik Dokter Umum",
};

static void add_ticket(struct day_tally *tally, int i, int services)
{
    static const char *const groups[] = {"intake", "intake", "intake", "information", "collection"};
    static const enum ticket_state states[] = {
        TICKET_DONE, TICKET_DONE,    TICKET_DONE, TICKET_DONE, TICKET_SKIPPED,
        TICKET_DONE, TICKET_WAITING, TICKET_DONE, TICKET_VOID, TICKET_SERVING};
    enum ticket_state state = states[i * 7 % 10];
    bool was_called = state != TICKET_WAITING && state != TICKET_VOID;
    int service = i * i % services;
    char id[32], name[TICKET_NAME_TEXT], officer[OFFICER_CODE_TEXT];

    text_format(id, sizeof id, "layanan-%03d", service);
    text_format(name, sizeof name, "%s%s", names[(size_t)service % ARRAY_LEN(names)],
                service < (int)ARRAY_LEN(names) ? "" : " (perpanjangan)");
    text_format(officer, sizeof officer, "P-%02d", 1 + i % 4);
    day_tally_add(tally, &(struct ticket_fact){
                             .group_id = groups[i % 5],
                             .service_id = i % 5 == 3 ? "" : id,
                             .service_name = name,
                             .officer = was_called ? officer : "",
                             .hour = 8 + i * 5 / 200 % 8,
                             .is_priority = i % 9 == 0,
                             .was_called = was_called,
                             .state = state,
                             .paper = i % 17 == 0   ? PAPER_NOT_PRINTED
                                      : i % 50 == 0 ? PAPER_UNKNOWN
                                                    : PAPER_PRINTED,
                             .wait_ms = was_called ? i * INT64_C(77777) % 3600000 : -1,
                             .service_ms = was_called ? 90000 + i * INT64_C(33333) % 1200000 : 0,
                         });
}

struct day_report report_fixture(int tickets, int services)
{
    struct day_tally *tally = day_tally_new();
    struct day_report report = {.day = DAY, .made_ms = MADE_MS};

    day_tally_name_group(tally, "intake", "Penerimaan berkas");
    day_tally_name_group(tally, "information", "Informasi");
    day_tally_name_group(tally, "collection", "Pengambilan izin");
    for (int i = 0; i < tickets; i++)
        add_ticket(tally, i, services);
    day_tally_finish(tally, &report);
    day_tally_free(tally);
    if (tickets == 0)
        return report;
    report.has_session = true;
    report.sessions = 1;
    report.opened_ms = OPENED_MS;
    report.closed_ms = CLOSED_MS;
    day_report_add_series(&report, "A", tickets * 3 / 5, tickets * 3 / 5);
    day_report_add_series(&report, "B", tickets / 5, tickets / 5);
    day_report_add_series(&report, "C", tickets / 5, tickets / 5);
    report.copies = 3;
    report.receipts = 61;
    report.help_calls = 2;
    return report;
}
