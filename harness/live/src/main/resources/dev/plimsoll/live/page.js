"use strict";

const HOUR = 3600;
const SILENCE_SECONDS = 5;
const TILES = [
  { label: "Open connections", chart: "open", of: "sum" },
  { label: "Connects accepted", chart: "connects", line: "accepted", unit: "/s" },
  { label: "Connects not accepted", chart: "connects", but: "accepted", of: "sum", unit: "/s" },
  { label: "Published", chart: "rates", line: "published", unit: "/s" },
  { label: "Delivered", chart: "rates", line: "delivered", unit: "/s" },
  { label: "Publish to delivery, p99", chart: "delivery_time", line: "p99", unit: "ms" },
  { label: "Round trip, worst protocol", chart: "rtt", of: "max", unit: "ms" },
  { label: "MOS, worst transport", chart: "mos", of: "min" },
  { label: "Machine idle", chart: "cpu", line: "idle", unit: "%" },
];

const at = id => document.getElementById(id);
const picture = { run: null, layout: -1, seconds: [], charts: [], marks: [], now: 0 };
let plots = [];
let events = null;
let paused = false;
let over = false;

function connect(run) {
  if (events) events.close();
  over = false;
  events = new EventSource("events" + (run ? "?run=" + encodeURIComponent(run) : ""));
  events.addEventListener("whole", event => whole(JSON.parse(event.data)));
  events.addEventListener("update", event => update(JSON.parse(event.data)));
  events.addEventListener("state", event => {
    state(JSON.parse(event.data));
    if (!paused) show();
  });
  events.addEventListener("end", () => {
    over = true;
    events.close();
    show();
    status();
  });
  events.addEventListener("error", () => status());
  events.addEventListener("open", () => status());
}

function whole(drawn) {
  picture.run = drawn.run;
  picture.layout = drawn.layout;
  picture.now = drawn.state.now;
  picture.seconds = [];
  for (let second = drawn.from; second <= drawn.to; second++) picture.seconds.push(second);
  picture.charts = drawn.charts;
  plots.forEach(plot => plot.remove());
  plots = drawn.charts.map(chart => new Plot(chart, at("charts")));
  state(drawn.state);
  show();
}

function update(drawn) {
  if (drawn.layout !== picture.layout || drawn.run !== picture.run) return;
  picture.now = drawn.now;
  const seconds = picture.seconds;
  if (seconds.length === 0) {
    if (drawn.to >= drawn.from) seconds.push(drawn.from);
  }
  while (seconds.length > 0 && seconds[seconds.length - 1] < drawn.to) seconds.push(seconds[seconds.length - 1] + 1);
  drawn.charts.forEach((lines, chart) => lines.forEach((values, line) => {
    const known = picture.charts[chart].lines[line].values;
    while (known.length < seconds.length) known.push(null);
    values.forEach((value, offset) => {
      const index = drawn.from + offset - seconds[0];
      if (index >= 0) known[index] = value;
    });
  }));
  trim();
  if (!paused) show();
}

function trim() {
  const surplus = picture.seconds.length - HOUR;
  if (surplus <= 0) return;
  picture.seconds.splice(0, surplus);
  picture.charts.forEach(chart => chart.lines.forEach(line => line.values.splice(0, surplus)));
}

function show() {
  const span = Number(document.querySelector("input[name=span]:checked").value);
  plots.forEach((plot, index) => {
    plot.show([picture.seconds, ...picture.charts[index].lines.map(line => line.values)], span, picture.marks);
  });
  tiles();
  status();
}

function status() {
  const silent = picture.seconds.length === 0 ? null : picture.now - picture.seconds[picture.seconds.length - 1];
  const lost = events.readyState !== EventSource.OPEN;
  const text = over ? "It is over; this is how it stood"
    : lost ? "The connection to the generator is lost; trying again"
    : silent === null ? "Waiting for the first second"
    : silent > SILENCE_SECONDS ? "No point for " + silent + " s"
    : paused ? "Paused" : "Live";
  if (at("status").textContent !== text) at("status").textContent = text;
  at("status").classList.toggle("lost", !over && (lost || silent > SILENCE_SECONDS));
}

/** Replaces what a list holds only where it differs, so that nothing flickers and no selection is lost. */
function fill(parent, rows, make, refresh) {
  while (parent.children.length > rows.length) parent.lastElementChild.remove();
  rows.forEach((row, index) => {
    const child = parent.children[index] || parent.appendChild(make(row));
    refresh(child, row);
  });
}

function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function tiles() {
  const rows = TILES.map(tile => ({ ...tile, value: figure(tile) })).filter(tile => tile.value !== undefined);
  fill(at("tiles"), rows, () => {
    const box = document.createElement("div");
    box.append(document.createElement("dt"), document.createElement("dd"));
    box.lastElementChild.append(document.createElement("span"), document.createElement("small"));
    return box;
  }, (box, tile) => {
    box.dataset.tile = tile.label;
    set(box.firstElementChild, tile.label);
    set(box.querySelector("span"), Plot.number(tile.value));
    set(box.querySelector("small"), tile.unit ? " " + tile.unit : "");
  });
}

/** What a tile says; undefined if its chart is not there. */
function figure(tile) {
  const chart = picture.charts.find(chart => chart.id === tile.chart);
  if (!chart) return undefined;
  const lines = chart.lines.filter(line => (!tile.line || line.name === tile.line) && line.name !== tile.but);
  const values = lines.map(line => Plot.latest(line.values)).filter(value => value !== null);
  if (values.length === 0) return tile.but ? 0 : null;
  return tile.of === "sum" ? values.reduce((a, b) => a + b) : tile.of === "min" ? Math.min(...values) : Math.max(...values);
}

function state(told) {
  if (picture.run !== null && told.run !== picture.run) return;
  set(at("run"), told.run);
  const title = told.run + " – Plimsoll live";
  if (document.title !== title) document.title = title;
  stages(told.stages);
  verdicts(told.verdicts);
  marks(told.marks);
  runs(told.runs, told.run);
  const c = told.counters;
  set(at("counters"), c.points.toLocaleString("en") + " points taken, " + c.dropped + " dropped for want of room on this page (the run keeps them), "
    + c.outside + " outside of the hour or one line too many; " + c.browsers + " looking on, " + c.missed + " updates missed by slow readers.");
}

function stages(told) {
  at("stages-section").hidden = told.length === 0;
  fill(at("stages"), told, () => {
    const row = document.createElement("div");
    row.append(document.createElement("dt"), document.createElement("dd"));
    return row;
  }, (row, stage) => {
    set(row.firstElementChild, stage.name);
    set(row.lastElementChild, stage.state);
  });
}

function verdicts(told) {
  at("verdicts-section").hidden = told.length === 0;
  const counts = ["FAIL", "INVALID", "PASS", "SKIPPED"]
    .map(name => [told.filter(row => row.verdict === name).length, name]).filter(([count]) => count > 0);
  set(at("verdicts-sum"), counts.map(([count, name]) => count + " " + name).join(", "));
  const order = { FAIL: 0, INVALID: 1, SKIPPED: 2, PASS: 3 };
  const rows = [...told].sort((a, b) => order[a.verdict] - order[b.verdict] || b.at - a.at);
  fill(at("verdicts"), rows, () => {
    const row = document.createElement("tr");
    for (let i = 0; i < 5; i++) row.append(document.createElement("td"));
    return row;
  }, (row, check) => {
    row.dataset.check = check.id;
    row.children[0].className = "v " + check.verdict;
    [check.verdict, check.title, check.expected, check.observed, Plot.time(check.at)]
      .forEach((text, column) => set(row.children[column], text));
  });
}

function marks(told) {
  picture.marks = told;
  at("marks-section").hidden = told.length === 0;
  fill(at("marks"), [...told].reverse(), () => document.createElement("li"), (item, mark) => {
    set(item, Plot.time(mark.at) + " " + mark.kind + " " + Plot.words(mark));
  });
}

function runs(names, shown) {
  at("runs-label").hidden = names.length < 2;
  fill(at("runs"), names, () => document.createElement("option"), (option, name) => {
    set(option, name);
    option.value = name;
  });
  if (at("runs").value !== shown && document.activeElement !== at("runs")) at("runs").value = shown;
}

at("runs").addEventListener("change", event => {
  picture.run = null;
  picture.layout = -1;
  connect(event.target.value);
});
document.querySelectorAll("input[name=span]").forEach(input => input.addEventListener("change", show));
at("pause").addEventListener("click", () => {
  paused = !paused;
  at("pause").setAttribute("aria-pressed", String(paused));
  if (paused) status(); else show();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plots.forEach(plot => plot.restyle()));
document.addEventListener("visibilitychange", () => { if (!document.hidden && !paused) show(); });
connect(null);
