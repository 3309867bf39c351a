//! What can happen in a history. A trace is drawn from the seed before anything happens, and each of its actions can be left
//! out without making another one impossible: numbers name what is there by its place, modulo how many there are.

use crate::{
    random::Random,
    template::{DESK, DEVICES},
};

/// What befalls one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    None,
    /// It never reaches the hub, unless [`Action::Late`] brings it later.
    RequestLost,
    /// Half of it does.
    RequestCut,
    /// The hub takes it, and the device never learns.
    ReplyLost,
    /// Half of the reply arrives.
    ReplyCut,
    /// The hub gets it a second time before the device has its reply.
    Twice,
}

/// Tokens of a text that goes in at once: more than one part of a reply holds, also where it is compressed.
const PASTED: usize = 1_500;
/// A few of them are more than one piece of a letter holds.
const PASTED_FOR_LETTERS: usize = 6_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Action {
    Create {
        device: usize,
    },
    Type {
        device: usize,
        record: u32,
        place: u32,
    },
    /// A long text goes in at once, which the hub has to send in parts.
    Paste {
        device: usize,
        record: u32,
        place: u32,
        tokens: usize,
    },
    Delete {
        device: usize,
        record: u32,
        place: u32,
    },
    /// Sets a field of one line.
    Set {
        device: usize,
        record: u32,
        field: u32,
    },
    AddItem {
        device: usize,
        record: u32,
    },
    RemoveItem {
        device: usize,
        record: u32,
        item: u32,
    },
    /// Attaches one of a few files.
    Attach {
        device: usize,
        record: u32,
        file: u32,
    },
    Submit {
        device: usize,
        record: u32,
    },
    /// One of the decisions that a device's member may make on a record, but for a submission.
    Decide {
        device: usize,
        record: u32,
        choice: u32,
    },
    Sync {
        device: usize,
        /// Of its first requests, in order; the others meet none.
        faults: Vec<Fault>,
        /// The same of its requests about attached files.
        file_faults: Vec<Fault>,
        /// A record in which something is typed while the first request is on its way.
        typing: Option<u32>,
    },
    /// The bytes of an earlier request come to the hub (again).
    Late {
        device: usize,
        request: u32,
    },
    /// The vault is locked and opened again.
    Reopen {
        device: usize,
    },
    /// The program ends between two writes, with the files as they are at that moment.
    PowerCut {
        device: usize,
    },
    RestartHub,
    /// A clock jumps; that of the hub where there is no such device.
    Clock {
        device: usize,
        years: i64,
    },
    Revoke {
        device: usize,
    },
    /// The device makes itself another key, and headquarters hears of it when it can.
    ReplaceKey {
        device: usize,
    },
    /// Keeps a copy of the vault's folder.
    Keep {
        device: usize,
    },
    /// Puts the kept copy in place of the vault.
    Restore {
        device: usize,
    },
    /// From now on no link reaches a device: couriers carry its exchanges.
    Offline {
        device: usize,
    },
    /// A device is never seen again, and nobody revokes it. It is the last thing that happens.
    Lose {
        device: usize,
    },
    /// A device packs what waits: for the hub, or for one of its colleagues.
    Pack {
        device: usize,
        colleague: Option<u32>,
        /// Over several files.
        split: bool,
    },
    /// The hub packs what is new for a device.
    PackNews {
        device: usize,
    },
    /// A satchel's file is unpacked where it belongs, perhaps not for the first time. The newest is number 0.
    Bring {
        satchel: u32,
        /// A piece that is damaged on the way.
        damaged: Option<u32>,
    },
}

impl Action {
    /// The device at which somebody does something; none where it is done elsewhere, or to the device's disk.
    pub(crate) fn hand(&self) -> Option<usize> {
        match self {
            Self::Create { device }
            | Self::Type { device, .. }
            | Self::Paste { device, .. }
            | Self::Delete { device, .. }
            | Self::Set { device, .. }
            | Self::AddItem { device, .. }
            | Self::RemoveItem { device, .. }
            | Self::Attach { device, .. }
            | Self::Submit { device, .. }
            | Self::Decide { device, .. }
            | Self::Sync { device, .. }
            | Self::Reopen { device }
            | Self::ReplaceKey { device }
            | Self::PowerCut { device }
            | Self::Pack { device, .. } => Some(*device),
            Self::Late { .. }
            | Self::RestartHub
            | Self::Clock { .. }
            | Self::Revoke { .. }
            | Self::Keep { .. }
            | Self::Restore { .. }
            | Self::Offline { .. }
            | Self::Lose { .. }
            | Self::PackNews { .. }
            | Self::Bring { .. } => None,
        }
    }
}

/// Draws a history.
pub(crate) fn trace(seed: u64) -> Vec<Action> {
    let mut random = Random::new(seed, 0);
    let length = 8 + random.below(25);
    // One revocation at most in a third of the histories, or there would be nobody left to look at.
    let revokes = random.below(3) == 0;
    let mut trace = vec![Action::Create {
        device: random.below(3),
    }];
    for _ in 0..length {
        trace.push(action(&mut random));
    }
    // By chance alone an old copy hardly ever comes back between two edits of one record.
    if random.below(3) == 0 {
        let (device, record) = (random.below(3), random.number());
        let write = |random: &mut Random| Action::Type {
            device,
            record,
            place: random.number(),
        };
        let told = exchange(device);
        let (lost, since) = (write(&mut random), write(&mut random));
        let story = [Action::Keep { device }, lost, told, Action::Restore { device }, since];
        let mut at = random.below(trace.len());
        for action in story {
            trace.insert(at, action);
            at += 1 + random.below(trace.len() - at).min(3);
        }
    }
    if random.below(4) == 0 {
        for _ in 0..=random.below(3) {
            let (device, record, place) = (random.below(3), random.number(), random.number());
            let at = 1 + random.below(trace.len());
            let tokens = PASTED;
            trace.insert(
                at,
                Action::Paste {
                    device,
                    record,
                    place,
                    tokens,
                },
            );
        }
    }
    let revoked = revokes.then(|| {
        let at = trace.len() / 2 + random.below(trace.len() / 2);
        let device = random.below(DEVICES.len());
        trace.insert(at, Action::Revoke { device });
        device
    });
    // Drawn apart, so that they change nothing in the rest of a history.
    let mut random = Random::new(seed, 1);
    if random.below(2) == 0 {
        couriers(&mut random, revoked, &mut trace);
    }
    // Stories of which chance alone tells too few; drawn apart as well.
    let mut stories = Random::new(seed, 2);
    match stories.below(6) {
        0 => relay(&mut stories, revoked, &mut trace),
        1 => letters(&mut stories, &mut trace),
        2 | 3 => round(&mut stories, &mut trace),
        _ => {}
    }
    let lost = (random.below(4) == 0).then(|| someone(&mut random));
    if random.below(2) == 0 {
        files(&mut random, &mut trace);
    }
    replace_keys(&mut Random::new(seed, 3), &mut trace);
    trace.extend(lost.map(|device| Action::Lose { device }));
    trace
}

/// In some histories devices make themselves other keys. Not where an old copy of one comes back, which knows no key but the old one.
fn replace_keys(random: &mut Random, trace: &mut Vec<Action>) {
    if random.below(3) > 0 {
        return;
    }
    for _ in 0..1 + random.below(3) {
        let device = random.below(DEVICES.len());
        let comes_back = |action: &Action| matches!(action, Action::Restore { device: other } if *other == device);
        let at = 1 + random.below(trace.len());
        if !trace.iter().any(comes_back) {
            trace.insert(at, Action::ReplaceKey { device });
        }
    }
}

/// Adds attached files, and what befalls them on their way.
fn files(random: &mut Random, trace: &mut Vec<Action>) {
    for _ in 0..1 + random.below(4) {
        let attach = Action::Attach {
            device: someone(random),
            record: random.number(),
            file: random.number(),
        };
        trace.insert(1 + random.below(trace.len()), attach);
    }
    for action in trace {
        if let Action::Sync { file_faults, .. } = action {
            let fault = |random: &mut Random| match random.below(8) {
                0 => Fault::RequestLost,
                1 | 2 => Fault::RequestCut,
                3 => Fault::ReplyLost,
                4 => Fault::ReplyCut,
                5 => Fault::Twice,
                _ => Fault::None,
            };
            *file_faults = (0..random.below(4)).map(|_| fault(random)).collect();
            // So often that the device gives up in the middle of a file.
            if random.below(4) == 0 {
                file_faults.extend([Fault::RequestCut; 8]);
            }
        }
    }
}

/// Adds satchels, each with its way, and in some histories a device that has nothing else.
fn couriers(random: &mut Random, revoked: Option<usize>, trace: &mut Vec<Action>) {
    for _ in 0..1 + random.below(6) {
        let device = someone(random);
        let colleague = (random.below(3) == 0).then(|| random.number());
        let split = random.below(4) == 0;
        let mut at = random.below(trace.len() + 1);
        let first = if random.below(8) == 0 {
            Action::PackNews { device }
        } else {
            Action::Pack {
                device,
                colleague,
                split,
            }
        };
        trace.insert(at, first);
        for _ in 0..1 + random.below(4) {
            at += 1 + random.below(trace.len() - at).min(4);
            let satchel = if random.below(3) == 0 { random.number() } else { 0 };
            let damaged = (random.below(6) == 0).then(|| random.number());
            trace.insert(at, Action::Bring { satchel, damaged });
        }
    }
    // The hub takes nothing that a revoked device signed, whoever carries it: then its colleagues keep it for themselves.
    trace.retain(
        |action| !matches!(action, Action::Pack { device, colleague: Some(_), .. } if Some(*device) == revoked),
    );
    if random.below(3) == 0 {
        let device = someone(random);
        trace.insert(0, Action::Offline { device });
    }
}

/// What one device wrote goes to headquarters with a colleague, who wrote more in it, and is damaged on the way.
fn relay(random: &mut Random, revoked: Option<usize>, trace: &mut Vec<Action>) {
    let writer = random.below(3);
    let (number, record) = (random.number() % 2, random.number());
    let carrier = (writer + 1 + usize::from(number > 0)) % 3;
    // The hub takes nothing that a revoked device signed, whoever carries it.
    if revoked == Some(writer) {
        return;
    }
    let write = |random: &mut Random, device| Action::Type {
        device,
        record,
        place: random.number(),
    };
    let pack = |device, colleague| Action::Pack {
        device,
        colleague,
        split: false,
    };
    let bring = |damaged| Action::Bring { satchel: 0, damaged };
    // Colleagues are counted without the device itself.
    let colleague = u32::from(carrier > usize::from(writer == 0));
    let mut story = vec![
        exchange(writer),
        exchange(carrier),
        write(random, writer),
        pack(writer, Some(colleague)),
        bring(None),
    ];
    if random.below(2) == 0 {
        let third = 3 - writer - carrier;
        story.extend([
            exchange(third),
            write(random, third),
            exchange(third),
            exchange(carrier),
        ]);
    }
    story.extend([write(random, carrier), pack(carrier, None)]);
    for _ in 0..1 + random.below(3) {
        story.push(bring(Some(random.number())));
    }
    interleave(random, story, trace);
}

/// Headquarters writes to a device that is never online, and some of its letters are lost or damaged.
fn letters(random: &mut Random, trace: &mut Vec<Action>) {
    let device = random.below(3);
    let colleague = (device + 1 + random.below(2)) % 3;
    let mut story = Vec::new();
    for _ in 0..2 + random.below(2) {
        let (record, place) = (random.number(), random.number());
        story.push(Action::Create { device: colleague });
        for _ in 0..random.below(3) {
            story.push(Action::Paste {
                device: colleague,
                record,
                place,
                tokens: PASTED_FOR_LETTERS,
            });
        }
        story.extend([exchange(colleague), Action::PackNews { device }]);
        if random.below(3) > 0 {
            let damaged = (random.below(3) > 0).then(|| random.number());
            story.push(Action::Bring { satchel: 0, damaged });
        }
    }
    story.push(Action::Bring {
        satchel: 0,
        damaged: None,
    });
    interleave(random, story, trace);
    trace.insert(0, Action::Offline { device });
}

/// A record is submitted, and decided on by its office's leads and by the desk, who do not always know of each other.
fn round(random: &mut Random, trace: &mut Vec<Action>) {
    let record = random.number();
    let lead = random.below(2);
    let mut story = vec![
        exchange(lead),
        Action::Submit { device: lead, record },
        exchange(lead),
        exchange(DESK),
    ];
    for _ in 0..3 + random.below(6) {
        let device = if random.below(3) == 0 { random.below(2) } else { DESK };
        let choice = random.number();
        story.push(Action::Decide { device, record, choice });
        if random.below(8) == 0 {
            story.push(Action::Submit { device: lead, record });
        }
        for device in [DESK, 0, 1] {
            if random.below(4) > 0 {
                story.push(exchange(device));
            }
        }
    }
    interleave(random, story, trace);
}

fn exchange(device: usize) -> Action {
    Action::Sync {
        device,
        faults: Vec::new(),
        file_faults: Vec::new(),
        typing: None,
    }
}

/// Puts a story into a trace, with a little of the rest now and then between its parts.
fn interleave(random: &mut Random, story: Vec<Action>, trace: &mut Vec<Action>) {
    let mut at = random.below(trace.len() + 1);
    for action in story {
        trace.insert(at, action);
        at += 1 + if random.below(5) == 0 {
            random.below(trace.len() - at).min(2)
        } else {
            0
        };
    }
}

/// Most of it happens in the office of three, where most can go wrong.
fn someone(random: &mut Random) -> usize {
    if random.below(5) == 0 {
        random.below(DEVICES.len())
    } else {
        random.below(3)
    }
}

fn action(random: &mut Random) -> Action {
    let device = someone(random);
    let (record, place) = (random.number(), random.number());
    match random.below(108) {
        0..5 => Action::Create { device },
        5..24 => Action::Type { device, record, place },
        24..31 => Action::Delete { device, record, place },
        31..38 => Action::Set {
            device,
            record,
            field: place,
        },
        38..43 => Action::AddItem { device, record },
        43..46 => Action::RemoveItem {
            device,
            record,
            item: place,
        },
        46..51 => Action::Submit { device, record },
        51..54 => Action::Decide {
            device: if place % 4 == 0 { device } else { DESK },
            record,
            choice: place,
        },
        54..84 => sync(random, device),
        84..89 => Action::Late { device, request: place },
        89..91 => Action::Reopen { device },
        91..94 => Action::PowerCut { device },
        94..96 => Action::RestartHub,
        96..100 => Action::Clock {
            device: random.below(DEVICES.len() + 1),
            years: i64::from(random.number() % 41) - 20,
        },
        100..104 => Action::Keep { device },
        _ => Action::Restore { device },
    }
}

fn sync(random: &mut Random, device: usize) -> Action {
    let fault = |random: &mut Random| match random.below(10) {
        0 | 1 => Fault::RequestLost,
        2 | 3 => Fault::ReplyLost,
        4 => Fault::ReplyCut,
        5 => Fault::Twice,
        6 => Fault::RequestCut,
        _ => Fault::None,
    };
    let faults = (0..random.below(3)).map(|_| fault(random)).collect();
    let typing = (random.below(4) == 0).then(|| random.number());
    // The desk and the other office sync too, or nothing is ever seen there.
    let device = if random.below(4) == 0 {
        random.below(DEVICES.len())
    } else {
        device
    };
    Action::Sync {
        device,
        faults,
        file_faults: Vec::new(),
        typing,
    }
}
