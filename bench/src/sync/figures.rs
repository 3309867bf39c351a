//! What was measured, and the table of it: each peer beside Satchel, and Satchel beside its targets (`targets.rs`).

use std::io::Write;

use satchel_link::Count;
use serde::{Deserialize, Serialize};

use super::{
    system::System,
    targets::{self, Verdict},
};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Figures {
    pub(crate) count: Count,
    pub(crate) seconds: f64,
    /// Whether all devices were done before the ceiling.
    pub(crate) ended: bool,
    pub(crate) failed: Option<String>,
    pub(crate) server_cpu_seconds: f64,
    pub(crate) server_mb: f64,
    /// Of the device that took the most.
    pub(crate) device_mb: f64,
    /// Records that opened after a part of a first sync.
    pub(crate) opened: Option<u64>,
    /// Bytes that came and have to be sent again; only Satchel's devices tell.
    #[serde(default)]
    pub(crate) lost: Option<u64>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) scenario: String,
    pub(crate) system: System,
    pub(crate) figures: Figures,
}

impl Figures {
    /// Of an odd number of the same measurement the one with the middle processor time: a machine has quick and slow minutes.
    /// One that did not end counts as the slowest.
    pub(crate) fn median(mut all: Vec<Self>) -> Option<Self> {
        all.sort_by(|one, other| {
            let order = other.ended.cmp(&one.ended);
            order.then(one.server_cpu_seconds.total_cmp(&other.server_cpu_seconds))
        });
        let middle = all.len() / 2;
        all.into_iter().nth(middle)
    }
}

impl Row {
    pub(crate) fn add(rows: &mut Vec<Self>, scenario: String, system: System, figures: Figures) {
        let row = Self {
            scenario,
            system,
            figures,
        };
        say(&row.line(None, &[]));
        // What was measured before, and is measured again.
        rows.retain(|other| (other.system, &other.scenario) != (row.system, &row.scenario));
        rows.push(row);
    }

    /// With a ratio of the bytes to Satchel's, where both ended.
    fn line(&self, satchel: Option<&Figures>, verdicts: &[Verdict]) -> String {
        let it = &self.figures;
        let more = if it.ended { "" } else { "> " };
        let ratio = satchel.filter(|own| own.ended && it.ended).map_or_else(
            || "-".to_owned(),
            |own| format!("{:.1}", as_float(it.count.bytes()) / as_float(own.count.bytes().max(1))),
        );
        let mut said = it.failed.as_deref().map_or(String::new(), |why| format!(" {why}"));
        if let Some(opened) = it.opened {
            said += &format!(" {opened} records open");
        }
        if let Some(lost) = it.lost.filter(|lost| *lost > 0) {
            said += &format!(" {lost} B came in vain");
        }
        let verdicts: Vec<String> = verdicts.iter().map(Verdict::to_string).collect();
        format!(
            "| {:<35} | {:<16} | {:>9} | {:>9} | {:>6} | {:>5} | {:>5} | {:>8} | {:>7.3} | {:>6.0} | {:>6.0} | {:>7} | {}{said}",
            self.scenario,
            self.system,
            it.count.up_bytes,
            it.count.down_bytes,
            it.count.round_trips,
            it.count.connections,
            it.count.cuts,
            format!("{more}{:.2}", it.seconds),
            it.server_cpu_seconds,
            it.server_mb,
            it.device_mb,
            ratio,
            verdicts.join("; "),
        )
    }
}

/// One row for each scenario and system, those of a scenario together.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut lines = vec![
        "| scenario | system | bytes up | bytes down | turns | connections | cuts | seconds | server CPU s | server MB | device MB | \
         bytes, of Satchel's | target |"
            .to_owned(),
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |".to_owned(),
    ];
    for scenario in scenarios(rows) {
        let of_scenario = || rows.iter().filter(|row| row.scenario == scenario);
        let own = of_scenario().find(|row| row.system == System::Satchel);
        lines.extend(of_scenario().map(|row| row.line(own.map(|row| &row.figures), &targets::of(row, rows)) + " |"));
    }
    lines.join("\n")
}

/// In the order in which they were first met.
pub(crate) fn scenarios(rows: &[Row]) -> Vec<&str> {
    let mut met = Vec::new();
    for row in rows {
        if !met.contains(&row.scenario.as_str()) {
            met.push(row.scenario.as_str());
        }
    }
    met
}

#[expect(clippy::cast_precision_loss, reason = "far fewer bytes than a float counts")]
pub(crate) fn as_float(bytes: u64) -> f64 {
    bytes as f64
}

pub(crate) fn say(line: &str) {
    println!("{line}");
    // Nobody reads any more when this fails; the measuring goes on all the same.
    drop(std::io::stdout().flush());
}
