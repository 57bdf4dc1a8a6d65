//! The comparison `voices`.
