// What can be done on the map besides looking: select by a box or a province, let go of what is chosen, move its pin.
(function (D) {
  "use strict";

  const LEAST_PX = 5; // a box smaller than this was a click
  const NUDGE_PX = 8;

  class Tools {
    // options.onMove(event, lat, lon): where a pin may be moved; options.onProvince(lat, lon): where one can be selected.
    constructor(view, options) {
      this.view = view;
      this.map = view.map;
      this.model = view.model;
      this.onMove = options.onMove;
      this.onProvince = options.onProvince;
      this.asked = null; // "box" or "province" while one is to be shown on the map
      this.rubber = D.el("div", { class: "dl-rubber", hidden: true });
      this.chips = D.el("div", { class: "dl-chips" });
      view.stage.append(this.rubber, this.chips);
      this._addButtons();
      if (this.map.boxZoom) this.map.boxZoom.disable(); // shift and drag selects here
      view.mapNode.addEventListener("pointerdown", (event) => this._press(event), true);
      for (const name of ["select", "box", "filter", "window"]) this.model.addEventListener(name, () => this.show());
      this.show();
    }

    _addButtons() {
      const control = L.control({ position: "topleft" });
      this.boxButton = D.iconButton("Select by a box", "box", () => this.ask("box"));
      this.provinceButton = D.iconButton("Select by a province", "province", () => this.ask("province"));
      this.fitButton = D.iconButton("Show all on the map", "fit", () => this.view.fit());
      control.onAdd = () => {
        const bar = D.el("div", { class: "leaflet-bar dl-tools" }, this.fitButton, this.boxButton,
          this.onProvince && this.provinceButton);
        L.DomEvent.disableClickPropagation(bar);
        return bar;
      };
      control.addTo(this.map);
    }

    // Asks for a box or a province; asked for the same again, or for nothing, it stops.
    ask(what) {
      this.asked = what === this.asked ? null : what;
      this.boxButton.setAttribute("aria-pressed", String(this.asked === "box"));
      this.provinceButton.setAttribute("aria-pressed", String(this.asked === "province"));
      this.view.mapNode.classList.toggle("dl-drawing", Boolean(this.asked));
      this.show();
    }

    takeProvince(latlng) {
      const { lat, lng } = latlng.wrap();
      this.ask(null);
      this.onProvince(lat, lng);
    }

    // --- the box --------------------------------------------------------------------------------

    _press(event) {
      const onMap = !event.target.closest(".leaflet-control, .leaflet-marker-icon");
      if (event.button || !onMap || !(this.asked === "box" || event.shiftKey)) return;
      const { view, map } = this, start = map.mouseEventToContainerPoint(event);
      map.dragging.disable();
      view.mapNode.setPointerCapture(event.pointerId);
      let end = start;
      const move = (e) => { end = map.mouseEventToContainerPoint(e); this._stretch(start, end); };
      const done = (e) => {
        view.mapNode.removeEventListener("pointermove", move);
        map.dragging.enable();
        this.rubber.hidden = true;
        if (e.type === "pointerup" && start.distanceTo(end) > LEAST_PX) this._take(start, end);
      };
      view.mapNode.addEventListener("pointermove", move);
      for (const name of ["pointerup", "pointercancel"]) view.mapNode.addEventListener(name, done, { once: true });
    }

    _stretch(a, b) {
      this.rubber.hidden = false;
      Object.assign(this.rubber.style, {
        left: Math.min(a.x, b.x) + "px", top: Math.min(a.y, b.y) + "px",
        width: Math.abs(a.x - b.x) + "px", height: Math.abs(a.y - b.y) + "px",
      });
    }

    _take(a, b) {
      this.ignoreClick = true; // the one that ends the drag
      setTimeout(() => { this.ignoreClick = false; });
      this.takeBounds(L.latLngBounds(this.map.containerPointToLatLng(a), this.map.containerPointToLatLng(b)));
    }

    takeBounds(bounds) {
      const round = (value) => Math.round(value * 1e4) / 1e4;
      const degrees = (value, most) => round(Math.max(-most, Math.min(most, value)));
      this.ask(null);
      this.model.setBox([degrees(bounds.getWest(), 180), degrees(bounds.getSouth(), 90),
        degrees(bounds.getEast(), 180), degrees(bounds.getNorth(), 90)], "map");
    }

    // --- the pin --------------------------------------------------------------------------------

    _movable() {
      return this.onMove && this.model.isChosen() && this.view.events.cells.spotsOf(this.model.selected).length === 1;
    }

    startMoving() {
      const event = this.model.selected, { arrays } = this.model;
      const [spot] = this.view.events.cells.spotsOf(event);
      const at = L.latLng(arrays["spot.lat"][spot], arrays["spot.lon"][spot]);
      this.stopMoving();
      const icon = L.divIcon({ className: "dl-pin", iconSize: [30, 30], iconAnchor: [15, 27], html: D.iconButton("", "pin").firstChild });
      this.pin = L.marker(at, { draggable: true, icon, keyboard: true, zIndexOffset: 1000, autoPan: true }).addTo(this.map);
      this.pin.on("dragend", () => this._put());
      const node = this.pin.getElement();
      node.setAttribute("aria-label", "Pin: arrow keys move it, Enter puts it down, Escape leaves it where it was");
      node.addEventListener("keydown", (e) => this._nudge(e));
      node.focus({ preventScroll: true });
      this.show();
    }

    _nudge(event) {
      const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
      if (event.key === "Enter") this._put();
      else if (way) {
        const by = event.shiftKey ? 1 : NUDGE_PX, at = this.map.latLngToContainerPoint(this.pin.getLatLng());
        this.pin.setLatLng(this.map.containerPointToLatLng(at.add([way[0] * by, way[1] * by])));
      } else return;
      event.preventDefault();
      event.stopPropagation();
    }

    _put() {
      const { lat, lng } = this.pin.getLatLng().wrap(), event = this.model.selected;
      this.stopMoving();
      this.onMove(event, Math.round(lat * 1e6) / 1e6, Math.round(lng * 1e6) / 1e6);
    }

    stopMoving() {
      if (!this.pin) return;
      this.pin.remove();
      this.pin = null;
      this.show();
    }

    // A click while a pin is moved puts it there: dragging is not the only way.
    clicked(latlng) {
      if (this.ignoreClick) return true;
      if (this.asked === "province") { this.takeProvince(latlng); return true; }
      if (!this.pin) return false;
      this.pin.setLatLng(latlng);
      this._put();
      return true;
    }

    // Escape takes back one thing: moving, asking, then the choice.
    cancel() {
      if (this.pin) this.stopMoving();
      else if (this.asked) this.ask(null);
      else if (this.model.isChosen()) this.model.select(null, "map");
      else return false;
      return true;
    }

    // --- what is on, as chips over the map --------------------------------------------------------

    show() {
      const { model } = this;
      if (this.pin && !model.isChosen()) { this.stopMoving(); return; }
      const state = [this.asked, model.box, model.box && model.tally().shown, model.selected, Boolean(this.pin)].join("|");
      if (state === this._state) return;
      this._state = state;
      this.chips.replaceChildren(...[this._askingChip(), this._boxChip(), this._chosenChip()].filter(Boolean));
    }

    _askingChip() {
      const stop = close("Stop selecting", () => this.ask(null)), { map } = this;
      if (this.asked === "box") return chip("Drag a box over the map", [word("Take what is in view", () => this.takeBounds(map.getBounds())), stop]);
      return this.asked && chip("Click in a province", [word("Take the one in the middle", () => this.takeProvince(map.getCenter())), stop]);
    }

    _boxChip() {
      const { model } = this;
      return model.box && chip(`In the box: ${D.plural(model.tally().shown, "event")}`, [close("Remove the box", () => model.setBox(null, "map"))]);
    }

    _chosenChip() {
      const { model } = this;
      if (!model.isChosen()) return null;
      const move = this.pin ? word("Leave the pin", () => this.stopMoving()) : this._movable() && word("Move pin", () => this.startMoving());
      const words = this.pin ? "Drag the pin, or click its place" : D.name(model.text("title", model.selected));
      return chip(words, [move, close("Let go of this event", () => model.select(null, "map"))].filter(Boolean));
    }
  }

  function chip(words, buttons) { return D.el("div", { class: "dl-chip" }, D.el("span", {}, words), buttons); }
  function word(words, act) { return D.el("button", { type: "button", class: "dl-link", onclick: act }, words); }
  function close(label, act) {
    return D.el("button", { type: "button", class: "dl-close", "aria-label": label, title: label, onclick: act }, "×");
  }

  D.Tools = Tools;
})(globalThis.Dateline = globalThis.Dateline || {});
