//! The back end of the window: one door for all its requests, whichever carrier brings them.

pub mod loopback;

use satchel_shared::{
    Problem,
    window::{
        AddComment, AddOffice, AddPiece, AddToSatchel, BeginAttachment, BeginSatchel, CancelAttachment, CopyRecord,
        CountRecommendations, CreateRecord, CreateVault, Decide, DecideOnOffice, EditRecord, Enrol, EnterContributions,
        EnterIntoFund, ExportFund, FinishAttachment, GetBoard, GetColleagues, GetComparison, GetCoordination, GetDesk,
        GetFund, GetFundable, GetFunds, GetGaps, GetGuests, GetHistory, GetHome, GetMoment, GetOffice, GetPartners,
        GetPictures, GetPublic, GetRecommendationFacets, GetRelated, GetSavedFilters, GetSession, GetStatement,
        GetSyncState, Invite, KeepSavedFilters, ListOffices, ListRecords, Lock, MarkSeen, OpenAssessment, OpenRecord,
        PackSatchel, Piece, PlanActivity, ProposeTheme, ReadContributions, ReadPiece, ReadSatchel, ReplaceKey,
        ReplyToComment, Request, ResolveComment, RestoreRecord, RetryProblems, SearchRecommendations, Session,
        SetLinkUse, SetPictures, ShareRecord, StopSync, SubmitRecord, SyncNow, Unlock, UnpackSatchel, WaitForNews,
    },
};
use serde_json::Value;

use crate::{App, AppError, vault::Passphrase};

impl App {
    /// Answers a request of the window, by its command's name. Blocks while the disk or, for a sync, the network is at work.
    ///
    /// # Errors
    /// The [`Problem`] that the window tells the person.
    pub fn call(&self, command: &str, request: Value) -> Result<Value, Problem> {
        match command {
            GetSession::COMMAND => answer(request, |GetSession {}| self.session()),
            CreateVault::COMMAND => answer(request, |it: CreateVault| {
                self.create_vault(&Passphrase::new(it.passphrase))?;
                self.session()
            }),
            Unlock::COMMAND => answer(request, |it: Unlock| {
                self.unlock(&Passphrase::new(it.passphrase))?;
                self.session()
            }),
            Lock::COMMAND => answer(request, |Lock {}| {
                self.lock();
                self.session()
            }),
            Enrol::COMMAND => answer(request, |it: Enrol| -> Result<Session, AppError> {
                self.enrol(&it.url, &it.code)?;
                self.session()
            }),
            GetHome::COMMAND => answer(request, |GetHome {}| self.home()),
            MarkSeen::COMMAND => answer(request, |it: MarkSeen| self.mark_seen(it.up_to)),
            ListRecords::COMMAND => answer(request, |it: ListRecords| self.list(&it)),
            GetSavedFilters::COMMAND => answer(request, |GetSavedFilters {}| self.saved_filters()),
            KeepSavedFilters::COMMAND => answer(request, |it: KeepSavedFilters| self.keep_filters(&it.filters)),
            CreateRecord::COMMAND => answer(request, |it: CreateRecord| self.create(it.kind)),
            OpenRecord::COMMAND => answer(request, |it: OpenRecord| self.view(it.id)),
            CopyRecord::COMMAND => answer(request, |it: CopyRecord| self.copy(it.id)),
            EditRecord::COMMAND => answer(request, |it: EditRecord| self.edit_record(&it)),
            SubmitRecord::COMMAND => answer(request, |it: SubmitRecord| self.submit(it.id)),
            ShareRecord::COMMAND => answer(request, |it: ShareRecord| self.share(it.id)),
            ProposeTheme::COMMAND => answer(request, |it: ProposeTheme| self.propose(it.id)),
            GetPublic::COMMAND => answer(request, |it: GetPublic| self.public(it.id)),
            Decide::COMMAND => answer(request, |it: Decide| self.decide(it.id, it.what)),
            GetPartners::COMMAND => answer(request, |_: GetPartners| self.partners()),
            GetGuests::COMMAND => answer(request, |GetGuests {}| self.guests()),
            GetDesk::COMMAND => answer(request, |GetDesk {}| self.desk()),
            GetBoard::COMMAND => answer(request, |it: GetBoard| self.board(&it)),
            ListOffices::COMMAND => answer(request, |ListOffices {}| self.offices()),
            GetOffice::COMMAND => answer(request, |it: GetOffice| self.office(it.id)),
            AddOffice::COMMAND => answer(request, |it: AddOffice| self.add_office(it)),
            Invite::COMMAND => answer(request, |it: Invite| self.invite(it)),
            ReplaceKey::COMMAND => answer(request, |_: ReplaceKey| self.replace_key()),
            DecideOnOffice::COMMAND => answer(request, |it: DecideOnOffice| self.decide_on_office(it.office, it.what)),
            GetFunds::COMMAND => answer(request, |GetFunds {}| self.funds()),
            GetFund::COMMAND => answer(request, |it: GetFund| self.fund(it.fund)),
            GetFundable::COMMAND => answer(request, |GetFundable {}| self.fundable()),
            EnterIntoFund::COMMAND => answer(request, |it: EnterIntoFund| self.enter(it.fund, it.what)),
            ReadContributions::COMMAND => answer(request, |it: ReadContributions| {
                self.read_contributions(it.fund, &it.bytes.0)
            }),
            EnterContributions::COMMAND => answer(request, |it: EnterContributions| {
                self.enter_contributions(it.fund, it.contributions)
            }),
            ExportFund::COMMAND => answer(request, |it: ExportFund| self.export_fund(it.fund)),
            GetRelated::COMMAND => answer(request, |it: GetRelated| self.related(it.id)),
            OpenAssessment::COMMAND => answer(request, |it: OpenAssessment| self.assessment(it.id)),
            PlanActivity::COMMAND => answer(request, |it: PlanActivity| self.plan_activity(it.id)),
            GetHistory::COMMAND => answer(request, |it: GetHistory| self.history(it.id)),
            GetMoment::COMMAND => answer(request, |it: GetMoment| self.view_at(it.id, &it.at)),
            GetComparison::COMMAND => answer(request, |it: GetComparison| self.compare(it.id, &it.from, &it.to)),
            RestoreRecord::COMMAND => answer(request, |it: RestoreRecord| self.restore(it.id, &it.to)),
            AddComment::COMMAND => answer(request, |it: AddComment| {
                self.comment(it.id, it.on.as_ref(), &it.text)?;
                self.view(it.id)
            }),
            ReplyToComment::COMMAND => answer(request, |it: ReplyToComment| {
                self.reply(it.id, it.comment, &it.text)?;
                self.view(it.id)
            }),
            ResolveComment::COMMAND => answer(request, |it: ResolveComment| {
                self.resolve_comment(it.id, it.comment, it.resolved)?;
                self.view(it.id)
            }),
            BeginAttachment::COMMAND => answer(request, |it: BeginAttachment| self.begin_attachment(&it)),
            AddPiece::COMMAND => answer(request, |it: AddPiece| self.add_piece(it.upload, &it.piece.0)),
            FinishAttachment::COMMAND => answer(request, |it: FinishAttachment| self.finish_attachment(&it)),
            CancelAttachment::COMMAND => answer(request, |it: CancelAttachment| self.cancel_attachment(it.upload)),
            ReadPiece::COMMAND => answer(request, |it: ReadPiece| self.read_piece(&it.hash, it.place).map(Piece)),
            GetPictures::COMMAND => answer(request, |GetPictures {}| self.pictures()),
            SetPictures::COMMAND => answer(request, |SetPictures(it)| self.set_pictures(it)),
            SearchRecommendations::COMMAND => {
                answer(request, |it: SearchRecommendations| self.search_recommendations(&it))
            }
            CountRecommendations::COMMAND => {
                answer(request, |it: CountRecommendations| self.count_recommendations(&it))
            }
            GetRecommendationFacets::COMMAND => {
                answer(request, |GetRecommendationFacets {}| self.recommendation_facets())
            }
            GetStatement::COMMAND => answer(request, |it: GetStatement| self.statement(&it)),
            GetCoordination::COMMAND => answer(request, |it: GetCoordination| self.coordination(&it)),
            GetGaps::COMMAND => answer(request, |it: GetGaps| self.gaps(&it)),
            SyncNow::COMMAND => answer(request, |it: SyncNow| {
                if it.with_files {
                    self.sync_with_files()
                } else {
                    self.sync()
                }
            }),
            RetryProblems::COMMAND => answer(request, |RetryProblems {}| self.retry()),
            SetLinkUse::COMMAND => answer(request, |SetLinkUse(how)| self.set_link_use(how)),
            WaitForNews::COMMAND => answer(request, |WaitForNews {}| self.wait_for_news()),
            StopSync::COMMAND => answer(request, |StopSync {}| {
                self.stop_sync();
                Ok(())
            }),
            GetSyncState::COMMAND => answer(request, |GetSyncState {}| self.sync_state()),
            GetColleagues::COMMAND => answer(request, |GetColleagues {}| self.colleagues()),
            PackSatchel::COMMAND => answer(request, |it: PackSatchel| self.pack_for_window(&it.receiver)),
            ReadSatchel::COMMAND => answer(request, |it: ReadSatchel| self.read_packed(it.place).map(Piece)),
            BeginSatchel::COMMAND => answer(request, |BeginSatchel {}| self.begin_satchel()),
            AddToSatchel::COMMAND => answer(request, |it: AddToSatchel| self.add_to_satchel(&it.piece.0)),
            UnpackSatchel::COMMAND => answer(request, |it: UnpackSatchel| self.unpack_handed_over(&it.name)),
            unknown => Err(AppError::BadRequest(format!("no command {unknown:.60}")).into()),
        }
    }
}

/// Reads a request, and writes the reply of its own type: what the compiler lets through, the window can read.
fn answer<R: Request>(request: Value, work: impl FnOnce(R) -> Result<R::Reply, AppError>) -> Result<Value, Problem> {
    let bad = |error: serde_json::Error| Problem::from(AppError::BadRequest(error.to_string()));
    let request = serde_json::from_value(request).map_err(bad)?;
    serde_json::to_value(work(request)?).map_err(bad)
}

#[cfg(test)]
mod tests {
    use satchel_shared::window::COMMANDS;

    use super::*;

    #[test]
    fn every_command_of_the_window_has_its_answer() {
        let folder = tempfile::tempdir().expect("a folder");
        let app = App::new(folder.path().to_owned());
        for command in COMMANDS {
            // A request without its fields is refused as such; only an unknown command is refused by its name.
            if let Err(problem) = app.call(command, Value::Null) {
                let reason = problem.facts.get("reason").cloned().unwrap_or_default();
                assert!(!reason.starts_with("no command"), "{command}: {problem:?}");
            }
        }
        let unknown = app.call("format_disk", Value::Null).expect_err("no such command");
        assert_eq!(unknown.code, "bad-request");
    }
}
