/* All addresses, the least role of each, and its page. */
#include "pages.h"

const struct web_route web_routes[] = {
    {"GET", "/masuk", WEB_ANYONE, page_sign_in},
    {"POST", "/masuk", WEB_ANYONE, page_sign_in_post},
    {"POST", "/keluar", WEB_OFFICER, page_sign_out},
    {"POST", "/keluar-semua", WEB_OFFICER, page_sign_out_everywhere},
    {"GET", "/akun", WEB_OFFICER, page_account},
    {"GET", "/sandi", WEB_OFFICER, page_password},
    {"POST", "/sandi", WEB_OFFICER, page_password_post},

    {"GET", "/", WEB_OFFICER, page_today},
    {"GET", "/ikm", WEB_OFFICER, page_ikm},
    {"GET", "/ikm/data.csv", WEB_OFFICER, page_ikm_csv},
    {"GET", "/ikm/tabel.csv", WEB_OFFICER, page_ikm_csv_local},
    {"GET", "/ikm/data.json", WEB_OFFICER, page_ikm_json},
    {"GET", "/ikm/{dokumen}", WEB_OFFICER, page_ikm_pdf},
    {"GET", "/nomor", WEB_OFFICER, page_tickets},
    {"GET", "/nomor/data.csv", WEB_OFFICER, page_tickets_csv},
    {"GET", "/nomor/tabel.csv", WEB_OFFICER, page_tickets_csv_local},
    {"GET", "/nomor/laporan.pdf", WEB_OFFICER, page_tickets_pdf},
    {"GET", "/pengaduan", WEB_OFFICER, page_complaints},
    {"POST", "/pengaduan/buku", WEB_OFFICER, page_complaints_book},
    {"GET", "/pengaduan/{kios}/{nomor}", WEB_OFFICER, page_complaint},
    {"POST", "/pengaduan/{kios}/{nomor}/buka", WEB_OFFICER, page_complaint_open},
    {"POST", "/pengaduan/{kios}/{nomor}/bobot", WEB_OFFICER, page_complaint_weigh},
    {"POST", "/pengaduan/{kios}/{nomor}/jawab", WEB_OFFICER, page_complaint_answer},
    {"POST", "/pengaduan/{kios}/{nomor}/tutup", WEB_OFFICER, page_complaint_close},

    {"GET", "/perangkat", WEB_SUPERVISOR, page_devices},
    {"GET", "/perangkat/{kios}", WEB_SUPERVISOR, page_device},
    {"GET", "/perangkat-baru", WEB_ADMIN, page_device_code},
    {"POST", "/perangkat-baru", WEB_ADMIN, page_device_code_post},
    {"GET", "/perangkat/{kios}/cabut", WEB_ADMIN, page_device_revoke},
    {"POST", "/perangkat/{kios}/cabut", WEB_ADMIN, page_device_revoke_post},

    {"GET", "/pengguna", WEB_ADMIN, page_users},
    {"GET", "/pengguna-baru", WEB_ADMIN, page_user_new},
    {"POST", "/pengguna-baru", WEB_ADMIN, page_user_new_post},
    {"GET", "/pengguna/{akun}", WEB_ADMIN, page_user},
    {"POST", "/pengguna/{akun}/peran", WEB_ADMIN, page_user_role},
    {"POST", "/pengguna/{akun}/sandi", WEB_ADMIN, page_user_password},
    {"POST", "/pengguna/{akun}/nonaktifkan", WEB_ADMIN, page_user_disable},
    {"POST", "/pengguna/{akun}/aktifkan", WEB_ADMIN, page_user_enable},
    {"GET", "/jejak", WEB_ADMIN, page_audit},
};
const size_t web_route_count = ARRAY_LEN(web_routes);
