// Dateline's page code: shared helpers. Every file adds to one namespace and none needs a build step.
(function (D) {
  "use strict";

  const DAY_MS = 86400000;
  const UNDATED = -2147483648;
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"];

  // Everything that comes from documents reaches the page here, as text nodes and attributes, never as HTML.
  D.el = function (tag, attrs, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attrs || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (name === "class") node.className = value;
      else node.setAttribute(name, value === true ? "" : String(value));
    }
    for (const child of children.flat(Infinity)) {
      if (child !== null && child !== undefined && child !== false) node.append(child);
    }
    return node;
  };

  D.UNDATED = UNDATED;
  D.toDay = (iso) => Math.round(Date.parse(iso + "T00:00:00Z") / DAY_MS);
  D.fromDay = (day) => new Date(day * DAY_MS);
  D.isoDay = (day) => D.fromDay(day).toISOString().slice(0, 10);

  D.shortMonth = (month) => MONTHS[month].slice(0, 3);

  D.longDate = function (day) {
    const date = D.fromDay(day);
    return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  };

  // "30 Sep – 4 Oct 2015": the year once where it is the same.
  D.shortRange = function (from, to) {
    const a = D.fromDay(from), b = D.fromDay(to);
    const short = (d) => `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()].slice(0, 3)}`;
    const year = (d) => ` ${d.getUTCFullYear()}`;
    if (from === to) return short(a) + year(a);
    const sameYear = a.getUTCFullYear() === b.getUTCFullYear();
    return `${short(a)}${sameYear ? "" : year(a)} – ${short(b)}${year(b)}`;
  };

  D.longRange = (from, to) =>
    from === to ? D.longDate(from) : `${D.longDate(from)} to ${D.longDate(to)}`;

  const figures = new Intl.NumberFormat("en-GB"); // toLocaleString makes one at every call
  D.number = (n) => figures.format(n);
  D.plural = (n, word) => `${D.number(n)} ${word}${n === 1 ? "" : "s"}`;

  // A text of a document among ours: its direction is its own, and turns nothing beside it.
  D.name = (text) => D.el("bdi", {}, text);

  // First index whose value is greater than `value`, in a sorted typed array.
  D.upperBound = function (array, value, length) {
    let low = 0, high = length === undefined ? array.length : length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (array[middle] <= value) low = middle + 1; else high = middle;
    }
    return low;
  };

  D.fromBase64 = function (text) {
    const raw = atob(text);
    const bytes = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    return bytes;
  };

  const ARRAYS = {
    u1: Uint8Array, u2: Uint16Array, u4: Uint32Array, i2: Int16Array, i4: Int32Array,
    f4: Float32Array, f8: Float64Array,
  };

  // The container that geo.webmap.container packs: "DLN1", header length, JSON header, aligned arrays.
  D.unpack = function (bytes) {
    const copy = bytes.byteOffset % 8 ? bytes.slice() : bytes;
    const view = new DataView(copy.buffer, copy.byteOffset, copy.byteLength);
    if (view.getUint32(0) !== 0x444c4e31) throw new Error("This is not map data of Dateline.");
    const headerLength = view.getUint32(4, true);
    const header = JSON.parse(new TextDecoder().decode(copy.subarray(8, 8 + headerLength)));
    const base = copy.byteOffset + 8 + headerLength;
    const arrays = {};
    for (const [name, [kind, offset, length]] of Object.entries(header.arrays)) {
      arrays[name] = new ARRAYS[kind](copy.buffer, base + offset, length);
    }
    return { header, arrays };
  };

  // Rings of longitude, latitude in thousandths of a degree → Web Mercator in a world 256 units wide.
  D.decodeRings = function (arrays, name) {
    const first = arrays[name + ".first"], count = arrays[name + ".count"];
    const delta = arrays[name + ".delta"], owner = arrays[name + ".owner"];
    const rings = [];
    for (let r = 0, d = 0; r < count.length; r++) {
      const points = new Float64Array(count[r] * 2);
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      let x = first[2 * r], y = first[2 * r + 1];
      for (let p = 0; p < count[r]; p++) {
        if (p > 0) { x += delta[d++]; y += delta[d++]; }
        const px = D.mercatorX(x / 1000), py = D.mercatorY(y / 1000);
        points[2 * p] = px; points[2 * p + 1] = py;
        if (px < box[0]) box[0] = px;
        if (py < box[1]) box[1] = py;
        if (px > box[2]) box[2] = px;
        if (py > box[3]) box[3] = py;
      }
      rings.push({ owner: owner[r], points, box });
    }
    return rings;
  };

  D.mercatorX = (lon) => (lon + 180) / 360 * 256;
  D.mercatorY = function (lat) {
    const clamped = Math.max(-85.0511287798, Math.min(85.0511287798, lat));
    const s = Math.sin(clamped * Math.PI / 180);
    return (0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)) * 256;
  };

  // Light or dark by the host: Streamlit tells its background colour, else the system's preference.
  D.theme = function (node) {
    const host = node.host || node;
    const colour = getComputedStyle(host).getPropertyValue("--st-background-color").trim();
    const hex = /^#([0-9a-f]{6})/i.exec(colour);
    if (hex) {
      const n = parseInt(hex[1], 16);
      return 0.299 * (n >> 16) + 0.587 * ((n >> 8) & 255) + 0.114 * (n & 255) < 128 ? "dark" : "light";
    }
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  };

  D.quiet = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
})(globalThis.Dateline = globalThis.Dateline || {});
