//! The comparison `alignment`.
