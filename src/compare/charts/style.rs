//! Charts of the comparison `style`.
