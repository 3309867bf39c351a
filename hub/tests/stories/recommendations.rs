//! Recommendations go to the offices of their States, once.

use satchel_hub::import::Imported;
use satchel_shared::{
    exchange::{Update, read_recommendations},
    ledger::OfficeKind,
    recommendation::Recommendation,
};

use crate::world::{Device, World, upr_folder};

const HEADER: &str = "To,To-Rgrp,To-Org,Text,From,From-Rgrp,From-Org,Response,Action,Issue,Session\n";

fn rows(state: &str, count: usize) -> String {
    (0..count)
        .map(|at| format!("{state},,,Sentence {at},Norway,,,Accepted,4,Other,8\n"))
        .collect()
}

async fn all_of(device: &mut Device) -> Vec<Recommendation> {
    let mut list = Vec::new();
    loop {
        let reply = device.receive().await;
        for update in reply.updates {
            if let Update::Recommendations(body) = update {
                let part = read_recommendations(&body).expect("readable");
                assert!(part.len() <= 200);
                list.extend(part);
            }
        }
        if !reply.more {
            return list;
        }
    }
}

#[tokio::test]
async fn an_office_receives_those_of_its_states() {
    let world = World::new().await;
    let file = world.folder.path().join("file.csv");
    std::fs::write(
        &file,
        [HEADER, &rows("Kenya", 450), &rows("Indonesia", 3), &rows("Chad", 7)].concat(),
    )
    .expect("written");
    let before = world.office(OfficeKind::FieldOffice, &["KEN"]).await;
    let mut early = world.lead(before).await;
    let imported = world.hub.import_upr_info(&file).await.expect("imported");
    assert_eq!(
        imported,
        Imported {
            rows: 460,
            new: 460,
            known: 0,
            twice: 0,
            ..Imported::default()
        }
    );
    assert_eq!(all_of(&mut early).await.len(), 450);

    let after = world.office(OfficeKind::Nhri, &["IDN", "TCD"]).await;
    assert_eq!(all_of(&mut world.lead(after).await).await.len(), 10);
    assert!(all_of(&mut world.desk().await).await.is_empty());

    let again = world.hub.import_upr_info(&file).await.expect("imported");
    assert_eq!(
        again,
        Imported {
            rows: 460,
            new: 0,
            known: 460,
            twice: 0,
            ..Imported::default()
        }
    );
    assert!(all_of(&mut early).await.is_empty());
}

#[tokio::test]
async fn one_wrong_row_imports_nothing() {
    let world = World::new().await;
    let file = world.folder.path().join("file.csv");
    let office = world.office(OfficeKind::FieldOffice, &["KEN"]).await;
    let mut device = world.lead(office).await;
    std::fs::write(&file, [HEADER, &rows("Kenya", 5), &rows("Atlantis", 1)].concat()).expect("written");
    let error = world.hub.import_upr_info(&file).await.expect_err("refused");
    assert_eq!(error.to_string(), "line 7: no State is called “Atlantis”");
    assert!(all_of(&mut device).await.is_empty());
    std::fs::write(&file, [HEADER, &rows("Kenya", 5)].concat()).expect("written");
    assert_eq!(world.hub.import_upr_info(&file).await.expect("imported").new, 5);
}

#[tokio::test]
async fn real_files_arrive_whole() {
    let Some(folder) = upr_folder() else { return };
    let world = World::new().await;
    let import = |name| {
        let (hub, file) = (world.hub.clone(), folder.join(name));
        async move { hub.import_upr_info(&file).await.expect("imported") }
    };
    assert_eq!(
        import("10-13.csv").await,
        Imported {
            rows: 9_047,
            new: 9_047,
            known: 0,
            twice: 0,
            ..Imported::default()
        }
    );
    assert_eq!(
        import("6-9.csv").await,
        Imported {
            rows: 8_343,
            new: 8_342,
            known: 0,
            twice: 1,
            ..Imported::default()
        }
    );
    assert_eq!(
        import("10-13.csv").await,
        Imported {
            rows: 9_047,
            new: 0,
            known: 9_047,
            twice: 0,
            ..Imported::default()
        }
    );
    let office = world.office(OfficeKind::FieldOffice, &["IDN", "BEL"]).await;
    let list = all_of(&mut world.lead(office).await).await;
    assert!(list.iter().any(|it| it.state.as_str() == "BEL"));
}
