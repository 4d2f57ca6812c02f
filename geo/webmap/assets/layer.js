// The events on the map: one pass over typed arrays a frame, drawn on one canvas on Leaflet.
(function (D) {
  "use strict";

  const GATHER_PX = 34; // spots closer than this on the screen share one mark with a count
  const TURN = 2 * Math.PI;
  const KIND = { exact: 0, near: 1, area: 2 };

  D.EventLayer = D.CanvasLayer.extend({
    initialize(model, colours, options) {
      L.setOptions(this, Object.assign({ pane: "markerPane" }, options));
      L.Util.stamp(this);
      this._layers = {};
      this._model = model;
      this._colours = colours;
      this._readSpots();
      this._drawn = [];
      for (const name of ["window", "filter", "select"]) model.addEventListener(name, () => this.redraw());
    },

    setColours(colours) { this._colours = colours; this.redraw(); },

    _readSpots() {
      const { arrays, header } = this._model;
      const lat = arrays["spot.lat"], lon = arrays["spot.lon"];
      this._kind = arrays["spot.kind"];
      this._radius = arrays["spot.radius"];
      this._area = arrays["spot.area"];
      this._lat = lat;
      this._x = Float64Array.from(lon, D.mercatorX);
      this._y = Float64Array.from(lat, D.mercatorY);
      this._markFrom = arrays["mark.from"]; // marks of event i: markFrom[i] … markFrom[i + 1]
      this._markSpot = arrays["mark.spot"];
      this._areas = Array.from({ length: header.areas }, () => []);
      for (const ring of D.decodeRings(arrays, "area")) this._areas[ring.owner].push(ring);
      this._zoomOfCells = null;
    },

    // Spots near each other at this zoom make one cell, held by the spot with most events.
    _gather(zoom) {
      if (this._zoomOfCells === zoom) return;
      this._zoomOfCells = zoom;
      const n = this._x.length, scale = Math.pow(2, zoom), reach = GATHER_PX / scale;
      const weight = new Uint32Array(n);
      for (const spot of this._markSpot) weight[spot]++;
      const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => weight[b] - weight[a] || a - b);
      const grid = new Map(), column = (v) => Math.floor(v / reach);
      this._cell = new Uint32Array(n);
      this._cellSpot = [];
      for (const spot of order) {
        const home = this._nearCell(grid, spot, reach, column);
        if (home >= 0) { this._cell[spot] = home; continue; }
        this._cell[spot] = this._cellSpot.length;
        const key = column(this._x[spot]) * 1e7 + column(this._y[spot]);
        if (!grid.has(key)) grid.set(key, []);
        grid.get(key).push(this._cellSpot.length);
        this._cellSpot.push(spot);
      }
      const families = this._model.header.families.length;
      this._tally = new Uint32Array(this._cellSpot.length * families);
      this._total = new Uint32Array(this._cellSpot.length);
      this._sample = new Uint32Array(this._cellSpot.length);
      this._doubt = new Uint8Array(this._cellSpot.length);
    },

    _nearCell(grid, spot, reach, column) {
      const x = this._x[spot], y = this._y[spot];
      for (let i = column(x) - 1; i <= column(x) + 1; i++) {
        for (let j = column(y) - 1; j <= column(y) + 1; j++) {
          for (const cell of grid.get(i * 1e7 + j) || []) {
            const other = this._cellSpot[cell];
            if (Math.hypot(this._x[other] - x, this._y[other] - y) < reach) return cell;
          }
        }
      }
      return -1;
    },

    draw() {
      const frame = this._frameOf();
      this._gather(this._map.getZoom());
      this._count();
      this._clear(frame);
      this._drawn = [];
      this._drawAreas(frame);
      this._drawCircles(frame);
      this._drawCells(frame);
    },

    // The one pass over the events of the window.
    _count() {
      const model = this._model, families = model.header.families.length;
      const familyOf = Uint8Array.from(model.types, (type) => type.family);
      const disputed = model.arrays["event.disputed"], type = model.type;
      const { _markFrom: from, _markSpot: spotOf, _cell: cellOf, _tally: tally, _total: total } = this;
      tally.fill(0); total.fill(0); this._doubt.fill(0);
      this._live = new Map(); // spots with an extent → the event type seen there first
      model.forEachShown((event) => {
        const last = from[event + 1];
        for (let m = from[event]; m < last; m++) {
          const spot = spotOf[m], cell = cellOf[spot];
          total[cell]++;
          tally[cell * families + familyOf[type[event]]]++;
          this._sample[cell] = event;
          if (disputed[event]) this._doubt[cell] = 1;
          if (this._kind[spot] !== KIND.exact && !this._live.has(spot)) this._live.set(spot, event);
        }
      });
    },

    _drawAreas(frame) {
      const context = this._context, done = new Set();
      for (const [spot, event] of this._live) {
        const area = this._area[spot] - 1;
        if (area < 0 || done.has(area)) continue;
        done.add(area);
        const colour = this._model.types[this._model.type[event]].colour;
        const path = D.ringsPath(this._areas[area], frame, true);
        context.fillStyle = D.fade(colour, this._holdsSelected(spot) ? 0.26 : 0.13);
        context.fill(path, "evenodd");
        this._dashed(path, colour, 1.5);
      }
    },

    _drawCircles(frame) {
      const context = this._context;
      for (const [spot, event] of this._live) {
        if (this._area[spot] || !(this._radius[spot] > 0)) continue;
        // 256 units are 40,075 km at the equator, and more the nearer a pole.
        const stretch = Math.cos(this._lat[spot] * Math.PI / 180);
        const r = this._radius[spot] / 40075.017 * 256 * frame.scale / stretch;
        if (r < 10) continue;
        const colour = this._model.types[this._model.type[event]].colour;
        const path = new Path2D();
        path.arc(this._x[spot] * frame.scale - frame.left, this._y[spot] * frame.scale - frame.top, r, 0, TURN);
        context.fillStyle = D.fade(colour, this._holdsSelected(spot) ? 0.22 : 0.1);
        context.fill(path);
        this._dashed(path, colour, 1.2);
      }
    },

    _dashed(path, colour, width) {
      const context = this._context;
      context.setLineDash([5, 4]);
      context.lineWidth = width;
      context.strokeStyle = D.fade(colour, 0.85);
      context.stroke(path);
      context.setLineDash([]);
    },

    _holdsSelected(spot) {
      const event = this._model.selected;
      if (event === null || event === undefined) return false;
      for (let m = this._markFrom[event]; m < this._markFrom[event + 1]; m++) {
        if (this._markSpot[m] === spot) return true;
      }
      return false;
    },

    _drawCells(frame) {
      const chosen = this._selectedCells();
      const order = [];
      for (let cell = 0; cell < this._total.length; cell++) if (this._total[cell]) order.push(cell);
      order.sort((a, b) => chosen.has(a) - chosen.has(b) || this._y[this._cellSpot[a]] - this._y[this._cellSpot[b]]);
      for (const cell of order) {
        const spot = this._cellSpot[cell];
        const x = this._x[spot] * frame.scale - frame.left, y = this._y[spot] * frame.scale - frame.top;
        if (x < -40 || y < -40 || x > frame.width + 40 || y > frame.height + 40) continue;
        const count = this._total[cell];
        const r = count === 1 ? 9 : Math.min(12 + 1.5 * Math.log2(count), 24);
        if (chosen.has(cell)) this._halo(x, y, r + 6);
        if (count === 1) this._drawOne(this._sample[cell], x, y, r);
        else this._drawMany(cell, x, y, r);
        if (this._doubt[cell]) this._drawDispute(x + r * 0.78, y - r * 0.78);
        this._drawn.push({ cell, x, y, r: r + 3, count });
      }
    },

    _selectedCells() {
      const event = this._model.selected, cells = new Set();
      if (event === null || event === undefined || !this._model.isShown(event)) return cells;
      for (let m = this._markFrom[event]; m < this._markFrom[event + 1]; m++) {
        cells.add(this._cell[this._markSpot[m]]);
      }
      return cells;
    },

    _drawOne(event, x, y, r) {
      const type = this._model.types[this._model.type[event]];
      D.drawSymbol(this._context, type, x, y, r, this._colours.outline);
    },

    // A ring divided by families, with the number in the middle.
    _drawMany(cell, x, y, r) {
      const context = this._context, families = this._model.header.families;
      const total = this._total[cell];
      context.beginPath();
      context.arc(x, y, r + 1.5, 0, TURN);
      context.fillStyle = this._colours.outline;
      context.fill();
      let angle = -Math.PI / 2;
      for (let f = 0; f < families.length; f++) {
        const share = this._tally[cell * families.length + f] / total;
        if (!share) continue;
        context.beginPath();
        context.moveTo(x, y);
        context.arc(x, y, r, angle, angle + share * TURN);
        context.closePath();
        context.fillStyle = families[f].colour;
        context.fill();
        angle += share * TURN;
      }
      context.beginPath();
      context.arc(x, y, r - 4.5, 0, TURN);
      context.fillStyle = this._colours.bubble;
      context.fill();
      context.fillStyle = this._colours.bubbleText;
      context.font = `700 ${total > 999 ? 10.5 : 12.5}px system-ui, "Segoe UI", "Noto Sans", sans-serif`;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(total > 9999 ? Math.round(total / 1000) + "k" : String(total), x, y + 0.5);
      context.textAlign = "start";
    },

    _drawDispute(x, y) {
      const context = this._context;
      context.beginPath();
      context.arc(x, y, 6.5, 0, TURN);
      context.fillStyle = this._colours.disputeFill;
      context.fill();
      context.lineWidth = 1.2;
      context.strokeStyle = this._colours.disputeText;
      context.stroke();
      context.beginPath();
      for (const dy of [-1.7, 1.7]) { context.moveTo(x - 3.2, y + dy); context.lineTo(x + 3.2, y + dy); }
      context.moveTo(x + 1.9, y - 4); context.lineTo(x - 1.9, y + 4);
      context.stroke();
    },

    _halo(x, y, r) {
      const context = this._context;
      context.beginPath();
      context.arc(x, y, r, 0, TURN);
      context.lineWidth = 6;
      context.strokeStyle = this._colours.outline;
      context.stroke();
      context.lineWidth = 3;
      context.strokeStyle = this._colours.focus;
      context.stroke();
    },

    // What lies under a point of the map's container: null, or the events of the mark there.
    hit(containerPoint) {
      const point = this._map.containerPointToLayerPoint(containerPoint).subtract(this._bounds.min);
      let best = null, distance = Infinity;
      for (const mark of this._drawn) {
        const d = Math.hypot(mark.x - point.x, mark.y - point.y);
        if (d <= Math.max(mark.r, 12) && d < distance) { best = mark; distance = d; }
      }
      return best && this._contents(best);
    },

    _contents(mark) {
      const events = new Set(), spots = new Set();
      this._model.forEachShown((event) => {
        for (let m = this._markFrom[event]; m < this._markFrom[event + 1]; m++) {
          if (this._cell[this._markSpot[m]] === mark.cell) { events.add(event); spots.add(this._markSpot[m]); }
        }
      });
      return { events: [...events], spots: [...spots], mark };
    },

    boundsOf(events) {
      const { arrays } = this._model, bounds = L.latLngBounds([]);
      for (const event of events) {
        for (let m = this._markFrom[event]; m < this._markFrom[event + 1]; m++) {
          const spot = this._markSpot[m];
          bounds.extend([arrays["spot.lat"][spot], arrays["spot.lon"][spot]]);
          const [x0, y0, x1, y1] = [0, 1, 2, 3].map((i) => arrays["spot.box"][4 * spot + i]);
          bounds.extend([y0, x0]).extend([y1, x1]);
        }
      }
      return bounds;
    },
  });
})(globalThis.Dateline = globalThis.Dateline || {});
