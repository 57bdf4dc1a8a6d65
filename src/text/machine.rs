//! What the machine can do for the models, whose time goes into look-ups in tables larger than a core's own cache and into sums
//! of short rows. Nothing here changes a result.

/// Asks for the place of an element in memory, so that it has come when it is read a little later; reads nothing and changes nothing.
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

/// Does some work with the wide registers of processors that have them. The program itself is compiled for every x86-64: what of
/// the work is inlined here is compiled once more, with the same results (sums of floating-point numbers keep their order).
#[inline(always)]
pub fn wide<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has what the function is compiled for.
        return unsafe { with_avx2(work) };
    }
    work()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn with_avx2<R>(work: impl FnOnce() -> R) -> R {
    work()
}
