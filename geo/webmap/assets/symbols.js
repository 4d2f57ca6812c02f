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

  D.drawSymbol = function (context, type, x, y, r, outline) {
    const path = D.symbolPath(type.shape, x, y, r);
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = outline;
    context.stroke(path);
    context.fillStyle = type.colour;
    context.fill(path, "nonzero");
  };

  // A small picture of a symbol, for legends and tables.
  D.symbolIcon = function (type, size, outline) {
    const canvas = D.el("canvas", { class: "dl-icon", "aria-hidden": "true" });
    const ratio = globalThis.devicePixelRatio || 1;
    canvas.width = canvas.height = Math.round(size * ratio);
    canvas.style.width = canvas.style.height = size + "px";
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    D.drawSymbol(context, type, size / 2, size / 2, size / 2 - 3, outline || "transparent");
    return canvas;
  };

  // Area borders, fills and rings need the colour with less of it.
  D.fade = function (hex, alpha) {
    const n = parseInt(hex.slice(1), 16);
    return `rgba(${n >> 16}, ${(n >> 8) & 255}, ${n & 255}, ${alpha})`;
  };
})(globalThis.Dateline = globalThis.Dateline || {});
