/* A walk through all forms of a complaint. */
#include "screens/complaint_gallery.h"
#include "screens/modes.h"

#include "base/text.h"
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

void complaint_type(struct stage *stage, const char *text)
{
    for (; *text; text++) {
        char name[WIDGET_NAME];
        bool is_sign = !isalnum((unsigned char)*text) && !strchr(" ,.\n", *text);

        if (is_sign)
            stage_tap_at_once(stage, "key-signs");
        assert_true(text_format(name, sizeof name, "key-%c", *text));
        stage_tap_at_once(stage, *text == ' ' ? "key-space" : *text == '\n' ? "key-action" : name);
        if (is_sign)
            stage_tap_at_once(stage, "key-signs");
    }
}

void complaint_open_form(struct stage *stage)
{
    if (strcmp(stage_screen(stage), "attract") == 0)
        stage_tap(stage, "wake");
    stage_tap(stage, "complain");
    assert_string_equal(stage_screen(stage), "complaint-text");
}

void complaint_write(struct stage *stage)
{
    complaint_type(stage, "berkas saya sudah lengkap sejak kamis, tetapi sampai hari ini belum ada "
                          "kabar bahwa izin selesai.");
    stage_tap(stage, "next");
    assert_string_equal(stage_screen(stage), "complaint-contact");
}

void complaint_contact(struct stage *stage)
{
    complaint_write(stage);
    stage_tap(stage, "phone");
    stage_tap(stage, "contact");
    for (const char *digit = "081234567890"; *digit; digit++) {
        char name[WIDGET_NAME];

        assert_true(text_format(name, sizeof name, "key-%c", *digit));
        stage_tap_at_once(stage, name);
    }
    stage_tap(stage, "key-ok");
    stage_tap(stage, "consent");
    stage_tap(stage, "next");
    assert_string_equal(stage_screen(stage), "complaint-check");
}

void complaint_send(struct stage *stage)
{
    complaint_contact(stage);
    stage_tap(stage, "send");
    assert_string_equal(stage_screen(stage), "complaint-sent");
}

struct walk {
    struct stage *stage;
    void (*each)(struct stage *stage, const char *name, void *context);
    void *context;
    unsigned modes;
};

static void begin(const struct walk *walk)
{
    complaint_open_form(walk->stage);
    if (walk->modes)
        modes_apply(walk->stage, walk->modes);
}

static void see(const struct walk *walk, const char *name)
{
    walk->each(walk->stage, name, walk->context);
}

static void see_words(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    begin(walk);
    see(walk, "17-empty");
    complaint_type(stage, "lama");
    see(walk, "17-short");
    complaint_type(stage, " 1471 0123 4567 8901");
    see(walk, "17-nik");
    stage_tap(stage, "service");
    see(walk, "17-services");
    stage_tap(stage, "service-1");
    stage_tap(stage, "kind-informasi");
    /* a full page costs 600 keys: where type is largest, and once as designed */
    for (int i = 0; i < (walk->modes == 0 || walk->modes == MODE_LARGE ? 60 : 6); i++)
        complaint_type(stage, "sampai ini");
    see(walk, "17-full");
    stage_tap(stage, "cancel");
    see(walk, "17-drop");
    stage_tap(stage, "drop-stay");
    stage_tap(stage, "next");
    stage_tap(stage, "none");
    see(walk, "18-none");
    stage_tap(stage, "next");
    see(walk, "18-check-long");
    stage_tap(stage, "edit-text");
    stage_tap(stage, "cancel");
    stage_tap(stage, "drop-end");
}

static void see_contact(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    begin(walk);
    complaint_write(stage);
    see(walk, "18-ways");
    stage_tap(stage, "letter");
    see(walk, "18-letter");
    stage_tap(stage, "contact");
    complaint_type(stage, "jalan jenderal sudirman nomor 464, kelurahan jadirejo, pekanbaru");
    see(walk, "18-typing");
    stage_tap(stage, "key-action");
    stage_tap(stage, "name");
    complaint_type(stage, "siti rahmawati");
    see(walk, "18-name");
    stage_tap(stage, "key-action");
    stage_tap(stage, "consent");
    see(walk, "18-filled");
    stage_tap(stage, "next");
    see(walk, "18-check");
    stage_tap(stage, "edit-contact");
    if (stage_widget(stage, "other-way")) {
        stage_tap(stage, "other-way");
        see(walk, "18-other-way");
    }
    stage_tap(stage, "phone");
    stage_tap(stage, "contact");
    stage_tap(stage, "key-0");
    see(walk, "18-keypad");
    stage_tap(stage, "key-ok");
    if (stage_widget(stage, "other-way"))
        stage_tap(stage, "other-way");
    stage_tap(stage, "in_person");
    see(walk, "18-in-person");
    stage_tap(stage, "next");
    see(walk, "18-check-in-person");
    stage_tap(stage, "send");
    see(walk, "29-in-person");
    stage_tap(stage, "done");
}

/* Lists and tickets of others may lie before the receipt. */
static void move_all_jobs(struct stage *stage, enum print_state state)
{
    struct print_job job;
    struct err err = {0};

    while (desk_next_job(stage->desk, &job, &err))
        stage_move_next_job(stage, state, TROUBLE_NONE);
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void see_sent(const struct walk *walk)
{
    struct stage *stage = walk->stage;

    begin(walk);
    complaint_send(stage);
    see(walk, "29-sent");
    stage_tap(stage, "print");
    see(walk, "29-printing");
    move_all_jobs(stage, PRINT_UNCERTAIN);
    see(walk, "29-uncertain");
    stage_tap(stage, "done");
}

void complaint_gallery_walk(struct stage *stage,
                            void (*each)(struct stage *stage, const char *name, void *context),
                            void *context, unsigned modes)
{
    const struct walk walk = {stage, each, context, modes};

    see_words(&walk);
    see_contact(&walk);
    see_sent(&walk);
}
