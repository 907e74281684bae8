#!/usr/bin/env python3
"""Writes a valid catalogue of any size, for tests and benches.

    catalog_generate.py --services N [--seed S] > file.json

The same N and S give the same bytes. Services are written one by one, so that ten thousand need no
more memory than ten. Each fifty services hold one with 30 requirements and 20 steps, one with a
single requirement and no steps, and one with neither list.
"""

import argparse
import json
import random
import sys

SECTORS = (
    ("kesehatan", "Kesehatan", "Health", "heart-pulse"),
    ("pertanian", "Pertanian", "Agriculture", "sprout"),
    ("bangunan", "Bangunan dan tata ruang", "Building and land use", "house"),
    ("perdagangan", "Perdagangan", "Trade", "receipt-text"),
    ("perhubungan", "Perhubungan", "Transport", "route"),
    ("pendidikan", "Pendidikan", "Education", "file-text"),
    ("sosial", "Sosial dan tenaga kerja", "Social affairs and labour", "users"),
    ("lingkungan", "Lingkungan hidup", "Environment", "landmark"),
)

GROUPS = (
    ("A", "berkas", "Penerimaan berkas", "File intake", 2),
    ("B", "informasi", "Informasi", "Information", 1),
    ("C", "pengambilan", "Pengambilan izin", "Permit collection", 1),
    ("D", "pengaduan", "Pengaduan", "Complaints", 1),
    ("E", "kesehatan-loket", "Berkas kesehatan", "Health files", 3),
    ("F", "konsultasi", "Konsultasi teknis", "Technical advice", 1),
)

KINDS = (
    ("Surat Izin Kerja", "Work Permit"),
    ("Surat Izin Praktik", "Practice Permit"),
    ("Izin Operasional", "Operating Permit"),
    ("Izin Penyelenggaraan", "Organising Permit"),
    ("Surat Keterangan", "Certificate"),
    ("Rekomendasi Teknis", "Technical Recommendation"),
    ("Perpanjangan Izin", "Permit Renewal"),
    ("Persetujuan Penggunaan", "Approval of Use"),
)

SUBJECTS = (
    ("Perekam Medis", "Medical Recorder"),
    ("Tenaga Sanitarian", "Sanitarian"),
    ("Paramedik Inseminator", "Inseminator Paramedic"),
    ("Apotek", "Pharmacy"),
    ("Klinik Pratama", "Primary Clinic"),
    ("Toko Obat", "Medicine Shop"),
    ("Bidan", "Midwife"),
    ("Ahli Gizi", "Nutritionist"),
    ("Reklame Tetap", "Permanent Billboard"),
    ("Trayek Angkutan Kota", "City Transport Route"),
    ("Lembaga Kursus dan Pelatihan", "Course and Training Body"),
    ("Pemanfaatan Ruang Milik Jalan", "Use of Road Space"),
    ("Pembuangan Air Limbah ke Badan Air", "Waste Water Discharge"),
    ("Usaha Perikanan Tangkap Skala Kecil", "Small Fishery"),
    ("Penyelenggaraan Keramaian di Ruang Terbuka", "Open-air Event"),
    ("Penampungan Sementara Limbah Bahan Berbahaya dan Beracun", "Temporary Hazardous Waste Store"),
)

PLACES = (
    ("", ""),
    ("", ""),
    (" Tingkat Kecamatan", ", District Level"),
    (" bagi Warga Pendatang", " for Newcomers"),
    (" pada Kawasan Perdagangan dan Jasa", " in Trade and Service Areas"),
    (" untuk Badan Usaha Milik Desa dan Koperasi", " for Village Enterprises and Cooperatives"),
)

PAPERS = (
    ("Surat permohonan", "Application letter"),
    ("Fotokopi KTP", "Copy of the identity card"),
    ("Fotokopi NPWP", "Copy of the taxpayer card"),
    ("Pas foto 3×4 sebanyak 2 lembar", "Two 3×4 photographs"),
    ("Fotokopi ijazah yang dilegalisasi cap basah", "Certified copy of the diploma"),
    ("Fotokopi STR yang dilegalisasi cap basah", "Certified copy of the registration"),
    ("Surat keterangan sehat dari dokter yang memiliki surat izin praktik", "Health certificate"),
    ("Surat rekomendasi dari organisasi profesi", "Recommendation of the profession"),
    ("Surat rekomendasi dari dinas teknis", "Recommendation of the technical office"),
    ("Denah lokasi", "Location plan"),
    ("Fotokopi bukti kepemilikan atau sewa tempat", "Copy of the title or lease"),
    ("Fotokopi akta pendirian dan perubahannya", "Copy of the founding deed"),
    ("Surat kuasa bermeterai bila diwakilkan", "Stamped power of attorney"),
    ("Surat pernyataan kebenaran berkas yang dikirim atau diunggah (jika ada perubahan, perbedaan,"
     " atau ketidaksesuaian, maka mengacu pada peraturan perundang-undangan yang berlaku)", None),
    ("Daftar peralatan dan tenaga kerja", "List of equipment and staff"),
    ("Persetujuan tetangga yang diketahui lurah", None),
    ("Bukti pelunasan pajak bumi dan bangunan tahun berjalan", "Proof of land tax"),
    ("Dokumen pengelolaan lingkungan", "Environmental document"),
)

STEPS = (
    ("Berkas diterima dan diperiksa", "File received and checked", "Petugas Front Office"),
    ("Kelengkapan dicek kembali", "Completeness checked again", "Back Office"),
    ("Data diverifikasi dan divalidasi", "Data verified", "Kepala Bidang"),
    ("Survei lapangan dan berita acara", "Site survey and report", "Tim Teknis"),
    ("Pertimbangan teknis diberikan", "Technical advice given", None),
    ("Dokumen izin diparaf", "Permit initialled", "Sekretaris"),
    ("Disetujui dengan tanda tangan elektronik", "Approved with an e-signature", "Kepala Dinas"),
    ("Surat izin diberi nomor", "Permit numbered", None),
)

LAWS = (
    "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik",
    "Peraturan Pemerintah Nomor {n} Tahun {y} tentang Penyelenggaraan Perizinan",
    "Peraturan Menteri Nomor {n} Tahun {y} tentang Standar Kegiatan Usaha",
    "Peraturan Daerah Nomor {n} Tahun {y} tentang Pelayanan Perizinan dan Nonperizinan",
    "Peraturan Wali Kota Nomor {n} Tahun {y} tentang Pendelegasian Wewenang Perizinan",
)


def words(text, english):
    return {"id": text, "en": english} if english else text


def dumps(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def make_office():
    groups = []
    counter = 1
    for letter, ident, name, english, count in GROUPS:
        counters = []
        for _ in range(count):
            counters.append(words(f"Loket {counter}", f"Counter {counter}"))
            counter += 1
        groups.append({
            "letter": letter, "id": ident, "name": words(name, english), "counters": counters,
            "wait_at": words("Ruang tunggu", "Waiting room"),
        })
    return {
        "id": "contoh",
        "name": "DPMPTSP Kota Contoh",
        "full_name": "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kota Contoh",
        "address": "Jl. Contoh No. 1, Contoh",
        "zone": "WIB",
        "groups": groups,
        "standard": {
            "facilities": ["Ruang tunggu", "Loket pelayanan", "Kursi roda"],
            "security": ["Gedung dilengkapi alat pemadam kebakaran dan CCTV"],
            "complaints": {"channels": [
                {"kind": "phone", "value": "(0000) 12345"},
                {"kind": "sms", "value": "0800 0000 000"},
                {"kind": "email", "value": "pengaduan@contoh.example"},
            ], "routes": {
                "ringan": words("Dijawab langsung oleh petugas", "Answered by the officer at once"),
                "sedang": words("Dikoordinasikan dengan Kepala Dinas",
                                "Settled with the head of the office"),
                "berat": "Dikoordinasikan dengan Wali Kota",
            }},
        },
    }


def make_requirements(rng, count):
    items = []
    for place, (text, english) in enumerate(rng.sample(PAPERS, min(count, len(PAPERS)))):
        if place % 4 == 3:
            items.append({"text": text.replace("Fotokopi", "Foto copy") + ";",
                          "display": words(text, english), "short": text[:28].rstrip()})
        else:
            items.append(words(text, english))
    while len(items) < count:  # more lines than kinds of papers: annexes
        items.append(f"Lampiran {len(items) + 1 - len(PAPERS)} sesuai formulir")
    return items


def make_steps(rng, count):
    """Steps, and phases in place of their times for every third service."""
    in_phases = count >= 6 and rng.random() < 0.3
    steps = []
    for number in range(1, count + 1):
        if number in (1, count):
            text, english, actor = (("Masukkan berkas ke loket penerimaan", "Hand in your file",
                                     "Pemohon") if number == 1 else
                                    ("Surat izin Anda terima", "You receive the permit", "Pemohon"))
        else:
            text, english, actor = rng.choice(STEPS)
        step = {"no": number, "activity": words(text, english)}
        if actor:
            step["actors"] = [actor]
        if not in_phases:
            step["duration"] = ({"value": 1, "unit": "day"} if rng.random() < 0.1 else
                                {"value": rng.choice((2, 3, 5, 10, 20, 35)), "unit": "minute"})
        if number == 2:
            step["note"] = "Jika tidak lengkap, berkas dikembalikan untuk dilengkapi."
        steps.append(step)
    if not in_phases:
        return steps, []
    middle = count // 2
    day = {"value": 1, "unit": "workday"}
    return steps, [{"from": 1, "to": middle, "duration": day},
                   {"from": middle + 1, "to": count, "duration": day}]


def counts_for(rng, index):
    """How many requirements and steps; the extremes come by turns, 0 leaves the list out."""
    turn = index % 50
    if turn == 7:
        return 30, 20
    if turn == 9:
        return 1, 0
    if turn == 4:
        return 0, 0
    return min(30, 1 + int(rng.expovariate(1 / 8))), rng.randint(2, 12) if turn % 5 else 0


def make_service(rng, index):
    kind, kind_en = rng.choice(KINDS)
    subject, subject_en = rng.choice(SUBJECTS)
    place, place_en = rng.choice(PLACES)
    name = f"{kind} {subject}{place} {index + 1}"
    english = f"{subject_en} {kind_en}{place_en} {index + 1}"
    requirement_count, step_count = counts_for(rng, index)
    review = []
    service = {
        "id": f"layanan-{index + 1}",
        "name": words(name, english),
        "sector": rng.choice(SECTORS)[0],
        "group": rng.choice(("berkas", "berkas", "berkas", "kesehatan-loket", "konsultasi")),
    }
    if index < 3:
        service["often"] = index + 1
    if rng.random() < 0.9:
        service["product"] = words(name, english)
    else:
        review.append({"item": "product", "kind": "missing", "note": "Produk belum ada."})
    if requirement_count > 0:
        service["requirements"] = make_requirements(rng, requirement_count)
        if 2 <= requirement_count < 30 and rng.random() < 0.1:
            service["requirements"].append(service["requirements"][-1])
            review.append({"item": f"requirements[{requirement_count}]", "kind": "doubled",
                           "note": "Syarat ini sama dengan yang di atasnya."})
    else:
        review.append({"item": "requirements", "kind": "missing",
                       "note": "Dokumen tidak memuat daftar syarat."})
    if step_count > 0:
        service["steps"], phases = make_steps(rng, step_count)
        if phases:
            service["phases"] = phases
    if rng.random() < 0.95:
        service["duration"] = {"value": rng.randint(1, 14), "unit": "workday"}
    chance = rng.random()
    if chance < 0.8:
        service["fee"] = {"amount_rp": 0, "text": words("Tidak dipungut biaya", "Free of charge")}
    elif chance < 0.95:
        rupiah = rng.randrange(25, 2000, 25)
        service["fee"] = {"amount_rp": rupiah * 1000}
    if rng.random() < 0.5:
        service["notify_sms"] = True
    laws = rng.sample(LAWS, rng.randint(1, len(LAWS)))
    service["legal_basis"] = [law.format(n=rng.randint(1, 200), y=rng.randint(2009, 2024))
                              for law in laws]
    if rng.random() < 0.3:
        service["guarantees"] = ["Petugas memberi tahu pemohon melalui SMS"]
    service["source"] = {"title": f"Standar Pelayanan {name}"}
    if review:
        service["review"] = review
    return service


def write_catalog(out, count, seed):
    rng = random.Random(seed)
    sectors = [{"id": ident, "name": words(name, english), "icon": icon}
               for ident, name, english, icon in SECTORS]
    out.write('{"format":"anjungan-catalog-1","version":1,\n')
    out.write(f'"status":"Katalog contoh untuk pengujian.",\n"sectors":{dumps(sectors)},\n')
    out.write(f'"office":{dumps(make_office())},\n"services":[\n')
    for index in range(count):
        out.write(dumps(make_service(rng, index)))
        out.write(",\n" if index + 1 < count else "\n")
    out.write("]}\n")


def service_count(text):
    count = int(text)
    if not 1 <= count <= 100000:
        raise argparse.ArgumentTypeError("allowed are 1 to 100000 services")
    return count


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--services", type=service_count, required=True, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    arguments = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    write_catalog(sys.stdout, arguments.services, arguments.seed)


if __name__ == "__main__":
    main()
