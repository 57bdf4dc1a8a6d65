//! Charts of the comparison `distinctive`.
