//! Headless Chromium, driven over WebDriver (W3C) by `chromedriver`: the few calls that taking a picture needs.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use data_encoding::BASE64;
use serde_json::{Value, json};

use crate::http;
use crate::running::Running;

/// How long one call, or something that is waited for, may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The key under which WebDriver names an element (section 12.1 of the standard).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Alone with the pages it is given: no sandbox of its own (a container is one), no talk with its maker.
const ARGUMENTS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--lang=en",
];

pub(super) struct Browser {
    driver: SocketAddr,
    session: String,
    /// Ends with this.
    _process: Running,
}

impl Browser {
    /// A browser whose pages are so large, whatever its own frame takes.
    pub(super) fn start(width: u32, height: u32) -> Result<Self> {
        let driver = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let mut command = Command::new("chromedriver");
        command
            .arg(format!("--port={}", driver.port()))
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let process = Running::start("chromedriver", command)?;
        let until = Instant::now() + PATIENCE;
        while http::request(driver, "GET", "/status", &[], PATIENCE).is_err() {
            if Instant::now() > until {
                bail!("chromedriver does not answer");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let wanted = json!({"capabilities": {"alwaysMatch": {"goog:chromeOptions": {"args": ARGUMENTS}}}});
        let made = call(driver, "POST", "/session", &wanted)?;
        let session = made["sessionId"]
            .as_str()
            .context("chromedriver gave no session")?
            .to_owned();
        let browser = Self {
            driver,
            session,
            _process: process,
        };
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        browser.post(
            "goog/cdp/execute",
            &json!({"cmd": "Emulation.setDeviceMetricsOverride", "params": size}),
        )?;
        Ok(browser)
    }

    pub(super) fn open(&self, address: &str) -> Result<()> {
        self.post("url", &json!({ "url": address })).map(drop)
    }

    /// Waits until an element is there and shown, and returns its name in this session.
    pub(super) fn find(&self, selector: &str) -> Result<String> {
        let until = Instant::now() + PATIENCE;
        loop {
            let found = self.post("element", &json!({"using": "css selector", "value": selector}));
            if let Some(element) = found.as_ref().ok().and_then(|element| element[ELEMENT].as_str()) {
                let shown = self.get(&format!("element/{element}/displayed"));
                if shown.is_ok_and(|shown| shown == true) {
                    return Ok(element.to_owned());
                }
            }
            if Instant::now() > until {
                bail!("the window shows no {selector}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    pub(super) fn click(&self, selector: &str) -> Result<()> {
        let element = self.find(selector)?;
        self.post(&format!("element/{element}/click"), &json!({})).map(drop)
    }

    /// Chooses one of what an element offers.
    pub(super) fn choose(&self, selector: &str, value: &str) -> Result<()> {
        self.find(selector)?;
        let choose = "const it = document.querySelector(arguments[0]); it.value = arguments[1];
            it.dispatchEvent(new Event('change', { bubbles: true }))";
        self.script(choose, &json!([selector, value])).map(drop)
    }

    /// Another place in the same window, without loading it anew.
    pub(super) fn go_to(&self, hash: &str) -> Result<()> {
        self.script("location.hash = arguments[0]", &json!([hash])).map(drop)
    }

    /// Waits for fonts and for what is still being drawn.
    pub(super) fn settle(&self) -> Result<()> {
        let drawn = "const done = arguments[0]; document.fonts.ready.then(() => setTimeout(done, 600))";
        self.post("execute/async", &json!({"script": drawn, "args": []}))
            .map(drop)
    }

    fn script(&self, script: &str, arguments: &Value) -> Result<Value> {
        self.post("execute/sync", &json!({"script": script, "args": arguments}))
    }

    pub(super) fn type_into(&self, selector: &str, text: &str) -> Result<()> {
        let element = self.find(selector)?;
        self.post(&format!("element/{element}/value"), &json!({ "text": text }))
            .map(drop)
    }

    /// What the window shows now, as a PNG.
    pub(super) fn picture(&self) -> Result<Vec<u8>> {
        let picture = self.get("screenshot")?;
        Ok(BASE64.decode(picture.as_str().context("chromedriver gave no picture")?.as_bytes())?)
    }

    fn get(&self, what: &str) -> Result<Value> {
        call(
            self.driver,
            "GET",
            &format!("/session/{}/{what}", self.session),
            &Value::Null,
        )
    }

    fn post(&self, what: &str, body: &Value) -> Result<Value> {
        call(self.driver, "POST", &format!("/session/{}/{what}", self.session), body)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Chromium ends with its session; a driver that was killed first would leave it behind.
        drop(call(
            self.driver,
            "DELETE",
            &format!("/session/{}", self.session),
            &Value::Null,
        ));
    }
}

fn call(driver: SocketAddr, method: &str, path: &str, body: &Value) -> Result<Value> {
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    let reply = http::request(driver, method, path, body.as_bytes(), PATIENCE)?;
    let mut answer: Value = serde_json::from_slice(&reply.body).context("chromedriver's answer is no JSON")?;
    if reply.status != 200 {
        bail!(
            "{}",
            answer["value"]["message"]
                .as_str()
                .unwrap_or("chromedriver refused without a reason")
        );
    }
    Ok(answer["value"].take())
}
