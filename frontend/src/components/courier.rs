//! By courier: packs what waits into a file for headquarters or a colleague, and opens one that was brought.

use satchel_shared::{
    Problem,
    limits::ATTACHMENT_PIECE_BYTES,
    window::{
        AddToSatchel, BeginSatchel, Colleague, GetColleagues, PackSatchel, PackedSatchel, Piece, ReadSatchel,
        SatchelFor, UnpackSatchel, UnpackedSatchel,
    },
};
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::problem_note::ProblemNote;
use crate::{
    attaching, backend, browser, intl,
    words::{Words, use_words},
};

/// The choice that is no device's id.
const HEADQUARTERS: &str = "";
pub(crate) const ENDING: &str = "satchel";

#[derive(Properties, PartialEq)]
pub(crate) struct CourierProps {
    /// Whoever belongs to no office yet can open the answer by which it joins one.
    pub(crate) is_member: bool,
    pub(crate) on_opened: Callback<()>,
}

#[derive(Debug, Clone, PartialEq)]
enum Outcome {
    Packed(PackedSatchel),
    Opened(UnpackedSatchel),
    Failed(Problem),
}

#[function_component]
pub(crate) fn Courier(props: &CourierProps) -> Html {
    let words = use_words();
    let colleagues = use_state(Vec::<Colleague>::new);
    let receiver = use_state(|| HEADQUARTERS.to_owned());
    let (outcome, busy) = (use_state(|| None::<Outcome>), use_state(|| false));
    let look = {
        let colleagues = colleagues.clone();
        Callback::from(move |()| {
            let colleagues = colleagues.clone();
            spawn_local(async move {
                // Whoever is in no office has none.
                colleagues.set(backend::call(GetColleagues {}).await.unwrap_or_default());
            });
        })
    };
    {
        let look = look.clone();
        use_effect_with(props.is_member, move |_| look.emit(()));
    }
    let on_receiver = {
        let receiver = receiver.clone();
        Callback::from(move |event: Event| receiver.set(event.target_unchecked_into::<HtmlSelectElement>().value()))
    };
    let on_pack = {
        let (receiver, outcome, busy) = (receiver.clone(), outcome.clone(), busy.clone());
        Callback::from(move |_: MouseEvent| {
            let (receiver, outcome, busy) = ((*receiver).clone(), outcome.clone(), busy.clone());
            busy.set(true);
            spawn_local(async move {
                let receiver = if receiver == HEADQUARTERS {
                    SatchelFor::Hub
                } else {
                    SatchelFor::Colleague(receiver)
                };
                let packed = pack(receiver).await;
                busy.set(false);
                match packed {
                    Ok((packed, parts)) => {
                        outcome.set(Some(Outcome::Packed(packed)));
                        if let Err(problem) = attaching::save_pieces(&parts, &format!("satchel.{ENDING}")).await {
                            outcome.set(Some(Outcome::Failed(problem)));
                        }
                    }
                    Err(problem) => outcome.set(Some(Outcome::Failed(problem))),
                }
            });
        })
    };
    let on_file = {
        let (outcome, busy, on_opened) = (outcome.clone(), busy.clone(), props.on_opened.clone());
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            // The same file can be chosen again.
            input.set_value("");
            let (outcome, busy, on_opened, look) = (outcome.clone(), busy.clone(), on_opened.clone(), look.clone());
            busy.set(true);
            spawn_local(async move {
                let opened = open(&file).await;
                busy.set(false);
                outcome.set(Some(opened.map_or_else(Outcome::Failed, Outcome::Opened)));
                look.emit(());
                on_opened.emit(());
            });
        })
    };
    // The browser's own button would speak the browser's language.
    let choose = Callback::from(|_: MouseEvent| {
        if let Some(input) = browser::element("courier-open") {
            input.click();
        }
    });
    html! {
        <section aria-labelledby="courier">
            <h3 id="courier">{ words.get("courier-title") }</h3>
            <p class="hint">{ words.get("courier-explained") }</p>
            if props.is_member {
                <p class="courier">
                    <label for="courier-to">{ words.get("courier-to") }</label>
                    <select id="courier-to" onchange={on_receiver} disabled={*busy}>
                        <option value={HEADQUARTERS} selected={*receiver == HEADQUARTERS}>{ words.get("courier-headquarters") }</option>
                        { for colleagues.iter().map(|it| html! {
                            <option value={it.id.clone()} selected={*receiver == it.id}>{ name(it) }</option>
                        }) }
                    </select>
                    <button type="button" class="button" id="courier-pack" onclick={on_pack} disabled={*busy}>{ words.get("courier-pack") }</button>
                </p>
            }
            <p class="courier">
                <button type="button" class="button" id="courier-choose" onclick={choose} disabled={*busy}>{ words.get("courier-open") }</button>
                <input type="file" class="unseen" id="courier-open" accept={format!(".{ENDING}")} tabindex="-1" aria-label={words.get("courier-open")} onchange={on_file} disabled={*busy} />
            </p>
            { (*outcome).as_ref().map_or_else(Html::default, |outcome| told(&words, outcome)) }
        </section>
    }
}

fn name(colleague: &Colleague) -> String {
    if colleague.name.is_empty() {
        colleague.id.chars().take(8).collect()
    } else {
        colleague.name.clone()
    }
}

/// Packs what waits, with the bytes of the file.
pub(crate) async fn pack(receiver: SatchelFor) -> Result<(PackedSatchel, js_sys::Array), Problem> {
    let packed = backend::call(PackSatchel { receiver }).await?;
    let parts = js_sys::Array::new();
    for place in 0.. {
        let Piece(bytes) = backend::call(ReadSatchel { place }).await?;
        if bytes.is_empty() {
            break;
        }
        parts.push(&js_sys::Uint8Array::from(bytes.as_slice()));
    }
    Ok((packed, parts))
}

async fn open(file: &File) -> Result<UnpackedSatchel, Problem> {
    backend::call(BeginSatchel {}).await?;
    let (mut at, bytes) = (0, attaching::size(file));
    while at < bytes {
        let end = bytes.min(at + ATTACHMENT_PIECE_BYTES as u64);
        let piece = attaching::read(file, at, end).await;
        let piece = Piece(piece.map_err(|_| Problem::new("file-incomplete"))?);
        backend::call(AddToSatchel { piece }).await?;
        at = end;
    }
    backend::call(UnpackSatchel { name: file.name() }).await
}

fn told(words: &Words, outcome: &Outcome) -> Html {
    match outcome {
        Outcome::Failed(problem) => html! { <ProblemNote id="courier-problem" problem={problem.clone()} /> },
        Outcome::Packed(packed) => {
            let bytes = usize::try_from(packed.bytes).unwrap_or(usize::MAX);
            let size = intl::bytes(words.tag(), bytes);
            html! { <p role="status" id="courier-outcome">{ words.with("courier-packed", &[("size", size.into())]) }</p> }
        }
        Outcome::Opened(opened) => html! {
            <>
                <p role="status" id="courier-outcome">{ report(words, opened) }</p>
                if opened.damaged > 0 {
                    <ProblemNote id="courier-problem" problem={Problem::new("satchel-damaged")} />
                }
            </>
        },
    }
}

fn report(words: &Words, opened: &UnpackedSatchel) -> String {
    let mut told = Vec::new();
    if let Some(office) = &opened.joined {
        told.push(words.with("courier-joined", &[("office", office.clone().into())]));
    }
    match &opened.from {
        Some(from) => told.push(words.with("courier-from", &[("name", from.clone().into())])),
        None => told.push(words.get("courier-from-headquarters")),
    }
    for (word, count) in [
        ("courier-received", opened.received),
        ("courier-files", opened.files),
        ("courier-accepted", opened.accepted),
        ("courier-refused", opened.refused),
        ("courier-set-aside", opened.set_aside),
    ] {
        if count > 0 || word == "courier-received" {
            told.push(words.with(word, &[("count", count.into())]));
        }
    }
    told.join(" ")
}
