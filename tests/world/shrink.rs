//! From a history that fails to the shortest that still does.

/// Leaves out halves, quarters and at last single actions, as long as what is left still fails.
pub(crate) fn shortest<A: Clone>(
    mut trace: Vec<A>,
    mut problem: String,
    play: impl Fn(&[A]) -> Result<(), String>,
) -> (Vec<A>, String) {
    let mut size = trace.len().div_ceil(2);
    loop {
        let mut shorter = false;
        let mut at = 0;
        while at < trace.len() {
            let mut without = trace.clone();
            without.drain(at..trace.len().min(at + size));
            match play(&without) {
                Err(still) => {
                    (trace, problem, shorter) = (without, still, true);
                }
                Ok(()) => at += size,
            }
        }
        if size > 1 {
            size = size.div_ceil(2);
        } else if !shorter {
            return (trace, problem);
        }
    }
}
