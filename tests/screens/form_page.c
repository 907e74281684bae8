/* Every piece that forms are made of, on one page. */
#include "screens/form_page.h"
#include "base/text.h"
#include "ui/form.h"
#include "ui/keys.h"

static char typed[] = "Berkas saya sudah lengkap sejak Kamis, tetapi sampai hari ini belum ada SMS "
                      "bahwa izin selesai.";

static void faces(struct ui *ui, int x, int y, int w)
{
    int width = (w - 16) / 2;

    (void)ui_face(ui, &(struct ui_face){.name = "face-1",
                                        .face = ICON_FROWN,
                                        .label = "Cepat",
                                        .box = {x, y, width, FACE_HEIGHT_LOW}});
    (void)ui_face(ui, &(struct ui_face){.name = "face-2",
                                        .face = ICON_SMILE,
                                        .label = "Cepat",
                                        .is_selected = true,
                                        .box = {x + width + 16, y, width, FACE_HEIGHT_LOW}});
}

static void picks(struct ui *ui, int x, int y, int w)
{
    static const char *const labels[] = {"≤ 19", "20–29", "30–39", "40–49", "50–59", "≥ 60"};
    int width = (w - 5 * 12) / 6;

    for (int i = 0; i < 6; i++) {
        char name[WIDGET_NAME];

        (void)text_format(name, sizeof name, "age-%d", i);
        (void)ui_pick(ui, &(struct ui_pick){.name = name,
                                            .label = labels[i],
                                            .box = {x + i * (width + 12), y, width, 88},
                                            .is_selected = i == 3,
                                            .is_disabled = i == 5});
    }
}

static int options(struct ui *ui, int x, int y, int w)
{
    struct ui_option all[] = {
        {.name = "way-phone",
         .label = "Telepon atau SMS",
         .caption = "Kami menghubungi nomor Anda",
         .icon = ICON_PHONE,
         .is_selected = true,
         .mark_first = true},
        {.name = "way-mail",
         .label = "Surel",
         .caption = "Dibalas ke alamat surel Anda",
         .icon = ICON_MAIL,
         .mark_first = true},
        {.name = "service", .label = "Surat Izin Kerja Perekam Medis", .mark_first = true},
        {.name = "group", .letter = "A", .label = "Penerimaan berkas", .is_disabled = true},
    };

    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        all[i].box = (struct ui_box){x, y, w, 0};
        all[i].box.h = ui_option_height(ui, &all[i]);
        (void)ui_option(ui, &all[i]);
        y += all[i].box.h + 12;
    }
    return y;
}

static int toggles(struct ui *ui, int x, int y, int w)
{
    for (int i = 0; i < 2; i++) {
        struct ui_toggle toggle = {.name = i ? "mode-low" : "mode-large",
                                   .icon = i ? ICON_PANEL_BOTTOM : ICON_A_LARGE_SMALL,
                                   .label = i ? "Jangkauan rendah" : "Teks besar",
                                   .caption = "Semua tombol di separuh bawah layar",
                                   .on = "Aktif",
                                   .off = "Mati",
                                   .is_on = i,
                                   .box = {x, y, w, 0}};

        toggle.box.h = ui_toggle_height(ui, &toggle);
        (void)ui_toggle(ui, &toggle);
        y += toggle.box.h + 16;
    }
    return y;
}

static void typing(struct ui *ui, int x, int y, int w, int h)
{
    struct ui_keyboard keyboard = {0};
    const struct ui_typing words = {.text = typed,
                                    .size = 2401,
                                    .max_letters = 600,
                                    .space = "spasi",
                                    .shift = "Huruf besar",
                                    .erase = "Hapus",
                                    .action = "Baris baru",
                                    .has_lines = true};

    ui_letter_count(ui, (struct ui_box){x + w - 300, y, 300, 40}, &words);
    ui_text_area(ui,
                 &(struct ui_area){.name = "words",
                                   .box = {x, y + 48, w, h - 48},
                                   .text = typed,
                                   .hint = "",
                                   .up = "Ke atas",
                                   .down = "Ke bawah"},
                 &keyboard);
    (void)ui_keyboard(ui, &keyboard, &words, ui_height(ui) - ui_nav_height(ui));
}

static void chrome(struct ui *ui)
{
    ui_top_bar(ui, &(struct ui_chrome){.office = "DPMPTSP Kota Pekanbaru",
                                       .subtitle = "Survei Kepuasan Masyarakat",
                                       .clock = "09.41",
                                       .date = "Sen, 23 Nov 2026",
                                       .status = "Siap melayani",
                                       .status_icon = ICON_CIRCLE_CHECK,
                                       .status_tone = UI_TONE_GOOD});
}

static void nav(struct ui *ui)
{
    (void)ui_nav_bar(ui, &(struct ui_nav_bar){.back = "Kembali",
                                              .home = "Beranda",
                                              .language = "English",
                                              .access = "Akses: aktif",
                                              .has_home = true,
                                              .has_language = true,
                                              .help = "Panggil petugas",
                                              .has_help = true});
}

/* Choices; on a wide panel the second half stands at the right. */
static void choices(struct ui *ui)
{
    static const char *const steps[] = {"Isi pengaduan", "Kontak", "Periksa & kirim"};
    bool is_wide = ui_is_landscape(ui);
    int y = ui_top_height(ui) + 24;

    ui_segments(ui, (struct ui_box){64, y, 952, 16}, 5, 9, "Pertanyaan 6 dari 9");
    y += 40;
    y += ui_steps(ui, (struct ui_box){64, y, 952, 56}, steps, 3, 1, "Langkah 2 dari 3") + 24;
    faces(ui, 64, y, 952);
    y += FACE_HEIGHT_LOW + 24;
    picks(ui, 64, y, 952);
    y += 112;
    if (is_wide) {
        (void)toggles(ui, 64, y, 952);
        (void)options(ui, 1080, ui_top_height(ui) + 24, 776);
    } else {
        y = options(ui, 64, y, 952) + 12;
        (void)toggles(ui, 64, y, 952);
    }
}

static void show(struct stage *stage, const struct ui_theme *theme, bool has_keyboard)
{
    const struct ui_input input = {.width = stage->width, .height = stage->height, .now_ms = 1000};

    ui_begin(stage->ui, &input, "form", theme);
    chrome(stage->ui);
    if (has_keyboard)
        typing(stage->ui, 64, ui_top_height(stage->ui) + 24, ui_width(stage->ui) - 128, 320);
    else
        choices(stage->ui);
    nav(stage->ui);
    stage->list = ui_end(stage->ui);
}

void form_page_walk(struct stage *stage,
                    void (*each)(struct stage *stage, const char *name, void *context),
                    void *context)
{
    stage->ui = ui_new(stage->measure);
    for (int i = 0; i < 16; i++) {
        bool is_black = i & 1, is_large = i & 2, is_wide = i & 4, has_keyboard = i & 8;
        char name[64];

        stage->width = is_wide ? 1920 : 1080;
        stage->height = is_wide ? 1080 : 1920;
        show(stage, ui_theme_get(is_black, is_large), has_keyboard);
        (void)text_format(name, sizeof name, "form-%s%s%s%s", has_keyboard ? "keys" : "choices",
                          is_wide ? "-wide" : "", is_black ? "-black" : "",
                          is_large ? "-large" : "");
        each(stage, name, context);
    }
    ui_free(stage->ui);
    stage->ui = NULL;
}
