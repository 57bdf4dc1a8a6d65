//! The comparison `verbs`.
