// The events under one mark: a tip while the pointer is there, and a list to choose from, however many they are.
(function (D) {
  "use strict";

  const PAGE = 100;
  const SEARCH_FROM = 12; // events from which the list can be searched
  const FOOT_PX = 30; // attribution and scale stand there

  class Picker {
    constructor(model, stage) {
      this.model = model;
      this.stage = stage;
      this.tip = D.el("div", { class: "dl-tip", hidden: true });
      this.list = D.el("div", { class: "dl-picker", hidden: true, role: "dialog", "aria-label": "Events here" });
      stage.append(this.tip, this.list);
    }

    // mark: {point, r} on the stage; leave: called when the list closes without a choice.
    open(events, kinds, mark, leave) {
      this.close();
      this.events = events;
      this.limit = PAGE;
      this.leave = leave;
      this.rows = D.el("ul");
      this.note = D.el("p", { class: "dl-note", "aria-live": "polite" });
      this.more = D.el("button", { type: "button", class: "dl-button dl-text", onclick: () => this._showMore() }, "Show more");
      this.field = D.el("input", { type: "search", class: "dl-date", "aria-label": "Search these events",
        placeholder: "Search: words, a date, a source", oninput: () => { this.limit = PAGE; this._fill(); } });
      const close = D.el("button", { type: "button", class: "dl-close", "aria-label": "Close the list", onclick: () => this.cancel() }, "×");
      this.list.replaceChildren(
        D.el("header", {}, D.el("h2", {}, D.plural(events.length, "event") + " here"), close),
        D.el("p", { class: "dl-kinds" }, D.kindWords(kinds)),
        ...(events.length > SEARCH_FROM ? [this.field] : []), this.rows, this.more, this.note);
      this._fill();
      this._put(this.list, mark);
      this.list.querySelector(events.length > SEARCH_FROM ? "input" : "ul button").focus({ preventScroll: true });
      this.list.onkeydown = (event) => this._key(event);
    }

    _key(event) {
      if (event.key === "Escape") { event.stopPropagation(); this.cancel(); return; }
      const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!way) return;
      const stops = [...this.list.querySelectorAll("input, ul button, ul + button:not([hidden])")];
      const next = stops[stops.indexOf(this.list.getRootNode().activeElement) + way];
      if (next) next.focus();
      event.preventDefault();
      event.stopPropagation();
    }

    // Each text is looked at once, however many events have it.
    _found() {
      const words = this.field.value.toLowerCase().split(/\s+/).filter(Boolean), { header, arrays } = this.model;
      if (!words.length) return this.events;
      const columns = ["title", "when", "place", "who", "source", "status"].map((column) => arrays["event." + column]);
      const known = words.map(() => new Int8Array(header.strings.length)); // 1 has the word, -1 does not, 0 not looked at
      const has = (word, text) => known[word][text] ||
        (known[word][text] = header.strings[text].toLowerCase().includes(words[word]) ? 1 : -1);
      return this.events.filter((i) => words.every((_, word) => columns.some((column) => has(word, column[i]) > 0)));
    }

    _fill() {
      const found = this._found();
      this.rows.replaceChildren(...found.slice(0, this.limit).map((i) => D.el("li", {}, this._row(i))));
      this.more.hidden = found.length <= this.limit;
      this.note.hidden = found.length === this.events.length && found.length <= this.limit;
      this.note.textContent = `${D.number(Math.min(this.limit, found.length))} of ${D.plural(found.length, "event")} listed, by date`;
    }

    _row(i) {
      const { model } = this, disputed = Boolean(model.arrays["event.disputed"][i]);
      const about = [model.text("when", i), model.text("source", i), disputed && model.text("status", i)].filter(Boolean);
      return D.el("button", { type: "button", onclick: () => { this.close(); model.select(i, "map"); } },
        D.symbolIcon(model.types[model.type[i]], 18, { disputed }),
        D.el("span", {}, D.name(model.text("title", i)), D.el("small", { dir: "auto" }, about.join(" · "))));
    }

    _showMore() {
      const next = this.limit;
      this.limit += PAGE;
      this._fill();
      const row = this.rows.children[next];
      if (row) row.querySelector("button").focus();
    }

    showTip(events, kinds, mark) {
      const { model } = this;
      const lines = events.slice(0, 3).map((i) => D.el("div", {},
        D.el("strong", {}, D.name(model.text("title", i))), D.el("small", {}, model.text("when", i))));
      if (events.length > 1) lines.unshift(D.el("small", {}, `${D.plural(events.length, "event")}: ${D.kindWords(kinds)}`));
      if (events.length > 3) lines.push(D.el("small", {}, `and ${D.number(events.length - 3)} more: click for the list`));
      this.tip.replaceChildren(...lines);
      this._put(this.tip, mark);
    }

    hideTip() { this.tip.hidden = true; }

    // Beside the mark, above the attribution; where there is no room beside it, at the foot or the head.
    _put(node, { point, r }) {
      node.hidden = false;
      const width = this.stage.clientWidth, height = this.stage.clientHeight - FOOT_PX;
      const w = node.offsetWidth, h = node.offsetHeight, gap = r + 8;
      const right = point.x + gap + w <= width - 8, left = point.x - gap - w >= 8;
      if (right || left) {
        node.style.left = (right ? point.x + gap : point.x - gap - w) + "px";
        node.style.top = Math.max(8, Math.min(point.y - 20, height - h)) + "px";
      } else {
        const below = point.y + gap + h <= height || point.y < height / 2;
        node.style.left = Math.max(8, Math.min(point.x - w / 2, width - w - 8)) + "px";
        node.style.top = Math.max(8, below ? Math.min(point.y + gap, height - h) : point.y - gap - h) + "px";
      }
    }

    get isOpen() { return !this.list.hidden; }
    close() {
      this.list.hidden = true;
      this.list.replaceChildren();
    }

    cancel() {
      this.close();
      if (this.leave) this.leave();
    }
  }

  // "Air strike 5, Shelling 2": [[type, count], …] in words.
  D.kindWords = (kinds) => kinds.map(([type, count]) => `${type.label} ${D.number(count)}`).join(", ");

  D.Picker = Picker;
})(globalThis.Dateline = globalThis.Dateline || {});
