// Above, bars: events that lie in one day (or week, month, year: what fits), stacked by family. Below, lines: events
// that reach over several of these, each over its whole span. So every event is drawn once.
(function (D) {
  "use strict";

  const AXIS_PX = 18;
  const LANE_PX = 4, LANES = 6;
  const BINS = ["day", "week", "month", "quarter", "year", "5 years", "20 years", "century"];

  // All this changes with filters, range and size only; a step of the window draws the veil anew over it.
  D.drawHistogram = function (context, timeline, width, height) {
    const still = timeline.bars || (timeline.bars = remembered(timeline.model));
    const key = [...timeline.domain, context.canvas.width, context.canvas.height, width].join(" ");
    if (still.stale || still.key !== key || still.colours !== timeline.colours) {
      still.stale = false;
      still.key = key;
      still.colours = timeline.colours;
      still.canvas.width = context.canvas.width;
      still.canvas.height = context.canvas.height;
      const bars = still.canvas.getContext("2d");
      bars.setTransform(context.getTransform());
      drawAll(bars, timeline, width, height - AXIS_PX);
    }
    context.drawImage(still.canvas, 0, 0, width, height);
    shade(context, timeline, width, height - AXIS_PX);
  };

  function remembered(model) {
    const still = { canvas: document.createElement("canvas"), stale: true };
    model.addEventListener("filter", () => { still.stale = true; });
    return still;
  }

  function drawAll(context, timeline, width, bottom) {
    const { model, domain, colours } = timeline;
    const days = domain[1] - domain[0] + 1, x = (day) => (day - domain[0]) / days * width;
    const unit = D.fittingUnit(BINS, days, width, 5);
    const { bins, spans } = D.sortIntoBins(model, domain, unit);
    const lanes = packed(spans, domain);
    const base = bottom - (lanes.rows ? lanes.rows * LANE_PX + 5 : 0);
    drawBars(context, bins, model.header.families, x, base);
    drawLanes(context, lanes, model, x, base + 4, colours);
    context.fillStyle = colours.grid;
    context.fillRect(0, base, width, 1);
    context.fillRect(0, bottom, width, 1);
    axis(context, domain, width, bottom, colours);
  }

  // bins: {from, to (the day after), parts by family, total}; spans: [first day, last day, event] of the wider events.
  D.sortIntoBins = function (model, domain, unit) {
    const families = model.header.families.length;
    const starts = [domain[0], ...D.starts(unit, domain).filter((day) => day > domain[0])];
    const bins = starts.map((from, i) => ({
      from, to: starts[i + 1] || domain[1] + 1, parts: new Uint32Array(families), total: 0,
    }));
    const binOf = new Uint32Array(domain[1] - domain[0] + 1), spans = [], { base, visible, type } = model;
    const familyOf = model.types.map((one) => one.family), [low, high] = model.range(domain);
    bins.forEach((bin, i) => binOf.fill(i, bin.from - domain[0], bin.to - domain[0]));
    for (let i = low; i < high; i++) {
      const from = base + model.start[i], to = base + model.end[i];
      if (!visible[i] || to < domain[0]) continue;
      const first = Math.max(from, domain[0]), last = Math.min(to, domain[1]), bin = bins[binOf[first - domain[0]]];
      if (last >= bin.to || first !== from) { spans.push([first, last, i]); continue; }
      bin.parts[familyOf[type[i]]]++;
      bin.total++;
    }
    return { bins, spans };
  };

  // Spans side by side in lanes; those for which no lane is free are counted a day in `crowd`.
  function packed(spans, domain) {
    const free = new Array(LANES).fill(-Infinity), placed = [];
    const crowd = new Int32Array(domain[1] - domain[0] + 2);
    let overflow = false;
    for (const [first, last, event] of spans) {
      const lane = free.findIndex((until) => until < first);
      if (lane < 0) {
        crowd[first - domain[0]]++;
        crowd[last - domain[0] + 1]--;
        overflow = true;
        continue;
      }
      free[lane] = last;
      placed.push([first, last, event, lane]);
    }
    const used = placed.reduce((most, span) => Math.max(most, span[3] + 1), 0);
    return { placed, crowd: overflow ? crowd : null, rows: used + (overflow ? 1 : 0), domain };
  }

  function drawBars(context, bins, families, x, base) {
    const top = bins.reduce((most, bin) => Math.max(most, bin.total), 1), unit = (base - 8) / top;
    for (const bin of bins) {
      const left = x(bin.from), room = x(bin.to) - left;
      const gap = room > 12 ? 2 : room > 5 ? 1 : 0.5, wide = Math.max(Math.min(room - gap, 64), 1);
      let y = base;
      families.forEach((family, f) => {
        const h = bin.parts[f] * unit;
        if (!h) return;
        y -= h;
        context.fillStyle = family.colour;
        context.fillRect(left + (room - wide) / 2, y, wide, Math.max(h - (h > 4 ? 0.75 : 0), 0.75));
      });
    }
  }

  function drawLanes(context, { placed, crowd, rows, domain }, model, x, top, colours) {
    for (const [first, last, event, lane] of placed) {
      context.fillStyle = model.types[model.type[event]].colour;
      context.fillRect(x(first), top + lane * LANE_PX, Math.max(x(last + 1) - x(first) - 0.7, 1.5), LANE_PX - 1);
    }
    if (!crowd) return;
    let count = 0;
    const many = [];
    for (let d = 0; d < crowd.length - 1; d++) many.push(count += crowd[d]);
    const most = many.reduce((top, n) => Math.max(top, n), 1);
    context.fillStyle = colours.axis;
    many.forEach((n, d) => {
      if (!n) return;
      context.globalAlpha = 0.25 + 0.75 * n / most;
      context.fillRect(x(domain[0] + d), top + (rows - 1) * LANE_PX, Math.max(x(domain[0] + d + 1) - x(domain[0] + d), 0.5), LANE_PX - 1);
    });
    context.globalAlpha = 1;
  }

  // Outside the window everything is paler.
  function shade(context, timeline, width, base) {
    const [first, last] = timeline.domain, [from, to] = timeline.model.window, span = last - first + 1;
    const left = (from - first) / span * width, right = (to + 1 - first) / span * width;
    context.fillStyle = timeline.colours.veil;
    if (left > 0) context.fillRect(0, 0, left, base);
    if (right < width) context.fillRect(right, 0, width - right, base);
  }

  function axis(context, domain, width, base, colours) {
    const days = domain[1] - domain[0] + 1;
    context.font = '11.5px system-ui, "Segoe UI", "Noto Sans", sans-serif';
    context.textBaseline = "middle";
    context.fillStyle = colours.axis;
    let free = 0;
    for (const [day, label] of D.ticks(domain, width)) {
      const x = (day - domain[0]) / days * width;
      const centre = days <= 40 && label ? x + width / days / 2 : x; // a day's label stands under its bar
      context.fillRect(centre, base, 1, label ? 4 : 2);
      if (!label) continue;
      const size = context.measureText(label).width;
      const left = Math.max(0, Math.min(width - size, centre - size / 2));
      if (left < free) continue;
      context.fillText(label, left, base + 11);
      free = left + size + 8;
    }
  }
})(globalThis.Dateline = globalThis.Dateline || {});
