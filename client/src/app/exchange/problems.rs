//! What could not be sent or taken in: told, tried again, and written out for whoever can help.

use std::{fs, path::Path as FilePath};

use data_encoding::BASE64;
use satchel_shared::window::SetAside;
use serde_json::json;

use crate::{
    app::{App, disk},
    error::AppError,
    vault::{records, sync_state},
};

impl App {
    /// What is set aside, the oldest first.
    ///
    /// # Errors
    /// As [`App::list`].
    pub fn problems(&self) -> Result<Vec<SetAside>, AppError> {
        self.with_open(|open| Ok(sync_state::set_aside(open.vault.read())?))
    }

    /// Tries everything again that is set aside: what came, at once; what headquarters refused, with the next sync. Gives what
    /// is still set aside.
    ///
    /// # Errors
    /// As [`App::list`].
    pub fn retry(&self) -> Result<Vec<SetAside>, AppError> {
        self.with_open(|open| {
            open.try_again()?;
            let now = open.environment.now_ms();
            let refused = sync_state::refused(open.vault.read())?;
            open.vault.write(|transaction| {
                for record in refused {
                    records::take_back(transaction, record)?;
                    records::wait(transaction, record, now)?;
                }
                Ok::<_, AppError>(())
            })
        })?;
        self.problems()
    }

    /// Writes what is set aside under a number to a file that is not there yet: what is wrong with it, and its bytes as they came;
    /// of what headquarters refused, the record's document. It holds what people wrote.
    ///
    /// # Errors
    /// [`AppError::NoProblem`], or what the disk says.
    pub fn export_problem(&self, number: i64, out: &FilePath) -> Result<(), AppError> {
        let all = self.problems()?;
        let found = all.into_iter().find(|it| it.number == number);
        let found = found.ok_or(AppError::NoProblem(number))?;
        let (bytes, what) = self.with_open(|open| {
            let came = sync_state::bytes(open.vault.read(), number)?;
            if came.is_empty() {
                return Ok((open.load(found.id)?.save(), "document"));
            }
            Ok((came, "update"))
        })?;
        let told = json!({
            "record": found.id,
            "at": found.at,
            "code": found.problem.code,
            "facts": found.problem.facts,
            what: BASE64.encode(&bytes),
        });
        let mut file = fs::File::create_new(out).map_err(|reason| disk(out, reason))?;
        serde_json::to_writer_pretty(&mut file, &told).map_err(|reason| disk(out, reason.into()))?;
        file.sync_all().map_err(|reason| disk(out, reason))
    }
}
