//! Charts of the comparison `alignment`.
