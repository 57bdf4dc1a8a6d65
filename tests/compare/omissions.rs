//! The comparison `omissions`.
