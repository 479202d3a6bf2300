// Holds AsyncAPI documents to the official parser: no error, no warning, nothing to hint at but what is listed here.
//
//   node asyncapi.mjs DOCUMENT…
import { readFile } from "node:fs/promises";
import { Parser } from "@asyncapi/parser";

// Rule → why it does not apply.
const exceptions = {
  "asyncapi-latest-version": "3.0.0 is what today's tools read; nothing of a later one is used",
};

let failed = false;
for (const file of process.argv.slice(2)) {
  const { document, diagnostics } = await new Parser().parse(await readFile(file, "utf8"));
  const found = diagnostics.filter(({ code }) => !(code in exceptions));
  for (const { code, message, path } of found) console.error(`${file}#/${path.join("/")}\n    ${code}: ${message}`);
  const passed = diagnostics.length - found.length;
  if (document) {
    const [operations, messages] = [document.operations().all(), document.components().messages().all()];
    console.log(`${file}: ${operations.length} operations, ${messages.length} messages, ${found.length} findings, ${passed} excepted`);
  }
  failed ||= !document || found.length > 0;
}
process.exitCode = failed ? 1 : 0;
