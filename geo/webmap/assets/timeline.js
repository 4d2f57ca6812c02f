// The timeline: a histogram, and over it a window with two handles; three sliders for keyboard and screen reader.
// The window is what is shown; in the mode "until" it reaches from the first day to its end, and only the end moves.
(function (D) {
  "use strict";

  const SETTLE_MS = 350;

  class Timeline {
    constructor(root, model, colours) {
      this.root = root;
      this.model = model;
      this.colours = colours;
      this.domain = [model.first, model.last];
      this.step = this._startStep();
      this.mode = "window";
      this.pace = 450;
      this.playing = null;
      Object.assign(this, D.buildTimeline(this));
      this._usual = this._settings();
      this._listen();
      this.refresh();
    }

    _startStep() {
      const days = this.model.last - this.model.first;
      return days > 1100 ? "month" : days > 150 ? "week" : "day";
    }

    _listen() {
      const { model } = this;
      const refresh = () => this.refresh();
      for (const name of ["window", "filter"]) model.addEventListener(name, refresh);
      this.watching = new ResizeObserver(refresh);
      this.watching.observe(this.track);
      for (const [part, node] of Object.entries(this.slider)) {
        node.addEventListener("keydown", (event) => this._key(event, part));
        node.addEventListener("pointerdown", (event) => this._drag(event, part));
      }
      this.canvas.addEventListener("pointerdown", (event) => this._brush(event));
    }

    // --- moving ---------------------------------------------------------------------------------

    set(from, to, settled) {
      const [first, last] = this.domain;
      const a = this.mode === "until" ? first : Math.max(first, Math.min(from, last));
      const b = Math.min(last, Math.max(to, first));
      this.model.setWindow(Math.min(a, b), Math.max(a, b));
      clearTimeout(this._settling);
      if (settled) this._settle();
      else this._settling = setTimeout(() => this._settle(), SETTLE_MS);
    }

    _settle() { this.model.setWindow(...this.model.window, true); }

    isWhole() {
      return this.model.window[0] <= this.domain[0] && this.model.window[1] >= this.domain[1];
    }

    // How many steps the window is long; it keeps this number when it moves to where steps begin.
    _lengthInSteps() {
      const [from, to] = this.model.window;
      return Math.max(1, Math.round((to - from + 1) / D.UNITS[this.step].length));
    }

    // Moves the window by steps of the calendar; one over everything first shrinks to one step.
    shift(steps) {
      const [from, to] = this.model.window;
      if (this.isWhole()) { this._toEnd(steps > 0 ? -1 : 1, 1); return; }
      if (this.mode === "until") { this.set(from, D.boundary(this.step, to + 1, steps) - 1); return; }
      this._span(D.boundary(this.step, from, steps), this._lengthInSteps());
    }

    // The window of so many steps that begins on a day, or as near to it as the range allows.
    _span(start, steps) {
      const [first, last] = this.domain, { floor, add } = D.UNITS[this.step];
      const latest = add(floor(last), 1 - steps);
      const begin = Math.max(first, Math.min(start, latest));
      this.set(begin, add(floor(begin), steps) - 1);
    }

    // way -1: the first window of so many steps; 1: the last one.
    _toEnd(way, steps) {
      const [first, last] = this.domain;
      if (this.mode === "until") this.set(first, way < 0 ? D.boundary(this.step, first, 1) - 1 : D.UNITS[this.step].floor(last) - 1);
      else this._span(way < 0 ? first : last, steps);
    }

    _key(event, part) {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const big = event.shiftKey || event.key.startsWith("Page") ? (this.step === "day" ? 7 : 4) : 1;
      const way = { ArrowRight: 1, ArrowUp: 1, PageUp: 1, ArrowLeft: -1, ArrowDown: -1, PageDown: -1 }[event.key];
      if (event.key === " ") this.toggle();
      else if (way && part === "move") this.shift(way * big);
      else if (way) this._moveEdge(part, way * big);
      else if (event.key === "Home" || event.key === "End") this._jumpEdge(part, event.key === "Home");
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    _moveEdge(part, steps) {
      const [from, to] = this.model.window;
      if (part === "start") this.set(Math.min(D.boundary(this.step, from, steps), to), to);
      else this.set(from, Math.max(D.boundary(this.step, to + 1, steps) - 1, from));
    }

    _jumpEdge(part, home) {
      const [from, to] = this.model.window, [first, last] = this.domain;
      if (part === "start") this.set(home ? first : to, to);
      else if (part === "end") this.set(from, home ? from : last);
      else if (this.mode === "until") this.set(first, home ? D.boundary(this.step, first, 1) - 1 : last);
      else this._toEnd(home ? -1 : 1, this.isWhole() ? 1 : this._lengthInSteps());
    }

    toggle() {
      if (this.playing) { this.stop(); return; }
      if (this.model.window[1] >= this.domain[1]) this._toEnd(-1, this.isWhole() ? 1 : this._lengthInSteps());
      D.showPlaying(this.play, true);
      this.playing = setInterval(() => this._tick(), this.pace);
    }

    // With reduced motion a press makes one step: nothing goes on moving by itself.
    _tick() {
      if (this.model.window[1] < this.domain[1]) this.shift(1);
      else this.stop();
      if (D.quiet()) this.stop();
    }

    stop() {
      if (!this.playing) return;
      clearInterval(this.playing);
      this.playing = null;
      D.showPlaying(this.play, false);
      this._settle();
    }

    setPace(pace) {
      this.pace = pace;
      if (this.playing) { this.stop(); this.toggle(); }
    }

    setMode(mode) {
      this.mode = mode;
      if (mode === "until") this.set(this.domain[0], this.model.window[1], true);
      this.refresh();
    }

    _settings() { return { mode: this.mode, step: this.step, pace: String(this.pace) }; }

    // What is set otherwise than it was at first: of "mode", "step" and "pace" (milliseconds), for an address.
    settings() {
      return Object.fromEntries(Object.entries(this._settings()).filter(([name, value]) => value !== this._usual[name]));
    }

    // Sets these, and the others back; what is no choice is left out.
    setSettings(asked) {
      for (const [name, usual] of Object.entries(this._usual)) D.choose(this.choices[name], asked[name] || usual);
    }

    // The window goes to a day on which a shown event begins: the first, previous, next or last one.
    jump(where) {
      const { base } = this.model, [first, last] = this.domain, [from, to] = this.model.window;
      const here = this.mode === "until" ? to : from, whole = this.isWhole();
      const day = {
        first: () => this._beginning(first, 1),
        last: () => this._beginning(last, -1),
        next: () => this._beginning(whole ? first : Math.max(first, here + 1), 1),
        previous: () => this._beginning(whole ? last : Math.min(last, here - 1), -1),
      }[where]();
      if (day === undefined || base + day < first || base + day > last) return;
      if (this.mode === "until") this.set(first, base + day);
      else this.set(base + day, D.UNITS[this.step].add(base + day, whole ? 1 : this._lengthInSteps()) - 1);
    }

    // The nearest day, from one on or back, on which a shown event begins; counted as the events' days are.
    _beginning(day, way) {
      const { start, visible, dated, base } = this.model;
      let i = way > 0 ? D.upperBound(start, day - base - 1, dated) : D.upperBound(start, day - base, dated) - 1;
      while (i >= 0 && i < dated && !visible[i]) i += way;
      return i >= 0 && i < dated ? start[i] : undefined;
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

    // Dates that were typed: out of the range in view, the range grows again.
    type(from, to) {
      const { first, last } = this.model;
      if (Math.min(from, to) < this.domain[0] || Math.max(from, to) > this.domain[1]) this.domain = [first, last];
      this.set(Math.min(from, to), Math.max(from, to), true);
      this.refresh();
    }

    // --- pointer --------------------------------------------------------------------------------

    _dayAt(clientX) {
      const box = this.track.getBoundingClientRect(), [first, last] = this.domain;
      return first + Math.floor((clientX - box.left) / box.width * (last - first + 1));
    }

    _drag(event, part) {
      if (event.button) return;
      const grip = event.clientX, [from, to] = this.model.window, node = this.slider[part];
      const dayWidth = this.track.getBoundingClientRect().width / (this.domain[1] - this.domain[0] + 1);
      node.focus({ preventScroll: true });
      this._follow(node, event, (e) => {
        const by = Math.round((e.clientX - grip) / dayWidth), [first, last] = this.domain;
        if (part === "start") this.set(Math.min(from + by, to), to);
        else if (part === "end" || this.mode === "until") this.set(from, Math.max(to + by, from));
        else {
          const start = Math.max(first, Math.min(from + by, last - (to - from)));
          this.set(start, start + to - from);
        }
      });
      event.preventDefault();
    }

    // Dragging over the bare histogram draws a new window.
    _brush(event) {
      if (event.button) return;
      const anchor = this._dayAt(event.clientX);
      const move = (e) => this.set(Math.min(anchor, this._dayAt(e.clientX)), Math.max(anchor, this._dayAt(e.clientX)));
      move(event);
      this._follow(this.canvas, event, move);
    }

    _follow(node, event, move) {
      node.setPointerCapture(event.pointerId);
      const done = () => {
        node.removeEventListener("pointermove", move);
        this.set(...this.model.window, true);
      };
      node.addEventListener("pointermove", move);
      for (const end of ["pointerup", "pointercancel"]) node.addEventListener(end, done, { once: true });
    }

    // --- showing --------------------------------------------------------------------------------

    setColours(colours) { this.colours = colours; this.refresh(); }

    refresh() {
      cancelAnimationFrame(this._frame);
      D.sayTimeline(this);
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
      this.root.classList.toggle("dl-until", this.mode === "until");
      this.whole.disabled = this.isWhole() && this.domain[0] === this.model.first && this.domain[1] === this.model.last;
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

    destroy() {
      this.stop();
      this.watching.disconnect();
    }
  }

  D.Timeline = Timeline;
})(globalThis.Dateline = globalThis.Dateline || {});
