// Holds documents to the official JSON Schema of OpenAPI 3.1, and every schema in them to the dialect.
import { readFileSync } from "node:fs";
import { validate } from "@hyperjump/json-schema/openapi-3-1";

const conforms = await validate("https://spec.openapis.org/oas/3.1/schema-base");
let refused = 0;
for (const file of process.argv.slice(2)) {
  const { valid, errors } = conforms(JSON.parse(readFileSync(file, "utf8")), "BASIC");
  if (valid) continue;
  refused += 1;
  console.error(`${file} is not OpenAPI 3.1:`);
  for (const error of errors ?? []) console.error(`  ${error.instanceLocation}: ${error.keyword}`);
}
console.log(`${process.argv.length - 2} documents, ${refused} refused`);
process.exit(refused ? 1 : 0);
