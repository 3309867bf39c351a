//! A window that axe looks at, page after page.

use satchel_tests::{
    Device,
    device::PASSPHRASE,
    window::{Engine, Window},
};
use serde_json::{Value, json};

/// What WebDriver sends for the key.
pub(super) const ESCAPE: &str = "\u{e00c}";
/// A tablet held upright, and a telephone.
const SMALL: [(u32, u32); 2] = [(768, 1024), (390, 844)];
const DESK: (u32, u32) = (1360, 860);
/// What is narrower than what stands in it, so that it would have to be moved sideways.
const BESIDE: &str = r"
const panes = [document.documentElement, ...document.querySelectorAll('main, .list, .rail, .menu, dialog .inside')];
const beside = panes.filter((it) => it.clientWidth > 1 && it.scrollWidth > it.clientWidth);
arguments[0](beside.map((it) => `${it.tagName.toLowerCase()}.${it.className}, by ${it.scrollWidth - it.clientWidth} pixels`));
";

/// A window that is looked at, and what axe found in it.
pub(super) struct Looked {
    pub(super) window: Window,
    axe: String,
    pub(super) pages: usize,
    pub(super) found: Vec<String>,
}

impl Looked {
    pub(super) async fn new(device: &Device, query: &str, axe: &str) -> Self {
        let window = Window::open_as(Engine::Browser, device, query).await;
        Self {
            window,
            axe: axe.to_owned(),
            pages: 0,
            found: Vec::new(),
        }
    }

    /// The same, unlocked, and where something is.
    pub(super) async fn unlocked(device: &Device, query: &str, axe: &str, at: &str) -> Self {
        let looked = Self::new(device, query, axe).await;
        looked.window.write("#passphrase", PASSPHRASE).await;
        looked.window.press("#unlock").await;
        looked.window.find(at).await;
        looked
    }

    /// Lets axe look at the page as it is now, once it has stopped moving.
    pub(super) async fn look(&mut self, page: &str) {
        const LOOK: &str = r"
            const [source, done] = arguments;
            if (!window.axe) { (0, eval)(source); }
            const still = Promise.all(document.getAnimations().map((it) => it.finished.catch(() => null)));
            const tell = (it) => it.nodes.map((node) =>
                `${it.id} at ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`);
            still.then(() => axe.run(document, { resultTypes: ['violations'] }))
                .then((told) => done(told.violations.flatMap(tell)), (error) => done([`axe failed: ${error}`]));";
        let told = self.window.script(LOOK, vec![json!(self.axe)]).await;
        let told = told.as_array().expect("a list").iter().filter_map(Value::as_str);
        self.found.extend(told.map(|it| format!("{page}: {it}")));
        self.pages += 1;
    }

    /// Looks at the page as it is now on a tablet and on a telephone, where nothing may stand beside the page either.
    pub(super) async fn look_small(&mut self, page: &str) {
        for (width, height) in SMALL {
            self.window.resize(width, height).await;
            let page = format!("{page}, {width} pixels wide");
            let beside = self.window.script(BESIDE, Vec::new()).await;
            let beside = beside.as_array().expect("a list").iter().filter_map(Value::as_str);
            self.found
                .extend(beside.map(|it| format!("{page}: something stands beside {it}")));
            self.look(&page).await;
        }
        self.window.resize(DESK.0, DESK.1).await;
    }

    pub(super) async fn go(&self, hash: &str, css: &str) {
        let go = "location.hash = arguments[0]; arguments[1]()";
        self.window.script(go, vec![json!(hash)]).await;
        self.window.find(css).await;
    }

    /// Opens a dialog and looks at it.
    pub(super) async fn open(&mut self, button: &str, dialog: &str) {
        self.window.press(button).await;
        self.window.find(dialog).await;
        self.look(dialog).await;
    }

    /// Closes what is open.
    pub(super) async fn close(&self, dialog: &str) {
        self.window.write("body", ESCAPE).await;
        while self.window.count(dialog).await > 0 {
            tokio::task::yield_now().await;
        }
    }

    /// Opens a dialog, looks at it, and closes it.
    pub(super) async fn look_in(&mut self, button: &str, dialog: &str) {
        self.open(button, dialog).await;
        self.close(dialog).await;
    }

    pub(super) async fn choose(&self, css: &str, value: &str) {
        let choose = "const [css, value, done] = arguments; const select = document.querySelector(css);
            select.value = value; select.dispatchEvent(new Event('change', { bubbles: true })); done()";
        self.window.find(css).await;
        self.window.script(choose, vec![css.into(), value.into()]).await;
    }

    /// Chooses a picture of this width as a file to be attached.
    pub(super) async fn attach_picture(&self, width: u32) {
        let attach = "const [width, done] = arguments; const canvas = document.createElement('canvas');
            canvas.width = width; canvas.height = 40; canvas.getContext('2d').fillRect(0, 0, width, 40);
            canvas.toBlob((picture) => {
                const files = new DataTransfer(); files.items.add(new File([picture], `${width}.png`, { type: 'image/png' }));
                const input = document.querySelector('#attachment-files'); input.files = files.files;
                input.dispatchEvent(new Event('change', { bubbles: true })); done(); }, 'image/png')";
        self.window.find("#attachment-files").await;
        self.window.script(attach, vec![json!(width)]).await;
    }

    pub(super) async fn ids(&self, css: &str) -> Vec<String> {
        let ids = "arguments[1]([...document.querySelectorAll(arguments[0])].map((it) => it.id))";
        let told = self.window.script(ids, vec![json!(css)]).await;
        let told = told.as_array().expect("a list").iter().filter_map(Value::as_str);
        told.map(str::to_owned).collect()
    }
}
