//! Light or dark: as the system says, or as the person chose on this machine. `?theme=dark` in the address goes first.

use crate::browser;

const KEY: &str = "satchel-theme";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.word() == word)
    }

    pub(crate) fn chosen() -> Self {
        let remembered = || browser::remembered()?.get_item(KEY).ok().flatten();
        browser::query("theme")
            .or_else(remembered)
            .and_then(|word| Self::read(&word))
            .unwrap_or_default()
    }

    /// Shows the theme.
    pub(crate) fn show(self) {
        if let Some(root) = browser::document().and_then(|document| document.document_element()) {
            root.set_attribute("data-theme", self.word()).ok();
        }
    }

    /// Shows the theme, now and the next time.
    pub(crate) fn choose(self) {
        self.show();
        if let Some(storage) = browser::remembered() {
            storage.set_item(KEY, self.word()).ok();
        }
    }
}
