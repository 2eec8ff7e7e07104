"use strict";

/** One chart: a figure with uPlot in it and a legend that says the values in words. */
class Plot {
  static COLOURS = 6;
  static HEIGHT = 200;
  static SHORTEST = 60;

  constructor(chart, place) {
    this.chart = chart;
    this.cursor = null;
    this.inView = true;
    this.marks = [];
    this.figure = place.appendChild(document.createElement("figure"));
    this.figure.dataset.chart = chart.id;
    const title = this.figure.appendChild(document.createElement("h3"));
    title.textContent = chart.title + ", " + chart.unit;
    title.id = "title-" + chart.id;
    this.area = this.figure.appendChild(document.createElement("div"));
    this.area.className = "plot";
    this.area.tabIndex = 0;
    this.area.setAttribute("role", "group");
    this.area.setAttribute("aria-labelledby", title.id);
    this.area.setAttribute("aria-describedby", "charts-help");
    this.area.addEventListener("keydown", event => this.key(event));
    const caption = this.figure.appendChild(document.createElement("figcaption"));
    this.when = caption.appendChild(document.createElement("div"));
    this.when.setAttribute("aria-live", "polite");
    this.values = this.legend(caption);
    this.observe();
    this.restyle();
  }

  legend(caption) {
    const list = caption.appendChild(document.createElement("ul"));
    list.className = "legend";
    return this.chart.lines.map((line, index) => {
      const item = list.appendChild(document.createElement("li"));
      const key = item.appendChild(document.createElement("b"));
      key.className = "c" + (index % Plot.COLOURS) + (index < Plot.COLOURS ? "" : " dashed");
      item.append(line.name);
      const value = item.appendChild(document.createElement("span"));
      value.dataset.line = line.name;
      return value;
    });
  }

  observe() {
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.area);
    this.views = new IntersectionObserver(entries => {
      this.inView = entries[entries.length - 1].isIntersecting;
      if (this.inView && this.data) this.draw();
    });
    this.views.observe(this.figure);
  }

  /** Colours are the page's, so a change of the colour scheme makes the plot anew. */
  restyle() {
    if (this.plot) this.plot.destroy();
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue(name).trim();
    const axis = { stroke: colour("--soft"), grid: { stroke: colour("--rule"), width: 1 }, ticks: { stroke: colour("--rule"), width: 1 } };
    this.plot = new uPlot({
      width: Math.max(100, this.area.clientWidth),
      height: Plot.HEIGHT,
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, points: { size: 7 } },
      scales: { x: { time: true }, y: { range: (u, min, max) => Plot.range(min, max) } },
      axes: [{ ...axis, space: 80, values: (u, ticks) => ticks.map(Plot.time) }, { ...axis, size: 56, values: (u, ticks) => ticks.map(Plot.number) }],
      series: [{}, ...this.chart.lines.map((line, index) => ({
        label: line.name,
        stroke: colour("--l" + (index % Plot.COLOURS)),
        dash: index < Plot.COLOURS ? undefined : [6, 4],
        width: 2,
        points: { show: false },
      }))],
      hooks: { setCursor: [u => this.moved(u.cursor.idx)], draw: [u => this.drawMarks(u, { fault: colour("--FAIL"), impairment: colour("--SKIPPED"), ground: colour("--card") })] },
    }, [[], ...this.chart.lines.map(() => [])], this.area);
    if (this.data) this.draw();
  }

  static range(min, max) {
    if (min === null || max === null) return [0, 1];
    const low = Math.min(0, min);
    return [low, max > low ? max + (max - low) * 0.06 : low + 1];
  }

  static time(seconds) {
    return new Date(seconds * 1000).toLocaleTimeString("en-GB");
  }

  static number(value) {
    if (value === null || value === undefined) return "–";
    const size = Math.abs(value);
    const digits = Number.isInteger(value) || size >= 1000 ? 0 : size >= 100 ? 1 : 2;
    return value.toLocaleString("en", { maximumFractionDigits: digits });
  }

  static words(mark) {
    return mark.what + (mark.begins ? " begins" : " ends");
  }

  /** A line across the chart, named where something begins and dashed where it ends. */
  drawMarks(u, colours) {
    const { ctx, bbox } = u;
    const unit = devicePixelRatio;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.lineWidth = 2 * unit;
    ctx.font = 11 * unit + "px system-ui, sans-serif";
    ctx.textBaseline = "top";
    ctx.textAlign = "left";
    for (const mark of this.marks) {
      const x = Math.round(u.valToPos(mark.at, "x", true));
      ctx.strokeStyle = colours[mark.kind];
      ctx.setLineDash(mark.begins ? [] : [4 * unit, 4 * unit]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      if (mark.begins) {
        const width = ctx.measureText(mark.what).width;
        const left = x + width + 8 * unit > bbox.left + bbox.width ? x - width - 4 * unit : x + 4 * unit;
        ctx.fillStyle = colours.ground;
        ctx.fillRect(left - 2 * unit, bbox.top, width + 4 * unit, 15 * unit);
        ctx.fillStyle = colours[mark.kind];
        ctx.fillText(mark.what, left, bbox.top + 2 * unit);
      }
    }
    ctx.restore();
  }

  /**
   * @param data seconds, then the values of each line
   * @param marks what was done on purpose, and when
   */
  show(data, span, marks) {
    this.data = data;
    this.span = span;
    this.marks = marks;
    if (this.inView && !document.hidden) this.draw();
    if (this.cursor === null) this.tell(null);
  }

  draw() {
    const last = this.data[0].length - 1;
    this.plot.setData(this.data, false);
    if (last < 0) return;
    const end = this.data[0][last];
    const first = Math.min(this.data[0][0], end - Plot.SHORTEST);
    this.plot.setScale("x", { min: Math.max(end - this.span, first), max: end });
  }

  resize() {
    const width = this.area.clientWidth;
    if (width > 0 && width !== this.plot.width) this.plot.setSize({ width, height: Plot.HEIGHT });
  }

  moved(index) {
    this.cursor = index === undefined ? null : index;
    if (this.data) this.tell(this.cursor);
  }

  /** Writes the values of a second into the legend, of the last one if there is no index. */
  tell(index) {
    const time = index === null ? undefined : this.data[0][index];
    const done = this.marks.filter(mark => mark.at === time).map(Plot.words);
    this.when.textContent = time === undefined ? "" : [Plot.time(time), ...done].join(", ");
    this.values.forEach((value, line) => {
      const values = this.data[line + 1];
      value.textContent = Plot.number(index === null ? Plot.latest(values) : values[index]);
    });
  }

  /** The last value, unless it is so old that it says nothing of now. */
  static latest(values) {
    for (let i = values.length - 1; i >= Math.max(0, values.length - 5); i--) {
      if (values[i] !== null && values[i] !== undefined) return values[i];
    }
    return null;
  }

  key(event) {
    if (!this.data || this.data[0].length === 0) return;
    const last = this.data[0].length - 1;
    const step = event.shiftKey ? 10 : 1;
    const from = this.cursor === null ? last : this.cursor;
    const first = Math.max(0, last - this.span);
    const moves = { ArrowLeft: from - step, ArrowRight: from + step, Home: first, End: last };
    if (event.key === "Escape") {
      this.plot.setCursor({ left: -10, top: -10 });
      this.moved(undefined);
    } else if (event.key in moves) {
      event.preventDefault();
      const index = Math.min(last, Math.max(first, moves[event.key]));
      this.plot.setCursor({ left: this.plot.valToPos(this.data[0][index], "x"), top: Plot.HEIGHT / 2 });
      this.moved(index);
    }
  }

  remove() {
    this.sizes.disconnect();
    this.views.disconnect();
    this.plot.destroy();
    this.figure.remove();
  }
}
