//! The comparison `figures`.
