//! Charts of the comparison `profile`.
