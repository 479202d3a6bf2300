//! The page on which to try the WebSocket: its frame. What it does is in `try.js` and `call.js`.

use super::{HERE, laid_out};
use crate::http::docs::{Visitor, page::buttons};

/// The whole page. `visitors` are whom a newcomer may sign in as.
pub(super) fn page(visitors: &[Visitor]) -> String {
    let mut buttons = buttons(visitors);
    if !buttons.is_empty() {
        buttons = format!("<p role=\"group\" aria-label=\"Invented people\">{buttons}</p><p>Or as yourself:</p>");
    }
    let body = format!("<main id=\"content\" class=\"content trying\">\n{BEFORE}{buttons}{AFTER}</main>");
    let head = "<link rel=\"stylesheet\" href=\"/docs/wss/wss.css\">\n<link rel=\"stylesheet\" href=\"/docs/wss/try.css\">\n<script type=\"module\" src=\"/docs/wss/try.js\"></script>\n";
    laid_out("Try the WebSocket · Talkamie", HERE, head, &body)
}

const BEFORE: &str = r#"<h1>Try the WebSocket</h1>
<p>Sign in, connect and talk. Open this page twice, as two people who are connected, and they write to and call each other.
What you do here is done for real, on this server.</p>
<div class="steps">
<div class="controls">
<section aria-labelledby="who"><h2 id="who">1. Who you are</h2>
"#;

const AFTER: &str = r#"<form id="sign-in">
<label>E-mail <input name="email" type="email" autocomplete="username" required></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button>Sign in</button>
</form>
<p id="me" role="status">Not signed in.</p>
</section>
<section aria-labelledby="connection"><h2 id="connection">2. The connection</h2>
<form id="connect">
<label>Dialect <select name="dialect"><option value="dotted">dotted</option><option value="hyphenated">hyphenated</option></select></label>
<button disabled>Connect</button>
<button type="button" id="disconnect" disabled>Disconnect</button>
</form>
<p id="state" role="status">Not connected.</p>
</section>
<section aria-labelledby="talk"><h2 id="talk">3. Talk</h2>
<label>With <select id="chat" disabled><option value="">connect first</option></select></label>
<ol id="conversation" aria-label="Conversation" aria-live="polite" tabindex="0"></ol>
<form id="write">
<label class="unseen" for="text">Message</label>
<input id="text" name="text" maxlength="4000" autocomplete="off" placeholder="A message" required disabled>
<button disabled>Send</button>
</form>
</section>
<section aria-labelledby="call"><h2 id="call">4. Call</h2>
<p id="call-state" role="status">No call.</p>
<p role="group" aria-label="Call">
<button type="button" id="call-audio" disabled>Voice call</button>
<button type="button" id="call-video" disabled>Video call</button>
<button type="button" id="call-accept" hidden>Accept</button>
<button type="button" id="call-reject" hidden>Reject</button>
<button type="button" id="call-end" hidden>Hang up</button>
</p>
<div class="pictures" id="pictures" hidden>
<figure><video id="theirs" autoplay playsinline></video><figcaption>They</figcaption></figure>
<figure><video id="mine" autoplay playsinline muted></video><figcaption>You</figcaption></figure>
</div>
</section>
</div>
<div class="wire">
<section aria-labelledby="say"><h2 id="say">Say any action</h2>
<form id="action">
<label>Action <select name="name"></select></label> <a id="about" href="/docs/wss">What it does</a>
<label for="frame">Frame</label>
<textarea id="frame" name="frame" rows="9" spellcheck="false" autocapitalize="off"></textarea>
<p id="frame-said" role="status"></p>
<button disabled>Send</button>
</form>
</section>
<section aria-labelledby="said"><h2 id="said">What was said</h2>
<p><button type="button" id="clear">Clear</button></p>
<ol id="log" aria-label="Frames, newest first" tabindex="0"></ol>
</section>
</div>
</div>
<noscript><p>This page needs JavaScript.</p></noscript>
"#;
