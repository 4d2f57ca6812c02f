// The events on the map: one pass over typed arrays a frame, drawn on one canvas on Leaflet.
(function (D) {
  "use strict";

  const TURN = 2 * Math.PI;
  const NEAR = 1, AREA = 2; // kinds of spots; 0 is an exact point
  const MARGIN_PX = 40; // a mark whose middle is so far outside can still be seen
  const REST_MS = 160; // after so long without a change, names make way for marks, and marks get their words

  D.EventLayer = D.CanvasLayer.extend({
    // countries: rings of the basemap, tinted where no more than the country is known.
    initialize(model, colours, countries, options) {
      L.setOptions(this, Object.assign({ pane: "markerPane" }, options));
      L.Util.stamp(this);
      this._layers = {};
      this._model = model;
      this._colours = colours;
      this._countries = countries;
      this.cells = new D.Cells(model);
      this.marks = []; // what is drawn: {cell, x, y, r, count} in layer points
      this._readShapes();
      for (const name of ["window", "filter", "select"]) model.addEventListener(name, () => this.redraw());
    },

    setColours(colours) { this._colours = colours; this.redraw(); },

    _readShapes() {
      const { arrays, header } = this._model;
      this._area = arrays["spot.area"];
      // Radii at zoom 0: 256 units are 40,075 km at the equator, and more the nearer a pole.
      this._circle = arrays["spot.radius"].map((km, spot) => (this._area[spot] || !(km > 0) ? 0
        : km / 40075.017 * 256 / Math.cos(arrays["spot.lat"][spot] * Math.PI / 180)));
      const spots = Uint32Array.from(this._area.keys());
      this._areaSpots = spots.filter((spot) => this._area[spot]);
      this._circleSpots = spots.filter((spot) => this._circle[spot] > 0);
      this._places = { lat: arrays["spot.lat"], lon: arrays["spot.lon"], box: arrays["spot.box"] };
      this._areas = Array.from({ length: header.areas }, () => []);
      for (const ring of D.decodeRings(arrays, "area")) this._areas[ring.owner].push(ring);
    },

    draw() {
      const frame = this._frameOf(), { cells } = this;
      cells.gather(this._map.getZoom());
      this._look(frame);
      cells.count();
      this._chosen = new Set(this._model.isChosen() ? cells.spotsOf(this._model.selected) : []);
      this._clear(frame);
      this._drawCountries(frame);
      this._drawAreas(frame);
      this._drawCircles(frame);
      this._drawBox(frame);
      this._drawCells(frame);
      clearTimeout(this._resting);
      this._resting = setTimeout(() => this._map && this.fire("rest"), REST_MS);
    },

    // Only what can show in this frame is counted: marks, circles, and all areas.
    _look(frame) {
      const key = Object.values(frame).join(" "), { cells } = this;
      if (key === this._looked) return;
      this._looked = key;
      const { home, cellOf } = cells, near = new Uint8Array(home.length), seen = new Uint8Array(cellOf.length);
      for (let cell = 0; cell < near.length; cell++) near[cell] = this._isIn(home[cell], frame, 2 * MARGIN_PX) ? 1 : 0;
      for (let spot = 0; spot < seen.length; spot++) {
        seen[spot] = near[cellOf[spot]] || this._area[spot] || this._isSeen(spot, frame) ? 1 : 0;
      }
      cells.see(seen);
    },

    _isIn(spot, frame, margin) {
      const x = this._x(spot, frame), y = this._y(spot, frame);
      return x >= -margin && y >= -margin && x <= frame.width + margin && y <= frame.height + margin;
    },

    _x(spot, frame) { return this.cells.x[spot] * frame.scale - frame.left; },
    _y(spot, frame) { return this.cells.y[spot] * frame.scale - frame.top; },
    _colour(event) { return this._model.types[this._model.type[event]].colour; },

    _drawCountries(frame) {
      const event = this._model.arrays["tint.event"], country = this._model.arrays["tint.country"];
      const live = new Set();
      for (let i = 0; i < event.length; i++) if (this._model.isShown(event[i])) live.add(country[i]);
      if (!live.size) return;
      const key = [frame.scale, frame.left, frame.top, ...[...live].sort()].join(" ");
      if (key !== this._tintKey) { // a step of the window mostly shows the same countries
        this._tint = D.ringsPath(this._countries.filter((ring) => live.has(ring.owner)), frame, true);
        this._tintKey = key;
      }
      this._context.fillStyle = this._colours.tint;
      this._context.fill(this._tint, "evenodd");
    },

    // Those of some spots that have events in the window, in the order of their first one.
    _live(spots) {
      const { firstAt } = this.cells;
      return spots.filter((spot) => firstAt[spot] >= 0).sort((a, b) => firstAt[a] - firstAt[b]);
    },

    _drawAreas(frame) {
      const context = this._context, done = new Set();
      for (const spot of this._live(this._areaSpots)) {
        const area = this._area[spot] - 1, colour = this._colour(this.cells.firstAt[spot]);
        if (done.has(area)) continue;
        done.add(area);
        const path = D.ringsPath(this._areas[area], frame, true);
        context.fillStyle = D.fade(colour, this._chosen.has(spot) ? 0.26 : 0.12);
        context.fill(path, "evenodd");
        this._dashed(path, D.fade(colour, 0.9), 1.5);
      }
    },

    // All circles are filled at once, so that many over each other do not add up to mud.
    _drawCircles(frame) {
      const context = this._context, wash = new Path2D(), outlines = [];
      for (const spot of this._live(this._circleSpots.filter((one) => this._isSeen(one, frame)))) {
        const x = this._x(spot, frame), y = this._y(spot, frame), r = this._reach(spot, frame), path = new Path2D();
        path.arc(x, y, r, 0, TURN);
        wash.moveTo(x + r, y);
        wash.arc(x, y, r, 0, TURN);
        outlines.push([path, this._colour(this.cells.firstAt[spot]), this._chosen.has(spot)]);
      }
      context.fillStyle = this._colours.wash;
      context.fill(wash, "nonzero");
      for (const [path, colour, chosen] of outlines) {
        if (chosen) { context.fillStyle = D.fade(colour, 0.2); context.fill(path); }
        this._dashed(path, D.fade(colour, 0.9), chosen ? 2 : 1.2);
      }
    },

    // Whether a circle is large enough to be drawn, and in view.
    _isSeen(spot, frame) {
      const r = this._reach(spot, frame);
      return r >= 10 && this._isIn(spot, frame, r);
    },

    // The radius of a circle in pixels.
    _reach(spot, frame) { return this._circle[spot] * frame.scale; },

    _dashed(path, colour, width) {
      const context = this._context;
      context.setLineDash([5, 4]);
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.stroke(path);
      context.setLineDash([]);
    },

    _drawBox(frame) {
      const { box } = this._model;
      if (!box) return;
      const [west, south, east, north] = box, path = new Path2D();
      const left = D.mercatorX(west) * frame.scale - frame.left, right = D.mercatorX(east) * frame.scale - frame.left;
      const top = D.mercatorY(north) * frame.scale - frame.top, bottom = D.mercatorY(south) * frame.scale - frame.top;
      path.rect(left, top, right - left, bottom - top);
      this._dashed(path, this._colours.edge, 1.5);
    },

    // Cells with events in view, with those of the chosen event last: they lie on top.
    _cellsInView(frame, chosen) {
      const { cells } = this, found = [];
      for (let cell = 0; cell < cells.total.length; cell++) {
        if (cells.total[cell] && this._isIn(cells.anchor(cell), frame, MARGIN_PX)) found.push(cell);
      }
      return found.sort((a, b) => chosen.has(a) - chosen.has(b) || cells.y[cells.home[a]] - cells.y[cells.home[b]]);
    },

    _drawCells(frame) {
      const { cells } = this, chosen = cells.cellsOf(this._model.selected), min = this._bounds.min;
      this.marks = [];
      for (const cell of this._cellsInView(frame, chosen)) {
        const spot = cells.anchor(cell), x = this._x(spot, frame), y = this._y(spot, frame);
        const count = cells.total[cell];
        const r = count === 1 ? 9 : Math.min(12 + 1.5 * Math.log2(count), 24);
        if (chosen.has(cell)) this._halo(x, y, r + 6);
        if (count === 1) this._drawOne(cell, spot, x, y, r, frame);
        else {
          this._signOfPlace(cell, x, y, r, frame);
          this._drawMany(cell, x, y, r);
        }
        if (cells.disputed[cell]) D.drawBadge(this._context, x + r * 0.8, y - r * 0.8, this._colours);
        const around = chosen.has(cell) ? 10 : cells.disputed[cell] ? 7 : 3; // halo, badge, edge
        this.marks.push({ cell, x: x + min.x, y: y + min.y, r: r + around, count });
      }
    },

    _drawOne(cell, spot, x, y, r, frame) {
      const event = this.cells.sample[cell], kind = this.cells.kind[spot];
      if (kind === NEAR) this._ring(spot, x, y, r + 5, frame);
      const type = this._model.types[this._model.type[event]];
      D.drawSymbol(this._context, { type, area: kind === AREA, disputed: this.cells.disputed[cell] }, x, y, r, this._colours);
    },

    // Where the circle itself is too small to be seen.
    _ring(spot, x, y, r, frame) {
      if (this._reach(spot, frame) >= r) return;
      const path = new Path2D();
      path.arc(x, y, r, 0, TURN);
      this._dashed(path, this._colours.edge, 1.3);
    },

    // Several events that are all at one place keep the sign for how sure it is.
    _signOfPlace(cell, x, y, r, frame) {
      const spot = this.cells.only[cell], kind = spot < 0 ? 0 : this.cells.kind[spot];
      if (kind === NEAR) this._ring(spot, x, y, r + 5, frame);
      if (kind !== AREA) return;
      const path = new Path2D();
      path.rect(x - r - 5, y - r - 5, 2 * r + 10, 2 * r + 10);
      this._dashed(path, this._colours.edge, 1.3);
    },

    // A ring divided by families, with the number in the middle; outside it an arc for the disputed share.
    _drawMany(cell, x, y, r) {
      const context = this._context, { cells } = this, total = cells.total[cell];
      this._disc(x, y, r + 2.6, this._colours.outline);
      this._disc(x, y, r + 1.2, this._colours.edge);
      let angle = -Math.PI / 2;
      for (const [type, count] of cells.kinds(cell).sort((a, b) => a[0].family - b[0].family)) {
        const end = angle + count / total * TURN;
        context.beginPath();
        context.moveTo(x, y);
        context.arc(x, y, r, angle, end);
        context.closePath();
        context.fillStyle = type.colour;
        context.fill();
        angle = end;
      }
      this._disc(x, y, r - 4.5, this._colours.edge);
      this._disc(x, y, r - 5.4, this._colours.ground);
      if (cells.disputed[cell]) this._doubtArc(x, y, r + 4.4, cells.disputed[cell] / total);
      this._number(total, x, y);
    },

    _disc(x, y, r, colour) {
      const context = this._context;
      context.beginPath();
      context.arc(x, y, r, 0, TURN);
      context.fillStyle = colour;
      context.fill();
    },

    _doubtArc(x, y, r, share) {
      const path = new Path2D(), start = -Math.PI / 4, half = Math.max(share, 0.12) * Math.PI;
      path.arc(x, y, r, start - half, start + half);
      this._dashed(path, this._colours.edge, 1.8);
    },

    _number(total, x, y) {
      const context = this._context;
      context.fillStyle = this._colours.edge;
      context.font = `700 ${total > 999 ? 10.5 : 12.5}px system-ui, "Segoe UI", "Noto Sans", sans-serif`;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(total > 9999 ? Math.round(total / 1000) + "k" : String(total), x, y + 0.5);
      context.textAlign = "start";
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

    // The mark under a point of the map's container, or null.
    markAt(containerPoint) {
      const point = this._map.containerPointToLayerPoint(containerPoint);
      let best = null, distance = Infinity;
      for (const mark of this.marks) {
        const d = Math.hypot(mark.x - point.x, mark.y - point.y);
        if (d <= Math.max(mark.r, 12) && d < distance) { best = mark; distance = d; }
      }
      return best;
    },

    // Where the events are that `each` visits, with the extents of their places.
    boundsOf(each) {
      const { lat, lon, box } = this._places, { from, spot } = this.cells;
      let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
      each((event) => {
        for (let m = from[event]; m < from[event + 1]; m++) {
          const at = spot[m], b = 4 * at;
          west = Math.min(west, lon[at], box[b]);
          south = Math.min(south, lat[at], box[b + 1]);
          east = Math.max(east, lon[at], box[b + 2]);
          north = Math.max(north, lat[at], box[b + 3]);
        }
      });
      return west <= east ? L.latLngBounds([south, west], [north, east]) : L.latLngBounds([]);
    },
  });
})(globalThis.Dateline = globalThis.Dateline || {});
