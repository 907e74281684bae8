/* The messages of all pages. */
#include "message.h"

#include <string.h>

static const struct message MESSAGES[] = {
    {"keluar", NOTICE_GOOD, "Anda sudah keluar."},
    {"keluar-semua", NOTICE_GOOD, "Anda sudah keluar dari semua perangkat."},
    {"sesi-habis", NOTICE_INFO, "Sesi Anda sudah berakhir. Silakan masuk lagi."},
    {"sandi-diganti", NOTICE_GOOD,
     "Kata sandi sudah diganti. Sesi lain milik Anda sudah dikeluarkan."},
    {"akun-dibuat", NOTICE_GOOD, "Akun sudah dibuat."},
    {"peran-diganti", NOTICE_GOOD, "Peran akun sudah diganti."},
    {"akun-dinonaktifkan", NOTICE_GOOD,
     "Akun sudah dinonaktifkan dan dikeluarkan dari semua sesi."},
    {"akun-diaktifkan", NOTICE_GOOD, "Akun sudah diaktifkan kembali."},
    {"anjungan-dicabut", NOTICE_GOOD,
     "Sertifikat anjungan sudah dicabut. Anjungan itu tidak lagi diterima."},
    {"bobot-disimpan", NOTICE_GOOD, "Bobot pengaduan sudah disimpan."},
    {"jawaban-disimpan", NOTICE_GOOD,
     "Jawaban sudah disimpan. Sampaikan kepada pelapor lewat cara yang dipilihnya."},
    {"pengaduan-ditutup", NOTICE_GOOD, "Pengaduan sudah ditutup."},
    {"berkas-kosong", NOTICE_WARNING, "Pilih berkas katalog lebih dahulu."},
    {"katalog-diterbitkan", NOTICE_GOOD,
     "Katalog sudah diterbitkan. Anjungan memakainya begitu layarnya tidak dipakai."},
};

const struct message *message_find(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(MESSAGES); i++) {
        if (strcmp(MESSAGES[i].name, name) == 0)
            return &MESSAGES[i];
    }
    return NULL;
}
