//! A browser at the other end of two pipes: opens pages, clicks, types, looks.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// How somebody looks at a page.
#[derive(Clone, Copy, Debug)]
pub struct Layar {
    pub width: u32,
    pub height: u32,
    pub dark: bool,
    pub phone: bool,
    pub scripts: bool,
}

/// A browser without a window.
pub struct Peramban {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    profile: TempDir,
    session: Option<String>,
    n: u64,
    /// What it said of its own accord since the last page was opened.
    pub told: Vec<Value>,
}

impl Peramban {
    /// Starts the browser that `RKT_PERAMBAN` names, or Chromium.
    pub fn start() -> Peramban {
        let program = std::env::var("RKT_PERAMBAN").unwrap_or_else(|_| "chromium".to_owned());
        let profile = tempfile::tempdir().unwrap();
        // It reads from file 3 and writes to file 4.
        let line = "exec \"$0\" --headless=new --no-sandbox --disable-gpu --hide-scrollbars \
                    --remote-debugging-pipe --user-data-dir=\"$1\" 3<&0 4>&1 >/dev/null 2>&1";
        let mut child = Command::new("sh")
            .args(["-c", line, &program])
            .arg(profile.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut browser = Peramban {
            to: child.stdin.take().unwrap(),
            from: BufReader::new(child.stdout.take().unwrap()),
            child,
            profile,
            session: None,
            n: 0,
            told: Vec::new(),
        };
        let made = browser.ask("Target.createTarget", &json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": made["targetId"], "flatten": true });
        let session = browser.ask("Target.attachToTarget", &attach);
        browser.session = session["sessionId"].as_str().map(str::to_owned);
        for what in ["Page.enable", "Runtime.enable", "Log.enable"] {
            browser.ask(what, &json!({}));
        }
        browser
    }

    /// A folder of its own, for the pages that it opens.
    pub fn folder(&self) -> &Path {
        self.profile.path()
    }

    /// Asks for something, and waits for the answer.
    pub fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.n += 1;
        let mut message = json!({ "id": self.n, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.to.write_all(&bytes).unwrap();
        self.to.flush().unwrap();
        loop {
            let mut answer = self.hear();
            if answer["id"] == self.n {
                assert!(answer.get("error").is_none(), "{method}: {answer}");
                return answer["result"].take();
            }
            self.told.push(answer);
        }
    }

    fn hear(&mut self) -> Value {
        let mut bytes = Vec::new();
        self.from.read_until(0, &mut bytes).unwrap();
        assert_eq!(bytes.pop(), Some(0), "the browser is gone");
        serde_json::from_slice(&bytes).unwrap()
    }

    /// Opens a page and waits until it is there.
    pub fn open(&mut self, html: &str, layar: Layar) {
        let file = self.folder().join("halaman.html");
        std::fs::write(&file, html).unwrap();
        self.media("", layar.dark);
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            &json!({
                "width": layar.width,
                "height": layar.height,
                "deviceScaleFactor": 1,
                "mobile": layar.phone,
            }),
        );
        let off = json!({ "value": !layar.scripts });
        self.ask("Emulation.setScriptExecutionDisabled", &off);
        self.told.clear();
        let url = format!("file://{}", file.display());
        self.ask("Page.navigate", &json!({ "url": url }));
        let loaded = |told: &Value| told["method"] == "Page.loadEventFired";
        while !self.told.iter().any(loaded) {
            let heard = self.hear();
            self.told.push(heard);
        }
    }

    /// Looks at the page as on paper, or as on a screen again.
    pub fn media(&mut self, media: &str, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        let params = json!({ "media": media, "features": features });
        self.ask("Emulation.setEmulatedMedia", &params);
    }

    /// What an expression gives in the page.
    #[track_caller]
    pub fn look(&mut self, expression: &str) -> Value {
        let params = json!({
            "expression": expression,
            "returnByValue": true,
            "awaitPromise": true,
        });
        let mut answer = self.ask("Runtime.evaluate", &params);
        assert!(answer.get("exceptionDetails").is_none(), "{answer}");
        answer["result"]["value"].take()
    }

    /// Presses the mouse in the middle of an element.
    pub fn click(&mut self, selector: &str) {
        let expression = format!(
            "(async () => {{ const e = document.querySelector({selector:?}); \
             e.scrollIntoView({{ block: 'center' }}); \
             const frame = () => new Promise(requestAnimationFrame); await frame(); await frame(); \
             const r = e.getBoundingClientRect(); \
             return [r.x + r.width / 2, r.y + r.height / 2]; }})()"
        );
        let at = self.look(&expression);
        for kind in ["mousePressed", "mouseReleased"] {
            let params = json!({
                "type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1,
            });
            self.ask("Input.dispatchMouseEvent", &params);
        }
    }

    /// Types letters, key by key.
    pub fn write(&mut self, text: &str) {
        for letter in text.chars() {
            let letter = letter.to_string();
            let down = json!({ "type": "keyDown", "text": letter, "key": letter });
            self.ask("Input.dispatchKeyEvent", &down);
            let up = json!({ "type": "keyUp", "key": letter });
            self.ask("Input.dispatchKeyEvent", &up);
        }
    }

    /// Presses a key that has a name and a number.
    pub fn press(&mut self, key: &str, code: u32) {
        for kind in ["rawKeyDown", "keyUp"] {
            let params = json!({
                "type": kind, "key": key, "code": key,
                "windowsVirtualKeyCode": code, "nativeVirtualKeyCode": code,
            });
            self.ask("Input.dispatchKeyEvent", &params);
        }
    }
}

impl Drop for Peramban {
    fn drop(&mut self) {
        let _killed = self.child.kill();
        let _waited = self.child.wait();
    }
}
