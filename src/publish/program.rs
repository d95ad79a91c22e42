//! Running programs of the system: git, ssh and their like.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;

use tempfile::TempDir;

use crate::disk::DiskError;

/// How lines begin that tell of what was to be expected, or of what another line tells better.
const NOISE: [&str; 6] = [
    "hint:",
    "Warning: Permanently added",
    "remote mkdir",
    "Couldn't delete file",
    "rsync error:",
    "rsync: connection unexpectedly closed",
];

/// How many lines of a program's complaint are passed on.
const LINES: usize = 3;

/// A folder for a program to work in, which is gone when its value is.
pub(super) fn own_folder() -> Result<TempDir, DiskError> {
    TempDir::new().map_err(|e| DiskError::new("make", Path::new("a folder"), &e))
}

/// Runs a program with words to read; what it printed, however it ended.
pub(super) fn run(command: &mut Command, input: &[u8]) -> Result<Output, DiskError> {
    let fault = |name: &str, error: &io::Error| {
        if error.kind() == io::ErrorKind::NotFound {
            let help = "install it, or choose another type of target";
            return DiskError::because("run", Path::new(name), "it is not installed", help);
        }
        DiskError::new("run", Path::new(name), error)
    };
    let name = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.env("LC_ALL", "C").spawn().map_err(|e| fault(&name, &e))?;
    let stdin = child.stdin.take();
    let output = thread::scope(|scope| {
        if let Some(mut stdin) = stdin {
            // A program that ends before it has read everything says why itself.
            scope.spawn(move || stdin.write_all(input).ok());
        }
        child.wait_with_output()
    });
    output.map_err(|e| fault(&name, &e))
}

/// What a program complained of: its last lines, without addresses that hold what opens a place.
pub(super) fn complaint(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let plain = |line: &str| {
        let line = line.trim();
        let line = ["fatal: ", "error: ", "ERROR: "]
            .iter()
            .find_map(|p| line.strip_prefix(p))
            .unwrap_or(line);
        without_secrets(line.trim_end_matches('.'))
    };
    let is_noise = |line: &&str| {
        let line = line.trim();
        line.is_empty() || NOISE.iter().any(|noise| line.starts_with(noise))
    };
    let lines: Vec<&str> = text.lines().filter(|line| !is_noise(line)).collect();
    let last = lines.iter().skip(lines.len().saturating_sub(LINES));
    let last: Vec<String> = last.map(|line| plain(line)).collect();
    if last.is_empty() { format!("it ended with {}", output.status) } else { last.join("; ") }
}

/// A line in which no address says who asks and with what.
fn without_secrets(line: &str) -> String {
    let words = line.split_inclusive(' ').map(|word| {
        let Some((scheme, rest)) = word.split_once("://") else { return word.to_owned() };
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
        format!("{scheme}://{host}{path}")
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn secrets_are_not_repeated() {
        let check = |line, expected| assert_eq!(super::without_secrets(line), expected);
        check(
            "unable to access 'https://me:abc@example.org/x@y/': no",
            "unable to access 'https://example.org/x@y/': no",
        );
        check("git@example.org: denied", "git@example.org: denied");
        check("ssh://git@example.org/a b", "ssh://example.org/a b");
    }
}
