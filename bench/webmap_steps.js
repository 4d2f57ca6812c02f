// Times steps of the page one by one: until it is painted, and what timers do afterwards. It stands before all scripts of
// the page, for it counts the callbacks of frames and timers.
(() => {
  "use strict";

  const frame = window.requestAnimationFrame.bind(window), later = window.setTimeout.bind(window);
  const wait = (ms) => new Promise((done) => later(done, ms));
  let longest = 0;
  const timed = (act) => (...given) => {
    const began = performance.now();
    try { return act(...given); } finally { longest = Math.max(longest, performance.now() - began); }
  };
  window.requestAnimationFrame = (act) => frame(timed(act));
  window.setTimeout = (act, ms, ...rest) => later(timed(act), ms, ...rest);

  // Resolves in the task after the next frame: what the frame drew is painted by then.
  const painted = () => new Promise((done) => frame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); done(performance.now()); };
    port2.postMessage(null);
  }));

  // Milliseconds until a step is painted.
  window.stepOf = async (act, i) => {
    const began = performance.now();
    act(i);
    return await painted() - began;
  };

  // The longest callback within the next milliseconds.
  window.afterwards = async (ms) => {
    longest = 0;
    await wait(ms);
    return longest;
  };

  // From an event of the user's hand (its own time) until it is painted: window.inputs fills while they come.
  window.inputs = [];
  window.listenTo = (name) => {
    window.inputs = [];
    addEventListener(name, async (event) => window.inputs.push(await painted() - event.timeStamp), true);
  };
})();
