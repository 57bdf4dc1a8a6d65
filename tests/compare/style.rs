//! The comparison `style`.
