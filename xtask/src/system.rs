//! What must be installed on the machine, and how: by apt on Debian and Ubuntu, by precise words elsewhere.

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;
use crate::progress::{Progress, say};

/// What the app's libraries are built against: the web view, its helpers, a C compiler, and perl for OpenSSL's sources.
const BUILD: &[&str] = &[
    "libwebkit2gtk-4.1-dev",
    "libxdo-dev",
    "libssl-dev",
    "librsvg2-dev",
    "libayatana-appindicator3-dev",
    "build-essential",
    "file",
    "pkg-config",
    "perl",
];

/// What the tests need: for the real window, a screen without a monitor, drivers for both engines, and fonts that have
/// every script of the interface; and PostgreSQL, of which the tests start a cluster of their own.
const TEST: &[&str] = &[
    "xvfb",
    "dbus-x11",
    "webkit2gtk-driver",
    "imagemagick",
    "fonts-noto-core",
    "postgresql",
];

const CHROMIUM_DEBIAN: &[&str] = &["chromium", "chromium-driver"];
const CHROMIUM_UBUNTU: &[&str] = &["chromium-browser", "chromium-chromedriver"];

/// Libraries that stand for the others where there is no package database that we know.
const PKG_CONFIG: &[&str] = &["webkit2gtk-4.1", "librsvg-2.0"];

/// One step: whatever builds the app.
pub(crate) fn ensure_build(progress: &mut Progress) -> Result<()> {
    progress.step("Checking the system's libraries", || ensure(BUILD))
}

/// One step: whatever builds the app and drives its window in tests.
pub(crate) fn ensure_test(progress: &mut Progress) -> Result<()> {
    let browser = if release_names("ubuntu") {
        CHROMIUM_UBUNTU
    } else {
        CHROMIUM_DEBIAN
    };
    let all: Vec<&str> = BUILD.iter().chain(TEST).chain(browser).copied().collect();
    progress.step("Checking the system's libraries, browsers, fonts and database", || {
        ensure(&all)
    })
}

fn ensure(packages: &[&str]) -> Result<String> {
    if !is_debian() {
        return ensure_elsewhere(packages);
    }
    let missing = missing(packages)?;
    if missing.is_empty() {
        return Ok(format!("all {} packages are there", packages.len()));
    }
    install(&missing)?;
    Ok(format!("installed {}", missing.join(" ")))
}

/// Debian or one of its children, which have apt.
pub(crate) fn is_debian() -> bool {
    release_names("debian") && process::succeeds(Command::new("apt-get").arg("--version"))
}

/// Which of these Debian packages are not installed.
pub(crate) fn missing<'a>(packages: &[&'a str]) -> Result<Vec<&'a str>> {
    // It exits with an error when it does not know one of them; what it prints is right all the same.
    let output = Command::new("dpkg-query")
        .args(["-W", "-f", "${Package} ${db:Status-Status}\n"])
        .args(packages)
        .output()?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let installed: BTreeSet<&str> = printed
        .lines()
        .filter_map(|line| line.strip_suffix(" installed"))
        .collect();
    Ok(packages
        .iter()
        .copied()
        .filter(|package| !installed.contains(package))
        .collect())
}

/// Installs Debian packages, or says the command that does and stops.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let by_hand = format!(
        "apt-get update && apt-get install --yes --no-install-recommends {}",
        packages.join(" ")
    );
    let Some(become_root) = privilege() else {
        bail!("these packages are missing; install them as root, then run this again:\n\n    {by_hand}\n");
    };
    say(&format!("      installing {}", packages.join(" ")));
    process::run(apt_get(become_root, &["update"]))?;
    let mut install = apt_get(become_root, &["install", "--yes", "--no-install-recommends"]);
    install.args(packages);
    process::run(install)
}

/// The words to put before a command that only root may run; none at all when it cannot be had.
fn privilege() -> Option<&'static [&'static str]> {
    let mut id = Command::new("id");
    id.arg("-u");
    if process::read(id).is_ok_and(|user| user == "0") {
        return Some(&[]);
    }
    if process::succeeds(Command::new("sudo").args(["-n", "true"])) {
        return Some(&["sudo", "-n"]);
    }
    let asks = std::io::stdin().is_terminal() && process::succeeds(Command::new("sudo").arg("--version"));
    asks.then_some(&["sudo"])
}

fn apt_get(become_root: &[&str], arguments: &[&str]) -> Command {
    let words: Vec<&str> = become_root
        .iter()
        .copied()
        .chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .collect();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).args(arguments);
    command
}

fn ensure_elsewhere(packages: &[&str]) -> Result<String> {
    if cfg!(target_os = "linux") {
        if process::succeeds(Command::new("pkg-config").arg("--exists").args(PKG_CONFIG)) {
            return Ok("the web view's libraries are there".to_owned());
        }
        bail!(
            "the web view's libraries are missing; install them, then run this again:\n\n{}\n",
            advice(packages)
        );
    }
    Ok("this system brings its own web view".to_owned())
}

/// What to type where apt is not at hand.
fn advice(packages: &[&str]) -> String {
    if release_names("fedora") {
        "    sudo dnf install webkit2gtk4.1-devel openssl-devel librsvg2-devel libxdo-devel \
         libappindicator-gtk3-devel gcc gcc-c++ make file perl pkgconf-pkg-config"
            .to_owned()
    } else if release_names("arch") {
        "    sudo pacman -S --needed webkit2gtk-4.1 base-devel openssl librsvg xdotool libappindicator-gtk3 file perl"
            .to_owned()
    } else if release_names("suse") {
        "    sudo zypper install webkit2gtk3-devel libopenssl-devel librsvg-devel xdotool-devel \
         libappindicator3-1 gcc gcc-c++ make file perl pkg-config"
            .to_owned()
    } else {
        format!("    this system's names for Debian's {}", packages.join(" "))
    }
}

/// Whether os-release names this family, itself or as what the system is made from.
fn release_names(family: &str) -> bool {
    let Ok(release) = std::fs::read_to_string("/etc/os-release") else {
        return false;
    };
    release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
        .any(|value| value.contains(family))
}
