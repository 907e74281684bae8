/* What `anjungan-setup printer` can show: printers, queues, models. */
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "printing/backend/found.h"
#include "printing/cups_setup.h"
#include "printing/setup_internal.h"

enum { LIST_MOST = 64 * 1024 };

struct listing {
    const struct printer_setup *setup;
    struct json_out *json; /* NULL: for people */
};

static void list_queue(void *context, const char *name, const char *uri)
{
    const struct listing *listing = context;

    if (listing->json) {
        json_out_object(listing->json, NULL);
        json_out_string(listing->json, "queue", name);
        json_out_string(listing->json, "device", uri);
        json_out_close_object(listing->json);
    } else {
        (void)fprintf(listing->setup->out, "queue %s: %s\n", name, uri);
    }
}

static void list_found(const struct listing *listing, const struct found_printer *found)
{
    const struct escpos_model *model = escpos_model_of(found->model);

    if (listing->json) {
        json_out_object(listing->json, NULL);
        json_out_string(listing->json, "device", found->uri);
        json_out_string(listing->json, "says", found->model);
        json_out_string(listing->json, "model", model ? model->id : NULL);
        json_out_bool(listing->json, "serial", found->is_serial);
        json_out_bool(listing->json, "stable", found->is_stable);
        json_out_close_object(listing->json);
        return;
    }
    (void)fprintf(listing->setup->out, "%s%s%s%s%s%s\n", found->uri, found->model[0] ? "  " : "",
                  found->model, model ? "  --model " : "", model ? model->id : "",
                  found->is_serial ? "  (a serial line, whatever is on it)"
                  : found->is_stable
                      ? ""
                      : "  (this name changes: 60-anjungan-printer.rules is missing)");
}

int setup_list(const struct printer_setup *setup, bool is_json)
{
    AUTO_FREE struct found_printer *found = mem_zalloc(FOUND_MOST, sizeof *found);
    size_t count = escpos_find(setup->dev, setup->sys, found);
    AUTO_TEXT struct text line = {0};
    struct json_out json;
    struct listing listing = {setup, is_json ? &json : NULL};
    struct err err = {0};

    text_init(&line, LIST_MOST);
    json_out_init(&json, &line);
    json_out_object(&json, NULL);
    json_out_array(&json, "found");
    for (size_t i = 0; i < count; i++)
        list_found(&listing, &found[i]);
    json_out_close_array(&json);
    if (count == 0 && !is_json)
        (void)fputs("no printer is found on USB or a serial line\n", setup->out);
    json_out_array(&json, "queues");
    bool has_queues = cups_queues_each(list_queue, &listing, &err);
    json_out_close_array(&json);
    json_out_close_object(&json);
    if (is_json)
        (void)fprintf(setup->out, "%s\n", line.data);
    else
        (void)fputs(
            "Printers on the network are not found by themselves: name them with --device.\n",
            setup->out);
    return has_queues ? SETUP_DONE : setup_fail(setup, SETUP_FAILED, "%s", err.text);
}

int setup_list_models(const struct printer_setup *setup)
{
    (void)fprintf(setup->out,
                  "Table %s, by the manuals; none of them was tried on paper by us yet.\n",
                  ESCPOS_MODELS_VERSION);
    for (size_t i = 0; i < escpos_model_count; i++) {
        const struct escpos_model *model = &escpos_models[i];
        (void)fprintf(setup->out, "%-16s %s: %d dots, confirms by %s%s (%s)\n", model->id,
                      model->name, model->dots, escpos_ack_name(model->ack),
                      model->has_status ? "" : ", tells no state", model->source);
    }
    return SETUP_DONE;
}
