//! The books: what may be entered, and what the entries add up to.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

fn id(number: u128) -> EventId {
    EventId(Uuid::from_u128(number))
}

const REQUEST: RecordId = RecordId(Uuid::from_u128(500));

fn day() -> Day {
    "2027-03-01".parse().expect("a day")
}

/// What a donor gives, in cents of a dollar.
fn given(cents: i64) -> Contribution {
    Contribution {
        donor: "Norway".to_owned(),
        amount: cents,
        currency: BOOKED.to_owned(),
        rate: PAR,
        rate_on: day(),
        on: day(),
        is_pledge: false,
        pledge: None,
        note: String::new(),
    }
}

fn allocated(amount: i64, overdraft: &str) -> FundDecision {
    FundDecision::Allocation {
        to: REQUEST,
        amount,
        note: String::new(),
        overdraft: overdraft.to_owned(),
    }
}

fn spent(allocation: EventId, amount: i64, overdraft: &str) -> FundDecision {
    FundDecision::Expenditure {
        allocation,
        amount,
        on: day(),
        note: String::new(),
        overdraft: overdraft.to_owned(),
    }
}

fn reversed(of: EventId) -> FundDecision {
    taken_back(of, "")
}

fn taken_back(of: EventId, overdraft: &str) -> FundDecision {
    FundDecision::Reversal {
        of,
        reason: "It was entered twice.".to_owned(),
        overdraft: overdraft.to_owned(),
    }
}

/// Enters a decision as the hub does.
fn enter(book: &mut Book, number: u128, what: &FundDecision) -> Result<Totals, Refusal> {
    book.check(what)?;
    book.apply(id(number), what);
    Ok(book.totals())
}

#[test]
fn each_fund_has_an_id_of_its_own_that_leads_back_to_it() {
    for fund in Fund::ALL {
        assert_eq!(Fund::of(fund.id()), Some(*fund));
        assert_eq!(fund.id().0.get_version_num(), 8);
    }
    assert_eq!(Fund::of(REQUEST), None);
}

#[test]
fn a_contribution_is_booked_at_its_rate_and_halves_go_to_the_even_cent() {
    let booked = |amount, currency: &str, rate| {
        Contribution {
            currency: currency.to_owned(),
            rate,
            ..given(amount)
        }
        .booked()
    };
    assert_eq!(booked(100_000, "EUR", 1_081_500), Some(108_150));
    assert_eq!(booked(1_000_000, "JPY", 6_712), Some(671_200), "yen have no cents");
    assert_eq!(booked(1_000, "KWD", 3_250_000), Some(325), "dinars have thousandths");
    assert_eq!(booked(1, "EUR", 500_000), Some(0));
    assert_eq!(booked(3, "EUR", 500_000), Some(2));
    assert_eq!(booked(i64::MAX, "EUR", u64::MAX), None);
}

#[test]
fn what_is_no_entry_is_refused() {
    let book = Book::default();
    let refused = |given: Contribution| book.check(&FundDecision::Contribution(given));
    assert_eq!(refused(given(1)), Ok(()));
    for wrong in [
        given(0),
        given(-5),
        Contribution {
            donor: " ".to_owned(),
            ..given(1)
        },
        Contribution {
            currency: "XXX".to_owned(),
            ..given(1)
        },
        Contribution { rate: 0, ..given(1) },
        Contribution {
            rate: 2 * PAR,
            ..given(1)
        },
        Contribution {
            is_pledge: true,
            pledge: Some(id(1)),
            ..given(1)
        },
    ] {
        assert_eq!(refused(wrong.clone()), Err(Refusal::EntryIncomplete), "{wrong:?}");
    }
    assert_eq!(book.check(&allocated(0, "")), Err(Refusal::EntryIncomplete));
    assert_eq!(book.check(&spent(id(9), 1, "")), Err(Refusal::NoSuchEntry));
    assert_eq!(book.check(&reversed(id(9))), Err(Refusal::NoSuchEntry));
}

#[test]
fn a_pledge_is_received_and_what_is_outstanding_is_told() {
    let mut book = Book::default();
    let promise = FundDecision::Contribution(Contribution {
        is_pledge: true,
        ..given(10_000)
    });
    let totals = enter(&mut book, 1, &promise).expect("entered");
    assert_eq!((totals.pledged, totals.received, totals.available), (10_000, 0, 0));
    let comes = |cents| {
        FundDecision::Contribution(Contribution {
            pledge: Some(id(1)),
            ..given(cents)
        })
    };
    let totals = enter(&mut book, 2, &comes(4_000)).expect("entered");
    assert_eq!((totals.pledged, totals.received), (6_000, 4_000));
    // Rates change: more may come than was promised.
    let totals = enter(&mut book, 3, &comes(7_000)).expect("entered");
    assert_eq!((totals.pledged, totals.received), (0, 11_000));
    assert_eq!(enter(&mut book, 4, &reversed(id(1))), Err(Refusal::EntryInUse));
    let of_no_pledge = FundDecision::Contribution(Contribution {
        pledge: Some(id(2)),
        ..given(1)
    });
    assert_eq!(enter(&mut book, 5, &of_no_pledge), Err(Refusal::NoSuchEntry));
}

#[test]
fn no_balance_goes_below_nothing_without_a_reason() {
    let mut book = Book::default();
    enter(&mut book, 1, &FundDecision::Contribution(given(10_000))).expect("entered");
    assert_eq!(enter(&mut book, 2, &allocated(10_001, "")), Err(Refusal::BalanceTooLow));
    assert_eq!(
        enter(&mut book, 2, &allocated(10_001, " ")),
        Err(Refusal::BalanceTooLow)
    );
    let totals = enter(&mut book, 2, &allocated(8_000, "")).expect("entered");
    assert_eq!((totals.allocated, totals.available), (8_000, 2_000));
    let totals = enter(&mut book, 3, &allocated(3_000, "A pledge comes next week.")).expect("entered");
    assert_eq!(totals.available, -1_000);
    assert_eq!(
        enter(&mut book, 4, &spent(id(2), 8_001, "")),
        Err(Refusal::BalanceTooLow)
    );
    let totals = enter(&mut book, 4, &spent(id(2), 5_000, "")).expect("entered");
    assert_eq!(
        (totals.spent, totals.balance, book.left(id(2))),
        (5_000, 5_000, Some(3_000))
    );
    assert_eq!(
        enter(&mut book, 5, &spent(id(2), 3_001, "")),
        Err(Refusal::BalanceTooLow)
    );
    let totals = enter(&mut book, 5, &spent(id(2), 3_001, "The price rose.")).expect("entered");
    assert_eq!((totals.balance, book.left(id(2))), (1_999, Some(-1)));
}

#[test]
fn what_was_set_aside_beyond_what_there_is_is_not_spent_without_a_reason_of_its_own() {
    let mut book = Book::default();
    enter(&mut book, 1, &FundDecision::Contribution(given(100_000))).expect("entered");
    enter(&mut book, 2, &allocated(500_000, "A pledge comes next week.")).expect("entered");
    let all = |overdraft| spent(id(2), 500_000, overdraft);
    for silent in ["", " "] {
        assert_eq!(enter(&mut book, 3, &all(silent)), Err(Refusal::BalanceTooLow));
    }
    let totals = enter(&mut book, 3, &spent(id(2), 100_000, "")).expect("entered");
    assert_eq!(totals.balance, 0);
    assert_eq!(enter(&mut book, 4, &spent(id(2), 1, "")), Err(Refusal::BalanceTooLow));
    let totals = enter(&mut book, 4, &all("The bank lends it.")).expect("entered");
    assert_eq!(totals.balance, -500_000);
    // What raises it needs no reason.
    let totals = enter(&mut book, 5, &reversed(id(4))).expect("entered");
    assert_eq!(totals.balance, 0);
}

#[test]
fn what_was_spent_beyond_an_allocation_is_not_set_aside_for_something_else() {
    let mut book = Book::default();
    enter(&mut book, 1, &FundDecision::Contribution(given(20_000))).expect("entered");
    enter(&mut book, 2, &allocated(10_000, "")).expect("entered");
    let totals = enter(&mut book, 3, &spent(id(2), 15_000, "The price rose.")).expect("entered");
    assert_eq!((totals.available, totals.balance), (5_000, 5_000));
    assert_eq!(enter(&mut book, 4, &allocated(10_000, "")), Err(Refusal::BalanceTooLow));
    let totals = enter(&mut book, 4, &allocated(5_000, "")).expect("entered");
    assert_eq!(totals.available, 0);
    let totals = enter(&mut book, 5, &reversed(id(3))).expect("entered");
    assert_eq!((totals.available, totals.balance), (5_000, 20_000));
}

#[test]
fn a_contribution_that_was_set_aside_or_spent_is_not_taken_back_without_a_reason() {
    let mut book = Book::default();
    for number in [1, 2] {
        enter(&mut book, number, &FundDecision::Contribution(given(10_000))).expect("entered");
    }
    enter(&mut book, 3, &allocated(10_000, "")).expect("entered");
    let totals = enter(&mut book, 4, &reversed(id(1))).expect("the other pays for what is set aside");
    assert_eq!((totals.available, totals.balance), (0, 10_000));
    assert_eq!(enter(&mut book, 5, &reversed(id(2))), Err(Refusal::BalanceTooLow));
    let totals = enter(&mut book, 5, &taken_back(id(2), "The donor sends it again.")).expect("entered");
    assert_eq!((totals.available, totals.balance), (-10_000, 0));
}

#[test]
fn an_entry_of_before_that_gives_no_reason_is_read_and_written_as_it_was() {
    let before = format!(r#"{{"reversal":{{"of":"{}","reason":"Twice."}}}}"#, id(1));
    let read: FundDecision = serde_json::from_str(&before).expect("a decision");
    assert_eq!(read.overdraft(), "");
    assert_eq!(serde_json::to_string(&read).expect("JSON"), before);
}

#[test]
fn what_was_wrong_is_reversed_once_and_from_its_end() {
    let mut book = Book::default();
    enter(&mut book, 1, &FundDecision::Contribution(given(10_000))).expect("entered");
    enter(&mut book, 2, &allocated(4_000, "")).expect("entered");
    enter(&mut book, 3, &spent(id(2), 1_000, "")).expect("entered");
    assert_eq!(enter(&mut book, 4, &reversed(id(2))), Err(Refusal::EntryInUse));
    let totals = enter(&mut book, 4, &reversed(id(3))).expect("entered");
    assert_eq!((totals.spent, book.left(id(2))), (0, Some(4_000)));
    assert_eq!(enter(&mut book, 5, &reversed(id(3))), Err(Refusal::NoSuchEntry), "once");
    assert_eq!(
        enter(&mut book, 5, &spent(id(4), 1, "")),
        Err(Refusal::NoSuchEntry),
        "a reversal is no entry"
    );
    let totals = enter(&mut book, 6, &reversed(id(2))).expect("entered");
    assert_eq!((totals.allocated, totals.available), (0, 10_000));
}

/// Some decision, right or wrong, on one of the first entries.
fn some_decision() -> impl Strategy<Value = FundDecision> {
    let entry = (0..20_u128).prop_map(id);
    let cents = 1..20_000_i64;
    let because = prop_oneof![Just(String::new()), Just("Because it is so.".to_owned())];
    prop_oneof![
        (cents.clone(), any::<bool>(), proptest::option::of(entry.clone())).prop_map(|(cents, is_pledge, pledge)| {
            FundDecision::Contribution(Contribution {
                is_pledge,
                pledge,
                ..given(cents)
            })
        }),
        (cents.clone(), because.clone()).prop_map(|(amount, overdraft)| allocated(amount, &overdraft)),
        (entry.clone(), cents, because.clone())
            .prop_map(|(allocation, amount, overdraft)| spent(allocation, amount, &overdraft)),
        (entry, because).prop_map(|(of, overdraft)| taken_back(of, &overdraft)),
    ]
}

proptest! {
    /// Whatever is tried in whatever order, the balances are the sums of what was entered and not reversed, and go below nothing
    /// by an entry that says why, and by nothing else.
    #[test]
    fn balances_add_up_to_the_entries(decisions in proptest::collection::vec(some_decision(), 0..40)) {
        let mut book = Book::default();
        let mut entered: BTreeMap<EventId, FundDecision> = BTreeMap::new();
        for (number, what) in (0..).zip(&decisions) {
            let before = book.totals();
            let Ok(after) = enter(&mut book, number, what) else {
                prop_assert_eq!(book.totals(), before, "what is refused changes nothing");
                continue;
            };
            let falls_below = |before: i64, after: i64| after < 0 && after < before;
            let takes_too_much = falls_below(before.available, after.available) || falls_below(before.balance, after.balance);
            prop_assert!(!takes_too_much || !what.overdraft().is_empty(), "{:?}", what);
            entered.insert(id(number), what.clone());
        }
        let gone: Vec<EventId> = entered
            .values()
            .filter_map(|what| if let FundDecision::Reversal { of, .. } = what { Some(*of) } else { None })
            .collect();
        let standing = entered.iter().filter(|(id, _)| !gone.contains(id));
        let (mut received, mut allocated, mut spent) = (0, 0, 0);
        let mut taken: BTreeMap<EventId, (i64, i64)> = BTreeMap::new();
        for (id, what) in standing {
            match what {
                FundDecision::Contribution(given) if !given.is_pledge => received += given.amount,
                FundDecision::Allocation { amount, .. } => {
                    allocated += amount;
                    taken.entry(*id).or_default().0 += amount;
                }
                FundDecision::Expenditure { allocation, amount, .. } => {
                    spent += amount;
                    taken.entry(*allocation).or_default().1 += amount;
                }
                FundDecision::Contribution(_) | FundDecision::Reversal { .. } => {}
            }
        }
        let taken: i64 = taken.into_values().map(|(allocated, spent)| allocated.max(spent)).sum();
        let totals = book.totals();
        prop_assert_eq!((totals.received, totals.allocated, totals.spent), (received, allocated, spent));
        prop_assert_eq!((totals.available, totals.balance), (received - taken, received - spent));
    }
}
