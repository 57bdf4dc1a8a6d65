//! The `parallax` command: arguments in, exit code out; see [`parallax::cli`].

fn main() -> std::process::ExitCode {
    parallax::cli::main()
}
