// Draws the dashboards into docs/images: node render.mjs ANSWERS IMAGES
// ANSWERS is what QueriesIT kept; the browser is the system's Chromium, with a profile of its own.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const [answers, images] = process.argv.slice(2).map((folder) => resolve(folder));
const width = 1400;
const scratch = mkdtempSync(join(tmpdir(), 'plimsoll-render-'));

async function bundle() {
  await build({
    entryPoints: [join(here, 'draw.jsx')],
    outfile: join(scratch, 'draw.js'),
    bundle: true,
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
    alias: { 'react-custom-scrollbars-2': join(here, 'scrollbars.mjs') },
    loader: { '.svg': 'text', '.css': 'text' },
    logLevel: 'error',
  });
}

function page(kept) {
  const css = readFileSync(join(here, 'node_modules/uplot/dist/uPlot.min.css'), 'utf8');
  const data = JSON.stringify(kept).replaceAll('<', '\\u003c');
  return `<!doctype html><meta charset="utf-8"><style>${css} body { background: #111217; font-family: sans-serif }</style>
<div id="dashboard"></div><script>window.kept = ${data}</script><script src="draw.js"></script>`;
}

/** The lowest edge of any panel, in pixels; see draw.jsx. */
function height({ dashboard }) {
  return 52 + 38 * Math.max(...dashboard.panels.map(({ gridPos }) => gridPos.y + gridPos.h));
}

function photograph(file) {
  const kept = JSON.parse(readFileSync(join(answers, file), 'utf8'));
  const html = join(scratch, 'page.html');
  writeFileSync(html, page(kept));
  const image = join(images, `dashboard-${file.replace('plimsoll-', '').replace('.json', '.png')}`);
  const browser = spawnSync(
    process.env.CHROMIUM ?? 'chromium',
    [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--hide-scrollbars', '--enable-logging=stderr',
      '--virtual-time-budget=10000', `--user-data-dir=${join(scratch, 'profile')}`,
      `--window-size=${width},${height(kept)}`, `--screenshot=${image}`, pathToFileURL(html).href,
    ],
    { encoding: 'utf8', timeout: 120_000 }
  );
  const trouble = (browser.stderr ?? '').match(/^.*(Uncaught|could not draw)(.*\n){0,4}/gm);
  if (browser.status !== 0 || trouble) {
    throw new Error(`${file} was not drawn: ${trouble ?? browser.error ?? browser.stderr}`);
  }
  console.log(image);
}

try {
  await bundle();
  readdirSync(answers).sort().forEach(photograph);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
