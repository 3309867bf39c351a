//! Which database a hub keeps its things in, as a person names it: `sqlite:PATH` or `postgres://…`.
//!
//! A name may hold a password: neither it nor anything made from it is ever printed.

use std::{fmt, path::PathBuf, str::FromStr};

use sqlx::postgres::PgConnectOptions;

/// A database's name as it was given.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseName(String);

impl From<String> for DatabaseName {
    fn from(name: String) -> Self {
        Self(name)
    }
}

impl fmt::Debug for DatabaseName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DatabaseName(…)")
    }
}

/// A database, which need not be there.
#[derive(Clone)]
pub enum Database {
    Sqlite(PathBuf),
    Postgres(Box<PgConnectOptions>),
}

impl fmt::Debug for Database {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => formatter.debug_tuple("Sqlite").field(path).finish(),
            Self::Postgres(_) => formatter.write_str("Postgres(…)"),
        }
    }
}

/// Why a name names no database.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseNameError {
    #[error("a database is named sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME")]
    UnknownKind,
    #[error("the name of the PostgreSQL database cannot be read; it looks like postgres://USER:PASSWORD@HOST/NAME")]
    Unreadable,
}

impl TryFrom<&DatabaseName> for Database {
    type Error = DatabaseNameError;

    fn try_from(DatabaseName(name): &DatabaseName) -> Result<Self, Self::Error> {
        if let Some(path) = name.strip_prefix("sqlite:").filter(|path| !path.is_empty()) {
            return Ok(Self::Sqlite(path.into()));
        }
        if !name.starts_with("postgres://") && !name.starts_with("postgresql://") {
            return Err(DatabaseNameError::UnknownKind);
        }
        // Its error may repeat a part of the name.
        let options = PgConnectOptions::from_str(name).map_err(|_| DatabaseNameError::Unreadable)?;
        Ok(Self::Postgres(Box::new(options.application_name("satchel-hub"))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Result<Database, DatabaseNameError> {
        Database::try_from(&DatabaseName::from(name.to_owned()))
    }

    #[test]
    fn a_database_is_known_by_how_its_name_begins() {
        assert!(matches!(named("sqlite:some/hub.db"), Ok(Database::Sqlite(path)) if path.as_os_str() == "some/hub.db"));
        assert!(matches!(
            named("postgres://db.example/satchel"),
            Ok(Database::Postgres(_))
        ));
        assert!(matches!(
            named("postgresql://db.example/satchel"),
            Ok(Database::Postgres(_))
        ));
        for name in ["", "sqlite:", "hub.db", "mysql://x/y"] {
            assert!(matches!(named(name), Err(DatabaseNameError::UnknownKind)), "{name}");
        }
    }

    #[test]
    fn a_password_is_in_nothing_that_can_be_printed() {
        let name = DatabaseName::from("postgres://hub:sesame@db.example/satchel".to_owned());
        let database = Database::try_from(&name).expect("a name");
        let wrong = named("postgres://hub:sesame@db.example:sesame/satchel").expect_err("no port");
        for printed in [
            format!("{name:?}"),
            format!("{database:?}"),
            format!("{wrong:?} {wrong}"),
        ] {
            assert!(!printed.contains("sesame"), "{printed}");
        }
    }
}
