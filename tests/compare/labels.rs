//! The comparison `labels`.
