//! Lines of JSON, one after another.

use super::*;

/// An article's id, or what is said of a line: id, kind, line.
type Line = Result<String, (Option<String>, &'static str, Option<usize>)>;

fn stream(text: &[u8]) -> Vec<Line> {
    let (options, words) = (Options::default(), CorpusWords::embedded());
    let items = stream_jsonl(text, "stdin", &options, &words);
    items.map(|item| item.map(|a| a.id).map_err(|p| (p.id, p.problem.kind, p.problem.line))).collect()
}

#[test]
fn the_stream_keeps_order_and_ids_and_goes_on_after_trouble() {
    let text = b"\xEF\xBB\xBF{\"id\": \"a\", \"outlet\": \"E\", \"text\": \"Rain.\"}\r\n\r\n{\"id\": \"x\", broken\n{\"id\": \"b\", \"outlet\": \"E\", \"text\": \"\"}\n{\"id\": \"a\", \"outlet\": \"E\", \"text\": \"Rain.\"}\n\0\0\n{\"id\": \"c\", \"outlet\": \"E\", \"date\": \"1/2/2024\", \"text\": \"Sun.\"}";
    assert_eq!(
        stream(text),
        [
            Ok("a".into()),
            Err((Some("x".into()), "bad_json", Some(3))),
            Err((Some("b".into()), "empty_text", Some(4))),
            Ok("a".into()),
            Err((None, "binary", Some(6))),
            Err((Some("c".into()), "ambiguous_date", Some(7))),
            Ok("c".into()),
        ]
    );
    assert_eq!(stream(b""), []);
    assert_eq!(stream(b"\n\n"), []);
}

#[test]
fn the_stream_gives_an_id_to_what_has_none_and_reads_odd_bytes() {
    assert_eq!(
        stream(b"{\"text\": \"Rain.\"}\n{\"text\": \"Sun.\"}"),
        [Err((None, "no_outlet", Some(1))), Ok("stdin#1".into()), Ok("stdin#2".into())]
    );
    assert_eq!(
        stream(b"{\"id\": 5, \"source\": \"E\", \"text\": \"caf\xe9 am\xe9ricain\"}"),
        [Err((Some("5".into()), "encoding", Some(1))), Ok("5".into())]
    );
}

#[test]
fn the_stream_changes_nothing_in_a_text() {
    let line = r#"{"id": "a", "outlet": "E", "text": "\n  “Rain”\r\n\tfell.\u00a0 \n"}"#;
    let (options, words) = (Options::default(), CorpusWords::embedded());
    let texts: Vec<_> = stream_jsonl(line.as_bytes(), "stdin", &options, &words).map(|i| i.expect("an article").text).collect();
    assert_eq!(texts, ["\n  “Rain”\r\n\tfell.\u{a0} \n"]);
}

#[test]
fn the_stream_passes_over_a_line_without_end() {
    let endless = std::io::Read::take(std::io::repeat(b'x'), 70 << 20);
    let text = std::io::Read::chain(endless, &b"\n{\"id\": \"a\", \"outlet\": \"E\", \"text\": \"Rain.\"}\n"[..]);
    let (options, words) = (Options::default(), CorpusWords::embedded());
    let kinds: Vec<_> = stream_jsonl(std::io::BufReader::new(text), "stdin", &options, &words)
        .map(|i| i.map(|a| a.id).map_err(|p| p.problem.kind))
        .collect();
    assert_eq!(kinds, [Err("line_too_long"), Ok("a".to_string())]);
}
