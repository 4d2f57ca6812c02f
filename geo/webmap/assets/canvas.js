// A canvas that moves and zooms with Leaflet's map, and paths of rings on it.
(function (D) {
  "use strict";

  // A canvas that follows the map, a little larger than its view; L.Renderer does the moving and zooming.
  D.CanvasLayer = L.Renderer.extend({
    options: { padding: 0.15, pane: "overlayPane" },

    _initContainer() {
      this._container = L.DomUtil.create("canvas", "dl-canvas");
      this._container.setAttribute("aria-hidden", "true");
      this._context = this._container.getContext("2d");
    },

    _destroyContainer() {
      cancelAnimationFrame(this._frame);
      L.DomUtil.remove(this._container);
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      const ratio = Math.min(globalThis.devicePixelRatio || 1, 2);
      L.DomUtil.setPosition(this._container, this._bounds.min);
      this._container.width = Math.round(size.x * ratio);
      this._container.height = Math.round(size.y * ratio);
      this._container.style.width = size.x + "px";
      this._container.style.height = size.y + "px";
      this._ratio = ratio;
      this.draw();
    },

    redraw() {
      if (!this._map) return;
      cancelAnimationFrame(this._frame);
      this._frame = requestAnimationFrame(() => this._map && this.draw());
    },

    // World coordinates (256 units wide) to pixels of this canvas: x * scale - left, y * scale - top.
    _frameOf() {
      const origin = this._map.getPixelOrigin();
      return {
        scale: Math.pow(2, this._map.getZoom()),
        left: origin.x + this._bounds.min.x,
        top: origin.y + this._bounds.min.y,
        width: this._bounds.max.x - this._bounds.min.x,
        height: this._bounds.max.y - this._bounds.min.y,
      };
    },

    _clear(frame) {
      this._context.setTransform(this._ratio, 0, 0, this._ratio, 0, 0);
      this._context.clearRect(0, 0, frame.width, frame.height);
    },
  });

  function inView(ring, frame) {
    const [x0, y0, x1, y1] = ring.box;
    return x1 * frame.scale >= frame.left && x0 * frame.scale <= frame.left + frame.width &&
      y1 * frame.scale >= frame.top && y0 * frame.scale <= frame.top + frame.height;
  }

  // One path of all rings in view; points closer than 0.7 pixels to the last one drawn are left out.
  D.ringsPath = function (rings, frame, closed) {
    const path = new Path2D();
    for (const ring of rings) {
      if (!inView(ring, frame)) continue;
      const { points } = ring;
      let lastX = Infinity, lastY = Infinity;
      for (let p = 0; p < points.length; p += 2) {
        const x = points[p] * frame.scale - frame.left, y = points[p + 1] * frame.scale - frame.top;
        if (p === 0) path.moveTo(x, y);
        else if (p + 2 >= points.length || Math.abs(x - lastX) + Math.abs(y - lastY) > 0.7) path.lineTo(x, y);
        else continue;
        lastX = x; lastY = y;
      }
      if (closed) path.closePath();
    }
    return path;
  };
})(globalThis.Dateline = globalThis.Dateline || {});
