//! The form of an earlier cycle as the start of a new one: words are kept, numbers are decided anew.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::edit::{Edits, Entry, entry};
use super::text::Source;
use super::{layout, syntax};
use crate::domain::finding::Finding;

/// From which cycle to which year a form is carried.
#[derive(Clone, Copy, Debug)]
pub struct Way<'a> {
    /// Folder of the earlier cycle.
    pub siklus: &'a str,
    /// Its year.
    pub from: i64,
    /// The year of the new cycle.
    pub to: i64,
}

/// A form carried over, and how much of it has to be decided again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Its text.
    pub text: String,
    /// Targets that were emptied.
    pub n_target: usize,
    /// Rows whose triwulan were emptied.
    pub n_triwulan: usize,
    /// Pagu that were emptied.
    pub n_pagu: usize,
    /// Rows that kept their baseline.
    pub n_dasar: usize,
}

/// Lists of rows of a form.
const LISTS: [&str; 4] = ["sasaran", "program", "kegiatan", "sub_kegiatan"];

/// What stands in a key that waits for a value.
const BLANK: &str = "\"\"";

/// How the remark starts that keeps a number of the earlier cycle in sight.
const REMARK: &str = "# menurut RKT ";

impl Way<'_> {
    /// Whether the earlier cycle is that of the year before, whose target is called `lalu`.
    #[must_use]
    pub fn is_last_year(&self) -> bool {
        self.from + 1 == self.to
    }

    /// Carries a form over.
    ///
    /// # Errors
    /// Everything that is wrong with how its text is written.
    pub fn carry(&self, source: &Source) -> Result<Carried, Vec<Finding>> {
        let (tree, findings) = syntax::parse(source);
        let tree = tree.filter(|_| findings.is_empty()).ok_or(findings)?;
        let root = tree.get_ref();
        let mut carrying = Carrying {
            way: self,
            edits: Edits::new(&source.text, root),
            done: Carried::default(),
        };
        carrying.comments();
        if let Some(tahun) = root.get("tahun") {
            carrying.edits.set(tahun, self.to.to_string());
        }
        for row in LISTS.iter().flat_map(|list| rows(root, list)) {
            carrying.money(&row);
            carrying.drop(&row, "abaikan", "[]");
            for indikator in rows(row.table, "indikator") {
                carrying.indikator(&indikator);
            }
        }
        let text = carrying.edits.finish();
        Ok(Carried {
            text,
            ..carrying.done
        })
    }

    fn remark(&self, said: &str) -> String {
        format!("{REMARK}{}: {said}", self.siklus)
    }
}

/// A row of a list, and the value that it is.
struct Row<'a> {
    value: &'a Spanned<DeValue<'a>>,
    table: &'a DeTable<'a>,
}

fn rows<'a>(table: &'a DeTable<'a>, list: &str) -> Vec<Row<'a>> {
    let items = table.get(list).and_then(|list| list.get_ref().as_array());
    let row = |value: &'a Spanned<DeValue<'a>>| {
        let table = value.get_ref().as_table()?;
        Some(Row { value, table })
    };
    items.into_iter().flatten().filter_map(row).collect()
}

fn is_blank(value: &DeValue<'_>) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
}

struct Carrying<'a> {
    way: &'a Way<'a>,
    edits: Edits<'a>,
    done: Carried,
}

impl Carrying<'_> {
    /// Remarks about the cycle before that one go, and the title that rkt gave gets its year.
    fn comments(&mut self) {
        let title = format!("# Form RKT {}", self.way.from);
        for (range, comment) in self.edits.comments() {
            if is_remark(comment) {
                self.edits.cut_comment(&range);
            } else if comment.starts_with(&format!("{title}: ")) {
                let range = range.start..range.start + title.len();
                let title = format!("# Form RKT {}", self.way.to);
                self.edits.replace(range, title);
            }
        }
    }

    /// The pagu of another year is not this year's: it stays in sight as a remark only. The
    /// forecast that was made then is one for the year after that.
    fn money(&mut self, row: &Row<'_>) {
        let year = self.way.from + 1;
        let forecast = format!("prakiraan_maju untuk {year}");
        for (key, name) in [("pagu", "pagu"), ("prakiraan_maju", &forecast)] {
            let Some(entry) = entry(row.table, key) else {
                continue;
            };
            if !is_blank(entry.value.get_ref()) {
                self.done.n_pagu += usize::from(key == "pagu");
                self.remark_above(row, &entry, name);
                self.edits.set(entry.value, BLANK);
            }
        }
    }

    fn indikator(&mut self, row: &Row<'_>) {
        self.target(row);
        self.triwulan(row);
        self.done.n_dasar += usize::from(row.table.contains_key("dasar"));
        // They spoke of other numbers.
        self.drop(row, "alasan_beda", BLANK);
        self.drop(row, "abaikan", "[]");
    }

    fn target(&mut self, row: &Row<'_>) {
        let target = entry(row.table, "target");
        let Some(target) = target.filter(|target| !is_blank(target.value.get_ref())) else {
            return self.drop(row, "lalu", BLANK);
        };
        self.done.n_target += 1;
        if self.way.is_last_year() {
            self.keep(row, &target);
        } else {
            self.remark_above(row, &target, "target");
            self.drop(row, "lalu", BLANK);
        }
        self.edits.set(target.value, BLANK);
    }

    /// Last year's target, exactly as it was typed.
    fn keep(&mut self, row: &Row<'_>, target: &Entry<'_>) {
        let typed = self.edits.typed(target.value);
        if let Some(lalu) = entry(row.table, "lalu") {
            self.edits.set(lalu.value, typed);
        } else if self.edits.is_inline(row.value) {
            let end = target.value.span().end;
            self.edits.replace(end..end, format!(", lalu = {typed}"));
        } else {
            self.edits.below(target, &format!("lalu = {typed}"));
        }
    }

    fn triwulan(&mut self, row: &Row<'_>) {
        let parts = row.table.get("triwulan");
        let parts = parts.and_then(|parts| parts.get_ref().as_array());
        let given = parts.into_iter().flatten();
        let given: Vec<_> = given.filter(|part| !is_blank(part.get_ref())).collect();
        self.done.n_triwulan += usize::from(!given.is_empty());
        for part in given {
            self.edits.set(part, BLANK);
        }
    }

    /// Takes a key away; in braces, where a comma would have to go with it, its value only.
    fn drop(&mut self, row: &Row<'_>, key: &str, blank: &str) {
        match entry(row.table, key) {
            Some(entry) if self.edits.is_inline(row.value) => self.edits.set(entry.value, blank),
            Some(entry) => self.edits.cut(&entry),
            None => {}
        }
    }

    /// In braces there is no line for a remark.
    fn remark_above(&mut self, row: &Row<'_>, entry: &Entry<'_>, name: &str) {
        let typed = self.edits.typed(entry.value);
        if !self.edits.is_inline(row.value) && !typed.contains('\n') {
            let remark = self.way.remark(&format!("{name} = {typed}"));
            self.edits.above(entry, &remark);
        }
    }
}

/// Whether a comment is a remark of [`Way::remark`], about whatever cycle.
fn is_remark(comment: &str) -> bool {
    let said = comment.strip_prefix(REMARK);
    let Some((siklus, said)) = said.and_then(|said| said.split_once(": ")) else {
        return false;
    };
    let keys = ["pagu =", "prakiraan_maju untuk ", "target ="];
    layout::is_cycle_name(siklus) && keys.iter().any(|key| said.starts_with(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAST: Way<'_> = Way {
        siklus: "2027",
        from: 2027,
        to: 2028,
    };

    fn carried(way: &Way<'_>, text: &str) -> Carried {
        let source = Source {
            file: "a.toml".to_owned(),
            text: text.to_owned(),
        };
        way.carry(&source).unwrap()
    }

    const FORM: &str = "# Form RKT 2027: SD\n# catatan\nformat = 1\ntahun = 2027 # tahun\n\n\
        [[sasaran]]\nid = \"S1\"\n  [[sasaran.indikator]]\n  target = \"79,34\" # sepakat\n  \
        triwulan = [\"\", 40, '', \"79,34\"]\n  alasan_beda = \"x\" # y\n  lalu = \"78\"\n\
        [[sasaran.indikator.abaikan]] # a\n# b\naturan = \"RKT602\"\n\n# c\n[[sasaran.indikator]]\n\
        target = 1.50\ndasar = { tahun = 2025, nilai = \"1\" }\n\n[[sub_kegiatan]]\n\
        pagu = 500_000_000 # DPA\nprakiraan_maju = \"1,5 miliar\"\n";

    #[test]
    fn words_stay_and_numbers_are_decided_again() {
        let now = carried(&LAST, FORM);
        assert_eq!(
            now.text,
            "# Form RKT 2028: SD\n# catatan\nformat = 1\ntahun = 2028 # tahun\n\n\
             [[sasaran]]\nid = \"S1\"\n  [[sasaran.indikator]]\n  target = \"\" # sepakat\n  \
             triwulan = [\"\", \"\", '', \"\"]\n  # y\n  lalu = \"79,34\"\n\
             # a\n# b\n\n# c\n[[sasaran.indikator]]\n\
             target = \"\"\nlalu = 1.50\ndasar = { tahun = 2025, nilai = \"1\" }\n\n[[sub_kegiatan]]\n\
             # menurut RKT 2027: pagu = 500_000_000\npagu = \"\" # DPA\n\
             # menurut RKT 2027: prakiraan_maju untuk 2028 = \"1,5 miliar\"\nprakiraan_maju = \"\"\n"
        );
        let n = (now.n_target, now.n_triwulan, now.n_pagu, now.n_dasar);
        assert_eq!(n, (2, 1, 1, 1));
    }

    #[test]
    fn the_next_year_knows_only_the_year_before() {
        let once = carried(&LAST, FORM).text;
        let next = Way {
            siklus: "2028-perubahan",
            from: 2028,
            to: 2029,
        };
        let filled = once
            .replacen("target = \"\"", "target = \"81\"", 1)
            .replace("pagu = \"\"", "pagu = 7");
        let twice = carried(&next, &filled);
        assert_eq!(twice.text.matches("# menurut RKT").count(), 1);
        let remark = "# menurut RKT 2028-perubahan: pagu = 7\npagu = \"\" # DPA\n";
        assert!(twice.text.contains(remark), "{}", twice.text);
        assert!(twice.text.contains("  lalu = \"81\"\n"), "{}", twice.text);
        // A target that was never decided leaves nothing behind.
        assert!(!twice.text.contains("lalu = 1.50"), "{}", twice.text);
        assert_eq!((twice.n_target, twice.n_pagu), (1, 1));
    }

    #[test]
    fn over_a_gap_no_target_is_called_last_years() {
        let gap = Way { to: 2029, ..LAST };
        let text = carried(&gap, FORM).text;
        assert!(!text.contains("lalu"), "{text}");
        let remark = "  # menurut RKT 2027: target = \"79,34\"\n  target = \"\" # sepakat\n";
        assert!(text.contains(remark), "{text}");
        assert!(text.contains("prakiraan_maju untuk 2028"), "{text}");
    }

    #[test]
    fn rows_in_braces_are_carried_too() {
        let text = "indikator = [{ target = '1', abaikan = [{ aturan = \"a\" }] }, { lalu = 1, target = 2 }]";
        let text = carried(&LAST, &format!("[[sasaran]]\n{text}\n")).text;
        assert_eq!(
            text,
            "[[sasaran]]\nindikator = [{ target = \"\", lalu = '1', abaikan = [] }, \
             { lalu = 2, target = \"\" }]\n"
        );
    }

    #[test]
    fn line_ends_of_windows_stay() {
        let text = carried(&LAST, &FORM.replace('\n', "\r\n")).text;
        assert_eq!(text.replace("\r\n", "\n"), carried(&LAST, FORM).text);
        assert!(!text.replace("\r\n", "").contains('\n'), "{text:?}");
    }
}
