// Ties map, basemap, events, legend and timeline together; the same for the app and the saved page.
(function (D) {
  "use strict";

  const PALETTE = {
    light: {
      sea: "#cfe0ea", land: "#f5f2ea", border: "#8d8678", province: "#c9c2b2", river: "#a3c3d6", coast: "#9db8c8",
      country: "#6d665a", provinceName: "#857d6e", town: "#4a463f", dot: "#5e584e", halo: "rgba(250,248,243,.9)",
      outline: "#ffffff", bubble: "#ffffff", bubbleText: "#1d2329", focus: "#14181c",
      disputeFill: "#ffffff", disputeText: "#14181c",
      grid: "#c3c7cc", axis: "#4d545c", veil: "rgba(247,248,250,.72)",
    },
    dark: {
      sea: "#101b24", land: "#252b30", border: "#69727a", province: "#414a51", river: "#2d5570", coast: "#3a5668",
      country: "#98a2ab", provinceName: "#838d96", town: "#c3cad0", dot: "#9aa4ad", halo: "rgba(24,29,33,.9)",
      outline: "#12171b", bubble: "#12171b", bubbleText: "#f2f5f7", focus: "#ffffff",
      disputeFill: "#12171b", disputeText: "#ffffff",
      grid: "#454d55", axis: "#b3bbc3", veil: "rgba(18,22,27,.72)",
    },
  };

  const ATTRIBUTION = "Boundaries shown do not imply endorsement. Natural Earth, GeoNames";

  D.createMap = function (node) {
    return L.map(node, {
      zoomControl: true, attributionControl: true, minZoom: 2, maxZoom: 15, zoomSnap: 0.25, zoomDelta: 0.5,
      wheelPxPerZoomLevel: 90, zoomAnimation: !D.quiet(), fadeAnimation: false, worldCopyJump: false,
      center: [20, 10], zoom: 2,
    });
  };

  class View {
    // root: where the page's parts are; map: a Leaflet map that a host made (folium), or none.
    constructor(root, model, options) {
      this.root = root;
      this.model = model;
      this.options = options || {};
      this.frame = D.el("div", { class: "dl-view" });
      this._buildMap();
      this.timelineRoot = D.el("div", { class: "dl-timeline", role: "group", "aria-label": "Timeline" });
      this.frame.append(this.timelineRoot);
      root.append(this.frame);
      this._start();
    }

    _buildMap() {
      this.mapNode = this.options.mapNode || D.el("div", { class: "dl-map" });
      this.mapNode.classList.add("dl-map");
      this.mapNode.setAttribute("role", "region");
      this.mapNode.setAttribute("aria-label", "Map");
      this.tip = D.el("div", { class: "dl-tip", hidden: true });
      this.picker = D.el("div", { class: "dl-picker", hidden: true, role: "dialog", "aria-label": "Events here" });
      this.legend = D.el("details", { class: "dl-legend", open: globalThis.innerWidth > 700 });
      this.stage = D.el("div", { class: "dl-stage" }, this.mapNode, this.legend, this.tip, this.picker);
      this.frame.append(this.stage);
    }

    _start() {
      const { model } = this;
      this.colours = PALETTE[D.theme(this.root)];
      this.frame.dataset.theme = D.theme(this.root);
      this.map = this.options.map || D.createMap(this.mapNode);
      if (this.map.attributionControl) {
        this.map.attributionControl.setPrefix(false).addAttribution(ATTRIBUTION);
      }
      L.control.scale({ imperial: false }).addTo(this.map);
      this.basemap = new D.Basemap(model, this.colours).addTo(this.map);
      this.events = new D.EventLayer(model, this.colours).addTo(this.map);
      this.timeline = new D.Timeline(this.timelineRoot, model, this.colours);
      D.buildLegend(this.legend, model);
      this._listen();
      this.fit();
    }

    _listen() {
      const { model, map } = this;
      map.on("click", (event) => this._click(event));
      map.on("mousemove", (event) => this._hover(event));
      map.on("mouseout movestart zoomstart", () => this._hideTip());
      map.on("movestart zoomstart", () => this._closePicker());
      model.addEventListener("settled", () => this.options.onWindow && this.options.onWindow(...model.window));
      model.addEventListener("select", (event) => {
        if (event.detail !== "map") this._reveal(model.selected);
        if (this.options.onSelect && event.detail !== "host") this.options.onSelect(model.selected);
      });
      model.addEventListener("hidden", (event) => {
        const names = [...model.hidden].map((type) => model.types[type].name).sort();
        if (this.options.onHidden && event.detail !== "host") this.options.onHidden(names);
      });
      model.addEventListener("window", () => this._closePicker());
      this.mapNode.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this._closePicker();
      });
      this.resize = new ResizeObserver(() => {
        map.invalidateSize({ animate: false });
        if (!this._fitted) this.fit();
      });
      this.resize.observe(this.mapNode);
      this._onTheme = () => this.retheme();
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", this._onTheme);
    }

    retheme() {
      const theme = D.theme(this.root);
      if (theme === this.frame.dataset.theme) return;
      this.frame.dataset.theme = theme;
      this.colours = PALETTE[theme];
      for (const part of [this.basemap, this.events, this.timeline]) part.setColours(this.colours);
    }

    // The first view holds all mapped events, not one of them under the legend or at the edge.
    fit() {
      this.map.invalidateSize({ animate: false, pan: false }); // a host may have measured it elsewhere
      const size = this.map.getSize();
      this._fitted = size.x > 0 && size.y > 0;
      const all = [];
      this.model.forEachShown((i) => all.push(i));
      const bounds = this.events.boundsOf(all.length ? all : [...Array(this.model.count).keys()]);
      if (!bounds.isValid()) { this.map.setView([25, 15], 2, { animate: false }); return; }
      const side = this.legend.open && size.x > 700 ? this.legend.offsetWidth + 24 : 30;
      this.map.fitBounds(bounds.pad(0.04), { paddingTopLeft: [40, 40], paddingBottomRight: [side, 44], maxZoom: 9.5, animate: false });
    }

    _click(event) {
      const hit = this.events.hit(event.containerPoint);
      this._closePicker();
      if (!hit) return;
      const { events, spots } = hit;
      if (events.length === 1) { this.model.select(events[0], "map"); return; }
      const bounds = this.events.boundsOf(events);
      const apart = spots.length > 1 && this.map.getZoom() < 12 && bounds.getNorthEast().distanceTo(bounds.getSouthWest()) > 3000;
      if (apart && events.length > 12) this.map.fitBounds(bounds.pad(0.3), { maxZoom: 12, animate: !D.quiet() });
      else this._pick(events, event.containerPoint);
    }

    // Several events under one mark: a list to choose from, in order of time.
    _pick(events, point) {
      const first = 200;
      const list = D.el("ul", {}, events.slice(0, first).map((i) => D.el("li", {},
        D.el("button", { type: "button", onclick: () => { this._closePicker(); this.model.select(i, "map"); } },
          D.symbolIcon(this.model.types[this.model.type[i]], 18),
          D.el("span", {}, this.model.text("title", i), D.el("small", {}, this.model.text("when", i)))))));
      const more = events.length > first ? D.el("p", {}, `${events.length - first} more: narrow the window.`) : null;
      this.picker.replaceChildren(D.el("h3", {}, D.plural(events.length, "event") + " here"), list, more || "");
      this._put(this.picker, point);
      this.picker.querySelector("button").focus({ preventScroll: true });
      this.picker.onkeydown = (event) => {
        if (event.key === "Escape") { this._closePicker(); this.mapNode.focus({ preventScroll: true }); }
      };
    }

    _put(node, point) {
      node.hidden = false;
      const box = this.stage.getBoundingClientRect();
      const x = Math.min(point.x + 14, box.width - node.offsetWidth - 8);
      const y = Math.min(point.y + 14, box.height - node.offsetHeight - 8);
      node.style.left = Math.max(8, x) + "px";
      node.style.top = Math.max(8, y) + "px";
    }

    _closePicker() { this.picker.hidden = true; }
    _hideTip() { this.tip.hidden = true; }

    _hover(event) {
      const hit = this.events.hit(event.containerPoint);
      this.mapNode.classList.toggle("dl-over", Boolean(hit));
      if (!hit || !this.picker.hidden) { this._hideTip(); return; }
      const { events } = hit, { model } = this;
      const lines = events.slice(0, 3).map((i) => D.el("div", {},
        D.el("strong", {}, model.text("title", i)), D.el("small", {}, model.text("when", i))));
      if (events.length > 3) lines.push(D.el("small", {}, `and ${events.length - 3} more: click for the list`));
      this.tip.replaceChildren(...lines);
      this._put(this.tip, event.containerPoint);
    }

    // Selected in the table or by the host: bring it into the window and into view.
    _reveal(event) {
      if (event === null || event === undefined) return;
      const { model } = this;
      if (event < model.dated && model.visible[event] && !model.isShown(event)) {
        const [from, to] = model.window, day = model.base + model.start[event];
        this.timeline.set(Math.min(from, day), Math.max(to, day));
      }
      const bounds = this.events.boundsOf([event]);
      if (bounds.isValid() && !this.map.getBounds().pad(-0.05).contains(bounds.getCenter())) {
        this.map.panTo(bounds.getCenter(), { animate: !D.quiet() });
      }
    }

    destroy() {
      this.timeline.stop();
      this.resize.disconnect();
      matchMedia("(prefers-color-scheme: dark)").removeEventListener("change", this._onTheme);
      if (!this.options.map) this.map.remove();
      this.frame.remove();
    }
  }

  // The legend filters: a button a type that occurs, by family.
  D.buildLegend = function (node, model) {
    const items = model.types.map((type, index) => {
      const count = D.el("span", { class: "dl-n" }, String(type.count));
      const button = D.el("button", { type: "button", onclick: () => model.toggleType(index) }, D.symbolIcon(type, 18), D.el("span", {}, type.label), count);
      const press = () => button.setAttribute("aria-pressed", String(!model.hidden.has(index)));
      model.addEventListener("hidden", press);
      press();
      return D.el("li", {}, button);
    });
    const marks = [["dl-key-near", "Near, or within a distance"], ["dl-key-area", "Somewhere in this area"], ["dl-key-dispute", "Sources differ"]]
      .map(([name, words]) => D.el("li", { class: "dl-key" }, D.el("i", { class: name }), words));
    node.replaceChildren(D.el("summary", {}, "Legend"), D.el("ul", {}, items), D.el("ul", { class: "dl-keys" }, marks));
  };

  D.View = View;

  // mount(root, payload, {onSelect, onWindow}): the one way in for every host.
  D.mount = (root, payload, options) => new View(root, payload instanceof D.Model ? payload : new D.Model(payload), options);
})(globalThis.Dateline = globalThis.Dateline || {});
