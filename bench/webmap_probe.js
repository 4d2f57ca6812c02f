// Measures a page in the browser: put before all its scripts. Script time is that of the call and of all the
// callbacks (frames and timers) that it led to.
(() => {
  "use strict";

  const frame = window.requestAnimationFrame.bind(window), later = window.setTimeout.bind(window);
  let spent = 0;
  const timed = (act) => (...given) => {
    const began = performance.now();
    try { return typeof act === "function" ? act(...given) : undefined; } finally { spent += performance.now() - began; }
  };
  window.requestAnimationFrame = (act) => frame(timed(act));
  window.setTimeout = (act, ms, ...rest) => later(timed(act), ms, ...rest);
  const frames = (n) => new Promise((done) => { const next = () => (n-- ? frame(next) : done()); next(); });

  addEventListener("load", async () => { await frames(2); window.firstShown = performance.now(); });

  // One step at a time, each given its frames: milliseconds of script.
  window.scriptOf = async (step, count) => {
    const found = [];
    for (let i = 0; i < count; i++) {
      spent = 0;
      const began = performance.now();
      step(i);
      const called = performance.now() - began;
      await frames(3);
      found.push(called + spent);
    }
    return found;
  };

  // A step a frame: milliseconds from frame to frame.
  window.framesOf = (step, count) => new Promise((done) => {
    const found = [];
    let before = 0, i = 0;
    const loop = (now) => {
      if (before) found.push(now - before);
      before = now;
      if (i === count) { done(found); return; }
      step(i++);
      frame(loop);
    };
    frame(loop);
  });
})();
