//! Folder <-> domain: reads what people and rkt wrote, and writes what happened.
//!
//! Only this layer names files, knows TOML and YAML, or touches the disk.

pub mod archive;
pub mod carry;
pub mod csv_file;
pub mod cycle;
pub mod draft;
pub mod earlier;
mod edit;
mod event_line;
pub mod evidence;
pub mod form_edit;
pub mod form_file;
pub mod ground;
pub mod iku_file;
pub mod kalender_file;
pub mod layout;
pub mod markdown;
pub mod naskah_file;
pub mod nomenklatur_file;
pub mod outlet;
pub mod peta_file;
pub mod reader;
pub mod references;
pub mod renstra_edit;
pub mod renstra_file;
pub mod revision;
pub mod seal;
pub mod seed;
pub mod settings_file;
mod slip;
pub mod sop_file;
pub mod sop_place;
pub mod state_file;
pub mod stray;
pub mod syntax;
pub mod table_file;
pub mod text;
mod toml_text;
pub mod tsv;
pub mod txn;
mod unwritten;
pub mod workspace;
pub mod xlsx;
