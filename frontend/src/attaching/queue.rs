//! Which of a record's files comes next, and what becomes of it: the state machine, without a browser.
//!
//! Files come one after another: each is one edit, kept before the next begins. What one file meets leaves the others alone.

use std::collections::VecDeque;

use satchel_shared::{
    Problem,
    window::{Attached, PictureNotes, Pictures, Upload},
};

/// A file that was given, as the window knows it before a byte is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Given<File> {
    pub(crate) file: File,
    pub(crate) name: String,
    pub(crate) bytes: u64,
}

/// The file that is coming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Coming {
    pub(crate) name: String,
    pub(crate) bytes: u64,
    pub(crate) sent: u64,
    stage: Stage,
}

/// What a person said to the question about a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chosen {
    /// For this one and those to come.
    ForAll(Pictures),
    ForThis(Pictures),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    Sending,
    /// Somebody does not want it any more.
    Stopped,
    Sent(Upload, Option<Chosen>),
    Finishing(Upload),
    /// A person says what is done with pictures.
    Asking(Upload, PictureNotes),
    /// It was sent, and is not to be attached.
    LeftOut(Upload),
}

/// What is to be asked of the back end now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step<File> {
    /// The answer goes to [`Queue::came`].
    Send(File),
    /// The answer goes to [`Queue::finished`].
    Finish(Upload, Option<Chosen>),
    GiveUp(Upload),
    Nothing,
}

/// The files of one record that are not attached yet.
#[derive(Debug)]
pub(crate) struct Queue<File> {
    waiting: VecDeque<Given<File>>,
    coming: Option<Coming>,
    problems: Vec<Problem>,
}

impl<File> Default for Queue<File> {
    fn default() -> Self {
        Self {
            waiting: VecDeque::new(),
            coming: None,
            problems: Vec::new(),
        }
    }
}

impl<File> Queue<File> {
    pub(crate) fn add(&mut self, files: Vec<Given<File>>) {
        if files.is_empty() {
            return;
        }
        if self.left() == 0 {
            self.problems.clear();
        }
        self.waiting.extend(files);
    }

    /// How many are not attached yet.
    pub(crate) fn left(&self) -> usize {
        self.waiting.len() + usize::from(self.coming.is_some())
    }

    pub(crate) fn coming(&self) -> Option<&Coming> {
        self.coming.as_ref()
    }

    /// The file that came and what to ask about it; none while nothing is asked.
    pub(crate) fn asking(&self) -> Option<(String, PictureNotes)> {
        let coming = self.coming.as_ref()?;
        match coming.stage {
            Stage::Asking(_, notes) => Some((coming.name.clone(), notes)),
            Stage::Sending | Stage::Stopped | Stage::Sent(..) | Stage::Finishing(_) | Stage::LeftOut(_) => None,
        }
    }

    /// Why files were not attached.
    pub(crate) fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// So many bytes went; says whether to go on.
    pub(crate) fn sent(&mut self, bytes: u64) -> bool {
        self.coming.as_mut().is_some_and(|coming| {
            coming.sent = bytes;
            coming.stage == Stage::Sending
        })
    }

    /// What to ask now.
    pub(crate) fn next(&mut self) -> Step<File> {
        let Some(coming) = &mut self.coming else {
            let Some(Given { file, name, bytes }) = self.waiting.pop_front() else {
                return Step::Nothing;
            };
            self.coming = Some(Coming {
                name,
                bytes,
                sent: 0,
                stage: Stage::Sending,
            });
            return Step::Send(file);
        };
        match coming.stage {
            Stage::Sent(upload, pictures) => {
                coming.stage = Stage::Finishing(upload);
                Step::Finish(upload, pictures)
            }
            Stage::LeftOut(upload) => {
                self.coming = None;
                Step::GiveUp(upload)
            }
            Stage::Sending | Stage::Stopped | Stage::Finishing(_) | Stage::Asking(..) => Step::Nothing,
        }
    }

    /// The answer to [`Step::Send`]; none where it was stopped, and nothing of it stayed.
    pub(crate) fn came(&mut self, answer: Result<Option<Upload>, Problem>) {
        let Some(coming) = &mut self.coming else { return };
        match answer {
            Ok(Some(upload)) => {
                // Stopped as its last piece went.
                coming.stage = if coming.stage == Stage::Stopped {
                    Stage::LeftOut(upload)
                } else {
                    Stage::Sent(upload, None)
                };
            }
            Ok(None) => self.coming = None,
            Err(problem) => self.failed(problem),
        }
    }

    /// The answer to [`Step::Finish`]; says whether the record has the file now.
    pub(crate) fn finished(&mut self, answer: Result<Attached, Problem>) -> bool {
        match answer {
            Ok(Attached::Kept(_)) => {
                self.coming = None;
                return true;
            }
            Ok(Attached::KeptLarge(file)) => {
                self.failed(Problem::new("picture-stays-large").with("name", file.name));
                return true;
            }
            Ok(Attached::Ask(notes)) => {
                if let Some(coming) = &mut self.coming
                    && let Stage::Finishing(upload) = coming.stage
                {
                    coming.stage = Stage::Asking(upload, notes);
                }
            }
            Err(problem) => self.failed(problem),
        }
        false
    }

    fn failed(&mut self, problem: Problem) {
        self.coming = None;
        self.problems.push(problem);
    }

    /// A person said what is done with pictures.
    pub(crate) fn choose(&mut self, pictures: Pictures) {
        self.answer(|upload| Stage::Sent(upload, Some(Chosen::ForAll(pictures))));
    }

    /// A person attaches this picture although it keeps telling.
    pub(crate) fn attach_anyway(&mut self, pictures: Pictures) {
        self.answer(|upload| Stage::Sent(upload, Some(Chosen::ForThis(pictures))));
    }

    /// The picture that was asked about is not attached; the others come.
    pub(crate) fn leave_out(&mut self) {
        self.answer(Stage::LeftOut);
    }

    fn answer(&mut self, stage: impl FnOnce(Upload) -> Stage) {
        if let Some(coming) = &mut self.coming
            && let Stage::Asking(upload, _) = coming.stage
        {
            coming.stage = stage(upload);
        }
    }

    /// No more files come, nor the rest of the one that is coming.
    pub(crate) fn stop(&mut self) {
        self.waiting.clear();
        let Some(coming) = &mut self.coming else { return };
        match coming.stage {
            Stage::Sending => coming.stage = Stage::Stopped,
            Stage::Sent(upload, _) | Stage::Asking(upload, _) => coming.stage = Stage::LeftOut(upload),
            // It is being attached already.
            Stage::Stopped | Stage::Finishing(_) | Stage::LeftOut(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use satchel_shared::attachment::Attachment;

    use super::*;

    const BOTH: Pictures = Pictures {
        smaller: true,
        without_location: true,
    };

    fn given(name: &'static str) -> Given<&'static str> {
        Given {
            file: name,
            name: name.to_owned(),
            bytes: 10,
        }
    }

    fn queue(names: &[&'static str]) -> Queue<&'static str> {
        let mut queue = Queue::default();
        queue.add(names.iter().map(|name| given(name)).collect());
        queue
    }

    fn kept() -> Result<Attached, Problem> {
        Ok(Attached::Kept(file()))
    }

    fn file() -> Attachment {
        let item = "0192f0c4-7a6e-7cc3-98c4-dc0c0c07398f".parse().expect("an id");
        Attachment {
            item,
            hash: String::new(),
            name: String::new(),
            bytes: 10,
            media_type: String::new(),
            caption: String::new(),
            confidential: false,
        }
    }

    fn notes() -> PictureNotes {
        PictureNotes {
            is_large: true,
            ..PictureNotes::default()
        }
    }

    #[test]
    fn files_come_one_after_another() {
        let mut queue = queue(&["a", "b"]);
        assert_eq!(queue.next(), Step::Send("a"));
        assert_eq!(queue.next(), Step::Nothing);
        assert!(queue.sent(5));
        queue.came(Ok(Some(Upload(1))));
        assert_eq!(queue.next(), Step::Finish(Upload(1), None));
        assert_eq!((queue.next(), queue.left()), (Step::Nothing, 2));
        assert!(queue.finished(kept()));
        assert_eq!(queue.next(), Step::Send("b"));
    }

    #[test]
    fn a_picture_that_keeps_telling_is_attached_once_somebody_says_so_and_that_is_not_remembered() {
        let mut queue = queue(&["a", "b"]);
        queue.next();
        queue.came(Ok(Some(Upload(1))));
        queue.next();
        queue.finished(Ok(Attached::Ask(notes())));
        queue.attach_anyway(BOTH);
        assert_eq!(queue.next(), Step::Finish(Upload(1), Some(Chosen::ForThis(BOTH))));
        assert!(queue.finished(kept()));
        assert_eq!(queue.next(), Step::Send("b"));
    }

    #[test]
    fn a_picture_that_is_not_to_be_attached_leaves_the_other_files_to_come() {
        let mut queue = queue(&["a", "b"]);
        queue.next();
        queue.came(Ok(Some(Upload(1))));
        queue.next();
        assert!(!queue.finished(Ok(Attached::Ask(notes()))));
        assert_eq!(
            (queue.asking(), queue.next()),
            (Some(("a".to_owned(), notes())), Step::Nothing)
        );
        queue.leave_out();
        assert_eq!((queue.asking(), queue.next()), (None, Step::GiveUp(Upload(1))));
        assert_eq!(queue.next(), Step::Send("b"));
    }

    #[test]
    fn a_picture_is_finished_as_a_person_chose() {
        let mut queue = queue(&["a"]);
        queue.next();
        queue.came(Ok(Some(Upload(1))));
        queue.next();
        queue.finished(Ok(Attached::Ask(notes())));
        queue.choose(BOTH);
        assert_eq!(queue.next(), Step::Finish(Upload(1), Some(Chosen::ForAll(BOTH))));
    }

    #[test]
    fn a_picture_that_stays_large_is_there_and_that_is_told() {
        let mut queue = queue(&["a", "b"]);
        queue.next();
        queue.came(Ok(Some(Upload(1))));
        queue.next();
        assert!(queue.finished(Ok(Attached::KeptLarge(file()))));
        assert_eq!(queue.problems()[0].code, "picture-stays-large");
        assert_eq!(queue.next(), Step::Send("b"));
    }

    #[test]
    fn what_one_file_meets_is_told_until_others_are_given() {
        let mut queue = queue(&["a", "b"]);
        queue.next();
        queue.came(Err(Problem::new("file-too-large")));
        assert_eq!(queue.next(), Step::Send("b"));
        queue.add(vec![given("c")]);
        assert_eq!(queue.problems().len(), 1);
        for upload in [2, 3] {
            queue.came(Ok(Some(Upload(upload))));
            queue.next();
            queue.finished(kept());
            queue.next();
        }
        queue.add(Vec::new());
        assert_eq!((queue.left(), queue.problems().len()), (0, 1));
        queue.add(vec![given("d")]);
        assert_eq!(queue.problems(), []);
    }

    #[test]
    fn stopping_leaves_out_all_that_is_not_attached() {
        let mut sending = queue(&["a", "b"]);
        sending.next();
        sending.stop();
        assert!(!sending.sent(5));
        sending.came(Ok(None));
        assert_eq!((sending.next(), sending.left()), (Step::Nothing, 0));

        let mut last_piece = queue(&["a", "b"]);
        last_piece.next();
        last_piece.stop();
        last_piece.came(Ok(Some(Upload(1))));
        assert_eq!(last_piece.next(), Step::GiveUp(Upload(1)));
        assert_eq!((last_piece.next(), last_piece.left()), (Step::Nothing, 0));
    }
}
