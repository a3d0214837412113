//! Pecah (break): which rows stand on which page.

use std::ops::Range;

use super::huruf::count;

/// How often the share of a page is halved towards the smallest that will do.
const HALVINGS: u32 = 12;

/// Rows of these heights as pages: one when they fit into `whole`, else as few as can be with
/// `part` for each, filled alike.
pub(super) fn pages(heights: &[f64], whole: f64, part: f64) -> Vec<Range<usize>> {
    let total: f64 = heights.iter().sum();
    if total <= whole {
        return vec![Range {
            start: 0,
            end: heights.len(),
        }];
    }
    let mut best = filled(heights, part);
    let (mut low, mut high) = (total / count(best.len()), part);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        let tried = filled(heights, middle);
        if tried.len() > best.len() {
            low = middle;
        } else {
            high = middle;
            best = tried;
        }
    }
    best
}

/// Pages that are filled one after another; a row that is higher than a page has one to itself.
fn filled(heights: &[f64], room: f64) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let (mut start, mut used) = (0, 0.0);
    for (n, height) in heights.iter().enumerate() {
        if n > start && used + height > room {
            pages.push(start..n);
            (start, used) = (n, 0.0);
        }
        used += height;
    }
    pages.push(start..heights.len());
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_few_and_filled_alike() {
        let pages = |heights: &[f64], whole| -> Vec<(usize, usize)> {
            let pages = pages(heights, whole, 160.0).into_iter();
            pages.map(|page| (page.start, page.end)).collect()
        };
        let rows = [16.0; 11];
        assert_eq!(pages(&rows, 176.0), [(0, 11)]);
        assert_eq!(pages(&rows, 175.0), [(0, 6), (6, 11)]);
        assert_eq!(pages(&[], 160.0), [(0, 0)]);
        assert_eq!(pages(&[5.0, 999.0, 5.0], 160.0), [(0, 1), (1, 2), (2, 3)]);
    }
}
