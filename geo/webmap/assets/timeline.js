// The timeline: a histogram, and over it a window with two handles; three sliders for keyboard and screen reader.
(function (D) {
  "use strict";

  const STEPS = { day: 1, week: 7, month: 30 };
  const SETTLE_MS = 350;
  const SPEEDS = [[900, "slow"], [450, "normal"], [180, "fast"]];

  class Timeline {
    constructor(root, model, colours) {
      this.root = root;
      this.model = model;
      this.colours = colours;
      this.domain = [model.first, model.last];
      this.step = this._startStep();
      this.pace = 450;
      this.playing = null;
      this._build();
      this._listen();
      this.refresh();
    }

    _startStep() {
      const days = this.model.last - this.model.first;
      return days > 1100 ? "month" : days > 150 ? "week" : "day";
    }

    get days() { return STEPS[this.step]; }

    _build() {
      const button = (label, name, act) =>
        D.el("button", { type: "button", class: "dl-button", "aria-label": label, title: label, onclick: act }, icon(name));
      this.play = button("Play", "play", () => this.toggle());
      this.caption = D.el("output", { class: "dl-caption" });
      this.slider = { move: slider("Time window", "dl-window"), start: slider("Window start", "dl-handle dl-start"),
        end: slider("Window end", "dl-handle dl-end") };
      this.canvas = D.el("canvas", { class: "dl-histogram", "aria-hidden": "true" });
      this.track = D.el("div", { class: "dl-track" }, this.canvas, ...Object.values(this.slider));
      const stepper = choice("Step", [["day", "Day"], ["week", "Week"], ["month", "Month"]], this.step, (v) => { this.step = v; });
      const speed = choice("Speed", SPEEDS.map(([ms, word]) => [String(ms), word[0].toUpperCase() + word.slice(1)]), "450",
        (v) => { this.pace = Number(v); if (this.playing) { this.stop(); this.toggle(); } });
      this.whole = D.el("button", { type: "button", class: "dl-button dl-text", onclick: () => this.showAll() }, "All dates");
      this.zoom = D.el("button", { type: "button", class: "dl-button dl-text", onclick: () => this.zoomDomain() }, "Zoom in");
      this.bar = D.el("div", { class: "dl-bar" },
        button("Previous event", "previous", () => this.jump(-1)), this.play,
        button("Next event", "next", () => this.jump(1)), this.caption,
        D.el("span", { class: "dl-grow" }), stepper, speed, this.zoom, this.whole);
      this.root.append(this.bar, this.track);
    }

    _listen() {
      const { model } = this;
      const refresh = () => this.refresh();
      for (const name of ["window", "filter"]) model.addEventListener(name, refresh);
      new ResizeObserver(refresh).observe(this.track);
      for (const [part, node] of Object.entries(this.slider)) {
        node.addEventListener("keydown", (event) => this._key(event, part));
        node.addEventListener("pointerdown", (event) => this._drag(event, part));
      }
      this.canvas.addEventListener("pointerdown", (event) => this._brush(event));
    }

    // --- moving ---------------------------------------------------------------------------------

    set(from, to, settled) {
      const [first, last] = this.domain;
      const a = Math.max(first, Math.min(from, last)), b = Math.min(last, Math.max(to, first));
      this.model.setWindow(Math.min(a, b), Math.max(a, b));
      clearTimeout(this._settling);
      if (settled) this.model.setWindow(...this.model.window, true);
      else this._settling = setTimeout(() => this.model.setWindow(...this.model.window, true), SETTLE_MS);
    }

    isWhole() {
      return this.model.window[0] <= this.domain[0] && this.model.window[1] >= this.domain[1];
    }

    // Moves the window and keeps its length; a window over everything first shrinks to one step.
    shift(days) {
      const [from, to] = this.model.window, [first, last] = this.domain;
      if (this.isWhole() && last > first) {
        if (days > 0) this.set(first, Math.min(last, first + this.days - 1));
        else this.set(Math.max(first, last - this.days + 1), last);
        return;
      }
      const length = to - from;
      const start = Math.max(first, Math.min(from + days, last - length));
      this.set(start, start + length);
    }

    _key(event, part) {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const big = event.shiftKey || event.key.startsWith("Page") ? (this.days === 1 ? 7 : 4) : 1;
      const way = { ArrowRight: 1, ArrowUp: 1, PageUp: 1, ArrowLeft: -1, ArrowDown: -1, PageDown: -1 }[event.key];
      const [from, to] = this.model.window, [first, last] = this.domain;
      if (event.key === " ") this.toggle();
      else if (way) this._step(part, way * big * this.days);
      else if (event.key === "Home" || event.key === "End") {
        const home = event.key === "Home";
        if (part === "start") this.set(home ? first : to, to);
        else if (part === "end") this.set(from, home ? from : last);
        else this.shift(home ? first - last - this.days : last - first + this.days);
        if (part === "move" && this.isWhole() && last > first) this.shift(home ? 1 : -1);
      } else return;
      event.preventDefault();
      event.stopPropagation();
    }

    _step(part, days) {
      const [from, to] = this.model.window;
      if (part === "move") this.shift(days);
      else if (part === "start") this.set(Math.min(from + days, to), to);
      else this.set(from, Math.max(to + days, from));
    }

    toggle() {
      if (this.playing) { this.stop(); return; }
      const { last } = this.domain;
      if (this.model.window[1] >= this.domain[1]) this._rewind();
      this._playLabel(true);
      this.playing = setInterval(() => {
        if (this.model.window[1] >= this.domain[1]) this.stop();
        else this.shift(this.days);
      }, this.pace);
      return last;
    }

    _rewind() {
      const [first, last] = this.domain;
      const length = this.isWhole() ? this.days - 1 : this.model.window[1] - this.model.window[0];
      this.set(first, Math.min(last, first + length));
    }

    stop() {
      if (!this.playing) return;
      clearInterval(this.playing);
      this.playing = null;
      this._playLabel(false);
      this.model.setWindow(...this.model.window, true);
    }

    _playLabel(on) {
      this.play.setAttribute("aria-label", on ? "Pause" : "Play");
      this.play.title = on ? "Pause" : "Play";
      this.play.replaceChildren(icon(on ? "pause" : "play"));
    }

    // The next (or previous) day on which a shown event begins.
    jump(way) {
      const { model } = this, [from, to] = model.window;
      const length = this.isWhole() ? this.days - 1 : to - from;
      const here = this.isWhole() ? (way > 0 ? -Infinity : Infinity) : from;
      let found = null;
      for (let i = 0; i < model.dated; i++) {
        const day = model.base + model.start[i];
        if (!model.visible[i] || day < this.domain[0] || day > this.domain[1]) continue;
        if (way > 0 && day > here) { found = day; break; }
        if (way < 0 && day < here) found = day;
      }
      if (found !== null) this.set(found, found + length);
    }

    showAll() {
      this.domain = [this.model.first, this.model.last];
      this.set(...this.domain, true);
      this.refresh();
    }

    zoomDomain() {
      const [from, to] = this.model.window;
      const margin = Math.max(2, Math.round((to - from) * 0.15));
      this.domain = [Math.max(this.model.first, from - margin), Math.min(this.model.last, to + margin)];
      this.refresh();
    }

    // --- pointer --------------------------------------------------------------------------------

    _dayAt(clientX) {
      const box = this.track.getBoundingClientRect(), [first, last] = this.domain;
      return first + Math.floor((clientX - box.left) / box.width * (last - first + 1));
    }

    _drag(event, part) {
      if (event.button) return;
      const grip = event.clientX, [from, to] = this.model.window;
      const dayWidth = this.track.getBoundingClientRect().width / (this.domain[1] - this.domain[0] + 1);
      const node = this.slider[part];
      node.setPointerCapture(event.pointerId);
      node.focus({ preventScroll: true });
      const move = (e) => {
        const by = Math.round((e.clientX - grip) / dayWidth), [first, last] = this.domain;
        if (part === "start") this.set(Math.min(from + by, to), to);
        else if (part === "end") this.set(from, Math.max(to + by, from));
        else {
          const start = Math.max(first, Math.min(from + by, last - (to - from)));
          this.set(start, start + to - from);
        }
      };
      const done = () => {
        node.removeEventListener("pointermove", move);
        this.set(...this.model.window, true);
      };
      node.addEventListener("pointermove", move);
      node.addEventListener("pointerup", done, { once: true });
      node.addEventListener("pointercancel", done, { once: true });
      event.preventDefault();
    }

    // Dragging over the bare histogram draws a new window.
    _brush(event) {
      if (event.button) return;
      const anchor = this._dayAt(event.clientX);
      this.canvas.setPointerCapture(event.pointerId);
      const move = (e) => {
        const day = this._dayAt(e.clientX);
        this.set(Math.min(anchor, day), Math.max(anchor, day));
      };
      move(event);
      const done = () => { this.canvas.removeEventListener("pointermove", move); this.set(...this.model.window, true); };
      this.canvas.addEventListener("pointermove", move);
      this.canvas.addEventListener("pointerup", done, { once: true });
      this.canvas.addEventListener("pointercancel", done, { once: true });
    }

    // --- showing --------------------------------------------------------------------------------

    setColours(colours) { this.colours = colours; this._bins = null; this.refresh(); }

    refresh() {
      cancelAnimationFrame(this._frame);
      this._say();
      this._place();
      this._frame = requestAnimationFrame(() => this._draw());
    }

    _place() {
      const [first, last] = this.domain, [from, to] = this.model.window, span = last - first + 1;
      const left = (Math.max(from, first) - first) / span * 100, right = (Math.min(to, last) + 1 - first) / span * 100;
      this.slider.move.style.left = left + "%";
      this.slider.move.style.width = Math.max(0, right - left) + "%";
      this.slider.start.style.left = left + "%";
      this.slider.end.style.left = right + "%";
      this.root.classList.toggle("dl-iswhole", this.isWhole());
      this.whole.disabled = this.isWhole() && this.domain[0] === this.model.first && this.domain[1] === this.model.last;
    }

    _say() {
      const { model } = this, [from, to] = model.window, { shown, unmapped } = model.shownCounts();
      if (!model.dated) { this.caption.textContent = "No event has a date."; return; }
      const rest = unmapped ? ` (${unmapped} not mapped)` : "";
      this.caption.replaceChildren(D.el("strong", {}, D.shortRange(from, to)), ` · ${D.plural(shown, "event")}${rest}`);
      const words = `${D.longRange(from, to)}: ${D.plural(shown, "event")} shown${unmapped ? `, ${unmapped} of them not on the map` : ""}`;
      aria(this.slider.move, this.domain, from, words);
      aria(this.slider.start, [this.domain[0], to], from, D.longDate(from));
      aria(this.slider.end, [from, this.domain[1]], to, D.longDate(to));
    }

    _draw() {
      const box = this.track.getBoundingClientRect();
      if (!box.width) return;
      const ratio = globalThis.devicePixelRatio || 1, context = this.canvas.getContext("2d");
      const width = Math.round(box.width * ratio), height = Math.round(box.height * ratio);
      if (this.canvas.width !== width || this.canvas.height !== height) {
        this.canvas.width = width; this.canvas.height = height;
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, box.width, box.height);
      D.drawHistogram(context, this, box.width, box.height);
    }
  }

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
    const select = D.el("select", { class: "dl-select", onchange: (event) => act(event.target.value) },
      options.map(([key, word]) => D.el("option", { value: key, selected: key === value }, word)));
    return D.el("label", { class: "dl-choice" }, D.el("span", {}, label), select);
  }

  const ICONS = {
    play: "M5 3v14l12-7z", pause: "M5 3h4v14H5zM11 3h4v14h-4z",
    next: "M4 3l9 7-9 7zM14 3h2.5v14H14z", previous: "M16 3l-9 7 9 7zM3.500 3H6v14H3.500z",
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

  D.Timeline = Timeline;
})(globalThis.Dateline = globalThis.Dateline || {});
