//! Programs that run beside a story, and end with it.

use std::{
    io::{BufRead, BufReader, Read},
    net::TcpListener,
    process::{Child, ChildStdout, Command, Output, Stdio},
    time::{Duration, Instant},
};

/// How long anything may take to come up on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A running program, killed when dropped.
#[derive(Debug)]
pub struct Running {
    child: Child,
    out: Option<BufReader<ChildStdout>>,
}

impl Running {
    /// Starts a program.
    ///
    /// # Panics
    /// Where it cannot be started.
    #[must_use]
    pub fn start(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let out = child.stdout.take().map(BufReader::new);
        Self { child, out }
    }

    /// The next line that the program prints; empty when it has ended.
    ///
    /// # Panics
    /// Where its output cannot be read.
    pub fn line(&mut self) -> String {
        let mut line = String::new();
        if let Some(out) = &mut self.out {
            out.read_line(&mut line).expect("output in UTF-8");
        }
        line.trim_end().to_owned()
    }

    /// Ends it at once, as a loss of power would (SIGKILL on Unix).
    pub fn kill(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}

/// What a program said and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// Runs a program to its end, with `input` on its standard input.
///
/// # Panics
/// Where it cannot be started or its output is not UTF-8.
#[must_use]
pub fn run(command: &mut Command, input: &str) -> Said {
    use std::io::Write;
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_owned();
    // In a thread of its own: a program that answers before it has read everything would wait for us, and we for it.
    let writer = std::thread::spawn(move || {
        // A program that needs no input may have closed it.
        let _ = stdin.write_all(input.as_bytes());
    });
    let Output { status, stdout, stderr } = child.wait_with_output().expect("the program ends");
    writer.join().expect("the input was written");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output in UTF-8").trim_end().to_owned();
    Said {
        code: status.code(),
        out: text(stdout),
        err: text(stderr),
    }
}

/// Waits until a condition gives something, and fails loudly where it never does.
///
/// # Panics
/// After [`PATIENCE`].
pub fn until<T>(what: &str, mut condition: impl FnMut() -> Option<T>) -> T {
    let since = Instant::now();
    loop {
        if let Some(found) = condition() {
            return found;
        }
        assert!(since.elapsed() < PATIENCE, "never came: {what}");
        std::thread::yield_now();
    }
}

/// A port that was free a moment ago.
///
/// # Panics
/// Where this machine has none.
#[must_use]
pub fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// Reads a pipe to its end.
///
/// # Panics
/// Where it is not UTF-8.
#[must_use]
pub fn read_all(mut from: impl Read) -> String {
    let mut text = String::new();
    from.read_to_string(&mut text).expect("UTF-8");
    text
}
