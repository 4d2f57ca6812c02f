// Which places share a mark at a zoom, and what the events of the window come to in each. No drawing here.
(function (D) {
  "use strict";

  const GATHER_PX = 40; // places closer than this on the screen share one mark with a count

  class Cells {
    constructor(model) {
      const { arrays } = model;
      this.model = model;
      this.x = Float64Array.from(arrays["spot.lon"], D.mercatorX);
      this.y = Float64Array.from(arrays["spot.lat"], D.mercatorY);
      this.kind = arrays["spot.kind"];
      this.from = arrays["mark.from"]; // spots of event i: spot[from[i]] … spot[from[i + 1] - 1]
      this.spot = arrays["mark.spot"];
      this.types = model.types.length;
      this.touched = [];
      this.live = new Map(); // spots with an extent → an event there
    }

    spotsOf(event) { return this.spot.subarray(this.from[event], this.from[event + 1]); }

    // Spots near each other at this zoom make one cell, held by the spot with most events.
    gather(zoom) {
      if (this.zoom === zoom) return;
      this.zoom = zoom;
      const n = this.x.length, reach = GATHER_PX / Math.pow(2, zoom);
      const weight = new Uint32Array(n);
      for (const spot of this.spot) weight[spot]++;
      const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => weight[b] - weight[a] || a - b);
      const grid = new Map(), column = (v) => Math.floor(v / reach);
      this.cellOf = new Uint32Array(n);
      this.home = [];
      for (const spot of order) {
        const near = this._nearest(grid, spot, reach, column);
        this.cellOf[spot] = near >= 0 ? near : this.home.length;
        if (near >= 0) continue;
        const key = column(this.x[spot]) * 1e7 + column(this.y[spot]);
        if (!grid.has(key)) grid.set(key, []);
        grid.get(key).push(this.home.length);
        this.home.push(spot);
      }
      this._makeRoom(this.home.length);
    }

    _nearest(grid, spot, reach, column) {
      const x = this.x[spot], y = this.y[spot];
      for (let i = column(x) - 1; i <= column(x) + 1; i++) {
        for (let j = column(y) - 1; j <= column(y) + 1; j++) {
          for (const cell of grid.get(i * 1e7 + j) || []) {
            const other = this.home[cell];
            if (Math.hypot(this.x[other] - x, this.y[other] - y) < reach) return cell;
          }
        }
      }
      return -1;
    }

    _makeRoom(cells) {
      this.total = new Uint32Array(cells); // events, each once however many of its places lie here
      this.byType = new Uint32Array(cells * this.types);
      this.disputed = new Uint32Array(cells);
      this.sample = new Uint32Array(cells); // one of its events
      this.only = new Int32Array(cells); // the one spot that all its events are at, or -1
      this.touched = [];
    }

    // The one pass over the events of the window.
    count() {
      const { model, from, spot: spotOf, cellOf, total, byType, disputed, kind, types } = this;
      const { type } = model, doubted = model.arrays["event.disputed"];
      for (const cell of this.touched) {
        total[cell] = disputed[cell] = 0;
        byType.fill(0, cell * types, (cell + 1) * types);
      }
      const touched = this.touched = [];
      this.live.clear();
      model.forEachShown((event) => {
        const begin = from[event], end = from[event + 1];
        for (let m = begin; m < end; m++) {
          const spot = spotOf[m], cell = cellOf[spot];
          if (kind[spot] && !this.live.has(spot)) this.live.set(spot, event);
          if (!total[cell]) { touched.push(cell); this.only[cell] = spot; }
          else if (this.only[cell] !== spot) this.only[cell] = -1;
          if (m > begin && this._before(cell, begin, m)) continue;
          total[cell]++;
          byType[cell * types + type[event]]++;
          this.sample[cell] = event;
          if (doubted[event]) disputed[cell]++;
        }
      });
    }

    _before(cell, begin, end) {
      for (let m = begin; m < end; m++) if (this.cellOf[this.spot[m]] === cell) return true;
      return false;
    }

    // Where the mark stands: at the place itself while only one has events.
    anchor(cell) { return this.only[cell] >= 0 ? this.only[cell] : this.home[cell]; }

    // The shown events of a cell, in order of time, and their places in it.
    contents(cell) {
      const events = [], spots = new Set();
      this.model.forEachShown((event) => {
        let here = false;
        for (const spot of this.spotsOf(event)) {
          if (this.cellOf[spot] === cell) { here = true; spots.add(spot); }
        }
        if (here) events.push(event);
      });
      return { events, spots: [...spots] };
    }

    // [[type, count], …] of a cell, most first.
    kinds(cell) {
      const found = [];
      for (let t = 0; t < this.types; t++) {
        const count = this.byType[cell * this.types + t];
        if (count) found.push([this.model.types[t], count]);
      }
      return found.sort((a, b) => b[1] - a[1]);
    }

    // The cells that hold an event's marks while it is shown.
    cellsOf(event) {
      if (event === null || event === undefined || !this.model.isShown(event)) return new Set();
      return new Set(Array.from(this.spotsOf(event), (spot) => this.cellOf[spot]));
    }
  }

  D.Cells = Cells;
})(globalThis.Dateline = globalThis.Dateline || {});
