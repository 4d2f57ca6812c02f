// Ties map, basemap, events, legend and timeline together; the same for the app and the saved page.
(function (D) {
  "use strict";

  const ATTRIBUTION = "Boundaries shown do not imply endorsement. Natural Earth, GeoNames";
  const TILES = ["https://tile.openstreetmap.org/{z}/{x}/{y}.png", { maxZoom: 19, attribution: "© OpenStreetMap contributors" }];
  const REST_MS = 700; // the summary is told when nothing has changed for so long

  D.createMap = function (node) {
    return L.map(node, {
      zoomControl: true, attributionControl: true, minZoom: 2, maxZoom: 15, zoomSnap: 0.25, zoomDelta: 0.5,
      wheelPxPerZoomLevel: 90, zoomAnimation: !D.quiet(), fadeAnimation: false, worldCopyJump: false,
      center: [20, 10], zoom: 2,
    });
  };

  class View {
    // root: where the page's parts are. options: map and mapNode, a Leaflet map that a host made (folium); onSelect,
    // onWindow, onHidden, onBox, onView, onMove: what a host wants to hear; tiles: whether it allows the network.
    constructor(root, model, options) {
      this.root = root;
      this.model = model;
      this.options = options || {};
      this.frame = D.el("div", { class: "dl-view" });
      this._buildMap();
      this.timelineRoot = D.el("div", { class: "dl-timeline", role: "group", "aria-label": "Timeline" });
      this.words = D.el("p", { class: "dl-unseen", id: "dateline-words", "aria-live": "polite" });
      this.frame.append(this.timelineRoot, this.words);
      root.append(this.frame);
      this._start();
    }

    _buildMap() {
      this.mapNode = this.options.mapNode || D.el("div", { class: "dl-map" });
      this.mapNode.classList.add("dl-map");
      this.mapNode.setAttribute("role", "region");
      this.mapNode.setAttribute("aria-label", "Map");
      this.mapNode.setAttribute("aria-describedby", "dateline-words");
      this.legend = D.el("details", { class: "dl-legend", open: globalThis.innerWidth > 700 });
      this.stage = D.el("div", { class: "dl-stage" }, this.mapNode, this.legend);
      this.frame.append(this.stage);
    }

    _start() {
      const { model, options } = this;
      this.colours = D.PALETTE[D.theme(this.root)];
      this.frame.dataset.theme = D.theme(this.root);
      this.map = options.map || D.createMap(this.mapNode);
      if (this.map.attributionControl) {
        this.map.attributionControl.setPrefix(false).addAttribution(ATTRIBUTION);
      }
      L.control.scale({ imperial: false }).addTo(this.map);
      this.basemap = new D.Basemap(model, this.colours).addTo(this.map);
      this.events = new D.EventLayer(model, this.colours, this.basemap.rings("countries")).addTo(this.map);
      this.labels = new D.Labels(model, this.colours, () => this.events.marks).addTo(this.map);
      this.timeline = new D.Timeline(this.timelineRoot, model, this.colours);
      this.picker = new D.Picker(model, this.stage);
      this.tools = new D.Tools(this, options);
      this.marks = new D.Marks(this.map, this.events, model, (mark) => this.open(mark, true));
      D.buildLegend(this.legend, model, { tiles: options.tiles, onTiles: (on) => this.setTiles(on) });
      this._listenToMap();
      this._listenToModel();
      this.fit();
      this._tell();
    }

    _listenToMap() {
      const { map, picker } = this;
      map.on("click", (event) => this._click(event));
      map.on("mousemove", (event) => this._hover(event));
      map.on("mouseout movestart zoomstart", () => picker.hideTip());
      map.on("movestart zoomstart", () => picker.close());
      map.on("moveend", () => this._hear("onView", map.getCenter(), map.getZoom()));
      this.events.on("rest", () => this.labels.redraw());
      this.stage.addEventListener("keydown", (event) => this._key(event));
      this.resize = new ResizeObserver(() => {
        map.invalidateSize({ animate: false });
        if (!this.fitted) this.fit();
      });
      this.resize.observe(this.mapNode);
      this._onTheme = () => this.retheme();
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", this._onTheme);
    }

    _listenToModel() {
      const { model } = this;
      model.addEventListener("settled", () => this._hear("onWindow", ...model.window));
      model.addEventListener("select", (event) => {
        if (event.detail !== "map") this._reveal(model.selected);
        if (event.detail !== "host") this._hear("onSelect", model.selected);
      });
      model.addEventListener("hidden", (event) => {
        const names = [...model.hidden].map((type) => model.types[type].name).sort();
        if (event.detail !== "host") this._hear("onHidden", names);
      });
      model.addEventListener("box", (event) => { if (event.detail !== "host") this._hear("onBox", model.box); });
      model.addEventListener("window", () => this.picker.close());
      for (const name of ["window", "filter"]) {
        model.addEventListener(name, () => {
          clearTimeout(this._telling);
          this._telling = setTimeout(() => this._tell(), REST_MS);
        });
      }
    }

    _hear(what, ...message) { if (this.options[what]) this.options[what](...message); }

    _tell() {
      const words = D.summary(this.model);
      if (this.words.textContent === words) return;
      this.words.textContent = words;
      this.model.tell(words);
    }

    retheme() {
      const theme = D.theme(this.root);
      if (theme === this.frame.dataset.theme) return;
      this.frame.dataset.theme = theme;
      this.colours = D.PALETTE[theme];
      for (const part of [this.basemap, this.events, this.labels, this.timeline]) part.setColours(this.colours);
    }

    // The first view holds all mapped events, not one of them under the legend or at the edge.
    fit() {
      this.map.invalidateSize({ animate: false, pan: false }); // a host may have measured it elsewhere
      const size = this.map.getSize();
      this.fitted = size.x > 0 && size.y > 0;
      let bounds = this.events.boundsOf((visit) => this.model.forEachShown(visit));
      if (!bounds.isValid()) bounds = this.events.boundsOf((visit) => this.model.forEach(visit));
      if (!bounds.isValid()) { this.map.setView([25, 15], 2, { animate: false }); return; }
      const side = this.legend.open && size.x > 700 ? this.legend.offsetWidth + 24 : 30;
      this.map.fitBounds(bounds.pad(0.04), { paddingTopLeft: [54, 40], paddingBottomRight: [side, 44], maxZoom: 9.5, animate: false });
    }

    setMapView(lat, lon, zoom) {
      this.fitted = true;
      this.map.setView([lat, lon], zoom, { animate: false });
    }

    // A map from the network under the events, in place of ours; only a person switches it on.
    setTiles(on) {
      if (on) this.tiles = L.tileLayer(...TILES).addTo(this.map);
      else if (this.tiles) { this.tiles.remove(); this.tiles = null; }
      for (const layer of [this.basemap, this.labels]) {
        if (on) layer.remove(); else layer.addTo(this.map);
      }
      this.mapNode.classList.toggle("dl-online", on);
    }

    _key(event) {
      if (event.key !== "Escape") return;
      if (this.picker.isOpen) this.picker.cancel();
      else if (!this.tools.cancel()) return;
      event.stopPropagation();
    }

    _click(event) {
      const mark = this.events.markAt(event.containerPoint);
      this.picker.close();
      if (!this.tools.clicked(event.latlng) && mark) this.open(mark, false);
    }

    // One event is chosen; of several a list opens, or the map goes nearer where they lie apart.
    open(mark, byKeyboard) {
      const { events, spots } = this.events.cells.contents(mark.cell);
      if (!events.length) return;
      if (events.length === 1) { this.model.select(events[0], "map"); return; }
      const bounds = this.events.boundsOf((visit) => events.forEach(visit));
      const apart = spots.length > 1 && this.map.getZoom() < 12 && bounds.getNorthEast().distanceTo(bounds.getSouthWest()) > 3000;
      if (apart && events.length > 12) this.map.fitBounds(bounds.pad(0.3), { maxZoom: 12, animate: !D.quiet() });
      else {
        const back = byKeyboard ? this.root.getRootNode().activeElement : this.mapNode;
        this.picker.open(events, this.events.cells.kinds(mark.cell), this._onStage(mark), () => back.focus({ preventScroll: true }));
      }
    }

    _onStage(mark) {
      return { point: this.map.layerPointToContainerPoint([mark.x, mark.y]), r: mark.r };
    }

    _hover(event) {
      const mark = this.events.markAt(event.containerPoint);
      this.mapNode.classList.toggle("dl-over", Boolean(mark));
      if (!mark || this.picker.isOpen) { this.picker.hideTip(); return; }
      if (this.picker.tip.hidden || this._hovered !== mark) {
        const { cells } = this.events;
        this.picker.showTip(cells.contents(mark.cell).events, cells.kinds(mark.cell), this._onStage(mark));
      }
      this._hovered = mark;
    }

    // Selected in the table or by the host: bring it into the window and into view.
    _reveal(event) {
      if (event === null || event === undefined) return;
      const { model } = this;
      if (event < model.dated && model.visible[event] && !model.isShown(event)) {
        const [from, to] = model.window, day = model.base + model.start[event];
        this.timeline.set(Math.min(from, day), Math.max(to, day));
      }
      const bounds = this.events.boundsOf((visit) => visit(event));
      if (bounds.isValid() && !this.map.getBounds().pad(-0.05).contains(bounds.getCenter())) {
        this.map.panTo(bounds.getCenter(), { animate: !D.quiet() });
      }
    }

    destroy() {
      this.timeline.destroy();
      clearTimeout(this._telling);
      this.resize.disconnect();
      matchMedia("(prefers-color-scheme: dark)").removeEventListener("change", this._onTheme);
      this.map._animatingZoom = false; // Leaflet 1.9 ends a zoom by a timer that does not ask whether the map is still there
      if (!this.options.map) this.map.remove();
      this.frame.remove();
    }
  }

  D.View = View;

  // mount(root, payload, options): the one way in for every host.
  D.mount = (root, payload, options) => new View(root, payload instanceof D.Model ? payload : new D.Model(payload), options);
})(globalThis.Dateline = globalThis.Dateline || {});
