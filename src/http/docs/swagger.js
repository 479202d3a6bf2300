// Beside Swagger UI: a way to a demo token, and names for the controls that it leaves without one.
"use strict";

// Where somebody signs in, by the document that is shown, and where the token is in the answer.
const doors = [
  { of: /^\/openapi\/v\d/, signIn: "/v1/auth/sign-in", token: (body) => body.data.tokens.access },
  { of: /^\/openapi\/replyke/, signIn: `/api/v6/${document.getElementById("visit")?.dataset.project}/auth/sign-in`, token: (body) => body.accessToken },
];
for (const button of document.querySelectorAll("#visit button")) {
  button.addEventListener("click", async () => {
    const said = document.getElementById("visit-said");
    said.textContent = "…";
    try {
      const shown = window.ui.specSelectors.url();
      const door = doors.find(({ of }) => of.test(shown));
      if (!door) throw new Error("tokens of Symphony Pod are made with a key of your own: the guide, “Moving from Symphony”, has the commands");
      const answer = await fetch(door.signIn, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email: button.dataset.email, password: button.dataset.password }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(/^{/.test(text) ? JSON.parse(text).error : text);
      // As the form behind "Authorize" does it, so that it outlives a reload.
      const schema = window.ui.specSelectors.securityDefinitions()?.get("bearer");
      if (!schema) throw new Error("the document is still being read");
      window.ui.authActions.authorizeWithPersistOption({ bearer: { name: "bearer", schema, value: door.token(JSON.parse(text)) } });
      said.textContent = `Signed in as ${button.textContent}: try any operation.`;
    } catch (error) {
      said.textContent = `That did not work: ${error.message}`;
    }
  });
}

const named = [
  [".dark-mode-toggle button", "Switch between dark and light"],
  ["#select", "Document"],
  [".close-modal", "Close"],
  [".copy-to-clipboard button", "Copy"],
  [".operation-filter-input", "Filter by group"],
  [".models-control", "Schemas"],
  ["select.content-type", "Media type"],
  [".content-type-wrapper select", "Media type"],
  [".servers select", "Server"],
  [".body-param__text", "Request body"],
  [".examples-select-element", "Example"],
  ["#expand-schemas", "Schemas"],
];
const mend = () => {
  // Its visible word has to be part of its name.
  for (const button of document.querySelectorAll('.btn[aria-label="Remove authorization"]')) button.setAttribute("aria-label", "Logout: remove authorization");
  for (const button of document.querySelectorAll('.btn[aria-label="Apply credentials"]')) button.setAttribute("aria-label", "Authorize: apply credentials");
  // A link within a button cannot be reached; the button opens the operation and puts its address into the bar.
  for (const link of document.querySelectorAll(".opblock-summary-control a[href]")) link.removeAttribute("href");
  for (const [selector, name] of named) {
    for (const control of document.querySelectorAll(`${selector}:not([aria-label])`)) control.setAttribute("aria-label", name);
  }
  for (const field of document.querySelectorAll(".parameters input:not([aria-label]), .parameters select:not([aria-label]), .parameters textarea:not([aria-label])")) {
    const name = field.closest("tr")?.querySelector(".parameter__name")?.firstChild?.textContent;
    if (name) field.setAttribute("aria-label", name);
  }
  for (const box of document.querySelectorAll(".microlight:not([tabindex]), .highlight-code pre:not([tabindex]), .renderedMarkdown pre:not([tabindex])")) box.tabIndex = 0;
};
new MutationObserver(mend).observe(document.getElementById("swagger-ui"), { childList: true, subtree: true });
mend();
