// What is shown: the events of one payload, the filters and the window over them. No drawing here.
(function (D) {
  "use strict";

  class Model extends EventTarget {
    constructor(bytes) {
      super();
      const { header, arrays } = D.unpack(bytes);
      this.header = header;
      this.arrays = arrays;
      this.key = header.key;
      this.types = header.types;
      this.count = header.count;
      this.dated = header.dated; // events are sorted by start; the undated ones come last
      this.start = arrays["event.start"];
      this.end = arrays["event.end"];
      this.type = arrays["event.type"];
      this.base = header.base;
      this.asked = new Uint8Array(this.count).fill(1); // filters of the host
      this.passes = new Uint8Array(this.count).fill(1); // those, and the box
      this.hidden = new Set(); // types switched off in the legend
      this.box = null; // west, south, east, north in degrees
      this.visible = new Uint8Array(this.count).fill(1);
      this.selected = null;
      this._prefixEnds();
      this.first = this.dated ? this.base + this.start[0] : 0;
      this.last = this.dated ? this.base + this.maxEnd[this.dated - 1] : 0;
      this.window = [this.first, this.last];
    }

    // Latest end among the first i events: with it, binary search finds intervals that reach into the window.
    _prefixEnds() {
      this.maxEnd = new Int32Array(this.dated);
      let latest = -1;
      for (let i = 0; i < this.dated; i++) {
        if (this.end[i] > latest) latest = this.end[i];
        this.maxEnd[i] = latest;
      }
    }

    text(column, event) {
      return this.header.strings[this.arrays["event." + column][event]];
    }

    // The candidates [low, high) of a window; ends inside it are checked one by one.
    range(days) {
      const [from, to] = (days || this.window).map((day) => day - this.base);
      return [D.upperBound(this.maxEnd, from - 1), D.upperBound(this.start, to, this.dated)];
    }

    forEachShown(visit) {
      const [low, high] = this.range();
      const from = this.window[0] - this.base;
      const { end, visible } = this;
      for (let i = low; i < high; i++) if (visible[i] && end[i] >= from) visit(i);
    }

    forEach(visit) { for (let i = 0; i < this.count; i++) visit(i); }

    isShown(event) {
      return Boolean(this.visible[event]) && (event >= this.dated || (
        this.base + this.end[event] >= this.window[0] && this.base + this.start[event] <= this.window[1]));
    }

    isChosen() { return this.selected !== null && this.selected !== undefined; }

    // Events of the window: by type (as if none were put out in the legend), shown, not mapped. Counted once a change.
    tally() {
      if (this._tally) return this._tally;
      const { end, type, passes } = this, mapped = this.arrays["event.mapped"];
      const byType = new Uint32Array(this.types.length), unmappedByType = new Uint32Array(this.types.length);
      const [low, high] = this.range(), from = this.window[0] - this.base;
      for (let i = low; i < high; i++) {
        if (!passes[i] || end[i] < from) continue;
        byType[type[i]]++;
        if (!mapped[i]) unmappedByType[type[i]]++;
      }
      const sum = (counts) => counts.reduce((all, n, t) => (this.hidden.has(t) ? all : all + n), 0);
      this._tally = { byType, shown: sum(byType), unmapped: sum(unmappedByType) };
      return this._tally;
    }

    setWindow(from, to, settled) {
      const changed = from !== this.window[0] || to !== this.window[1];
      this.window = [from, to];
      if (changed) this._tell("window");
      if (settled) this._tell("settled");
    }

    setMask(mask) { // a bit an event, least significant first; null shows all
      for (let i = 0; i < this.count; i++) this.asked[i] = mask ? (mask[i >> 3] >> (i & 7)) & 1 : 1;
      this._refilter();
    }

    // Only events with a place in the box; null shows all. A box over the date line has west > east.
    setBox(box, by) {
      if (String(box) === String(this.box)) return;
      this.box = box;
      this._refilter();
      this._tell("box", by);
    }

    // A flag for each spot: whether it lies in the box.
    _spotsInBox() {
      const [west, south, east, north] = this.box, lat = this.arrays["spot.lat"], lon = this.arrays["spot.lon"];
      return Uint8Array.from(lat, (y, spot) => {
        const x = lon[spot], across = west <= east ? x >= west && x <= east : x >= west || x <= east;
        return across && y >= south && y <= north ? 1 : 0;
      });
    }

    toggleType(type) {
      if (!this.hidden.delete(type)) this.hidden.add(type);
      this._refilter();
      this._tell("hidden");
    }

    setHidden(types) { // by name
      this.hidden = new Set([...this.types.keys()].filter((type) => types.includes(this.types[type].name)));
      this._refilter();
      this._tell("hidden", "host");
    }

    _refilter() {
      const { asked, passes, visible, type } = this, inBox = this.box && this._spotsInBox();
      const from = this.arrays["mark.from"], spots = this.arrays["mark.spot"];
      const put = Uint8Array.from(this.types, (_, t) => (this.hidden.has(t) ? 0 : 1));
      for (let i = 0; i < this.count; i++) {
        let pass = asked[i];
        if (pass && inBox) {
          pass = 0;
          for (let m = from[i]; m < from[i + 1]; m++) pass |= inBox[spots[m]];
        }
        passes[i] = pass;
        visible[i] = pass & put[type[i]];
      }
      this._tell("filter");
    }

    select(event, by) {
      if (event === this.selected) return;
      this.selected = event;
      this._tell("select", by);
    }

    // What is shown, in words, for whoever wants to write them down.
    tell(words) {
      this.words = words;
      this._tell("words");
    }

    _tell(name, detail) {
      if (name === "window" || name === "filter") this._tally = null;
      this.dispatchEvent(new CustomEvent(name, { detail }));
    }
  }

  D.Model = Model;
})(globalThis.Dateline = globalThis.Dateline || {});
