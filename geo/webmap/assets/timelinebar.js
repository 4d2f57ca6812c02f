// What stands around the timeline's track: buttons, caption, dates to type, settings; and what it says in words.
(function (D) {
  "use strict";

  const STEPS = [["day", "Day"], ["week", "Week"], ["month", "Month"]];
  const MODES = [["window", "Window"], ["until", "All until"]];
  const SPEEDS = [["900", "Slow"], ["450", "Normal"], ["180", "Fast"]];

  // The parts of a timeline, by name; they stand in its root.
  D.buildTimeline = function (timeline) {
    const parts = {
      play: iconButton("Play", "play", () => timeline.toggle()),
      caption: D.el("output", { class: "dl-caption" }),
      canvas: D.el("canvas", { class: "dl-histogram", "aria-hidden": "true" }),
      slider: {
        move: slider("Time window", "dl-window"), start: slider("Window start", "dl-handle dl-start"),
        end: slider("Window end", "dl-handle dl-end"),
      },
      choices: {
        mode: choice("Show", MODES, timeline.mode, (mode) => timeline.setMode(mode)),
        step: choice("Step", STEPS, timeline.step, (step) => { timeline.step = step; }),
        pace: choice("Speed", SPEEDS, String(timeline.pace), (pace) => timeline.setPace(Number(pace))),
      },
      dates: { from: dateField("From", timeline), to: dateField("To", timeline) },
      whole: textButton("All dates", () => timeline.showAll()),
      zoom: textButton("Zoom to window", () => timeline.zoomDomain()),
    };
    parts.track = D.el("div", { class: "dl-track" }, parts.canvas, ...Object.values(parts.slider));
    timeline.root.append(head(timeline, parts), parts.track, foot(parts));
    return parts;
  };

  function head(timeline, parts) {
    const jump = (label, name) => iconButton(label, name, () => timeline.jump(name));
    return D.el("div", { class: "dl-bar" },
      D.el("div", { class: "dl-transport", role: "group", "aria-label": "Playback" },
        jump("First event", "first"), jump("Previous event", "previous"), parts.play,
        jump("Next event", "next"), jump("Last event", "last")),
      parts.caption, D.el("span", { class: "dl-grow" }),
      D.el("div", { class: "dl-dates", role: "group", "aria-label": "Dates shown" },
        parts.dates.from, D.el("span", { "aria-hidden": "true" }, "–"), parts.dates.to));
  }

  function foot(parts) {
    return D.el("div", { class: "dl-bar dl-settings" }, Object.values(parts.choices), D.el("span", { class: "dl-grow" }),
      parts.zoom, parts.whole);
  }

  function dateField(label, timeline) {
    return D.el("input", {
      type: "date", class: "dl-date", "aria-label": label, title: label,
      onchange: () => typed(timeline),
      onblur: () => showDates(timeline, true),
    });
  }

  // While a year is being typed the date is one of long ago: only dates that events have are taken.
  function typed(timeline) {
    const { from, to } = timeline.dates;
    if (!from.value || !to.value || !from.validity.valid || !to.validity.valid) return;
    timeline.type(D.toDay(from.value), D.toDay(to.value));
  }

  function showDates(timeline, evenFocused) {
    const { model, dates } = timeline;
    [["from", 0], ["to", 1]].forEach(([name, end]) => {
      const field = dates[name], value = model.dated ? D.isoDay(model.window[end]) : "";
      field.disabled = !model.dated || (name === "from" && timeline.mode === "until");
      field.min = model.dated ? D.isoDay(model.first) : "";
      field.max = model.dated ? D.isoDay(model.last) : "";
      const focused = field.getRootNode().activeElement === field;
      if (field.value !== value && (evenFocused || !focused)) field.value = value;
    });
  }

  // Caption, dates and the sliders' words follow the window.
  D.sayTimeline = function (timeline) {
    const { model, slider: sliders, domain, mode } = timeline, [from, to] = model.window;
    showDates(timeline, false);
    if (!model.dated) { timeline.caption.textContent = "No event has a date."; return; }
    const { shown, unmapped } = model.tally();
    const rest = unmapped ? ` (${D.number(unmapped)} not mapped)` : "";
    timeline.caption.replaceChildren(D.el("strong", {}, D.shortRange(from, to)), ` · ${D.plural(shown, "event")}${rest}`);
    const words = `${D.longRange(from, to)}: ${D.plural(shown, "event")} shown${unmapped ? `, ${D.number(unmapped)} of them not on the map` : ""}`;
    aria(sliders.move, domain, mode === "until" ? to : from, words);
    aria(sliders.start, [domain[0], to], from, D.longDate(from));
    aria(sliders.end, [from, domain[1]], to, D.longDate(to));
    sliders.start.setAttribute("aria-disabled", String(mode === "until"));
  };

  D.showPlaying = function (button, on) {
    const label = on ? "Pause" : "Play";
    button.setAttribute("aria-label", label);
    button.title = label;
    button.replaceChildren(icon(on ? "pause" : "play"));
  };

  // Sets a choice from outside, for an address that asks for it; what is no option is left out.
  D.choose = function (label, value) {
    const select = label.querySelector("select");
    if (![...select.options].some((option) => option.value === value) || select.value === value) return;
    select.value = value;
    select.dispatchEvent(new Event("change"));
  };

  function slider(label, className) {
    return D.el("div", { class: className, role: "slider", tabindex: "0", "aria-label": label, "aria-orientation": "horizontal" });
  }

  function aria(node, [low, high], now, words) {
    node.setAttribute("aria-valuemin", String(low));
    node.setAttribute("aria-valuemax", String(high));
    node.setAttribute("aria-valuenow", String(now));
    node.setAttribute("aria-valuetext", words);
  }

  function choice(label, options, value, act) {
    const select = D.el("select", { class: "dl-select", "aria-label": label, onchange: (event) => act(event.target.value) },
      options.map(([key, word]) => D.el("option", { value: key, selected: key === value }, word)));
    return D.el("label", { class: "dl-choice" }, D.el("span", {}, label), select);
  }

  function textButton(words, act) {
    return D.el("button", { type: "button", class: "dl-button dl-text", onclick: act }, words);
  }

  function iconButton(label, name, act) {
    return D.el("button", { type: "button", class: "dl-button", "aria-label": label, title: label, onclick: act }, icon(name));
  }

  const ICONS = {
    play: "M5 3v14l12-7z", pause: "M5 3h4v14H5zM11 3h4v14h-4z",
    next: "M6 3l9 7-9 7z", previous: "M14 3l-9 7 9 7z",
    last: "M4 3l9 7-9 7zM14 3h2.5v14H14z", first: "M16 3l-9 7 9 7zM3.5 3H6v14H3.5z",
    box: "M2 2h4v2H4v2H2zM8 2h4v2H8zM14 2h4v4h-2V4h-2zM16 8h2v4h-2zM2 8h2v4H2zM2 14h2v2h2v2H2zM8 16h4v2H8zM16 14h2v4h-4v-2h2z",
    province: "M3 3l5-1 4 2 5-1v9l-3 5-5-1-6 2zM4.6 4.4v11l4-1.3 4.6 1 2.2-3.6V5l-3.6.8-3.9-2z",
    pin: "M10 2a5.5 5.5 0 0 0-5.5 5.5C4.5 12 10 18 10 18s5.5-6 5.5-10.5A5.5 5.5 0 0 0 10 2zm0 7.5a2 2 0 1 1 0-4 2 2 0 0 1 0 4z",
    fit: "M2 2h6L5.7 4.3 9 7.6 7.6 9 4.3 5.7 2 8zM18 2v6l-2.3-2.3L12.4 9 11 7.6l3.3-3.3L12 2zM18 18h-6l2.3-2.3L11 12.4 12.4 11l3.3 3.3L18 12zM2 18v-6l2.3 2.3L7.6 11 9 12.4l-3.3 3.3L8 18z",
  };

  function icon(name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 20 20");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
  }

  D.iconButton = iconButton;
})(globalThis.Dateline = globalThis.Dateline || {});
