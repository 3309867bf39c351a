//! The chart: for each measure a panel, and in it the bars of every scenario and system, on a logarithmic scale.

use std::fmt::Write;

use super::{
    figures::{Figures, Row, as_float, scenarios},
    system::System,
};

const LEFT: f64 = 210.0;
const WIDTH: f64 = 520.0;
const BAR: f64 = 13.0;

/// One measure of some scenarios.
struct Panel {
    title: &'static str,
    /// How its scenarios' names begin; all where it is empty.
    of: &'static [&'static str],
    unit: &'static str,
    /// At the left end.
    least: f64,
    /// Powers of ten to the right end.
    decades: u32,
    measure: fn(&Figures) -> f64,
}

const PANELS: [Panel; 5] = [
    Panel {
        title: "Bytes over the link, both ways together",
        of: &["reconnect", "idle", "600 ms", "cut every", "first", "fifty"],
        unit: "B",
        least: 100.0,
        decades: 7,
        measure: |it| as_float(it.count.bytes()),
    },
    Panel {
        title: "Turns: something down after something up",
        of: &["reconnect", "idle", "first sync", "600 ms"],
        unit: "",
        least: 0.1,
        decades: 5,
        measure: |it| as_float(it.count.round_trips),
    },
    Panel {
        title: "Seconds",
        of: &["600 ms", "cut every", "first sync"],
        unit: "s",
        least: 0.01,
        decades: 5,
        measure: |it| it.seconds,
    },
    Panel {
        title: "CPU seconds of the server",
        of: &["reconnect 2000", "first sync", "fifty"],
        unit: "s",
        least: 0.001,
        decades: 6,
        measure: |it| it.server_cpu_seconds,
    },
    Panel {
        title: "Memory of the server at its most",
        of: &["reconnect 2000", "first sync 2,000", "fifty"],
        unit: "MB",
        least: 1.0,
        decades: 4,
        measure: |it| it.server_mb,
    },
];

pub(crate) fn chart(rows: &[Row]) -> String {
    let mut body = String::new();
    let mut y = 16.0;
    for panel in &PANELS {
        y = panel.draw(rows, y, &mut body);
    }
    let (width, height) = (LEFT + WIDTH + 230.0, y + 8.0);
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0} {height:.0}" font-family="sans-serif" font-size="11" fill="#222">
<rect width="{width:.0}" height="{height:.0}" fill="#fff"/>
{body}</svg>
"##
    )
}

impl Panel {
    /// Draws it from a height down, and gives where it ends.
    fn draw(&self, rows: &[Row], top: f64, into: &mut String) -> f64 {
        let shown = |name: &&str| self.of.iter().any(|beginning| name.starts_with(beginning));
        let scenarios: Vec<&str> = scenarios(rows).into_iter().filter(shown).collect();
        if scenarios.is_empty() {
            return top;
        }
        let mut bars = String::new();
        let mut y = top + 34.0;
        for scenario in scenarios {
            let _ = writeln!(
                bars,
                r#"<text x="8" y="{:.0}" font-weight="600">{scenario}</text>"#,
                y + 10.0
            );
            for row in rows.iter().filter(|row| row.scenario == scenario) {
                let value = (self.measure)(&row.figures);
                let decades = (value.max(self.least) / self.least).log10();
                let long = (decades / f64::from(self.decades)).min(1.0) * WIDTH;
                let end = if row.figures.ended { "" } else { ", did not end" };
                let digits = if value >= 100.0 || value.fract() == 0.0 { 0 } else { 2 };
                let _ = writeln!(
                    bars,
                    r#"<rect x="{LEFT}" y="{y:.0}" width="{long:.1}" height="{:.0}" fill="{}"/><text x="{:.1}" y="{:.0}">{} {value:.digits$} {}{end}</text>"#,
                    BAR - 2.0,
                    colour(row.system),
                    LEFT + long + 6.0,
                    y + 9.5,
                    row.system,
                    self.unit,
                );
                y += BAR;
            }
            y += 9.0;
        }
        let _ = writeln!(
            into,
            r#"<text x="8" y="{:.0}" font-size="14" font-weight="600">{} (logarithmic)</text>"#,
            top + 6.0,
            self.title
        );
        for decade in 0..=self.decades {
            let x = LEFT + WIDTH * f64::from(decade) / f64::from(self.decades);
            let name = self.least * 10_f64.powf(f64::from(decade));
            // Rounded, because a power of ten in floats is not always one.
            let digits = if name < 0.99 { 3 } else { 0 };
            let _ = writeln!(
                into,
                r##"<line x1="{x:.0}" x2="{x:.0}" y1="{:.0}" y2="{:.0}" stroke="#ddd"/><text x="{x:.0}" y="{:.0}" text-anchor="middle">{name:.digits$}</text>"##,
                top + 28.0,
                y - 6.0,
                top + 24.0
            );
        }
        into.push_str(&bars);
        y + 18.0
    }
}

fn colour(system: System) -> &'static str {
    match system {
        System::Satchel => "#0b6e4f",
        System::SatchelPostgres => "#5fa88c",
        System::Automerge => "#c8553d",
        System::Pouchdb => "#7a6c9d",
        System::Yjs => "#c99a2e",
    }
}
