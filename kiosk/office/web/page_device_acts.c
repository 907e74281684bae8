/* Taking a kiosk in by a one-time code, and out by revoking its certificate. */
#include "device_rows.h"
#include "form.h"
#include "html.h"
#include "office/code.h"
#include "page.h"
#include "pages.h"

#include <string.h>

bool page_device_code(struct visit *visit, struct err *err)
{
    struct text *out = &visit->reply->body;

    (void)err;
    page_open(visit, &(struct page){
                         .title = "Daftarkan anjungan", .here = "/perangkat", .is_narrow = true});
    html_mark(
        out,
        "<section class=\"card\"><p>Anjungan baru mendapat sertifikatnya dengan kode sekali "
        "pakai. Buat kodenya saat Anda sudah di depan anjungan: kode berlaku 15 menit dan hanya "
        "dapat dicoba lima kali.</p>");
    form_open(visit, "/perangkat-baru");
    form_field(out, &(struct form_field){.name = "catatan",
                                         .label = "Tempat anjungan",
                                         .hint = "Misalnya: lobi utama, dekat pintu masuk",
                                         .most = 60});
    form_button(out, FORM_PRIMARY, "Buat kode");
    form_close(visit);
    html_mark(out, "</section>\n");
    page_close(visit);
    return true;
}

static void put_code(struct visit *visit, const char *code)
{
    struct text *out = &visit->reply->body;
    char groups[16], pin[OFFICE_PIN] = "";
    bool has_pin = office_read_pin(visit->web->options, pin);

    text_format(groups, sizeof groups, "%.5s %s", code, code + 5);
    page_open(visit,
              &(struct page){.title = "Kode pendaftaran", .here = "/perangkat", .is_narrow = true});
    html_fill(
        out,
        "<section class=\"card\"><p>Kode ini hanya ditampilkan sekali dan berlaku 15 menit.</p>"
        "<p class=\"once\">{}</p><p>Di anjungan, jalankan sebagai pengelola mesin:</p>"
        "<p class=\"command\">sudo anjungan-ctl enrol {} {} {}{}</p></section>\n",
        groups, visit->web->options->kiosk_url, code,
        has_pin ? "--pin sha256//" : "--authority authority.crt", pin);
    form_link(out, FORM_PRIMARY, "/perangkat", "Selesai");
    page_close(visit);
}

bool page_device_code_post(struct visit *visit, struct err *err)
{
    char note[128], code[11];

    if (!web_field(visit, "catatan", note, sizeof note, err)
        || !code_make(visit->web->pg, note, visit->account, code, err)
        || !web_audit(visit, "device.code", note, "", err))
        return false;
    put_code(visit, code);
    return true;
}

/* "/perangkat/ID/cabut" */
static void put_revoke_form(struct visit *visit, const struct device *device)
{
    struct text *out = &visit->reply->body;
    char path[96], back[64];

    text_format(path, sizeof path, "/perangkat/%s/cabut", device->kiosk);
    text_format(back, sizeof back, "/perangkat/%s", device->kiosk);
    html_fill(
        out,
        "<section class=\"card\"><p>Anjungan <b>{}</b> ({}) tidak lagi diterima server ini: "
        "catatan "
        "barunya ditolak dan katalognya tidak diperbarui. Anjungan tetap melayani dan menyimpan "
        "datanya. Untuk menerimanya lagi, anjungan harus didaftarkan dengan kode baru.</p>"
        "<p>Cabut jika anjungan hilang, dicuri, dijual, atau penyimpanannya diganti.</p>"
        "<div class=\"actions\">",
        device->name, device->note[0] == '\0' ? "tanpa catatan" : device->note);
    form_act(visit, path, FORM_DANGER, "Ya, cabut anjungan ini");
    form_link(out, FORM_PLAIN, back, "Batal");
    html_mark(out, "</div></section>\n");
}

bool page_device_revoke(struct visit *visit, struct err *err)
{
    struct device device;

    if (!device_rows_read(visit->web->pg, visit->part[0], &device, err))
        return false;
    page_open(visit,
              &(struct page){.title = "Cabut anjungan?", .here = "/perangkat", .is_narrow = true});
    put_revoke_form(visit, &device);
    page_close(visit);
    return true;
}

bool page_device_revoke_post(struct visit *visit, struct err *err)
{
    struct device device;
    char path[64];

    if (!device_rows_read(visit->web->pg, visit->part[0], &device, err)
        || !device_rows_revoke(visit->web->pg, device.kiosk, visit->account, visit->now_ms, err))
        return false;
    text_format(path, sizeof path, "/perangkat/%s", device.kiosk);
    return web_audit(visit, "device.revoked", device.name, device.kiosk, err)
           && web_go(visit, path, "anjungan-dicabut");
}
