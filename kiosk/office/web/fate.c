/* Words of fates. */
#include "fate.h"
#include "domain/print.h"

#include <assert.h>
#include <string.h>

static const struct {
    const char *key, *words;
} fates[] = {
    [FATE_ANY] = {"", "Semua keadaan"},
    [FATE_OF_WAITING] = {"menunggu", "Menunggu"},
    [FATE_OF_CALLED] = {"dilayani", "Di loket"},
    [FATE_OF_FINISHED] = {"selesai", "Selesai"},
    [FATE_OF_SKIPPED] = {"dilewati", "Dilewati"},
    [FATE_OF_VOIDED] = {"batal", "Dibatalkan"},
    [FATE_UNPRINTED] = {"tak-tercetak", "Belum tercetak"},
    [FATE_MISSING] = {"belum-diterima", "Belum diterima"},
};
static_assert(ARRAY_LEN(fates) == FATES, "every fate has its words");

const char *fate_key(enum fate fate)
{
    return fates[fate].key;
}

const char *fate_words(enum fate fate)
{
    return fates[fate].words;
}

bool fate_from_key(const char *key, enum fate *out)
{
    for (size_t i = 0; i < ARRAY_LEN(fates); i++) {
        if (strcmp(fates[i].key, key) == 0) {
            *out = (enum fate)i;
            return true;
        }
    }
    return false;
}

static const struct {
    const char *name, *words;
    enum notice kind;
    enum fate fate;
    enum ticket_state state;
} states[] = {
    {"waiting", "Menunggu", NOTICE_INFO, FATE_OF_WAITING, TICKET_WAITING},
    {"called", "Dipanggil", NOTICE_WARNING, FATE_OF_CALLED, TICKET_CALLED},
    {"serving", "Dilayani", NOTICE_WARNING, FATE_OF_CALLED, TICKET_SERVING},
    {"finished", "Selesai", NOTICE_GOOD, FATE_OF_FINISHED, TICKET_DONE},
    {"skipped", "Dilewati", NOTICE_WARNING, FATE_OF_SKIPPED, TICKET_SKIPPED},
    {"voided", "Dibatalkan", NOTICE_DANGER, FATE_OF_VOIDED, TICKET_VOID},
};

static size_t find_state(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(states); i++) {
        if (strcmp(states[i].name, name) == 0)
            return i;
    }
    return 0; /* the schema knows no other */
}

const char *fate_state_words(const struct office_ticket *ticket, enum notice *out_kind)
{
    size_t found = find_state(ticket->state);

    *out_kind = states[found].kind;
    return states[found].words;
}

enum ticket_state fate_state(const struct office_ticket *ticket)
{
    return states[find_state(ticket->state)].state;
}

static bool is_slip(const struct office_ticket *ticket, enum print_state state)
{
    return strcmp(ticket->slip, print_state_name(state)) == 0;
}

static bool is_unprinted(const struct office_ticket *ticket)
{
    return !is_slip(ticket, PRINT_PRINTED) && !ticket->is_on_screen;
}

bool fate_is(enum fate fate, const struct office_ticket *ticket)
{
    if (fate == FATE_ANY)
        return true;
    if (fate == FATE_UNPRINTED)
        return is_unprinted(ticket);
    return states[find_state(ticket->state)].fate == fate;
}

static const char *const troubles[] = {
    [TROUBLE_NONE] = "",
    [TROUBLE_NO_PRINTER] = "printer tidak ada",
    [TROUBLE_OFFLINE] = "printer tidak terhubung",
    [TROUBLE_COVER_OPEN] = "penutup printer terbuka",
    [TROUBLE_JAM] = "kertas macet",
    [TROUBLE_PAPER_OUT] = "kertas habis",
    [TROUBLE_STOPPED] = "printer berhenti",
    [TROUBLE_REFUSED] = "ditolak printer",
    [TROUBLE_UNKNOWN] = "sebab tidak diketahui",
};
static_assert(ARRAY_LEN(troubles) == TROUBLE_UNKNOWN + 1, "every trouble has its words");

static const struct {
    const char *words;
    enum print_state state;
    enum notice kind;
} papers[] = {
    {"Menunggu dicetak", PRINT_QUEUED, NOTICE_INFO},
    {"Sedang dikirim", PRINT_SENDING, NOTICE_INFO},
    {"Sedang dicetak", PRINT_PRINTING, NOTICE_INFO},
    {"Tercetak", PRINT_PRINTED, NOTICE_GOOD},
    {"Gagal dicetak", PRINT_FAILED, NOTICE_DANGER},
    {"Tidak pasti tercetak", PRINT_UNCERTAIN, NOTICE_WARNING},
    {"Tidak dicetak", PRINT_CANCELLED, NOTICE_WARNING},
};

static const char *trouble_words(const struct office_ticket *ticket)
{
    if (ticket->slip_trouble[0] == '\0')
        return "";
    return troubles[printer_trouble_from_name(ticket->slip_trouble)];
}

void fate_paper_words(const struct office_ticket *ticket, char *out, size_t size,
                      enum notice *out_kind)
{
    const char *words = "Belum ada kabar";
    const char *trouble = "";

    *out_kind = NOTICE_INFO;
    for (size_t i = 0; i < ARRAY_LEN(papers); i++) {
        if (!is_slip(ticket, papers[i].state))
            continue;
        words = papers[i].words;
        *out_kind = papers[i].kind;
        trouble = papers[i].kind == NOTICE_GOOD ? "" : trouble_words(ticket);
    }
    if (ticket->is_on_screen && !is_slip(ticket, PRINT_PRINTED)) {
        words = "Tampil di layar";
        *out_kind = NOTICE_INFO;
    }
    text_format(out, size, "%s%s%s", words, trouble[0] != '\0' ? ": " : "", trouble);
}

struct fate_gap fate_gap_between(const struct office_ticket *previous,
                                 const struct office_ticket *next)
{
    const struct fate_gap none = {0, -1};
    int64_t last = 0;

    if (previous != NULL && strcmp(previous->kiosk, next->kiosk) == 0
        && strcmp(previous->session, next->session) == 0
        && strcmp(previous->series, next->series) == 0)
        last = previous->seq;
    if (next->number[0] == '\0' || next->seq <= last + 1)
        return none;
    return (struct fate_gap){last + 1, next->seq - 1};
}
