// Holds dashboards to Grafana's own types, units and reducers: node check.mjs FOLDER
// Prints what is wrong, and ends with 1 if anything is.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2];
const dashboards = readdirSync(folder)
  .sort()
  .map((file) => ({ file, json: JSON.parse(readFileSync(join(folder, file), 'utf8')) }));

const typeOf = { timeseries: 'TimeSeries', stat: 'Stat', table: 'Table', row: 'Row' };

/** The dashboard as TypeScript: one constant for its frame and one for each panel, each held to its type. */
function asTypeScript({ json }) {
  const { panels, ...frame } = json;
  const constants = panels.map(
    (panel, i) => `export const panel${i} = ${JSON.stringify(panel, null, 2)} satisfies shape.${typeOf[panel.type] ?? 'Unknown'};`
  );
  return [
    "import type * as shape from '../shape';",
    `export const frame = ${JSON.stringify(frame, null, 2)} satisfies shape.Dashboard;`,
    ...constants,
  ].join('\n');
}

function typeProblems() {
  const build = join(here, 'build');
  mkdirSync(build, { recursive: true });
  const files = dashboards.map((dashboard) => {
    const file = join(build, dashboard.file.replace('.json', '.ts'));
    writeFileSync(file, asTypeScript(dashboard));
    return file;
  });
  const program = ts.createProgram(files, {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    exactOptionalPropertyTypes: false,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
  });
  return ts.getPreEmitDiagnostics(program).map((problem) => {
    const text = ts.flattenDiagnosticMessageText(problem.messageText, ' ');
    const line = problem.file?.getLineAndCharacterOfPosition(problem.start).line;
    const near = problem.file?.text.split('\n')[line]?.trim();
    return `${problem.file?.fileName.split('/').pop()}: ${text} (at ${near})`;
  });
}

/** Loaded as CommonJS: its ES modules import names that its dependencies do not export. */
function grafanaData() {
  globalThis.navigator ??= { userAgent: 'node', language: 'en', languages: ['en'] };
  return createRequire(import.meta.url)('@grafana/data');
}

function nameProblems() {
  const { getValueFormats, fieldReducers } = grafanaData();
  const units = new Set(getValueFormats().flatMap((category) => category.submenu.map((unit) => unit.value)));
  const problems = [];
  for (const { file, json } of dashboards) {
    for (const panel of json.panels) {
      const unit = panel.fieldConfig?.defaults.unit;
      if (unit !== undefined && !units.has(unit)) {
        problems.push(`${file}: ${panel.title}: there is no unit ${unit}`);
      }
      const reducers = [...(panel.options?.reduceOptions?.calcs ?? []), ...(panel.options?.legend?.calcs ?? [])];
      for (const id of reducers.filter((reducer) => !fieldReducers.getIfExists(reducer))) {
        problems.push(`${file}: ${panel.title}: there is no reducer ${id}`);
      }
    }
  }
  return problems;
}

const problems = [...typeProblems(), ...nameProblems()];
problems.forEach((problem) => console.log(problem));
console.log(`${dashboards.length} dashboards, ${problems.length} problems`);
process.exit(problems.length === 0 && dashboards.length > 0 ? 0 : 1);
