//! Charts of the comparison `timeline`.
