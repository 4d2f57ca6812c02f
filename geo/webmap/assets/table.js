// The events as a real table and two trays, following window, filters and selection.
(function (D) {
  "use strict";

  const COLUMNS = [["when", "When"], ["title", "Event"], ["place", "Place"], ["exactness", "Precision"], ["who", "Attributed to"],
    ["target", "Target"], ["toll", "Toll"], ["source", "Reported by"], ["status", "Status"], ["said", "Statements"]];
  const PAGE = 200;
  const MOST = 1000; // rows on the page at once

  class Table {
    // options.onOrder(order): the user sorts by another column, "-" before it for from the last to the first.
    constructor(root, model, options) {
      this.root = root;
      this.options = options || {};
      this.model = model;
      this.limit = PAGE;
      this.from = null; // the event that the list begins with; null is the first
      this.order = ["when", 1];
      this.head = D.el("tr");
      this.body = D.el("tbody");
      this.note = D.el("p", { class: "dl-note", "aria-live": "polite" });
      this.more = D.el("button", { type: "button", class: "dl-button dl-text", onclick: () => this.showMore() }, "Show more");
      this.back = D.el("button", { type: "button", class: "dl-button dl-text", onclick: () => this.showFrom(null) }, "Back to the first");
      const table = D.el("table", { class: "dl-table" }, D.el("caption", {}, "Events"), D.el("thead", {}, this.head), this.body);
      this.unmapped = D.el("section", { class: "dl-tray", role: "group" });
      this.undated = D.el("section", { class: "dl-tray", role: "group" });
      this.scroller = D.el("div", { class: "dl-scroll", tabindex: "0", role: "group", "aria-label": "Table of events" }, table);
      root.append(D.el("div", { class: "dl-tables" }, this.note, this.scroller, this.back, this.more,
        D.el("div", { class: "dl-trays" }, this.unmapped, this.undated)));
      this._listen();
      this.fillHead();
      this.fill();
    }

    _listen() {
      const later = () => {
        clearTimeout(this._timer); // rows are rebuilt when the window rests, not at each frame of a drag
        this._timer = setTimeout(() => this.fill(), 80);
      };
      for (const name of ["window", "filter"]) this.model.addEventListener(name, later);
      this.model.addEventListener("filter", () => { this.traysFilled = false; });
      this.model.addEventListener("select", (event) => {
        this.mark();
        if (event.detail !== "table") this.reveal();
      });
    }

    fillHead() {
      this.head.replaceChildren(...COLUMNS.map(([key, words]) => {
        const [column, way] = this.order;
        const sorted = key === column ? (way > 0 ? "ascending" : "descending") : "none";
        return D.el("th", { scope: "col", "aria-sort": sorted },
          D.el("button", { type: "button", onclick: () => this.sortBy(key) }, words,
            D.el("span", { "aria-hidden": "true", class: "dl-arrow" }, key === column ? (way > 0 ? "▲" : "▼") : "")));
      }));
    }

    sortBy(key) {
      this.order = [key, this.order[0] === key ? -this.order[1] : 1];
      this.fillHead();
      this.showFrom(null);
      if (this.options.onOrder) this.options.onOrder((this.order[1] < 0 ? "-" : "") + key);
      this.head.children[COLUMNS.findIndex(([k]) => k === key)].querySelector("button").focus();
    }

    setOrder(order) { // by the host; "" is by time
      const key = order.replace(/^-/, "");
      this.order = COLUMNS.some(([name]) => name === key) ? [key, order.startsWith("-") ? -1 : 1] : ["when", 1];
      this.fillHead();
      this.showFrom(null);
    }

    showFrom(event, limit = PAGE, found) {
      if (event !== this.from) this.scroller.scrollTop = 0;
      this.from = event;
      this.limit = limit;
      this.fill(found);
    }

    // Past so many rows the list begins anew, with the last one of them.
    showMore() {
      if (this.limit + PAGE > MOST) { this.showFrom(this.listed[this.listed.length - 1]); return; }
      this.limit += PAGE;
      this.fill();
    }

    // found: what is to be listed, where that is known.
    fill(found) {
      const { model } = this, { shown } = model.tally();
      if (this.from !== null && !model.isShown(this.from)) this.from = null;
      const { events, before } = found || D.listed(model, this.order, this.from, this.limit), rest = shown - before - events.length;
      this.listed = events;
      this.body.replaceChildren(...events.map((i) => this.row(i)));
      this.more.hidden = rest <= 0;
      this.back.hidden = this.from === null;
      this.note.textContent = `${D.plural(shown, "event")} in the window` +
        (before ? `, ${D.number(events.length)} listed from number ${D.number(before + 1)} on`
          : rest > 0 ? `, the first ${D.number(events.length)} listed` : "");
      if (!this.traysFilled) this.trays();
      this.mark();
    }

    row(i) {
      const { model } = this, type = model.types[model.type[i]];
      const cells = COLUMNS.map(([key]) => {
        const text = model.text(key, i);
        if (key !== "title") return D.el("td", { class: "dl-c-" + key }, D.name(text));
        return D.el("td", { class: "dl-c-title" }, this.chooser(i, D.symbolIcon(type, 18), D.name(text)));
      });
      return D.el("tr", { "data-event": i, onclick: () => model.select(i, "table") }, cells);
    }

    chooser(i, ...content) {
      return D.el("button", { type: "button", class: "dl-choose", "data-event": i,
        onclick: (event) => { event.stopPropagation(); this.model.select(i, "table"); } }, content);
    }

    // What is in them does not depend on the window.
    trays() {
      const { model } = this, { visible, count, header } = model;
      const { "event.mapped": mapped, "event.why_undated": why } = model.arrays;
      const unmapped = { events: [], count: 0 }, undated = { events: [], count: 0 };
      const put = (tray, i) => { if (tray.count++ < PAGE) tray.events.push(i); };
      for (let i = 0; i < count; i++) {
        if (!visible[i]) continue;
        if (!mapped[i]) put(unmapped, i);
        if (header.strings[why[i]]) put(undated, i);
      }
      this.tray(this.unmapped, "Mentioned, not mapped", unmapped, (i) => model.text("why_unmapped", i));
      this.tray(this.undated, "Undated", undated, (i) => model.text("why_undated", i));
      this.traysFilled = true;
    }

    tray(node, title, { events, count }, why) {
      const items = events.map((i) => D.el("li", {},
        this.chooser(i, D.symbolIcon(this.model.types[this.model.type[i]], 18), D.name(this.model.text("title", i))),
        D.el("small", {}, why(i))));
      if (count > PAGE) items.push(D.el("li", {}, `and ${count - PAGE} more`));
      node.replaceChildren(D.el("h2", {}, title, D.el("span", { class: "dl-n" }, String(count))),
        items.length ? D.el("ul", {}, items) : D.el("p", { class: "dl-note" }, "None."));
      node.setAttribute("aria-label", title);
    }

    // Chosen on the map: its row comes into view inside the table, while the page stays where it is.
    reveal() {
      const event = this.model.selected;
      if (event === null || event === undefined) return;
      if (!this.body.querySelector(`tr[data-event="${event}"]`)) {
        if (event >= this.model.dated || !this.model.isShown(event)) return; // not on the timeline, or not in the window
        const found = D.listed(this.model, this.order, event, PAGE);
        if (found.before < MOST) this.showFrom(null, Math.ceil((found.before + 1) / PAGE) * PAGE);
        else this.showFrom(event, PAGE, found);
      }
      const row = this.body.querySelector(`tr[data-event="${event}"]`), box = this.scroller.getBoundingClientRect();
      const at = row.getBoundingClientRect(), head = this.head.getBoundingClientRect().height;
      if (at.top < box.top + head || at.bottom > box.bottom) this.scroller.scrollTop += at.top - box.top - head - 40;
    }

    mark() {
      for (const node of this.root.querySelectorAll("[data-event]")) {
        const on = Number(node.dataset.event) === this.model.selected;
        node.classList.toggle("dl-on", on);
        if (node.tagName === "BUTTON") node.setAttribute("aria-pressed", String(on));
      }
    }
  }

  D.Table = Table;
})(globalThis.Dateline = globalThis.Dateline || {});
