// Which places share a mark at a zoom, and what the events of the window come to in each. No drawing here.
(function (D) {
  "use strict";

  const GATHER_PX = 40; // places closer than this on the screen share one mark with a count
  const LEVELS = 16; // zooms kept

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
      this.firstAt = new Int32Array(this.x.length); // the first shown event of each spot seen, or -1
      this.seen = new Uint8Array(this.x.length).fill(1);
      this.levels = new Map(); // zoom → {cellOf, home}
      for (const name of ["window", "filter"]) model.addEventListener(name, () => { this.stale = true; });
    }

    spotsOf(event) { return this.spot.subarray(this.from[event], this.from[event + 1]); }

    // Spots near each other at this zoom make one cell, held by the spot with most events.
    gather(zoom) {
      if (this.zoom === zoom) return;
      if (!this.levels.has(zoom)) {
        if (this.levels.size >= LEVELS) this.levels.delete(this.levels.keys().next().value);
        this.levels.set(zoom, this._gathered(GATHER_PX / Math.pow(2, zoom)));
      }
      this.zoom = zoom;
      Object.assign(this, this.levels.get(zoom));
      this._makeRoom(this.home.length);
    }

    // The cell of each spot, the spot that holds each cell. Homes are found by a hash of the square that they lie in.
    _gathered(reach) {
      const { x, y } = this, n = x.length, size = 1 << Math.ceil(Math.log2(2 * n + 2));
      const head = new Int32Array(size).fill(-1), next = new Int32Array(n);
      const cellOf = new Uint32Array(n), home = [];
      const bucket = (column, row) => (Math.imul(column, 73856093) ^ Math.imul(row, 19349663)) & (size - 1);
      const near = (spot, column, row) => { // the one with most events
        let best = -1;
        for (let i = column - 1; i <= column + 1; i++) {
          for (let j = row - 1; j <= row + 1; j++) {
            for (let cell = head[bucket(i, j)]; cell >= 0; cell = next[cell]) {
              if (best >= 0 && cell >= best) continue;
              const dx = x[home[cell]] - x[spot], dy = y[home[cell]] - y[spot];
              if (dx * dx + dy * dy < reach * reach) best = cell;
            }
          }
        }
        return best;
      };
      for (const spot of this._byWeight()) {
        const column = Math.floor(x[spot] / reach), row = Math.floor(y[spot] / reach), found = near(spot, column, row);
        cellOf[spot] = found >= 0 ? found : home.length;
        if (found >= 0) continue;
        const place = bucket(column, row);
        next[home.length] = head[place];
        head[place] = home.length;
        home.push(spot);
      }
      return { cellOf, home: Uint32Array.from(home) };
    }

    // The spots, those with most events first.
    _byWeight() {
      if (this._order) return this._order;
      const n = this.x.length, weight = new Uint32Array(n);
      for (const spot of this.spot) weight[spot]++;
      const most = weight.reduce((top, w) => Math.max(top, w), 0);
      const keys = Float64Array.from(weight, (w, spot) => (most - w) * n + spot).sort(); // numbers sort fastest
      this._order = Uint32Array.from(keys, (key) => key % n);
      return this._order;
    }

    // seen: a flag for each spot whose events are to be counted. Far fewer are, when one looks at a town.
    see(seen) {
      this.seen = seen;
      this.stale = true;
    }

    _makeRoom(cells) {
      this.total = new Uint32Array(cells); // events, each once however many of its places lie here
      this.byType = new Uint32Array(cells * this.types);
      this.disputed = new Uint32Array(cells);
      this.sample = new Uint32Array(cells); // one of its events
      this.only = new Int32Array(cells); // the one spot that all its events are at, or -1
      this.stale = true;
    }

    // The one pass over the events of the window, when these, the cells or the view have changed.
    count() {
      if (!this.stale) return;
      this.stale = false;
      const { model, from, spot, cellOf, total, byType, disputed, sample, only, firstAt, types, seen } = this;
      const { end, type, visible } = model, doubted = model.arrays["event.disputed"];
      for (const counts of [total, byType, disputed]) counts.fill(0);
      firstAt.fill(-1);
      const [low, high] = model.range(), since = model.window[0] - model.base;
      for (let event = low; event < high; event++) {
        if (!visible[event] || end[event] < since) continue;
        const begin = from[event], until = from[event + 1];
        for (let m = begin; m < until; m++) {
          const at = spot[m], cell = cellOf[at];
          if (!seen[at]) continue;
          if (firstAt[at] < 0) firstAt[at] = event;
          if (!total[cell]) only[cell] = at;
          else if (only[cell] !== at) only[cell] = -1;
          if (m > begin && this._before(cell, begin, m)) continue;
          total[cell]++;
          byType[cell * types + type[event]]++;
          sample[cell] = event;
          if (doubted[event]) disputed[cell]++;
        }
      }
    }

    _before(cell, begin, end) {
      for (let m = begin; m < end; m++) if (this.cellOf[this.spot[m]] === cell) return true;
      return false;
    }

    // Where the mark stands: at the place itself while only one has events.
    anchor(cell) { return this.only[cell] >= 0 ? this.only[cell] : this.home[cell]; }

    // The shown events of a cell, in order of time, and their places in it.
    contents(cell) {
      const { from, spot, cellOf } = this, events = [], spots = new Set();
      this.model.forEachShown((event) => {
        let here = false;
        for (let m = from[event]; m < from[event + 1]; m++) {
          if (cellOf[spot[m]] === cell) { here = true; spots.add(spot[m]); }
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
