//! A text as a QR code, dark on light whatever the theme is: cameras want it so.

use satchel_shared::qr::{QUIET_MODULES, Qr};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct QrCodeProps {
    pub(crate) text: AttrValue,
    /// What it is, for those who do not see it.
    pub(crate) label: AttrValue,
}

#[function_component]
pub(crate) fn QrCode(props: &QrCodeProps) -> Html {
    let Some(qr) = Qr::new(&props.text) else {
        return Html::default();
    };
    let whole = qr.side() + 2 * QUIET_MODULES;
    html! {
        <svg class="qr" role="img" aria-label={props.label.clone()} viewBox={format!("0 0 {whole} {whole}")} shape-rendering="crispEdges">
            <rect width="100%" height="100%" fill="#fff" />
            <path d={dark(&qr)} fill="#000" />
        </svg>
    }
}

/// A path around each dark module.
fn dark(qr: &Qr) -> String {
    let all = (0..qr.side()).flat_map(|y| (0..qr.side()).map(move |x| (x, y)));
    let dark = all.filter(|(x, y)| qr.is_dark(*x, *y));
    dark.map(|(x, y)| format!("M{} {}h1v1h-1z", x + QUIET_MODULES, y + QUIET_MODULES))
        .collect()
}
