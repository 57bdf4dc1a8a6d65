//! The report of `inspect`, and what holds for every input.

use super::*;

#[test]
fn inspect_tells_what_was_understood() {
    let folder = Folder::new(&[
        ("a.csv", b"id;media;date;text;mood\n1;Echo;5 Dec 2024;Rain;grim\n2;Echo;03/04/2024;Sun;\n3;Post;;;\n4;Echo;;rain;\n"),
        ("x.pdf", b"%PDF"),
    ]);
    let report = inspect(&folder.load());
    for part in [
        "semicolon-separated",
        "plain",
        "media  ->  outlet",
        "kept as they are: mood",
        "1 of 2 articles have one, from 2024-12-05 to 2024-12-05",
        "1 dates could not be read",
        "Duplicates: 1 (duplicate 1)",
        "Skipped: 2 (empty_text 1, unknown_format 1)",
        "found 5 = read 2 + skipped 2 + duplicates 1",
    ] {
        assert!(report.contains(part), "{part} is not in\n{report}");
    }
}

#[test]
fn arbitrary_bytes_never_panic() {
    // A small generator of its own: the same bytes on every machine.
    let mut state = 0x2545_F491_4F6C_DD1Du64;
    let alphabet = b"\"',;:{}[]\\\n\r\t-+#=|ab1 \xc3\xbc\xe2\x80\x9c\xff\xfe\0u{d83d}NaN";
    for name in ["a.txt", "a.md", "a.csv", "a.tsv", "a.json", "a.jsonl", "a.parquet", "corpus.toml"] {
        for _ in 0..150 {
            let mut bytes = if name == "a.csv" { b"id,outlet,text\n".to_vec() } else { Vec::new() };
            for _ in 0..(state % 120) {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                bytes.push(alphabet[(state % alphabet.len() as u64) as usize]);
            }
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            if let Ok(corpus) = Folder::new(&[(name, &bytes), ("ok.txt", b"Rain.")]).try_load(&Options::default()) {
                checked(corpus);
            }
        }
    }
}

#[test]
fn the_same_input_gives_the_same_corpus() {
    let folder = Folder::new(&[("b.txt", b"B."), ("a.csv", b"id,outlet,text\n1,E,x\n2,E,y\n"), ("c.json", b"[{\"text\": \"z\"}]")]);
    let (one, two) = (folder.load(), folder.load());
    assert_eq!((one.articles.clone(), one.problems.clone(), inspect(&one)), (two.articles.clone(), two.problems.clone(), inspect(&two)));
    assert_eq!(one.files[0].sha256.len(), 64);
    assert!(Path::new(&one.files[0].path).ends_with("a.csv"));
}
