// The map underneath: land, sea, borders, provinces, rivers and lakes on one canvas, from local data.
(function (D) {
  "use strict";

  D.Basemap = D.CanvasLayer.extend({
    initialize(model, colours, options) {
      L.setOptions(this, Object.assign({ pane: "tilePane" }, options));
      L.Util.stamp(this);
      this._layers = {};
      this._colours = colours;
      const names = model.header.basemap.layers;
      this._rings = Object.fromEntries(names.map((name) => [name, D.decodeRings(model.arrays, "base." + name)]));
    },

    rings(name) { return this._rings[name] || []; },

    setColours(colours) { this._colours = colours; this.redraw(); },

    draw() {
      const frame = this._frameOf(), context = this._context, zoom = this._map.getZoom();
      const { sea, land, border, province, river, coast } = this._colours;
      const rings = (name) => this.rings(name);
      this._clear(frame);
      context.fillStyle = sea;
      context.fillRect(0, 0, frame.width, frame.height);
      context.lineJoin = "round";
      const countries = D.ringsPath(rings("countries"), frame, true);
      context.fillStyle = land;
      context.fill(countries, "evenodd");
      if (zoom >= 4.5) this._stroke(D.ringsPath(rings("provinces"), frame, false), province, 1, [4, 3]);
      if (zoom >= 4) this._stroke(D.ringsPath(rings("rivers"), frame, false), river, zoom < 7 ? 1 : 1.6);
      const lakes = D.ringsPath(rings("lakes"), frame, true);
      context.fillStyle = sea;
      context.fill(lakes, "evenodd");
      this._stroke(lakes, coast, 0.7);
      this._stroke(countries, coast, 0.8);
      this._stroke(D.ringsPath(rings("borders"), frame, false), border, zoom < 5 ? 0.8 : 1.3);
      this._stroke(D.ringsPath(rings("unsettled"), frame, false), border, 1.1, [2, 4]);
    },

    _stroke(path, colour, width, dash) {
      const context = this._context;
      context.setLineDash(dash || []);
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.stroke(path);
      context.setLineDash([]);
    },
  });
})(globalThis.Dateline = globalThis.Dateline || {});
