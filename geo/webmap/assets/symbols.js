// Shapes besides colours, so that types are told apart without seeing colour.
(function (D) {
  "use strict";

  const TURN = 2 * Math.PI;

  function polygon(path, x, y, r, corners, turn) {
    for (let i = 0; i < corners; i++) {
      const angle = turn + i * TURN / corners;
      path[i ? "lineTo" : "moveTo"](x + r * Math.cos(angle), y + r * Math.sin(angle));
    }
    path.closePath();
  }

  function star(path, x, y, r, points, inner) {
    for (let i = 0; i < 2 * points; i++) {
      const radius = i % 2 ? r * inner : r, angle = -Math.PI / 2 + i * Math.PI / points;
      path[i ? "lineTo" : "moveTo"](x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    }
    path.closePath();
  }

  const SHAPES = {
    circle: (p, x, y, r) => { p.moveTo(x + r * 0.88, y); p.arc(x, y, r * 0.88, 0, TURN); p.closePath(); },
    square: (p, x, y, r) => p.rect(x - r * 0.78, y - r * 0.78, r * 1.56, r * 1.56),
    diamond: (p, x, y, r) => polygon(p, x, y, r * 1.08, 4, 0),
    up: (p, x, y, r) => polygon(p, x, y + r * 0.16, r * 1.12, 3, -Math.PI / 2),
    down: (p, x, y, r) => polygon(p, x, y - r * 0.16, r * 1.12, 3, Math.PI / 2),
    left: (p, x, y, r) => polygon(p, x + r * 0.16, y, r * 1.12, 3, Math.PI),
    right: (p, x, y, r) => polygon(p, x - r * 0.16, y, r * 1.12, 3, 0),
    pentagon: (p, x, y, r) => polygon(p, x, y, r, 5, -Math.PI / 2),
    hexagon: (p, x, y, r) => polygon(p, x, y, r, 6, 0),
    star: (p, x, y, r) => star(p, x, y, r * 1.15, 5, 0.48),
    burst: (p, x, y, r) => star(p, x, y, r * 1.1, 8, 0.62),
    plus: (p, x, y, r) => { p.rect(x - r, y - r * 0.38, r * 2, r * 0.76); p.rect(x - r * 0.38, y - r, r * 0.76, r * 2); },
    cross: (p, x, y, r) => star(p, x, y, r * 1.1, 4, 0.45),
  };

  D.symbolPath = function (shape, x, y, r) {
    const path = new Path2D();
    (SHAPES[shape] || SHAPES.circle)(path, x, y, r);
    return path;
  };

  // How sure the place is shows in the symbol: solid for a point, hollow for "somewhere in this area"; hatched
  // where sources differ. The dark (on dark ground: light) edge gives every colour its contrast.
  D.drawSymbol = function (context, look, x, y, r, colours) {
    const { type, area, disputed } = look;
    const path = D.symbolPath(type.shape, x, y, r);
    context.lineJoin = "round";
    if (colours.outline) stroke(context, path, colours.outline, 5.5);
    stroke(context, path, colours.edge, 2.6);
    context.fillStyle = disputed && !area ? hatching(context, type.colour, colours.ground) : type.colour;
    context.fill(path, "nonzero");
    if (!area) return;
    const inner = D.symbolPath(type.shape, x, y, r * 0.5);
    context.fillStyle = disputed ? hatching(context, type.colour, colours.ground) : colours.ground;
    context.fill(inner, "nonzero");
    stroke(context, inner, colours.edge, 0.8);
  };

  function stroke(context, path, colour, width) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke(path);
  }

  const hatchings = new Map();

  // Stripes of a colour on the ground.
  function hatching(context, colour, ground) {
    const key = colour + ground;
    if (!hatchings.has(key)) {
      const size = 6, tile = D.el("canvas");
      tile.width = tile.height = size;
      const t = tile.getContext("2d");
      t.fillStyle = colour;
      t.fillRect(0, 0, size, size);
      t.strokeStyle = ground;
      t.lineWidth = 1.7;
      t.beginPath();
      for (const shift of [-size, 0, size]) { t.moveTo(shift - 1, size + 1); t.lineTo(shift + size + 1, -1); }
      t.stroke();
      hatchings.set(key, tile);
    }
    return context.createPattern(hatchings.get(key), "repeat");
  }

  D.hatching = hatching;

  // A round badge with "is not equal": sources differ.
  D.drawBadge = function (context, x, y, colours) {
    const circle = new Path2D();
    circle.arc(x, y, 6.5, 0, TURN);
    context.fillStyle = colours.ground;
    context.fill(circle);
    stroke(context, circle, colours.edge, 1.2);
    const sign = new Path2D();
    for (const dy of [-1.7, 1.7]) { sign.moveTo(x - 3.2, y + dy); sign.lineTo(x + 3.2, y + dy); }
    sign.moveTo(x + 1.9, y - 4);
    sign.lineTo(x - 1.9, y + 4);
    stroke(context, sign, colours.edge, 1.2);
  };

  const PLAIN = { edge: "#6b7480", ground: "#ffffff" }; // seen on light and on dark

  // A small picture of a symbol, for legends and tables.
  D.symbolIcon = function (type, size, look) {
    return picture(size, (context) => D.drawSymbol(context, { type, ...look }, size / 2, size / 2, size / 2 - 3, PLAIN));
  };

  const ANY = { shape: "circle", colour: "#6b7480" };
  const SIZES = { exact: 6, near: 5, area: 6, disputed: 8 };

  // What a sign of the legend looks like.
  D.keyIcon = function (kind) {
    return picture(20, (context) => {
      const ring = new Path2D();
      ring.arc(10, 10, 8.5, 0, TURN);
      if (kind === "country") {
        context.fillStyle = "rgba(107, 116, 128, .35)";
        context.fillRect(1, 3, 18, 14);
        return;
      }
      D.drawSymbol(context, { type: ANY, area: kind === "area", disputed: kind === "disputed" }, 10, 10, SIZES[kind], PLAIN);
      context.setLineDash([3, 2]);
      if (kind === "near") stroke(context, ring, PLAIN.edge, 1.2);
      if (kind === "area") context.strokeRect(1, 1, 18, 18);
    });
  };

  function picture(size, draw) {
    const canvas = D.el("canvas", { class: "dl-icon", "aria-hidden": "true" });
    const ratio = globalThis.devicePixelRatio || 1;
    canvas.width = canvas.height = Math.round(size * ratio);
    canvas.style.width = canvas.style.height = size + "px";
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    draw(context);
    return canvas;
  }

  // Area borders, fills and rings need the colour with less of it.
  D.fade = function (hex, alpha) {
    const n = parseInt(hex.slice(1), 16);
    return `rgba(${n >> 16}, ${(n >> 8) & 255}, ${n & 255}, ${alpha})`;
  };
})(globalThis.Dateline = globalThis.Dateline || {});
