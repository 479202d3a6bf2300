// What the documents hold, for the record of a run.
import { readFileSync } from "node:fs";
import { basename } from "node:path";

for (const file of process.argv.slice(2)) {
  const { paths, components } = JSON.parse(readFileSync(file, "utf8"));
  const operations = Object.values(paths).flatMap((item) => Object.values(item));
  const count = (of) => operations.reduce((sum, operation) => sum + of(operation), 0);
  const media = (holder) => Object.values(holder?.content ?? {});
  const shown = (response) => media(response).some(({ example, examples }) => example ?? examples);
  const figures = {
    operations: operations.length,
    schemas: Object.keys(components.schemas).length,
    "shared responses": Object.keys(components.responses ?? {}).length,
    links: count(({ responses }) => Object.values(responses).reduce((sum, { links }) => sum + Object.keys(links ?? {}).length, 0)),
    "error codes": new Set(operations.flatMap((operation) => operation["x-errors"])).size,
    "operations with a shown answer": operations.filter(({ responses }) => Object.entries(responses).some(([status, response]) => status[0] === "2" && shown(response))).length,
  };
  const words = Object.entries(figures).map(([what, figure]) => `${figure} ${what}`);
  console.log(`${basename(file, ".json")}: no error, no warning; ${words.join(", ")}`);
}
