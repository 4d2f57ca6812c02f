// The map underneath: land, sea, borders, provinces, rivers, lakes and names on one canvas, from local data.
(function (D) {
  "use strict";

  const FONT = '"Source Sans", "Source Sans 3", system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif';

  // A canvas that follows the map, a little larger than its view; L.Renderer does the moving and zooming.
  D.CanvasLayer = L.Renderer.extend({
    options: { padding: 0.15, pane: "overlayPane" },

    _initContainer() {
      this._container = L.DomUtil.create("canvas", "dl-canvas");
      this._container.setAttribute("aria-hidden", "true");
      this._context = this._container.getContext("2d");
    },

    _destroyContainer() {
      cancelAnimationFrame(this._frame);
      L.DomUtil.remove(this._container);
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      const ratio = Math.min(globalThis.devicePixelRatio || 1, 2);
      L.DomUtil.setPosition(this._container, this._bounds.min);
      this._container.width = Math.round(size.x * ratio);
      this._container.height = Math.round(size.y * ratio);
      this._container.style.width = size.x + "px";
      this._container.style.height = size.y + "px";
      this._ratio = ratio;
      this.draw();
    },

    redraw() {
      if (!this._map) return;
      cancelAnimationFrame(this._frame);
      this._frame = requestAnimationFrame(() => this._map && this.draw());
    },

    // World coordinates (256 units wide) to pixels of this canvas: x * scale - left, y * scale - top.
    _frameOf() {
      const origin = this._map.getPixelOrigin();
      return {
        scale: Math.pow(2, this._map.getZoom()),
        left: origin.x + this._bounds.min.x,
        top: origin.y + this._bounds.min.y,
        width: this._bounds.max.x - this._bounds.min.x,
        height: this._bounds.max.y - this._bounds.min.y,
      };
    },

    _clear(frame) {
      this._context.setTransform(this._ratio, 0, 0, this._ratio, 0, 0);
      this._context.clearRect(0, 0, frame.width, frame.height);
    },
  });

  function inView(ring, frame) {
    const [x0, y0, x1, y1] = ring.box;
    return x1 * frame.scale >= frame.left && x0 * frame.scale <= frame.left + frame.width &&
      y1 * frame.scale >= frame.top && y0 * frame.scale <= frame.top + frame.height;
  }

  // One path of all rings in view; points closer than 0.7 pixels to the last one drawn are left out.
  D.ringsPath = function (rings, frame, closed) {
    const path = new Path2D();
    for (const ring of rings) {
      if (!inView(ring, frame)) continue;
      const { points } = ring;
      let lastX = Infinity, lastY = Infinity;
      for (let p = 0; p < points.length; p += 2) {
        const x = points[p] * frame.scale - frame.left, y = points[p + 1] * frame.scale - frame.top;
        if (p === 0) path.moveTo(x, y);
        else if (p + 2 >= points.length || Math.abs(x - lastX) + Math.abs(y - lastY) > 0.7) path.lineTo(x, y);
        else continue;
        lastX = x; lastY = y;
      }
      if (closed) path.closePath();
    }
    return path;
  };

  D.Basemap = D.CanvasLayer.extend({
    initialize(model, colours, options) {
      L.setOptions(this, Object.assign({ pane: "tilePane" }, options));
      L.Util.stamp(this);
      this._layers = {};
      this._colours = colours;
      const names = model.header.basemap.layers;
      this._rings = Object.fromEntries(names.map((name) => [name, D.decodeRings(model.arrays, "base." + name)]));
      this._labels = readLabels(model);
    },

    setColours(colours) { this._colours = colours; this.redraw(); },

    draw() {
      const frame = this._frameOf(), context = this._context, zoom = this._map.getZoom();
      const { sea, land, border, province, river, coast } = this._colours;
      const rings = (name) => this._rings[name] || [];
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
      drawLabels(context, this._labels, frame, zoom, this._colours);
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

  function readLabels(model) {
    const lat = model.arrays["label.lat"], lon = model.arrays["label.lon"];
    const rank = model.arrays["label.rank"], kind = model.arrays["label.kind"];
    return model.header.basemap.labels.map((name, i) => ({
      name, kind: kind[i], rank: rank[i], x: D.mercatorX(lon[i]), y: D.mercatorY(lat[i]),
    }));
  }

  // rank: the zoom from which a label may show; kind: 0 country, 1 province, 2 town, 3 capital.
  const STYLES = [
    { font: (z) => `600 ${z < 5 ? 11 : 13}px ${FONT}`, upper: true, spacing: "2px" },
    { font: () => `italic 500 12px ${FONT}`, upper: false, spacing: "0.4px" },
    { font: (z) => `400 ${z < 8 ? 11.5 : 12.5}px ${FONT}`, upper: false, spacing: "0px", dot: 1.8 },
    { font: () => `600 12.5px ${FONT}`, upper: false, spacing: "0px", dot: 2.6 },
  ];

  // Names that would lie on one already drawn are left out: the more important come first.
  function drawLabels(context, labels, frame, zoom, colours) {
    const taken = [];
    const free = (box) => !taken.some((o) => box[0] < o[2] && box[2] > o[0] && box[1] < o[3] && box[3] > o[1]);
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const label of labels) {
      if (label.rank > zoom + 0.3 || (label.kind < 2 && zoom > (label.kind ? 9.5 : 7.5))) continue;
      const x = label.x * frame.scale - frame.left, y = label.y * frame.scale - frame.top;
      if (x < 0 || y < 0 || x > frame.width || y > frame.height) continue;
      const style = STYLES[label.kind];
      const text = style.upper ? label.name.toUpperCase() : label.name;
      context.font = style.font(zoom);
      context.letterSpacing = style.spacing;
      const width = context.measureText(text).width;
      const spots = style.dot
        ? [[x + 6, y], [x - 6 - width, y], [x - width / 2, y - 10], [x - width / 2, y + 11]]
        : [[x - width / 2, y]];
      for (const [left, middle] of spots) {
        const box = [left - 3, middle - 8, left + width + 3, middle + 8];
        if (!free(box)) continue;
        taken.push(box);
        if (style.dot) taken.push([x - 4, y - 4, x + 4, y + 4]);
        drawLabel(context, text, left, middle, x, y, style, label.kind, colours);
        break;
      }
    }
    context.letterSpacing = "0px";
  }

  function drawLabel(context, text, left, middle, x, y, style, kind, colours) {
    context.strokeStyle = colours.halo;
    context.lineWidth = 3;
    context.strokeText(text, left, middle);
    context.fillStyle = [colours.country, colours.provinceName, colours.town, colours.town][kind];
    context.fillText(text, left, middle);
    if (!style.dot) return;
    context.beginPath();
    context.arc(x, y, style.dot, 0, 2 * Math.PI);
    context.fillStyle = colours.dot;
    context.fill();
  }
})(globalThis.Dateline = globalThis.Dateline || {});
