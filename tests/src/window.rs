//! The real window, driven like a person's: the app under WebKitWebDriver on a virtual screen, or a browser on
//! `satchel-cli window` under ChromeDriver.

mod screen;

use std::{
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element, wd::Capabilities};
use serde_json::json;

use crate::{
    Device, place,
    process::{PATIENCE, Running, free_port},
};
pub use screen::Screen;

/// Brings an element to the middle of the window.
const SCROLL: &str = "
const [css, done] = arguments;
document.querySelector(css)?.scrollIntoView({ block: 'center', behavior: 'instant' });
done();
";

/// In the environment of all that shows a window: the folder that is that window's alone.
const PROFILE: &str = "SATCHEL_TEST_PROFILE";

/// Which engine shows the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The app itself: Tauri on WebKitGTK.
    App,
    /// Headless Chromium on `satchel-cli window`.
    Browser,
}

/// A window that a story looks at and types into.
#[derive(Debug)]
pub struct Window {
    engine: Engine,
    client: Client,
    vault: std::path::PathBuf,
    /// Serves the window to the browser.
    served: Option<Running>,
    _driver: Running,
    _screen: Option<Screen>,
    profile: tempfile::TempDir,
}

/// Whether this machine has what an engine needs; otherwise a story says so and ends.
#[must_use]
pub fn can_show(engine: Engine) -> bool {
    let needs: &[&str] = match engine {
        Engine::App => &["Xvfb", "dbus-run-session", "WebKitWebDriver"],
        Engine::Browser => &["chromium", "chromedriver"],
    };
    let absent = |program: &&&str| {
        let found = Command::new("sh")
            .args(["-c", &format!("command -v {program}")])
            .stdout(Stdio::null())
            .status();
        !found.is_ok_and(|status| status.success())
    };
    let missing: Vec<_> = needs.iter().filter(absent).collect();
    if !missing.is_empty() {
        eprintln!("skipped: this machine has no {missing:?}; `cargo xtask test` installs them");
    }
    missing.is_empty()
}

impl Window {
    /// Opens the window over a device's vault.
    ///
    /// # Panics
    /// Where it does not come up.
    pub async fn open(engine: Engine, device: &Device) -> Self {
        Self::open_as(engine, device, "").await
    }

    /// The same in a browser, with a query such as `?theme=dark&lang=ar`.
    ///
    /// # Panics
    /// Where it does not come up.
    pub async fn open_as(engine: Engine, device: &Device, query: &str) -> Self {
        let profile = tempfile::tempdir().expect("a folder");
        let (driver, port, capabilities, screen, served) = match engine {
            Engine::App => {
                let screen = Screen::new();
                let port = free_port();
                let driver = app_driver(&screen, device, port, profile.path());
                let options = json!({ "binary": place::program("satchel") });
                (
                    driver,
                    port,
                    capability("webkitgtk:browserOptions", options),
                    Some(screen),
                    None,
                )
            }
            Engine::Browser => {
                let (driver, port) = browser_driver(profile.path());
                let (served, address) = device.serve_window();
                let capabilities = chromium(profile.path());
                (driver, port, capabilities, None, Some((served, address)))
            }
        };
        let client = connect(port, capabilities).await;
        let mut window = Self {
            engine,
            client,
            vault: device.vault(),
            served: None,
            _driver: driver,
            _screen: screen,
            profile,
        };
        if let Some((served, address)) = served {
            let address = address.replacen('#', &format!("{query}#"), 1);
            window.client.goto(&address).await.expect("the window's page");
            window.served = Some(served);
        }
        window
    }

    /// Waits for an element.
    ///
    /// # Panics
    /// Where it never comes.
    pub async fn find(&self, css: &str) -> Element {
        let wait = self.client.wait().at_most(PATIENCE);
        match wait.for_element(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => panic!("{css} never came ({error}); the window says:\n{}", self.says().await),
        }
    }

    /// Presses an element, as soon as it can be pressed.
    ///
    /// # Panics
    /// Where it never can.
    pub async fn press(&self, css: &str) {
        let since = Instant::now();
        loop {
            let error = match self.find(css).await.click().await {
                Ok(()) => return,
                Err(error) => error,
            };
            assert!(since.elapsed() < PATIENCE, "{css} cannot be pressed: {error}");
            // It may be below the record's head, from where a person scrolls it.
            self.script(SCROLL, vec![css.into()]).await;
        }
    }

    /// Types into a field, behind what is there.
    ///
    /// # Panics
    /// Where it cannot be typed into.
    pub async fn write(&self, css: &str, text: &str) {
        self.find(css)
            .await
            .send_keys(text)
            .await
            .unwrap_or_else(|error| panic!("{css} takes no keys: {error}"));
    }

    /// What stands in a field now.
    ///
    /// # Panics
    /// Where it is no field.
    pub async fn value(&self, css: &str) -> String {
        self.find(css)
            .await
            .prop("value")
            .await
            .expect("a field")
            .unwrap_or_default()
    }

    /// Waits until this stands in a field: a field is there a moment before its text.
    ///
    /// # Panics
    /// Where something else stays in it.
    pub async fn holds(&self, css: &str, text: &str) {
        let since = Instant::now();
        loop {
            let value = self.value(css).await;
            if value == text {
                return;
            }
            assert!(since.elapsed() < PATIENCE, "{css} holds “{value}”, not “{text}”");
        }
    }

    /// What an element says, as soon as it is shown: what stands in a dialog is there a moment before the dialog opens.
    ///
    /// # Panics
    /// Where it never is.
    pub async fn text(&self, css: &str) -> String {
        let since = Instant::now();
        loop {
            let element = self.find(css).await;
            if element.is_displayed().await.unwrap_or_default()
                && let Ok(text) = element.text().await
            {
                return text;
            }
            assert!(since.elapsed() < PATIENCE, "{css} is never shown");
        }
    }

    /// Makes the page so large, whatever the browser's own frame takes.
    ///
    /// # Panics
    /// Where it stays as it is.
    pub async fn resize(&self, width: u32, height: u32) {
        const SIZE: &str = "arguments[0]([innerWidth, innerHeight])";
        let since = Instant::now();
        let mut outer = (width, height);
        loop {
            let set = self.client.set_window_size(outer.0, outer.1).await;
            set.expect("a window that can be made larger and smaller");
            let inner = self.script(SIZE, Vec::new()).await;
            if inner == json!([width, height]) {
                return;
            }
            assert!(
                since.elapsed() < PATIENCE,
                "the page is {inner}, not {width} by {height}"
            );
            let missing = |at: usize, wanted: u32| {
                let is = inner[at].as_u64().and_then(|it| u32::try_from(it).ok());
                wanted.saturating_sub(is.unwrap_or(wanted))
            };
            outer = (width + missing(0, width), height + missing(1, height));
        }
    }

    /// Runs a script in the page, and waits until it calls its last argument.
    ///
    /// # Panics
    /// Where it fails, or never ends.
    pub async fn script(&self, script: &str, arguments: Vec<serde_json::Value>) -> serde_json::Value {
        let done = self.client.execute_async(script, arguments).await;
        done.unwrap_or_else(|error| panic!("the script fails: {error}"))
    }

    /// All that can be read in the window.
    async fn says(&self) -> String {
        match self.client.find(Locator::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(error) => error.to_string(),
        }
    }

    /// How many elements there are.
    ///
    /// # Panics
    /// Where the window is gone.
    pub async fn count(&self, css: &str) -> usize {
        self.client.find_all(Locator::Css(css)).await.expect("a window").len()
    }

    /// Ends the app's process, or the one that serves the browser, at once (SIGKILL), and with it the window.
    pub fn kill(mut self) {
        match self.engine {
            Engine::App => screen::kill_app(&place::program("satchel"), &self.vault),
            Engine::Browser => {
                if let Some(served) = &mut self.served {
                    served.kill();
                }
            }
        }
    }

    /// Closes the window as a person does.
    pub async fn close(self) {
        // The driver ends with the story anyway.
        let _ = self.client.clone().close().await;
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        screen::kill_all(PROFILE, self.profile.path());
    }
}

fn app_driver(screen: &Screen, device: &Device, port: u16, profile: &Path) -> Running {
    let mut driver = Command::new("dbus-run-session");
    driver
        .args(["--", "WebKitWebDriver", &format!("--port={port}")])
        .env("DISPLAY", screen.display())
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("SATCHEL_VAULT", device.vault())
        .env(PROFILE, profile)
        .env("XDG_DATA_HOME", profile)
        .env("XDG_CACHE_HOME", profile)
        .stderr(Stdio::null());
    Running::start(&mut driver)
}

/// The driver of the browser, at a port of its own choice: one that is chosen for it may be taken before it is there.
///
/// It chooses one that is free for IPv4 and takes the same of IPv6, where it may be taken: then it ends, and another one
/// chooses again.
fn browser_driver(profile: &Path) -> (Running, u16) {
    let since = Instant::now();
    loop {
        let mut driver = Command::new("chromedriver");
        driver.arg("--port=0").env(PROFILE, profile);
        let mut driver = Running::start(&mut driver);
        if let Some(port) = told_port(&mut driver) {
            return (driver, port);
        }
        assert!(since.elapsed() < PATIENCE, "no driver of the browser finds a port");
    }
}

/// The port that a driver of the browser says it has; none where it ends instead.
fn told_port(driver: &mut Running) -> Option<u16> {
    loop {
        let said = driver.line();
        if said.is_empty() {
            return None;
        }
        let port = said.split_once("successfully on port ").map(|(_, port)| port);
        if let Some(port) = port.and_then(|port| port.trim_end_matches('.').parse().ok()) {
            return Some(port);
        }
    }
}

fn chromium(profile: &Path) -> Capabilities {
    let profile = format!("--user-data-dir={}", profile.display());
    let arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1360,860",
        &profile,
    ];
    capability("goog:chromeOptions", json!({ "args": arguments }))
}

fn capability(name: &str, value: serde_json::Value) -> Capabilities {
    Capabilities::from_iter([(name.to_owned(), value)])
}

async fn connect(port: u16, capabilities: Capabilities) -> Client {
    let since = Instant::now();
    loop {
        let mut builder = ClientBuilder::native();
        let error = match builder
            .capabilities(capabilities.clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
        {
            Ok(client) => return client,
            Err(error) => error,
        };
        assert!(since.elapsed() < PATIENCE, "the driver never came up: {error}");
        tokio::task::yield_now().await;
    }
}
