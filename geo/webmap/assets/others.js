// Rows of another dataset over the map: small hollow diamonds, in the time window like our events. Only the app has
// them: a saved page holds neither this script nor such rows.
(function (D) {
  "use strict";

  const BUCKETS_PX = [10, 18, 28]; // rows closer than this share a diamond, which is the larger the more they are;
  const CROWD = 700; // where there are more diamonds than this, the next
  const LEAST_PX = 3.6;
  const COLOURS = { light: ["#57616b", "#7d5f1c", "#674d8a"], dark: ["#a3adb7", "#c2a561", "#aa94cf"] };

  // The rows of one file, sorted by their first day.
  class OtherRows {
    constructor(bytes) {
      const { header, arrays } = D.unpack(bytes);
      Object.assign(this, { key: header.key, name: header.name, file: header.file, header, arrays });
      this.count = header.count;
      this.start = arrays.start; // days since 1970
      this.end = arrays.end;
      this.from = arrays["spot.from"]; // spots of row i: from[i] … from[i + 1] - 1
      this.x = Float64Array.from(arrays["spot.lon"], D.mercatorX);
      this.y = Float64Array.from(arrays["spot.lat"], D.mercatorY);
      this.maxEnd = new Int32Array(this.count);
      for (let i = 0, latest = -2147483648; i < this.count; i++) this.maxEnd[i] = latest = Math.max(latest, this.end[i]);
    }

    forEachIn([from, to], visit) {
      const low = D.upperBound(this.maxEnd, from - 1), high = D.upperBound(this.start, to);
      for (let i = low; i < high; i++) if (this.end[i] >= from) visit(i);
    }

    text(column, row) { return this.header.strings[this.arrays[column][row]]; }
    when(row) { return D.shortRange(this.start[row], this.end[row]); }
    at(row) { return this.from[row] < this.from[row + 1] ? [this.arrays["spot.lat"][this.from[row]], this.arrays["spot.lon"][this.from[row]]] : null; }

    killed(row) {
      const [low, best, high] = ["low", "best", "high"].map((name) => this.arrays[name][row]);
      const range = low >= 0 && high >= 0 && low !== high ? `${D.number(low)}–${D.number(high)}` : "";
      if (best >= 0) return D.number(best) + (range && ` (${range})`);
      return range || (low < 0 ? "" : high < 0 ? `at least ${D.number(low)}` : D.number(low));
    }
  }

  D.otherColour = (number, theme) => COLOURS[theme][number % COLOURS[theme].length];

  function diamond(path, x, y, r) {
    path.moveTo(x, y - r);
    path.lineTo(x + r, y);
    path.lineTo(x, y + r);
    path.lineTo(x - r, y);
    path.closePath();
  }

  D.otherIcon = function (colour) {
    const node = D.el("canvas", { class: "dl-icon", width: 36, height: 36, "aria-hidden": "true", style: "width: 18px; height: 18px" });
    const context = node.getContext("2d"), path = new Path2D();
    context.scale(2, 2);
    diamond(path, 9, 9, 5.5);
    context.lineWidth = 1.8;
    context.strokeStyle = colour;
    context.stroke(path);
    return node;
  };

  // options.shown(): [{rows, colour}, …] to draw; options.window(): first and last day; options.colours(): of the map.
  const OtherLayer = D.CanvasLayer.extend({
    initialize(options) {
      L.setOptions(this, options);
      L.Util.stamp(this);
      this._layers = {};
    },

    draw() {
      const frame = this._frameOf();
      this._clear(frame);
      this.buckets = this.options.shown().map(({ rows, colour }) => {
        const found = this._gather(rows, frame);
        this._paint(found, colour);
        return { rows, found };
      });
      this.fire("drawn");
    },

    _gather(rows, frame) {
      let found = null;
      for (const size of BUCKETS_PX) {
        found = this._inBuckets(rows, frame, size);
        if (found.marks.length <= CROWD) break;
      }
      return found;
    },

    // One pass over the rows of the window: those in view by buckets of the screen, all of them counted. A diamond
    // stands in the middle of its rows.
    _inBuckets(rows, frame, size) {
      const scale = frame.scale, left = Math.floor(frame.left / size), top = Math.floor(frame.top / size);
      const wide = Math.ceil(frame.width / size) + 2, high = Math.ceil(frame.height / size) + 2;
      const counts = new Uint32Array(wide * high), touched = [];
      const sumX = new Float64Array(wide * high), sumY = new Float64Array(wide * high);
      let inWindow = 0;
      rows.forEachIn(this.options.window(), (row) => {
        inWindow++;
        for (let s = rows.from[row]; s < rows.from[row + 1]; s++) {
          const column = Math.floor(rows.x[s] * scale / size) - left, line = Math.floor(rows.y[s] * scale / size) - top;
          if (column < 0 || line < 0 || column >= wide || line >= high) continue;
          const bucket = line * wide + column;
          if (!counts[bucket]++) touched.push(bucket);
          sumX[bucket] += rows.x[s];
          sumY[bucket] += rows.y[s];
        }
      });
      const marks = touched.map((bucket) => ({
        x: sumX[bucket] / counts[bucket] * scale - frame.left, y: sumY[bucket] / counts[bucket] * scale - frame.top,
        r: Math.min(LEAST_PX + 0.55 * Math.log2(counts[bucket]), size * 0.45 + 2), bucket,
      }));
      return { marks, inWindow, size, wide, left, top, scale };
    },

    _paint({ marks }, colour) {
      const path = new Path2D(), context = this._context;
      for (const { x, y, r } of marks) diamond(path, x, y, r);
      context.lineJoin = "miter";
      for (const [width, stroke] of [[3.4, this.options.colours().outline], [1.5, colour]]) {
        context.lineWidth = width;
        context.strokeStyle = stroke;
        context.stroke(path);
      }
    },

    // The rows under a point of the map's container: [{rows, row}, …], those of the nearest diamond.
    at(containerPoint) {
      const point = this._map.containerPointToLayerPoint(containerPoint).subtract(this._bounds.min);
      let best = null, distance = Infinity;
      for (const { rows, found } of this.buckets || []) {
        for (const mark of found.marks) {
          const d = Math.hypot(mark.x - point.x, mark.y - point.y);
          if (d <= Math.max(mark.r + 2, 9) && d < distance) { best = { rows, found, mark }; distance = d; }
        }
      }
      return best;
    },

    // The rows of the window that share a diamond.
    contents({ rows, found, mark }) {
      const inside = [];
      rows.forEachIn(this.options.window(), (row) => {
        for (let s = rows.from[row]; s < rows.from[row + 1]; s++) {
          const column = Math.floor(rows.x[s] * found.scale / found.size) - found.left;
          const line = Math.floor(rows.y[s] * found.scale / found.size) - found.top;
          if (column >= 0 && column < found.wide && line * found.wide + column === mark.bucket) { inside.push(row); break; }
        }
      });
      return inside;
    },
  });

  D.OtherRows = OtherRows;
  D.OtherLayer = OtherLayer;
})(globalThis.Dateline = globalThis.Dateline || {});
