//! Comments stay in the office.

use super::*;

#[test]
fn a_version_holds_no_comment_and_is_not_another_for_one() {
    let mut a = Desk::new(1);
    a.edit(&[set("title", "One")]);
    let record = RecordId(Uuid::nil());
    let before = a.document.freeze(record);
    a.edit(&[
        set("comments[0].text", "Not yet"),
        set("comments[0].replies[0].text", "Why?"),
    ]);
    assert_eq!(a.document.view().content["comments"][0]["replies"][0]["text"], "Why?");
    let version = a.document.freeze(record);
    assert_eq!(version, before);
    assert!(!String::from_utf8_lossy(&version.to_bytes()).contains("comment"));
}
