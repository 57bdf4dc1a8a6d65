//! Charts of the comparison `rules`.
