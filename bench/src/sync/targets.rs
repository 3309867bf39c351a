//! What Satchel has promised, each with the figure that it is for.

use std::fmt;

use super::{
    figures::{Figures, Row, as_float},
    system::System,
};

const ENDS: &str = "ends";

/// A target, and whether it was met.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verdict {
    what: &'static str,
    measured: f64,
    bound: Bound,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Bound {
    AtMost(f64),
    AtLeast(f64),
}

impl Verdict {
    pub(crate) fn is_met(&self) -> bool {
        match self.bound {
            Bound::AtMost(most) => self.measured <= most,
            Bound::AtLeast(least) => self.measured >= least,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, bound) = match self.bound {
            Bound::AtMost(most) => ("≤", most),
            Bound::AtLeast(least) => ("≥", least),
        };
        let met = if self.is_met() { "met" } else { "MISSED" };
        if self.what == ENDS {
            return write!(formatter, "{ENDS}: {met}");
        }
        let number = |it: f64| {
            if it.fract() == 0.0 || it >= 100.0 {
                format!("{it:.0}")
            } else if it < 1.0 {
                format!("{it:.3}")
            } else {
                format!("{it:.2}")
            }
        };
        let (measured, bound) = (number(self.measured), number(bound));
        write!(formatter, "{}: {measured} {sign} {bound} {met}", self.what)
    }
}

/// The targets of a row; none for a peer's. Some compare it with other rows, and are left out where those are not there.
pub(crate) fn of(row: &Row, rows: &[Row]) -> Vec<Verdict> {
    if !row.system.is_satchel() {
        return Vec::new();
    }
    let it = &row.figures;
    let at_most = |what, measured, most| Verdict {
        what,
        measured,
        bound: Bound::AtMost(most),
    };
    let same = |scenario: &str| find(rows, scenario, row.system);
    let bytes = as_float(it.count.bytes());
    let mut verdicts = vec![Verdict {
        what: ENDS,
        measured: if it.ended { 1.0 } else { 0.0 },
        bound: Bound::AtLeast(1.0),
    }];
    match row.scenario.as_str() {
        "first sync 2,000" => verdicts.push(at_most("B both ways", bytes, 1_000_000.0)),
        "first sync 2,000, cut every 64 KB" => {
            if let Some(uncut) = same("first sync 2,000") {
                let more = (bytes - both(uncut)) / both(uncut) * 100.0;
                verdicts.push(at_most("% more than without cuts", more, 5.0));
            }
        }
        "first 32 KB of 2,000" => verdicts.push(Verdict {
            what: "records open",
            measured: it.opened.map_or(0.0, as_float),
            bound: Bound::AtLeast(50.0),
        }),
        "fifty at once" => {
            let peers = rows.iter().filter(|other| !other.system.is_satchel());
            let peers = peers.filter(|other| other.scenario == row.scenario && other.figures.ended);
            let least = peers.map(|other| other.figures.server_cpu_seconds).reduce(f64::min);
            if let Some(least) = least {
                verdicts.push(at_most(
                    "CPU s, a tenth of the best peer's",
                    it.server_cpu_seconds,
                    least / 10.0,
                ));
            }
        }
        name if name.starts_with("reconnect") => {
            verdicts.push(at_most("B both ways", bytes, 8_000.0));
            verdicts.push(at_most("requests", as_float(it.count.round_trips), 1.0));
            if let Some(large) = same("reconnect 2000").filter(|_| name == "reconnect 100") {
                let apart = (bytes - both(large)).abs() / both(large) * 100.0;
                verdicts.push(at_most("% from 2,000", apart, 5.0));
            }
        }
        name if name.starts_with("idle") => {
            let most = as_float(it.count.up_bytes.max(it.count.down_bytes));
            verdicts.push(at_most("B each way", most, 300.0));
        }
        name if name.starts_with("600 ms") => verdicts.push(at_most("s", it.seconds, 5.0)),
        name if name.contains("idle exchanges") => {
            if let Some(few) = same("500 idle exchanges, 100") {
                let ratio = it.server_cpu_seconds / few.server_cpu_seconds;
                verdicts.push(at_most("CPU s, of those at 100", ratio, 1.5));
            }
        }
        // A reconnect that is cut has to end.
        _ => {}
    }
    verdicts
}

fn find<'a>(rows: &'a [Row], scenario: &str, system: System) -> Option<&'a Figures> {
    let row = rows
        .iter()
        .find(|row| row.scenario == scenario && row.system == system)?;
    row.figures.ended.then_some(&row.figures)
}

fn both(figures: &Figures) -> f64 {
    as_float(figures.count.bytes())
}

/// What was missed, a line each.
pub(crate) fn missed(rows: &[Row]) -> Vec<String> {
    let of_row = |row: &Row| {
        let missed: Vec<String> = of(row, rows)
            .into_iter()
            .filter(|it| !it.is_met())
            .map(|it| format!("{}, {}: {it}", row.scenario, row.system))
            .collect();
        missed
    };
    rows.iter().flat_map(of_row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(scenario: &str, system: System, server_cpu_seconds: f64) -> Row {
        let figures = Figures {
            count: satchel_link::Count::default(),
            seconds: 1.0,
            ended: true,
            failed: None,
            server_cpu_seconds,
            server_mb: 1.0,
            device_mb: 1.0,
            opened: None,
            lost: None,
        };
        let scenario = scenario.to_owned();
        Row {
            scenario,
            system,
            figures,
        }
    }

    #[test]
    fn the_best_peer_is_what_fifty_devices_are_held_against() {
        let own = row("fifty at once", System::Satchel, 0.5);
        let mut rows = vec![own, row("fifty at once", System::Yjs, 6.0)];
        assert_eq!(missed(&rows), Vec::<String>::new());
        rows.push(row("fifty at once", System::Pouchdb, 4.0));
        assert_eq!(missed(&rows).len(), 1);
    }

    #[test]
    fn the_middle_one_of_several_is_taken_and_what_did_not_end_is_the_slowest() {
        let mut all = [0.5, 0.1, 0.3].map(|seconds| row("fifty at once", System::Yjs, seconds).figures);
        let seconds = |all: &[Figures]| Figures::median(all.to_vec()).map(|it| it.server_cpu_seconds);
        assert_eq!(seconds(&all), Some(0.3));
        all[1].ended = false;
        assert_eq!(seconds(&all), Some(0.5));
    }

    #[test]
    fn what_did_not_end_is_missed() {
        let mut own = row("cut every 6 KB, 500", System::SatchelPostgres, 0.0);
        own.figures.ended = false;
        assert_eq!(missed(&[own]), ["cut every 6 KB, 500, satchel-postgres: ends: MISSED"]);
    }
}
