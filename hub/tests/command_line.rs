//! `satchel-hub` as a script meets it: what it prints, and how it ends.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use satchel_shared::{ids::OfficeId, invitation::InvitationCode};
use tempfile::TempDir;

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn with_hub() -> Self {
        let folder = Self::new();
        folder.done(&["init"]);
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_satchel-hub"));
        command.arg("--data").arg(self.path("hub")).args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("run")
    }

    /// What was printed by a command that must succeed.
    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).expect("text")
    }

    /// The reason of a command that must end with this code, and print nothing.
    fn refused(&self, arguments: &[&str], code: i32) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        String::from_utf8(output.stderr).expect("text")
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("text")
}

#[test]
fn a_hub_is_made_once() {
    let folder = Folder::new();
    assert!(folder.refused(&["verify"], 1).contains("make one with init"));
    assert_eq!(folder.done(&["init"]), "");
    assert!(folder.refused(&["init"], 1).contains("there is a hub already"));
    assert_eq!(
        folder.done(&["verify"]),
        "0 decisions, each signed, allowed and in its place\n"
    );
}

#[test]
fn ids_and_codes_stand_alone() {
    let folder = Folder::with_hub();
    let office = folder.done(&[
        "office",
        "add",
        "Field Office",
        "--kind",
        "field-office",
        "--states",
        "IDN,TLS",
    ]);
    let office = office.strip_suffix('\n').expect("a line");
    office.parse::<OfficeId>().expect("an id alone");
    let code = folder.done(&["invite", office, "--role", "drafter", "--name", "Amina"]);
    code.strip_suffix('\n')
        .expect("a line")
        .parse::<InvitationCode>()
        .expect("a code alone");
    folder.done(&["office", "add", "Desk", "--kind", "headquarters"]);
    let list = folder.done(&["office", "list"]);
    assert!(
        list.starts_with(&format!("{office}\tfield-office\tIDN,TLS\tField Office\n")),
        "{list}"
    );
    let members = folder.done(&["members"]);
    assert!(
        members.contains(&format!("\t{office}\tdrafter\tAmina\tinvited")),
        "{members}"
    );
    let invite = ["invite", office, "--role", "lead", "--qr", "https://hub.example.org"];
    let with_qr = folder.done(&invite);
    let (code, qr) = with_qr.split_once('\n').expect("a line");
    code.parse::<InvitationCode>().expect("the code first");
    assert!(qr.contains('█'), "{qr}");
}

#[test]
fn wrong_use_is_two_and_a_refusal_is_one() {
    let folder = Folder::with_hub();
    folder.refused(&["dance"], 2);
    folder.refused(&["office", "add", "X", "--kind", "castle"], 2);
    folder.refused(&["office", "add", "X", "--kind", "nhri", "--states", "ATL"], 2);
    folder.refused(&["invite", "not-an-id", "--role", "drafter"], 2);
    let nowhere = "00000000-0000-0000-0000-000000000000";
    assert!(
        folder
            .refused(&["invite", nowhere, "--role", "drafter"], 1)
            .contains("there is no office")
    );
    let office = folder.done(&["office", "add", "X", "--kind", "nhri", "--states", "KEN"]);
    let reason = folder.refused(&["invite", office.trim(), "--role", "desk"], 1);
    assert_eq!(reason, "satchel-hub: there is no such role in an office of this kind\n");
    assert!(
        folder
            .refused(&["serve", "--listen", "0.0.0.0:0"], 1)
            .contains("--behind-proxy")
    );
}

#[test]
fn an_import_says_what_it_did_or_where_the_file_is_wrong() {
    let folder = Folder::with_hub();
    let file = folder.path("file.csv");
    let header = "To,To-Rgrp,To-Org,Text,From,From-Rgrp,From-Org,Response,Action,Issue,Session";
    let row = "Kenya,,,Train.,Norway,,,Noted,1,Other,8";
    std::fs::write(&file, [header, row, row, "Kenya,,,Train."].join("\r")).expect("written");
    let import = ["recommendations", "import", text(&file), "--format", "upr-info"];
    let reason = folder.refused(&import, 1);
    assert!(reason.contains("line 4: 4 fields, where the header has 11"), "{reason}");
    std::fs::write(&file, [header, row, row].join("\r")).expect("written");
    assert_eq!(
        folder.done(&import),
        "2 rows: 1 new, 0 known before, 1 twice in the file\n"
    );
    let json = folder.done(&[import.as_slice(), &["--json"]].concat());
    assert_eq!(
        json,
        "{\"rows\":2,\"new\":0,\"updated\":0,\"known\":1,\"twice\":1,\"passed_over\":0,\"not_to_states\":0,\"unusable\":[]}\n"
    );
    let absent = ["recommendations", "import", "no-such-file.csv", "--format", "upr-info"];
    folder.refused(&absent, 1);
}

#[test]
fn the_demonstration_prints_its_offices_a_field_office_first() {
    let folder = Folder::with_hub();
    let first = folder.done(&["demo"]);
    let (id, name) = first
        .lines()
        .next()
        .and_then(|line| line.split_once('\t'))
        .expect("id and name");
    id.parse::<OfficeId>().expect("an id");
    assert!(name.starts_with("Field Office"), "{name}");
    assert_eq!(folder.done(&["demo"]), first);
    folder.done(&["invite", id, "--role", "drafter"]);
}

struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn new(folder: &Folder) -> Self {
        let mut child = folder
            .command(&["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("started");
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().expect("piped"))
            .read_line(&mut line)
            .expect("a line");
        let address = line
            .trim()
            .strip_prefix("listening on http://")
            .expect("the address")
            .to_owned();
        Self { child, address }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn commands_work_while_a_hub_serves_the_same_folder() {
    let folder = Folder::with_hub();
    let served = Served::new(&folder);
    folder.done(&["demo"]);
    let mut stream = TcpStream::connect(&served.address).expect("connected");
    stream
        .write_all(b"GET /v1/health HTTP/1.1\r\nhost: hub\r\nconnection: close\r\n\r\n")
        .expect("written");
    let mut status = String::new();
    BufReader::new(stream).read_line(&mut status).expect("an answer");
    assert_eq!(status, "HTTP/1.1 204 No Content\r\n");
    assert!(folder.done(&["verify"]).starts_with("2 decisions"));
}

#[cfg(unix)]
#[test]
fn a_hub_that_is_asked_to_stop_ends_well() {
    let folder = Folder::with_hub();
    let mut served = Served::new(&folder);
    let asked = Command::new("kill")
        .args(["-TERM", &served.child.id().to_string()])
        .status()
        .expect("asked");
    assert!(asked.success());
    assert!(served.child.wait().expect("ended").success());
}

#[cfg(unix)]
#[test]
fn what_a_hub_keeps_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    // A folder that was there before may be open to others.
    std::fs::create_dir(folder.path("hub")).expect("made");
    folder.done(&["init"]);
    for name in ["hub/hub.key", "hub/hub.db"] {
        let mode = std::fs::metadata(folder.path(name))
            .expect("there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn a_store_that_is_empty_is_no_new_hub() {
    let folder = Folder::with_hub();
    let store = folder.path("hub").join("hub.db");
    for ending in ["", "-wal", "-shm"] {
        let file = folder.path("hub").join(format!("hub.db{ending}"));
        if file.exists() {
            std::fs::remove_file(file).expect("removed");
        }
    }
    std::fs::write(&store, b"").expect("emptied");
    let refused = folder.run(&["office", "list"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("it is empty"));
    assert_eq!(std::fs::read(&store).expect("still there"), b"");
}
