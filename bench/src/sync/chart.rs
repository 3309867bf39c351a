//! The chart: the bytes of every scenario, both ways together, on a logarithmic scale.

use std::fmt::Write;

use super::{
    figures::{Row, as_float, scenarios},
    system::System,
};

const LEFT: f64 = 190.0;
const WIDTH: f64 = 560.0;
const BAR: f64 = 14.0;
/// Bytes at the left end, and powers of ten to the right one.
const LEAST: f64 = 100.0;
const DECADES: f64 = 5.0;

pub(crate) fn chart(rows: &[Row]) -> String {
    let mut body = String::new();
    let mut y = 50.0;
    for scenario in scenarios(rows) {
        let _ = writeln!(
            body,
            r#"<text x="8" y="{:.0}" font-weight="600">{scenario}</text>"#,
            y + 11.0
        );
        for row in rows.iter().filter(|row| row.scenario == scenario) {
            let bytes = as_float(row.figures.count.bytes());
            let long = ((bytes.max(LEAST) / LEAST).log10() / DECADES * WIDTH).min(WIDTH);
            let colour = match row.system {
                System::Satchel => "#0b6e4f",
                System::Automerge => "#c8553d",
                System::Pouchdb => "#7a6c9d",
                System::Yjs => "#c99a2e",
            };
            let end = if row.figures.ended { "" } else { ", did not end" };
            let _ = writeln!(
                body,
                r#"<rect x="{LEFT}" y="{y:.0}" width="{long:.1}" height="{:.0}" fill="{colour}"/><text x="{:.1}" y="{:.0}">{} {bytes} B{end}</text>"#,
                BAR - 2.0,
                LEFT + long + 6.0,
                y + 10.0,
                row.system.name(),
            );
            y += BAR;
        }
        y += 12.0;
    }
    let mut grid = String::new();
    for (decade, name) in ["100 B", "1 kB", "10 kB", "100 kB", "1 MB", "10 MB"].iter().enumerate() {
        let x = LEFT + WIDTH * f64::from(u32::try_from(decade).unwrap_or_default()) / DECADES;
        let _ = writeln!(
            grid,
            r##"<line x1="{x:.0}" x2="{x:.0}" y1="44" y2="{y:.0}" stroke="#ddd"/><text x="{x:.0}" y="38" text-anchor="middle">{name}</text>"##
        );
    }
    let (width, height) = (LEFT + WIDTH + 230.0, y + 8.0);
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0} {height:.0}" font-family="sans-serif" font-size="11" fill="#222">
<rect width="{width:.0}" height="{height:.0}" fill="#fff"/>
<text x="8" y="18" font-size="14" font-weight="600">Bytes over the link, both ways together (logarithmic)</text>
{grid}{body}</svg>
"##
    )
}
