// Other datasets beside ours: entries in the legend, a table of their rows in the window, and a card for one row.
(function (D) {
  "use strict";

  const LISTED = 300, HERE = 60; // rows of the table; of one diamond
  const COLUMNS = ["Dataset", "When", "Type", "Place", "Actors", "Killed"];

  const files = new Map(); // key → OtherRows, as they came
  const sets = new WeakMap(); // view → Beside

  class Beside {
    constructor(kept) {
      this.kept = kept;
      this.view = kept.view;
      this.off = new Set(); // keys put out in the legend
      this.all = [];
      const { map, model, stage, frame, legend } = this.view;
      map.createPane("datelineOthers").style.zIndex = 590; // under our own marks
      map.getPane("datelineOthers").style.pointerEvents = "none";
      this.layer = new D.OtherLayer({
        pane: "datelineOthers", shown: () => this._shown(), colours: () => this.view.colours,
        window: () => (model.dated ? model.window : [-2147483648, 2147483647]),
      });
      this.keys = D.el("ul", { class: "dl-other-keys" });
      this.card = D.el("div", { class: "dl-picker dl-other-card", role: "dialog", hidden: true });
      this.summary = D.el("summary", {});
      this.body = D.el("tbody");
      this.note = D.el("p", { class: "dl-note" });
      this.list = D.el("details", { class: "dl-other-list", ontoggle: () => this._fill() }, this.summary, this.note,
        D.el("div", { class: "dl-scroll", tabindex: "0", role: "group", "aria-label": "Table of other datasets' rows" },
          D.el("table", { class: "dl-table" }, D.el("caption", {}, "Other datasets"),
            D.el("thead", {}, D.el("tr", {}, COLUMNS.map((name) => D.el("th", { scope: "col" }, name)))), this.body)));
      legend.insertBefore(this.keys, legend.querySelector(".dl-keys"));
      stage.append(this.card);
      frame.append(D.el("style", {}, D.otherStyle), this.list);
      this.layer.on("drawn", () => this._count());
      this.layer.addTo(map);
      this._listen();
    }

    _listen() {
      const { map, model, events, tools } = this.view;
      const again = () => { this.layer.redraw(); this._later(); };
      model.addEventListener("window", again);
      map.on("preclick", () => { this.busy = Boolean(tools.asked || tools.pin || tools.ignoreClick); });
      map.on("click", (event) => {
        const mark = !this.busy && !events.markAt(event.containerPoint) && this.layer.at(event.containerPoint);
        if (mark) this._open(mark, event.containerPoint); else this.close();
      });
      map.on("mousemove", (event) => {
        if (!events.markAt(event.containerPoint) && this.layer.at(event.containerPoint)) this.view.mapNode.classList.add("dl-over");
      });
      map.on("movestart zoomstart", () => { if (!this.revealing) this.close(); });
      this.card.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        this.close(true);
      });
    }

    // keys: the files to show, in their order; row: {file, row, ...} that Python read for the card.
    show(keys, row) {
      const all = keys.filter((key) => files.has(key)), theme = this.view.frame.dataset.theme;
      if (String([all, theme]) !== String([this.all, this.theme])) {
        this.all = all;
        this.theme = theme;
        this._legend();
      }
      this.keys.hidden = this.list.hidden = !all.length;
      if (!all.length) this.close();
      if (row && this.wanted && row.file === this.wanted.key && row.row === this.wanted.row) this._complete(row);
      this.layer.redraw();
      this._later();
    }

    _colour(key) { return D.otherColour(this.all.indexOf(key), this.theme); }
    _shown() {
      return this.all.filter((key) => !this.off.has(key)).map((key) => ({ rows: files.get(key), colour: this._colour(key) }));
    }

    _legend() {
      this.counts = new Map(this.all.map((key) => [key, D.el("span", { class: "dl-n" })]));
      this.keys.replaceChildren(...this.all.map((key) => {
        const { name, file } = files.get(key);
        const button = D.el("button", { type: "button", "aria-pressed": String(!this.off.has(key)), title: `From ${file}, not read by Dateline`,
          onclick: () => this._toggle(key, button) }, D.otherIcon(this._colour(key)), D.el("span", {}, D.name(name), D.el("small", {}, D.name(file))), this.counts.get(key));
        return D.el("li", {}, button);
      }));
    }

    _toggle(key, button) {
      if (!this.off.delete(key)) this.off.add(key);
      button.setAttribute("aria-pressed", String(!this.off.has(key)));
      this.close();
      this.layer.redraw();
      this._later();
    }

    _count() {
      for (const { rows, found } of this.layer.buckets) {
        const text = D.number(found.inWindow);
        if (this.counts.get(rows.key).textContent !== text) this.counts.get(rows.key).textContent = text;
      }
    }

    // --- the table ------------------------------------------------------------------------------

    _later() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this._fill(), 120);
    }

    // Built anew only when something else is listed: whoever reads there keeps the focus.
    _fill() {
      const found = [], shown = this._shown();
      const state = [this.list.open, this.theme, ...this.layer.options.window(), ...shown.map(({ rows }) => rows.key)].join(" ");
      if (state === this.state) return;
      this.state = state;
      let total = 0;
      for (const { rows } of shown) { // the first of each, of which the first by date are listed
        let taken = 0;
        rows.forEachIn(this.layer.options.window(), (row) => { total++; if (taken++ < LISTED) found.push([rows, row]); });
      }
      found.sort(([a, i], [b, j]) => a.start[i] - b.start[j]).splice(LISTED);
      this.summary.textContent = `Other datasets: ${D.plural(total, "row")} in the window`;
      this.note.textContent = `From files of yours, not read by Dateline.${total > LISTED ? ` The first ${LISTED} by date are listed: a shorter window lists the others.` : ""}`;
      if (!this.list.open) { this.body.replaceChildren(); return; }
      this.body.replaceChildren(...found.map(([rows, row]) => this._tableRow(rows, row)));
    }

    _tableRow(rows, row) {
      const open = D.el("button", { type: "button", class: "dl-choose", onclick: (event) => this._choose(rows, row, event.currentTarget) },
        D.otherIcon(this._colour(rows.key)), D.name(`${rows.name} ${rows.header.ids[row]}`));
      const cells = [rows.when(row), rows.text("kind", row), rows.text("place", row), rows.text("actors", row), rows.killed(row)];
      return D.el("tr", {}, D.el("td", {}, open), cells.map((text) => D.el("td", {}, D.name(text))));
    }

    _choose(rows, row, back) {
      const at = rows.at(row), { map } = this.view;
      this.revealing = true;
      if (at && !map.getBounds().pad(-0.1).contains(at)) map.panTo(at, { animate: false });
      this.revealing = false;
      this.back = back;
      this._row(rows, row, at ? map.latLngToContainerPoint(at) : map.getSize().divideBy(2));
    }

    // --- the card -------------------------------------------------------------------------------

    _open(mark, point) {
      const here = this.layer.contents(mark);
      this.back = this.view.mapNode;
      if (here.length === 1) { this._row(mark.rows, here[0], point); return; }
      const { rows } = mark;
      const items = here.slice(0, HERE).map((row) => D.el("li", {}, D.el("button", { type: "button", onclick: () => this._row(rows, row, point) },
        D.otherIcon(this._colour(rows.key)), D.el("span", {}, D.name(rows.text("kind", row)), D.el("small", {}, `${rows.when(row)} · ${rows.text("place", row)}`)))));
      if (here.length > HERE) items.push(D.el("li", { class: "dl-note" }, `and ${D.number(here.length - HERE)} more: go nearer, or narrow the window`));
      this._put(`${D.plural(here.length, "row")} of ${rows.name} here`, rows, [D.el("ul", {}, items)], point);
    }

    _row(rows, row, point) {
      this.wanted = { key: rows.key, row };
      this.source = D.el("dd", {}, "…");
      this.notes = D.el("dd", {}, "…");
      const facts = [["Dataset", rows.name], ["Id", rows.header.ids[row]], ["Type", rows.text("kind", row)], ["Date", rows.when(row)],
        ["Place", [rows.text("place", row), rows.text("country", row)].filter(Boolean).join(", ")], ["Actors", rows.text("actors", row)], ["Killed", rows.killed(row)]];
      const nodes = facts.filter(([, value]) => value).map(([name, value]) => [D.el("dt", {}, name), D.el("dd", {}, D.name(value))]);
      nodes.push([D.el("dt", {}, "Source"), this.source], [D.el("dt", {}, "Notes"), this.notes]);
      this._put(rows.text("kind", row) || rows.name, rows, [D.el("dl", { class: "dl-facts" }, nodes)], point);
      this.kept.send("row", { key: this.view.model.key, file: rows.key, row });
    }

    // Source and notes stand in the file alone, until somebody asks for them.
    _complete({ source, notes, error }) {
      this.source.replaceChildren(D.name(source || "–"));
      this.notes.replaceChildren(D.name(error || notes || "–"));
    }

    _put(title, rows, content, point) {
      const close = D.el("button", { type: "button", class: "dl-close", "aria-label": "Close", onclick: () => this.close(true) }, "×");
      this.card.replaceChildren(D.el("header", {}, D.el("h2", {}, D.name(title)), close),
        D.el("p", { class: "dl-kinds" }, "From ", D.name(rows.file), ", not read by Dateline"), D.el("div", { class: "dl-other-body" }, content));
      this.card.setAttribute("aria-label", `From ${rows.file}`);
      this.view.picker.close();
      this.view.picker.hideTip();
      this.view.picker._put(this.card, { point, r: 8 });
      close.focus({ preventScroll: true });
      D.bringCardIntoView(this.card);
    }

    close(byKeyboard) {
      if (this.card.hidden) return;
      this.card.hidden = true;
      this.wanted = null;
      if (byKeyboard && this.back && this.back.isConnected) this.back.focus({ preventScroll: true });
    }
  }

  // Chosen in the table below the map: the card must be seen.
  D.bringCardIntoView = (card) => {
    const { top } = card.getBoundingClientRect();
    if (top < 68) card.scrollIntoView({ block: "start", behavior: D.quiet() ? "auto" : "smooth" });
  };

  // What the host calls for every map, and again whenever Python speaks.
  D.beside = function (kept, keys, row) {
    if (!kept.view) return;
    if (!sets.has(kept.view)) {
      if (!keys.length) return;
      sets.set(kept.view, new Beside(kept));
    }
    sets.get(kept.view).show(keys, row);
  };

  D.setOther = function (bytes) {
    const rows = new D.OtherRows(bytes);
    if (!files.has(rows.key)) files.set(rows.key, rows);
    D.tellMaps();
  };
})(globalThis.Dateline = globalThis.Dateline || {});
