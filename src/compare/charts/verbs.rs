//! Charts of the comparison `verbs`.
