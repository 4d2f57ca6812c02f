// The marks on the canvas for keyboard and screen reader: a button over each in view, one of them in the tab order.
(function (D) {
  "use strict";

  const MOST = 300; // buttons; the table has every event

  class Marks {
    constructor(map, layer, model, open) {
      this.map = map;
      this.layer = layer;
      this.model = model;
      this.open = open;
      const pane = map.createPane("datelineMarks");
      pane.classList.add("leaflet-zoom-hide");
      pane.style.zIndex = 620;
      this.node = D.el("div", { class: "dl-marks", role: "group", "aria-label": "Events on the map: arrow keys go from one to the next" });
      pane.append(this.node);
      L.DomEvent.disableClickPropagation(this.node);
      this.node.addEventListener("keydown", (event) => this._key(event));
      this.node.addEventListener("focusin", (event) => this._rove(event.target));
      layer.on("rest", () => this.update());
    }

    update() {
      const view = this.map.getPixelBounds(), origin = this.map.getPixelOrigin();
      const inView = this.layer.marks.filter(({ x, y }) => view.contains([x + origin.x, y + origin.y]));
      this.marks = inView.sort((a, b) => b.count - a.count).slice(0, MOST).sort((a, b) => a.y - b.y || a.x - b.x);
      const had = this.buttons && this.buttons.indexOf(this._focused());
      while (this.node.children.length > this.marks.length) this.node.lastChild.remove();
      this.marks.forEach((mark, i) => this._set(this.node.children[i] || this._add(), mark));
      this.buttons = [...this.node.children];
      this._rove(had >= 0 ? this.buttons[had] || this.buttons[0] : this.buttons[0], had >= 0);
    }

    _add() {
      const button = D.el("button", { type: "button", class: "dl-mark", tabindex: "-1" });
      button.addEventListener("click", () => this.open(this.marks[this.buttons.indexOf(button)]));
      this.node.append(button);
      return button;
    }

    _set(button, mark) {
      const size = Math.max(2 * mark.r, 24);
      Object.assign(button.style, { left: mark.x - size / 2 + "px", top: mark.y - size / 2 + "px", width: size + "px", height: size + "px" });
      const words = D.markWords(this.model, this.layer.cells, mark);
      if (button.getAttribute("aria-label") !== words) button.setAttribute("aria-label", words);
    }

    _focused() { return this.node.getRootNode().activeElement; }

    _rove(button, focus) {
      for (const other of this.buttons || []) other.tabIndex = other === button ? 0 : -1;
      if (focus && button) button.focus({ preventScroll: true });
    }

    _key(event) {
      const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
      const here = this.buttons.indexOf(event.target);
      if (event.key === "Home" || event.key === "End") this._go(event.key === "Home" ? 0 : this.buttons.length - 1);
      else if (way && here >= 0) this._go(this._next(here, way));
      else return;
      event.preventDefault();
      event.stopPropagation(); // else the map would pan
    }

    _go(index) { if (this.buttons[index]) this.buttons[index].focus({ preventScroll: true }); }

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
