//! Folders, patterns, ids and copies.

use super::*;

#[test]
fn ids_are_unique() {
    let corpus = one("a.jsonl", b"{\"id\": \"1\", \"outlet\": \"E\", \"text\": \"Rain.\"}\n{\"id\": \"1\", \"outlet\": \"E\", \"text\": \"Sun.\"}\n{\"id\": \"1#2\", \"outlet\": \"E\", \"text\": \"Fog.\"}\n{\"outlet\": \"E\", \"text\": \"Snow.\"}");
    assert_eq!(corpus.articles.iter().map(|a| a.id.as_str()).collect::<Vec<_>>(), ["1", "1#2", "1#2#2", "a.jsonl#4"]);
    assert_eq!(kinds(&corpus), ["same_id", "same_id"]);
    let corpus = Folder::new(&[("x/a.txt", b"Rain."), ("y/a.txt", b"Sun.")]).load();
    assert_eq!(corpus.articles.iter().map(|a| a.id.as_str()).collect::<Vec<_>>(), ["x/a.txt", "y/a.txt"]);
}

#[test]
fn copies_of_one_outlet_are_duplicates_and_syndication_is_not() {
    let corpus = one(
        "a.csv",
        b"id,outlet,url,text\n1,Echo,,Rain  fell.\n2,echo,,rain fell.\n3,Post,https://www.p.example/1/,Rain fell.\n4,P,http://p.example/1#top,Rain fell.\n5,Echo,,Sun\n",
    );
    assert_eq!(corpus.articles.iter().map(|a| a.id.as_str()).collect::<Vec<_>>(), ["1", "3", "5"]);
    let outcomes: Vec<_> = corpus.inputs.iter().map(|i| i.outcome.clone()).collect();
    assert_eq!(outcomes[1], Outcome::Duplicate("1".into()));
    assert_eq!(outcomes[3], Outcome::Duplicate("3".into()));
    let what = &problem(&corpus, "same_text").what;
    assert!(what.contains("\"3\" (Post)") && what.contains("\"1\" (Echo)"), "{what}");
}

#[test]
fn folders_are_walked_in_order_and_what_is_no_article_is_said() {
    let folder = Folder::new(&[
        ("b.txt", b"B."),
        ("a.txt", b"A."),
        ("sub/c.txt", b"C."),
        ("README.md", b"Read me."),
        (".hidden", b"x"),
        (".git/config.txt", b"x"),
        ("~$lock.docx", b"x"),
        ("nexis.docx", b"PK"),
        ("picture.png", b"x"),
        ("LISTING", b"x"),
    ]);
    let corpus = folder.load();
    assert_eq!(corpus.articles.iter().map(|a| a.id.as_str()).collect::<Vec<_>>(), ["a.txt", "b.txt", "sub/c.txt"]);
    assert_eq!(corpus.counts().skipped, 3);
    assert!(corpus.problems.iter().any(|p| p.what.contains("word-processor") && p.remedy.contains("plain text")));
    assert!(problem(&corpus, "no_outlet").what.starts_with("text files that name no outlet: 3;"));
}

#[test]
fn nothing_to_read_is_exit_3_and_says_what_was_looked_for() {
    let empty = Folder::new(&[]);
    let error = empty.try_load(&Options::default()).expect_err("nothing");
    assert_eq!(error.exit_code(), 3);
    assert!(error.to_string().contains(".txt") && error.to_string().contains(&empty.0.path().display().to_string()), "{error}");
    let error = fails("a.txt", b" \n\t ");
    assert!(error.to_string().contains("empty"), "{error}");
    assert!(fails("a.pdf", b"%PDF").to_string().contains(".pdf is a word-processor or PDF document"));
}

#[test]
fn a_path_that_is_not_there_is_a_usage_error() {
    let words = CorpusWords::embedded();
    for path in ["/no/such/folder", "/no/such/*.txt", "no-such-file.txt", ""] {
        assert_eq!(load(&[PathBuf::from(path)], &Options::default(), &words).expect_err(path).exit_code(), 2, "{path}");
    }
}

#[test]
fn patterns_are_expanded_and_a_file_named_twice_is_read_once() {
    let folder = Folder::new(&[("a1.txt", b"A."), ("a2.txt", b"B."), ("b1.txt", b"C."), ("sub/a1.txt", b"D.")]);
    let read = |patterns: &[&str]| {
        let inputs: Vec<PathBuf> = patterns.iter().map(|p| folder.path(p)).collect();
        let corpus = checked(load(&inputs, &Options::default(), &CorpusWords::embedded()).expect("files"));
        corpus.articles.iter().map(|a| a.text.clone()).collect::<String>()
    };
    assert_eq!(read(&["a?.txt"]), "A.B.");
    assert_eq!(read(&["*.txt", "a1.txt"]), "A.B.C.");
    assert_eq!(read(&["s*/a*.txt", "b1.txt"]), "D.C.");
    assert!(parallax::corpus::find::matches("a*b*c", "aXbYbZc") && !parallax::corpus::find::matches("a*b?", "ab"));
}

#[test]
fn a_named_file_without_ending_is_known_by_its_content() {
    let folder = Folder::new(&[("export", b"{\"outlet\": \"E\", \"text\": \"Rain.\"}"), ("other", b"plain words")]);
    let inputs = [folder.path("export"), folder.path("other")];
    let corpus = checked(load(&inputs, &Options::default(), &CorpusWords::embedded()).expect("one of them"));
    assert_eq!((corpus.counts().read, corpus.counts().skipped), (1, 1));
    assert_eq!(corpus.articles[0].text, "Rain.");
}

#[cfg(unix)]
#[test]
fn files_that_may_not_be_read_or_lead_in_circles_do_not_stop_the_run() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new(&[("a.txt", b"A."), ("closed.txt", b"B."), ("sub/c.txt", b"C.")]);
    std::fs::set_permissions(folder.path("closed.txt"), std::fs::Permissions::from_mode(0o000)).expect("permissions");
    symlink(folder.0.path(), folder.path("sub/circle")).expect("a link");
    symlink("nowhere.txt", folder.path("broken.txt")).expect("a link");
    let corpus = folder.load();
    // The administrator may read everything.
    let closed = std::fs::read(folder.path("closed.txt")).is_err();
    assert_eq!(corpus.counts().skipped, 1 + usize::from(closed));
    assert_eq!(problem(&corpus, "unreadable").line, None);
}

#[test]
fn a_folder_with_the_name_of_a_file_is_a_folder() {
    let corpus = Folder::new(&[("a.txt/b.txt", b"Rain."), ("data.csv/c.txt", b"Sun.")]).load();
    assert_eq!(corpus.counts().read, 2);
}
