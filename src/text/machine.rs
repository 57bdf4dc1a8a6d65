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

/// Work that is compiled twice, see [`wide`].
pub trait Work {
    type Done;

    /// Is to be `#[inline(always)]`, as is what it calls where the time goes: only what is inlined is compiled twice.
    fn work(self) -> Self::Done;
}

/// Does some work with the wide registers of processors that have them; the program itself is compiled for every x86-64. The
/// results are the same: sums of floating-point numbers keep their order.
pub fn wide<W: Work>(work: W) -> W::Done {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has what the function is compiled for.
        return unsafe { with_avx2(work) };
    }
    work.work()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn with_avx2<W: Work>(work: W) -> W::Done {
    work.work()
}
