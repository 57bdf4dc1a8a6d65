//! The comparison `timeline`.
