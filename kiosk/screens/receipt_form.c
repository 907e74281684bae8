/* What the form of a file receipt does. */
#include "receipt_form.h"
#include "base/text.h"
#include "desk/calling.h"
#include <string.h>

static void read_ticket(struct receipt_form *form, struct router *router)
{
    struct desk_view view;
    struct err err = {0};

    if (!desk_view_counter(router_desk(router), router_shift(router)->counter, DESK_WAITING, 0, 0,
                           &view, &err)) {
        router_desk_failed(router, &err, "reading who is being served");
        return;
    }
    form->has_ticket = view.has_ticket;
    if (view.has_ticket)
        form->ticket = view.ticket;
}

/* The name is on paper now; nothing here needs it any more. */
static void forget_name(struct receipt_form *form)
{
    explicit_bzero(form->applicant, sizeof form->applicant);
    explicit_bzero(form->receipt.applicant, sizeof form->receipt.applicant);
}

static bool find_receipt(struct receipt_form *form, struct router *router)
{
    struct err err = {0};

    if (!form->has_ticket)
        return false;
    if (desk_find_ticket_receipt(router_desk(router), &form->ticket.id, &form->receipt, &err)) {
        forget_name(form);
        return true;
    }
    if (err.code != ERR_NOT_FOUND)
        router_desk_failed(router, &err, "looking for the ticket's receipt");
    return false;
}

static void show_receipt(struct receipt_form *form, struct router *router)
{
    form->stage = FORM_DONE;
    form->copy = uuid_v4();
    form_read_job(form, router);
}

void form_begin(struct receipt_form *form, struct router *router)
{
    const struct service *service = NULL;

    form->request = uuid_v4();
    read_ticket(form, router);
    if (find_receipt(form, router)) {
        show_receipt(form, router);
        return;
    }
    if (form->has_ticket && form->ticket.service_id[0] && router_catalog(router))
        service = catalog_service(router_catalog(router), form->ticket.service_id);
    if (service)
        form_choose(form, service);
    else
        form->stage = FORM_CHOOSE;
}

void form_begin_another(struct receipt_form *form)
{
    form->request = uuid_v4();
    form->files = (struct visit_list){0};
    form->receipt = (struct receipt){0};
    form->has_job = false;
    form->page = 0;
    form->stage = FORM_CHOOSE;
}

static bool is_unticked(const struct ticket *ticket, size_t number)
{
    for (size_t i = 0; i < ticket->unticked_count; i++) {
        if (ticket->unticked[i] == number)
            return true;
    }
    return false;
}

void form_choose(struct receipt_form *form, const struct service *service)
{
    const struct ticket *ticket = &form->ticket;

    form->files = (struct visit_list){.service = service};
    form->page = 0;
    form->stage = FORM_FILL;
    /* Without a list on the ticket nobody knows whether all was ticked or nothing was asked. */
    if (!form->has_ticket || ticket->unticked_count == 0
        || !text_equal(ticket->service_id, service->id))
        return;
    for (size_t i = 0; i < service->requirements.count; i++) {
        if (!service->requirements.items[i].is_hidden && !is_unticked(ticket, i + 1))
            visit_toggle(&form->files, i);
    }
}

const char *form_lacks(const struct receipt_form *form)
{
    if (form->applicant[strspn(form->applicant, " ")] == '\0')
        return _("p_lacks_name", "Type the applicant's name first.");
    if (item_list_shown(&form->files.service->requirements) > 0
        && visit_count_ticked(&form->files) == 0)
        return _("p_lacks_files", "Touch what the applicant hands in.");
    return NULL;
}

static size_t list_received(const struct receipt_form *form, uint16_t *numbers)
{
    const struct item_list *list = &form->files.service->requirements;
    size_t count = 0;

    for (size_t i = 0; i < list->count; i++) {
        if (!list->items[i].is_hidden && visit_is_ticked(&form->files, i))
            numbers[count++] = (uint16_t)(i + 1);
    }
    return count;
}

void form_save(struct receipt_form *form, struct router *router)
{
    const struct shift *shift = router_shift(router);
    uint16_t received[CATALOG_MAX_ITEMS];
    struct receipt_request wish = {.request = form->request,
                                   .service_id = form->files.service->id,
                                   .applicant = form->applicant,
                                   .received = received,
                                   .officer = shift->officer.code,
                                   .counter = shift->counter};
    struct err err = {0};

    if (form->has_ticket)
        wish.ticket = form->ticket.id;
    wish.received_count = list_received(form, received);
    form->has_failed = !desk_issue_receipt(router_desk(router), &wish, &form->receipt, &err);
    if (form->has_failed) {
        router_desk_failed(router, &err, "saving a file receipt");
        return;
    }
    forget_name(form);
    show_receipt(form, router);
}

void form_print_again(struct receipt_form *form, struct router *router)
{
    struct err err = {0};

    form->has_failed =
        !desk_print_receipt_again(router_desk(router), &form->copy, form->receipt.file_number,
                                  router_shift(router)->officer.code, &form->job, &err);
    if (form->has_failed) {
        router_desk_failed(router, &err, "printing a file receipt again");
        return;
    }
    form->has_job = true;
    form->copy = uuid_v4();
}

void form_read_job(struct receipt_form *form, struct router *router)
{
    struct err err = {0};

    if (form->stage != FORM_DONE)
        return;
    form->has_job =
        desk_receipt_job(router_desk(router), form->receipt.file_number, &form->job, &err);
    if (!form->has_job && err.code != ERR_NOT_FOUND)
        router_desk_failed(router, &err, "looking after a receipt's slip");
}
