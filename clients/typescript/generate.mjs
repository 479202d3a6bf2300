// From the document and the actions to types and tables: node generate.mjs ROOT DOCUMENT FOLDER
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import { parse } from "yaml";

const [root, file, folder] = process.argv.slice(2);
const document = JSON.parse(readFileSync(file, "utf8"));
const HEADER = "// Made by clients/typescript/generate from the contract. Do not edit.\n";
const write = (name, text) => writeFileSync(join(folder, name), `${HEADER}${text}`);

const types = astToString(await openapiTS(document, { defaultNonNullable: false, emptyObjectsUnknown: true }));
write("types.ts", `${types}\n/** Every shape of the API by its name. */\nexport type Schemas = components["schemas"];\n`);

const methods = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => [operation.operationId, method.toUpperCase(), path]),
);
const table = methods.map(([id, method, path]) => `  ${id}: ["${method}", "${path}"],`);
write("operations.ts", `/** Method and path of each operation. */\nexport const OPERATIONS = {\n${table.join("\n")}\n} as const;\n`);

/** `chat/full_chat.json` is the component FullChat. */
const component = (path) =>
  path.replace(/^.*\/|\.json$/g, "").split(/[^A-Za-z0-9]+/).map((word) => word[0].toUpperCase() + word.slice(1)).join("");
const actions = join(root, "openapi/v1/actions");
const files = existsSync(actions) ? readdirSync(actions).filter((name) => name.endsWith(".yaml")).sort() : [];
const all = files.flatMap((name) => Object.entries(parse(readFileSync(join(actions, name), "utf8")) ?? {}));
const lines = (wanted, shape) =>
  all.filter(([, action]) => wanted(action)).map(([name, action]) => {
    const words = `${action.summary}. ${action.description}`.trim().replace(/\s*\n\s*/g, " ").replaceAll("*/", "* /");
    return `  /** ${words[0].toUpperCase()}${words.slice(1)} */\n  "${name}": ${shape(action)};`;
  });
const answered = (action) => action.request && action.answered !== false;
write(
  "actions.ts",
  `import type { Schemas } from "./types.js";

/** What clients say, by action: the fields beside \`action\`. */
export interface Requests {
${lines((action) => action.request, (action) => `Omit<Schemas["${component(action.request)}"], "action">`).join("\n")}
}

/** What the server answers, by action: whole messages. */
export interface AnswerMessages {
${lines(answered, (action) => `Schemas["${component(action.message)}"]`).join("\n")}
}

/** What the server says unasked, by action: whole messages. */
export interface PushMessages {
${lines((action) => action.pushed, (action) => `Schemas["${component(action.message)}"]`).join("\n")}
}
`,
);
console.log(`TypeScript: ${methods.length} operations, ${Object.keys(document.components.schemas).length} shapes, ${all.length} actions`);
