// Names on the map, on a canvas of their own: they keep clear of each other and of the events' marks.
(function (D) {
  "use strict";

  const FONT = '"Source Sans", "Source Sans 3", system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif';

  // By kind: 0 country, 1 province, 2 town, 3 capital. `upTo`: the zoom up to which it is worth its room.
  const STYLES = [
    { font: (z) => `600 ${z < 5 ? 11 : 13}px ${FONT}`, upper: true, spacing: "2px", colour: "country", upTo: 7.5 },
    { font: () => `italic 500 12px ${FONT}`, spacing: "0.4px", colour: "provinceName", upTo: 9.5 },
    { font: (z) => `400 ${z < 8 ? 11.5 : 12.5}px ${FONT}`, spacing: "0px", colour: "town", dot: 1.8 },
    { font: () => `600 12.5px ${FONT}`, spacing: "0px", colour: "town", dot: 2.6 },
  ];

  D.Labels = D.CanvasLayer.extend({
    // marks: gives what names must not lie on, as {x, y, r} in layer points.
    initialize(model, colours, marks, options) {
      L.setOptions(this, Object.assign({ pane: "overlayPane" }, options));
      L.Util.stamp(this);
      this._layers = {};
      this._colours = colours;
      this._marks = marks;
      this._labels = readLabels(model);
      this._widths = new Map();
    },

    setColours(colours) { this._colours = colours; this.redraw(); },

    draw() {
      const frame = this._frameOf(), zoom = this._map.getZoom(), min = this._bounds.min;
      const marks = this._marks().map(({ x, y, r }) => ({ x: x - min.x, y: y - min.y, r }));
      const room = new Room(marks);
      this._clear(frame);
      this._context.textBaseline = "middle";
      this._context.textAlign = "left";
      this._context.direction = "ltr"; // the place is reckoned from the left; the letters find their own way
      this._context.lineJoin = "round";
      this.written = [];
      for (const label of this._labels) {
        const { upTo } = STYLES[label.kind];
        if (label.rank > zoom + 0.3 || (upTo && zoom > upTo)) continue;
        const x = label.x * frame.scale - frame.left, y = label.y * frame.scale - frame.top;
        if (x >= 0 && y >= 0 && x <= frame.width && y <= frame.height) this._write(label, x, y, zoom, room);
      }
      this._context.letterSpacing = "0px";
    },

    _write(label, x, y, zoom, room) {
      const context = this._context, style = STYLES[label.kind];
      const text = style.upper ? label.name.toUpperCase() : label.name;
      context.font = style.font(zoom);
      context.letterSpacing = style.spacing;
      const width = this._width(text, context), mark = room.markAt(x, y);
      for (const [left, middle] of style.dot ? around(x, y, width, mark ? mark.r + 3 : 6) : [[x - width / 2, y]]) {
        const box = [left - 3, middle - 8, left + width + 3, middle + 8];
        if (!room.take(box, style.dot && !mark ? [x - 4, y - 4, x + 4, y + 4] : null)) continue;
        this._letters(text, left, middle, this._colours[style.colour]);
        if (style.dot && !mark) this._dot(x, y, style.dot);
        this.written.push({ text, box });
        return;
      }
    },

    _width(text, context) {
      const key = context.font + text;
      let width = this._widths.get(key);
      if (width === undefined) this._widths.set(key, width = context.measureText(text).width);
      return width;
    },

    _letters(text, left, middle, colour) {
      const context = this._context;
      context.strokeStyle = this._colours.halo;
      context.lineWidth = 3;
      context.strokeText(text, left, middle);
      context.fillStyle = colour;
      context.fillText(text, left, middle);
    },

    _dot(x, y, r) {
      const context = this._context;
      context.beginPath();
      context.arc(x, y, r, 0, 2 * Math.PI);
      context.fillStyle = this._colours.dot;
      context.fill();
    },
  });

  // Beside a town: right, left, above, below.
  function around(x, y, width, away) {
    return [[x + away, y], [x - away - width, y], [x - width / 2, y - away - 5], [x - width / 2, y + away + 5]];
  }

  // The room that is taken: by names (the more important come first) and by marks.
  class Room {
    constructor(marks) {
      this.marks = marks;
      this.taken = [];
    }

    markAt(x, y) { return this.marks.find((m) => Math.hypot(m.x - x, m.y - y) < m.r + 2); }

    // Takes the box (and the dot's) when nothing lies there.
    take(box, dot) {
      if (this.taken.some((o) => box[0] < o[2] && box[2] > o[0] && box[1] < o[3] && box[3] > o[1])) return false;
      if (this.marks.some((m) => within(m, box))) return false;
      this.taken.push(box);
      if (dot) this.taken.push(dot);
      return true;
    }
  }

  function within({ x, y, r }, [left, top, right, bottom]) {
    const dx = x - Math.max(left, Math.min(x, right)), dy = y - Math.max(top, Math.min(y, bottom));
    return dx * dx + dy * dy < r * r;
  }

  function readLabels(model) {
    const lat = model.arrays["label.lat"], lon = model.arrays["label.lon"];
    const rank = model.arrays["label.rank"], kind = model.arrays["label.kind"];
    return model.header.basemap.labels.map((name, i) => ({
      name, kind: kind[i], rank: rank[i], x: D.mercatorX(lon[i]), y: D.mercatorY(lat[i]),
    }));
  }
})(globalThis.Dateline = globalThis.Dateline || {});
