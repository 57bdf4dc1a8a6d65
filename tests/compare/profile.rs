//! The comparison `profile`.
