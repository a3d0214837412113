//! jadwal
