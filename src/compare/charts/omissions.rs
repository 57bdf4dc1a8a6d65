//! Charts of the comparison `omissions`.
