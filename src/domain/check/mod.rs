//! Checks: the rules of the book, one file a family. All findings in one pass, none printed.

mod across;
mod against;
mod form;
mod renstra;

pub use across::{across, same as same_target};
pub use against::against;
pub use form::form;
pub use renstra::renstra;
