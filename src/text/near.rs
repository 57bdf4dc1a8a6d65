//! Asking the memory ahead of time: the models' tables are larger than a core's own cache, and most of the time of a look-up
//! in them is waiting. What is asked for while something else is worked on has come when it is read.

/// Asks for the place of an element in memory; reads nothing and changes nothing.
#[inline(always)]
pub fn fetch<T>(table: &[T], at: usize) {
    #[cfg(target_arch = "x86_64")]
    if let Some(place) = table.get(at) {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: a hint to a valid address; every x86-64 processor has the instruction, and it cannot fault.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(std::ptr::from_ref(place).cast()) }
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = (table, at);
}
