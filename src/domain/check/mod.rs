//! Checks: the rules of the book, one file a family. All findings in one pass, none printed.

mod across;
mod form;

pub use across::{across, same as same_target};
pub use form::form;
