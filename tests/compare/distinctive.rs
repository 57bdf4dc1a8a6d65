//! The comparison `distinctive`.
