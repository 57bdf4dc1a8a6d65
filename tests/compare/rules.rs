//! The comparison `rules`.
