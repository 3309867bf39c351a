//! The commands: each opens the hub, asks one thing of it, and prints the answer.

use std::{io::Write, path::Path};

use anyhow::{Result, bail};
use satchel_hub::{
    Hub,
    attachments::Objects,
    import::{Imported, Unusable, uhri::Take},
    satchel::Unpacked,
    store::database::Database,
    surroundings::System,
};
use satchel_shared::{exchange::MemberCard, qr::Qr, satchel::Packed, states::StateCode};

use crate::{
    arguments::{Arguments, Command, Format, Invite, Office, Recommendations},
    serve,
};

pub(crate) async fn run(arguments: Arguments) -> Result<()> {
    let Arguments {
        data,
        database,
        objects,
        command,
    } = arguments;
    let database = database.as_ref().map(Database::try_from).transpose()?;
    let objects = objects.as_ref().map(Objects::named).transpose()?;
    let open = async || -> Result<Hub> {
        let hub = match &database {
            Some(database) => Hub::open_in(&data, database, System).await?,
            None => Hub::open(&data).await?,
        };
        Ok(match &objects {
            Some(objects) => hub.with_objects(objects.clone()),
            None => hub,
        })
    };
    match command {
        Command::Init => {
            match &database {
                Some(database) => Hub::init_with(&data, database).await?,
                None => Hub::init(&data).await?,
            };
            Ok(())
        }
        Command::Serve(options) => serve::serve(&open().await?, &options).await,
        Command::Office(command) => office(&open().await?, command).await,
        Command::Invite(Invite { office, role, name, qr }) => {
            let code = open().await?.invite(office, role, &name).await?;
            say(&code)?;
            let qr = qr.map(|address| Qr::new(&format!("{address} {code}")));
            qr.flatten().map_or(Ok(()), |qr| say(qr.to_blocks()))
        }
        Command::Members => open().await?.members().await?.iter().try_for_each(member),
        Command::Revoke { device } => Ok(open().await?.revoke_device(device).await?),
        Command::Recommendations(Recommendations::Import {
            file,
            format,
            every_type,
            json,
        }) => {
            let take = if every_type {
                Take::EveryType
            } else {
                Take::Recommendations
            };
            import(&open().await?, &file, format, take, json).await
        }
        Command::Demo => {
            for (id, name) in open().await?.fill_with_demonstration().await? {
                say(format_args!("{id}\t{name}"))?;
            }
            Ok(())
        }
        Command::Unpack {
            files,
            answers,
            split,
            json,
        } => {
            let unpacked = open().await?.unpack(&files, &answers, split.bytes()).await?;
            if json {
                say(serde_json::to_string(&unpacked)?)?;
            } else {
                tell_unpacked(&unpacked)?;
            }
            if !unpacked.unread.is_empty() {
                bail!("{}", unpacked.unread.join("\n"));
            }
            Ok(())
        }
        Command::Pack { out, device, split } => {
            let Packed { files, pieces, bytes } = open().await?.pack(&out, device, split.bytes()).await?;
            say(format_args!("{pieces} pieces, {bytes} bytes, files: {files}"))
        }
        Command::Public => {
            let items = open().await?.public().await?;
            items.iter().try_for_each(|item| say(serde_json::to_string(item)?))
        }
        Command::ReplaceKey => {
            let id = Hub::replace_key(&data)?;
            say(format_args!(
                "The hub {id} has another key. Start it again, and keep a copy of hub.key."
            ))
        }
        Command::Verify => {
            let links = open().await?.verify().await?;
            say(format_args!("{links} decisions, each signed, allowed and in its place"))
        }
    }
}

fn tell_unpacked(unpacked: &Unpacked) -> Result<()> {
    let Unpacked {
        pieces,
        taken,
        refused,
        enrolled,
        files,
        damaged,
        for_others,
        answers,
        unread: _,
    } = unpacked;
    say(format_args!(
        "{pieces} pieces: {taken} taken, {refused} refused, {enrolled} devices enrolled, {files} files; {damaged} damaged, \
         {for_others} for others"
    ))?;
    answers.iter().try_for_each(|answer| say(answer.display()))
}

async fn office(hub: &Hub, command: Office) -> Result<()> {
    match command {
        Office::Add { name, kind, states } => say(hub.add_office(&name, kind, &states).await?),
        Office::List => {
            for office in hub.offices().await? {
                let states: Vec<&str> = office.states.iter().map(StateCode::as_str).collect();
                say(format_args!(
                    "{}\t{}\t{}\t{}",
                    office.id,
                    office.kind,
                    states.join(","),
                    office.name
                ))?;
            }
            Ok(())
        }
    }
}

fn member(card: &MemberCard) -> Result<()> {
    let MemberCard {
        id,
        office,
        name,
        role,
        devices,
        invited_until,
        left_at,
        revision: _,
    } = card;
    let stands = match (left_at, invited_until) {
        (Some(_), _) => "left",
        (None, Some(_)) => "invited",
        (None, None) => "",
    };
    say(format_args!("{id}\t{office}\t{role}\t{name}\t{stands}"))?;
    devices.iter().try_for_each(|device| {
        let id = device.id()?;
        let stands = if device.revoked_at.is_some() { "revoked" } else { "" };
        say(format_args!("  {id}\t{stands}"))
    })
}

async fn import(hub: &Hub, file: &Path, format: Format, take: Take, json: bool) -> Result<()> {
    let imported = match format {
        Format::UprInfo => hub.import_upr_info(file).await?,
        Format::Uhri => hub.import_uhri(file, take).await?,
    };
    if json {
        return say(serde_json::to_string(&imported)?);
    }
    say(in_words(&imported))
}

/// What every file can have always, the rest where there is any.
fn in_words(imported: &Imported) -> String {
    let Imported {
        rows,
        new,
        updated,
        known,
        twice,
        passed_over,
        not_to_states,
        unusable,
    } = imported;
    let mut told = format!("{rows} rows: {new} new, {known} known before, {twice} twice in the file");
    for (count, what) in [
        (*updated, "updated"),
        (*passed_over, "of other types passed over"),
        (*not_to_states, "to no State passed over"),
        (unusable.len(), "without anything usable passed over"),
    ] {
        if count > 0 {
            told.push_str(&format!(", {count} {what}"));
        }
    }
    for Unusable { line, reason } in unusable {
        told.push_str(&format!("\n  line {line}: {reason}"));
    }
    told
}

/// One line on standard output.
pub(crate) fn say(line: impl std::fmt::Display) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()?;
    Ok(())
}
