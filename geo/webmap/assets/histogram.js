// Events a day (or week, month, year: what fits), stacked by family; an interval counts on all its days.
(function (D) {
  "use strict";

  const AXIS_PX = 18;
  const BINS = [1, 2, 7, 14, 30, 91, 365, 1826];

  // Bars and axis change with filters, range and size only; a step of the window draws the veil anew over them.
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
      drawBars(bars, timeline, width, height - AXIS_PX);
    }
    context.drawImage(still.canvas, 0, 0, width, height);
    shade(context, timeline, width, height - AXIS_PX);
  };

  function remembered(model) {
    const still = { canvas: document.createElement("canvas"), stale: true };
    model.addEventListener("filter", () => { still.stale = true; });
    return still;
  }

  function drawBars(context, timeline, width, base) {
    const { model, domain, colours } = timeline;
    const days = domain[1] - domain[0] + 1;
    const size = BINS.find((b) => width / (days / b) >= 6) || BINS[BINS.length - 1];
    const bins = Math.ceil(days / size), binWidth = width * size / days;
    const counts = countBins(model, domain, size, bins);
    const top = counts.total.reduce((most, n) => Math.max(most, n), 1);
    const families = model.header.families;
    context.fillStyle = colours.grid;
    context.fillRect(0, base, width, 1);
    const gap = binWidth > 12 ? 2 : binWidth > 5 ? 1 : 0.5;
    const bar = Math.min(binWidth - gap, 64), unit = (base - 10) / top;
    for (let b = 0; b < bins; b++) {
      let y = base;
      for (let f = 0; f < families.length; f++) {
        const h = counts.parts[b * families.length + f] * unit;
        if (!h) continue;
        y -= h;
        context.fillStyle = families[f].colour;
        context.fillRect(b * binWidth + (binWidth - bar) / 2, y, bar, Math.max(h - (h > 4 ? 0.75 : 0), 0.75));
      }
    }
    axis(context, domain, width, base, colours);
  }

  function countBins(model, domain, size, bins) {
    const families = model.header.families.length;
    const steps = new Int32Array((bins + 1) * families), total = new Uint32Array(bins);
    for (let i = 0; i < model.dated; i++) {
      if (!model.visible[i]) continue;
      const from = model.base + model.start[i] - domain[0], to = model.base + model.end[i] - domain[0];
      if (to < 0 || from >= bins * size) continue;
      const family = model.types[model.type[i]].family;
      steps[Math.max(0, Math.floor(from / size)) * families + family]++;
      steps[Math.min(bins, Math.floor(to / size) + 1) * families + family]--;
    }
    for (let b = 0; b < bins; b++) {
      for (let f = 0; f < families; f++) {
        if (b) steps[b * families + f] += steps[(b - 1) * families + f];
        total[b] += steps[b * families + f];
      }
    }
    return { parts: steps, total };
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
    for (const [day, label] of ticks(domain, days, width)) {
      const x = (day - domain[0]) / days * width;
      const centre = days <= 40 ? x + width / days / 2 : x;
      const size = context.measureText(label).width;
      const left = Math.max(0, Math.min(width - size, centre - size / 2));
      if (left < free) continue;
      context.fillRect(centre, base, 1, 4);
      context.fillText(label, left, base + 11);
      free = left + size + 14;
    }
  }

  function ticks(domain, days, width) {
    const found = [], most = width / 70;
    for (let day = domain[0]; day <= domain[1]; day++) {
      const date = D.fromDay(day), first = date.getUTCDate() === 1;
      const month = date.getUTCMonth(), year = date.getUTCFullYear();
      const short = D.shortMonth(month);
      if (days <= 62 && (days <= most * 1.6 || date.getUTCDay() === 1)) found.push([day, `${date.getUTCDate()} ${short}`]);
      else if (days > 62 && days / 30 <= most * 2 && first) found.push([day, month ? short : String(year)]);
      else if (days / 30 > most * 2 && first && month === 0) found.push([day, String(year)]);
    }
    return found;
  }
})(globalThis.Dateline = globalThis.Dateline || {});
