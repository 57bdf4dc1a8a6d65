//! The comparison `sources`.
