#!/usr/bin/env python3
"""Writes the worst case of an office: a permit with a name of 300 letters and 30 requirements, and
places whose names are sentences.

    long_office.py CATALOGUE > file.json
"""

import json
import sys

NAME = {
    "id": "Surat Izin Penyelenggaraan Pelayanan Rekam Medis dan Manajemen Informasi Kesehatan pada "
    "Rumah Sakit Umum, Rumah Sakit Khusus, Pusat Kesehatan Masyarakat, Klinik Pratama, Klinik "
    "Utama, dan Tempat Praktik Mandiri Tenaga Kesehatan di Wilayah Kota Pekanbaru untuk Jangka "
    "Waktu Lima Tahun yang Dapat Diperpanjang",
    "en": "Permit to Provide Medical Records and Health Information Management in General Hospitals, "
    "Special Hospitals, Community Health Centres, Primary Clinics, Main Clinics and Independent "
    "Practices of Health Professionals within the City of Pekanbaru for a Term of Five Years that "
    "May Be Extended",
}
ROOM = {
    "id": "Ruang tunggu pelayanan terpadu di lantai 2 gedung sayap barat, dekat tangga",
    "en": "Waiting room of the integrated services on the 2nd floor of the west wing, by the stairs",
}
COUNTERS = [
    {"id": "Loket Kesehatan 1 lantai 2", "en": "Health counter 1, 2nd floor"},
    {"id": "Loket Kesehatan 2 lantai 2", "en": "Health counter 2, 2nd floor"},
]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        catalogue = json.load(file)
    for group in catalogue["office"]["groups"]:
        group["wait_at"] = ROOM
        if group["id"] == "berkas":
            group["counters"] = COUNTERS
    service = catalogue["services"][0]
    service["name"] = NAME
    service["requirements"] = (service["requirements"] * 4)[:30]
    json.dump(catalogue, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
