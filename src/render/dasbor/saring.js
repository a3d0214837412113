"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const [bar, word, bidang, jenjang] = ["saring", "cari", "pilih-bidang", "pilih-jenjang"].map(at);
  const [found, none, table] = ["hasil", "tidak-ada", "tabel-rkt"].map(at);
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const rows = Array.from(table.tBodies, (body) => ({
    body,
    n: body.rows.length,
    dalam: Number(body.dataset.dalam),
    jenjang: body.dataset.jenjang,
    bidang: body.dataset.bidang.split(" "),
    text: Array.from(body.querySelectorAll(".kode .id,th,td:not(.kode)"), (cell) =>
      plain(cell.textContent)).join("\n"),
  }));
  const all = rows.reduce((sum, row) => sum + row.n, 0);
  const number = (n) => n.toLocaleString("id-ID");
  const filter = () => {
    const words = plain(word.value).split(/\s+/).filter(Boolean);
    const active = words.length > 0 || bidang.value !== "" || jenjang.value !== "";
    const fits = (row) =>
      (bidang.value === "" || row.bidang.includes(bidang.value)) &&
      (jenjang.value === "" || row.jenjang === jenjang.value) &&
      words.every((one) => row.text.includes(one));
    const shown = new Set();
    const above = [];
    let matches = 0;
    for (const row of rows) {
      above.length = Math.min(above.length, row.dalam);
      above[row.dalam] = row;
      if (fits(row)) {
        matches += row.n;
        above.forEach((one) => shown.add(one));
      }
    }
    let n = 0;
    for (const row of rows) {
      const hidden = !shown.has(row);
      row.body.classList.toggle("tersaring", hidden);
      n += hidden ? 0 : row.n;
    }
    table.classList.toggle("disaring", active);
    table.classList.toggle("tanpa-baris", n === 0);
    none.hidden = n > 0;
    const more = n > matches ? ` (${number(matches)} cocok, selebihnya induknya)` : "";
    found.textContent = active
      ? `Menampilkan ${number(n)} dari ${number(all)} baris${more}.`
      : `${number(all)} baris.`;
  };
  word.addEventListener("input", filter);
  bidang.addEventListener("change", filter);
  jenjang.addEventListener("change", filter);
  at("bersihkan").addEventListener("click", () => {
    word.value = bidang.value = jenjang.value = "";
    filter();
    word.focus();
  });
  bar.hidden = false;
  // A browser may fill in again what was typed before.
  window.addEventListener("pageshow", filter);
})();
