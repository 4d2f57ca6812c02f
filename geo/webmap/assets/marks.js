// The marks on the canvas for keyboard and screen reader: a list of those in view, each over its mark, of which one
// is in the tab order.
(function (D) {
  "use strict";

  const MOST = 300; // the table has every event

  class Marks {
    constructor(map, layer, model, open) {
      this.map = map;
      this.layer = layer;
      this.model = model;
      this.open = open;
      const pane = map.createPane("datelineMarks");
      pane.classList.add("leaflet-zoom-hide");
      pane.style.zIndex = 620;
      this.node = D.el("div", { class: "dl-marks", role: "listbox", "aria-label": "Events on the map" });
      pane.append(this.node);
      this.node.addEventListener("keydown", (event) => this._key(event));
      this.node.addEventListener("focusin", (event) => this._rove(event.target));
      layer.on("rest", () => this.update());
    }

    update() {
      const view = this.map.getPixelBounds(), origin = this.map.getPixelOrigin();
      const inView = this.layer.marks.filter(({ x, y }) => view.contains([x + origin.x, y + origin.y]));
      this.marks = inView.sort((a, b) => b.count - a.count).slice(0, MOST).sort((a, b) => a.y - b.y || a.x - b.x);
      const had = this.options && this.options.indexOf(this._focused());
      const chosen = this.layer.cells.cellsOf(this.model.selected);
      while (this.node.children.length > this.marks.length) this.node.lastChild.remove();
      this.marks.forEach((mark, i) => this._set(this.node.children[i] || this._add(), mark, chosen));
      this.options = [...this.node.children];
      this._rove(had >= 0 ? this.options[had] || this.options[0] : this.options[0], had >= 0);
    }

    _add() {
      const option = D.el("div", { class: "dl-mark", role: "option", tabindex: "-1" });
      this.node.append(option);
      return option;
    }

    _set(option, mark, chosen) {
      const size = Math.max(2 * mark.r, 24);
      Object.assign(option.style, { left: mark.x - size / 2 + "px", top: mark.y - size / 2 + "px", width: size + "px", height: size + "px" });
      const words = D.markWords(this.model, this.layer.cells, mark);
      if (option.getAttribute("aria-label") !== words) option.setAttribute("aria-label", words);
      option.setAttribute("aria-selected", String(chosen.has(mark.cell)));
    }

    _focused() { return this.node.getRootNode().activeElement; }

    _rove(option, focus) {
      for (const other of this.options || []) other.tabIndex = other === option ? 0 : -1;
      if (focus && option) option.focus({ preventScroll: true });
    }

    _key(event) {
      const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
      const here = this.options.indexOf(event.target);
      if (here >= 0 && (event.key === "Enter" || event.key === " ")) this.open(this.marks[here]);
      else if (event.key === "Home" || event.key === "End") this._go(event.key === "Home" ? 0 : this.options.length - 1);
      else if (way && here >= 0) this._go(this._next(here, way));
      else return;
      event.preventDefault();
      event.stopPropagation(); // else the map would pan
    }

    _go(index) { if (this.options[index]) this.options[index].focus({ preventScroll: true }); }

    // The nearest mark in a direction; what lies aside counts double.
    _next(here, [dx, dy]) {
      const from = this.marks[here];
      let best = here, least = Infinity;
      this.marks.forEach((mark, i) => {
        const along = (mark.x - from.x) * dx + (mark.y - from.y) * dy;
        const aside = Math.abs((mark.x - from.x) * dy) + Math.abs((mark.y - from.y) * dx);
        if (along > 0.5 && along + 2 * aside < least) { least = along + 2 * aside; best = i; }
      });
      return best;
    }
  }

  D.Marks = Marks;
})(globalThis.Dateline = globalThis.Dateline || {});
