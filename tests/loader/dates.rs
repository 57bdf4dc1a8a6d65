//! Dates as they are written, and those that are none.

use super::*;

#[test]
fn dates_as_they_are_written() {
    for (value, expected) in [
        ("2024-12-05", "2024-12-05"),
        ("2024/12/05", "2024-12-05"),
        ("2024-12-5", "2024-12-05"),
        ("20241205", "2024-12-05"),
        ("20241205T112100Z", "2024-12-05T11:21:00Z"),
        ("2024-12-05T11:21", "2024-12-05T11:21"),
        ("2024-12-05 11:21:33", "2024-12-05T11:21:33"),
        ("2024-12-05T11:21:33Z", "2024-12-05T11:21:33Z"),
        ("2024-12-05T11:21:33.123456+02:00", "2024-12-05T11:21:33+02:00"),
        ("2024-12-05T11:21:33-0330", "2024-12-05T11:21:33-03:30"),
        ("2024-12-05 11:21:33 +0000 UTC", "2024-12-05T11:21:33Z"),
        ("2024-12-05T11:21:33+01:00[Europe/Paris]", "2024-12-05T11:21:33+01:00"),
        ("Thu, 05 Dec 2024 11:21:00 +0200", "2024-12-05T11:21:00+02:00"),
        ("Thu, 05 Dec 2024 11:21:00 GMT", "2024-12-05T11:21:00Z"),
        ("Thu Dec 05 11:21:00 +0000 2024", "2024-12-05T11:21:00Z"),
        ("Wed 05 Apr 2017", "2017-04-05"),
        ("5 December 2024", "2024-12-05"),
        ("05 Dec 2024", "2024-12-05"),
        ("5-Dec-2024", "2024-12-05"),
        ("5th of December, 2024", "2024-12-05"),
        ("December 5th, 2024", "2024-12-05"),
        ("Dec 5, 2024 11:21 AM", "2024-12-05T11:21"),
        ("Dec. 5, 2024 12:05 a.m. EST", "2024-12-05T00:05-05:00"),
        ("December 5, 2024 at 11:21 pm", "2024-12-05T23:21"),
        ("11:21 May 5, 2024", "2024-05-05T11:21"),
        ("11 AM, 5 May 2024", "2024-05-05T11:00"),
        ("5 May 2024 11:21 IST", "2024-05-05T11:21"),
        ("Published: Thursday, 5 December 2024 | 11:21 UTC+3", "2024-12-05T11:21+03:00"),
        ("3 mars 2019", "2019-03-03"),
        ("5. Dezember 2024, 11:21 Uhr", "2024-12-05T11:21"),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024 09:30", "2024-12-25T09:30"),
        ("05.05.2024", "2024-05-05"),
        ("1733397660", "2024-12-05T11:21:00Z"),
        ("1733397660.0", "2024-12-05T11:21:00Z"),
        ("1733397660000", "2024-12-05T11:21:00Z"),
    ] {
        assert_eq!(date(value).as_deref(), Ok(expected), "{value}");
    }
}

#[test]
fn dates_that_are_none() {
    use parallax::corpus::date::DateFault::*;
    let impossible = |value: &str| matches!(date(value), Err(Impossible(_)));
    for value in
        ["2024-13-40", "2023-02-29", "1246-05-05", "5 December 1679", "32 May 2024", "2024-12-05 25:00", "2150-01-01", "2024-12-05 11:61"]
    {
        assert!(impossible(value), "{value}: {:?}", date(value));
    }
    for value in ["03/04/2024", "3.4.2024", "03-04-2024 11:21"] {
        assert_eq!(date(value), Err(Ambiguous), "{value}");
    }
    for value in ["2024-12", "December 2024", "2024"] {
        assert_eq!(date(value), Err(Partial), "{value}");
    }
    for value in
        ["yesterday", "two days ago", "5 December", "12/25/24", "0", "-1", "5 May 6 June 2024", "٥ ديسمبر", "\u{0}", "1", &"9".repeat(500)]
    {
        assert_eq!(date(value), Err(Unreadable), "{value}");
    }
}

#[test]
fn an_ambiguous_date_is_left_out_unless_the_user_decides() {
    let folder = Folder::new(&[("a.csv", b"id,outlet,date,text\n1,Echo,03/04/2024,Rain\n")]);
    let corpus = folder.load();
    assert_eq!(corpus.articles[0].published, None);
    assert_eq!((problem(&corpus, "ambiguous_date").line, problem(&corpus, "ambiguous_date").what.contains("03/04/2024")), (Some(1), true));
    let options = Options { date_order: DateOrder::DayFirst, ..Options::default() };
    assert_eq!(folder.load_with(&options).articles[0].published.as_deref(), Some("2024-04-03"));
    folder.add("corpus.toml", b"[corpus]\ndate_order = \"month-first\"\n");
    assert_eq!(folder.load().articles[0].published.as_deref(), Some("2024-03-04"));
}
