//! What the back end answers to a request that a page shows.

use std::rc::Rc;

use satchel_shared::{Problem, window::Request};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::backend;

/// The last answer, and what kept a later one from coming.
pub(crate) struct Answer<T> {
    /// None until it has come.
    pub(crate) told: Option<Rc<T>>,
    pub(crate) problem: Option<Problem>,
}

impl<T> Clone for Answer<T> {
    fn clone(&self) -> Self {
        Self {
            told: self.told.clone(),
            problem: self.problem.clone(),
        }
    }
}

/// Asks, and asks again where the request is another, or `news` is: another number where something may have come. Until the next
/// answer is there the last one is shown; of answers that cross only the one to the last request.
#[hook]
pub(crate) fn use_answer<R>(request: R, news: usize) -> UseStateHandle<Answer<R::Reply>>
where
    R: Request + Clone + PartialEq + 'static,
    R::Reply: 'static,
{
    let answer = use_state(|| Answer {
        told: None,
        problem: None,
    });
    let asked = use_mut_ref(|| 0_usize);
    {
        let answer = answer.clone();
        use_effect_with((request, news), move |(request, _)| {
            *asked.borrow_mut() += 1;
            let (number, request) = (*asked.borrow(), request.clone());
            spawn_local(async move {
                let came = backend::call(request).await;
                if *asked.borrow() != number {
                    return;
                }
                answer.set(match came {
                    Ok(told) => Answer {
                        told: Some(Rc::new(told)),
                        problem: None,
                    },
                    Err(problem) => Answer {
                        told: answer.told.clone(),
                        problem: Some(problem),
                    },
                });
            });
        });
    }
    answer
}
