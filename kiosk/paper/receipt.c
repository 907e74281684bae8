/* The file receipt (Tanda Terima Berkas). */
#include "slip_build.h"
#include "domain/calendar.h"
#include "words/report.h"
#include "words/words.h"

/* What one receipt is drawn from, in its language. */
struct receipt_view {
    const struct office *office;
    const struct receipt *receipt;
    const struct service *service; /* NULL when the catalogue no longer has it */
    const char *lang;
    int offset_min;
    int copy;
    char number[2 * FILE_NUMBER_TEXT]; /* the file number with dashes that people read easily */
};

static void number_with_dashes(char *out, size_t size, const char *number)
{
    struct text line;

    text_init(&line, size - 1);
    for (; *number; number++) {
        if (*number == '-')
            text_add(&line, "–");
        else
            text_add_bytes(&line, number, 1);
    }
    text_copy(out, size, line.data);
    text_clear(&line);
}

static struct receipt_view receipt_view(const struct catalog *catalog,
                                        const struct receipt *receipt, const char *lang, int copy)
{
    struct receipt_view view = {
        .office = &catalog->office,
        .receipt = receipt,
        .service = catalog_service(catalog, receipt->service_id),
        .lang = lang,
        .offset_min = zone_offset_min(catalog->office.zone),
        .copy = copy,
    };

    number_with_dashes(view.number, sizeof view.number, receipt->file_number);
    return view;
}

static void add_number(struct slip *slip, const struct receipt_view *view)
{
    struct rows *rows = &slip->rows;

    rows_text(rows, LOOK_RECEIPT, CELL_CENTRE, _("k_rec", "FILE RECEIPT"), 0);
    slip_add_copy(slip, view->copy);
    rows_text(rows, LOOK_FILE_NUMBER, CELL_CENTRE, view->number, 0);
    rows_text(rows, LOOK_CAPTION, CELL_CENTRE, _("k_file_no", "file number"), 0);
}

/* The counter's name in the slip's language, where the catalogue still has it. */
static const char *counter_name(const struct receipt_view *view)
{
    const char *name = view->receipt->counter;

    for (size_t g = 0; g < view->office->group_count; g++) {
        const struct group *group = &view->office->groups[g];

        for (size_t c = 0; c < group->counter_count; c++) {
            if (text_equal(group->counters[c].id, name))
                return words_in(&group->counters[c], view->lang);
        }
    }
    return name;
}

static void add_place(struct rows *rows, const struct receipt_view *view)
{
    char line[WORDS_LINE];

    if (!view->receipt->counter[0]) {
        rows_pair(rows, _("k_sign", "Officer"), view->receipt->officer);
        return;
    }
    text_fill(line, sizeof(line), _("k_slash", "{a} / {b}"), "a", counter_name(view), "b",
              view->receipt->officer, NULL);
    rows_pair(rows, _("k_place", "Counter / officer"), line);
}

/* The Indonesian name is the one told when the file was taken, whatever the catalogue says now. */
static void add_facts(struct rows *rows, const struct receipt_view *view)
{
    const struct receipt *receipt = view->receipt;
    const char *name = receipt->service_name;
    char line[WORDS_LINE];

    if (view->service && !text_equal(view->lang, "id"))
        name = words_in(&view->service->name, view->lang);
    rows_rule(rows);
    rows_text(rows, LOOK_TITLE, CELL_CENTRE, name, 0);
    rows_pair(rows, _("k_by", "Applicant"),
              receipt->applicant[0] ? receipt->applicant : _("k_forgotten", "(no longer kept)"));
    words_date_time(line, sizeof(line), receipt->at_ms, view->offset_min);
    rows_pair(rows, _("k_in", "Received"), line);
    add_place(rows, view);
    rows_pair(rows, _("k_queue", "Queue number"), receipt->number);
}

static bool is_received(const struct receipt *receipt, size_t number)
{
    for (size_t i = 0; i < receipt->received_count; i++) {
        if (receipt->received[i] == number)
            return true;
    }
    return false;
}

/* False when the catalogue has another list now than the one that was ticked. */
static bool has_same_list(const struct receipt_view *view)
{
    const struct receipt *receipt = view->receipt;

    if (!view->service || item_list_shown(&view->service->requirements) != (size_t)receipt->asked)
        return false;
    return receipt->received_count == 0
           || receipt->received[receipt->received_count - 1] <= view->service->requirements.count;
}

static void add_count(struct rows *rows, const struct receipt *receipt)
{
    char line[WORDS_LINE], n[16], m[16];

    text_format(n, sizeof(n), "%zu", receipt->received_count);
    text_format(m, sizeof(m), "%d", receipt->asked);
    text_fill(line, sizeof(line),
              receipt_is_complete(receipt)
                  ? _("k_full", "Files received: {n} of {m}, complete")
                  : _("k_partial", "Files received: {n} of {m}, not complete yet"),
              "n", n, "m", m, NULL);
    rows_text(rows, LOOK_LIST_HEAD, CELL_LEFT, line, 0);
}

/* The short form, unless only the long one is in this language. */
static const char *item_in_brief(const struct item *item, const char *lang)
{
    const struct words *shown = item_shown(item);

    if (!item->brief.id || (text_equal(lang, "en") && !item->brief.en && shown->en))
        return words_in(shown, lang);
    return words_in(&item->brief, lang);
}

static void add_received_texts(struct rows *rows, const struct receipt_view *view)
{
    const struct item_list *list = &view->service->requirements;
    char number[16];

    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];

        if (item->is_hidden)
            continue;
        text_format(number, sizeof(number), "%zu", i + 1);
        rows_check(rows, LOOK_CHECK, is_received(view->receipt, i + 1) ? "[x]" : "[ ]", number,
                   item_in_brief(item, view->lang));
    }
}

static void add_received_numbers(struct rows *rows, const struct receipt *receipt)
{
    char list[WORDS_LINE], line[WORDS_LINE];

    if (receipt->received_count == 0)
        return;
    words_numbers(list, sizeof(list), receipt->received, receipt->received_count);
    text_fill(line, sizeof(line),
              N_("k_unticked_no", "requirement {list}", "requirements {list}",
                 (unsigned long)receipt->received_count),
              "list", list, NULL);
    rows_text(rows, LOOK_ITEM, CELL_LEFT, line, 0);
}

static void add_received(struct rows *rows, const struct receipt_view *view, bool is_brief)
{
    rows_rule(rows);
    if (view->receipt->asked == 0) {
        rows_text(rows, LOOK_LIST_HEAD, CELL_LEFT, _("noreq", "Requirements not available yet"), 0);
        return;
    }
    add_count(rows, view->receipt);
    if (is_brief || !has_same_list(view))
        add_received_numbers(rows, view->receipt);
    else
        add_received_texts(rows, view);
}

/* How long the standard says that it takes, without its remark. */
static void time_text(char *out, size_t size, const struct receipt_view *view)
{
    struct duration time = {0};

    if (view->receipt->workdays > 0)
        time = (struct duration){view->receipt->workdays, DURATION_WORKDAY, {0}};
    else if (view->service)
        time = (struct duration){view->service->duration.value, view->service->duration.unit, {0}};
    words_duration(out, size, &time, view->lang);
}

static void add_due(struct slip *slip, const struct receipt_view *view)
{
    struct rows *rows = &slip->rows;
    const struct receipt *receipt = view->receipt;
    char time[64], caption[128], value[128];

    time_text(time, sizeof(time), view);
    if (receipt->due_day > 0) {
        text_fill(caption, sizeof(caption), _("k_due_in", "Expected to be ready ({time})"), "time",
                  time, NULL);
        rows_rule(rows);
        slip_add_day(slip, time[0] ? caption : _("k_due", "Expected to be ready"),
                     receipt->due_day);
        if (!receipt->is_due_sure)
            rows_text(rows, LOOK_NOTE, CELL_LEFT,
                      _("k_due_unsure",
                        "This date is an estimate: the holidays of that time are not fixed yet."),
                      0);
    } else if (time[0]) {
        text_fill(value, sizeof(value),
                  receipt_is_complete(receipt)
                      ? _("k_due_time", "in {time}")
                      : _("k_due_complete", "{time} after the file is complete"),
                  "time", time, NULL);
        rows_rule(rows);
        rows_box(rows, _("k_due", "Expected to be ready"), value);
    }
}

/* Only what the standard promises. */
static void add_promises(struct rows *rows, const struct receipt_view *view)
{
    char line[WORDS_LINE], time[64];
    const struct duration *letter;

    if (!view->service)
        return;
    if (view->service->notify_sms)
        rows_text(rows, LOOK_NOTE, CELL_LEFT,
                  _("k_sms", "You will be told by SMS when the permit is ready."), 0);
    letter = &view->service->notify_letter;
    if (letter->unit == DURATION_NONE)
        return;
    words_duration(time, sizeof(time), &(struct duration){letter->value, letter->unit, {0}},
                   view->lang);
    text_fill(line, sizeof(line),
              _("k_letter", "If the permit is not collected within {time}, we send a letter to the "
                            "applicant's home."),
              "time", time, NULL);
    rows_text(rows, LOOK_NOTE, CELL_LEFT, line, 0);
}

static bool add_code(struct slip *slip, const struct receipt_view *view, struct err *err)
{
    const char *keep = _("k_bring", "Bring this receipt to collect the permit.");
    const char *office = words_in(&view->office->name, view->lang);
    char qr[TICKET_QR_TEXT], date[64], line[WORDS_LINE];

    if (!receipt_format_qr(qr, view->office->id, view->receipt->file_number))
        return err_set(err, ERR_INVALID, "office id %s and file number %s do not fit the QR code",
                       view->office->id, view->receipt->file_number);
    rows_rule(&slip->rows);
    if (!rows_qr(&slip->rows, qr, keep, "", err))
        return false;
    words_short_date(date, sizeof(date), view->receipt->at_ms, view->offset_min);
    text_fill(line, sizeof(line), _("k_dot", "{a} · {b}"), "a", view->number, "b", date, NULL);
    rows_text(&slip->rows, LOOK_WORDS, CELL_CENTRE, line, 0);
    rows_text(&slip->rows, LOOK_WORDS, CELL_CENTRE, office ? office : view->office->id, 0);
    if (slip->rows.width == SLIP_58MM) /* no room beside the code */
        rows_text(&slip->rows, LOOK_NOTE, CELL_CENTRE, keep, 0);
    return true;
}

static bool draw_receipt(struct slip **out, enum slip_width width, const struct receipt_view *view,
                         bool is_brief, struct err *err)
{
    struct slip *slip = slip_new(width, view->receipt->file_number, view->receipt->at_ms);
    struct rows *rows = &slip->rows;

    slip_add_head(slip, view->office, view->lang);
    add_number(slip, view);
    add_facts(rows, view);
    add_received(rows, view, is_brief);
    add_due(slip, view);
    add_promises(rows, view);
    if (!add_code(slip, view, err)) {
        slip_free(slip);
        return false;
    }
    rows_signatures(rows, _("k_sign", "Officer"), _("k_by", "Applicant"));
    slip_add_foot(slip, view->office, view->service, view->lang);
    return slip_finish(slip, out, err);
}

bool slip_receipt(struct slip **out, enum slip_width width, const struct catalog *catalog,
                  const struct receipt *receipt, const char *lang, int copy, struct err *err)
{
    struct receipt_view view = receipt_view(catalog, receipt, lang[0] ? lang : "id", copy);
    AUTO_LANG struct lang_scope scope = lang_enter(view.lang);
    struct err first = {0};

    if (draw_receipt(out, width, &view, false, &first))
        return true;
    if (first.code == ERR_FULL)
        return draw_receipt(out, width, &view, true, err);
    return err_set(err, first.code, "%s", first.text);
}
