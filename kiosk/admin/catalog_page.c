/* A catalogue as text to be read in a terminal. The words of the office stay Indonesian. */
#include "admin/verbs_internal.h"

#include <assert.h>

static const char *const unit_names[] = {
    [DURATION_NONE] = "",    [DURATION_MINUTE] = "minutes",       [DURATION_HOUR] = "hours",
    [DURATION_DAY] = "days", [DURATION_WORKDAY] = "working days", [DURATION_MONTH] = "months",
};
static_assert(ARRAY_LEN(unit_names) == DURATION_MONTH + 1, "every unit has a name");

static const char *const channel_names[] = {
    [CHANNEL_PHONE] = "telephone",   [CHANNEL_FAX] = "fax",         [CHANNEL_SMS] = "SMS",
    [CHANNEL_WHATSAPP] = "WhatsApp", [CHANNEL_EMAIL] = "e-mail",    [CHANNEL_WEB] = "web",
    [CHANNEL_FACEBOOK] = "Facebook", [CHANNEL_TWITTER] = "Twitter", [CHANNEL_LETTER] = "letter",
    [CHANNEL_BOX] = "box",           [CHANNEL_COUNTER] = "counter", [CHANNEL_FORM] = "form",
    [CHANNEL_OFFICER] = "officer",
};
static_assert(ARRAY_LEN(channel_names) == CHANNEL_OFFICER + 1, "every channel has a name");

static const char *const review_names[] = {
    [REVIEW_DOUBLED] = "doubled, hidden", [REVIEW_WRONG] = "wrong, hidden",
    [REVIEW_CONTRADICTS] = "contradicts", [REVIEW_SPELLING] = "spelling",
    [REVIEW_MISSING] = "missing",         [REVIEW_SETTING] = "setting of the office",
    [REVIEW_UNCONFIRMED] = "unconfirmed",
};
static_assert(ARRAY_LEN(review_names) == REVIEW_UNCONFIRMED + 1, "every kind has a name");

static void print_fact(FILE *out, const char *label, const struct words *words)
{
    if (words->id != NULL)
        (void)fprintf(out, "%s: %s\n", label, words->id);
}

static void print_duration(FILE *out, const struct duration *duration)
{
    if (duration->unit == DURATION_NONE)
        return;
    (void)fprintf(out, "%d %s", duration->value, unit_names[duration->unit]);
    if (duration->note.id != NULL)
        (void)fprintf(out, " (%s)", duration->note.id);
}

static void print_items(FILE *out, const char *label, const struct item_list *list)
{
    if (!list->is_present) {
        (void)fprintf(out, "\n%s: the document says nothing\n", label);
        return;
    }
    (void)fprintf(out, "\n%s\n", label);
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];

        (void)fprintf(out, "  %2zu. %s%s\n", i + 1, item_shown(item)->id,
                      item->is_hidden ? "  [hidden]" : "");
        for (size_t at = 0; at < item->line_count; at++)
            (void)fprintf(out, "      - %s%s\n", item_shown(&item->lines[at])->id,
                          item->lines[at].is_hidden ? "  [hidden]" : "");
    }
}

static void print_step(FILE *out, const struct step *step)
{
    (void)fprintf(out, "  %2d. %s%s\n", step->no, item_shown(&step->activity)->id,
                  step->activity.is_hidden ? "  [hidden]" : "");
    for (size_t i = 0; i < step->actor_count; i++)
        (void)fprintf(out, "%s%s%s", i == 0 ? "      by " : ", ", step->actors[i].id,
                      i + 1 == step->actor_count ? "\n" : "");
    if (step->duration.unit != DURATION_NONE) {
        (void)fputs("      takes ", out);
        print_duration(out, &step->duration);
        (void)fputc('\n', out);
    }
    print_fact(out, "      needs", &step->input);
    print_fact(out, "      gives", &step->output);
    print_fact(out, "      note", &step->note);
}

static void print_steps(FILE *out, const struct service *service)
{
    if (service->step_count == 0) {
        (void)fputs("\nSteps: the document says nothing\n", out);
        return;
    }
    (void)fputs("\nSteps\n", out);
    for (size_t i = 0; i < service->step_count; i++)
        print_step(out, &service->steps[i]);
    for (size_t i = 0; i < service->phase_count; i++) {
        const struct phase *phase = &service->phases[i];

        (void)fprintf(out, "  steps %d to %d take ", phase->from, phase->to);
        print_duration(out, &phase->duration);
        (void)fputc('\n', out);
    }
}

static void print_complaints(FILE *out, const struct complaints *complaints)
{
    if (!complaints->is_present) {
        (void)fputs("\nComplaints: the document says nothing\n", out);
        return;
    }
    (void)fputs("\nComplaints\n", out);
    for (size_t i = 0; i < complaints->channel_count; i++) {
        const struct channel *channel = &complaints->channels[i];

        (void)fprintf(out, "  %s: %s%s\n", channel_names[channel->kind],
                      channel->value.id != NULL ? channel->value.id : "-",
                      channel->is_hidden ? "  [hidden]" : "");
    }
    if (complaints->deadline.unit != DURATION_NONE) {
        (void)fputs("  answered within ", out);
        print_duration(out, &complaints->deadline);
        (void)fputc('\n', out);
    }
    if (complaints->handling.is_present)
        print_items(out, "Handling of complaints", &complaints->handling);
}

static void print_review(FILE *out, const struct review_list *review)
{
    if (review->count == 0)
        return;
    (void)fputs("\nTo be reviewed by staff\n", out);
    for (size_t i = 0; i < review->count; i++) {
        const struct review *mark = &review->marks[i];

        (void)fprintf(out, "  %s (%s)%s%s\n", mark->item, review_names[mark->kind],
                      mark->note.id != NULL ? ": " : "",
                      mark->note.id != NULL ? mark->note.id : "");
    }
}

static void print_fee(FILE *out, const struct service *service)
{
    if (service->has_fee)
        (void)fprintf(out, "Fee: Rp %lld%s", (long long)service->fee_rp,
                      service->fee_rp == 0 ? " (free of charge)" : "");
    else
        (void)fputs("Fee: the document says nothing", out);
    if (service->fee_text.id != NULL)
        (void)fprintf(out, " - %s", service->fee_text.id);
    (void)fputc('\n', out);
}

void catalog_page_service(const struct service *service, FILE *out)
{
    const struct standard *standard = &service->standard;

    (void)fprintf(out, "%s (%s)\n", service->name.id, service->id);
    print_fact(out, "In English", (const struct words[]){{service->name.en, NULL}});
    (void)fprintf(out, "Group: %c, %s\n", service->group->letter, service->group->name.id);
    if (service->sector != NULL)
        print_fact(out, "Sector", &service->sector->name);
    print_fact(out, service->is_product_hidden ? "Product [hidden]" : "Product", &service->product);
    (void)fputs("Takes: ", out);
    print_duration(out, &service->duration);
    (void)fputs(service->duration.unit == DURATION_NONE ? "the document says nothing\n" : "\n",
                out);
    print_fee(out, service);
    print_items(out, "Requirements", &service->requirements);
    print_steps(out, service);
    print_complaints(out, &standard->complaints);
    print_items(out, "Legal basis", &standard->legal_basis);
    print_items(out, "Facilities", &standard->facilities);
    print_items(out, "Competences", &standard->competences);
    print_items(out, "Supervision", &standard->supervision);
    print_items(out, "Staff", &standard->staff_count);
    print_items(out, "Guarantees", &standard->guarantees);
    print_items(out, "Security", &standard->security);
    print_items(out, "Evaluation", &standard->evaluation);
    print_fact(out, "\nSource", &service->source.title);
    print_review(out, &service->review);
}

void catalog_page_office(const struct catalog *catalog, FILE *out)
{
    const struct office *office = &catalog->office;

    (void)fprintf(out, "%s (%s), %s\n", office->name.id, office->id, zone_name(office->zone));
    print_fact(out, "Address", &office->address);
    print_fact(out, "Status", &catalog->status);
    (void)fputs("\nGroups\n", out);
    for (size_t i = 0; i < office->group_count; i++)
        (void)fprintf(out, "  %c  %s (%s)\n", office->groups[i].letter, office->groups[i].name.id,
                      office->groups[i].id);
    (void)fputs("\nServices\n", out);
    for (size_t i = 0; i < catalog->service_count; i++)
        (void)fprintf(out, "  %s (%s)\n", catalog->services[i].name.id, catalog->services[i].id);
    print_items(out, "Pledge", &office->pledge);
    print_review(out, &catalog->review);
}
